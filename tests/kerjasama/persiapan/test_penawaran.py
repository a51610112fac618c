"""Offers in parallel, their answers, and what each of those who were asked may know."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kerjasama.enums import Status
from kerjasama.models import Dokumen, Penawaran, Pihak
from kerjasama.panels import tugas_terdaftar
from kerjasama.services.penawaran import catat_usulan, jawab_penawaran, tarik_penawaran, tawarkan
from kerjasama.services.persiapan import simpan_persiapan
from tests.pabrik.berkas import pdf_contoh
from tests.pabrik.kerjasama import buat_undangan
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.models import AturanTenggat, Jejak, Pemberitahuan

from .bahan import BANTUL, CANDI, HARJO, PURWO, kirim, mitra, mulai, siap

OPERATOR, KADES = f"operator.{PURWO}", f"kades.{PURWO}"
JUMLAH_KUERI = 8


def jawab(pemeran, penawaran, jawaban, alasan="", oleh=None, berkas=None):
    siapa = oleh or f"kades.{penawaran.kepada.kode}"
    isi = {"alasan": alasan, "berkas": berkas}
    return jawab_penawaran(penawaran=penawaran, jawaban=jawaban, isi=isi, oleh=pemeran[siapa])


def kode(jawaban):
    """Status of an answer; a file is read to its end, which closes it."""
    if jawaban.streaming:
        assert b"".join(jawaban.streaming_content)
    return jawaban.status_code


def test_several_villages_are_asked_in_one_act(pemeran, cakupan_cocok):
    ks = siap(pemeran)
    sebelum = Jejak.objects.count()
    dikirim = kirim(pemeran, ks, CANDI, HARJO)
    ks.refresh_from_db()
    assert ks.status == Status.PENAWARAN and not ks.lintas_kabupaten
    assert [p.kode_saat_itu for p in ks.pihak.order_by("urut")] == [PURWO, CANDI, HARJO]
    assert {(p.tenggat - ks.desa_pendaftar.hari_ini()).days for p in dikirim} == {14}
    assert dikirim[0].surat == dikirim[1].surat
    assert Jejak.objects.count() == sebelum + 1
    diberi_tahu = set(Pemberitahuan.objects.filter(penting=True).values_list("penerima__username", flat=True))
    assert diberi_tahu == {f"bpd.{PURWO}"} | {f"{p}.{k}" for p in ("kades", "operator", "bpd") for k in (CANDI, HARJO)}


def test_same_key_sends_once(pemeran):
    ks = siap(pemeran)
    pertama = kirim(pemeran, ks, CANDI, kunci="k" * 12)
    assert kirim(pemeran, ks, CANDI, kunci="k" * 12) == pertama
    assert Penawaran.objects.count() == 1


@pytest.mark.parametrize("username", [OPERATOR, f"bpd.{PURWO}"])
def test_offer_is_the_kepala_desas(pemeran, username):
    ks = siap(pemeran)
    with pytest.raises(PermissionDenied):
        tawarkan(kerja_sama=ks, kepada=[], isi={}, kunci="k" * 12, oleh=pemeran[username])


def test_offer_without_its_mandatory_content_does_not_go_out(pemeran):
    with pytest.raises(TindakanTertutup, match="Ruang lingkup, Tata cara.*Hak dan kewajiban"):
        kirim(pemeran, mulai(pemeran), CANDI)


@pytest.mark.parametrize(
    ("kepada", "bentuk", "pesan"),
    [
        ([], "antar_desa", "sedikitnya satu"),
        ([PURWO], "antar_desa", "pemrakarsanya sendiri"),
        (["34.04.14.1009"], "antar_desa", "bukan desa"),
        ([CANDI, CANDI], "antar_desa", "dua kali"),
        ([CANDI], "pihak_ketiga", "satu desa"),
    ],
)
def test_wrong_receivers_are_refused_at_their_field(pemeran, kepada, bentuk, pesan):
    ks = siap(pemeran, bentuk=bentuk)
    with pytest.raises(ValidationError) as galat:
        kirim(pemeran, ks, *kepada)
    assert pesan in galat.value.message_dict["kepada"][0]
    assert not Penawaran.objects.exists()


def test_number_of_the_letter_is_asked_for(pemeran):
    with pytest.raises(ValidationError) as galat:
        kirim(pemeran, siap(pemeran), CANDI, nomor=" ")
    assert list(galat.value.message_dict) == ["nomor"]


def test_kabupatens_own_term_wins(pemeran):
    aturan = AturanTenggat.objects.get(kode="jawab_penawaran")
    aturan.pk, aturan.wilayah, aturan.nilai = None, pemeran.wilayah("34.04"), 21
    aturan.save()
    (penawaran,) = kirim(pemeran, siap(pemeran), CANDI)
    assert (penawaran.tenggat - penawaran.dari.hari_ini()).days == 21


def test_across_kabupaten_the_provinsi_is_told_and_declining_undoes_it(pemeran, cakupan_cocok):
    ks = siap(pemeran)
    (penawaran,) = kirim(pemeran, ks, BANTUL)
    ks.refresh_from_db()
    assert ks.lintas_kabupaten
    assert Pemberitahuan.objects.filter(penerima__username="dinas.34", judul__startswith="Kerja sama lintas").exists()
    jawab(pemeran, penawaran, "ditolak", "Anggaran tidak ada")
    ks.refresh_from_db()
    assert not ks.lintas_kabupaten and ks.pihak.count() == 1


def test_who_declines_is_a_party_no_more_and_goes_on_reading_the_offer(pemeran, masuk):
    ks = siap(pemeran)
    ditolak, _ = kirim(pemeran, ks, CANDI, HARJO)
    jawab(pemeran, ditolak, "ditolak", "Sudah bekerja sama dengan pihak lain")
    client = masuk(pemeran[f"operator.{CANDI}"])
    assert client.get(reverse("kerja_sama_rinci", args=[ks.id_publik])).status_code == 404
    assert client.get(reverse("penawaran_rinci", args=[ditolak.id_publik])).status_code == 200
    assert [p.pk for p in client.get(reverse("penawaran_daftar")).context["object_list"]] == [ditolak.pk]
    with pytest.raises(TindakanTertutup):
        jawab(pemeran, ditolak, "diterima")


def test_answers_do_not_leak_to_the_others_who_were_asked(pemeran, masuk):
    ks = siap(pemeran)
    satu, dua = kirim(pemeran, ks, CANDI, HARJO)
    jawab(pemeran, satu, "minta_perubahan", "Bagi hasil 60 banding 40")
    url = reverse("penawaran_rinci", args=[satu.id_publik])
    surat = reverse("penawaran_surat", args=[satu.id_publik])
    terbaca = {}
    for u in (KADES, f"kades.{CANDI}", "petugas.34.04", f"kades.{HARJO}", "petugas.34.02"):
        client = masuk(pemeran[u])
        terbaca[u] = (kode(client.get(url)), kode(client.get(surat)))
        daftar = {p.pk for p in client.get(reverse("penawaran_daftar")).context["object_list"]}
        assert (satu.pk in daftar) == (terbaca[u][0] == 200), u
    assert {u for u, k in terbaca.items() if k == (200, 200)} == {KADES, f"kades.{CANDI}", "petugas.34.04"}
    assert {k for k in terbaca.values() if k != (200, 200)} == {(404, 404)}
    halaman = masuk(pemeran[f"kades.{HARJO}"]).get(reverse("kerja_sama_rinci", args=[ks.id_publik])).content.decode()
    assert "Meminta perubahan" in halaman and "60 banding 40" not in halaman and str(satu.id_publik) not in halaman
    assert str(dua.id_publik) in halaman


def test_invited_officer_reads_neither_offers_nor_plan(pemeran, masuk):
    ks = siap(pemeran)
    (satu,) = kirim(pemeran, ks, CANDI)
    buat_undangan(ks, pemeran["petugas.33.10"], pemeran["petugas.34.04"])
    client = masuk(pemeran["petugas.33.10"])
    alamat = {
        "kerja_sama_rinci": ks,
        "kerja_sama_persiapan": ks,
        "penawaran_rinci": satu,
        "penawaran_surat": satu,
    }
    hasil = {nama: kode(client.get(reverse(nama, args=[o.id_publik]))) for nama, o in alamat.items()}
    assert hasil == {
        "kerja_sama_rinci": 200,
        "kerja_sama_persiapan": 403,
        "penawaran_rinci": 404,
        "penawaran_surat": 404,
    }
    assert not client.get(reverse("penawaran_daftar")).context["object_list"]
    assert "145/12/XI/2026" not in client.get(reverse("kerja_sama_rinci", args=[ks.id_publik])).content.decode()


@pytest.mark.parametrize("username", [f"operator.{CANDI}", f"kades.{HARJO}", KADES])
def test_answer_is_the_kepala_desas_it_went_to(pemeran, username):
    satu, _ = kirim(pemeran, siap(pemeran), CANDI, HARJO)
    with pytest.raises((PermissionDenied, Penawaran.DoesNotExist)):
        jawab(pemeran, satu, "diterima", oleh=username)


@pytest.mark.parametrize("jawaban", ["minta_perubahan", "ditolak"])
def test_reason_is_asked_for_at_its_field(pemeran, masuk, jawaban):
    (satu,) = kirim(pemeran, siap(pemeran), CANDI)
    response = masuk(pemeran[f"kades.{CANDI}"]).post(
        reverse("penawaran_rinci", args=[satu.id_publik]), {"jawaban": jawaban, "alasan": " "}
    )
    assert response.status_code == 422 and list(response.context["form"].errors) == ["alasan"]


def test_changed_offer_takes_the_place_of_the_one_that_asked_for_it(pemeran):
    ks = siap(pemeran)
    (lama,) = kirim(pemeran, ks, CANDI)
    jawab(pemeran, lama, "minta_perubahan", "Perpendek jangka waktunya")
    simpan_persiapan(kerja_sama=ks, isi={"jangka_waktu_bulan": 36}, versi=2, oleh=pemeran[OPERATOR])
    (baru,) = kirim(pemeran, ks, CANDI)
    lama.refresh_from_db()
    assert (lama.status, baru.status) == ("ditarik", "terkirim")
    assert dict(baru.isi["muatan"])["Jangka waktu"] == "3 tahun"
    jawab(pemeran, baru, "diterima")
    with pytest.raises(ValidationError, match="sudah menerima"):
        kirim(pemeran, ks, CANDI)
    assert Pihak.objects.filter(kerja_sama=ks, desa__kode=CANDI).count() == 1


def test_withdrawn_offer_is_answered_no_more(pemeran, masuk):
    ks = siap(pemeran)
    (satu,) = kirim(pemeran, ks, CANDI)
    assert masuk(pemeran[OPERATOR]).post(reverse("penawaran_tarik", args=[satu.id_publik])).status_code == 302
    satu.refresh_from_db()
    assert satu.status == "terkirim"  # the operator may not
    tarik_penawaran(penawaran=satu, oleh=pemeran[KADES])
    assert not Pihak.objects.filter(kerja_sama=ks, desa__kode=CANDI).exists()
    with pytest.raises(TindakanTertutup):
        jawab(pemeran, satu, "diterima")


def test_third_partys_answer_is_recorded_with_its_letter(pemeran):
    ks = siap(pemeran, bentuk="pihak_ketiga")
    (satu,) = kirim(pemeran, ks, mitra(pemeran))
    with pytest.raises(ValidationError) as galat:
        jawab(pemeran, satu, "diterima", oleh=OPERATOR)
    assert list(galat.value.message_dict) == ["berkas"]
    with pytest.raises(ValidationError) as galat:
        jawab(pemeran, satu, "diterima", oleh=OPERATOR, berkas=(b"bukan pdf", "a.pdf"))
    assert list(galat.value.message_dict) == ["berkas"]
    jawab(pemeran, satu, "diterima", oleh=OPERATOR, berkas=(pdf_contoh(), "jawaban.pdf"))
    assert Dokumen.objects.get(kerja_sama=ks).judul == "Jawaban PT Olah Sampah atas penawaran"
    assert Pihak.objects.filter(kerja_sama=ks, pihak_ketiga__nama="PT Olah Sampah").exists()


def test_rival_third_parties_get_letters_of_their_own(pemeran):
    ks = siap(pemeran, bentuk="pihak_ketiga")
    satu, dua = kirim(pemeran, ks, mitra(pemeran), mitra(pemeran, "CV Daur Ulang"))
    assert satu.surat_id != dua.surat_id


def test_proposal_waits_for_the_study_then_for_the_kepala_desa(pemeran):
    ks = siap(pemeran, bentuk="pihak_ketiga", prakarsa="pihak_ketiga")
    isi = {"nomor": "1/PT/2026", "ringkasan": "Sewa lahan kas desa"}
    kirim_ = {"kerja_sama": ks, "pihak_ketiga": mitra(pemeran), "isi": isi, "kunci": "k" * 12}
    with pytest.raises(ValidationError) as galat:
        catat_usulan(**kirim_, berkas=None, oleh=pemeran[OPERATOR])
    assert list(galat.value.message_dict) == ["berkas"]
    usulan = catat_usulan(**kirim_, berkas=(pdf_contoh(), "usulan.pdf"), oleh=pemeran[OPERATOR])
    assert catat_usulan(**kirim_, berkas=(pdf_contoh(), "usulan.pdf"), oleh=pemeran[OPERATOR]) == usulan
    assert not Pihak.objects.filter(kerja_sama=ks, pihak_ketiga__isnull=False).exists()
    with pytest.raises(TindakanTertutup, match="kajian"):
        jawab(pemeran, usulan, "diterima", oleh=KADES)
    simpan_persiapan(kerja_sama=ks, isi={"kajian": "Layak."}, versi=2, oleh=pemeran[OPERATOR])
    with pytest.raises(TindakanTertutup, match="lurah"):
        jawab(pemeran, usulan, "diterima", oleh=OPERATOR)
    jawab(pemeran, usulan, "diterima", oleh=KADES)
    assert Pihak.objects.filter(kerja_sama=ks, pihak_ketiga__isnull=False).count() == 1


def test_proposal_is_for_a_third_partys_initiative_and_its_village(pemeran, masuk):
    ks = siap(pemeran, bentuk="pihak_ketiga")
    url = reverse("kerja_sama_usulan", args=[ks.id_publik])
    assert masuk(pemeran[OPERATOR]).get(url).status_code == 404
    with pytest.raises(TindakanTertutup):
        catat_usulan(
            kerja_sama=ks, pihak_ketiga=mitra(pemeran), isi={}, berkas=None, kunci="k" * 12, oleh=pemeran[OPERATOR]
        )


def test_proposal_page_records_it(pemeran, masuk):
    ks, ketiga = siap(pemeran, bentuk="pihak_ketiga", prakarsa="pihak_ketiga"), mitra(pemeran)
    mitra(pemeran, "PT Tetangga", kode=CANDI)
    url, client = reverse("kerja_sama_usulan", args=[ks.id_publik]), masuk(pemeran[OPERATOR])
    assert [nama for _, nama in client.get(url).context["form"].fields["pihak_ketiga"].choices[1:]] == [ketiga.nama]
    kosong = client.post(url, {"pihak_ketiga": ketiga.id_publik, "ringkasan": "Sewa lahan"})
    assert (kosong.status_code, list(kosong.context["form"].errors)) == (422, ["berkas"])
    berkas = SimpleUploadedFile("usulan.pdf", pdf_contoh(), "application/pdf")
    isian = {"pihak_ketiga": ketiga.id_publik, "ringkasan": "Sewa lahan", "berkas": berkas}
    assert client.post(url, isian).status_code == 302
    usulan = Penawaran.objects.get()
    assert client.get(reverse("penawaran_rinci", args=[usulan.id_publik])).status_code == 200
    assert "Usulan PT Olah Sampah" in client.get(reverse("kerja_sama_rinci", args=[ks.id_publik])).content.decode()


def test_page_chooses_receivers_by_buttons_and_sends(pemeran, masuk):
    ks = siap(pemeran)
    url, client = reverse("kerja_sama_tawarkan", args=[ks.id_publik]), masuk(pemeran[KADES])
    pilih = client.get(url, {"kepada": [CANDI, HARJO, BANTUL], "buang": HARJO})
    assert [d.kode for d in pilih.context["terpilih"]] == [CANDI, BANTUL]
    assert [d.kode for d in pilih.context["lintas"]] == [BANTUL]
    kosong = client.post(url, {"nomor": "1"})
    assert kosong.status_code == 422 and "sedikitnya satu" in kosong.content.decode()
    assert client.post(url, {"kepada": [CANDI], "nomor": "1/2026", "kunci_kirim": "k" * 12}).status_code == 302
    assert Penawaran.objects.get().kepada.kode == CANDI
    assert masuk(pemeran[OPERATOR]).post(url, {"kepada": [CANDI], "nomor": "1"}).status_code == 403
    assert masuk(pemeran[f"kades.{CANDI}"]).get(url).status_code == 403


def test_home_and_card_say_whose_turn_it_is(pemeran, masuk):
    ks = siap(pemeran)
    judul = [t.judul for t in tugas_terdaftar(pemeran[OPERATOR])]
    assert f"Tawarkan kerja sama: {ks.judul}" in judul
    kirim(pemeran, ks, CANDI)
    assert [t.judul for t in tugas_terdaftar(pemeran[f"kades.{CANDI}"])] == [f"Jawab penawaran: {ks.judul}"]
    assert tugas_terdaftar(pemeran[f"operator.{CANDI}"]) == [] == tugas_terdaftar(pemeran[f"kades.{HARJO}"])
    url = reverse("kerja_sama_rinci", args=[ks.id_publik])
    assert "Giliran Anda" in masuk(pemeran[f"kades.{CANDI}"]).get(url).content.decode()
    assert "Giliran Kalurahan Candibinangun" in masuk(pemeran[KADES]).get(url).content.decode()


def test_list_is_narrowed_by_words_and_answer(pemeran, masuk):
    ks = siap(pemeran)
    kirim(pemeran, ks, CANDI)
    kirim(pemeran, siap(pemeran, judul="Embung"), CANDI, nomor="7/2026")
    client, url = masuk(pemeran["petugas.34.04"]), reverse("penawaran_daftar")
    for tanya, nomor in (
        ({"q": "embung"}, {"7/2026"}),
        ({"q": "145/"}, {"145/12/XI/2026"}),
        ({"status": "ditolak"}, set()),
    ):
        assert {p.nomor for p in client.get(url, tanya).context["object_list"]} == nomor


def test_list_costs_the_same_for_one_offer_and_three(pemeran, masuk, django_assert_num_queries):
    ks = siap(pemeran)
    client, url = masuk(pemeran[KADES]), reverse("penawaran_daftar")
    kirim(pemeran, ks, CANDI)
    client.get(url)
    with django_assert_num_queries(JUMLAH_KUERI):
        client.get(url)
    kirim(pemeran, siap(pemeran, judul="Lain"), CANDI, HARJO)
    with django_assert_num_queries(JUMLAH_KUERI):
        assert len(client.get(url).context["object_list"]) == 3
