"""Papua from the edition of 2019 to that of 2025: 4 new provinces, 27 kabupaten that move, and all that is in them."""

import csv
import io
import lzma
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from kerjasama import triggers
from kerjasama.models import KerjaSama
from kerjasama.queries.angka import angka_wilayah
from tests.pabrik.kerjasama import buat_kerja_sama
from wilayah.models import PerubahanWilayah, Wilayah
from wilayah.pengguna.services import beri_penugasan, buat_pengguna
from wilayah.pohon.queries import HILANG, NAMA_BARU, SEMUA, bandingkan
from wilayah.pohon.queries_perubahan import temukan, wilayah_hilang
from wilayah.pohon.rules import Baris, polos, urut_kode
from wilayah.pohon.services_impor import BerkasWilayah, impor_wilayah

AKAR = Path(__file__).parents[3]
FILE = AKAR / "fixtures" / "wilayah.perubahan.csv"
LAMA = Path(__file__).with_name("petikan") / "papua-2019.csv.xz"
LIHAT = "wilayah.lihat_kerja_sama"


def _baca(jalur, awalan):
    teks = lzma.decompress(jalur.read_bytes()).decode()
    return sorted((Baris(**b) for b in csv.DictReader(io.StringIO(teks)) if b["kode"][:2] in awalan), key=urut_kode)


@pytest.fixture
def papua(pemeran):
    """The old tree, an agreement in Merauke and one in Jayapura, and an office in each tier above them."""
    baris = _baca(LAMA, ("91", "92"))
    dasar = ("2019", "Permendagri 72 Tahun 2019", date(2019, 10, 25))
    impor_wilayah(berkas=BerkasWilayah(baris, *dasar, "0" * 64, ("91", "92")))

    for kode, peran in (("91", "petugas_provinsi"), ("91.01", "petugas_kabupaten"), ("91.01.01.2001", "operator_desa")):
        _petugas(kode, peran, f"orang.{kode}")
    desa = Wilayah.objects.get(kode="91.01.01.2001")
    tetap = Wilayah.objects.get(kode="91.03.01.2005")
    oleh = pemeran["pusat"]
    buat_kerja_sama(desa=[desa], oleh=oleh, judul="Merauke")
    buat_kerja_sama(desa=[tetap], oleh=oleh, judul="Jayapura")
    return {w.pk: w.kode for w in Wilayah.objects.filter(kode__startswith="9", aktif=True)}


def _petugas(kode, peran, nama):
    wilayah = Wilayah.objects.get(kode=kode)
    orang = buat_pengguna(username=nama, nama=nama, password="rahasia-sekali-9", wilayah=wilayah)
    beri_penugasan(pengguna=orang, wilayah=wilayah, peran=peran, jabatan="Analis", sk="SK", mulai=date(2020, 1, 1))
    return nama


def _judul(pengguna):
    from wilayah.models import Pengguna

    orang = Pengguna.objects.get(username=pengguna)
    return sorted(KerjaSama.objects.dalam_cakupan(orang, LIHAT).values_list("judul", flat=True))


def _impor_2025():
    baris = _baca(AKAR / "fixtures" / "wilayah.csv.xz", ("91", "92", "93", "94", "95", "96"))
    cakupan = ("91", "92", "93", "94", "95", "96")
    dasar = ("2025", "Kepmendagri 300.2.2-2138 Tahun 2025", date(2025, 4, 25))
    berkas = BerkasWilayah(baris, *dasar, "1" * 64, cakupan)
    ragu = bandingkan(baris, tanggal=berkas.tanggal, cakupan=cakupan).mencurigakan
    terima = [p._replace(keputusan=HILANG if p.kode == SEMUA else NAMA_BARU) for p in ragu]
    return ragu, impor_wilayah(berkas=berkas, terima=terima)


def _menurut_berkas():
    """Counted from the files alone: how many villages there were, how many have a code in the edition of 2025 when
    the lines are followed one by one, and how many of those another than before."""
    lama = {b.kode: b for b in _baca(LAMA, ("91", "92"))}
    baru = {b.kode: b for b in _baca(AKAR / "fixtures" / "wilayah.csv.xz", ("91", "92", "93", "94", "95", "96"))}
    kini = {kode: kode for kode in lama}
    with FILE.open(encoding="utf-8") as berkas:
        baris = list(csv.DictReader(berkas))
    for jenis in ("pindah_induk", "ganti_kode"):
        ganti = {b["kode_lama"]: b["kode_baru"] for b in baris if b["jenis"] == jenis}
        for asal, kode in kini.items():
            for atas in (kode, kode[:8], kode[:5]):
                if atas in ganti:
                    kini[asal] = ganti[atas] + kode[len(atas) :]
                    if jenis == "ganti_kode" and atas == kode:  # sure by its name alone
                        assert polos(lama[asal].nama) == polos(baru[kini[asal]].nama)
                    break
    desa = [kode for kode in lama if kode.count(".") == 3]
    tetap = [kode for kode in desa if kini[kode] in baru]
    return {"desa": len(desa), "tetap": len(tetap), "berkode lain": sum(kini[k] != k for k in tetap)}


def test_papua_2022_keeps_what_was_there(papua, pemeran):
    call_command("terapkan_perubahan", FILE, verbosity=0)
    call_command("terapkan_perubahan", FILE, verbosity=0)  # a second run writes nothing
    assert PerubahanWilayah.objects.filter(jenis="mekar").count() == 4
    ragu, _ = _impor_2025()

    kini = dict(Wilayah.objects.filter(pk__in=papua, aktif=True).values_list("pk", "kode"))
    desa = {pk for pk, kode in papua.items() if kode.count(".") == 3}
    pindah = {pk for pk in desa if pk in kini and kini[pk] != papua[pk]}
    hitungan = {"desa": len(desa), "tetap": len(desa & kini.keys()), "berkode lain": len(pindah), "ragu": len(ragu)}
    assert hitungan == {"desa": 7358, "tetap": 7149, "berkode lain": 5400, "ragu": 140}
    assert hitungan == _menurut_berkas() | {"ragu": 140}
    assert Wilayah.objects.filter(pk__in=papua).count() == len(papua)
    assert wilayah_hilang().count() == len(papua) - len(kini)

    assert triggers.selisih(connection) == (0, 0)
    assert temukan("91.01").kode == "93.01" and temukan("91.01.01.2001").kode == "93.01.01.2001"
    _petugas("93", "petugas_provinsi", "orang.93")
    assert _judul("orang.91") == ["Jayapura", "Merauke"]  # what was theirs
    assert _judul("orang.93") == _judul("orang.91.01") == ["Merauke"]
    pusat = pemeran["pusat"]
    papua_, selatan = temukan("91"), temukan("93")
    hari = papua_.hari_ini()
    assert [angka_wilayah(pusat, w, hari).berlaku for w in (papua_, selatan)] == [1, 1]
    assert [angka_wilayah(pusat, w, hari, menurut="saat_itu").berlaku for w in (papua_, selatan)] == [2, 0]
