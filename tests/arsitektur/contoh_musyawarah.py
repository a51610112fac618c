"""Examples for the addresses of musyawarah: one that Purwobinangun's BPD is holding, and one that has decided."""

from kerjasama.models import FotoMusyawarah
from tests.pabrik.berkas import buat_berkas, foto_contoh
from tests.pabrik.siklus import buat_musyawarah, buat_siklus
from wilayah.berkas.services import simpan_berkas

BPD = "bpd.34.04.16.2001"
LANGKAH = ("undangan", "kehadiran", "keputusan", "periksa", "batal")


def contoh_musyawarah(pemeran):
    desa = [pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")]
    bpd = pemeran[BPD]
    ks = buat_siklus(desa=desa, oleh=pemeran["operator.34.04.16.2001"], status="penawaran")
    m = buat_musyawarah(ks, desa[0], bpd, status="dihadiri", hadir={"bpd": {"L": 5, "P": 2}}, undangan=buat_berkas(bpd))
    selesai = buat_musyawarah(ks, desa[0], bpd, tujuan="perubahan", berita_acara=buat_berkas(bpd))
    berkas = simpan_berkas(isi=foto_contoh(), nama="hadir.jpg", jenis_media="image/jpeg", oleh=bpd)
    foto = FotoMusyawarah.objects.create(musyawarah=m, berkas=berkas)
    k = {"id_publik": m.id_publik}
    return {
        **{f"musyawarah_{nama}": (k, BPD) for nama in LANGKAH},
        "musyawarah_rinci": (k, "operator.34.04.16.2002"),
        "musyawarah_baru": ({"id_publik": ks.id_publik}, BPD),
        "musyawarah_pindaian": ({"id_publik": selesai.id_publik}, BPD),
        "musyawarah_berkas": (k | {"jenis": "undangan"}, "operator.34.04.16.2002"),
        "musyawarah_foto": (k | {"foto": foto.id_publik}, "operator.34.04.16.2002"),
    }
