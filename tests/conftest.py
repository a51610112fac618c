import pytest
from django.core.cache import cache
from django.core.management import call_command, get_commands
from django.db import connection, transaction

from kerjasama import triggers
from tests import ketat
from tests import pemeran as modul_pemeran
from wilayah.cakupan import penjaga
from wilayah.models import Pengguna

ketat.pasang()
penjaga.pasang()


def _bangun_bila_kosong():
    if not Pengguna.objects.exists():
        with transaction.atomic():
            modul_pemeran.bangun()
            if "muat_acuan" in get_commands():
                call_command("muat_acuan", verbosity=0)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Cast and reference data are made once; only a test with real transactions has to build them again."""
    with django_db_blocker.unblock():
        _bangun_bila_kosong()


@pytest.fixture
def pemeran(db):
    _bangun_bila_kosong()
    return modul_pemeran.Pemeran()


@pytest.fixture(autouse=True)
def tembolok_bersih():
    cache.clear()


@pytest.fixture
def cakupan_cocok(db):
    """After a test that wrote parties, Cakupan must be exactly what the parties say."""
    yield
    assert triggers.selisih(connection) == (0, 0)


@pytest.fixture
def masuk(client):
    """Signs a person in on the test client and gives the client back."""

    def _masuk(orang):
        client.force_login(orang, backend="wilayah.pengguna.backend.PenggunaBackend")
        return client

    return _masuk
