"""Who carries an agreement out and what each party brings: `/kerja-sama/<id>/bkad/`."""

import json

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect

from kerjasama.forms.pelaksanaan import FormAnggota, FormBkad, FormKontribusi
from kerjasama.models import Bkad, Kontribusi
from kerjasama.queries.pelaksanaan import (
    SUSUN,
    anggota_bkad,
    bkad_dari,
    boleh_melaksanakan,
    kontribusi_dari,
    orang_luar,
)
from kerjasama.queries.siklus import pelaksana_pemerintah_desa, pihak_aktif, pihak_desa, pihak_milik
from kerjasama.rules.isian import bersihkan
from kerjasama.rules.pelaksanaan import bagian_persen, peringatan_bkad, susunan_bkad
from kerjasama.services.pelaksanaan import (
    catat_kontribusi,
    hapus_anggota,
    hapus_kontribusi,
    isi_bkad,
    simpan_bkad,
    tambah_anggota,
)
from kerjasama.templatetags.kerjasama_tags import nama_pendek
from wilayah.cakupan.transisi import TindakanTertutup, VersiBasi
from wilayah.pohon.models import Wilayah
from wilayah.tampilan.formulir import pindahkan_galat
from wilayah.tampilan.views import baca_angka, kunci_kiriman

from .dasar import HalamanKerjaSama


class PelaksanaanKerjaSama(HalamanKerjaSama):
    """A page on how an agreement is carried out: for its parties and the offices above, not for who is only invited or
    has left. It is written by the parties; each form names its act in `tindakan`."""

    tindakan = {}

    def get_object(self, queryset=None):
        ks = super().get_object(queryset)
        if self.tertutup(ks):
            raise Http404
        return ks

    def tertutup(self, ks):
        return orang_luar(self.request.user, ks)

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        tindak = self.tindakan.get(request.POST.get("tindakan"))
        if tindak is None or not self.boleh_menulis():
            raise PermissionDenied(SUSUN)
        try:
            return getattr(self, tindak)() or redirect(request.path)
        except TindakanTertutup as galat:
            messages.error(request, str(galat))
            return redirect(request.path)

    def boleh_menulis(self):
        return boleh_melaksanakan(self.request.user, self.object)

    def jalankan(self, nama, formulir, fungsi, pesan):
        """Calls the service with a valid form; what it refuses comes back at its field, with all that was typed."""
        if formulir.is_valid():
            try:
                fungsi(formulir.cleaned_data)
            except ValidationError as galat:
                pindahkan_galat(formulir, galat)
            else:
                messages.success(self.request, pesan)
                return None
        return self.render_to_response(self.get_context_data(**{nama: formulir, "form": formulir}), status=422)


class PelaksanaKerjaSama(PelaksanaanKerjaSama):
    template_name = "kerjasama/pelaksanaan/bkad.html"
    tindakan = {
        "bkad": "simpan",
        "anggota": "anggota",
        "hapus_anggota": "keluarkan",
        "kontribusi": "kontribusi",
        "hapus_kontribusi": "lepas",
    }

    def get_context_data(self, **kwargs):
        ks = self.object
        bkad, boleh = bkad_dari(ks), self.boleh_menulis()
        anggota = anggota_bkad(bkad)
        desa = {p.desa_id: nama_pendek(p) for p in pihak_desa(ks)}
        kontribusi = list(kontribusi_dari(ks))
        if boleh:
            kwargs.setdefault("form_bkad", self.form_bkad())
            kwargs.setdefault("form_anggota", self.form_anggota())
            kwargs.setdefault("form_kontribusi", self.form_kontribusi())
        return super().get_context_data(
            bkad=bkad,
            boleh=boleh,
            pemerintah_desa=pelaksana_pemerintah_desa(ks),
            susunan=susunan_bkad(anggota),
            banyak_anggota=len(anggota),
            peringatan=peringatan_bkad(anggota, desa) if bkad else [],
            kontribusi=kontribusi,
            bagian=bagian_kontribusi(pihak_aktif(ks), kontribusi),
            sendiri=self.pihak_sendiri() if boleh else [],
            **kwargs,
        )

    def pihak_sendiri(self):
        """Keys of the parties that this person writes for: the own village, and third parties."""
        sendiri = set(pihak_milik(self.request.user, self.object, SUSUN).values_list("pk", flat=True))
        return sendiri | {p.pk for p in pihak_aktif(self.object) if p.desa_id is None}

    def form_bkad(self, data=None):
        ks = self.object
        isi = isi_bkad(bkad_dari(ks) or Bkad(kerja_sama=ks, nama=f"BKAD {ks.judul}"[:160]))
        semula = isi_bkad(bkad_dari(ks) or Bkad(kerja_sama=ks))
        return FormBkad(data, initial=isi | {"semula": json.dumps(semula)}, auto_id="id_bkad_%s")

    def form_anggota(self, data=None):
        desa = Wilayah.objects.filter(pk__in=pihak_desa(self.object).order_by().values("desa_id")).order_by("kode")
        return FormAnggota(data, desa=desa, auto_id="id_anggota_%s")

    def form_kontribusi(self, data=None):
        pihak = pihak_aktif(self.object).filter(pk__in=self.pihak_sendiri())
        return FormKontribusi(data, pihak=pihak, auto_id="id_kontribusi_%s")

    def simpan(self):
        formulir = self.form_bkad(self.request.POST)
        semula = baca_semula(self.request.POST.get("semula"))
        try:
            return self.jalankan(
                "form_bkad",
                formulir,
                lambda isi: simpan_bkad(kerja_sama=self.object, isi=isi, semula=semula, oleh=self.request.user),
                "Data BKAD tersimpan.",
            )
        except VersiBasi as basi:
            return self._tunjukkan_keduanya(formulir, basi.kini)

    def _tunjukkan_keduanya(self, formulir, kini):
        tersimpan = isi_bkad(kini)
        data = self.request.POST.copy()
        data["semula"] = json.dumps(tersimpan)
        beda = [
            {"label": formulir.fields[n].label, "tersimpan": nilai or "(kosong)", "isian": data.get(n) or "(kosong)"}
            for n, nilai in tersimpan.items()
            if nilai != data.get(n, "").strip()
        ]
        konteks = self.get_context_data(form_bkad=self.form_bkad(data), beda=beda)
        return self.render_to_response(konteks, status=409)

    def anggota(self):
        kunci = kunci_kiriman(self.request)
        return self.jalankan(
            "form_anggota",
            self.form_anggota(self.request.POST),
            lambda isi: tambah_anggota(kerja_sama=self.object, isi=isi, kunci=kunci, oleh=self.request.user),
            "Anggota BKAD dicatat.",
        )

    def keluarkan(self):
        urut, nama = baca_angka(self.request.POST.get("urut")), bersihkan(self.request.POST.get("nama", ""))
        hapus_anggota(kerja_sama=self.object, urut=urut, nama=nama, oleh=self.request.user)
        messages.success(self.request, f"{nama} dihapus dari susunan.")

    def kontribusi(self):
        kunci = kunci_kiriman(self.request)
        return self.jalankan(
            "form_kontribusi",
            self.form_kontribusi(self.request.POST),
            lambda isi: catat_kontribusi(pihak=isi["pihak"], isi=isi, kunci=kunci, oleh=self.request.user),
            "Kontribusi dicatat.",
        )

    def lepas(self):
        pihak = pihak_aktif(self.object)
        semua = Kontribusi.objects.milik(pihak).select_related("pihak__kerja_sama")
        dipilih = next((k for k in semua if str(k.id_publik) == self.request.POST.get("kontribusi")), None)
        if dipilih is None:
            raise TindakanTertutup("Kontribusi ini sudah dihapus.")
        hapus_kontribusi(kontribusi=dipilih, oleh=self.request.user)
        messages.success(self.request, "Kontribusi dihapus.")


def baca_semula(tulisan):
    """What the page showed, as it carried it along; anything else is nothing, and so out of date."""
    try:
        semula = json.loads(tulisan or "")
    except ValueError:
        return {}
    return semula if isinstance(semula, dict) else {}


def bagian_kontribusi(pihak, kontribusi):
    """[{nama, nilai, persen, mulai, deret}]: each party's share of what has a price, for the bar and its table."""
    nilai = {}
    for k in kontribusi:
        if k.nilai:
            nilai[k.pihak_id] = nilai.get(k.pihak_id, 0) + k.nilai
    persen, hasil, mulai = bagian_persen(nilai), [], 0.0
    for p in pihak:
        if p.pk in persen:
            satu = {"nama": nama_pendek(p), "nilai": nilai[p.pk], "persen": persen[p.pk], "mulai": f"{mulai:.1f}"}
            hasil.append(satu | {"lebar": f"{persen[p.pk]:.1f}", "deret": len(hasil) % 4 + 1})
            mulai += persen[p.pk]
    return hasil
