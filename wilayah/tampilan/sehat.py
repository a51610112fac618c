"""Whether the system can do its work, for a monitor that has no account: names of checks, no figures."""

from django.contrib.auth.decorators import login_not_required
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection
from django.http import JsonResponse
from django.utils.decorators import method_decorator
from django.views import View

PERIKSA = {}


def daftarkan_pemeriksaan(nama, fungsi):
    """`fungsi()` returns True when all is well; other rooms add their own from AppConfig.ready()."""
    PERIKSA[nama] = fungsi


def basis_data():
    with connection.cursor() as kursor:
        kursor.execute("SELECT 1")
        return kursor.fetchone() == (1,)


def penyimpanan():
    tempat = storages["berkas"]
    nama = tempat.save("periksa/sehat", ContentFile(b"sehat"))
    tempat.delete(nama)
    return True


daftarkan_pemeriksaan("basis_data", basis_data)
daftarkan_pemeriksaan("penyimpanan", penyimpanan)


@method_decorator(login_not_required, name="dispatch")
class Sehat(View):
    def get(self, request):
        hasil = {nama: "baik" if _lulus(fungsi) else "gagal" for nama, fungsi in PERIKSA.items()}
        return JsonResponse({"periksa": hasil}, status=503 if "gagal" in hasil.values() else 200)


def _lulus(fungsi):
    try:
        return bool(fungsi())
    except Exception:  # noqa: BLE001 - whatever goes wrong in a check is what the check is there to report
        return False
