"""Grants of an office: the only place that writes them."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from .models import WilayahGroupObjectPermission
from .roles import PERAN

APP = "wilayah"


def grup_kantor(wilayah, peran):
    """The Group of one role in one region, made with its grants on the region when first asked for."""
    grup, baru = Group.objects.get_or_create(name=f"{wilayah.pk}:{peran}")
    if baru:
        izin = Permission.objects.filter(content_type__app_label=APP, codename__in=PERAN[peran].izin)
        WilayahGroupObjectPermission.objects.bulk_create(
            WilayahGroupObjectPermission(permission=p, group=grup, content_object=wilayah)
            for p in izin.order_by("codename")
        )
    return grup


@transaction.atomic
def selaraskan_hibah():
    """Gives every office what the table of roles says today: a role that gains or loses a power must gain or lose it
    in the offices that exist already. Returns how many grants were added and how many taken away."""
    izin = dict(Permission.objects.filter(content_type__app_label=APP).values_list("codename", "pk"))
    kantor = {pk: nama.split(":") for pk, nama in Group.objects.values_list("pk", "name")}
    harus = {(grup, izin[kode], int(w)) for grup, (w, peran) in kantor.items() for kode in PERAN[peran].izin}
    hibah = WilayahGroupObjectPermission.objects
    ada = {tuple(kunci): pk for pk, *kunci in hibah.values_list("pk", "group_id", "permission_id", "content_object_id")}
    dicabut = [pk for kunci, pk in ada.items() if kunci not in harus]
    hibah.filter(pk__in=dicabut).delete()
    baru = sorted(harus - ada.keys())
    hibah.bulk_create(hibah.model(group_id=g, permission_id=i, content_object_id=w) for g, i, w in baru)
    return len(baru), len(dicabut)
