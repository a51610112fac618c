"""The trail: one chain per kabupaten, and nothing in it can be changed without being found."""

import io
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from kerjasama.models import KerjaSama
from tests.pabrik.kerjasama import buat_kerja_sama
from wilayah.jejak.permintaan import permintaan
from wilayah.jejak.rules import BIDANG
from wilayah.jejak.services import catat
from wilayah.models import Jejak, Penugasan, RantaiJejak
from wilayah.pengguna.services import beri_penugasan, buat_pengguna, ganti_sandi

DAFTAR = "wilayah.daftarkan_kerja_sama"
GANTI = {
    "urut": 9999,
    "peristiwa": "kerja_sama.lain",
    "izin": "lihat_dasbor",
    "izin_baca": "lihat_dasbor",
    "objek": "kerjasama.kerjasama:0",
    "pokok": "kerjasama.kerjasama:0",
    "keterangan": "lain",
    "sebelum_nya": {"status": "x"},
    "sesudah_nya": {"status": "y"},
    "id_permintaan": "0" * 32,
    "penugasan_id": None,
    "hash": "0" * 64,
    "hash_sebelum": "0" * 64,
}


@pytest.fixture
def jejak(pemeran):
    """Three rows in the chain of Sleman; the middle one is about an agreement of Purwobinangun."""
    desa, operator = pemeran.wilayah("34.04.16.2001"), pemeran["operator.34.04.16.2001"]
    ks = buat_kerja_sama(desa=[desa], oleh=operator)
    with permintaan():
        return [
            catat(
                peristiwa="kerja_sama.diperbaiki",
                objek=ks,
                oleh=operator,
                wilayah=desa,
                izin=DAFTAR,
                sebelum={"jatuh_tempo": date(2026, 12, 31), "n": n},
                sesudah={"pada": timezone.now(), "judul": "«Ubah» ✓"},
            )
            for n in range(3)
        ]


def periksa():
    keluaran = io.StringIO()
    call_command("periksa_jejak", stdout=keluaran)
    return keluaran.getvalue()


def test_a_sound_trail_passes(jejak):
    assert "utuh" in periksa()


def test_each_kabupaten_has_its_own_chain(pemeran):
    operator = pemeran["operator.34.04.16.2001"]
    pemilik = {}
    for kode in ("34.04.16.2001", "34.04.16", "34.04", "34.02.08.2001", "34", "0"):
        wilayah = pemeran.wilayah(kode)
        pemilik[kode] = catat(peristiwa="uji", objek=wilayah, oleh=operator, wilayah=wilayah).rantai.wilayah.kode
    assert pemilik == {
        "34.04.16.2001": "34.04",
        "34.04.16": "34.04",
        "34.04": "34.04",
        "34.02.08.2001": "34.02",
        "34": "34",
        "0": "0",
    }


def test_rows_of_a_chain_follow_each_other(jejak):
    baris = list(Jejak.objects.filter(rantai=jejak[0].rantai).order_by("urut"))
    assert [b.urut for b in baris] == list(range(1, len(baris) + 1))
    assert [b.hash_sebelum for b in baris] == ["", *(b.hash for b in baris[:-1])]
    rantai = RantaiJejak.objects.get(pk=jejak[0].rantai_id)
    assert (rantai.panjang, rantai.hash_akhir) == (baris[-1].urut, baris[-1].hash)


@pytest.mark.parametrize("bidang", GANTI)
def test_one_altered_field_is_found(jejak, bidang):
    tengah = jejak[1]
    Jejak.objects.filter(pk=tengah.pk).update(**{bidang: GANTI[bidang]})
    with pytest.raises(CommandError) as salah:
        periksa()
    assert "34.04:" in str(salah.value)
    assert bidang == "urut" or f"row {tengah.urut} was changed" in str(salah.value)


def test_time_person_and_region_are_under_the_hash(jejak, pemeran):
    ganti = {
        "pada": jejak[1].pada + timedelta(microseconds=1),
        "oleh": pemeran["kades.34.04.16.2001"],
        "wilayah": pemeran.wilayah("34.04.16.2002"),
    }
    for bidang, nilai in ganti.items():
        asli = getattr(jejak[1], bidang)
        Jejak.objects.filter(pk=jejak[1].pk).update(**{bidang: nilai})
        with pytest.raises(CommandError, match=f"row {jejak[1].urut} was changed"):
            periksa()
        Jejak.objects.filter(pk=jejak[1].pk).update(**{bidang: asli})
    assert "utuh" in periksa()


def test_every_column_of_the_trail_is_under_the_hash():
    kolom = {f.attname for f in Jejak._meta.concrete_fields} - {"id", "hash", "hash_sebelum", "rantai_id", "pada"}
    assert kolom == set(BIDANG)


def test_a_missing_row_is_found(jejak):
    Jejak.objects.filter(pk=jejak[1].pk).delete()
    with pytest.raises(CommandError, match=f"34.04: row {jejak[1].urut} is missing"):
        periksa()


def test_a_truncated_chain_is_found(jejak):
    Jejak.objects.filter(pk=jejak[2].pk).delete()
    with pytest.raises(CommandError, match=f"34.04: the chain ends at {jejak[1].urut}, its head says {jejak[2].urut}"):
        periksa()


def test_an_altered_head_is_found(jejak):
    RantaiJejak.objects.filter(pk=jejak[0].rantai_id).update(hash_akhir="0" * 64)
    with pytest.raises(CommandError, match="34.04: the chain ends at"):
        periksa()


def test_an_emptied_chain_is_found(jejak):
    Jejak.objects.filter(rantai=jejak[0].rantai).delete()
    with pytest.raises(CommandError, match="34.04: the chain ends at 0"):
        periksa()


def test_only_the_broken_chain_is_named(jejak):
    Jejak.objects.filter(pk=jejak[0].pk).update(peristiwa="lain")
    with pytest.raises(CommandError) as salah:
        periksa()
    assert "34.02" not in str(salah.value) and "33.10" not in str(salah.value)


def test_the_assignment_worn_is_recorded_where_it_grants(pemeran):
    orang, desa = pemeran["operator.34.04.16.2001"], pemeran.wilayah("34.04.16.2001")
    lama = Penugasan.objects.get(pengguna=orang)
    kedua = beri_penugasan(
        pengguna=orang, wilayah=desa, peran="kepala_desa", jabatan="Pj. Lurah", sk="SK", mulai=date(2025, 1, 1)
    )
    lain = beri_penugasan(
        pengguna=orang,
        wilayah=pemeran.wilayah("34.02.08.2001"),
        peran="operator_desa",
        jabatan="Carik",
        sk="SK",
        mulai=date(2025, 1, 1),
    )

    def tercatat(topi):
        with permintaan(topi):
            return catat(
                peristiwa="uji", objek=desa, oleh=pemeran["operator.34.04.16.2001"], wilayah=desa, izin=DAFTAR
            ).penugasan_id

    assert tercatat(kedua.pk) == kedua.pk
    assert tercatat(lama.pk) == lama.pk
    assert tercatat(lain.pk) in (lama.pk, kedua.pk)  # the hat of another desa gives nothing here
    assert tercatat(None) in (lama.pk, kedua.pk)


def test_an_expired_assignment_is_not_what_is_recorded(pemeran):
    orang, desa = pemeran["operator.34.04.16.2001"], pemeran.wilayah("34.04.16.2001")
    usang = beri_penugasan(
        pengguna=orang,
        wilayah=desa,
        peran="kepala_desa",
        jabatan="Pj. Lurah",
        sk="SK",
        mulai=date(2024, 1, 1),
        selesai=date(2024, 12, 31),
    )
    with permintaan(usang.pk):
        baris = catat(peristiwa="uji", objek=desa, oleh=orang, wilayah=desa, izin=DAFTAR)
    assert baris.penugasan_id != usang.pk


def test_the_trail_holds_no_personal_numbers(pemeran):
    nip = "198501012010011001"
    wilayah = pemeran.wilayah("34.04")
    orang = buat_pengguna(username="bernip", nama="Ber NIP", password="rahasia-sekali", wilayah=wilayah, nip=nip)
    beri_penugasan(
        pengguna=orang, wilayah=wilayah, peran="petugas_kabupaten", jabatan="J", sk="SK", mulai=date(2026, 1, 1)
    )
    ganti_sandi(pengguna=orang, sandi="rahasia-baru-sekali")
    for b in Jejak.objects.all():
        teks = f"{b.keterangan} {b.sebelum_nya} {b.sesudah_nya} {b.objek} {b.pokok}"
        assert nip not in teks and "rahasia" not in teks
    kunci = {k for b in Jejak.objects.all() for k in (*b.sebelum_nya, *b.sesudah_nya)}
    assert not kunci & {"nip", "nik", "password", "sandi"}


def test_history_shows_what_the_reader_may_read(jejak, pemeran):
    ks = jejak[0].pokok
    tertutup = catat(
        peristiwa="pemeriksaan.ditelaah",
        objek=pemeran.wilayah("34.04"),
        oleh=pemeran["petugas.34.04"],
        wilayah=pemeran.wilayah("34.04"),
        izin_baca="wilayah.lihat_pemeriksaan",
    )
    Jejak.objects.filter(pk=tertutup.pk).update(pokok=ks)
    objek = KerjaSama.objects.get(id_publik=ks.split(":")[1])
    assert set(Jejak.objects.terbaca(pemeran["operator.34.04.16.2001"], objek)) == set(jejak)
    assert set(Jejak.objects.terbaca(pemeran["petugas.34.04"], objek)) == {*jejak, tertutup}
    assert set(Jejak.objects.terbaca(pemeran["petugas.34.02"], objek)) == set(jejak)
