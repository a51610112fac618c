"""Whether the store still holds what the database says."""

from django.core.files.storage import storages

from .models import Berkas


def berkas_rusak():
    """Rows whose bytes are missing or changed. Bytes shared by several rows are read once."""
    terakhir, utuh = None, True
    for berkas in Berkas.objects.order_by("sha256", "pk").iterator(chunk_size=500):
        if berkas.sha256 != terakhir:
            terakhir, utuh = berkas.sha256, berkas.utuh()
        if not utuh or not _ukuran_cocok(berkas):
            yield berkas


def _ukuran_cocok(berkas) -> bool:
    return storages["berkas"].size(berkas.lokasi) == berkas.ukuran


def berkas_yatim():
    """Stored names that no row points at: left by a transaction that failed, harmless."""
    for folder in _isi_folder(""):
        for anak in _isi_folder(folder):
            _, nama = storages["berkas"].listdir(f"{folder}/{anak}")
            dikenal = set(Berkas.objects.filter(sha256__in=nama).values_list("sha256", flat=True))
            yield from (f"{folder}/{anak}/{satu}" for satu in sorted(nama) if satu not in dikenal)


def _isi_folder(folder):
    try:
        return sorted(storages["berkas"].listdir(folder)[0])
    except FileNotFoundError:
        return []
