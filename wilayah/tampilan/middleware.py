"""What every request carries: security headers, the hat worn, and an id for the trail and the log."""

from django.conf import settings
from django.middleware.http import ConditionalGetMiddleware

from wilayah.jejak.permintaan import permintaan
from wilayah.pengguna.queries_masuk import tugas_kini
from wilayah.pengguna.services import SESI_TOPI

KEBIJAKAN_ISI = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; object-src 'self'; "
    "frame-src 'self' blob:; frame-ancestors 'self'; base-uri 'none'; form-action 'self'"
)


class TajukKeamanan:
    """Strict content policy without inline code, and no powers of the device but the camera of a file field."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", KEBIJAKAN_ISI)
        response.headers.setdefault("Permissions-Policy", "geolocation=(), microphone=(), camera=(self)")
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class BerkasTakBerubah(ConditionalGetMiddleware):
    """304 for stored bytes that the browser holds already, once the view has found that they may be seen."""

    def process_response(self, request, response):
        jawaban = super().process_response(request, response)
        if jawaban is not response and hasattr(response, "file_to_stream"):
            response.file_to_stream.close()
        return jawaban


class KonteksPermintaan:
    """Puts on the request the assignments that hold now (`topi_semua`) and the one worn (`topi`).

    The hat decides landing page and menu only; scope is always the union of all assignments that hold.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.topi_semua = self._topi(request)
        dipilih = request.session.get(SESI_TOPI) if request.topi_semua else None
        request.topi = next((t for t in request.topi_semua if t.pk == dipilih), next(iter(request.topi_semua), None))
        with permintaan(request.topi and request.topi.pk):
            return self.get_response(request)

    def _topi(self, request):
        if not request.user.is_authenticated or request.path.startswith(settings.STATIC_URL):
            return []
        return tugas_kini(request.user)
