"""Two connections at the same moment, on either database."""

import threading
from datetime import date

import pytest
from django.db import connection

from binwas.models import JawabanButir, Pemeriksaan, Surat
from binwas.penilaian import services
from kerjasama.models import TugasPerubahan
from kerjasama.services.perubahan import putuskan_tugas
from tests.pabrik.kerjasama import buat_kerja_sama
from wilayah.cakupan.transisi import TindakanTertutup, VersiBasi
from wilayah.models import Jejak, Pengguna
from wilayah.pohon.services_perubahan import ubah_status

from .conftest import DESA, LAIN, PETUGAS, Jalan


def serempak(*kerja):
    """Runs each piece in its own connection, all let go at once; what each returned or was refused with, in order."""
    mulai, hasil = threading.Barrier(len(kerja)), [None] * len(kerja)

    def jalankan(urut, satu):
        try:
            mulai.wait()
            hasil[urut] = satu()
        except Exception as galat:  # noqa: BLE001 - raised again where the test sees it
            hasil[urut] = galat
        finally:
            connection.close()

    benang = [threading.Thread(target=jalankan, args=pasangan) for pasangan in enumerate(kerja)]
    for b in benang:
        b.start()
    for b in benang:
        b.join()
    for satu in hasil:
        if isinstance(satu, Exception) and not isinstance(satu, VersiBasi | TindakanTertutup):
            raise satu
    return hasil


@pytest.fixture
def ditelaah(transactional_db, pemeran):
    desa = [pemeran.wilayah(kode) for kode in DESA]
    jalan = Jalan(pemeran, buat_kerja_sama(desa=desa, oleh=pemeran["operator.34.04.16.2001"]))
    return jalan.telaah()


def jawab(p, siapa, nilai):
    oleh = Pengguna.objects.get(username=siapa)
    return lambda: services.simpan_jawaban(
        pemeriksaan=p, butir="A1", nilai=nilai, catatan="", pasal="", versi=0, oleh=oleh
    )


def test_the_last_two_decisions_about_changed_parties_let_the_clock_run(ditelaah, pemeran):
    """Each must see the other, or both leave the clock to the other one."""
    ketetapan = {"tanggal": date(2026, 1, 1), "dasar_hukum": "Perda 1/2026", "oleh": pemeran["admin"]}
    for kode in DESA[:2]:
        ubah_status(wilayah=pemeran.wilayah(kode), kode=f"{kode[:-4]}1{kode[-3:]}", **ketetapan)

    def putuskan(tugas):
        oleh = Pengguna.objects.get(username=PETUGAS)
        return lambda: putuskan_tugas(tugas=tugas, keputusan="Adendum", oleh=oleh)

    assert Pemeriksaan.objects.get().menunggu_putusan
    serempak(*map(putuskan, TugasPerubahan.objects.milik(ditelaah.kerja_sama)))
    assert not Pemeriksaan.objects.get().menunggu_putusan


def test_the_same_item_by_two_people(ditelaah):
    hasil = serempak(jawab(ditelaah, PETUGAS, "sesuai"), jawab(ditelaah, LAIN, "bertentangan"))
    basi = [h for h in hasil if isinstance(h, VersiBasi)]
    tersimpan = JawabanButir.objects.get()
    assert len(basi) == 1
    assert basi[0].kini == tersimpan
    assert tersimpan.versi == 1


@pytest.mark.parametrize("kunci", [("sama", "sama"), ("satu", "dua")])
def test_a_result_proposed_twice_makes_one_letter(ditelaah, pemeran, kunci):
    Jalan(pemeran, ditelaah.kerja_sama).isi(ditelaah)

    def usul(satu):
        oleh = Pengguna.objects.get(username=PETUGAS)
        return lambda: services.usulkan_hasil(pemeriksaan=ditelaah, hasil="sesuai", alasan="", kunci=satu, oleh=oleh)

    hasil = serempak(*map(usul, kunci))
    berhasil = [h for h in hasil if isinstance(h, Pemeriksaan)]
    assert all(isinstance(h, Pemeriksaan | TindakanTertutup) for h in hasil)
    assert len(berhasil) == (2 if kunci[0] == kunci[1] else 1)
    assert Surat.objects.count() == 1
    assert Jejak.objects.filter(peristiwa="pemeriksaan.diusulkan").count() == 1
