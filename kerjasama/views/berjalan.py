"""What the page of an agreement, the home page and the trail say of an agreement that runs: who carries it out, what is
due, what changes it, and how it ends."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from kerjasama import panels
from kerjasama.enums import (
    JenisMusyawarah,
    KeputusanMusyawarah,
    Status,
    StatusKewajiban,
    StatusPengakhiran,
    TujuanMusyawarah,
)
from kerjasama.models import KerjaSama, Musyawarah, Pengakhiran, Pihak
from kerjasama.panels import Panel, Tugas
from kerjasama.queries.kerja_sama import LIHAT, hanya_diundang
from kerjasama.queries.pelaksanaan import (
    BERJALAN,
    BISA_DILAKSANAKAN,
    SUSUN,
    anggota_bkad,
    bkad_dari,
    boleh_melaksanakan,
    kewajiban_dari,
    kewajiban_terlihat,
    kontribusi_dari,
    orang_luar,
)
from kerjasama.queries.perubahan import SELESAI, perubahan_dari
from kerjasama.queries.siklus import mewakili_pihak, pelaksana_pemerintah_desa, pengakhiran_terbuka, pihak_milik
from kerjasama.rules.masa import HARI_PERINGATAN, ambang
from kerjasama.rules.pelaksanaan import peringatan_bkad
from kerjasama.services.pengakhiran import NAMA_TRANSISI, TETAPKAN
from kerjasama.templatetags.kerjasama_tags import nama_pendek
from kerjasama.transitions import TABEL
from wilayah.cakupan.queries import punya_di_mana_saja, simpul
from wilayah.tampilan.format import rupiah, tanggal

MUSYAWARAH = "wilayah.kelola_musyawarah"
PERISTIWA = {
    "bkad.disimpan": "Data BKAD disimpan",
    "bkad.anggota_ditambah": "Anggota BKAD dicatat",
    "bkad.anggota_dihapus": "Anggota BKAD dihapus",
    "kontribusi.dicatat": "Kontribusi dicatat",
    "kontribusi.dihapus": "Kontribusi dihapus",
    "kewajiban.ditambah": "Kewajiban dicatat",
    "kewajiban.diubah": "Kewajiban diubah",
    "kewajiban.dipenuhi": "Kewajiban dipenuhi",
    "kewajiban.dihapus": "Kewajiban tidak berlaku lagi",
    "kerja_sama.perubahan_dibuka": "Perubahan dimulai",
    "pengakhiran.diajukan": "Penangguhan atau pengakhiran diajukan",
    "pengakhiran.diurungkan": "Usulan diurungkan",
    "kerja_sama.ditangguhkan": "Kerja sama ditangguhkan",
    "kerja_sama.dilanjutkan": "Pelaksanaan dilanjutkan",
    "kerja_sama.diakhiri": "Kerja sama berakhir",
    "kerja_sama.diperingatkan": "Para pihak diingatkan akan masa berlakunya",
}
HARI_TUGAS = 30
BATAS_TUGAS = 5
TAMPIL = 3


def pasang():
    panels.daftarkan_panel(
        Panel("akhir", "", "kerjasama/perubahan/_panel_akhir.html", panel_akhir, urut=5, lokasi=panels.UTAMA)
    )
    panels.daftarkan_panel(
        Panel("hubungan", "Perubahan", "kerjasama/perubahan/_panel_hubungan.html", panel_hubungan, 30)
    )
    panels.daftarkan_panel(
        Panel("pelaksanaan", "Pelaksanaan", "kerjasama/pelaksanaan/_panel.html", panel_pelaksanaan, 40)
    )
    panels.daftarkan_panel(
        Panel("masa", "Masa berlaku", "kerjasama/perubahan/_panel_masa.html", panel_masa, 20, panels.REL)
    )
    panels.daftarkan_tindakan(tindakan)
    panels.daftarkan_giliran(giliran)
    panels.daftarkan_tugas(tugas)
    panels.daftarkan_peristiwa(PERISTIWA)


def panel_pelaksanaan(request, ks):
    berjalan = ks.status in (*BISA_DILAKSANAKAN, Status.BERAKHIR) and not ks.mengubah_id
    if not berjalan or hanya_diundang(request.user, ks):
        return None
    luar = orang_luar(request.user, ks)
    bkad = None if luar else bkad_dari(ks)
    anggota = anggota_bkad(bkad)
    nilai = [] if luar else [k.nilai for k in kontribusi_dari(ks) if k.nilai]
    terbuka = [k for k in kewajiban_dari(request.user, ks) if k.status == StatusKewajiban.TERBUKA]
    return {
        "ks": ks,
        "luar": luar,
        "bkad": bkad,
        "banyak_anggota": len(anggota),
        "kurang": peringatan_bkad(anggota, {}) if bkad else [],
        "pemerintah_desa": pelaksana_pemerintah_desa(ks),
        "boleh": boleh_melaksanakan(request.user, ks),
        "kontribusi": rupiah(sum(nilai)) if nilai else "",
        "kewajiban": terbuka[:TAMPIL],
        "banyak_kewajiban": len(terbuka),
        "hari_ini": ks.desa_pendaftar.hari_ini(),
    }


def panel_hubungan(request, ks):
    """What changes this agreement, or what this one changes; a title alone where the reader may not open it."""
    isi = {"ks": ks, "hari_ini": ks.desa_pendaftar.hari_ini()}
    if not ks.mengubah_id:
        perubahan = list(perubahan_dari(ks, request.user))
        return isi | {"pokok": None, "judul_pokok": "", "perubahan": perubahan, "keluar": []} if perubahan else None
    return isi | {
        "pokok": KerjaSama.objects.dalam_cakupan(request.user, LIHAT).filter(pk=ks.mengubah_id).first(),
        "judul_pokok": ks.mengubah.judul,
        "perubahan": [],
        "keluar": [nama_pendek(p) for p in Pihak.objects.milik(ks).filter(keluar=True)],
    }


def panel_masa(request, ks):
    """The last day coming, with «Perpanjang»."""
    hari_ini = ks.desa_pendaftar.hari_ini()
    sisa = (ks.jatuh_tempo - hari_ini).days
    if ks.status != Status.BERLAKU or ks.mengubah_id or ambang(sisa) is None:
        return None
    boleh = mewakili_pihak(request.user, ks, SUSUN)
    return {
        "ks": ks,
        "sisa": sisa,
        "hari_ini": hari_ini,
        "persen": round(100 - sisa * 100 / max(HARI_PERINGATAN)),
        "boleh": boleh and not TABEL.alasan_tertutup("buka_perubahan", ks, request.user),
    }


def panel_akhir(request, ks):
    """A suspension or an end, asked for or decided; nothing for who is only invited, or has left."""
    if ks.status not in (*BERJALAN, Status.BERAKHIR) or orang_luar(request.user, ks):
        return None
    usul = pengakhiran_terbuka(ks)
    terakhir = Pengakhiran.objects.milik(ks).filter(status=StatusPengakhiran.DITETAPKAN).first()
    if usul is None and (terakhir is None or ks.status == Status.BERLAKU):
        return None
    return {"ks": ks, "usul": usul, "terakhir": terakhir}


def tindakan(request, ks):
    if ks.status not in BERJALAN or ks.mengubah_id or not mewakili_pihak(request.user, ks, SUSUN):
        return []
    daftar = []
    if not TABEL.alasan_tertutup("buka_perubahan", ks, request.user):
        daftar.append({"label": "Ubah atau perpanjang", "url": _ke("kerja_sama_ubah", ks), "utama": False})
    if request.user.has_perm(TETAPKAN, ks):
        label = "Lanjutkan atau akhiri" if ks.status == Status.DITANGGUHKAN else "Tangguhkan atau akhiri"
        daftar.append({"label": label, "url": _ke("kerja_sama_pengakhiran", ks), "utama": False})
    return daftar


def giliran(request, ks):
    """Who is waited for: the musyawarah or the heads where an end is asked for, else the party whose duty is late."""
    if ks.status not in BERJALAN or orang_luar(request.user, ks):
        return None
    if usul := pengakhiran_terbuka(ks):
        return _giliran_usul(request, ks, usul)
    if ks.status == Status.DITANGGUHKAN:  # its duties are not waited for
        return _giliran_tangguh(request, ks)
    telat = kewajiban_dari(request.user, ks).filter(
        status=StatusKewajiban.TERBUKA, tenggat__lt=ks.desa_pendaftar.hari_ini()
    )
    if (k := telat.first()) is None:
        return None
    milik = k.pihak.desa_id and pihak_milik(request.user, ks, SUSUN).filter(pk=k.pihak_id).exists()
    apa = f"Memenuhi kewajiban yang lewat tenggat: {k.uraian}"
    return {"siapa": nama_pendek(k.pihak), "apa": apa, "kapan": k.tenggat, "milik_anda": bool(milik)}


def _giliran_usul(request, ks, usul):
    jenis = usul.get_jenis_display().lower()
    alasan = TABEL.alasan_tertutup(NAMA_TRANSISI[usul.jenis], ks, request.user)
    kades = mewakili_pihak(request.user, ks, TETAPKAN)
    if alasan and not alasan.startswith("Desa Anda"):
        bpd = mewakili_pihak(request.user, ks, MUSYAWARAH)
        return {"siapa": "para pihak", "apa": f"{alasan}", "kapan": None, "milik_anda": bpd}
    apa = f"Menetapkan {jenis} yang sudah disepakati."
    return {"siapa": "kepala desa salah satu pihak", "apa": apa, "kapan": None, "milik_anda": kades}


def _giliran_tangguh(request, ks):
    usul = Pengakhiran.objects.milik(ks).filter(status=StatusPengakhiran.DITETAPKAN).first()
    if usul is None or usul.sampai is None or usul.sampai >= ks.desa_pendaftar.hari_ini():
        return None
    kades = mewakili_pihak(request.user, ks, TETAPKAN)
    apa = f"Melanjutkan atau mengakhiri: ditangguhkan hanya sampai {tanggal(usul.sampai)}."
    return {"siapa": "kepala desa salah satu pihak", "apa": apa, "kapan": None, "milik_anda": kades}


def tugas(user):
    """Each kind bounded: duties of one's own village, ends that wait for a musyawarah or a head, suspensions that are
    over, agreements that end soon."""
    return [*_tugas_kewajiban(user), *_tugas_pengakhiran(user), *_tugas_tangguh(user), *_tugas_masa(user)]


def _tugas_kewajiban(user):
    desa = [s.id for s in simpul(user, SUSUN)]
    if not desa:
        return []
    batas = timezone.localdate() + timedelta(days=HARI_TUGAS)
    terbuka = kewajiban_terlihat(user).filter(
        status=StatusKewajiban.TERBUKA,
        tenggat__lte=batas,
        pihak__desa_id__in=desa,
        pihak__mundur_pada__isnull=True,
        kerja_sama__status__in=(Status.BERLAKU, Status.BERAKHIR),
    )
    baris = terbuka.select_related("kerja_sama").order_by("tenggat", "pk")[:BATAS_TUGAS]
    return [
        Tugas(
            judul=f"Penuhi: {k.uraian}",
            isi=k.kerja_sama.judul,
            url=reverse("kewajiban_rinci", args=[k.kerja_sama.id_publik, k.id_publik]),
            tombol="Laporkan",
            tenggat=k.tenggat,
        )
        for k in baris
    ]


def _tugas_pengakhiran(user):
    if not (punya_di_mana_saja(user, TETAPKAN) or punya_di_mana_saja(user, MUSYAWARAH)):
        return []
    pihak = Pihak.objects.dalam_cakupan(user, TETAPKAN, MUSYAWARAH).filter(mundur_pada__isnull=True)
    usul = Pengakhiran.objects.dalam_cakupan(user, LIHAT).filter(
        status=StatusPengakhiran.DIAJUKAN, kerja_sama__in=pihak.order_by().values("kerja_sama")
    )
    rapat = Musyawarah.objects.dalam_cakupan(user, LIHAT).filter(jenis=JenisMusyawarah.ANTAR_DESA)
    sepakat = rapat.filter(
        kerja_sama=OuterRef("kerja_sama"),
        tujuan__in=(TujuanMusyawarah.PERUBAHAN, TujuanMusyawarah.PENGAKHIRAN),
        keputusan=KeputusanMusyawarah.MENYEPAKATI,
        diputuskan_pada__gte=OuterRef("diajukan_pada"),
    )
    semua = usul.annotate(sepakat=Exists(sepakat.order_by())).select_related("kerja_sama")
    return [_tugas_usul(u) for u in semua.order_by("diajukan_pada", "pk")[:BATAS_TUGAS]]


def _tugas_usul(usul):
    nama, ks = usul.get_jenis_display(), usul.kerja_sama
    isi = "Musyawarah sudah menyepakatinya." if usul.sepakat else "Dimusyawarahkan, lalu ditetapkan."
    return Tugas(
        judul=f"Tetapkan {nama.lower()}: {ks.judul}" if usul.sepakat else f"{nama} diajukan: {ks.judul}",
        isi=f"{usul.get_alasan_display()}. {isi}",
        url=_ke("kerja_sama_pengakhiran", ks),
        tombol="Buka",
        tenggat=usul.berlaku_pada,
        genting=True,
    )


def _tugas_tangguh(user):
    """Suspended agreements whose last suspension was to end by now, for the heads of the parties."""
    if not punya_di_mana_saja(user, TETAPKAN):
        return []
    pihak = Pihak.objects.dalam_cakupan(user, TETAPKAN).filter(mundur_pada__isnull=True)
    semua = Pengakhiran.objects.dalam_cakupan(user, LIHAT).filter(
        status=StatusPengakhiran.DITETAPKAN,
        kerja_sama__status=Status.DITANGGUHKAN,
        kerja_sama__in=pihak.order_by().values("kerja_sama"),
    )
    urut = semua.select_related("kerja_sama").order_by("diajukan_pada", "pk")
    terakhir = {u.kerja_sama_id: u for u in urut}.values()
    lewat = [u for u in terakhir if u.sampai and u.sampai < timezone.localdate()]
    return [
        Tugas(
            judul=f"Lanjutkan atau akhiri: {u.kerja_sama.judul}",
            isi=f"Ditangguhkan hanya sampai {tanggal(u.sampai)}.",
            url=_ke("kerja_sama_pengakhiran", u.kerja_sama),
            tombol="Buka",
            tenggat=u.sampai,
        )
        for u in lewat[:TAMPIL]
    ]


def _tugas_masa(user):
    """One's own agreements that end within three months and that nobody has begun to extend."""
    desa = [s.id for s in simpul(user, SUSUN)]
    if not desa:
        return []
    hari_ini = timezone.localdate()
    pihak = Pihak.objects.dalam_cakupan(user, SUSUN).filter(mundur_pada__isnull=True)
    milik = KerjaSama.objects.dalam_cakupan(user, SUSUN).filter(
        pk__in=pihak.order_by().values("kerja_sama"),
        status=Status.BERLAKU,
        mengubah__isnull=True,
        jatuh_tempo__range=(hari_ini, hari_ini + timedelta(days=HARI_PERINGATAN[1])),
    )
    dibuka = KerjaSama.objects.dalam_cakupan(user, SUSUN).filter(mengubah__isnull=False).exclude(status__in=SELESAI)
    belum = milik.exclude(pk__in=dibuka.order_by().values("mengubah")).order_by("jatuh_tempo", "pk")
    return [
        Tugas(
            judul=f"Segera berakhir: {k.judul}",
            isi=f"Berlaku sampai {tanggal(k.jatuh_tempo)}. Perpanjang, atau selesaikan yang tersisa.",
            url=f"{_ke('kerja_sama_ubah', k)}?jenis=perpanjangan",
            tombol="Perpanjang",
            tenggat=k.jatuh_tempo,
        )
        for k in belum[:TAMPIL]
    ]


def _ke(nama, ks):
    return reverse(nama, args=[ks.id_publik])
