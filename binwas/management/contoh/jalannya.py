"""Runs many stories at once in the order of their dates, each act by its real service under a moved clock."""

import heapq
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import time_machine

from wilayah.kalender.rules import hari_kerja

WIB = ZoneInfo("Asia/Jakarta")
LAMA_KLARIFIKASI = 30  # days, see fixtures/aturan_tenggat.json
SEBELUM_JEDA = {"daftar", "tanggapan", "teruskan", "catat"}


def saat(hari_ini, umur, jam=9, menit=0):
    """The instant `umur` calendar days before `hari_ini`, at a local hour (WIB)."""
    return datetime.combine(hari_ini - timedelta(days=umur), time(jam, menit), tzinfo=WIB).astimezone(UTC)


def hari_langkah(isi, hari_ini, libur):
    """How many days ago each act of a story was. With `jatuh_dalam_hari` they are moved so that the clock ends in so
    many days on whichever day this is asked: recorded on a working day, then paused for just as long as is left."""
    hari_lalu, dalam = isi["hari_lalu"], isi.get("jatuh_dalam_hari")
    if dalam is None:
        return hari_lalu
    catat = LAMA_KLARIFIKASI + 1 - dalam
    while not hari_kerja(hari_ini - timedelta(days=catat), libur):
        catat += 1
    geser, jeda = catat - hari_lalu["catat"], catat + dalam - LAMA_KLARIFIKASI
    maju = {nama: umur + geser for nama, umur in hari_lalu.items() if nama in SEBELUM_JEDA}
    return hari_lalu | maju | {"jawab": hari_lalu["kembalikan"] - jeda}


def jalankan(cerita, kabari):
    """`cerita`: generators that yield the instant of their next act and do it when resumed.

    All acts are done in one line of time, so that trails, letter numbers and inboxes read as they would have. Nothing
    happens in the future: what this morning's hour has not reached yet is done a little earlier.
    """
    sekarang = datetime.now(UTC) - timedelta(minutes=len(cerita))
    giliran = []
    for urut, satu in enumerate(cerita):
        heapq.heappush(giliran, (min(next(satu), sekarang), urut, satu))
    selesai = 0
    while giliran:
        kapan, urut, satu = heapq.heappop(giliran)
        with time_machine.travel(kapan, tick=True):
            berikut = next(satu, None)
        if berikut is not None:
            heapq.heappush(giliran, (max(min(berikut, sekarang), kapan + timedelta(seconds=1)), urut, satu))
        else:
            selesai += 1
            kabari(selesai, len(giliran) + selesai)
