"""Making an agreement, up to its first text: start, plan, withdrawal, and the inventory that it comes from."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kerjasama.enums import Asal, Bentuk, Pelaksana, StatusPenawaran
from kerjasama.models import KerjaSama, Penawaran, Persiapan, Pihak
from kerjasama.queries.kerja_sama import LIHAT
from kerjasama.queries.persiapan import (
    DISIAPKAN,
    ISIAN_KERJA_SAMA,
    ISIAN_PERSIAPAN,
    SUSUN,
    TETAPKAN,
    boleh_menyiapkan,
    isi_rencana,
)
from kerjasama.queries.siklus import penawaran_terbuka, pihak_desa, pihak_milik
from kerjasama.rules import persiapan as rules
from kerjasama.rules.isian import bersihkan
from kerjasama.rules.pendaftaran import galat_desa_pihak
from kerjasama.transitions import TABEL
from wilayah.cakupan.roles import PERAN_PEMERINTAH_DESA
from wilayah.cakupan.transisi import TindakanTertutup, VersiBasi
from wilayah.jejak.services import catat, kunci_kirim, selesaikan_kiriman
from wilayah.pemberitahuan.services import beri_tahu
from wilayah.pengguna.queries import pemegang
from wilayah.pohon.enums import Tingkat

from .kerangka import susun_kerangka
from .kunci import kunci_kerja_sama
from .pendaftaran import nama_beku

ISIAN_MULAI = ("judul", "bentuk", "prakarsa", "bidang", "urusan")


@transaction.atomic
def mulai_kerja_sama(*, desa, isi, kunci, oleh):
    """An agreement in preparation, of `desa` alone; the same `kunci` gives the one made the first time.

    `isi`: judul, bentuk, prakarsa, bidang, urusan, bum_desa, kawasan_perdesaan. Raises PermissionDenied,
    ValidationError (by field).
    """
    if not oleh.has_perm(SUSUN, desa):
        raise PermissionDenied(SUSUN)
    kiriman = kunci_kirim(oleh, kunci, f"mulai_kerja_sama {desa.pk}")
    if kiriman.hasil:
        return KerjaSama.objects.dalam_cakupan(oleh, LIHAT).get(id_publik=kiriman.hasil)
    isi = bersihkan(isi)
    galat = rules.galat_mulai(isi)
    if sebab := galat_desa_pihak(desa, [desa]):
        galat["desa"] = sebab
    if galat:
        raise ValidationError(galat)
    kerja_sama = _buat(desa, isi, oleh)
    selesaikan_kiriman(kiriman, kerja_sama.id_publik)
    _kabari_bpd(kerja_sama)
    catat(
        peristiwa="kerja_sama.dimulai",
        objek=kerja_sama,
        oleh=oleh,
        wilayah=desa,
        izin=SUSUN,
        sesudah={n: isi[n] for n in ISIAN_MULAI} | {"status": kerja_sama.status},
    )
    return kerja_sama


def _buat(desa, isi, oleh):
    kerja_sama = KerjaSama.objects.create(
        **{n: isi[n] for n in ISIAN_MULAI},
        bum_desa=bool(isi.get("bum_desa")),
        kawasan_perdesaan=bool(isi.get("kawasan_perdesaan")),
        status=TABEL["mulai"].ke,
        asal=Asal.DISUSUN,
        disampaikan_pada=None,
        desa_pendaftar=desa,
        didaftarkan_oleh=oleh,
    )
    buat_pihak_desa(kerja_sama, desa)
    Persiapan.objects.create(
        kerja_sama=kerja_sama,
        pelaksana=Pelaksana.PEMERINTAH_DESA if _oleh_pemerintah_desa(kerja_sama) else Pelaksana.BKAD,
    )
    return kerja_sama


def _oleh_pemerintah_desa(kerja_sama):
    """A BKAD is of several villages, and not where BUM Desa or a kawasan perdesaan is concerned (Permendagri 96/2017
    Ps 4)."""
    return kerja_sama.bentuk == Bentuk.PIHAK_KETIGA or kerja_sama.bum_desa or kerja_sama.kawasan_perdesaan


def buat_pihak_desa(kerja_sama, desa):
    """The village as a party, after those that are there; one that had left comes back in its old place."""
    return _buat_pihak(kerja_sama, desa=desa, kode_saat_itu=desa.kode, nama_saat_itu=nama_beku(desa))


def buat_pihak_ketiga(kerja_sama, pihak_ketiga):
    return _buat_pihak(kerja_sama, pihak_ketiga=pihak_ketiga, nama_saat_itu=pihak_ketiga.nama)


def _buat_pihak(kerja_sama, nama_saat_itu, kode_saat_itu="", **siapa):
    ada = Pihak.objects.milik(kerja_sama)
    lama = ada.filter(**siapa).first()
    if lama is None:
        urut = max((p.urut for p in ada), default=0) + 1
        nama = {"nama_saat_itu": nama_saat_itu, "kode_saat_itu": kode_saat_itu}
        return Pihak.objects.create(kerja_sama=kerja_sama, urut=urut, **nama, **siapa)
    lama.mundur_pada = None
    lama.save(update_fields=["mundur_pada"])
    return lama


def segarkan_lintas(kerja_sama):
    """Whether the parties lie in several kabupaten now. Where they come to, the provinsi is told: it facilitates what
    inter-regional rules govern (Permendagri 96/2017 Ps 3(2))."""
    desa = [p.desa for p in pihak_desa(kerja_sama).select_related("desa__induk__induk__induk")]
    lintas = len({d.kode_leluhur(Tingkat.KABUPATEN) for d in desa}) > 1
    if lintas == kerja_sama.lintas_kabupaten:
        return
    kerja_sama.lintas_kabupaten = lintas
    kerja_sama.save(update_fields=["lintas_kabupaten"])
    if lintas:
        beri_tahu(
            penerima=pemegang(wilayah_ids={d.leluhur(Tingkat.PROVINSI).pk for d in desa}, peran=["petugas_provinsi"]),
            judul=f"Kerja sama lintas kabupaten disiapkan: {kerja_sama.judul}",
            isi="Para pihaknya berada di lebih dari satu kabupaten. Provinsi memfasilitasi; catat fasilitasinya.",
            tautan=reverse("kerja_sama_rinci", args=[kerja_sama.id_publik]),
            penting=True,
        )


def _kabari_bpd(kerja_sama):
    desa = kerja_sama.desa_pendaftar
    beri_tahu(
        penerima=pemegang(wilayah_ids=[desa.pk], peran=["bpd"]),
        judul=f"Kerja sama baru disiapkan: {kerja_sama.judul}",
        isi=f"{desa.sebutan('musyawarah')} diselenggarakan {desa.sebutan('bpd_singkat')} sebelum naskahnya disusun.",
        tautan=reverse("kerja_sama_rinci", args=[kerja_sama.id_publik]),
        penting=True,
    )


@transaction.atomic
def simpan_persiapan(*, kerja_sama, isi, versi, oleh):
    """Saves what `isi` holds of the plan; the rest stays. Saving as one types, so no row of the trail.

    Raises VersiBasi (`kini` is the Persiapan), ValidationError by field, TindakanTertutup once there is a text,
    PermissionDenied for whoever is not of the initiating village.
    """
    kerja_sama = kunci_kerja_sama(kerja_sama, oleh)
    if kerja_sama.status not in DISIAPKAN:
        raise TindakanTertutup("Naskahnya sudah disusun. Ubah naskahnya, bukan persiapannya.")
    if not boleh_menyiapkan(oleh, kerja_sama):
        raise PermissionDenied(SUSUN)
    kini = Persiapan.objects.milik(kerja_sama).select_for_update(of=("self",)).get()
    kini.kerja_sama = kerja_sama
    if kini.versi != versi:
        raise VersiBasi(kini)
    isi = {n: bersihkan(v) for n, v in isi.items()}
    if galat := rules.galat_persiapan(isi_rencana(kerja_sama, kini) | isi):
        raise ValidationError(galat)
    _terapkan(kerja_sama, ISIAN_KERJA_SAMA, isi)
    kini.versi += 1
    _terapkan(kini, ISIAN_PERSIAPAN, isi, "versi")
    return kini


def _terapkan(objek, bidang, isi, *juga):
    berubah = [n for n in bidang if n in isi and getattr(objek, n) != isi[n]]
    for nama in berubah:
        setattr(objek, nama, isi[nama])
    if berubah or juga:
        objek.save(update_fields=[*berubah, *juga])


@transaction.atomic
def tarik_kerja_sama(*, kerja_sama, alasan, oleh):
    """Stopped by whoever began it, before signing; open offers are withdrawn with it. It stays listed as «ditarik»."""
    alasan = _wajib_beralasan(alasan)
    kerja_sama = kunci_kerja_sama(kerja_sama, oleh)
    sebelum = kerja_sama.status
    t = TABEL.jalankan("tarik", kerja_sama, oleh)
    kerja_sama.versi += 1
    kerja_sama.save(update_fields=["status", "versi"])
    penawaran_terbuka(kerja_sama).update(status=StatusPenawaran.DITARIK)
    _kabari_pihak(kerja_sama, oleh, f"Kerja sama ditarik: {kerja_sama.judul}", alasan)
    catat(
        peristiwa="kerja_sama.ditarik",
        objek=kerja_sama,
        oleh=oleh,
        wilayah=kerja_sama.desa_pendaftar,
        izin=t.izin,
        keterangan=alasan[:300],
        sebelum={"status": sebelum},
        sesudah={"status": kerja_sama.status},
    )
    return kerja_sama


@transaction.atomic
def mundur(*, kerja_sama, alasan, oleh):
    """A village that accepted leaves before signing. What the others agreed to names it, so they agree anew."""
    alasan = _wajib_beralasan(alasan)
    kerja_sama = kunci_kerja_sama(kerja_sama, oleh)
    t = TABEL.jalankan("mundur", kerja_sama, oleh)
    pihak = pihak_milik(oleh, kerja_sama, TETAPKAN).select_for_update(of=("self",)).select_related("desa").first()
    pihak.mundur_pada = pihak.desa.hari_ini()
    pihak.save(update_fields=["mundur_pada"])
    Penawaran.objects.milik(kerja_sama).filter(kepada=pihak.desa, status=StatusPenawaran.DITERIMA).update(
        status=StatusPenawaran.DITOLAK, jawaban=alasan, dijawab_oleh=oleh, dijawab_pada=timezone.now()
    )
    Pihak.objects.milik(kerja_sama).update(disepakati_pada=None, disepakati_oleh=None)
    segarkan_lintas(kerja_sama)
    nama = pihak.nama_pendek
    _kabari_pihak(kerja_sama, oleh, f"{nama} mengundurkan diri: {kerja_sama.judul}", alasan)
    catat(
        peristiwa="pihak.mundur",
        objek=pihak,
        pokok=kerja_sama,
        oleh=oleh,
        wilayah=pihak.desa,
        izin=t.izin,
        keterangan=f"{nama}: {alasan}"[:300],
        sesudah={"mundur_pada": pihak.mundur_pada},
    )
    return pihak


@transaction.atomic
def mulai_penyusunan(*, kerja_sama, oleh):
    """From the plan to a first text, once the parties have answered and each has held its musyawarah desa."""
    kerja_sama = kunci_kerja_sama(kerja_sama, oleh)
    sebelum = kerja_sama.status
    t = TABEL.jalankan("mulai_penyusunan", kerja_sama, oleh)
    kerja_sama.versi += 1
    kerja_sama.save(update_fields=["status", "versi"])
    susun_kerangka(kerja_sama=kerja_sama, oleh=oleh)
    _kabari_pihak(
        kerja_sama,
        oleh,
        f"Naskah mulai disusun: {kerja_sama.judul}",
        "Para pihak menyunting dan mengomentari naskahnya.",
    )
    catat(
        peristiwa="kerja_sama.mulai_disusun",
        objek=kerja_sama,
        oleh=oleh,
        wilayah=kerja_sama.desa_pendaftar,
        izin=t.izin,
        sebelum={"status": sebelum},
        sesudah={"status": kerja_sama.status},
    )
    return kerja_sama


def _wajib_beralasan(alasan):
    alasan = bersihkan(alasan)
    if not alasan:
        raise ValidationError({"alasan": "Tulis alasannya. Alasan ini tampil di riwayat dan dibaca para pihak."})
    return alasan


def _kabari_pihak(kerja_sama, oleh, judul, isi):
    desa = Pihak.objects.milik(kerja_sama).filter(desa__isnull=False).values_list("desa_id", flat=True)
    orang = pemegang(wilayah_ids=list(desa), peran=PERAN_PEMERINTAH_DESA)
    beri_tahu(
        penerima=orang,
        kecuali=oleh,
        judul=judul,
        isi=isi,
        tautan=reverse("kerja_sama_rinci", args=[kerja_sama.id_publik]),
    )
