"""Whole requests, through the middleware and the templates: a person with a part of the nation must not wait longer
than one who sees all of it."""

from datetime import UTC, datetime

from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from wilayah.cakupan.services import grup_kantor
from wilayah.pengguna.models import Pengguna, Penugasan
from wilayah.pohon.models import Wilayah

from .hasil import Hasil, banding
from .pembaca import NAMA

BACKEND = "wilayah.pengguna.backend.PenggunaBackend"
DAFTAR = ("kerja_sama_daftar", "pemeriksaan_daftar", "surat_daftar")
TARGET = 1.5
BANYAK_AKUN = 5000
SEJAK = datetime(2020, 1, 1, tzinfo=UTC)
# Queues belong to an office: they are compared with the same page of someone who holds that office for the whole
# nation, which no assignment allows outside this database.
ANTREAN = {"kabupaten": "petugas_kabupaten", "tiga": "petugas_kabupaten", "kecamatan": "petugas_kecamatan"}


def ukur(medan):
    klien = {nama: _masuk(p.user) for nama, p in medan.pembaca.items()}
    for nama_url in DAFTAR:
        alamat = reverse(nama_url)
        waktu = medan.jam.ukur(**{nama: lambda k=k, alamat=alamat: _ambil(k, alamat) for nama, k in klien.items()})
        yield Hasil(f"{alamat}: pusat, ms", "pusat", round(waktu["pusat"], 1))
        for nama in [n for n in klien if n != "pusat"]:
            yield banding(f"{alamat} ÷ pusat", NAMA[nama], waktu[nama], waktu["pusat"], TARGET)
    yield from _antrean(medan, klien)
    yield from _pengguna(medan)


def _antrean(medan, klien):
    alamat = reverse("antrean")
    for nama, peran in ANTREAN.items():
        semua = _masuk(_pemegang_seluruhnya(peran))
        waktu = medan.jam.ukur(
            sebagian=lambda k=klien[nama]: _ambil(k, alamat), semua=lambda semua=semua: _ambil(semua, alamat)
        )
        yield banding(f"{alamat} ÷ pemegang nasional", NAMA[nama], waktu["sebagian"], waktu["semua"], TARGET)


def _masuk(user):
    klien = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0].replace("*", "localhost"), secure=settings.BINWAS_AMAN)
    klien.force_login(user, backend=BACKEND)
    return klien


def _ambil(klien, alamat):
    jawaban = klien.get(alamat)
    if jawaban.status_code != 200:
        raise RuntimeError(f"{alamat}: {jawaban.status_code}")
    return jawaban.content


def _pemegang_seluruhnya(peran):
    return _orang(f"tolok.{peran.replace('_', '.')}", peran, Wilayah.objects.get(tingkat=0))


def _pengguna(medan):
    """The list of accounts, with an operator in each of many villages; for whoever administers a tier."""
    provinsi = medan.pembaca["provinsi"].wilayah()
    desa = Wilayah.objects.filter(tingkat=4).di_bawah(provinsi).order_by("pk")[:BANYAK_AKUN]
    orang = [Pengguna(username=f"tolok.{d.kode}", nama=f"Operator {d.nama}", contoh=True) for d in desa]
    orang = Pengguna.objects.bulk_create(orang, batch_size=1000)
    grup = Group.objects.bulk_create([Group(name=f"{d.pk}:tolok") for d in desa], batch_size=1000)
    tugas = [_tugas(o, d, "operator_desa", g) for o, d, g in zip(orang, desa, grup, strict=True)]
    Penugasan.objects.bulk_create(tugas, batch_size=1000)
    alamat, klien = reverse("pengguna_daftar"), {}
    for nama in ("pusat", "provinsi", "kabupaten"):
        klien[nama] = _masuk(_orang(f"tolok.admin.{nama}", f"admin_{nama}", medan.pembaca[nama].wilayah()))
    waktu = medan.jam.ukur(**{nama: lambda k=k: _ambil(k, alamat) for nama, k in klien.items()})
    yield Hasil(f"{alamat}: pusat, ms", "pusat", round(waktu["pusat"], 1))
    for nama in ("provinsi", "kabupaten"):
        yield banding(f"{alamat} ÷ pusat", NAMA[nama], waktu[nama], waktu["pusat"], TARGET)


def _orang(username, peran, wilayah):
    user, baru = Pengguna.objects.get_or_create(username=username, defaults={"contoh": True, "nama": username})
    if baru:
        _tugas(user, wilayah, peran, grup_kantor(wilayah, peran)).save()
    return user


def _tugas(user, wilayah, peran, grup):
    return Penugasan(
        pengguna=user,
        wilayah=wilayah,
        peran=peran,
        grup=grup,
        jabatan="Tolok ukur",
        sk="–",
        tanggal_mulai=SEJAK.date(),
        dari=SEJAK,
    )
