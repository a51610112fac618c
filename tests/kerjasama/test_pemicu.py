"""Cakupan is right whatever way the rows it follows were written."""

import json
import random
import threading
from datetime import date

import pytest
from django.core import serializers
from django.core.management import CommandError, call_command
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connection, transaction

from kerjasama import triggers
from kerjasama.enums import MutuData, Status
from kerjasama.models import Cakupan, KerjaSama, Pihak, PihakSaatItu
from tests.pabrik.kerjasama import buat_kerja_sama, buat_pihak
from wilayah.models import Wilayah

KODE = ("34.04.16.2001", "34.04.16.2002", "34.04.16.2003", "34.04.14.2001", "34.02.08.2001", "33.10.01.2006")


@pytest.fixture
def desa(pemeran):
    return [pemeran.wilayah(kode) for kode in KODE]


@pytest.fixture
def kerja_sama(pemeran, desa):
    return buat_kerja_sama(desa=desa[:2], oleh=pemeran["pusat"])


def _isi():
    return list(Cakupan.objects.order_by("kerja_sama_id", "wilayah_id").values_list())


def _bebas(ks, desa):
    return [d for d in desa if not ks.pihak.filter(desa=d).exists()]


def _tambah(ks, desa, acak):
    if bebas := _bebas(ks, desa):
        buat_pihak(ks, acak.choice(bebas), urut=9)


def _tambah_sekaligus(ks, desa, acak):
    baru = enumerate(_bebas(ks, desa)[:2], 20)
    Pihak.objects.bulk_create(Pihak(kerja_sama=ks, desa=d, urut=n, nama_saat_itu=d.nama) for n, d in baru)


def _kurangi(ks, desa, acak):
    if pihak := ks.pihak.order_by("pk").last():
        pihak.delete()


def _pindah(ks, desa, acak):
    if (bebas := _bebas(ks, desa)) and (pihak := ks.pihak.order_by("pk").first()):
        Pihak.objects.filter(pk=pihak.pk).update(desa_id=acak.choice(bebas).pk)


def _ubah(ks, desa, acak):
    KerjaSama.objects.filter(pk=ks.pk).update(status=acak.choice(Status.values), mutu_data=acak.choice(MutuData.values))


def _pindah_induk(ks, desa, acak):
    kecamatan = Wilayah.objects.filter(kode__in=["34.04.16", "34.04.14"]).order_by("kode")
    baru = Wilayah.objects.get(kode=acak.choice(["34.04", "34.02", "33.10"]))
    kecamatan.filter(pk=acak.choice(kecamatan).pk).update(induk=baru)


def _pindah_provinsi(ks, desa, acak):
    kabupaten = Wilayah.objects.get(kode="34.02")
    kabupaten.induk = Wilayah.objects.get(kode=acak.choice(["33", "34"]))
    kabupaten.save()


def _teruskan(ks, desa, acak):
    lama, penerus = acak.sample(desa, 2)
    Wilayah.objects.filter(pk=lama.pk).update(diteruskan_oleh=acak.choice([None, penerus]))


def _saat_itu(ks, desa, acak):
    if pihak := ks.pihak.order_by("pk").first():
        jalur = [pihak.desa, acak.choice(desa).induk]
        PihakSaatItu.objects.bulk_create([PihakSaatItu(pihak=pihak, wilayah=w) for w in jalur], ignore_conflicts=True)


def _tanpa_saat_itu(ks, desa, acak):
    PihakSaatItu.objects.filter(pihak__kerja_sama=ks).delete()


def _sql(ks, desa, acak):
    with connection.cursor() as kursor:
        kursor.execute("UPDATE kerjasama_kerjasama SET jatuh_tempo = '2031-05-17' WHERE id = %s", [ks.pk])


def _simpan(ks, desa, acak):
    segar = KerjaSama.objects.get(pk=ks.pk)
    segar.status, segar.jatuh_tempo = acak.choice(Status.values), date(2030, acak.randint(1, 12), 1)
    segar.save()


def _ubah_sekaligus(ks, desa, acak):
    pihak = list(ks.pihak.order_by("pk")[:2])
    bebas = _bebas(ks, desa)
    for satu, baru in zip(pihak, bebas, strict=False):
        satu.desa = baru
    Pihak.objects.bulk_update(pihak, ["desa"])
    KerjaSama.objects.bulk_update([KerjaSama(pk=ks.pk, mutu_data=acak.choice(MutuData.values))], ["mutu_data"])


def _muat_data(ks, desa, acak):
    """As `loaddata` writes: rows as they are, without the model's own save."""
    if (bebas := _bebas(ks, desa)) and (pihak := ks.pihak.order_by("pk").first()):
        isi = json.loads(serializers.serialize("json", [pihak]))
        isi[0]["fields"]["desa"] = acak.choice(bebas).pk
        for satu in serializers.deserialize("json", json.dumps(isi)):
            satu.save()


TULISAN = [
    *(_tambah, _tambah_sekaligus, _kurangi, _pindah, _ubah, _sql, _simpan, _ubah_sekaligus, _muat_data),
    *(_pindah_induk, _pindah_provinsi, _teruskan, _saat_itu, _tanpa_saat_itu),
]


def test_random_writes_by_every_path_leave_no_difference(pemeran, desa):
    acak = random.Random(34)
    semua = [buat_kerja_sama(desa=acak.sample(desa, 2), oleh=pemeran["pusat"]) for _ in range(4)]
    for _ in range(200):
        tulis = acak.choice(TULISAN)
        tulis(acak.choice(semua), desa, acak)
        assert triggers.selisih(connection) == (0, 0)


def test_a_third_party_covers_no_region(pemeran, desa):
    ks = buat_kerja_sama(desa=desa[:1], oleh=pemeran["pusat"], pihak_ketiga="PT Contoh")
    kode = set(Cakupan.objects.filter(kerja_sama=ks).values_list("wilayah__kode", flat=True))
    assert kode == {"34", "34.04", "34.04.16", "34.04.16.2001"}


def test_withdrawing_one_of_two_parties_of_a_kecamatan_keeps_the_kecamatan(kerja_sama):
    kerja_sama.pihak.order_by("urut").last().delete()
    kode = set(Cakupan.objects.filter(kerja_sama=kerja_sama).values_list("wilayah__kode", flat=True))
    assert kode == {"34", "34.04", "34.04.16", "34.04.16.2001"}


@pytest.mark.parametrize("pemicu", sorted(triggers.PEMICU))
def test_a_missing_trigger_is_named_and_mended(kerja_sama, pemicu):
    tabel = triggers.PEMICU[pemicu][1]
    with connection.cursor() as kursor:
        kursor.execute(f"DROP TRIGGER {pemicu}" + (f" ON {tabel}" if connection.vendor == "postgresql" else ""))
    with pytest.raises(CommandError, match=pemicu):
        call_command("periksa_cakupan")
    call_command("periksa_cakupan", perbaiki=True, verbosity=0)
    call_command("periksa_cakupan")


def test_a_stale_and_a_surplus_row_are_found_and_mended(kerja_sama, pemeran):
    benar = _isi()
    Cakupan.objects.filter(kerja_sama=kerja_sama).update(status=Status.DITARIK)
    Cakupan.objects.create(
        kerja_sama=kerja_sama,
        wilayah=pemeran.wilayah("33"),
        status=kerja_sama.status,
        jatuh_tempo=kerja_sama.jatuh_tempo,
        mutu_data=kerja_sama.mutu_data,
    )
    with pytest.raises(CommandError, match="tidak cocok"):
        call_command("periksa_cakupan")
    call_command("periksa_cakupan", perbaiki=True, verbosity=0)
    assert _isi() == benar


def test_few_differences_are_mended_without_filling_everything_anew(kerja_sama, pemeran, desa, monkeypatch):
    """Also a row that says the wrong map, and one that is missing."""
    lain = buat_kerja_sama(desa=desa[2:4], oleh=pemeran["pusat"])
    benar = _isi()
    kerja_sama.cakupan.filter(wilayah=desa[0]).update(masa=Cakupan.SAAT_ITU)
    lain.cakupan.filter(wilayah=desa[2]).delete()
    assert triggers.selisih(connection) == (2, 1)
    monkeypatch.setattr(triggers, "bangun_ulang", None)
    call_command("periksa_cakupan", perbaiki=True, verbosity=0)
    assert _isi() == benar


def test_many_differences_are_mended_by_filling_anew(kerja_sama, monkeypatch):
    benar = _isi()
    Cakupan.objects.update(masa=Cakupan.KINI)
    monkeypatch.setattr(triggers, "BANYAK_BEDA", 0)
    call_command("periksa_cakupan", perbaiki=True, verbosity=0)
    assert _isi() == benar


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_rebuilds_a_table_leaves_the_triggers(pemeran):
    """SQLite copies a table to alter it, and refuses while a trigger names it: `migrate` takes the triggers away before
    and puts them back after."""
    lama = Pihak._meta.get_field("berita_desa")
    baru = lama.clone()
    baru.max_length = 90
    baru.set_attributes_from_name("berita_desa")
    baru.model = Pihak
    emit_pre_migrate_signal(verbosity=0, interactive=False, db="default")
    assert triggers.yang_hilang(connection) == sorted(triggers.PEMICU)
    with connection.schema_editor() as penyunting:
        penyunting.alter_field(Pihak, lama, baru)
        penyunting.alter_field(Pihak, baru, lama)
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert not triggers.yang_hilang(connection)
    ks = buat_kerja_sama(desa=[pemeran.wilayah(kode) for kode in KODE[:2]], oleh=pemeran["pusat"])
    ks.pihak.order_by("pk").last().delete()
    assert ks.cakupan.count() == 4 and triggers.selisih(connection) == (0, 0)


def _bersamaan(*tulisan):
    """Each in a thread and a transaction of its own, at the same moment."""
    mulai, galat = threading.Barrier(len(tulisan)), []

    def jalan(tulis):
        try:
            mulai.wait()
            with transaction.atomic():
                tulis()
        except Exception as e:  # noqa: BLE001 - shown by the assertion below
            galat.append(e)
        finally:
            connection.close()

    benang = [threading.Thread(target=jalan, args=(tulis,)) for tulis in tulisan]
    for b in benang:
        b.start()
    for b in benang:
        b.join()
    assert galat == []


@pytest.mark.django_db(transaction=True)
def test_insert_beside_delete_in_one_region_loses_nothing(pemeran):
    """Two connections: one adds a party of Pakem while the other takes the only other one away."""
    desa = [pemeran.wilayah(kode) for kode in KODE[:3]]
    for _ in range(5):
        ks = buat_kerja_sama(desa=desa[:1], oleh=pemeran["pusat"])
        lama = ks.pihak.get()
        _bersamaan(lambda ks=ks: buat_pihak(ks, desa[1], urut=2), lama.delete)
        assert triggers.selisih(connection) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_a_party_that_comes_while_its_kecamatan_moves_lies_where_it_went(pemeran):
    """Neither may read a path that the other is about to change."""
    desa = [pemeran.wilayah(kode) for kode in KODE]
    kecamatan, kabupaten = desa[1].induk, [pemeran.wilayah(kode) for kode in ("34.02", "34.04")]
    for putaran in range(6):
        ks = buat_kerja_sama(desa=[desa[4]], oleh=pemeran["pusat"])
        ke = kabupaten[putaran % 2]
        pindah = Wilayah.objects.filter(pk=kecamatan.pk).update
        _bersamaan(lambda ks=ks: buat_pihak(ks, desa[1], urut=2), lambda ke=ke, pindah=pindah: pindah(induk=ke))
        assert triggers.selisih(connection) == (0, 0)
        assert ks.cakupan.filter(wilayah=ke, masa__in=[Cakupan.KINI, Cakupan.KEDUANYA]).exists()
