"""Telling a person what an admin did to the own account: in the inbox, by mail, and when they next sign in."""

from functools import partial

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from wilayah.pengguna.akibat_akun import Tindakan, daftarkan

from .models import Pemberitahuan
from .services import beri_tahu

JUDUL = {
    Tindakan.SANDI: "Tautan atur ulang kata sandi Anda dibuat",
    Tindakan.KODE_KEDUA: "Kode kedua Anda diatur ulang",
    Tindakan.SUREL: "Alamat surel akun Anda diubah",
}
ISI = (
    "Oleh {oleh} pada {pada}. Bila bukan atas permintaan Anda, segera hubungi admin lain di kantor Anda "
    "atau admin di atasnya."
)


def pasang():
    daftarkan(kabari, ingatan)


def kabari(*, tindakan, pengguna, oleh, surel):
    judul, isi = JUDUL[tindakan], ISI.format(oleh=oleh.nama, pada=_sekarang(pengguna))
    beri_tahu(penerima=[pengguna], judul=judul, isi=isi, tautan=reverse("akun"))
    if settings.EMAIL_HOST and surel:
        surat = partial(send_mail, f"{judul}: BINWAS Kerja Sama Desa", f"{judul}. {isi}", None, [surel])
        transaction.on_commit(surat, robust=True)


def ingatan(pengguna):
    """What the person has not read yet of this, to be shown on the first page after signing in."""
    pesan = (
        Pemberitahuan.objects.milik(pengguna).belum_dibaca().filter(judul__in=JUDUL.values(), tautan=reverse("akun"))
    )
    return [f"{satu.judul}. {satu.isi}" for satu in pesan]


def _sekarang(pengguna):
    tugas = pengguna.penugasan.select_related("wilayah__induk__induk__induk").order_by("-sebelum", "pk").first()
    saat = timezone.localtime(timezone=tugas.wilayah.zona if tugas else None)
    return f"{date_format(saat, 'j F Y')} pukul {saat:%H.%M %Z}"
