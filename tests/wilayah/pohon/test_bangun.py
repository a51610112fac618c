import csv
import hashlib
import io
import json
import lzma
import tarfile

import pytest
from django.conf import settings

from wilayah.pohon import services_bangun
from wilayah.pohon.services_bangun import ArsipDitolak, bangun_wilayah

ISI = {
    "provinces.csv": "code,name\n34,Daerah Istimewa Yogyakarta\n33,Jawa Tengah\n",
    "regencies.csv": "code,province_code,name\n34.04,34,Kabupaten Sleman\n34.71,34,Kota Yogyakarta\n33.10,33,Kab\n",
    "districts.csv": "code,regency_code,name\n34.04.16,34.04,Pakem\n",
    "villages.csv": 'code,district_code,name\n34.04.16.2002,34.04.16,"Ra""as"\n34.04.16.1001,34.04.16,Pakem\n',
    "LICENSE.md": "# Open Database License (ODbL)\n",
}
KOREKSI = 'kode,nama_edisi,nama,alasan\n34.04.16.2002,"Ra""as",Ra\'as,tanda apostrof\n'


def _arsip(isi=ISI):
    wadah = io.BytesIO()
    with tarfile.open(fileobj=wadah, mode="w:gz") as tar:
        for nama, teks in isi.items():
            info = tarfile.TarInfo(f"package/data/{nama}")
            info.size = len(teks.encode())
            tar.addfile(info, io.BytesIO(teks.encode()))
    return wadah.getvalue()


@pytest.fixture
def arsip(monkeypatch):
    isi = _arsip()
    (edisi,) = services_bangun.EDISI_ARSIP.values()
    monkeypatch.setitem(services_bangun.EDISI_ARSIP, hashlib.sha256(isi).hexdigest(), edisi)
    return isi


def test_rows_come_by_level_with_their_kind_and_corrected(arsip):
    berkas = bangun_wilayah(arsip=arsip, koreksi=KOREKSI)
    assert lzma.decompress(berkas["wilayah.csv.xz"]).decode().splitlines() == [
        "kode,nama,jenis",
        "33,Jawa Tengah,provinsi",
        "34,Daerah Istimewa Yogyakarta,provinsi",
        "33.10,Kab,kabupaten",
        "34.04,Kabupaten Sleman,kabupaten",
        "34.71,Kota Yogyakarta,kota",
        "34.04.16,Pakem,kecamatan",
        "34.04.16.1001,Pakem,kelurahan",
        "34.04.16.2002,Ra'as,desa",
    ]


def test_the_description_counts_and_hashes_the_rows(arsip):
    berkas = bangun_wilayah(arsip=arsip, koreksi=KOREKSI)
    keterangan = json.loads(berkas["wilayah.json"])
    assert keterangan["sha256"] == hashlib.sha256(lzma.decompress(berkas["wilayah.csv.xz"])).hexdigest()
    assert keterangan["jumlah"]["kabupaten"] == 2
    assert keterangan["jumlah"]["semua"] == 8
    assert keterangan["dasar_hukum"].endswith("300.2.2-2138 Tahun 2025")


def test_a_choice_takes_what_is_below_and_the_regions_above(arsip):
    berkas = bangun_wilayah(arsip=arsip, koreksi=KOREKSI, pilihan=["33.10"])
    assert lzma.decompress(berkas["wilayah.csv.xz"]).decode().splitlines()[1:] == [
        "33,Jawa Tengah,provinsi",
        "33.10,Kab,kabupaten",
    ]


def test_the_notice_carries_the_licence_of_the_data(arsip):
    teks = bangun_wilayah(arsip=arsip, koreksi=KOREKSI)["LISENSI-wilayah.md"].decode()
    assert "tersedia di bawah Open Database License (ODbL)" in teks
    assert teks.endswith(ISI["LICENSE.md"])


def test_an_unknown_archive_is_refused():
    with pytest.raises(ArsipDitolak, match="SHA-256"):
        bangun_wilayah(arsip=_arsip(), koreksi=KOREKSI)


@pytest.mark.parametrize(
    ("koreksi", "pesan"),
    [
        (KOREKSI.replace('"Ra""as"', "Raas"), "edisi menulis"),
        (KOREKSI.replace("2002", "2009"), "tanpa wilayah"),
    ],
)
def test_a_correction_that_no_longer_fits_is_refused(arsip, koreksi, pesan):
    with pytest.raises(ArsipDitolak, match=pesan):
        bangun_wilayah(arsip=arsip, koreksi=koreksi)


def test_the_shipped_corrections_are_all_there_and_change_something():
    with (settings.AKAR / "fixtures" / "wilayah.koreksi.csv").open(encoding="utf-8") as berkas:
        baris = list(csv.DictReader(berkas))
    assert len(baris) == 29
    assert all(satu["nama"] != satu["nama_edisi"] and satu["alasan"] for satu in baris)
