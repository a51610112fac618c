"""Property: whatever the map, whatever is granted to whomever from when to when, every door shows the same set.

What it must be, `dunia.py` works out from plain data. The doors that cost little are tried on every example, those
that need a request on a sample of them.
"""

import csv
import io

import openpyxl
import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from binwas.models import Pemeriksaan, Surat
from kerjasama import triggers
from kerjasama.enums import MenurutWilayah
from kerjasama.models import Dokumen, KerjaSama, Pihak, Undangan
from kerjasama.queries.akses import pelihat
from kerjasama.queries.angka import angka_wilayah, jumlah_per_status
from kerjasama.queries.kerja_sama import hanya_diundang
from wilayah.cakupan.queries import punya_di_mana_saja
from wilayah.models import Pengguna

from .dunia import dunia, tanam

LIHAT, DASBOR = "wilayah.lihat_kerja_sama", "wilayah.lihat_dasbor"
BAGIAN, CONTOH = range(4), 130
LEWAT_PERMINTAAN, SAMPEL = range(4), 6
diam = {"deadline": None, "suppress_health_check": list(HealthCheck), "database": None}


@pytest.mark.django_db
@pytest.mark.parametrize("bagian", BAGIAN)
def test_every_question_has_the_same_answer(pemeran, bagian):
    pencatat = pemeran["pusat"]

    @settings(max_examples=CONTOH, **diam)
    @given(d=dunia())
    def periksa(d):
        with transaction.atomic():
            ada = tanam(d, pencatat)
            orang = Pengguna.objects.get(pk=ada.orang.pk)
            harap = {ks for i, ks in enumerate(ada.naskah) if d.melihat(i)}
            _kerja_sama(orang, ada, harap)
            _anak(orang, d, ada, harap)
            _wewenang(orang, d, ada)
            _angka(orang, d, ada)
            _siapa_melihat(orang, ada, harap)
            for i, ks in enumerate(ada.naskah):
                tamu = d.diundang(i) and not d.lewat_penugasan(d.naskah[i])
                assert hanya_diundang(orang, ks) == tamu
            transaction.set_rollback(True)

    periksa()


def _kerja_sama(orang, ada, harap):
    terlihat = KerjaSama.objects.dalam_cakupan(orang, LIHAT)
    daftar = list(terlihat.order_by())
    assert set(daftar) == harap and len(daftar) == len(harap)
    assert {ks for ks in ada.naskah if orang.has_perm(LIHAT, ks)} == harap
    assert terlihat.count() == len(harap)
    assert sum(jumlah_per_status(orang, timezone.localdate()).values()) == len(harap)
    assert not harap or punya_di_mana_saja(orang, LIHAT)


def _anak(orang, d, ada, harap):
    """What hangs on an agreement, and the second axis."""
    for model in (Pihak, Dokumen):
        induk = set(model.objects.dalam_cakupan(orang, LIHAT).values_list("kerja_sama", flat=True))
        assert induk <= {ks.pk for ks in harap}
    pihak = set(Pihak.objects.dalam_cakupan(orang, LIHAT).values_list("kerja_sama", flat=True))
    assert pihak == {ks.pk for ks in harap}
    periksa = {p for i, p in ada.pemeriksaan.items() if d.melihat(i)}
    assert set(Pemeriksaan.objects.dalam_cakupan(orang, LIHAT)) == periksa
    assert {p for p in ada.pemeriksaan.values() if orang.has_perm(LIHAT, p)} == periksa
    isi = {p for i, p in ada.pemeriksaan.items() if d.meliputi("lihat_pemeriksaan", d.kantor(d.naskah[i]))}
    assert set(Pemeriksaan.objects.dalam_cakupan(orang, "wilayah.lihat_pemeriksaan")) == isi
    surat = {s for i, s in enumerate(ada.surat) if d.melihat_surat(i)}
    assert set(Surat.objects.dalam_cakupan(orang, LIHAT)) == surat
    assert {s for s in ada.surat if orang.has_perm(LIHAT, s)} == surat
    konsep = {s for i, s in enumerate(ada.surat) if d.meliputi("lihat_konsep_surat", d.kantor(d.naskah[i]))}
    assert set(Surat.objects.dalam_cakupan(orang, "wilayah.lihat_konsep_surat")) == konsep
    keduanya = Surat.objects.dalam_cakupan(orang, LIHAT, "wilayah.lihat_konsep_surat")
    assert set(keduanya) == surat | konsep and keduanya.count() == len(surat | konsep)
    tanpa_tamu = {ada.naskah[i].pk for i, n in enumerate(d.naskah) if d.lewat_penugasan(n)}
    undangan = set(Undangan.objects.dalam_cakupan(orang, LIHAT).values_list("kerja_sama", flat=True))
    assert undangan <= tanpa_tamu


def _wewenang(orang, d, ada):
    """Acting goes by the registering desa, on the present map, and by no invitation."""
    for kode in ("telaah_kerja_sama", "teruskan_kerja_sama", "daftarkan_kerja_sama", "undang_pihak"):
        izin = f"wilayah.{kode}"
        harap = {ks for n, ks in zip(d.naskah, ada.naskah, strict=True) if d.meliputi(kode, n.pihak[0])}
        assert set(KerjaSama.objects.dalam_cakupan(orang, izin)) == harap, kode
        assert {ks for ks in ada.naskah if orang.has_perm(izin, ks)} == harap, kode


def _angka(orang, d, ada):
    """A figure counts what lies in its region, by the map of now or of then, for whoever may read that region."""
    kini, peta = timezone.localdate(), {"kini": d.wilayah_kini, "saat_itu": d.wilayah_saat_itu}
    for w, wilayah in ada.wilayah.items():
        boleh = d.meliputi("lihat_dasbor", w)
        assert orang.has_perm(DASBOR, wilayah) == boleh
        for menurut, letak in peta.items():
            di_sini = [n for n in d.naskah if n.status == "berlaku" and (not w or w in letak(n))]
            lewat = sum(n.lewat for n in di_sini)
            harap = (len(di_sini) - lewat, lewat) if boleh else (0, 0)
            assert angka_wilayah(orang, wilayah, kini, menurut=MenurutWilayah(menurut))[:2] == harap, (w, menurut)


def _siapa_melihat(orang, ada, harap):
    for ks in ada.naskah:
        assert (orang.pk in {a.pengguna_id for a in pelihat(ks)}) == (ks in harap)


@pytest.mark.django_db
@pytest.mark.parametrize("bagian", LEWAT_PERMINTAAN)
def test_every_page_shows_the_same_set(pemeran, bagian):
    pencatat = pemeran["pusat"]

    @settings(max_examples=SAMPEL, **diam)
    @given(d=dunia())
    def periksa(d):
        with transaction.atomic():
            ada = tanam(d, pencatat)
            assert triggers.selisih(connection) == (0, 0)
            klien = Client()
            klien.force_login(ada.orang, backend="wilayah.pengguna.backend.PenggunaBackend")
            _daftar(klien, d, ada)
            _rinci(klien, d, ada)
            _dasbor(klien, d, ada)
            transaction.set_rollback(True)

    periksa()


def _daftar(klien, d, ada):
    terlihat = [ks for i, ks in enumerate(ada.naskah) if d.melihat(i)]
    tampil = {str(ks.id_publik) for ks in terlihat if ks.status != "ditarik"}
    halaman = klien.get("/kerja-sama/")
    assert {str(k.id_publik) for k in halaman.context["object_list"]} == tampil
    assert halaman.context["page_obj"].paginator.count == len(tampil)
    for tab in (t for t in halaman.context["tab"] if t["nilai"]):
        isi = klien.get("/kerja-sama/", {"status": tab["nilai"]}).context["object_list"]
        assert len(isi) == tab["jumlah"], tab
    assert _csv(klien, {}) == _xlsx(klien, {}) == tampil
    satu = ada.naskah[0]
    for cari, cocok in (("Naskah", tampil), ("Tahun 2026", tampil), (satu.kode_ucap, {str(satu.id_publik)} & tampil)):
        halaman = klien.get("/kerja-sama/", {"q": cari})
        assert {str(k.id_publik) for k in halaman.context["object_list"]} == cocok
        assert halaman.context["page_obj"].paginator.count == len(cocok)
    assert _csv(klien, {"q": satu.kode_ucap}) == {str(satu.id_publik)} & tampil


def _csv(klien, kueri):
    isi = b"".join(klien.get("/kerja-sama/", kueri | {"ekspor": "csv"}).streaming_content).decode("utf-8-sig")
    return {baris[0] for baris in list(csv.reader(io.StringIO(isi)))[1:]}


def _xlsx(klien, kueri):
    isi = b"".join(klien.get("/kerja-sama/", kueri | {"ekspor": "xlsx"}).streaming_content)
    lembar = openpyxl.load_workbook(io.BytesIO(isi), read_only=True).worksheets[0]
    return {baris[0] for baris in list(lembar.iter_rows(values_only=True))[1:]}


def _rinci(klien, d, ada):
    for i, ks in enumerate(ada.naskah):
        harap = 200 if d.melihat(i) else 404
        assert klien.get(f"/kerja-sama/{ks.id_publik}/").status_code == harap
        assert klien.get(f"/kerja-sama/{ks.id_publik}/akses/").status_code == harap
    # Reviews of a withdrawn registration are listed nowhere.
    periksa = [p for i, p in ada.pemeriksaan.items() if d.naskah[i].status != "ditarik"]
    for alamat, baris in (("/pemeriksaan/", periksa), ("/surat/", ada.surat)):
        terlihat = {o.pk for o in klien.get(alamat).context["object_list"]}
        assert terlihat == {o.pk for o in baris if klien.get(f"{alamat}{o.id_publik}/").status_code == 200}


def _dasbor(klien, d, ada):
    """Every number that links to a list is the length of that list, also for whoever is invited elsewhere."""
    boleh = [w for w in ada.wilayah if d.meliputi("lihat_dasbor", w)]
    for w in [w for w in ada.wilayah if w not in boleh][:2]:
        assert klien.get(f"/dasbor/{ada.wilayah[w].kode}/").status_code == 404
    for w in boleh[:1] + boleh[-1:]:
        kode = ada.wilayah[w].kode
        angka = klien.get(f"/dasbor/{kode}/").context["angka"]
        for status, nilai in (("berlaku", angka.berlaku), ("habis_masa", angka.habis_masa)):
            daftar = klien.get("/kerja-sama/", {"status": status, "wilayah": kode})
            assert daftar.context["page_obj"].paginator.count == nilai, (w, status)
