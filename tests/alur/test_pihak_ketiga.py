"""An agreement of three villages with a third party, from its plan to its check by the kecamatan, and what the public
reads of it. The third party has no account: what it answers and signs, a village writes down."""

from playwright.sync_api import expect

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
    unggah,
)
from .test_perjalanan_1 import jalur

JUDUL = "Pengelolaan Wisata Jip Lereng Merapi"
SATU, DUA, TIGA = DESA
MITRA, KETUA, NIB, ALAMAT = "Koperasi Jip Sejahtera", "Bambang Hermawan", "9120001234567", "Jalan Boyong Nomor 17"
NILAI = "987.654.000"
SEDIKIT = {"Pemerintah kalurahan, laki-laki": "6", "Bamuskal, perempuan": "5"}
RENCANA = {
    "Latar belakang": "Jalur jip melintasi tiga kalurahan, dan pengelolanya bekerja tanpa aturan bersama.",
    "Ruang lingkup": "Jalur, loket, asuransi penumpang, dan bagi hasil.",
    "Tata cara dan ketentuan pelaksanaan": "Koperasi menyediakan kendaraan, kalurahan merawat jalur.",
    "Jangka waktu (bulan)": "36",
    "Hak dan kewajiban": "Kalurahan berhak atas bagi hasil; koperasi wajib mengasuransikan penumpang.",
    "Pendanaan": "Sumber dana: APB Kalurahan para pihak dan retribusi kendaraan.",
    "Perkiraan nilai": NILAI,
}


def mulai(operator):
    """The plan, and the letter made ready: two villages, and a third party that nobody had written down yet."""
    tekan(operator, "Kerja sama baru", "link")
    operator.get_by_role("textbox", name="Judul").fill(JUDUL)
    operator.get_by_label("Beberapa desa dengan pihak ketiga").check()
    operator.get_by_label("Pemberdayaan masyarakat").check()
    operator.get_by_label("Urusan").select_option("wisata")
    tekan(operator, "Mulai persiapan")
    operator.get_by_label("Kewenangan desa").select_option(index=1)
    isi(operator, RENCANA)
    tekan(operator, "Simpan")
    alamat = jalur(operator).removesuffix("persiapan/")
    tekan(operator, "Cari mitra dan tawarkan", "link")
    for nama in ("Candibinangun", "Harjobinangun"):
        operator.get_by_label("Tempat").fill(nama)
        tekan(operator, "Cari")
        operator.get_by_role("button", name=f"Pilih Kalurahan {nama}").click()
    catat_mitra(operator)
    return alamat


def catat_mitra(operator):
    """Leads back to the offer, where it is chosen beside what was chosen before."""
    tekan(operator, "Catat pihak ketiga baru", "link")
    operator.get_by_label("Nama lembaga atau perusahaan").fill(MITRA)
    operator.get_by_label("Jenis", exact=True).select_option(label="Perusahaan swasta")
    isi(operator, {"NIB": NIB, "Alamat": ALAMAT, "Yang menandatangani": KETUA, "Jabatannya": "Ketua"})
    tekan(operator, "Simpan")
    expect(operator.get_by_text("3 terpilih")).to_be_visible()
    expect(operator.locator("#terpilih")).to_contain_text(MITRA)


def terima(kades):
    buka_tugas(kades, "Jawab penawaran", JUDUL)
    kades.get_by_label("Menerima").check()
    tekan(kades, "Kirim jawaban")
    expect(kades.get_by_text("Jawaban tercatat.")).to_be_visible()


def catat_jawaban(kades):
    """The letter of the third party is asked for at its field."""
    buka_tugas(kades, "Catat jawaban pihak ketiga", JUDUL)
    kades.get_by_label("Menerima").check()
    tekan(kades, "Catat jawaban")
    expect(kades.locator("#id_berkas_error")).to_contain_text("Unggah surat jawaban dari pihak ketiga.")
    unggah(kades)
    tekan(kades, "Catat jawaban")
    expect(kades.get_by_text("Jawaban tercatat.")).to_be_visible()


def susun(operator):
    buka_tugas(operator, "Lanjutkan ke naskah", JUDUL)
    tekan(operator, "Mulai menyusun naskah")
    tekan(operator, "Susun naskah", "link")
    expect(operator.get_by_text(f"{KETUA}, Ketua {MITRA}, berkedudukan di {ALAMAT}")).to_be_visible()
    expect(operator.get_by_text("8 dari 8 lengkap")).to_be_visible()
    simpan_versi(operator, 1)


def bentuk_bkad(operator):
    """Nobody signs before it is on record; its members may follow."""
    buka_tugas(operator, "Catat BKAD", JUDUL)
    operator.get_by_label("Dasar pembentukan").fill("Pasal 5 perjanjian ini")
    tekan(operator, "Simpan")
    isi(operator, {"Nama": "Rudi Hartono"})
    operator.get_by_label("Dari", exact=True).select_option(DUA)
    operator.get_by_label("Unsur").select_option(label="Tokoh masyarakat")
    operator.get_by_label("Laki-laki").check()
    tekan(operator, "Tambah anggota")
    expect(operator.get_by_text("Anggota BKAD dicatat.")).to_be_visible()


def tanda_tangan(kades, siapa, nomor, label="Nomor desa"):
    expect(kades.get_by_role("heading", name=f"Catat tanda tangan: {siapa}")).to_be_visible()
    isi(kades, {label: nomor, "Tempat penandatanganan": "Balai Kalurahan Purwobinangun"})
    kades.get_by_label("Bermeterai Rp10.000").check()
    tekan(kades, "Catat tanda tangan")
    expect(kades.get_by_text("Tanda tangan tercatat.")).to_be_visible()
    expect(kades.get_by_text(f"Nomor {nomor}")).to_be_visible()


def berlakukan(operator):
    simpan_pindaian(operator, JUDUL)
    buka_tugas(operator, "Nyatakan berlaku", JUDUL)
    tekan(operator, "Nyatakan berlaku")
    expect(operator.get_by_text("Perjanjian dinyatakan berlaku.")).to_be_visible()
    buka_tugas(operator, "Sampaikan ke bupati", JUDUL)
    tekan(operator, "Sampaikan")
    expect(operator.get_by_text("DITERIMA SERVER")).to_be_visible()


def periksa(kecamatan):
    kecamatan.get_by_role("link", name=f"Periksa {JUDUL}").click()
    expect(kecamatan.get_by_text("Klarifikasi tertutup.")).to_be_visible()
    dokumen = kecamatan.get_by_role("navigation", name="Dokumen").get_by_role("link")
    expect(dokumen.first).to_have_text("Naskah bertanda tangan")
    expect(dokumen.first).to_have_attribute("aria-current", "page")
    for kotak in kecamatan.locator("#putusan").get_by_role("checkbox").all():
        kotak.check()
    kecamatan.locator("#putusan").get_by_role("button", name="Tandai sudah diperiksa").click()
    expect(kecamatan.get_by_text("Ditandai sudah diperiksa.")).to_be_visible()


def baca_publik(orang, alamat, mulai):
    """Title, parties, bidang and dates; nothing of money, of people or of where the third party lives."""
    orang.goto("/publik/")
    orang.get_by_role("link", name=JUDUL).first.click()
    lembar = orang.locator("main")
    for teks in ("Kalurahan Harjobinangun", MITRA, "Pemberdayaan masyarakat", mulai):
        expect(lembar).to_contain_text(teks)
    rahasia = [NILAI, NILAI.replace(".", ""), KETUA, NIB, ALAMAT, f"Nama kades.{SATU}", "415/11/", *RENCANA.values()]
    rahasia.remove(RENCANA["Jangka waktu (bulan)"])
    for satu in (jalur(orang), "/publik/", "/publik/data.json", "/publik/data.csv", "/publik/feed/document.json"):
        teks = orang.request.get(satu).text()
        assert not [r for r in rahasia if r in teks], satu
    orang.goto(alamat)
    assert jalur(orang) == "/masuk/"


def test_tiga_desa_dan_pihak_ketiga(ruang, jam):
    def masuk(peran, desa=SATU):
        return ruang.masuk(f"{peran}.{desa}", HP)

    operator, lurah = masuk("operator"), {d: masuk("kades", d) for d in DESA}
    alamat = mulai(operator)
    siap = operator.url
    lurah[SATU].goto(siap)
    lurah[SATU].get_by_label("Nomor surat").fill("145/12/XII/2026")
    tekan(lurah[SATU], "Kirim penawaran ke 3 calon mitra")
    terima(lurah[DUA])
    terima(lurah[TIGA])
    catat_jawaban(lurah[SATU])
    for d in DESA:
        bermusyawarah(masuk("bpd", d), jam, HADIR, f"Menyepakati kerja sama wisata jip dengan {MITRA}.")
    susun(operator)
    operator.goto("/")
    bermusyawarah(operator, jam, SEDIKIT, "Menyepakati rancangan perjanjian bersama dan membentuk BKAD.")
    for d in DESA:
        sepakati(lurah[d], JUDUL, 2)  # the decision of the musyawarah antar-desa made the second version
    lurah[DUA].goto("/")
    expect(lurah[DUA].get_by_text("Tidak ada yang menunggu Anda")).to_be_visible()
    libatkan_camat(ruang.masuk("camat.34.04.16"), JUDUL, "Konsultasi", jam.tanggal())
    lurah[DUA].goto(alamat + "tanda-tangan/")
    expect(lurah[DUA].get_by_text("Catat dahulu susunan BKAD")).to_be_visible()
    bentuk_bkad(operator)
    for d, nama, nomor in ((SATU, "Purwo", 11), (DUA, "Candi", 7), (TIGA, "Harjo", 3)):
        buka_tugas(lurah[d], "Catat tanda tangan", JUDUL)
        tanda_tangan(lurah[d], f"Kalurahan {nama}binangun", f"415/{nomor}/XII/2026")
    buka_tugas(lurah[SATU], "Catat tanda tangan", JUDUL)
    tanda_tangan(lurah[SATU], MITRA, "KJS/27/XII/2026", "Nomor pihak ketiga")
    expect(lurah[SATU].get_by_text("dibubuhi, Rp10.000")).to_be_visible()
    berlakukan(operator)
    periksa(ruang.masuk("kecamatan.34.04.16"))
    baca_publik(ruang.layar(HP), alamat, tanggal(jam.kini.date(), hari=False))
