"""Which regions `mulai` loads: those of the demo, or with `--nasional` all."""

import pytest
from django.core.management import call_command

from wilayah.management.commands import mulai


@pytest.fixture
def langkah(monkeypatch):
    dijalankan = {}
    monkeypatch.setattr(mulai, "call_command", lambda perintah, **pilihan: dijalankan.update({perintah: pilihan}))
    return dijalankan


def test_the_demo_loads_its_own_regions_in_silence(langkah, capsys):
    call_command("mulai", tanpa_server=True)
    assert langkah["impor_wilayah"] == {"verbosity": 0, "wilayah": mulai.WILAYAH_CONTOH}
    assert list(langkah) == ["migrate", "impor_wilayah", "muat_acuan", "isi_contoh", "collectstatic"]


def test_the_nation_is_loaded_whole_and_shows_how_far_it_is(langkah, capsys):
    call_command("mulai", tanpa_server=True, nasional=True)
    assert set(langkah["impor_wilayah"]) == {"stdout"}
    assert langkah["muat_acuan"] == {"verbosity": 0}
