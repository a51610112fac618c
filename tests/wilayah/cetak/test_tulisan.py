from datetime import date

import pytest
import segno
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from wilayah.cetak import checks
from wilayah.cetak.kode128 import kode128_svg
from wilayah.cetak.qr import qr_svg
from wilayah.cetak.tanggal import bulan_romawi, romawi
from wilayah.cetak.terbilang import dengan_terbilang, terbilang
from wilayah.pengguna.penomoran import periksa_pola, susun_nomor
from wilayah.templatetags.cetak_tags import kelompok, nip, rekat


@pytest.mark.parametrize(
    ("angka", "kata"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (14, "empat belas"),
        (20, "dua puluh"),
        (100, "seratus"),
        (101, "seratus satu"),
        (999, "sembilan ratus sembilan puluh sembilan"),
        (1000, "seribu"),
        (1284, "seribu dua ratus delapan puluh empat"),
        (11_000, "sebelas ribu"),
        (100_000, "seratus ribu"),
        (1_000_000, "satu juta"),
        (300_000_000, "tiga ratus juta"),
        (1_000_001_000, "satu miliar seribu"),
        (2_500_000_000_000, "dua triliun lima ratus miliar"),
        (-7, "minus tujuh"),
    ],
)
def test_terbilang(angka, kata):
    assert terbilang(angka) == kata


def test_dengan_terbilang():
    assert dengan_terbilang(12) == "12 (dua belas)"


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_every_number_has_its_own_clean_words(angka):
    kata = terbilang(angka)
    assert kata == " ".join(kata.split())
    assert kata != terbilang(angka - 1 if angka > 0 else angka + 1)
    assert "satu puluh" not in kata
    assert "satu ratus" not in kata


def test_too_large_is_refused():
    with pytest.raises(ValueError, match="large"):
        terbilang(10**15)


@pytest.mark.parametrize(
    ("angka", "tanda"), [(1, "I"), (4, "IV"), (9, "IX"), (11, "XI"), (12, "XII"), (1994, "MCMXCIV")]
)
def test_romawi(angka, tanda):
    assert romawi(angka) == tanda


def test_dates_in_print():
    assert bulan_romawi(date(2026, 11, 23)) == "XI"


@pytest.mark.parametrize(
    ("pola", "hasil"),
    [
        ("{klasifikasi}/{urut}/{bulan_romawi}/{tahun}", "400.10.2/47/XI/2026"),
        ("{klasifikasi}/{urut:04}", "400.10.2/0047"),
        ("{urut:03}/DPMK/{bulan}-{tahun}", "047/DPMK/11-2026"),
    ],
)
def test_numbers_follow_their_pattern(pola, hasil):
    nomor = susun_nomor(pola, urut=47, klasifikasi="400.10.2", tanggal=date(2026, 11, 23))
    assert nomor == hasil


@pytest.mark.parametrize(
    ("pola", "kode"),
    [
        ("{urut}/{nomor}", "asing"),
        ("{urut.__class__}", "asing"),
        ("{urut[0]}", "asing"),
        ("{}", "asing"),
        ("{klasifikasi}/{tahun}", "urut"),
        ("{urut}/{", "pola"),
        ("{urut:>999999999}", "bentuk"),
        ("{urut!r}", "bentuk"),
        ("{urut}/{tahun:03}", "bentuk"),
    ],
)
def test_bad_patterns_are_refused(pola, kode):
    with pytest.raises(ValidationError) as galat:
        periksa_pola(pola)
    assert galat.value.code == kode


def test_qr_has_a_quiet_zone_and_a_name():
    svg = qr_svg("https://binwas.contoh.test/verifikasi/ABC/")
    sisi = segno.make("https://binwas.contoh.test/verifikasi/ABC/", error="m", micro=False).symbol_size(border=4)[0]
    assert f'viewBox="0 0 {sisi} {sisi}"' in svg
    assert 'aria-label="Kode QR verifikasi"' in svg
    assert "style=" not in svg


def test_labels_are_escaped():
    assert "<b>" not in qr_svg("a", label='"><b>')
    assert "<b>" not in kode128_svg("A", label='"><b>')


def test_code_128():
    svg = kode128_svg("SR-7Q4M")
    assert svg.count("<rect") > 20
    assert "style=" not in svg
    with pytest.raises(ValueError, match="ASCII"):
        kode128_svg("Kapanewon é")


def test_words_that_belong_together_stay_on_one_line():
    hasil = rekat("Pasal 7 ayat (2) pada 23 November 2026, terima kasih")
    assert hasil.replace("\u00a0", "_") == "Pasal_7 ayat_(2) pada 23_November_2026, terima_kasih"


def test_grouped_numbers():
    assert kelompok("a3f971c25d08e6b4") == "a3f971c2 5d08e6b4"
    assert nip("196904121994031001") == "19690412 199403 1 001"
    assert nip("belum ada") == "belum ada"


def test_the_check_names_what_is_missing(monkeypatch):
    monkeypatch.setattr(checks, "HURUF_WAJIB", ("Huruf Yang Tak Ada",))
    (peringatan,) = checks.periksa_cetak()
    assert peringatan.id == "wilayah.W002"
    assert "fonts-liberation" in peringatan.hint
    monkeypatch.setattr(checks, "PUSTAKA", ("libtakada.so.1",))
    (peringatan,) = checks.periksa_cetak()
    assert peringatan.id == "wilayah.W001"


@pytest.mark.parametrize(("alamat", "id_"), [("https://binwas.contoh.go.id", []), ("http://127.0.0.1:8000", ["W003"])])
def test_production_is_warned_of_an_address_that_leads_nowhere(settings, alamat, id_):
    settings.BINWAS_ALAMAT = alamat
    assert [p.id for p in checks.periksa_alamat()] == [f"wilayah.{i}" for i in id_]
