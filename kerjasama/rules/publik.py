"""What of an agreement anyone may read (UU 14/2008 Ps 9 and 17; PP 16/2026 Ps 106(3)): one line per field.

A peraturan bersama is a regulation and must be made known in full; a perjanjian binds its parties only, and what it is
worth, who signed it and where they live is nobody else's.
"""

from dataclasses import dataclass

PERATURAN, SEMUA, TIDAK = "peraturan", "semua", "tidak"


@dataclass(frozen=True)
class BidangPublik:
    """One field: whether it is shown of every agreement (SEMUA), of a peraturan only, or never, and why."""

    nama: str
    label: str
    terbuka: str
    alasan: str = ""


BIDANG_PUBLIK = (
    BidangPublik("judul", "Judul", SEMUA),
    BidangPublik("jenis", "Jenis naskah", SEMUA),
    BidangPublik("pihak", "Nama para pihak", SEMUA),
    BidangPublik("bidang", "Bidang", SEMUA),
    BidangPublik("urusan", "Urusan", SEMUA),
    BidangPublik("keadaan", "Keadaan", SEMUA),
    BidangPublik("tanggal_ditetapkan", "Tanggal ditetapkan", SEMUA),
    BidangPublik("mulai", "Mulai berlaku", SEMUA),
    BidangPublik("sampai", "Berlaku sampai", SEMUA),
    BidangPublik("ruang_lingkup", "Ruang lingkup", PERATURAN, "isi perjanjian milik para pihak"),
    BidangPublik("nomor", "Nomor peraturan dan Berita Desa tiap desa", PERATURAN, "perjanjian tidak diundangkan"),
    BidangPublik("naskah", "Naskah lengkap", PERATURAN, "isi perjanjian milik para pihak"),
    BidangPublik("nilai", "Nilai", TIDAK, "keterangan keuangan para pihak"),
    BidangPublik("penanda_tangan", "Penanda tangan dan pengurus", TIDAK, "data pribadi"),
    BidangPublik("alamat", "Alamat, NIB, dan NPWP pihak ketiga", TIDAK, "data pribadi dan usaha"),
    BidangPublik("pindaian", "Pindaian naskah", TIDAK, "memuat tanda tangan"),
    BidangPublik("pemeriksaan", "Telaah, catatan, dan surat", TIDAK, "bahan pembinaan dan pengawasan"),
)
_TERBUKA = {b.nama: b.terbuka for b in BIDANG_PUBLIK}


def boleh_terbit(nama, kerja_sama):
    """Whether the field is published of this agreement. A field without a line raises KeyError: it is not published by
    oversight."""
    terbuka = _TERBUKA[nama]
    return terbuka == SEMUA or (terbuka == PERATURAN and kerja_sama.adalah_pbkd)
