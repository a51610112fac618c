"""Parts that several pages of a review show: stage line, whose turn, clock, documents."""

from django.urls import reverse

from binwas.penilaian.enums import Hasil, StatusPemeriksaan
from binwas.penilaian.queries import aturan_pemeriksaan, hitung_tenggat, penjawab
from binwas.penilaian.rules import MENUNGGU_KEPUTUSAN
from binwas.penilaian.transitions import OLEH_SURAT, PEMERIKSAAN
from binwas.surat.enums import StatusSurat
from kerjasama.enums import JenisDokumen
from kerjasama.models import Dokumen, VersiDokumen
from wilayah.kalender.enums import JenisBaris
from wilayah.kalender.queries import pekan_untuk
from wilayah.kalender.rules import status_tenggat
from wilayah.tampilan.format import tanggal

URUTAN = tuple(StatusPemeriksaan)
KELAS_BARIS = {JenisBaris.JEDA: "jeda", JenisBaris.LANJUT: "jeda", JenisBaris.LIBUR: "libur", JenisBaris.JATUH: "jatuh"}
GILIRAN = {
    StatusPemeriksaan.DITERUSKAN: "Memeriksa kelengkapan, lalu mencatat lengkap. Waktu berjalan sejak dicatat.",
    StatusPemeriksaan.DICATAT_LENGKAP: "Memulai telaah.",
    StatusPemeriksaan.DITELAAH: "Menyelesaikan telaah dan mengusulkan hasil.",
    StatusPemeriksaan.DIUSULKAN: "Menyelesaikan surat hasil klarifikasi.",
}
GILIRAN_SURAT = {
    StatusSurat.KONSEP: "Surat menunggu paraf.",
    StatusSurat.DIPARAF: "Surat menunggu paraf berikutnya.",
    StatusSurat.SIAP_TTD: "Surat menunggu tanda tangan.",
    StatusSurat.BERNOMOR: "Surat menunggu pindaian tanda tangan basah.",
}
MENUNGGU_PUTUSAN = (
    "Memutuskan di halaman kerja sama bagaimana kelanjutannya, karena salah satu pihaknya berubah status. "
    "Waktu berhenti sampai diputuskan."
)


def tahapan(pemeriksaan):
    """The five stages with the day on which each was reached."""
    hari = {
        StatusPemeriksaan.DITERUSKAN: pemeriksaan.diteruskan_pada,
        StatusPemeriksaan.DICATAT_LENGKAP: pemeriksaan.dicatat_pada,
        StatusPemeriksaan.DIUSULKAN: pemeriksaan.diusulkan_pada,
        StatusPemeriksaan.SELESAI: pemeriksaan.selesai_pada,
    }
    kini = URUTAN.index(pemeriksaan.status)
    selesai = pemeriksaan.status == StatusPemeriksaan.SELESAI
    zona = pemeriksaan.kantor.zona
    return [
        {
            "nama": status.label,
            "ket": tanggal(hari.get(status), pendek=True, zona=zona) if urut <= kini else "",
            "keadaan": "lewati" if urut < kini or selesai else "kini" if urut == kini else "nanti",
        }
        for urut, status in enumerate(URUTAN)
    ]


def giliran(pemeriksaan, user, *, penuh):
    """Whose turn it is. Without `penuh` nothing is told that only the office may know before the letter."""
    if pemeriksaan.status == StatusPemeriksaan.SELESAI:
        return {"beres": True, "anda": False, "siapa": "", "isi": "Surat hasil klarifikasi sudah terbit."}
    if pemeriksaan.menunggu_putusan:
        return {
            "beres": False,
            "anda": user.has_perm("wilayah.telaah_kerja_sama", pemeriksaan),
            "siapa": f"Dinas {pemeriksaan.kantor.nama_lengkap}",
            "isi": MENUNGGU_PUTUSAN,
        }
    if pemeriksaan.menunggu_desa:
        desa = pemeriksaan.kerja_sama.desa_pendaftar
        return {
            "beres": False,
            "anda": penjawab(user, pemeriksaan.kerja_sama),
            "siapa": desa.nama_lengkap,
            "isi": "Menjawab daftar perbaikan. Waktu kabupaten berhenti.",
        }
    isi = _isi_giliran(pemeriksaan, penuh)
    izin = "wilayah.usulkan_hasil" if pemeriksaan.status == StatusPemeriksaan.DITELAAH else "wilayah.telaah_kerja_sama"
    anda = pemeriksaan.status != StatusPemeriksaan.DIUSULKAN and user.has_perm(izin, pemeriksaan)
    siapa = f"Dinas {pemeriksaan.kantor.nama_lengkap}"
    if penuh and menunggu_keputusan(pemeriksaan):
        siapa = pemeriksaan.kantor.sebutan("kepala") or "Bupati"
    return {"beres": False, "anda": anda, "siapa": siapa, "isi": isi}


def menunggu_keputusan(pemeriksaan):
    return pemeriksaan.status == StatusPemeriksaan.DIUSULKAN and pemeriksaan.hasil == Hasil.BERTENTANGAN


def _isi_giliran(pemeriksaan, penuh):
    if penuh and menunggu_keputusan(pemeriksaan):
        return f"{MENUNGGU_KEPUTUSAN} tentang pembatalan. Waktu berjalan terus."
    isi = GILIRAN[pemeriksaan.status]
    if penuh and pemeriksaan.status == StatusPemeriksaan.DIUSULKAN and pemeriksaan.surat:
        isi = GILIRAN_SURAT.get(pemeriksaan.surat.status, isi)
    if pemeriksaan.tenggat:
        isi += f" Paling lambat {tanggal(pemeriksaan.tenggat)}."
    return isi


def jam(pemeriksaan):
    """The clock of the page: the date, what is left, and the lines that explain it; None before it starts."""
    if pemeriksaan.dicatat_pada is None:
        return None
    hari_ini = pemeriksaan.kantor.hari_ini()
    aturan = aturan_pemeriksaan(pemeriksaan)
    pekan = pekan_untuk(pemeriksaan.kantor)
    hitungan = hitung_tenggat(pemeriksaan, hari_ini, aturan, pekan=pekan)
    return {
        "hitungan": hitungan,
        "pekan": pekan,
        "aturan": aturan,
        "hari_ini": hari_ini,
        "sisa": max(0, aturan.nilai - hitungan.hari_terpakai),
        "persen": min(100, round(100 * hitungan.hari_terpakai / aturan.nilai)),
        "keadaan": keadaan_jam(hitungan),
        "status": status_tenggat(
            hitungan.tenggat, hari_ini, terjeda=hitungan.terjeda, selesai_pada=hitungan.selesai_pada
        ).label,
        "baris": [(b, KELAS_BARIS.get(JenisBaris(b.jenis), "")) for b in hitungan.baris],
    }


def keadaan_jam(hitungan):
    """Family of the clock chip."""
    if hitungan.selesai_pada:
        return "beres"
    return "jeda" if hitungan.terjeda else ""


def tindakan(pemeriksaan, user):
    """Acts open to the person on this page, shut gates included: name → the reason why it can't be done now."""
    bukan_tombol = (*OLEH_SURAT, "lanjutkan")
    return {
        t.nama: PEMERIKSAAN.alasan_tertutup(t.nama, pemeriksaan, user)
        for t in PEMERIKSAAN.terbuka(pemeriksaan, user)
        if t.nama not in bukan_tombol
    }


def naskah(kerja_sama, dipilih=""):
    """Documents with their newest version and its address, the text itself before what belongs to it; the chosen one,
    else the first, is shown."""
    versi = {}
    for v in (
        VersiDokumen.objects.milik(Dokumen.objects.milik(kerja_sama))
        .select_related("dokumen", "berkas")
        .order_by("nomor")
    ):
        versi[v.dokumen_id] = v
    daftar = [
        {"judul": v.dokumen.judul, "kunci": str(v.dokumen.id_publik), "versi": v, "url": alamat_berkas(kerja_sama, v)}
        for v in sorted(versi.values(), key=lambda v: (v.dokumen.jenis != JenisDokumen.NASKAH, v.dokumen_id))
    ]
    tampil = next((d for d in daftar if d["kunci"] == dipilih), daftar[0] if daftar else None)
    return {"daftar": daftar, "tampil": tampil}


def alamat_berkas(kerja_sama, versi):
    return reverse("dokumen_berkas", args=[kerja_sama.id_publik, versi.dokumen.id_publik, versi.id_publik])
