"""Journey 2: two villages of different kecamatan, from the musyawarah to the text in force, with a draft that comes
back once. Village people hold a phone, offices sit at a desk; between the steps only the clock moves."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.pemeran import SANDI
from wilayah.pengguna.services import tetapkan_sakelar

from .conftest import HP
from .langkah import HADIR, hadiri, isi, putuskan, tekan, undang, unduh, unggah
from .test_perjalanan_1 import jalur, paraf
from .test_ponsel import MELUBER

JUDUL = "Pengelolaan Sampah Terpadu Lereng Merapi"
SATU, DUA = "34.04.16.2001", "34.04.14.2001"
NAMA = {SATU: "Purwobinangun", DUA: "Banyurejo"}
TAMBAHAN = "Para Kalurahan menjaga keselamatan petugas pengangkut sampah."
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
def perbup(pemeran):
    """The kabupaten's own rule, in force long before anyone begins: drafts are evaluated before they are signed."""
    tetapkan_sakelar(
        kantor=pemeran.wilayah("34.04"),
        kunci="evaluasi_rancangan",
        nyala=True,
        dasar=PERBUP,
        berlaku_sejak=date(2020, 1, 1),
    )


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
    expect(bunyi).to_have_value(re.compile(r"^APB Desa .+\nPendanaan Kerja Sama bersumber dari:\na\. ", re.S))
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


def minta_evaluasi(operator, nomor):
    buka_tugas(operator, "Minta evaluasi rancangan")
    expect(operator.get_by_text(PERBUP)).to_be_visible()
    tekan(operator, f"Minta evaluasi versi {nomor}")
    expect(operator.get_by_text(f"Evaluasi versi {nomor} diminta ke Kabupaten Sleman.")).to_be_visible()


def jawab_evaluasi(petugas, nomor, hasil, catatan=""):
    buka_tugas(petugas, "Evaluasi rancangan")
    expect(petugas.get_by_role("link", name=f"Versi {nomor}")).to_be_visible()
    petugas.get_by_label(hasil, exact=True).check()
    petugas.get_by_label("Catatan", exact=False).first.fill(catatan)
    tekan(petugas, "Kirim jawaban")
    expect(petugas.get_by_text("Jawaban evaluasi tercatat.")).to_be_visible()


def buka_kembali(kades):
    buka_tugas(kades, "Perbaiki rancangan")
    expect(kades.get_by_text("keselamatan petugas pengangkut").first).to_be_visible()
    tekan(kades, "Buka kembali naskah", "link")
    kades.get_by_label("Mengapa naskah dibuka kembali?").fill("Menambah kewajiban menurut catatan evaluasi.")
    tekan(kades, "Buka kembali naskah")
    expect(kades.get_by_text("Naskah dibuka kembali.").first).to_be_visible()


def perbaiki(operator):
    buka_tugas(operator, "Perbaiki rancangan")
    tekan(operator, "Perbaiki naskah", "link")
    operator.get_by_role("button", name="Sunting Pasal 9").click()
    bunyi = operator.get_by_label("Bunyi pasal")
    bunyi.fill(f"{bunyi.input_value()}\n{TAMBAHAN}")
    tekan(operator, "Simpan dan selesai")
    expect(operator.get_by_text(TAMBAHAN)).to_be_visible()
    buat_versi(operator, 3, "Menambah keselamatan petugas pengangkut.")


def catat_camat(camat):
    buka_tugas(camat, "Catat keterlibatan camat")
    camat.get_by_label("Fasilitasi", exact=True).check()
    camat.get_by_role("textbox", name="Catatan").fill("Memfasilitasi pertemuan para pihak di kantor kapanewon.")
    tekan(camat, "Catat")
    expect(camat.get_by_text("Giliran Kalurahan Purwobinangun dan Kalurahan Banyurejo.")).to_be_visible()


def tandatangani(kades, nomor):
    buka_tugas(kades, "Catat tanda tangan")
    kades.get_by_label("Tempat penandatanganan").fill("Pakem")
    kades.get_by_label("Nomor peraturan bersama").fill(nomor)
    tekan(kades, "Catat tanda tangan")
    expect(kades.get_by_text(f"Nomor {nomor}")).to_be_visible()


def simpan_pindaian(operator):
    buka_tugas(operator, "Unggah naskah bertanda tangan")
    unduh(operator, operator.get_by_role("link", name="Cetak versi 3"))
    unggah(operator)
    tekan(operator, "Simpan naskah")
    expect(operator.get_by_text("Naskah bertanda tangan tersimpan.")).to_be_visible()


def undangkan(operator, nomor, pesan):
    buka_tugas(operator, "Catat pengundangan")
    operator.get_by_label("Nomor Berita Desa").fill(nomor)
    operator.get_by_label("yang mengundangkan").fill("Wening Rahayu")
    tekan(operator, "Catat pengundangan")
    expect(operator.get_by_text(pesan).first).to_be_visible()


def sampaikan(operator):
    buka_tugas(operator, "Sampaikan ke bupati")
    tekan(operator, "Sampaikan")
    expect(operator.get_by_text("DITERIMA SERVER")).to_be_visible()
    unduh(operator, operator.get_by_role("link", name="PDF"))


def teruskan(kecamatan):
    kecamatan.get_by_role("link", name=f"Periksa {JUDUL}").click()
    expect(kecamatan.get_by_role("link", name="Naskah bertanda tangan")).to_have_attribute("aria-current", "page")
    for kotak in kecamatan.locator("#putusan").get_by_role("checkbox").all():
        kotak.check()
    tekan(kecamatan, "Teruskan ke kabupaten")
    expect(kecamatan.get_by_role("button", name="Teruskan ke kabupaten")).to_have_count(0)


def telaah(petugas):
    petugas.get_by_role("link", name=JUDUL).first.click()
    tekan(petugas, "Catat lengkap")
    tekan(petugas, "Mulai telaah")
    butir = petugas.locator("[data-butir]")
    expect(petugas.locator("[data-butir][data-aktif]")).to_be_visible()
    petugas.get_by_role("heading", name="Instrumen klarifikasi").click()
    for ke in range(butir.count()):
        petugas.keyboard.press("1")
        expect(butir.nth(ke).get_by_label("Sesuai", exact=True)).to_be_checked()
        petugas.keyboard.press("j")
    expect(petugas.locator("[data-dijawab]")).to_have_text(f"{butir.count()} dari {butir.count()}")
    tekan(petugas, "Usulkan hasil", "link")
    tekan(petugas, "Usulkan hasil")
    expect(petugas.get_by_role("link", name="Surat hasil klarifikasi")).to_be_visible()


def tandatangani_surat(kadis):
    kadis.get_by_role("link", name="Hasil Klarifikasi").first.click()
    kadis.get_by_label("Kata sandi Anda").fill(SANDI)
    tekan(kadis, "Tanda tangani")
    expect(kadis.get_by_role("link", name="Periksa keaslian")).to_be_visible()


def baca_surat(kades):
    kades.get_by_role("link", name="Baca surat").first.click()
    expect(kades.get_by_text("Sesuai").first).to_be_visible()
    unduh(kades, kades.get_by_role("link", name="Unduh").first)


def baca_umum(tamu, alamat):
    """Whoever looks for it finds the whole text, without an account."""
    tamu.goto("/publik/")
    tamu.get_by_role("link", name=JUDUL).click()
    assert jalur(tamu) == alamat.replace("/kerja-sama/", "/publik/")
    naskah = tamu.get_by_role("region", name="Naskah lengkap")
    for teks in ("bahwa Musyawarah Antar-Kalurahan pada tanggal", TAMBAHAN, "Pasal 17"):
        expect(naskah).to_contain_text(teks)
    assert tamu.evaluate(MELUBER) == 0
    assert "240.000.000" not in tamu.content() and "Wening" not in tamu.content()


def matriks_selesai(kades, alamat):
    kades.goto(f"{alamat}matriks/")
    expect(kades.get_by_role("heading", name="Tidak ada yang sedang ditunggu")).to_be_visible()
    for baris in kades.locator(".matriks tbody tr").all():
        assert baris.locator("td.ok").count() == 4, baris.inner_text()


def test_perjalanan_dua(ruang, perbup, jam):
    hari_ini = {}

    def masuk(peran, desa=SATU):
        """At home on one's own phone, signed in once a day."""
        akun = (f"{peran}.{desa}", jam.kini)
        if akun in hari_ini:
            hari_ini[akun].goto("/")
        else:
            hari_ini[akun] = ruang.masuk(akun[0], HP)
        return hari_ini[akun]

    alamat = mulai(masuk("operator"))
    undang(masuk("bpd"), jam, 3, "005/7/BPD/2026")
    jam.maju(3)
    bpd = masuk("bpd")
    hadiri(bpd, HADIR)
    putuskan(bpd, "Menyepakati kerja sama pengelolaan sampah dengan Kalurahan Banyurejo.")
    asing = [jalur(bpd)]
    kades = masuk("kades")
    tawarkan(kades)
    kades = masuk("kades", DUA)
    terima(kades)
    asing.append(jalur(kades))
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
    asing += [f"{alamat}{u}" for u in ("", "naskah/", "naskah/1/pdf/", "matriks/", "persiapan/")]
    orang_asing = ruang.masuk("petugas.34.02")
    assert {satu: orang_asing.goto(satu).status for satu in asing} == dict.fromkeys(asing, 404)

    operator.goto("/")
    undang(operator, jam, 2, "005/20/XII/2026")
    jam.maju(2)
    operator = masuk("operator")
    hadiri(operator, {"Pemerintah kalurahan, laki-laki": "6", "Bamuskal, perempuan": "5"})
    putuskan(operator, "Menyepakati rancangan peraturan bersama tentang pengelolaan sampah.")
    for desa in (SATU, DUA):
        sepakati(masuk("kades", desa), 2)
    petugas = ruang.masuk("petugas.34.04")
    minta_evaluasi(masuk("operator"), 2)
    petugas.goto("/antrean/")
    jawab_evaluasi(petugas, 2, "Perlu perbaikan", "Pasal 9: muat keselamatan petugas pengangkut sampah.")
    buka_kembali(masuk("kades"))
    perbaiki(masuk("operator"))
    for desa in (SATU, DUA):
        sepakati(masuk("kades", desa), 3)
    minta_evaluasi(masuk("operator"), 3)
    petugas.goto("/antrean/")
    jawab_evaluasi(petugas, 3, "Sesuai")
    catat_camat(ruang.masuk("camat.34.04.16"))

    jam.maju(1)
    tandatangani(masuk("kades"), "7 Tahun 2026")
    tandatangani(masuk("kades", DUA), "4 Tahun 2026")
    simpan_pindaian(masuk("operator"))
    undangkan(masuk("operator"), "9 Tahun 2026", "Belum mengundangkan: Kalurahan Banyurejo.")
    undangkan(masuk("operator", DUA), "5 Tahun 2026", "berlaku penuh.")
    sampaikan(masuk("operator"))
    teruskan(ruang.masuk("kecamatan.34.04.16"))
    telaah(ruang.masuk("petugas.34.04"))
    paraf(ruang.masuk("kabid.34.04"))
    tandatangani_surat(ruang.masuk("kadis.34.04"))
    for desa in (SATU, DUA):
        kades = masuk("kades", desa)
        baca_surat(kades)
    matriks_selesai(kades, alamat)
    baca_umum(ruang.layar(HP), alamat)
