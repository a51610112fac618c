"""What makes the run hostile: patches of Django that turn a silent slip into a failure."""

import random

from django.db.models import Model, QuerySet

_acak = random.Random(20261125)


def pasang():
    _acak_yang_tak_berurut()
    _tolak_update_fields_tanpa_auto_now()


def _acak_yang_tak_berurut():
    """Rows that nobody ordered come in another order than they were written: code that relies on luck fails."""
    asli = QuerySet._fetch_all

    def _fetch_all(self):
        baru = self._result_cache is None
        asli(self)
        if baru and not self.query.is_empty() and not self.ordered and len(self._result_cache) > 1:
            _acak.shuffle(self._result_cache)

    QuerySet._fetch_all = _fetch_all


def _tolak_update_fields_tanpa_auto_now():
    asli = Model.save

    def save(self, *args, **kwargs):
        bidang = kwargs.get("update_fields")
        if bidang is not None:
            lupa = {f.name for f in self._meta.concrete_fields if getattr(f, "auto_now", False)} - set(bidang)
            assert not lupa, f"{type(self).__name__}.save(update_fields=…) leaves {lupa} unchanged"
        return asli(self, *args, **kwargs)

    Model.save = save
