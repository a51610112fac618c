"""Offers and their answers (Permendagri 96/2017 Ps 13(3), 14, 15)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from kerjasama.enums import Bentuk, JenisDokumen, Prakarsa, Status, StatusPenawaran
from kerjasama.models import KerjaSama, Penawaran, Persiapan, Pihak
from kerjasama.queries.kerja_sama import kecamatan_penangani
from kerjasama.queries.penawaran import batas_jawaban, nama_tujuan
from kerjasama.queries.persiapan import SUSUN, TETAPKAN, isi_rencana, milik_pemrakarsa
from kerjasama.queries.siklus import PENAWARAN_TERBUKA
from kerjasama.rules import persiapan as rules
from kerjasama.rules.isian import bersihkan
from kerjasama.rules.pendaftaran import MAKS_PIHAK
from kerjasama.transitions import TABEL
from kerjasama.transitions.penawaran import JAWABAN, TABEL_PENAWARAN, nama_jawaban
from wilayah.berkas.rules import PDF, periksa_unggahan
from wilayah.berkas.services import simpan_berkas
from wilayah.cakupan.roles import PERAN_KECAMATAN, PERAN_PEMERINTAH_DESA
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.jejak.services import catat, kunci_kirim, selesaikan_kiriman
from wilayah.pemberitahuan.services import beri_tahu
from wilayah.pengguna.queries import pemegang
from wilayah.pohon.models import Wilayah

from .dokumen import buat_dokumen
from .kunci import kunci_kerja_sama
from .musyawarah import minta_musyawarah
from .persiapan import buat_pihak_desa, buat_pihak_ketiga, segarkan_lintas
from .surat_penawaran import cetak_surat_penawaran

MAKS_NOMOR = 80
MAKS_DISEBUT = 3
MAKS_ALASAN = 2000
PERLU_ALASAN = {
    StatusPenawaran.MINTA_PERUBAHAN: "Tulis apa yang perlu diubah, supaya penawarannya dapat diperbaiki.",
    StatusPenawaran.DITOLAK: "Tulis alasannya. Pengirim penawaran membacanya.",
}


@transaction.atomic
def tawarkan(*, kerja_sama, kepada, isi, kunci, oleh):
    """Sends the plan as an offer to each of `kepada` (Wilayah or PihakKetiga), in parallel, with its letter.

    `isi`: nomor (of the letter, by the village's own register), pengantar. An open offer to the same is replaced; one
    that was accepted only by changed contents. Villages become parties at once, so that they can read. The same
    `kunci` gives the offers made the first time. Raises ValidationError (by field), TindakanTertutup.
    """
    kiriman = kunci_kirim(oleh, kunci, f"tawarkan {kerja_sama.pk}")
    kerja_sama = kunci_kerja_sama(kerja_sama, oleh)
    if kiriman.hasil:
        return list(
            Penawaran.objects.milik(kerja_sama).filter(dikirim_pada=parse_datetime(kiriman.hasil)).order_by("pk")
        )
    sebelum = kerja_sama.status
    t = TABEL.jalankan("tawarkan", kerja_sama, oleh)
    isi = {n: bersihkan(isi.get(n, "")) for n in ("nomor", "pengantar")}
    rencana = isi_rencana(kerja_sama, Persiapan.objects.milik(kerja_sama).get())
    isi |= {"muatan": rules.isi_surat(rencana), "latar_belakang": rencana["latar_belakang"]}
    _tolak_yang_salah(kerja_sama, kepada, isi)
    dikirim = _kirim(kerja_sama, kepada, isi, oleh)
    kerja_sama.versi += 1
    kerja_sama.save(update_fields=["status", "versi"])
    segarkan_lintas(kerja_sama)
    selesaikan_kiriman(kiriman, dikirim[0].dikirim_pada.isoformat())
    _kabari_tujuan(kerja_sama, dikirim, oleh, pertama=sebelum == Status.PERSIAPAN)
    catat(
        peristiwa="penawaran.dikirim",
        objek=kerja_sama,
        oleh=oleh,
        wilayah=kerja_sama.desa_pendaftar,
        izin=t.izin,
        keterangan=f"Nomor {isi['nomor']}, kepada {_sebut_beberapa(dikirim)}",
        sebelum={"status": sebelum},
        sesudah={"status": kerja_sama.status, "kepada": [nama_tujuan(p) for p in dikirim]},
    )
    return dikirim


def _sebut_beberapa(dikirim):
    nama = [nama_tujuan(p) for p in dikirim]
    lain = f", dan {len(nama) - MAKS_DISEBUT} lainnya" if len(nama) > MAKS_DISEBUT else ""
    return f"{', '.join(nama[:MAKS_DISEBUT])}{lain}"


def _tolak_yang_salah(kerja_sama, kepada, isi):
    galat = {}
    if not isi["nomor"]:
        galat["nomor"] = "Isi nomor surat penawaran menurut buku agenda desa."
    elif len(isi["nomor"]) > MAKS_NOMOR:
        galat["nomor"] = f"Paling banyak {MAKS_NOMOR} huruf."
    if len(isi["pengantar"]) > MAKS_ALASAN:
        galat["pengantar"] = f"Paling banyak {MAKS_ALASAN} huruf. Ringkaskan."
    if sebab := _galat_tujuan(kerja_sama, kepada, isi):
        galat["kepada"] = sebab
    if galat:
        raise ValidationError(galat)


def _galat_tujuan(kerja_sama, kepada, isi):
    if not kepada:
        return "Pilih sedikitnya satu desa atau pihak ketiga yang ditawari."
    if len(kepada) > MAKS_PIHAK:
        return f"Paling banyak {MAKS_PIHAK} dalam satu surat."
    if len({(type(k), k.pk) for k in kepada}) < len(kepada):
        return "Ada yang tercantum dua kali. Hapus salah satunya."
    diterima = {
        (p.kepada_id, p.pihak_ketiga_id): p.isi
        for p in Penawaran.objects.milik(kerja_sama).filter(status=StatusPenawaran.DITERIMA)
    }
    return next((sebab for k in kepada if (sebab := _galat_satu(kerja_sama, k, isi, diterima))), "")


def _galat_satu(kerja_sama, tujuan, isi, diterima):
    desa = isinstance(tujuan, Wilayah)
    nama = tujuan.nama_lengkap if desa else tujuan.nama
    if desa and tujuan.pk == kerja_sama.desa_pendaftar_id:
        return f"{nama} pemrakarsanya sendiri. Pilih desa lain."
    if desa and not tujuan.dapat_menjadi_pihak:
        return f"{nama} ({tujuan.kode}) bukan desa yang dapat menjadi pihak."
    if desa and kerja_sama.bentuk == Bentuk.PIHAK_KETIGA:
        return "Bentuk kerja sama ini hanya memuat satu desa. Tawarkan kepada pihak ketiga."
    if not desa and kerja_sama.bentuk == Bentuk.ANTAR_DESA:
        return "Kerja sama antar-desa tidak memuat pihak ketiga. Tawarkan kepada desa."
    lama = diterima.get((tujuan.pk, None) if desa else (None, tujuan.pk))
    if lama is not None and lama.get("muatan") == [list(b) for b in isi["muatan"]]:
        return f"{nama} sudah menerima penawaran dengan isi ini."
    return ""


def _kirim(kerja_sama, kepada, isi, oleh):
    """One letter to all villages, and one to each third party: rivals need not know of one another."""
    dari, pada = kerja_sama.desa_pendaftar, timezone.now()
    batas = batas_jawaban(dari)
    tenggat = batas.tanggal if batas else None
    desa = [k for k in kepada if isinstance(k, Wilayah)]
    hasil = []
    for tujuan in ([desa] if desa else []) + [[k] for k in kepada if k not in desa]:
        surat = simpan_berkas(
            isi=cetak_surat_penawaran(kerja_sama, tujuan, isi, tenggat, oleh),
            nama=f"penawaran-{kerja_sama.kode_ucap}.pdf",
            jenis_media=PDF,
            oleh=oleh,
        )
        hasil += [_buat(kerja_sama, satu, isi, surat, tenggat, pada, oleh) for satu in tujuan]
    return hasil


def _buat(kerja_sama, tujuan, isi, surat, tenggat, pada, oleh):
    siapa = {"kepada": tujuan} if isinstance(tujuan, Wilayah) else {"pihak_ketiga": tujuan}
    digantikan = (*PENAWARAN_TERBUKA, StatusPenawaran.DITERIMA)
    Penawaran.objects.milik(kerja_sama).filter(status__in=digantikan, **siapa).update(status=StatusPenawaran.DITARIK)
    if "kepada" in siapa:
        buat_pihak_desa(kerja_sama, tujuan)
    else:
        buat_pihak_ketiga(kerja_sama, tujuan)
    return Penawaran.objects.create(
        kerja_sama=kerja_sama,
        dari=kerja_sama.desa_pendaftar,
        nomor=isi["nomor"],
        isi=isi,
        surat=surat,
        tenggat=tenggat,
        dikirim_pada=pada,
        dikirim_oleh=oleh,
        **siapa,
    )


def _kabari_tujuan(kerja_sama, dikirim, oleh, *, pertama):
    for p in dikirim:
        if p.kepada_id:
            _beri_tahu_desa(
                [p.kepada_id],
                f"Penawaran kerja sama dari {p.dari.nama_lengkap}",
                f"«{kerja_sama.judul}». Terima, minta perubahan, atau tolak.",
                reverse("penawaran_rinci", args=[p.id_publik]),
            )
    minta_musyawarah(kerja_sama=kerja_sama, desa=[p.kepada for p in dikirim if p.kepada_id])
    if pertama:
        beri_tahu(
            penerima=pemegang(wilayah_ids=[kecamatan_penangani(kerja_sama).pk], peran=PERAN_KECAMATAN),
            judul=f"{kerja_sama.desa_pendaftar.nama_lengkap} menawarkan kerja sama",
            isi=f"«{kerja_sama.judul}». Camat dilibatkan sejak penyusunan (PP 16/2026 Pasal 165 ayat (5)).",
            tautan=reverse("kerja_sama_rinci", args=[kerja_sama.id_publik]),
        )


def _beri_tahu_desa(wilayah_ids, judul, isi, tautan, *, penting=True):
    orang = pemegang(wilayah_ids=wilayah_ids, peran=PERAN_PEMERINTAH_DESA)
    beri_tahu(penerima=orang, judul=judul, isi=isi, tautan=tautan, penting=penting)


@transaction.atomic
def catat_usulan(*, kerja_sama, pihak_ketiga, isi, berkas, kunci, oleh):
    """Records a third party's proposal with its letter, (bytes, name); it becomes a party once it is accepted. `isi`:
    nomor, ringkasan. A newer proposal takes the place of an open one; the same `kunci` records it once."""
    kiriman = kunci_kirim(oleh, kunci, f"catat_usulan {kerja_sama.pk}")
    kerja_sama = kunci_kerja_sama(kerja_sama, oleh)
    if not milik_pemrakarsa(oleh, kerja_sama):
        raise PermissionDenied(SUSUN)
    if kiriman.hasil:
        return Penawaran.objects.milik(kerja_sama).get(id_publik=kiriman.hasil)
    isi = {n: bersihkan(isi.get(n, "")) for n in ("nomor", "ringkasan")}
    _tolak_usulan(kerja_sama, isi, berkas)
    lama = Penawaran.objects.milik(kerja_sama).filter(usulan=True, pihak_ketiga=pihak_ketiga)
    lama.filter(status__in=PENAWARAN_TERBUKA).update(status=StatusPenawaran.DITARIK)
    usulan = Penawaran.objects.create(
        kerja_sama=kerja_sama,
        dari=kerja_sama.desa_pendaftar,
        pihak_ketiga=pihak_ketiga,
        usulan=True,
        nomor=isi["nomor"],
        isi={"ringkasan": isi["ringkasan"]},
        surat=_simpan_surat(berkas, oleh),
        status=TABEL_PENAWARAN["catat_usulan"].ke,
        dikirim_oleh=oleh,
    )
    selesaikan_kiriman(kiriman, usulan.id_publik)
    _catat("penawaran.usulan_dicatat", usulan, oleh, SUSUN)
    return usulan


def _tolak_usulan(kerja_sama, isi, berkas):
    if kerja_sama.prakarsa != Prakarsa.PIHAK_KETIGA:
        raise TindakanTertutup("Kerja sama ini diprakarsai desa. Kirim penawaran kepada pihak ketiganya.")
    if kerja_sama.status not in (Status.PERSIAPAN, Status.PENAWARAN):
        raise TindakanTertutup("Kerja sama ini sudah melewati tahap penawaran.")
    galat = {}
    if not isi["ringkasan"]:
        galat["ringkasan"] = "Tulis pokok usulannya."
    elif len(isi["ringkasan"]) > MAKS_ALASAN:
        galat["ringkasan"] = f"Paling banyak {MAKS_ALASAN} huruf. Ringkaskan."
    if len(isi["nomor"]) > MAKS_NOMOR:
        galat["nomor"] = f"Paling banyak {MAKS_NOMOR} huruf."
    if not berkas:
        galat["berkas"] = "Unggah surat atau proposal pihak ketiga."
    if galat:
        raise ValidationError(galat)


def _simpan_surat(berkas, oleh):
    isi, nama = berkas
    try:
        jenis = periksa_unggahan(isi, nama)
    except ValidationError as galat:
        raise ValidationError({"berkas": galat.messages}) from galat
    return simpan_berkas(isi=isi, nama=nama, jenis_media=jenis, oleh=oleh)


@transaction.atomic
def jawab_penawaran(*, penawaran, jawaban, isi, oleh):
    """The answer: `diterima`, `minta_perubahan` or `ditolak`, by the kepala desa it went to; for a third party the
    offering village records it with the letter; to a third party's proposal its kepala desa answers.

    `isi`: alasan, berkas ((bytes, name) or None). Who declines is a party no more. Raises ValidationError (by field),
    TindakanTertutup.
    """
    if jawaban not in JAWABAN:
        raise ValidationError({"jawaban": "Pilih terima, minta perubahan, atau tolak."})
    penawaran = _kunci(penawaran, oleh)
    alasan, berkas = bersihkan(isi.get("alasan", "")), isi.get("berkas")
    dari_ketiga = penawaran.pihak_ketiga_id is not None and not penawaran.usulan
    t = TABEL_PENAWARAN.jalankan(nama_jawaban(penawaran, jawaban), penawaran, oleh)
    _tolak_jawaban(jawaban, alasan, berkas if dari_ketiga else True)
    penawaran.jawaban = alasan
    penawaran.dijawab_oleh, penawaran.dijawab_pada = oleh, timezone.now()
    penawaran.save(update_fields=["status", "jawaban", "dijawab_oleh", "dijawab_pada"])
    if dari_ketiga:
        judul = f"Jawaban {penawaran.pihak_ketiga.nama} atas penawaran"
        surat = _simpan_surat(berkas, oleh)
        buat_dokumen(kerja_sama=penawaran.kerja_sama, judul=judul, asli=[surat], oleh=oleh, jenis=JenisDokumen.LAMPIRAN)
    _sesuaikan_pihak(penawaran)
    _kabari_jawaban(penawaran, oleh)
    _catat("penawaran.dijawab", penawaran, oleh, t.izin)
    return penawaran


def _tolak_jawaban(jawaban, alasan, surat):
    galat = {}
    if jawaban in PERLU_ALASAN and not alasan:
        galat["alasan"] = PERLU_ALASAN[jawaban]
    elif len(alasan) > MAKS_ALASAN:
        galat["alasan"] = f"Paling banyak {MAKS_ALASAN} huruf. Ringkaskan."
    if not surat:
        galat["berkas"] = "Unggah surat jawaban dari pihak ketiga."
    if galat:
        raise ValidationError(galat)


def _kunci(penawaran, oleh):
    """The offer as it stands, after its agreement, in that order as everywhere."""
    try:
        kerja_sama = kunci_kerja_sama(penawaran.kerja_sama, oleh)
    except KerjaSama.DoesNotExist:
        raise TindakanTertutup("Penawaran ini sudah ditutup.") from None
    milik = Penawaran.objects.dalam_cakupan(oleh, SUSUN, TETAPKAN).select_for_update(of=("self",))
    terkait = ("dari__induk__induk__induk", "kepada__induk__induk__induk", "pihak_ketiga")
    penawaran = milik.select_related(*terkait).get(pk=penawaran.pk)
    penawaran.kerja_sama = kerja_sama
    return penawaran


def _sesuaikan_pihak(penawaran):
    """A proposal that is accepted brings in its third party; who declines or is withdrawn from is a party no more."""
    siapa = {"desa": penawaran.kepada} if penawaran.kepada_id else {"pihak_ketiga": penawaran.pihak_ketiga}
    if penawaran.status == StatusPenawaran.DITERIMA and penawaran.usulan:
        buat_pihak_ketiga(penawaran.kerja_sama, penawaran.pihak_ketiga)
    elif penawaran.status in (StatusPenawaran.DITOLAK, StatusPenawaran.DITARIK):
        Pihak.objects.milik(penawaran.kerja_sama).filter(**siapa).delete()
        segarkan_lintas(penawaran.kerja_sama)


def _kabari_jawaban(penawaran, oleh):
    if penawaran.kepada_id is None:
        return
    _beri_tahu_desa(
        [penawaran.dari_id],
        f"{penawaran.kepada.nama_lengkap}: {penawaran.get_status_display().lower()}",
        f"Penawaran «{penawaran.kerja_sama.judul}». {penawaran.jawaban}".strip(),
        reverse("penawaran_rinci", args=[penawaran.id_publik]),
    )


@transaction.atomic
def tarik_penawaran(*, penawaran, oleh):
    """Takes an offer back before the text is begun; its receiver is a party no more."""
    penawaran = _kunci(penawaran, oleh)
    t = TABEL_PENAWARAN.jalankan("tarik", penawaran, oleh)
    penawaran.save(update_fields=["status"])
    _sesuaikan_pihak(penawaran)
    if penawaran.kepada_id:
        _beri_tahu_desa(
            [penawaran.kepada_id],
            f"{penawaran.dari.nama_lengkap} menarik penawarannya",
            f"«{penawaran.kerja_sama.judul}». Tidak perlu dijawab lagi.",
            reverse("penawaran_rinci", args=[penawaran.id_publik]),
            penting=False,
        )
    _catat("penawaran.ditarik", penawaran, oleh, t.izin)
    return penawaran


def _catat(peristiwa, penawaran, oleh, izin):
    catat(
        peristiwa=peristiwa,
        objek=penawaran,
        pokok=penawaran.kerja_sama,
        oleh=oleh,
        wilayah=penawaran.kepada if izin == TETAPKAN else penawaran.dari,
        izin=izin,
        keterangan=f"{nama_tujuan(penawaran)}: {penawaran.get_status_display().lower()}",
        sesudah={"status": penawaran.status},
    )
