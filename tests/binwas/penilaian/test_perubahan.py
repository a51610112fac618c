"""A party that becomes another legal subject stops the clock until the kabupaten has decided."""

import threading
import time
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from binwas.antrean.queries import GILIRAN, tab_pemeriksaan
from binwas.models import Pemeriksaan, PeristiwaTenggat
from binwas.penilaian.queries import pernah_dikembalikan
from binwas.penilaian.services import jawab_pengembalian, kembalikan_ke_desa, pengembalian
from kerjasama.models import TugasPerubahan
from kerjasama.services.perubahan import putuskan_tugas
from tests.alur.adegan import jalan
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.models import Pemberitahuan
from wilayah.pohon.services_perubahan import mekar, ubah_status

TETAP = {"tanggal": date(2026, 1, 1), "dasar_hukum": "Perda 1 Tahun 2026"}
PURWO, CANDI = "34.04.16.2001", "34.04.16.2002"


def _berubah(pemeran, kode=PURWO):
    lurah = f"{kode[:-4]}1{kode[-3:]}"
    ubah_status(wilayah=pemeran.wilayah(kode), kode=lurah, oleh=pemeran["admin"], **TETAP)


def _putuskan(pemeran, tugas, kata="Adendum menunjuk desa lain"):
    putuskan_tugas(tugas=tugas, keputusan=kata, oleh=pemeran["petugas.34.04"])


def _jenis(p):
    return list(PeristiwaTenggat.objects.milik(p).order_by("pk").values_list("jenis", flat=True))


@pytest.fixture
def satu(pemeran):
    return jalan(pemeran, "Irigasi bersama")


@pytest.fixture
def p(satu):
    return Pemeriksaan.objects.get(pk=satu.telaah().pk)


def test_the_clock_stands_until_the_kabupaten_decides(pemeran, satu, p):
    assert p.tenggat is not None
    _berubah(pemeran)
    p.refresh_from_db()
    assert (p.tenggat, p.menunggu_putusan, p.menunggu_desa, p.berhenti) == (None, True, False, True)
    assert Pemberitahuan.objects.filter(penerima__username="petugas.34.04", judul__contains="berhenti").exists()

    tugas = TugasPerubahan.objects.get(kerja_sama=satu.kerja_sama)
    with pytest.raises(TugasPerubahan.DoesNotExist):
        putuskan_tugas(tugas=tugas, keputusan="Adendum", oleh=pemeran["petugas.34.02"])
    _putuskan(pemeran, tugas)
    p.refresh_from_db()
    assert p.tenggat is not None and not p.berhenti
    with pytest.raises(ValidationError, match="sudah diputuskan"):
        _putuskan(pemeran, tugas, "Lain")


def test_the_pages_say_why_it_stands_and_that_the_kabupaten_has_to_move(pemeran, p, masuk):
    _berubah(pemeran)
    p.refresh_from_db()
    assert tab_pemeriksaan(p) == GILIRAN
    client = masuk(pemeran["petugas.34.04"])
    for alamat in (reverse("pemeriksaan_rinci", args=[p.id_publik]), reverse("pemeriksaan_daftar")):
        isi = client.get(alamat).content.decode()
        assert "Pihak berubah status" in isi and "Waktu berhenti" in isi
        assert "Dikembalikan ke desa" not in isi and "Menjawab daftar perbaikan" not in isi
    rinci = client.get(reverse("pemeriksaan_rinci", args=[p.id_publik])).content.decode()
    assert "Giliran Anda" in rinci and "Memutuskan di halaman kerja sama" in rinci
    client = masuk(pemeran["operator.34.04.16.2002"])
    rinci = client.get(reverse("pemeriksaan_rinci", args=[p.id_publik])).content.decode()
    assert "Giliran Anda" not in rinci and "Dinas Kabupaten Sleman" in rinci


def test_no_act_goes_on_meanwhile(pemeran, p):
    _berubah(pemeran)
    with pytest.raises(TindakanTertutup, match="pihaknya berubah status"):
        kembalikan_ke_desa(pemeriksaan=p, butir=["Lengkapi peta"], oleh=pemeran["petugas.34.04"])


def test_it_runs_on_only_when_the_last_changed_party_is_decided(pemeran, satu, p):
    _berubah(pemeran)
    _berubah(pemeran, CANDI)
    mekar(wilayah=pemeran.wilayah("34.04.16.2003"), baru=[("34.04.16.2010", "Turgo")], oleh=pemeran["admin"], **TETAP)
    ubah, lagi, pecah = TugasPerubahan.objects.filter(kerja_sama=satu.kerja_sama).order_by("pk")
    for tugas, masih in ((pecah, True), (ubah, True), (lagi, False)):
        _putuskan(pemeran, tugas)
        p.refresh_from_db()
        assert p.menunggu_putusan is masih
    assert _jenis(p) == ["mulai", "jeda", "lanjut"]


def test_a_file_that_waits_for_its_desa_too_runs_on_after_both(pemeran, satu, p):
    kembalikan_ke_desa(pemeriksaan=p, butir=["Lengkapi peta"], oleh=pemeran["petugas.34.04"])
    _berubah(pemeran, CANDI)
    (kembali,) = pernah_dikembalikan(satu.kerja_sama)
    jawab_pengembalian(pengembalian=kembali, jawaban="Sudah", oleh=pemeran["operator.34.04.16.2001"])
    p.refresh_from_db()
    assert (p.menunggu_desa, p.menunggu_putusan, p.tenggat) == (False, True, None)
    _putuskan(pemeran, TugasPerubahan.objects.get(kerja_sama=satu.kerja_sama))
    p.refresh_from_db()
    assert not p.berhenti and p.tenggat is not None
    assert _jenis(p) == ["mulai", "jeda", "lanjut"]


@pytest.mark.django_db(transaction=True)
def test_an_officer_at_work_and_a_change_of_the_map_do_not_wait_for_each_other(pemeran, satu, p, monkeypatch):
    """The officer holds the review and is about to write the trail; the change must not hold the trail and want the
    review. On SQLite one waits for the other anyhow."""
    lain = jalan(pemeran, "Ambulans bersama")
    lain.telaah()
    dekat, galat = threading.Event(), []
    asli = pengembalian.catat_peristiwa

    def pelan(**isian):
        dekat.set()
        time.sleep(0.5)
        return asli(**isian)

    monkeypatch.setattr(pengembalian, "catat_peristiwa", pelan)

    def di_benang(lakukan, tunggu):
        try:
            if tunggu:
                dekat.wait(10)
            lakukan()
        except Exception as e:  # noqa: BLE001 - told by the assertion below
            galat.append(e)
        finally:
            connection.close()

    petugas = pemeran["petugas.34.04"]
    kerja = [
        (lambda: kembalikan_ke_desa(pemeriksaan=p, butir=["Lengkapi peta"], oleh=petugas), False),
        (lambda: _berubah(pemeran), True),
    ]
    benang = [threading.Thread(target=di_benang, args=satu) for satu in kerja]
    for b in benang:
        b.start()
    for b in benang:
        b.join()
    assert galat == []
    p.refresh_from_db()
    assert (p.menunggu_desa, p.menunggu_putusan) == (True, True)
