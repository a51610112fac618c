import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from openpyxl import load_workbook

from kerjasama.models import ImporKerjaSama, KerjaSama
from tests.pabrik.lembar import BAIK, arsip, lembar

BARU = reverse("impor_kerja_sama")


def unggah(peramban, *baris, **lain):
    berkas = SimpleUploadedFile("arsip.xlsx", lembar(*baris).read())
    return peramban.post(BARU, {"lembar": berkas, "kunci_kirim": "kunci-kirim-1", **lain})


def banyak(jumlah):
    return [BAIK | {"judul": f"Kerja sama {n}", "nomor": f"{n} Tahun 2022"} for n in range(jumlah)]


@pytest.fixture
def peramban(pemeran, masuk):
    return masuk(pemeran["petugas.34.04"])


def test_looked_at_then_decided_then_done(peramban, cakupan_cocok):
    rinci = unggah(peramban, BAIK, BAIK | {"judul": ""}).headers["Location"]
    assert "0 dari 2 baris" in peramban.get(rinci).content.decode()
    assert peramban.post(rinci).status_code == 302
    isi = peramban.get(rinci).content.decode()
    assert "Belum ada yang tersimpan" in isi
    assert "Judul: Isi judul" in isi
    assert not KerjaSama.objects.exists()
    peramban.post(rinci, {"tindakan": "masukkan"})
    peramban.post(rinci, {"tindakan": "lanjutkan"})
    isi = peramban.get(rinci).content.decode()
    assert "Sudah tersimpan" in isi
    assert KerjaSama.objects.count() == 1
    halaman = peramban.get(reverse("kerja_sama_rinci", args=[KerjaSama.objects.get().id_publik])).content.decode()
    assert "Dicatat dari arsip kabupaten" in halaman
    assert "Belum ada pindaian" in halaman
    hasil = peramban.get(reverse("impor_kerja_sama_hasil", args=[ImporKerjaSama.objects.get().id_publik]))
    buku = load_workbook(io.BytesIO(b"".join(hasil.streaming_content)))
    assert buku["Kerja sama"]["A2"].value.startswith("Masuk: KS-")


def test_goes_on_by_itself_where_scripts_run(peramban, monkeypatch):
    monkeypatch.setattr("kerjasama.rules.impor.POTONGAN", 2)
    rinci = unggah(peramban, *banyak(3)).headers["Location"]
    htmx = {"HX-Request": "true"}
    potongan = peramban.post(rinci, headers=htmx)
    assert "2 dari 3 baris" in potongan.content.decode()
    assert 'hx-trigger="load' in potongan.content.decode()
    assert "<html" not in potongan.content.decode()
    akhir = peramban.post(rinci, headers=htmx)
    assert (akhir.status_code, akhir.headers["HX-Redirect"]) == (200, rinci)


def test_stands_where_it_was_when_opened_again(peramban, pemeran, masuk, monkeypatch):
    monkeypatch.setattr("kerjasama.rules.impor.POTONGAN", 2)
    rinci = unggah(peramban, *banyak(5)).headers["Location"]
    peramban.post(rinci)
    lain = masuk(pemeran["petugas2.34.04"])  # an officer of the same kabupaten takes over
    assert "Belum selesai" in lain.get(BARU).content.decode()
    assert "2 dari 5 baris" in lain.get(rinci).content.decode()
    assert masuk(pemeran["petugas.34.02"]).get(rinci).status_code == 404


@pytest.mark.parametrize(
    ("isi", "nama", "pesan"),
    [
        ({"lembar": b""}, "lembar", "Lembar kosong"),
        ({"lembar": b"bukan lembar"}, "lembar", "bukan XLSX"),
        ({"lembar": arsip(a__pdf=b"x").read()}, "lembar", "bukan XLSX"),
        ({"lembar": lembar().read()}, "lembar", "Tidak ada baris"),
        ({"lembar": lembar(BAIK, judul=["Apa"]).read()}, "lembar", "judul kolom"),
        ({"lembar": lembar(BAIK).read(), "pindaian": b"bukan zip"}, "pindaian", "bukan ZIP"),
        ({"lembar": lembar(BAIK).read(), "pindaian": lembar(BAIK).read()}, "pindaian", "dokumen Office"),
        ({}, "lembar", "Pilih lembar"),
    ],
)
def test_a_file_that_can_not_be_taken_is_told_at_its_field(peramban, isi, nama, pesan):
    response = peramban.post(BARU, {n: SimpleUploadedFile(f"{n}.xlsx", bita) for n, bita in isi.items()})
    assert response.status_code == 422
    assert pesan in str(response.context["form"].errors[nama])
    assert not ImporKerjaSama.objects.exists()


def test_double_submit_is_one_import(peramban):
    assert unggah(peramban, BAIK).headers["Location"] == unggah(peramban, BAIK).headers["Location"]


@pytest.mark.parametrize("siapa", ["operator.34.04.16.2001", "kecamatan.34.04.16", "kadis.34.04", "dinas.34"])
def test_only_for_the_kabupaten(pemeran, masuk, siapa):
    peramban = masuk(pemeran[siapa])
    assert peramban.get(BARU).status_code == 403
    assert peramban.post(BARU).status_code == 403
    assert BARU not in peramban.get("/kerja-sama/").content.decode()


def test_template_is_filled_from_the_kabupaten(peramban):
    isi = b"".join(peramban.get(reverse("impor_kerja_sama_templat")).streaming_content)
    buku = load_workbook(io.BytesIO(isi))
    desa = [r[0] for r in buku["Desa"].iter_rows(min_row=2, values_only=True)]
    assert "34.04.16.2001 Purwobinangun, Pakem" in desa
    assert not [d for d in desa if d.startswith("34.02") or "Kelurahan" in d]
    aturan = {str(a.sqref).split("2:")[0]: a.formula1 for a in buku["Kerja sama"].data_validations.dataValidation}
    assert aturan["E"].startswith("Desa!$A$2")
    assert len(aturan) == 9
    assert peramban.get(reverse("impor_kerja_sama_templat"), {"kantor": "34.02"}).status_code == 404


def test_command(pemeran, tmp_path, capsys):
    berkas = tmp_path / "arsip.xlsx"
    berkas.write_bytes(lembar(BAIK, BAIK | {"judul": ""}).read())
    call_command("impor_kerja_sama", berkas, "--uji", "--kantor", "34.04")
    assert not KerjaSama.objects.exists()
    call_command("impor_kerja_sama", berkas, "--kantor", "34.04")
    call_command("impor_kerja_sama", berkas, "--kantor", "34.04")
    assert KerjaSama.objects.get().didaftarkan_oleh == pemeran["petugas.34.04"]
    assert "Sudah ada: 1" in capsys.readouterr().out
    assert load_workbook(tmp_path / "arsip-hasil.xlsx")["Kerja sama"]["A2"].value.startswith("Sudah ada")


@pytest.mark.parametrize(
    ("pilihan", "pesan"),
    [
        ([], "Sebutkan dengan --kantor"),
        (["--kantor", "34.04.16"], "tidak berwenang|Belum ada petugas"),
        (["--kantor", "34.04", "--oleh", "entah"], "Tidak ada pengguna"),
        (["--kantor", "34.04", "--oleh", "petugas.34.02"], "tidak berwenang"),
    ],
)
def test_command_refuses_with_the_way_out(pemeran, tmp_path, pilihan, pesan):
    berkas = tmp_path / "arsip.xlsx"
    berkas.write_bytes(lembar(BAIK).read())
    with pytest.raises(CommandError, match=pesan):
        call_command("impor_kerja_sama", berkas, *pilihan)
