"""How an agreement is told in one line, and the door through which registered panels reach its page."""

from django import template

from kerjasama import panels
from kerjasama.enums import Tanggapan
from kerjasama.queries.angka import HABIS_MASA
from kerjasama.rules.pihak_ketiga import samarkan

register = template.Library()

PIHAK_TAMPIL = 3


@register.filter
def nama_pendek(pihak):
    return pihak.nama_pendek


@register.filter
def para_pihak(pihak):
    """«Kalurahan A, Kalurahan B, dan 2 pihak lain»."""
    nama = [nama_pendek(p) for p in pihak]
    sisa = len(nama) - PIHAK_TAMPIL
    if sisa <= 0:
        return ", ".join(nama)
    return f"{', '.join(nama[:PIHAK_TAMPIL])}, dan {sisa} pihak lain"


register.filter("samar", samarkan)


@register.filter
def ada_keberatan(pihak):
    return any(p.tanggapan == Tanggapan.KEBERATAN for p in pihak)


@register.simple_tag
def keadaan(kerja_sama, hari_ini):
    """The status as people read it: past its last day is «habis masa», although no act has ended it."""
    return HABIS_MASA if kerja_sama.habis_masa(hari_ini) else kerja_sama.status


@register.inclusion_tag("kerjasama/_giliran.html", takes_context=True)
def berikutnya(context, kerja_sama):
    """Whose turn it is, beneath an act: nobody is left with nothing but a receipt of what they did."""
    return {"giliran": panels.giliran_terdaftar(context["request"], kerja_sama)}


@register.simple_tag(takes_context=True)
def isi_panel(context, terisi):
    """The body of a registered panel, with its own variables over those of the page."""
    templat = context.template.engine.get_template(terisi.panel.templat)
    with context.push(**terisi.isi):
        return templat.render(context)
