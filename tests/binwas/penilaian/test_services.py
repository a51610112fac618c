from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from binwas.models import JawabanButir, Pemeriksaan, Pengembalian, Surat
from binwas.penilaian import services
from binwas.penilaian.queries import antrean_kabupaten, lembar, menunggu_kecamatan
from binwas.surat import services as surat
from kerjasama.models import KerjaSama, VersiDokumen
from kerjasama.services.pendaftaran import batalkan_pendaftaran
from tests.pabrik.berkas import pdf_contoh
from tests.pemeran import SANDI
from wilayah.cakupan.transisi import TindakanTertutup, VersiBasi
from wilayah.models import Jejak, Pemberitahuan
from wilayah.pengguna.services import tetapkan_sakelar

from .conftest import KECAMATAN, LAIN, PETUGAS

OPERATOR, KADES_LAIN = "operator.34.04.16.2001", "kades.34.04.16.2002"


def judul_untuk(orang):
    return list(Pemberitahuan.objects.filter(penerima=orang).order_by("pk").values_list("judul", flat=True))


class TestKecamatan:
    def test_forwarding_opens_a_review_of_the_handling_offices(self, jalan, pemeran):
        p = jalan.teruskan()
        assert (p.status, p.kantor.kode, p.kecamatan.kode) == ("diteruskan", "34.04", "34.04.16")
        assert KerjaSama.objects.get().mutu_data == "diperiksa_kecamatan"
        assert any("Berkas baru" in j for j in judul_untuk(pemeran[PETUGAS]))
        assert any("Diteruskan" in j for j in judul_untuk(pemeran[OPERATOR]))
        jejak = Jejak.objects.get(peristiwa="pemeriksaan.diteruskan")
        assert jejak.penugasan.pengguna == pemeran[KECAMATAN]

    def test_second_submit_with_the_same_key_is_the_same_review(self, jalan):
        assert jalan.teruskan(kunci="sama") == jalan.teruskan(kunci="sama")
        assert Pemeriksaan.objects.count() == 1

    def test_inbox_empties_when_forwarded_and_when_returned(self, jalan, pbkd, pemeran):
        assert list(menunggu_kecamatan(pemeran[KECAMATAN])) == [pbkd]
        kembali = services.kembalikan_ke_desa(kerja_sama=pbkd, butir=["Buram"], oleh=pemeran[KECAMATAN])
        assert not menunggu_kecamatan(pemeran[KECAMATAN]).exists()
        jalan.jawab_pengembalian(kembali)
        assert list(menunggu_kecamatan(pemeran[KECAMATAN])) == [pbkd]
        jalan.teruskan()
        assert not menunggu_kecamatan(pemeran[KECAMATAN]).exists()
        assert antrean_kabupaten(pemeran[PETUGAS]).count() == 1

    def test_who_registered_may_not_forward_unless_the_region_switched_it_off(self, jalan, pbkd, pemeran):
        KerjaSama.objects.update(didaftarkan_oleh=pemeran[KECAMATAN])
        with pytest.raises(TindakanTertutup, match="empat mata"):
            jalan.teruskan()
        tetapkan_sakelar(
            kantor=pemeran.wilayah("34.04"),
            kunci="empat_mata",
            nyala=False,
            dasar="contoh",
            berlaku_sejak=pbkd.tanggal_ditetapkan,
        )
        assert jalan.teruskan().status == "diteruskan"

    def test_perjanjian_is_marked_checked_and_never_forwarded(self, perjanjian, pemeran):
        with pytest.raises(TindakanTertutup, match="Perjanjian Bersama"):
            services.teruskan_ke_kabupaten(
                kerja_sama=perjanjian, catatan="", kunci=str(uuid4()), oleh=pemeran[KECAMATAN]
            )
        services.tandai_diperiksa(kerja_sama=perjanjian, oleh=pemeran[KECAMATAN])
        assert not menunggu_kecamatan(pemeran[KECAMATAN]).exists()
        assert Jejak.objects.filter(peristiwa="kerja_sama.diperiksa_kecamatan").exists()

    def test_pbkd_is_not_marked_checked_while_klarifikasi_is_open(self, pbkd, pemeran):
        with pytest.raises(TindakanTertutup, match="teruskan ke kabupaten"):
            services.tandai_diperiksa(kerja_sama=pbkd, oleh=pemeran[KECAMATAN])

    def test_a_switched_off_kabupaten_gets_no_review(self, jalan, pbkd, pemeran):
        tetapkan_sakelar(
            kantor=pemeran.wilayah("34.04"),
            kunci="klarifikasi",
            nyala=False,
            dasar="contoh",
            berlaku_sejak=pbkd.tanggal_ditetapkan,
        )
        with pytest.raises(TindakanTertutup, match="tidak menjalankan klarifikasi"):
            jalan.teruskan()
        services.tandai_diperiksa(kerja_sama=pbkd, oleh=pemeran[KECAMATAN])

    def test_across_kabupaten_klarifikasi_is_closed(self, jalan, pbkd):
        KerjaSama.objects.update(lintas_kabupaten=True)
        with pytest.raises(TindakanTertutup, match="provinsi"):
            jalan.teruskan()

    @pytest.mark.parametrize("siapa", ["kecamatan.34.04.14", OPERATOR, PETUGAS, "dinas.34"])
    def test_only_the_handling_kecamatan_forwards(self, jalan, siapa):
        with pytest.raises(KerjaSama.DoesNotExist):
            jalan.teruskan(oleh=siapa)


class TestPengembalian:
    def test_answer_brings_a_new_version_and_tells_who_asked(self, jalan, pemeran):
        kembali = jalan.kembalikan(jalan.teruskan())
        assert any("Perlu diperbaiki" in j for j in judul_untuk(pemeran[OPERATOR]))
        jalan.jawab_pengembalian(kembali, berkas=[(pdf_contoh(2), "naskah.pdf")])
        assert VersiDokumen.objects.count() == 2
        assert any("Perbaikan dijawab" in j for j in judul_untuk(pemeran[PETUGAS]))
        assert Pengembalian.objects.get().dijawab_oleh == pemeran[OPERATOR]

    def test_bad_file_leaves_the_return_unanswered(self, jalan):
        kembali = jalan.kembalikan(jalan.teruskan())
        with pytest.raises(ValidationError):
            jalan.jawab_pengembalian(kembali, berkas=[(b"bukan pdf", "naskah.pdf")])
        assert Pengembalian.objects.get().dijawab_pada is None

    def test_second_return_waits_for_the_first_answer(self, jalan):
        p = jalan.teruskan()
        jalan.kembalikan(p)
        with pytest.raises(TindakanTertutup, match="menunggu jawaban desa"):
            jalan.kembalikan(p)
        with pytest.raises(TindakanTertutup, match="menunggu jawaban desa"):
            jalan.catat(p)

    def test_another_party_does_not_answer_for_the_registrar(self, jalan):
        kembali = jalan.kembalikan(jalan.teruskan())
        with pytest.raises(Pengembalian.DoesNotExist):
            jalan.jawab_pengembalian(kembali, oleh=KADES_LAIN)

    @pytest.mark.parametrize("butir", [[], ["  "], ["x"] * 21])
    def test_a_list_has_one_to_twenty_lines(self, jalan, butir):
        with pytest.raises(ValidationError):
            jalan.kembalikan(jalan.teruskan(), butir)


class TestTelaah:
    def test_recording_fixes_the_instrument_and_tells_the_parties(self, jalan, pemeran):
        p = jalan.catat()
        assert p.instrumen.butir.count() >= 12
        assert any("dicatat lengkap" in j for j in judul_untuk(pemeran[KADES_LAIN]))
        assert any("dicatat lengkap" in j for j in judul_untuk(pemeran[KECAMATAN]))

    def test_answers_wait_for_the_examination(self, jalan):
        with pytest.raises(TindakanTertutup):
            jalan.jawab(jalan.catat(), "A1")

    def test_two_people_see_each_others_version(self, jalan):
        p = jalan.telaah()
        satu = jalan.jawab(p, "A1", "sesuai")
        with pytest.raises(VersiBasi) as basi:
            jalan.jawab(p, "A1", "perlu_perbaikan", "Kurang", oleh=LAIN)
        assert (basi.value.kini.nilai, basi.value.kini.diubah_oleh.username) == ("sesuai", PETUGAS)
        assert jalan.jawab(p, "A1", "perlu_perbaikan", "Kurang", versi=satu.versi, oleh=LAIN).versi == 2

    def test_the_same_answer_twice_is_no_conflict(self, jalan):
        p = jalan.telaah()
        assert jalan.jawab(p, "A1") == jalan.jawab(p, "A1", oleh=LAIN)

    def test_answer_that_someone_took_away_is_a_conflict_too(self, jalan):
        p = jalan.telaah()
        with pytest.raises(VersiBasi) as basi:
            jalan.jawab(p, "A1", versi=3)
        assert basi.value.kini is None

    @pytest.mark.parametrize(("butir", "nilai"), [("A1", "hebat"), ("ZZ", "sesuai")])
    def test_unknown_answers_are_refused(self, jalan, butir, nilai):
        with pytest.raises(ValidationError):
            jalan.jawab(jalan.telaah(), butir, nilai)

    @pytest.mark.parametrize("siapa", ["petugas.34.02", OPERATOR, "kabid.34.04", KECAMATAN])
    def test_only_the_handling_office_answers(self, jalan, siapa):
        p = jalan.telaah()
        with pytest.raises(Pemeriksaan.DoesNotExist):
            jalan.jawab(p, "A1", oleh=siapa)


class TestHasil:
    def test_every_item_needs_an_answer_and_a_note_where_not_sesuai(self, jalan):
        p = jalan.telaah()
        with pytest.raises(TindakanTertutup, match="butir lagi"):
            jalan.usulkan(p)
        jalan.isi(p, {"B1": ("perlu_perbaikan", "")})
        with pytest.raises(TindakanTertutup, match="Tulis catatan"):
            jalan.usulkan(p, "sesuai_dengan_catatan")

    def test_proposal_makes_the_draft_of_the_letter(self, jalan, pemeran):
        p = jalan.isi(jalan.telaah(), {"B1": ("perlu_perbaikan", "Sebut kewenangannya.")})
        p = jalan.usulkan(p, "sesuai_dengan_catatan")
        assert (p.status, p.surat.status, p.surat.konseptor) == ("diusulkan", "konsep", pemeran[PETUGAS])
        assert [b["catatan"] for b in p.surat.isi["matriks"]] == ["Sebut kewenangannya."]
        assert any("Nomor 16 Tahun 2026" in d for d in p.surat.isi["dasar"])
        assert not any("Nomor 43 Tahun 2014" in d for d in p.surat.isi["dasar"])
        jabatan = list(p.surat.penerima.order_by("urut").values_list("jabatan", "tembusan"))
        assert jabatan[:3] == [
            ("Lurah Purwobinangun", False),
            ("Lurah Candibinangun", False),
            ("Lurah Harjobinangun", False),
        ]
        salinan = " | ".join(j for j, tembusan in jabatan if tembusan)
        assert all(kata in salinan for kata in ("Pakem", "Inspektur", "Bagian Hukum", "Candibinangun"))

    def test_trail_of_the_proposal_is_for_the_office_alone_and_has_no_notes(self, jalan):
        p = jalan.isi(jalan.telaah(), {"B1": ("perlu_perbaikan", "Rahasia sampai terbit.")})
        jalan.usulkan(p, "sesuai_dengan_catatan")
        jejak = Jejak.objects.get(peristiwa="pemeriksaan.diusulkan")
        assert (jejak.izin_baca, jejak.wilayah.kode) == ("lihat_pemeriksaan", "34.04")
        assert not any("Rahasia" in str(j.sesudah_nya) + j.keterangan for j in Jejak.objects.all())

    @pytest.mark.parametrize(
        ("dasar", "tercantum"), [("Peraturan Bupati Nomor 7 Tahun 2025 (contoh)", True), ("BINWAS biasa", False)]
    )
    def test_the_regions_own_regulation_is_cited_where_it_has_one(self, jalan, pemeran, pbkd, dasar, tercantum):
        tetapkan_sakelar(
            kantor=pemeran.wilayah("34.04"),
            kunci="klarifikasi",
            nyala=True,
            dasar=dasar,
            berlaku_sejak=pbkd.tanggal_ditetapkan,
        )
        p = jalan.usulkan(jalan.isi(jalan.telaah()))
        assert (dasar in p.surat.isi["dasar"]) is tercantum

    def test_another_result_needs_a_reason(self, jalan):
        p = jalan.isi(jalan.telaah())
        with pytest.raises(ValidationError, match="Tulis alasan"):
            jalan.usulkan(p, "sesuai_dengan_catatan")
        assert jalan.usulkan(p, "sesuai_dengan_catatan", "Redaksi perlu dirapikan").hasil == "sesuai_dengan_catatan"

    def test_a_result_of_another_kind_is_refused(self, jalan):
        with pytest.raises(ValidationError, match="Pilih hasil"):
            jalan.usulkan(jalan.isi(jalan.telaah()), "perlu_perbaikan", "x")

    def test_same_key_proposes_once(self, jalan):
        p = jalan.isi(jalan.telaah())
        jalan.usulkan(p, kunci="k")
        jalan.usulkan(p, kunci="k")
        assert Surat.objects.count() == 1

    def test_bertentangan_waits_without_a_letter_and_keeps_its_clock(self, jalan, pbkd):
        p = jalan.isi(jalan.telaah(), {"B1": ("bertentangan", "Melampaui kewenangan.")})
        tenggat = p.tenggat
        p = jalan.usulkan(p, "bertentangan")
        assert (p.status, p.surat, p.tenggat) == ("diusulkan", None, tenggat)
        assert not Surat.objects.exists()
        pbkd.refresh_from_db()
        assert (pbkd.status, pbkd.mutu_data) == ("berlaku", "diperiksa_kecamatan")

    def test_a_proposed_bertentangan_can_be_taken_back_with_a_reason(self, jalan, pemeran):
        p = jalan.usulkan(jalan.isi(jalan.telaah(), {"B1": ("bertentangan", "Melampaui kewenangan.")}), "bertentangan")
        tenggat, petugas = p.tenggat, pemeran["petugas.34.04"]
        with pytest.raises(ValidationError, match="mengapa usulan ini ditarik"):
            services.tarik_usulan(pemeriksaan=p, alasan=" ", oleh=petugas)
        p = services.tarik_usulan(pemeriksaan=p, alasan="Salah pilih butir B1.", oleh=petugas)
        assert (p.status, p.hasil, p.diusulkan_oleh, p.tenggat) == ("ditelaah", "", None, tenggat)
        jejak = Jejak.objects.get(peristiwa="pemeriksaan.usulan_ditarik")
        assert jejak.izin_baca == "lihat_pemeriksaan"
        jalan.jawab(p, "B1", "sesuai", "", versi=1)
        assert jalan.usulkan(p, "sesuai").surat is not None

    def test_a_proposal_with_a_letter_is_returned_by_its_signers_not_taken_back(self, jalan, pemeran):
        p = jalan.usulkan(jalan.isi(jalan.telaah()))
        with pytest.raises(TindakanTertutup, match="Konsep surat sudah disusun"):
            services.tarik_usulan(pemeriksaan=p, alasan="Ragu.", oleh=pemeran["petugas.34.04"])

    def test_returned_draft_is_filled_again_and_the_clock_runs_on(self, jalan, pemeran):
        p = jalan.usulkan(jalan.isi(jalan.telaah()))
        tenggat, lama = p.tenggat, p.surat
        surat.kembalikan_konsep(surat=lama, alasan="Periksa pasal 3", oleh=pemeran["kabid.34.04"])
        p.refresh_from_db()
        assert (p.status, p.tenggat) == ("ditelaah", tenggat)
        jalan.jawab(p, "B1", "perlu_perbaikan", "Lihat pasal 3.", versi=1)
        p = jalan.usulkan(p, "sesuai_dengan_catatan")
        assert p.surat == lama
        assert Surat.objects.count() == 1

    def test_issued_letter_ends_the_review(self, jalan, pemeran, pbkd):
        p = jalan.usulkan(jalan.isi(jalan.telaah()))
        surat.paraf_surat(surat=p.surat, oleh=pemeran["kabid.34.04"])
        surat.tandatangani_surat(surat=p.surat, sandi=SANDI, kunci=str(uuid4()), oleh=pemeran["kadis.34.04"])
        p.refresh_from_db()
        pbkd.refresh_from_db()
        assert (p.status, p.selesai_pada is not None) == ("selesai", True)
        assert (pbkd.mutu_data, pbkd.status) == ("diklarifikasi", "berlaku")
        assert p.peristiwa.order_by("pk").last().jenis == "henti"
        assert any("Surat terbit" in j for j in judul_untuk(pemeran["bpd.34.04.16.2003"]))

    def test_a_wet_letter_stops_the_clock_with_its_scan(self, jalan, pemeran, waktu, client):
        p = jalan.usulkan(jalan.isi(jalan.telaah()))
        surat.paraf_surat(surat=p.surat, oleh=pemeran["kabid.34.04"])
        satu = surat.cetak_basah(surat=p.surat, kunci=str(uuid4()), oleh=pemeran[PETUGAS])
        p.refresh_from_db()
        assert (p.status, satu.status, satu.nomor != "") == ("diusulkan", "bernomor", True)
        assert not p.peristiwa.filter(jenis="henti").exists()
        assert client.get(f"/verifikasi/{satu.kode_verifikasi}/").status_code == 404
        waktu.shift(timedelta(days=3))
        surat.unggah_pindaian(surat=satu, isi=pdf_contoh(), nama="pindai.pdf", oleh=pemeran[PETUGAS])
        p.refresh_from_db()
        assert (p.status, p.selesai_pada) == ("selesai", timezone.now())
        assert p.peristiwa.get(jenis="henti").pada == timezone.now()
        assert client.get(f"/verifikasi/{satu.kode_verifikasi}/").status_code == 200

    @pytest.mark.parametrize(("langkah", "sebab"), [("usul", "sedang diproses"), ("terbit", "sudah terbit")])
    def test_no_registration_is_withdrawn_under_its_letter(self, jalan, pemeran, pbkd, masuk, langkah, sebab):
        p = jalan.usulkan(jalan.isi(jalan.telaah()))
        if langkah == "terbit":
            surat.paraf_surat(surat=p.surat, oleh=pemeran["kabid.34.04"])
            surat.tandatangani_surat(surat=p.surat, sandi=SANDI, kunci=str(uuid4()), oleh=pemeran["kadis.34.04"])
        ks = KerjaSama.objects.get()
        with pytest.raises(TindakanTertutup, match=sebab):
            batalkan_pendaftaran(kerja_sama=ks, alasan="Terdaftar dua kali", oleh=pemeran[PETUGAS])
        with pytest.raises(PermissionDenied):
            batalkan_pendaftaran(kerja_sama=ks, alasan="Terdaftar dua kali", oleh=pemeran[OPERATOR])
        masuk(pemeran[PETUGAS]).post(reverse("kerja_sama_batalkan", args=[ks.id_publik]), {"alasan": "Terdaftar dua"})
        assert KerjaSama.objects.get().status == "berlaku"


def test_each_act_is_one_row_of_the_trail(jalan):
    p = jalan.telaah()
    jalan.isi(p)
    jalan.usulkan(p)
    urut = list(
        Jejak.objects.filter(peristiwa__startswith="pemeriksaan.").order_by("urut").values_list("peristiwa", flat=True)
    )
    assert urut == [
        "pemeriksaan.diteruskan",
        "pemeriksaan.dicatat_lengkap",
        "pemeriksaan.ditelaah",
        "pemeriksaan.diusulkan",
    ]
    assert JawabanButir.objects.count() == lembar(p).jumlah


def test_power_is_asked_on_the_locked_row(jalan, pemeran):
    p = jalan.isi(jalan.telaah())
    with pytest.raises((PermissionDenied, Pemeriksaan.DoesNotExist)):
        services.usulkan_hasil(
            pemeriksaan=p, hasil="sesuai", alasan="", kunci=str(uuid4()), oleh=pemeran["kabid.34.04"]
        )
