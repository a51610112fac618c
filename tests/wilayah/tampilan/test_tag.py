"""Template tags: fields that name their error, addresses that keep the filters, bars without styles."""

import re

import django_filters
import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from kerjasama.models import KerjaSama


def gambar(isi, url="/daftar/", **konteks):
    permintaan = RequestFactory().get(url)
    return Template("{% load binwas_tags %}" + isi).render(Context({"request": permintaan, **konteks}))


class Formulir(forms.Form):
    judul = forms.CharField(label="Judul", help_text="Seperti pada naskah.")
    bentuk = forms.ChoiceField(label="Bentuk", choices=[("a", "Antar-desa")], widget=forms.RadioSelect)
    setuju = forms.BooleanField(label="Isi ini benar.")
    catatan = forms.CharField(label="Catatan", required=False)


class Saringan(django_filters.FilterSet):
    q = django_filters.CharFilter(label="Cari", method="lewati")
    status = django_filters.ChoiceFilter(label="Status", choices=[("berlaku", "Berlaku")], method="lewati")

    class Meta:
        model = KerjaSama
        fields = []

    def lewati(self, qs, nama, nilai):
        return qs


def test_bidang_menghubungkan_isian_dengan_galatnya():
    html = gambar("{% bidang_formulir form.judul %}", form=Formulir({}))
    assert 'aria-invalid="true"' in html
    tunjuk = re.search(r'<input[^>]*aria-describedby="([^"]+)"', html)[1].split()
    assert tunjuk == ["id_judul_helptext", "id_judul_error"]
    assert all(f'id="{t}"' in html for t in tunjuk)


def test_bidang_pilihan_menjadi_kelompok():
    html = gambar("{% bidang_formulir form.bentuk %}", form=Formulir())
    assert "<fieldset" in html and "<legend>Bentuk</legend>" in html


def test_bidang_centang_dan_boleh_kosong():
    assert gambar("{% bidang_formulir form.setuju %}", form=Formulir()).count("Isi ini benar.") == 1
    assert "(boleh kosong)" in gambar("{% bidang_formulir form.catatan %}", form=Formulir())


def test_ringkasan_galat_menuju_isiannya():
    html = gambar('{% include "komponen/galat_ringkas.html" %}', form=Formulir({"judul": "x", "setuju": "on"}))
    assert 'href="#id_bentuk_0"' in html
    assert "Ada isian yang perlu diperbaiki" in html


def test_ubah_url_menyimpan_saringan_dan_membuang_halaman():
    html = gambar('{% ubah_url status="berlaku" %}', "/daftar/?q=air&page=4&status=ditarik")
    assert html == "?q=air&amp;status=berlaku"
    assert gambar("{% ubah_url q=None %}", "/daftar/?q=air&urut=judul") == "?urut=judul"


def test_kepala_urut_berbalik():
    naik = gambar('{% kepala_urut "Judul" "judul" %}', "/daftar/?urut=judul")
    assert 'aria-sort="ascending"' in naik and "urut=-judul" in naik
    assert 'aria-sort="none"' in gambar('{% kepala_urut "Judul" "judul" %}')


def test_paginasi_menyimpan_saringan():
    html = gambar("{% paginasi halaman %}", "/daftar/?q=air&page=2", halaman=Paginator(range(60), 25).page(2))
    assert "26–50 dari 60" in html
    assert "?q=air&amp;page=1" in html and "?q=air&amp;page=3" in html


def test_chip_saringan_memakai_kata_pilihan():
    saringan = Saringan({"status": "berlaku", "q": ""}, queryset=KerjaSama.objects.none())
    html = gambar("{% chip_saringan s %}", "/daftar/?status=berlaku&q=", s=saringan)
    assert "Status: Berlaku" in html
    assert 'href="?q="' in html


@pytest.mark.parametrize(("persen", "lebar"), [(40, "40.0"), (140, "100.0"), (None, "0.0")])
def test_batang_tanpa_gaya(persen, lebar):
    html = gambar("{% batang p %}", p=persen)
    assert f'width="{lebar}"' in html and "style" not in html


def test_kunci_kirim_selalu_baru():
    assert gambar("{% kunci_kirim %}") != gambar("{% kunci_kirim %}")
