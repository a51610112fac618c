from django.contrib.auth.views import LoginView
from django.shortcuts import render

from ..forms.masuk import FormMasuk


class Masuk(LoginView):
    template_name = "wilayah/masuk.html"
    authentication_form = FormMasuk
    redirect_authenticated_user = True


def terkunci(request, jawaban, credentials):
    """What whoever tried too often sees, whether or not there is such an account."""
    form = FormMasuk(request, initial={"username": (credentials or {}).get("username", "")})
    return render(request, "wilayah/masuk.html", {"form": form, "next": "", "terkunci": True}, status=429)
