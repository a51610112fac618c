"""Every address, four people: nobody signed in, someone sideways, someone below, someone rightful. The addresses come
from the resolver: a new one without an example here fails."""

import csv
import io
import uuid

import pytest
from django.urls import NoReverseMatch, URLPattern, get_resolver, resolve, reverse
from django.utils import timezone

from kerjasama.models import Fasilitasi, ImporKerjaSama, Kawasan, PihakKetiga, TugasPerubahan
from kerjasama.services.pendaftaran import buat_draf, lampirkan_berkas
from tests.arsitektur.contoh_berjalan import contoh_berjalan
from tests.arsitektur.contoh_musyawarah import contoh_musyawarah
from tests.arsitektur.contoh_naskah import contoh_naskah
from tests.arsitektur.contoh_persiapan import contoh_persiapan
from tests.pabrik.berkas import pdf_contoh
from tests.pabrik.binwas import buat_pemeriksaan, buat_surat
from tests.pabrik.kerjasama import buat_kerja_sama, buat_tanda_terima, buat_undangan
from tests.pabrik.wilayah import buat_edisi
from wilayah.models import Pemberitahuan, PerubahanWilayah, ProfilKantor, SerahTerima
from wilayah.pengguna.services import kirim_tautan

PUBLIK = {"masuk", "masuk_kode", "verifikasi", "sehat"}
AKUN = {
    "akun",
    "akun_surel",
    "akun_sandi",
    "akun_kode_kedua",
    "akun_kode_cadangan",
    "akun_kode_lepas",
    "akun_perangkat",
    "akun_perangkat_lain",
}
SIAPA_SAJA = {  # for every signed-in person; they show one's own things, or reference data
    "keluar",
    *AKUN,
    "ganti_topi",
    "beranda",
    "kotak_masuk",
    "kerja_sama_daftar",
    "pemeriksaan_daftar",
    "surat_daftar",
    "wilayah_daftar",
    "wilayah_cari",
    "wilayah_rinci",
    "perubahan_daftar",
    "perubahan_rinci",
    "alih_wilayah",
    "tampilan_simpan",
    "tampilan_hapus",
    "panduan",
    "alur",
    "kantor",
    "kalender",
    "dasar_hukum",
    "aturan_tenggat",
    "peran",
    "penugasan_limpahkan",
}

SIAPA_SAJA |= {"musyawarah_daftar"}
SIAPA_SAJA |= {"kewajiban_daftar"}
SIAPA_SAJA |= {"pihak_ketiga_daftar", "pihak_ketiga_serupa", "penawaran_daftar", "potensi_daftar"}

TANPA_OBJEK_PETA = {"perubahan_baru", "rekonsiliasi"}
RINCIAN = {"kode_lama": "34", "kode_baru": "35", "nama_lama": ["DIY"], "pindah": [], "dampak": []}
PUBLIK |= {"aktivasi", "ketik_kode"}  # whoever holds the code
REGISTER = {"publik_daftar", "publik_csv", "publik_json", "publik_umpan"}
PUBLIK |= {*REGISTER, "publik_rinci"}
SIAPA_SAJA |= {"kawasan_daftar"}
SATU_KAWASAN = ("kawasan_rinci", "kawasan_ubah", "kawasan_anggota", "kawasan_hapus")
TANPA_OBJEK_PENGELOLA = {
    "pengguna_daftar",
    "pengguna_baru",
    "pengguna_impor",
    "pengguna_impor_templat",
    "pengguna_massal",
    "pengguna_slip",
    "penugasan_baru",
    "tinjauan_akses",
}
SATU_PENUGASAN = {"penugasan_rinci", "penugasan_akhiri", "serah_terima"}
SATU_ORANG = {
    "pengguna_rinci",
    "pengguna_akses",
    "pengguna_ubah",
    "pengguna_tautan",
    "pengguna_tautan_batal",
    "pengguna_keaktifan",
    "pengguna_buka_kunci",
    "pengguna_atur_ulang_kode",
}
TANPA_OBJEK = (
    TANPA_OBJEK_PENGELOLA | TANPA_OBJEK_PETA | {"antrean", "dasbor", "kerja_sama_daftarkan", "kalender_nasional"}
)
TANPA_OBJEK |= {"kerja_sama_baru", "potensi_tambah", "kawasan_baru"}
TANPA_OBJEK |= {"pihak_ketiga_baru", "impor_kerja_sama", "impor_kerja_sama_templat"}
SATU_PIHAK_KETIGA = ("pihak_ketiga_rinci", "pihak_ketiga_ubah", "pihak_ketiga_uji")

PENETAPAN = ("sepakat", "tanda_tangan", "pengundangan", "sampaikan")
KANTOR = ("kantor_rinci", "kantor_tanda_tangan", "kantor_nomor", "kantor_sakelar", "kantor_pratinjau", "kantor_logo")


def buat_fasilitasi(ks, berkas, oleh):
    kantor = ks.desa_pendaftar.induk
    baris = Fasilitasi.objects.create(
        kerja_sama=ks, kantor=kantor, jenis="fasilitasi", tanggal=kantor.hari_ini(), berkas=berkas, oleh=oleh
    )
    return baris.id_publik


@pytest.fixture
def contoh(pemeran):
    """One of everything, in Pakem. `petugas.34.02` is the neighbour, `kades.…2003` a desa beside it, not a party."""
    operator = pemeran["operator.34.04.16.2001"]
    petugas = pemeran["petugas.34.04"]
    desa = [pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")]
    ks = buat_kerja_sama(desa=desa, oleh=operator)
    dokumen = ks.dokumen.get()
    versi = dokumen.versi.get()
    draf = buat_draf(desa=desa[0], oleh=operator)
    lampiran = lampirkan_berkas(draf=draf, isi=pdf_contoh(), nama="naskah.pdf", oleh=operator)
    terima = buat_tanda_terima(ks, operator)
    pemeriksaan = buat_pemeriksaan(ks, pemeran["kecamatan.34.04.16"])
    surat = buat_surat(ks, petugas, berkas=versi.berkas)
    undangan = buat_undangan(ks, pemeran["petugas.33.10"], petugas)
    pesan = Pemberitahuan.objects.create(
        penerima=operator, judul="Pesan", tautan=f"/kerja-sama/{ks.id_publik}/", dibuat_pada=timezone.now()
    )
    tugas = operator.penugasan.get()
    serah = SerahTerima.objects.create(
        dari=tugas, kepada=pemeran["bpd.34.04.16.2001"].penugasan.get(), rincian={"pekerjaan": []}
    )
    ProfilKantor.objects.filter(wilayah__kode="34.04").update(logo=versi.berkas)
    perubahan = PerubahanWilayah.objects.create(
        jenis="mekar", tanggal=timezone.localdate(), dasar_hukum="Perda", rincian=RINCIAN
    )
    tugas_perubahan = TugasPerubahan.objects.create(kerja_sama=ks, perubahan=perubahan, perihal="Adendum?")
    k = {"id_publik": ks.id_publik}
    kawasan = Kawasan.objects.create(nama="Lereng Merapi", kabupaten=pemeran.wilayah("34.04"))
    terbit = buat_kerja_sama(desa=desa, oleh=operator, mutu_data="diperiksa_kecamatan")
    impor = ImporKerjaSama.objects.create(
        kantor=pemeran.wilayah("34.04"), berkas=versi.berkas, hasil=versi.berkas, oleh=petugas, selesai_pada=terima.pada
    ).id_publik
    mitra = [PihakKetiga.objects.create(nama=f"PT Air {n}", jenis="swasta", pencatat=desa[0]) for n in (1, 2)]
    return {
        **contoh_persiapan(pemeran),
        **contoh_musyawarah(pemeran),
        **contoh_naskah(pemeran),
        **contoh_berjalan(pemeran),
        "akun_perangkat": ({"id_publik": uuid.uuid4()}, "petugas.34.04"),
        **dict.fromkeys(TANPA_OBJEK_PENGELOLA, ({}, "admin.34.04")),
        **dict.fromkeys(SATU_ORANG, ({"id_publik": operator.id_publik}, "admin.34.04")),
        **dict.fromkeys(SATU_PENUGASAN, ({"id_publik": tugas.id_publik}, "admin.34.04")),
        **dict.fromkeys(("serah_terima_rinci", "serah_terima_pdf"), ({"id_publik": serah.id_publik}, "admin.34.04")),
        "aktivasi": ({"kode": kirim_tautan(pengguna=operator, oleh=pemeran["admin.34.04"])}, None),
        "buka_pesan": ({"id_publik": pesan.id_publik}, "operator.34.04.16.2001"),
        "antrean": ({}, "petugas.34.04"),
        "dasbor": ({}, "petugas.34.04"),
        "dasbor_wilayah": ({"kode": "34.04"}, "petugas.34.04"),
        "wilayah_rinci": ({"kode": "34.04"}, "petugas.34.04"),
        "perubahan_rinci": ({"id_publik": perubahan.id_publik}, "petugas.34.04"),
        "tugas_perubahan": ({"id_publik": tugas_perubahan.id_publik}, "petugas.34.04"),
        **dict.fromkeys(TANPA_OBJEK_PETA, ({}, "admin")),
        "edisi_daftar": ({}, "admin"),
        "edisi_perbedaan": ({"id_publik": buat_edisi()}, "admin"),
        "wilayah_sebutan": ({"kode": "34.04"}, "admin.34.04"),
        **{nama: ({"kode": "34.04"}, "admin.34.04") for nama in KANTOR},
        "libur_daerah": ({"kode": "34.04"}, "admin.34.04"),
        "kalender_nasional": ({"tahun": 2028}, "admin"),
        "aturan_ubah": ({"tempat": "34.04", "kode": "klarifikasi"}, "admin.34.04"),
        "tampilan_simpan": ({"halaman": "kerja_sama_daftar"}, "petugas.34.04"),
        "tampilan_hapus": ({"halaman": "kerja_sama_daftar", "id_publik": uuid.uuid4()}, "petugas.34.04"),
        "kerja_sama_daftarkan": ({}, "operator.34.04.16.2001"),
        **dict.fromkeys(REGISTER, ({}, None)),
        "publik_rinci": ({"id_publik": terbit.id_publik}, None),
        "kerja_sama_publik": (k, "petugas.34.04"),
        "kawasan_baru": ({}, "petugas.34.04"),
        **dict.fromkeys(SATU_KAWASAN, ({"id_publik": kawasan.id_publik}, "petugas.34.04")),
        **dict.fromkeys(("impor_kerja_sama_rinci", "impor_kerja_sama_hasil"), ({"id_publik": impor}, "petugas.34.04")),
        "pihak_ketiga_baru": ({}, "operator.34.04.16.2001"),
        **dict.fromkeys(SATU_PIHAK_KETIGA, ({"id_publik": mitra[0].id_publik}, "operator.34.04.16.2001")),
        "pihak_ketiga_gabung": (
            {"id_publik": mitra[0].id_publik, "lain": mitra[1].id_publik},
            "operator.34.04.16.2001",
        ),
        "kerja_sama_langkah": ({"draf": draf.id_publik, "langkah": "naskah"}, "operator.34.04.16.2001"),
        "kerja_sama_draf_hapus": ({"draf": draf.id_publik}, "operator.34.04.16.2001"),
        "kerja_sama_draf_berkas": (
            {"draf": draf.id_publik, "berkas": lampiran.id_publik},
            "operator.34.04.16.2001",
        ),
        "kerja_sama_rinci": (k, "operator.34.04.16.2001"),
        "kerja_sama_periksa": (k, "kecamatan.34.04.16"),
        "kerja_sama_tanggapan": (k, "kades.34.04.16.2002"),
        "kerja_sama_data": (k, "operator.34.04.16.2001"),
        "kerja_sama_batalkan": (k, "operator.34.04.16.2001"),
        "kerja_sama_akses": (k, "operator.34.04.16.2001"),
        "kerja_sama_undangan": (k, "petugas.34.04"),
        **dict.fromkeys(
            ("kerja_sama_matriks", "kerja_sama_fasilitasi", *(f"kerja_sama_{n}" for n in PENETAPAN)),
            (k, "kades.34.04.16.2001"),
        ),
        "fasilitasi_berkas": (
            k | {"fasilitasi": buat_fasilitasi(ks, versi.berkas, pemeran["camat.34.04.16"])},
            "kades.34.04.16.2001",
        ),
        **dict.fromkeys(
            ("kerja_sama_undangan_tautan", "kerja_sama_undangan_cabut"),
            (k | {"undangan": undangan.id_publik}, "petugas.34.04"),
        ),
        "kerja_sama_perbaikan": (k, "operator.34.04.16.2001"),
        "dokumen_rinci": (k | {"dokumen": dokumen.id_publik}, "operator.34.04.16.2001"),
        "dokumen_berkas": (
            k | {"dokumen": dokumen.id_publik, "versi": versi.id_publik},
            "operator.34.04.16.2001",
        ),
        "tanda_terima": ({"kode": terima.kode}, "operator.34.04.16.2001"),
        "tanda_terima_pdf": ({"kode": terima.kode}, "operator.34.04.16.2001"),
        "pemeriksaan_rinci": ({"id_publik": pemeriksaan.id_publik}, "petugas.34.04"),
        "pemeriksaan_jawaban": ({"id_publik": pemeriksaan.id_publik}, "petugas.34.04"),
        "pemeriksaan_tindak": ({"id_publik": pemeriksaan.id_publik}, "petugas.34.04"),
        "pemeriksaan_tenggat": ({"id_publik": pemeriksaan.id_publik}, "petugas.34.04"),
        "surat_rinci": ({"id_publik": surat.id_publik}, "petugas.34.04"),
        "surat_pdf": ({"id_publik": surat.id_publik}, "petugas.34.04"),
        "verifikasi": ({"kode": terima.kode}, None),
    }


def semua_nama():
    def telusuri(pola):
        for p in pola:
            if isinstance(p, URLPattern):
                yield p.name
            else:
                yield from telusuri(p.url_patterns)

    return sorted(telusuri(get_resolver().url_patterns))


def alamat(nama, contoh):
    return reverse(nama, kwargs=contoh.get(nama, ({}, None))[0])


def _kode(jawaban):
    """Status of an answer; a file is read to its end, which closes it."""
    if jawaban.streaming:
        assert b"".join(jawaban.streaming_content)
    return jawaban.status_code


def _masuk(client, orang):
    client.force_login(orang, backend="wilayah.pengguna.backend.PenggunaBackend")


def test_every_address_has_an_example(contoh):
    kurang = []
    for nama in semua_nama():
        try:
            alamat(nama, contoh)
        except NoReverseMatch:
            kurang.append(nama)
    assert not kurang


def test_nobody_signed_in_is_sent_to_the_login_page(client, contoh):
    terbuka = set()
    for nama in semua_nama():
        url = alamat(nama, contoh)
        tujuan = {client.get(url).headers.get("Location", ""), client.post(url).headers.get("Location", "")}
        if tujuan != {f"/masuk/?next={url}"}:
            terbuka.add(nama)
    assert terbuka == PUBLIK


@pytest.mark.parametrize("username", ["petugas.34.02", "kades.34.02.08.2001", "kades.34.04.16.2003", "dinas.33"])
def test_outside_scope_there_is_nothing(client, contoh, pemeran, username):
    """Sideways (another kabupaten, a desa of it, another provinsi) and beside (a desa of the same kecamatan)."""
    _masuk(client, pemeran[username])
    jawaban = {}
    for nama in set(semua_nama()) - (PUBLIK | SIAPA_SAJA | TANPA_OBJEK):
        url = alamat(nama, contoh)
        jawaban[nama] = {_kode(client.get(url)), _kode(client.post(url))}
    assert len(jawaban) > 40
    assert {nama: kode for nama, kode in jawaban.items() if not kode <= {404, 405}} == {}


def test_whoever_it_is_for_gets_it(client, contoh, pemeran):
    jawaban = {}
    for nama in set(semua_nama()) - PUBLIK:
        _masuk(client, pemeran[contoh.get(nama, ({}, None))[1] or "petugas.34.04"])
        jawaban[nama] = _kode(client.get(alamat(nama, contoh)))
    assert {nama: kode for nama, kode in jawaban.items() if kode not in (200, 302, 405)} == {}


MILIK_SENDIRI = {
    "penugasan_limpahkan",
    "tampilan_simpan",
    "tampilan_hapus",
    *AKUN,
    "ganti_topi",
    "keluar",
    "kotak_masuk",
    "buka_pesan",
    "masuk",
    "masuk_kode",
}
MILIK_SENDIRI |= {"aktivasi"}  # whoever holds the code


def test_bpd_of_a_party_holds_its_musyawarah_comments_and_only_reads_the_rest(client, contoh, pemeran):
    """It opens the agreement and what hangs on it, and no other address takes anything from it."""
    terbaca = {"kerja_sama_rinci", "dokumen_rinci", "dokumen_berkas", "tanda_terima", "kerja_sama_daftar"}
    diterima, terbuka = {}, set()
    untuk_bpd = MILIK_SENDIRI | {"naskah_komentar", "pihak_ketiga_serupa"}  # the second asks, and writes nothing
    for nama in {n for n in semua_nama() if not n.startswith("musyawarah_")} - untuk_bpd:
        _masuk(client, pemeran["bpd.34.04.16.2001"])
        url = alamat(nama, contoh)
        if (kode := _kode(client.post(url, {"tindakan": "catat_lengkap"}))) not in (403, 404, 405):
            diterima[nama] = kode
        if nama in terbaca and _kode(client.get(url)) == 200:
            terbuka.add(nama)
    assert diterima == {}
    assert terbuka == terbaca


ID = "3f0c6a52-5c3b-4f3e-9a53-0f7f6f6f3f10"
TETAP = {  # addresses that letters, scripts and bookmarks hold on to
    "/masuk/": "masuk",
    "/keluar/": "keluar",
    "/": "beranda",
    "/akun/": "akun",
    "/kotak-masuk/": "kotak_masuk",
    "/antrean/": "antrean",
    "/kerja-sama/": "kerja_sama_daftar",
    "/kerja-sama/daftarkan/": "kerja_sama_daftarkan",
    "/kerja-sama/baru/": "kerja_sama_baru",
    "/kerja-sama/impor/": "impor_kerja_sama",
    "/pihak-ketiga/": "pihak_ketiga_daftar",
    f"/pihak-ketiga/{ID}/": "pihak_ketiga_rinci",
    f"/kerja-sama/{ID}/": "kerja_sama_rinci",
    f"/kerja-sama/{ID}/periksa/": "kerja_sama_periksa",
    f"/kerja-sama/{ID}/tanggapan/": "kerja_sama_tanggapan",
    f"/kerja-sama/{ID}/perbaikan/": "kerja_sama_perbaikan",
    f"/kerja-sama/{ID}/matriks/": "kerja_sama_matriks",
    f"/kerja-sama/{ID}/dokumen/{ID}/": "dokumen_rinci",
    f"/kerja-sama/{ID}/dokumen/{ID}/{ID}/berkas/": "dokumen_berkas",
    "/musyawarah/": "musyawarah_daftar",
    f"/kerja-sama/{ID}/naskah/": "naskah",
    f"/kerja-sama/{ID}/naskah/2/": "naskah_versi",
    f"/kerja-sama/{ID}/naskah/2/docx/": "naskah_docx",
    f"/kerja-sama/{ID}/naskah/2/pdf/": "naskah_pdf",
    f"/kerja-sama/{ID}/naskah/banding/": "naskah_banding",
    f"/kerja-sama/{ID}/bkad/": "kerja_sama_bkad",
    f"/kerja-sama/{ID}/kewajiban/": "kerja_sama_kewajiban",
    f"/kerja-sama/{ID}/berlaku-saat-ini/": "kerja_sama_berlaku_saat_ini",
    "/kewajiban/": "kewajiban_daftar",
    "/tanda-terima/A1/": "tanda_terima",
    "/tanda-terima/A1/pdf/": "tanda_terima_pdf",
    "/pemeriksaan/": "pemeriksaan_daftar",
    f"/pemeriksaan/{ID}/": "pemeriksaan_rinci",
    "/surat/": "surat_daftar",
    f"/surat/{ID}/": "surat_rinci",
    f"/surat/{ID}/pdf/": "surat_pdf",
    "/verifikasi/A1/": "verifikasi",
    "/dasbor/": "dasbor",
    "/dasbor/34.04/": "dasbor_wilayah",
    "/pengguna/": "pengguna_daftar",
    f"/pengguna/{ID}/": "pengguna_rinci",
    "/aktivasi/A1/": "aktivasi",
    "/wilayah/": "wilayah_daftar",
    "/sehat/": "sehat",
    "/kantor/": "kantor",
    "/kantor/34.04/": "kantor_rinci",
    "/kalender/": "kalender",
    "/dasar-hukum/": "dasar_hukum",
    "/aturan-tenggat/": "aturan_tenggat",
}


@pytest.mark.parametrize(("jalur", "nama"), TETAP.items())
def test_fixed_addresses_stay(jalur, nama):
    assert resolve(jalur).url_name == nama


@pytest.mark.parametrize("nama", ["kerja_sama_daftar", "pemeriksaan_daftar", "surat_daftar"])
def test_exports_begin_with_the_public_id(client, contoh, pemeran, nama):
    _masuk(client, pemeran["petugas.34.04"])
    isi = b"".join(client.get(reverse(nama), {"ekspor": "csv"}).streaming_content).decode("utf-8-sig")
    kepala, *baris = list(csv.reader(io.StringIO(isi)))
    rinci = nama.replace("daftar", "rinci")
    assert kepala[0] == "id_publik"
    assert alamat(rinci, contoh) in {reverse(rinci, kwargs={"id_publik": b[0]}) for b in baris}


def test_same_answer_for_absent_and_not_yours(client, contoh, pemeran):
    _masuk(client, pemeran["kades.34.02.08.2001"])
    asing = client.get(alamat("kerja_sama_rinci", contoh))
    tiada = client.get(reverse("kerja_sama_rinci", kwargs={"id_publik": uuid.uuid4()}))
    assert (asing.status_code, asing.content) == (tiada.status_code, tiada.content)
