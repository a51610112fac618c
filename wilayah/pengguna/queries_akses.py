"""The question of scope asked the other way round: not «what may this person see» but «who may see this»."""

from django.apps import apps
from django.db.models import Q

from wilayah.cakupan.roles import kodenama

from .models import Penugasan


def penugasan_pemilik(izin, wilayah_ids):
    """Assignments that hold now and give `izin` on one of the regions, of people whose account is active.

    `wilayah_ids` holds the regions with all that lie above them, so that a grant on a node covers what is below it
    by being among them. Pusat covers everything; a region that acts for an inactive one holds its grants too.
    """
    hibah = apps.get_model("wilayah.WilayahGroupObjectPermission").objects.filter(
        Q(content_object_id__in=wilayah_ids)
        | Q(content_object__tingkat=0)
        | Q(content_object__pendahulu__in=wilayah_ids, content_object__pendahulu__aktif=False),
        permission__codename=kodenama(izin),
    )
    return Penugasan.objects.berlaku().filter(grup_id__in=hibah.order_by().values("group_id"), pengguna__is_active=True)
