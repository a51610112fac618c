"""What the offices above did for an agreement, and which of them may write it down."""

from kerjasama.enums import JenisFasilitasi, Status
from kerjasama.models import Fasilitasi, KerjaSama
from wilayah.cakupan.queries import meliputi, simpul
from wilayah.cakupan.roles import PERAN_KECAMATAN
from wilayah.pengguna.queries import pemegang
from wilayah.pohon.enums import Tingkat
from wilayah.pohon.models import Wilayah

from .kerja_sama import kantor_penangani
from .sekali import sekali
from .siklus import pihak_desa

IZIN = "wilayah.fasilitasi_kerja_sama"
ANGKA_RANCANGAN = "figures for an admin who decides on a switch without reading any text"


def fasilitasi_tercatat(kerja_sama):
    """What was recorded or asked for, the newest first."""
    terkait = ("kantor__induk__induk", "oleh", "diminta_oleh", "berkas")
    return Fasilitasi.objects.milik(kerja_sama).select_related(*terkait).order_by("-pk")


def permintaan_terbuka(kerja_sama):
    """The evaluation that waits for the kabupaten's answer, or None."""
    terbuka = fasilitasi_tercatat(kerja_sama).filter(jenis=JenisFasilitasi.EVALUASI, hasil="")
    return terbuka.first()


@sekali
def kantor_pemfasilitasi(user, kerja_sama):
    """The offices of `user` that may write down a part of theirs: a kecamatan or kabupaten of a party, and the provinsi
    where the parties lie in several kabupaten (UU 23/2014, Lampiran; Permendagri 96/2017 Ps 3(2))."""
    bawah = Tingkat.PROVINSI if kerja_sama.lintas_kabupaten else Tingkat.KABUPATEN
    kantor = [s for s in simpul(user, IZIN) if s.tingkat >= bawah]
    if not kantor:
        return []
    kode = [p.desa.kode for p in pihak_desa(kerja_sama).select_related("desa")]
    pilihan = [s.id for s in kantor if any(meliputi(s, k) for k in kode)]
    return list(Wilayah.objects.filter(pk__in=pilihan).select_related("induk__induk").order_by("kode"))


def boleh_mengevaluasi(user, kerja_sama):
    """An evaluation is the kabupaten's that handles the agreement, not its camat's."""
    kantor = kantor_penangani(kerja_sama)
    return any(s.id == kantor.pk for s in simpul(user, IZIN))


def _leluhur_pihak(kerja_sama, tingkat):
    desa = pihak_desa(kerja_sama).select_related("desa__induk__induk__induk")
    return {p.desa.leluhur(tingkat).pk for p in desa}


def orang_kecamatan_pihak(kerja_sama):
    """The people of every kecamatan in which a party lies."""
    return pemegang(wilayah_ids=_leluhur_pihak(kerja_sama, Tingkat.KECAMATAN), peran=PERAN_KECAMATAN)


def minta_catatan_provinsi(kerja_sama):
    """Who is asked for the provinsi's record: nobody within one kabupaten, or once there is one."""
    ada = Fasilitasi.objects.milik(kerja_sama).filter(kantor__tingkat=Tingkat.PROVINSI)
    if not kerja_sama.lintas_kabupaten or ada.exists():
        return []
    return pemegang(wilayah_ids=_leluhur_pihak(kerja_sama, Tingkat.PROVINSI), peran=["petugas_provinsi"])


def rancangan_menurut_tahap(kantor):
    """How many agreements in the making a choice on evaluating drafts concerns: figures only."""
    milik = KerjaSama.objects.tanpa_batas(alasan=ANGKA_RANCANGAN).filter(desa_pendaftar__induk__induk=kantor)
    menunggu = Fasilitasi.objects.milik(milik).filter(jenis=JenisFasilitasi.EVALUASI, hasil="")
    return {
        "disusun": milik.filter(status__in=(Status.PERSIAPAN, Status.PENAWARAN, Status.PENYUSUNAN)).count(),
        "disepakati": milik.filter(status=Status.DISEPAKATI).count(),
        "menunggu": menunggu.filter(kerja_sama__status=Status.DISEPAKATI).count(),
    }
