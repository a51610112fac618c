"""The page of one agreement, composed of this room's own cards and of the panels that other rooms registered."""

from django.db.models import Prefetch
from django.urls import reverse

from kerjasama import panels
from kerjasama.enums import TAHAP, Status, Tanggapan
from kerjasama.models import Dokumen, Pihak, VersiDokumen
from kerjasama.queries.akses import undangan_tercatat, wilayah_kerja_sama
from kerjasama.queries.kerja_sama import (
    LIHAT,
    boleh_membaca_alasan,
    boleh_mengubah_data,
    hanya_diundang,
    pihak_penanggap,
)
from kerjasama.queries.pelaksanaan import batas_baca
from kerjasama.queries.sekali import ingat_bacaan
from kerjasama.templatetags.kerjasama_tags import PIHAK_TAMPIL, nama_pendek
from kerjasama.transitions import TABEL, nama_pembatalan
from wilayah.jejak.models import Jejak
from wilayah.tampilan.format import tanggal, waktu

from .akses import anda_melihat
from .dasar import HalamanKerjaSama

BATAS_RIWAYAT = 50
BURUK = ("kerja_sama.dibatalkan_pendaftarannya",)


panels.daftarkan_peristiwa(
    {
        "kerja_sama.didaftarkan": "Kerja sama didaftarkan",
        "kerja_sama.diperbaiki": "Data diperbaiki",
        "kerja_sama.dibatalkan_pendaftarannya": "Pendaftaran dibatalkan",
        "pihak.ditanggapi": "Pendaftaran ditanggapi",
        "undangan.diberikan": "Orang luar diundang membaca",
        "undangan.dicabut": "Undangan dicabut",
    }
)


class RinciKerjaSama(HalamanKerjaSama):
    template_name = "kerjasama/rinci.html"

    def get_context_data(self, **kwargs):
        ks, request = self.object, self.request
        ingat_bacaan(ks)
        pihak = list(Pihak.objects.milik(ks).select_related("desa__diteruskan_oleh", "pihak_ketiga").order_by("urut"))
        hari_ini = ks.desa_pendaftar.hari_ini()
        tanggapan = _tanggapan_ditunggu(request.user, ks)
        tamu = hanya_diundang(request.user, ks)
        return super().get_context_data(
            hari_ini=hari_ini,
            zona=ks.desa_pendaftar.zona,
            pihak=pihak,
            baca_alasan=boleh_membaca_alasan(request.user, pihak),
            dokumen=_dokumen(request.user, ks),
            tahap=tahap_naskah(ks, pihak, hari_ini),
            pengawasan=_pengawasan(ks, request.user),
            giliran=_giliran(request, ks, pihak, tanggapan),
            tindakan=_tindakan(request, ks, tanggapan),
            panel_utama=panels.panel_terisi(request, ks, panels.UTAMA),
            panel_rel=panels.panel_terisi(request, ks, panels.REL),
            tamu=tamu,
            riwayat=[] if tamu else _riwayat(request.user, ks),
            anda_melihat=anda_melihat(request, ks, wilayah_kerja_sama(ks)),
            undangan=[] if tamu else undangan_tercatat(ks),
            **kwargs,
        )


def tahap_naskah(ks, pihak, hari_ini):
    """The document's own life, of an agreement that was registered when it existed already."""
    if ks.disusun:
        return tahap_siklus(ks, pihak, hari_ini)
    tahap = [_tahap("Ditetapkan", tanggal(ks.tanggal_ditetapkan, pendek=True), "lewati")]
    if ks.adalah_pbkd:
        desa = [p for p in pihak if p.desa_id]
        n = sum(bool(p.nomor) for p in desa)
        tahap.append(_tahap("Diundangkan", f"{n} dari {len(desa)} desa tercatat", "lewati"))
    if ks.status == Status.DITARIK:
        return [*tahap, _tahap("Pendaftaran ditarik", "tidak dihitung", "kini")]
    lewat = ks.habis_masa(hari_ini)
    mulai = f"sejak {tanggal(ks.tanggal_mulai, pendek=True)}"
    tahap.append(_tahap("Berlaku", mulai, "lewati" if lewat else "kini"))
    akhir = "waktu tidak ditentukan" if ks.tanpa_jatuh_tempo else tanggal(ks.jatuh_tempo, pendek=True)
    return [*tahap, _tahap("Habis masa" if lewat else "Berakhir", akhir, "kini" if lewat else "")]


def tahap_siklus(ks, pihak, hari_ini):
    """The stages of an agreement that is made here, with «n dari n» where each party has its own part."""
    aktif = [p for p in pihak if p.mundur_pada is None]
    desa = [p for p in aktif if p.desa_id]
    hitung = {
        Status.DISEPAKATI: (sum(bool(p.disepakati_pada) for p in desa), len(desa)),
        Status.DITANDATANGANI: (sum(bool(p.ditandatangani_pada) for p in aktif), len(aktif)),
        Status.DIUNDANGKAN: (sum(bool(p.tanggal and p.berita_desa) for p in desa), len(desa)),
    }
    urutan = [s for s in TAHAP if ks.adalah_pbkd or s != Status.DIUNDANGKAN]
    kini = urutan.index(ks.status) if ks.status in urutan else len(urutan)
    tahap = [_tahap_satu(ks, s, hitung.get(s), _keadaan(n, kini)) for n, s in enumerate(urutan)]
    if ks.status not in urutan:
        tahap.append(_tahap(ks.get_status_display(), "", "kini"))
    return tahap


def _keadaan(nomor, kini):
    if nomor == kini:
        return "kini"
    return "lewati" if nomor < kini else ""


def _tahap_satu(ks, status, hitung, keadaan):
    if hitung and hitung[0]:
        return _tahap(status.label, f"{hitung[0]} dari {hitung[1]}", keadaan)
    berlaku = status == Status.BERLAKU and ks.tanggal_mulai
    return _tahap(status.label, f"sejak {tanggal(ks.tanggal_mulai, pendek=True)}" if berlaku else "", keadaan)


def _tahap(nama, ket, keadaan):
    return {"nama": nama, "ket": ket, "keadaan": keadaan}


def _pengawasan(ks, user):
    keadaan = {"selesai": "lewati", "kini": "kini", "nanti": "nanti"}
    return [_tahap(t["label"], t["keterangan"], keadaan[t["status"]]) for t in panels.tahap_terdaftar(ks, user)]


def _dokumen(user, ks):
    dokumen = Dokumen.objects.dalam_cakupan(user, LIHAT).filter(kerja_sama=ks).order_by("pk")
    versi = VersiDokumen.objects.milik(dokumen).select_related("berkas", "oleh").order_by("-nomor")
    return list(dokumen.prefetch_related(Prefetch("versi", versi)))


def _tanggapan_ditunggu(user, ks):
    """The parties this person may answer for: unanswered first."""
    if ks.status == Status.DITARIK:
        return []
    return sorted(pihak_penanggap(user, ks), key=lambda p: (p.tanggapan != Tanggapan.BELUM, p.urut))


def _giliran(request, ks, pihak, tanggapan):
    giliran = panels.giliran_terdaftar(request, ks)
    if any(p.tanggapan == Tanggapan.BELUM for p in tanggapan):
        apa = "Periksa data yang didaftarkan desa lain, lalu nyatakan benar atau keberatan."
        giliran.insert(0, {"siapa": "", "apa": apa, "kapan": None, "milik_anda": True})
    elif ks.status != Status.DITARIK and not ks.disusun:
        belum = [nama_pendek(p) for p in pihak if p.desa_id and p.tanggapan == Tanggapan.BELUM]
        if belum:
            apa = "Menanggapi pendaftaran. Proses lain tidak menunggu."
            siapa = ", ".join(belum) if len(belum) <= PIHAK_TAMPIL else f"{len(belum)} desa"
            giliran.append({"siapa": siapa, "apa": apa, "kapan": None, "milik_anda": False})
    return [g | {"isi": _isi_giliran(g)} for g in giliran]


def _isi_giliran(giliran):
    if not giliran["kapan"]:
        return giliran["apa"]
    return f"{giliran['apa'].rstrip('.')}, paling lambat {tanggal(giliran['kapan'])}."


def _tindakan(request, ks, tanggapan):
    """What this person may do, the main button first."""
    daftar = list(panels.tindakan_terdaftar(request, ks))
    if tanggapan:
        baru = tanggapan[0].tanggapan == Tanggapan.BELUM
        label = "Tanggapi pendaftaran" if baru else "Ubah tanggapan"
        daftar.append({"label": label, "url": reverse("kerja_sama_tanggapan", args=[ks.id_publik]), "utama": baru})
    if boleh_mengubah_data(request.user, ks):
        daftar.append(_tindakan_samping("Perbaiki data", "kerja_sama_data", ks))
        if not TABEL.alasan_tertutup(nama_pembatalan(ks), ks, request.user):
            daftar.append(_tindakan_samping("Batalkan pendaftaran", "kerja_sama_batalkan", ks))
    return sorted(daftar, key=lambda t: t["utama"])


def _tindakan_samping(label, nama_url, ks):
    return {"label": label, "url": reverse(nama_url, args=[ks.id_publik]), "utama": False}


def _riwayat(user, ks):
    baris = Jejak.objects.terbaca(user, ks).select_related("oleh", "penugasan")
    if sampai := batas_baca(user, ks):
        baris = baris.filter(pada__lt=sampai)
    return [_butir_riwayat(b, ks.desa_pendaftar.zona) for b in baris[:BATAS_RIWAYAT]]


def _butir_riwayat(baris, zona):
    bersih = baris.peristiwa.replace("_", " ").replace(".", " ").capitalize()
    oleh = baris.oleh.nama if baris.oleh else "Sistem"
    return {
        "judul": panels.nama_peristiwa(baris.peristiwa) or bersih,
        "oleh": f"{oleh}, {baris.penugasan.jabatan}" if baris.penugasan else oleh,
        "pada": waktu(baris.pada, zona),
        "iso": baris.pada.isoformat(),
        "isi": _isi_riwayat(baris),
        "keadaan": "buruk" if baris.peristiwa in BURUK else "",
    }


def _isi_riwayat(baris):
    if baris.peristiwa != "kerja_sama.diperbaiki":
        return baris.keterangan
    berubah = ", ".join(k.replace("_", " ") for k in baris.sesudah_nya)
    return f"Yang berubah: {berubah}. {baris.keterangan}".strip()
