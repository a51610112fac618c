"""A text that was written elsewhere, line by line, recognised as the text of an agreement: considerations, chapters,
articles, ayat and letters. What has no place here is named, so that whoever brings it in sees what stays behind."""

import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from kerjasama.enums import Muatan

from .isian import MAKS_TEKS, bersihkan
from .naskah import PBKD, PERJANJIAN, rujukan_ke

MAKS_PASAL, MAKS_JUDUL, MAKS_KALIMAT = 300, 160, 60
TANPA_PASAL = (
    "Tidak ada pasal yang dikenali. Setiap pasal harus diawali baris tersendiri «Pasal 1», «Pasal 2», dan seterusnya."
)
_BAB = re.compile(r"^bab\s+([ivxlcdm]+|\d{1,3})\b\s*[.:–-]?\s*(.*)$", re.IGNORECASE)
_PASAL = re.compile(r"^pasal\s+(\d{1,3})\b\s*[.:–-]?\s*(.*)$", re.IGNORECASE)
_BAGIAN = re.compile(r"^(bagian\s+(ke\w+|pertama)|paragraf\s+\d+)\b", re.IGNORECASE)
_AKHIR = re.compile(
    r"^(ditetapkan di|ditandatangani di|diundangkan di|demikian(lah)?\s+(perjanjian|peraturan|naskah)"
    r"|lampiran\b|penjelasan$)",
    re.IGNORECASE,
)
_KEPALA = {
    "menimbang": re.compile(r"^menimbang\s*:?\s*(?P<sisa>.*)$", re.IGNORECASE),
    "mengingat": re.compile(r"^(dengan\s+)?mengingat(\s+ketentuan)?\s*:?\s*(?P<sisa>.*)$", re.IGNORECASE),
    "memutuskan": re.compile(r"^m\s*e\s*m\s*u\s*t\s*u\s*s\s*k\s*a\s*n\s*:?\s*(?P<sisa>)$", re.IGNORECASE),
    "menetapkan": re.compile(r"^menetapkan\s*:?\s*(?P<sisa>.*)$", re.IGNORECASE),
}
# A capital letter is left alone: «H.» is a name's.
_TANDA = re.compile(r"^(\(?[a-z][.)]|\(?\d{1,2}[.)]|[IVX]{1,5}[.)]|[-•–])\s+")
_HALAMAN = re.compile(r"^[-–]?\s*\d{1,3}\s*[-–]?$")
_BULAT = re.compile(r"^[-•–*]\s+(.+)$")
_AYAT = re.compile(r"^\((\d{1,2})\)\s*(.+)$")
_HURUF = re.compile(r"^\(?([a-z])[.)]\s+(.+)$")
_ANGKA = re.compile(r"^(\d{1,2})[.)]\s+(.+)$")
_AWAL_DASAR = re.compile(r"^(undang|peraturan|keputusan|instruksi|qanun|perda|perbup)", re.IGNORECASE)
_SESUDAH_JUDUL = re.compile(r"^(dengan rahmat|nomor\b|kepala desa|lurah|antara\b)", re.IGNORECASE)
_BAKU = re.compile(
    r"^(para pihak (terlebih|menerangkan|sepakat)|berdasarkan hal|dengan ini|yang bertanda tangan|(yang )?selanjutnya"
    r"|pihak ke\w+.*secara bersama|kedua belah pihak|pada hari ini|dengan rahmat)",
    re.IGNORECASE,
)
_RUJUKAN = re.compile(r"\bPasal (\d{1,3})(?: ayat \((\d{1,3})\))?")
_HUKUM_LAIN = re.compile(
    r"""^(\s+huruf\s+[a-z])?[\s,]*
    ((dan|atau|sampai\ dengan)\s+(Pasal|ayat)[^.;]*?\s)?
    (Undang|Peraturan\ (?!Bersama\ ini)|PP\ |UU\ |Perda|Perbup|Permendagri|Qanun|KUH)""",
    re.VERBOSE,
)
# By what word the heading of a chapter or an article tells its matter; the first that fits goes first.
_KATA_MUATAN = (
    (Muatan.RUANG_LINGKUP, r"ruang lingkup"),
    (Muatan.BIDANG, r"\bbidang|ob[jy]ek"),
    (Muatan.JANGKA_WAKTU, r"jangka waktu|masa berlaku"),
    (Muatan.HAK_KEWAJIBAN, r"\bhak\b|kewajiban|tanggung jawab"),
    (Muatan.PENDANAAN, r"dana|biaya|anggaran|keuangan|bagi hasil|permodalan"),
    (Muatan.PERUBAHAN, r"perubahan|penundaan|pembatalan|berakhir|pengakhiran|adendum"),
    (Muatan.PERSELISIHAN, r"selisih|sengketa"),
)
_TATA_CARA = re.compile(r"tata cara|pelaksana|badan kerja ?sama|kelembagaan|pengelola", re.IGNORECASE)


@dataclass
class Bacaan:
    """What was recognised. `sisa`: lines that have no place; `peringatan`: what a reader should look at."""

    isi: dict
    sisa: list[str] = field(default_factory=list)
    peringatan: list[str] = field(default_factory=list)

    @property
    def jumlah_pasal(self):
        return sum(len(b["pasal"]) for b in self.isi["bab"])


def kenali(baris):
    """A Bacaan of the lines of a document; raises ValidationError where there is no article, or one too long."""
    pembaca = _Pembaca()
    for mentah in baris:
        if len(mentah) > MAKS_TEKS:
            raise ValidationError(f"Satu alinea terlalu panjang: «{mentah[:60]}…». Bagi alinea itu.", code="panjang")
        teks = " ".join(bersihkan(mentah.replace("\xa0", " ")).split())
        if teks and not _HALAMAN.match(teks):
            pembaca.terima(teks)
    return pembaca.selesai()


class _Pembaca:
    """Reads the lines one after another; `bagian` is where in the document it stands."""

    def __init__(self):
        self.bagian = "kepala"
        self.kepala, self.judul = [], []
        self.kalimat = {"menimbang": [], "mengingat": [], "komparisi": [], "premis": []}
        self.bab, self.sisa, self.peringatan = [], [], []
        self.tunggu = []  # lines of a party that is not named to its end yet
        self.judul_selesai = self.judul_pasal = self.judul_bagian = False

    def terima(self, teks):
        if self.bagian == "akhir":
            self._sesudah_akhir(teks)
        elif self._kepala_pasal(teks):
            pass
        elif self.bab and self.bab[-1]["pasal"] and _AKHIR.match(teks):
            self.bagian = "akhir"
            self._sesudah_akhir(teks)
        elif self.bagian == "tubuh":
            self._tubuh(teks)
        else:
            self._pembukaan(teks)

    def _sesudah_akhir(self, teks):
        if re.match(r"^(lampiran|penjelasan)\b", teks, re.IGNORECASE):
            self.sisa.append(f"{teks[:80]} (lampiran dan penjelasan tidak dibawa masuk)")

    def _kepala_pasal(self, teks):
        if temuan := _BAB.match(teks):
            self.bagian = "tubuh"
            self.bab.append({"judul": temuan[2].upper(), "pasal": []})
            return True
        temuan = _PASAL.match(teks)
        if not temuan or not _judul_wajar(temuan[2]):
            return False
        self.bagian = "tubuh"
        self._pasal_baru(int(temuan[1]), temuan[2])
        return True

    def _pasal_baru(self, nomor, judul):
        if not self.bab:
            self.bab.append({"judul": "", "pasal": []})
        seharusnya = sum(len(b["pasal"]) for b in self.bab) + 1
        if nomor != seharusnya:
            self.peringatan.append(f"Pasal {nomor} dalam dokumen menjadi Pasal {seharusnya}: nomornya tidak berurutan.")
        self.bab[-1]["pasal"].append({"asal": nomor, "judul": judul, "baris": []})
        self.judul_pasal, self.judul_bagian = not judul, False

    def _pembukaan(self, teks):
        for bagian, pola in _KEPALA.items():
            if temuan := pola.match(teks):
                self.bagian, sisa = bagian, temuan["sisa"].strip()
                if sisa and bagian in self.kalimat:
                    self._kalimat(bagian, sisa)
                return
        if self.bagian in self.kalimat and self.bagian not in ("komparisi", "premis"):
            self._kalimat(self.bagian, teks)
        elif self.bagian in ("kepala", "para_pihak"):
            self._kepala(teks)

    def _kalimat(self, bagian, teks):
        daftar, teks = self.kalimat[bagian], teks.lstrip(": ")
        isi = _TANDA.sub("", teks)
        awal = re.compile(r"bahwa\b", re.IGNORECASE) if bagian == "menimbang" else _AWAL_DASAR
        if isi != teks or awal.match(isi) or not daftar:
            daftar.append(isi)
        else:
            daftar[-1] = f"{daftar[-1]} {isi}"

    def _kepala(self, teks):
        """Title and, of a perjanjian, its parties and what they start from."""
        polos = _TANDA.sub("", teks)
        if re.match(r"^(pada hari ini|(kami )?yang bertanda ?tangan)", teks, re.IGNORECASE):
            self.bagian = "para_pihak"
        elif self.bagian == "kepala":
            self.kepala.append(teks)
            self._judul(teks)
        elif re.match(r"^bahwa\b", polos, re.IGNORECASE):
            self.kalimat["premis"].append(polos)
            self.tunggu = []
        elif "selanjutnya" in teks.lower() and "pihak" in teks.lower() and "bersama" not in teks.lower():
            self.kalimat["komparisi"].append(" ".join([*self.tunggu, polos]))
            self.tunggu = []
        elif not _BAKU.match(polos):
            self.tunggu.append(f"{polos.rstrip(',;')},")

    def _judul(self, teks):
        """The lines from «TENTANG» to whatever comes next."""
        if re.match(r"^tentang\b", teks, re.IGNORECASE):
            self.judul = [teks[7:].strip()]
        elif not self.judul or self.judul_selesai:
            return
        elif any(self.judul) and _SESUDAH_JUDUL.match(teks):
            self.judul_selesai = True
        else:
            self.judul.append(teks)

    def _tubuh(self, teks):
        bab = self.bab[-1]
        if _BAGIAN.match(teks) or self.judul_bagian:
            self.sisa.append(f"{teks} (judul bagian dan paragraf tidak dipakai di sini)")
            self.judul_bagian = not self.judul_bagian
        elif not bab["pasal"]:
            bab["judul"] = f"{bab['judul']} {teks.upper()}".strip()[:MAKS_JUDUL]
        elif self.judul_pasal and teks.isupper() and len(teks) <= MAKS_JUDUL:
            pasal = bab["pasal"][-1]
            pasal["judul"] = f"{pasal['judul']} {teks}".strip()
        else:
            self.judul_pasal = False
            bab["pasal"][-1]["baris"].append(teks)

    def selesai(self):
        if not any(b["pasal"] for b in self.bab):
            raise ValidationError(TANPA_PASAL, code="tanpa_pasal")
        self.sisa += [f"Bab tanpa pasal: {b['judul']}" for b in self.bab if not b["pasal"]]
        self.sisa += self.tunggu
        self.sisa += [satu for daftar in self.kalimat.values() for satu in daftar[MAKS_KALIMAT:]]
        bab = [{"judul": b["judul"], "pasal": [self._pasal(p) for p in b["pasal"]]} for b in self.bab if b["pasal"]]
        jenis = self._jenis()
        isi = {"jenis": jenis, "judul": " ".join(self.judul).strip(" ."), "pihak": [], **self._semua_kalimat()}
        isi["bab"] = _lengkapi(bab, jenis)
        self._periksa(isi)
        return Bacaan(isi, self.sisa, self.peringatan)

    def _jenis(self):
        kepala = " ".join(self.kepala).upper()
        if "PERJANJIAN" in kepala and not self.kalimat["menimbang"]:
            return PERJANJIAN
        return PBKD if "PERATURAN BERSAMA" in kepala or self.kalimat["menimbang"] else PERJANJIAN

    def _semua_kalimat(self):
        return {k: [satu.rstrip(" ;.,") for satu in daftar][:MAKS_KALIMAT] for k, daftar in self.kalimat.items()}

    def _pasal(self, pasal):
        isi = "\n".join(_susun_ayat(pasal["baris"]))
        if len(isi) > MAKS_TEKS:
            batas = f"{MAKS_TEKS:,}".replace(",", ".")
            raise ValidationError(
                f"Pasal {pasal['asal']} lebih panjang dari {batas} huruf. Bagi pasal itu dalam dokumennya, "
                "lalu unggah lagi.",
                code="panjang",
            )
        if not isi:
            self.peringatan.append(f"Pasal {pasal['asal']} tidak berisi.")
        return {"asal": pasal["asal"], "judul": _judul_biasa(pasal["judul"]), "isi": isi}

    def _periksa(self, isi):
        if sum(len(b["pasal"]) for b in isi["bab"]) > MAKS_PASAL:
            raise ValidationError(f"Dokumen memuat lebih dari {MAKS_PASAL} pasal.", code="banyak")
        if isi["jenis"] == PBKD:
            for kunci, kata in (("menimbang", "Menimbang"), ("mengingat", "Mengingat")):
                if not isi[kunci]:
                    self.peringatan.append(f"Bagian «{kata}» tidak ditemukan.")
        elif not isi["komparisi"]:
            self.peringatan.append("Uraian para pihak (komparisi) tidak ditemukan.")


def _judul_wajar(sisa):
    """Whether what follows «Pasal 7» on its line is a title, not the middle of a sentence."""
    return not sisa or (len(sisa) <= 80 and sisa[0].isupper() and not sisa.endswith((".", ";", ",")))


def _judul_biasa(judul):
    return (judul.capitalize() if judul.isupper() else judul)[:MAKS_JUDUL]


def _susun_ayat(baris):
    """Lines as an article keeps them: one per ayat, letters and numbers below; a line broken in two is joined."""
    hasil, berayat = [], any(_AYAT.match(b) for b in baris)
    for teks in baris:
        if temuan := _AYAT.match(teks):
            hasil.append(temuan[2])
        elif butir := _butir(teks, hasil, berayat):
            hasil.append(butir)
        elif hasil and (berayat or _terputus(hasil[-1], teks)):
            hasil[-1] = f"{hasil[-1]} {teks}"
        else:
            hasil.append(teks)
    return hasil


def _butir(teks, hasil, berayat):
    """A lettered or counted item as it is kept, an ayat that was only counted without its number, or None."""
    if temuan := _HURUF.match(teks):
        return f"{temuan[1]}. {temuan[2]}"
    if temuan := _BULAT.match(teks):
        return f"a. {temuan[1]}" if hasil else temuan[1]
    if temuan := _ANGKA.match(teks):
        kurung = teks[len(temuan[1])] == ")"
        # Counted lines with nothing before them are the ayat themselves.
        anak = berayat or (hasil and (kurung or hasil[0].endswith(":")))
        return f"{temuan[1]}. {temuan[2]}" if anak else temuan[2]
    return None


def _terputus(sebelum, teks):
    return not sebelum.endswith((".", ":", ";")) or teks[0].islower()


def _lengkapi(bab, jenis):
    """Keys, matters, and references to articles of the text itself."""
    kunci = {p["asal"]: f"impor-{n}" for n, p in enumerate((p for b in bab for p in b["pasal"]), 1)}
    hasil, urut = [], 0
    for b in bab:
        muatan_bab, isi = _muatan(b["judul"]), []
        for n, p in enumerate(b["pasal"]):
            urut += 1
            muatan = _muatan(p["judul"]) or muatan_bab
            isi.append(
                {
                    "kunci": f"impor-{urut}",
                    "judul": p["judul"],
                    "isi": _rujuk(p["isi"], kunci),
                    "muatan": muatan[min(n, len(muatan) - 1)] if muatan else "",
                }
            )
        hasil.append({"judul": b["judul"] if jenis == PBKD else "", "pasal": isi})
    return hasil


def _muatan(judul):
    """The matters that a heading names, in the order of the law; «tata cara perubahan» is about change."""
    ada = [m.value for m, pola in _KATA_MUATAN if re.search(pola, judul, re.IGNORECASE)]
    return ada or ([Muatan.TATA_CARA.value] if _TATA_CARA.search(judul) else [])


def _rujuk(teks, kunci):
    """«Pasal 7 ayat (2)» of this text becomes a reference; of another regulation it stays as it is."""

    def ganti(temuan):
        nomor = int(temuan[1])
        if nomor not in kunci or _HUKUM_LAIN.match(teks[temuan.end() :]):
            return temuan[0]
        return rujukan_ke(kunci[nomor], temuan[2])

    return _RUJUKAN.sub(ganti, teks)
