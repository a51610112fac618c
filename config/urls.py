"""All addresses; each app keeps its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("wilayah.urls")),
    path("", include("kerjasama.urls")),
    path("", include("binwas.urls")),
]
