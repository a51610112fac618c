"""Examples for the addresses of preparation and offers: an agreement that Purwobinangun offers to Candibinangun."""

from kerjasama.models import Penawaran, PihakKetiga, Potensi
from tests.pabrik.berkas import buat_berkas
from tests.pabrik.siklus import buat_siklus

OPERATOR, KADES, KADES_LAIN = "operator.34.04.16.2001", "kades.34.04.16.2001", "kades.34.04.16.2002"


def contoh_persiapan(pemeran):
    desa = [pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")]
    kades = pemeran[KADES]
    ks = buat_siklus(desa=desa, oleh=kades, status="penawaran")
    usulan = buat_siklus(desa=desa[:1], oleh=kades, bentuk="pihak_ketiga", prakarsa="pihak_ketiga")
    PihakKetiga.objects.create(nama="PT Contoh", jenis="swasta", pencatat=desa[0])
    penawaran = Penawaran.objects.create(
        kerja_sama=ks,
        dari=desa[0],
        kepada=desa[1],
        nomor="1/2026",
        isi={"muatan": []},
        surat=buat_berkas(kades),
        dikirim_oleh=kades,
    )
    potensi = Potensi.objects.create(
        desa=desa[0], bidang="pembangunan", urusan="air", uraian="Mata air", prioritas=1, dicari=True
    )
    k, p = {"id_publik": ks.id_publik}, {"id_publik": penawaran.id_publik}
    return {
        "kerja_sama_baru": ({}, OPERATOR),
        "kerja_sama_persiapan": (k, OPERATOR),
        "kerja_sama_mulai_penyusunan": (k, OPERATOR),
        "kerja_sama_tawarkan": (k, OPERATOR),
        "kerja_sama_tarik": (k, KADES),
        "kerja_sama_mundur": (k, KADES_LAIN),
        "kerja_sama_usulan": ({"id_publik": usulan.id_publik}, OPERATOR),
        "penawaran_rinci": (p, KADES_LAIN),
        "penawaran_surat": (p, KADES_LAIN),
        "penawaran_tarik": (p, KADES),
        "potensi_tambah": ({}, OPERATOR),
        **dict.fromkeys(("potensi_ubah", "potensi_tindak"), ({"id_publik": potensi.id_publik}, OPERATOR)),
    }
