"""Registration of an agreement that exists already: from a draft to an agreement in force, with its receipt."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kerjasama.enums import Prakarsa, Status, Tanggapan
from kerjasama.models import (
    BerkasDraf,
    DrafPendaftaran,
    KerjaSama,
    Pihak,
    PihakKetiga,
)
from kerjasama.queries.kerja_sama import kecamatan_penangani
from kerjasama.queries.pendaftaran import berkas_draf, desa_draf, mendaftar_atas_nama, serupa
from kerjasama.queries.pihak_ketiga import pihak_ketiga_dipakai
from kerjasama.rules import pendaftaran as rules
from kerjasama.rules.isian import bersihkan, tanggal_dari
from kerjasama.rules.pihak_ketiga import rapikan
from kerjasama.transitions import TABEL, nama_pembatalan
from wilayah.berkas.rules import periksa_unggahan
from wilayah.berkas.services import simpan_berkas
from wilayah.cakupan.roles import PERAN_KECAMATAN, PERAN_PEMERINTAH_DESA
from wilayah.cakupan.transisi import TindakanTertutup, VersiBasi
from wilayah.jejak.services import catat, kunci_kirim, selesaikan_kiriman
from wilayah.pemberitahuan.services import beri_tahu
from wilayah.pengguna.queries import pemegang
from wilayah.pohon.enums import Tingkat

from .dokumen import buat_dokumen
from .tanda_terima import nama_beku, terbitkan_tanda_terima

IZIN = "wilayah.daftarkan_kerja_sama"
LIHAT = "wilayah.lihat_kerja_sama"


@transaction.atomic
def buat_draf(*, desa, oleh, kunci=""):
    """An empty draft for `desa`; the same `kunci` gives the same draft. Raises PermissionDenied, or ValidationError
    when `desa` can be no party."""
    if not oleh.has_perm(IZIN, desa):
        raise PermissionDenied(IZIN)
    if sebab := rules.galat_desa_pihak(desa, [desa]):
        raise ValidationError(sebab)
    kiriman = kunci_kirim(oleh, kunci, f"buat_draf {desa.pk}") if kunci else None
    if kiriman and kiriman.hasil:
        return DrafPendaftaran.objects.dalam_cakupan(oleh, IZIN).get(id_publik=kiriman.hasil)
    draf = DrafPendaftaran.objects.create(desa=desa, pembuat=oleh, langkah=rules.LANGKAH[0])
    if kiriman:
        selesaikan_kiriman(kiriman, draf.id_publik)
    return draf


@transaction.atomic
def simpan_draf(*, draf, langkah, isi, versi, oleh):
    """Adds `isi` to what the draft holds, valid or not: nothing that was typed is lost.

    Raises VersiBasi when it was saved from elsewhere since `versi`; the caller then shows both.
    """
    draf = _kunci_draf(draf, oleh)
    if draf.versi != versi:
        raise VersiBasi(draf)
    draf.isi = draf.isi | bersihkan(isi)
    draf.langkah = langkah
    draf.versi += 1
    draf.save(update_fields=["isi", "langkah", "versi", "diubah_pada"])
    return draf


@transaction.atomic
def lampirkan_berkas(*, draf, isi, nama, oleh):
    """Attaches one PDF or one more photo. Raises ValidationError, and the files attached before stay."""
    draf = _kunci_draf(draf, oleh)
    jenis = periksa_unggahan(isi, nama)
    ada = berkas_draf(draf)
    rules.periksa_susunan([b.berkas.jenis_media for b in ada] + [jenis])
    berkas = simpan_berkas(isi=isi, nama=nama, jenis_media=jenis, oleh=oleh)
    urut = (ada.aggregate(n=Max("urut"))["n"] or 0) + 1
    return BerkasDraf.objects.create(draf=draf, berkas=berkas, urut=urut)


@transaction.atomic
def geser_berkas(*, draf, id_publik, langkah, oleh):
    """Moves a photo one place up (-1) or down (+1); at an end nothing happens."""
    daftar = list(berkas_draf(_kunci_draf(draf, oleh)))
    kini = next(i for i, b in enumerate(daftar) if str(b.id_publik) == str(id_publik))
    baru = min(max(kini + langkah, 0), len(daftar) - 1)
    daftar.insert(baru, daftar.pop(kini))
    for urut, satu in enumerate(daftar, start=1):
        satu.urut = urut
        satu.save(update_fields=["urut"])


@transaction.atomic
def lepas_berkas(*, draf, id_publik, oleh):
    """Takes a file off the draft. Its bytes stay in the store, where nothing points at them any more."""
    BerkasDraf.objects.milik(_kunci_draf(draf, oleh)).filter(id_publik=id_publik).delete()


@transaction.atomic
def hapus_draf(*, draf, oleh):
    """Throws a draft away; one that became an agreement stays with it."""
    _kunci_draf(draf, oleh).delete()


@transaction.atomic
def daftarkan_kerja_sama(*, draf, kunci, oleh):
    """Makes the agreement of a draft: in force at once, its parties told, its receipt issued, all or nothing.

    The same `kunci`, or a draft that was registered already, gives the agreement made the first time. Raises
    ValidationError (by field) while the draft is not right.
    """
    kiriman = kunci_kirim(oleh, kunci, f"daftarkan {draf.pk}")
    draf = _kunci_draf(draf, oleh, terdaftar_boleh=True)
    if draf.kerja_sama_id is not None:
        return KerjaSama.objects.dalam_cakupan(oleh, LIHAT).get(pk=draf.kerja_sama_id)
    if galat := {n: p for isi in galat_draf(draf, oleh).values() for n, p in isi.items()}:
        raise ValidationError(galat)
    kerja_sama = _buat_kerja_sama(draf, oleh)
    asli = [b.berkas for b in berkas_draf(draf)]
    buat_dokumen(kerja_sama=kerja_sama, judul=kerja_sama.nama_naskah, asli=asli, oleh=oleh)
    terima = terbitkan_tanda_terima(
        kerja_sama=kerja_sama, perihal=f"Pendaftaran {kerja_sama.nama_naskah}", asli=asli, oleh=oleh
    )
    draf.kerja_sama = kerja_sama
    draf.save(update_fields=["kerja_sama", "diubah_pada"])
    selesaikan_kiriman(kiriman, kerja_sama.id_publik)
    _beri_tahu_pendaftaran(kerja_sama, oleh)
    _catat_pendaftaran(kerja_sama, draf, terima, oleh)
    return kerja_sama


def galat_draf(draf, oleh):
    """What keeps a draft from being registered: {langkah: {field: message}}, without the steps that are right."""
    isi, dikenal = draf.isi, desa_draf(draf.isi)
    sama = [str(k.id_publik) for k in serupa(oleh, draf.desa, isi)]
    galat = {
        "naskah": rules.galat_naskah(isi),
        "pihak": rules.galat_pihak(isi, desa_sendiri=draf.desa, dikenal=dikenal) | rules.galat_sama(isi, sama),
        "waktu": rules.galat_waktu(isi, hari_ini=draf.desa.hari_ini(), kode_lain=isi.get("pihak", [])),
        "berkas": rules.galat_berkas(berkas_draf(draf).count()),
    }
    return {langkah: pesan for langkah, pesan in galat.items() if pesan}


@transaction.atomic
def batalkan_pendaftaran(*, kerja_sama, alasan, oleh):
    """Withdraws a registration: by the registrar until it was forwarded, by the kabupaten after, never once a letter
    is out (a gate of the letters' own room). The agreement stays listed as «ditarik», counted nowhere."""
    alasan = bersihkan(alasan)
    if not alasan:
        raise ValidationError({"alasan": "Tulis alasan pembatalan."})
    kerja_sama = KerjaSama.objects.dalam_cakupan(oleh, LIHAT).select_for_update(of=("self",)).get(pk=kerja_sama.pk)
    sebelum = kerja_sama.status
    t = TABEL.jalankan(nama_pembatalan(kerja_sama), kerja_sama, oleh)
    kerja_sama.versi += 1
    kerja_sama.save(update_fields=["status", "versi"])
    _beri_tahu_pembatalan(kerja_sama, alasan, oleh)
    catat(
        peristiwa="kerja_sama.dibatalkan_pendaftarannya",
        objek=kerja_sama,
        oleh=oleh,
        wilayah=kerja_sama.desa_pendaftar,
        izin=t.izin,
        keterangan=alasan[:300],
        sebelum={"status": sebelum},
        sesudah={"status": kerja_sama.status},
    )
    return kerja_sama


def _kunci_draf(draf, oleh, *, terdaftar_boleh=False):
    baris = DrafPendaftaran.objects.dalam_cakupan(oleh, IZIN).select_for_update(of=("self",)).get(pk=draf.pk)
    if baris.kerja_sama_id is not None and not terdaftar_boleh:
        raise TindakanTertutup("Draf ini sudah didaftarkan. Buka kerja samanya untuk mengubah data.")
    return baris


def _buat_kerja_sama(draf, oleh):
    isi, desa = draf.isi, draf.desa
    lain = desa_draf(isi)
    kerja_sama = KerjaSama.objects.create(
        judul=isi["judul"],
        bentuk=isi["bentuk"],
        prakarsa=isi.get("prakarsa") or Prakarsa.DESA,
        bidang=isi["bidang"],
        urusan=isi["urusan"],
        ruang_lingkup=isi.get("ruang_lingkup", ""),
        nilai=isi.get("nilai") if isi.get("nilai") != "" else None,
        tanggal_ditetapkan=tanggal_dari(isi["tanggal_ditetapkan"]),
        tanggal_mulai=rules.mulai_berlaku(isi),
        jatuh_tempo=rules.jatuh_tempo(isi),
        status=TABEL["daftarkan"].ke,
        lintas_kabupaten=any(_kabupaten(d) != _kabupaten(desa) for d in lain.values()),
        desa_pendaftar=desa,
        didaftarkan_oleh=oleh,
        atas_nama=mendaftar_atas_nama(oleh, desa),
    )
    _buat_pihak(kerja_sama, [desa, *(lain[kode] for kode in isi.get("pihak", []))], isi, oleh)
    return kerja_sama


def _kabupaten(desa):
    return desa.kode_leluhur(Tingkat.KABUPATEN)


def _buat_pihak(kerja_sama, daftar_desa, isi, oleh):
    for urut, desa in enumerate(daftar_desa, start=1):
        Pihak.objects.create(
            kerja_sama=kerja_sama,
            desa=desa,
            urut=urut,
            kode_saat_itu=desa.kode,
            nama_saat_itu=nama_beku(desa),
            **(_nomor_sendiri(isi, kerja_sama, oleh) if urut == 1 else _nomor_lain(isi, desa.kode)),
        )
    for urut, satu in enumerate(isi.get("pihak_ketiga", []), start=len(daftar_desa) + 1):
        ketiga = pihak_ketiga_dipakai(oleh, daftar_desa[0], satu) or PihakKetiga.objects.create(
            pencatat=daftar_desa[0],
            **rapikan({n: satu.get(n, "") for n in (*rules.PANJANG_PIHAK_KETIGA, "jenis")}),
        )
        Pihak.objects.create(kerja_sama=kerja_sama, pihak_ketiga=ketiga, urut=urut, nama_saat_itu=satu["nama"])


def _nomor_sendiri(isi, kerja_sama, oleh):
    nomor = {
        "nomor": isi.get("nomor", ""),
        "tanggal": tanggal_dari(isi.get("tanggal")),
        "berita_desa": isi.get("berita_desa", ""),
    }
    if kerja_sama.atas_nama:  # the village itself has not said anything yet
        return nomor
    return nomor | {"tanggapan": Tanggapan.BENAR, "ditanggapi_oleh": oleh, "ditanggapi_pada": timezone.now()}


def _nomor_lain(isi, kode):
    satu = isi.get("nomor_pihak", {}).get(kode, {})
    if satu.get("belum_diketahui") or not rules.adalah_pbkd(isi):
        return {}
    return {
        "nomor": satu.get("nomor", ""),
        "tanggal": tanggal_dari(satu.get("tanggal")),
        "berita_desa": satu.get("berita_desa", ""),
    }


def _desa_pihak(kerja_sama):
    pihak = Pihak.objects.milik(kerja_sama).filter(desa__isnull=False)
    return list(pihak.values_list("desa_id", flat=True))


def _beri_tahu_pendaftaran(kerja_sama, oleh):
    desa = kerja_sama.desa_pendaftar
    alamat = f"/kerja-sama/{kerja_sama.id_publik}"
    lain = [d for d in _desa_pihak(kerja_sama) if d != desa.pk or kerja_sama.atas_nama]
    beri_tahu(
        penerima=pemegang(wilayah_ids=lain, peran=PERAN_PEMERINTAH_DESA),
        kecuali=oleh,
        judul="Desa Anda tercatat sebagai pihak kerja sama",
        isi=f"{desa.nama_lengkap} mendaftarkan «{kerja_sama.judul}». Periksa datanya: benar, atau ada keberatan?",
        tautan=f"{alamat}/tanggapan/",
        penting=True,
    )
    kecamatan = kecamatan_penangani(kerja_sama)
    beri_tahu(
        penerima=pemegang(wilayah_ids=[kecamatan.pk], peran=PERAN_KECAMATAN),
        kecuali=oleh,
        judul=f"Pendaftaran baru dari {desa.nama_lengkap}",
        isi=f"«{kerja_sama.judul}» menunggu pemeriksaan kecamatan.",
        tautan=f"{alamat}/periksa/",
        penting=True,
    )
    if kerja_sama.lintas_kabupaten:
        _minta_catatan_fasilitasi(kerja_sama, alamat)


def _minta_catatan_fasilitasi(kerja_sama, alamat):
    """Across kabupaten the provinsi facilitates (Permendagri 96/2017 Ps 3(2)), and no kabupaten clarifies."""
    pihak = Pihak.objects.milik(kerja_sama).filter(desa__isnull=False).select_related("desa__induk__induk__induk")
    provinsi = {p.desa.leluhur(Tingkat.PROVINSI).pk for p in pihak}
    beri_tahu(
        penerima=pemegang(wilayah_ids=provinsi, peran=["petugas_provinsi"]),
        judul="Kerja sama lintas kabupaten terdaftar",
        isi=f"«{kerja_sama.judul}» tidak diklarifikasi kabupaten. Siapkan catatan fasilitasi provinsi.",
        tautan=f"{alamat}/",
        penting=True,
    )


def _beri_tahu_pembatalan(kerja_sama, alasan, oleh):
    kecamatan = kecamatan_penangani(kerja_sama)
    orang = pemegang(wilayah_ids=_desa_pihak(kerja_sama), peran=PERAN_PEMERINTAH_DESA)
    orang += pemegang(wilayah_ids=[kecamatan.pk], peran=PERAN_KECAMATAN)
    beri_tahu(
        penerima=orang,
        kecuali=oleh,
        judul="Pendaftaran kerja sama dibatalkan",
        isi=f"«{kerja_sama.judul}» ditarik oleh {oleh}. Alasan: {alasan}",
        tautan=f"/kerja-sama/{kerja_sama.id_publik}/",
    )


def _catat_pendaftaran(kerja_sama, draf, terima, oleh):
    catat(
        peristiwa="kerja_sama.didaftarkan",
        objek=kerja_sama,
        oleh=oleh,
        wilayah=kerja_sama.desa_pendaftar,
        izin=IZIN,
        sesudah={
            "judul": kerja_sama.judul,
            "bentuk": kerja_sama.bentuk,
            "status": Status.BERLAKU,
            "pihak": [kerja_sama.desa_pendaftar.kode, *draf.isi.get("pihak", [])],
            "jatuh_tempo": kerja_sama.jatuh_tempo,
            "lintas_kabupaten": kerja_sama.lintas_kabupaten,
            "atas_nama": kerja_sama.atas_nama,
            "tanda_terima": terima.kode,
            "berkas": [satu["sha256"] for satu in terima.rincian],
            "peringatan": draf.isi.get("peringatan", {}),
        },
    )
