"""The checklist by which an office looks into a third party: items as data, each with its source."""

import json
from dataclasses import dataclass
from functools import cache

from django.conf import settings


@dataclass(frozen=True)
class Butir:
    """`jenis`: the kinds of third party that it is asked of; empty for all."""

    kode: str
    butir: str
    sumber: str
    jenis: tuple[str, ...]


@cache
def _semua():
    isi = json.loads((settings.AKAR / "fixtures" / "uji_tuntas.json").read_text())
    return tuple(Butir(**satu | {"jenis": tuple(satu["jenis"])}) for satu in isi)


def butir_uji(jenis=""):
    """`{code: Butir}` to be answered for a third party of this kind; of every kind where none is given."""
    return {b.kode: b for b in _semua() if not jenis or not b.jenis or jenis in b.jenis}
