"""What a musyawarah must say and count: who came, by group and sex, and what is still missing (PP 16/2026 Ps 89). No
database."""

import re

from kerjasama.enums import JenisKelamin, KeputusanMusyawarah, Unsur

from .isian import bersihkan

MAKS_HADIR = 9999
MAKS_PESERTA = 150  # with their fields still below what one form may send
MAKS_FOTO = 30
PANJANG = {"tempat": 200, "agenda": 4000, "nomor_undangan": 80, "pimpinan": 120, "notulis": 120}
PANJANG_PESERTA = {"nama": 120, "jabatan": 120}
# The groups as a person counts them on a phone; the order of PP 16/2026 Ps 89.
KELOMPOK = (
    ("Pemerintahan", (Unsur.PEMERINTAH_DESA, Unsur.BPD)),
    ("Tokoh", (Unsur.TOKOH_ADAT, Unsur.TOKOH_AGAMA, Unsur.TOKOH_MASYARAKAT, Unsur.TOKOH_PENDIDIKAN)),
    (
        "Perwakilan kelompok",
        (Unsur.TANI, Unsur.NELAYAN, Unsur.PERAJIN, Unsur.PEREMPUAN, Unsur.ANAK, Unsur.MISKIN),
    ),
    ("Lembaga dan lainnya", (Unsur.LKD, Unsur.ADAT, Unsur.LAINNYA)),
)
# What a musyawarah antar-desa talks about (UU 6/2014 Ps 92(4)).
AGENDA_ANTAR_DESA = (
    "Pembentukan lembaga antar-desa",
    "Pelaksanaan program pemerintah dan pemerintah daerah melalui skema kerja sama antar-desa",
    "Perencanaan, pelaksanaan, dan pemantauan program pembangunan antar-desa",
    "Pengalokasian anggaran pembangunan desa, antar-desa, dan kawasan perdesaan",
    "Masukan terhadap program pemerintah daerah tempat desa berada",
    "Kegiatan lain yang dapat diselenggarakan melalui kerja sama antar-desa",
)
# Sixteen digits, however they are grouped: a NIK, which has no place in a record that many read.
_NIK = re.compile(r"(?:\d[ .-]?){16}")
UNSUR_WAJIB = tuple(u for _, daftar in KELOMPOK[:3] for u in daftar)
KELAMIN = (JenisKelamin.LAKI_LAKI, JenisKelamin.PEREMPUAN)


def galat_jadwal(isi, *, mengundang=False):
    """What keeps an invitation from being right: {field: message}."""
    pesan = {
        "waktu": "Isi tanggal dan jamnya.",
        "tempat": "Isi tempat musyawarah.",
        "agenda": "Tulis apa yang dibicarakan.",
    }
    if mengundang:
        pesan["nomor_undangan"] = "Isi nomor surat undangan sebelum menerbitkannya."
    return {n: p for n, p in pesan.items() if not isi.get(n)} | _terlalu_panjang(isi)


def galat_keputusan(isi):
    """What keeps a decision from being recorded: {field: message}."""
    pesan = {
        "isi_keputusan": "Tulis isi keputusannya.",
        "pembahasan": "Tulis pokok pembahasannya.",
        "pimpinan": "Isi nama pimpinan musyawarah.",
        "notulis": "Isi nama notulis.",
    }
    galat = {n: p for n, p in pesan.items() if not isi.get(n)} | _terlalu_panjang(isi)
    if isi.get("keputusan") not in KeputusanMusyawarah.values:
        galat["keputusan"] = "Pilih menyepakati atau tidak menyepakati."
    return galat


def _terlalu_panjang(isi):
    return {n: f"Paling panjang {m} huruf." for n, m in PANJANG.items() if len(isi.get(n) or "") > m}


def bersihkan_isian(isi, bidang):
    """The text fields `bidang` of `isi`, as they may be stored; several lines stay several lines."""
    return {n: bersihkan(str(isi.get(n) or "")) for n in bidang}


def baca_hadir(isi):
    """`{unsur: {"L": n, "P": n}}` without the groups that nobody came from, and the messages at `<unsur>_<sex>`."""
    hadir, galat = {}, {}
    for unsur in Unsur.values:
        baris = {}
        for jk in KELAMIN:
            baris[jk.value], pesan = _baca_hitungan((isi.get(unsur) or {}).get(jk.value))
            if pesan:
                galat[f"{unsur}_{jk}"] = pesan
        if any(baris.values()):
            hadir[unsur] = baris
    return hadir, galat


def _baca_hitungan(nilai):
    tulisan = str(nilai if nilai is not None else "").strip()
    if not tulisan:
        return 0, ""
    if not (tulisan.isascii() and tulisan.isdigit()) or len(tulisan) > len(str(MAKS_HADIR)):
        return 0, f"Isi jumlah orang dengan angka, paling banyak {MAKS_HADIR}."
    return int(tulisan), ""


def baca_peserta(daftar):
    """The named people as they may be stored, without the empty lines; what is still missing of each is told by
    `galat_peserta`, since a line that is half typed must not be lost."""
    hasil = []
    for satu in daftar[:MAKS_PESERTA]:
        baris = {n: " ".join(bersihkan(str(satu.get(n) or "")).split())[:m] for n, m in PANJANG_PESERTA.items()}
        baris["unsur"] = satu.get("unsur") if satu.get("unsur") in Unsur.values else ""
        baris["jenis_kelamin"] = satu.get("jenis_kelamin") if satu.get("jenis_kelamin") in JenisKelamin.values else ""
        baris["utusan_dari"] = satu.get("utusan_dari") or ""
        if any(baris.values()):
            hasil.append(baris)
    return hasil


def galat_nik(daftar):
    """Where a number of identity was typed beside a name: {`peserta_<n>_<field>`: message}. It is not stored at all."""
    return {
        f"peserta_{n}_{bidang}": "Jangan menulis NIK di sini."
        for n, baris in enumerate(daftar)
        for bidang in PANJANG_PESERTA
        if _NIK.search(str(baris.get(bidang) or ""))
    }


def galat_peserta(daftar):
    """What is missing of the named people: {`peserta_<n>_<field>`: message}."""
    pesan = {"nama": "Isi namanya.", "unsur": "Pilih unsurnya.", "jenis_kelamin": "Pilih L atau P."}
    return {
        f"peserta_{n}_{bidang}": kalimat
        for n, baris in enumerate(daftar)
        for bidang, kalimat in pesan.items()
        if not baris[bidang]
    }


def hitung(hadir):
    """{"L": n, "P": n, "semua": n, "persen": share of women}."""
    jumlah = {jk.value: sum(baris.get(jk.value, 0) for baris in hadir.values()) for jk in KELAMIN}
    semua = sum(jumlah.values())
    return jumlah | {"semua": semua, "persen": round(100 * jumlah["P"] / semua) if semua else 0}


def unsur_kurang(hadir):
    """Groups of PP 16/2026 Ps 89 from which nobody is counted."""
    return [u for u in UNSUR_WAJIB if not any(hadir.get(u.value, {}).values())]


def peringatan(hadir, sebut=None):
    """What an assessor would ask about. They hold nothing up: a village may have no fishermen."""
    sebut = sebut or {}
    hasil = []
    if kurang := unsur_kurang(hadir):
        nama = ", ".join(
            sebut.get(u.value, u.label).lower() if u != Unsur.BPD else sebut.get(u.value, "BPD") for u in kurang
        )
        hasil.append(f"Unsur yang belum tercatat hadir (PP 16/2026 Pasal 89): {nama}.")
    if hadir and not hitung(hadir)["P"]:
        hasil.append("Belum ada perempuan yang tercatat hadir.")
    return hasil


def kalimat_menimbang(nama, tanggal, isi):
    """The decision as a sentence of «Menimbang»: `nama` of the musyawarah, `tanggal` in words."""
    bersih = " ".join(isi.split()).rstrip(" .;")
    awal = bersih[:1].lower() + bersih[1:] if bersih[1:2].islower() else bersih
    return f"bahwa {nama} pada tanggal {tanggal} memutuskan {awal}"
