"""What letters add to the rooms below: a card on the page of an agreement, their states on the page «Alur»."""

from kerjasama.panels import Panel, daftarkan_panel
from wilayah.tampilan.panduan import daftarkan_alur

from .kinds import nama_jenis
from .models import Surat
from .services import pekerjaan
from .transitions import TABEL


def panel_surat(request, kerja_sama):
    """The letters about the agreement that this person may see; no card where there are none."""
    surat = (
        Surat.objects.dalam_cakupan(request.user, "wilayah.lihat_kerja_sama", "wilayah.lihat_konsep_surat")
        .filter(kerja_sama=kerja_sama)
        .select_related("kantor")
        .order_by("-dibuat_pada", "-pk")
    )
    baris = [{"surat": s, "jenis": nama_jenis(s.jenis)} for s in surat]
    return {"baris_surat": baris} if baris else None


def pasang():
    daftarkan_panel(
        Panel(kunci="surat", judul="Surat", templat="binwas/surat/panel.html", konteks=panel_surat, urut=40)
    )
    daftarkan_alur(TABEL)
    pekerjaan.pasang()
