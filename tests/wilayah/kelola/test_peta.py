"""The history of the map, narrowed and exported."""

from datetime import date

import pytest

from wilayah.models import PerubahanWilayah

ALAMAT = "/wilayah/perubahan/"


@pytest.fixture
def riwayat(pemeran):
    isi = (
        ("ganti_nama", date(2024, 1, 5), "34.04.16.2001", "|34|"),
        ("mekar", date(2022, 7, 25), "91", "|91|93|"),
        ("ganti_nama", date(2022, 7, 25), "33.10", "|33|"),
    )
    for jenis, tanggal, kode, provinsi in isi:
        rincian = {"kode_lama": kode, "kode_baru": kode, "nama_lama": ["X"], "nama_baru": ["Y"], "provinsi": provinsi}
        PerubahanWilayah.objects.create(jenis=jenis, tanggal=tanggal, dasar_hukum="UU 1", rincian=rincian)


@pytest.mark.parametrize(
    ("tanya", "kode"),
    [
        ("", ["34.04.16.2001", "33.10", "91"]),
        ("provinsi=93", ["91"]),
        ("provinsi=34", ["34.04.16.2001"]),
        ("provinsi=3", ["34.04.16.2001", "33.10", "91"]),
        ("jenis=ganti_nama&tahun=2022", ["33.10"]),
        ("tahun=0000&jenis=apa", ["34.04.16.2001", "33.10", "91"]),
    ],
)
def test_narrowed_by_province_kind_and_year_on_the_page_and_as_a_file(masuk, pemeran, riwayat, tanya, kode):
    klien = masuk(pemeran["operator.34.04.16.2001"])
    halaman = klien.get(f"{ALAMAT}?{tanya}")
    assert [p.rincian["kode_lama"] for p in halaman.context["object_list"]] == kode
    berkas = b"".join(klien.get(f"{ALAMAT}?{tanya}&ekspor=csv").streaming_content).decode()
    assert [baris.split(",")[2] for baris in berkas.splitlines()[1:]] == kode
