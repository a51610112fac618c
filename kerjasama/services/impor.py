"""Bringing in old agreements from one spreadsheet of a kabupaten: looked at first, then written.

Two declared modes. By default each chunk of rows is one transaction with one row of the trail: a run that was killed
goes on where it stood. `sekaligus`: all rows in one transaction with one row of the trail, and none when one is
faulty. A dry run and an upload write no agreement and leave no row, as a draft does. Villages and kecamatan are told
once, at the end.
"""

from itertools import islice

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from kerjasama.models import ImporKerjaSama
from kerjasama.queries.pihak_ketiga import DAFTAR
from kerjasama.rules import impor as rules
from wilayah.berkas.rules import XLSX, ZIP
from wilayah.berkas.rules_arsip import periksa_arsip
from wilayah.berkas.services import simpan_aliran
from wilayah.cakupan.roles import PERAN_KECAMATAN, PERAN_PEMERINTAH_DESA
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.jejak.services import catat, kunci_kirim, selesaikan_kiriman
from wilayah.pemberitahuan.services import beri_tahu
from wilayah.pengguna.queries import pemegang
from wilayah.pohon.enums import Tingkat
from wilayah.pohon.models import Wilayah

from .baris_impor import periksa_potongan, tambah_pindaian, tulis_potongan
from .lembar_impor import Pembaca, hitung_baris, salinan_hasil
from .pindaian_impor import ArsipPindaian

TERLIHAT = "kunci"  # in `pesan`, beside the numbers of rows: the keys seen so far, for rows that come twice
SELESAI = "Impor ini sudah selesai. Unggah lembarnya lagi untuk memulai yang baru."


@transaction.atomic
def mulai_impor(*, kantor, lembar, nama, oleh, pindaian=None, uji=True, sekaligus=False, kunci=""):
    """Takes in a spreadsheet (an open file) and its ZIP of scans; nothing is read into agreements yet. The same
    `kunci` gives the same import.

    Raises ValidationError, at «lembar» or «pindaian», for a file that can't be taken; PermissionDenied unless `oleh`
    registers agreements for the whole kabupaten.
    """
    if kantor.tingkat != Tingkat.KABUPATEN or not oleh.has_perm(DAFTAR, kantor):
        raise PermissionDenied(DAFTAR)
    kiriman = kunci_kirim(oleh, kunci, f"impor {kantor.pk}") if kunci else None
    if kiriman and kiriman.hasil:
        return ImporKerjaSama.objects.dalam_cakupan(oleh, DAFTAR).get(id_publik=kiriman.hasil)
    jumlah = _di_kolom("lembar", _hitung, lembar)
    if pindaian is not None:
        _di_kolom("pindaian", periksa_arsip, pindaian[0])
        pindaian = simpan_aliran(berkas=pindaian[0], nama=pindaian[1], jenis_media=ZIP, oleh=oleh)
    impor = ImporKerjaSama.objects.create(
        kantor=kantor,
        berkas=simpan_aliran(berkas=lembar, nama=nama, jenis_media=XLSX, oleh=oleh),
        pindaian=pindaian,
        uji=uji,
        sekaligus=sekaligus,
        jumlah_baris=jumlah,
        oleh=oleh,
    )
    if kiriman:
        selesaikan_kiriman(kiriman, impor.id_publik)
    return impor


@transaction.atomic
def putuskan_impor(*, impor, sekaligus, oleh):
    """From the dry run to the real one, of the same files. Raises TindakanTertutup while it is still being looked at,
    or where all or nothing can't succeed."""
    impor = _kunci(impor, oleh)
    if not impor.uji or impor.selesai_pada is None:
        raise TindakanTertutup("Pemeriksaan lembar ini belum selesai, atau barisnya sudah dimasukkan.")
    if sekaligus and impor.ditolak:
        raise TindakanTertutup("Masih ada baris yang ditolak. Perbaiki dahulu, atau masukkan yang baik saja.")
    if sekaligus and impor.jumlah_baris > rules.MAKS_SEKALIGUS:
        raise TindakanTertutup(f"Sekaligus di halaman ini paling banyak {rules.MAKS_SEKALIGUS} baris.")
    impor.uji, impor.sekaligus, impor.selesai_pada = False, sekaligus, None
    impor.terbaca = impor.masuk = impor.sudah_ada = impor.ditolak = 0
    impor.pesan, impor.per_desa, impor.hasil = {}, {}, None
    impor.save()
    return impor


def lanjutkan_impor(*, impor, oleh):
    """The next chunk, or the whole of an import «sekaligus»: returns the import as it stands then. A page that was left
    open asks once more after the end, when there is nothing to read."""
    if impor.selesai_pada:
        return impor
    if impor.sekaligus and not impor.uji:
        return _sekaligus(impor, oleh)
    with Sumber(impor) as sumber:
        return _satu_potong(impor, oleh, sumber)


def jalankan_impor(*, impor, oleh, kabar=lambda impor: None):
    """All that is left, chunk by chunk with the files kept open; `kabar` is told after each."""
    if impor.sekaligus and not impor.uji:
        impor = _sekaligus(impor, oleh)
        kabar(impor)
        return impor
    with Sumber(impor) as sumber:
        while impor.selesai_pada is None:
            impor = _satu_potong(impor, oleh, sumber)
            kabar(impor)
    return impor


@transaction.atomic
def hentikan_impor(*, impor, oleh):
    """Ends an import where it stands; what came in stays in, and the villages are told."""
    impor = _kunci(impor, oleh)
    if impor.selesai_pada is not None:
        raise TindakanTertutup(SELESAI)
    with Sumber(impor) as sumber:
        _selesaikan(impor, oleh, sumber)
    impor.save()
    return impor


class Sumber:
    """The open files of an import, and the rows that come next."""

    def __init__(self, impor):
        self.lembar = impor.berkas.buka()
        self.zip = impor.pindaian.buka() if impor.pindaian else None
        self.pembaca = Pembaca(self.lembar)
        self.arsip = ArsipPindaian(self.zip)
        self.letak, self.iterasi = None, None

    def potongan(self, mulai):
        """The chunk behind the first `mulai` rows; goes on without reading them again where the last one ended."""
        if self.letak != mulai:
            self.iterasi = self.pembaca.baris(lewati=mulai)
        baris = list(islice(self.iterasi, rules.POTONGAN))
        self.letak = mulai + len(baris)
        return baris

    def __enter__(self):
        return self

    def __exit__(self, *galat):
        self.pembaca.tutup()
        for berkas in (self.lembar, self.zip):
            if berkas is not None:
                berkas.close()


class _AdaYangDitolak(Exception):
    """All or nothing: one faulty row takes everything back."""

    def __init__(self, impor):
        self.impor = impor


@transaction.atomic
def _satu_potong(impor, oleh, sumber):
    impor = _kunci(impor, oleh)
    if impor.selesai_pada is not None:
        return impor
    awal = impor.terbaca
    masuk, pindaian = _olah(impor, oleh, sumber)
    if impor.terbaca >= impor.jumlah_baris or impor.terbaca == awal:
        _selesaikan(impor, oleh, sumber)
    impor.save()
    if masuk or pindaian:
        _catat(impor, oleh, masuk=masuk, pindaian=pindaian, baris=f"{awal + 1}–{impor.terbaca}")
    return impor


def _sekaligus(impor, oleh):
    try:
        with transaction.atomic(), Sumber(impor) as sumber:
            return _semua(impor, oleh, sumber)
    except _AdaYangDitolak as ditolak:
        return _simpan_penolakan(ditolak.impor, oleh)


def _semua(impor, oleh, sumber):
    impor = _kunci(impor, oleh)
    if impor.selesai_pada is not None:
        return impor
    masuk = pindaian = 0
    for _ in range(0, impor.jumlah_baris, rules.POTONGAN):
        hasil = _olah(impor, oleh, sumber)
        masuk, pindaian = masuk + hasil[0], pindaian + hasil[1]
    if impor.ditolak:
        raise _AdaYangDitolak(impor)
    _selesaikan(impor, oleh, sumber)
    impor.save()
    if masuk or pindaian:
        _catat(impor, oleh, masuk=masuk, pindaian=pindaian, baris=f"1–{impor.terbaca}")
    return impor


@transaction.atomic
def _simpan_penolakan(gagal, oleh):
    """What was found, without what was taken back."""
    impor = _kunci(gagal, oleh)
    for nama in ("terbaca", "sudah_ada", "ditolak"):
        setattr(impor, nama, getattr(gagal, nama))
    impor.pesan = {
        n: [rules.BAIK, "Tidak dimasukkan: ada baris lain yang ditolak.", {}] if p[0] == rules.MASUK else p
        for n, p in gagal.pesan.items()
        if n != TERLIHAT
    }
    with Sumber(impor) as sumber:
        _selesaikan(impor, oleh, sumber)
    impor.save()
    return impor


def _olah(impor, oleh, sumber):
    """Reads one chunk, writes it unless this is a dry run, and keeps the finding of each row: (in, scans added)."""
    potongan = sumber.potongan(impor.terbaca)
    terlihat = impor.pesan.setdefault(TERLIHAT, {})
    calon = periksa_potongan(potongan, kantor=impor.kantor, oleh=oleh, arsip=sumber.arsip, terlihat=terlihat)
    ada = {c.nomor for c in calon if c.ada}
    pindaian = masuk = 0
    if not impor.uji:
        pindaian = tambah_pindaian(calon, oleh=oleh, arsip=sumber.arsip)
        masuk = len(tulis_potongan(calon, kantor=impor.kantor, oleh=oleh, arsip=sumber.arsip))
    for satu in calon:
        impor.pesan[str(satu.nomor)] = _pesan(satu, satu.nomor in ada, impor.uji)
        if satu.sah and satu.nomor not in ada:
            _hitung_desa(impor, satu.desa)
    impor.terbaca += len(calon)
    impor.ditolak += sum(not c.sah for c in calon)
    impor.sudah_ada += len(ada)
    impor.masuk += sum(c.sah and c.nomor not in ada for c in calon)
    return masuk, pindaian


def _pesan(satu, ada, uji):
    if not satu.sah:
        return [rules.TOLAK, "Ditolak.", satu.galat]
    if ada:
        catatan = satu.catatan if satu.catatan.startswith("Pindaian") else ""
        return [rules.ADA, f"Sudah ada: {satu.ada.kode_ucap}. {catatan}".strip(), {}]
    if uji:
        return [rules.BAIK, f"Baik. {satu.catatan}".strip(), {}]
    return [rules.MASUK, f"Masuk: {satu.ada.kode_ucap}. {satu.catatan}".strip(), {}]


def _hitung_desa(impor, daftar):
    for desa in daftar:
        impor.per_desa[str(desa.pk)] = impor.per_desa.get(str(desa.pk), 0) + 1


def _selesaikan(impor, oleh, sumber):
    """The end: the copy with the findings, and one message for each village and kecamatan."""
    impor.selesai_pada = timezone.now()
    impor.pesan.pop(TERLIHAT, None)
    salinan = salinan_hasil(sumber.pembaca, impor.pesan, impor.kantor)
    with salinan:
        impor.hasil = simpan_aliran(berkas=salinan, nama=f"hasil-{impor.berkas.nama_asli}", jenis_media=XLSX, oleh=oleh)
    if not impor.uji and impor.masuk:
        _beri_tahu(impor, oleh)


def _beri_tahu(impor, oleh):
    """One message for each office, however many rows speak of it (per_desa counts them)."""
    desa = Wilayah.objects.select_related("induk__induk__induk").in_bulk([int(pk) for pk in impor.per_desa])
    kecamatan = {}
    for pk, jumlah in sorted(impor.per_desa.items()):
        satu = desa[int(pk)]
        _kabari(satu, PERAN_PEMERINTAH_DESA, oleh, jumlah, f"{impor.kantor.nama} mencatat {{}} kerja sama lama {{}}")
        if satu.kode_leluhur(Tingkat.KABUPATEN) == impor.kantor.kode:
            kecamatan[satu.induk] = kecamatan.get(satu.induk, 0) + jumlah
    for satu, jumlah in kecamatan.items():
        _kabari(satu, PERAN_KECAMATAN, oleh, jumlah, "{} catatan kerja sama lama masuk di {}")
    _kabari_provinsi(impor, desa.values(), oleh)


def _kabari(wilayah, peran, oleh, jumlah, judul):
    beri_tahu(
        penerima=pemegang(wilayah_ids=[wilayah.pk], peran=peran),
        kecuali=oleh,
        judul=judul.format(jumlah, wilayah.nama_lengkap),
        isi="Diambil dari arsip kabupaten. Buka satu per satu, lalu nyatakan benar atau keberatan.",
        tautan="/kerja-sama/?tanggapan=belum",
        penting=True,
    )


def _kabari_provinsi(impor, desa, oleh):
    """Across kabupaten the provinsi facilitates (Permendagri 96/2017 Ps 3(2)): it is told once that there are some."""
    lain = [d for d in desa if d.kode_leluhur(Tingkat.KABUPATEN) != impor.kantor.kode]
    provinsi = {d.leluhur(Tingkat.PROVINSI).pk for d in lain} | ({impor.kantor.induk_id} if lain else set())
    if provinsi:
        beri_tahu(
            penerima=pemegang(wilayah_ids=provinsi, peran=["petugas_provinsi"]),
            kecuali=oleh,
            judul=f"{impor.kantor.nama} mencatat kerja sama lama lintas kabupaten",
            isi="Kerja sama lintas kabupaten tidak diklarifikasi kabupaten. Siapkan catatan fasilitasi provinsi.",
            tautan="/kerja-sama/",
        )


def _catat(impor, oleh, *, masuk, pindaian, baris):
    catat(
        peristiwa="kerja_sama.diimpor",
        objek=impor,
        oleh=oleh,
        wilayah=impor.kantor,
        izin=DAFTAR,
        izin_baca=DAFTAR,
        sesudah={
            "baris": baris,
            "masuk": masuk,
            "pindaian_ditambahkan": pindaian,
            "lembar": impor.berkas.sha256,
            "sekaligus": impor.sekaligus,
        },
    )


def _kunci(impor, oleh):
    terlihat = ImporKerjaSama.objects.dalam_cakupan(oleh, DAFTAR)
    return (
        terlihat.select_for_update(of=("self",))
        .select_related("kantor__induk__induk", "berkas", "pindaian")
        .get(pk=impor.pk)
    )


def _hitung(lembar):
    with Pembaca(lembar) as pembaca:
        return hitung_baris(pembaca)


def _di_kolom(nama, fungsi, *isi):
    """Says a refusal at the field of the file that it is about."""
    try:
        return fungsi(*isi)
    except ValidationError as galat:
        raise ValidationError({nama: galat.messages}) from None
