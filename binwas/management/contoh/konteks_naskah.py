"""The text of an example document: what the template in fixtures/contoh/naskah needs, from one entry of
fixtures/contoh/kerja_sama.json."""

import json
from datetime import date, timedelta

from django.conf import settings
from django.template import engines

from kerjasama.enums import Bentuk, Bidang
from wilayah.cakupan.roles import PERAN_PEMERINTAH_DESA
from wilayah.cetak.tanggal import hari_tanggal, tanggal_panjang
from wilayah.cetak.terbilang import terbilang
from wilayah.kalender.enums import BULAN
from wilayah.pengguna.models import Penugasan
from wilayah.pohon.models import Wilayah

FOLDER = settings.AKAR / "fixtures" / "contoh" / "naskah"
PP_16_2026 = date(2026, 3, 27)
UU_3_2024 = date(2024, 4, 25)
ISTILAH_DESA = ("wilayah", "kepala", "bpd", "musyawarah", "musyawarah_antar", "berita", "apb")
BERAKHIR = (
    "Kerja sama berakhir karena habis masa berlakunya, tujuannya telah tercapai, objeknya hilang, ada keadaan luar "
    "biasa, ada perjanjian baru yang menggantikan, atau bertentangan dengan ketentuan peraturan perundang-undangan.",
    "Berakhirnya kerja sama wajib dimusyawarahkan dengan Para Pihak dan dituangkan dalam berita acara.",
    "Berakhirnya kerja sama tidak menghapus kewajiban yang belum diselesaikan dan hak pihak lain yang beriktikad baik.",
)
PER_BARIS = 2


def html_naskah(isi, hari_ini):
    """The whole document as HTML for wilayah.cetak, dated as the entry says."""
    pbkd = isi["bentuk"] == Bentuk.ANTAR_DESA
    templat = engines["django"].from_string(_baca("pbkd.html" if pbkd else "perjanjian.html"))
    return templat.render(_konteks(isi, hari_ini - timedelta(days=isi["ditetapkan_hari_lalu"]), pbkd))


def _konteks(isi, tanggal, pbkd):
    desa = _desa(isi)
    kabupaten = desa[0].leluhur(2).nama
    pihak = [_pihak(satu, wilayah, tanggal) for satu, wilayah in zip(isi["pihak"], desa, strict=True)]
    return {
        "gaya": _baca("_gaya.html"),
        "nama_naskah": "Peraturan Bersama" if pbkd else "Perjanjian Bersama",
        "judul": isi["judul"],
        "tujuan": isi["tujuan"],
        "ruang_lingkup": isi["ruang_lingkup"],
        "bidang": Bidang(isi["bidang"]).label,
        "nilai": _rupiah(isi["nilai"]),
        "kabupaten": kabupaten,
        "daerah": kabupaten.removeprefix("Kabupaten "),
        "nama_kecamatan": desa[0].leluhur(3).nama,
        "kata": _kata(desa[0]),
        "tahun": tanggal.year,
        "tanggal_ditetapkan": tanggal_panjang(tanggal),
        "hari_tanggal_ditetapkan": hari_tanggal(tanggal),
        "baru": tanggal >= PP_16_2026,
        "setelah_uu_3_2024": tanggal >= UU_3_2024,
        "pihak": pihak,
        "baris_tanda": [pihak[n : n + PER_BARIS] for n in range(0, len(pihak), PER_BARIS)],
        "rangkap": f"{len(pihak) + 1} ({terbilang(len(pihak) + 1)})",
        "mitra": _mitra(isi, tanggal),
        **_bagian(isi, desa[0]),
    }


def _desa(isi):
    kode = [satu["desa"] for satu in isi["pihak"]]
    ada = {w.kode: w for w in Wilayah.objects.filter(kode__in=kode).select_related("induk__induk__induk")}
    return [ada[satu] for satu in kode]


def _kata(desa):
    return {istilah: desa.sebutan(istilah) for istilah in ISTILAH_DESA} | {"camat": desa.induk.sebutan("kepala")}


def _pihak(satu, desa, tanggal):
    nama = dict(
        Penugasan.objects.filter(wilayah=desa, peran__in=PERAN_PEMERINTAH_DESA)
        .order_by("-pk")
        .values_list("peran", "pengguna__nama")
    )
    diundangkan = satu["selang"] is not None
    return {
        "nama": desa.nama,
        "sebutan": desa.sebutan("wilayah"),
        "kepala": desa.sebutan("kepala"),
        "sekretaris": desa.sebutan("sekretaris"),
        "kecamatan": str(desa.induk),
        "kepala_nama": nama.get("kepala_desa", "(nama)"),
        "sekretaris_nama": nama.get("operator_desa", "(nama)"),
        "nomor": satu["nomor"] or "…",
        "berita_kata": desa.sebutan("berita"),
        "berita": satu["berita"] or "…",
        "diundangkan": tanggal_panjang(tanggal + timedelta(days=satu["selang"])) if diundangkan else "",
    }


def _mitra(isi, tanggal):
    if not isi["pihak_ketiga"]:
        return None
    nomor = f"{len(isi['kunci']):03}/PKS/{BULAN[tanggal.month - 1][:3].upper()}/{tanggal.year}"
    return {**isi["pihak_ketiga"][0], "nomor": nomor}


def _bagian(isi, desa):
    """The clauses of the subject, with what this document says otherwise or besides."""
    klausul = json.loads(_baca("klausul.json"))[isi["urusan"]]
    bagian = {
        "masa": _masa(isi["masa_bulan"]),
        "berakhir": list(BERAKHIR),
        "perselisihan": _perselisihan(desa.induk.sebutan("kepala").lower()),
        **klausul,
    }
    bagian |= isi["naskah"].get("ganti", {})
    for nama, tambahan in isi["naskah"].get("tambah", {}).items():
        bagian[nama] = [*bagian[nama], *tambahan]
    return {**{nama: bagian[nama] for nama in ("masa", "berakhir", "perselisihan")}, "klausul": bagian}


def _masa(bulan):
    if bulan is None:
        return ["Kerja sama ini berlaku untuk jangka waktu yang tidak ditentukan, sampai diakhiri menurut naskah ini."]
    return [
        f"Kerja sama ini berlaku selama {bulan} ({terbilang(bulan)}) bulan terhitung sejak tanggal ditetapkan.",
        "Jangka waktu dapat diperpanjang atas kesepakatan bersama paling lambat tiga bulan sebelum berakhir.",
    ]


def _perselisihan(camat):
    return [
        "Perselisihan diselesaikan dengan musyawarah secara kekeluargaan.",
        f"Apabila musyawarah tidak mencapai mufakat, perselisihan dalam satu wilayah kerja difasilitasi dan "
        f"diselesaikan oleh {camat}.",
        f"Perselisihan yang melibatkan lebih dari satu wilayah kerja {camat} difasilitasi dan diselesaikan oleh "
        "bupati.",
        "Penyelesaian perselisihan bersifat final dan dituangkan dalam berita acara yang ditandatangani semua yang "
        "berselisih dan pejabat yang memfasilitasi.",
    ]


def _rupiah(nilai):
    if nilai is None:
        return ""
    return f"Rp{nilai:,}".replace(",", ".") + f",00 ({terbilang(nilai)} rupiah)"


def _baca(nama):
    return (FOLDER / nama).read_text(encoding="utf-8")
