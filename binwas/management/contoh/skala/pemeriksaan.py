"""Rows of what the offices did about made-up agreements: reviews with their clocks, letters, what was sent back."""

from collections import Counter
from datetime import timedelta

from binwas.penilaian.enums import HASIL_KLARIFIKASI, StatusPemeriksaan
from binwas.surat.enums import StatusSurat
from binwas.surat.models import PencacahNomor
from kerjasama.enums import Bentuk, MutuData
from wilayah.pengguna.rules import ABJAD

from .kerja_sama import pilih, uuid

KOLOM_PEMERIKSAAN = (
    *("id", "id_publik", "kerja_sama_id", "jenis", "status", "kantor_id", "kecamatan_id", "instrumen_id"),
    *("petugas_id", "diteruskan_oleh_id", "diteruskan_pada", "catatan_kecamatan", "dicatat_pada", "tenggat"),
    *("menunggu_desa", "hasil", "alasan_hasil", "diusulkan_oleh_id", "diusulkan_pada", "selesai_pada", "surat_id"),
    *("menunggu_putusan", "versi"),
)
KOLOM_SURAT = (
    *("id", "id_publik", "kode_verifikasi", "jenis", "kantor_id", "kerja_sama_id", "status", "hal", "sifat", "isi"),
    *("versi", "klasifikasi", "tahun", "urut", "nomor", "tanggal", "cara", "konseptor_id", "jabatan_penanda", "a_n"),
    *("ditandatangani_pada", "terbit_pada", "alasan_kembali", "dibuat_pada"),
)
KOLOM_PENERIMA = ("surat_id", "urut", "wilayah_id", "jabatan", "tembusan", "dibaca_pada", "catatan_antar")
KOLOM_PERISTIWA = ("pemeriksaan_id", "jenis", "pada", "keterangan", "oleh_id")
KOLOM_PENGEMBALIAN = ("id_publik", "kerja_sama_id", "pemeriksaan_id", "dari_kantor_id", "butir", "oleh_id", "pada")
KOLOM_PENGEMBALIAN += ("jawaban",)
TERBUKA = {
    StatusPemeriksaan.DITERUSKAN: 25,
    StatusPemeriksaan.DICATAT_LENGKAP: 20,
    StatusPemeriksaan.DITELAAH: 35,
    StatusPemeriksaan.DIUSULKAN: 20,
}
BERJALAN = {StatusSurat.KONSEP: 40, StatusSurat.DIPARAF: 20, StatusSurat.SIAP_TTD: 40}
HASIL = dict(zip(HASIL_KLARIFIKASI, (70, 27, 3), strict=True))
KLASIFIKASI = "400.10.2.9"  # apart from what an office numbers by itself
LAMA_KLARIFIKASI = 30
MASIH_TERBUKA = 120  # days: an agreement registered later than this may still be under review


class PenyusunPemeriksaan:
    """`mulai`: first ids of reviews and letters; `oleh`: who did it all."""

    def __init__(self, acak, sekarang, mulai, instrumen, oleh):
        self.acak, self.sekarang, self.instrumen, self.oleh = acak, sekarang, instrumen, oleh
        self.id_pemeriksaan, self.id_surat = mulai
        self.nomor = Counter()

    def susun(self, daftar):
        """(rows of Surat, PenerimaSurat, Pemeriksaan, PeristiwaTenggat, Pengembalian) about the agreements."""
        self.surat, self.penerima, self.pemeriksaan, self.peristiwa, self.pengembalian = [], [], [], [], []
        for ks in daftar:
            if ks.mutu == MutuData.BELUM_DIPERIKSA:
                self._mungkin_dikembalikan(ks)
            elif ks.bentuk == Bentuk.ANTAR_DESA:
                self._periksa(ks)
        return self.surat, self.penerima, self.pemeriksaan, self.peristiwa, self.pengembalian

    def pencacah(self):
        """Counters that go on after the numbers given here."""
        return [
            PencacahNomor(kantor_id=kantor, tahun=tahun, klasifikasi=KLASIFIKASI, terakhir=urut)
            for (kantor, tahun), urut in self.nomor.items()
        ]

    def _periksa(self, ks):
        acak, d = self.acak, ks.desa[0]
        diteruskan = min(ks.didaftarkan + timedelta(days=acak.randrange(1, 20)), self.sekarang)
        status = self._status(ks, diteruskan)
        if status is None:
            return
        selesai = status == StatusPemeriksaan.SELESAI
        dicatat = diteruskan + timedelta(hours=acak.randrange(1, 60))
        if status == StatusPemeriksaan.DITERUSKAN or dicatat > self.sekarang:
            dicatat, status = None, StatusPemeriksaan.DITERUSKAN
        usul = min(dicatat + timedelta(days=acak.randrange(3, 30)), self.sekarang) if dicatat else None
        berhasil = dicatat and status in (StatusPemeriksaan.DIUSULKAN, StatusPemeriksaan.SELESAI)
        surat = self._surat(ks, selesai, usul) if berhasil else None
        menunggu = bool(dicatat) and not selesai and not berhasil and acak.random() < 0.1
        self.id_pemeriksaan += 1
        self.pemeriksaan.append(
            (
                *(self.id_pemeriksaan - 1, uuid(acak), ks.id, "klarifikasi", status, d.kabupaten, d.kecamatan),
                *(self.instrumen if dicatat else None, None, self.oleh, diteruskan, "", dicatat),
                dicatat.date() + timedelta(days=LAMA_KLARIFIKASI) if dicatat else None,
                *(menunggu, pilih(acak, HASIL) if berhasil else "", "", self.oleh if berhasil else None),
                *(usul if berhasil else None, usul if selesai else None, surat, False, 1),
            )
        )
        self._jam(dicatat, usul if selesai else None)
        if menunggu:
            self._kembali(ks, d.kabupaten, self.id_pemeriksaan - 1, usul)

    def _status(self, ks, diteruskan):
        """None where the kecamatan only marked the agreement checked."""
        if ks.mutu == MutuData.DIKLARIFIKASI:
            return StatusPemeriksaan.SELESAI
        return pilih(self.acak, TERBUKA) if (self.sekarang - diteruskan).days < MASIH_TERBUKA else None

    def _surat(self, ks, selesai, pada):
        acak, kantor = self.acak, ks.desa[0].kabupaten
        id_, self.id_surat = self.id_surat, self.id_surat + 1
        nomor = (KLASIFIKASI, pada.year, self._urut(kantor, pada.year)) if selesai else ("", None, None)
        teks = f"{nomor[0]}/{nomor[2]}/{nomor[1]}" if selesai else ""
        status = pilih(acak, {StatusSurat.DISAMPAIKAN: 97, StatusSurat.TERBIT: 3} if selesai else BERJALAN)
        terbit = pada if selesai else None
        self.surat.append(
            (
                *(id_, uuid(acak), "".join(acak.choices(ABJAD, k=26)), "hasil_klarifikasi", kantor, ks.id, status),
                *("Hasil klarifikasi peraturan bersama kepala desa", "biasa", {}, 1, *nomor, teks),
                *(terbit and terbit.date(), "elektronik" if selesai else "", self.oleh, "Kepala Dinas", ""),
                *(terbit, terbit, "", pada),
            )
        )
        for urut, d in enumerate(ks.desa, 1):
            dibaca = terbit + timedelta(days=1) if terbit and acak.random() < 0.8 else None
            self.penerima.append((id_, urut, d.id, f"Kepala {d.nama}", False, dibaca, ""))
        self.penerima.append((id_, urut + 1, ks.desa[0].kecamatan, "Camat", True, None, ""))
        return id_

    def _jam(self, mulai, henti):
        if mulai:
            self.peristiwa.append((self.id_pemeriksaan - 1, "mulai", mulai, "Dicatat lengkap", self.oleh))
        if henti:
            self.peristiwa.append((self.id_pemeriksaan - 1, "henti", henti, "Surat terbit", self.oleh))

    def _mungkin_dikembalikan(self, ks):
        if self.acak.random() < 0.1:
            self._kembali(ks, ks.desa[0].kecamatan, None, ks.didaftarkan)

    def _kembali(self, ks, kantor, pemeriksaan, pada):
        butir = ["Lengkapi lampiran peta."]
        self.pengembalian.append((uuid(self.acak), ks.id, pemeriksaan, kantor, butir, self.oleh, pada, ""))

    def _urut(self, kantor, tahun):
        self.nomor[kantor, tahun] += 1
        return self.nomor[kantor, tahun]
