from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from openpyxl import load_workbook

from kerjasama.enums import Asal, Status
from kerjasama.models import ImporKerjaSama, KerjaSama, PihakKetiga
from kerjasama.services import impor as layanan
from kerjasama.services import lembar_impor
from tests.pabrik.berkas import pdf_contoh
from tests.pabrik.kerjasama import buat_kerja_sama
from tests.pabrik.lembar import BAIK, MITRA, arsip, lembar
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.jejak.models import Jejak
from wilayah.models import Pemberitahuan, Wilayah

pytestmark = pytest.mark.usefixtures("cakupan_cocok")


@pytest.fixture
def petugas(pemeran):
    return pemeran["petugas.34.04"]


@pytest.fixture
def sleman(pemeran):
    return pemeran.wilayah("34.04")


@pytest.fixture
def impor(petugas, sleman):
    """Reads rows to the end, for real unless told otherwise."""

    def _impor(*baris, pindaian=None, uji=False, sekaligus=False, isi=None):
        satu = layanan.mulai_impor(
            kantor=sleman,
            lembar=isi or lembar(*baris),
            nama="arsip.xlsx",
            pindaian=(pindaian, "pindaian.zip") if pindaian else None,
            oleh=petugas,
            uji=uji,
            sekaligus=sekaligus,
        )
        return layanan.jalankan_impor(impor=satu, oleh=petugas)

    return _impor


def angka(impor):
    return impor.masuk, impor.sudah_ada, impor.ditolak


def jejak():
    return Jejak.objects.tanpa_batas(alasan="the test looks at the whole trail").filter(peristiwa="kerja_sama.diimpor")


def test_good_row_becomes_an_agreement_in_force(impor, petugas):
    hasil = impor(BAIK | {"nilai": 300_000_000, "lain_2": "34.04.14.2001"})
    ks = KerjaSama.objects.get()
    assert angka(hasil) == (1, 0, 0)
    assert (ks.status, ks.asal, ks.atas_nama, ks.didaftarkan_oleh) == (Status.BERLAKU, Asal.DIIMPOR, True, petugas)
    assert (ks.tanggal_ditetapkan, ks.tanggal_mulai) == (date(2022, 9, 14), date(2022, 9, 20))
    assert ks.tanpa_jatuh_tempo
    assert ks.nilai == 300_000_000
    pihak = [(p.kode_saat_itu, p.nomor) for p in ks.pihak.order_by("urut")]
    assert pihak == [("34.04.16.2001", "4 Tahun 2022"), ("34.04.16.2002", ""), ("34.04.14.2001", "")]
    assert hasil.pesan["2"][1] == f"Masuk: {ks.kode_ucap}. Belum ada pindaian."
    assert jejak().count() == 1


def test_second_run_adds_nothing(impor):
    impor(BAIK, MITRA)
    hasil = impor(BAIK | {"ruang_lingkup": "Diperbaiki"}, MITRA)
    assert angka(hasil) == (0, 2, 0)
    assert KerjaSama.objects.count() == 2
    assert PihakKetiga.objects.count() == 1
    assert "Sudah ada: KS-" in hasil.pesan["2"][1]
    assert jejak().count() == 1


def test_what_a_village_registered_itself_is_known_again(impor, pemeran):
    ks = buat_kerja_sama(
        desa=[pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")],
        oleh=pemeran["operator.34.04.16.2001"],
        judul="Judul lain sama sekali",
        tanggal_ditetapkan=BAIK["tanggal_ditetapkan"],
    )
    ks.pihak.filter(urut=1).update(nomor="4 tahun 2022")
    hasil = impor(BAIK)
    assert angka(hasil) == (0, 1, 0)
    assert ks.kode_ucap in hasil.pesan["2"][1]


def test_dry_run_says_the_same_and_writes_nothing(impor):
    hasil = impor(BAIK, BAIK | {"judul": ""}, BAIK, uji=True)
    assert angka(hasil) == (1, 0, 2)
    assert [hasil.pesan[n][0] for n in "234"] == ["baik", "tolak", "tolak"]
    assert not KerjaSama.objects.exists()
    assert not jejak().exists()
    assert not Pemberitahuan.objects.exists()


SALAH = {
    "judul kosong": ({"judul": ""}, "judul", "Isi judul"),
    "judul panjang": ({"judul": "x" * 301}, "judul", "Paling banyak 300"),
    "bentuk": ({"bentuk": "Entah"}, "bentuk", "tidak ada dalam daftar"),
    "bidang kosong": ({"bidang": ""}, "bidang", "Pilih bidang"),
    "urusan": ({"urusan": "Perairan"}, "urusan", "tidak ada dalam daftar"),
    "tanpa desa": ({"desa": ""}, "desa", "Pilih desa pendaftar"),
    "kode keliru": ({"desa": "34.04.16.9999"}, "desa", "bukan kode desa"),
    "nama saja": ({"desa": "Purwobinangun"}, "desa", "bukan kode desa"),
    "kecamatan": ({"lain_1": "34.04.16"}, "lain_1", "bukan kode desa"),
    "kelurahan": ({"lain_1": "34.04.14.1009"}, "lain_1", "kelurahan"),
    "kabupaten lain": ({"desa": "34.02.08.2001"}, "desa", "Desa pendaftar harus desa di Kabupaten Sleman"),
    "dua kali": ({"lain_1": "34.04.16.2001"}, "lain_1", "dua kali"),
    "sendirian": ({"lain_1": ""}, "lain_1", "sedikitnya satu desa lain"),
    "selebihnya": ({"lain_lagi": "34.04.16.2003; entah"}, "lain_lagi", "«entah» bukan kode desa"),
    "mitra berlebih": ({"ketiga_nama": "PT A", "ketiga_jenis": "Perusahaan swasta"}, "ketiga_nama", "tidak memuat"),
    "mitra kurang": ({"bentuk": "Desa dengan pihak ketiga", "lain_1": ""}, "ketiga_nama", "sedikitnya satu"),
    "tanpa nomor": ({"nomor": ""}, "nomor", "Isi nomor"),
    "tanpa pengundangan": ({"tanggal": ""}, "tanggal", "pengundangan"),
    "tanggal rusak": ({"tanggal_ditetapkan": "31-02-2022"}, "tanggal_ditetapkan", "ada di kalender"),
    "tanggal kata": ({"tanggal_ditetapkan": "kemarin"}, "tanggal_ditetapkan", "ada di kalender"),
    "belum tiba": ({"tanggal_ditetapkan": date(2190, 1, 1)}, "tanggal_ditetapkan", "belum tiba"),
    "mundur": ({"jatuh_tempo": date(2020, 1, 1)}, "jatuh_tempo", "mendahului"),
    "tanpa akhir": ({"jatuh_tempo": ""}, "jatuh_tempo", "Tidak ditentukan"),
    "nilai": ({"nilai": "banyak"}, "nilai", "rupiah"),
    "nilai negatif": ({"nilai": -5}, "nilai", "rupiah"),
    "rumus": ({"ruang_lingkup": "=1+1"}, "ruang_lingkup", "rumus"),
    "emoji": ({"judul": "Air bersih \U0001f600"}, "judul", "emoji"),
    "kanan ke kiri": ({"judul": "مياه"}, "judul", "kanan ke kiri"),
    "arah tersembunyi": ({"judul": "Air\u202e bersih"}, "judul", "tersembunyi"),
    "nul": ({"judul": "Air_x0000_bersih"}, "judul", "kendali"),
    "prakarsa": ({"prakarsa": "Bupati"}, "prakarsa", "tidak ada dalam daftar"),
}


@pytest.mark.parametrize("ragam", SALAH)
def test_fault_is_told_at_its_column(impor, ragam):
    ubah, bidang, kata = SALAH[ragam]
    hasil = impor(BAIK | ubah, BAIK)
    keadaan, _, galat = hasil.pesan["2"]
    assert (keadaan, angka(hasil)) == ("tolak", (1, 0, 1))
    assert kata in galat[bidang], galat
    assert set(galat) == {bidang}


@pytest.mark.parametrize(
    ("ubah", "bidang"),
    [
        ({"ketiga_nib": "123"}, "ketiga_nib"),
        ({"ketiga_nib": 9120001234567}, "ketiga_nib"),
        ({"ketiga_npwp": "12"}, "ketiga_npwp"),
        ({"ketiga_jenis": ""}, "ketiga_jenis"),
        ({"ketiga_jenis": "Perseroan"}, "ketiga_jenis"),
        ({"ketiga_alamat": "x" * 241}, "ketiga_alamat"),
        ({"lain_1": "34.04.16.2002"}, "lain_1"),
    ],
)
def test_fault_of_a_third_party(impor, ubah, bidang):
    assert set(impor(MITRA | ubah).pesan["2"][2]) == {bidang}


def test_inactive_village_and_merged_cells(impor):
    Wilayah.objects.filter(kode="34.04.16.2002").update(aktif=False)
    hasil = impor(isi=lembar(BAIK, BAIK | {"lain_1": "34.04.16.2003"}, gabung="A3:B3"))
    assert "sudah tidak aktif" in hasil.pesan["2"][2]["lain_1"]
    assert "sel gabungan" in hasil.pesan["3"][2][""]


@pytest.mark.parametrize("tulisan", ["14-09-2022", "14/9/2022", "2022-09-14", "14 September 2022", "Rabu, 14 sep 2022"])
def test_dates_as_people_write_them(impor, tulisan):
    impor(BAIK | {"tanggal_ditetapkan": tulisan})
    assert KerjaSama.objects.get().tanggal_ditetapkan == date(2022, 9, 14)


def test_party_of_another_kabupaten_makes_it_cross_border(impor):
    impor(BAIK | {"lain_1": "34.02.08.2001"})
    assert KerjaSama.objects.get().lintas_kabupaten
    assert Pemberitahuan.objects.filter(penerima__username="dinas.34").count() == 1


def test_third_party_is_written_down_once(impor, sleman):
    lain = MITRA | {"judul": "Lain", "desa": "34.04.16.2002", "ketiga_nama": "pt. sumber-air", "ketiga_nib": "9" * 13}
    impor(MITRA | {"ketiga_nib": "9" * 13}, lain, MITRA | {"judul": "Ketiga", "ketiga_nib": "8" * 13})
    assert {(p.nama, p.nib, p.pencatat) for p in PihakKetiga.objects.all()} == {
        ("PT Sumber Air", "9" * 13, sleman),
        ("PT Sumber Air", "8" * 13, sleman),
    }
    assert KerjaSama.objects.get(judul="Lain").pihak.get(desa=None).nama_saat_itu == "pt. sumber-air"


def test_entry_of_another_village_is_not_shared(impor, pemeran):
    milik = PihakKetiga.objects.create(nama="PT Sumber Air", jenis="swasta", pencatat=pemeran.wilayah("34.04.16.2002"))
    impor(MITRA, MITRA | {"judul": "Lain", "desa": "34.04.16.2002"})
    assert KerjaSama.objects.get(judul="Lain").pihak.get(desa=None).pihak_ketiga != milik
    assert not milik.pihak.exists()


def test_each_office_is_told_once(impor, pemeran):
    impor(
        BAIK,
        BAIK | {"judul": "Kedua", "nomor": "5"},
        BAIK | {"judul": "Ketiga", "nomor": "6", "lain_1": "34.04.16.2003"},
    )
    pesan = {p.penerima.username: p.judul for p in Pemberitahuan.objects.select_related("penerima")}
    assert Pemberitahuan.objects.filter(penerima__username="kades.34.04.16.2001").count() == 1
    assert "3 kerja sama lama Kalurahan Purwobinangun" in pesan["kades.34.04.16.2001"]
    assert "2 kerja sama lama" in pesan["operator.34.04.16.2002"]
    assert "kecamatan.34.04.16" in pesan
    assert not {"kades.34.04.14.2001", "kecamatan.34.04.14", "petugas.34.04"} & set(pesan)


def test_scan_is_matched_by_name(impor):
    isi = arsip(**{"map/PBKD 4__PDF": pdf_contoh(), "lain__pdf": pdf_contoh(2), "rusak__pdf": b"bukan pdf"})
    hasil = impor(
        BAIK | {"pindaian": "pbkd 4"},
        BAIK | {"judul": "Kedua", "nomor": "5", "pindaian": "tiada.pdf"},
        BAIK | {"judul": "Ketiga", "nomor": "6", "pindaian": "rusak.pdf"},
        pindaian=isi,
    )
    assert angka(hasil) == (2, 0, 1)
    assert KerjaSama.objects.get(judul=BAIK["judul"]).dokumen.get().versi.get().berkas.jenis_media == "application/pdf"
    assert "«tiada.pdf» tidak ditemukan" in hasil.pesan["3"][1]
    assert "hanya PDF, JPG, dan PNG" in hasil.pesan["4"][2]["pindaian"]


def test_scan_that_comes_later_is_added_once(impor):
    impor(BAIK | {"pindaian": "a.pdf"})
    for harapan in ("Pindaian ditambahkan.", ""):
        hasil = impor(BAIK | {"pindaian": "a.pdf"}, pindaian=arsip(a__pdf=pdf_contoh()))
        assert angka(hasil) == (0, 1, 0)
        assert hasil.pesan["2"][1].endswith(harapan or ".")
        assert KerjaSama.objects.get().dokumen.count() == 1
    assert jejak().count() == 2


def test_all_or_nothing(impor):
    hasil = impor(BAIK, BAIK | {"judul": ""}, sekaligus=True)
    assert (angka(hasil), KerjaSama.objects.count(), jejak().count()) == ((0, 0, 1), 0, 0)
    assert "Tidak dimasukkan" in hasil.pesan["2"][1]
    hasil = impor(BAIK, BAIK | {"judul": "Kedua", "nomor": "5"}, sekaligus=True)
    assert (angka(hasil), KerjaSama.objects.count(), jejak().count()) == ((2, 0, 0), 2, 1)


def banyak(jumlah):
    return [BAIK | {"judul": f"Kerja sama {n}", "nomor": f"{n} Tahun 2022"} for n in range(jumlah)]


@pytest.mark.parametrize(("sekaligus", "bertahan"), [(False, 2), (True, 0)])
def test_killed_in_the_middle(petugas, sleman, monkeypatch, sekaligus, bertahan):
    """By chunk what was committed stays and the rest follows; all at once nothing does until everything does."""
    monkeypatch.setattr("kerjasama.rules.impor.POTONGAN", 2)
    satu = layanan.mulai_impor(
        kantor=sleman, lembar=lembar(*banyak(5)), nama="a.xlsx", oleh=petugas, uji=False, sekaligus=sekaligus
    )
    asli, kali = layanan.tulis_potongan, []

    def mati(*args, **kwargs):
        hasil = asli(*args, **kwargs)
        kali.append(1)
        if len(kali) == 2:
            raise SystemExit
        return hasil

    monkeypatch.setattr(layanan, "tulis_potongan", mati)
    with pytest.raises(SystemExit):
        layanan.jalankan_impor(impor=satu, oleh=petugas)
    satu.refresh_from_db()
    assert (KerjaSama.objects.count(), satu.terbaca, satu.selesai_pada) == (bertahan, bertahan, None)
    assert not Pemberitahuan.objects.exists()
    hasil = layanan.jalankan_impor(impor=satu, oleh=petugas)
    assert (angka(hasil), KerjaSama.objects.count()) == ((5, 0, 0), 5)
    assert jejak().count() == (1 if sekaligus else 3)


def test_stopped_by_hand_keeps_what_is_in_and_tells(petugas, sleman, monkeypatch):
    monkeypatch.setattr("kerjasama.rules.impor.POTONGAN", 2)
    satu = layanan.mulai_impor(kantor=sleman, lembar=lembar(*banyak(5)), nama="a.xlsx", oleh=petugas, uji=False)
    satu = layanan.lanjutkan_impor(impor=satu, oleh=petugas)
    satu = layanan.hentikan_impor(impor=satu, oleh=petugas)
    assert (satu.masuk, KerjaSama.objects.count()) == (2, 2)
    assert Pemberitahuan.objects.filter(penerima__username="kades.34.04.16.2001").count() == 1
    with pytest.raises(TindakanTertutup):
        layanan.hentikan_impor(impor=satu, oleh=petugas)
    assert layanan.lanjutkan_impor(impor=satu, oleh=petugas).masuk == 2


def test_decision_after_the_dry_run(impor, petugas):
    periksa = impor(BAIK, BAIK | {"judul": ""}, uji=True)
    with pytest.raises(TindakanTertutup, match="ditolak"):
        layanan.putuskan_impor(impor=periksa, sekaligus=True, oleh=petugas)
    nyata = layanan.putuskan_impor(impor=periksa, sekaligus=False, oleh=petugas)
    assert angka(layanan.jalankan_impor(impor=nyata, oleh=petugas)) == (1, 0, 1)
    with pytest.raises(TindakanTertutup):
        layanan.putuskan_impor(impor=nyata, sekaligus=False, oleh=petugas)


@pytest.mark.parametrize("siapa", ["kecamatan.34.04.16", "operator.34.04.16.2001", "petugas.34.02", "kadis.34.04"])
def test_only_the_kabupaten_brings_in(pemeran, sleman, siapa):
    with pytest.raises(PermissionDenied):
        layanan.mulai_impor(kantor=sleman, lembar=lembar(BAIK), nama="a.xlsx", oleh=pemeran[siapa])


def test_double_submit_is_one_import(petugas, sleman):
    dua = {
        layanan.mulai_impor(kantor=sleman, lembar=lembar(BAIK), nama="a.xlsx", oleh=petugas, kunci="k" * 12).pk
        for _ in range(2)
    }
    assert len(dua) == ImporKerjaSama.objects.count() == 1


def test_returned_sheet_marks_the_faults_and_runs_nothing(impor):
    hasil = impor(BAIK | {"bentuk": "Entah", "ruang_lingkup": '=HYPERLINK("http://x")'}, BAIK)
    with hasil.hasil.buka() as berkas:
        lembar_hasil = load_workbook(berkas)["Kerja sama"]
        kepala = [s.value for s in lembar_hasil[1]]
        assert kepala[:2] == ["Hasil", "Judul"]
        assert lembar_hasil["A2"].value.startswith("Ditolak. ")
        assert "Bentuk: «Entah» tidak ada" in lembar_hasil["A2"].value
        bentuk, lingkup = (lembar_hasil.cell(2, kepala.index(n) + 1) for n in ("Bentuk", "Ruang lingkup"))
        assert bentuk.fill.fgColor.rgb.endswith(lembar_impor.WARNA_SEL)
        assert lingkup.value.startswith("'=")
        assert lembar_hasil.cell(3, kepala.index("Bentuk") + 1).fill.fill_type is None
        assert lembar_hasil.data_validations.count > 5
    with hasil.hasil.buka() as berkas, pytest.raises(ValidationError):
        lembar_impor.Pembaca(arsip(a__pdf=b"x"))
    with hasil.hasil.buka() as berkas:
        ulang = impor(isi=berkas)
    assert angka(ulang) == (0, 1, 1)
