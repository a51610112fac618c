"""Correcting what an agreement says of itself, and recording how far its data have been checked."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse

from kerjasama.models import KerjaSama, Pihak
from kerjasama.queries.kerja_sama import boleh_mengubah_data, sudah_diteruskan
from kerjasama.rules.isian import bersihkan, tanggal_dari
from kerjasama.rules.pendaftaran import (
    MASA_TANGGAL,
    MASA_TERBUKA,
    galat_naskah,
    galat_waktu,
    jatuh_tempo,
    mulai_berlaku,
)
from wilayah.cakupan.roles import PERAN_PEMERINTAH_DESA
from wilayah.cakupan.transisi import TindakanTertutup, VersiBasi
from wilayah.jejak.services import catat
from wilayah.pemberitahuan.services import beri_tahu
from wilayah.pengguna.queries import pemegang

BIDANG = (
    "judul",
    "prakarsa",
    "bidang",
    "urusan",
    "ruang_lingkup",
    "nilai",
    "tanggal_ditetapkan",
)
BIDANG_MASA = ("tanggal_mulai", "jatuh_tempo")
BIDANG_PIHAK = ("nomor", "tanggal", "berita_desa")


def isian_dari(kerja_sama, pihak):
    """The agreement in the words of a draft: the keys of `isian`, and what the form shows at first."""
    isi = {b: getattr(kerja_sama, b) for b in ("bentuk", *BIDANG, *BIDANG_MASA)}
    isi["masa"] = MASA_TERBUKA if kerja_sama.tanpa_jatuh_tempo else MASA_TANGGAL
    isi["jatuh_tempo"] = None if kerja_sama.tanpa_jatuh_tempo else kerja_sama.jatuh_tempo
    isi["nomor_pihak"] = {}
    for satu in pihak:
        nomor = {b: getattr(satu, b) for b in BIDANG_PIHAK}
        if satu.desa_id == kerja_sama.desa_pendaftar_id:
            isi |= nomor
        else:
            isi["nomor_pihak"][satu.kode_saat_itu] = nomor
    return isi


@transaction.atomic
def perbaiki_data(*, kerja_sama, isian, versi, alasan, oleh):
    """Corrects data of an agreement: the registrar until it is forwarded, the kabupaten's officer after, with a reason.

    `isian` has the keys of a draft; what is absent stays. Raises VersiBasi when someone saved in between,
    TindakanTertutup when the turn has passed, ValidationError by field. Form and parties can't be changed: a
    registration with the wrong parties is withdrawn and made anew.
    """
    kini = _terkunci(kerja_sama, oleh)
    if kini.versi != versi:
        raise VersiBasi(kini)
    pihak = list(Pihak.objects.milik(kini).filter(desa__isnull=False))
    isi = isian_dari(kini, pihak) | bersihkan(isian) | {"bentuk": kini.bentuk}
    _tolak_yang_salah(kini, isi, alasan)
    sebelum, sesudah = _terapkan(kini, pihak, isi)
    if not sesudah:
        return kini
    kini.versi += 1
    kini.save(update_fields=[*BIDANG, *BIDANG_MASA, "versi"])
    for satu in pihak:
        satu.save(update_fields=BIDANG_PIHAK)
    _kabarkan(kini, pihak, oleh)
    catat(
        peristiwa="kerja_sama.diperbaiki",
        objek=kini,
        oleh=oleh,
        wilayah=kini.desa_pendaftar,
        izin="wilayah.telaah_kerja_sama" if sudah_diteruskan(kini) else "wilayah.daftarkan_kerja_sama",
        keterangan=alasan.strip()[:300],
        sebelum=sebelum,
        sesudah=sesudah,
    )
    return kini


def catat_mutu(*, kerja_sama, mutu, oleh):
    """Records how far the data have been checked; the only writer of `mutu_data`.

    Part of an act of supervision: the caller holds the transaction and writes the row of the trail.
    """
    kini = (
        KerjaSama.objects.dalam_cakupan(oleh, "wilayah.lihat_kerja_sama")
        .select_for_update(of=("self",))
        .get(pk=kerja_sama.pk)
    )
    kini.mutu_data = kerja_sama.mutu_data = mutu
    kini.save(update_fields=["mutu_data"])
    return kini


def _terkunci(kerja_sama, oleh):
    kini = (
        KerjaSama.objects.dalam_cakupan(oleh, "wilayah.daftarkan_kerja_sama")
        .select_for_update(of=("self",))
        .select_related("desa_pendaftar__induk__induk__induk")
        .get(pk=kerja_sama.pk)
    )
    if boleh_mengubah_data(oleh, kini):
        return kini
    if sudah_diteruskan(kini):
        raise TindakanTertutup(
            "Kerja sama ini sudah diperiksa kecamatan. Perbaikan datanya dilakukan petugas kabupaten."
        )
    raise PermissionDenied("perbaiki_data")


def _tolak_yang_salah(kerja_sama, isi, alasan):
    nomor = {kode: satu | {"belum_diketahui": not satu.get("nomor")} for kode, satu in isi["nomor_pihak"].items()}
    galat = galat_naskah(isi) | galat_waktu(
        isi | {"nomor_pihak": nomor},
        hari_ini=kerja_sama.desa_pendaftar.hari_ini(),
        kode_lain=nomor,
    )
    if sudah_diteruskan(kerja_sama) and not alasan.strip():
        galat["alasan"] = "Tulis alasan perbaikan. Alasan ini tampil di riwayat."
    if galat:
        raise ValidationError(galat)


def _terapkan(kerja_sama, pihak, isi):
    """Sets the new values; returns what changed, before and after."""
    baru = {b: isi[b] for b in BIDANG} | {
        "tanggal_ditetapkan": tanggal_dari(isi["tanggal_ditetapkan"]),
        "tanggal_mulai": mulai_berlaku(isi),
        "jatuh_tempo": jatuh_tempo(isi),
    }
    ubah = _setel(kerja_sama, baru)
    for satu in pihak:
        sendiri = satu.desa_id == kerja_sama.desa_pendaftar_id
        nilai = isi if sendiri else isi["nomor_pihak"].get(satu.kode_saat_itu, {})
        nomor = {b: nilai[b] for b in BIDANG_PIHAK if b in nilai}
        if "tanggal" in nomor:
            nomor["tanggal"] = tanggal_dari(nomor["tanggal"])
        ubah |= {f"{b} {satu.kode_saat_itu}": beda for b, beda in _setel(satu, nomor).items()}
    return {k: lama for k, (lama, _) in ubah.items()}, {k: kini for k, (_, kini) in ubah.items()}


def _setel(objek, nilai):
    """`{field: (old, new)}` of what really changes."""
    ubah = {b: (getattr(objek, b), n) for b, n in nilai.items() if getattr(objek, b) != n}
    for bidang, (_, baru) in ubah.items():
        setattr(objek, bidang, baru)
    return ubah


def _kabarkan(kerja_sama, pihak, oleh):
    orang = pemegang(wilayah_ids=[p.desa_id for p in pihak], peran=PERAN_PEMERINTAH_DESA)
    beri_tahu(
        penerima=orang,
        kecuali=oleh,
        judul=f"Data diperbaiki: {kerja_sama.judul}",
        isi="Lihat riwayat untuk bagian yang berubah dan alasannya.",
        tautan=reverse("kerja_sama_rinci", args=[kerja_sama.id_publik]),
    )
