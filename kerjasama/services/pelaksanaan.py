"""How an agreement is carried out: its BKAD and what each party brings in (PP 16/2026 Ps 166)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max

from kerjasama.enums import JenisKelamin, JenisKontribusi, UnsurBkad
from kerjasama.models import AnggotaBkad, Bkad, Kontribusi, Pihak
from kerjasama.queries.pelaksanaan import SUSUN, boleh_melaksanakan, boleh_untuk_pihak
from kerjasama.queries.siklus import pelaksana_pemerintah_desa, pihak_desa
from kerjasama.rules.isian import bersihkan
from wilayah.cakupan.transisi import TindakanTertutup, VersiBasi
from wilayah.jejak.services import catat, kunci_kirim, selesaikan_kiriman

from .kunci import kunci_kerja_sama

PANJANG_BKAD = {"nama": 160, "sekretariat": 200, "dasar": 200, "tata_kerja": 10_000}
PANJANG_ANGGOTA = {"nama": 120, "jabatan": 80}
MAKS_NILAI = 10**15
MAKS_ANGGOTA = 200
TANPA_BKAD = "Dilaksanakan pemerintah desa, tanpa BKAD (Permendagri 96/2017 Pasal 4)."


@transaction.atomic
def simpan_bkad(*, kerja_sama, isi, semula, oleh):
    """Sets name, seat, basis and procedure. `semula` is what the page showed: whoever saved in between is not
    overwritten (VersiBasi). Raises ValidationError by field."""
    ks = kunci_pelaksanaan(kerja_sama, oleh)
    if pelaksana_pemerintah_desa(ks):
        raise TindakanTertutup(TANPA_BKAD)
    bkad = Bkad.objects.milik(ks).first() or Bkad(kerja_sama=ks)
    sebelum = isi_bkad(bkad)
    if sebelum != semula:
        raise VersiBasi(bkad)
    for bidang, nilai in teks(isi, PANJANG_BKAD, {"nama": "Tulis nama BKAD."}).items():
        setattr(bkad, bidang, nilai)
    if isi_bkad(bkad) == sebelum:
        return bkad
    bkad.save()
    sesudah = {k: v for k, v in isi_bkad(bkad).items() if v != sebelum[k]}
    catat_pelaksanaan(ks, oleh, "bkad.disimpan", bkad.nama, sebelum={k: sebelum[k] for k in sesudah}, sesudah=sesudah)
    return bkad


@transaction.atomic
def tambah_anggota(*, kerja_sama, isi, kunci, oleh):
    """One more member, of a village that is a party. Raises ValidationError by field."""
    ks = kunci_pelaksanaan(kerja_sama, oleh)
    kiriman = kunci_kirim(oleh, kunci, f"anggota_bkad {ks.pk}")
    bkad = _bkad(ks)
    if kiriman.hasil:
        return AnggotaBkad.objects.milik(bkad).filter(urut=kiriman.hasil).first()
    anggota = _anggota_baru(ks, bkad, isi)
    anggota.save()
    selesaikan_kiriman(kiriman, anggota.urut)
    sesudah = {"unsur": anggota.unsur, "jenis_kelamin": anggota.jenis_kelamin, "desa": anggota.desa.kode}
    catat_pelaksanaan(ks, oleh, "bkad.anggota_ditambah", anggota.nama, sesudah=sesudah)
    return anggota


@transaction.atomic
def hapus_anggota(*, kerja_sama, urut, nama, oleh):
    """Takes a member off. `nama` is who the page showed at that place: another one there stays."""
    ks = kunci_pelaksanaan(kerja_sama, oleh)
    anggota = AnggotaBkad.objects.milik(_bkad(ks)).filter(urut=urut, nama=nama).select_related("desa").first()
    if anggota is None:
        raise TindakanTertutup("Anggota ini sudah tidak ada dalam susunan.")
    sebelum = {"unsur": anggota.unsur, "desa": anggota.desa.kode}
    anggota.delete()
    catat_pelaksanaan(ks, oleh, "bkad.anggota_dihapus", nama, sebelum=sebelum)


@transaction.atomic
def catat_kontribusi(*, pihak, isi, kunci, oleh):
    """What a party brings in: of one's own village, or of a third party. Raises ValidationError by field."""
    ks = kunci_pelaksanaan(pihak.kerja_sama, oleh)
    pihak = pihak_sendiri(ks, pihak, oleh)
    kiriman = kunci_kirim(oleh, kunci, f"kontribusi {pihak.pk}")
    if kiriman.hasil:
        return Kontribusi.objects.milik(pihak).filter(id_publik=kiriman.hasil).first()
    kontribusi = Kontribusi(pihak=pihak, **_isi_kontribusi(isi))
    kontribusi.save()
    selesaikan_kiriman(kiriman, kontribusi.id_publik)
    catat_pelaksanaan(ks, oleh, "kontribusi.dicatat", _sebut(kontribusi), sesudah={"nilai": kontribusi.nilai})
    return kontribusi


@transaction.atomic
def hapus_kontribusi(*, kontribusi, oleh):
    ks = kunci_pelaksanaan(kontribusi.pihak.kerja_sama, oleh)
    pihak = pihak_sendiri(ks, kontribusi.pihak, oleh)
    baris = Kontribusi.objects.milik(pihak).filter(pk=kontribusi.pk).first()
    if baris is None:
        raise TindakanTertutup("Kontribusi ini sudah dihapus.")
    sebutan, nilai = _sebut(baris), baris.nilai
    baris.delete()
    catat_pelaksanaan(ks, oleh, "kontribusi.dihapus", sebutan, sebelum={"nilai": nilai})


def isi_bkad(bkad):
    return {bidang: getattr(bkad, bidang) for bidang in PANJANG_BKAD}


def kunci_pelaksanaan(kerja_sama, oleh, *, sesudah_berakhir=False):
    """The agreement, locked, for somebody of a party that is in it now. Raises PermissionDenied, or TindakanTertutup
    where it is not carried out (any more)."""
    ks = kunci_kerja_sama(kerja_sama, oleh)
    if boleh_melaksanakan(oleh, ks, sesudah_berakhir=sesudah_berakhir):
        return ks
    if not oleh.has_perm(SUSUN, ks):
        raise PermissionDenied(SUSUN)
    raise TindakanTertutup("Pelaksanaan dicatat para pihak, sejak naskah disusun sampai kerja sama berakhir.")


def pihak_sendiri(kerja_sama, pihak, oleh):
    """The party, for whoever writes for it. Raises PermissionDenied, also for a party that has left."""
    baris = Pihak.objects.milik(kerja_sama).select_related("desa__induk__induk__induk").get(pk=pihak.pk)
    if baris.mundur_pada is not None or not boleh_untuk_pihak(oleh, baris):
        raise PermissionDenied(SUSUN)
    return baris


def teks(isi, panjang, wajib):
    """The texts of `isi` named in `panjang`, cleaned. Raises ValidationError: too long, or missing (`wajib`: {field:
    what to say})."""
    bersih = {bidang: bersihkan(str(isi.get(bidang) or "")) for bidang in panjang}
    galat = {b: f"Paling banyak {batas} huruf." for b, batas in panjang.items() if len(bersih[b]) > batas}
    galat |= {b: pesan for b, pesan in wajib.items() if not bersih[b]}
    if galat:
        raise ValidationError(galat)
    return bersih


def nilai_rupiah(nilai):
    """Whole rupiah, or None where none was given. Raises ValidationError at `nilai`."""
    if nilai in (None, ""):
        return None
    if not isinstance(nilai, int) or not 0 <= nilai < MAKS_NILAI:
        raise ValidationError({"nilai": "Isi jumlah rupiah, tanpa titik atau koma."})
    return nilai


def catat_pelaksanaan(ks, oleh, peristiwa, keterangan, *, sebelum=None, sesudah=None, objek=None):
    """The one row of an act on how the agreement is carried out."""
    catat(
        peristiwa=peristiwa,
        objek=objek or ks,
        pokok=ks,
        oleh=oleh,
        wilayah=ks.desa_pendaftar,
        izin=SUSUN,
        keterangan=keterangan[:300],
        sebelum=sebelum,
        sesudah=sesudah,
    )


def _bkad(ks):
    bkad = Bkad.objects.milik(ks).first()
    if bkad is None:
        raise TindakanTertutup("Simpan dahulu nama BKAD, lalu catat anggotanya.")
    return bkad


def _anggota_baru(ks, bkad, isi):
    bersih = teks(isi, PANJANG_ANGGOTA, {"nama": "Tulis nama anggota."})
    desa = next((p.desa for p in pihak_desa(ks).select_related("desa") if p.desa == isi.get("desa")), None)
    galat = {} if desa else {"desa": "Pilih desa yang menjadi pihak."}
    if isi.get("unsur") not in UnsurBkad.values:
        galat["unsur"] = "Pilih unsurnya."
    if isi.get("jenis_kelamin") not in JenisKelamin.values:
        galat["jenis_kelamin"] = "Pilih perempuan atau laki-laki."
    urut = (AnggotaBkad.objects.milik(bkad).aggregate(n=Max("urut"))["n"] or 0) + 1
    if urut > MAKS_ANGGOTA:
        galat["nama"] = f"Susunan memuat paling banyak {MAKS_ANGGOTA} orang."
    if galat:
        raise ValidationError(galat)
    pilihan = {"unsur": isi["unsur"], "jenis_kelamin": isi["jenis_kelamin"]}
    return AnggotaBkad(bkad=bkad, urut=urut, desa=desa, **pilihan, **bersih)


def _isi_kontribusi(isi):
    bersih = teks(isi, {"uraian": 300}, {"uraian": "Tulis apa yang disumbangkan."})
    if isi.get("jenis") not in JenisKontribusi.values:
        raise ValidationError({"jenis": "Pilih jenis kontribusi."})
    nilai = nilai_rupiah(isi.get("nilai"))
    if isi["jenis"] == JenisKontribusi.UANG and not nilai:
        raise ValidationError({"nilai": "Isi jumlah uangnya."})
    return bersih | {"jenis": isi["jenis"], "nilai": nilai}


def _sebut(kontribusi):
    return f"{kontribusi.pihak.nama_saat_itu.partition(', ')[0]}: {kontribusi.get_jenis_display()}, {kontribusi.uraian}"
