"""How a file of regions differs from the regions that are here."""

from dataclasses import dataclass, field

from .models import Wilayah
from .rules import ZONA_PROVINSI, Baris


@dataclass
class Perbandingan:
    """`ganti_nama` holds (region as it is here, row of the file); `hilang` counts regions that the file could have
    had and has not; `tidak_aktif` those it has though they were ended here. Both are only reported."""

    baru: list[Baris] = field(default_factory=list)
    sama: list[Baris] = field(default_factory=list)
    ganti_nama: list[tuple[Wilayah, Baris]] = field(default_factory=list)
    ganti_zona: list[Wilayah] = field(default_factory=list)
    tidak_aktif: int = 0
    hilang: int = 0

    @property
    def ada_perubahan(self):
        return bool(self.baru or self.ganti_nama or self.ganti_zona)


def bandingkan(baris):
    ada = {satu.kode: satu for satu in Wilayah.objects.filter(tingkat__gt=0).order_by("pk")}
    hasil = Perbandingan()
    for satu in baris:
        lama = ada.pop(satu.kode, None)
        if lama is None:
            hasil.baru.append(satu)
            continue
        hasil.tidak_aktif += not lama.aktif
        if ZONA_PROVINSI.get(satu.kode, lama.zona_waktu) != lama.zona_waktu:
            hasil.ganti_zona.append(lama)
        if lama.nama == satu.nama:
            hasil.sama.append(satu)
        else:
            hasil.ganti_nama.append((lama, satu))
    hasil.hilang = sum(satu.aktif for satu in ada.values())
    return hasil
