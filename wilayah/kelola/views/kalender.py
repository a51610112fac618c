"""`/kalender/`: which days are no working days, and by which decree. Everyone reads it; Pusat confirms the nation's, a
region its own."""

from calendar import Calendar
from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from wilayah.kalender import services as layanan
from wilayah.kalender.enums import BULAN
from wilayah.kalender.models import HariLibur
from wilayah.kalender.queries import (
    baris_libur,
    boleh_menetapkan_libur,
    keputusan_libur,
    pekan_untuk,
    tahun_diketahui,
)
from wilayah.kalender.usulan import TAHUN, usulkan
from wilayah.pengguna.queries_kantor import kantor_terlihat
from wilayah.pohon.models import KODE_PUSAT, Wilayah
from wilayah.regulasi.queries import boleh_menetapkan_acuan
from wilayah.tampilan.format import tanggal
from wilayah.tampilan.views import baca_angka

from ..forms.kalender import FormHapusLibur, FormHariNasional, FormLiburDaerah, FormSkb
from .yakin import tanya


@dataclass(frozen=True)
class Hari:
    tanggal: date
    libur: object = None
    akhir_pekan: bool = False
    luar: bool = False

    @property
    def jenis(self):
        if self.libur:
            return self.libur.jenis
        return "pekan" if self.akhir_pekan else ""


class Kalender(TemplateView):
    """One year for one region: the hat's own unless another is asked for."""

    template_name = "wilayah/kelola/kalender.html"

    def dispatch(self, request, *args, **kwargs):
        self.wilayah = self._wilayah(request)
        self.boleh = boleh_menetapkan_libur(request.user, self.wilayah)
        return super().dispatch(request, *args, **kwargs)

    def _wilayah(self, request):
        dasar = Wilayah.objects.select_related("induk__induk__induk__induk")
        if kode := request.GET.get("wilayah", ""):
            return get_object_or_404(dasar, kode=kode[:13].replace("\x00", ""))
        topi = getattr(request, "topi", None)
        return dasar.get(pk=topi.wilayah_id) if topi else dasar.get(kode=KODE_PUSAT)

    def get_context_data(self, **kwargs):
        hari_ini = self.wilayah.hari_ini()
        tahun = baca_angka(self.request.GET.get("tahun", "")) or hari_ini.year
        if tahun not in TAHUN:
            raise Http404
        baris = baris_libur(self.wilayah, tahun)
        libur = {b.tanggal: b for b in baris}
        diketahui, pekan = tahun_diketahui(), pekan_untuk(self.wilayah)
        return super().get_context_data(
            wilayah=self.wilayah,
            tahun=tahun,
            pilihan_tahun=sorted({*diketahui, tahun - 1, tahun, tahun + 1, hari_ini.year}),
            diketahui=tahun in diketahui,
            bulan=_bulan(tahun, libur, pekan),
            daftar=sorted(libur.values(), key=lambda b: b.tanggal),
            dasar_umum=_dasar_terbanyak(baris),
            keputusan=keputusan_libur(tahun),
            hari_ini=hari_ini,
            enam_hari=pekan.hari(date(tahun, 12, 31)) == 6,
            boleh=self.boleh,
            boleh_nasional=boleh_menetapkan_acuan(self.request.user),
            form=kwargs.pop("form", None) or FormLiburDaerah(),
            **kwargs,
        )


def _dasar_terbanyak(baris):
    """The decree behind most of the nation's days: said once, not on every line."""
    dasar = Counter(b.dasar for b in baris if b.wilayah_id is None)
    return dasar.most_common(1)[0][0] if dasar else ""


def _bulan(tahun, libur, pekan):
    """[(name, weeks of Hari)] of the year, Monday first."""
    return [(BULAN[n - 1], _minggu(tahun, n, libur, pekan)) for n in range(1, 13)]


def _minggu(tahun, bulan, libur, pekan):
    return [
        [
            Hari(h, libur.get(h), h.weekday() >= pekan.hari(h)) if h.month == bulan else Hari(h, luar=True)
            for h in minggu
        ]
        for minggu in Calendar().monthdatescalendar(tahun, bulan)
    ]


class LiburDaerah(Kalender):
    """A region's own holiday, added or taken back; asked twice, with the clocks that it moves."""

    http_method_names = ("post",)

    def dispatch(self, request, *args, **kwargs):
        self.wilayah = get_object_or_404(Wilayah.objects.select_related("induk__induk"), kode=kwargs["kode"])
        self.boleh = boleh_menetapkan_libur(request.user, self.wilayah)
        if not self.boleh:
            if kantor_terlihat(request.user, self.wilayah):
                raise PermissionDenied
            raise Http404
        return TemplateView.dispatch(self, request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if nomor := request.POST.get("hapus"):
            return self._hapus(request, nomor)
        form = FormLiburDaerah(request.POST)
        return self._jalankan(
            form,
            (layanan.tetapkan_libur_daerah, layanan.akibat_libur_daerah),
            {"wilayah": self.wilayah},
            judul=f"Libur daerah {self.wilayah.nama_lengkap}",
            tombol="Tetapkan libur",
            pesan="Libur daerah dicatat. Tenggat yang berubah sudah dihitung ulang.",
        )

    def _hapus(self, request, nomor):
        libur = get_object_or_404(HariLibur.objects.filter(wilayah=self.wilayah), pk=baca_angka(nomor))
        form = FormHapusLibur(request.POST)
        return self._jalankan(
            form,
            (layanan.hapus_libur_daerah, layanan.akibat_hapus_libur),
            {"libur": libur},
            judul=f"Hapus libur daerah {libur.nama}, {tanggal(libur.tanggal)}",
            tombol="Hapus libur",
            pesan="Libur daerah dihapus. Tenggat yang berubah sudah dihitung ulang.",
            tersembunyi={"hapus": libur.pk},
        )

    def _jalankan(self, form, layanan_, objek, *, judul, tombol, pesan, tersembunyi=None):
        """`layanan_` are the act, and what says beforehand what it would do; `objek` is what both act on."""
        alamat = f"{reverse('kalender')}?wilayah={self.wilayah.kode}"
        if not form.is_valid():
            return self._salah(form, alamat)
        jalan, akibat = layanan_
        yakin = "yakin" in self.request.POST
        try:
            kalimat = (jalan if yakin else akibat)(**objek, **form.cleaned_data, oleh=self.request.user)
        except ValidationError as galat:
            form.add_error(None, galat)
            return self._salah(form, alamat)
        if yakin:
            messages.success(self.request, pesan)
            return HttpResponseRedirect(alamat)
        return tanya(
            self.request,
            judul=judul,
            kalimat=kalimat,
            form=form,
            kembali=alamat,
            tombol=tombol,
            tersembunyi=tersembunyi,
        )

    def _salah(self, form, alamat):
        if isinstance(form, FormLiburDaerah):
            return self.render_to_response(self.get_context_data(form=form), status=422)
        messages.error(self.request, "Tulis mengapa libur ini dihapus.")
        return HttpResponseRedirect(alamat)


class LiburNasional(TemplateView):
    """The nation's holidays of a year: what stands, what the library proposes, ticked against the decree."""

    template_name = "wilayah/kelola/kalender_nasional.html"

    def dispatch(self, request, *args, **kwargs):
        if kwargs["tahun"] not in TAHUN:
            raise Http404
        if not boleh_menetapkan_acuan(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        tahun = self.kwargs["tahun"]
        usulan = {u.tanggal: u for u in usulkan(tahun)}
        ada = {b.tanggal: b for b in HariLibur.objects.filter(wilayah__isnull=True, tanggal__year=tahun)}
        hari = kwargs.pop("hari", None) or self._hari(tahun, ada, usulan)
        return super().get_context_data(
            hari=hari,
            baris=[(f, _asal(f, ada, usulan)) for f in hari],
            form=kwargs.pop("form", None) or FormSkb(initial={"dasar": self._dasar(tahun, ada)}),
            keputusan=keputusan_libur(tahun),
            **kwargs | {"tahun": tahun},
        )

    def _hari(self, tahun, ada, usulan):
        semua = [ada.get(h) or usulan[h] for h in sorted({*ada, *usulan})]
        awal = [{"tanggal": b.tanggal, "nama": b.nama, "jenis": b.jenis, "pakai": b.tanggal in ada} for b in semua]
        return FormHariNasional(initial=awal, prefix="hari")

    def _dasar(self, tahun, ada):
        keputusan = keputusan_libur(tahun)
        return keputusan.dasar if keputusan else next((b.dasar.split(";")[0] for b in ada.values()), "")

    def post(self, request, *args, **kwargs):
        form, hari = FormSkb(request.POST), FormHariNasional(request.POST, prefix="hari")
        hari.tahun = tahun = self.kwargs["tahun"]
        if not (form.is_valid() & hari.is_valid()):
            return self.render_to_response(self.get_context_data(form=form, hari=hari), status=422)

        isi = {"tahun": tahun, "hari": hari.hari(), "dasar": form.cleaned_data["dasar"], "oleh": request.user}
        if "yakin" not in request.POST:
            return self._tanya(form, isi)
        layanan.tetapkan_libur_nasional(**isi)
        messages.success(request, f"Hari libur {tahun} ditetapkan. Tenggat yang berubah sudah dihitung ulang.")
        return HttpResponseRedirect(f"{reverse('kalender')}?tahun={tahun}")

    def _tanya(self, form, isi):
        tahun = isi["tahun"]
        return tanya(
            self.request,
            judul=f"Hari libur nasional {tahun}: {len(isi['hari'])} hari",
            kalimat=layanan.akibat_libur_nasional(**isi),
            form=form,
            kembali=reverse("kalender_nasional", args=[tahun]),
            tombol=f"Tetapkan hari libur {tahun}",
            tersembunyi={nama: nilai for nama, nilai in self.request.POST.items() if nama.startswith("hari-")},
        )


def _asal(form, ada, usulan):
    hari = form["tanggal"].initial if not form.is_bound else form.cleaned_data.get("tanggal")
    if hari in ada:
        return "tercatat"
    if hari in usulan:
        return "perkiraan" if usulan[hari].perkiraan else "usulan"
    return "baru"
