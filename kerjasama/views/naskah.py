"""The drafting workspace: `/kerja-sama/<id>/naskah/`, its considerations, its print view, and its card elsewhere."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse

from kerjasama import panels
from kerjasama.enums import Status
from kerjasama.forms.naskah import FormKonsiderans
from kerjasama.queries.naskah import (
    boleh_menyusun,
    isi_kini,
    kelengkapan,
    komentar_pasal,
    komentar_terbaru,
    komentar_terbuka,
    tugas_menyusun,
    versi_naskah,
)
from kerjasama.queries.siklus import naskah_dari, pihak_aktif
from kerjasama.rules.naskah import KONSIDERANS, banding, rujukan_putus
from kerjasama.services.naskah import simpan_konsiderans
from wilayah.cakupan.transisi import TindakanTertutup, VersiBasi
from wilayah.tampilan.formulir import pindahkan_galat
from wilayah.tampilan.views import RinciTercakup

from .naskah_dasar import HalamanNaskah, susunan

BERUBAH = ("berubah", "baru", "dihapus")
VERSI_TAMPIL, KOMENTAR_TAMPIL = 6, 10


class RuangNaskah(HalamanNaskah):
    """What everybody who sees the agreement reads, and its writers and commenters work in. `?pasal=` opens the
    comments of one article. Before there is a text the page says what comes first."""

    template_name = "kerjasama/naskah/ruang.html"

    def get(self, request, *args, **kwargs):
        ks = RinciTercakup.get_object(self)
        if naskah_dari(ks) is None:
            self.object = ks
            self.template_name = "kerjasama/naskah/belum.html"
            return self.render_to_response(RinciTercakup.get_context_data(self))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        ks = self.object
        isi, bab, tercakup = susunan(self)
        pilih = self.pilihan(bab)
        versi = list(versi_naskah(self.naskah)[: VERSI_TAMPIL + 1])
        return super().get_context_data(
            isi=isi,
            bab=bab,
            jumlah_pasal=sum(len(b["pasal"]) for b in bab),
            tercakup=tercakup,
            pihak=list(pihak_aktif(ks).select_related("pihak_ketiga")),
            pilih=pilih,
            komentar=_komentar(self, pilih),
            versi=versi[:VERSI_TAMPIL],
            versi_lain=len(versi) > VERSI_TAMPIL,
            berubah=_berubah(isi, versi),
            putus=rujukan_putus(isi),
            **({"isian_komentar": "", "galat_komentar": ""} | kwargs),
        )

    def pilihan(self, bab):
        dipilih = self.kunci_dipilih()
        return next((p for b in bab for p in b["pasal"] if p["kunci"] == dipilih), None)

    def kunci_dipilih(self):
        return self.request.GET.get("pasal", "")


def _komentar(view, pilih):
    """Comments of the chosen article, else the newest open ones of the text."""
    semua = komentar_pasal(view.request.user, view.object)
    if pilih:
        return komentar_terbaru(view.request.user, view.object, pilih["kunci"])
    return list(semua.filter(tuntas_pada__isnull=True).order_by("-dibuat_pada", "-pk")[:KOMENTAR_TAMPIL])


def _berubah(isi, versi):
    """How many parts differ from the newest version; None without one."""
    return sum(p.status in BERUBAH for p in banding(versi[0].isi, isi)) if versi and versi[0].isi else None


class Konsiderans(HalamanNaskah):
    template_name = "kerjasama/naskah/konsiderans.html"
    hanya_menyusun = True

    def formulir(self, data=None, naskah=None):
        naskah = naskah or self.naskah
        awal = {k: "\n".join(getattr(naskah, k)) for k in KONSIDERANS} | {"versi": naskah.versi}
        return FormKonsiderans(data, initial=awal, pbkd=self.object.adalah_pbkd)

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", self.formulir())
        kwargs.setdefault("beda", [])
        return super().get_context_data(**kwargs)

    def post(self, request, *args, **kwargs):
        try:
            self.siapkan()
        except TindakanTertutup as galat:
            tulisan = "\n\n".join(filter(None, (request.POST.get(k) for k in KONSIDERANS)))
            return self.tak_tersimpan({"alasan": str(galat), "dihapus": False}, tulisan)
        formulir = self.formulir(request.POST)
        if formulir.is_valid():
            try:
                simpan_konsiderans(
                    kerja_sama=self.object,
                    isi=formulir.isi(),
                    versi=formulir.cleaned_data["versi"],
                    oleh=request.user,
                )
                messages.success(request, "Konsiderans tersimpan.")
                return redirect(self.url_ruang())
            except ValidationError as galat:
                pindahkan_galat(formulir, galat)
            except VersiBasi as basi:
                return self.tunjukkan_keduanya(formulir, basi.kini)
        return self.render_to_response(self.get_context_data(form=formulir), status=422)

    def tunjukkan_keduanya(self, formulir, kini):
        """The other's words beside one's own, which stay in the form; the next save is knowing."""
        data = self.request.POST.copy()
        data["versi"] = kini.versi
        isi = formulir.isi()
        beda = [
            {"label": KONSIDERANS[k], "tersimpan": "\n".join(getattr(kini, k)), "isian": "\n".join(v)}
            for k, v in isi.items()
            if getattr(kini, k) != v
        ]
        konteks = self.get_context_data(form=self.formulir(data, naskah=kini), beda=beda)
        return self.render_to_response(konteks, status=409)


class Pratinjau(HalamanNaskah):
    """The text as it will be printed, without what the workspace adds to it."""

    template_name = "kerjasama/naskah/versi.html"

    def get_context_data(self, **kwargs):
        isi, bab, _ = susunan(self)
        return super().get_context_data(
            isi=isi, bab=bab, pihak=list(pihak_aktif(self.object).select_related("pihak_ketiga")), **kwargs
        )


def pasang():
    panels.daftarkan_panel(panels.Panel("naskah", "Naskah", "kerjasama/naskah/_panel.html", _panel, urut=20))
    panels.daftarkan_tindakan(_tindakan)
    panels.daftarkan_giliran(_giliran)
    panels.daftarkan_tugas(_tugas)
    panels.daftarkan_peristiwa(
        {
            "naskah.pasal_ditambah": "Pasal ditambah",
            "naskah.pasal_dihapus": "Pasal dihapus",
            "naskah.susunan_diubah": "Susunan naskah diubah",
            "naskah.konsiderans_diubah": "Konsiderans diubah",
            "naskah.diimpor": "Naskah diimpor dari Word",
            "naskah.versi_dibuat": "Versi naskah disimpan",
            "naskah.dikomentari": "Naskah dikomentari",
            "naskah.komentar_dituntaskan": "Komentar dituntaskan",
        }
    )


def _panel(request, ks):
    naskah = naskah_dari(ks)
    if naskah is None:
        return None
    return {
        "tercakup": kelengkapan(ks, isi_kini(ks, naskah)),
        "versi": versi_naskah(naskah).first(),
        "komentar": sum(komentar_terbuka(request.user, ks).values()),
        "menyusun": boleh_menyusun(request.user, ks),
        "zona": ks.desa_pendaftar.zona,
    }


def _tindakan(request, ks):
    if not ks.disusun or ks.status not in (Status.PENYUSUNAN, Status.DISEPAKATI):
        return []
    susun = boleh_menyusun(request.user, ks)
    label = "Susun naskah" if susun else "Baca naskah"
    return [{"label": label, "url": reverse("naskah", args=[ks.id_publik]), "utama": susun}]


def _giliran(request, ks):
    if ks.status != Status.PENYUSUNAN:
        return None
    naskah = naskah_dari(ks)
    if naskah is None:
        return None
    kosong = kelengkapan(ks, isi_kini(ks, naskah)).kosong
    if not kosong:
        return None
    apa = f"Melengkapi naskah: {len(kosong)} materi wajib belum diatur"
    return {"siapa": "Para pihak", "apa": apa, "kapan": None, "milik_anda": boleh_menyusun(request.user, ks)}


def _tugas(user):
    return [
        panels.Tugas(
            judul=f"Susun naskah: {t['judul']}",
            isi=_isi_tugas(t),
            url=reverse("naskah", args=[t["id_publik"]]),
            tombol="Buka naskah",
        )
        for t in tugas_menyusun(user)
    ]


def _isi_tugas(tugas):
    bagian = []
    if tugas["kosong"]:
        bagian.append(f"{tugas['kosong']} materi wajib belum diatur")
    if tugas["komentar"]:
        bagian.append(f"{tugas['komentar']} komentar belum dituntaskan")
    if tugas["berubah"]:
        bagian.append("berubah sejak versi terakhir; simpan sebagai versi baru sebelum disepakati")
    kalimat = ", ".join(bagian) or "belum ada versi yang disimpan"
    return f"{kalimat[:1].upper()}{kalimat[1:]}."
