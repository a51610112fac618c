"""Addresses and forms that no browser sends of itself: an answer, never an error of the server."""

import pytest
from django.test import RequestFactory

from wilayah.tampilan.views import kunci_kiriman


@pytest.mark.parametrize(
    "url", ["/wilayah/%00/", "/dasbor/%00/", "/dasbor/34%0004/", "/tanda-terima/a%00/", "/tanda-terima/a%00/pdf/"]
)
def test_a_nul_in_an_address_is_no_address(masuk, pemeran, url):
    assert masuk(pemeran["petugas.34.04"]).get(url).status_code == 404


def test_a_stranger_gets_no_error_for_a_nul(client, pemeran):
    assert client.get("/verifikasi/a%00b/").status_code in (302, 404)


@pytest.mark.parametrize("kiriman", ["", "x", "a" * 65, "a\x00bcdefgh", "../../../../etc"])
def test_a_key_that_no_page_gave_out_counts_as_a_press_of_its_own(kiriman):
    permintaan = RequestFactory().post("/", {"kunci_kirim": kiriman})
    satu, dua = kunci_kiriman(permintaan), kunci_kiriman(permintaan)
    assert len(satu) == len(dua) == 32 and satu != dua


def test_the_key_of_the_page_is_kept():
    kunci = "6f1c6e0e-6c0f-4f0a-9a53-0a3f5b8f2f10"
    assert kunci_kiriman(RequestFactory().post("/", {"kunci_kirim": kunci})) == kunci
