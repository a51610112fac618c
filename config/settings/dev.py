"""Development: the ordinary `manage.py` commands. Never for a public address."""

import os

os.environ.setdefault("BINWAS_KUNCI_RAHASIA", "hanya-untuk-pengembangan-lokal-bukan-untuk-produksi-0123456789")
os.environ.setdefault("BINWAS_CONTOH", "1")

from .base import *  # noqa: F403

BINWAS_DATA.mkdir(parents=True, exist_ok=True)  # noqa: F405
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # noqa: F405
# Straight from static/, without collectstatic, and fresh after every change.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
