"""Who sees what: the only definition of scope. Lists, details, counts, exports, form choices and files all
ask `dalam_cakupan` (or `milik`, for the children of a row that came through it); nothing else may decide."""

from collections import defaultdict
from copy import copy
from typing import NamedTuple

from django.apps import apps
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.lookups import StartsWith
from django.utils import timezone

from .roles import IzinTidakDikenal, kodenama


@models.CharField.register_lookup
class Berawal(StartsWith):
    """`startswith` that an index answers on both engines: SQLite has no index for LIKE with ESCAPE, and PostgreSQL no
    use for a range of characters that its collation orders otherwise."""

    lookup_name = "berawal"

    def get_rhs_op(self, connection, rhs):
        return connection.operators["startswith"] % rhs

    def as_sqlite(self, compiler, connection):
        kiri, parameter = self.process_lhs(compiler, connection)
        batas = self.rhs[:-1] + chr(ord(self.rhs[-1]) + 1)
        return f"{kiri} >= %s AND {kiri} < %s", [*parameter, self.rhs, *parameter, batas]


class Simpul(NamedTuple):
    """One granted node: the region, and the assignment through which the person holds it."""

    id: int
    kode: str
    tingkat: int
    penugasan: int


def meliputi(simpul_, kode):
    """Whether a grant on the node covers the region with this present code. The dot matters: 34.1 is not 34.10."""
    return simpul_.tingkat == 0 or kode == simpul_.kode or kode.startswith(f"{simpul_.kode}.")


def di_simpul(daftar, wilayah=""):
    """`meliputi` as a condition: the region is one of the nodes in `daftar`, or lies below one. `wilayah` is the path
    to it from the rows that are asked for; a region asks about itself. No node is no row."""
    if any(s.tingkat == 0 for s in daftar):
        return Q()
    awal = f"{wilayah}__" if wilayah else ""
    syarat = Q(**{f"{awal}pk__in": [s.id for s in daftar]})
    for s in daftar:
        syarat |= Q(**{f"{awal}kode__berawal": f"{s.kode}."})
    return syarat


def semua_simpul(user):
    """`{codename: [Simpul]}` that hold at this moment, in ONE query, kept for the life of the user object.

    Dates are compared here, on every request: an assignment that ended last night gives nothing this morning,
    whether or not any job ran. A process that outlives a request must fetch its user anew. An inactive region for
    which a granted one acts since a merger is a node of its own, through the same assignment.
    """
    return _hibah(user)[0]


def undangan(user, izin):
    """Keys of the agreements to which `user` is invited at this moment with `izin`; no query beside the nodes'."""
    return _hibah(user)[1].get(kodenama(izin), [])


def _hibah(user):
    if not user.is_active or user.is_anonymous:
        return {}, {}
    if not hasattr(user, "_simpul"):
        peta, diundang = defaultdict(list), defaultdict(list)
        for kode, nomor, *isi in sorted(_baca_hibah(user.pk), key=lambda b: (b[4] or 0, *b)):
            if isi[2] is None:
                diundang[kode].append(nomor)
            else:
                peta[kode].append(Simpul(nomor, *isi))
        user._simpul, user._undangan = dict(peta), dict(diundang)
    return user._simpul, user._undangan


def _baca_hibah(pengguna):
    """Rows (codename, id, code, tier, assignment); an invitation has the agreement's id and no assignment."""
    saat = timezone.now()
    hibah = apps.get_model("wilayah.WilayahGroupObjectPermission").objects.order_by()
    berlaku = {"dari__lte": saat, "sebelum__gt": saat}
    milik = hibah.filter(
        group__penugasan__pengguna_id=pengguna, **{f"group__penugasan__{k}": nilai for k, nilai in berlaku.items()}
    )
    undangan_ = apps.get_model("kerjasama.Undangan").objects.filter(
        pengguna_id=pengguna, dicabut_pada__isnull=True, **berlaku
    )
    kosong = Value(None, models.BigIntegerField())
    return _baris_hibah(milik, "content_object").union(
        _baris_hibah(milik.filter(content_object__pendahulu__aktif=False), "content_object__pendahulu"),
        undangan_.order_by()._tandai().values_list("izin", "kerja_sama_id", Value(""), Value(0), kosong),
        all=True,
    )


def _baris_hibah(milik, wilayah):
    return milik.values_list(
        "permission__codename", F(f"{wilayah}__pk"), f"{wilayah}__kode", f"{wilayah}__tingkat", "group__penugasan__pk"
    )


def kuasa_kantor(tugas):
    """The person of `tugas` with the powers of that one assignment, as if its days were now: a copy, never the one who
    is signed in. For a hand-over: what an office has open is the same on whichever side of the change one looks, and
    the other offices of the person are no part of it."""
    orang = copy(tugas.pengguna)
    orang.is_active = True
    hibah = apps.get_model("wilayah.WilayahGroupObjectPermission").objects.filter(group__penugasan__pk=tugas.pk)
    peta = defaultdict(list)
    for kode, *isi in _baris_hibah(hibah.order_by("pk"), "content_object"):
        peta[kode].append(Simpul(*isi))
    orang._simpul, orang._undangan = dict(peta), {}
    return orang


def simpul(user, izin):
    """The nodes on which `user` holds `izin`, without those that lie below another of them."""
    kode = kodenama(izin)
    unik = {s.id: s for s in semua_simpul(user).get(kode, [])}.values()
    return [s for s in unik if not any(t.id != s.id and meliputi(t, s.kode) for t in unik)]


def punya_di_mana_saja(user, izin):
    """Whether the power is held anywhere at all, an invitation included: for menus only, never to open an object."""
    return bool(simpul(user, izin) or undangan(user, izin))


def penugasan_pemberi(user, izin, kode, dipakai=None):
    """Id of the assignment that gives `izin` on the region with `kode`; the hat worn (`dipakai`) if it does."""
    calon = [s.penugasan for s in semua_simpul(user).get(kodenama(izin), []) if meliputi(s, kode)]
    return dipakai if dipakai in calon else next(iter(calon), None)


def ikut(nama, induk, anak, to_attr=None):
    """A `Prefetch` of children for the rows of `induk`, a queryset that came through a door. Django asks for them by
    the keys of those rows: the scope, which found the rows, is not computed a second time."""
    if not getattr(induk.query, "tercakup", False):
        raise ValueError("ikut() needs a queryset that came through dalam_cakupan()")
    return models.Prefetch(nama, anak._tandai(), to_attr=to_attr)


class CakupanQuerySet(models.QuerySet):
    """Base of every region-bound model. The model declares `jalur_cakupan`, a mapping of codename to the path that
    leads to its region (a foreign key to Wilayah, or to another region-bound model); the key `None` is the default."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Tells the guard a query that someone wrote from one that Django's base manager made to follow a key.
        self.query.dari_manajer = True

    def dalam_cakupan(self, user, *izin):
        """Rows on which `user` holds any of `izin`, each once.

        Raises IzinTidakDikenal for a power that does not exist or that this model does not list.
        """
        syarat = {satu: self._syarat_cakupan(user, satu) for satu in izin}
        if not all(syarat.values()):  # an empty condition is «everything», which Q's own `|` would drop
            return self.all()._tandai()
        # A power that is held nowhere gives no row, only a question within the question.
        dipegang = [syarat[satu] for satu in izin if punya_di_mana_saja(user, satu)]
        return self.filter(self._salah_satu(dipegang or [*syarat.values()][:1]))._tandai()

    def polos(self, user, *izin):
        """The rows of `dalam_cakupan` without what it may add for lists."""
        return self.dalam_cakupan(user, *izin)

    def kunci_tercakup(self, user, izin):
        """Keys of the rows of `dalam_cakupan`, to find their children by; None where these are all rows."""
        terlihat = self.polos(user, izin)
        return terlihat.values("pk") if terlihat.query.where else None

    def milik(self, induk):
        """Children of `induk`: a row, or a queryset, that itself came through a door.

        An unmarked queryset raises, so that nobody widens the scope by passing `Model.objects.all()`.
        """
        if isinstance(induk, models.QuerySet):
            if not getattr(induk.query, "tercakup", False):
                raise ValueError("milik() needs a queryset that came through dalam_cakupan()")
            return self.filter(**{f"{self._jalur_ke(induk.model)}__in": induk.values("pk")})._tandai()
        # Not type(): the person of a request is a lazy stand-in.
        return self.filter(**{self._jalur_ke(induk._meta.model): induk})._tandai()

    def tanpa_batas(self, *, alasan):
        """Every row, for the few reads that no person's scope can answer; `alasan` says why. A test lists them."""
        if not alasan:
            raise ValueError("tanpa_batas() needs a reason")
        return self._tandai()

    def tambahan(self, user, izin):
        """Rows granted one by one, beside those in regions. Empty by default; an agreement has invitations."""
        return Q()

    def sumbu_kedua(self, kode):
        """Second axis: what state a row must be in to be seen with the power `kode`. Empty by default."""
        return Q()

    def _syarat_cakupan(self, user, izin):
        syarat = self._syarat_penugasan(user, izin)
        if syarat:  # empty is «everything», to which there is nothing to add
            syarat |= self.tambahan(user, izin)
        return syarat & self.sumbu_kedua(kodenama(izin))

    def _syarat_penugasan(self, user, izin):
        jalur = self.model.jalur_cakupan.get(kodenama(izin), self.model.jalur_cakupan.get(None))
        if jalur is None:
            raise IzinTidakDikenal(f"{izin} is not listed by {self.model._meta.label}")
        return self._syarat_jalur(user, izin, jalur, simpul(user, izin))

    def _syarat_jalur(self, user, izin, jalur, simpul_):
        relasi = self.model._meta.get_field(jalur)
        if hasattr(relasi.related_model, "jalur_cakupan"):
            induk = relasi.related_model._default_manager
            if relasi.one_to_many:  # through a join a row with two children would come twice
                return Q(pk__in=induk.dalam_cakupan(user, izin).values(relasi.field.name))
            kunci = induk.kunci_tercakup(user, izin)
            return Q(**{f"{jalur}__isnull": False} if kunci is None else {f"{jalur}__in": kunci})
        if not simpul_:
            return Q(pk__in=[])
        if simpul_[0].tingkat == 0:
            return Q(**{f"{jalur}__isnull": False})
        if all(s.tingkat == 4 for s in simpul_):  # nothing lies below a desa
            return Q(**{f"{jalur}__in": [s.id for s in simpul_]})
        wilayah = apps.get_model("wilayah.Wilayah").objects.filter(di_simpul(simpul_))
        return Q(**{f"{jalur}__in": wilayah.order_by().values("pk")})

    def _salah_satu(self, syarat):
        """Any of the conditions. Different powers lead by different paths: each finds its rows by an index of its own,
        where one OR of them would read the whole table."""
        if len(syarat) == 1:
            return syarat[0]
        cabang = [self.model._default_manager.filter(s)._tandai().order_by().values("pk") for s in syarat]
        return Q(pk__in=cabang[0].union(*cabang[1:]))

    def _jalur_ke(self, induk):
        """Name of the relation from this model to `induk`."""
        for field in self.model._meta.get_fields():
            if field.is_relation and field.related_model is induk and (field.many_to_one or field.one_to_one):
                return field.name
        raise ValueError(f"{self.model.__name__} has no parent {induk.__name__}")

    def _tandai(self):
        self.query.tercakup = True
        return self
