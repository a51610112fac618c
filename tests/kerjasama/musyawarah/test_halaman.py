"""The screens: a whole musyawarah by forms alone, what is typed is kept, and stale pages show both."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from kerjasama.enums import Status, StatusMusyawarah
from kerjasama.models import KerjaSama, Musyawarah
from kerjasama.services import cetakan_musyawarah
from kerjasama.services.cetakan_musyawarah import isi_berita_acara
from kerjasama.services.musyawarah import putuskan_musyawarah
from kerjasama.views.musyawarah import tugas
from tests.pabrik.berkas import foto_contoh, pdf_contoh
from tests.pabrik.siklus import buat_musyawarah
from wilayah.models import Jejak

from .conftest import CANDI, PURWO, PUTUSAN, hadirkan, undang

DAFTAR = "/musyawarah/"
HARI_INI = {"jam": "00:00", "tempat": "Balai kalurahan", "agenda": "Sampah", "nomor_undangan": "005/1/BPD"}


def url(nama, m):
    return reverse(f"musyawarah_{nama}", args=[m.id_publik])


def kirim(client, nama, m, **isian):
    m.refresh_from_db()
    return client.post(url(nama, m), {"versi_awal": m.versi} | isian)


def isi(respons):
    return respons.content.decode()


def test_bpd_lands_on_what_waits_for_it(pemeran, ks, masuk):
    client = masuk(pemeran[f"bpd.{PURWO}"])
    assert client.get("/").headers["Location"] == DAFTAR
    halaman = isi(client.get(DAFTAR))
    assert "Sampah bersama" in halaman
    assert "Pasar tetangga" not in halaman
    alamat = f"/kerja-sama/{ks.id_publik}/musyawarah/baru/?desa={PURWO}&amp;jenis=desa&amp;tujuan=kerja_sama"
    assert alamat in halaman


def test_whole_musyawarah_by_forms_alone(pemeran, ks, masuk):
    client = masuk(pemeran[f"bpd.{PURWO}"])
    baru = f"/kerja-sama/{ks.id_publik}/musyawarah/baru/?desa={PURWO}&jenis=desa&tujuan=kerja_sama"
    tanggal = timezone.localdate().isoformat()
    kunci = {"kunci_kirim": "kunci-undang", "tanggal": tanggal, "aksi": "undang"}
    for _ in range(2):  # pressed twice
        assert client.post(baru, HARI_INI | kunci).status_code == 302
    m = Musyawarah.objects.get(kerja_sama=ks)
    assert m.status == StatusMusyawarah.DIUNDANG
    kehadiran = {"tani_L": "12", "tani_P": "7", "peserta_0_nama": "Sri", "peserta_0_unsur": "tani"}
    respons = kirim(client, "kehadiran", m, aksi="lanjut", **kehadiran)
    assert respons.status_code == 422
    assert "Pilih L atau P." in isi(respons)
    foto = SimpleUploadedFile("hadir.jpg", foto_contoh(), "image/jpeg")
    kehadiran |= {"peserta_0_jenis_kelamin": "P", "foto": foto, "foto_daftar_hadir": "on"}
    assert kirim(client, "kehadiran", m, aksi="lanjut", **kehadiran).headers["Location"] == url("keputusan", m)
    assert m.foto.get().daftar_hadir
    respons = kirim(client, "keputusan", m, aksi="lanjut", **(PUTUSAN | {"notulis": ""}))
    assert respons.status_code == 422
    assert "Isi nama notulis." in isi(respons)
    assert kirim(client, "keputusan", m, aksi="lanjut", **PUTUSAN).headers["Location"] == url("periksa", m)
    periksa = isi(client.get(url("periksa", m)))
    assert "tidak dapat diubah" in periksa
    assert "Unsur yang belum tercatat hadir" in periksa
    assert Musyawarah.objects.get(pk=m.pk).status == StatusMusyawarah.DIHADIRI
    for _ in range(2):
        respons = kirim(client, "periksa", m, kunci_kirim="kunci-putus")
        assert respons.headers["Location"] == url("pindaian", m)
    pindaian = {"berkas": SimpleUploadedFile("ba.pdf", pdf_contoh(), "application/pdf")}
    assert client.post(url("pindaian", m), pindaian).status_code == 302
    rinci = isi(client.get(url("rinci", m)))
    assert "19 orang, 7 perempuan (37%)" in rinci
    assert "Berita acara bertanda tangan" in rinci
    assert Jejak.objects.filter(peristiwa="musyawarah.diputuskan").count() == 1


def test_what_is_wrong_stands_at_its_field_and_stays_typed(pemeran, ks, masuk):
    client = masuk(pemeran[f"bpd.{PURWO}"])
    respons = client.post(f"/kerja-sama/{ks.id_publik}/musyawarah/baru/", {"tempat": "Joglo lama", "aksi": "undang"})
    halaman = isi(respons)
    assert respons.status_code == 422
    assert "Joglo lama" in halaman
    for pesan in ("Isi tanggal musyawarah.", "Isi jam mulainya.", "Tulis apa yang dibicarakan.", "Isi nomor surat"):
        assert pesan in halaman
    assert not Musyawarah.objects.filter(kerja_sama=ks).exists()
    m = undang(ks, pemeran)
    respons = kirim(client, "kehadiran", m, tani_L="banyak", tani_P="3", aksi="lanjut")
    assert respons.status_code == 422
    assert 'value="banyak"' in isi(respons)
    assert 'id="id_tani_L_error"' in isi(respons)


def test_saves_as_one_counts_and_shows_both_when_stale(pemeran, ks, masuk):
    client = masuk(pemeran[f"bpd.{PURWO}"])
    m = undang(ks, pemeran)
    otomatis = f"{url('kehadiran', m)}?otomatis"
    jawab = client.post(otomatis, {"versi": m.versi, "bpd_L": "5", "peserta_0_nama": "Sri"})
    assert jawab.json()["versi"] == m.versi + 1
    assert client.post(otomatis, {"versi": m.versi, "bpd_L": "5", "peserta_0_nama": "Sri"}).status_code == 200
    bentrok = client.post(otomatis, {"versi": m.versi, "bpd_L": "8"})
    assert (bentrok.status_code, bentrok.json()["bpd_L"]) == (409, "5")
    respons = client.post(url("kehadiran", m), {"versi_awal": m.versi, "bpd_L": "8", "aksi": "lanjut"})
    assert respons.status_code == 409
    assert "diubah di tempat lain" in isi(respons)
    assert 'value="8"' in isi(respons)
    assert client.post(otomatis, {"versi": 99, "bpd_L": "x"}).status_code == 409
    m.refresh_from_db()
    assert client.post(otomatis, {"versi": m.versi, "bpd_L": "x"}).json()["galat"]
    assert m.hadir == {"bpd": {"L": 5, "P": 0}}


def test_the_button_outranks_the_saving_of_its_own_page_only(pemeran, ks, masuk):
    client = masuk(pemeran[f"bpd.{PURWO}"])
    m = undang(ks, pemeran)
    otomatis, halaman = f"{url('kehadiran', m)}?otomatis", {"halaman": "a" * 32}
    assert client.post(otomatis, {"versi": m.versi, "bpd_L": "5"} | halaman).status_code == 200
    tekan = {"versi_awal": m.versi, "bpd_L": "5", "tani_P": "7", "aksi": "nanti"}
    assert client.post(url("kehadiran", m), tekan | {"halaman": "b" * 32}).status_code == 409
    assert client.post(url("kehadiran", m), tekan | halaman).status_code == 302
    assert client.post(otomatis, {"versi": m.versi, "bpd_L": "6"} | halaman).status_code == 409  # it came late
    m.refresh_from_db()
    assert m.hadir == {"bpd": {"L": 5, "P": 0}, "tani": {"L": 0, "P": 7}}


def test_decision_is_kept_while_typed_and_shows_both_when_stale(pemeran, ks, masuk):
    client = masuk(pemeran[f"bpd.{PURWO}"])
    m = hadirkan(undang(ks, pemeran), pemeran[f"bpd.{PURWO}"])
    otomatis = f"{url('keputusan', m)}?otomatis"
    assert client.post(otomatis, {"versi": m.versi, "pembahasan": "Iuran"}).status_code == 200
    assert client.post(otomatis, {"versi": m.versi, "pembahasan": "Lain"}).json()["pembahasan"] == "Iuran"
    m.refresh_from_db()
    assert (m.pembahasan, m.status, m.keputusan) == ("Iuran", StatusMusyawarah.DIHADIRI, "")
    assert "Iuran" in isi(client.get(url("keputusan", m)))


def test_confirmed_is_only_what_was_read(pemeran, ks, masuk):
    client = masuk(pemeran[f"bpd.{PURWO}"])
    m = hadirkan(undang(ks, pemeran), pemeran[f"bpd.{PURWO}"])
    kirim(client, "keputusan", m, aksi="lanjut", **PUTUSAN)
    m.refresh_from_db()
    dibaca = m.versi
    kirim(client, "keputusan", m, aksi="lanjut", **(PUTUSAN | {"keputusan": "tidak"}))
    respons = client.post(url("periksa", m), {"versi_awal": dibaca, "kunci_kirim": "kunci-putus"})
    assert respons.headers["Location"] == url("periksa", m)
    m.refresh_from_db()
    assert m.status == StatusMusyawarah.DIHADIRI


def test_shut_screens_say_why(pemeran, ks, masuk):
    client = masuk(pemeran[f"bpd.{PURWO}"])
    m = undang(ks, pemeran, waktu=timezone.now() + timezone.timedelta(days=3))
    for nama in ("kehadiran", "keputusan", "periksa", "pindaian"):
        assert client.get(url(nama, m)).headers["Location"] == url("rinci", m)
    assert "Diisi pada hari musyawarah" in isi(client.get(url("rinci", m)))
    assert client.get(url("undangan", m)).status_code == 200


def test_the_page_may_ask_the_phone_where_it_is_and_no_other(pemeran, ks, masuk):
    client = masuk(pemeran[f"bpd.{PURWO}"])
    m = undang(ks, pemeran)
    assert "geolocation=(self)" in client.get(url("kehadiran", m)).headers["Permissions-Policy"]
    assert "geolocation=()" in client.get(url("rinci", m)).headers["Permissions-Policy"]


def test_card_and_turn_on_the_agreement(pemeran, ks, masuk):
    alamat = f"/kerja-sama/{ks.id_publik}/"
    halaman = isi(masuk(pemeran[f"bpd.{PURWO}"]).get(alamat))
    assert "/musyawarah/baru/" in halaman
    assert "Menyelenggarakan musyawarah sebelum naskah disusun." in halaman
    assert "/musyawarah/baru/" not in isi(masuk(pemeran[f"kades.{PURWO}"]).get(alamat))
    buat_musyawarah(ks, pemeran.wilayah(PURWO), pemeran[f"bpd.{PURWO}"], isi_keputusan="Menyepakati bank sampah.")
    halaman = isi(masuk(pemeran[f"operator.{CANDI}"]).get(alamat))
    assert "Menyepakati bank sampah." in halaman
    assert "Belum menyepakati: Kalurahan Candibinangun" in halaman
    KerjaSama.objects.filter(pk=ks.pk).update(status=Status.PENYUSUNAN)
    halaman = isi(masuk(pemeran[f"operator.{PURWO}"]).get(alamat))
    assert "jenis=antar_desa" in halaman
    assert "untuk menyepakati naskah" in halaman


def test_tasks_of_bpd_and_host(pemeran, ks):
    assert [t.judul for t in tugas(pemeran[f"bpd.{PURWO}"])] == ["Musyawarah: Sampah bersama"]
    assert tugas(pemeran[f"operator.{PURWO}"]) == tugas(pemeran["petugas.34.04"]) == []
    m = undang(ks, pemeran)
    satu = tugas(pemeran[f"bpd.{PURWO}"])
    assert [(t.url, t.tombol) for t in satu] == [(url("kehadiran", m), "Catat kehadiran")]
    KerjaSama.objects.filter(pk=ks.pk).update(status=Status.PENYUSUNAN)
    assert [t.genting for t in tugas(pemeran[f"kades.{PURWO}"])] == [True]
    assert tugas(pemeran[f"kades.{CANDI}"]) == []  # the village that began calls for it


@pytest.mark.parametrize("banyak", [1, 3])
def test_list_asks_as_much_for_three_rows(pemeran, ks, masuk, django_assert_num_queries, banyak):
    for n in range(banyak):
        buat_musyawarah(ks, pemeran.wilayah(PURWO), pemeran[f"bpd.{PURWO}"], agenda=f"Agenda {n}")
    client = masuk(pemeran["kecamatan.34.04.16"])
    client.get(DAFTAR)
    with django_assert_num_queries(9):
        assert client.get(DAFTAR).status_code == 200


def test_filters_and_export(pemeran, ks, masuk):
    buat_musyawarah(
        ks, pemeran.wilayah(PURWO), pemeran[f"bpd.{PURWO}"], tempat="Joglo", hadir={"tani": {"L": 2, "P": 1}}
    )
    buat_musyawarah(ks, pemeran.wilayah(CANDI), pemeran[f"bpd.{CANDI}"], tempat="Pendopo", status="dijadwalkan")
    client = masuk(pemeran["kecamatan.34.04.16"])
    hari_ini = timezone.localdate().isoformat()
    for saringan, ada, tiada in (
        ({"q": "joglo"}, "Purwobinangun", "Candibinangun</td>"),
        ({"wilayah": CANDI}, "Candibinangun</td>", "Purwobinangun</td>"),
        ({"status": "dijadwalkan"}, "Candibinangun</td>", "Purwobinangun</td>"),
        (
            {"jenis": "desa", "tujuan": "kerja_sama", "dari": hari_ini, "sampai": hari_ini},
            "Candibinangun</td>",
            "kosong",
        ),
    ):
        halaman = isi(client.get(DAFTAR, saringan))
        assert ada in halaman
        assert f'{tiada}"' not in halaman
        assert tiada == "kosong" or tiada not in halaman.split("<tbody>")[1]
    csv = b"".join(client.get(DAFTAR, {"ekspor": "csv"}).streaming_content).decode("utf-8-sig")
    assert len(csv.splitlines()) == 3
    assert "Joglo,Diputuskan,Menyepakati,3,1,tidak" in csv
    assert "Tidak ada musyawarah yang cocok" in isi(client.get(DAFTAR, {"tujuan": "pengakhiran"}))


def test_alur_prints_both_tables(pemeran, masuk):
    halaman = isi(masuk(pemeran["petugas.34.04"]).get("/alur/"))
    for kata in ("Musyawarah desa", "Musyawarah antar-desa", "Terbitkan undangan", "Kehadiran tercatat"):
        assert kata in halaman


def test_delegates_named_by_the_villages_begin_the_list_of_the_musyawarah_antar_desa(pemeran, ks, masuk):
    utusan = [{"nama": "Wakil Purwo", "unsur": "bpd", "jenis_kelamin": "L", "utusan_dari": PURWO}]
    bpd = pemeran[f"bpd.{PURWO}"]
    m = hadirkan(undang(ks, pemeran), bpd, peserta=utusan)
    putuskan_musyawarah(musyawarah=m, isi=PUTUSAN, kunci="kunci-putus", oleh=bpd)
    KerjaSama.objects.filter(pk=ks.pk).update(status=Status.PENYUSUNAN)
    kades = pemeran[f"kades.{CANDI}"]
    antar = undang(ks, pemeran, CANDI, jenis="antar_desa", oleh=kades, kunci="kunci-antar")
    halaman = isi(masuk(kades).get(url("kehadiran", antar)))
    assert 'value="Wakil Purwo"' in halaman
    assert f'<option value="{PURWO}" selected>' in halaman
    assert not antar.peserta.exists()


def test_record_of_many_villages_has_every_head_sign(pemeran, ks):
    KerjaSama.objects.filter(pk=ks.pk).update(status=Status.PENYUSUNAN)
    kades = pemeran[f"kades.{CANDI}"]
    m = hadirkan(undang(ks, pemeran, CANDI, jenis="antar_desa", oleh=kades), kades)
    ba = isi_berita_acara(m)
    assert [j for baris in ba["tanda"] for j, _ in baris][2:] == ["Lurah Purwobinangun", "Lurah Candibinangun"]
    assert [nama for baris in ba["tanda"] for _, nama in baris][2:] == [f"Nama kades.{PURWO}", f"Nama kades.{CANDI}"]
    assert [d.kode for d in ba["desa"]] == [PURWO, CANDI]


def test_prints_say_what_was_decided(pemeran, ks, monkeypatch):
    html = {}
    monkeypatch.setattr(
        cetakan_musyawarah,
        "cetak_pdf",
        lambda templat, konteks: html.setdefault(templat, render_to_string(templat, konteks)) and pdf_contoh(),
    )
    bpd = pemeran[f"bpd.{PURWO}"]
    m = hadirkan(undang(ks, pemeran, agenda="Iuran\n- Lokasi"), bpd)
    putuskan_musyawarah(musyawarah=m, isi=PUTUSAN | {"keputusan": "tidak"}, kunci="kunci-putus", oleh=bpd)
    undangan, ba = html.values()
    for kata in ("KALURAHAN PURWOBINANGUN", "005/1/BPD", "<li>Lokasi</li>", "Sampah bersama", f"Nama bpd.{PURWO}"):
        assert kata in undangan
    for kata in ("TIDAK MENYEPAKATI", "24 (dua puluh empat) orang", "11 perempuan", "Sri Lestari", "Iuran dan lokasi"):
        assert kata in ba
