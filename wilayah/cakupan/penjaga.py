"""The guard of the test suite: during a request, SQL that reads or joins a region-bound table without having gone
through a door of scope raises. It shows that scope was asked for; that it was right, the URL sweep shows."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.apps import apps
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
        if response.streaming and not hasattr(response, "file_to_stream"):
            response.streaming_content = _awasi(response.streaming_content)
        return response


def _awasi(potongan):
    """An export reads its rows while it is sent, after the view has returned: it is guarded as the view was."""
    sisa = iter(potongan)
    while True:
        with berjaga():
            satu = next(sisa, None)
        if satu is None:
            return
        yield satu


def model_terjaga():
    return [m for m in apps.get_models() if hasattr(m, "jalur_cakupan")]


def periksa(query):
    """Raises TanpaCakupan when `query` touches a guarded table without the mark.

    A lookup of rows by one key through the base manager stays free: it is how Django follows a foreign key,
    refreshes a row that was already reached, and finds what hangs on a row that is being deleted. Our own code can't
    spell it: a test forbids the name. `none()` reads nothing.
    """
    if not _berjaga.get() or getattr(query, "tercakup", False) or query.is_empty():
        return
    tabel = {m._meta.db_table for m in model_terjaga()}
    tersentuh = _tabel_tersentuh(query) & tabel
    if tersentuh and not _lewat_kunci(query):
        raise TanpaCakupan(f"{query.model.__name__}: {', '.join(sorted(tersentuh))} read without scope")


def _tabel_tersentuh(query):
    """An update or a deletion without a condition has no alias yet when it is compiled: its own table counts."""
    dipakai = {a.table_name for nama, a in query.alias_map.items() if query.alias_refcount.get(nama)}
    return dipakai or {query.get_meta().db_table}


def _lewat_kunci(query):
    """Whether the base manager asks for rows of a guarded model by one key; an ordering may join what it sorts by."""
    if not hasattr(query.model, "jalur_cakupan") or getattr(query, "dari_manajer", False):
        return False
    anak = query.where.children
    return (
        len(anak) == 1
        and getattr(anak[0], "lookup_name", "") in ("exact", "in")
        and anak[0].lhs.alias == query.base_table
        and (anak[0].lhs.target.unique or anak[0].lhs.target.is_relation)
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
        periksa(self.query)
        return asli(self)

    kelas.as_sql = as_sql
