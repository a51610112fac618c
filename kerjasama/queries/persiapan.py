"""The plan of an agreement that is being made, the inventory it comes from, and who could be a partner in it."""

from kerjasama.enums import Status, TujuanMusyawarah
from kerjasama.models import KerjaSama, Penawaran, Persiapan, Potensi
from kerjasama.queries.siklus import PENAWARAN_TERBUKA, belum_bermusyawarah, pihak_milik
from wilayah.cakupan.queries import semua_simpul
from wilayah.pohon.enums import Tingkat
from wilayah.pohon.models import Wilayah

SUSUN = "wilayah.susun_kerja_sama"
TETAPKAN = "wilayah.tetapkan_kerja_sama"
DISIAPKAN = (Status.PERSIAPAN, Status.PENAWARAN)
ISIAN_PERSIAPAN = (
    "latar_belakang",
    "kewenangan",
    "kewenangan_dasar",
    "rpjm_desa",
    "rkp_desa",
    "tata_cara",
    "jangka_waktu_bulan",
    "hak_kewajiban",
    "pendanaan",
    "perubahan",
    "perselisihan",
    "pelaksana",
    "kajian",
)
ISIAN_KERJA_SAMA = ("judul", "bidang", "urusan", "ruang_lingkup", "nilai")


def desa_penyusun(user, izin=SUSUN):
    """The villages for which the person makes agreements."""
    milik = [s.id for s in semua_simpul(user).get(izin.removeprefix("wilayah."), []) if s.tingkat == Tingkat.DESA]
    return Wilayah.objects.filter(pk__in=milik).select_related("induk__induk__induk").order_by("kode")


def persiapan_dari(kerja_sama):
    """The plan, or None of an agreement that was registered when it existed already."""
    return Persiapan.objects.milik(kerja_sama).first()


def isi_rencana(kerja_sama, persiapan):
    """Plan and agreement as one mapping, as forms, rules and the letter read them."""
    return {n: getattr(kerja_sama, n) for n in ISIAN_KERJA_SAMA} | {n: getattr(persiapan, n) for n in ISIAN_PERSIAPAN}


def boleh_menyiapkan(user, kerja_sama):
    """Whether the person writes the plan: the village that took the initiative, while there is no text yet."""
    return kerja_sama.status in DISIAPKAN and milik_pemrakarsa(user, kerja_sama)


def milik_pemrakarsa(user, kerja_sama, izin=SUSUN):
    """Whether the person holds `izin` for the village that took the initiative."""
    return pihak_milik(user, kerja_sama, izin).filter(desa_id=kerja_sama.desa_pendaftar_id).exists()


def sudah_bermusyawarah(kerja_sama):
    """Whether the initiating village's own musyawarah desa has agreed (Permendagri 96/2017 Ps 13(2))."""
    belum = belum_bermusyawarah(kerja_sama, TujuanMusyawarah.KERJA_SAMA)
    return not belum.filter(desa_id=kerja_sama.desa_pendaftar_id).exists()


def sedang_disiapkan(user, batas=5):
    """Agreements that wait for the person's own village to go on with them, the newest first: what was offered and is
    not answered yet waits for others."""
    desa = [d.pk for d in desa_penyusun(user)]
    if not desa:
        return KerjaSama.objects.none()
    milik = KerjaSama.objects.dalam_cakupan(user, SUSUN).filter(desa_pendaftar_id__in=desa, status__in=DISIAPKAN)
    ditunggu = Penawaran.objects.milik(milik).filter(status__in=PENAWARAN_TERBUKA)
    milik = milik.exclude(pk__in=ditunggu.order_by().values("kerja_sama_id"))
    return milik.select_related("persiapan").order_by("-didaftarkan_pada", "pk")[:batas]


def potensi_desa(user, desa, izin=SUSUN):
    """The inventory of one village in its order of priority; what is not ranked comes last."""
    return urut_prioritas(Potensi.objects.dalam_cakupan(user, izin).filter(desa=desa))


def urut_prioritas(potensi):
    return potensi.order_by("desa__kode", "prioritas", "pk")
