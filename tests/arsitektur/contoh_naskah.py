"""Examples for the addresses of the drafting workspace: a text that Purwobinangun and Candibinangun are writing."""

from kerjasama.models import KomentarPasal, VersiNaskah
from kerjasama.services.naskah import buat_versi
from tests.pabrik.berkas import buat_berkas
from tests.pabrik.siklus import buat_naskah, buat_siklus

OPERATOR = "operator.34.04.16.2001"
SATU_PASAL = ("naskah_pasal", "naskah_giliran", "naskah_susunan", "naskah_pasal_hapus", "naskah_komentar", "naskah_bab")
DIBACA = ("naskah", "naskah_pratinjau", "naskah_banding", "naskah_versi_daftar")
DISUSUN = ("naskah_konsiderans", "naskah_pasal_baru", "naskah_impor")


def contoh_naskah(pemeran):
    desa = [pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")]
    operator = pemeran[OPERATOR]
    ks = buat_siklus(desa=desa, oleh=operator, status="penyusunan")
    buat_naskah(ks, operator, versi=0)
    buat_versi(kerja_sama=ks, keterangan="", oleh=operator)
    VersiNaskah.objects.filter(naskah__kerja_sama=ks).update(berkas=buat_berkas(operator))
    komentar = KomentarPasal.objects.create(kerja_sama=ks, pasal="pendanaan", isi="Kecil.", oleh=operator)
    k = {"id_publik": ks.id_publik}
    return {
        **dict.fromkeys((*DIBACA, *DISUSUN), (k, OPERATOR)),
        **dict.fromkeys(SATU_PASAL, (k | {"kunci": "pendanaan"}, OPERATOR)),
        **dict.fromkeys(("naskah_versi", "naskah_asli", "naskah_pdf", "naskah_docx"), (k | {"versi": 1}, OPERATOR)),
        "naskah_tuntas": (k | {"komentar": komentar.id_publik}, OPERATOR),
    }
