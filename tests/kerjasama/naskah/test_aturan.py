"""The text as data: numbering, references, mandatory matters, comparison."""

from time import monotonic

from hypothesis import given
from hypothesis import strategies as st

from kerjasama.rules.naskah import (
    banding,
    bentuk,
    muatan_tercakup,
    perujuk,
    rapikan_menimbang,
    rujukan_ke,
    rujukan_putus,
    sidik,
    sisipkan,
    tanda_huruf,
    urai,
)


def pasal(kunci, isi="Bunyi.", muatan="", judul=""):
    return {"kunci": kunci, "judul": judul, "isi": isi, "muatan": muatan}


def naskah(*bab, jenis="pbkd", **lain):
    return {"jenis": jenis, "bab": [{"judul": j, "pasal": list(p)} for j, *p in bab]} | lain


def test_bab_and_pasal_are_numbered_by_their_order():
    isi = naskah(("UMUM", pasal("a")), ("DANA", pasal("b"), pasal("c")))
    bab = bentuk(isi)["bab"]
    assert [(b["nomor"], [p["nomor"] for p in b["pasal"]]) for b in bab] == [("I", [1]), ("II", [2, 3])]


def test_a_perjanjian_has_no_numbered_chapters():
    assert bentuk(naskah(("", pasal("a")), jenis="perjanjian"))["bab"][0]["nomor"] == ""


def test_lines_become_ayat_and_items_belong_to_the_ayat_above():
    ayat = urai("Para pihak berhak:\na. satu\nc. dua\n\n(7) Kewajiban mengikuti.")
    assert [(a["nomor"], a["teks"]) for a in ayat] == [(1, "Para pihak berhak:"), (2, "Kewajiban mengikuti.")]
    assert [(h["huruf"], h["teks"]) for h in ayat[0]["huruf"]] == [("a", "satu"), ("b", "dua")]


def test_a_single_ayat_has_no_number_and_counted_items_below_a_letter_start_again():
    (ayat,) = urai("Meliputi:\na. satu\n1. kecil\n2. besar\nb. dua\n1. lagi")
    assert ayat["nomor"] is None
    assert [(h["huruf"], h["taraf"]) for h in ayat["huruf"]] == [("a", 1), ("1", 2), ("2", 2), ("b", 1), ("1", 2)]


def test_more_than_twenty_six_items_get_two_letters():
    assert [tanda_huruf(n) for n in (1, 26, 27, 30)] == ["a", "z", "aa", "ad"]


def test_a_reference_follows_its_article_when_others_come_before_it():
    isi = naskah(("A", pasal("x")), ("B", pasal("y", f"Lihat {rujukan_ke('x')} dan {rujukan_ke('x', 2)}.")))
    assert bentuk(isi)["bab"][1]["pasal"][0]["ayat"][0]["teks"] == "Lihat Pasal 1 dan Pasal 1 ayat (2)."
    isi["bab"][0]["pasal"].insert(0, pasal("baru"))
    assert "Pasal 2 dan" in bentuk(isi)["bab"][1]["pasal"][0]["ayat"][0]["teks"]
    assert perujuk(isi, "x") == [3]


def test_a_reference_to_an_article_that_is_gone_is_named_and_prints_no_wrong_number():
    isi = naskah(("A", pasal("x", f"Menurut {rujukan_ke('hilang')}.")))
    assert rujukan_putus(isi) == {"x": ["hilang"]}
    assert bentuk(isi)["bab"][0]["pasal"][0]["ayat"][0]["teks"] == "Menurut Pasal …."


def test_matters_say_which_article_settles_them_and_what_is_missing():
    isi = naskah(
        ("A", pasal("d", "Dana dari APB Desa.", "pendanaan")),
        ("B", pasal("p", "Perubahan disepakati; pembatalan dimusyawarahkan.", "perubahan")),
        ("C", pasal("s", "  ", "perselisihan")),
    )
    hasil = {c["muatan"]: c for c in muatan_tercakup(isi)}
    assert len(hasil) == 8
    assert hasil["pendanaan"]["status"] == "ada" and hasil["pendanaan"]["pasal"] == [{"kunci": "d", "nomor": 1}]
    assert hasil["pendanaan"]["rentang"][0]["kata"] == "Pasal 1"
    assert hasil["perubahan"]["status"] == "sebagian" and hasil["perubahan"]["kurang"] == ["penundaan"]
    assert hasil["perselisihan"]["status"] == "kosong" and hasil["ruang_lingkup"]["pasal"] == []


def test_neighbouring_articles_on_one_matter_are_one_range():
    isi = naskah(("A", *(pasal(k, "x", m) for k, m in [("a", "bidang"), ("b", "bidang"), ("c", ""), ("d", "bidang")])))
    bidang = next(c for c in muatan_tercakup(isi) if c["muatan"] == "bidang")
    assert [(r["kunci"], r["kata"]) for r in bidang["rentang"]] == [("a", "Pasal 1–2"), ("d", "Pasal 4")]


def test_comparison_marks_words_and_keeps_articles_apart_by_key():
    lama = naskah(("A", pasal("x", "Selama 3 tahun."), pasal("y", "Tetap."), pasal("z", "Hilang.")))
    baru = naskah(("A", pasal("n", "Baru."), pasal("x", "Selama 5 tahun."), pasal("y", "Tetap.")))
    hasil = banding(lama, baru)
    assert [(p.kunci, p.status) for p in hasil] == [
        ("n", "baru"),
        ("x", "berubah"),
        ("y", "pindah_nomor"),
        ("z", "dihapus"),
    ]
    x = hasil[1].bagian
    assert x.satu == [("sama", "Selama "), ("hapus", "3 "), ("tambah", "5 "), ("sama", "tahun.")]
    assert x.kata == 2 and hasil[1].nama == "Pasal 2"


def test_a_changed_number_alone_is_no_change_of_the_article_that_refers_to_it():
    lama = naskah(("A", pasal("x"), pasal("r", f"Lihat {rujukan_ke('x')}.")))
    baru = naskah(("A", pasal("n"), pasal("x"), pasal("r", f"Lihat {rujukan_ke('x')}.")))
    r = next(p for p in banding(lama, baru) if p.kunci == "r")
    assert r.status == "pindah_nomor" and r.bagian.lama[0][1] == "Lihat Pasal 1." and "Pasal 2" in r.bagian.baru[0][1]


def test_considerations_are_compared_too():
    lama, baru = (naskah(("A", pasal("x")), menimbang=[m], mengingat=[]) for m in ("bahwa satu", "bahwa dua"))
    assert [(p.nama, p.status) for p in banding(lama, baru)] == [("Menimbang", "berubah"), ("Pasal 1", "sama")]


def test_ten_thousand_signs_of_one_word_are_compared_in_time():
    lama, baru = (naskah(("A", pasal("x", t))) for t in ("a " * 5000, "b " + "a " * 4000 + "c " + "a " * 900))
    mulai = monotonic()
    banding(lama, baru)
    assert monotonic() - mulai < 2


kata = st.text(alphabet="ab \n", max_size=60)


@given(lama=kata, baru=kata)
def test_both_sides_of_a_comparison_hold_the_whole_text(lama, baru):
    (hasil,) = banding(naskah(("A", pasal("x", lama))), naskah(("A", pasal("x", baru))))
    assert "".join(t for _, t in hasil.bagian.lama) == lama.strip()
    assert "".join(t for _, t in hasil.bagian.baru) == baru.strip()
    assert "".join(t for j, t in hasil.bagian.satu if j != "tambah") == lama.strip()


def test_the_fingerprint_does_not_depend_on_the_order_of_keys():
    assert sidik({"a": 1, "b": [2]}) == sidik({"b": [2], "a": 1}) != sidik({"a": 1, "b": [3]})


def test_the_last_consideration_rests_on_all_before_it():
    akhir = "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a sampai dengan huruf c, perlu"
    assert rapikan_menimbang(["bahwa x", akhir])[-1].endswith("dalam huruf a, perlu")
    tiga = sisipkan(["bahwa x", akhir], "bahwa y")
    assert tiga[1] == "bahwa y" and tiga[-1].endswith("dalam huruf a dan huruf b, perlu")
    empat = sisipkan(tiga, "bahwa z")
    assert empat[-1].endswith("huruf a sampai dengan huruf c, perlu") and sisipkan(empat, "bahwa z") == empat
