"""What signing in needs to know of a person."""

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Exists, Max, OuterRef, Q, Subquery, Sum
from django.utils import timezone

from wilayah.pohon.enums import Tingkat

from .models import Penugasan, SakelarKantor
from .perangkat import awalan_ip


def tugas_kini(pengguna):
    """Assignments that hold now, highest region first, with what the office of each has decided about the second
    factor (`dua_faktor`, None: nothing) and whether the person has one (`punya_kode`): asked with every request, so
    it must not cost a query of its own."""
    hari_ini = timezone.localdate()
    sakelar = SakelarKantor.objects.filter(
        Q(berlaku_sampai=None) | Q(berlaku_sampai__gte=hari_ini),
        kantor=OuterRef("wilayah"),
        kunci=SakelarKantor.Kunci.DUA_FAKTOR,
        berlaku_sejak__lte=hari_ini,
    )
    punya = Authenticator.objects.filter(user=OuterRef("pengguna"), type=Authenticator.Type.TOTP)
    tugas = (
        Penugasan.objects.berlaku()
        .filter(pengguna=pengguna)
        .annotate(dua_faktor=Subquery(sakelar.order_by("-berlaku_sejak").values("nyala")[:1]), punya_kode=Exists(punya))
    )
    return list(tugas.select_related("wilayah__induk__induk__induk__induk").order_by("wilayah__tingkat", "pk"))


def wajib_kode_kedua(tugas):
    """Whether one of `tugas_kini` is an office of a kabupaten or above that asks for a second factor."""
    return any(
        t.wilayah.tingkat <= Tingkat.KABUPATEN
        and (settings.BINWAS_DUA_FAKTOR if t.dua_faktor is None else t.dua_faktor)
        for t in tugas
    )


def kewajiban(pengguna, tugas):
    """What the person must do before anything else: `sandi`, `kode_kedua`, or ""."""
    if pengguna.harus_ganti_sandi:
        return "sandi"
    return "kode_kedua" if wajib_kode_kedua(tugas) and not tugas[0].punya_kode else ""


def kunci_masuk(pengguna):
    """Networks from which the person is locked out now, each with the end of it. Read off what django-axes counted:
    a row written at the moment of locking would take longer for an account that exists."""
    terkunci = (
        AccessAttempt.objects.filter(
            username=pengguna.username, attempt_time__gt=timezone.now() - settings.AXES_COOLOFF_TIME
        )
        .values("ip_address")
        .annotate(kali=Sum("failures_since_start"), terakhir=Max("attempt_time"))
        .filter(kali__gte=settings.AXES_FAILURE_LIMIT)
        .order_by("-terakhir")
    )
    return [
        {
            "jaringan": str(awalan_ip(baris["ip_address"] or "")),
            "kali": baris["kali"],
            "sampai": baris["terakhir"] + settings.AXES_COOLOFF_TIME,
        }
        for baris in terkunci
    ]
