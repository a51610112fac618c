"""Run as a program by test_balapan.py, on a database of its own: real processes that sign letters at the same time.

Writes one line of JSON: what each scene left behind.
"""

import json
import os
import signal
import sys
import time

import django

PROSES, PER_PROSES, GANDA = 16, 10, 4


def utama():
    django.setup()
    from django.core.management import call_command
    from django.db import transaction

    from binwas.surat.services import cetakan
    from tests import pemeran
    from tests.binwas.surat.contoh import Kantor, siapkan
    from wilayah.cetak import mesin

    call_command("migrate", verbosity=0)
    pemeran.bangun()
    siapkan(pemeran.Pemeran())
    mesin.siapkan()
    kantor = Kantor()
    with transaction.atomic():
        kerja_sama = kantor.kerja_sama()
        *surat, terbunuh = [kantor.siap(kerja_sama=kerja_sama) for _ in range(PROSES * PER_PROSES + GANDA + 1)]
    ganda, surat = surat[:GANDA], surat[GANDA:]

    # Who comes first is decided by the locks, not by the drawing: the crowd prints light letters, the others real ones.
    sungguh, cetakan.cetak_pdf = cetakan.cetak_pdf, _cetak_ringan
    hasil = {"detik": _berpacu([_tandatangani(surat[n::PROSES]) for n in range(PROSES)])}
    cetakan.cetak_pdf = sungguh
    hasil["nomor"] = _nomor(surat)
    _berpacu([_tandatangani(ganda, tahan=True)] * 2)
    hasil["ganda"] = _nomor(ganda)
    _berpacu([_mati_di_tengah(terbunuh)])
    hasil["terbunuh"] = _nomor([terbunuh])
    _berpacu([_tandatangani([terbunuh])])
    hasil["sesudahnya"] = _nomor([terbunuh])
    json.dump(hasil | _keadaan_akhir(), sys.stdout)


def _cetak_ringan(templat, konteks, **_):
    time.sleep(0.01)
    return f"%PDF-1.7 {konteks['naskah'].nomor} %%EOF".encode()


def _berpacu(kerja):
    """Forks one process for each piece of work, lets all go at once and waits for them."""
    from django.db import connection

    connection.close()  # a connection shared across a fork would mix up the answers
    mulai = time.monotonic()
    anak = []
    for satu in kerja:
        pid = os.fork()
        if not pid:
            satu()
            os._exit(0)
        anak.append(pid)
    for pid in anak:
        os.waitpid(pid, 0)
    return round(time.monotonic() - mulai, 1)


def _tandatangani(surat, tahan=False):
    def kerja():
        from tests.binwas.surat.contoh import Kantor

        kantor = Kantor()
        for satu in surat:
            # Both connections of a double submit meet at the same letter.
            time.sleep(max(0, 0.3 - time.time() % 0.3) if tahan else 0)
            kantor.tandatangani(satu)

    return kerja


def _mati_di_tengah(surat):
    """Killed when number and bytes are there and the transaction is not yet committed."""

    def kerja():
        from binwas.surat.services import penerbitan
        from tests.binwas.surat.contoh import Kantor

        asli = penerbitan.simpan_berkas

        def simpan_lalu_mati(**isian):
            asli(**isian)
            os.kill(os.getpid(), signal.SIGKILL)

        penerbitan.simpan_berkas = simpan_lalu_mati
        Kantor().tandatangani(surat)

    return kerja


def _nomor(surat):
    from binwas.surat.models import Surat

    kunci = [s.pk for s in surat]
    return sorted(Surat.objects.filter(pk__in=kunci, urut__isnull=False).values_list("urut", flat=True))


def _keadaan_akhir():
    from django.db import connection

    from binwas.surat.models import PencacahNomor, Surat
    from wilayah.berkas.queries import berkas_rusak
    from wilayah.jejak.models import Jejak
    from wilayah.jejak.services import periksa_rantai

    akhir = {
        "pencacah": PencacahNomor.objects.get().terakhir,
        "tanpa_berkas": Surat.objects.filter(urut__isnull=False, berkas__isnull=True).count(),
        "jejak_terbit": Jejak.objects.filter(peristiwa="surat.terbit").count(),
        "rusak": len(list(berkas_rusak())),
        "rantai": list(periksa_rantai()),
    }
    connection.close()
    return akhir


if __name__ == "__main__":
    utama()
