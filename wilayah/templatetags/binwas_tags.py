"""Template tags of every page. Formatting itself is in `wilayah.tampilan.format`; look of states in
`wilayah.tampilan.chip`; markup in templates/komponen/."""

import uuid

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html

from wilayah.tampilan import chip as keadaan
from wilayah.tampilan import format as tulis
from wilayah.tampilan.services import saringan_saja
from wilayah.tampilan.tersimpan import tampilan_milik

register = template.Library()

JENIS_MEDIA = "application/pdf,image/jpeg,image/png"
PARAM_HALAMAN = ("page", "halaman")

register.filter("rupiah", tulis.rupiah)
register.filter("ukuran", tulis.ukuran)
register.filter("inisial", tulis.inisial)


@register.filter
def tanggal(nilai, bentuk=""):
    """`{{ d|tanggal }}`, `{{ d|tanggal:"pendek" }}`, `{{ d|tanggal:"tanpa-hari" }}`."""
    return tulis.tanggal(nilai, pendek=bentuk == "pendek", hari=bentuk != "tanpa-hari") if nilai else ""


@register.filter
def waktu(nilai, zona="Asia/Jakarta"):
    """`{{ t|waktu:wilayah.zona }}` → `23 Nov 2026 10.05 WIB`."""
    return tulis.waktu(nilai, zona) if nilai else ""


@register.filter
def waktu_panjang(nilai, zona="Asia/Jakarta"):
    return tulis.waktu(nilai, zona, pendek=False) if nilai else ""


@register.filter
def angka(nilai, desimal=0):
    return tulis.angka(nilai, int(desimal))


@register.filter
def sisa_hari(nilai, hari_ini=None):
    return tulis.sisa_hari(nilai, hari_ini or timezone.localdate()) if nilai else ""


@register.filter
def desakan(nilai, hari_ini=None):
    return tulis.desakan(nilai, hari_ini or timezone.localdate()) if nilai else ""


@register.simple_tag
def ikon(nama, kelas=""):
    """One icon of static/img/ikon.svg; always decorative, the words stand beside it."""
    return format_html(
        '<svg class="i {}" aria-hidden="true"><use href="{}#i-{}"/></svg>',
        kelas,
        static("img/ikon.svg"),
        nama,
    )


@register.simple_tag
def logo():
    return format_html(
        '<svg class="logo" aria-hidden="true"><use href="{}#logo"/></svg>',
        static("img/ikon.svg"),
    )


@register.inclusion_tag("komponen/chip.html")
def chip(nilai, label="", keluarga=None, ikon=""):
    return {"chip": keadaan.chip(nilai, label=label, keluarga=keluarga, ikon=ikon)}


@register.simple_tag
def batang(persen, kelas="batang", target=None, warna=""):
    """A bar of 0–100, in SVG because style attributes are forbidden; decorative, the figure stands beside."""
    lebar = max(0, min(100, float(persen or 0)))
    tanda = "" if target is None else format_html('<rect class="target" x="{}" width="1" height="10"/>', target)
    return format_html(
        '<svg class="{}" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="{}" width="{}" height="10"/>{}</svg>',
        kelas,
        warna,
        f"{lebar:.1f}",
        tanda,
    )


@register.inclusion_tag("komponen/tenggat.html")
def tenggat(tanggal, hari_ini=None, keadaan="", persen=None, besar=False, kata=""):
    """A clock: what is left until `tanggal`. `keadaan` jeda or beres stops it and `kata` says why."""
    hari_ini = hari_ini or timezone.localdate()
    kelas = keadaan or tulis.desakan(tanggal, hari_ini)
    return {
        "kelas": kelas,
        "kata": kata or {"jeda": "Dijeda", "beres": "Selesai"}.get(keadaan) or tulis.sisa_hari(tanggal, hari_ini),
        "tanggal": tanggal,
        "persen": 100 if kelas == "lewat" else persen,
        "besar": besar,
    }


def _ubah_url(context, **ganti):
    """This page's address with some parameters replaced; `None` or "" removes one. The page number is
    dropped: a changed list begins at its first page."""
    tanya = context["request"].GET.copy()
    for kunci in PARAM_HALAMAN:
        tanya.pop(kunci, None)
    for kunci, nilai in ganti.items():
        if nilai in (None, ""):
            tanya.pop(kunci, None)
        else:
            tanya[kunci] = nilai
    return f"?{tanya.urlencode()}"


register.simple_tag(_ubah_url, takes_context=True, name="ubah_url")


@register.inclusion_tag("komponen/kepala_urut.html", takes_context=True)
def kepala_urut(context, label, nama, kelas=""):
    """A column header that sorts by `?urut=nama`, and by `-nama` on the second press."""
    kini = context.get("urut") or context["request"].GET.get("urut", "")
    arah = {nama: "ascending", f"-{nama}": "descending"}.get(kini, "none")
    berikut = f"-{nama}" if arah == "ascending" else nama
    return {
        "label": label,
        "arah": arah,
        "url": _ubah_url(context, urut=berikut),
        "kelas": kelas,
    }


@register.inclusion_tag("komponen/paginasi.html", takes_context=True)
def paginasi(context, halaman, param="page", satuan="baris"):
    """`halaman` is Django's Page object."""
    return {
        "halaman": halaman,
        "satuan": satuan,
        "sebelum": _ubah_url(context, **{param: halaman.previous_page_number()}) if halaman.has_previous() else "",
        "sesudah": _ubah_url(context, **{param: halaman.next_page_number()}) if halaman.has_next() else "",
    }


def _tulisan_nilai(bidang, nilai):
    """What the person chose, in words: the label of a choice, or the text itself."""
    pilihan = dict(getattr(bidang, "choices", None) or ())
    satu_satu = nilai if isinstance(nilai, list | tuple) or hasattr(nilai, "__iter__") else [nilai]
    satu_satu = [nilai] if isinstance(nilai, str) else satu_satu
    return ", ".join(str(pilihan.get(n, n)) for n in satu_satu)


@register.inclusion_tag("komponen/chip_saringan.html", takes_context=True)
def chip_saringan(context, saringan):
    """The filters in force of a django-filter FilterSet, each with the address that removes it."""
    formulir = saringan.form
    if not formulir.is_bound or not formulir.is_valid():
        return {"aktif": [], "bersih": ""}
    aktif = [
        {
            "label": formulir.fields[nama].label,
            "nilai": _tulisan_nilai(formulir.fields[nama], nilai),
            "url": _ubah_url(context, **{nama: None}),
        }
        for nama, nilai in formulir.cleaned_data.items()
        if nama != "urut" and nilai not in (None, "", [], ()) and context["request"].GET.get(nama)
    ]
    return {"aktif": aktif, "bersih": context["request"].path}


@register.inclusion_tag("komponen/tampilan_tersimpan.html", takes_context=True)
def tampilan_tersimpan(context):
    """The person's saved views of this list; costs one query."""
    request = context["request"]
    return {
        "daftar": tampilan_milik(request),
        "kueri": saringan_saja(request.GET.urlencode()),
        "halaman": request.resolver_match.url_name,
        "csrf_token": context["csrf_token"],
    }


@register.inclusion_tag("komponen/bidang.html")
def bidang_formulir(bidang, awalan="", baris=0, autocomplete=""):
    """One form field: label, help, error, control. `awalan` stands before the box, e.g. «Rp»."""
    widget = bidang.field.widget
    jenis = getattr(widget, "input_type", "") or "teks"
    atribut = {}
    if jenis not in ("radio", "checkbox", "file"):
        atribut["class"] = f"{widget.attrs.get('class', '')} kolom".strip()
    if baris:
        atribut["rows"] = baris
    if autocomplete:
        atribut["autocomplete"] = autocomplete
    if jenis == "file":
        atribut["accept"] = widget.attrs.get("accept", JENIS_MEDIA)
    return {
        "bidang": bidang,
        "kendali": bidang.as_widget(attrs=atribut),
        "awalan": awalan,
        "kelompok": widget.use_fieldset,
        "centang": jenis == "checkbox" and not widget.use_fieldset,
    }


@register.filter
def sebutan(wilayah, istilah):
    """The region's own word: `{{ kecamatan|sebutan:"wilayah" }}` is «Kapanewon» in DIY, «Distrik» in Papua."""
    return wilayah.sebutan(istilah)


@register.simple_tag
def kunci_kirim():
    """Hidden input that makes a submit idempotent: the service keeps one result per key."""
    return format_html('<input type="hidden" name="kunci_kirim" value="{}">', uuid.uuid4())


@register.inclusion_tag("komponen/langkah.html")
def langkah(judul, nomor, jumlah, nama, url_kembali="", tersimpan=""):
    """Header of one step of a form."""
    return {
        "judul": judul,
        "nomor": nomor,
        "jumlah": jumlah,
        "nama": nama,
        "url_kembali": url_kembali,
        "tersimpan": tersimpan,
        "ruas": [i <= nomor for i in range(1, jumlah + 1)],
    }
