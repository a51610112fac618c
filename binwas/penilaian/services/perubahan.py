"""What a change of the map means for reviews: when a party has become another legal subject, the clock stands until
the kabupaten has decided about the agreement."""

from django.urls import reverse
from django.utils import timezone

from binwas.penilaian.enums import JenisPeristiwa, StatusPemeriksaan
from binwas.penilaian.models import Pemeriksaan, PeristiwaTenggat
from binwas.surat.enums import StatusSurat
from binwas.surat.models import Surat
from kerjasama.models import TugasPerubahan
from kerjasama.services.perubahan import daftarkan_keputusan, kerja_sama_di
from wilayah.pohon.dampak import Dampak, Hitungan, daftarkan_dampak, di_bawah_semua, sidik_kunci
from wilayah.pohon.enums import JenisPerubahan

from . import telaah
from .jam import catat_peristiwa
from .kabar import kabari, petugas_kabupaten, semua_pihak

BERJALAN = (StatusSurat.KONSEP, StatusSurat.DIPARAF, StatusSurat.SIAP_TTD, StatusSurat.BERNOMOR)
BERHENTI = "Pihak berubah status, waktu berhenti"
BERLANJUT = "Kabupaten memutuskan perubahan status pihak, waktu berjalan lagi"


def pasang():
    daftarkan_dampak(Dampak("pemeriksaan", hitung, kunci, jeda, urut=20))
    daftarkan_keputusan(lanjutkan)


def hitung(rencana):
    kerja_sama = kerja_sama_di(rencana.wilayah_tersentuh())
    terbuka = Pemeriksaan.objects.milik(kerja_sama).exclude(status=StatusPemeriksaan.SELESAI)
    kunci = sorted(terbuka.values_list("pk", flat=True))
    surat = Surat.objects.milik(kerja_sama).filter(status__in=BERJALAN)
    kunci_surat = sorted(surat.values_list("pk", flat=True))
    akibat = "Waktunya berhenti sampai kabupaten memutuskan." if rencana.jenis == JenisPerubahan.UBAH_STATUS else ""
    return [
        Hitungan("Pemeriksaan berjalan", len(kunci), [], akibat, sidik_kunci(kunci)),
        Hitungan("Surat belum terbit", len(kunci_surat), [], "", sidik_kunci(kunci_surat)),
    ]


def kunci(rencana):
    """The reviews that `jeda` will stop, locked before anything is written."""
    if rencana.jenis == JenisPerubahan.UBAH_STATUS:
        list(_terbuka(rencana).select_for_update(of=("self",)).values_list("pk", flat=True))


def _terbuka(rencana):
    kerja_sama = kerja_sama_di(di_bawah_semua(rencana.asal))
    return Pemeriksaan.objects.milik(kerja_sama).exclude(status=StatusPemeriksaan.SELESAI).order_by("pk")


def jeda(rencana, perubahan, oleh):
    """Officers and parties are told; a file not yet recorded has no clock to stop, nor one that waits for its desa."""
    if rencana.jenis != JenisPerubahan.UBAH_STATUS:
        return
    terbuka = _terbuka(rencana).filter(menunggu_putusan=False)
    for p in terbuka.select_related("kantor__induk__induk", "kerja_sama__desa_pendaftar__induk__induk__induk"):
        p.menunggu_putusan = True
        _peristiwa(p, JenisPeristiwa.JEDA, BERHENTI, oleh or p.diteruskan_oleh)
        kabari(
            kerja_sama=p.kerja_sama,
            penerima=[*petugas_kabupaten(p.kerja_sama), *semua_pihak(p.kerja_sama)],
            judul=f"Waktu pemeriksaan berhenti: {p.kerja_sama.judul}",
            isi=f"{BERHENTI}. {perubahan.dasar_hukum}.",
            tautan=reverse("kerja_sama_rinci", args=[p.kerja_sama.id_publik]),
            penting=True,
        )


def lanjutkan(tugas, oleh):
    """The clock runs on when nothing about a changed party is left to decide, unless it waits for the desa too."""
    belum = TugasPerubahan.objects.milik(tugas.kerja_sama).filter(diputus_pada__isnull=True)
    if belum.filter(perubahan__jenis=JenisPerubahan.UBAH_STATUS).exists():
        return
    terbuka = Pemeriksaan.objects.milik(tugas.kerja_sama).exclude(status=StatusPemeriksaan.SELESAI)
    terbuka = terbuka.filter(menunggu_putusan=True).select_for_update(of=("self",)).order_by("pk")
    for p in terbuka.select_related("kantor__induk__induk", "kerja_sama__desa_pendaftar"):
        p.menunggu_putusan = False
        _peristiwa(p, JenisPeristiwa.LANJUT, BERLANJUT, oleh)


def _peristiwa(p, jenis, keterangan, oleh):
    if not p.menunggu_desa and PeristiwaTenggat.objects.milik(p).exists():
        catat_peristiwa(pemeriksaan=p, jenis=jenis, pada=timezone.now(), keterangan=keterangan, oleh=oleh)
    telaah.simpan(p, "menunggu_putusan", "tenggat")
    telaah.catat_pemeriksaan(
        "pemeriksaan.waktu_berhenti" if jenis == JenisPeristiwa.JEDA else "pemeriksaan.waktu_berlanjut",
        p,
        oleh,
        "wilayah.telaah_kerja_sama",
        p.status,
        {"sebab": keterangan},
    )
