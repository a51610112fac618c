"""The pages: who sees what of a review, what is saved, and what comes back when a form is refused."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from binwas.models import JawabanButir, Pemeriksaan, Pengembalian
from binwas.penilaian.pendaftaran import belum_diteruskan, belum_diusulkan
from binwas.penilaian.views.rinci import sidik
from binwas.surat import services as surat
from kerjasama.models import KerjaSama, VersiDokumen
from tests.pabrik.berkas import pdf_contoh
from tests.pabrik.kerjasama import buat_kerja_sama
from tests.pemeran import SANDI

from .conftest import DESA, KECAMATAN, LAIN, PETUGAS, Jalan

OPERATOR, KABID, PROVINSI = "operator.34.04.16.2001", "kabid.34.04", "dinas.34"
CATATAN = "Sebut kewenangannya lebih dahulu."
QUERY_DAFTAR = {PETUGAS: 9, OPERATOR: 9}
CEK = {"pindaian": "on", "pihak": "on", "tanggal": "on", "pengundangan": "on"}


@pytest.fixture
def buka(masuk, pemeran):
    def _buka(siapa, nama, objek, **param):
        return masuk(pemeran[siapa]).get(reverse(nama, args=[objek.id_publik]), param)

    return _buka


@pytest.fixture
def kirim(masuk, pemeran):
    def _kirim(siapa, nama, objek, isi, **tajuk):
        url = reverse(nama, args=[objek.id_publik])
        return masuk(pemeran[siapa]).post(url, {"kunci_kirim": str(uuid4())} | isi, **tajuk)

    return _kirim


def lewat_skrip(kirim, siapa, p, isi):
    return kirim(siapa, "pemeriksaan_jawaban", p, isi, headers={"X-Requested-With": "fetch"})


class TestSebelumSurat:
    @pytest.fixture
    def usul(self, jalan):
        p = jalan.isi(jalan.telaah(), {"B1": ("perlu_perbaikan", CATATAN)})
        return jalan.usulkan(p, "sesuai_dengan_catatan")

    @pytest.mark.parametrize("siapa", [OPERATOR, "bpd.34.04.16.2002", KECAMATAN, PROVINSI, "pusat"])
    def test_neither_notes_nor_result_leave_the_office(self, buka, masuk, pemeran, usul, pbkd, siapa):
        halaman = [
            buka(siapa, "pemeriksaan_rinci", usul),
            buka(siapa, "pemeriksaan_tenggat", usul),
            buka(siapa, "kerja_sama_rinci", pbkd),
            masuk(pemeran[siapa]).get(reverse("pemeriksaan_daftar")),
        ]
        for jawab in halaman:
            isi = jawab.content.decode()
            assert jawab.status_code == 200
            assert CATATAN not in isi
            assert '<span class="cip tindak">' not in isi
            assert str(usul.surat.id_publik) not in isi
        ekspor = masuk(pemeran[siapa]).get(reverse("pemeriksaan_daftar"), {"ekspor": "csv"})
        baris = b"".join(ekspor.streaming_content).decode()
        assert str(usul.id_publik) in baris
        assert "sesuai_dengan_catatan" not in baris

    @pytest.mark.parametrize("siapa", [OPERATOR, PROVINSI])
    def test_a_filter_by_result_finds_no_draft(self, masuk, pemeran, usul, siapa):
        jawab = masuk(pemeran[siapa]).get(reverse("pemeriksaan_daftar"), {"hasil": "sesuai_dengan_catatan"})
        assert usul.kerja_sama.judul not in jawab.content.decode()

    @pytest.mark.parametrize("siapa", [PETUGAS, KABID, "kadis.34.04"])
    def test_the_office_reads_them(self, buka, usul, siapa):
        isi = buka(siapa, "pemeriksaan_rinci", usul).content.decode()
        assert CATATAN in isi
        assert "data-simpan-url" not in isi

    def test_the_desa_learns_the_result_with_the_letter(self, buka, usul, pemeran):
        surat.paraf_surat(surat=usul.surat, oleh=pemeran[KABID])
        surat.tandatangani_surat(surat=usul.surat, sandi=SANDI, kunci="k", oleh=pemeran["kadis.34.04"])
        isi = buka(OPERATOR, "pemeriksaan_rinci", usul).content.decode()
        assert "Sesuai dengan catatan" in isi
        assert reverse("surat_rinci", args=[usul.surat.id_publik]) in isi

    @pytest.mark.parametrize("siapa", [OPERATOR, PROVINSI])
    def test_bertentangan_stays_inside_too(self, buka, jalan, siapa):
        p = jalan.isi(jalan.telaah(), {"B1": ("bertentangan", CATATAN)})
        jalan.usulkan(p, "bertentangan")
        isi = buka(siapa, "pemeriksaan_rinci", p).content.decode()
        assert "ertentangan" not in isi
        assert "Keputusan Bupati" not in isi
        assert "Menunggu Keputusan Bupati" in buka(PETUGAS, "pemeriksaan_rinci", p).content.decode()


class TestInstrumen:
    def test_split_view_has_document_items_and_progress(self, buka, jalan, pbkd):
        p = jalan.telaah()
        jalan.jawab(p, "A1")
        isi = buka(PETUGAS, "pemeriksaan_rinci", p).content.decode()
        versi = VersiDokumen.objects.get()
        alamat = reverse("dokumen_berkas", args=[pbkd.id_publik, versi.dokumen.id_publik, versi.id_publik])
        assert f'<iframe src="{alamat}' in isi
        assert isi.count("data-butir=") == p.instrumen.butir.count()
        assert f"1 dari {p.instrumen.butir.count()}" in isi

    def test_autosave_answers_with_version_and_progress(self, jalan, kirim):
        p = jalan.telaah()
        jawab = lewat_skrip(kirim, PETUGAS, p, {"butir": "A1", "versi": "0", "nilai": "sesuai"})
        assert (jawab.status_code, jawab.json()["versi"], jawab.json()["dijawab"]) == (200, 1, 1)
        assert jawab.json()["disimpan"] == "10.00 WIB"

    def test_two_people_get_each_others_version(self, jalan, kirim):
        p = jalan.telaah()
        jalan.jawab(p, "A1", "perlu_perbaikan", "Kurang berita acara")
        jawab = lewat_skrip(kirim, LAIN, p, {"butir": "A1", "versi": "0", "nilai": "sesuai"})
        assert jawab.status_code == 409
        assert jawab.json() == {
            "versi": 1,
            "oleh": f"Nama {PETUGAS}",
            "nilai": "perlu_perbaikan",
            "catatan": "Kurang berita acara",
            "pasal": "",
        }

    def test_without_script_the_other_version_stands_beside_ones_own(self, jalan, kirim):
        p = jalan.telaah()
        jalan.jawab(p, "A1", "perlu_perbaikan", "Kurang berita acara")
        isi = {"butir": "A1", "nilai-A1": "sesuai", "catatan-A1": "Menurut saya lengkap", "versi-A1": "0"}
        jawab = kirim(LAIN, "pemeriksaan_jawaban", p, isi | {"semula-A1": sidik({})})
        tampil = jawab.content.decode()
        assert jawab.status_code == 409
        assert "Kurang berita acara" in tampil
        assert "Menurut saya lengkap" in tampil
        assert 'name="versi-A1" value="1"' in tampil
        kirim(LAIN, "pemeriksaan_jawaban", p, isi | {"versi-A1": "1"})
        assert JawabanButir.objects.get().catatan == "Menurut saya lengkap"

    def test_without_script_every_changed_item_is_saved(self, jalan, kirim):
        p = jalan.telaah()
        jalan.jawab(p, "A3", "bertentangan", "Milik orang lain", oleh=LAIN)
        isi = {
            "butir": "A1",
            "nilai-A1": "sesuai",
            "nilai-A2": "perlu_perbaikan",
            "catatan-A2": "Lampirkan",
            "nilai-A3": "",
            "semula-A3": sidik({}),
        }
        jawab = kirim(PETUGAS, "pemeriksaan_jawaban", p, isi)
        assert jawab.status_code == 302
        assert jawab.url.endswith("#butir-A1")
        assert dict(JawabanButir.objects.order_by("butir__urut").values_list("butir__kode", "nilai")) == {
            "A1": "sesuai",
            "A2": "perlu_perbaikan",
            "A3": "bertentangan",
        }

    @pytest.mark.parametrize(
        ("isi", "kode"),
        [
            ({"butir": "A1", "versi": "0", "nilai": "hebat"}, 400),
            ({"butir": "ZZ", "versi": "0", "nilai": "sesuai"}, 400),
            ({"butir": "A1", "versi": "0", "nilai": "sesuai", "pasal": "x" * 81}, 400),
            ({"butir": "A1", "versi": "bukan angka", "nilai": "sesuai"}, 200),
        ],
    )
    def test_bad_input_is_told(self, jalan, kirim, isi, kode):
        assert lewat_skrip(kirim, PETUGAS, jalan.telaah(), isi).status_code == kode

    @pytest.mark.parametrize(("siapa", "kode"), [(KABID, 403), (OPERATOR, 403), ("petugas.34.02", 404)])
    def test_only_the_officer_saves(self, jalan, kirim, siapa, kode):
        jawab = lewat_skrip(kirim, siapa, jalan.telaah(), {"butir": "A1", "versi": "0", "nilai": "sesuai"})
        assert jawab.status_code == kode


class TestTindakan:
    def test_officer_walks_through_by_the_buttons(self, jalan, kirim):
        p = jalan.teruskan()
        kirim(PETUGAS, "pemeriksaan_tindak", p, {"tindakan": "catat_lengkap"})
        kirim(PETUGAS, "pemeriksaan_tindak", p, {"tindakan": "mulai_telaah"})
        p.refresh_from_db()
        jalan.isi(p)
        jawab = kirim(PETUGAS, "pemeriksaan_tindak", p, {"tindakan": "usulkan_hasil", "hasil": "sesuai"})
        p.refresh_from_db()
        assert (jawab.status_code, p.status, p.hasil) == (302, "diusulkan", "sesuai")

    def test_refused_proposal_keeps_what_was_typed(self, jalan, kirim):
        p = jalan.isi(jalan.telaah())
        isi = {"tindakan": "usulkan_hasil", "hasil": "bertentangan", "alasan": ""}
        jawab = kirim(PETUGAS, "pemeriksaan_tindak", p, isi)
        tampil = jawab.content.decode()
        assert jawab.status_code == 422
        assert "Tulis alasan" in tampil

    def test_a_proposed_bertentangan_is_taken_back_on_its_page(self, buka, jalan, kirim):
        p = jalan.usulkan(jalan.isi(jalan.telaah(), {"B1": ("bertentangan", CATATAN)}), "bertentangan")
        assert "Tarik usulan" in buka(PETUGAS, "pemeriksaan_rinci", p).content.decode()
        assert "Tarik usulan" not in buka(KABID, "pemeriksaan_rinci", p).content.decode()
        assert kirim(KABID, "pemeriksaan_tindak", p, {"tindakan": "tarik_usulan", "alasan": "x"}).status_code == 403
        kirim(PETUGAS, "pemeriksaan_tindak", p, {"tindakan": "tarik_usulan", "alasan": ""})
        p.refresh_from_db()
        assert p.status == "diusulkan"
        kirim(PETUGAS, "pemeriksaan_tindak", p, {"tindakan": "tarik_usulan", "alasan": "Salah pilih."})
        p.refresh_from_db()
        assert (p.status, p.hasil) == ("ditelaah", "")

    def test_empty_list_of_repairs_is_told_at_the_field(self, jalan, kirim):
        p = jalan.teruskan()
        jawab = kirim(PETUGAS, "pemeriksaan_tindak", p, {"tindakan": "kembalikan_ke_desa", "butir": "  "})
        assert jawab.status_code == 422
        assert "paling sedikit satu hal" in jawab.content.decode()

    def test_lines_become_items(self, jalan, kirim):
        p = jalan.teruskan()
        isi = {"tindakan": "kembalikan_ke_desa", "butir": "- Halaman 2 buram\r\n\r\nNomor salah"}
        kirim(PETUGAS, "pemeriksaan_tindak", p, isi)
        assert Pengembalian.objects.get().butir == ["Halaman 2 buram", "Nomor salah"]

    @pytest.mark.parametrize("tindakan", ["catat_lengkap", "mulai_telaah", "kembalikan_ke_desa", "usulkan_hasil"])
    @pytest.mark.parametrize("siapa", [KABID, OPERATOR, PROVINSI])
    def test_who_only_reads_is_refused(self, jalan, kirim, tindakan, siapa):
        assert kirim(siapa, "pemeriksaan_tindak", jalan.teruskan(), {"tindakan": tindakan}).status_code == 403

    def test_stale_button_says_what_happened(self, jalan, kirim, masuk, pemeran):
        p = jalan.catat()
        jawab = kirim(PETUGAS, "pemeriksaan_tindak", p, {"tindakan": "catat_lengkap"})
        lanjut = masuk(pemeran[PETUGAS]).get(jawab.url).content.decode()
        assert "tidak dapat dilakukan pada status ini" in lanjut

    def test_shut_gates_explain_themselves(self, jalan, buka):
        p = jalan.catat()
        jalan.kembalikan(p)
        assert "Waktu berhenti: menunggu jawaban desa." in buka(PETUGAS, "pemeriksaan_rinci", p).content.decode()


class TestKecamatan:
    def test_forwards_after_the_four_points(self, kirim, pbkd):
        isi = {"tindakan": "teruskan_ke_kabupaten", "catatan": "Jelas"} | CEK
        kurang = kirim(KECAMATAN, "kerja_sama_periksa", pbkd, isi | {"pihak": ""})
        assert kurang.status_code == 422
        assert "Centang sesudah diperiksa" in kurang.content.decode()
        assert kirim(KECAMATAN, "kerja_sama_periksa", pbkd, isi).status_code == 302
        assert Pemeriksaan.objects.get().catatan_kecamatan == "Jelas"

    def test_perjanjian_is_marked_and_the_page_says_why(self, kirim, buka, perjanjian):
        tampil = buka(KECAMATAN, "kerja_sama_periksa", perjanjian).content.decode()
        assert "Klarifikasi tertutup" in tampil
        assert "Teruskan ke kabupaten" not in tampil
        cek = {k: v for k, v in CEK.items() if k != "pengundangan"}
        kirim(KECAMATAN, "kerja_sama_periksa", perjanjian, {"tindakan": "tandai_diperiksa"} | cek)
        perjanjian.refresh_from_db()
        assert perjanjian.mutu_data == "diperiksa_kecamatan"

    def test_shows_objections_of_the_parties(self, buka, pbkd):
        pbkd.pihak.filter(urut=2).update(tanggapan="keberatan", alasan="Nomor kami salah")
        assert "Nomor kami salah" in buka(KECAMATAN, "kerja_sama_periksa", pbkd).content.decode()

    def test_says_when_four_eyes_shut_the_gate(self, buka, pbkd, pemeran):
        KerjaSama.objects.update(didaftarkan_oleh=pemeran[KECAMATAN])
        assert "empat mata" in buka(KECAMATAN, "kerja_sama_periksa", pbkd).content.decode()

    @pytest.mark.parametrize(("siapa", "kode"), [(OPERATOR, 403), (PROVINSI, 403), ("kecamatan.34.04.14", 404)])
    def test_is_for_the_handling_kecamatan(self, buka, pbkd, siapa, kode):
        assert buka(siapa, "kerja_sama_periksa", pbkd).status_code == kode

    def test_forwarded_agreement_has_no_buttons_left(self, buka, jalan, pbkd):
        jalan.teruskan()
        tampil = buka(KECAMATAN, "kerja_sama_periksa", pbkd).content.decode()
        assert "sudah diperiksa kecamatan" in tampil
        assert 'name="tindakan"' not in tampil


class TestPerbaikan:
    def test_desa_answers_with_text_and_a_new_version(self, jalan, pbkd, kirim, masuk, pemeran):
        jalan.kembalikan(jalan.teruskan())
        berkas = pdf_contoh(2)
        url = reverse("kerja_sama_perbaikan", args=[pbkd.id_publik])
        jawab = masuk(pemeran[OPERATOR]).post(
            url, {"jawaban": "Sudah dipindai ulang", "berkas": [SimpleUploadedFile("naskah.pdf", berkas)]}
        )
        assert jawab.status_code == 302
        assert VersiDokumen.objects.count() == 2
        assert Pengembalian.objects.get().jawaban == "Sudah dipindai ulang"

    @pytest.mark.parametrize("isi", [{"jawaban": " "}, {}])
    def test_empty_answer_is_told(self, jalan, pbkd, kirim, isi):
        jalan.kembalikan(jalan.teruskan())
        jawab = kirim(OPERATOR, "kerja_sama_perbaikan", pbkd, isi)
        assert jawab.status_code == 422
        assert "Tulis apa yang sudah Anda perbaiki." in jawab.content.decode()

    def test_bad_file_keeps_the_text(self, jalan, pbkd, masuk, pemeran):
        jalan.kembalikan(jalan.teruskan())
        isi = {"jawaban": "Sudah dipindai ulang", "berkas": [SimpleUploadedFile("naskah.pdf", b"bukan pdf")]}
        jawab = masuk(pemeran[OPERATOR]).post(reverse("kerja_sama_perbaikan", args=[pbkd.id_publik]), isi)
        tampil = jawab.content.decode()
        assert jawab.status_code == 422
        assert "Sudah dipindai ulang" in tampil
        assert 'class="isian galat"' in tampil

    def test_nothing_to_answer_is_said(self, buka, pbkd):
        assert "Tidak ada yang perlu diperbaiki" in buka(OPERATOR, "kerja_sama_perbaikan", pbkd).content.decode()

    @pytest.mark.parametrize("siapa", ["kades.34.04.16.2002", "bpd.34.04.16.2001", PROVINSI])
    def test_is_for_the_registering_desa(self, buka, pbkd, siapa):
        assert buka(siapa, "kerja_sama_perbaikan", pbkd).status_code == 403


class TestDaftar:
    @pytest.mark.parametrize("siapa", QUERY_DAFTAR)
    @pytest.mark.parametrize("banyak", [1, 3])
    def test_one_and_three_rows_cost_the_same(self, pemeran, masuk, jalan, django_assert_num_queries, siapa, banyak):
        jalan.catat()
        for n in range(1, banyak):
            desa = [pemeran.wilayah(kode) for kode in DESA]
            Jalan(pemeran, buat_kerja_sama(desa=desa, oleh=pemeran[OPERATOR], judul=f"Lain {n}")).catat()
        klien, url = masuk(pemeran[siapa]), reverse("pemeriksaan_daftar")
        klien.get(url)
        with django_assert_num_queries(QUERY_DAFTAR[siapa]):
            assert len(klien.get(url).context["object_list"]) == banyak

    def test_narrowed_by_clock_and_words(self, masuk, pemeran, jalan):
        p = jalan.catat()
        jalan.kembalikan(p)
        klien = masuk(pemeran[PETUGAS])
        url = reverse("pemeriksaan_daftar")
        judul = p.kerja_sama.judul
        assert judul in klien.get(url, {"tenggat": "jeda"}).content.decode()
        assert judul not in klien.get(url, {"tenggat": "berjalan"}).content.decode()
        assert judul in klien.get(url, {"q": "trekking purwo"}).content.decode()
        assert "Tidak ada pemeriksaan yang cocok" in klien.get(url, {"q": "tidak ada"}).content.decode()

    @pytest.mark.parametrize("urut", ["judul", "-judul", "tenggat", "-tenggat", "diteruskan", "aneh"])
    def test_sorts_by_every_head(self, masuk, pemeran, jalan, urut):
        jalan.catat()
        assert masuk(pemeran[PETUGAS]).get(reverse("pemeriksaan_daftar"), {"urut": urut}).status_code == 200

    def test_empty_list_says_what_fills_it(self, masuk, pemeran):
        assert "Belum ada klarifikasi" in masuk(pemeran[PETUGAS]).get(reverse("pemeriksaan_daftar")).content.decode()


class TestTenggat:
    def test_says_why_line_by_line(self, jalan, buka, waktu):
        p = jalan.catat()
        isi = buka(OPERATOR, "pemeriksaan_tenggat", p).content.decode()
        assert "Klarifikasi jatuh tempo Minggu, 13 Desember 2026" in isi
        assert "Hari terakhir tidak digeser" in isi
        assert "Permendagri 111/2014" in isi

    def test_before_the_clock_starts(self, jalan, buka):
        assert "belum berjalan" in buka(OPERATOR, "pemeriksaan_tenggat", jalan.teruskan()).content.decode()


class TestHalamanKerjaSama:
    @pytest.mark.parametrize(
        ("siapa", "kata"), [(KECAMATAN, "Periksa"), (OPERATOR, "Diperiksa kecamatan"), (PROVINSI, "Kapanewon Pakem")]
    )
    def test_before_forwarding(self, buka, pbkd, siapa, kata):
        assert kata in buka(siapa, "kerja_sama_rinci", pbkd).content.decode()

    def test_panel_shows_clock_and_return(self, jalan, buka, pbkd):
        p = jalan.catat()
        assert "13 Desember 2026" in buka(OPERATOR, "kerja_sama_rinci", pbkd).content.decode()
        jalan.kembalikan(p)
        isi = buka(OPERATOR, "kerja_sama_rinci", pbkd).content.decode()
        assert "Halaman 2 tidak terbaca" in isi
        assert reverse("kerja_sama_perbaikan", args=[pbkd.id_publik]) in isi

    def test_closed_klarifikasi_is_explained(self, buka, perjanjian):
        assert "Klarifikasi tertutup" in buka(OPERATOR, "kerja_sama_rinci", perjanjian).content.decode()

    def test_registration_is_not_withdrawn_under_a_proposed_result(self, jalan, pbkd, pemeran):
        baru = KerjaSama.objects.get(pk=pbkd.pk)
        assert belum_diteruskan(baru, pemeran[OPERATOR]) == ""
        jalan.usulkan(jalan.isi(jalan.telaah()))
        kini = KerjaSama.objects.get(pk=pbkd.pk)
        assert "sudah diteruskan" in belum_diteruskan(kini, pemeran[OPERATOR])
        assert "sedang diproses" in belum_diusulkan(kini, pemeran[PETUGAS])
