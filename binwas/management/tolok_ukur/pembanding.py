"""The same reads by django-guardian's way, one grant per office and agreement. Its rows, for the
office of every region and for Pusat, are made in a transaction that is rolled back."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Count, Q
from guardian.backends import ObjectPermissionBackend
from guardian.shortcuts import get_objects_for_user

from kerjasama.enums import Status
from kerjasama.models import KerjaSama
from kerjasama.queries.angka import angka_per_anak, jumlah_per_status, pisah_habis_masa

from .daftar import SEHALAMAN, halaman
from .hasil import banding
from .pembaca import LIHAT, TINGKAT

IZIN = "kerjasama.view_kerjasama"
# The child regions of a tier, from a party's desa.
ANAK = {
    "pusat": "pihak__desa__induk__induk__induk_id",
    "provinsi": "pihak__desa__induk__induk_id",
    "kabupaten": "pihak__desa__induk_id",
}


def ukur(medan):
    with transaction.atomic():
        _buat_hibah(medan.setingkat())
        for nama in TINGKAT:
            yield from _per_pembaca(medan, nama)
        transaction.set_rollback(True)


def _per_pembaca(medan, nama):
    p, tgl = medan.pembaca[nama], medan.hari_ini
    satu = KerjaSama.objects.dalam_cakupan(p.user, LIHAT).order_by("pk").first()
    waktu = medan.jam.ukur(
        halaman=lambda: list(halaman(p, tgl)),
        halaman_guardian=lambda: list(_daftar(p.user, tgl).order_by("jatuh_tempo", "pk")[:SEHALAMAN]),
        jumlah=lambda: jumlah_per_status(p.user, tgl),
        jumlah_guardian=lambda: _jumlah(p.user, tgl),
        izin=lambda: p.user.has_perm(LIHAT, satu),
        izin_guardian=lambda: ObjectPermissionBackend().has_perm(p.user, IZIN, satu),
    )
    for apa, batas in (("halaman", 30 if p.di_pusat else 3), ("jumlah", 12), ("izin", 3)):
        sebut = {"izin": "has_perm"}.get(apa, apa)
        lama, baru = waktu[f"{apa}_guardian"], waktu[apa]
        yield banding(f"guardian ÷ cakupan: {sebut}", p.nama, lama, baru, batas, naik=True, berlaku=medan.besar)
    if nama in ANAK:
        wilayah = p.wilayah()
        waktu = medan.jam.ukur(
            dasbor=lambda: angka_per_anak(p.user, wilayah, tgl), guardian=lambda: _dasbor(p.user, nama, wilayah)
        )
        lama, baru = waktu["guardian"], waktu["dasbor"]
        yield banding("guardian ÷ cakupan: dasbor", p.nama, lama, baru, 10, naik=True, berlaku=medan.besar)


def _terlihat(user):
    return get_objects_for_user(user, IZIN, klass=KerjaSama, accept_global_perms=False)


def _daftar(user, hari_ini):
    return _terlihat(user).filter(status=Status.BERLAKU, jatuh_tempo__gte=hari_ini)


def _jumlah(user, hari_ini):
    """What the page asks for: the number on every tab, with «habis masa» taken out. The plain length of one list would
    be a smaller question than the one that ours answers."""
    baris = _terlihat(user).order_by().values_list("status")
    lewat = Q(jatuh_tempo__lt=hari_ini)
    return pisah_habis_masa(baris.annotate(semua=Count("pk"), lewat=Count("pk", filter=lewat)))


def _dasbor(user, nama, wilayah):
    anak = ANAK[nama]
    induk = anak.removesuffix("_id") + "__induk"
    baris = _terlihat(user).filter(**{induk: wilayah}).order_by().values_list(anak, "status")
    return list(baris.annotate(n=Count("pk", distinct=True)))


def _buat_hibah(pembaca):
    jenis = ContentType.objects.get_for_model(KerjaSama)
    izin = Permission.objects.create(codename="view_kerjasama", name="Melihat", content_type=jenis)
    _sql("INSERT INTO auth_group (name) SELECT 'guardian:' || id FROM wilayah_wilayah")
    kolom = "guardian_groupobjectpermission (permission_id, content_type_id, object_pk, group_id)"
    pilih = f"INSERT INTO {kolom} SELECT %s, %s, CAST(x.id AS varchar(255)), g.id FROM"
    bersama = "JOIN auth_group g ON g.name = 'guardian:' || x.wilayah_id"
    pusat = "(SELECT k.id, w.id AS wilayah_id FROM kerjasama_kerjasama k JOIN wilayah_wilayah w ON w.tingkat = 0) x"
    _sql(f"{pilih} (SELECT kerja_sama_id AS id, wilayah_id FROM kerjasama_cakupan) x {bersama}", [izin.pk, jenis.pk])
    _sql(f"{pilih} {pusat} {bersama}", [izin.pk, jenis.pk])
    for p in pembaca:
        p.user.groups.add(Group.objects.get(name=f"guardian:{p.wilayah().pk}"))
    if connection.vendor == "postgresql":
        _sql("ANALYZE guardian_groupobjectpermission, auth_group")


def _sql(perintah, isi=()):
    with connection.cursor() as kursor:
        kursor.execute(perintah, isi)
