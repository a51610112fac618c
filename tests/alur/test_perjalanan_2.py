"""Journey 2: two villages of different kecamatan, from the musyawarah to the text in force, with a draft that comes
back once. Village people hold a phone, offices sit at a desk; between the steps only the clock moves."""

import re
from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from playwright.sync_api import expect

from tests.pabrik.berkas import foto_contoh, pdf_contoh
from wilayah.pengguna.services import tetapkan_sakelar

from .conftest import HP
from .test_perjalanan_1 import jalur

JUDUL = "Pengelolaan Sampah Terpadu Lereng Merapi"
SATU, DUA = "34.04.16.2001", "34.04.14.2001"
NAMA = {SATU: "Purwobinangun", DUA: "Banyurejo"}
PERBUP = "Perbup Sleman Nomor 12 Tahun 2026 Pasal 9 (contoh)"
RENCANA = {
    "Latar belakang": "Sampah kedua kalurahan empat ton sehari dan lahan TPS3R hanya satu.",
    "Dasar kewenangan": "Perkal Nomor 2 Tahun 2024 tentang Kewenangan Kalurahan, Pasal 7",
    "Rujukan RPJM Desa": "Bab IV, kegiatan 12",
    "Rujukan RKP Desa": "Kegiatan 3 tahun 2026",
    "Ruang lingkup": "Pengumpulan, pemilahan, dan pengolahan sampah rumah tangga di TPS3R Tirta Resik.",
    "Tata cara dan ketentuan pelaksanaan": "Sampah dipilah di rumah, diangkut dua kali sepekan, dan diolah di TPS3R.",
    "Jangka waktu (bulan)": "60",
    "Hak dan kewajiban": "Para pihak berhak memakai TPS3R dan wajib memilah sampahnya.",
    "Pendanaan": "APB Desa masing-masing pihak sama besar, dan iuran warga.",
    "Perkiraan nilai": "240.000.000",
}


@pytest.fixture
def jam(pemeran):
    """Ten in the morning of today, and on from there; `maju` sleeps some days."""
    zona = pemeran.wilayah(SATU).zona
    pagi = datetime.combine(pemeran.wilayah(SATU).hari_ini(), time(10), tzinfo=zona)
    with time_machine.travel(pagi, tick=True) as pelancong:
        yield Jam(pelancong, pagi)


class Jam:
    def __init__(self, pelancong, pagi):
        self.pelancong, self.kini = pelancong, pagi

    def maju(self, hari):
        self.kini += timedelta(days=hari)
        self.pelancong.move_to(self.kini)

    def tanggal(self, hari=0):
        return (self.kini + timedelta(days=hari)).date().isoformat()


@pytest.fixture
def perbup(pemeran):
    """The kabupaten's own rule, in force long before anyone begins: drafts are evaluated before they are signed."""
    tetapkan_sakelar(
        kantor=pemeran.wilayah("34.04"),
        kunci="evaluasi_rancangan",
        nyala=True,
        dasar=PERBUP,
        berlaku_sejak=date(2020, 1, 1),
    )


def isi(halaman, isian):
    for label, nilai in isian.items():
        halaman.get_by_label(label, exact=True).or_(halaman.get_by_label(f"{label} (boleh kosong)")).fill(nilai)


def tekan(halaman, nama, peran="button"):
    halaman.get_by_role(peran, name=nama, exact=True).first.click()


def mulai(operator):
    """From the home page to a plan that could be offered; returns the address of the agreement."""
    tekan(operator, "Kerja sama baru", "link")
    operator.get_by_role("textbox", name="Judul").fill(JUDUL)
    operator.get_by_label("Antar-desa.").check()
    operator.get_by_label("Pembangunan desa").check()
    operator.get_by_label("Urusan").select_option("sampah")
    tekan(operator, "Mulai persiapan")
    expect(operator.get_by_text("ruang lingkup belum diisi", exact=False)).to_be_visible()
    operator.get_by_label("Kewenangan desa").select_option(index=1)
    isi(operator, RENCANA)
    tekan(operator, "Simpan")
    expect(operator.get_by_text("Isi surat penawaran lengkap")).to_be_visible()
    return jalur(operator).removesuffix("persiapan/")


def undang(bpd, jam, hari, nomor):
    bpd.get_by_role("link", name="Undang musyawarah").first.click()
    bpd.get_by_label("Hari, tanggal").fill(jam.tanggal(hari))
    bpd.get_by_label("Jam").fill("09:00")
    bpd.get_by_label("Nomor surat undangan").fill(nomor)
    tekan(bpd, "Terbitkan undangan")
    expect(bpd.get_by_text("Undangan terbit. Unduh suratnya")).to_be_visible()
    unduh(bpd, bpd.get_by_role("link", name="Surat undangan"))


def hadiri(orang, hadir, utusan=""):
    """Counts who came, names a delegate, and keeps a photo."""
    orang.get_by_role("link", name="Catat kehadiran").first.click()
    for label, jumlah in hadir.items():
        orang.get_by_role("spinbutton", name=label).fill(jumlah)
    expect(orang.locator("[data-jumlah]")).to_have_text(f"{sum(map(int, hadir.values()))} orang")
    satu = orang.get_by_role("group", name="Orang ke-1")
    satu.get_by_label("Nama").fill("Sri Wahyuni")
    satu.get_by_label("Unsur").select_option("perempuan")
    satu.get_by_label("L/P").select_option("P")
    satu.get_by_label("Utusan").select_option(index=1)
    foto = {"name": "rapat.jpg", "mimeType": "image/jpeg", "buffer": foto_contoh("olive")}
    orang.get_by_label("Foto (boleh kosong)", exact=True).set_input_files(foto)
    tekan(orang, "Unggah foto")
    expect(orang.get_by_text("Foto musyawarah")).to_be_visible()
    tekan(orang, "Lanjut ke keputusan")


def putuskan(orang, keputusan):
    orang.get_by_label("Menyepakati", exact=True).check()
    orang.get_by_label("Isi keputusan").fill(keputusan)
    orang.get_by_label("Pokok pembahasan").fill("Iuran warga, jadwal angkut, dan keselamatan petugas dibahas.")
    orang.get_by_label("Notulis").fill("Budi Santoso")
    tekan(orang, "Periksa keputusan")
    tekan(orang, "Tegaskan keputusan")
    unduh(orang, orang.get_by_role("link", name="Buka berita acara"))
    unggah(orang, "Berita acara yang sudah ditandatangani")
    tekan(orang, "Simpan berita acara")
    expect(orang.get_by_text("Berita acara bertanda tangan tersimpan.")).to_be_visible()


def unggah(halaman, label):
    berkas = {"name": "pindaian.pdf", "mimeType": "application/pdf", "buffer": pdf_contoh(2)}
    halaman.get_by_label(label).set_input_files(berkas)


def unduh(halaman, tautan):
    """A letter opens for whoever presses its link."""
    jawaban = halaman.request.get(tautan.get_attribute("href"))
    assert jawaban.ok and jawaban.body().startswith(b"%PDF-"), jawaban.status


HADIR = {
    "Pemerintah kalurahan, laki-laki": "4",
    "Bamuskal, laki-laki": "5",
    "Tokoh masyarakat, perempuan": "6",
    "Perwakilan kelompok tani, laki-laki": "7",
    "Perwakilan kelompok perempuan, perempuan": "12",
}


def tawarkan(kades):
    buka_tugas(kades, "Tawarkan kerja sama")
    kades.get_by_role("link", name="Cari mitra dan tawarkan").click()
    kades.get_by_label("Tempat").fill(NAMA[DUA])
    tekan(kades, "Cari")
    kades.get_by_role("button", name=f"Pilih Kalurahan {NAMA[DUA]}").click()
    kades.get_by_label("Nomor surat").fill("145/12/XII/2026")
    tekan(kades, "Kirim penawaran ke 1 calon mitra")
    expect(kades.get_by_text(f"Giliran Kalurahan {NAMA[DUA]}.")).to_be_visible()


def terima(kades):
    buka_tugas(kades, "Jawab penawaran")
    unduh(kades, kades.get_by_role("link", name="Surat penawaran"))
    kades.get_by_label("Menerima").check()
    tekan(kades, "Kirim jawaban")
    expect(kades.get_by_text("Giliran Bamuskal Banyurejo.")).to_be_visible()


def buka_tugas(orang, awal):
    """The task on the home page, or in the queue of an office."""
    orang.get_by_role("link", name=re.compile(f"{awal}.*{JUDUL}")).first.click()


def susun(operator):
    buka_tugas(operator, "Lanjutkan ke naskah")
    tekan(operator, "Mulai menyusun naskah")
    tekan(operator, "Susun naskah", "link")
    expect(operator.get_by_text("bahwa Musyawarah Kalurahan Banyurejo pada tanggal")).to_be_visible()
    expect(operator.get_by_text("7 dari 8 lengkap")).to_be_visible()


def lengkapi(operator):
    """The other village's side mends the article that the strip points at, with a clause of the library."""
    buka_tugas(operator, "Susun naskah")
    operator.get_by_role("button", name="Sunting Pasal 11").click()
    operator.get_by_text("Klausul siap pakai").click()
    operator.get_by_role("button", name="Sisipkan ke pasal ini").nth(2).click()
    bunyi = operator.get_by_label("Bunyi pasal")
    expect(bunyi).to_have_value(re.compile(r"^APB Desa masing-masing.+\nPendanaan Kerja Sama bersumber dari:\na\. ", re.S))
    tekan(operator, "Simpan dan selesai")
    expect(operator.get_by_text("8 dari 8 lengkap")).to_be_visible()


def komentari(bpd):
    bpd.goto("/kerja-sama/")
    bpd.get_by_role("link", name=JUDUL).first.click()
    tekan(bpd, "Baca naskah", "link")
    bpd.get_by_role("link", name="Komentar Pasal 9").click()
    bpd.get_by_label("Tulis komentar pada Pasal 9").fill("Mohon dimuat kewajiban menjaga keselamatan petugas.")
    tekan(bpd, "Kirim komentar")
    expect(bpd.locator("#komentar article")).to_contain_text("keselamatan petugas")


def tuntaskan(operator):
    buka_tugas(operator, "Susun naskah")
    tekan(operator, "Buka pasalnya", "link")
    tekan(operator, "Tuntas")
    expect(operator.locator("#komentar")).to_contain_text(f"Tuntas, Nama operator.{SATU}")


def buat_versi(operator, nomor, keterangan):
    operator.get_by_role("link", name="Simpan sebagai versi").click()
    operator.get_by_label("Apa yang berubah").fill(keterangan)
    tekan(operator, f"Simpan sebagai versi {nomor}")
    expect(operator.get_by_text(f"Versi {nomor} tersimpan.")).to_be_visible()
    for bentuk, awal in (("DOCX", b"PK"), ("PDF", b"%PDF-")):
        tautan = operator.get_by_role("link", name=f"{bentuk} versi {nomor}")
        jawaban = operator.request.get(tautan.get_attribute("href"))
        assert jawaban.ok and jawaban.body().startswith(awal), bentuk


def sepakati(kades, nomor):
    buka_tugas(kades, "Sepakati naskah")
    kades.get_by_label("Saya sudah membaca versi ini").check()
    tekan(kades, f"Sepakati versi {nomor}")
    expect(kades.get_by_text(f"menyepakati versi {nomor}.")).to_be_visible()


def test_perjalanan_dua(ruang, perbup, jam):
    def masuk(peran, desa=SATU):
        return ruang.masuk(f"{peran}.{desa}", HP)

    mulai(masuk("operator"))
    undang(masuk("bpd"), jam, 3, "005/7/BPD/2026")
    jam.maju(3)
    bpd = masuk("bpd")
    hadiri(bpd, HADIR)
    putuskan(bpd, "Menyepakati kerja sama pengelolaan sampah dengan Kalurahan Banyurejo.")
    tawarkan(masuk("kades"))
    terima(masuk("kades", DUA))
    undang(masuk("bpd", DUA), jam, 3, "005/4/BPD/2026")
    jam.maju(3)
    bpd = masuk("bpd", DUA)
    hadiri(bpd, HADIR)
    putuskan(bpd, "Menyepakati kerja sama pengelolaan sampah dengan Kalurahan Purwobinangun.")
    susun(masuk("operator"))
    lengkapi(masuk("operator", DUA))
    komentari(masuk("bpd"))
    operator = masuk("operator")
    tuntaskan(operator)
    buat_versi(operator, 1, "Naskah untuk musyawarah antar-kalurahan.")
    operator.goto("/")
    undang(operator, jam, 2, "005/20/XII/2026")
    jam.maju(2)
    operator = masuk("operator")
    hadiri(operator, {"Pemerintah kalurahan, laki-laki": "6", "Bamuskal, perempuan": "5"})
    putuskan(operator, "Menyepakati rancangan peraturan bersama tentang pengelolaan sampah.")
    sepakati(masuk("kades"), 2)
    sepakati(masuk("kades", DUA), 2)
