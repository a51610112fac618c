"""Django's permission checks, answered by the same scope as the lists: there is no second definition."""

from django.contrib.auth.backends import BaseBackend

from .queries import meliputi, simpul
from .roles import AWALAN


class CakupanBackend(BaseBackend):
    def has_perm(self, user_obj, perm, obj=None):
        """Whether `user_obj` holds `perm` on `obj`. Without an object the answer is no: «somewhere» is not «here»."""
        if obj is None or not perm.startswith(AWALAN):
            return False
        if obj._meta.label == "wilayah.Wilayah":
            return any(meliputi(s, obj.kode) for s in simpul(user_obj, perm))
        return type(obj)._default_manager.dalam_cakupan(user_obj, perm).filter(pk=obj.pk).exists()
