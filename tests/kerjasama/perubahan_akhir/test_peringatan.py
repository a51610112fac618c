from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from kerjasama import panels
from kerjasama.models import KerjaSama, PeringatanMasa
from kerjasama.services.adendum import buka_perubahan
from tests.pabrik.kerjasama import buat_kerja_sama
from wilayah.models import Jejak, Pemberitahuan


def kirim():
    keluaran = StringIO()
    call_command("kirim_peringatan", stdout=keluaran)
    return keluaran.getvalue().strip()


def geser(ks, hari):
    KerjaSama.objects.filter(pk=ks.pk).update(jatuh_tempo=timezone.localdate() + timedelta(days=hari))


def penerima():
    return set(Pemberitahuan.objects.values_list("penerima__username", flat=True))


def test_parties_and_offices_are_told_once_for_each_threshold(pemeran, ks):
    assert kirim() == "1 diperiksa, 1 diperingatkan"
    assert penerima() == {
        *(f"{p}.{d}" for p in ("kades", "operator") for d in ("34.04.16.2001", "34.04.16.2002", "34.04.14.2001")),
        "kecamatan.34.04.16",
        "camat.34.04.16",
        "kecamatan.34.04.14",
        "petugas.34.04",
        "petugas2.34.04",
    }
    banyak = Pemberitahuan.objects.count()
    assert kirim() == "1 diperiksa, 0 diperingatkan"
    assert Pemberitahuan.objects.count() == banyak
    assert Jejak.objects.filter(peristiwa="kerja_sama.diperingatkan").count() == 1
    geser(ks, 30)
    assert kirim() == "1 diperiksa, 1 diperingatkan"
    assert set(PeringatanMasa.objects.values_list("hari", flat=True)) == {180, 30}


def test_only_the_nearest_threshold_of_a_late_start(pemeran, ks):
    geser(ks, 10)
    kirim()
    assert list(PeringatanMasa.objects.values_list("hari", flat=True)) == [30]


def test_an_extension_begins_anew(pemeran, ks):
    kirim()
    geser(ks, 170)
    assert kirim() == "1 diperiksa, 1 diperingatkan"


@pytest.mark.parametrize("ganti", [{"status": "berakhir"}, {"status": "ditangguhkan"}, {"jatuh": -1}, {"jatuh": 400}])
def test_what_needs_no_warning(pemeran, ks, ganti):
    if "jatuh" in ganti:
        geser(ks, ganti["jatuh"])
    else:
        KerjaSama.objects.filter(pk=ks.pk).update(**ganti)
    kirim()
    assert not PeringatanMasa.objects.exists()


def test_party_that_left_is_not_told(pemeran, ks):
    ks.pihak.filter(urut=3).update(mundur_pada=ks.tanggal_mulai)
    kirim()
    assert not {u for u in penerima() if "34.04.14" in u}


def test_one_that_fails_does_not_undo_the_others(pemeran, ks, monkeypatch):
    lain = buat_kerja_sama(
        desa=[pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")],
        oleh=pemeran["operator.34.04.16.2001"],
        jatuh_tempo=timezone.localdate() + timedelta(days=120),
    )
    from kerjasama.services import peringatan

    asli = peringatan.catat

    def rusak(**isi):
        if isi["objek"].pk == lain.pk:
            raise RuntimeError
        return asli(**isi)

    monkeypatch.setattr(peringatan, "catat", rusak)
    with pytest.raises(RuntimeError):
        kirim()
    assert [p.kerja_sama_id for p in PeringatanMasa.objects.all()] == [ks.pk]
    monkeypatch.undo()
    assert kirim() == "2 diperiksa, 1 diperingatkan"


def test_list_is_narrowed_to_what_ends_soon(pemeran, ks, masuk):
    client = masuk(pemeran["petugas.34.04"])
    daftar = reverse("kerja_sama_daftar")
    for hari, banyak in (("180", 1), ("90", 0), ("abc", 1)):
        response = client.get(f"{daftar}?habis={hari}")
        assert response.context["page_obj"].paginator.count == len(response.context["object_list"]) == banyak
    assert masuk(pemeran["petugas.34.02"]).get(f"{daftar}?habis=180").context["page_obj"].paginator.count == 0


def test_page_offers_to_extend_to_who_may(pemeran, ks, masuk):
    rinci = reverse("kerja_sama_rinci", args=[ks.id_publik])
    ubah = f"{reverse('kerja_sama_ubah', args=[ks.id_publik])}?jenis=perpanjangan"
    assert ubah in masuk(pemeran["operator.34.04.16.2001"]).get(rinci).content.decode()
    halaman = masuk(pemeran["kecamatan.34.04.16"]).get(rinci).content.decode()
    assert "100 hari lagi" in halaman and ubah not in halaman


def test_it_waits_for_the_own_village_until_somebody_extends(pemeran, ks):
    geser(ks, 60)

    def tugas(username):
        return [t.judul for t in panels.tugas_terdaftar(pemeran[username]) if t.tombol == "Perpanjang"]

    assert tugas("operator.34.04.16.2002") == ["Segera berakhir: Sampah bersama"]
    assert tugas("kades.34.04.16.2003") == tugas("bpd.34.04.16.2001") == []
    buka_perubahan(
        kerja_sama=ks,
        jenis="perpanjangan",
        isi={"alasan": "x", "bulan": 12},
        kunci="k" * 8,
        oleh=pemeran["operator.34.04.16.2001"],
    )
    assert tugas("operator.34.04.16.2002") == []
