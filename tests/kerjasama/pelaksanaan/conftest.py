from datetime import timedelta

import pytest

from kerjasama.models import Kewajiban
from tests.pabrik.kerjasama import buat_kerja_sama


@pytest.fixture
def tetangga(pemeran):
    """The neighbour's agreement, with a duty that could leak."""
    oleh = pemeran["operator.34.02.08.2001"]
    desa = [pemeran.wilayah("34.02.08.2001"), pemeran.wilayah("34.02.08.2002")]
    ks = buat_kerja_sama(desa=desa, oleh=oleh, judul="Rahasia tetangga")
    catat_kewajiban(ks, 1, "Rahasia iuran tetangga")
    return ks


@pytest.fixture
def ks(pemeran, tetangga, cakupan_cocok):
    desa = [pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")]
    return buat_kerja_sama(
        desa=desa,
        oleh=pemeran["operator.34.04.16.2001"],
        judul="Sampah bersama",
        pihak_ketiga="PT Daur Ulang",
        bentuk="pihak_ketiga_multi_desa",
    )


def catat_kewajiban(ks, urut, uraian="Menyetor iuran", hari=10, **isian):
    pihak = ks.pihak.get(urut=urut)
    tenggat = ks.desa_pendaftar.hari_ini() + timedelta(days=hari)
    return Kewajiban.objects.create(kerja_sama=ks, pihak=pihak, uraian=uraian, tenggat=tenggat, **isian)
