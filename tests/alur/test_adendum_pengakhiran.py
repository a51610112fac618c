"""A peraturan bersama of two villages in its third year: extended by a change that is made like any other, a duty
reported, and then brought to its end by agreement."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from kerjasama.enums import MutuData
from tests.pabrik.siklus import buat_naskah, buat_siklus
from wilayah.tampilan.format import tanggal

from .adegan import DESA
from .conftest import HP
from .langkah import (
    HADIR,
    bermusyawarah,
    buka_tugas,
    isi,
    libatkan_camat,
    sepakati,
    simpan_pindaian,
    simpan_versi,
    tekan,
)

JUDUL = "Ambulans Desa Bersama"
PERPANJANGAN = f"Perpanjangan {JUDUL}"
SATU, DUA = DESA[:2]
SEDIKIT = {"Pemerintah kalurahan, laki-laki": "4", "Bamuskal, perempuan": "5"}
TANGGUNGAN = "Mengganti ban ambulans"


@pytest.fixture
def pokok(pemeran, jam):
    """In force since 900 days and for 200 more, with its text; nobody has touched it since."""
    desa = [pemeran.wilayah(kode) for kode in (SATU, DUA)]
    hari = desa[0].hari_ini()
    mulai, akhir = hari - timedelta(days=900), hari.replace(year=hari.year + 1, month=6, day=30)
    tetap = {"tanggal_ditetapkan": mulai, "tanggal_mulai": mulai, "jatuh_tempo": akhir, "urusan": "kesehatan"}
    periksa = {"disampaikan_pada": timezone.now(), "mutu_data": MutuData.DIPERIKSA_KECAMATAN}
    oleh = pemeran[f"operator.{SATU}"]
    ks = buat_siklus(desa=desa, oleh=oleh, judul=JUDUL, status="berlaku", **tetap, **periksa)
    ks.pihak.update(
        nomor="3 Tahun 2024",
        tanggal=mulai,
        berita_desa="Nomor 3 Tahun 2024",
        disepakati_pada=timezone.now(),
        ditandatangani_pada=mulai,
        penanda_tangan="Lurah terdahulu",
        tanggapan="benar",
    )
    buat_naskah(ks, oleh)
    return ks


def buka(orang, judul=JUDUL):
    orang.goto("/kerja-sama/")
    orang.get_by_role("link", name=judul, exact=True).first.click()


def perpanjang(operator):
    """The change opens with the parties and the plan of what it changes; what a choice needs is asked at its field."""
    buka(operator)
    tekan(operator, "Ubah atau perpanjang", "link")
    operator.get_by_label("Perpanjangan").check()
    operator.get_by_label("Alasan").fill("Ambulans masih dipakai dan warga meminta layanannya diteruskan.")
    tekan(operator, "Buka perubahan")
    expect(operator.locator("#id_bulan_error")).to_contain_text("Isi berapa bulan diperpanjang")
    expect(operator.get_by_label("Diperpanjang berapa bulan", exact=True)).to_be_visible()  # not called optional
    operator.get_by_label("Diperpanjang berapa bulan").fill("24")
    tekan(operator, "Buka perubahan")
    expect(operator.get_by_role("heading", level=1)).to_have_text(PERPANJANGAN)
    for nama in ("Purwobinangun", "Candibinangun"):
        expect(operator.get_by_role("region", name="Para pihak")).to_contain_text(f"Kalurahan {nama}")


def susun(operator):
    """Only what is changed, with what the matter says now; the old text keeps the rest."""
    buka_tugas(operator, "Lengkapi persiapan", PERPANJANGAN)
    tekan(operator, "Mulai menyusun naskah")
    tekan(operator, "Susun naskah", "link")
    expect(operator.get_by_text("PERUBAHAN PASAL 4").first).to_be_visible()
    expect(operator.get_by_text("Jangka waktu Kerja Sama diperpanjang selama 2 (dua) tahun")).to_be_visible()
    simpan_versi(operator, 1)


def tanda_tangan(kades, nomor):
    buka_tugas(kades, "Catat tanda tangan", PERPANJANGAN)
    kades.get_by_label("Tempat penandatanganan").fill("Balai Kalurahan Purwobinangun")
    kades.get_by_label("Nomor peraturan bersama").fill(nomor)
    tekan(kades, "Catat tanda tangan")
    expect(kades.get_by_text("Tanda tangan tercatat.")).to_be_visible()


def undangkan(operator, nomor):
    buka_tugas(operator, "Catat pengundangan", PERPANJANGAN)
    expect(
        operator.get_by_text("Kerja sama yang diperpanjang bertambah 24 bulan sejak hari terakhirnya.")
    ).to_be_visible()
    isi(operator, {"Nomor Berita Desa": nomor, "Carik yang mengundangkan": "Sri Rahayu"})
    tekan(operator, "Catat pengundangan")


def baca_yang_berlaku(operator, akhir):
    """The last day has moved, and the article says by what."""
    buka(operator)
    expect(operator.get_by_text(f"sampai {akhir}")).to_be_visible()
    tekan(operator, "Naskah yang berlaku saat ini", "link")
    keempat = operator.locator("main").get_by_text(f"Menurut {PERPANJANGAN}")
    expect(keempat).to_have_count(1)
    expect(operator.get_by_text("Jangka waktu Kerja Sama diperpanjang selama 2 (dua) tahun")).to_be_visible()
    expect(operator.get_by_text("Ketentuan tentang jangka waktu.")).to_have_count(0)
    jawaban = operator.request.get(operator.get_by_role("link", name="PDF").get_attribute("href"))
    assert jawaban.ok and jawaban.body().startswith(b"%PDF-")


def catat_kewajiban(operator, jam):
    buka(operator)
    tekan(operator, "Catat kewajiban", "link")
    for pihak, apa in (("Candibinangun", "Menyetor iuran ambulans"), ("Purwobinangun", TANGGUNGAN)):
        operator.get_by_label("Pihak", exact=True).select_option(label=f"Kalurahan {pihak}")
        operator.get_by_label("Kewajiban", exact=True).fill(apa)
        operator.get_by_label("Tenggat").fill(jam.tanggal(30))
        tekan(operator, "Catat kewajiban")
        expect(operator.get_by_role("link", name=apa)).to_be_visible()


def laporkan(operator, jam):
    buka_tugas(operator, "Penuhi", "Menyetor iuran ambulans")
    operator.get_by_label("Bagaimana dipenuhi").fill("Disetor ke rekening kas Kalurahan Purwobinangun.")
    operator.get_by_label("Dipenuhi pada").fill(jam.tanggal())
    tekan(operator, "Kirim laporan")
    expect(operator.get_by_text("Laporan tersimpan. Pihak lain diberi tahu.")).to_be_visible()


def ajukan(kades, hari):
    """On a ground of law, and not without saying what becomes of money and assets."""
    buka(kades)
    tekan(kades, "Tangguhkan atau akhiri", "link")
    kades.get_by_label("Pengakhiran. Kerja sama selesai.").check()
    kades.get_by_label("Alasan menurut ketentuan").select_option("kesepakatan")
    kades.get_by_label("Uraian alasan").fill("Kedua kalurahan akan memakai ambulans puskesmas.")
    kades.get_by_label("Mulai tanggal").fill(hari)
    tekan(kades, "Ajukan")
    expect(kades.locator("#id_penyelesaian_keuangan_error")).to_contain_text("Tulis bagaimana uangnya diselesaikan")
    kades.get_by_label("Penyelesaian uang").fill("Sisa kas Rp2.000.000 dibagi rata ke rekening kas desa.")
    kades.get_by_label("Penyelesaian aset").fill("Ambulans kepada Kalurahan Candibinangun.")
    kades.get_by_label("Kewajiban kepada pihak lain").fill("tidak ada")
    tekan(kades, "Ajukan")
    expect(kades.get_by_text("Musyawarah antar-desa belum menyepakatinya")).to_be_visible()


def tetapkan(kades):
    """By the other village; the duty that falls away is ticked."""
    buka_tugas(kades, "Tetapkan pengakhiran", JUDUL)
    expect(kades.get_by_text("Musyawarah sudah menyepakatinya.")).to_be_visible()
    kades.get_by_label(TANGGUNGAN).check()
    tekan(kades, "Tetapkan berakhirnya kerja sama")
    expect(kades.get_by_text("Para pihak, kecamatan, dan kabupaten diberi tahu.")).to_be_visible()
    expect(kades.get_by_text("tidak dapat dilakukan")).to_have_count(0)


def lihat_berakhir(operator):
    operator.goto("/kerja-sama/")
    for judul in (JUDUL, PERPANJANGAN):
        baris = operator.get_by_role("listitem").or_(operator.get_by_role("row")).filter(has_text=judul).first
        expect(baris).to_contain_text("Berakhir")
    operator.goto("/kewajiban/")
    baris = operator.get_by_role("listitem").or_(operator.get_by_role("row")).filter(has_text=TANGGUNGAN).first
    expect(baris).to_contain_text("Tidak berlaku lagi")


def dikabari(orang):
    orang.goto("/kotak-masuk/")
    expect(orang.get_by_text(f"Kerja sama berakhir: {JUDUL}").first).to_be_visible()


def baca_publik(orang, hari):
    """That it ended and when, and that its text is not the last word; nothing of why, of money or of people."""
    orang.goto("/publik/")
    orang.get_by_role("link", name=JUDUL, exact=True).click()
    expect(orang.get_by_text("Berakhir").first).to_be_visible()
    expect(orang.get_by_role("definition").filter(has_text=hari).first).to_be_visible()
    expect(orang.get_by_role("link", name=PERPANJANGAN)).to_be_visible()
    expect(orang.get_by_role("heading", name="Naskah lengkap sebelum diubah")).to_be_visible()
    teks = orang.locator("main").inner_text()
    assert not [r for r in ("Sisa kas", "ambulans puskesmas", "Nama kades", "Lurah terdahulu") if r in teks]


def test_perpanjangan_lalu_pengakhiran(ruang, pokok, jam):
    def masuk(peran, desa=SATU):
        return ruang.masuk(f"{peran}.{desa}", HP)

    operator, operator_dua = masuk("operator"), masuk("operator", DUA)
    lurah, camat = {d: masuk("kades", d) for d in (SATU, DUA)}, ruang.masuk("camat.34.04.16")
    perpanjang(operator)
    for d in (SATU, DUA):
        bermusyawarah(masuk("bpd", d), jam, HADIR, "Menyepakati perpanjangan ambulans desa bersama.")
    susun(operator)
    operator.goto("/")
    bermusyawarah(operator, jam, SEDIKIT, "Menyepakati rancangan perpanjangan.")
    for d in (SATU, DUA):
        sepakati(lurah[d], PERPANJANGAN, 2)
    libatkan_camat(camat, PERPANJANGAN, "Fasilitasi", jam.tanggal())
    for d, nomor in ((SATU, "9 Tahun 2026"), (DUA, "5 Tahun 2026")):
        tanda_tangan(lurah[d], nomor)
    simpan_pindaian(operator, PERPANJANGAN)
    undangkan(operator, "9 Tahun 2026")
    undangkan(operator_dua, "5 Tahun 2026")
    expect(operator_dua.get_by_text("Semua desa sudah mengundangkan: berlaku penuh.")).to_be_visible()
    akhir = pokok.jatuh_tempo.replace(year=pokok.jatuh_tempo.year + 2)
    baca_yang_berlaku(operator, tanggal(akhir, hari=False))

    catat_kewajiban(operator, jam)
    laporkan(operator_dua, jam)
    ajukan(lurah[SATU], jam.tanggal())
    operator.goto("/")
    bermusyawarah(operator, jam, SEDIKIT, "Menyepakati berakhirnya kerja sama ambulans.")
    tetapkan(lurah[DUA])
    lihat_berakhir(operator)
    dikabari(lurah[SATU])
    dikabari(camat)
    baca_publik(ruang.layar(HP), tanggal(jam.kini.date(), hari=False))
