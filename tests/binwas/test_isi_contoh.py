"""`mulai` from nothing, once, as a stranger runs it: in a process and a database of its own."""

import hashlib
import io
import itertools
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.request import urlopen

import pikepdf
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher

from binwas.management.contoh.jalannya import WIB

SANDI = "binwas-demo"
DESA = ("34.04.16.2001", "34.04.16.2002", "34.04.16.2003", "34.02.08.2001")
AKUN = {
    *("pusat dinas.34 petugas.34.04 kabid.34.04 kadis.34.04 petugas.34.02 petugas.33.10 kecamatan.34.04.16".split()),
    *(f"{awalan}.{desa}" for awalan in ("kades", "operator", "bpd") for desa in DESA),
}
# What an example's scenario leaves behind: the status of its review, and that of its letter.
AKHIR = {
    "diteruskan": ("diteruskan", None),
    "dikembalikan_kabupaten": (None, None),  # wherever it was when it was sent back
    "dicatat_lengkap": ("dicatat_lengkap", None),
    "ditelaah": ("ditelaah", None),
    "diusulkan": ("diusulkan", "konsep"),
    "siap_ttd": ("diusulkan", "siap_ttd"),
    "bernomor_basah": ("diusulkan", "bernomor"),
    "selesai": ("selesai", "disampaikan"),
    "bertentangan": ("diusulkan", None),
}
SIKLUS = json.loads((settings.AKAR / "fixtures" / "contoh" / "siklus.json").read_text())
# Where each agreement that is made in the demo stands: its status, and whether it has been handed in.
DISUSUN = {
    "embung-pakem": ("penawaran", False),
    "jalur-evakuasi": ("penyusunan", False),
    "pasar-tempel": ("diundangkan", False),
    "sampah-pakem": ("berlaku", True),
}
CONTOH = json.loads((settings.AKAR / "fixtures" / "contoh" / "kerja_sama.json").read_text())


class Mesin:
    """A machine with nothing on it but the program: `data` is its only memory."""

    def __init__(self, data):
        self.data = data
        milik_uji = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
        self.lingkungan = {k: v for k, v in os.environ.items() if k not in milik_uji and not k.startswith("BINWAS_")}

    def mulai(self, *perintah):
        return subprocess.Popen(
            [sys.executable, str(settings.AKAR / "manage.py"), *perintah],
            env=self.lingkungan | {"BINWAS_DATA": str(self.data)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def jalankan(self, *perintah):
        with self.mulai(*perintah) as proses:
            keluaran, galat = proses.communicate()
        return subprocess.CompletedProcess(perintah, proses.returncode, keluaran, galat)

    def sql(self, perintah, *isian):
        with closing(sqlite3.connect(self.data / "binwas.sqlite3")) as sambungan, sambungan:
            return sambungan.execute(perintah, isian).fetchall()

    def isi(self):
        tabel = [t for (t,) in self.sql("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {t: self.sql(f'SELECT count(*) FROM "{t}"') for t in tabel}


def test_from_nothing_to_the_demo(tmp_path):
    mesin = Mesin(tmp_path)
    hasil = mesin.jalankan("mulai", "--tanpa-server")
    assert hasil.returncode == 0, hasil.stderr
    isi = mesin.isi()
    _melayani(mesin)
    assert mesin.isi() == isi, "a second run makes nothing anew"
    _akun(mesin)
    _kerja_sama(mesin)
    _siklus(mesin)
    _pemeriksaan_dan_surat(mesin)
    _waktu(mesin)
    _periksa(mesin)


def _melayani(mesin):
    """A port in use is named; a free one serves, and the last lines say where, for whom and how to stop."""
    with socket.create_server(("127.0.0.1", 0)) as sibuk:
        port = str(sibuk.getsockname()[1])
        ditolak = mesin.jalankan("mulai", "--port", port)
        assert ditolak.returncode == 1 and "sedang dipakai" in ditolak.stderr
    with mesin.mulai("mulai", "--port", port) as peladen:
        salam = "".join(itertools.takewhile(lambda baris: "Ctrl+C" not in baris, peladen.stdout))
        try:
            with urlopen(f"http://127.0.0.1:{port}/sehat/") as jawaban:
                assert jawaban.status == 200
        finally:
            peladen.send_signal(signal.SIGINT)
            galat = peladen.communicate()[1]
    assert f"http://127.0.0.1:{port}/" in salam and SANDI in salam, galat
    assert all(nama in salam for nama in ("operator.34.04.16.2001", "kadis.34.04", "dinas.34", "pusat"))


def _akun(mesin):
    akun = dict(mesin.sql("SELECT username, password FROM wilayah_pengguna WHERE contoh AND is_active"))
    assert akun.keys() >= AKUN
    assert Argon2PasswordHasher().verify(SANDI, akun["pusat"])
    assert len(set(akun.values())) == 1  # one hash for all


def _kerja_sama(mesin):
    baris = mesin.sql("SELECT judul, bidang, urusan, status FROM kerjasama_kerjasama WHERE asal = 'didaftarkan'")
    assert {(b[0], b[1], b[2]) for b in baris} == {(c["judul"], c["bidang"], c["urusan"]) for c in CONTOH}
    assert {b[3] for b in baris} == {"berlaku"}
    naskah = mesin.sql(
        "SELECT b.sha256 FROM kerjasama_versidokumen v JOIN wilayah_berkas b ON b.id = v.berkas_id "
        "JOIN kerjasama_dokumen d ON d.id = v.dokumen_id JOIN kerjasama_kerjasama k ON k.id = d.kerja_sama_id "
        "WHERE v.nomor = 1 AND k.asal = 'didaftarkan'"
    )
    assert len({sha for (sha,) in naskah}) == len(CONTOH)
    for (sha,) in naskah:
        isi = _lokasi(mesin, sha).read_bytes()
        assert hashlib.sha256(isi).hexdigest() == sha
        assert len(pikepdf.open(io.BytesIO(isi)).pages) >= 3


def _siklus(mesin):
    """Those made in the system stand where their stories end, so that a demo account of a village has work to do."""
    judul = {isi["judul"]: DISUSUN[isi["kunci"]] for isi in SIKLUS}
    baris = mesin.sql("SELECT judul, status, disampaikan_pada FROM kerjasama_kerjasama WHERE asal = 'disusun'")
    assert {b[0]: (b[1], b[2] is not None) for b in baris} == judul
    assert mesin.sql("SELECT count(*) FROM kerjasama_penawaran WHERE status = 'terkirim'") == [(1,)]
    assert mesin.sql("SELECT count(*) FROM kerjasama_komentarpasal WHERE tuntas_pada IS NULL") == [(1,)]
    assert mesin.sql("SELECT count(*) FROM kerjasama_anggotabkad") == [(5,)]


def _pemeriksaan_dan_surat(mesin):
    """Every scenario ends where it says; so the demo is the same whenever and wherever it is made."""
    baris = mesin.sql(
        "SELECT k.judul, p.status, s.status, p.hasil, p.menunggu_desa FROM binwas_pemeriksaan p "
        "JOIN kerjasama_kerjasama k ON k.id = p.kerja_sama_id LEFT JOIN binwas_surat s ON s.kerja_sama_id = k.id"
    )
    harap = {c["judul"]: (*AKHIR[c["skenario"]], c) for c in CONTOH if c["skenario"] in AKHIR}
    assert {b[0] for b in baris} == harap.keys()
    for judul, review, letter, *_ in baris:
        assert harap[judul][:2] in ((review, letter), (None, letter)), judul
    assert {b[0]: b[3] for b in baris} == {judul: isi[2]["hasil"] or "" for judul, isi in harap.items()}
    dikembalikan = {c["judul"] for c in CONTOH if c["skenario"] == "dikembalikan_kabupaten"}
    assert {b[0] for b in baris if b[4]} == dikembalikan and dikembalikan
    assert {"konsep", "siap_ttd", "bernomor", "disampaikan"} == {b[2] for b in baris if b[2]}
    assert [b for b in baris if b[3] == "bertentangan"]
    nomor = mesin.sql("SELECT kantor_id, tahun, urut FROM binwas_surat WHERE nomor != '' ORDER BY tanggal, id")
    urut = Counter()
    for kantor, tahun, ke in nomor:
        urut[kantor, tahun] += 1
        assert ke == urut[kantor, tahun], "numbers follow the dates, without a gap"


def _waktu(mesin):
    hari_ini = datetime.now(WIB).date()
    tenggat = mesin.sql("SELECT tenggat FROM binwas_pemeriksaan WHERE status != 'selesai' AND tenggat IS NOT NULL")
    sisa = [(date.fromisoformat(t) - hari_ini).days for (t,) in tenggat]
    # The day may have turned while the demo was being made.
    assert min(sisa) < 0 and {0, -1} & set(sisa) and any(0 < s <= 7 for s in sisa)
    ((akhir,),) = mesin.sql("SELECT max(pada) FROM wilayah_jejak")
    assert datetime.fromisoformat(f"{akhir}+00:00") < datetime.now(WIB) + timedelta(seconds=5)


def _periksa(mesin):
    """The three commands say 0 when all is well, and 1 when one byte, one row or one region is not."""
    for nama in ("periksa_jejak", "periksa_cakupan", "periksa_berkas"):
        assert mesin.jalankan(nama).returncode == 0, nama
    ((sha,),) = mesin.sql(
        "SELECT b.sha256 FROM binwas_surat s JOIN wilayah_berkas b ON b.id = s.berkas_id WHERE s.nomor != '' LIMIT 1"
    )
    berkas = _lokasi(mesin, sha)
    isi = bytearray(berkas.read_bytes())
    isi[len(isi) // 2] ^= 1
    berkas.write_bytes(isi)
    mesin.sql("UPDATE wilayah_jejak SET keterangan = 'x' WHERE id = (SELECT max(id) FROM wilayah_jejak)")
    mesin.sql("DELETE FROM kerjasama_cakupan WHERE kerja_sama_id = (SELECT min(id) FROM kerjasama_kerjasama)")
    for nama in ("periksa_jejak", "periksa_cakupan", "periksa_berkas"):
        hasil = mesin.jalankan(nama)
        assert hasil.returncode == 1 and hasil.stderr, nama


def _lokasi(mesin, sha) -> Path:
    return mesin.data / "berkas" / sha[:2] / sha[2:4] / sha
