"""The text as it is printed: what stands on the sheet, PDF and DOCX with the same words, and who gets them."""

import io
import os
import re
import shutil
import subprocess
import zipfile
from datetime import date

import pytest

from kerjasama.models import Pihak
from kerjasama.queries.susunan_naskah import Susunan
from kerjasama.rules.naskah import bentuk
from kerjasama.services.cetakan_naskah import docx_naskah, pdf_naskah
from siapkan.sistem import cari_pengolah_kata
from tests.pabrik.siklus import buat_siklus
from wilayah.berkas.rules import DOCX, PDF
from wilayah.berkas.rules_docx import periksa_docx
from wilayah.berkas.teks_docx import baris_docx
from wilayah.models import Wilayah

from .conftest import buat_versi, naskah_contoh, pihak_isi

TIDAK_ADA = "NOT RUN: needs libreoffice-writer-nogui and poppler-utils (apt-get install)"


def tandatangani(ks):
    """Signed and promulgated, each village with its own number."""
    for n, p in enumerate(ks.pihak.order_by("urut"), 1):
        Pihak.objects.filter(pk=p.pk).update(
            nomor=f"{n} Tahun 2026",
            tanggal=date(2026, 11, 25) if p.desa_id else None,
            berita_desa=f"Nomor {n + 10}" if p.desa_id else "",
            penanda_tangan=f"Penanda {n}",
            sekretaris=f"Juru Undang {n}" if p.desa_id else "",
        )
    ks.status, ks.tanggal_ditetapkan, ks.tempat_ditandatangani = "diundangkan", date(2026, 11, 23), "Pakem"
    ks.save()


@pytest.fixture
def versi(ks, operator):
    isi = naskah_contoh("air-umbul-wadon")["isi"] | {"pihak": pihak_isi(ks)}
    return buat_versi(ks, operator, isi)


@pytest.fixture
def perjanjian(pemeran, operator):
    ks = buat_siklus(
        desa=[pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.14.2001")],
        oleh=operator,
        status="penyusunan",
        bentuk="pihak_ketiga_multi_desa",
        pihak_ketiga="PT Tirta Lereng",
        judul="Pengembangan Wisata",
    )
    pihak = pihak_isi(ks)
    for p, sebutan in zip(pihak, ("PIHAK KESATU", "PIHAK KEDUA", "PIHAK KETIGA"), strict=True):
        p["sebutan"] = sebutan
    isi = naskah_contoh("wisata-mata-air")["isi"] | {"judul": ks.judul, "pihak": pihak}
    return buat_versi(ks, operator, isi)


def segar(versi):
    return type(versi).objects.milik(versi.naskah).get(pk=versi.pk)


def test_an_act_carries_a_number_and_a_promulgation_of_each_village(versi):
    tandatangani(versi.naskah.kerja_sama)
    s = Susunan(segar(versi))
    assert not s.rancangan
    assert s.daerah == "KABUPATEN SLEMAN"
    assert s.kepala == ("PERATURAN BERSAMA LURAH PURWOBINANGUN DAN LURAH CANDIBINANGUN",)
    assert s.nomor == [
        "NOMOR 1 TAHUN 2026 (KALURAHAN PURWOBINANGUN)",
        "NOMOR 2 TAHUN 2026 (KALURAHAN CANDIBINANGUN)",
    ]
    assert s.menetapkan == "PERATURAN BERSAMA LURAH TENTANG PENGELOLAAN AIR BERSIH UMBUL WADON."
    assert s.penetapan == ("Ditetapkan di Pakem", "pada tanggal 23 November 2026")
    assert [(b.jabatan, b.nama, b.meterai) for b in s.ttd] == [
        ("LURAH PURWOBINANGUN,", "PENANDA 1", False),
        ("LURAH CANDIBINANGUN,", "PENANDA 2", False),
    ]
    undang = s.pengundangan[1]
    assert undang.atas == ("Diundangkan di Candibinangun", "pada tanggal 25 November 2026")
    assert (undang.jabatan, undang.nama) == ("CARIK CANDIBINANGUN,", "JURU UNDANG 2")
    assert undang.bawah == ("BERITA KALURAHAN CANDIBINANGUN TAHUN 2026 NOMOR 12",)
    assert [t for t, _ in s.menimbang] == ["a.", "b.", "c.", "d.", "e."]
    assert s.mengingat[-1][1].endswith("Desa.") and s.mengingat[0][1].endswith(";")


def test_a_perjanjian_names_its_parties_stamps_and_the_camat_of_each_kecamatan(perjanjian):
    tandatangani(perjanjian.naskah.kerja_sama)
    s = Susunan(segar(perjanjian))
    assert s.kepala[2:] == ("KALURAHAN PURWOBINANGUN DAN KALURAHAN BANYUREJO", "DENGAN", "PT TIRTA LERENG")
    assert s.nomor[2] == "NOMOR 3 TAHUN 2026 (PIHAK KETIGA)"
    assert "Senin, tanggal dua puluh tiga bulan November tahun dua ribu dua puluh enam (23-11-2026)" in s.hari_ini
    assert [b.atas for b in s.ttd] == [("PIHAK KESATU",), ("PIHAK KEDUA",), ("PIHAK KETIGA",)]
    assert all(b.meterai for b in s.ttd)
    assert s.pengundangan == []
    assert [(b.atas[1], b.jabatan) for b in s.saksi] == [
        ("a.n. BUPATI SLEMAN", "PANEWU PAKEM,"),
        ("a.n. BUPATI SLEMAN", "PANEWU TEMPEL,"),
    ]


@pytest.mark.parametrize("status", ["penyusunan", "persiapan", "penawaran"])
def test_a_draft_says_so_and_shows_nobodys_name_or_number(versi, status):
    ks = versi.naskah.kerja_sama
    tandatangani(ks)
    type(ks).objects.dalam_cakupan(versi.oleh, "wilayah.lihat_kerja_sama").filter(pk=ks.pk).update(status=status)
    s = Susunan(segar(versi))
    assert s.rancangan and "Rancangan versi 1" in s.kaki
    semua = " ".join([*s.nomor, *s.penetapan, *(b.nama + " ".join(b.bawah) for b in s.ttd + s.pengundangan)])
    assert "2026" not in semua and "PENANDA" not in semua and "JURU" not in semua


def test_an_older_version_stays_a_draft_when_the_newest_is_signed(versi, operator):
    ks = versi.naskah.kerja_sama
    baru = buat_versi(ks, operator, versi.isi | {"judul": "Lain"}, nomor=2)
    tandatangani(ks)
    assert Susunan(segar(versi)).rancangan
    assert not Susunan(segar(baru)).rancangan


def test_what_all_have_agreed_to_is_printed_clean_for_their_pens(versi):
    ks = versi.naskah.kerja_sama
    ks.status = "disepakati"
    ks.save()
    assert not Susunan(segar(versi)).rancangan


def _kata(teks):
    return re.findall(r"\w+", teks)


def _pasal_teks(isi):
    """The words of each article, from its heading on."""
    for bab in bentuk(isi)["bab"]:
        for p in bab["pasal"]:
            bagian = [f"Pasal {p['nomor']}"]
            for a in p["ayat"]:
                bagian += [f"({a['nomor']})" if a["nomor"] else "", a["teks"]]
                bagian += [f"{b['huruf']}. {b['teks']}" for b in a["huruf"]]
            yield _kata(" ".join(bagian))


def test_libreoffice_opens_the_document_and_reads_the_articles_of_the_pdf(versi, tmp_path):
    soffice, pdftotext = cari_pengolah_kata(), shutil.which("pdftotext")
    if not (soffice and pdftotext):
        pytest.fail(TIDAK_ADA) if os.environ.get("CI") == "true" else pytest.skip(TIDAK_ADA)
    tandatangani(versi.naskah.kerja_sama)
    versi = segar(versi)
    (tmp_path / "naskah.docx").write_bytes(docx_naskah(versi))
    (tmp_path / "naskah.pdf").write_bytes(pdf_naskah(versi))
    subprocess.run(
        [soffice, f"-env:UserInstallation=file://{tmp_path}/profil", "--headless", "--convert-to"]
        + ["txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(tmp_path / "naskah.docx")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    subprocess.run([pdftotext, "-nopgbrk", "-raw", "naskah.pdf", "pdf.txt"], cwd=tmp_path, check=True)
    dari_pdf = re.sub(r"^- \d+ -$", "", (tmp_path / "pdf.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)
    docx = " ".join(_kata((tmp_path / "naskah.txt").read_text(encoding="utf-8")))
    pdf = " ".join(_kata(dari_pdf))
    pasal = list(_pasal_teks(versi.isi))
    assert len(pasal) == 26
    for satu in pasal:
        assert " ".join(satu) in docx and " ".join(satu) in pdf
    for sama in ("NOMOR 2 TAHUN 2026", "Diundangkan di Candibinangun pada tanggal 25 November 2026", "JURU UNDANG 2"):
        assert sama in docx and sama in pdf


def test_the_document_has_real_styles_and_says_that_it_is_a_draft(versi):
    isi = docx_naskah(versi)
    assert periksa_docx(isi, "naskah.docx") == DOCX
    with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
        gaya = arsip.read("word/styles.xml").decode()
        kepala = "".join(arsip.read(n).decode() for n in arsip.namelist() if n.startswith("word/header"))
    assert kepala.count("RANCANGAN") == 2
    assert all(f'w:val="{nama}"' in gaya for nama in ("Pasal", "Bab", "Ayat", "Huruf"))
    assert "Bookman Old Style" in gaya
    baris = baris_docx(isi)
    assert "BAB I" in baris and "Pasal 1" in baris


def test_a_character_that_xml_does_not_know_is_left_out(versi):
    versi.isi["menimbang"] = ["bahwa \ufffeair\uffff perlu"]
    assert any(b.endswith("bahwa air perlu;") for b in baris_docx(docx_naskah(versi)))


def test_thirty_villages_fit_with_thirty_numbers_and_promulgations(pemeran, operator):
    induk = pemeran.wilayah("34.04.16")
    contoh = pemeran.wilayah("34.04.16.2001")
    salin = {f.attname: getattr(contoh, f.attname) for f in Wilayah._meta.fields if f.name != "id"}
    desa = [contoh] + [
        Wilayah.objects.create(**salin | {"kode": f"34.04.16.21{n:02}", "nama": f"Sumbermulyo Wetan {n}"})
        for n in range(29)
    ]
    ks = buat_siklus(desa=desa, oleh=operator, status="penyusunan", judul="Air Bersih")
    isi = naskah_contoh("air-umbul-wadon")["isi"] | {"pihak": pihak_isi(ks)}
    versi = buat_versi(ks, operator, isi)
    tandatangani(ks)
    s = Susunan(segar(versi))
    assert (len(s.nomor), len(s.ttd), len(s.pengundangan)) == (30, 30, 30)
    assert {b.desa.induk_id for b in s.desa} == {induk.pk}
    assert pdf_naskah(segar(versi)).startswith(b"%PDF-")
    baris = " ".join(baris_docx(docx_naskah(segar(versi))))
    assert baris.count("Diundangkan di ") == 30 and "NOMOR 30 TAHUN 2026" in baris


@pytest.mark.parametrize(("bentuk_berkas", "jenis"), [("pdf", PDF), ("docx", DOCX)])
def test_the_files_go_to_whoever_may_read_the_agreement(versi, masuk, pemeran, bentuk_berkas, jenis):
    url = f"/kerja-sama/{versi.naskah.kerja_sama.id_publik}/naskah/1/{bentuk_berkas}/"
    jawaban = masuk(pemeran["bpd.34.04.16.2002"]).get(url)
    assert jawaban.status_code == 200
    assert jawaban["Content-Type"] == jenis
    assert jawaban["X-Content-Type-Options"] == "nosniff"
    assert jawaban["Cache-Control"] == "private, no-cache"
    awal = "inline" if bentuk_berkas == "pdf" else "attachment"
    nama = f"Rancangan-Peraturan-Bersama-Pengelolaan-Air-Bersih-Umbul-Wadon-v1.{bentuk_berkas}"
    assert jawaban["Content-Disposition"] == f'{awal}; filename="{nama}"'
    for orang in ("kades.34.04.16.2003", "petugas.34.02"):
        assert masuk(pemeran[orang]).get(url).status_code == 404
    assert masuk(pemeran["bpd.34.04.16.2002"]).get(url.replace("/1/", "/2/")).status_code == 404


def test_the_number_of_a_version_is_that_of_its_own_agreement(versi, masuk, pemeran, operator):
    lain = buat_siklus(desa=[pemeran.wilayah("34.04.16.2003")], oleh=pemeran["operator.34.04.16.2003"])
    buat_versi(lain, pemeran["operator.34.04.16.2003"], naskah_contoh("jalan-kemalang")["isi"], nomor=7)
    dasar = f"/kerja-sama/{versi.naskah.kerja_sama.id_publik}/naskah"
    assert masuk(operator).get(f"{dasar}/7/docx/").status_code == 404
    assert masuk(operator).get(f"/kerja-sama/{lain.id_publik}/naskah/7/docx/").status_code == 404
