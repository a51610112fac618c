"""What the camat, the kabupaten and the provinsi did: `/kerja-sama/<id>/fasilitasi/`."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views import View

from kerjasama.enums import HasilEvaluasi, Status
from kerjasama.forms.penetapan import FormFasilitasi, FormJawabEvaluasi
from kerjasama.models import Fasilitasi
from kerjasama.queries.fasilitasi import fasilitasi_tercatat, kantor_pemfasilitasi, permintaan_terbuka
from kerjasama.queries.kerja_sama import LIHAT, kantor_penangani
from kerjasama.queries.naskah import boleh_menyusun
from kerjasama.queries.siklus import camat_terlibat, evaluasi_terakhir, sakelar_evaluasi, versi_terakhir
from kerjasama.services import fasilitasi as layanan
from kerjasama.transitions import TABEL
from kerjasama.transitions.fasilitasi import FASILITASI
from wilayah.berkas.views import kirim_berkas
from wilayah.tampilan.views import Tercakup, kunci_kiriman

from .tindakan_siklus import HalamanTindakan, isi_berkas


class HalamanFasilitasi(HalamanTindakan):
    """Whoever sees the agreement reads it, but for guests; each act has its own power."""

    template_name = "kerjasama/fasilitasi.html"
    tindakan = {
        "catat": ("form_catat", "catat"),
        "minta": ("form_minta", "minta"),
        "jawab": ("form_jawab", "jawab"),
    }

    def periksa(self, ks):
        if not type(ks).objects.lewat_penugasan(self.request.user, LIHAT).filter(pk=ks.pk).exists():
            raise PermissionDenied(LIHAT)
        self.kantor = kantor_pemfasilitasi(self.request.user, ks)

    def boleh(self):
        """{act: the reason why it is shut, or ""} of the acts that are this person's."""
        ks, user = self.object, self.request.user
        return {t.nama: FASILITASI.alasan_tertutup(t.nama, ks, user) for t in FASILITASI.terbuka(ks, user)}

    def form_catat(self, data=None, files=None):
        if not self.kantor:
            raise PermissionDenied("fasilitasi_kerja_sama")
        return FormFasilitasi(data, files, kantor=self.kantor, initial={"tanggal": self.kantor[0].hari_ini()})

    def form_minta(self, data=None, files=None):
        return forms.Form(data)

    def form_jawab(self, data=None, files=None):
        return FormJawabEvaluasi(data)

    def catat(self, formulir):
        isi = formulir.cleaned_data
        layanan.catat_fasilitasi(
            kerja_sama=self.object,
            kantor=next(w for w in self.kantor if w.kode == isi["kantor"]),
            isi={n: isi[n] for n in ("jenis", "tanggal", "catatan")},
            berkas=next(isi_berkas([isi["berkas"]])) if isi["berkas"] else None,
            kunci=kunci_kiriman(self.request),
            oleh=self.request.user,
        )
        return self.pulang("Tercatat. Para pihak diberi tahu.")

    def minta(self, formulir):
        baris = layanan.minta_evaluasi(kerja_sama=self.object, oleh=self.request.user)
        return self.pulang(f"Evaluasi versi {baris.versi_naskah} diminta ke {baris.kantor.nama_lengkap}.")

    def jawab(self, formulir):
        layanan.jawab_evaluasi(kerja_sama=self.object, oleh=self.request.user, **formulir.cleaned_data)
        return self.pulang("Jawaban evaluasi tercatat. Para pihak diberi tahu.")

    def perbaiki(self):
        """(label, address) of where this person goes on with a draft that was sent back, or None."""
        ks, user = self.object, self.request.user
        terakhir, naskah = evaluasi_terakhir(ks), versi_terakhir(ks)
        dinilai = terakhir is not None and naskah is not None and terakhir.versi_naskah == naskah.nomor
        if not dinilai or terakhir.hasil != HasilEvaluasi.PERLU_PERBAIKAN:
            return None
        if ks.status == Status.PENYUSUNAN and boleh_menyusun(user, ks):
            return "Perbaiki naskah", reverse("naskah", args=[ks.id_publik])
        dibuka = any(t.nama == "buka_kembali" for t in TABEL.terbuka(ks, user))
        return ("Buka kembali naskah", reverse("kerja_sama_sepakat", args=[ks.id_publik])) if dibuka else None

    def pulang(self, kata):
        messages.success(self.request, kata)
        return redirect("kerja_sama_fasilitasi", self.object.id_publik)

    def get_context_data(self, **kwargs):
        ks, boleh = self.object, self.boleh()
        if "catat_fasilitasi" in boleh and self.kantor:
            kwargs.setdefault("form_catat", self.form_catat())
        kwargs.setdefault("form_catat", None)
        kwargs.setdefault("form_jawab", self.form_jawab())
        return super().get_context_data(
            baris=list(fasilitasi_tercatat(ks)),
            boleh=boleh,
            terbuka=permintaan_terbuka(ks),
            sakelar=sakelar_evaluasi(ks),
            camat=camat_terlibat(ks),
            naskah=versi_terakhir(ks),
            kabupaten=kantor_penangani(ks),
            perbaiki=self.perbaiki(),
            hari_ini=ks.desa_pendaftar.hari_ini(),
            zona=ks.desa_pendaftar.zona,
            **kwargs,
        )


class BerkasFasilitasi(Tercakup, View):
    model = Fasilitasi
    izin = (LIHAT,)

    def get(self, request, id_publik, fasilitasi):
        baris = get_object_or_404(
            self.tercakup().select_related("berkas"), id_publik=fasilitasi, kerja_sama__id_publik=id_publik
        )
        if baris.berkas is None:
            raise Http404
        return kirim_berkas(baris.berkas, unduh="unduh" in request.GET)
