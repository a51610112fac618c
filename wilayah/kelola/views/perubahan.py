"""Changes of the map: their history for everyone, and the pages by which Pusat makes one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View
from django.views.generic import DetailView, ListView

from wilayah.cakupan.queries import punya_di_mana_saja
from wilayah.kelola.forms.perubahan import FORM, FormRekonsiliasi
from wilayah.pohon import dampak
from wilayah.pohon.enums import JenisPerubahan
from wilayah.pohon.models import PerubahanWilayah, Wilayah
from wilayah.pohon.queries_perubahan import dugaan, susun, wilayah_hilang
from wilayah.pohon.services_perubahan import IZIN, selesaikan_hilang, tetapkan_perubahan
from wilayah.tampilan.ekspor import BENTUK
from wilayah.tampilan.format import tanggal
from wilayah.tampilan.formulir import pindahkan_galat

ARTI = {
    JenisPerubahan.MEKAR: "Wilayah baru dibentuk dari sebuah wilayah; bagian di bawahnya dapat ikut pindah.",
    JenisPerubahan.PINDAH_INDUK: "Wilayah yang sama berpindah ke induk lain, misalnya kecamatan ke kabupaten lain.",
    JenisPerubahan.GANTI_KODE: "Wilayah yang sama memperoleh kode lain di bawah induk yang sama.",
    JenisPerubahan.GANTI_NAMA: "Wilayah yang sama memperoleh nama lain.",
    JenisPerubahan.GABUNG: "Beberapa wilayah menjadi satu; yang lama tidak aktif dan diteruskan.",
    JenisPerubahan.UBAH_STATUS: "Desa menjadi kelurahan, atau sebaliknya: subjek hukum yang lain.",
    JenisPerubahan.HAPUS: "Wilayah berakhir, dengan atau tanpa penerus.",
}


def boleh_mengubah(pengguna):
    return punya_di_mana_saja(pengguna, IZIN)


class HanyaPenetapPeta:
    def dispatch(self, request, *args, **kwargs):
        if not boleh_mengubah(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class DaftarPerubahan(ListView):
    """The history of the map: reference data, readable by everyone; figures of agreements stand only where they were
    decided."""

    template_name = "wilayah/perubahan/daftar.html"
    paginate_by = 50

    def get_queryset(self):
        tanya, semua = self.request.GET, PerubahanWilayah.objects.all()
        if tanya.get("jenis") in JenisPerubahan.values:
            semua = semua.filter(jenis=tanya["jenis"])
        if (tahun := tanya.get("tahun", "")).isascii() and tahun.isdigit() and len(tahun) == 4 and int(tahun):
            semua = semua.filter(tanggal__year=tahun)
        if (provinsi := tanya.get("provinsi", "")).isascii() and provinsi.isdigit() and len(provinsi) == 2:
            # icontains: a plain `contains` under a key of JSON asks for an equal value, and SQLite has none.
            semua = semua.filter(rincian__provinsi__icontains=f"|{provinsi}|")
        return semua

    def get(self, request, *args, **kwargs):
        if request.GET.get("ekspor") in BENTUK:
            return self.ekspor(request.GET["ekspor"])
        return super().get(request, *args, **kwargs)

    def ekspor(self, bentuk):
        judul = ["tanggal", "jenis", "kode_lama", "kode_baru", "dasar_hukum", "keterangan"]
        isi = (
            [p.tanggal, p.jenis, p.rincian["kode_lama"], p.rincian["kode_baru"], p.dasar_hukum, p.keterangan]
            for p in self.get_queryset().iterator(chunk_size=500)
        )
        return BENTUK[bentuk]("perubahan-wilayah", judul, isi)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            jenis=JenisPerubahan.choices,
            provinsi=Wilayah.objects.filter(tingkat=1).order_by("kode"),
            boleh=boleh_mengubah(self.request.user),
            tanya=(tanya := {n: self.request.GET.get(n, "") for n in ("jenis", "tahun", "provinsi")}),
            ada_saringan=any(tanya.values()),
            **kwargs,
        )


class RinciPerubahan(DetailView):
    queryset = PerubahanWilayah.objects.select_related("oleh")
    slug_field = slug_url_kwarg = "id_publik"
    template_name = "wilayah/perubahan/rinci.html"
    context_object_name = "perubahan"

    def get_context_data(self, **kwargs):
        atas = "induk__induk__induk"
        return super().get_context_data(
            asal=self.object.asal.select_related(atas).order_by("kode")[:50],
            hasil=self.object.hasil.select_related(atas).order_by("kode")[:50],
            boleh=boleh_mengubah(self.request.user),
            **kwargs,
        )


class PerubahanBaru(HanyaPenetapPeta, View):
    """Choose the kind, state what the law states, see what it touches, confirm."""

    def get(self, request):
        if (jenis := request.GET.get("jenis")) not in JenisPerubahan.values:
            pilihan = [(j, ARTI[j]) for j in FORM]
            return render(request, "wilayah/perubahan/pilih.html", {"pilihan": pilihan})
        return self._isi(jenis, FORM[jenis](initial={"wilayah": request.GET.get("wilayah", "")}))

    def post(self, request):
        if (jenis := request.GET.get("jenis")) not in JenisPerubahan.values:
            return redirect("perubahan_baru")
        form = FORM[jenis](request.POST)
        if not form.is_valid():
            return self._isi(jenis, form, status=422)
        try:
            return self._tetapkan(jenis, form) if "yakin" in request.POST else self._tanya(jenis, form)
        except ValidationError as galat:
            pindahkan_galat(form, galat)
            return self._isi(jenis, form, status=422)

    def _isi(self, jenis, form, status=200):
        isi = {"form": form, "jenis": JenisPerubahan(jenis), "arti": ARTI[jenis]}
        return render(self.request, "wilayah/perubahan/isi.html", isi, status=status)

    def _tanya(self, jenis, form):
        rencana = susun(jenis, **form.isian(), **form.ketetapan())
        hitungan = dampak.hitung(rencana)
        isi = {
            "form": form,
            "jenis": JenisPerubahan(jenis),
            "rencana": rencana,
            "hitungan": hitungan,
            "sidik": dampak.sidik(rencana, hitungan),
        }
        return render(self.request, "wilayah/perubahan/pratinjau.html", isi)

    def _tetapkan(self, jenis, form):
        perubahan = tetapkan_perubahan(
            jenis=jenis,
            isian=form.isian(),
            oleh=self.request.user,
            sidik=self.request.POST.get("sidik") or "-",
            **form.ketetapan(),
        )
        pesan = f"{perubahan.get_jenis_display()} ditetapkan, berlaku sejak {tanggal(perubahan.tanggal)}."
        messages.success(self.request, pesan)
        return redirect("perubahan_rinci", id_publik=perubahan.id_publik)


class Rekonsiliasi(HanyaPenetapPeta, ListView):
    """Regions that an edition no longer lists. What looks like them is offered; a person says what became of them."""

    template_name = "wilayah/perubahan/rekonsiliasi.html"
    paginate_by = 25

    def get_queryset(self):
        return wilayah_hilang()

    def get_context_data(self, **kwargs):
        isi = super().get_context_data(**kwargs)
        return isi | {"baris": dugaan(isi["object_list"])}

    def post(self, request):
        form = FormRekonsiliasi(request.POST)
        kembali = HttpResponseRedirect(reverse("rekonsiliasi"))
        if not form.is_valid():
            messages.error(request, " ".join(g for daftar in form.errors.values() for g in daftar))
            return kembali
        try:
            selesaikan_hilang(**form.cleaned_data, oleh=request.user)
        except ValidationError as galat:
            messages.error(request, " ".join(galat.messages))
            return kembali
        messages.success(request, "Keputusan dicatat.")
        return kembali
