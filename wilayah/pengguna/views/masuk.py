from django.contrib.auth.views import LoginView

from ..forms.masuk import FormMasuk


class Masuk(LoginView):
    template_name = "wilayah/masuk.html"
    authentication_form = FormMasuk
    redirect_authenticated_user = True
