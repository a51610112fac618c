"""A letter takes its number by the office's pattern for its kind, from that pattern's day on."""

from datetime import timedelta

from wilayah.models import PolaNomor, ProfilKantor

from . import contoh


def pola(pemeran, mulai, pola_="{klasifikasi}/{urut:03}/DPMK/{tahun}"):
    sleman = pemeran.wilayah("34.04")
    sejak = sleman.hari_ini() + timedelta(days=mulai)
    PolaNomor.objects.create(
        kantor=sleman, jenis_surat=contoh.KODE, klasifikasi="400.10.9", pola=pola_, berlaku_sejak=sejak
    )
    return sleman.hari_ini().year


def test_the_kinds_own_pattern_wins(kantor, pemeran):
    tahun = pola(pemeran, mulai=0)
    surat = kantor.tandatangani(kantor.siap())
    assert (surat.nomor, surat.klasifikasi) == (f"400.10.9/001/DPMK/{tahun}", "400.10.9")


def test_a_pattern_of_tomorrow_waits(kantor, pemeran):
    pola(pemeran, mulai=1)
    assert kantor.tandatangani(kantor.siap()).klasifikasi == "400.10.2"


def test_another_offices_pattern_is_not_ours(kantor, pemeran):
    PolaNomor.objects.create(
        kantor=pemeran.wilayah("34.02"),
        jenis_surat=contoh.KODE,
        klasifikasi="9",
        pola="{urut}/{tahun}",
        berlaku_sejak=pemeran.wilayah("34.02").hari_ini(),
    )
    assert kantor.tandatangani(kantor.siap()).klasifikasi == "400.10.2"


def test_an_issued_letter_keeps_its_bytes_when_the_letterhead_changes(kantor, pemeran):
    surat = kantor.tandatangani(kantor.siap())
    semula = surat.berkas.sha256
    ProfilKantor.objects.filter(wilayah__kode="34.04").update(huruf="bookman", kertas="F4", nama_kantor="DINAS BARU")
    surat.refresh_from_db()
    assert surat.berkas.sha256 == semula and surat.berkas.utuh()
