"""Property: whatever is granted to whomever from when to when, every door shows the same set."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kerjasama.models import KerjaSama
from kerjasama.queries import jumlah_per_status
from tests.pabrik.kerjasama import buat_kerja_sama
from wilayah.cakupan.roles import PERAN
from wilayah.models import Pengguna, Wilayah
from wilayah.pengguna.services import beri_penugasan
from wilayah.pohon.enums import Jenis

LIHAT = "wilayah.lihat_kerja_sama"
KODE = ["0", "33", "34", "33.10", "34.04", "34.02", "34.04.16", "34.04.14", "34.02.08"]
DESA = ["34.04.16.2001", "34.04.16.2002", "34.04.14.2001", "34.02.08.2001", "33.10.01.2006"]
hari = st.integers(min_value=-3, max_value=3)
tugas = st.tuples(st.sampled_from(KODE + DESA), st.booleans(), hari, st.one_of(st.none(), st.integers(0, 4)))
pihak = st.sets(st.sampled_from(DESA), min_size=1, max_size=3)


def _peran(wilayah, boleh_melihat):
    for kunci, peran in PERAN.items():
        if peran.tingkat == wilayah.tingkat and ("lihat_kerja_sama" in peran.izin) == boleh_melihat:
            return kunci
    return next(k for k, p in PERAN.items() if p.tingkat == wilayah.tingkat)


def _beri(orang, kode, boleh_melihat, mulai, lama):
    """Returns whether the assignment shows agreements today."""
    wilayah = Wilayah.objects.get(kode=kode)
    dari = wilayah.hari_ini() + timedelta(days=mulai)
    peran = _peran(wilayah, boleh_melihat)
    sampai = None if lama is None else dari + timedelta(days=lama)
    beri_penugasan(pengguna=orang, wilayah=wilayah, peran=peran, jabatan="J", sk="SK", mulai=dari, selesai=sampai)
    kini = mulai <= 0 and (lama is None or mulai + lama >= 0)
    return kini and "lihat_kerja_sama" in PERAN[peran].izin


def _meliputi(kode, desa):
    return kode == "0" or desa == kode or desa.startswith(f"{kode}.")


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(daftar_tugas=st.lists(tugas, max_size=4), daftar_pihak=st.lists(pihak, min_size=1, max_size=5))
def test_every_door_shows_the_same_set(pemeran, daftar_tugas, daftar_pihak):
    with transaction.atomic():
        orang = Pengguna.objects.create_user("sifat", "x", nama="Sifat")
        melihat = [t[0] for t in daftar_tugas if _beri(orang, *t)]
        pendaftar = pemeran["pusat"]
        semua = {}
        for kode in daftar_pihak:
            desa = [Wilayah.objects.get(kode=k) for k in sorted(kode)]
            assert all(d.jenis == Jenis.DESA for d in desa)
            ks = buat_kerja_sama(desa=desa, oleh=pendaftar)
            semua[ks] = any(_meliputi(m, k) for m in melihat for k in kode)
        harap = {ks for ks, terlihat in semua.items() if terlihat}

        orang = Pengguna.objects.get(pk=orang.pk)
        daftar = list(KerjaSama.objects.dalam_cakupan(orang, LIHAT).order_by())
        assert set(daftar) == harap and len(daftar) == len(harap)
        assert {ks for ks in semua if orang.has_perm(LIHAT, ks)} == harap
        assert KerjaSama.objects.dalam_cakupan(orang, LIHAT).count() == len(harap)
        assert sum(jumlah_per_status(orang, pendaftar.dibuat_pada.date()).values()) == len(harap)

        klien = Client()
        klien.force_login(orang, backend="wilayah.pengguna.backend.PenggunaBackend")
        halaman = klien.get("/kerja-sama/")
        assert {k.pk for k in halaman.context["object_list"]} == {k.pk for k in harap}
        berkas = b"".join(klien.get("/kerja-sama/?ekspor=csv").streaming_content).decode("utf-8-sig")
        baris = list(csv.reader(io.StringIO(berkas)))[1:]
        assert {b[0] for b in baris} == {str(k.id_publik) for k in harap}
        for ks in semua:
            assert (klien.get(f"/kerja-sama/{ks.id_publik}/").status_code == 200) == (ks in harap)
        transaction.set_rollback(True)
