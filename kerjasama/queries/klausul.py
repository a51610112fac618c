"""Clauses ready for use, and the words that an agreement puts into them.

A clause is text with named fields (`{para_desa}`); `isi_teks` fills them, and leaves dots to write on where the
agreement does not say yet. Clauses of `fixtures/klausul/umum.json` serve every urusan.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from kerjasama.enums import Bentuk, Muatan, Urusan
from kerjasama.rules.naskah import PBKD, PERJANJIAN
from wilayah.cetak.terbilang import dengan_terbilang, terbilang
from wilayah.tampilan.format import rupiah

from .siklus import pihak_aktif

TITIK = "……………"

# What a clause may leave to the agreement.
ISIAN = {
    "judul": "the matter, as in «tentang …»",
    "naskah": "«Peraturan Bersama» or «Perjanjian», followed by «ini»",
    "para_pihak": "«para Desa» in an act, «PARA PIHAK» in a perjanjian",
    "pihak_desa": "the villages in a perjanjian: «PIHAK KESATU», or «PIHAK KESATU dan PIHAK KEDUA»",
    "pihak_mitra": "the other side of a perjanjian: «PIHAK KEDUA», or whatever its turn is",
    "para_desa": "the villages by name: «Desa A, Desa B, dan Desa C»",
    "pihak_ketiga": "the party that is no village",
    "desa": "«Desa», or the region's own word",
    "kepala_desa": "«Kepala Desa», «Lurah», …",
    "sekretaris_desa": "«Sekretaris Desa», …",
    "perangkat_desa": "«Perangkat Desa», …",
    "bpd": "«Badan Permusyawaratan Desa», …",
    "musyawarah_desa": "«Musyawarah Desa», …",
    "musyawarah_antar_desa": "«Musyawarah Antar-Desa», …",
    "berita_desa": "«Berita Desa», …",
    "apb_desa": "«APB Desa», …",
    "bum_desa": "«BUM Desa», …",
    "bkad": "«Badan Kerja Sama Antar-Desa», …",
    "bkad_singkat": "«BKAD», in DIY «BKAK»",
    "pelaksana": "who executes: the BKAD, or the village government",
    "camat": "«Camat», «Panewu», …",
    "bupati": "«Bupati» or «Wali Kota»",
    "kabupaten": "«Kabupaten Sleman»",
    "penyelesai": "who settles a dispute: the camat where all lie in one kecamatan, else the bupati",
    "jangka_waktu": "«5 (lima) tahun»",
    "nilai": "the value, in figures and words",
}

BAB_MUATAN = {
    Muatan.RUANG_LINGKUP: "RUANG LINGKUP KERJA SAMA",
    Muatan.BIDANG: "BIDANG KERJA SAMA",
    Muatan.TATA_CARA: "TATA CARA DAN KETENTUAN PELAKSANAAN",
    Muatan.JANGKA_WAKTU: "JANGKA WAKTU",
    Muatan.HAK_KEWAJIBAN: "HAK DAN KEWAJIBAN",
    Muatan.PENDANAAN: "PENDANAAN",
    Muatan.PERUBAHAN: "PERUBAHAN, PENUNDAAN, DAN PEMBATALAN",
    Muatan.PERSELISIHAN: "PENYELESAIAN PERSELISIHAN",
}


@dataclass(frozen=True)
class Klausul:
    """`urusan` is empty for a clause of every urusan; `bentuk` is «pbkd» or «perjanjian»."""

    kode: str
    urusan: str
    bentuk: str
    bab: str
    judul: str
    muatan: str
    isi: str
    catatan: str = ""


def jenis_naskah(bentuk):
    """What kind of text a form of cooperation is laid down in."""
    return PBKD if bentuk in (Bentuk.ANTAR_DESA, PBKD) else PERJANJIAN


def klausul_untuk(*, urusan, bentuk, muatan=""):
    """Clauses for an agreement of `bentuk` (a Bentuk, or «pbkd», «perjanjian»), those of its own urusan first; all of
    them, or those on one of the eight matters."""
    jenis = jenis_naskah(bentuk)
    cocok = [k for k in semua_klausul() if k.bentuk == jenis and k.urusan in ("", urusan)]
    if muatan:
        cocok = [k for k in cocok if k.muatan == muatan]
    return sorted(cocok, key=lambda k: k.urusan == "")


@lru_cache(maxsize=1)
def semua_klausul():
    folder = Path(settings.AKAR) / "fixtures" / "klausul"
    urut = {nama: i for i, nama in enumerate(["umum", *Urusan.values])}
    berkas = sorted(folder.glob("*.json"), key=lambda b: urut[b.stem])
    return tuple(klausul for satu in berkas for klausul in _baca(satu))


def _baca(berkas):
    for satu in json.loads(berkas.read_text(encoding="utf-8")):
        for bentuk in satu["bentuk"]:
            yield Klausul(
                kode=satu["kode"],
                urusan="" if berkas.stem == "umum" else berkas.stem,
                bentuk=bentuk,
                bab=satu.get("bab") or BAB_MUATAN[satu["muatan"]],
                judul=satu["judul"],
                muatan=satu.get("muatan", ""),
                isi="\n".join(satu["isi"]),
                catatan=satu.get("catatan", ""),
            )


class _Isian(dict):
    def __missing__(self, kunci):
        return TITIK


def isi_teks(teks, isian):
    """`teks` with its fields filled; dots where there is nothing to fill in."""
    return teks.format_map(_Isian({k: v for k, v in isian.items() if v}))


def isian_klausul(kerja_sama):
    """What this agreement puts into the fields of `ISIAN`."""
    pihak = list(pihak_aktif(kerja_sama).select_related("desa__induk__induk__induk"))
    desa = [p.desa for p in pihak if p.desa_id]
    kata = _kata_wilayah(kerja_sama.desa_pendaftar)
    return kata | {
        "judul": kerja_sama.judul,
        "naskah": "Peraturan Bersama" if kerja_sama.adalah_pbkd else "Perjanjian",
        "para_pihak": f"para {kata['desa']}" if kerja_sama.adalah_pbkd else "PARA PIHAK",
        "pihak_desa": _sebutan_pihak(pihak, desa=True),
        "pihak_mitra": _sebutan_pihak(pihak, desa=False),
        "para_desa": rangkai([d.nama_lengkap for d in desa]),
        "pihak_ketiga": rangkai([p.nama_saat_itu for p in pihak if not p.desa_id]),
        "pelaksana": _pelaksana(kerja_sama, kata),
        "penyelesai": _penyelesai(kerja_sama, desa),
        "jangka_waktu": _jangka_waktu(kerja_sama),
        "nilai": nilai_uang(kerja_sama.nilai),
    }


def _sebutan_pihak(pihak, *, desa):
    """In the order of the parties; more than three villages are said from the first to the last."""
    nama = [f"PIHAK KE{terbilang(n).upper()}" for n, p in enumerate(pihak, 1) if bool(p.desa_id) == desa]
    return f"{nama[0]} sampai dengan {nama[-1]}" if len(nama) > 3 else rangkai(nama)


def rangkai(nama):
    """«A», «A dan B», «A, B, dan C»."""
    if len(nama) < 3:
        return " dan ".join(nama)
    return f"{', '.join(nama[:-1])}, dan {nama[-1]}"


def nilai_uang(nilai):
    return f"{rupiah(nilai)},00 ({terbilang(nilai)} rupiah)" if nilai else ""


def _kata_wilayah(desa):
    kecamatan, kabupaten = desa.leluhur(3), desa.leluhur(2)
    wilayah = desa.sebutan("wilayah") or "Desa"
    return {
        "desa": wilayah,
        "kepala_desa": desa.sebutan("kepala"),
        "sekretaris_desa": desa.sebutan("sekretaris"),
        "perangkat_desa": desa.sebutan("perangkat"),
        "bpd": desa.sebutan("bpd"),
        "musyawarah_desa": desa.sebutan("musyawarah"),
        "musyawarah_antar_desa": desa.sebutan("musyawarah_antar"),
        "berita_desa": desa.sebutan("berita"),
        "apb_desa": desa.sebutan("apb"),
        "bum_desa": desa.sebutan("bum"),
        "bkad": f"Badan Kerja Sama Antar-{wilayah}",
        "bkad_singkat": f"BKA{wilayah[0].upper()}",
        "camat": kecamatan.sebutan("kepala"),
        "bupati": kabupaten.sebutan("kepala"),
        "kabupaten": kabupaten.nama,
    }


def _pelaksana(kerja_sama, kata):
    persiapan = getattr(kerja_sama, "persiapan", None)
    pemerintah = kerja_sama.bum_desa or kerja_sama.kawasan_perdesaan
    if pemerintah or (persiapan is not None and persiapan.pelaksana == "pemerintah_desa"):
        return f"Pemerintah {kata['desa']}"
    return kata["bkad_singkat"]


def _penyelesai(kerja_sama, desa):
    """The lowest office above all parties (Permendagri 96/2017). Across kabupaten there is none that decides: the
    bupati settle it together, and the provinsi helps."""
    if not desa:
        return ""
    kecamatan, kabupaten = ({d.leluhur(tingkat).pk: d.leluhur(tingkat) for d in desa} for tingkat in (3, 2))
    if len(kecamatan) == 1:
        (satu,) = kecamatan.values()
        return f"{satu.sebutan('kepala')} {satu.nama}"
    if len(kabupaten) == 1:
        return nama_kepala(*kabupaten.values())
    provinsi = desa[0].leluhur(1)
    return f"{rangkai([nama_kepala(k) for k in kabupaten.values()])} dengan fasilitasi {nama_kepala(provinsi)}"


def nama_kepala(wilayah):
    """«Bupati Sleman»: a kabupaten's own name holds its kind already."""
    nama = wilayah.nama
    for jenis in ("Kabupaten Administrasi ", "Kota Administrasi ", "Kabupaten ", "Kota ", "Provinsi "):
        nama = nama.removeprefix(jenis)
    return f"{wilayah.sebutan('kepala')} {nama}"


def _jangka_waktu(kerja_sama):
    persiapan = getattr(kerja_sama, "persiapan", None)
    if persiapan is None or not persiapan.jangka_waktu_bulan:
        return ""
    tahun, bulan = divmod(persiapan.jangka_waktu_bulan, 12)
    if bulan:
        return f"{dengan_terbilang(persiapan.jangka_waktu_bulan)} bulan"
    return f"{dengan_terbilang(tahun)} tahun"
