"""One submit, sent twice by two connections at the same moment, is done once."""

import threading

import pytest
from django.db import connection, transaction

from wilayah.jejak.services import catat, kunci_kirim, selesaikan_kiriman
from wilayah.models import Jejak, Pengguna, RantaiJejak, Wilayah


def bersamaan(banyak, kerja):
    """Runs `kerja(n)` in as many threads, each with its own connection, started together."""
    mulai, hasil, galat = threading.Barrier(banyak), [None] * banyak, []

    def jalan(n):
        try:
            mulai.wait()
            hasil[n] = kerja(n)
        except Exception as e:  # noqa: BLE001 - told by the test itself
            galat.append(e)
        finally:
            connection.close()

    benang = [threading.Thread(target=jalan, args=(n,)) for n in range(banyak)]
    for b in benang:
        b.start()
    for b in benang:
        b.join()
    assert galat == []
    return hasil


def kerjakan_sekali(pengguna_id, kunci, tanda, untuk="uji"):
    """What every service with a key does: look, act once, remember."""
    with transaction.atomic():
        oleh = Pengguna.objects.get(pk=pengguna_id)
        baris = kunci_kirim(oleh, kunci, untuk)
        if not baris.hasil:
            wilayah = Wilayah.objects.get(kode="34.04")
            catat(peristiwa="uji.sekali", objek=wilayah, oleh=oleh, wilayah=wilayah, keterangan=tanda)
            selesaikan_kiriman(baris, tanda)
        return baris.hasil


@pytest.mark.django_db(transaction=True)
def test_two_connections_with_one_key_act_once(pemeran):
    oleh = pemeran["petugas.34.04"].pk
    hasil = bersamaan(2, lambda n: kerjakan_sekali(oleh, "kunci-sama", f"hasil-{n}"))
    assert len(set(hasil)) == 1
    assert [j.keterangan for j in Jejak.objects.filter(peristiwa="uji.sekali")] == hasil[:1]


@pytest.mark.django_db(transaction=True)
def test_two_people_may_use_the_same_key(pemeran):
    orang = [pemeran["petugas.34.04"].pk, pemeran["kabid.34.04"].pk]
    hasil = bersamaan(2, lambda n: kerjakan_sekali(orang[n], "kunci-sama", f"hasil-{n}"))
    assert sorted(hasil) == ["hasil-0", "hasil-1"]


@pytest.mark.django_db(transaction=True)
def test_a_key_used_for_one_object_does_nothing_for_another(pemeran):
    oleh = pemeran["petugas.34.04"].pk
    hasil = [kerjakan_sekali(oleh, "kunci-sama", f"hasil-{n}", untuk=f"teruskan {n}") for n in (0, 1, 0)]
    assert hasil == ["hasil-0", "hasil-1", "hasil-0"]


@pytest.mark.django_db(transaction=True)
def test_a_failed_act_leaves_the_key_free(pemeran):
    oleh = pemeran["petugas.34.04"].pk
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        kunci_kirim(Pengguna.objects.get(pk=oleh), "kunci-gagal", "uji")
        raise ZeroDivisionError
    assert kerjakan_sekali(oleh, "kunci-gagal", "jadi") == "jadi"


@pytest.mark.django_db(transaction=True)
def test_writers_of_one_chain_queue(pemeran):
    def tulis(n):
        with transaction.atomic():
            wilayah = Wilayah.objects.get(kode="34.04")
            return catat(peristiwa="uji.antre", objek=wilayah, oleh=None, wilayah=wilayah, keterangan=str(n)).urut

    awal = RantaiJejak.objects.get(wilayah__kode="34.04").panjang
    assert sorted(bersamaan(8, tulis)) == list(range(awal + 1, awal + 9))


@pytest.mark.django_db(transaction=True)
def test_the_first_two_writers_of_a_new_chain_make_one(pemeran):
    """The chain of a provinsi is made by whoever writes into it first."""
    Jejak.objects.filter(rantai__wilayah__kode="33").delete()
    RantaiJejak.objects.filter(wilayah__kode="33").delete()

    def tulis(n):
        with transaction.atomic():
            wilayah = Wilayah.objects.get(kode="33")
            return catat(peristiwa="uji.baru", objek=wilayah, oleh=None, wilayah=wilayah)

    assert sorted(j.urut for j in bersamaan(4, tulis)) == [1, 2, 3, 4]
    assert RantaiJejak.objects.filter(wilayah__kode="33").count() == 1
