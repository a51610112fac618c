"""The page that says what an act would do, before it is done. Its form comes back with `yakin` and the same fields."""

from datetime import date, time

from django.shortcuts import render

from wilayah.tampilan.format import tanggal


def tanya(request, *, judul, kalimat, form, kembali, tombol, tersembunyi=None):
    """`form` is valid; `tersembunyi` are further fields that the act needs."""
    return render(
        request,
        "wilayah/kelola/yakin.html",
        {
            "judul": judul,
            "kalimat": kalimat,
            "form": form,
            "rincian": [(b.label, _tulis(b)) for b in form if form.cleaned_data.get(b.name) not in (None, "", [])],
            "tersembunyi": tersembunyi or {},
            "kembali": kembali,
            "tombol": tombol,
        },
    )


def _tulis(bidang):
    nilai = bidang.form.cleaned_data[bidang.name]
    if pilihan := dict(getattr(bidang.field, "choices", ())):
        return pilihan.get(nilai, nilai)
    if isinstance(nilai, bool):
        return "ya" if nilai else "tidak"
    if isinstance(nilai, date):
        return tanggal(nilai)
    return f"{nilai:%H.%M}" if isinstance(nilai, time) else nilai
