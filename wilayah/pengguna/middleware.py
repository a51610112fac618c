"""What a signed-in person must do before anything else, and from which device they come."""

from .services.sesi import catat_perangkat


class PerangkatDipakai:
    """Remembers when and from where each session was last used."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        jawaban = self.get_response(request)
        if getattr(request.session, "baris", None) and request.user.is_authenticated:
            catat_perangkat(request=request)
        return jawaban


class KewajibanDahulu:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)
