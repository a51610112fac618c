"""Django's permission checks, answered by the same scope as the lists: there is no second definition."""

from django.contrib.auth.backends import BaseBackend

from .queries import meliputi, simpul


class CakupanBackend(BaseBackend):
    def has_perm(self, user_obj, perm, obj=None):
        """Whether `user_obj` holds `perm` on `obj`. Without an object the answer is no: «somewhere» is not «here».

        Raises IzinTidakDikenal for a power that does not exist or that the object's model does not list.
        """
        if obj is None:
            return False
        if obj._meta.label == "wilayah.Wilayah":
            return any(meliputi(s, obj.kode) for s in simpul(user_obj, perm))
        terlihat = type(obj)._default_manager.polos(user_obj, perm)
        if not terlihat.query.where:  # everything: no need to look for this one
            return obj.pk is not None
        return terlihat.filter(pk=obj.pk).exists()
