from datetime import timedelta

import pytest
from django.utils import timezone

from kerjasama.enums import Asal
from kerjasama.models import KerjaSama
from tests.pabrik.kerjasama import buat_kerja_sama


@pytest.fixture
def tetangga(pemeran):
    oleh = pemeran["operator.34.02.08.2001"]
    desa = [pemeran.wilayah("34.02.08.2001"), pemeran.wilayah("34.02.08.2002")]
    return buat_kerja_sama(desa=desa, oleh=oleh, judul="Rahasia tetangga")


@pytest.fixture
def ks(pemeran, tetangga, cakupan_cocok):
    """Two villages of Pakem and one of Tempel, registered, in force for 100 days more."""
    kode = ("34.04.16.2001", "34.04.16.2002", "34.04.14.2001")
    oleh = pemeran["operator.34.04.16.2001"]
    akhir = timezone.localdate() + timedelta(days=100)
    desa = [pemeran.wilayah(k) for k in kode]
    return buat_kerja_sama(desa=desa, oleh=oleh, judul="Sampah bersama", jatuh_tempo=akhir, nilai=1000)


def berlakukan(perubahan, hari=0):
    """As when it comes into force, without the stages before, which have tests of their own."""
    mulai = timezone.localdate() + timedelta(days=hari)
    perubahan.status, perubahan.tanggal_mulai, perubahan.asal = "berlaku", mulai, Asal.DISUSUN
    perubahan.save()
    return KerjaSama.objects.get(pk=perubahan.pk)
