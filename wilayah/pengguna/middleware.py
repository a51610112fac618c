"""What a signed-in person must do before anything else, and from which device they come."""

from django.shortcuts import redirect, render

from .queries_masuk import kewajiban
from .services.sesi import catat_perangkat

LANJUT = "lanjut_sesudah_kewajiban"
HALAMAN = {"sandi": "akun_sandi", "kode_kedua": "akun_kode_kedua"}
TETAP_TERBUKA = {"sandi": {"akun_sandi", "keluar"}, "kode_kedua": {"akun_kode_kedua", "akun_kode_cadangan", "keluar"}}


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
    """Leads whoever has still the first password, or lacks the second factor that the office asks for, to the page
    where that is done, and nowhere else but out. The page they wanted comes after it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        masuk = request.user.is_authenticated
        request.kewajiban = kewajiban(request.user, request.topi_semua) if masuk else ""
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not request.kewajiban or not getattr(view_func, "login_required", True):
            return None
        if request.resolver_match.url_name in TETAP_TERBUKA[request.kewajiban]:
            return None
        halaman = HALAMAN[request.kewajiban]
        if request.method not in ("GET", "HEAD"):  # what was typed stays in the browser, and the page says so
            return render(request, "wilayah/akun/belum_tersimpan.html", {"halaman": halaman}, status=403)
        request.session[LANJUT] = request.get_full_path()
        return redirect(halaman)
