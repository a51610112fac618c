"""Rows of made-up agreements, their parties and their coverage."""

from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

from binwas.management.contoh.cerita import tambah_bulan
from kerjasama.enums import TANPA_JATUH_TEMPO, Bentuk, Bidang, JenisPihakKetiga, MutuData, Status, Tanggapan, Urusan
from wilayah.pengguna.rules import ABJAD

KOLOM_KERJA_SAMA = (
    *("id", "id_publik", "kode_ucap", "judul", "bentuk", "prakarsa", "bidang", "urusan", "ruang_lingkup", "nilai"),
    *("tanggal_ditetapkan", "tanggal_mulai", "jatuh_tempo", "status", "mutu_data", "lintas_kabupaten"),
    *("disampaikan_pada", "desa_pendaftar_id", "didaftarkan_oleh_id", "atas_nama", "didaftarkan_pada", "versi"),
)
KOLOM_PIHAK = (
    *("id_publik", "kerja_sama_id", "desa_id", "pihak_ketiga_id", "urut", "kode_saat_itu", "nama_saat_itu"),
    *("nomor", "tanggal", "berita_desa", "tanggapan", "alasan", "ditanggapi_oleh_id", "ditanggapi_pada"),
)
KOLOM_CAKUPAN = ("kerja_sama_id", "wilayah_id", "status", "jatuh_tempo", "mutu_data", "masa")
KOLOM_PIHAK_KETIGA = ("id", "id_publik", "nama", "kunci_nama", "jenis", "bentuk_hukum", "nib", "npwp", "alamat")
KOLOM_PIHAK_KETIGA += ("penanda_tangan", "jabatan_penanda_tangan", "versi")

BENTUK = {Bentuk.ANTAR_DESA: 70, Bentuk.PIHAK_KETIGA: 12, Bentuk.PIHAK_KETIGA_MULTI_DESA: 18}
BIDANG = {Bidang.PEMBANGUNAN: 42, Bidang.PEMBERDAYAAN: 28, Bidang.KEMASYARAKATAN: 18, Bidang.PEMERINTAHAN: 12}
MASA_BULAN = {None: 14, 12: 16, 24: 18, 36: 26, 60: 26}
STATUS = {  # of those that have not run out
    Status.BERLAKU: 88,
    Status.DITARIK: 4,
    Status.DIBATALKAN: 2,
    Status.DITANGGUHKAN: 1,
    Status.PENYUSUNAN: 2,
    Status.DISEPAKATI: 1,
    Status.DITANDATANGANI: 1,
    Status.DIUNDANGKAN: 1,
}
KATA_KERJA = ("Pengelolaan", "Pembangunan", "Pemeliharaan", "Pengembangan", "Penataan", "Penyelenggaraan")
NAMA_MITRA = ("Sumber Makmur", "Bina Karya", "Mitra Tani", "Tirta Lestari", "Karya Mandiri", "Nusa Jaya")
SETAHUN = 365
LAMA = 7 * SETAHUN


class Susunan(NamedTuple):
    """One agreement as far as the rows that hang on it need to know."""

    id: int
    desa: list
    bentuk: str
    status: str
    mutu: str
    ditetapkan: object
    didaftarkan: datetime
    urut: int


class Penyusun:
    """`mulai`: the first id; `mitra`: ids of third parties; `oleh`: who registers."""

    def __init__(self, acak, sebaran, hari_ini, mulai, mitra, oleh):
        self.acak, self.sebaran, self.hari_ini = acak, sebaran, hari_ini
        self.id, self.mitra, self.oleh = mulai, mitra, oleh
        self.kode = set()

    def susun(self, banyak):
        """(agreements, rows of KerjaSama, of Pihak, of Cakupan) for the next `banyak`."""
        hasil = [], [], [], []
        for _ in range(banyak):
            for daftar, isi in zip(hasil, self._satu(), strict=True):
                daftar.extend(isi)
        return hasil

    def _satu(self):
        acak, banyak = self.acak, self.sebaran.banyak_pihak()
        bentuk = pilih(acak, BENTUK)
        if bentuk == Bentuk.PIHAK_KETIGA:
            banyak = 2
        desa = self.sebaran.pihak(banyak if bentuk == Bentuk.ANTAR_DESA else banyak - 1)
        ditetapkan = self.hari_ini - timedelta(days=3 + int((LAMA - 3) * acak.random() ** 1.8))
        bulan = pilih(acak, MASA_BULAN)
        tempo = tambah_bulan(ditetapkan, bulan) if bulan else TANPA_JATUH_TEMPO
        terdaftar = self._terdaftar(ditetapkan)
        status = self._status(tempo)
        mutu = self._mutu((self.hari_ini - terdaftar.date()).days)
        ks = Susunan(self.id, desa, bentuk, status, mutu, ditetapkan, terdaftar, self.id)
        self.id += 1
        jalur = sorted({w for d in desa for w in d.jalur})
        return (
            [ks],
            [self._baris(ks, tempo)],
            list(self._pihak(ks)),
            [(ks.id, w, status, tempo, mutu, 3) for w in jalur],
        )

    def _baris(self, ks, tempo):
        acak, d = self.acak, ks.desa[0]
        urusan = acak.choice(Urusan.values)
        judul = f"{acak.choice(KATA_KERJA)} {Urusan(urusan).label.lower()} {d.nama} dan sekitarnya ({ks.id})"
        prakarsa = "desa" if ks.bentuk == Bentuk.ANTAR_DESA or acak.random() < 0.6 else "pihak_ketiga"
        nilai = acak.randrange(5, 900) * 1_000_000 if acak.random() < 0.6 else None
        lingkup = f"Meliputi perencanaan, pelaksanaan, dan pembiayaan {Urusan(urusan).label.lower()} oleh para pihak."
        return (
            *(ks.id, uuid(acak), self._kode_ucap(), judul, ks.bentuk, prakarsa, pilih(acak, BIDANG), urusan, lingkup),
            *(nilai, ks.ditetapkan, ks.ditetapkan, tempo, ks.status, ks.mutu, len({x.kabupaten for x in ks.desa}) > 1),
            *(ks.didaftarkan, d.id, self.oleh, acak.random() < 0.3, ks.didaftarkan, 1),
        )

    def _pihak(self, ks):
        acak = self.acak
        for urut, d in enumerate(ks.desa, 1):
            bernomor = urut == 1 or acak.random() < 0.7
            tanggal = ks.ditetapkan + timedelta(days=acak.randrange(1, 20)) if bernomor else None
            tanggapan = Tanggapan.BENAR if urut == 1 else pilih(acak, {"benar": 78, "belum": 19, "keberatan": 3})
            yield (
                *(uuid(acak), ks.id, d.id, None, urut, d.kode, d.nama),
                f"{acak.randrange(1, 30)} Tahun {ks.ditetapkan.year}" if bernomor else "",
                tanggal,
                f"Tahun {tanggal.year} Nomor {acak.randrange(1, 30)}" if tanggal else "",
                tanggapan,
                "Isi naskah berbeda dari yang kami sepakati." if tanggapan == Tanggapan.KEBERATAN else "",
                *(None, None),
            )
        if ks.bentuk != Bentuk.ANTAR_DESA:
            id_mitra, nama = acak.choice(self.mitra)
            yield (uuid(acak), ks.id, None, id_mitra, len(ks.desa) + 1, "", nama, "", None, "", "belum", "", None, None)

    def _status(self, tempo):
        """Half of what has run out was closed; the other half is what the dashboards call «habis masa»."""
        if tempo < self.hari_ini and self.acak.random() < 0.5:
            return Status.BERAKHIR
        return pilih(self.acak, STATUS)

    def _mutu(self, umur):
        """What was registered long ago has been through the offices, most of it."""
        if self.acak.random() > min(0.94, umur / 60):
            return MutuData.BELUM_DIPERIKSA
        return pilih(self.acak, {MutuData.DIPERIKSA_KECAMATAN: 35, MutuData.DIKLARIFIKASI: 65})

    def _terdaftar(self, ditetapkan):
        hari = min(ditetapkan + timedelta(days=self.acak.randrange(2, 240)), self.hari_ini - timedelta(days=1))
        jam = time(self.acak.randrange(1, 9), self.acak.randrange(60), self.acak.randrange(60))
        return datetime.combine(hari, jam, tzinfo=UTC)

    def _kode_ucap(self):
        while True:
            kode = "".join(self.acak.choices(ABJAD, k=8))
            if kode not in self.kode:
                self.kode.add(kode)
                return f"KS-{kode[:4]}-{kode[4:]}"


def pihak_ketiga(acak, mulai, banyak):
    """Rows of third parties with ids from `mulai`."""
    return [
        (
            *(id_, uuid(acak), f"PT {nama}", nama.casefold(), acak.choice(JenisPihakKetiga.values)),
            *("Perseroan Terbatas", f"{acak.randrange(10**12, 10**13)}", "", "Jalan Contoh", "Nama Direktur"),
            *("Direktur", 1),
        )
        for id_ in range(mulai, mulai + banyak)
        for nama in [f"{acak.choice(NAMA_MITRA)} {id_}"]
    ]


def pilih(acak, bobot):
    return acak.choices(list(bobot), list(bobot.values()))[0]


def uuid(acak):
    return UUID(int=acak.getrandbits(128), version=4)
