"""Which musyawarah an agreement still needs, who may hold it, and what it is called where it is held."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from kerjasama.enums import (
    Asal,
    Bentuk,
    JenisMusyawarah,
    JenisPengakhiran,
    KeputusanMusyawarah,
    Status,
    StatusMusyawarah,
    StatusPengakhiran,
    TujuanMusyawarah,
    Unsur,
)
from kerjasama.models import FotoMusyawarah, KerjaSama, Musyawarah, Pengakhiran, PesertaMusyawarah, Pihak
from wilayah.cakupan.queries import simpul
from wilayah.pohon.models import Wilayah

from .siklus import (
    belum_bermusyawarah,
    musyawarah_antar_desa_sepakat,
    pengakhiran_terbuka,
    perlu_musyawarah_antar_desa,
    pihak_desa,
    pihak_milik,
)

KELOLA, SUSUN = "wilayah.kelola_musyawarah", "wilayah.susun_kerja_sama"
MENYUSUN = (Status.PERSIAPAN, Status.PENAWARAN, Status.PENYUSUNAN)
SEBELUM_NASKAH = (Status.PERSIAPAN, Status.PENAWARAN)
SELESAI = (StatusMusyawarah.DIPUTUSKAN, StatusMusyawarah.DIBATALKAN)
MAKS_MENUNGGU = 20
MAKS_PENGAKHIRAN = 5  # each is looked at on its own
TUJUAN_PENGAKHIRAN = {
    JenisPengakhiran.PENGAKHIRAN: TujuanMusyawarah.PENGAKHIRAN,
    JenisPengakhiran.PENANGGUHAN: TujuanMusyawarah.PERUBAHAN,
}


@dataclass(frozen=True)
class Kebutuhan:
    """A musyawarah that has yet to be held: for which agreement, in which village, to what end."""

    kerja_sama: KerjaSama
    desa: Wilayah
    jenis: JenisMusyawarah
    tujuan: TujuanMusyawarah


def nama_musyawarah(musyawarah):
    """«Musyawarah Kalurahan Purwobinangun», as the region says it; of several villages without a name behind it."""
    return nama_jenis(musyawarah.desa, musyawarah.jenis)


def nama_jenis(desa, jenis):
    if jenis == JenisMusyawarah.ANTAR_DESA:
        return _judul(desa.sebutan("musyawarah_antar") or "Musyawarah antar-desa")
    return f"{_judul(desa.sebutan('musyawarah') or 'Musyawarah desa')} {desa.nama}"


def _judul(kata):
    return " ".join(k[:1].upper() + k[1:] for k in kata.split())


def sebut_bpd(desa):
    return desa.sebutan("bpd_singkat") or "BPD"


def penyelenggara(desa, jenis):
    """Who holds it: the BPD of the village, or the government of the host."""
    if jenis == JenisMusyawarah.DESA:
        return f"{sebut_bpd(desa)} {desa.nama}"
    return f"Pemerintah {desa.nama_lengkap}"


def label_unsur(desa):
    """The groups in the words of the region."""
    return {u.value: u.label for u in Unsur} | {
        Unsur.PEMERINTAH_DESA.value: f"Pemerintah {desa.sebutan('wilayah').lower()}",
        Unsur.BPD.value: sebut_bpd(desa),
    }


def izin_jenis(jenis):
    return KELOLA if jenis == JenisMusyawarah.DESA else SUSUN


def alasan_tak_dijadwalkan(kerja_sama, desa, jenis, tujuan):
    """Why the village may not hold this musyawarah now, or ""."""
    if not pihak_desa(kerja_sama).filter(desa_id=desa.pk).exists():
        return f"{desa.nama_lengkap} bukan pihak kerja sama ini."
    if tujuan == TujuanMusyawarah.KERJA_SAMA:
        alasan, sejak = _alasan_menyusun(kerja_sama, jenis), None
    else:
        alasan, sejak = _alasan_mengakhiri(kerja_sama, jenis, tujuan)
    return alasan or _alasan_sudah(kerja_sama, desa, jenis, tujuan, sejak)


def _alasan_menyusun(kerja_sama, jenis):
    if not kerja_sama.disusun:
        return "Kerja sama ini didaftarkan sesudah jadi; musyawarahnya sudah lewat."
    if jenis == JenisMusyawarah.DESA:
        return "" if kerja_sama.status in MENYUSUN else "Tahap musyawarah sudah lewat."
    if not perlu_musyawarah_antar_desa(kerja_sama):
        return "Bentuk kerja sama ini disepakati dalam musyawarah desa masing-masing."
    return "" if kerja_sama.status == Status.PENYUSUNAN else "Diselenggarakan ketika naskahnya sedang disusun."


def _alasan_mengakhiri(kerja_sama, jenis, tujuan):
    usul = pengakhiran_terbuka(kerja_sama)
    if usul is None or TUJUAN_PENGAKHIRAN[usul.jenis] != tujuan:
        return "Belum ada penangguhan atau pengakhiran yang diajukan.", None
    antar = perlu_musyawarah_antar_desa(kerja_sama)
    if antar != (jenis == JenisMusyawarah.ANTAR_DESA):
        cara = "musyawarah antar-desa" if antar else "musyawarah desa masing-masing"
        return f"Untuk kerja sama ini diputuskan dalam {cara}.", None
    return "", usul.diajukan_pada


def _alasan_sudah(kerja_sama, desa, jenis, tujuan, sejak):
    terbuka = Musyawarah.objects.milik(kerja_sama).filter(jenis=jenis, tujuan=tujuan).exclude(status__in=SELESAI)
    if jenis == JenisMusyawarah.DESA:
        sudah = not belum_bermusyawarah(kerja_sama, tujuan, sejak).filter(desa_id=desa.pk).exists()
        terbuka = terbuka.filter(desa=desa)
    else:
        sudah = musyawarah_antar_desa_sepakat(kerja_sama, tujuan, sejak)
    if sudah:
        return "Musyawarah ini sudah menyepakatinya."
    return "Musyawarah untuk ini sudah dijadwalkan dan belum diputuskan." if terbuka.exists() else ""


def dapat_dijadwalkan(user, kerja_sama):
    """What `user` may call for on this agreement now, as Kebutuhan."""
    izin = [i for i in (KELOLA, SUSUN) if simpul(user, i)]
    calon = _calon(user, kerja_sama, izin, _tujuan_kini(kerja_sama)) if izin else []
    return [k for k in calon if not alasan_tak_dijadwalkan(kerja_sama, k.desa, k.jenis, k.tujuan)]


def _calon(user, kerja_sama, daftar_izin, tujuan):
    jenis = {KELOLA: JenisMusyawarah.DESA, SUSUN: JenisMusyawarah.ANTAR_DESA}
    if tujuan is None:
        return []
    return [Kebutuhan(kerja_sama, d, jenis[i], tujuan) for i in daftar_izin for d in desa_milik(user, kerja_sama, i)]


def desa_milik(user, kerja_sama, izin):
    """The villages that are parties and for which `user` holds the power."""
    pihak = pihak_milik(user, kerja_sama, izin).select_related("desa__induk__induk__induk").order_by("urut")
    return [p.desa for p in pihak]


def _tujuan_kini(kerja_sama):
    if kerja_sama.status in MENYUSUN:
        return TujuanMusyawarah.KERJA_SAMA if kerja_sama.disusun else None
    if kerja_sama.status in (Status.BERLAKU, Status.DITANGGUHKAN) and (usul := pengakhiran_terbuka(kerja_sama)):
        return TUJUAN_PENGAKHIRAN[usul.jenis]
    return None


def menunggu(user):
    """What waits for a musyawarah of the person's own villages, the newest agreements first."""
    return [
        *_menunggu_desa(user),
        *_menunggu_antar_desa(user),
        *_menunggu_pengakhiran(user),
    ][:MAKS_MENUNGGU]


def _menunggu_desa(user):
    """Agreements before their text, of which the village's own musyawarah has not agreed and none is under way."""
    pihak = Pihak.objects.dalam_cakupan(user, KELOLA).filter(
        kerja_sama__asal=Asal.DISUSUN, kerja_sama__status__in=SEBELUM_NASKAH, mundur_pada__isnull=True
    )
    ada = _berlaku(Musyawarah.objects.dalam_cakupan(user, KELOLA)).filter(
        kerja_sama=OuterRef("kerja_sama"),
        desa=OuterRef("desa"),
        jenis=JenisMusyawarah.DESA,
        tujuan=TujuanMusyawarah.KERJA_SAMA,
    )
    baris = pihak.filter(~Exists(ada)).select_related("kerja_sama", "desa__induk__induk__induk")
    return [
        Kebutuhan(p.kerja_sama, p.desa, JenisMusyawarah.DESA, TujuanMusyawarah.KERJA_SAMA)
        for p in baris.order_by("-kerja_sama_id", "urut")[:MAKS_MENUNGGU]
    ]


def _menunggu_antar_desa(user):
    """Texts that only a musyawarah antar-desa is missing; called for by the village that began."""
    ks = (
        KerjaSama.objects.dalam_cakupan(user, SUSUN)
        .filter(asal=Asal.DISUSUN, status=Status.PENYUSUNAN, bum_desa=False, kawasan_perdesaan=False)
        .filter(desa_pendaftar_id__in=[s.id for s in simpul(user, SUSUN)])
        .exclude(bentuk=Bentuk.PIHAK_KETIGA)
    )
    ada = _berlaku(Musyawarah.objects.dalam_cakupan(user, "wilayah.lihat_kerja_sama")).filter(
        kerja_sama=OuterRef("pk"), jenis=JenisMusyawarah.ANTAR_DESA, tujuan=TujuanMusyawarah.KERJA_SAMA
    )
    baris = ks.filter(~Exists(ada)).select_related("desa_pendaftar__induk__induk__induk").order_by("-pk")
    return [
        Kebutuhan(k, k.desa_pendaftar, JenisMusyawarah.ANTAR_DESA, TujuanMusyawarah.KERJA_SAMA)
        for k in baris[:MAKS_MENUNGGU]
    ]


def _menunggu_pengakhiran(user):
    """Suspensions and ends that were asked for and that the person's own musyawarah has not decided."""
    diajukan = (
        Pengakhiran.objects.dalam_cakupan(user, "wilayah.lihat_kerja_sama")
        .filter(status=StatusPengakhiran.DIAJUKAN)
        .select_related("kerja_sama__desa_pendaftar")
        .order_by("-pk")
    )
    return [k for usul in diajukan[:MAKS_PENGAKHIRAN] for k in dapat_dijadwalkan(user, usul.kerja_sama)]


def _berlaku(musyawarah):
    """Those that are under way or have agreed; a refused or cancelled one must be held again."""
    batal = Q(status=StatusMusyawarah.DIBATALKAN)
    return musyawarah.exclude(batal | Q(status=StatusMusyawarah.DIPUTUSKAN, keputusan=KeputusanMusyawarah.TIDAK))


def berjalan(user):
    """The musyawarah that `user` holds and that are not decided yet, the nearest first."""
    desa = Musyawarah.objects.dalam_cakupan(user, KELOLA).filter(jenis=JenisMusyawarah.DESA)
    antar = Musyawarah.objects.dalam_cakupan(user, SUSUN).filter(jenis=JenisMusyawarah.ANTAR_DESA)
    semua = Musyawarah.objects.dalam_cakupan(user, "wilayah.lihat_kerja_sama").exclude(status__in=SELESAI)
    milik = semua.filter(Q(pk__in=desa.values("pk")) | Q(pk__in=antar.values("pk")))
    return list(milik.select_related("kerja_sama", "desa__induk__induk__induk").order_by("waktu", "pk")[:MAKS_MENUNGGU])


def peserta_bernama(musyawarah):
    return list(PesertaMusyawarah.objects.milik(musyawarah).select_related("utusan_dari").order_by("urut"))


def foto_musyawarah(musyawarah):
    return list(FotoMusyawarah.objects.milik(musyawarah).select_related("berkas").order_by("urut", "pk"))


def desa_pihak(kerja_sama):
    """The villages that are parties now, in their order."""
    pihak = pihak_desa(kerja_sama).select_related("desa__induk__induk__induk")
    return [p.desa for p in pihak]


def utusan_ditunjuk(kerja_sama):
    """Delegates whom the villages' own musyawarah named for the musyawarah antar-desa."""
    asal = Musyawarah.objects.milik(kerja_sama).filter(
        jenis=JenisMusyawarah.DESA, status=StatusMusyawarah.DIPUTUSKAN, tujuan=TujuanMusyawarah.KERJA_SAMA
    )
    peserta = PesertaMusyawarah.objects.milik(asal).filter(utusan_dari__isnull=False)
    return list(peserta.select_related("utusan_dari").order_by("musyawarah__desa__kode", "urut"))
