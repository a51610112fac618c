"""Throws away what has had its day. Nothing here is an act, and nothing is lost that a page still shows."""

from datetime import timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from ..models import SesiPengguna, TautanAkun

UMUR_TAUTAN = timedelta(days=30)


def bersihkan_masuk():
    """Deletes sessions and counts of failures that are over, and links that ended UMUR_TAUTAN ago. Returns how many
    of each."""
    sekarang = timezone.now()
    lampau = sekarang - UMUR_TAUTAN
    usang = {
        "sesi": SesiPengguna.objects.filter(expire_date__lte=sekarang),
        "percobaan masuk": AccessAttempt.objects.filter(attempt_time__lte=sekarang - settings.AXES_COOLOFF_TIME),
        "tautan akun": TautanAkun.objects.filter(
            Q(kedaluwarsa__lte=lampau) | Q(dipakai_pada__lte=lampau) | Q(dibatalkan_pada__lte=lampau)
        ),
    }
    return {nama: baris.delete()[0] for nama, baris in usang.items()}
