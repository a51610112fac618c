"""Duties of the parties: of one agreement (`/kerja-sama/<id>/kewajiban/`), and all that a person sees (`/kewajiban/`),
as a list or month by month."""

import json
from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404

from kerjasama.enums import Status, StatusKewajiban
from kerjasama.filters import SaringanKewajiban
from kerjasama.forms.pelaksanaan import FormAlasan, FormKewajiban, FormLaporanKewajiban, FormUbahKewajiban
from kerjasama.models import Kewajiban
from kerjasama.queries.kerja_sama import LIHAT, hanya_diundang
from kerjasama.queries.pelaksanaan import (
    boleh_melaksanakan,
    boleh_untuk_pihak,
    kewajiban_dari,
    kewajiban_terlihat,
)
from kerjasama.queries.siklus import pihak_aktif, versi_terakhir
from kerjasama.rules.naskah import nomor_pasal, semua_pasal
from kerjasama.rules.pelaksanaan import pekan_bulan, tambah_bulan
from kerjasama.services.kewajiban import (
    hapus_kewajiban,
    isi_kewajiban,
    laporkan_kewajiban,
    tambah_kewajiban,
    ubah_kewajiban,
)
from wilayah.cakupan.transisi import VersiBasi
from wilayah.kalender.enums import BULAN, HARI
from wilayah.tampilan.format import rupiah, tanggal
from wilayah.tampilan.views import DaftarTercakup, kunci_kiriman

from .pelaksanaan import PelaksanaanKerjaSama, baca_semula

URUTAN = {"tenggat": ["tenggat", "pk"], "kerja_sama": ["kerja_sama__judul", "tenggat", "pk"]}
MAKS_SEBULAN = 500


class KewajibanKerjaSama(PelaksanaanKerjaSama):
    """All duties of one agreement, and the form for one more. A party that has left sees those of its own time."""

    template_name = "kerjasama/pelaksanaan/kewajiban.html"
    tindakan = {"tambah": "tambah"}

    def tertutup(self, ks):
        return hanya_diundang(self.request.user, ks)

    def get_context_data(self, **kwargs):
        ks, boleh = self.object, self.boleh_menulis()
        if boleh:
            kwargs.setdefault("form_kewajiban", self.formulir())
        nomor = dict(_pilihan_pasal(ks))
        return super().get_context_data(
            boleh=boleh,
            hari_ini=ks.desa_pendaftar.hari_ini(),
            daftar=[(k, nomor.get(k.pasal, "")) for k in self.semua(ks)],
            **kwargs,
        )

    def semua(self, ks):
        for k in kewajiban_dari(self.request.user, ks):
            k.kerja_sama = ks  # its state is told of each duty, without asking for it again
            yield k

    def formulir(self, data=None):
        return FormKewajiban(data, pihak=pihak_aktif(self.object), pasal=_pilihan_pasal(self.object))

    def tambah(self):
        kunci = kunci_kiriman(self.request)
        return self.jalankan(
            "form_kewajiban",
            self.formulir(self.request.POST),
            lambda isi: tambah_kewajiban(
                kerja_sama=self.object, pihak=isi["pihak"], isi=isi, kunci=kunci, oleh=self.request.user
            ),
            "Kewajiban dicatat. Pihaknya diberi tahu.",
        )


class SatuKewajiban(KewajibanKerjaSama):
    """One duty: reported by the party that owes it, corrected or struck by any."""

    template_name = "kerjasama/pelaksanaan/satu_kewajiban.html"
    tindakan = {"laporkan": "laporkan", "ubah": "ubah", "hapus": "hapus"}

    def get_object(self, queryset=None):
        ks = super().get_object(queryset)
        semua = kewajiban_dari(self.request.user, ks).select_related("pihak__desa", "dilaporkan_oleh")
        self.kewajiban = semua.filter(id_publik=self.kwargs["kewajiban"]).first()
        if self.kewajiban is None:
            raise Http404
        self.kewajiban.kerja_sama = self.kewajiban.pihak.kerja_sama = ks
        return ks

    def boleh_menulis(self):
        return boleh_melaksanakan(self.request.user, self.object, sesudah_berakhir=True)

    def get_context_data(self, **kwargs):
        k = self.kewajiban
        terbuka = k.status == StatusKewajiban.TERBUKA and self.boleh_menulis()
        if terbuka:
            kwargs.setdefault("form_laporan", self.form_laporan())
            kwargs.setdefault("form_ubah", self.form_ubah())
            kwargs.setdefault("form_hapus", FormAlasan(auto_id="id_hapus_%s"))
        return super().get_context_data(
            kewajiban=k,
            terbuka=terbuka,
            dapat_diubah=terbuka and self.object.status != Status.BERAKHIR,
            milik_sendiri=terbuka and boleh_untuk_pihak(self.request.user, k.pihak),
            nomor_pasal=dict(_pilihan_pasal(self.object)).get(k.pasal, ""),
            **kwargs,
        )

    def form_laporan(self, data=None):
        hari_ini = self.object.desa_pendaftar.hari_ini()
        return FormLaporanKewajiban(data, initial={"dipenuhi_pada": hari_ini}, auto_id="id_laporan_%s")

    def form_ubah(self, data=None):
        isi = isi_kewajiban(self.kewajiban)
        awal = isi | {"semula": _bungkus(isi)}
        return FormUbahKewajiban(data, initial=awal, pasal=_pilihan_pasal(self.object), auto_id="id_ubah_%s")

    def laporkan(self):
        if not boleh_untuk_pihak(self.request.user, self.kewajiban.pihak):
            raise PermissionDenied("laporkan_kewajiban")
        return self.jalankan(
            "form_laporan",
            self.form_laporan(self.request.POST),
            lambda isi: laporkan_kewajiban(kewajiban=self.kewajiban, isi=isi, oleh=self.request.user),
            "Laporan tersimpan. Pihak lain diberi tahu.",
        )

    def ubah(self):
        formulir, semula = self.form_ubah(self.request.POST), _buka(self.request.POST.get("semula"))
        try:
            return self.jalankan(
                "form_ubah",
                formulir,
                lambda isi: ubah_kewajiban(
                    kewajiban=self.kewajiban,
                    isi={"pasal": self.kewajiban.pasal} | isi,
                    semula=semula,
                    oleh=self.request.user,
                ),
                "Kewajiban diubah. Pihaknya diberi tahu.",
            )
        except VersiBasi as basi:
            return self._tunjukkan_keduanya(basi.kini)

    def _tunjukkan_keduanya(self, kini):
        tersimpan, data = isi_kewajiban(kini), self.request.POST.copy()
        data["semula"] = _bungkus(tersimpan)
        kata = {"tenggat": tanggal(kini.tenggat), "nilai": rupiah(kini.nilai), "uraian": kini.uraian}
        label = {"tenggat": "Tenggat", "nilai": "Nilai", "uraian": "Kewajiban"}
        beda = [
            {"label": label[n], "tersimpan": kata[n] or "(kosong)", "isian": data.get(n) or "(kosong)"}
            for n in label
            if str(tersimpan[n] or "") != data.get(n, "").strip()
        ]
        konteks = self.get_context_data(form_ubah=self.form_ubah(data), beda=beda)
        return self.render_to_response(konteks, status=409)

    def hapus(self):
        return self.jalankan(
            "form_hapus",
            FormAlasan(self.request.POST, auto_id="id_hapus_%s"),
            lambda isi: hapus_kewajiban(kewajiban=self.kewajiban, alasan=isi["alasan"], oleh=self.request.user),
            "Kewajiban dicatat tidak berlaku lagi.",
        )


class DaftarKewajiban(DaftarTercakup):
    """Everything that is due in the agreements one sees: `?tampilan=bulan&bulan=2026-12` shows a month."""

    model = Kewajiban
    izin = (LIHAT,)
    template_name = "kerjasama/pelaksanaan/daftar_kewajiban.html"
    filterset_class = SaringanKewajiban
    urutan = URUTAN
    urutan_bawaan = "tenggat"
    nama_ekspor = "kewajiban"
    terkait = ("kerja_sama__desa_pendaftar__induk__induk__induk", "pihak")

    @property
    def kolom_ekspor(self):
        return [
            ("id_publik", lambda k: k.id_publik),
            ("tenggat", lambda k: k.tenggat),
            ("pihak", lambda k: k.pihak.nama_saat_itu),
            ("kewajiban", lambda k: k.uraian),
            ("nilai", lambda k: k.nilai),
            ("status", lambda k: k.get_status_display()),
            ("terlambat", lambda k: "ya" if self.terlambat(k) else ""),
            ("dipenuhi_pada", lambda k: k.dipenuhi_pada),
            ("kerja_sama", lambda k: k.kerja_sama.judul),
            ("kode", lambda k: k.kerja_sama.kode_ucap),
        ]

    def dasar(self):
        return kewajiban_terlihat(self.request.user)

    def terlambat(self, kewajiban):
        terbuka = kewajiban.status == StatusKewajiban.TERBUKA and kewajiban.kerja_sama.status != Status.DITANGGUHKAN
        return terbuka and kewajiban.tenggat < self.filterset.hari_ini

    def get_context_data(self, **kwargs):
        hari_ini = self.filterset.hari_ini
        sebulan = self.request.GET.get("tampilan") == "bulan"
        return super().get_context_data(
            hari_ini=hari_ini,
            sebulan=self._sebulan(hari_ini) if sebulan else None,
            ada_saringan=any(self.request.GET.get(nama) for nama in self.filterset.filters),
            **kwargs,
        )

    def _sebulan(self, hari_ini):
        awal = _bulan_dipilih(self.request.GET.get("bulan"), hari_ini)
        pekan = pekan_bulan(awal.year, awal.month)
        saring = self.object_list.filter(tenggat__gte=pekan[0][0], tenggat__lte=pekan[-1][-1])
        baris = self._dengan_terkait(saring)[:MAKS_SEBULAN]
        per_hari = {}
        for k in baris:
            per_hari.setdefault(k.tenggat, []).append(k)
        return {
            "nama": f"{BULAN[awal.month - 1]} {awal.year}",
            "hari": [h[:3] for h in HARI],
            "sebelum": f"{tambah_bulan(awal, -1):%Y-%m}",
            "sesudah": f"{tambah_bulan(awal, 1):%Y-%m}",
            "pekan": [[_kotak(h, awal, hari_ini, per_hari) for h in p] for p in pekan],
            "penuh": sum(len(isi) for isi in per_hari.values()) >= MAKS_SEBULAN,
        }


def _kotak(hari, awal, hari_ini, per_hari):
    return {
        "tanggal": hari,
        "sebulan": hari.month == awal.month,
        "kini": hari == hari_ini,
        "lewat": hari < hari_ini,
        "isi": per_hari.get(hari, []),
    }


def _bulan_dipilih(tulisan, hari_ini):
    """The first day of the month in the address; of this month for anything else."""
    try:
        tahun, bulan = (int(b) for b in (tulisan or "").split("-"))
        return date(tahun, bulan, 1) if 2000 <= tahun <= 2200 else hari_ini.replace(day=1)
    except ValueError:
        return hari_ini.replace(day=1)


def _pilihan_pasal(kerja_sama):
    """[(kunci, «Pasal 7, Pendanaan»)] of the newest version; empty where there is no text."""
    versi = versi_terakhir(kerja_sama)
    nomor = nomor_pasal(versi.isi) if versi else {}
    isi = semua_pasal(versi.isi) if versi else []
    return [(p["kunci"], f"Pasal {nomor[p['kunci']]}{', ' + p['judul'] if p.get('judul') else ''}") for p in isi]


def _bungkus(isi):
    return json.dumps(isi | {"tenggat": isi["tenggat"].isoformat()})


def _buka(tulisan):
    isi = baca_semula(tulisan)
    try:
        return isi | {"tenggat": date.fromisoformat(isi.get("tenggat") or "")}
    except (TypeError, ValueError):
        return isi
