"""How long a password must be. No forced rotation and no rules of composition (NIST SP 800-63B, 3.1.1.2)."""

from django.contrib.auth.password_validation import MinimumLengthValidator

from .models import Penugasan

PANJANG = 8
PANJANG_DINAS = 10
TINGKAT_DINAS = 2


class PanjangMenurutPeran(MinimumLengthValidator):
    """Ten letters for whoever holds an office of a kabupaten or above: one such account reaches many desa."""

    def __init__(self):
        super().__init__(PANJANG)

    def validate(self, password, user=None):
        panjang = PANJANG_DINAS if _pegawai_dinas(user) else PANJANG
        MinimumLengthValidator(panjang).validate(password, user)


def _pegawai_dinas(user):
    if user is None or user.pk is None:
        return False
    return Penugasan.objects.berlaku().filter(pengguna=user, wilayah__tingkat__lte=TINGKAT_DINAS).exists()
