"""The text of an agreement as plain data: articles and ayat as they are printed, references between them, and which of
the mandatory matters they settle.

`isi` is what a VersiNaskah keeps: {"jenis", "judul", "pihak", "menimbang", "mengingat", "komparisi", "premis",
"bab": [{"judul", "pasal": [{"kunci", "judul", "isi", "muatan"}]}]}. One that changes another also has
"nomor_lama": {kunci: number in the text in force}, by which its references are said.
"""

import re
from hashlib import sha256
from json import dumps

from kerjasama.enums import Muatan
from wilayah.cetak.tanggal import romawi

from .banding import Perbandingan, banding_bagian

PBKD, PERJANJIAN = "pbkd", "perjanjian"
KONSIDERANS = {
    "menimbang": "Menimbang",
    "mengingat": "Mengingat",
    "komparisi": "Para pihak",
    "premis": "Premis",
}
_AYAT = re.compile(r"^\(\d{1,3}\)\s+")
_BUTIR = re.compile(r"^([a-z]{1,2}|\d{1,3})\.\s+")
_RUJUKAN = re.compile(r"\[\[pasal:([\w-]+)(?::(\d{1,3}))?\]\]")

_RENTANG = re.compile(r"huruf a(?: (?:sampai dengan|dan) huruf [a-z]{1,2})?\b")

# What an article about the matter speaks of at least, word stem by word stem; a part that is missing is shown, and
# holds nothing up (Permendagri 96/2017 Ps 6).
_BAGIAN = {
    Muatan.JANGKA_WAKTU: (("lamanya", r"\b(tahun|bulan|tanggal|jangka waktu)"),),
    Muatan.HAK_KEWAJIBAN: (("hak", r"\b(ber)?hak\b"), ("kewajiban", r"\b(ke)?wajib")),
    Muatan.PENDANAAN: (("sumber dana", r"(dana|biaya|anggaran|modal)"),),
    Muatan.PERUBAHAN: (
        ("perubahan", r"(ubah)"),
        ("penundaan", r"(tunda|tangguh)"),
        ("pembatalan", r"(batal|akhir)"),
    ),
    Muatan.PERSELISIHAN: (("musyawarah", r"(musyawarah|mufakat|kekeluargaan)"),),
}


def bentuk(isi):
    """The tree for printing: chapters and articles numbered by their order, ayat and lettered items taken apart, and
    `[[pasal:kunci]]` said as «Pasal 7»."""
    nomor, rujukan = nomor_pasal(isi), nomor_rujukan(isi)
    bab = isi.get("bab", [])
    bernomor = isi.get("jenis", PBKD) == PBKD
    return {
        "bab": [
            {
                "nomor": romawi(urut) if bernomor else "",
                "judul": b["judul"],
                "pasal": [_pasal(p, nomor, rujukan) for p in b["pasal"]],
            }
            for urut, b in enumerate(bab, 1)
        ]
    }


def _pasal(p, nomor, rujukan):
    return {
        "nomor": nomor[p["kunci"]],
        "kunci": p["kunci"],
        "judul": p.get("judul", ""),
        "muatan": p.get("muatan", ""),
        "ayat": urai(rujuk(p.get("isi", ""), rujukan)),
    }


def semua_pasal(isi):
    return [p for b in isi.get("bab", []) for p in b["pasal"]]


def nomor_pasal(isi):
    """{kunci: number}, through all chapters."""
    return {p["kunci"]: n for n, p in enumerate(semua_pasal(isi), 1)}


def nomor_rujukan(isi):
    """{kunci: number by which a reference says it}: the old text's own, where this one changes another."""
    return nomor_pasal(isi) | isi.get("nomor_lama", {})


def urai(teks):
    """[{nomor, teks, huruf: [{huruf, teks, taraf}]}]: one line per ayat, items below it. A single ayat has no number.
    Items are lettered or counted anew; what is counted below a letter is of the second `taraf`."""
    ayat = []
    for baris in filter(None, (b.strip() for b in teks.split("\n"))):
        butir = _BUTIR.match(baris)
        if butir and ayat:
            ayat[-1]["huruf"].append({"angka": butir[1].isdigit(), "teks": baris[butir.end() :]})
        else:
            ayat.append({"nomor": None, "teks": _AYAT.sub("", baris), "huruf": []})
    for n, a in enumerate(ayat, 1):
        a["nomor"] = n if len(ayat) > 1 else None
        a["huruf"] = _beri_tanda(a["huruf"])
    return ayat


def _beri_tanda(butir):
    hasil, huruf, angka = [], 0, 0
    for b in butir:
        huruf, angka = (huruf, angka + 1) if b["angka"] else (huruf + 1, 0)
        tanda = str(angka) if b["angka"] else tanda_huruf(huruf)
        hasil.append({"huruf": tanda, "teks": b["teks"], "taraf": 2 if b["angka"] and huruf else 1})
    return hasil


def tanda_huruf(n):
    """1 → a, 26 → z, 27 → aa."""
    atas, bawah = divmod(n - 1, 26)
    return (chr(96 + atas) if atas else "") + chr(97 + bawah)


def rujuk(teks, nomor):
    """References said as they are printed; one whose article is gone shows a gap instead of a wrong number."""

    def kata(temuan):
        pasal = f"Pasal {nomor.get(temuan[1], '…')}"
        return f"{pasal} ayat ({temuan[2]})" if temuan[2] else pasal

    return _RUJUKAN.sub(kata, teks)


def rujukan_ke(kunci, ayat=None):
    """How a reference to the article stands in the text."""
    return f"[[pasal:{kunci}:{ayat}]]" if ayat else f"[[pasal:{kunci}]]"


def rujukan_putus(isi):
    """{kunci of the article: the references in it that lead nowhere}, for warnings."""
    ada = nomor_rujukan(isi)
    putus = {p["kunci"]: [k for k, _ in _RUJUKAN.findall(p.get("isi", "")) if k not in ada] for p in semua_pasal(isi)}
    return {kunci: r for kunci, r in putus.items() if r}


def perujuk(isi, kunci):
    """The numbers of the articles that refer to the article `kunci`."""
    nomor = nomor_pasal(isi)
    ada = [p for p in semua_pasal(isi) if kunci in (k for k, _ in _RUJUKAN.findall(p.get("isi", "")))]
    return [nomor[p["kunci"]] for p in ada if p["kunci"] != kunci]


def muatan_tercakup(isi):
    """For each of the eight mandatory matters {muatan, label, status: ada | sebagian | kosong, pasal: [{kunci, nomor}],
    rentang: [{kunci, kata}], kurang: [parts that no article speaks of]}."""
    nomor = nomor_pasal(isi)
    return [_cakupan(m, [p for p in semua_pasal(isi) if p.get("muatan") == m], nomor) for m in Muatan]


def _cakupan(muatan, pasal, nomor):
    teks = " ".join(p.get("isi", "") for p in pasal).lower()
    kurang = [nama for nama, pola in _BAGIAN.get(muatan, ()) if not re.search(pola, teks)] if teks.strip() else []
    return {
        "muatan": muatan.value,
        "label": muatan.label,
        "status": "kosong" if not teks.strip() else "sebagian" if kurang else "ada",
        "pasal": [{"kunci": p["kunci"], "nomor": nomor[p["kunci"]]} for p in pasal],
        "rentang": _rentang(pasal, nomor),
        "kurang": kurang,
    }


def _rentang(pasal, nomor):
    """[{kunci, kata}]: neighbours in one, «Pasal 5–7», so that a matter of many articles stays one line."""
    hasil = []
    for p in pasal:
        n = nomor[p["kunci"]]
        if hasil and hasil[-1]["akhir"] == n - 1:
            hasil[-1]["akhir"] = n
        else:
            hasil.append({"kunci": p["kunci"], "awal": n, "akhir": n})
    for r in hasil:
        r["kata"] = f"Pasal {r['awal']}" if r["awal"] == r["akhir"] else f"Pasal {r['awal']}–{r['akhir']}"
    return hasil


def banding(isi_a, isi_b):
    """What changed from the first text to the second, part by part: the considerations, then every article that either
    text has, in the order of the second; one that is gone stands where it stood."""
    nomor_a, nomor_b = nomor_pasal(isi_a), nomor_pasal(isi_b)
    sebut_a, sebut_b = nomor_rujukan(isi_a), nomor_rujukan(isi_b)
    pasal_a = {p["kunci"]: p for p in semua_pasal(isi_a)}
    pasal_b = {p["kunci"]: p for p in semua_pasal(isi_b)}
    hasil = [b for kunci in KONSIDERANS if (b := _banding_konsiderans(kunci, isi_a, isi_b, sebut_a, sebut_b))]
    for kunci in _urutan(list(pasal_a), list(pasal_b)):
        a, b = pasal_a.get(kunci), pasal_b.get(kunci)
        kini = b or a
        hasil.append(
            Perbandingan(
                kunci=kunci,
                judul=kini.get("judul", ""),
                muatan=kini.get("muatan", ""),
                nomor_a=nomor_a.get(kunci),
                nomor_b=nomor_b.get(kunci),
                bagian=banding_bagian(_teks(a), _teks(b), lambda t: rujuk(t, sebut_a), lambda t: rujuk(t, sebut_b)),
            )
        )
    return hasil


def _teks(pasal):
    """The article as it is compared, its title as the first line; None where there is no such article."""
    if pasal is None:
        return None
    return "\n".join(filter(None, (pasal.get("judul", ""), pasal.get("isi", ""))))


def _banding_konsiderans(kunci, isi_a, isi_b, sebut_a, sebut_b):
    a, b = ("\n".join(isi.get(kunci, [])) for isi in (isi_a, isi_b))
    if not a and not b:
        return None
    bagian = banding_bagian(a, b, lambda t: rujuk(t, sebut_a), lambda t: rujuk(t, sebut_b))
    return Perbandingan(kunci=kunci, judul=KONSIDERANS[kunci], muatan="", nomor_a=None, nomor_b=None, bagian=bagian)


def _urutan(lama, baru):
    """The keys of both, in the order of `baru`; one that is gone follows what it followed."""
    hasil = list(baru)
    ada = set(baru)
    for i, kunci in enumerate(lama):
        if kunci not in ada:
            sebelum = lama[i - 1] if i else None
            hasil.insert(hasil.index(sebelum) + 1 if sebelum else 0, kunci)
    return hasil


def rapikan_menimbang(kalimat):
    """The last consideration rests on all before it: «huruf a sampai dengan huruf c» follows how many there are."""
    if len(kalimat) < 2:
        return kalimat
    huruf = tanda_huruf(len(kalimat) - 1)
    if len(kalimat) == 2:
        rentang = "huruf a"
    else:
        rentang = f"huruf a {'dan' if len(kalimat) == 3 else 'sampai dengan'} huruf {huruf}"
    return [*kalimat[:-1], _RENTANG.sub(rentang, kalimat[-1], count=1)]


def sisipkan(kalimat, baru):
    """`baru` before the last sentence, which concludes from all others; once only."""
    if baru in kalimat:
        return kalimat
    return rapikan_menimbang([*kalimat[:-1], baru, *kalimat[-1:]])


def sidik(isi):
    """SHA-256 of the canonical JSON of a text."""
    return sha256(dumps(isi, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
