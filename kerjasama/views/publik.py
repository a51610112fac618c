"""The public register: `/publik/`, for whoever asks, without an account."""

import json

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db import DatabaseError
from django.http import Http404, HttpResponse, HttpResponseNotModified, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.http import quote_etag
from django.views import View
from django.views.decorators.cache import cache_control, cache_page

from kerjasama.filters import SaringanPublik
from kerjasama.queries.publik import (
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

SIMPAN = 300  # seconds that an answer may be kept; so long an agreement that was just closed may still be read
SEHALAMAN = 20
HALAMAN_TERAKHIR = 100
KOLOM = ("alamat", "judul", "jenis", "pihak", "bidang", "urusan", "keadaan", "ditetapkan", "mulai", "sampai", "nomor")


@method_decorator([login_not_required, cache_control(public=True, max_age=SIMPAN)], name="dispatch")
class Publik(View):
    """Base of these pages: the same for everyone, so any cache between may keep them."""


@method_decorator(cache_page(SIMPAN), name="dispatch")
class DaftarPublik(Publik):
    def get(self, request):
        saringan = SaringanPublik(request.GET, queryset=register(), request=request)
        halaman = Paginator(saringan.qs, SEHALAMAN).get_page(_halaman(request.GET.get("page")))
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


def _halaman(teks):
    """Beyond the last page that is counted out an offset costs more than a narrower search."""
    return min(int(teks), HALAMAN_TERAKHIR) if teks and teks.isascii() and teks.isdigit() and len(teks) < 6 else 1


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
        saringan = SaringanPublik(request.GET, queryset=register(), request=request)
        return kirim_csv("register-kerja-sama", KOLOM, (_sel(isi) for isi in _semua(saringan.qs, request)))


class DataJson(Publik):
    def get(self, request):
        saringan = SaringanPublik(request.GET, queryset=register(), request=request)
        return StreamingHttpResponse(_larik(_semua(saringan.qs, request)), content_type="application/json")


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
        if request.headers.get("If-None-Match") == tanda:
            return HttpResponseNotModified(headers={"ETag": tanda})
        isi = StreamingHttpResponse(_larik(umpan(sejak)), content_type="application/json", headers={"ETag": tanda})
        return HttpResponse(status=200, headers=isi.headers) if request.method == "HEAD" else isi


def _semua(queryset, request):
    hari_ini = hari_ini_publik()
    for ks in queryset.iterator(chunk_size=POTONGAN):
        alamat = request.build_absolute_uri(f"/publik/{ks.id_publik}/")
        yield {"alamat": alamat, **baris_publik(ks, hari_ini)}


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
