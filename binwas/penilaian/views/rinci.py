"""One review on one page for everyone who may open it: `/pemeriksaan/<id>/`."""

from zlib import crc32

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse

from binwas.penilaian import services
from binwas.penilaian.enums import Nilai, StatusPemeriksaan
from binwas.penilaian.forms import FormKembalikan, FormUsulan
from binwas.penilaian.models import Pemeriksaan
from binwas.penilaian.queries import lembar, penjawab, pernah_dikembalikan
from kerjasama.models import Pihak
from kerjasama.queries.kerja_sama import boleh_membaca_alasan, hanya_diundang, sakelar_klarifikasi
from kerjasama.rules.isian import bersihkan
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.pengguna.queries import empat_mata
from wilayah.tampilan.views import RinciTercakup, kunci_kiriman

from . import bagian
from .izin import periksa_izin, terapkan
from .penanggalan import penanggalan

LIHAT, LIHAT_PENUH = "wilayah.lihat_kerja_sama", "wilayah.lihat_pemeriksaan"
BERINSTRUMEN = (StatusPemeriksaan.DITELAAH, StatusPemeriksaan.DIUSULKAN, StatusPemeriksaan.SELESAI)
BERHASIL = {
    "catat_lengkap": "Berkas dicatat lengkap. Waktu klarifikasi berjalan.",
    "mulai_telaah": "Telaah dimulai. Isi instrumen di samping naskah.",
    "kembalikan_ke_desa": "Berkas dikembalikan ke desa. Waktu berhenti sampai desa menjawab.",
    "usulkan_hasil": "Hasil diusulkan.",
    "tarik_usulan": "Usulan ditarik. Telaah dapat dilanjutkan.",
}


class RinciPemeriksaan(RinciTercakup):
    model = Pemeriksaan
    izin = (LIHAT, LIHAT_PENUH)
    context_object_name = "pemeriksaan"
    form_kembalikan = form_usulan = None

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.konflik = {}

    def get_queryset(self):
        return self.tercakup().select_related(
            "kerja_sama__desa_pendaftar__induk__induk__induk",
            "kantor__induk",
            "kecamatan__induk__induk",
            "instrumen",
            "petugas",
            "diusulkan_oleh",
            "diteruskan_oleh",
            "surat",
        )

    @property
    def penuh(self):
        return self.request.user.has_perm(LIHAT_PENUH, self.object)

    def get_template_names(self):
        belah = self.penuh and self.object.status in BERINSTRUMEN
        return [f"binwas/penilaian/{'telaah' if belah else 'rinci'}.html"]

    def get_context_data(self, **kwargs):
        p, user, penuh = self.object, self.request.user, self.penuh
        kerja_sama = p.kerja_sama
        tindakan = bagian.tindakan(p, user)
        pihak = list(Pihak.objects.milik(kerja_sama).select_related("desa").order_by("urut"))
        konteks = {
            "kerja_sama": kerja_sama,
            "penuh": penuh,
            "tahap": bagian.tahapan(p),
            "giliran": bagian.giliran(p, user, penuh=penuh),
            "jam": bagian.jam(p),
            "tindakan": tindakan,
            "naskah": bagian.naskah(kerja_sama, self.request.GET.get("dokumen", "")),
            "pihak": pihak,
            "baca_alasan": boleh_membaca_alasan(user, pihak),
            "pengembalian": [] if hanya_diundang(user, kerja_sama) else pernah_dikembalikan(kerja_sama),
            "selesai": p.status == StatusPemeriksaan.SELESAI,
            "surat": p.surat if p.surat and (penuh or p.status == StatusPemeriksaan.SELESAI) else None,
            "zona": p.kantor.zona,
            "boleh_menjawab": p.menunggu_desa and penjawab(user, kerja_sama),
            "form_kembalikan": self.form_kembalikan or FormKembalikan(),
            "empat_mata": empat_mata(p.kantor, p.kantor.hari_ini()),
            "menurut": sakelar_klarifikasi(kerja_sama),
        }
        if penuh:
            konteks |= self.konteks_instrumen(p, tindakan)
        return super().get_context_data(**konteks | kwargs)

    def konteks_instrumen(self, p, tindakan):
        lembar_ = lembar(p)
        awal = lembar_.hasil_awal(p.jenis)
        return {
            "lembar": lembar_,
            "kelompok": [(nama, n, [self.baris(b, j) for b, j in isi]) for nama, n, isi in lembar_.kelompok()],
            "nilai": Nilai,
            "ada_konflik": bool(self.konflik),
            "hasil_awal": awal,
            "dapat_diisi": p.status == StatusPemeriksaan.DITELAAH
            and self.request.user.has_perm("wilayah.telaah_kerja_sama", p),
            "menunggu_keputusan": bagian.menunggu_keputusan(p),
            "form_usulan": self.form_usulan or FormUsulan(jenis=p.jenis, initial={"hasil": awal}),
        }

    def baris(self, butir, jawaban):
        """One item as the form shows it. Where a save was refused, what the person typed stands beside the other's,
        and pressing save again replaces that."""
        konflik = self.konflik.get(butir.kode)
        kini = {n: getattr(jawaban, n, "") for n in ("nilai", "catatan", "pasal")}
        return {
            "semula": sidik(kini),
            "label": jawaban.get_nilai_display() if jawaban and jawaban.nilai else "",
            "lain": konflik["lain"] if konflik else None,
            "galat": konflik["galat"] if konflik else "",
            **(konflik["saya"] if konflik else kini),
        } | {"versi": jawaban.versi if jawaban else 0, "butir": butir}


def sidik(isi):
    """Fingerprint of an answer: tells what the person changed from what merely stood in the form."""
    return str(crc32("\x1f".join(isi.get(n, "") for n in ("nilai", "catatan", "pasal")).encode()))


class TindakPemeriksaan(RinciPemeriksaan):
    """The acts of the office. A refused form comes back with what was typed."""

    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        jalan = {
            "catat_lengkap": self.langsung(services.catat_lengkap),
            "mulai_telaah": self.langsung(services.mulai_telaah),
            "kembalikan_ke_desa": self.kembalikan,
            "usulkan_hasil": self.usulkan,
            "tarik_usulan": self.tarik,
        }.get(request.POST.get("tindakan"))
        if jalan is None:
            return self.pulang()
        try:
            berhasil = jalan()
        except TindakanTertutup as galat:
            messages.error(request, str(galat))
            return self.pulang()
        if not berhasil:
            return self.render_to_response(self.get_context_data(), status=422)
        messages.success(request, BERHASIL[request.POST["tindakan"]])
        return self.pulang()

    def langsung(self, layanan):
        def jalankan():
            layanan(pemeriksaan=self.terjangkau("wilayah.telaah_kerja_sama"), oleh=self.request.user)
            return True

        return jalankan

    def kembalikan(self):
        self.form_kembalikan = form = FormKembalikan(self.request.POST)
        p = self.terjangkau("wilayah.telaah_kerja_sama")
        return form.is_valid() and terapkan(
            form, lambda isi: services.kembalikan_ke_desa(pemeriksaan=p, butir=isi["butir"], oleh=self.request.user)
        )

    def usulkan(self):
        p = self.terjangkau("wilayah.usulkan_hasil")
        self.form_usulan = form = FormUsulan(self.request.POST, jenis=p.jenis)
        kunci = kunci_kiriman(self.request)
        return form.is_valid() and terapkan(
            form, lambda isi: services.usulkan_hasil(pemeriksaan=p, kunci=kunci, oleh=self.request.user, **isi)
        )

    def tarik(self):
        p = self.terjangkau("wilayah.usulkan_hasil")
        alasan = bersihkan(self.request.POST.get("alasan", ""))
        try:
            services.tarik_usulan(pemeriksaan=p, alasan=alasan, oleh=self.request.user)
        except ValidationError as galat:
            raise TindakanTertutup(galat.messages[0]) from galat
        return True

    def terjangkau(self, izin):
        """403 for who sees the review without the power to act on it."""
        periksa_izin(self.request.user, izin, self.object)
        return self.object

    def pulang(self):
        return HttpResponseRedirect(reverse("pemeriksaan_rinci", args=[self.object.id_publik]))


class TenggatPemeriksaan(RinciPemeriksaan):
    """«Mengapa tanggal ini?» on a page of its own, to be printed and put beside a letter."""

    template_name = "binwas/penilaian/tenggat.html"

    def get_template_names(self):
        return [self.template_name]

    def get_context_data(self, **kwargs):
        jam = bagian.jam(self.object)
        return RinciTercakup.get_context_data(
            self,
            kerja_sama=self.object.kerja_sama,
            jam=jam,
            minggu=penanggalan(jam["hitungan"].baris, jam["aturan"].satuan, jam["pekan"]) if jam else [],
            zona=self.object.kantor.zona,
            **kwargs,
        )
