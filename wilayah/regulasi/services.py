"""Loading the law as data: legal bases and deadline rules."""

from datetime import date, time

from django.db import transaction

from wilayah.pohon.models import Wilayah
from wilayah.pohon.services_acuan import selaraskan

from .models import AturanTenggat, DasarHukum


@transaction.atomic
def muat_dasar_hukum(*, isi):
    """`isi` as in fixtures/dasar_hukum.json: one row for each regulation, and one for each pasal that is cited."""
    baris = [satu for peraturan in isi["peraturan"] for satu in _baris_peraturan(peraturan)]
    return selaraskan(model=DasarHukum, kunci=("kode", "pasal", "berlaku_sejak"), baris=baris)


def _baris_peraturan(peraturan):
    bersama = {
        "kode": peraturan["kode"],
        "nama": peraturan["nama"],
        "berlaku_sejak": date.fromisoformat(peraturan["berlaku_sejak"]),
        "berlaku_sampai": _tanggal(peraturan["berlaku_sampai"]),
        "menggantikan": peraturan["menggantikan"],
        "sumber": peraturan["sumber"],
    }
    for pasal in [{"pasal": "", "ringkasan": ""}, *peraturan["pasal"]]:
        yield {
            **bersama,
            "pasal": pasal["pasal"],
            "ringkasan": pasal["ringkasan"],
            "kepastian": pasal.get("status", peraturan["status"]),
        }


@transaction.atomic
def muat_aturan_tenggat(*, daftar):
    """`daftar` as in fixtures/aturan_tenggat.json: national rules, and those of a region (`wilayah`, its code), which
    win over them. Rules of a region that is not here are passed over."""
    id_wilayah = {"": None, **dict(Wilayah.objects.values_list("kode", "pk"))}
    baris = [
        {
            **{nama: nilai for nama, nilai in satu.items() if nama != "wilayah"},
            "wilayah_id": id_wilayah[satu.get("wilayah", "")],
            "batas_jam": time.fromisoformat(satu["batas_jam"]),
            "berlaku_sejak": date.fromisoformat(satu["berlaku_sejak"]),
            "berlaku_sampai": _tanggal(satu["berlaku_sampai"]),
        }
        for satu in daftar
        if satu.get("wilayah", "") in id_wilayah
    ]
    return selaraskan(model=AturanTenggat, kunci=("kode", "wilayah_id", "berlaku_sejak"), baris=baris)


def _tanggal(teks):
    return date.fromisoformat(teks) if teks else None
