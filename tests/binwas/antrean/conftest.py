import pytest

from kerjasama import panels


@pytest.fixture
def tanpa_tugas(monkeypatch):
    """Without what the slices of an agreement's life add: each counts its own queries in its own tests."""
    monkeypatch.setattr(panels, "_tugas", [])
