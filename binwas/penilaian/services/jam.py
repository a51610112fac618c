"""The clock: an event is added, the deadline is computed anew from all of them and kept beside the status."""

from binwas.penilaian.models import PeristiwaTenggat
from binwas.penilaian.queries import hitung_tenggat


def catat_peristiwa(*, pemeriksaan, jenis, pada, keterangan, oleh):
    """Adds an event to the clock of a locked review and sets `tenggat` on it; the caller saves the row."""
    PeristiwaTenggat.objects.create(
        pemeriksaan=pemeriksaan, jenis=jenis, pada=pada, keterangan=keterangan[:200], oleh=oleh
    )
    pemeriksaan.tenggat = hitung_tenggat(pemeriksaan).tenggat
