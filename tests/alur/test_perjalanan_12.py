"""Journey 12: someone from the next kabupaten tries every address, count, export and file of what journey 1 leaves,
and gets nothing. The addresses are collected by walking what its own people see."""

import re

import pytest
from playwright.sync_api import expect

from . import adegan
from .test_perjalanan_1 import angka

JUDUL = ("Pengelolaan air baku Embung Tirta Arga", "Pasar desa bersama", "Irigasi bersama", "Jalur trekking bersama")
PENGHUNI = ("operator.34.04.16.2001", "petugas.34.04")
AWAL = ("/", "/kerja-sama/", "/pemeriksaan/", "/surat/", "/antrean/", "/kotak-masuk/")
# What every signed-in person has of their own, or may read because it is about nobody.
MILIK_SEMUA = re.compile(
    r"^/($|akun/|keluar/|masuk/|panduan/|alur/|peran/|wilayah/|alih-wilayah/|antrean/$|kotak-masuk/$|kerja-sama/$"
    r"|kerja-sama/daftarkan/$|pemeriksaan/$|surat/$|verifikasi/|static/|kalender/|dasar-hukum/|aturan-tenggat/|kantor/$"
    r"|kerja-sama/(baru|impor|impor/templat)/$|(kawasan|musyawarah|potensi|penawaran|pihak-ketiga|kewajiban)/$"
    r"|kawasan/baru/$|potensi/tambah/$|pihak-ketiga/(baru|serupa)/$|publik/"
    r"|tampilan/|dasbor/$|pengguna/$|pengguna/(baru|impor|massal|slip)/|tinjauan-akses/$|penugasan/(baru|limpahkan)/)"
)
ID = re.compile(r"[0-9a-f-]{36}|[0-9A-Z]{26}|\d\d(\.\d+)+")
DAFTAR_LAIN = ("/kawasan/", "/musyawarah/", "/potensi/", "/penawaran/", "/pihak-ketiga/", "/kewajiban/")
TETANGGA = ("petugas.34.02", "kades.34.02.08.2001")


def tautan(orang, alamat):
    """Addresses that a page leads to, without those that are everyone's. Files are not opened."""
    jawaban = None if "/pdf/" in alamat or "/berkas/" in alamat else orang.request.get(alamat)
    if jawaban is None or "text/html" not in jawaban.headers["content-type"]:
        return set()
    semua = re.findall(r'(?:href|action|src|data)="(/[^"?#]*)', jawaban.text())
    return {satu for satu in semua if not MILIK_SEMUA.match(satu)}


def sejenis(alamat):
    """Two addresses of each kind: a list of twenty agreements leads twenty times to the same page."""
    jenis = {}
    for satu in sorted(alamat):
        jenis.setdefault(ID.sub("…", satu), []).append(satu)
    return {satu for daftar in jenis.values() for satu in daftar[:2]}


def jelajahi(orang):
    """Two clicks from where a person starts."""
    milik = sejenis(set().union(*(tautan(orang, satu) for satu in AWAL)))
    return sejenis(milik.union(*(tautan(orang, satu) for satu in sorted(milik))))


@pytest.fixture
def sisa(ruang, pemeran):
    """What journey 1 leaves, and the addresses of it that its own people come upon."""
    panggung = adegan.siapkan(pemeran)
    alamat = {panggung.kerja_sama, panggung.tanda_terima, panggung.tanda_terima + "pdf/", panggung.perbaikan}
    alamat |= {panggung.pemeriksaan, panggung.surat_siap, panggung.surat_terbit}
    for satu in (panggung.kerja_sama, panggung.perbaikan.removesuffix("perbaikan/")):
        alamat |= {
            f"{satu}{u}/" for u in ("tanggapan", "data", "batalkan", "periksa", "perbaikan", "akses", "undangan")
        }
    alamat |= {f"{panggung.pemeriksaan}{u}/" for u in ("jawaban", "tindak", "tenggat")}
    alamat |= {f"{s}pdf/" for s in (panggung.surat_siap, panggung.surat_terbit)}
    for akun in PENGHUNI:
        alamat |= jelajahi(ruang.masuk(akun))
    # A sister desa, a wider region: what stands above both is no secret of either.
    return panggung, sorted(a for a in alamat if not a.startswith(("/dasbor/0", "/dasbor/34/")))


def test_perjalanan_dua_belas(ruang, sisa):
    panggung, alamat = sisa
    assert len(alamat) > 40, "the walk of the residents found too little to mean anything"
    etag = {}
    penghuni = ruang.masuk("petugas.34.04")
    for satu in alamat:
        jawaban = penghuni.request.get(satu)
        if jawaban.ok and "etag" in jawaban.headers:
            etag[satu] = jawaban.headers["etag"]
    assert etag, "no file with an ETag was found"

    for akun in TETANGGA:
        orang = ruang.masuk(akun)
        bocor = {}
        for satu in alamat:
            for kepala in [{}, *({"If-None-Match": etag[satu]} for _ in range(satu in etag))]:
                status = orang.request.get(satu, headers=kepala).status
                if status not in (404, 405) and not (status == 403 and "/pengguna/" in satu):
                    bocor[satu] = status
        assert not bocor, akun
        _tanpa_jejak(orang, panggung)

    tamu = ruang.layar()
    tamu.goto(panggung.verifikasi)
    expect(tamu.get_by_text("Surat ini tercatat, utuh, dan tidak dicabut.")).to_be_visible()


def _tanpa_jejak(orang, panggung):
    """No title, no number, no code and no row of it in any list, search, export, figure or inbox."""
    id_publik = panggung.kerja_sama.strip("/").split("/")[-1]
    for satu in ("/kerja-sama/", "/pemeriksaan/", "/surat/", *DAFTAR_LAIN):
        for tanya in ("", "?q=bersama", "?wilayah=34.04.16"):
            isi = orang.request.get(satu + tanya).text()
            assert not [j for j in JUDUL if j in isi] and id_publik not in isi, satu + tanya
        for bentuk in ("csv", "xlsx"):
            isi = orang.request.get(f"{satu}?ekspor={bentuk}").body()
            assert id_publik.encode() not in isi and b"Embung" not in isi, bentuk
        isi = orang.request.get(f"{satu}?ekspor=csv").text()
        assert len(isi.splitlines()) <= 1, isi
    for satu in ("/", "/kotak-masuk/", "/kerja-sama/daftarkan/"):
        isi = orang.request.get(satu).text()
        assert not [j for j in JUDUL if j in isi], satu
    for satu in ("/dasbor/34.04/", "/dasbor/34.04.16/", "/dasbor/34/", "/dasbor/0/"):
        assert orang.request.get(satu).status == 404, satu
    orang.goto("/dasbor/")
    if "34.02" in orang.url:
        assert angka(orang, "Berlaku") == angka(orang, "Diklarifikasi") == 0
