"""Where made-up agreements lie: unevenly, as real ones do. Some kabupaten have hundreds and most a handful; parties are
mostly neighbours."""

from collections import defaultdict
from itertools import accumulate
from typing import NamedTuple

from wilayah.pohon.models import Wilayah

# How many parties: 2 to 8, 3.6 on average with those that have one desa only.
BANYAK_PIHAK = {2: 24, 3: 26, 4: 20, 5: 14, 6: 8, 7: 5, 8: 3}
DI_KECAMATAN, DI_KABUPATEN, DI_PROVINSI = "kecamatan", "kabupaten", "provinsi"
KEDUA = {DI_KECAMATAN: 70, DI_KABUPATEN: 27, DI_PROVINSI: 3}
BERIKUT = {DI_KECAMATAN: 80, DI_KABUPATEN: 19, DI_PROVINSI: 1}


class Desa(NamedTuple):
    """A village with the ids on its path; `bobot` is how often it cooperates."""

    id: int
    kecamatan: int
    kabupaten: int
    provinsi: int
    kode: str
    nama: str
    bobot: float

    @property
    def jalur(self):
        return self.provinsi, self.kabupaten, self.kecamatan, self.id


class Sebaran:
    """Draws villages with `acak`; the same seed over the same regions draws the same ones."""

    def __init__(self, acak):
        self.acak = acak
        self.desa = self._desa()
        self._kumulatif = list(accumulate(d.bobot for d in self.desa))
        self._dekat = {tingkat: defaultdict(list) for tingkat in (DI_KECAMATAN, DI_KABUPATEN, DI_PROVINSI)}
        for d in self.desa:
            for tingkat, isi in self._dekat.items():
                isi[getattr(d, tingkat)].append(d)

    def pihak(self, banyak):
        """`banyak` different villages, fewer where there are no more; the first registers."""
        pertama = self.acak.choices(self.desa, cum_weights=self._kumulatif)[0]
        terpilih = {pertama.id: pertama}
        for urut in range(1, banyak):
            # A kecamatan may have a single village: then the next wider circle.
            for _ in range(4):
                d = self._tetangga(pertama, KEDUA if urut == 1 else BERIKUT)
                if d.id not in terpilih:
                    terpilih[d.id] = d
                    break
        return list(terpilih.values())

    def banyak_pihak(self):
        return self.acak.choices(list(BANYAK_PIHAK), list(BANYAK_PIHAK.values()))[0]

    def terpadat(self, tingkat, banyak=1, di=None):
        """Ids of the regions of `tingkat` with most agreements to expect, below the region with id `di`."""
        bobot = defaultdict(float)
        for d in self.desa:
            if di is None or di in d.jalur:
                bobot[getattr(d, tingkat)] += d.bobot
        return sorted(bobot, key=lambda k: (-bobot[k], k))[:banyak]

    def _tetangga(self, desa, pilihan):
        lingkar = self.acak.choices(list(pilihan), list(pilihan.values()))[0]
        if lingkar == DI_KECAMATAN and len(self._dekat[lingkar][desa.kecamatan]) < 2:
            lingkar = DI_KABUPATEN
        return self.acak.choice(self._dekat[lingkar][getattr(desa, lingkar)])

    def _desa(self):
        bobot_kabupaten, bobot_kecamatan, hasil = {}, {}, []
        semua = Wilayah.objects.dapat_menjadi_pihak().order_by("pk").select_related("induk__induk")
        for d in semua.iterator(chunk_size=5000):
            kecamatan, kabupaten = d.induk, d.induk.induk
            bobot = bobot_kabupaten.setdefault(kabupaten.pk, self.acak.lognormvariate(0, 0.7))
            bobot *= bobot_kecamatan.setdefault(kecamatan.pk, self.acak.lognormvariate(0, 0.5))
            bobot *= self.acak.lognormvariate(0, 0.7)
            hasil.append(Desa(d.pk, kecamatan.pk, kabupaten.pk, kabupaten.induk_id, d.kode, d.nama_lengkap, bobot))
        return hasil
