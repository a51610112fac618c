"""`/peran/`: the table of roles as people read it."""

from django.views.generic import TemplateView

from wilayah.cakupan.enums import IZIN, KALIMAT_IZIN
from wilayah.cakupan.roles import EMPAT_MATA, PERAN
from wilayah.pengguna.queries import empat_mata
from wilayah.pohon.enums import Tingkat


class MatriksPeran(TemplateView):
    """Everything on it comes from the table that decides."""

    template_name = "wilayah/kewenangan/peran.html"

    def get_context_data(self, **kwargs):
        milik = {t.peran for t in self.request.topi_semua}
        jenjang = [
            {
                "nama": tingkat.label,
                "peran": [_baris(k, p, k in milik) for k, p in PERAN.items() if p.tingkat == tingkat],
            }
            for tingkat in Tingkat
        ]
        return super().get_context_data(
            jenjang=jenjang, empat_mata=EMPAT_MATA.values(), mati_di=self._kantor_tanpa_empat_mata(), **kwargs
        )

    def _kantor_tanpa_empat_mata(self):
        """The reader's own kabupaten where it has switched the rule off, else None."""
        topi = self.request.topi
        if topi is None or topi.wilayah.tingkat < Tingkat.KABUPATEN:
            return None
        kantor = topi.wilayah.leluhur(Tingkat.KABUPATEN)
        return None if empat_mata(kantor, kantor.hari_ini()) else kantor


def _baris(kunci, peran, milik):
    nama = dict(IZIN)
    return {
        "kunci": kunci,
        "nama": peran.nama,
        "milik": milik,
        "tunggal": peran.tunggal,
        "izin": [(nama[kode], KALIMAT_IZIN[kode]) for kode in peran.izin],
        "memberi": [PERAN[satu].nama for satu in peran.memberi],
        "pelimpahan": [PERAN[satu].nama for satu in peran.dapat_dilimpahkan_kepada],
        "larangan": [EMPAT_MATA[kode] for kode in peran.izin if kode in EMPAT_MATA],
    }
