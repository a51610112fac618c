"""An agreement with a version of its text, made by hand as the workspace would leave it."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from kerjasama.models import Naskah, VersiNaskah
from kerjasama.rules.naskah import sidik
from tests.pabrik.siklus import buat_siklus

NASKAH = sorted((Path(settings.AKAR) / "fixtures" / "naskah").glob("*.json"))


def naskah_contoh(nama):
    return json.loads((Path(settings.AKAR) / "fixtures" / "naskah" / f"{nama}.json").read_text(encoding="utf-8"))


def buat_versi(ks, oleh, isi, nomor=1):
    naskah, _ = Naskah.objects.get_or_create(kerja_sama=ks)
    return VersiNaskah.objects.create(naskah=naskah, nomor=nomor, isi=isi, sha256=sidik(isi), oleh=oleh)


def pihak_isi(ks, sebutan="Lurah"):
    return [
        {"nama": p.nama_saat_itu.partition(", ")[0], "sebutan": sebutan, "kode": p.kode_saat_itu}
        for p in ks.pihak.order_by("urut")
    ]


@pytest.fixture
def operator(pemeran):
    return pemeran["operator.34.04.16.2001"]


@pytest.fixture
def ks(pemeran, operator):
    desa = [pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")]
    return buat_siklus(desa=desa, oleh=operator, status="penyusunan", judul="Pengelolaan Air Bersih Umbul Wadon")
