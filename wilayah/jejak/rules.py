"""The hash of a row of the trail; no database."""

import hashlib
import json
from datetime import UTC

BIDANG = (
    "urut",
    "peristiwa",
    "wilayah_id",
    "oleh_id",
    "penugasan_id",
    "izin",
    "izin_baca",
    "objek",
    "pokok",
    "keterangan",
    "sebelum_nya",
    "sesudah_nya",
    "id_permintaan",
)


def hash_jejak(baris):
    """SHA-256 over the canonical JSON of the row (sorted keys, UTC with microseconds) and the hash before it."""
    isi = {nama: getattr(baris, nama) for nama in BIDANG}
    isi["pada"] = baris.pada.astimezone(UTC).isoformat(timespec="microseconds")
    naskah = json.dumps(isi, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{baris.hash_sebelum}\n{naskah}".encode()).hexdigest()
