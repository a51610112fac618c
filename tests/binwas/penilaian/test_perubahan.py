"""A party that becomes another legal subject stops the clock until the kabupaten has decided."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from binwas.models import Pemeriksaan
from kerjasama.models import TugasPerubahan
from kerjasama.services.perubahan import putuskan_tugas
from tests.alur.adegan import jalan
from wilayah.models import Pemberitahuan
from wilayah.pohon.services_perubahan import ubah_status


def test_the_clock_stands_until_the_kabupaten_decides(pemeran):
    satu = jalan(pemeran, "Irigasi bersama")
    p = Pemeriksaan.objects.get(pk=satu.telaah().pk)
    assert p.tenggat is not None
    ubah_status(
        wilayah=pemeran.wilayah("34.04.16.2001"),
        kode="34.04.16.1001",
        oleh=pemeran["admin"],
        tanggal=date(2026, 1, 1),
        dasar_hukum="Perda 1 Tahun 2026",
    )
    p.refresh_from_db()
    assert (p.tenggat, p.menunggu_desa) == (None, True)
    assert Pemberitahuan.objects.filter(penerima__username="petugas.34.04", judul__contains="berhenti").exists()

    tugas = TugasPerubahan.objects.get(kerja_sama=satu.kerja_sama)
    with pytest.raises(TugasPerubahan.DoesNotExist):
        putuskan_tugas(tugas=tugas, keputusan="Adendum", oleh=pemeran["petugas.34.02"])
    putuskan_tugas(tugas=tugas, keputusan="Adendum menunjuk desa lain", oleh=pemeran["petugas.34.04"])
    p.refresh_from_db()
    assert p.tenggat is not None and not p.menunggu_desa
    with pytest.raises(ValidationError, match="sudah diputuskan"):
        putuskan_tugas(tugas=tugas, keputusan="Lain", oleh=pemeran["petugas.34.04"])
