"""Telling people, in the same transaction as the act they are told of."""

from django.utils import timezone

from .models import Pemberitahuan


def beri_tahu(*, penerima, judul, isi="", tautan, penting=False, kecuali=None):
    """One message for each person of `penerima` (an iterable of Pengguna) but `kecuali`, who acted and knows; `tautan`
    is a path of this site.

    Whoever may not open `tautan` must not be among them: the title itself tells something.
    """
    sekarang = timezone.now()
    unik = {p.pk: p for p in penerima if p != kecuali}.values()
    return Pemberitahuan.objects.bulk_create(
        Pemberitahuan(
            penerima=p, judul=judul[:160], isi=isi[:500], tautan=tautan, penting=penting, dibuat_pada=sekarang
        )
        for p in unik
    )


def tandai_dibaca(*, pengguna, tautan=None, id_publik=None):
    """Marks the person's own messages read: one, those that lead to `tautan`, or all. Not an act, so no trail."""
    pesan = Pemberitahuan.objects.milik(pengguna).belum_dibaca()
    if tautan:
        pesan = pesan.filter(tautan=tautan)
    if id_publik:
        pesan = pesan.filter(id_publik=id_publik)
    return pesan.update(dibaca_pada=timezone.now())
