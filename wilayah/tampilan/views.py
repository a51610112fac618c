"""Base views that call the scope themselves. A page on a region-bound model names its model and power; one that
forgets does not start."""

import re
import uuid

from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.views.generic import DetailView, ListView

from wilayah.cakupan.queries import punya_di_mana_saja

from .ekspor import BATAS_XLSX, BENTUK, baris_ekspor

HALAMAN_TERAKHIR = 100
KUNCI_TERBANYAK = 5000  # whoever has more pays for a count
POLA_KUNCI = re.compile(r"[0-9A-Za-z-]{8,64}")


def kunci_kiriman(request):
    """The idempotency key that the page gave to its form. Anything else gets a key of its own: an empty one shared by
    all forms of a person would answer the second with what the first made."""
    kunci = request.POST.get("kunci_kirim", "")
    return kunci if POLA_KUNCI.fullmatch(kunci) else uuid.uuid4().hex


def baca_angka(tulisan):
    """A version or the like that a form carries; 0 for what is no small number."""
    return int(tulisan) if tulisan and tulisan.isascii() and tulisan.isdigit() and len(tulisan) < 10 else 0


def tanpa_ekspor(kueri):
    """The query string of a list, without its page and form of export."""
    return urlencode([(k, n) for k, daftar in kueri.lists() for n in daftar if k not in ("ekspor", "page")])


class Tercakup:
    """What the scoped views share. `izin` are the powers any of which opens a row; outside them the answer is 404."""

    model = None
    izin = ()

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        if cls.model is not None and hasattr(cls.model, "jalur_cakupan") and not cls.izin:
            raise ImproperlyConfigured(f"{cls.__name__} reads {cls.model.__name__} but names no `izin`.")

    def tercakup(self):
        """The rows this person may see."""
        if self.model is None or not self.izin:
            raise ImproperlyConfigured(f"{type(self).__name__} names no model and izin.")
        return self.model._default_manager.dalam_cakupan(self.request.user, *self.izin)

    def get_queryset(self):
        return self.tercakup()


class HanyaPemegang:
    """Opens to whoever holds the power `perlu` anywhere: a page that begins something has no object to ask about. Whose
    it may be, the page asks by itself."""

    perlu = ""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not punya_di_mana_saja(request.user, self.perlu):
            raise PermissionDenied(self.perlu)
        return super().dispatch(request, *args, **kwargs)


class HalamanTerbatas(Paginator):
    """Page numbers end at HALAMAN_TERAKHIR: beyond it an offset costs more than a narrower filter."""

    @property
    def num_pages(self):
        return min(super().num_pages, HALAMAN_TERAKHIR)

    def kunci_sehalaman(self, halaman):
        return list(halaman.object_list.prefetch_related(None).values_list("pk", flat=True))


class HalamanBerkunci(HalamanTerbatas):
    """Finds the keys of all its pages at once. Where these are all there are they need no count, which costs as much
    as finding them."""

    @property
    def terbanyak(self):
        return max(KUNCI_TERBANYAK, HALAMAN_TERAKHIR * self.per_page)

    @cached_property
    def kunci(self):
        return list(self.object_list.prefetch_related(None).values_list("pk", flat=True)[: self.terbanyak + 1])

    @cached_property
    def count(self):
        return len(self.kunci) if len(self.kunci) <= self.terbanyak else super().count

    def kunci_sehalaman(self, halaman):
        awal = (halaman.number - 1) * self.per_page
        return self.kunci[awal : awal + self.per_page]


class DaftarTercakup(Tercakup, ListView):
    """A list: filtered by `filterset_class`, sorted by `urutan` (?urut=), paged, and exported by ?ekspor=csv or xlsx.

    `urutan` maps a key of the address to order_by fields; `kolom_ekspor` lists (heading, function of a row);
    `terkait` names what each line shows of other tables.
    """

    paginate_by = 25
    paginator_class = HalamanTerbatas
    filterset_class = None
    urutan = {}
    urutan_bawaan = ""
    kolom_ekspor = ()
    nama_ekspor = "daftar"
    terkait = ()

    def get_queryset(self):
        dasar = self.dasar()
        self.filterset = self.filterset_class(self.request.GET, queryset=dasar, request=self.request)
        return self.filterset.qs.order_by(*self.urut_terpilih())

    def dasar(self):
        """Scoped rows; override to leave some out, or to prefetch what a line shows."""
        return self.tercakup()

    def urut_terpilih(self):
        kunci = self.request.GET.get("urut", self.urutan_bawaan)
        bidang = self.urutan.get(kunci.lstrip("-")) or self.urutan[self.urutan_bawaan.lstrip("-")]
        if not kunci.startswith("-"):
            return bidang
        return [b[1:] if b.startswith("-") else f"-{b}" for b in bidang]

    def get(self, request, *args, **kwargs):
        bentuk = request.GET.get("ekspor")
        if bentuk in BENTUK and self.kolom_ekspor:
            return self.ekspor(bentuk)
        return super().get(request, *args, **kwargs)

    def ekspor(self, bentuk):
        baris = self._dengan_terkait(self.get_queryset())
        if bentuk == "xlsx" and self.get_paginator(baris, self.paginate_by).count > BATAS_XLSX:
            batas = f"{BATAS_XLSX:,}".replace(",", ".")
            messages.error(self.request, f"XLSX memuat paling banyak {batas} baris. Unduh CSV, atau saring dahulu.")
            return HttpResponseRedirect(f"{self.request.path}?{tanpa_ekspor(self.request.GET)}")
        return BENTUK[bentuk](
            self.nama_ekspor, [judul for judul, _ in self.kolom_ekspor], baris_ekspor(self.kolom_ekspor, baris)
        )

    def paginate_queryset(self, queryset, page_size):
        """A page number that is no number or too high leads to the nearest page, not to an error."""
        paginator = self.get_paginator(queryset, page_size)
        halaman = paginator.get_page(self.request.GET.get("page"))
        if self.terkait:
            halaman.object_list = self._lengkapi(queryset, paginator.kunci_sehalaman(halaman))
        return paginator, halaman, halaman.object_list, halaman.has_other_pages()

    def _lengkapi(self, queryset, kunci):
        """The rows of a page with `terkait` beside them. The keys are found first: with so many tables in one question
        PostgreSQL stops looking for the best order, and applies the scope last."""
        polos = queryset.order_by()
        polos.query.clear_where()  # scope and filters have found the keys: asking them again costs as much as that did
        baris = {b.pk: b for b in self._dengan_terkait(polos.filter(pk__in=kunci))}
        return [baris[k] for k in kunci if k in baris]

    def _dengan_terkait(self, queryset):
        return queryset.select_related(*self.terkait) if self.terkait else queryset

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            filterset=self.filterset, urut=self.request.GET.get("urut", self.urutan_bawaan), **kwargs
        )


class RinciTercakup(Tercakup, DetailView):
    """One row by its public id: the detail check is the scope of the list."""

    slug_field = "id_publik"
    slug_url_kwarg = "id_publik"
