from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views import View
from django.views.generic import ListView, TemplateView

from kerjasama.panels import tugas_terdaftar
from wilayah.cakupan.queries import punya_di_mana_saja, undangan
from wilayah.cakupan.roles import PERAN
from wilayah.pemberitahuan.models import Pemberitahuan
from wilayah.pemberitahuan.services import tandai_dibaca

from . import queries

TERUSKAN, PERIKSA = "wilayah.teruskan_kerja_sama", "wilayah.lihat_pemeriksaan"


class Beranda(View):
    """Where a person lands: on what waits for them. The hat worn decides."""

    def get(self, request):
        topi = request.topi
        if topi is None and undangan(request.user, queries.LIHAT):
            return HttpResponseRedirect(reverse("kerja_sama_daftar"))
        if topi is None:
            return render(request, "binwas/antrean/tanpa_penugasan.html")
        if "tanggapi_pendaftaran" in PERAN[topi.peran].izin:
            return self.desa(request)
        return HttpResponseRedirect(self.tujuan(topi))

    def tujuan(self, topi):
        izin = PERAN[topi.peran].izin
        if {"teruskan_kerja_sama", "lihat_pemeriksaan"} & set(izin):
            return reverse("antrean")
        if "lihat_dasbor" in izin:
            return reverse("dasbor_wilayah", args=[topi.wilayah.kode])
        if "kelola_musyawarah" in izin:
            return reverse("musyawarah_daftar")
        if "lihat_kerja_sama" in izin:
            return reverse("kerja_sama_daftar")
        return reverse("pengguna_daftar" if "kelola_pengguna" in izin else "akun")

    def desa(self, request):
        terbaru, banyak = queries.kerja_sama_terbaru(request.user, 5)
        tugas, terdaftar = queries.tugas_desa(request.user, request.topi_semua), tugas_terdaftar(request.user)
        konteks = {
            "tugas": tugas,
            "terdaftar": terdaftar,
            "jumlah_tugas": tugas.jumlah + len(terdaftar),
            "boleh_menyusun": punya_di_mana_saja(request.user, queries.SUSUN),
            "terbaru": terbaru,
            "banyak": banyak,
            "hari_ini": request.topi.wilayah.hari_ini(),
        }
        return render(request, "binwas/antrean/beranda_desa.html", konteks)


class Antrean(TemplateView):
    """The daily screen of an office: by legal time left, by whose turn it is."""

    def get(self, request):
        self.bisa = {izin for izin in (TERUSKAN, PERIKSA) if punya_di_mana_saja(request.user, izin)}
        if not self.bisa:
            return render(request, "403.html", status=403)
        self.di_kecamatan = TERUSKAN in self.bisa and (request.topi.wilayah.tingkat == 3 or PERIKSA not in self.bisa)
        return super().get(request)

    def get_template_names(self):
        return [f"binwas/antrean/{'kecamatan' if self.di_kecamatan else 'kabupaten'}.html"]

    def get_context_data(self, **kwargs):
        kata = self.request.GET.get("q", "").strip()[:60].replace("\x00", "")
        hari_ini = self.request.topi.wilayah.hari_ini()
        isi = self.kecamatan(kata) if self.di_kecamatan else self.kabupaten(kata, hari_ini)
        siklus = [t for t in tugas_terdaftar(self.request.user)[: queries.BATAS] if kata.lower() in t.judul.lower()]
        return super().get_context_data(kata=kata, hari_ini=hari_ini, siklus=siklus, **isi, **kwargs)

    def kecamatan(self, kata):
        periksa, kembali = queries.antrean_kecamatan(self.request.user, kata)
        return {"periksa": periksa, "kembali": kembali}

    def kabupaten(self, kata, hari_ini):
        user, saring = self.request.user, self.request.GET
        semua = queries.antrean_telaah(user)
        tampil = queries.saring(semua, user if saring.get("petugas") == "saya" else None, kata)
        per_tab = {t: [p for p in tampil if queries.tab_pemeriksaan(p) == t] for t in queries.TAB}
        tab = saring.get("tab") if saring.get("tab") in per_tab else queries.GILIRAN
        dipilih = queries.pilih_tenggat(tampil, saring.get("tenggat", ""), hari_ini)
        return {
            "tab": tab if dipilih is None else "",
            "tenggat": "" if dipilih is None else saring["tenggat"],
            "tenggat_tanggal": parse_date(saring.get("tenggat", "")) if dipilih is not None else None,
            "saya": saring.get("petugas") == "saya",
            "jumlah": {t: len(baris) for t, baris in per_tab.items()},
            "kelompok": queries.kelompokkan(per_tab[tab] if dipilih is None else dipilih, hari_ini),
            "strip": queries.strip_tenggat(tampil, hari_ini, self.request.topi.wilayah, user),
            "saya_pegang": sum(p.petugas_id == user.pk for p in semua),
            "surat": queries.surat_menunggu(user),
            "penuh": len(semua) == queries.BATAS,
        }


class KotakMasuk(ListView):
    """A person's messages, and the letters of the offices that the person holds now."""

    template_name = "binwas/antrean/kotak_masuk.html"
    paginate_by = 25

    def get_queryset(self):
        pesan = Pemberitahuan.objects.milik(self.request.user)
        self.saring = self.request.GET.get("saring", "")
        saringan = {"belum": {"dibaca_pada__isnull": True}, "tindakan": {"penting": True, "dibaca_pada__isnull": True}}
        return pesan.filter(**saringan.get(self.saring, {}))

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            surat=queries.surat_kantor(self.request.user, self.request.topi_semua)[:20],
            saring=self.saring if self.saring in ("belum", "tindakan") else "",
            perlu_tindakan=Pemberitahuan.objects.milik(self.request.user).belum_dibaca().filter(penting=True).count(),
            **kwargs,
        )

    def post(self, request):
        tandai_dibaca(pengguna=request.user)
        return HttpResponseRedirect(reverse("kotak_masuk"))


class BukaPesan(View):
    """Follows a message to what it is about, and remembers that it was read."""

    def get(self, request, id_publik):
        pesan = get_object_or_404(Pemberitahuan.objects.milik(request.user), id_publik=id_publik)
        tandai_dibaca(pengguna=request.user, id_publik=id_publik)
        return HttpResponseRedirect(pesan.tautan)
