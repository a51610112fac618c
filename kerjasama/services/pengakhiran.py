"""Suspension, resumption and the end of an agreement, on a ground of law and after musyawarah (PP 16/2026 Ps 167;
Permendagri 96/2017)."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kerjasama.enums import AlasanBerakhir, JenisPengakhiran, Status, StatusKewajiban, StatusPengakhiran
from kerjasama.models import Musyawarah, Pengakhiran
from kerjasama.queries.pelaksanaan import BERJALAN, kewajiban_terbuka
from kerjasama.queries.perubahan import desa_pihak_kini, kantor_di_atas, perubahan_dari
from kerjasama.queries.siklus import pengakhiran_terbuka, pihak_milik
from kerjasama.rules.isian import bersihkan
from kerjasama.transitions import TABEL
from kerjasama.transitions.gerbang import tujuan_musyawarah
from wilayah.cakupan.roles import PERAN_KECAMATAN, PERAN_PEMERINTAH_DESA
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.jejak.services import catat, kunci_kirim, selesaikan_kiriman
from wilayah.pemberitahuan.services import beri_tahu
from wilayah.pengguna.queries import pemegang
from wilayah.pohon.enums import Tingkat
from wilayah.tampilan.format import tanggal

from .kunci import kunci_kerja_sama

TETAPKAN = "wilayah.tetapkan_kerja_sama"
MAKS = 4000
PENYELESAIAN = {
    "penyelesaian_keuangan": "Tulis bagaimana uangnya diselesaikan; bila tidak ada, tulis «tidak ada».",
    "penyelesaian_aset": "Tulis siapa menerima asetnya; bila tidak ada, tulis «tidak ada».",
    "penyelesaian_kewajiban": "Tulis bagaimana kewajiban lain diselesaikan; bila tidak ada, tulis «tidak ada».",
}
NAMA_TRANSISI = {JenisPengakhiran.PENANGGUHAN: "tangguhkan", JenisPengakhiran.PENGAKHIRAN: "akhiri"}
PERISTIWA = {
    JenisPengakhiran.PENANGGUHAN: "kerja_sama.ditangguhkan",
    JenisPengakhiran.PENGAKHIRAN: "kerja_sama.diakhiri",
}
PENERIMA_DESA = (*PERAN_PEMERINTAH_DESA, "bpd")
# What each kind may rest on: a suspension does not replace an end whose ground has come already.
ALASAN_PENANGGUHAN = (
    AlasanBerakhir.KESEPAKATAN,
    AlasanBerakhir.KEADAAN_LUAR_BIASA,
    AlasanBerakhir.PELANGGARAN,
    AlasanBerakhir.MERUGIKAN,
)


@transaction.atomic
def ajukan_pengakhiran(*, kerja_sama, isi, kunci, oleh):
    """A party's head asks for a suspension or the end, with ground, day and settlement; a musyawarah then decides. The
    same `kunci` gives the one asked for before. Raises ValidationError by field."""
    kiriman = kunci_kirim(oleh, kunci, f"pengakhiran {kerja_sama.pk}")
    ks = kunci_kerja_sama(kerja_sama, oleh)
    if kiriman.hasil:
        return Pengakhiran.objects.milik(ks).get(pk=kiriman.hasil)
    t = TABEL.jalankan("ajukan_pengakhiran", ks, oleh)
    isian = periksa_usulan(ks, isi)
    desa = pihak_milik(oleh, ks, TETAPKAN).select_related("desa").order_by("urut").first().desa
    usul = Pengakhiran.objects.create(kerja_sama=ks, desa=desa, diajukan_oleh=oleh, **isian)
    selesaikan_kiriman(kiriman, usul.pk)
    judul = f"{usul.get_jenis_display()} diajukan: {ks.judul}"
    kabar = f"{desa.nama_lengkap}: {usul.get_alasan_display()}. Para pihak memusyawarahkannya dahulu."
    _kabari(ks, oleh, judul, kabar, kantor=False)
    _catat(ks, oleh, "pengakhiran.diajukan", t.izin, usul.uraian, sesudah=_ringkas(usul))
    return usul


@transaction.atomic
def urungkan_pengakhiran(*, kerja_sama, alasan, oleh):
    """The village that asked takes it back, before it is decided. Raises PermissionDenied for any other."""
    ks = kunci_kerja_sama(kerja_sama, oleh)
    usul = _usul(ks)
    alasan = bersihkan(alasan or "")[:1000]
    if not alasan:
        raise ValidationError({"alasan": "Tulis mengapa usulan ini diurungkan."})
    if not boleh_mengurungkan(oleh, ks, usul):
        raise PermissionDenied(TETAPKAN)
    usul.status = StatusPengakhiran.DIURUNGKAN
    usul.ditetapkan_oleh, usul.ditetapkan_pada = oleh, timezone.now()
    usul.save(update_fields=["status", "ditetapkan_oleh", "ditetapkan_pada"])
    _kabari(ks, oleh, f"Usulan {usul.get_jenis_display().lower()} diurungkan: {ks.judul}", alasan, kantor=False)
    _catat(ks, oleh, "pengakhiran.diurungkan", TETAPKAN, alasan, sebelum=_ringkas(usul))
    return usul


@transaction.atomic
def tetapkan_pengakhiran(*, kerja_sama, hapus=(), oleh):
    """What was asked for and agreed to takes effect: suspended, or ended with the changes that belong to it. Open
    duties in `hapus` (their public ids) are waited for no more; the others stay until they are met."""
    ks = kunci_kerja_sama(kerja_sama, oleh)
    usul = _usul(ks)
    sebelum = ks.status
    t = TABEL.jalankan(NAMA_TRANSISI[usul.jenis], ks, oleh)
    ks.versi += 1
    ks.save(update_fields=["status", "versi"])
    _tetapkan_usul(ks, usul, oleh)
    akhir = usul.jenis == JenisPengakhiran.PENGAKHIRAN
    dihapus = _hapus_kewajiban(ks, hapus, usul, oleh) if akhir else 0
    ikut = _akhiri_perubahan(ks) if akhir else 0
    _kabari_penetapan(ks, usul, oleh)
    _catat(
        ks,
        oleh,
        PERISTIWA[usul.jenis],
        t.izin,
        usul.get_alasan_display(),
        sebelum={"status": sebelum},
        sesudah=_ringkas(usul) | {"status": ks.status, "kewajiban_dihapus": dihapus, "perubahan_ikut_berakhir": ikut},
    )
    return ks


@transaction.atomic
def lanjutkan_kerja_sama(*, kerja_sama, alasan, oleh):
    """Ends a suspension: the agreement goes on. The days it stood still are not added to its term."""
    alasan = bersihkan(alasan or "")[:1000]
    if not alasan:
        raise ValidationError({"alasan": "Tulis mengapa pelaksanaannya dapat dilanjutkan."})
    ks = kunci_kerja_sama(kerja_sama, oleh)
    t = TABEL.jalankan("lanjutkan", ks, oleh)
    ks.versi += 1
    ks.save(update_fields=["status", "versi"])
    _kabari(ks, oleh, f"Pelaksanaan dilanjutkan: {ks.judul}", alasan)
    status = {"status": Status.DITANGGUHKAN}
    _catat(ks, oleh, "kerja_sama.dilanjutkan", t.izin, alasan, sebelum=status, sesudah={"status": ks.status})
    return ks


def boleh_mengurungkan(user, kerja_sama, usul):
    """Only the village that asked; where none is on record, whoever asked."""
    if usul.desa_id is None:
        return usul.diajukan_oleh_id == user.pk
    return pihak_milik(user, kerja_sama, TETAPKAN).filter(desa_id=usul.desa_id).exists()


def periksa_usulan(ks, isi):
    """The fields of a Pengakhiran. Raises ValidationError by field."""
    jenis, alasan = isi.get("jenis"), isi.get("alasan")
    galat = _galat_alasan(ks, jenis, alasan)
    teks = {b: bersihkan(isi.get(b) or "")[:MAKS] for b in ("uraian", *PENYELESAIAN)}
    if not teks["uraian"]:
        galat["uraian"] = "Uraikan alasannya."
    if jenis == JenisPengakhiran.PENGAKHIRAN:
        galat |= {b: pesan for b, pesan in PENYELESAIAN.items() if not teks[b]}
    galat |= _galat_hari(ks, isi)
    if galat:
        raise ValidationError(galat)
    sampai = isi.get("sampai") if jenis == JenisPengakhiran.PENANGGUHAN else None
    return teks | {"jenis": jenis, "alasan": alasan, "berlaku_pada": isi["berlaku_pada"], "sampai": sampai}


def _galat_alasan(ks, jenis, alasan):
    if jenis not in JenisPengakhiran.values:
        return {"jenis": "Pilih ditangguhkan atau diakhiri."}
    if jenis == JenisPengakhiran.PENANGGUHAN and ks.status == Status.DITANGGUHKAN:
        return {"jenis": "Kerja sama ini sudah ditangguhkan."}
    if alasan not in AlasanBerakhir.values:
        return {"alasan": "Pilih alasan menurut ketentuan."}
    if jenis == JenisPengakhiran.PENANGGUHAN and alasan not in ALASAN_PENANGGUHAN:
        return {"alasan": "Alasan ini mengakhiri kerja sama, bukan menangguhkannya."}
    lewat = not ks.tanpa_jatuh_tempo and ks.jatuh_tempo < ks.desa_pendaftar.hari_ini()
    if alasan == AlasanBerakhir.HABIS_MASA and not lewat:
        return {"alasan": "Masanya belum habis."}
    return {}


def _galat_hari(ks, isi):
    mulai, sampai = isi.get("berlaku_pada"), isi.get("sampai")
    if not isinstance(mulai, date):
        return {"berlaku_pada": "Isi tanggalnya."}
    if ks.tanggal_mulai and mulai < ks.tanggal_mulai:
        return {"berlaku_pada": f"Kerja sama ini baru berlaku {tanggal(ks.tanggal_mulai)}."}
    if isinstance(sampai, date) and sampai < mulai:
        return {"sampai": "Hari terakhir penangguhan mendahului hari pertamanya."}
    return {}


def _usul(ks):
    usul = pengakhiran_terbuka(ks)
    if usul is None:
        raise TindakanTertutup("Tidak ada penangguhan atau pengakhiran yang sedang diajukan.")
    return usul


def _tetapkan_usul(ks, usul, oleh):
    sesuai = Musyawarah.objects.milik(ks).filter(
        tujuan=tujuan_musyawarah(usul), keputusan="menyepakati", diputuskan_pada__gte=usul.diajukan_pada
    )
    usul.musyawarah = sesuai.order_by("-diputuskan_pada").first()
    usul.status = StatusPengakhiran.DITETAPKAN
    usul.ditetapkan_oleh, usul.ditetapkan_pada = oleh, timezone.now()
    usul.save(update_fields=["musyawarah", "status", "ditetapkan_oleh", "ditetapkan_pada"])


def _hapus_kewajiban(ks, hapus, usul, oleh):
    dipilih = kewajiban_terbuka(ks).filter(id_publik__in=list(hapus))
    sebab = f"Kerja sama berakhir: {usul.get_alasan_display().lower()}."
    return dipilih.order_by().update(status=StatusKewajiban.DIHAPUS, laporan=sebab, dilaporkan_oleh=oleh)


def _akhiri_perubahan(ks):
    """What changed the agreement ends with it."""
    ikut = list(perubahan_dari(ks).filter(status__in=BERJALAN))
    for satu in ikut:
        satu.status = Status.BERAKHIR
        satu.save(update_fields=["status"])
    return len(ikut)


def _ringkas(usul):
    return {
        "jenis": usul.jenis,
        "alasan": usul.alasan,
        "berlaku_pada": usul.berlaku_pada,
        "sampai": usul.sampai,
        "musyawarah": str(usul.musyawarah.id_publik) if usul.musyawarah else "",
    }


def _kabari_penetapan(ks, usul, oleh):
    if usul.jenis == JenisPengakhiran.PENANGGUHAN:
        judul = f"Kerja sama ditangguhkan: {ks.judul}"
        akhir = f" sampai {tanggal(usul.sampai)}" if usul.sampai else ""
        return _kabari(ks, oleh, judul, f"Sejak {tanggal(usul.berlaku_pada)}{akhir}. {usul.get_alasan_display()}.")
    judul = f"Kerja sama berakhir: {ks.judul}"
    return _kabari(ks, oleh, judul, f"Sejak {tanggal(usul.berlaku_pada)}. {usul.get_alasan_display()}.")


def _kabari(ks, oleh, judul, isi, *, kantor=True):
    """Told to the parties that are in it, and (`kantor`) to the kecamatan and kabupaten above them."""
    desa = [d for d, _ in desa_pihak_kini(ks)]
    orang = pemegang(wilayah_ids=[d.pk for d in desa], peran=PENERIMA_DESA)
    if kantor:
        orang += pemegang(wilayah_ids=kantor_di_atas(desa, Tingkat.KECAMATAN), peran=PERAN_KECAMATAN)
        orang += pemegang(wilayah_ids=kantor_di_atas(desa, Tingkat.KABUPATEN), peran=["petugas_kabupaten"])
    beri_tahu(
        penerima=orang,
        kecuali=oleh,
        judul=judul,
        isi=isi,
        tautan=reverse("kerja_sama_rinci", args=[ks.id_publik]),
        penting=True,
    )


def _catat(ks, oleh, peristiwa, izin, keterangan, *, sebelum=None, sesudah=None):
    catat(
        peristiwa=peristiwa,
        objek=ks,
        oleh=oleh,
        wilayah=ks.desa_pendaftar,
        izin=izin,
        keterangan=keterangan[:300],
        sebelum=sebelum,
        sesudah=sesudah,
    )
