"""What an office puts on its letters, and what it has decided. Decisions are ended, never overwritten: a letter or a
clock of before goes on standing on what held then. `oleh` is None for a command only."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.formats import date_format

from wilayah.berkas.rules import PNG
from wilayah.berkas.services import simpan_berkas
from wilayah.jejak.services import catat
from wilayah.pohon.models import Wilayah

from ..akibat_sakelar import akibat_dari
from ..models import AturanTandaTangan, PolaNomor, ProfilKantor, SakelarKantor
from ..queries_kantor import KELOLA_KANTOR, boleh_mengelola_kantor

SATU_HARI = timedelta(days=1)


@transaction.atomic
def tetapkan_profil_kantor(*, wilayah, oleh=None, logo=None, lepas_logo=False, **isian):
    """Writes what stands on the letters of an office from now on. `logo` is the bytes of a PNG; letters already issued
    keep their own."""
    wilayah = _kunci_kantor(wilayah, oleh)
    if logo is not None:
        isian["logo"] = simpan_berkas(isi=logo, nama="Logo.png", jenis_media=PNG, oleh=oleh)
    elif lepas_logo:
        isian["logo"] = None
    profil, _ = ProfilKantor.objects.update_or_create(wilayah=wilayah, defaults=isian)
    sesudah = {nama: nilai for nama, nilai in isian.items() if nama != "logo"}
    if "logo" in isian:
        sesudah["logo"] = profil.logo.sha256 if profil.logo else ""
    _catat_kantor("profil_kantor.ditetapkan", profil, wilayah, oleh, sesudah)
    return profil


@transaction.atomic
def tetapkan_sakelar(*, kantor, kunci, dasar, berlaku_sejak, nyala=True, nilai="", berlaku_sampai=None, oleh=None):
    """Records a choice that the law leaves to the region, with the basis it rests on, and carries out what follows for
    running work. A choice with an end lets the one before it come back."""
    kantor = _kunci_kantor(kantor, oleh)
    pilihan = _tulis_sakelar(kantor, kunci, dasar, berlaku_sejak, nyala, nilai, berlaku_sampai, oleh)
    sebab = f"{pilihan.get_kunci_display()}: {sebut_pilihan(pilihan)} ({dasar})"
    for akibat in akibat_dari(kunci):
        akibat.terapkan(kantor=kantor, sebab=sebab, oleh=oleh)
    _catat_kantor(
        "sakelar.ditetapkan",
        pilihan,
        kantor,
        oleh,
        {
            "kunci": kunci,
            "nyala": nyala,
            "nilai": nilai,
            "dasar": dasar,
            "berlaku_sejak": berlaku_sejak,
            "berlaku_sampai": berlaku_sampai,
        },
    )
    return pilihan


def akibat_bila_ditetapkan(*, kantor, kunci, dasar, berlaku_sejak, nyala, nilai="", berlaku_sampai=None, oleh):
    """What the choice would do to running work, in sentences: it is written for a trial and taken back."""
    with transaction.atomic():
        kantor = _kunci_kantor(kantor, oleh)
        _tulis_sakelar(kantor, kunci, dasar, berlaku_sejak, nyala, nilai, berlaku_sampai, oleh)
        kalimat = [satu for akibat in akibat_dari(kunci) for satu in akibat.kalimat(kantor)]
        transaction.set_rollback(True)
    return kalimat


def _tulis_sakelar(kantor, kunci, dasar, sejak, nyala, nilai, sampai, oleh):
    semua = SakelarKantor.objects.filter(kantor=kantor, kunci=kunci)
    if oleh is not None:
        _periksa_mulai(semua.order_by("berlaku_sejak").last(), "berlaku_sejak", sejak, kantor)
    if sampai is None:
        terbuka = semua.filter(berlaku_sejak__lt=sejak, berlaku_sampai__isnull=True)
        terbuka.update(berlaku_sampai=sejak - SATU_HARI)
    pilihan, _ = SakelarKantor.objects.update_or_create(
        kantor=kantor,
        kunci=kunci,
        berlaku_sejak=sejak,
        defaults={"nyala": nyala, "nilai": nilai, "dasar": dasar, "berlaku_sampai": sampai},
    )
    return pilihan


def sebut_pilihan(pilihan):
    if pilihan.nilai:
        return pilihan.nilai
    return "nyala" if pilihan.nyala else "mati"


@transaction.atomic
def tetapkan_aturan_tanda_tangan(*, kantor, jenis_surat, dari, oleh=None, **isian):
    """Records who initials and signs a kind of letter, and the delegation that says so. The rule before it ends on the
    day on which this one begins."""
    kantor = _kunci_kantor(kantor, oleh)
    semua = AturanTandaTangan.objects.filter(kantor=kantor, jenis_surat=jenis_surat)
    if oleh is not None:
        _periksa_mulai(semua.order_by("dari").last(), "dari", dari, kantor)
    semua.filter(dari__lt=dari, sebelum__isnull=True).update(sebelum=dari)
    aturan, _ = AturanTandaTangan.objects.update_or_create(
        kantor=kantor, jenis_surat=jenis_surat, dari=dari, defaults=isian
    )
    sesudah = {"jenis_surat": jenis_surat, "dari": dari} | isian
    _catat_kantor("aturan_tanda_tangan.ditetapkan", aturan, kantor, oleh, sesudah)
    return aturan


@transaction.atomic
def akhiri_aturan_tanda_tangan(*, aturan, terakhir, oleh):
    """Ends a rule after the local day `terakhir`: from the next, nobody signs that kind of letter by it."""
    kantor = _kunci_kantor(aturan.kantor, oleh)
    aturan = AturanTandaTangan.objects.select_for_update(of=("self",)).get(pk=aturan.pk, kantor=kantor)
    sebelum, aturan.sebelum = aturan.sebelum, terakhir + SATU_HARI
    if aturan.sebelum <= max(aturan.dari, kantor.hari_ini()):
        raise ValidationError({"terakhir": "Hari terakhir paling cepat hari ini, dan tidak sebelum aturan ini mulai."})
    if sebelum and aturan.sebelum > sebelum:
        raise ValidationError({"terakhir": f"Aturan ini sudah berakhir {date_format(sebelum - SATU_HARI, 'j F Y')}."})
    aturan.save(update_fields=["sebelum"])
    _catat_kantor("aturan_tanda_tangan.diakhiri", aturan, kantor, oleh, {"sebelum": aturan.sebelum})
    return aturan


@transaction.atomic
def tetapkan_pola_nomor(*, kantor, jenis_surat, klasifikasi, pola, berlaku_sejak, oleh):
    """How this kind of letter is numbered from a day on; a pattern never reaches back to numbers already given."""
    kantor = _kunci_kantor(kantor, oleh)
    if berlaku_sejak < kantor.hari_ini():
        raise ValidationError({"berlaku_sejak": "Pola nomor berlaku paling cepat hari ini."})
    terakhir = PolaNomor.objects.filter(kantor=kantor, jenis_surat=jenis_surat).order_by("berlaku_sejak").last()
    _periksa_mulai(terakhir, "berlaku_sejak", berlaku_sejak, kantor)
    satu, _ = PolaNomor.objects.update_or_create(
        kantor=kantor,
        jenis_surat=jenis_surat,
        berlaku_sejak=berlaku_sejak,
        defaults={"klasifikasi": klasifikasi, "pola": pola},
    )
    sesudah = {"jenis_surat": jenis_surat, "klasifikasi": klasifikasi, "pola": pola, "berlaku_sejak": berlaku_sejak}
    _catat_kantor("pola_nomor.ditetapkan", satu, kantor, oleh, sesudah)
    return satu


def _kunci_kantor(kantor, oleh):
    """The office, locked: decisions of one office come one after the other."""
    kantor = Wilayah.objects.select_for_update(of=("self",)).select_related("induk__induk").get(pk=kantor.pk)
    if oleh is not None and not boleh_mengelola_kantor(oleh, kantor):
        raise PermissionDenied(KELOLA_KANTOR)
    return kantor


def _periksa_mulai(terakhir, bidang, mulai, kantor):
    """A decision follows the last one; only one that has not begun yet may be taken back by another of the same day."""
    if terakhir is None:
        return
    awal = getattr(terakhir, bidang)
    if mulai > awal or (mulai == awal > kantor.hari_ini()):
        return
    pesan = (
        f"Sudah ada keputusan mulai {date_format(awal, 'j F Y')}. Pilih tanggal sesudahnya; yang lama tetap tercatat."
    )
    raise ValidationError({bidang: pesan})


def _catat_kantor(peristiwa, objek, wilayah, oleh, sesudah):
    catat(
        peristiwa=peristiwa,
        objek=objek,
        oleh=oleh,
        wilayah=wilayah,
        izin=KELOLA_KANTOR,
        izin_baca="wilayah.lihat_jejak",
        sesudah=sesudah,
    )
