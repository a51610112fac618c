import pytest

from kerjasama.models import Naskah, Pasal
from tests.pabrik.siklus import buat_naskah, buat_siklus


@pytest.fixture
def siti(pemeran):
    """Writes for the first party."""
    return pemeran["operator.34.04.16.2001"]


@pytest.fixture
def tutik(pemeran):
    """Writes for the second."""
    return pemeran["operator.34.04.16.2002"]


@pytest.fixture
def lain(pemeran):
    """A text of other parties, made first: what the neighbour has and nobody here may see."""
    desa = [pemeran.wilayah("34.02.08.2001"), pemeran.wilayah("34.02.08.2002")]
    oleh = pemeran["operator.34.02.08.2001"]
    ks = buat_siklus(desa=desa, oleh=oleh, status="penyusunan", judul="Rahasia tetangga")
    buat_naskah(ks, oleh, versi=1)
    return ks


@pytest.fixture
def ks(pemeran, lain, siti, cakupan_cocok):
    desa = [pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")]
    ks = buat_siklus(desa=desa, oleh=siti, status="penyusunan", judul="Air bersama")
    buat_naskah(ks, siti, versi=0)
    return ks


@pytest.fixture
def naskah(ks):
    return Naskah.objects.get(kerja_sama=ks)


@pytest.fixture
def pendanaan(naskah):
    return Pasal.objects.get(naskah=naskah, kunci="pendanaan")
