"""The store of exact bytes. A name is the hash of what it holds, so writing twice is writing once, and a half
written file never carries a final name: it is renamed only when it is on the disk."""

import os
import tempfile
from pathlib import Path

from django.core.files.storage import FileSystemStorage


class GudangBerkas(FileSystemStorage):
    def get_available_name(self, name, max_length=None):
        return name

    def _save(self, name, content):
        tujuan = Path(self.path(name))
        tujuan.parent.mkdir(parents=True, exist_ok=True)
        nomor, sementara = tempfile.mkstemp(dir=tujuan.parent, prefix=".tulis-")
        try:
            with os.fdopen(nomor, "wb") as f:
                for potongan in content.chunks():
                    f.write(potongan)
                f.flush()
                os.fchmod(f.fileno(), self.file_permissions_mode or 0o600)
                os.fsync(f.fileno())
            os.replace(sementara, tujuan)
        except BaseException:
            Path(sementara).unlink(missing_ok=True)
            raise
        _paku_folder(tujuan.parent)
        return name


def _paku_folder(folder):
    # A rename survives a power cut only once its folder is on the disk too.
    nomor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(nomor)
    finally:
        os.close(nomor)
