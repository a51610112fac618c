"""Who is told of a draft, and who is not."""

import pytest

from binwas.surat import services
from binwas.surat.queries import menunggu
from wilayah.models import Pemberitahuan
from wilayah.pengguna.services import akhiri_penugasan


def diberi_tahu(kata):
    pesan = Pemberitahuan.objects.filter(judul__startswith=kata)
    return sorted(p.penerima.username for p in pesan.order_by("pk"))


@pytest.mark.django_db
def test_the_first_to_initial_is_told_of_the_draft(kantor):
    kantor.konsep()
    assert diberi_tahu("Konsep surat menunggu paraf Anda") == ["kabid.34.04"]


@pytest.mark.django_db
def test_a_returned_draft_goes_to_whoever_can_propose_again(kantor, pemeran):
    surat = kantor.konsep()
    tugas = pemeran["petugas.34.04"].penugasan.get()
    akhiri_penugasan(penugasan=tugas, selesai=tugas.tanggal_mulai)
    services.kembalikan_konsep(surat=surat, alasan="Periksa lagi", oleh=pemeran["kabid.34.04"])
    assert diberi_tahu("Konsep surat dikembalikan") == ["petugas2.34.04"]


@pytest.mark.django_db
def test_a_draft_about_a_withdrawn_registration_waits_for_nobody(kantor, pemeran):
    surat = kantor.konsep()
    assert menunggu(pemeran["kabid.34.04"]).exists()
    surat.kerja_sama.status = "ditarik"
    surat.kerja_sama.save(update_fields=["status"])
    assert not menunggu(pemeran["kabid.34.04"]).exists()
