"""From an agreed text to an agreement that lies before the bupati, act by act."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from kerjasama.enums import TANPA_JATUH_TEMPO
from kerjasama.models import Dokumen, KerjaSama, Pasal, Persiapan, Pihak, TandaTerima, VersiDokumen
from kerjasama.services import penetapan as layanan
from wilayah.cakupan.transisi import TindakanTertutup, VersiBasi
from wilayah.jejak.models import Jejak
from wilayah.models import Pemberitahuan

from .conftest import CANDI, HARJO, LUAR, PURWO


def baris_jejak():
    return Jejak.objects.filter(pokok__startswith="kerjasama.kerjasama").order_by("pk")


def jejak():
    return list(baris_jejak().values_list("peristiwa", flat=True))


class TestSepakati:
    def test_names_what_is_agreed_and_the_last_one_ends_the_stage(self, pbkd):
        pbkd.sepakati(PURWO)
        assert pbkd.ks.status == "penyusunan"
        pbkd.sepakati(CANDI)
        assert pbkd.ks.status == "disepakati"
        baris = list(baris_jejak())
        assert [b.peristiwa for b in baris] == ["pihak.menyepakati"] * 2
        assert baris[0].sesudah_nya == {"versi": 1, "sha256": pbkd.sidik(), "status": "penyusunan"}
        assert baris[1].sesudah_nya["status"] == "disepakati"

    @pytest.mark.parametrize("siapa", [f"operator.{PURWO}", f"bpd.{PURWO}", f"kades.{CANDI}"])
    def test_only_the_villages_own_kades(self, pbkd, siapa):
        with pytest.raises(PermissionDenied):
            pbkd.sepakati(PURWO, oleh=siapa)
        assert not jejak() and not Pihak.objects.filter(disepakati_pada__isnull=False).exists()

    def test_a_stranger_finds_nothing(self, pbkd, buat):
        buat(HARJO, LUAR)
        with pytest.raises(KerjaSama.DoesNotExist):
            pbkd.sepakati(PURWO, oleh=f"kades.{HARJO}")

    def test_an_older_version_is_not_agreed_to(self, buat):
        pelaku = buat(versi=2)
        with pytest.raises(VersiBasi) as basi:
            pelaku.sepakati(PURWO, versi=1)
        assert basi.value.kini.nomor == 2 and not jejak()

    def test_a_text_changed_since_the_version_is_not_agreed_to(self, pbkd):
        pasal = Pasal.objects.get(naskah__kerja_sama=pbkd.ks, kunci="pendanaan")
        pasal.isi = "Ditanggung desa lain."
        pasal.save()
        with pytest.raises(TindakanTertutup, match="berubah sejak versi 1"):
            pbkd.sepakati(PURWO)

    def test_twice_is_once(self, pbkd):
        pbkd.sepakati(PURWO)
        with pytest.raises(TindakanTertutup, match="sudah menyepakati versi 1"):
            pbkd.sepakati(PURWO)
        assert len(jejak()) == 1

    def test_without_the_meeting_of_villages_the_gate_is_shut(self, pbkd):
        pbkd.ks.musyawarah.all().delete()
        with pytest.raises(TindakanTertutup, match="Musyawarah antar-desa"):
            pbkd.sepakati(PURWO)

    def test_opening_again_strikes_all_and_says_why(self, pbkd, pemeran):
        pbkd.sampai_disepakati()
        layanan.buka_kembali(kerja_sama=pbkd.ks, alasan="Pasal 4 keliru", oleh=pemeran[f"kades.{CANDI}"])
        assert pbkd.ks.status == "penyusunan"
        assert not Pihak.objects.filter(disepakati_pada__isnull=False).exists()
        assert jejak()[-1] == "kerja_sama.dibuka_kembali" and len(jejak()) == 3
        assert "Pasal 4 keliru" in Pemberitahuan.objects.filter(penerima__username=f"kades.{PURWO}").first().isi

    def test_opening_again_needs_a_reason(self, pbkd, pemeran):
        pbkd.sampai_disepakati()
        with pytest.raises(ValidationError) as galat:
            layanan.buka_kembali(kerja_sama=pbkd.ks, alasan=" ", oleh=pemeran[f"kades.{CANDI}"])
        assert list(galat.value.message_dict) == ["alasan"]


class TestTandaTangan:
    def test_the_camats_part_is_a_gate(self, pbkd):
        pbkd.sampai_disepakati()
        with pytest.raises(TindakanTertutup, match="Camat belum tercatat"):
            pbkd.tandatangani(PURWO)
        pbkd.catat_camat("saksi")
        pbkd.tandatangani(PURWO)
        assert pbkd.ks.status == "ditandatangani"

    def test_one_number_for_each_village_on_one_text(self, pbkd):
        pbkd.sampai_ditandatangani()
        nomor = dict(pbkd.ks.pihak.values_list("desa__kode", "nomor"))
        assert nomor == {PURWO: "1 Tahun 2026", CANDI: "2 Tahun 2026"}
        assert pbkd.ks.tempat_ditandatangani == "Pakem"

    def test_what_a_party_is_called_is_frozen(self, pbkd):
        pbkd.sampai_disepakati().catat_camat()
        desa = pbkd.pihak(PURWO).desa
        desa.nama = "Nama Baru"
        desa.save()
        pbkd.tandatangani(PURWO)
        assert pbkd.pihak(PURWO).nama_saat_itu == "Kalurahan Nama Baru, Kapanewon Pakem, Kabupaten Sleman"
        desa.nama = "Nama Lagi"
        desa.save()
        assert pbkd.pihak(PURWO).nama_saat_itu.startswith("Kalurahan Nama Baru")

    @pytest.mark.parametrize(
        ("ubah", "bidang"),
        [
            ({"tanggal": ""}, "tanggal"),
            ({"tanggal": "2026-02-31"}, "tanggal"),
            ({"tanggal": (timezone.localdate() + timedelta(days=3)).isoformat()}, "tanggal"),
            ({"tanggal": (timezone.localdate() - timedelta(days=3)).isoformat()}, "tanggal"),
            ({"nomor": ""}, "nomor"),
            ({"nama": "x" * 121}, "nama"),
            ({"tempat": ""}, "tempat"),
        ],
    )
    def test_what_is_wrong_is_said_at_its_field(self, pbkd, ubah, bidang):
        pbkd.sampai_disepakati().catat_camat()
        with pytest.raises(ValidationError) as galat:
            pbkd.tandatangani(PURWO, **ubah)
        assert list(galat.value.message_dict) == [bidang]
        assert pbkd.ks.status == "disepakati" and len(jejak()) == 2

    def test_a_second_submit_writes_nothing_and_a_correction_says_what_it_was(self, pbkd):
        pbkd.sampai_disepakati().catat_camat()
        pbkd.tandatangani(PURWO)
        with pytest.raises(TindakanTertutup, match="sudah tercatat"):
            pbkd.tandatangani(PURWO)
        pbkd.tandatangani(PURWO, nomor="4 Tahun 2026")
        assert jejak()[-2:] == ["pihak.menandatangani", "pihak.tanda_tangan_diperbaiki"]
        assert baris_jejak().last().sebelum_nya["nomor"] == "3 Tahun 2026"

    def test_a_third_partys_is_written_down_by_a_kades_with_its_own_number(self, perjanjian):
        perjanjian.sampai_disepakati().catat_camat()
        perjanjian.tandatangani(PURWO, bermeterai=True)
        with pytest.raises(PermissionDenied):
            perjanjian.tandatangani("", oleh=f"operator.{PURWO}")
        perjanjian.tandatangani("", oleh=f"kades.{PURWO}", nama="Sri", jabatan="Direktur", nomor="PKS/12")
        assert perjanjian.ks.bermeterai
        assert set(perjanjian.ks.pihak.values_list("nomor", flat=True)) == {"3 Tahun 2026", "PKS/12"}

    def test_the_scan_waits_for_all_and_is_never_replaced(self, pbkd):
        pbkd.sampai_disepakati().catat_camat()
        pbkd.tandatangani(PURWO)
        with pytest.raises(TindakanTertutup, match="Belum menandatangani"):
            pbkd.pindai()
        pbkd.tandatangani(CANDI)
        pbkd.pindai(kunci="kunci-satu")
        pbkd.pindai(kunci="kunci-satu")
        pbkd.pindai(oleh=f"operator.{CANDI}")
        assert Dokumen.objects.get(kerja_sama=pbkd.ks).judul == "Naskah bertanda tangan"
        assert list(VersiDokumen.objects.order_by("nomor").values_list("nomor", flat=True)) == [1, 2]
        assert jejak().count("kerja_sama.pindaian_disimpan") == 2


class TestBerlaku:
    def test_the_last_promulgation_brings_it_into_force(self, pbkd):
        pbkd.sampai_ditandatangani().pindai()
        pbkd.undangkan(PURWO)
        assert pbkd.ks.status == "diundangkan" and pbkd.ks.tanggal_mulai is None
        pbkd.undangkan(CANDI)
        ks, hari = pbkd.ks, pbkd.ks.desa_pendaftar.hari_ini()
        assert (ks.status, ks.tanggal_ditetapkan, ks.tanggal_mulai) == ("berlaku", hari, hari)
        assert ks.jatuh_tempo.year == hari.year + 5 or ks.jatuh_tempo > hari + timedelta(days=1800)
        assert ks.disampaikan_pada is None
        assert jejak()[-2:] == ["pihak.mengundangkan"] * 2

    def test_without_a_term_it_has_no_last_day(self, pbkd):
        Persiapan.objects.update(jangka_waktu_bulan=None)
        assert pbkd.sampai_berlaku().ks.jatuh_tempo == TANPA_JATUH_TEMPO

    def test_without_the_scan_nothing_is_promulgated(self, pbkd):
        pbkd.sampai_ditandatangani()
        with pytest.raises(TindakanTertutup, match="pindaian"):
            pbkd.undangkan(PURWO)

    @pytest.mark.parametrize(
        ("ubah", "bidang"), [({"berita_desa": ""}, "berita_desa"), ({"sekretaris": ""}, "sekretaris")]
    )
    def test_what_is_missing_is_said_at_its_field(self, pbkd, ubah, bidang):
        pbkd.sampai_ditandatangani().pindai()
        with pytest.raises(ValidationError) as galat:
            pbkd.undangkan(PURWO, **ubah)
        assert list(galat.value.message_dict) == [bidang]

    def test_a_neighbour_does_not_promulgate_for_another(self, pbkd):
        pbkd.sampai_ditandatangani().pindai()
        with pytest.raises(PermissionDenied):
            pbkd.undangkan(PURWO, oleh=f"operator.{CANDI}")

    def test_a_perjanjian_is_not_promulgated_and_begins_by_its_own_terms(self, perjanjian, pemeran):
        perjanjian.sampai_ditandatangani().tandatangani("", oleh=f"kades.{PURWO}", nomor="PKS/12")
        perjanjian.pindai()
        with pytest.raises(TindakanTertutup, match="tidak diundangkan"):
            perjanjian.undangkan(PURWO)
        operator, ks = pemeran[f"operator.{PURWO}"], perjanjian.ks
        with pytest.raises(ValidationError) as galat:
            layanan.berlakukan(kerja_sama=ks, isi={"tanggal_mulai": "2020-01-01"}, oleh=operator)
        assert list(galat.value.message_dict) == ["tanggal_mulai"]
        hari = ks.desa_pendaftar.hari_ini()
        layanan.berlakukan(kerja_sama=ks, isi={"tanggal_mulai": hari.isoformat()}, oleh=operator)
        assert (perjanjian.ks.status, perjanjian.ks.tanggal_mulai) == ("berlaku", hari)

    def test_handing_in_gives_one_receipt_however_often(self, pbkd, pemeran):
        pbkd.sampai_berlaku()
        terima = pbkd.sampaikan(kunci="kirim-satu")
        assert pbkd.sampaikan(kunci="kirim-satu") == terima
        with pytest.raises(TindakanTertutup, match="Sudah disampaikan"):
            pbkd.sampaikan()
        assert TandaTerima.objects.count() == 1 and terima.berkas is not None
        assert [b["nama"] for b in terima.rincian] == ["naskah.pdf"]
        assert pbkd.ks.disampaikan_pada and jejak()[-1] == "kerja_sama.disampaikan"
        assert Pemberitahuan.objects.filter(
            penerima=pemeran["kecamatan.34.04.16"], tautan__endswith="/periksa/"
        ).exists()

    def test_the_initiator_hands_in(self, pbkd):
        pbkd.sampai_berlaku()
        with pytest.raises(TindakanTertutup, match="pemrakarsa"):
            pbkd.sampaikan(oleh=f"operator.{CANDI}")
