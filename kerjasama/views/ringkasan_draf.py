"""The check-answers page of a registration: everything that was typed, in words, each with the step where it lives."""

from kerjasama.enums import Bentuk, Bidang, JenisPihakKetiga, Prakarsa, Urusan
from kerjasama.forms.pendaftaran import ADA_TIDAK
from kerjasama.queries.pendaftaran import desa_draf
from kerjasama.rules import pendaftaran as rules
from kerjasama.rules.isian import tanggal_dari
from wilayah.pohon.enums import Tingkat
from wilayah.tampilan.format import rupiah, tanggal

KOSONG = "Belum diisi"


def ringkasan(draf):
    """[(step, [(label, answer)])]; an empty optional answer is left out."""
    isi = draf.isi
    return [
        ("naskah", _terisi(_naskah(isi))),
        ("pihak", _terisi(_pihak(draf))),
        ("waktu", _terisi(_waktu(draf))),
    ]


def catatan_peringatan(draf):
    """Shortcomings that hold nothing up, said before the press of the button."""
    peringatan, catatan = draf.isi.get("peringatan", {}), []
    if peringatan.get("camat") != "ada":
        bertanya = draf.desa.induk.nama_lengkap
        catatan.append(
            f"Keterlibatan {_camat(draf)} belum tercatat (PP 16/2026 Pasal 165 ayat (5)). {bertanya} akan bertanya."
        )
    if peringatan.get("berita_acara") != "ada":
        catatan.append("Berita acara musyawarah belum ada atau belum dicek. Susulkan bila ditemukan.")
    return catatan


def _camat(draf):
    return (draf.desa.induk.sebutan("kepala") or "camat").lower()


def _terisi(baris):
    return [(label, nilai) for label, nilai in baris if nilai]


def _label(pilihan, nilai):
    return dict(pilihan).get(nilai) or KOSONG


def _naskah(isi):
    nilai = isi.get("nilai")
    return [
        ("Bentuk", _label(Bentuk.choices, isi.get("bentuk"))),
        ("Judul", isi.get("judul") or KOSONG),
        ("Bidang", _label(Bidang.choices, isi.get("bidang"))),
        ("Urusan", _label(Urusan.choices, isi.get("urusan"))),
        ("Nilai", rupiah(nilai) if isinstance(nilai, int) else nilai),
        ("Ruang lingkup", isi.get("ruang_lingkup")),
    ]


def _pihak(draf):
    isi, dikenal = draf.isi, desa_draf(draf.isi)
    baris = [("Desa pendaftar", lengkap(draf.desa))]
    for nomor, kode in enumerate(isi.get("pihak", []), start=2):
        baris.append((f"Pihak {nomor}", lengkap(dikenal[kode]) if kode in dikenal else kode))
    if len(baris) == 1 and isi.get("bentuk") != Bentuk.PIHAK_KETIGA:
        baris.append(("Pihak lain", KOSONG))
    if not rules.perlu_pihak_ketiga(isi):
        return baris
    for satu in isi.get("pihak_ketiga", []) or [{}]:
        jenis = dict(JenisPihakKetiga.choices).get(satu.get("jenis"), "")
        baris.append(("Pihak ketiga", ", ".join(t for t in (satu.get("nama"), jenis) if t) or KOSONG))
    return [*baris, ("Prakarsa", _label(Prakarsa.choices, isi.get("prakarsa") or Prakarsa.DESA))]


def lengkap(desa):
    """Kind, name and the levels above: names of villages repeat."""
    return ", ".join(w.nama_lengkap for w in reversed(desa.jalur()) if w.tingkat >= Tingkat.KABUPATEN)


def _waktu(draf):
    isi = draf.isi
    pbkd = rules.adalah_pbkd(isi)
    masa = "Tidak ditentukan" if isi.get("masa") == rules.MASA_TERBUKA else _tanggal(isi.get("jatuh_tempo"))
    baris = [
        ("Ditetapkan", _tanggal(isi.get("tanggal_ditetapkan"))),
        ("Nomor", isi.get("nomor") or (KOSONG if pbkd else "")),
        ("Diundangkan", _tanggal(isi.get("tanggal")) if pbkd else ""),
        ("Berita Desa", isi.get("berita_desa") if pbkd else ""),
        ("Mulai berlaku", _tanggal(isi["tanggal_mulai"]) if isi.get("tanggal_mulai") else ""),
        ("Berlaku sampai", masa),
    ]
    if pbkd:
        dikenal = desa_draf(isi)
        baris += [(f"Nomor {dikenal[k].nama}", _nomor_lain(isi, k)) for k in isi.get("pihak", []) if k in dikenal]
    peringatan = isi.get("peringatan", {})
    return [
        *baris,
        (f"Keterlibatan {_camat(draf)}", dict(ADA_TIDAK).get(peringatan.get("camat"))),
        ("Berita acara musyawarah", dict(ADA_TIDAK).get(peringatan.get("berita_acara"))),
    ]


def _nomor_lain(isi, kode):
    satu = isi.get("nomor_pihak", {}).get(kode, {})
    if satu.get("belum_diketahui"):
        return "Belum diketahui, diisi oleh desa itu"
    return ", ".join(t for t in (satu.get("nomor"), satu.get("tanggal") and _tanggal(satu["tanggal"])) if t) or KOSONG


def _tanggal(tulisan):
    try:
        return tanggal(tanggal_dari(tulisan), hari=False) or KOSONG
    except ValueError:
        return tulisan
