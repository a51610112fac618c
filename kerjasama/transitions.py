"""Changes of an agreement's own state. Supervision never makes one; it may only shut a gate, by registering it."""

from collections import defaultdict

from wilayah.cakupan.transisi import TabelTransisi, Transisi

from .enums import Status
from .queries.kerja_sama import boleh_mengubah_data, sudah_diteruskan

_gerbang = defaultdict(list)


def daftarkan_gerbang(nama, fungsi):
    """Another room adds a gate to the transition `nama`: fungsi(kerja_sama, oleh) → reason in Indonesian, or ""."""
    if fungsi not in _gerbang[nama]:
        _gerbang[nama].append(fungsi)


def _terdaftar(nama):
    def gerbang(kerja_sama, oleh):
        return next((alasan for f in _gerbang[nama] if (alasan := f(kerja_sama, oleh))), "")

    return gerbang


def _pendaftar(kerja_sama, oleh):
    return "" if boleh_mengubah_data(oleh, kerja_sama) else "Hanya pendaftar yang dapat membatalkan pendaftaran ini."


TABEL = TabelTransisi(
    nama="Kerja sama",
    bidang="status",
    label_status=dict(Status.choices),
    transisi=(
        Transisi(
            nama="daftarkan",
            label="Daftarkan",
            dari=(),
            ke=Status.BERLAKU,
            izin="wilayah.daftarkan_kerja_sama",
            dasar="UU 6/2014 Pasal 91–93; PP 16/2026 Pasal 165 dan 185",
        ),
        Transisi(
            nama="batalkan_pendaftaran",
            label="Batalkan pendaftaran",
            dari=(Status.BERLAKU,),
            ke=Status.DITARIK,
            izin="wilayah.daftarkan_kerja_sama",
            dasar="Koreksi data oleh pendaftar sebelum diteruskan ke kabupaten",
            gerbang=(_pendaftar, _terdaftar("batalkan_pendaftaran")),
        ),
        Transisi(
            nama="batalkan_pendaftaran_kabupaten",
            label="Batalkan pendaftaran",
            dari=(Status.BERLAKU,),
            ke=Status.DITARIK,
            izin="wilayah.telaah_kerja_sama",
            dasar="Koreksi data oleh kabupaten sesudah diteruskan, sebelum ada surat",
            gerbang=(_terdaftar("batalkan_pendaftaran_kabupaten"),),
        ),
    ),
)


def nama_pembatalan(kerja_sama):
    """Which of the two withdrawals is open now: the registrar's, or the kabupaten's after forwarding."""
    return "batalkan_pendaftaran_kabupaten" if sudah_diteruskan(kerja_sama) else "batalkan_pendaftaran"
