"""What a letter is made of, apart from any model: the printed page knows nothing of the database."""

from dataclasses import dataclass

KAKI_SEDERHANA = "Disetujui secara elektronik dalam sistem, bukan tanda tangan elektronik tersertifikasi."


@dataclass(frozen=True)
class Kop:
    """`logo` is the address of an image under static/cetak, or a data: address of an SVG or PNG."""

    pemda: str
    perangkat: str
    alamat: tuple[str, ...] = ()
    logo: str = ""


@dataclass(frozen=True)
class TandaTangan:
    """`alamat` is the address behind the QR of an electronic letter; `kode` the Code 128 of one signed by
    hand. Never both: a print that waits for a pen has nothing to verify yet."""

    jabatan: str
    nama: str
    a_n: str = ""
    pangkat: str = ""
    nip: str = ""
    alamat: str = ""
    kode: str = ""
    kaki: str = ""

    def __post_init__(self):
        if self.alamat and self.kode:
            raise ValueError("A letter carries a QR or a bar code, never both.")


@dataclass(frozen=True)
class BarisMatriks:
    pasal: str
    catatan: str
    dasar: str = ""
    saran: str = ""


@dataclass(frozen=True)
class Naskah:
    """`isi` are paragraphs; `butir` a numbered list after the first of them; `penutup` stays with the
    signature. `matriks` becomes an annex of its own page. `konsep` marks every page."""

    kop: Kop
    tempat: str
    tanggal: str
    nomor: str
    sifat: str
    hal: str
    yth: tuple[str, ...]
    ttd: TandaTangan
    lampiran: str = "-"
    di: str = ""
    isi: tuple[str, ...] = ()
    butir: tuple[str, ...] = ()
    penutup: str = ""
    tembusan: tuple[str, ...] = ()
    matriks: tuple[BarisMatriks, ...] = ()
    judul_matriks: str = ""
    penerbit: str = ""
    konsep: bool = False
