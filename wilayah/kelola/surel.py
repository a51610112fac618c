"""The link by mail, where the machine has a mail server; otherwise the admin hands it on."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse

from wilayah.pengguna.services.akun import MASA_TAUTAN

log = logging.getLogger(__name__)
ISI = """Yth. {nama},

Akun BINWAS Kerja Sama Desa Anda siap. Buka tautan ini untuk menetapkan kata sandi:

{alamat}

Tautan berlaku {hari} hari dan hanya dapat dipakai satu kali. Bila Anda tidak merasa memintanya, abaikan surel ini.
"""


def alamat_aktivasi(kode):
    return f"{settings.BINWAS_ALAMAT}{reverse('aktivasi', args=[kode])}"


def konteks_tautan(orang, kode):
    """What the page of a link shows, once: only the hash of the code is kept. Mails it too, where that can be done."""
    hari = MASA_TAUTAN.days
    return {
        "orang": orang,
        "alamat": alamat_aktivasi(kode),
        "hari": hari,
        "bersurel": kirim_surel(orang, kode, hari),
    }


def surel_tersedia():
    return bool(settings.EMAIL_HOST)


def kirim_surel(orang, kode, hari):
    """Whether the mail server took the message. Where it did not, the page still shows the link."""
    if not (surel_tersedia() and orang.surel):
        return False
    isi = ISI.format(nama=orang.nama, alamat=alamat_aktivasi(kode), hari=hari)
    try:
        return bool(send_mail("Akun BINWAS Kerja Sama Desa", isi, None, [orang.surel]))
    except (SMTPException, OSError):
        log.exception("The link could not be mailed")
        return False
