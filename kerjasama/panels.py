"""What other rooms add to the page of an agreement. Slices of supervision register here when the app starts, so that
the page shows their reviews and letters while this room knows nothing of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

UTAMA, REL = "utama", "rel"


@dataclass(frozen=True)
class Panel:
    """A card of the page. `konteks(request, kerja_sama)` returns the template's variables, or None to hide the panel.

    The page draws the card and its heading `judul`, the template only the body; with an empty `judul` the template
    draws everything. `lokasi` is the wide column (UTAMA) or the right rail (REL); a low `urut` stands higher.
    """

    kunci: str
    judul: str
    templat: str
    konteks: Callable
    urut: int = 50
    lokasi: str = UTAMA


@dataclass(frozen=True)
class Tugas:
    """Something that waits for a person, on the home page of a village or in the queue of an office. `tenggat` is a
    local date or None; `genting` marks what others are waiting for."""

    judul: str
    isi: str
    url: str
    tombol: str
    tenggat: date | None = None
    genting: bool = False


@dataclass(frozen=True)
class PanelTerisi:
    panel: Panel
    isi: dict


_panel: dict[str, Panel] = {}
_tahap: list[Callable] = []
_tindakan: list[Callable] = []
_giliran: list[Callable] = []
_tugas: list[Callable] = []
_peristiwa: dict[str, str] = {}


def daftarkan_panel(panel):
    """Adds a card; a second one with the same `kunci` takes the place of the first."""
    _panel[panel.kunci] = panel


def daftarkan_tahap(fungsi):
    """`fungsi(kerja_sama, user)` → list of {label, status: selesai | kini | nanti, keterangan}."""
    _sekali(_tahap, fungsi)


def daftarkan_tindakan(fungsi):
    """`fungsi(request, kerja_sama)` → list of {label, url, utama}: what this person may do next, as links."""
    _sekali(_tindakan, fungsi)


def daftarkan_giliran(fungsi):
    """`fungsi(request, kerja_sama)` → {siapa, apa, kapan (date or None), milik_anda}, or None."""
    _sekali(_giliran, fungsi)


def daftarkan_tugas(fungsi):
    """`fungsi(user)` → list of Tugas: what waits for this person, bounded, in a fixed number of queries."""
    _sekali(_tugas, fungsi)


def tugas_terdaftar(user):
    """All that waits for the person, the nearest deadline first."""
    semua = [t for fungsi in _tugas for t in fungsi(user)]
    return sorted(semua, key=lambda t: (t.tenggat is None, t.tenggat or date.max, not t.genting))


def daftarkan_peristiwa(nama):
    """`{event of the trail: how «Riwayat» calls it}`."""
    _peristiwa.update(nama)


def nama_peristiwa(peristiwa):
    return _peristiwa.get(peristiwa, "")


def panel_terisi(request, kerja_sama, lokasi):
    """The visible cards of one column, in order."""
    calon = sorted((p for p in _panel.values() if p.lokasi == lokasi), key=lambda p: p.urut)
    isi = ((p, p.konteks(request, kerja_sama)) for p in calon)
    return [PanelTerisi(p, k) for p, k in isi if k is not None]


def tahap_terdaftar(kerja_sama, user):
    return [t for fungsi in _tahap for t in fungsi(kerja_sama, user)]


def tindakan_terdaftar(request, kerja_sama):
    return [t for fungsi in _tindakan for t in fungsi(request, kerja_sama)]


def giliran_terdaftar(request, kerja_sama):
    """Whose turn it is, the reader's own turn first."""
    semua = [g for fungsi in _giliran if (g := fungsi(request, kerja_sama)) is not None]
    return sorted(semua, key=lambda g: not g["milik_anda"])


def _sekali(daftar, fungsi):
    if fungsi not in daftar:
        daftar.append(fungsi)
