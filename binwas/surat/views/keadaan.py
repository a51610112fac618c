"""How a letter stands, in the words of its page: who did what, whose turn it is, which acts are open."""

from dataclasses import dataclass

from binwas.surat import queries
from binwas.surat.enums import CaraTandaTangan, StatusSurat
from binwas.surat.transitions import TABEL, ada_pelimpahan
from wilayah.cakupan.roles import PERAN


@dataclass(frozen=True)
class Langkah:
    """One line of «Paraf dan tanda tangan»; `pada` is None while it waits."""

    nama: str
    kerja: str
    pada: object = None


def langkah_surat(surat):
    """Who proposed, who initials in order, who signs."""
    pengusul = Langkah(surat.konseptor.nama, "pengusul", surat.dibuat_pada)
    paraf = [
        Langkah(p.oleh.nama if p.oleh else p.nama_peran, f"paraf {p.jabatan}" if p.oleh else "paraf", p.pada)
        for p in queries.baris_paraf(surat)
    ]
    return [pengusul, *paraf, _langkah_penanda(surat)]


def _langkah_penanda(surat):
    if surat.penanda_tangan:
        cara = "tanda tangan basah" if surat.cara == CaraTandaTangan.BASAH else "disetujui secara elektronik"
        return Langkah(surat.penanda_tangan.nama, cara, surat.terbit_pada)
    aturan = queries.aturan_surat(surat)
    if aturan is None:
        return Langkah("Penanda tangan belum ditetapkan", "tanda tangan")
    tugas = queries.calon_penanda(surat, aturan)
    return Langkah(tugas.pengguna.nama if tugas else aturan.jabatan, "tanda tangan")


def tindakan_terbuka(surat, oleh):
    """`{act: reason why it is shut, "" when open}` of the acts that fit the state and the person's powers."""
    nama = [t.nama for t in TABEL.terbuka(surat, oleh) if t.nama != "paraf_terakhir"]
    return {satu: TABEL.alasan_tertutup(satu, surat, oleh) for satu in nama}


def giliran(surat, terbuka):
    """{anda, siapa, isi, beres} for the line «Giliran …»."""
    siapa, isi, tindakan = _giliran(surat)
    usul_ulang = surat.status == StatusSurat.KONSEP and surat.alasan_kembali and "ubah_konsep" in terbuka
    return {
        "anda": bool(usul_ulang) or any(terbuka.get(nama) == "" for nama in tindakan),
        "siapa": siapa,
        "isi": isi,
        "beres": not siapa,
    }


def _giliran(surat):
    if surat.status == StatusSurat.BERNOMOR:
        return "petugas Dinas PMD", "Mintakan tanda tangan, lalu unggah pindaian suratnya.", ("unggah_pindaian",)
    if surat.status == StatusSurat.TERBIT:
        return "petugas Dinas PMD", "Antar surat kepada kantor yang belum punya akun.", ("catat_pengantaran",)
    if surat.status == StatusSurat.BATAL_NOMOR:
        return "", "Nomor surat ini dibatalkan dan tidak dipakai lagi.", ()
    if surat.status in (StatusSurat.DISAMPAIKAN, StatusSurat.DICABUT):
        return "", "Surat sudah sampai kepada penerima.", ()
    return _giliran_konsep(surat)


def _giliran_konsep(surat):
    if surat.alasan_kembali:
        return surat.konseptor.nama, "Perbaiki, lalu usulkan lagi hasilnya.", ()
    if alasan := ada_pelimpahan(surat, None):
        return "admin kabupaten", alasan, ()
    if surat.status == StatusSurat.SIAP_TTD:
        return _penanda(surat), "Tanda tangani surat ini.", ("tandatangani_surat",)
    langkah = queries.paraf_berikut(surat)
    return (langkah.nama_peran if langkah else "pengusul"), "Periksa dan paraf konsep ini.", ("paraf_surat",)


def _penanda(surat):
    return PERAN[queries.aturan_surat(surat).peran_penanda].nama
