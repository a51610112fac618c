"""Examples for the addresses of an agreement that runs: carried out, changed and ended by Purwobinangun's people."""

from kerjasama.models import Kewajiban, Naskah, VersiNaskah
from tests.pabrik.siklus import buat_siklus

OPERATOR, KADES = "operator.34.04.16.2001", "kades.34.04.16.2001"
PASAL = {"kunci": "lingkup", "judul": "", "isi": "Kerja sama meliputi sampah.", "muatan": ""}


def contoh_berjalan(pemeran):
    desa = [pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")]
    operator, hari_ini = pemeran[OPERATOR], desa[0].hari_ini()
    ks = buat_siklus(desa=desa, oleh=operator, status="berlaku", tanggal_mulai=hari_ini)
    kewajiban = Kewajiban.objects.create(
        kerja_sama=ks, pihak=ks.pihak.get(urut=1), uraian="Menyetor iuran", tenggat=hari_ini
    )
    naskah = Naskah.objects.create(kerja_sama=ks)
    isi = {"jenis": "pbkd", "judul": ks.judul, "bab": [{"judul": "ISI", "pasal": [PASAL]}]}
    VersiNaskah.objects.create(naskah=naskah, nomor=1, isi=isi, sha256="0" * 64, oleh=operator)
    k = {"id_publik": ks.id_publik}
    return {
        "kerja_sama_bkad": (k, OPERATOR),
        "kerja_sama_kewajiban": (k, OPERATOR),
        "kewajiban_rinci": (k | {"kewajiban": kewajiban.id_publik}, OPERATOR),
        "kerja_sama_ubah": (k, OPERATOR),
        "kerja_sama_berlaku_saat_ini": (k, OPERATOR),
        "kerja_sama_berlaku_saat_ini_pdf": (k, OPERATOR),
        "kerja_sama_pengakhiran": (k, KADES),
    }
