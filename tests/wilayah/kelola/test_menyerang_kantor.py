"""Crafted requests at what offices decide: letterhead, signatories, numbers, switches, holidays, deadlines, names, the
map. What works for the one whose office it is, does nothing for whoever stands above, beside or below, whose days are
over, who is invited only, or who has shown a password and not yet the code."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from tests.pabrik.kerjasama import buat_kerja_sama, buat_undangan
from wilayah.models import AturanTandaTangan, Jejak, Pengguna, TautanAkun, Wilayah
from wilayah.pengguna.services import beri_penugasan
from wilayah.pengguna.services.masuk import TERTAHAN

from .test_impor import buku, unggah
from .test_kantor import KOP

BESOK = str(timezone.localdate() + timedelta(2))
DASAR = {"dasar": "Perbup 9/2026"}
KANTOR = {
    "kantor_rinci": (["34.04"], KOP),
    "kantor_tanda_tangan": (
        ["34.04"],
        DASAR
        | {
            "jenis_surat": "hasil_klarifikasi",
            "jabatan": "Kepala Dinas",
            "dari": BESOK,
            "peran_penanda": "kepala_dinas_kabupaten",
        },
    ),
    "kantor_nomor": (
        ["34.04"],
        {
            "jenis_surat": "hasil_klarifikasi",
            "klasifikasi": "140",
            "pola": "{klasifikasi}/{urut}/{tahun}",
            "berlaku_sejak": BESOK,
        },
    ),
    "kantor_sakelar": (
        ["34.04"],
        {
            "kunci": "empat_mata",
            "empat_mata-pilihan": "0",
            "empat_mata-dasar": "Perbup 9/2026",
            "empat_mata-berlaku_sejak": BESOK,
        },
    ),
    "libur_daerah": (["34.04"], DASAR | {"tanggal": "2028-12-07", "nama": "Hari Jadi"}),
    "aturan_ubah": (
        ["34.04", "klarifikasi"],
        DASAR
        | {
            "nilai": "20",
            "satuan": "hari_kerja",
            "batas_jam": "15:00",
            "kepastian": "sumber",
            "berlaku_sejak": BESOK,
        },
    ),
    "wilayah_sebutan": (["34.04"], {"kepala_4": "Kepala Kalurahan", "dasar": "Perda uji", "aksi": "simpan"}),
    "pengguna_slip": ([], {"wilayah": "34.04"}),
}
MASSAL = "/pengguna/massal/?wilayah=34.04.16&peran=bkad"
SK = {"sk": "SK 1/2026", "mulai": "2026-01-01"}


def berakhir(pemeran):
    return _baru(pemeran, "admin_kabupaten", mulai=-30, selesai=-1)


def belum_mulai(pemeran):
    return _baru(pemeran, "admin_kabupaten", mulai=1)


def _baru(pemeran, peran, **hari):
    orang = Pengguna.objects.create_user("orang.lain", "x", nama="Orang Lain")
    kini = timezone.localdate()
    masa = {nama: kini + timedelta(n) for nama, n in hari.items()}
    beri_penugasan(
        pengguna=orang,
        wilayah=pemeran.wilayah("34.04"),
        peran=peran,
        jabatan="J",
        sk="SK",
        **({"selesai": None} | masa),
    )
    return orang


def diundang(pemeran):
    orang = Pengguna.objects.create_user("tamu.lain", "x", nama="Tamu")
    desa = [pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")]
    ks = buat_kerja_sama(desa=desa, oleh=pemeran["operator.34.04.16.2001"])
    buat_undangan(ks, orang, pemeran["petugas.34.04"])
    return orang


BUKAN = {
    "beside": lambda p: p["admin.34.02"],
    "above": lambda p: p["admin.34"],
    "at the top": lambda p: p["admin"],
    "below": lambda p: p["camat.34.04.16"],
    "a desa": lambda p: p["kades.34.04.16.2001"],
    "the same office, no admin": lambda p: p["petugas.34.04"],
    "over": berakhir,
    "not begun": belum_mulai,
    "invited": diundang,
}


def menulis(klien, alamat, isi):
    """Whether anything was written (each write leaves a row in the trail); it is undone."""
    with transaction.atomic():
        semula = (Jejak.objects.count(), TautanAkun.objects.count())
        jawaban = klien.post(alamat, isi)
        assert jawaban.status_code < 500
        berubah = (Jejak.objects.count(), TautanAkun.objects.count()) != semula
        transaction.set_rollback(True)
    return berubah


def berhasil(klien):
    """Names of the acts that wrote something, each asked as its confirmation page would."""
    bisa = {n for n, (a, isi) in KANTOR.items() if menulis(klien, reverse(n, args=a), isi | {"yakin": "1"})}
    return bisa | ({"massal"} if menulis(klien, MASSAL, SK) else set())


@pytest.fixture
def menunggu(pemeran):
    """An account in 34.04 that a slip would open."""
    Pengguna.objects.filter(username="bpd.34.04.16.2001").update(password="!")


def test_whose_office_it_is_decides(pemeran, masuk, menunggu):
    """Otherwise the tests below would hold for bodies that nobody could send."""
    assert berhasil(masuk(pemeran["admin.34.04"])) == {*KANTOR, "massal"}


@pytest.mark.parametrize("siapa", BUKAN)
def test_whose_it_is_not_writes_nothing(pemeran, masuk, menunggu, siapa):
    klien = masuk(BUKAN[siapa](pemeran))
    # Whoever stands above may say how a region calls its head.
    assert berhasil(klien) <= ({"wilayah_sebutan"} if siapa in ("above", "at the top") else set())


def test_a_password_without_the_code_opens_no_page(pemeran, client):
    sesi = client.session
    orang = pemeran["admin.34.04"]
    sesi[TERTAHAN] = {"pengguna": orang.pk, "sidik": orang.get_session_auth_hash(), "pada": 9e12, "lanjut": "/"}
    sesi.save()
    assert not berhasil(client)
    for alamat in ("/", "/akun/", "/akun/sandi/", "/akun/kode-kedua/", "/pengguna/", "/kantor/34.04/"):
        assert client.get(alamat).headers["Location"].startswith("/masuk/?next=")


def test_a_page_that_was_open_when_the_power_ended_writes_nothing(pemeran, masuk, menunggu):
    klien = masuk(pemeran["admin.34.04"])
    muatan = unggah(klien, buku({})).context["muatan"]
    pemeran["admin.34.04"].penugasan.update(sebelum=timezone.now())
    assert not berhasil(klien)
    assert not menulis(klien, reverse("pengguna_impor"), {"muatan": muatan, "tindakan": "semua"})


@pytest.mark.parametrize("siapa", ["admin.34.02", "admin.34", "admin"])
def test_rows_that_one_admin_looked_at_are_not_anothers_to_save(pemeran, masuk, siapa):
    muatan = unggah(masuk(pemeran["admin.34.04"]), buku({})).context["muatan"]
    klien, alamat = masuk(pemeran[siapa]), reverse("pengguna_impor")
    for satu in (muatan, muatan[:-1], "", "\x00", "a" * 10_000):
        assert not menulis(klien, alamat, {"muatan": satu, "tindakan": "semua"})
    sendiri = masuk(pemeran["admin.34.04"])
    assert menulis(sendiri, alamat, {"muatan": muatan, "tindakan": "semua"})


@pytest.mark.parametrize("siapa", ["admin.34.04", "admin.34", "petugas.34.04"])
def test_the_map_is_changed_by_pusat_alone(pemeran, masuk, siapa):
    isi = {
        "wilayah": "34.04.16.2001",
        "nama": "Nama Lain",
        "tanggal": str(timezone.localdate()),
        "dasar_hukum": "Perda",
    }
    alamat = reverse("perubahan_baru") + "?jenis=ganti_nama"
    halaman = masuk(pemeran["admin"]).post(alamat, isi)
    assert halaman.status_code == 200
    yakin = isi | {"yakin": "1", "sidik": halaman.context["sidik"]}
    assert not menulis(masuk(pemeran[siapa]), alamat, yakin)
    assert not menulis(masuk(pemeran["admin"]), alamat, yakin | {"sidik": "x"})
    lain = alamat, yakin | {"wilayah": "34.02.08.2001"}
    assert not menulis(masuk(pemeran["admin"]), *lain)  # what was looked at was another region
    assert menulis(masuk(pemeran["admin"]), alamat, yakin)
    assert Wilayah.objects.get(kode="34.04.16.2001").nama != "Nama Lain"


@pytest.mark.parametrize(
    "tujuan", ["//jahat.example", "https://jahat.example/", "/\\jahat.example", "javascript:x", "\x00"]
)
def test_nobody_is_sent_to_another_site(pemeran, masuk, client, tujuan):
    orang = pemeran["admin.34.04"]
    for alamat, isi in (
        (reverse("ganti_topi"), {"penugasan": orang.penugasan.get().pk, "lanjut": tujuan}),
        (reverse("masuk"), {"next": tujuan}),
    ):
        jawaban = masuk(orang).post(alamat, isi)
        assert jawaban.status_code == 302 and jawaban.headers["Location"].startswith("/")
        assert not jawaban.headers["Location"].startswith(("//", "/\\"))
    isi = masuk(orang).get(reverse("alih_wilayah"), {"dari": tujuan}).content.decode()
    tautan = {satu.split('"')[0] for satu in isi.split('href="')[1:]}
    assert tautan and not [t for t in tautan if t.startswith(("//", "/\\")) or not t.startswith(("/", "#", "?"))]


# NUL and a line of a header, more than any column or number holds, the ends of what a date can say.
JAHAT = ("a\x00\r\nX-Jahat: 1", "9" * 10_000, "9999-12-31", "0001-01-01")
ORANG = {"wilayah": "34.04", "peran": "bagian_hukum", "jabatan": "J", "sk": "SK", "mulai": BESOK, "selesai": BESOK}
ISIAN = {
    **{nama: (reverse_lazy(nama, args=a), isi | {"yakin": "1"}) for nama, (a, isi) in KANTOR.items()},
    "akhiri": (
        reverse_lazy("kantor_tanda_tangan", args=["34.04"]),
        {"tindakan": "akhiri", "aturan": "", "terakhir": BESOK},
    ),
    "massal": (MASSAL, SK),
    "orang": (reverse_lazy("pengguna_baru"), ORANG | {"nama": "N", "username": "", "surel": "", "nip": "", "nik": ""}),
    "tugas": (reverse_lazy("penugasan_baru"), ORANG | {"username": "bpd.34.04.16.2001", "sifat": "plt"}),
    "impor": (reverse_lazy("pengguna_impor"), {"muatan": "", "tindakan": "semua"}),
    "tinjauan": (reverse_lazy("tinjauan_akses"), {"tindakan": "", "pilih": "", "penugasan": "", "keputusan": "cabut"}),
    "limpahkan": (
        reverse_lazy("penugasan_limpahkan"),
        {"penugasan": "", "kepada": "", "mulai": BESOK, "selesai": BESOK, "sk": "SK", "tindakan": ""},
    ),
    "surel": (reverse_lazy("akun_surel"), {"surel": "", "sandi_kini": ""}),
    "peta": (
        reverse_lazy("perubahan_baru", query={"jenis": "mekar"}),
        {"wilayah": "34.04.16", "baru": "x", "pindah": "x", "tanggal": BESOK, "dasar_hukum": "x", "sidik": ""},
    ),
    "rekonsiliasi": (reverse_lazy("rekonsiliasi"), {"wilayah": "", "keputusan": "", "tanggal": "", "dasar_hukum": ""}),
}


@pytest.mark.parametrize("nama", [*ISIAN, "tugas_akhiri"])
def test_nothing_that_can_be_typed_trips_a_page(pemeran, masuk, menunggu, nama):
    if nama == "tugas_akhiri":
        alamat = reverse("penugasan_akhiri", args=[pemeran["bpd.34.04.16.2001"].penugasan.get().id_publik])
        isi = {"kapan": "akhir_hari", "selesai": BESOK, "alasan": "x", "sk": "SK"}
    else:
        alamat, isi = ISIAN[nama]
    if nama == "akhiri":
        isi = isi | {"aturan": str(AturanTandaTangan.objects.get(kantor__kode="34.04").pk)}
    klien = masuk(pemeran["admin" if nama in ("peta", "rekonsiliasi") else "admin.34.04"])
    for bidang in isi:
        for nilai in JAHAT:
            menulis(klien, alamat, isi | {bidang: nilai})
