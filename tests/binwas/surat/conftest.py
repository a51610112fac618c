import pytest

from binwas.surat import kinds

from .contoh import Kantor, siapkan


@pytest.fixture
def kantor(pemeran, monkeypatch):
    monkeypatch.setattr(kinds, "_TERDAFTAR", dict(kinds._TERDAFTAR))
    siapkan(pemeran)
    return Kantor(pemeran)
