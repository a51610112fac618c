"""Bringing a text in: shown first, then taken; nothing of the present text or of the document is lost."""

import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from kerjasama.models import KomentarPasal, Naskah, Pasal, VersiNaskah
from kerjasama.queries.naskah import isi_kini
from kerjasama.rules.naskah import bentuk, sidik
from kerjasama.services.cetakan_naskah import docx_naskah
from kerjasama.services.impor_naskah import baca_docx, berkas_titipan, impor_docx, titipkan_docx
from kerjasama.services.naskah import kunci_pasal
from tests.pabrik.siklus import buat_naskah
from wilayah.berkas.rules import DOCX
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.models import Berkas, Jejak

from .conftest import buat_versi, naskah_contoh, pihak_isi


def docx(*alinea):
    doc = Document()
    for teks in alinea:
        doc.add_paragraph(teks)
    keluaran = io.BytesIO()
    doc.save(keluaran)
    return keluaran.getvalue()


LUAR = docx(
    "PERATURAN BERSAMA LURAH",
    "TENTANG",
    "PENGELOLAAN AIR",
    "Menimbang : a. bahwa air perlu dikelola;",
    "BAB I RUANG LINGKUP",
    "Pasal 1",
    "Ruang lingkup kerja sama meliputi perlindungan mata air.",
    "BAB II PENDANAAN",
    "Pasal 2",
    "Ketentuan tentang pendanaan menurut Pasal 1.",
    "LAMPIRAN",
)


@pytest.fixture
def naskah(ks, operator):
    return buat_naskah(ks, operator, versi=0)


def titip(ks, oleh, isi=LUAR, nama="naskah akhir.docx"):
    return titipkan_docx(kerja_sama=ks, isi=isi, nama=nama, oleh=oleh)[0]


def versi_semua(naskah):
    return list(VersiNaskah.objects.milik(naskah).order_by("nomor"))


def test_the_present_text_is_kept_and_the_document_becomes_the_newest_version(naskah, ks, operator):
    lama = isi_kini(ks, naskah)
    sebelum = Jejak.objects.count()
    berkas = titip(ks, operator)
    assert Jejak.objects.count() == sebelum  # reading is no act
    impor_docx(kerja_sama=ks, berkas=berkas, keterangan="Hasil pembahasan", oleh=operator)
    satu, dua = versi_semua(naskah)
    assert satu.isi == lama and satu.berkas is None
    assert dua.berkas.baca() == LUAR and dua.berkas.jenis_media == DOCX
    assert (dua.keterangan, dua.nomor) == ("Hasil pembahasan", 2)
    kini = Naskah.objects.milik(ks).get()
    assert isi_kini(ks, kini) == dua.isi and dua.sha256 == sidik(dua.isi)
    assert kini.menimbang == ["bahwa air perlu dikelola"]
    assert [p.bab for p in Pasal.objects.milik(kini).order_by("urut")] == ["RUANG LINGKUP", "PENDANAAN"]
    jejak = list(Jejak.objects.order_by("-pk")[: Jejak.objects.count() - sebelum])
    assert [j.peristiwa for j in jejak] == ["naskah.diimpor"]


def test_an_article_that_was_there_keeps_its_key_its_comments_and_its_matter(naskah, ks, operator):
    KomentarPasal.objects.create(kerja_sama=ks, pasal="pendanaan", isi="Terlalu kecil.", oleh=operator)
    versi = impor_docx(kerja_sama=ks, berkas=titip(ks, operator), keterangan="", oleh=operator)
    kunci = [p["kunci"] for b in versi.isi["bab"] for p in b["pasal"]]
    assert kunci[1] == "pendanaan" and kunci[0] != "ruang_lingkup"
    assert versi.isi["bab"][1]["pasal"][0]["isi"].endswith(f"menurut [[pasal:{kunci[0]}]].")
    assert bentuk(versi.isi)["bab"][1]["pasal"][0]["ayat"][0]["teks"].endswith("menurut Pasal 1.")


def test_a_document_taken_again_with_an_article_before_the_others_keeps_keys_and_references_apart(naskah, ks, operator):
    air, dana = "Air dibagi bergiliran menurut jadwal petugas.", "Dana dikelola bendahara desa, lihat Pasal {}."
    tambahan = "Rapat diadakan setiap bulan di balai pertemuan warga."
    satu, dua = (
        docx("Pasal 1", air, "Pasal 2", dana.format(1)),
        docx("Pasal 1", tambahan, "Pasal 2", air, "Pasal 3", dana.format(2)),
    )
    lama = impor_docx(kerja_sama=ks, berkas=titip(ks, operator, satu), keterangan="", oleh=operator)
    baru = impor_docx(kerja_sama=ks, berkas=titip(ks, operator, dua), keterangan="", oleh=operator)
    kunci_lama, kunci_baru = ([p["kunci"] for b in v.isi["bab"] for p in b["pasal"]] for v in (lama, baru))
    assert kunci_baru[1:] == kunci_lama and kunci_baru[0] not in kunci_lama
    tubuh = [p for b in bentuk(baru.isi)["bab"] for p in b["pasal"]]
    assert tubuh[2]["ayat"][0]["teks"].endswith("lihat Pasal 2.")


def test_taking_it_strikes_what_the_parties_had_agreed_to(naskah, ks, operator, pemeran):
    ks.pihak.update(disepakati_pada=ks.didaftarkan_pada, disepakati_oleh=operator)
    impor_docx(kerja_sama=ks, berkas=titip(ks, operator), keterangan="", oleh=operator)
    assert not ks.pihak.filter(disepakati_pada__isnull=False).exists()


def test_a_second_click_takes_it_once(naskah, ks, operator):
    berkas = titip(ks, operator)
    satu = impor_docx(kerja_sama=ks, berkas=berkas, keterangan="", oleh=operator)
    assert impor_docx(kerja_sama=ks, berkas=berkas, keterangan="", oleh=operator) == satu
    assert len(versi_semua(naskah)) == 2


def test_nothing_is_taken_while_another_writes(naskah, ks, operator, pemeran):
    berkas = titip(ks, operator)
    pasal = Pasal.objects.milik(naskah).first()
    kunci_pasal(pasal=pasal, oleh=pemeran["operator.34.04.16.2002"])
    with pytest.raises(TindakanTertutup, match="sedang menyunting"):
        impor_docx(kerja_sama=ks, berkas=berkas, keterangan="", oleh=operator)
    assert versi_semua(naskah) == []


@pytest.mark.parametrize("status", ["disepakati", "berlaku"])
def test_a_text_that_is_written_no_more_is_not_replaced(naskah, ks, operator, status):
    berkas = titip(ks, operator)
    ks.status = status
    ks.save()
    with pytest.raises(TindakanTertutup):
        impor_docx(kerja_sama=ks, berkas=berkas, keterangan="", oleh=operator)


def test_only_those_who_write_bring_in_and_nobody_takes_anothers_document(naskah, ks, operator, pemeran):
    with pytest.raises(PermissionDenied):
        titip(ks, pemeran["bpd.34.04.16.2001"])
    berkas = titip(ks, operator)
    assert berkas_titipan(operator, berkas.id_publik) == berkas
    assert berkas_titipan(pemeran["operator.34.04.16.2002"], berkas.id_publik) is None


def test_a_broken_document_says_what_to_do():
    with pytest.raises(ValidationError, match="simpan ulang sebagai DOCX"):
        baca_docx(LUAR[:400], "a.docx")


@pytest.mark.parametrize("nama", ["air-umbul-wadon", "bencana-balerante"])
def test_what_was_given_out_comes_back_with_every_word(ks, operator, nama):
    isi = naskah_contoh(nama)["isi"] | {"pihak": pihak_isi(ks)}
    kembali = baca_docx(docx_naskah(buat_versi(ks, operator, isi)))
    assert kembali.sisa == kembali.peringatan == []
    assert _tanpa_kunci(bentuk(kembali.isi)) == _tanpa_kunci(bentuk(isi))
    assert (kembali.isi["menimbang"], kembali.isi["mengingat"]) == (isi["menimbang"], isi["mengingat"])


def _tanpa_kunci(pohon):
    return [(b["judul"], [(p["nomor"], p["muatan"], p["ayat"]) for p in b["pasal"]]) for b in pohon["bab"]]


def unggahan(isi=LUAR, nama="naskah akhir.docx"):
    return {"berkas": SimpleUploadedFile(nama, isi, content_type="application/octet-stream")}


@pytest.fixture
def url(ks):
    return f"/kerja-sama/{ks.id_publik}/naskah/impor/"


def test_the_page_shows_what_was_recognised_and_then_takes_it(naskah, ks, operator, masuk, url):
    peramban = masuk(operator)
    assert "Baca dokumen" in peramban.get(url).content.decode()
    pratinjau = peramban.post(url, unggahan())
    halaman = pratinjau.content.decode()
    assert pratinjau.status_code == 200 and versi_semua(naskah) == []
    for kata in ("2 dari 8", "perlindungan mata air", "LAMPIRAN (lampiran dan penjelasan tidak dibawa masuk)"):
        assert kata in halaman
    titipan = pratinjau.context["form"].initial["titipan"]
    terima = peramban.post(url, {"titipan": titipan, "keterangan": "Dari kantor"}, follow=True)
    assert "menjadi versi 2" in terima.content.decode()
    asli = peramban.get(f"/kerja-sama/{ks.id_publik}/naskah/2/asli/")
    assert b"".join(asli.streaming_content) == LUAR
    assert asli["Content-Disposition"].startswith("attachment")


def test_what_was_typed_stays_when_it_is_refused(naskah, operator, masuk, url):
    peramban = masuk(operator)
    titipan = peramban.post(url, unggahan()).context["form"].initial["titipan"]
    jawaban = peramban.post(url, {"titipan": titipan, "keterangan": "x" * 301})
    assert jawaban.status_code == 422
    halaman = jawaban.content.decode()
    assert "paling panjang 300 huruf" in halaman and "x" * 301 in halaman and "Pakai naskah ini" in halaman


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        (b"%PDF-1.7 ...", "hanya dokumen Word"),
        (b"", "kosong"),
        (docx("Surat biasa"), "Tidak ada pasal yang dikenali"),
    ],
)
def test_a_wrong_file_is_refused_at_its_field(naskah, operator, masuk, url, isi, kata):
    jawaban = masuk(operator).post(url, unggahan(isi))
    assert jawaban.status_code == 422 and kata in jawaban.context["form"].errors["berkas"][0]


def test_a_preview_of_another_person_or_agreement_is_not_taken(naskah, operator, pemeran, masuk, url):
    titipan = masuk(operator).post(url, unggahan()).context["form"].initial["titipan"]
    for tanda in (titipan, titipan[:-3] + "abc", "x"):
        jawaban = masuk(pemeran["operator.34.04.16.2002"]).post(url, {"titipan": tanda, "keterangan": ""})
        assert jawaban.status_code == 302 and jawaban["Location"] == url
    assert versi_semua(naskah) == []


def test_the_page_is_for_those_who_write(naskah, pemeran, masuk, url):
    sebelum = Berkas.objects.count()
    assert masuk(pemeran["bpd.34.04.16.2001"]).get(url).status_code == 403
    assert masuk(pemeran["bpd.34.04.16.2001"]).post(url, unggahan()).status_code == 403
    for orang in ("kades.34.04.16.2003", "petugas.34.02"):
        assert masuk(pemeran[orang]).get(url).status_code == 404
    assert Berkas.objects.count() == sebelum
