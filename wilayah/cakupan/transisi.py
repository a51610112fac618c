"""Declared changes of state. One table per kind of object says from where to where, by which power, behind which
gate and on which article of law; services execute it on a locked row, pages read their buttons off it, and the
product's page «Alur» prints it, so that none of the three can say something else."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied

from .roles import peran_dengan


class TindakanTertutup(Exception):
    """The act is not open now: the state has moved on, or a gate is shut. The text is shown to the person."""


@dataclass(frozen=True)
class Transisi:
    """`gerbang` are functions (objek, oleh) → reason in Indonesian, or "" when open. `ke` is None where the act
    returns the object to a state that depends on its past. `jam` says what the clock does, `surat` what is issued."""

    nama: str
    label: str
    dari: tuple[str, ...]
    ke: str | None
    izin: str
    dasar: str
    gerbang: tuple[Callable, ...] = ()
    jam: str = ""
    surat: str = ""


@dataclass(frozen=True)
class TabelTransisi:
    nama: str
    bidang: str
    transisi: tuple[Transisi, ...]
    label_status: dict = field(default_factory=dict)

    def __getitem__(self, nama):
        # KeyError, not StopIteration: templates try `table["baris"]` before the attribute.
        for transisi in self.transisi:
            if transisi.nama == nama:
                return transisi
        raise KeyError(nama)

    def baris(self):
        """The table in words, for the page «Alur»."""
        sebut = self.label_status
        return [
            {
                "label": t.label,
                "dari": ", ".join(sebut.get(d, d) for d in t.dari) or "–",
                "ke": sebut.get(t.ke, t.ke) if t.ke else "tetap",
                "peran": ", ".join(peran_dengan(t.izin)),
                "jam": t.jam or "–",
                "dasar": t.dasar,
            }
            for t in self.transisi
        ]

    def terbuka(self, objek, oleh):
        """Acts whose state fits and which `oleh` may do, shut gates included: a page shows those with the reason."""
        calon = [t for t in self.transisi if getattr(objek, self.bidang) in t.dari]
        boleh = {izin: oleh.has_perm(izin, objek) for izin in {t.izin for t in calon}}
        return [t for t in calon if boleh[t.izin]]

    def alasan_tertutup(self, nama, objek, oleh):
        """Why the act can't be done on `objek` now, or "" when it can."""
        t = self[nama]
        if getattr(objek, self.bidang) not in t.dari:
            return (
                f"«{t.label}» tidak dapat dilakukan pada status ini. Muat ulang halaman untuk melihat keadaan terbaru."
            )
        return next((alasan for g in t.gerbang if (alasan := g(objek, oleh))), "")

    def jalankan(self, nama, objek, oleh):
        """Checks power, state and gates, then sets the new state on `objek` (a locked row; the caller saves it).

        Raises PermissionDenied or TindakanTertutup.
        """
        t = self[nama]
        if not oleh.has_perm(t.izin, objek):
            raise PermissionDenied(f"{nama}: {t.izin}")
        if alasan := self.alasan_tertutup(nama, objek, oleh):
            raise TindakanTertutup(alasan)
        if t.ke is not None:
            setattr(objek, self.bidang, t.ke)
        return t


class VersiBasi(Exception):
    """Someone saved in between. `kini` is the row as it stands, so that the page can show both versions."""

    def __init__(self, kini):
        super().__init__("Data ini sudah diubah orang lain sejak Anda membukanya.")
        self.kini = kini
