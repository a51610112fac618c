import csv
import io
import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from kerjasama import panels
from kerjasama.models import KerjaSama, Kewajiban
from kerjasama.services.kewajiban import laporkan_kewajiban, tambah_kewajiban
from tests.pabrik.kerjasama import buat_undangan
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.models import Jejak, Pemberitahuan

from .conftest import catat_kewajiban

DAFTAR = reverse("kewajiban_daftar")


def halaman(ks):
    return reverse("kerja_sama_kewajiban", args=[ks.id_publik])


def rinci(k):
    return reverse("kewajiban_rinci", args=[k.kerja_sama.id_publik, k.id_publik])


def hari(ks, n):
    return ks.desa_pendaftar.hari_ini() + timedelta(days=n)


def isi(ks, **ganti):
    dasar = {
        "tindakan": "tambah",
        "pihak": ks.pihak.get(urut=2).id_publik,
        "uraian": "Menyetor iuran",
        "tenggat": hari(ks, 20).isoformat(),
        "nilai": "2.500.000",
        "tiap_bulan": "0",
    }
    return dasar | ganti


def uraian(response):
    return [k.uraian for k in response.context["object_list"]]


def test_duty_of_another_is_recorded_and_its_village_told(pemeran, ks, masuk):
    client = masuk(pemeran["operator.34.04.16.2001"])
    assert client.post(halaman(ks), isi(ks)).status_code == 302
    k = Kewajiban.objects.get(kerja_sama=ks)
    assert (k.pihak.urut, k.nilai, k.tenggat) == (2, 2_500_000, hari(ks, 20))
    assert set(Pemberitahuan.objects.values_list("penerima__username", flat=True)) == {
        "kades.34.04.16.2002",
        "operator.34.04.16.2002",
    }
    assert Jejak.objects.filter(peristiwa="kewajiban.ditambah").count() == 1


def test_repeated_duty_stops_with_the_agreement(pemeran, ks, masuk):
    KerjaSama.objects.filter(pk=ks.pk).update(jatuh_tempo=hari(ks, 100))
    client = masuk(pemeran["operator.34.04.16.2001"])
    assert client.post(halaman(ks), isi(ks, tiap_bulan="1", kali="12")).status_code == 302
    assert Kewajiban.objects.filter(kerja_sama=ks).count() == 3
    assert Jejak.objects.filter(peristiwa="kewajiban.ditambah").count() == 1


@pytest.mark.parametrize(
    ("ganti", "pesan"),
    [
        ({"uraian": ""}, "Tulis kewajibannya."),
        ({"tenggat": ""}, "Isi tenggatnya."),
        ({"tenggat": "2001-01-01"}, "baru berlaku"),
        ({"tiap_bulan": "1", "kali": ""}, "Isi berapa kali"),
        ({"nilai": "dua juta"}, "Isi jumlah rupiah dengan angka saja."),
        ({"pihak": ""}, "Pilih pihaknya."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(pemeran, ks, masuk, ganti, pesan):
    response = masuk(pemeran["operator.34.04.16.2001"]).post(halaman(ks), isi(ks, **ganti))
    assert response.status_code == 422
    assert pesan in response.content.decode()
    assert not Kewajiban.objects.filter(kerja_sama=ks).exists()


def test_same_submit_records_one(pemeran, ks):
    oleh = pemeran["operator.34.04.16.2001"]
    data = {"uraian": "Menyetor iuran", "tenggat": hari(ks, 20), "nilai": None}
    for _ in range(2):
        tambah_kewajiban(kerja_sama=ks, pihak=ks.pihak.get(urut=2), isi=data, kunci="kunci-12345", oleh=oleh)
    assert Kewajiban.objects.filter(kerja_sama=ks).count() == 1


def test_party_reports_its_own_duty_and_the_others_are_told(pemeran, ks, masuk):
    k = catat_kewajiban(ks, 2)
    client = masuk(pemeran["operator.34.04.16.2001"])
    data = {"tindakan": "laporkan", "laporan": "Disetor tunai", "dipenuhi_pada": hari(ks, 0).isoformat()}
    assert client.post(rinci(k), data).status_code == 403
    client = masuk(pemeran["operator.34.04.16.2002"])
    besok = data | {"dipenuhi_pada": hari(ks, 2).isoformat()}
    assert "Isi tanggal yang sudah tiba." in client.post(rinci(k), besok).content.decode()
    assert client.post(rinci(k), data).status_code == 302
    k.refresh_from_db()
    assert (k.status, k.laporan, k.dipenuhi_pada) == ("dipenuhi", "Disetor tunai", hari(ks, 0))
    assert Pemberitahuan.objects.filter(penerima__username="kades.34.04.16.2001").count() == 1
    with pytest.raises(TindakanTertutup):
        laporkan_kewajiban(
            kewajiban=k,
            isi={"laporan": "Lagi", "dipenuhi_pada": hari(ks, 0)},
            oleh=pemeran["operator.34.04.16.2002"],
        )


def test_duty_of_a_third_party_is_reported_by_a_village(pemeran, ks):
    k = catat_kewajiban(ks, 3, "Mengangkut sampah")
    data = {"laporan": "Diangkut", "dipenuhi_pada": hari(ks, 0)}
    assert laporkan_kewajiban(kewajiban=k, isi=data, oleh=pemeran["kades.34.04.16.2002"]).status == "dipenuhi"


def test_struck_duty_stays_with_its_reason(pemeran, ks, masuk):
    k = catat_kewajiban(ks, 2)
    client = masuk(pemeran["operator.34.04.16.2001"])
    assert client.post(rinci(k), {"tindakan": "hapus", "alasan": ""}).status_code == 422
    client.post(rinci(k), {"tindakan": "hapus", "alasan": "Iuran diganti kerja bakti"})
    k.refresh_from_db()
    assert (k.status, k.laporan) == ("dihapus", "Iuran diganti kerja bakti")
    assert "Iuran diganti kerja bakti" in client.get(rinci(k)).content.decode()


def test_stale_change_shows_both(pemeran, ks, masuk):
    k = catat_kewajiban(ks, 2)
    semula = json.dumps({"uraian": k.uraian, "pasal": "", "tenggat": k.tenggat.isoformat(), "nilai": None})
    Kewajiban.objects.filter(pk=k.pk).update(uraian="Menyetor iuran bulanan")
    data = {"tindakan": "ubah", "uraian": "Menyetor uang", "tenggat": k.tenggat.isoformat(), "semula": semula}
    client = masuk(pemeran["operator.34.04.16.2001"])
    response = client.post(rinci(k), data)
    assert response.status_code == 409
    assert "Menyetor iuran bulanan" in response.content.decode() and "Menyetor uang" in response.content.decode()
    k.refresh_from_db()
    kini = json.dumps({"uraian": k.uraian, "pasal": "", "tenggat": k.tenggat.isoformat(), "nilai": None})
    assert client.post(rinci(k), data | {"semula": kini}).status_code == 302
    k.refresh_from_db()
    assert k.uraian == "Menyetor uang"


def test_list_shows_what_is_in_scope_late_ones_marked(pemeran, ks, masuk):
    catat_kewajiban(ks, 1, "Menyetor iuran", 10)
    catat_kewajiban(ks, 2, "Menyediakan lahan", -3)
    client = masuk(pemeran["petugas.34.04"])
    response = client.get(DAFTAR)
    assert uraian(response) == ["Menyediakan lahan", "Menyetor iuran"]
    assert "Terlambat 3 hari" in response.content.decode()
    assert "tetangga" not in response.content.decode()
    assert uraian(client.get(f"{DAFTAR}?status=lewat")) == ["Menyediakan lahan"]
    assert uraian(client.get(f"{DAFTAR}?q=iuran")) == ["Menyetor iuran"]
    assert uraian(client.get(f"{DAFTAR}?dari={hari(ks, 1)}&sampai={hari(ks, 30)}")) == ["Menyetor iuran"]
    client = masuk(pemeran["operator.34.04.16.2002"])
    assert uraian(client.get(f"{DAFTAR}?milik=saya")) == ["Menyediakan lahan"]


def test_month_view_is_the_same_rows(pemeran, ks, masuk):
    k = catat_kewajiban(ks, 2, "Menyediakan lahan", 40)
    client = masuk(pemeran["petugas.34.04"])
    isi_bulan = client.get(f"{DAFTAR}?tampilan=bulan&bulan={k.tenggat:%Y-%m}").content.decode()
    assert "Menyediakan lahan" in isi_bulan and "tetangga" not in isi_bulan
    assert "Menyediakan lahan" not in client.get(f"{DAFTAR}?tampilan=bulan&bulan=2001-01").content.decode()
    for aneh in ("2026-13", "x", "99999-01", ""):
        assert client.get(f"{DAFTAR}?tampilan=bulan&bulan={aneh}").status_code == 200


def test_export_begins_with_the_public_id(pemeran, ks, masuk):
    k = catat_kewajiban(ks, 2, "=SUM(A1)", -3)
    teks = b"".join(masuk(pemeran["petugas.34.04"]).get(f"{DAFTAR}?ekspor=csv").streaming_content)
    baris = list(csv.DictReader(io.StringIO(teks.decode("utf-8-sig"))))
    assert next(iter(baris[0])) == "id_publik"
    assert [(b["id_publik"], b["terlambat"]) for b in baris] == [(str(k.id_publik), "ya")]


def test_list_costs_the_same_at_one_and_three_rows(pemeran, ks, masuk, django_assert_num_queries):
    catat_kewajiban(ks, 1)
    client = masuk(pemeran["operator.34.04.16.2001"])
    client.get(DAFTAR)
    for _ in range(2):
        with django_assert_num_queries(9):
            client.get(DAFTAR)
        catat_kewajiban(ks, 1, "Kedua")
        catat_kewajiban(ks, 2, "Ketiga")


@pytest.mark.parametrize("username", ["kades.34.04.16.2003", "petugas.34.02", "dinas.33"])
def test_strangers_find_nothing(pemeran, ks, masuk, username):
    k = catat_kewajiban(ks, 1, "Iuran rahasia Pakem")
    client = masuk(pemeran[username])
    assert client.get(rinci(k)).status_code == 404
    assert client.get(halaman(ks)).status_code == 404
    assert client.post(rinci(k), {"tindakan": "hapus", "alasan": "x"}).status_code == 404
    assert "Iuran rahasia Pakem" not in client.get(DAFTAR).content.decode()


def test_invited_person_sees_no_duties(pemeran, ks, masuk):
    k = catat_kewajiban(ks, 1, "Iuran rahasia Pakem")
    buat_undangan(ks, pemeran["petugas.33.10"], pemeran["petugas.34.04"])
    client = masuk(pemeran["petugas.33.10"])
    assert client.get(reverse("kerja_sama_rinci", args=[ks.id_publik])).status_code == 200
    assert client.get(halaman(ks)).status_code == client.get(rinci(k)).status_code == 404
    assert uraian(client.get(DAFTAR)) == []


def test_party_that_left_sees_its_own_time_and_writes_nothing(pemeran, ks, masuk):
    catat_kewajiban(ks, 1, "Sebelum mundur", -20)
    sesudah = catat_kewajiban(ks, 1, "Sesudah mundur", 20)
    sendiri = catat_kewajiban(ks, 2, "Milik sendiri", 20)
    ks.pihak.filter(urut=2).update(mundur_pada=hari(ks, -5))
    client = masuk(pemeran["kades.34.04.16.2002"])
    assert uraian(client.get(DAFTAR)) == ["Sebelum mundur", "Milik sendiri"]
    teks = client.get(halaman(ks)).content.decode()
    assert "Sebelum mundur" in teks and "Sesudah mundur" not in teks
    assert "Sesudah mundur" not in client.get(reverse("kerja_sama_rinci", args=[ks.id_publik])).content.decode()
    assert client.get(rinci(sesudah)).status_code == 404
    assert client.post(rinci(sendiri), {"tindakan": "hapus", "alasan": "x"}).status_code == 403
    with pytest.raises((TindakanTertutup, PermissionDenied)):
        tambah_kewajiban(
            kerja_sama=ks,
            pihak=ks.pihak.get(urut=1),
            isi={"uraian": "X", "tenggat": hari(ks, 20)},
            kunci="k" * 8,
            oleh=pemeran["kades.34.04.16.2002"],
        )
    assert "Sesudah mundur" in masuk(pemeran["kecamatan.34.04.16"]).get(halaman(ks)).content.decode()


def test_what_is_due_soon_waits_for_its_own_village(pemeran, ks, django_assert_num_queries):
    catat_kewajiban(ks, 1, "Milik tetangga desa", 3)
    catat_kewajiban(ks, 2, "Menyediakan lahan", 5)
    catat_kewajiban(ks, 2, "Masih lama", 90)
    tugas = [t for t in panels.tugas_terdaftar(pemeran["operator.34.04.16.2002"]) if t.tombol == "Laporkan"]
    assert [t.judul for t in tugas] == ["Penuhi: Menyediakan lahan"]
    assert [t for t in panels.tugas_terdaftar(pemeran["bpd.34.04.16.2002"]) if t.tombol == "Laporkan"] == []


def test_what_is_still_owed_is_reported_after_the_end(pemeran, ks, masuk):
    k = catat_kewajiban(ks, 2, "Menyetor sisa iuran", 5)
    KerjaSama.objects.filter(pk=ks.pk).update(status="berakhir")
    assert [t.judul for t in panels.tugas_terdaftar(pemeran["operator.34.04.16.2002"])] == [
        "Penuhi: Menyetor sisa iuran"
    ]
    client = masuk(pemeran["operator.34.04.16.2002"])
    teks = client.get(rinci(k)).content.decode()
    assert "Laporkan pemenuhan" in teks and "Simpan perubahan" not in teks
    data = {"tindakan": "laporkan", "laporan": "Disetor", "dipenuhi_pada": hari(ks, 0).isoformat()}
    assert client.post(rinci(k), data).status_code == 302
    k.refresh_from_db()
    assert k.status == "dipenuhi"


def test_suspended_duty_is_not_late(pemeran, ks, masuk):
    catat_kewajiban(ks, 2, "Menyetor iuran", -5)
    KerjaSama.objects.filter(pk=ks.pk).update(status="ditangguhkan")
    client = masuk(pemeran["operator.34.04.16.2002"])
    assert "Ditangguhkan" in client.get(DAFTAR).content.decode()
    assert uraian(client.get(f"{DAFTAR}?status=lewat")) == []
    assert not [t for t in panels.tugas_terdaftar(pemeran["operator.34.04.16.2002"]) if t.tombol == "Laporkan"]
