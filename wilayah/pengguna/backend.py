"""Sign-in by user name and password, behind a lock that closes after repeated failures; neither grants anything."""

from axes.backends import AxesStandaloneBackend
from django.conf import settings
from django.contrib.auth.backends import BaseBackend, ModelBackend


class KunciPercobaan(AxesStandaloneBackend, BaseBackend):
    """django-axes asked first: no password is looked at while user name and network are locked."""


class PenggunaBackend(ModelBackend):
    def user_can_authenticate(self, user):
        """Demo accounts exist for whoever reads the README: without BINWAS_CONTOH=1 they can't sign in."""
        return super().user_can_authenticate(user) and (settings.BINWAS_CONTOH or not user.contoh)

    def has_perm(self, user_obj, perm, obj=None):
        return False

    def has_module_perms(self, user_obj, app_label):
        return False

    def get_all_permissions(self, user_obj, obj=None):
        return set()
