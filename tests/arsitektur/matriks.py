"""The machine behind `matriks_izin.csv`: who asks, how an address is asked, and what an answer is called."""

import csv
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.urls import URLPattern, get_resolver
from django.utils import timezone

from kerjasama.models import KerjaSama
from tests.pabrik.kerjasama import buat_undangan
from tests.pemeran import PERAN_AKUN
from wilayah.cakupan.roles import PERAN
from wilayah.models import Pengguna, Penugasan, Wilayah
from wilayah.pengguna.services import beri_penugasan

BERKAS = Path(__file__).with_name("matriks_izin.csv")
KEPALA = ("nama", "alamat", "cara")
CARA = ("GET", "POST")
SENDIRI = {0: "0", 1: "34", 2: "34.04", 3: "34.04.16", 4: "34.04.16.2001"}
TETANGGA = {1: "33", 2: "34.02", 3: "34.04.14", 4: "34.04.16.2003"}
ANONIM, BERAKHIR, BELUM, PLT, UNDANGAN = "anonim", "berakhir kemarin", "mulai besok", "Plt. kepala dinas", "diundang"
BESERTA = ", wilayah sebelah"
KATA = {200: "buka", 302: "pindah", 404: "tidak ada", 403: "tidak boleh", 405: "tidak berlaku"}
ISI_DULU, MASUK = "isi dulu", "masuk dulu"  # the form was reached and refused as empty; sent to sign in
SAMPAI = ("buka", "pindah", ISI_DULU)
# Where one address takes several acts, one of them stands for all.
KIRIMAN = {"pemeriksaan_tindak": {"tindakan": "catat_lengkap"}, "surat_rinci": {"tindakan": "paraf"}}


def kolom():
    """{heading: function that gives the person, or None for nobody}, in the order of the table."""
    milik = {PERAN[p].nama: (p, SENDIRI[PERAN[p].tingkat]) for p in PERAN}
    sebelah = {PERAN[p].nama + BESERTA: (p, TETANGGA[PERAN[p].tingkat]) for p in PERAN if PERAN[p].tingkat}
    orang = {nama: _pemegang(*isi) for nama, isi in (milik | sebelah).items()}
    return {
        ANONIM: lambda: None,
        **orang,
        BERAKHIR: lambda: _baru("petugas_kabupaten", "34.04", mulai=-30, selesai=-1),
        BELUM: lambda: _baru("petugas_kabupaten", "34.04", mulai=1),
        PLT: _pelaksana_tugas,
        UNDANGAN: _diundang,
    }


def semua_alamat():
    """{name: address as the resolver has it}, without the kinds of its parts."""
    return dict(sorted(_telusuri(get_resolver().url_patterns, "/")))


def tanya(klien, orang, nama, url, cara):
    """What the person gets at `url`, in a word. Whatever the asking wrote is undone."""
    klien.cookies.clear()
    if orang is not None:
        klien.cookies[settings.SESSION_COOKIE_NAME] = orang.kunci_sesi
    with transaction.atomic():
        jawaban = klien.get(url) if cara == "GET" else klien.post(url, _kiriman(nama, orang))
        if jawaban.streaming:
            list(jawaban.streaming_content)  # read to the end, it closes its file
        transaction.set_rollback(True)
    return _kata(jawaban)


def masuk(klien, orang):
    """Signs the person in; the key of the session stays on the object, since asking may sign them out."""
    klien.force_login(orang, backend="wilayah.pengguna.backend.PenggunaBackend")
    orang.kunci_sesi = klien.cookies[settings.SESSION_COOKIE_NAME].value


def baca():
    """{(name, how): {column: word}}"""
    if not BERKAS.exists():
        return {}
    with BERKAS.open(newline="") as berkas:
        return {(b["nama"], b["cara"]): b for b in csv.DictReader(berkas, delimiter=";")}


def tulis(judul, isi):
    """Puts the answers of one column into the file; rows of addresses that are no more go."""
    lama, alamat = baca(), semua_alamat()
    with BERKAS.open("w", newline="") as berkas:
        penulis = csv.DictWriter(
            berkas, (*KEPALA, *kolom()), delimiter=";", restval="", extrasaction="ignore", lineterminator="\n"
        )
        penulis.writeheader()
        for nama, jalur in alamat.items():
            for cara in CARA:
                baris = lama.get((nama, cara), {}) | {"nama": nama, "alamat": jalur, "cara": cara}
                penulis.writerow(baris | {judul: isi[nama, cara]})


def _kiriman(nama, orang):
    if nama == "ganti_topi" and orang is not None:
        return {"penugasan": orang.penugasan.values_list("pk", flat=True).first() or 0}
    return KIRIMAN.get(nama, {})


def _kata(jawaban):
    if jawaban.status_code == 302 and jawaban.headers["Location"].startswith("/masuk/?next="):
        return MASUK
    return KATA.get(jawaban.status_code, ISI_DULU if 400 <= jawaban.status_code < 500 else str(jawaban.status_code))


def _telusuri(pola, awal):
    for p in pola:
        jalur = awal + str(p.pattern)
        if isinstance(p, URLPattern):
            yield p.name, _tanpa_jenis(jalur)
        else:
            yield from _telusuri(p.url_patterns, jalur)


def _tanpa_jenis(jalur):
    return "/".join(f"<{b.partition(':')[2]}" if ":" in b else b for b in jalur.split("/"))


def _pemegang(peran, kode):
    """The person of the cast in that office, or somebody new."""
    ada = next((u for u, isi in PERAN_AKUN.items() if isi[:2] == (kode, peran)), None)
    return lambda: Pengguna.objects.get(username=ada) if ada else _baru(peran, kode)


def _baru(peran, kode, mulai=-30, selesai=None, **isian):
    orang = Pengguna.objects.create_user("orang.matriks", nama="Orang Matriks")
    hari_ini = timezone.localdate()
    beri_penugasan(
        pengguna=orang,
        wilayah=Wilayah.objects.get(kode=kode),
        peran=peran,
        jabatan=PERAN[peran].nama,
        sk="SK",
        mulai=hari_ini + timedelta(days=mulai),
        selesai=None if selesai is None else hari_ini + timedelta(days=selesai),
        **isian,
    )
    return orang


def _pelaksana_tugas():
    pejabat = Penugasan.objects.get(wilayah__kode="34.04", peran="kepala_dinas_kabupaten")
    return _baru("kepala_dinas_kabupaten", "34.04", mulai=0, selesai=30, sifat="plt", menggantikan=pejabat)


def _diundang():
    orang = Pengguna.objects.create_user("orang.matriks", nama="Orang Matriks")
    for ks in KerjaSama.objects.order_by("pk"):
        buat_undangan(ks, orang, ks.didaftarkan_oleh)
    return orang
