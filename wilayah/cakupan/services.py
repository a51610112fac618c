"""Grants of an office: the only place that writes them."""

from django.contrib.auth.models import Group, Permission

from .models import WilayahGroupObjectPermission
from .roles import PERAN


def grup_kantor(wilayah, peran):
    """The Group of one role in one region, made with its grants on the region when first asked for."""
    grup, baru = Group.objects.get_or_create(name=f"{wilayah.pk}:{peran}")
    if baru:
        izin = Permission.objects.filter(content_type__app_label="wilayah", codename__in=PERAN[peran].izin)
        WilayahGroupObjectPermission.objects.bulk_create(
            WilayahGroupObjectPermission(permission=p, group=grup, content_object=wilayah)
            for p in izin.order_by("codename")
        )
    return grup
