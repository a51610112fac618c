"""What was made here goes the way of a registered one once it was handed in, and not a step before."""

from uuid import uuid4

from django.urls import reverse

from binwas.penilaian import services as penilaian
from binwas.penilaian.queries import menunggu_kecamatan
from kerjasama.models import KerjaSama, VersiDokumen
from kerjasama.services.data import isian_dari, perbaiki_data
from tests.pabrik.berkas import pdf_contoh
from tests.pabrik.kerjasama import buat_kerja_sama

from .conftest import CANDI, PURWO

KECAMATAN, PETUGAS = "kecamatan.34.04.16", "petugas.34.04"


def kotak(pemeran):
    return list(menunggu_kecamatan(pemeran[KECAMATAN]))


def test_before_it_is_handed_in_no_office_has_it(pbkd, pemeran, masuk):
    terdaftar = buat_kerja_sama(desa=[pemeran.wilayah(CANDI)], oleh=pemeran[f"operator.{CANDI}"])
    assert kotak(pemeran) == [terdaftar]
    isi = masuk(pemeran[KECAMATAN]).get(reverse("kerja_sama_rinci", args=[pbkd.ks.id_publik])).content.decode()
    assert "Diperiksa kecamatan" not in isi and reverse("kerja_sama_periksa", args=[pbkd.ks.id_publik]) not in isi
    beranda = masuk(pemeran[f"operator.{PURWO}"]).get("/").content.decode()
    assert "Tanggapi:" not in beranda and "Lengkapi nomor" not in beranda


def test_from_delivery_to_the_clock_with_a_return_on_the_way(pbkd, pemeran, masuk):
    pbkd.sampai_berlaku()
    assert kotak(pemeran) == []
    pbkd.sampaikan()
    ks, operator = pbkd.ks, pemeran[f"operator.{PURWO}"]
    assert kotak(pemeran) == [ks]
    isi = masuk(pemeran[KECAMATAN]).get(reverse("kerja_sama_periksa", args=[ks.id_publik])).content.decode()
    assert "disampaikan Kalurahan Purwobinangun" in isi and "Belum menanggapi" not in isi

    kembali = penilaian.kembalikan_ke_desa(kerja_sama=ks, butir=["Halaman 2 kabur"], oleh=pemeran[KECAMATAN])
    pihak = list(ks.pihak.filter(desa__isnull=False))
    isian = isian_dari(ks, pihak) | {"judul": "Judul yang benar"}
    perbaiki_data(kerja_sama=ks, isian=isian, versi=ks.versi, alasan="", oleh=operator)
    penilaian.jawab_pengembalian(
        pengembalian=kembali, jawaban="Dipindai ulang.", berkas=[(pdf_contoh(2), "ulang.pdf")], oleh=operator
    )
    assert VersiDokumen.objects.filter(dokumen__judul="Naskah bertanda tangan").count() == 2
    assert pbkd.ks.judul == "Judul yang benar"

    pemeriksaan = penilaian.teruskan_ke_kabupaten(kerja_sama=pbkd.ks, kunci=str(uuid4()), oleh=pemeran[KECAMATAN])
    pemeriksaan = penilaian.catat_lengkap(pemeriksaan=pemeriksaan, oleh=pemeran[PETUGAS])
    assert pemeriksaan.tenggat is not None and pbkd.ks.status == "berlaku"
    assert kotak(pemeran) == []


def test_a_perjanjian_ends_at_the_kecamatan(perjanjian, pemeran):
    perjanjian.sampai_ditandatangani().tandatangani("", oleh=f"kades.{PURWO}", nomor="PKS/12")
    perjanjian.pindai()
    KerjaSama.objects.filter(pk=perjanjian.kunci).update(status="berlaku", tanggal_mulai="2026-01-01")
    perjanjian.sampaikan()
    assert kotak(pemeran) == [perjanjian.ks]
    penilaian.tandai_diperiksa(kerja_sama=perjanjian.ks, oleh=pemeran[KECAMATAN])
    assert kotak(pemeran) == []


def test_the_receipt_says_what_comes_next(pbkd, pemeran, masuk):
    terima = pbkd.sampai_berlaku().sampaikan()
    klien = masuk(pemeran[f"operator.{CANDI}"])
    isi = klien.get(reverse("tanda_terima", args=[terima.kode])).content.decode()
    assert "Penyampaian Peraturan Bersama" in isi and "Terdaftar" not in isi
    pdf = klien.get(reverse("tanda_terima_pdf", args=[terima.kode]))
    assert b"".join(pdf.streaming_content).startswith(b"%PDF")


def test_figures_count_no_draft_as_unchecked(pbkd, pemeran, masuk):
    terdaftar = buat_kerja_sama(desa=[pemeran.wilayah(CANDI)], oleh=pemeran[f"operator.{CANDI}"])
    klien = masuk(pemeran[PETUGAS])
    daftar = klien.get(reverse("kerja_sama_daftar"), {"mutu": "belum_diperiksa"})
    assert list(daftar.context["object_list"]) == [terdaftar]
    dasbor = klien.get(reverse("dasbor_wilayah", args=["34.04"]))
    assert [t.jumlah for t in dasbor.context["tahap"] if "mutu=belum" in t.saringan] == [1]
