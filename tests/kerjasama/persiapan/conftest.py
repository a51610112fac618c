import pytest

from kerjasama.services import penawaran


@pytest.fixture(autouse=True)
def surat_ringan(request, monkeypatch):
    """A letter costs a second to print; only the tests of the letter itself print one."""
    if not request.module.__name__.endswith("test_surat"):
        monkeypatch.setattr(penawaran, "cetak_surat_penawaran", lambda *isi: b"%PDF-1.4 surat")
