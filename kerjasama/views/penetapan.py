"""Agreeing, signing, promulgating and handing in: the pages behind the party matrix."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect

from kerjasama.forms.penetapan import (
    FormBerlaku,
    FormBukaKembali,
    FormPengundangan,
    FormPindaian,
    FormSepakat,
    FormTandaTangan,
)
from kerjasama.models import Pihak, VersiDokumen
from kerjasama.queries.fasilitasi import fasilitasi_tercatat
from kerjasama.queries.kerja_sama import kecamatan_penangani
from kerjasama.queries.siklus import naskah_bertanda_tangan, pihak_aktif, pihak_milik, versi_terakhir
from kerjasama.queries.tenggat import batas_berjalan
from kerjasama.services import penetapan as layanan
from kerjasama.services.penetapan.pengundangan import tanda_tangan_terakhir
from wilayah.cakupan.transisi import VersiBasi
from wilayah.tampilan.views import kunci_kiriman

from .tindakan_siklus import SUSUN, TETAPKAN, HalamanTindakan, isi_berkas


def _semua_pihak(ks):
    return list(pihak_aktif(ks).select_related("desa", "pihak_ketiga"))


class Sepakat(HalamanTindakan):
    """The kepala desa agrees to the newest version, or takes an agreed text up again."""

    template_name = "kerjasama/sepakat.html"
    izin_tindak = (TETAPKAN,)
    tindakan = {"sepakati": ("form_sepakat", "sepakati"), "buka_kembali": ("form_buka", "buka_kembali")}

    def form_sepakat(self, data=None, files=None):
        naskah = versi_terakhir(self.object)
        return FormSepakat(data, initial={"versi": naskah.nomor if naskah else None})

    def form_buka(self, data=None, files=None):
        return FormBukaKembali(data)

    def sendiri(self):
        """The villages for which this person decides; those that have not agreed come first."""
        milik = pihak_milik(self.request.user, self.object, TETAPKAN).select_related("desa")
        return sorted(milik, key=lambda p: (p.disepakati_pada is not None, p.urut))

    def sepakati(self, formulir):
        pihak, versi = self.sendiri()[0], formulir.cleaned_data["versi"]
        try:
            layanan.sepakati(kerja_sama=self.object, pihak=pihak, versi=versi, oleh=self.request.user)
        except VersiBasi as basi:
            return self.tampilkan({"basi": basi.kini, "form_sepakat": self.form_sepakat()}, status=409)
        messages.success(self.request, f"{pihak.desa.nama_lengkap} menyepakati versi {versi}.")
        return redirect("kerja_sama_matriks", self.object.id_publik)

    def buka_kembali(self, formulir):
        alasan = formulir.cleaned_data["alasan"]
        layanan.buka_kembali(kerja_sama=self.object, alasan=alasan, oleh=self.request.user)
        messages.success(self.request, "Naskah dibuka kembali. Semua desa menyepakati lagi versi yang baru.")
        return redirect("kerja_sama_rinci", self.object.id_publik)

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form_sepakat", self.form_sepakat())
        kwargs.setdefault("form_buka", self.form_buka())
        kwargs.setdefault("basi", None)
        return super().get_context_data(
            naskah=versi_terakhir(self.object),
            sendiri=self.sendiri(),
            pihak=[p for p in _semua_pihak(self.object) if p.desa_id],
            tertutup=self.alasan("sepakati"),
            buka_tertutup=self.alasan("buka_kembali"),
            zona=self.object.desa_pendaftar.zona,
            **kwargs,
        )


class TandaTangan(HalamanTindakan):
    """Signatures, party by party, and the signed scan."""

    template_name = "kerjasama/tanda_tangan.html"
    tindakan = {"tandatangani": ("form_tanda", "tandatangani"), "simpan_pindaian": ("form_pindaian", "simpan")}

    def dapat_dicatat(self):
        """The parties whose signature this person writes down: one's own villages, and third parties."""
        user, ks = self.request.user, self.object
        sendiri = set(pihak_milik(user, ks, TETAPKAN).values_list("pk", flat=True))
        if not sendiri:
            return []
        boleh = [p for p in _semua_pihak(ks) if p.pk in sendiri or p.desa_id is None]
        return sorted(boleh, key=lambda p: (p.ditandatangani_pada is not None, p.urut))

    def pihak(self):
        """The party written down: the one named in the address, else the first that has not signed."""
        boleh, dipilih = self.dapat_dicatat(), self.request.GET.get("pihak", "")
        return next((p for p in boleh if str(p.id_publik) == dipilih), boleh[0] if boleh else None)

    def form_tanda(self, data=None, files=None):
        pihak = self.pihak()
        if pihak is None:
            raise PermissionDenied(TETAPKAN)
        return FormTandaTangan(data, initial=self.awal(pihak), ks=self.object, pihak=pihak)

    def awal(self, pihak):
        ks, ketiga = self.object, pihak.pihak_ketiga
        kepala = pihak.desa.sebutan("kepala") if pihak.desa_id else ""
        jabatan = ketiga.jabatan_penanda_tangan if ketiga else f"{kepala or 'Kepala Desa'} {pihak.desa.nama}"
        sudah = pihak.ditandatangani_pada or tanda_tangan_terakhir(ks)
        return {
            "nama": pihak.penanda_tangan or (ketiga.penanda_tangan if ketiga else self.request.user.nama),
            "jabatan": pihak.jabatan_penanda_tangan or jabatan,
            "tempat": ks.tempat_ditandatangani,
            "tanggal": sudah or ks.desa_pendaftar.hari_ini(),
            "nomor": pihak.nomor,
            "bermeterai": ks.bermeterai,
        }

    def form_pindaian(self, data=None, files=None):
        return FormPindaian(data, files)

    def tandatangani(self, formulir):
        pihak = self.pihak()
        layanan.tandatangani(kerja_sama=self.object, pihak=pihak, isi=formulir.cleaned_data, oleh=self.request.user)
        messages.success(self.request, "Tanda tangan tercatat.")
        return redirect("kerja_sama_tanda_tangan", self.object.id_publik)

    def simpan(self, formulir):
        layanan.simpan_naskah_bertanda_tangan(
            kerja_sama=self.object,
            berkas=isi_berkas(formulir.cleaned_data["berkas"]),
            kunci=kunci_kiriman(self.request),
            oleh=self.request.user,
        )
        messages.success(self.request, "Naskah bertanda tangan tersimpan. Berkas aslinya tidak dapat diubah lagi.")
        return redirect("kerja_sama_tanda_tangan", self.object.id_publik)

    def get_context_data(self, **kwargs):
        ks, pihak = self.object, self.pihak()
        kwargs.setdefault("form_tanda", self.form_tanda() if pihak else None)
        kwargs.setdefault("form_pindaian", self.form_pindaian())
        dokumen = naskah_bertanda_tangan(ks)
        return super().get_context_data(
            kini=pihak,
            dapat_dicatat=self.dapat_dicatat(),
            pihak=_semua_pihak(ks),
            tertutup=self.alasan("tandatangani"),
            pindaian_tertutup=self.alasan("simpan_pindaian"),
            naskah=versi_terakhir(ks),
            saksi=[f for f in fasilitasi_tercatat(ks) if f.jenis == "saksi"],
            pindaian=VersiDokumen.objects.milik(dokumen).select_related("dokumen", "berkas", "oleh").order_by("-nomor")
            if dokumen
            else [],
            batas=batas_berjalan(ks),
            hari_ini=ks.desa_pendaftar.hari_ini(),
            zona=ks.desa_pendaftar.zona,
            **kwargs,
        )


class Pengundangan(HalamanTindakan):
    """Promulgation by each village; for a perjanjian, the day on which it comes into force by its own terms."""

    template_name = "kerjasama/pengundangan.html"
    izin_tindak = (SUSUN,)
    tindakan = {"undangkan": ("form_undang", "undangkan"), "berlakukan": ("form_berlaku", "berlakukan")}

    def sendiri(self):
        milik = pihak_milik(self.request.user, self.object, SUSUN).select_related("desa__induk__induk__induk")
        return sorted(milik, key=lambda p: (p.tanggal is not None, p.urut))

    def satu(self):
        sendiri, dipilih = self.sendiri(), self.request.GET.get("pihak", "")
        return next((p for p in sendiri if str(p.id_publik) == dipilih), sendiri[0])

    def form_undang(self, data=None, files=None):
        pihak = self.satu()
        awal = {
            "tanggal": pihak.tanggal or self.object.desa_pendaftar.hari_ini(),
            "berita_desa": pihak.berita_desa,
            "sekretaris": pihak.sekretaris,
        }
        return FormPengundangan(data, files, initial=awal, desa=pihak.desa)

    def form_berlaku(self, data=None, files=None):
        return FormBerlaku(data, initial={"tanggal_mulai": tanda_tangan_terakhir(self.object)})

    def undangkan(self, formulir):
        pihak, isi = self.satu(), formulir.cleaned_data
        layanan.undangkan(
            kerja_sama=self.object,
            pihak=pihak,
            isi=isi | {"bukti": isi_berkas(isi["bukti"]) if isi["bukti"] else ()},
            oleh=self.request.user,
        )
        return self.pulang(f"Pengundangan di {pihak.desa.nama_lengkap} tercatat.")

    def berlakukan(self, formulir):
        layanan.berlakukan(kerja_sama=self.object, isi=formulir.cleaned_data, oleh=self.request.user)
        return self.pulang("Perjanjian dinyatakan berlaku.")

    def pulang(self, kata):
        self.object.refresh_from_db()
        berlaku = " Semua desa sudah mengundangkan: berlaku penuh." if self.object.status == "berlaku" else ""
        messages.success(self.request, kata + (berlaku if self.object.adalah_pbkd else ""))
        return redirect("kerja_sama_matriks", self.object.id_publik)

    def get_context_data(self, **kwargs):
        ks = self.object
        kwargs.setdefault("form_undang", self.form_undang())
        kwargs.setdefault("form_berlaku", self.form_berlaku())
        nama = "undangkan" if ks.adalah_pbkd else "berlakukan"
        return super().get_context_data(
            kini=self.satu(),
            sendiri=self.sendiri(),
            pihak=[p for p in _semua_pihak(ks) if p.desa_id],
            tertutup=self.alasan(nama),
            persiapan=getattr(ks, "persiapan", None),
            zona=ks.desa_pendaftar.zona,
            **kwargs,
        )


class Sampaikan(HalamanTindakan):
    """Handing in to the bupati through the camat; the receipt comes at once."""

    template_name = "kerjasama/sampaikan.html"
    izin_tindak = (SUSUN,)
    tindakan = {"sampaikan": ("form_kirim", "sampaikan")}

    def form_kirim(self, data=None, files=None):
        return forms.Form(data)

    def sampaikan(self, formulir):
        terima = layanan.sampaikan(kerja_sama=self.object, kunci=kunci_kiriman(self.request), oleh=self.request.user)
        messages.success(self.request, "Disampaikan kepada bupati melalui camat. Ini tanda terimanya.")
        return redirect("tanda_terima", terima.kode)

    def get_context_data(self, **kwargs):
        ks = self.object
        dokumen = naskah_bertanda_tangan(ks)
        return super().get_context_data(
            tertutup=self.alasan("sampaikan"),
            batas=batas_berjalan(ks),
            pihak=list(Pihak.objects.milik(ks).filter(mundur_pada__isnull=True).order_by("urut")),
            pindaian=VersiDokumen.objects.milik(dokumen).select_related("berkas").order_by("-nomor").first()
            if dokumen
            else None,
            kecamatan=kecamatan_penangani(ks),
            hari_ini=ks.desa_pendaftar.hari_ini(),
            **kwargs,
        )
