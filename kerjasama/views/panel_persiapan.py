"""What preparation and offers add to the page of an agreement and to a person's tasks."""

from django.urls import reverse

from kerjasama import panels
from kerjasama.enums import Bentuk, Prakarsa, Status, StatusPenawaran
from kerjasama.queries.kerja_sama import hanya_diundang
from kerjasama.queries.penawaran import (
    nama_tujuan,
    penawaran_ditunggu,
    penawaran_diurus,
    penawaran_kerja_sama,
    penawaran_terbaca,
)
from kerjasama.queries.persiapan import (
    DISIAPKAN,
    TETAPKAN,
    boleh_menyiapkan,
    isi_rencana,
    milik_pemrakarsa,
    persiapan_dari,
    sedang_disiapkan,
)
from kerjasama.queries.siklus import mewakili_pihak
from kerjasama.rules.persiapan import muatan_penawaran_belum
from kerjasama.transitions import TABEL
from kerjasama.transitions.kerja_sama import SEBELUM_TANDA_TANGAN

PERISTIWA = {
    "kerja_sama.dimulai": "Kerja sama dimulai",
    "kerja_sama.ditarik": "Kerja sama ditarik",
    "kerja_sama.mulai_disusun": "Naskah mulai disusun",
    "pihak.mundur": "Pihak mengundurkan diri",
    "penawaran.dikirim": "Penawaran dikirim",
    "penawaran.dijawab": "Penawaran dijawab",
    "penawaran.ditarik": "Penawaran ditarik",
    "penawaran.usulan_dicatat": "Usulan pihak ketiga dicatat",
    "potensi.ditambah": "Potensi ditambahkan",
    "potensi.diubah": "Potensi diubah",
    "potensi.dihapus": "Potensi dihapus",
    "potensi.diurutkan": "Prioritas potensi diubah",
}
MAKS_NAMA = 3


def pasang():
    panels.daftarkan_panel(
        panels.Panel("penawaran", "Penawaran", "kerjasama/_panel_penawaran.html", isi_panel_penawaran, urut=12)
    )
    panels.daftarkan_panel(
        panels.Panel("persiapan", "Persiapan", "kerjasama/_panel_persiapan.html", isi_panel_persiapan, urut=10)
    )
    panels.daftarkan_tindakan(tindakan)
    panels.daftarkan_giliran(giliran)
    panels.daftarkan_tugas(tugas)
    panels.daftarkan_peristiwa(PERISTIWA)


def isi_panel_persiapan(request, ks):
    rencana = persiapan_dari(ks) if ks.disusun and not hanya_diundang(request.user, ks) else None
    if rencana is None:
        return None
    isi = isi_rencana(ks, rencana)
    return {
        "belum": muatan_penawaran_belum(isi),
        "persiapan": rencana,
        "boleh_menyiapkan": boleh_menyiapkan(request.user, ks),
    }


def isi_panel_penawaran(request, ks):
    """To whom and how it stands, for everyone who reads the agreement; letter and answer only for whom they are."""
    if not ks.disusun or hanya_diundang(request.user, ks):
        return None
    daftar = list(penawaran_kerja_sama(ks))
    if not daftar:
        return None
    kini = [p for p in daftar if p.status != StatusPenawaran.DITARIK]
    terbaca = set(penawaran_terbaca(request.user).filter(kerja_sama=ks).values_list("pk", flat=True))
    return {
        "penawaran": kini or daftar,
        "terbaca": terbaca,
        "terjawab": sum(p.status == StatusPenawaran.DITERIMA for p in kini),
        "hari_ini": ks.desa_pendaftar.hari_ini(),
    }


def tindakan(request, ks):
    if not ks.disusun:
        return []
    user, kunci = request.user, [ks.id_publik]
    daftar = []
    if boleh_menyiapkan(user, ks):
        utama = ks.status == Status.PERSIAPAN
        daftar.append({"label": "Persiapan", "url": reverse("kerja_sama_persiapan", args=kunci), "utama": utama})
    for p in penawaran_ditunggu(user, ks):
        url = reverse("penawaran_rinci", args=[p.id_publik])
        daftar.append({"label": "Jawab penawaran", "url": url, "utama": True})
    if ks.status not in SEBELUM_TANDA_TANGAN:
        return daftar
    if milik_pemrakarsa(user, ks, TETAPKAN):
        daftar.append({"label": "Tarik", "url": reverse("kerja_sama_tarik", args=kunci), "utama": False})
    elif mewakili_pihak(user, ks, TETAPKAN) and not TABEL.alasan_tertutup("mundur", ks, user):
        daftar.append({"label": "Undur diri", "url": reverse("kerja_sama_mundur", args=kunci), "utama": False})
    return daftar


def giliran(request, ks):
    """One line while it is prepared or offered: the reader's own turn first."""
    if not ks.disusun or ks.status not in DISIAPKAN or hanya_diundang(request.user, ks):
        return None
    if sendiri := list(penawaran_ditunggu(request.user, ks)):
        apa = "Jawab penawaran ini: terima, minta perubahan, atau tolak."
        return {"siapa": "", "apa": apa, "kapan": sendiri[0].tenggat, "milik_anda": True}
    terbuka = [p for p in penawaran_kerja_sama(ks) if p.status == StatusPenawaran.TERKIRIM and not p.usulan]
    if terbuka:
        kapan = min((p.tenggat for p in terbuka if p.tenggat), default=None)
        return _giliran_penerima(terbuka, kapan, mencatat=boleh_menyiapkan(request.user, ks))
    return _giliran_pemrakarsa(request, ks)


def _giliran_penerima(terbuka, kapan, mencatat):
    """A third party answers on paper, so the line says what is awaited, and to the initiator that it is written down
    here."""
    nama = [nama_tujuan(p) for p in terbuka]
    siapa = ", ".join(nama) if len(nama) <= MAKS_NAMA else f"{len(nama)} penerima penawaran"
    dicatat = mencatat and any(p.kepada_id is None for p in terbuka)
    apa = "Menjawab penawaran (jawaban pihak ketiga Anda catat dengan suratnya)." if dicatat else "Menjawab penawaran."
    return {"siapa": siapa, "apa": apa, "kapan": kapan, "milik_anda": False}


def _giliran_pemrakarsa(request, ks):
    pemrakarsa = boleh_menyiapkan(request.user, ks)
    if ks.status == Status.PERSIAPAN and ks.bentuk == Bentuk.PIHAK_KETIGA and ks.prakarsa == Prakarsa.PIHAK_KETIGA:
        apa = "Mencatat usulan pihak ketiga, mengkajinya, lalu menjawabnya."
    elif ks.mengubah_id:
        apa = "Melengkapi persiapan perubahan, lalu menyusun naskahnya."
    elif ks.status == Status.PERSIAPAN:
        apa = _apa_persiapan(request.user, ks)
    else:
        apa = "Penawaran sudah dijawab. Melanjutkan ke penyusunan naskah, atau menawarkan lagi."
    siapa = "" if pemrakarsa else ks.desa_pendaftar.nama_lengkap
    return {"siapa": siapa, "apa": apa, "kapan": None, "milik_anda": pemrakarsa}


def _apa_persiapan(user, ks):
    """A plan that is complete waits for whoever sends its offer, the kepala desa."""
    rencana = persiapan_dari(ks)
    if rencana is None or muatan_penawaran_belum(isi_rencana(ks, rencana)):
        return "Melengkapi persiapan, lalu mengirim penawaran."
    if milik_pemrakarsa(user, ks, TETAPKAN):
        return "Persiapan lengkap. Memilih mitra dan mengirim penawaran."
    kepala = ks.desa_pendaftar.sebutan("kepala") or "Kepala desa"
    return f"Persiapan lengkap. {kepala} memilih mitra dan mengirim penawaran."


def tugas(user):
    """Offers to answer, those to go on with, and plans to go on with: three queries, however many."""
    return [
        *(_tugas_jawab(p) for p in penawaran_ditunggu(user)),
        *(_tugas_urus(p) for p in penawaran_diurus(user)),
        *(_tugas_siapkan(ks) for ks in sedang_disiapkan(user)),
    ]


def _tugas_jawab(p):
    return panels.Tugas(
        judul=f"Jawab penawaran: {p.kerja_sama.judul}",
        isi=f"{p.dari.nama_lengkap} menawarkan kerja sama ini.",
        url=reverse("penawaran_rinci", args=[p.id_publik]),
        tombol="Jawab",
        tenggat=p.tenggat,
        genting=True,
    )


def _tugas_urus(p):
    if p.status == StatusPenawaran.TERKIRIM:
        return _tugas_catat(p)
    return panels.Tugas(
        judul=f"Perbaiki penawaran: {p.kerja_sama.judul}",
        isi=f"{nama_tujuan(p)} meminta perubahan.",
        url=reverse("penawaran_rinci", args=[p.id_publik]),
        tombol="Lihat permintaannya",
        genting=True,
    )


def _tugas_catat(p):
    return panels.Tugas(
        judul=f"Catat jawaban pihak ketiga: {p.kerja_sama.judul}",
        isi=f"{nama_tujuan(p)} menjawab dengan surat; jawabannya dicatat di sini.",
        url=reverse("penawaran_rinci", args=[p.id_publik]),
        tombol="Catat jawabannya",
        tenggat=p.tenggat,
    )


def _tugas_siapkan(ks):
    return panels.Tugas(
        judul=f"{_judul_siapkan(ks)}: {ks.judul}",
        isi=_isi_siapkan(ks),
        url=reverse("kerja_sama_persiapan", args=[ks.id_publik]),
        tombol="Lanjutkan",
    )


def _judul_siapkan(ks):
    if ks.status != Status.PERSIAPAN:
        return "Lanjutkan ke naskah"
    belum = muatan_penawaran_belum(isi_rencana(ks, ks.persiapan))
    return "Lengkapi persiapan" if belum or ks.mengubah_id else "Tawarkan kerja sama"


def _isi_siapkan(ks):
    if ks.mengubah_id:
        return "Perubahan kerja sama ini belum disusun."
    return "Belum ada yang ditawari." if ks.status == Status.PERSIAPAN else "Semua penawaran sudah dijawab."
