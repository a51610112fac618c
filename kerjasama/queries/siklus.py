"""How far an agreement that is made here has come, party by party. The gates, the party matrix and «Giliran» read these
and nothing else, so that the three can't differ."""

from django.db.models import Q

from kerjasama.enums import (
    Bentuk,
    HasilEvaluasi,
    JenisDokumen,
    JenisFasilitasi,
    JenisMusyawarah,
    KeputusanMusyawarah,
    Muatan,
    Pelaksana,
    StatusMusyawarah,
    StatusPenawaran,
    StatusPengakhiran,
)
from kerjasama.models import (
    Dokumen,
    Fasilitasi,
    Musyawarah,
    Naskah,
    Pasal,
    Penawaran,
    Pengakhiran,
    Pihak,
    VersiNaskah,
)
from wilayah.pengguna.models import SakelarKantor
from wilayah.pengguna.queries import sakelar
from wilayah.pohon.enums import Tingkat

from .kerja_sama import kantor_penangani
from .sekali import sekali

PENAWARAN_TERBUKA = (StatusPenawaran.TERKIRIM, StatusPenawaran.MINTA_PERUBAHAN)
NASKAH_BERTANDA_TANGAN = "Naskah bertanda tangan"


@sekali
def pihak_aktif(kerja_sama):
    """The parties that have not left, in their order."""
    return Pihak.objects.milik(kerja_sama).filter(mundur_pada__isnull=True).order_by("urut")


@sekali
def pihak_desa(kerja_sama):
    return pihak_aktif(kerja_sama).filter(desa__isnull=False)


def pihak_milik(user, kerja_sama, izin):
    """The parties of the agreement for which `user` holds `izin`."""
    return Pihak.objects.dalam_cakupan(user, izin).filter(kerja_sama=kerja_sama, mundur_pada__isnull=True)


@sekali
def mewakili_pihak(user, kerja_sama, izin):
    """Whether `user` holds `izin` for one of the parties that have not left."""
    return pihak_milik(user, kerja_sama, izin).exists()


def perlu_musyawarah_antar_desa(kerja_sama):
    """Several villages agree in a musyawarah antar-desa; where a BUM Desa or a kawasan perdesaan is concerned, each in
    its own musyawarah desa (Permendagri 96/2017 Ps 4)."""
    if kerja_sama.bentuk == Bentuk.PIHAK_KETIGA:
        return False
    return not (kerja_sama.bum_desa or kerja_sama.kawasan_perdesaan)


def _sepakat(kerja_sama, jenis, tujuan, sejak=None):
    hasil = Musyawarah.objects.milik(kerja_sama).filter(
        jenis=jenis, tujuan=tujuan, status=StatusMusyawarah.DIPUTUSKAN, keputusan=KeputusanMusyawarah.MENYEPAKATI
    )
    return hasil if sejak is None else hasil.filter(diputuskan_pada__gte=sejak)


@sekali
def belum_bermusyawarah(kerja_sama, tujuan, sejak=None):
    """Villages whose musyawarah desa has not agreed to `tujuan` (since the instant `sejak`)."""
    sudah = _sepakat(kerja_sama, JenisMusyawarah.DESA, tujuan, sejak).values("desa_id")
    return pihak_desa(kerja_sama).exclude(desa_id__in=sudah)


@sekali
def musyawarah_antar_desa_sepakat(kerja_sama, tujuan, sejak=None):
    return _sepakat(kerja_sama, JenisMusyawarah.ANTAR_DESA, tujuan, sejak).exists()


def penawaran_terbuka(kerja_sama):
    return Penawaran.objects.milik(kerja_sama).filter(status__in=PENAWARAN_TERBUKA)


@sekali
def naskah_dari(kerja_sama):
    """The working text, or None while there is none."""
    return Naskah.objects.milik(kerja_sama).first()


@sekali
def versi_terakhir(kerja_sama):
    """The newest version of the text, or None."""
    naskah = naskah_dari(kerja_sama)
    return VersiNaskah.objects.milik(naskah).order_by("-nomor").first() if naskah else None


@sekali
def muatan_kosong(kerja_sama):
    """The mandatory matters that no article with text settles, in the order of the law."""
    naskah = naskah_dari(kerja_sama)
    terisi = set()
    if naskah:
        terisi = set(Pasal.objects.milik(naskah).exclude(isi="").exclude(muatan="").values_list("muatan", flat=True))
    return [m for m in Muatan if m not in terisi]


@sekali
def belum_menyepakati(kerja_sama):
    """Villages only: what a third party agrees to, it signs."""
    return pihak_desa(kerja_sama).filter(disepakati_pada__isnull=True)


@sekali
def belum_menandatangani(kerja_sama):
    return pihak_aktif(kerja_sama).filter(ditandatangani_pada__isnull=True)


@sekali
def belum_mengundangkan(kerja_sama):
    return pihak_desa(kerja_sama).filter(Q(tanggal__isnull=True) | Q(berita_desa=""))


def pelaksana_pemerintah_desa(kerja_sama):
    persiapan = getattr(kerja_sama, "persiapan", None)
    dipilih = persiapan is not None and persiapan.pelaksana == Pelaksana.PEMERINTAH_DESA
    return kerja_sama.bum_desa or kerja_sama.kawasan_perdesaan or dipilih


def bkad_belum_dicatat(kerja_sama):
    """Whether a BKAD is asked for before signing (PP 16/2026 Ps 166(3)), and there is none."""
    perlu = kerja_sama.bentuk == Bentuk.PIHAK_KETIGA_MULTI_DESA and not pelaksana_pemerintah_desa(kerja_sama)
    return perlu and not kerja_sama.mengubah_id and not hasattr(kerja_sama, "bkad")


@sekali
def naskah_bertanda_tangan(kerja_sama):
    """The document that holds the signed scan, or None."""
    dokumen = Dokumen.objects.milik(kerja_sama).filter(jenis=JenisDokumen.NASKAH, judul=NASKAH_BERTANDA_TANGAN)
    return dokumen.order_by("-pk").first()


@sekali
def camat_terlibat(kerja_sama):
    """Whether a camat's part in it is on record (PP 16/2026 Ps 165(5)); the provinsi's where several kabupaten meet."""
    tercatat = Fasilitasi.objects.milik(kerja_sama).filter(pada__isnull=False, tanggal__isnull=False)
    return tercatat.filter(
        Q(kantor__tingkat=Tingkat.KECAMATAN) | Q(kantor__tingkat=Tingkat.PROVINSI), ~Q(jenis=JenisFasilitasi.EVALUASI)
    ).exists()


def sakelar_evaluasi(kerja_sama):
    """The kabupaten's rule that drafts are evaluated before signing, in force today, or None."""
    kantor = kantor_penangani(kerja_sama)
    pilihan = sakelar(kantor, SakelarKantor.Kunci.EVALUASI_RANCANGAN, kantor.hari_ini())
    return pilihan if pilihan and pilihan.nyala else None


def evaluasi_terakhir(kerja_sama):
    """The newest evaluation of the draft, asked for or answered."""
    semua = Fasilitasi.objects.milik(kerja_sama).filter(jenis=JenisFasilitasi.EVALUASI)
    return semua.order_by("-pk").first()


@sekali
def evaluasi_menahan(kerja_sama):
    """Why the kabupaten's rule on drafts holds signing up today, or "". Silence beyond the term holds up nothing."""
    pilihan = sakelar_evaluasi(kerja_sama)
    if pilihan is None:
        return ""
    terakhir = evaluasi_terakhir(kerja_sama)
    if terakhir is None:
        return f"Kabupaten meminta evaluasi rancangan sebelum ditandatangani ({pilihan.dasar}). Ajukan dahulu."
    if terakhir.hasil == HasilEvaluasi.PERLU_PERBAIKAN:
        return "Evaluasi meminta perbaikan. Perbaiki naskahnya, lalu ajukan lagi."
    naskah = versi_terakhir(kerja_sama)
    if naskah and terakhir.versi_naskah != naskah.nomor:
        return f"Evaluasi menilai versi {terakhir.versi_naskah}, naskah kini versi {naskah.nomor}. Ajukan lagi."
    if not terakhir.hasil and (terakhir.tenggat is None or terakhir.tenggat >= kantor_penangani(kerja_sama).hari_ini()):
        return "Rancangan sedang dievaluasi kabupaten."
    return ""


@sekali
def pengakhiran_terbuka(kerja_sama):
    """The suspension or end that is being asked for, or None."""
    return Pengakhiran.objects.milik(kerja_sama).filter(status=StatusPengakhiran.DIAJUKAN).first()
