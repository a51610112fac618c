"""Reads that several cards and gates of one page ask for: done once for the object of the page, and only there.

An act never uses this: its row is read anew under a lock, and must see what it has just written itself.
"""

from functools import wraps


def ingat_bacaan(kerja_sama):
    """From here on the reads marked `sekali` are kept with this very object. For a page that writes nothing."""
    kerja_sama._bacaan = {}


def sekali(fungsi):
    """Marks a read whose answer the agreement of a page, one of its arguments, may keep."""

    @wraps(fungsi)
    def baca(*isi, **bernama):
        bacaan = next((satu._bacaan for satu in isi if hasattr(satu, "_bacaan")), None)
        if bacaan is None:
            return fungsi(*isi, **bernama)
        kunci = (fungsi, isi, tuple(bernama.items()))
        if kunci not in bacaan:
            bacaan[kunci] = fungsi(*isi, **bernama)
        return bacaan[kunci]

    return baca
