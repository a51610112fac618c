"""The public register: `/publik/`, for whoever asks, without an account."""

import json

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import Http404, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.decorators import method_decorator
from django.utils.http import quote_etag
from django.views import View
from django.views.decorators.cache import cache_control, cache_page

from kerjasama.filters import SaringanPublik
from kerjasama.queries.publik import (
    alamat_publik,
    baris_publik,
    hari_ini_publik,
    kaitan_terbit,
    naskah_terbit,
    register,
    tanda_perubahan,
    umpan,
)
from kerjasama.rules.isian import tanggal_dari
from kerjasama.rules.publik import BIDANG_PUBLIK, TIDAK
from wilayah.tampilan.ekspor import POTONGAN, kirim_csv
from wilayah.tampilan.views import HalamanTerbatas

SIMPAN = 300  # seconds that an answer may be kept; so long an agreement that was just closed may still be read
SEHALAMAN = 20
KOLOM = ("alamat", "judul", "jenis", "pihak", "bidang", "urusan", "keadaan", "ditetapkan", "mulai", "sampai", "nomor")


@method_decorator([login_not_required, cache_control(public=True, max_age=SIMPAN)], name="dispatch")
class Publik(View):
    """Base of these pages: the same for everyone, so any cache between may keep them."""

    def saringan(self):
        return SaringanPublik(self.request.GET, queryset=register(), request=self.request)


@method_decorator(cache_page(SIMPAN), name="dispatch")
class DaftarPublik(Publik):
    def get(self, request):
        saringan = self.saringan()
        halaman = HalamanTerbatas(saringan.qs, SEHALAMAN).get_page(request.GET.get("page"))
        hari_ini = hari_ini_publik()
        baris = [(ks, baris_publik(ks, hari_ini)) for ks in halaman]
        return render(
            request,
            "kerjasama/publik/daftar.html",
            {
                "filterset": saringan,
                "page_obj": halaman,
                "baris": baris,
                "hari_ini": hari_ini,
                "ada_saringan": any(request.GET.get(nama) for nama in saringan.filters),
            },
        )


@method_decorator(cache_page(SIMPAN), name="dispatch")
class RinciPublik(Publik):
    def get(self, request, id_publik):
        ks, hari_ini = register().filter(id_publik=id_publik).first(), hari_ini_publik()
        if ks is None:
            raise Http404
        return render(
            request,
            "kerjasama/publik/rinci.html",
            {
                "ks": ks,
                "isi": baris_publik(ks, hari_ini),
                "hari_ini": hari_ini,
                "naskah": naskah_terbit(ks),
                "kaitan": kaitan_terbit(ks),
                "tertutup": [b for b in BIDANG_PUBLIK if b.terbuka == TIDAK or (b.alasan and not ks.adalah_pbkd)],
            },
        )


class DataCsv(Publik):
    """Everything published, filtered as the list is, row by row."""

    def get(self, request):
        saringan = self.saringan()
        return kirim_csv("register-kerja-sama", KOLOM, (_sel(isi) for isi in _semua(saringan.qs)))


class DataJson(Publik):
    def get(self, request):
        saringan = self.saringan()
        return StreamingHttpResponse(_larik(_semua(saringan.qs)), content_type="application/json")


class UmpanJdihn(Publik):
    """`/publik/feed/document.json`: a bare array, as members of JDIHN publish it. Where the register can't be read the
    answer is 503, never an empty array that would say there is nothing."""

    def get(self, request):
        try:
            sejak = tanggal_dari(request.GET.get("sejak"))
        except ValueError:
            return JsonResponse({"galat": "Tulis «sejak» sebagai TTTT-BB-HH."}, status=400)
        try:
            tanda = quote_etag(tanda_perubahan())
        except DatabaseError:
            return JsonResponse({"galat": "Register sedang tidak dapat dibaca."}, status=503)
        isi = StreamingHttpResponse(_larik(umpan(sejak)), content_type="application/json", headers={"ETag": tanda})
        return get_conditional_response(request, etag=tanda, response=isi)


def _semua(queryset):
    hari_ini = hari_ini_publik()
    for ks in queryset.iterator(chunk_size=POTONGAN):
        yield {"alamat": alamat_publik(ks), **baris_publik(ks, hari_ini)}


def _sel(isi):
    nomor = "; ".join(f"{n['desa']}: {n['nomor']}" for n in isi.get("nomor", []) if n["nomor"])
    ganti = {"pihak": "; ".join(isi["pihak"]), "nomor": nomor, "ditetapkan": isi["tanggal_ditetapkan"]}
    return [(isi | ganti).get(kolom) for kolom in KOLOM]


def _larik(baris):
    """A JSON array, written as its rows come."""
    yield "["
    for n, isi in enumerate(baris):
        yield (",\n" if n else "\n") + json.dumps(isi, ensure_ascii=False, default=str)
    yield "\n]\n"
