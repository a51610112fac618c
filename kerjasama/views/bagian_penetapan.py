"""What signing and promulgation add to the page of an agreement, to the home page of a village, to queues and trail."""

from django.urls import reverse

from kerjasama import panels
from kerjasama.enums import TAHAP, Status
from kerjasama.queries.fasilitasi import kantor_pemfasilitasi, rancangan_menurut_tahap
from kerjasama.queries.siklus import mewakili_pihak, pihak_milik
from kerjasama.queries.tenggat import batas_berjalan
from kerjasama.queries.tugas_penetapan import tugas_penetapan
from kerjasama.transitions import TABEL
from kerjasama.transitions.fasilitasi import FASILITASI
from wilayah.cakupan.queries import meliputi, simpul
from wilayah.pengguna import akibat_sakelar
from wilayah.tampilan.panduan import daftarkan_alur

from .penahan import MUSYAWARAH, penahan

TOMBOL = {
    "sepakati": "kerja_sama_sepakat",
    "tandatangani": "kerja_sama_tanda_tangan",
    "simpan_pindaian": "kerja_sama_tanda_tangan",
    "undangkan": "kerja_sama_pengundangan",
    "berlakukan": "kerja_sama_pengundangan",
    "sampaikan": "kerja_sama_sampaikan",
    "buka_kembali": "kerja_sama_sepakat",
}
PERISTIWA = {
    "pihak.menyepakati": "Naskah disepakati satu desa",
    "kerja_sama.dibuka_kembali": "Naskah dibuka kembali",
    "pihak.menandatangani": "Ditandatangani satu pihak",
    "pihak.tanda_tangan_diperbaiki": "Catatan tanda tangan diperbaiki",
    "kerja_sama.pindaian_disimpan": "Naskah bertanda tangan disimpan",
    "pihak.mengundangkan": "Diundangkan di satu desa",
    "pihak.pengundangan_diperbaiki": "Catatan pengundangan diperbaiki",
    "kerja_sama.berlaku": "Dinyatakan berlaku",
    "kerja_sama.disampaikan": "Disampaikan kepada bupati melalui camat",
    "fasilitasi.dicatat": "Fasilitasi dicatat",
    "fasilitasi.evaluasi_diminta": "Evaluasi rancangan diminta",
    "fasilitasi.evaluasi_dijawab": "Evaluasi rancangan dijawab",
}


def pasang():
    panels.daftarkan_panel(panels.Panel("penetapan", "", "kerjasama/_penetapan.html", panel, urut=5))
    panels.daftarkan_tindakan(tindakan)
    panels.daftarkan_giliran(giliran)
    panels.daftarkan_tugas(tugas)
    panels.daftarkan_peristiwa(PERISTIWA)
    daftarkan_alur(FASILITASI)
    akibat_sakelar.daftarkan(akibat_sakelar.AkibatSakelar("evaluasi_rancangan", akibat_evaluasi))


def panel(request, ks):
    """Who holds everyone up, the term that runs, and one's own next acts, a shut one with its reason."""
    if not ks.disusun or ks.status not in TAHAP:
        return None
    tahan = penahan(ks, request.user)
    if ks.status == Status.BERLAKU and tahan is None:
        return None
    return {
        "tahan": tahan,
        "batas": batas_berjalan(ks),
        "tombol": _tombol(ks, request.user),
        "hari_ini": ks.desa_pendaftar.hari_ini(),
    }


def _tombol(ks, user):
    """Acts from the agreed text on that are the person's at this state, with the reason where a gate is shut."""
    sendiri = {t: mewakili_pihak(user, ks, t) for t in {TABEL[n].izin for n in TOMBOL}}
    terbuka = [n for n in TOMBOL if sendiri[TABEL[n].izin] and ks.status in TABEL[n].dari]
    if not ks.adalah_pbkd:
        terbuka = [n for n in terbuka if n != "undangkan"]
    elif "undangkan" in terbuka:
        terbuka = [n for n in terbuka if n != "berlakukan"]
    return [
        {
            "nama": n,
            "label": TABEL[n].label,
            "url": reverse(TOMBOL[n], args=[ks.id_publik]),
            "tutup": TABEL.alasan_tertutup(n, ks, user),
        }
        for n in terbuka
    ]


def tindakan(request, ks):
    if not ks.disusun and not ks.lintas_kabupaten:
        return []
    hasil = []
    if ks.disusun and ks.status in TAHAP:
        hasil.append(_tautan("Matriks para pihak", "kerja_sama_matriks", ks))
    if _dapat_minta_evaluasi(ks, request.user):
        hasil.append(_tautan("Minta evaluasi", "kerja_sama_fasilitasi", ks) | {"utama": True})
    if ks.status in TAHAP and kantor_pemfasilitasi(request.user, ks):
        hasil.append(_tautan("Catat fasilitasi", "kerja_sama_fasilitasi", ks))
    return hasil


def _dapat_minta_evaluasi(ks, user):
    milik = any(t.nama == "minta_evaluasi" for t in FASILITASI.terbuka(ks, user))
    return milik and not FASILITASI.alasan_tertutup("minta_evaluasi", ks, user)


def _tautan(label, nama, ks):
    return {"label": label, "url": reverse(nama, args=[ks.id_publik]), "utama": False}


def giliran(request, ks):
    """From the text on; what comes before says itself."""
    if not ks.disusun or ks.status not in TAHAP:
        return None
    tahan = penahan(ks, request.user)
    if tahan is None or tahan.tahap == MUSYAWARAH:
        return None
    akhir = batas_berjalan(ks)
    apa = tahan.apa[:1].upper() + tahan.apa[1:].rstrip(".") + "."
    return {
        "siapa": tahan.siapa,
        "apa": apa,
        "kapan": akhir.tanggal if akhir else None,
        "milik_anda": _milik_anda(request.user, ks, tahan),
    }


def _milik_anda(user, ks, tahan):
    if tahan.pihak:
        izin = "wilayah.susun_kerja_sama" if tahan.tahap == "undang" else "wilayah.tetapkan_kerja_sama"
        return pihak_milik(user, ks, izin).filter(pk__in=[p.pk for p in tahan.pihak]).exists()
    if tahan.kantor:
        return any(kantor.nama_lengkap == tahan.kantor for kantor in kantor_pemfasilitasi(user, ks))
    kode = ks.desa_pendaftar.kode
    return any(meliputi(s, kode) for s in simpul(user, "wilayah.susun_kerja_sama"))


TUGAS = {
    "sepakati": (
        "Sepakati naskah",
        "Versi terbaru menunggu keputusan Anda.",
        "kerja_sama_sepakat",
        "Baca dan sepakati",
    ),
    "bkad": (
        "Catat BKAD",
        "Wajib sebelum ditandatangani bila pihak ketiga melibatkan lebih dari satu desa.",
        "kerja_sama_bkad",
        "Catat BKAD",
    ),
    "minta": (
        "Minta evaluasi rancangan",
        "Kabupaten menilai rancangan sebelum ditandatangani.",
        "kerja_sama_fasilitasi",
        "Minta evaluasi",
    ),
    "perbaiki": (
        "Perbaiki rancangan",
        "Evaluasi kabupaten meminta perbaikan.",
        "kerja_sama_fasilitasi",
        "Baca catatan",
    ),
    "tandatangani": ("Catat tanda tangan", "Naskah disepakati semua desa.", "kerja_sama_tanda_tangan", "Catat"),
    "pindai": (
        "Unggah naskah bertanda tangan",
        "Semua pihak sudah menandatangani.",
        "kerja_sama_tanda_tangan",
        "Unggah",
    ),
    "undangkan": ("Catat pengundangan", "Berlaku penuh sesudah semua desa.", "kerja_sama_pengundangan", "Catat"),
    "berlakukan": (
        "Nyatakan berlaku",
        "Perjanjian sudah ditandatangani semua pihak.",
        "kerja_sama_pengundangan",
        "Nyatakan berlaku",
    ),
    "sampaikan": ("Sampaikan ke bupati melalui camat", "Sesudah berlaku penuh.", "kerja_sama_sampaikan", "Sampaikan"),
}
GENTING = ("undangkan", "tandatangani", "perbaiki")


def tugas(user):
    """Each thing that waits for the person, as a task with its page."""
    semua = tugas_penetapan(user)
    hasil = [_tugas(nama, p.kerja_sama) for nama in TUGAS for p in getattr(semua, nama)]
    hasil += [_tugas_evaluasi(f) for f in semua.dievaluasi]
    return hasil + [_tugas_camat(ks) for ks in semua.tanpa_camat]


def _tugas(nama, ks):
    judul, isi, alamat, tombol = TUGAS[nama]
    url = reverse(alamat, args=[ks.id_publik])
    return panels.Tugas(f"{judul}: {ks.judul}", isi, url, tombol, genting=nama in GENTING)


def _tugas_evaluasi(f):
    url = reverse("kerja_sama_fasilitasi", args=[f.kerja_sama.id_publik])
    isi = f"Versi {f.versi_naskah}, diminta {f.kerja_sama.desa_pendaftar.nama_lengkap}."
    return panels.Tugas(f"Evaluasi rancangan: {f.kerja_sama.judul}", isi, url, "Jawab", tenggat=f.tenggat)


def _tugas_camat(ks):
    url = reverse("kerja_sama_fasilitasi", args=[ks.id_publik])
    isi = f"{ks.desa_pendaftar.nama_lengkap}. Penandatanganan menunggu catatan ini."
    return panels.Tugas(f"Catat keterlibatan camat: {ks.judul}", isi, url, "Catat", genting=True)


def akibat_evaluasi(kantor):
    """What asking for an evaluation of drafts, or no more, means for agreements in the making."""
    n = rancangan_menurut_tahap(kantor)
    return [
        f"{n['disusun']} kerja sama sedang disusun dan {n['disepakati']} sudah disepakati. Bila evaluasi nyala, "
        "pemrakarsanya mengajukan versi yang disepakati sebelum ditandatangani.",
        f"{n['menunggu']} rancangan sedang menunggu jawaban kabupaten. Bila evaluasi mati, penandatanganannya tidak "
        "menunggu lagi; jawabannya masih dapat dicatat.",
    ]
