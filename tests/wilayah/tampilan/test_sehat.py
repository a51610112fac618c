"""What a monitor without an account is told: names of checks, and no figure."""

import re

import pytest
from django.core.files.storage import storages
from django.db import connection

from kerjasama import triggers
from wilayah.tampilan import sehat


def test_all_is_well(client, db):
    jawaban = client.get("/sehat/")
    assert jawaban.status_code == 200
    assert set(jawaban.json()["periksa"].values()) == {"baik"}
    assert {"basis_data", "penyimpanan", "pemicu_cakupan"} <= set(jawaban.json()["periksa"])


@pytest.mark.parametrize("nama", triggers.PEMICU)
def test_a_dropped_trigger_is_named(client, db, nama):
    di = f" ON {triggers.PEMICU[nama][1]}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as kursor:
        kursor.execute(f"DROP TRIGGER {nama}{di}")
    jawaban = client.get("/sehat/")
    assert jawaban.status_code == 503
    gagal = {k for k, v in jawaban.json()["periksa"].items() if v == "gagal"}
    assert gagal == {"pemicu_cakupan"}
    assert not re.search(r"\d", jawaban.content.decode())
    triggers.pasang(connection)
    assert client.get("/sehat/").status_code == 200


def test_storage_that_can_not_be_written_is_named(client, db, monkeypatch):
    def penuh(*args, **kwargs):
        raise OSError("No space left on device: /data/berkas 512 bytes")

    monkeypatch.setattr(storages["berkas"], "save", penuh)
    jawaban = client.get("/sehat/")
    assert jawaban.status_code == 503
    assert jawaban.json()["periksa"]["penyimpanan"] == "gagal"
    assert "device" not in jawaban.content.decode() and "512" not in jawaban.content.decode()


def test_a_check_that_says_no_fails(client, db, monkeypatch):
    monkeypatch.setitem(sehat.PERIKSA, "lain", lambda: False)
    jawaban = client.get("/sehat/")
    assert (jawaban.status_code, jawaban.json()["periksa"]["lain"]) == (503, "gagal")
