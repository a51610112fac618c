"""An agreement that changes another: content, term, a party that joins or leaves (PP 16/2026 Ps 167). It is made like
any other, and does to the first what it says when it comes into force."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from kerjasama.enums import Asal, Bentuk, JenisPerubahan
from kerjasama.models import KerjaSama, Persiapan, Pihak
from kerjasama.queries.kerja_sama import LIHAT
from kerjasama.queries.pelaksanaan import BERJALAN, SUSUN
from kerjasama.queries.perubahan import desa_pihak_kini, judul_perubahan, lintas, pihak_baru
from kerjasama.queries.siklus import pihak_aktif, pihak_milik
from kerjasama.rules.isian import bersihkan
from kerjasama.rules.pelaksanaan import akhir_perpanjangan
from kerjasama.transitions import TABEL
from wilayah.cakupan.roles import PERAN_PEMERINTAH_DESA
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.jejak.services import catat, kunci_kirim, selesaikan_kiriman
from wilayah.pemberitahuan.services import beri_tahu
from wilayah.pengguna.queries import pemegang

from .kunci import kunci_kerja_sama
from .pendaftaran import nama_beku

MAKS_BULAN = 600
PENERIMA = (*PERAN_PEMERINTAH_DESA, "bpd")
BELUM_TERLIHAT = "who joins by an accession brings it into force, and does not see yet what it changes"
DISALIN = (
    "bentuk",
    "bidang",
    "urusan",
    "ruang_lingkup",
    "nilai",
    "bum_desa",
    "kawasan_perdesaan",
    "kawasan_id",
)
DISALIN_PERSIAPAN = (
    "kewenangan",
    "kewenangan_dasar",
    "rpjm_desa",
    "rkp_desa",
    "tata_cara",
    "hak_kewajiban",
    "pendanaan",
    "perubahan",
    "perselisihan",
    "pelaksana",
)


@transaction.atomic
def buka_perubahan(*, kerja_sama, jenis, isi, kunci, oleh):
    """A new agreement in preparation that changes this one, with its parties and plan: «Perpanjang» with the months
    asked for (`bulan`), a withdrawal with who leaves (`keluar`: parties). New parties are offered to as ever.

    The same `kunci` gives the one made before. Raises ValidationError by field.
    """
    kiriman = kunci_kirim(oleh, kunci, f"perubahan {kerja_sama.pk}")
    if kiriman.hasil:
        return KerjaSama.objects.dalam_cakupan(oleh, LIHAT).get(id_publik=kiriman.hasil)
    induk = kunci_kerja_sama(kerja_sama, oleh)
    TABEL.jalankan("buka_perubahan", induk, oleh)
    isi = _periksa(induk, jenis, isi)
    desa = desa_pihak_kini(induk)
    pembuka = pihak_milik(oleh, induk, SUSUN).order_by("urut").first()
    perubahan = _buat(induk, jenis, isi, [d for d, _ in desa], pembuka, oleh)
    _salin_pihak(induk, perubahan, desa, {p.pk for p in isi["keluar"]})
    selesaikan_kiriman(kiriman, perubahan.id_publik)
    _kabari(perubahan, [d for d, _ in desa], isi["alasan"], oleh)
    catat(
        peristiwa="kerja_sama.perubahan_dibuka",
        objek=perubahan,
        pokok=induk,
        oleh=oleh,
        wilayah=induk.desa_pendaftar,
        izin=SUSUN,
        keterangan=f"{JenisPerubahan(jenis).label}. {isi['alasan']}"[:300],
        sesudah={"jenis_perubahan": jenis, "bulan": isi["bulan"], "keluar": [p.nama_saat_itu for p in isi["keluar"]]},
    )
    return perubahan


def terapkan_perubahan(kerja_sama):
    """What the change does to the agreement that it names, as it comes into force: inside the caller's transaction and
    act. Raises TindakanTertutup where that agreement runs no more."""
    induk = KerjaSama.objects.tanpa_batas(alasan=BELUM_TERLIHAT).select_for_update(of=("self",))
    induk = induk.get(pk=kerja_sama.mengubah_id)
    if induk.status not in BERJALAN:
        raise TindakanTertutup(
            "Kerja sama yang diubah sudah tidak berjalan, sehingga perubahan ini tidak dapat berlaku."
        )
    if kerja_sama.jenis_perubahan == JenisPerubahan.PERPANJANGAN:
        induk.jatuh_tempo = _perpanjang(induk, kerja_sama)
    if kerja_sama.jenis_perubahan == JenisPerubahan.AKSESI:
        _tambah_pihak(induk, kerja_sama)
    if kerja_sama.jenis_perubahan == JenisPerubahan.PENGUNDURAN:
        _lepas_pihak(induk, kerja_sama)
    induk.ruang_lingkup, induk.nilai = kerja_sama.ruang_lingkup, kerja_sama.nilai
    induk.versi += 1
    induk.save(update_fields=["jatuh_tempo", "ruang_lingkup", "nilai", "lintas_kabupaten", "versi"])
    if induk.jatuh_tempo >= kerja_sama.tanggal_mulai:
        kerja_sama.jatuh_tempo = induk.jatuh_tempo
        kerja_sama.save(update_fields=["jatuh_tempo"])
    return induk


def _periksa(induk, jenis, isi):
    if jenis not in JenisPerubahan.values:
        raise ValidationError({"jenis": "Pilih apa yang diubah."})
    bersih = {"alasan": bersihkan(isi.get("alasan") or "")[:2000], "bulan": None, "keluar": []}
    if not bersih["alasan"]:
        raise ValidationError({"alasan": "Tulis mengapa kerja sama ini perlu diubah."})
    if jenis == JenisPerubahan.PERPANJANGAN:
        bersih["bulan"] = _bulan(induk, isi.get("bulan"))
    if jenis == JenisPerubahan.PENGUNDURAN:
        bersih["keluar"] = _keluar(induk, isi.get("keluar") or [])
    if jenis == JenisPerubahan.AKSESI and induk.bentuk == Bentuk.PIHAK_KETIGA:
        pesan = "Perjanjian satu desa dengan pihak ketiga tidak menerima pihak baru. Buat kerja sama baru bersama."
        raise ValidationError({"jenis": pesan})
    return bersih


def _bulan(induk, bulan):
    if induk.tanpa_jatuh_tempo:
        raise ValidationError({"jenis": "Masa berlakunya tidak ditentukan, sehingga tidak perlu diperpanjang."})
    if induk.habis_masa(induk.desa_pendaftar.hari_ini()):
        raise ValidationError(
            {"jenis": "Masanya sudah habis, sehingga tidak dapat diperpanjang. Buat kerja sama baru."}
        )
    if not isinstance(bulan, int) or not 1 <= bulan <= MAKS_BULAN:
        raise ValidationError({"bulan": f"Isi berapa bulan diperpanjang, 1 sampai {MAKS_BULAN}."})
    return bulan


def _keluar(induk, keluar):
    pihak = list(pihak_aktif(induk))
    dipilih = [p for p in pihak if p.pk in {k.pk for k in keluar}]
    if not dipilih:
        raise ValidationError({"keluar": "Pilih pihak yang keluar."})
    tinggal = [p for p in pihak if p not in dipilih]
    desa = sum(p.desa_id is not None for p in tinggal)
    kurang = desa < (1 if induk.bentuk != Bentuk.ANTAR_DESA else 2)
    if kurang or (induk.bentuk != Bentuk.ANTAR_DESA and desa == len(tinggal)):
        raise ValidationError({"keluar": "Sesudah itu pihak yang tinggal tidak cukup. Akhiri saja kerja samanya."})
    return dipilih


def _buat(induk, jenis, isi, desa, pembuka, oleh):
    perubahan = KerjaSama.objects.create(
        judul=judul_perubahan(induk, jenis),
        mengubah=induk,
        jenis_perubahan=jenis,
        status=TABEL["mulai"].ke,
        asal=Asal.DISUSUN,
        disampaikan_pada=None,
        lintas_kabupaten=lintas(desa),
        desa_pendaftar=pembuka.desa.diteruskan_oleh or pembuka.desa,
        didaftarkan_oleh=oleh,
        **{bidang: getattr(induk, bidang) for bidang in DISALIN},
    )
    lama = Persiapan.objects.milik(induk).first()
    salinan = {bidang: getattr(lama, bidang) for bidang in DISALIN_PERSIAPAN} if lama else {}
    Persiapan.objects.create(
        kerja_sama=perubahan, latar_belakang=isi["alasan"], jangka_waktu_bulan=isi["bulan"], **salinan
    )
    return perubahan


def _salin_pihak(induk, perubahan, desa, keluar):
    ketiga = pihak_aktif(induk).filter(pihak_ketiga__isnull=False)
    for urut, (d, p) in enumerate(desa, 1):
        Pihak.objects.create(
            kerja_sama=perubahan,
            desa=d,
            urut=urut,
            kode_saat_itu=d.kode,
            nama_saat_itu=nama_beku(d),
            keluar=p.pk in keluar,
        )
    for urut, p in enumerate(ketiga, len(desa) + 1):
        Pihak.objects.create(
            kerja_sama=perubahan,
            pihak_ketiga_id=p.pihak_ketiga_id,
            urut=urut,
            nama_saat_itu=p.nama_saat_itu,
            keluar=p.pk in keluar,
        )


def _perpanjang(induk, perubahan):
    bulan = perubahan.persiapan.jangka_waktu_bulan
    if not bulan or induk.tanpa_jatuh_tempo:
        raise TindakanTertutup("Isi dahulu lamanya perpanjangan dalam rencana kerja sama ini.")
    return akhir_perpanjangan(induk.jatuh_tempo, bulan)


def _tambah_pihak(induk, perubahan):
    akhir = Pihak.objects.milik(induk).aggregate(n=Max("urut"))["n"] or 0
    for urut, p in enumerate(pihak_baru(perubahan), akhir + 1):
        lama = Pihak.objects.milik(induk).filter(desa_id=p.desa_id, desa__isnull=False).first()
        baris = lama or Pihak(kerja_sama=induk, desa_id=p.desa_id, pihak_ketiga_id=p.pihak_ketiga_id, urut=urut)
        for bidang in ("kode_saat_itu", "nama_saat_itu", "nomor", "tanggal", "berita_desa", "sekretaris"):
            setattr(baris, bidang, getattr(p, bidang))
        for bidang in ("ditandatangani_pada", "penanda_tangan", "jabatan_penanda_tangan"):
            setattr(baris, bidang, getattr(p, bidang))
        baris.bergabung_pada, baris.mundur_pada = perubahan.tanggal_mulai, None
        baris.save()
    induk.lintas_kabupaten = lintas([d for d, _ in desa_pihak_kini(induk)])


def _lepas_pihak(induk, perubahan):
    keluar = Pihak.objects.milik(perubahan).filter(keluar=True)
    tinggal = Pihak.objects.milik(induk).filter(mundur_pada__isnull=True).select_related("desa")
    desa, ketiga = set(keluar.values_list("desa_id", flat=True)), set(keluar.values_list("pihak_ketiga_id", flat=True))
    for p in tinggal:
        kini = p.desa and (p.desa.diteruskan_oleh_id or p.desa_id)
        if (kini and kini in desa) or (p.pihak_ketiga_id and p.pihak_ketiga_id in ketiga):
            p.mundur_pada = perubahan.tanggal_mulai
            p.save(update_fields=["mundur_pada"])


def _kabari(perubahan, desa, alasan, oleh):
    orang = pemegang(wilayah_ids=[d.pk for d in desa], peran=PENERIMA)
    beri_tahu(
        penerima=orang,
        kecuali=oleh,
        judul=f"Perubahan kerja sama dimulai: {perubahan.mengubah.judul}",
        isi=f"{perubahan.get_jenis_perubahan_display()}. {alasan} Perubahan dimusyawarahkan para pihak.",
        tautan=reverse("kerja_sama_rinci", args=[perubahan.id_publik]),
        penting=True,
    )
