"""Who signs while the head of the office is away, and how the paper says so."""

from datetime import timedelta

import pytest

from binwas.surat import queries, services
from binwas.surat.rules import jabatan_dicetak
from binwas.surat.services.cetakan import pratinjau
from tests.wilayah.cetak.bacapdf import halaman
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.kewenangan.services import limpahkan_penugasan, tarik_limpahan
from wilayah.models import AturanTandaTangan, Penugasan
from wilayah.pengguna.services import akhiri_penugasan, beri_penugasan

from . import contoh

KADIS, PETUGAS2 = "kadis.34.04", "petugas2.34.04"
JABATAN = "KepalaDinasPemberdayaanMasyarakatdanKalurahan"


@pytest.fixture
def orang(pemeran):
    """People with the numbers that a letter prints."""
    for username, nip in ((KADIS, "196904121994031001"), (PETUGAS2, "198001152005012004")):
        satu = pemeran[username]
        satu.nip, satu.pangkat = nip, f"Pembina {username}"
        satu.save()
    return pemeran


def pejabat(orang):
    return orang[KADIS].penugasan.get()


def pelaksana(orang, sifat, username=PETUGAS2):
    hari = orang.wilayah("34.04").hari_ini()
    return beri_penugasan(
        pengguna=orang[username],
        wilayah=orang.wilayah("34.04"),
        peran="kepala_dinas_kabupaten",
        jabatan="Kepala Dinas PMK",
        sk="SP 3/2026",
        sifat=sifat,
        menggantikan=pejabat(orang),
        mulai=hari,
        selesai=hari + timedelta(days=9),
        oleh=orang["admin.34.04"],
    )


def limpahan(orang, username=PETUGAS2):
    """To somebody who is a kepala bidang too: the office of the kepala dinas is lent to no other."""
    hari = orang.wilayah("34.04").hari_ini()
    kabid = beri_penugasan(
        pengguna=orang[username],
        wilayah=orang.wilayah("34.04"),
        peran="pemaraf_kabupaten",
        jabatan=orang[username].penugasan.get().jabatan,
        sk="SK 5",
        mulai=hari,
    )
    return limpahkan_penugasan(
        penugasan=pejabat(orang),
        kepada=kabid,
        mulai=hari,
        selesai=hari + timedelta(days=2),
        sk="Nota 4/2026",
        oleh=orang[KADIS],
    )


def isi(surat):
    return "".join(halaman(surat.berkas.baca()))


def test_definitif(kantor, orang):
    teks = isi(kantor.terbit())
    assert f"a.n.BUPATISLEMAN,{JABATAN}," in teks and "Plt." not in teks and "Plh." not in teks
    assert "Namakadis.34.04Pembinakadis.34.04NIP196904121994031001" in teks


@pytest.mark.parametrize(("sifat", "singkatan"), [("plt", "Plt."), ("plh", "Plh.")])
def test_pelaksana_menandatangani_dengan_namanya_sendiri(kantor, orang, sifat, singkatan):
    pelaksana(orang, sifat)
    surat = kantor.tandatangani(kantor.siap(), oleh=PETUGAS2)
    teks = isi(surat)
    assert f"a.n.BUPATISLEMAN,{singkatan}{JABATAN}," in teks
    assert "Namapetugas2.34.04Pembinapetugas2.34.04NIP198001152005012004" in teks and "kadis.34.04" not in teks
    assert surat.penugasan_penanda.sifat == sifat and surat.jabatan_penanda.startswith(f"{singkatan} Kepala Dinas")


def test_penerima_limpahan_menandatangani_a_n(kantor, orang):
    limpahan(orang)
    teks = isi(kantor.tandatangani(kantor.siap(), oleh=PETUGAS2))
    assert f"a.n.BUPATISLEMAN,{JABATAN}u.b.PenelaahKerjaSama," in teks
    assert "Namapetugas2.34.04" in teks and "kadis.34.04" not in teks


def test_tanpa_atas_nama_limpahan_mencetak_a_n_jabatan(kantor, orang):
    AturanTandaTangan.objects.filter(jenis_surat=contoh.KODE).update(a_n="")
    limpahan(orang)
    teks = isi(kantor.tandatangani(kantor.siap(), oleh=PETUGAS2))
    assert f"a.n.{JABATAN},PenelaahKerjaSama," in teks and "u.b." not in teks


def test_pratinjau_dan_cetak_basah_memuat_pelaksananya(kantor, orang):
    pelaksana(orang, "plh")
    teks = "".join(halaman(pratinjau(kantor.siap())))
    assert f"Plh.{JABATAN}," in teks and "Namapetugas2.34.04" in teks
    basah = kantor.basah()
    assert basah.penanda_tangan == orang[PETUGAS2] and basah.jabatan_penanda.startswith("Plh. ")


def test_pejabat_definitif_yang_kembali_lebih_awal_tetap_menandatangani(kantor, orang):
    pelaksana(orang, "plh")
    teks = isi(kantor.tandatangani(kantor.siap(), oleh=KADIS))
    assert "Namakadis.34.04" in teks and "Plh." not in teks


def test_empat_mata_mengikuti_orangnya_bukan_jabatannya(kantor, orang):
    pelaksana(orang, "plh", "kabid.34.04")
    with pytest.raises(TindakanTertutup, match="memaraf"):
        kantor.tandatangani(kantor.siap(), oleh="kabid.34.04")


def test_pengusul_tidak_menandatangani_lewat_limpahan(kantor, orang):
    limpahan(orang, "petugas.34.04")
    with pytest.raises(TindakanTertutup, match="mengusulkan"):
        kantor.tandatangani(kantor.siap(), oleh="petugas.34.04")


def test_sesudah_ditarik_atau_berakhir_tidak_ada_yang_dapat_ditandatangani(kantor, orang):
    for buat, sudahi in (
        (lambda: limpahan(orang), lambda t: tarik_limpahan(penugasan=t, oleh=orang[KADIS])),
        (lambda: pelaksana(orang, "plt"), lambda t: akhiri_penugasan(penugasan=t, oleh=orang["admin.34.04"])),
    ):
        surat = kantor.siap()
        sudahi(buat())
        with pytest.raises(type(surat).DoesNotExist):
            kantor.tandatangani(surat, oleh=PETUGAS2)
    assert queries.calon_penanda(surat, queries.aturan_surat(surat)).pengguna == orang[KADIS]


def test_paraf_menyebut_pelaksana(kantor, orang):
    hari = orang.wilayah("34.04").hari_ini()
    beri_penugasan(
        pengguna=orang[PETUGAS2],
        wilayah=orang.wilayah("34.04"),
        peran="pemaraf_kabupaten",
        jabatan="Kepala Bidang",
        sk="SP 5",
        sifat="plt",
        menggantikan=orang["kabid.34.04"].penugasan.get(),
        mulai=hari,
        selesai=hari,
        oleh=orang["admin.34.04"],
    )
    surat = services.paraf_surat(surat=kantor.konsep(), oleh=orang[PETUGAS2])
    assert surat.paraf.get().jabatan == "Plt. Kepala Bidang"


def test_jabatan_yang_panjang_muat(kantor, orang):
    panjang = "J" * 160
    AturanTandaTangan.objects.filter(jenis_surat=contoh.KODE).update(jabatan=panjang)
    satu = limpahan(orang)
    Penugasan.objects.filter(pk=satu.pk).update(jabatan="K" * 160)
    surat = kantor.tandatangani(kantor.siap(), oleh=PETUGAS2)
    surat.refresh_from_db()
    assert surat.jabatan_penanda == f"{panjang}\nu.b.\n{'K' * 160}"


@pytest.mark.parametrize(
    ("sifat", "a_n", "harap"),
    [
        ("definitif", "BUPATI", ("BUPATI", "Kepala Dinas")),
        ("plt", "", ("", "Plt. Kepala Dinas")),
        ("plh", "BUPATI", ("BUPATI", "Plh. Kepala Dinas")),
        ("limpahan", "", ("Kepala Dinas", "Sekretaris")),
        ("limpahan", "BUPATI", ("BUPATI", "Kepala Dinas\nu.b.\nSekretaris")),
    ],
)
def test_apa_yang_dicetak(sifat, a_n, harap):
    assert jabatan_dicetak(a_n, "Kepala Dinas", Penugasan(sifat=sifat, jabatan="Sekretaris")) == harap
