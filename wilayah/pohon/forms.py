"""Choosing a region in a form, by its code or by words that only one region answers to; and a region's own words."""

from django import forms
from django.urls import reverse_lazy
from django.utils.http import urlencode
from django.utils.text import format_lazy

from .models import Sebutan, Wilayah
from .rules import ISTILAH

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


class FormSebutan(forms.Form):
    """One field for each term, empty where the region has no word of its own."""

    dasar = forms.CharField(
        label="Dasar",
        max_length=200,
        help_text="Peraturan daerah, peraturan bupati, atau peraturan lain yang memakai kata-kata ini.",
        error_messages={"required": "Isi peraturan yang menjadi dasarnya."},
    )

    def __init__(self, data=None, *, wilayah):
        super().__init__(data)
        self.sendiri = {(s.tingkat, s.jenis, s.istilah): s for s in wilayah.daftar_sebutan.all()}
        self.warisan = {i.kunci: self._warisan(wilayah, i.kunci) for i in ISTILAH}
        for satu in ISTILAH:
            milik = self.sendiri.get(satu.kunci)
            self.fields[satu.isian] = forms.CharField(
                label=satu.label,
                required=False,
                max_length=60,
                help_text=f"Bila kosong: {self.warisan[satu.kunci] or 'tidak ada'}.",
                initial=milik.kata if milik and milik.kata != milik.bawaan else "",
            )
        self.order_fields([*(i.isian for i in ISTILAH), "dasar"])

    def _warisan(self, wilayah, kunci):
        milik = self.sendiri.get(kunci)
        bawaan = milik.bawaan if milik else ""
        return bawaan or (wilayah.tingkat and Sebutan.objects.di(wilayah, kunci, dari=wilayah.tingkat - 1)) or ""

    def kata(self):
        """As typed: {(level, kind, term): word}, empty where it gives way."""
        return {i.kunci: " ".join((self[i.isian].value() or "").split()) for i in ISTILAH}

    def contoh(self):
        """The words that would be in use, by the names of their fields, for the preview."""
        kata = self.kata()
        return {i.isian: kata[i.kunci] or self.warisan[i.kunci] for i in ISTILAH}

    @property
    def punya_sendiri(self):
        return any(s.kata != s.bawaan for s in self.sendiri.values())
