"""The acts: who may, in what order, what they leave behind and whom they tell."""

import io
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from PIL import Image

from kerjasama.enums import Status, StatusMusyawarah
from kerjasama.models import Dokumen, KerjaSama, Musyawarah, Naskah, Pihak
from kerjasama.queries.siklus import belum_bermusyawarah
from kerjasama.services.musyawarah import (
    batalkan_musyawarah,
    catat_kehadiran,
    hapus_foto,
    jadwalkan_musyawarah,
    putuskan_musyawarah,
    simpan_pindaian,
    tambah_foto,
    undang_peserta,
)
from tests.pabrik.berkas import foto_contoh, pdf_contoh
from tests.pabrik.siklus import buat_musyawarah, buat_naskah
from wilayah.cakupan.transisi import TindakanTertutup, VersiBasi
from wilayah.models import Jejak, Pemberitahuan

from .conftest import CANDI, HARJO, PURWO, PUTUSAN, hadirkan, jadwal, undang


def penerima():
    return set(Pemberitahuan.objects.values_list("penerima__username", flat=True))


def peristiwa():
    baris = Jejak.objects.filter(peristiwa__startswith="musyawarah.").order_by("pk")
    return list(baris.values_list("peristiwa", flat=True))


def foto_berexif(waktu="2026:11:28 19:42:10", lintang=((7, 36, 0), "S"), bujur=((110, 24, 30), "E"), arah=6):
    gambar, keluaran = Image.new("RGB", (60, 40), "green"), io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = arah
    exif[0x010F] = "Merek Ponsel"
    exif.get_ifd(0x8769)[0x9003] = waktu
    exif.get_ifd(0x8825).update({1: lintang[1], 2: lintang[0], 3: bujur[1], 4: bujur[0]})
    gambar.save(keluaran, "JPEG", exif=exif)
    return keluaran.getvalue()


def test_a_village_that_left_decides_nothing_about_the_text_of_the_others(pemeran, ks):
    m = hadirkan(undang(ks, pemeran, CANDI), pemeran[f"bpd.{CANDI}"])
    buat_naskah(ks, pemeran[f"operator.{PURWO}"])
    ks.pihak.filter(desa=pemeran.wilayah(CANDI)).update(mundur_pada=timezone.localdate())
    ks.status = Status.PENYUSUNAN
    ks.save()
    with pytest.raises(TindakanTertutup, match="tidak menjadi pihak"):
        putuskan_musyawarah(musyawarah=m, isi=PUTUSAN, kunci="kunci-luar", oleh=pemeran[f"bpd.{CANDI}"])
    assert Naskah.objects.get(kerja_sama=ks).menimbang == ["bahwa perlu bekerja sama"]
    batalkan_musyawarah(musyawarah=m, alasan="Sudah mundur", oleh=pemeran[f"bpd.{CANDI}"])


def test_from_invitation_to_signed_record(pemeran, ks):
    bpd = pemeran[f"bpd.{PURWO}"]
    m = undang(ks, pemeran)
    assert (m.status, m.undangan.jenis_media) == (StatusMusyawarah.DIUNDANG, "application/pdf")
    m = hadirkan(m, bpd)
    assert m.hadir == {"bpd": {"L": 5, "P": 2}, "tani": {"L": 8, "P": 3}, "perempuan": {"L": 0, "P": 6}}
    assert m.peserta.get().nama == "Sri Lestari"
    m = putuskan_musyawarah(musyawarah=m, isi=PUTUSAN, kunci="kunci-putus", oleh=bpd)
    assert (m.status, m.keputusan, bool(m.berita_acara)) == (StatusMusyawarah.DIPUTUSKAN, "menyepakati", True)
    m = simpan_pindaian(musyawarah=m, berkas=[(foto_contoh(), "hal1.jpg"), (foto_contoh(), "hal2.jpg")], oleh=bpd)
    dokumen = Dokumen.objects.get(kerja_sama=ks)
    assert (dokumen.jenis, dokumen.versi.get().asli.count(), m.pindaian) == ("berita_acara", 2, dokumen)
    assert peristiwa() == [f"musyawarah.{p}" for p in ("dijadwalkan", "diundang", "dihadiri", "diputuskan", "dipindai")]
    assert penerima() == {f"kades.{PURWO}", f"operator.{PURWO}"}
    assert [p.desa.kode for p in belum_bermusyawarah(ks, "kerja_sama")] == [CANDI]


def test_the_trail_names_nobody(pemeran, ks):
    bpd = pemeran[f"bpd.{PURWO}"]
    m = hadirkan(undang(ks, pemeran), bpd)
    putuskan_musyawarah(musyawarah=m, isi=PUTUSAN, kunci="kunci-putus", oleh=bpd)
    tulisan = "".join(f"{j.keterangan}{j.sebelum_nya}{j.sesudah_nya}" for j in Jejak.objects.order_by("pk"))
    assert "Sri Lestari" not in tulisan
    assert "'semua': 24" in tulisan


@pytest.mark.parametrize(
    "akun", [f"kades.{PURWO}", f"bpd.{CANDI}", f"bpd.{HARJO}", "kecamatan.34.04.16", "petugas.34.04"]
)
def test_only_the_own_bpd_holds_it(pemeran, ks, akun):
    oleh = pemeran[akun]
    with pytest.raises(PermissionDenied):
        jadwalkan_musyawarah(
            kerja_sama=ks,
            desa=pemeran.wilayah(PURWO),
            jenis="desa",
            tujuan="kerja_sama",
            isi=jadwal(),
            kunci="kunci-lain",
            oleh=oleh,
        )
    m = hadirkan(undang(ks, pemeran), pemeran[f"bpd.{PURWO}"])
    jumlah = Jejak.objects.count()
    for tindakan in (
        lambda: undang_peserta(musyawarah=m, isi=jadwal(), versi=m.versi, oleh=oleh),
        lambda: hadirkan(m, oleh),
        lambda: putuskan_musyawarah(musyawarah=m, isi=PUTUSAN, kunci="kunci-x", oleh=oleh),
        lambda: tambah_foto(musyawarah=m, isi=foto_contoh(), nama="a.jpg", oleh=oleh),
        lambda: batalkan_musyawarah(musyawarah=m, alasan="Tidak jadi", oleh=oleh),
    ):
        with pytest.raises((PermissionDenied, KerjaSama.DoesNotExist)):
            tindakan()
    assert Jejak.objects.count() == jumlah


def test_bpd_of_a_village_that_is_no_party_calls_for_nothing(pemeran, ks):
    with pytest.raises(KerjaSama.DoesNotExist):
        undang(ks, pemeran, HARJO)
    assert not Musyawarah.objects.filter(kerja_sama=ks).exists()


def test_same_key_calls_and_decides_once(pemeran, ks):
    bpd = pemeran[f"bpd.{PURWO}"]
    m = undang(ks, pemeran)
    lagi = jadwalkan_musyawarah(
        kerja_sama=ks,
        desa=pemeran.wilayah(PURWO),
        jenis="desa",
        tujuan="kerja_sama",
        isi=jadwal(),
        kunci="kunci-undang",
        oleh=bpd,
    )
    assert lagi == m
    m = hadirkan(m, bpd)
    for _ in range(2):
        putuskan_musyawarah(musyawarah=m, isi=PUTUSAN, kunci="kunci-putus", oleh=bpd)
    assert Musyawarah.objects.filter(kerja_sama=ks).count() == 1
    assert peristiwa().count("musyawarah.diputuskan") == 1


def test_one_at_a_time_and_none_after_agreement(pemeran, ks):
    bpd = pemeran[f"bpd.{PURWO}"]
    m = hadirkan(undang(ks, pemeran), bpd)
    with pytest.raises(TindakanTertutup, match="sudah dijadwalkan"):
        undang(ks, pemeran, kunci="kunci-kedua")
    putuskan_musyawarah(musyawarah=m, isi=PUTUSAN | {"keputusan": "tidak"}, kunci="kunci-putus", oleh=bpd)
    m = hadirkan(undang(ks, pemeran, kunci="kunci-ketiga"), bpd)
    putuskan_musyawarah(musyawarah=m, isi=PUTUSAN, kunci="kunci-putus2", oleh=bpd)
    with pytest.raises(TindakanTertutup, match="sudah menyepakati"):
        undang(ks, pemeran, kunci="kunci-keempat")


@pytest.mark.parametrize(
    ("status", "asal"), [(Status.DISEPAKATI, "disusun"), (Status.BERLAKU, "disusun"), (Status.PERSIAPAN, "didaftarkan")]
)
def test_not_when_its_time_is_over(pemeran, ks, status, asal):
    KerjaSama.objects.filter(pk=ks.pk).update(status=status, asal=asal)
    with pytest.raises(TindakanTertutup):
        undang(ks, pemeran)


def test_invitation_says_what_is_missing_at_its_field(pemeran, ks):
    with pytest.raises(ValidationError) as galat:
        undang(ks, pemeran, tempat=" ", agenda="", waktu=None)
    assert set(galat.value.message_dict) == {"waktu", "tempat", "agenda"}
    with pytest.raises(ValidationError) as galat:
        undang(ks, pemeran, kunci="kunci-nomor", nomor_undangan="")
    assert set(galat.value.message_dict) == {"nomor_undangan"}


def test_nobody_has_come_before_the_day(pemeran, ks):
    m = undang(ks, pemeran, waktu=timezone.now() + timedelta(days=2))
    with pytest.raises(TindakanTertutup, match="hari musyawarah"):
        hadirkan(m, pemeran[f"bpd.{PURWO}"])


def test_attendance_is_counted_on_without_a_trail_and_refuses_a_stale_page(pemeran, ks):
    bpd = pemeran[f"bpd.{PURWO}"]
    m = undang(ks, pemeran)
    pertama = hadirkan(m, bpd)
    kedua = hadirkan(pertama, bpd, hadir={"bpd": {"L": 7, "P": 2}})
    with pytest.raises(VersiBasi) as basi:
        hadirkan(pertama, bpd)
    assert basi.value.kini.hadir == kedua.hadir == {"bpd": {"L": 7, "P": 2}}
    assert peristiwa().count("musyawarah.dihadiri") == 1


@pytest.mark.parametrize("jumlah", ["-1", "1.5", "banyak", "٣", "12345"])
def test_a_count_is_a_number_of_people(pemeran, ks, jumlah):
    m = undang(ks, pemeran)
    with pytest.raises(ValidationError) as galat:
        hadirkan(m, pemeran[f"bpd.{PURWO}"], hadir={"tani": {"L": jumlah}})
    assert set(galat.value.message_dict) == {"tani_L"}
    assert Musyawarah.objects.get(pk=m.pk).status == StatusMusyawarah.DIUNDANG


def test_half_typed_names_are_kept_but_not_decided_with(pemeran, ks):
    bpd = pemeran[f"bpd.{PURWO}"]
    m = hadirkan(undang(ks, pemeran), bpd, peserta=[{"nama": "Budi"}, {"nama": ""}, {"jabatan": "Ketua RT\x00"}])
    assert list(m.peserta.values_list("nama", "jabatan")) == [("Budi", ""), ("", "Ketua RT")]
    with pytest.raises(ValidationError) as galat:
        putuskan_musyawarah(musyawarah=m, isi=PUTUSAN, kunci="kunci-putus", oleh=bpd)
    assert "peserta" in galat.value.message_dict


@pytest.mark.parametrize("jabatan", ["3404161212800001", "NIK 3404 1612 1280 0001", "34.04.16.121280.0001"])
def test_a_number_of_identity_is_not_stored(pemeran, ks, jabatan):
    m = undang(ks, pemeran)
    with pytest.raises(ValidationError) as galat:
        hadirkan(m, pemeran[f"bpd.{PURWO}"], peserta=[{"nama": "Budi", "jabatan": jabatan}])
    assert set(galat.value.message_dict) == {"peserta_0_jabatan"}
    assert not m.peserta.exists()


def test_decision_says_what_is_missing_and_needs_people(pemeran, ks):
    bpd = pemeran[f"bpd.{PURWO}"]
    m = catat_kehadiran(musyawarah=(m := undang(ks, pemeran)), isi={}, versi=m.versi, oleh=bpd)
    with pytest.raises(TindakanTertutup, match="siapa yang hadir"):
        putuskan_musyawarah(musyawarah=m, isi=PUTUSAN, kunci="kunci-putus", oleh=bpd)
    m = hadirkan(m, bpd)
    with pytest.raises(ValidationError) as galat:
        putuskan_musyawarah(musyawarah=m, isi={}, kunci="kunci-putus2", oleh=bpd)
    assert set(galat.value.message_dict) == set(PUTUSAN)


def test_a_decision_stays(pemeran, ks):
    bpd = pemeran[f"bpd.{PURWO}"]
    m = hadirkan(undang(ks, pemeran), bpd)
    m = putuskan_musyawarah(musyawarah=m, isi=PUTUSAN, kunci="kunci-putus", oleh=bpd)
    for tindakan in (
        lambda: hadirkan(m, bpd, hadir={"bpd": {"L": 1}}),
        lambda: putuskan_musyawarah(musyawarah=m, isi=PUTUSAN | {"keputusan": "tidak"}, kunci="kunci-x", oleh=bpd),
        lambda: batalkan_musyawarah(musyawarah=m, alasan="Salah", oleh=bpd),
        lambda: tambah_foto(musyawarah=m, isi=foto_contoh(), nama="a.jpg", oleh=bpd),
    ):
        with pytest.raises(TindakanTertutup):
            tindakan()
    m = simpan_pindaian(musyawarah=m, berkas=[(pdf_contoh(), "ba.pdf")], oleh=bpd)
    with pytest.raises(TindakanTertutup):
        simpan_pindaian(musyawarah=m, berkas=[(pdf_contoh(2), "lain.pdf")], oleh=bpd)


def test_cancelling_needs_a_reason_and_tells_the_village(pemeran, ks):
    bpd = pemeran[f"bpd.{PURWO}"]
    m = undang(ks, pemeran)
    with pytest.raises(ValidationError):
        batalkan_musyawarah(musyawarah=m, alasan="  ", oleh=bpd)
    batalkan_musyawarah(musyawarah=m, alasan="Balai dipakai", oleh=bpd)
    assert Jejak.objects.get(peristiwa="musyawarah.dibatalkan").keterangan.endswith("Balai dipakai")
    assert "dibatalkan" in Pemberitahuan.objects.filter(penerima__username=f"kades.{PURWO}").latest("pk").judul
    assert undang(ks, pemeran, kunci="kunci-baru").status == StatusMusyawarah.DIUNDANG


def test_photo_gives_its_time_and_place_and_nothing_else(pemeran, ks):
    bpd = pemeran[f"bpd.{PURWO}"]
    m = undang(ks, pemeran)
    foto = tambah_foto(musyawarah=m, isi=foto_berexif(), nama="IMG.jpg", oleh=bpd, lintang="1", bujur="2")
    assert (str(foto.lintang), str(foto.bujur)) == ("-7.60000", "110.40833")
    assert foto.diambil_pada.isoformat() == "2026-11-28T19:42:10+07:00"
    isi = foto.berkas.baca()
    with Image.open(io.BytesIO(isi)) as gambar:
        assert gambar.size == (40, 60)  # upright
        assert not dict(gambar.getexif())
    assert b"Merek Ponsel" not in isi
    hapus_foto(foto=foto, oleh=bpd)
    assert not m.foto.exists()


@pytest.mark.parametrize(
    "isi",
    [
        foto_berexif(waktu="0001:01:01 00:00:00"),
        foto_berexif(waktu="9999:12:31 23:59:59"),
        foto_berexif().replace(b"Exif\0\0MM", b"Exif\0\0\xff\xff"),
        foto_berexif().replace(b"\x01\x12\x00\x03", b"\x01\x12\x00\x02"),
    ],
)
def test_a_photo_with_broken_notes_is_taken_without_them(pemeran, ks, isi):
    m = undang(ks, pemeran)
    foto = tambah_foto(musyawarah=m, isi=isi, nama="IMG.jpg", oleh=pemeran[f"bpd.{PURWO}"])
    foto.refresh_from_db()
    assert foto.diambil_pada.year in (timezone.now().year, 2026)


@pytest.mark.parametrize(
    ("lintang", "bujur", "tersimpan"),
    [("-7.61234", "110.4", ("-7.61234", "110.40000")), ("91", "0", None), ("NaN", "1", None), ("x", "", None)],
)
def test_phone_says_where_when_the_photo_does_not(pemeran, ks, lintang, bujur, tersimpan):
    m, bpd = undang(ks, pemeran), pemeran[f"bpd.{PURWO}"]
    foto = tambah_foto(musyawarah=m, isi=foto_contoh(), nama="a.jpg", oleh=bpd, lintang=lintang, bujur=bujur)
    assert (foto.lintang and (str(foto.lintang), str(foto.bujur))) == tersimpan
    with pytest.raises(ValidationError):
        tambah_foto(musyawarah=m, isi=pdf_contoh(), nama="a.pdf", oleh=bpd)


def test_decision_after_the_text_goes_into_its_preamble(pemeran, ks):
    desa = pemeran.wilayah(PURWO)
    KerjaSama.objects.filter(pk=ks.pk).update(status=Status.PENYUSUNAN)
    buat_naskah(ks, pemeran[f"operator.{PURWO}"])
    Pihak.objects.filter(kerja_sama=ks).update(disepakati_pada=timezone.now())
    operator = pemeran[f"operator.{PURWO}"]
    m = hadirkan(undang(ks, pemeran, jenis="antar_desa", oleh=operator), operator)
    jumlah = Jejak.objects.count()
    putuskan_musyawarah(musyawarah=m, isi=PUTUSAN, kunci="kunci-putus", oleh=operator)
    menimbang = Naskah.objects.get(kerja_sama=ks).menimbang
    assert any("memutuskan menyepakati pengelolaan sampah bersama" in b for b in menimbang)
    assert not Pihak.objects.filter(kerja_sama=ks, disepakati_pada__isnull=False).exists()
    assert Jejak.objects.count() == jumlah + 1
    assert desa.nama not in menimbang[0]


def test_musyawarah_antar_desa_is_the_host_governments_and_tells_all_parties(pemeran, ks):
    KerjaSama.objects.filter(pk=ks.pk).update(status=Status.PENYUSUNAN)
    with pytest.raises(PermissionDenied):
        undang(ks, pemeran, jenis="antar_desa")  # a BPD
    kades = pemeran[f"kades.{CANDI}"]
    m = undang(ks, pemeran, CANDI, jenis="antar_desa", oleh=kades)
    peserta = [
        {"nama": "Utusan A", "unsur": "bpd", "jenis_kelamin": "L", "utusan_dari": PURWO},
        {"nama": "Orang luar", "unsur": "bpd", "jenis_kelamin": "L", "utusan_dari": HARJO},
    ]
    m = hadirkan(m, kades, peserta=peserta)
    assert [p.utusan_dari and p.utusan_dari.kode for p in m.peserta.order_by("urut")] == [PURWO, None]
    with pytest.raises(TindakanTertutup):  # no second host meanwhile
        undang(ks, pemeran, PURWO, jenis="antar_desa", oleh=pemeran[f"kades.{PURWO}"], kunci="kunci-kedua")
    Pemberitahuan.objects.all().delete()
    putuskan_musyawarah(musyawarah=m, isi=PUTUSAN, kunci="kunci-putus", oleh=kades)
    lain = {f"{peran}.{kode}" for peran in ("kades", "operator", "bpd") for kode in (PURWO, CANDI)}
    assert penerima() == lain - {f"kades.{CANDI}"}


def test_old_decision_does_not_count_for_a_later_end(pemeran, ks):
    KerjaSama.objects.filter(pk=ks.pk).update(status=Status.BERLAKU)
    buat_musyawarah(ks, pemeran.wilayah(PURWO), pemeran[f"bpd.{PURWO}"])
    with pytest.raises(TindakanTertutup, match="Belum ada penangguhan"):
        undang(ks, pemeran, tujuan="pengakhiran")
