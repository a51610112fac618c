"""Sessions that know whose they are: rows of SesiPengguna in place of Django's own. A row that is deleted signs its
device out at the next request, so the list of one's devices can't say anything but what holds."""

from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as SesiBasisData
from django.utils import timezone

DIBAWA = ("id_publik", "dibuat", "terakhir", "perangkat", "awalan_ip")


class SessionStore(SesiBasisData):
    """`baris` is the row as it was read or last written; None before that."""

    baris = None

    @classmethod
    def get_model_class(cls):
        return apps.get_model("wilayah.SesiPengguna")

    def _get_session_from_db(self):
        self.baris = super()._get_session_from_db()
        return self.baris

    def create(self):
        self.baris = None
        super().create()

    def create_model_instance(self, data):
        """What the row holds beside the data is carried over: saving the data must not make the device new."""
        baris = super().create_model_instance(data)
        for nama in DIBAWA if self.baris else ():
            setattr(baris, nama, getattr(self.baris, nama))
        baris.pengguna_id = data.get(SESSION_KEY)
        baris.expire_date = baris.berakhir(timezone.now())
        self.baris = baris
        return baris
