"""A musyawarah from the invitation to its record: called for, attended, decided, or cancelled.

That of a village is its BPD's affair (PP 16/2026 Ps 89), that of several villages the host government's. What was
decided stays: a decision can't be undone, only followed by another musyawarah.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from kerjasama.enums import (
    JenisDokumen,
    JenisMusyawarah,
    KeputusanMusyawarah,
    Status,
    StatusMusyawarah,
    TujuanMusyawarah,
)
from kerjasama.models import FotoMusyawarah, Musyawarah, PesertaMusyawarah
from kerjasama.queries.musyawarah import (
    alasan_tak_dijadwalkan,
    desa_pihak,
    foto_musyawarah,
    izin_jenis,
    nama_jenis,
    nama_musyawarah,
    penyelenggara,
)
from kerjasama.queries.naskah import berubah_sejak
from kerjasama.queries.siklus import naskah_dari, versi_terakhir
from kerjasama.rules import musyawarah as rules
from kerjasama.rules.foto import baca_exif, baca_tempat
from kerjasama.rules.isian import bersihkan
from kerjasama.transitions.musyawarah import MUSYAWARAH
from wilayah.berkas.rules import JPG, PDF, buka_gambar, periksa_unggahan
from wilayah.berkas.services import foto_bersih, simpan_berkas
from wilayah.cakupan.roles import PERAN_PEMERINTAH_DESA
from wilayah.cakupan.transisi import TindakanTertutup, VersiBasi
from wilayah.jejak.services import catat, kunci_kirim, selesaikan_kiriman
from wilayah.pemberitahuan.services import beri_tahu
from wilayah.pengguna.queries import pemegang
from wilayah.tampilan.format import tanggal, waktu

from .cetakan_musyawarah import pdf_berita_acara, pdf_undangan
from .dokumen import buat_dokumen, simpan_asli
from .kunci import kunci_kerja_sama
from .naskah import simpan_versi, sisipkan_menimbang

JADWAL = ("tempat", "agenda", "nomor_undangan")
KEPUTUSAN = ("keputusan", "isi_keputusan", "pembahasan", "pimpinan", "notulis")
JUDUL_PINDAIAN = "Berita acara {}"


@transaction.atomic
def jadwalkan_musyawarah(*, kerja_sama, desa, jenis, tujuan, isi, kunci, oleh):
    """Calls a musyawarah for: `isi` holds waktu (aware), tempat, agenda and perhaps nomor_undangan.

    Raises PermissionDenied, TindakanTertutup, or ValidationError by field. The same `kunci` gives the same one.
    """
    izin = izin_jenis(jenis)
    if not oleh.has_perm(izin, desa):
        raise PermissionDenied(izin)
    kiriman = kunci_kirim(oleh, kunci, f"jadwalkan_musyawarah {kerja_sama.pk} {desa.pk} {jenis} {tujuan}")
    if kiriman.hasil:
        return Musyawarah.objects.dalam_cakupan(oleh, izin).get(id_publik=kiriman.hasil)
    kerja_sama = kunci_kerja_sama(kerja_sama, oleh)
    if alasan := alasan_tak_dijadwalkan(kerja_sama, desa, jenis, tujuan):
        raise TindakanTertutup(alasan)
    jadwal = _baca_jadwal(isi)
    _tolak(rules.galat_jadwal(jadwal))
    musyawarah = Musyawarah.objects.create(
        kerja_sama=kerja_sama, desa=desa, jenis=jenis, tujuan=tujuan, oleh=oleh, **jadwal
    )
    selesaikan_kiriman(kiriman, musyawarah.id_publik)
    _catat(musyawarah, "dijadwalkan", oleh, sesudah={"waktu": musyawarah.waktu, "tempat": musyawarah.tempat})
    return musyawarah


@transaction.atomic
def undang_peserta(*, musyawarah, isi, versi, oleh):
    """Issues the invitation; time and place may still change, and a new letter then takes the place of the first."""
    musyawarah = _terkunci(musyawarah, oleh, versi)
    MUSYAWARAH[musyawarah.jenis].jalankan("undang", musyawarah, oleh)
    jadwal = _baca_jadwal(isi)
    _tolak(rules.galat_jadwal(jadwal, mengundang=True))
    for nama, nilai in jadwal.items():
        setattr(musyawarah, nama, nilai)
    musyawarah.undangan = simpan_berkas(
        isi=pdf_undangan(musyawarah, oleh), nama="undangan-musyawarah.pdf", jenis_media=PDF, oleh=oleh
    )
    _simpan(musyawarah, "status", "waktu", "undangan", *JADWAL)
    pada = waktu(musyawarah.waktu, musyawarah.desa.zona)
    _kabarkan(musyawarah, oleh, f"Undangan {nama_musyawarah(musyawarah)}", f"{pada}, {musyawarah.tempat}.")
    _catat(musyawarah, "diundang", oleh, sesudah={"nomor": musyawarah.nomor_undangan, "waktu": musyawarah.waktu})
    return musyawarah


@transaction.atomic
def catat_kehadiran(*, musyawarah, isi, versi, oleh):
    """Saves who came: `isi` holds hadir, {unsur: {"L": n, "P": n}}, and peserta, a list of named people, which a half
    typed line is not struck from. The first time is an act; what is counted on after that leaves no row.

    Raises ValidationError by field, or VersiBasi when it was saved from elsewhere since `versi`.
    """
    musyawarah = _terkunci(musyawarah, oleh, versi)
    pertama = musyawarah.status != StatusMusyawarah.DIHADIRI
    MUSYAWARAH[musyawarah.jenis].jalankan("hadir", musyawarah, oleh)
    hadir, galat = rules.baca_hadir(isi.get("hadir") or {})
    peserta = isi.get("peserta") or []
    _tolak(galat | rules.galat_nik(peserta))
    musyawarah.hadir = hadir
    _simpan_peserta(musyawarah, rules.baca_peserta(peserta))
    _simpan(musyawarah, "status", "hadir")
    if pertama:
        _catat(musyawarah, "dihadiri", oleh)
    return musyawarah


@transaction.atomic
def tambah_foto(*, musyawarah, isi, nama, oleh, daftar_hadir=False, keterangan="", lintang="", bujur=""):
    """Adds a photo of the meeting or of a page of its attendance list. When and where come from the camera, else from
    the phone (`lintang`, `bujur`); the stored picture carries neither. Raises ValidationError. Part of the attendance,
    so no row of the trail."""
    musyawarah = _terkunci(musyawarah, oleh)
    _buka_untuk_foto(musyawarah, oleh)
    if periksa_unggahan(isi, nama) == PDF:
        raise ValidationError(f"{nama}: unggah sebagai foto (JPG atau PNG).")
    urut = (FotoMusyawarah.objects.milik(musyawarah).aggregate(n=Max("urut"))["n"] or 0) + 1
    if urut > rules.MAKS_FOTO:
        raise ValidationError(f"Paling banyak {rules.MAKS_FOTO} foto.")
    gambar = buka_gambar(isi)
    berkas = simpan_berkas(isi=foto_bersih(gambar), nama=nama, jenis_media=JPG, oleh=oleh)
    return FotoMusyawarah.objects.create(
        musyawarah=musyawarah,
        berkas=berkas,
        daftar_hadir=daftar_hadir,
        keterangan=bersihkan(keterangan)[:200],
        urut=urut,
        **_saat_dan_tempat(gambar, musyawarah, lintang, bujur),
    )


@transaction.atomic
def hapus_foto(*, foto, oleh):
    """Takes a photo off, until the decision; afterwards the record names it."""
    musyawarah = _terkunci(foto.musyawarah, oleh)
    _buka_untuk_foto(musyawarah, oleh)
    FotoMusyawarah.objects.milik(musyawarah).filter(pk=foto.pk).delete()


@transaction.atomic
def simpan_rancangan_keputusan(*, musyawarah, isi, versi, oleh):
    """Keeps the words of a decision while they are typed. Nothing is decided by it, so no row of the trail."""
    musyawarah = _terkunci(musyawarah, oleh, versi)
    if alasan := MUSYAWARAH[musyawarah.jenis].alasan_tertutup("putuskan", musyawarah, oleh):
        raise TindakanTertutup(alasan)
    _terapkan_keputusan(musyawarah, _baca_keputusan(isi))
    _simpan(musyawarah, *KEPUTUSAN)
    return musyawarah


@transaction.atomic
def putuskan_musyawarah(*, musyawarah, isi, kunci, oleh):
    """Records what was decided, with its berita acara; it can't be undone. A decision that agrees goes into the
    «Menimbang» of a text that is being written. The same `kunci` gives the same decision.

    `isi` holds keputusan, isi_keputusan, pembahasan, pimpinan, notulis, and perhaps the versi that was read.
    """
    kiriman = kunci_kirim(oleh, kunci, f"putuskan_musyawarah {musyawarah.pk}")
    if kiriman.hasil:
        return Musyawarah.objects.dalam_cakupan(oleh, izin_jenis(musyawarah.jenis)).get(id_publik=kiriman.hasil)
    kerja_sama = kunci_kerja_sama(musyawarah.kerja_sama, oleh)
    musyawarah = _terkunci(musyawarah, oleh, isi.get("versi"))
    MUSYAWARAH[musyawarah.jenis].jalankan("putuskan", musyawarah, oleh)
    keputusan = _baca_keputusan(isi)
    _tolak(rules.galat_keputusan(keputusan) | _galat_peserta(musyawarah))
    _terapkan_keputusan(musyawarah, keputusan)
    musyawarah.diputuskan_pada = timezone.now()
    musyawarah.berita_acara = simpan_berkas(
        isi=pdf_berita_acara(musyawarah), nama="berita-acara-musyawarah.pdf", jenis_media=PDF, oleh=oleh
    )
    _simpan(musyawarah, "status", "diputuskan_pada", "berita_acara", *KEPUTUSAN)
    _sisipkan(kerja_sama, musyawarah, oleh)
    selesaikan_kiriman(kiriman, musyawarah.id_publik)
    hasil = musyawarah.get_keputusan_display().lower()
    _kabarkan(musyawarah, oleh, f"{nama_musyawarah(musyawarah)}: {hasil}", musyawarah.isi_keputusan, penting=True)
    _catat(musyawarah, "diputuskan", oleh, keterangan=hasil, sesudah=_isi_jejak(musyawarah))
    return musyawarah


@transaction.atomic
def simpan_pindaian(*, musyawarah, berkas, oleh):
    """Keeps the signed record for good: `berkas` are (bytes, name) of one PDF, or of photos in their order."""
    musyawarah = _terkunci(musyawarah, oleh)
    MUSYAWARAH[musyawarah.jenis].jalankan("pindai", musyawarah, oleh)
    if not berkas:
        raise ValidationError({"berkas": "Pilih pindaian atau foto berita acaranya."})
    asli = simpan_asli(berkas, oleh)
    musyawarah.pindaian = buat_dokumen(
        kerja_sama=musyawarah.kerja_sama,
        judul=JUDUL_PINDAIAN.format(nama_musyawarah(musyawarah)),
        asli=asli,
        oleh=oleh,
        jenis=JenisDokumen.BERITA_ACARA,
    )
    _simpan(musyawarah, "pindaian")
    _catat(musyawarah, "dipindai", oleh, sesudah={"berkas": [b.sha256 for b in asli]})
    return musyawarah


@transaction.atomic
def batalkan_musyawarah(*, musyawarah, alasan, oleh):
    """Cancels one that has decided nothing; whoever was told of it is told that too."""
    musyawarah = _terkunci(musyawarah, oleh)
    alasan = " ".join(bersihkan(alasan).split())[:300]
    MUSYAWARAH[musyawarah.jenis].jalankan("batalkan", musyawarah, oleh)
    if not alasan:
        raise ValidationError({"alasan": "Tulis alasan pembatalannya."})
    _simpan(musyawarah, "status")
    _kabarkan(musyawarah, oleh, f"{nama_musyawarah(musyawarah)} dibatalkan", alasan)
    _catat(musyawarah, "dibatalkan", oleh, keterangan=alasan)
    return musyawarah


def minta_musyawarah(*, kerja_sama, desa):
    """Tells the BPD of the villages `desa` that a musyawarah is theirs to hold before there is a text. Part of the act
    that needs it, which writes the trail."""
    for satu in desa:
        beri_tahu(
            penerima=pemegang(wilayah_ids=[satu.pk], peran=["bpd"]),
            judul=f"Perlu {nama_jenis(satu, JenisMusyawarah.DESA)}",
            isi=f"«{kerja_sama.judul}» dimusyawarahkan dahulu sebelum naskahnya disusun.",
            tautan=reverse("musyawarah_daftar"),
            penting=True,
        )


def _terkunci(musyawarah, oleh, versi=None):
    """The row, locked and scoped by the power that its kind asks for. PermissionDenied for whoever only reads it."""
    izin = izin_jenis(musyawarah.jenis)
    if not oleh.has_perm(izin, musyawarah.desa):
        raise PermissionDenied(izin)
    baris = (
        Musyawarah.objects.dalam_cakupan(oleh, izin)
        .select_for_update(of=("self",))
        .select_related("kerja_sama__desa_pendaftar", "desa__induk__induk__induk")
        .get(pk=musyawarah.pk)
    )
    if versi is not None and baris.versi != versi:
        raise VersiBasi(baris)
    return baris


def _baca_jadwal(isi):
    return rules.bersihkan_isian(isi, JADWAL) | {"waktu": isi.get("waktu")}


def _baca_keputusan(isi):
    return rules.bersihkan_isian(isi, KEPUTUSAN)


def _terapkan_keputusan(musyawarah, keputusan):
    if keputusan["keputusan"] not in KeputusanMusyawarah.values:
        keputusan["keputusan"] = ""
    for nama, nilai in keputusan.items():
        setattr(musyawarah, nama, nilai[: rules.PANJANG.get(nama, len(nilai))])


def _tolak(galat):
    if galat:
        raise ValidationError(galat)


def _simpan(musyawarah, *bidang):
    musyawarah.versi += 1
    musyawarah.save(update_fields=[*bidang, "versi"])


def _simpan_peserta(musyawarah, daftar):
    """As a whole: the list is short, and its order is the order of the record."""
    boleh = {d.kode: d for d in desa_pihak(musyawarah.kerja_sama)}
    PesertaMusyawarah.objects.milik(musyawarah).delete()
    PesertaMusyawarah.objects.bulk_create(
        PesertaMusyawarah(
            musyawarah=musyawarah, urut=urut, **(baris | {"utusan_dari": boleh.get(baris["utusan_dari"])})
        )
        for urut, baris in enumerate(daftar, start=1)
    )


def _galat_peserta(musyawarah):
    baris = PesertaMusyawarah.objects.milik(musyawarah).order_by("urut")
    galat = rules.galat_peserta(list(baris.values("nama", "unsur", "jenis_kelamin")))
    return {"peserta": "Lengkapi dahulu nama peserta di langkah kehadiran."} if galat else {}


def _buka_untuk_foto(musyawarah, oleh):
    if alasan := MUSYAWARAH[musyawarah.jenis].alasan_tertutup("hadir", musyawarah, oleh):
        raise TindakanTertutup(alasan)


def _saat_dan_tempat(gambar, musyawarah, lintang, bujur):
    """The camera knows when and where it looked; what it does not say, the phone says now."""
    exif = baca_exif(gambar, musyawarah.desa.zona)
    tempat = (exif["lintang"], exif["bujur"])
    lintang, bujur = tempat if tempat != (None, None) else baca_tempat(lintang, bujur)
    return {"diambil_pada": exif["waktu"] or timezone.now(), "lintang": lintang, "bujur": bujur}


def _sisipkan(kerja_sama, musyawarah, oleh):
    """Only into a text that is still being written; one that does not exist yet reads the decision when it is made.
    Where the musyawarah had the newest version before it, that version with the decision in it is the next one: nobody
    has to save what nobody wrote before the text can be agreed to."""
    menulis = kerja_sama.status == Status.PENYUSUNAN and musyawarah.tujuan == TujuanMusyawarah.KERJA_SAMA
    if menulis and musyawarah.keputusan == KeputusanMusyawarah.MENYEPAKATI and naskah_dari(kerja_sama):
        hari = tanggal(musyawarah.waktu, hari=False, zona=musyawarah.desa.zona)
        kalimat = rules.kalimat_menimbang(nama_musyawarah(musyawarah), hari, musyawarah.isi_keputusan)
        utuh = versi_terakhir(kerja_sama) and berubah_sejak(kerja_sama) is None
        naskah = sisipkan_menimbang(kerja_sama=kerja_sama, kalimat=kalimat)
        if utuh and naskah:
            simpan_versi(kerja_sama, naskah, f"Memuat keputusan {nama_musyawarah(musyawarah)}.", oleh)


def _isi_jejak(musyawarah):
    """Counts and hashes; people are named in the record alone."""
    return {
        "keputusan": musyawarah.keputusan,
        "hadir": rules.hitung(musyawarah.hadir),
        "berita_acara": musyawarah.berita_acara.sha256,
        "foto": [f.berkas.sha256 for f in foto_musyawarah(musyawarah)],
    }


def _kabarkan(musyawarah, oleh, judul, isi, *, penting=False):
    """The government of the village; of a musyawarah antar-desa that of every party, with their BPD."""
    antar = musyawarah.jenis == JenisMusyawarah.ANTAR_DESA
    desa = desa_pihak(musyawarah.kerja_sama) if antar else [musyawarah.desa]
    peran = [*PERAN_PEMERINTAH_DESA, "bpd"]
    orang = pemegang(wilayah_ids=[d.pk for d in desa], peran=peran)
    beri_tahu(
        penerima=orang,
        kecuali=oleh,
        judul=judul,
        isi=isi,
        tautan=reverse("musyawarah_rinci", args=[musyawarah.id_publik]),
        penting=penting,
    )


def _catat(musyawarah, peristiwa, oleh, *, keterangan="", sesudah=None):
    siapa = penyelenggara(musyawarah.desa, musyawarah.jenis)
    catat(
        peristiwa=f"musyawarah.{peristiwa}",
        objek=musyawarah,
        pokok=musyawarah.kerja_sama,
        oleh=oleh,
        wilayah=musyawarah.desa,
        izin=izin_jenis(musyawarah.jenis),
        keterangan=f"{siapa}: {keterangan}"[:300] if keterangan else siapa,
        sesudah=sesudah,
    )
