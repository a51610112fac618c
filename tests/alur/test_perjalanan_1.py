"""Journey 1: an old agreement of three villages, from the phone of its operator to the letter in their inboxes."""

from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from urllib.parse import urlsplit

import pikepdf
from django.utils import timezone
from playwright.sync_api import expect

from tests.pabrik.berkas import foto_contoh, pdf_contoh
from tests.pemeran import SANDI

from .conftest import HP

JUDUL = "Pengelolaan bersama Embung Tirta Arga"


def hari(mundur):
    return (timezone.localdate() - timedelta(days=mundur)).isoformat()


def jalur(halaman):
    return urlsplit(halaman.url).path


def angka(halaman, label):
    ubin = halaman.locator(".ubin-angka").filter(has=halaman.get_by_text(label, exact=True))
    return int(ubin.locator(".nilai").inner_text())


def dasbor(halaman):
    halaman.goto("/dasbor/")
    return angka(halaman, "Berlaku"), angka(halaman, "Diklarifikasi")


def lanjut(halaman):
    halaman.get_by_role("button", name="Lanjut ke").click()


def mulai_draf(halaman):
    halaman.get_by_role("link", name="Daftarkan kerja sama").click()
    halaman.get_by_role("button", name="Mulai pendaftaran").click()


def isi_naskah(halaman, judul):
    halaman.get_by_label("Antar-desa").check()
    halaman.get_by_role("textbox", name="Judul").fill(judul)
    halaman.get_by_label("Pembangunan desa").check()
    halaman.get_by_label("Urusan").select_option("air")
    halaman.get_by_label("Nilai kerja sama").fill("300.000.000")
    lanjut(halaman)


def isi_pihak(halaman, *nama):
    for satu in nama:
        halaman.get_by_label("Cari desa lain").fill(satu)
        halaman.get_by_role("button", name="Cari", exact=True).click()
        halaman.get_by_role("button", name=f"Tambahkan Kalurahan {satu}").click()
        expect(halaman.locator("#para-pihak ol")).to_contain_text(satu)
    lanjut(halaman)


def isi_waktu(halaman, nomor):
    halaman.get_by_label("Tanggal ditetapkan").fill(hari(80))
    halaman.get_by_label("Nomor peraturan Kalurahan Purwobinangun").fill(nomor)
    halaman.get_by_label("Tanggal diundangkan").first.fill(hari(79))
    halaman.get_by_label("Berita Desa").first.fill("Tahun 2026 Nomor 4")
    halaman.get_by_label("Sampai tanggal tertentu").check()
    halaman.get_by_label("Hari terakhir berlaku").fill(hari(-900))
    for belum in halaman.get_by_label("Belum diketahui").all():
        belum.check()
    lanjut(halaman)


def unggah(halaman, *berkas):
    halaman.get_by_label("Naskah").set_input_files([{"name": n, "mimeType": j, "buffer": i} for n, j, i in berkas])


def daftarkan(halaman, *berkas):
    unggah(halaman, *berkas)
    lanjut(halaman)
    halaman.get_by_role("button", name="Daftarkan kerja sama").click()
    halaman.wait_for_url("**/tanda-terima/*/")


def tanggapi_benar(halaman):
    halaman.get_by_role("link", name=f"Tanggapi {JUDUL}").click()
    halaman.get_by_label("Benar, data ini").check()
    halaman.get_by_label("Nomor peraturan milik desa Anda").fill("3 Tahun 2026")
    halaman.get_by_label("Tanggal diundangkan").fill(hari(78))
    halaman.get_by_label("Nomor Berita Desa").fill("Nomor 3 Tahun 2026")
    halaman.get_by_role("button", name="Kirim tanggapan").click()
    expect(halaman.get_by_text("Tanggapan tercatat: benar")).to_be_visible()


def tanggapi_keberatan(halaman):
    halaman.get_by_role("link", name=f"Tanggapi {JUDUL}").click()
    halaman.get_by_label("Keberatan, ada yang keliru").check()
    halaman.get_by_role("button", name="Kirim tanggapan").click()
    expect(halaman.locator("#id_alasan_error")).to_contain_text("Tulis apa yang keliru")
    halaman.get_by_label("Alasan keberatan").fill("Nilai yang menjadi bagian kami Rp80.000.000.")
    halaman.get_by_role("button", name="Kirim tanggapan").click()
    expect(halaman.get_by_text("Tanggapan tercatat: keberatan")).to_be_visible()


def teruskan(halaman):
    """Forwards the file; returns the address of the check."""
    halaman.get_by_role("link", name=f"Periksa {JUDUL}").click()
    expect(halaman.get_by_text("Nilai yang menjadi bagian kami Rp80.000.000.").first).to_be_visible()
    alamat = jalur(halaman)
    for kotak in halaman.locator("#putusan").get_by_role("checkbox").all():
        kotak.check()
    halaman.get_by_label("Catatan untuk kabupaten").fill("Cocok dengan naskah.")
    halaman.get_by_role("button", name="Teruskan ke kabupaten").click()
    expect(halaman.get_by_role("button", name="Teruskan ke kabupaten")).to_have_count(0)
    return alamat


def telaah(halaman):
    """Records the file complete and answers every item: by keyboard, the third by mouse with a note."""
    halaman.get_by_role("link", name=JUDUL).click()
    halaman.get_by_role("button", name="Catat lengkap").click()
    halaman.get_by_role("button", name="Mulai telaah").click()
    expect(halaman.locator("[data-butir][data-aktif]")).to_be_visible()  # the keys are listened to
    halaman.get_by_role("heading", name="Instrumen klarifikasi").click()
    butir = halaman.locator("[data-butir]")
    jumlah = butir.count()
    assert jumlah >= 12
    for ke in range(jumlah):
        halaman.keyboard.press("1")
        expect(butir.nth(ke).get_by_label("Sesuai", exact=True)).to_be_checked()
        halaman.keyboard.press("j")
    ketiga = butir.nth(2)
    ketiga.get_by_role("radiogroup").get_by_text("Perlu perbaikan").click()
    ketiga.get_by_label("Catatan untuk desa").fill("Belum memuat pembagian biaya.")
    with halaman.expect_response(lambda jawaban: "Pasal+7" in (jawaban.request.post_data or "")):
        ketiga.get_by_label("Pasal").fill("Pasal 7")
    expect(halaman.locator("[data-dijawab]")).to_have_text(f"{jumlah} dari {jumlah}")
    return jalur(halaman)


def usulkan(halaman):
    halaman.get_by_role("link", name="Usulkan hasil").click()
    expect(halaman.get_by_label("Sesuai dengan catatan")).to_be_checked()
    halaman.get_by_role("button", name="Usulkan hasil").click()
    expect(halaman.get_by_role("link", name="Surat hasil klarifikasi")).to_be_visible()


def paraf(halaman):
    halaman.get_by_role("link", name="Hasil Klarifikasi").first.click()
    halaman.get_by_role("button", name="Paraf").click()
    expect(halaman.get_by_role("button", name="Paraf")).to_have_count(0)


def tanda_tangani(halaman):
    halaman.get_by_role("link", name="Hasil Klarifikasi").first.click()
    sandi = halaman.get_by_label("Kata sandi Anda")
    sandi.fill("bukan-sandi-saya")
    halaman.get_by_role("button", name="Tanda tangani").click()
    expect(halaman.locator("#id_sandi_error")).to_contain_text("tidak cocok")
    sandi.fill(SANDI)
    halaman.get_by_role("button", name="Tanda tangani").click()
    expect(halaman.get_by_role("link", name="Periksa keaslian")).to_be_visible()
    return halaman.get_by_role("definition").filter(has_text="/").first.inner_text()


def unduh(halaman, tautan):
    with halaman.expect_download() as unduhan:
        tautan.click()
    isi = unduhan.value.path().read_bytes()
    assert isi.startswith(b"%PDF-")
    return isi


def telusuri(halaman):
    """From the country to the agreement: four clicks."""
    halaman.goto("/dasbor/")
    for nama in ("Daerah Istimewa Yogyakarta", "Sleman", "Pakem"):
        halaman.get_by_role("table").get_by_role("link", name=nama).click()
        expect(halaman.get_by_role("heading", level=1)).to_contain_text(nama)
    halaman.get_by_role("link", name=JUDUL).click()
    expect(halaman.get_by_role("heading", level=1)).to_have_text(JUDUL)


def test_perjalanan_satu(ruang):
    pusat, dinas = ruang.masuk("pusat"), ruang.masuk("dinas.34")
    awal = [dasbor(pusat), dasbor(dinas)]
    operator = ruang.masuk("operator.34.04.16.2001", HP)
    mulai_draf(operator)
    isi_naskah(operator, JUDUL)
    isi_pihak(operator, "Candibinangun", "Harjobinangun")
    isi_waktu(operator, "4 Tahun 2026")
    naskah = pdf_contoh(3)
    daftarkan(operator, ("Perbersama Embung.pdf", "application/pdf", naskah))
    expect(operator.get_by_text("DITERIMA SERVER")).to_be_visible()
    expect(operator.get_by_text(f"SHA-256 {sha256(naskah).hexdigest()}")).to_be_visible()
    expect(operator.locator(".tt-qr svg")).to_be_visible()
    alamat_terima = operator.locator(".tt-qr b").inner_text()
    unduh(operator, operator.get_by_role("link", name="PDF"))
    tertutup = [jalur(operator), jalur(operator) + "pdf/"]
    assert [dasbor(pusat), dasbor(dinas)] == [(berlaku + 1, diklarifikasi) for berlaku, diklarifikasi in awal]

    operator.get_by_role("link", name="Buka kerja sama").click()
    tertutup += [jalur(operator), jalur(operator) + "tanggapan/"]
    operator.get_by_role("link", name="Peraturan Bersama").click()
    tertutup += [jalur(operator), operator.get_by_role("link", name="Baca PDF").get_attribute("href")]
    tanggapi_benar(ruang.masuk("kades.34.04.16.2002", HP))
    tanggapi_keberatan(ruang.masuk("kades.34.04.16.2003", HP))
    tertutup.append(teruskan(ruang.masuk("kecamatan.34.04.16")))
    petugas = ruang.masuk("petugas.34.04")
    tertutup.append(telaah(petugas))
    usulkan(petugas)
    paraf(ruang.masuk("kabid.34.04"))
    kadis = ruang.masuk("kadis.34.04")
    nomor = tanda_tangani(kadis)
    alamat_surat = kadis.get_by_role("link", name="Periksa keaslian").get_attribute("href")
    surat = unduh(kadis, kadis.get_by_role("link", name="Unduh"))
    tertutup += [jalur(kadis), jalur(kadis) + "pdf/"]

    kades = ruang.masuk("kades.34.04.16.2002", HP)
    kades.get_by_role("link", name="Kotak masuk").last.click()
    kades.get_by_role("heading", name="Surat").get_by_role("link").first.click()
    expect(kades.get_by_text(nomor).first).to_be_visible()
    assert unduh(kades, kades.get_by_role("link", name="Unduh")) == surat
    kades.get_by_role("link", name="Beranda").last.click()
    expect(kades.get_by_role("heading", name="Kerja sama desa")).to_be_visible()
    expect(kades.get_by_role("heading", name="Surat baru")).to_have_count(0)

    orang_lain = ruang.layar(HP)
    orang_lain.goto(alamat_terima)
    expect(orang_lain.get_by_text("Tanda terima ini tercatat.")).to_be_visible()
    orang_lain.goto(alamat_surat)
    expect(orang_lain.get_by_text("Surat ini tercatat, utuh, dan tidak dicabut.")).to_be_visible()
    expect(orang_lain.get_by_text(nomor)).to_be_visible()
    expect(orang_lain.get_by_text(sha256(surat).hexdigest())).to_be_visible()

    assert [dasbor(pusat), dasbor(dinas)] == [(berlaku + 1, diklarifikasi + 1) for berlaku, diklarifikasi in awal]
    telusuri(pusat)
    bantul = ruang.masuk("petugas.34.02")
    assert {satu: bantul.goto(satu).status for satu in tertutup} == dict.fromkeys(tertutup, 404)


def warna_halaman(isi):
    with pikepdf.open(BytesIO(isi)) as pdf:
        gambar = [pikepdf.PdfImage(next(iter(halaman.get_images().values()))) for halaman in pdf.pages]
        return [satu.as_pil_image().getpixel((10, 10)) for satu in gambar]


def test_dua_foto_menjadi_satu_naskah_menurut_urutan_pilihan(ruang):
    merah, biru = (254, 0, 0), (0, 0, 254)
    foto = {warna: foto_contoh(warna) for warna in (merah, biru)}
    operator = ruang.masuk("operator.34.04.16.2001", HP)
    mulai_draf(operator)
    isi_naskah(operator, "Pengelolaan sampah bersama")
    isi_pihak(operator, "Candibinangun")
    isi_waktu(operator, "5 Tahun 2026")
    unggah(operator, ("dua.jpg", "image/jpeg", foto[biru]), ("satu.jpg", "image/jpeg", foto[merah]))
    operator.get_by_role("button", name="Naikkan satu.jpg").click()
    expect(operator.locator("[data-unggah-daftar] b")).to_have_text(["1. satu.jpg", "2. dua.jpg"])
    lanjut(operator)
    operator.get_by_role("button", name="Daftarkan kerja sama").click()
    expect(operator.locator(".tt-berkas code")).to_have_text(
        [f"SHA-256 {sha256(foto[satu]).hexdigest()}" for satu in (merah, biru)]
    )
    operator.get_by_role("link", name="Buka kerja sama").click()
    operator.get_by_role("link", name="Peraturan Bersama").click()
    alamat = operator.get_by_role("link", name="Baca PDF").get_attribute("href")
    assert warna_halaman(operator.request.get(alamat).body()) == [merah, biru]
