"""What is known of the running request wherever a row of the trail is written: its id and the hat worn."""

import logging
import uuid
from contextlib import contextmanager
from contextvars import ContextVar

id_permintaan = ContextVar("id_permintaan", default="")
topi_dipakai = ContextVar("topi_dipakai", default=None)


@contextmanager
def permintaan(topi=None):
    """`topi` is the primary key of the Penugasan worn, or None."""
    tanda_id, tanda_topi = id_permintaan.set(uuid.uuid4().hex), topi_dipakai.set(topi)
    try:
        yield
    finally:
        id_permintaan.reset(tanda_id)
        topi_dipakai.reset(tanda_topi)


class SaringanPermintaan(logging.Filter):
    """Puts the request id on every line of the log."""

    def filter(self, record):
        record.id_permintaan = id_permintaan.get() or "-"
        return True
