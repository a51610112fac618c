"""The guard of the test suite: during a request, SQL that reads or joins a region-bound table without having gone
through a door of scope raises. It shows that scope was asked for; that it was right, the URL sweep shows."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.apps import apps
from django.db.models.sql import DeleteQuery
from django.db.models.sql.compiler import SQLCompiler, SQLDeleteCompiler, SQLUpdateCompiler

_berjaga = ContextVar("berjaga", default=False)


class TanpaCakupan(AssertionError):
    """A region-bound table was read outside scope."""


@contextmanager
def berjaga():
    token = _berjaga.set(True)
    try:
        yield
    finally:
        _berjaga.reset(token)


class PenjagaMiddleware:
    """Placed after authentication, so that the session's own reads are not its business."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with berjaga():
            response = self.get_response(request)
            if hasattr(response, "render") and not response.is_rendered:
                response.render()
        return response


def model_terjaga():
    return [m for m in apps.get_models() if hasattr(m, "jalur_cakupan")]


def periksa(query):
    """Raises TanpaCakupan when `query` touches a guarded table without the mark.

    A lookup of one row by its key through the base manager stays free: it is how Django follows a foreign key or
    refreshes a row that was already reached; so does the deletion of what hangs on a row that is being deleted.
    """
    if not _berjaga.get() or getattr(query, "tercakup", False):
        return
    tabel = {m._meta.db_table for m in model_terjaga()}
    tersentuh = {
        a.table_name for nama, a in query.alias_map.items() if query.alias_refcount.get(nama) and a.table_name in tabel
    }
    if tersentuh and not _satu_baris_lewat_kunci(query):
        raise TanpaCakupan(f"{query.model.__name__}: {', '.join(sorted(tersentuh))} read without scope")


def _satu_baris_lewat_kunci(query):
    if len([a for a in query.alias_map if query.alias_refcount.get(a)]) > 1 or getattr(query, "dari_manajer", False):
        return False
    anak = query.where.children
    return (
        len(anak) == 1
        and getattr(anak[0], "lookup_name", "") in ("exact", "in")
        and (anak[0].lhs.target.unique or isinstance(query, DeleteQuery))
    )


def pasang():
    """Patches Django's compilers; called once by the test suite."""
    asli = SQLCompiler.get_from_clause

    def get_from_clause(self):
        periksa(self.query)
        return asli(self)

    SQLCompiler.get_from_clause = get_from_clause
    for kelas in (SQLUpdateCompiler, SQLDeleteCompiler):
        _jaga_tulisan(kelas)


def _jaga_tulisan(kelas):
    asli = kelas.as_sql

    def as_sql(self):
        if self.query.alias_map:
            periksa(self.query)
        return asli(self)

    kelas.as_sql = as_sql
