"""Grants: what an office (a Group, one per region and role) may do in a region and below."""

from django.db import models
from guardian.models import GroupObjectPermissionBase


class WilayahGroupObjectPermission(GroupObjectPermissionBase):
    """guardian's grant row with a direct foreign key. There is no twin for single persons: powers belong to
    offices, and a person holds them only through a dated Penugasan."""

    content_object = models.ForeignKey("wilayah.Wilayah", models.CASCADE, verbose_name="wilayah")

    class Meta(GroupObjectPermissionBase.Meta):
        default_permissions = ()
        verbose_name = "izin kantor"
        verbose_name_plural = "izin kantor"
