"""The pages of an office, as its admin, its officers and its neighbours meet them."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from PIL import Image

from tests.wilayah.cetak.bacapdf import halaman, huruf
from wilayah.models import AturanTandaTangan, Pengguna, PolaNomor, ProfilKantor, SakelarKantor

BAGIAN = ("kantor_rinci", "kantor_tanda_tangan", "kantor_nomor", "kantor_sakelar")
KOP = {
    "nama_pemda": "PEMERINTAH KABUPATEN SLEMAN",
    "nama_kantor": "DINAS CONTOH",
    "alamat": "Jalan Baru 2",
    "kode_pos": "55511",
    "kota_surat": "Sleman",
    "kepala_daerah": "BUPATI SLEMAN",
    "kertas": "F4",
    "huruf": "bookman",
}


def alamat(nama, kode="34.04"):
    return reverse(nama, args=[kode])


def gambar(format_="PNG", ukuran=(900, 1200)):
    isi = io.BytesIO()
    gambar_ = Image.new("RGB", ukuran, "navy")
    gambar_.save(isi, format_, **({"comment": b"rahasia kamera"} if format_ == "JPEG" else {}))
    isi.seek(0)
    isi.name = f"logo.{format_.lower()}"
    return isi


@pytest.mark.parametrize("nama", [*BAGIAN, "kantor_pratinjau"])
@pytest.mark.parametrize("siapa", ["admin.34.02", "petugas.34.02", "kades.34.04.16.2001", "camat.34.04.16"])
def test_a_neighbour_finds_no_office(masuk, pemeran, nama, siapa):
    klien = masuk(pemeran[siapa])
    assert klien.get(alamat(nama)).status_code == 404
    assert klien.post(alamat(nama), KOP | {"kunci": "klarifikasi"}).status_code == 404


@pytest.mark.parametrize("nama", BAGIAN)
@pytest.mark.parametrize("siapa", ["petugas.34.04", "kadis.34.04", "admin.34"])
def test_who_serves_there_reads_and_does_not_write(masuk, pemeran, nama, siapa):
    klien = masuk(pemeran[siapa])
    halaman_ = klien.get(alamat(nama)).content.decode()
    assert "Nama admin.34.04" in halaman_ and "Tetapkan" not in halaman_
    assert klien.post(alamat(nama), KOP).status_code == 403
    assert ProfilKantor.objects.get(wilayah__kode="34.04").alamat == "Jalan Contoh Nomor 1"


def test_the_letterhead_is_saved_with_a_logo_that_is_only_its_picture(masuk, pemeran):
    klien = masuk(pemeran["admin.34.04"])
    assert klien.post(alamat("kantor_rinci"), KOP | {"logo_baru": gambar("JPEG")}).status_code == 302
    profil = ProfilKantor.objects.get(wilayah__kode="34.04")
    assert (profil.kertas, profil.huruf, profil.alamat) == ("F4", "bookman", "Jalan Baru 2")
    isi = klien.get(alamat("kantor_logo")).content
    assert isi.startswith(b"\x89PNG") and b"rahasia" not in isi
    assert Image.open(io.BytesIO(isi)).size == (435, 580)
    klien.post(alamat("kantor_rinci"), KOP | {"lepas_logo": "on"})
    profil.refresh_from_db()
    assert profil.logo is None and klien.get(alamat("kantor_logo")).status_code == 404


@pytest.mark.parametrize("nama", ["dokumen.pdf", "logo.png"])
def test_what_is_no_picture_is_refused_at_its_field(masuk, pemeran, nama):
    berkas = io.BytesIO(b"%PDF-1.7 bukan gambar")
    berkas.name = nama
    jawaban = masuk(pemeran["admin.34.04"]).post(alamat("kantor_rinci"), KOP | {"logo_baru": berkas})
    assert jawaban.status_code == 422 and "logo_baru" in jawaban.context["form"].errors
    assert ProfilKantor.objects.get(wilayah__kode="34.04").alamat == "Jalan Contoh Nomor 1"


def test_the_preview_prints_what_was_typed_and_saves_nothing(masuk, pemeran):
    klien = masuk(pemeran["admin.34.04"])
    jawaban = klien.post(alamat("kantor_rinci"), KOP | {"pratinjau": "1", "logo_baru": gambar()})
    assert jawaban["Content-Type"] == "application/pdf"
    assert "DINASCONTOH" in halaman(jawaban.content)[0]
    assert any("Bookman" in nama for nama in huruf(jawaban.content))
    assert ProfilKantor.objects.get(wilayah__kode="34.04").nama_kantor != "DINAS CONTOH"


def test_signatories_are_shown_with_what_is_missing(masuk, pemeran):
    Pengguna.objects.filter(username="kadis.34.04").update(nip="196904121994031001", pangkat="Pembina, IV/a")
    isi = masuk(pemeran["admin.34.04"]).get(alamat("kantor_tanda_tangan")).content.decode()
    assert "1001" in isi and "196904121994031001" not in isi
    assert "Nama kabid.34.04" in isi and isi.count("belum diisi") == 2  # NIP and pangkat of the kabid
    pemeran["kabid.34.04"].penugasan.update(sebelum=datetime(2021, 1, 1, tzinfo=UTC))
    assert "Belum ada yang memegang peran ini" in (
        masuk(pemeran["admin.34.04"]).get(alamat("kantor_tanda_tangan")).content.decode()
    )


def test_a_new_rule_names_only_roles_that_may_sign(masuk, pemeran):
    klien = masuk(pemeran["admin.34.04"])
    besok = pemeran.wilayah("34.04").hari_ini() + timedelta(days=1)
    isi = {"jenis_surat": "hasil_klarifikasi", "jabatan": "Kepala Dinas", "dasar": "Kepbup 9/2026", "dari": besok}
    asing = klien.post(alamat("kantor_tanda_tangan"), isi | {"peran_penanda": "petugas_kabupaten"})
    assert asing.status_code == 422 and "peran_penanda" in asing.context["form"].errors
    baik = isi | {"peran_penanda": "kepala_dinas_kabupaten", "paraf_1": "pemaraf_kabupaten"}
    assert klien.post(alamat("kantor_tanda_tangan"), baik).status_code == 302
    assert AturanTandaTangan.objects.get(dari=besok).urutan_paraf == ["pemaraf_kabupaten"]


def test_a_rule_of_a_neighbour_can_not_be_ended_from_here(masuk, pemeran):
    tetangga = AturanTandaTangan.objects.get(kantor__kode="34.02")
    isi = {"tindakan": "akhiri", "aturan": tetangga.pk, "terakhir": "2030-01-01"}
    assert masuk(pemeran["admin.34.04"]).post(alamat("kantor_tanda_tangan"), isi).status_code == 404
    tetangga.refresh_from_db()
    assert tetangga.sebelum is None


@pytest.mark.parametrize(
    ("pola", "pesan"),
    [
        ("{klasifikasi}/{nomor}/{tahun}", "{nomor} tidak dikenal"),
        ("{klasifikasi}/{tahun}", "harus memuat {urut}"),
        ("{klasifikasi}/{urut}", "harus memuat {tahun}"),
        ("{urut/{tahun}", "tidak berpasangan"),
    ],
)
def test_a_wrong_pattern_is_named(masuk, pemeran, pola, pesan):
    isi = {"jenis_surat": "hasil_klarifikasi", "klasifikasi": "400.10.2", "pola": pola, "berlaku_sejak": "2030-01-01"}
    jawaban = masuk(pemeran["admin.34.04"]).post(alamat("kantor_nomor"), isi)
    assert jawaban.status_code == 422 and pesan in jawaban.context["form"].errors["pola"][0]
    assert not PolaNomor.objects.exists()


def test_an_example_is_shown_without_saving(masuk, pemeran):
    isi = {"jenis_surat": "hasil_klarifikasi", "klasifikasi": "140", "pola": "{klasifikasi}/{urut:03}/PMD/{tahun}"}
    isi |= {"berlaku_sejak": "2030-01-01"}
    klien = masuk(pemeran["admin.34.04"])
    contoh = klien.post(alamat("kantor_nomor"), isi | {"contoh": "1"})
    assert f"140/047/PMD/{pemeran.wilayah('34.04').hari_ini().year}" in contoh.content.decode()
    assert not PolaNomor.objects.exists()
    assert klien.post(alamat("kantor_nomor"), isi).status_code == 302
    assert PolaNomor.objects.get().klasifikasi == "140"


def test_a_switch_says_what_it_does_before_it_is_set(masuk, pemeran):
    klien = masuk(pemeran["admin.34.04"])
    hari_ini = pemeran.wilayah("34.04").hari_ini()
    isi = {"kunci": "klarifikasi", "klarifikasi-pilihan": "0", "klarifikasi-dasar": "Perbup 3/2026"}
    isi |= {"klarifikasi-berlaku_sejak": hari_ini}
    tanya = klien.post(alamat("kantor_sakelar"), isi)
    assert "0 pemeriksaan sudah dicatat lengkap" in tanya.content.decode()
    assert SakelarKantor.objects.get(kantor__kode="34.04", kunci="klarifikasi").nyala
    assert klien.post(alamat("kantor_sakelar"), isi | {"yakin": "1"}).status_code == 302
    assert [s.nyala for s in SakelarKantor.objects.filter(kantor__kode="34.04").order_by("berlaku_sejak")] == [
        True,
        False,
    ]


def test_a_switch_without_basis_is_refused(masuk, pemeran):
    isi = {"kunci": "empat_mata", "empat_mata-pilihan": "0", "empat_mata-berlaku_sejak": "2030-01-01", "yakin": "1"}
    jawaban = masuk(pemeran["admin.34.04"]).post(alamat("kantor_sakelar"), isi)
    assert jawaban.status_code == 422 and "dasar" in jawaban.context["form_salah"].errors


def test_the_reporting_period_is_a_value(masuk, pemeran):
    isi = {"periode_laporan-pilihan": "triwulan", "periode_laporan-dasar": "Perbup 4/2026"}
    isi |= {"kunci": "periode_laporan", "periode_laporan-berlaku_sejak": "2030-01-01", "yakin": "1"}
    assert masuk(pemeran["admin.34.04"]).post(alamat("kantor_sakelar"), isi).status_code == 302
    assert SakelarKantor.objects.get(kunci="periode_laporan").nilai == "triwulan"


def test_offices_without_profile_say_who_must_fill_it(masuk, pemeran):
    ProfilKantor.objects.filter(wilayah__kode="34.04").delete()
    isi = masuk(pemeran["petugas.34.04"]).get(alamat("kantor_rinci")).content.decode()
    assert "Mintalah Nama admin.34.04" in isi


def test_one_office_opens_at_once_and_several_are_chosen(masuk, pemeran):
    assert masuk(pemeran["petugas.34.04"]).get("/kantor/")["Location"] == alamat("kantor_rinci")
    isi = masuk(pemeran["admin.34.04"]).get("/kantor/").content.decode()
    assert alamat("kantor_rinci", "34.04.16") in isi and alamat("kantor_rinci", "34.02.08") not in isi


@pytest.mark.parametrize("aturan", [1, 3])
def test_the_page_of_signatories_costs_the_same_however_many_rules(masuk, pemeran, django_assert_num_queries, aturan):
    sleman = pemeran.wilayah("34.04")
    for n in range(1, aturan):
        AturanTandaTangan.objects.create(
            kantor=sleman,
            jenis_surat="hasil_klarifikasi",
            peran_penanda="kepala_dinas_kabupaten",
            jabatan="Kepala Dinas",
            dasar="Kepbup",
            dari=date(2010 + n, 1, 1),
            sebelum=date(2011 + n, 1, 1),
        )
    klien = masuk(pemeran["petugas.34.04"])
    klien.get(alamat("kantor_tanda_tangan"))
    with django_assert_num_queries(10):
        klien.get(alamat("kantor_tanda_tangan"))
