"""Kinds of letters. A slice registers its own kind from `pendaftaran.pasang()`; the letter knows it by its code only,
so that this slice never looks up at the one that asked for the letter."""

from collections.abc import Callable
from dataclasses import dataclass

from wilayah.pengguna import jenis_surat as jenis_surat_kantor


def _tanpa_konteks(surat):
    return {}


def _tanpa_akibat(surat):
    return None


@dataclass(frozen=True)
class JenisSurat:
    """`templat` extends cetak/surat.html and is given `naskah` (wilayah.cetak.naskah.Naskah), `surat`, `isi`
    (= surat.isi) and whatever `konteks(surat)` returns.

    `saat_terbit(surat)` runs in the transaction that issues the letter, `saat_kembali(surat)` in the one that returns
    the draft or voids the number: there the slice that asked for the letter moves its own object.

    Keys of `isi` that every kind may use: `matriks` (list of {pasal, catatan, dasar, saran}, becomes the annex),
    `judul_matriks`, `penutup` (closing paragraph; a default is filled in). Kind «hasil_klarifikasi»
    (cetak/hasil_klarifikasi.html) also reads `dasar` (list of regulations), `diterima`, `mulai`, `selesai` (ISO dates:
    recorded complete, review begun, result proposed), `jumlah_butir` and `jumlah_sesuai` (int).
    """

    kode: str
    nama: str
    templat: str
    konteks: Callable = _tanpa_konteks
    saat_terbit: Callable = _tanpa_akibat
    saat_kembali: Callable = _tanpa_akibat


_TERDAFTAR: dict[str, JenisSurat] = {}


class JenisTidakDikenal(LookupError):
    """No slice has registered this kind."""


def daftarkan(jenis: JenisSurat) -> None:
    """Raises ValueError when another kind already bears the code."""
    if _TERDAFTAR.setdefault(jenis.kode, jenis) != jenis:
        raise ValueError(f"Letter kind {jenis.kode} is already registered.")
    jenis_surat_kantor.daftarkan(jenis.kode, jenis.nama)


def jenis_surat(kode: str) -> JenisSurat:
    try:
        return _TERDAFTAR[kode]
    except KeyError:
        raise JenisTidakDikenal(kode) from None


def pilihan_jenis() -> list[tuple[str, str]]:
    return [(jenis.kode, jenis.nama) for jenis in _TERDAFTAR.values()]


def nama_jenis(kode: str) -> str:
    """The kind's name for display; its code where the slice is not installed."""
    return _TERDAFTAR[kode].nama if kode in _TERDAFTAR else kode.replace("_", " ").capitalize()
