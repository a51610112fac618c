"""Grants of an office: the only place that writes them, and the only one that knows guardian."""

from django.contrib.auth.models import Group
from guardian.shortcuts import assign_perm

from .roles import AWALAN, PERAN


def grup_kantor(wilayah, peran):
    """The Group of one role in one region, made with its grants on the region when first asked for."""
    grup, baru = Group.objects.get_or_create(name=f"{wilayah.pk}:{peran}")
    if baru:
        for kode in PERAN[peran].izin:
            assign_perm(AWALAN + kode, grup, wilayah)
    return grup
