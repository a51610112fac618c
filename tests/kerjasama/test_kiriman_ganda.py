"""A double submit makes one registration: two connections, at the same moment, on either database."""

import threading

import pytest
from django.db import connection

from kerjasama.models import KerjaSama, TandaTerima
from kerjasama.services.pendaftaran import daftarkan_kerja_sama
from tests.pabrik.draf import buat_draf_lengkap
from wilayah.models import Jejak, Pengguna

PURWO, CANDI = "34.04.16.2001", "34.04.16.2002"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kunci", [("sama", "sama", "sama"), ("satu", "dua", "tiga")])
def test_dua_koneksi_satu_pendaftaran(pemeran, kunci):
    operator = pemeran[f"operator.{PURWO}"]
    draf = buat_draf_lengkap(oleh=operator, desa=pemeran.wilayah(PURWO), lain=[CANDI])
    mulai, hasil, galat = threading.Barrier(len(kunci)), [], []

    def kirim(satu):
        try:
            orang = Pengguna.objects.get(pk=operator.pk)
            mulai.wait()
            hasil.append(daftarkan_kerja_sama(draf=draf, kunci=satu, oleh=orang).pk)
        except Exception as e:  # noqa: BLE001 - told by the test itself
            galat.append(e)
        finally:
            connection.close()

    benang = [threading.Thread(target=kirim, args=(satu,)) for satu in kunci]
    for b in benang:
        b.start()
    for b in benang:
        b.join()
    assert galat == []
    assert len(hasil) == len(kunci) and len(set(hasil)) == 1
    assert KerjaSama.objects.count() == TandaTerima.objects.count() == 1
    assert Jejak.objects.filter(peristiwa="kerja_sama.didaftarkan").count() == 1
