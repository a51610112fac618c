"""The test suite: as production, with fast hashing, throw-away files and the scope guard in the way."""

import os
import tempfile
from pathlib import Path

os.environ["BINWAS_KUNCI_RAHASIA"] = "kunci-uji-yang-cukup-panjang-untuk-pemeriksaan-0123456789abcdef"
os.environ["BINWAS_CONTOH"] = "1"
os.environ["BINWAS_ALAMAT"] = "https://binwas.contoh.test"
os.environ["BINWAS_HOST"] = "*"
_sementara = tempfile.TemporaryDirectory(prefix="binwas-uji-", ignore_cleanup_errors=True)  # gone with the process
os.environ["BINWAS_DATA"] = _sementara.name

from .base import *  # noqa: E402, F403

STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file: connections that share a database in memory lock each other's tables instead of queueing.
    DATABASES["default"]["TEST"] = {"NAME": Path(BINWAS_DATA) / "uji.sqlite3"}  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # noqa: F405
MIDDLEWARE.insert(  # noqa: F405
    MIDDLEWARE.index("wilayah.tampilan.middleware.KonteksPermintaan"),  # noqa: F405
    "wilayah.cakupan.penjaga.PenjagaMiddleware",
)


class VariabelTakDikenal(str):
    """A template that names a variable which is not there fails instead of printing nothing."""

    def __mod__(self, nama):
        raise AssertionError(f"undefined template variable: {nama}")


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = VariabelTakDikenal("%s")  # noqa: F405
