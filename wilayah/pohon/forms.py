"""Choosing a region in a form: by its code, or by typing words that only one region answers to."""

from django import forms
from django.urls import reverse_lazy
from django.utils.http import urlencode
from django.utils.text import format_lazy

from .models import Wilayah

CALON_TERBANYAK = 5


class PilihWilayah(forms.CharField):
    """Cleans to a Wilayah. On the page a script offers what the search finds; without it a code, or a name with the
    region above it, does as well. Only active regions, of one `tingkat` or, with `hanya_desa`, such as may be party."""

    default_error_messages = {
        "tidak_ada": "Tidak ada wilayah «%(kata)s». Periksa ejaannya, atau tulis kodenya, misalnya 34.04.16.",
        "banyak": "Ada beberapa wilayah «%(kata)s»: %(calon)s. Tulis kode salah satunya.",
    }

    def __init__(self, *, tingkat=None, hanya_desa=False, **kwargs):
        self.tingkat, self.hanya_desa = tingkat, hanya_desa
        kwargs.setdefault("max_length", 80)
        kwargs.setdefault("help_text", "Nama dengan kecamatan atau kabupatennya, atau kode wilayah.")
        super().__init__(**kwargs)

    def widget_attrs(self, widget):
        saringan = {"tingkat": self.tingkat, "hanya": "desa" if self.hanya_desa else None}
        tanya = urlencode({nama: nilai for nama, nilai in saringan.items() if nilai})
        alamat = format_lazy("{}?{}", reverse_lazy("wilayah_cari"), tanya)  # forms are imported by the urls
        return super().widget_attrs(widget) | {"data-pilih-wilayah": alamat, "autocomplete": "off"}

    def prepare_value(self, value):
        return value.kode if isinstance(value, Wilayah) else value

    def clean(self, value):
        kata = super().clean(value)
        if not kata:
            return None
        calon = list(self._cari(kata))
        tepat = [w for w in calon if w.kode == kata]
        if len(calon) > 1 and not tepat:
            daftar = "; ".join(f"{w.kode} {w.nama_lengkap}, {w.letak}" for w in calon)
            raise forms.ValidationError(
                self.error_messages["banyak"], code="banyak", params={"kata": kata, "calon": daftar}
            )
        if not calon:
            raise forms.ValidationError(self.error_messages["tidak_ada"], code="tidak_ada", params={"kata": kata})
        return (tepat or calon)[0]

    def _cari(self, kata):
        boleh = Wilayah.objects.dapat_menjadi_pihak() if self.hanya_desa else Wilayah.objects.aktif()
        if self.tingkat:
            boleh = boleh.filter(tingkat=self.tingkat)
        return boleh.cari(kata).select_related("induk__induk__induk")[:CALON_TERBANYAK]
