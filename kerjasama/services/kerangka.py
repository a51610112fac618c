"""The legal skeleton of a text, filled from what the agreement's earlier stages already say."""

from kerjasama.enums import (
    Bentuk,
    JenisPerubahan,
    KeputusanMusyawarah,
    Muatan,
    StatusMusyawarah,
    TujuanMusyawarah,
)
from kerjasama.models import Musyawarah, Naskah, Pasal
from kerjasama.queries.klausul import (
    PBKD,
    PERJANJIAN,
    TITIK,
    isi_teks,
    isian_klausul,
    jenis_naskah,
    klausul_untuk,
    rangkai,
    semua_klausul,
)
from kerjasama.queries.naskah import sebutan_ke
from kerjasama.queries.perubahan import naskah_berlaku
from kerjasama.queries.siklus import naskah_dari, pelaksana_pemerintah_desa, pihak_aktif
from kerjasama.rules.naskah import rapikan_menimbang
from wilayah.pengguna.queries import pemegang
from wilayah.pohon.enums import Tingkat
from wilayah.regulasi.models import DasarHukum
from wilayah.tampilan.format import tanggal

# Permendagri 111/2014, Lampiran, for an act; what parties of a contract settle, for a perjanjian. Each chapter: its
# matter, and the general clauses that it starts with.
KERANGKA = {
    PBKD: (
        ("KETENTUAN UMUM", "", ("umum-definisi",)),
        ("MAKSUD DAN TUJUAN", "", ("umum-maksud",)),
        ("RUANG LINGKUP KERJA SAMA", Muatan.RUANG_LINGKUP, ("umum-ruang-lingkup",)),
        ("BIDANG KERJA SAMA", Muatan.BIDANG, ("umum-bidang",)),
        ("TATA CARA DAN KETENTUAN PELAKSANAAN", Muatan.TATA_CARA, ("umum-tata-cara",)),
        ("JANGKA WAKTU", Muatan.JANGKA_WAKTU, ("umum-jangka-waktu",)),
        ("HAK DAN KEWAJIBAN", Muatan.HAK_KEWAJIBAN, ("umum-hak", "umum-kewajiban")),
        ("PENDANAAN", Muatan.PENDANAAN, ("umum-pendanaan",)),
        (
            "PERUBAHAN, PENUNDAAN, DAN PEMBATALAN",
            Muatan.PERUBAHAN,
            ("umum-perubahan", "umum-penundaan-pembatalan"),
        ),
        ("PENYELESAIAN PERSELISIHAN", Muatan.PERSELISIHAN, ("umum-perselisihan",)),
        ("PELAPORAN, PEMBINAAN, DAN PENGAWASAN", "", ("umum-pelaporan", "umum-pembinaan")),
        ("KETENTUAN PENUTUP", "", ("umum-penutup",)),
    ),
    PERJANJIAN: (
        ("", "", ("umum-maksud-perjanjian",)),
        ("", Muatan.RUANG_LINGKUP, ("umum-ruang-lingkup-perjanjian",)),
        ("", Muatan.BIDANG, ("umum-bidang",)),
        ("", Muatan.TATA_CARA, ("umum-tata-cara-perjanjian",)),
        ("", Muatan.JANGKA_WAKTU, ("umum-jangka-waktu-perjanjian",)),
        ("", Muatan.HAK_KEWAJIBAN, ("umum-hak-kewajiban-kesatu", "umum-hak-kewajiban-kedua")),
        ("", Muatan.PENDANAAN, ("umum-pendanaan-perjanjian",)),
        ("", "", ("umum-kahar",)),
        ("", Muatan.PERUBAHAN, ("umum-perubahan-perjanjian", "umum-pembatalan-perjanjian")),
        ("", Muatan.PERSELISIHAN, ("umum-perselisihan-perjanjian",)),
        ("", "", ("umum-pelaporan-perjanjian",)),
        ("", "", ("umum-korespondensi",)),
        ("", "", ("umum-penutup-perjanjian",)),
    ),
}
# What the clauses of an urusan say better than the general ones.
DARI_URUSAN = (Muatan.RUANG_LINGKUP, Muatan.BIDANG, Muatan.TATA_CARA)
PENUTUP = {PBKD: "umum-penutup", PERJANJIAN: "umum-penutup-perjanjian"}
# Regulations that an agreement of villages stands on, by rank; those in force on its date are cited.
MENGINGAT = (
    "uu-6-2014",
    "uu-23-2014",
    "pp-43-2014",
    "pp-16-2026",
    "permendagri-111-2014",
    "permendagri-96-2017",
)
HANYA_PBKD = ("permendagri-111-2014",)
# Which articles of the old text a change begins with.
PASAL_BERUBAH = {
    JenisPerubahan.PERPANJANGAN: (Muatan.JANGKA_WAKTU,),
    JenisPerubahan.AKSESI: (Muatan.RUANG_LINGKUP, Muatan.HAK_KEWAJIBAN),
    JenisPerubahan.PENGUNDURAN: (Muatan.HAK_KEWAJIBAN, Muatan.PENDANAAN),
}
BANYAK_DISEBUT = 4


def susun_kerangka(*, kerja_sama, oleh):
    """The text to begin with; one that exists stays as it is. Inside the transaction of the act that opens drafting,
    whose row in the trail tells of it."""
    if ada := naskah_dari(kerja_sama):
        return ada
    naskah = Naskah.objects.create(kerja_sama=kerja_sama, **konsiderans(kerja_sama))
    bagian = pasal_perubahan(kerja_sama) if kerja_sama.mengubah_id else pasal_kerangka(kerja_sama)
    Pasal.objects.bulk_create(
        Pasal(naskah=naskah, urut=urut, diubah_oleh=oleh, **isi) for urut, isi in enumerate(bagian, 1)
    )
    return naskah


def pasal_kerangka(kerja_sama):
    """The articles of a new agreement: the parties' own words of the preparation first, then clauses of its urusan,
    then general ones."""
    jenis, isian = jenis_naskah(kerja_sama.bentuk), isian_klausul(kerja_sama)
    hasil = []
    for bab, muatan, kode in KERANGKA[jenis]:
        awal = len(hasil)
        if kata := _kata_sendiri(kerja_sama, muatan):
            hasil.append(_pasal(bab, muatan, muatan, kata, judul=_judul(jenis, Muatan(muatan).label)))
        for satu in _klausul_bab(kerja_sama, jenis, muatan, kode, ganti=bool(kata)):
            hasil.append(pasal_klausul(satu, isian, bab=bab, kunci=muatan if len(hasil) == awal else satu.kode))
        if len(hasil) == awal:
            hasil.append(_pasal(bab, muatan or f"bab-{awal}", muatan, ""))
    return hasil


def pasal_klausul(klausul, isian, *, bab, kunci=""):
    """A clause as an article of this agreement; articles of an act have no title, those of a perjanjian do."""
    judul = _judul(klausul.bentuk, isi_teks(klausul.judul, isian))
    return _pasal(bab, kunci or klausul.kode, klausul.muatan, isi_teks(klausul.isi, isian), judul, klausul.kode)


def _pasal(bab, kunci, muatan, isi, judul="", klausul=""):
    return {
        "bab": bab,
        "kunci": str(kunci),
        "muatan": str(muatan),
        "isi": isi,
        "judul": judul[:160],
        "klausul": klausul[:40],
    }


def _judul(jenis, judul):
    return judul if jenis == PERJANJIAN else ""


def _klausul_bab(kerja_sama, jenis, muatan, kode, *, ganti):
    """`ganti`: the parties' own words stand in for the first general clause."""
    semua = {k.kode: k for k in semua_klausul() if k.bentuk == jenis}
    umum = [semua[k] for k in kode if k in semua][1 if ganti else 0 :]
    if muatan in DARI_URUSAN and not ganti:
        untuk = klausul_untuk(urusan=kerja_sama.urusan, bentuk=kerja_sama.bentuk, muatan=muatan)
        milik = [k for k in untuk if k.urusan]
        umum = (milik if muatan == Muatan.TATA_CARA else milik[:1]) or umum
    if muatan == Muatan.TATA_CARA:
        umum += [semua[k] for k in _klausul_pelaksana(kerja_sama, jenis) if k in semua and semua[k] not in umum]
    return umum


def _klausul_pelaksana(kerja_sama, jenis):
    """PP 16/2026 Ps 166: the BKAD's make-up and procedure are set by the PBKD itself; where the pemerintah desa
    executes there is none."""
    if jenis == PERJANJIAN:
        beberapa = kerja_sama.bentuk == Bentuk.PIHAK_KETIGA_MULTI_DESA
        return ("umum-bkad-perjanjian",) if beberapa and not pelaksana_pemerintah_desa(kerja_sama) else ()
    if pelaksana_pemerintah_desa(kerja_sama):
        return ("umum-pelaksana-pemerintah",)
    return ("umum-bkad", "umum-bkad-tata-kerja")


def _kata_sendiri(kerja_sama, muatan):
    """What the parties wrote of the matter while they prepared it."""
    if muatan == Muatan.RUANG_LINGKUP:
        return kerja_sama.ruang_lingkup.strip()
    persiapan = getattr(kerja_sama, "persiapan", None)
    ada = persiapan is not None and muatan in ("tata_cara", "hak_kewajiban", "pendanaan", "perubahan", "perselisihan")
    return getattr(persiapan, muatan).strip() if ada else ""


def pasal_perubahan(kerja_sama):
    """An act that changes another holds what changes, article by article under the old article's `kunci`, between an
    opening and an end of its own."""
    lama, jenis, isian = kerja_sama.mengubah, jenis_naskah(kerja_sama.bentuk), isian_klausul(kerja_sama)
    pembuka = (
        f"Beberapa ketentuan dalam {lama.nama_naskah} tentang {lama.judul} diubah sebagaimana diatur dalam "
        f"{isian['naskah']} ini."
    )
    hasil = [_pasal(_bab(jenis, "KETENTUAN YANG DIUBAH"), "pembuka-perubahan", "", pembuka)]
    hasil += [
        _dengan_waktu_baru(kerja_sama, isian, pasal_lama(kerja_sama, p))
        for p in pasal_dapat_diubah(kerja_sama)
        if p["awal"]
    ]
    penutup = next((k for k in semua_klausul() if k.kode == PENUTUP[jenis] and k.bentuk == jenis), None)
    if penutup:
        hasil.append(pasal_klausul(penutup, isian, bab=_bab(jenis, "KETENTUAN PENUTUP"), kunci="penutup-perubahan"))
    return hasil


def _dengan_waktu_baru(kerja_sama, isian, pasal):
    """The first ayat of an extension says for how long, counted from the end of the term before."""
    if kerja_sama.jenis_perubahan != JenisPerubahan.PERPANJANGAN or not isian["jangka_waktu"]:
        return pasal
    subjek = "Kerja Sama" if kerja_sama.adalah_pbkd else "Perjanjian"
    baru = (
        f"Jangka waktu {subjek} diperpanjang selama {isian['jangka_waktu']} terhitung sejak berakhirnya jangka waktu "
        "sebelumnya."
    )
    return pasal | {"isi": "\n".join([baru, *pasal["isi"].split("\n")[1:]])}


def pasal_dapat_diubah(kerja_sama):
    """The articles of the text that is being changed, with what earlier changes made of them; `awal` are those that the
    kind of change begins with. An old agreement that was registered has no text here: only its matters are known."""
    mulai = PASAL_BERUBAH.get(kerja_sama.jenis_perubahan, ())
    naskah = naskah_berlaku(kerja_sama.mengubah)
    if naskah is None:
        kosong = ({"kunci": m.value, "judul": m.label, "isi": "", "muatan": m.value, "nomor": None} for m in Muatan)
        return [p | {"awal": p["muatan"] in mulai} for p in kosong]
    return [p | {"awal": p["muatan"] in mulai} for p in naskah.pasal]


def pasal_lama(kerja_sama, pasal):
    """One of `pasal_dapat_diubah` as an article of the change."""
    jenis = jenis_naskah(kerja_sama.bentuk)
    sebut = f"PERUBAHAN PASAL {pasal['nomor']}" if pasal["nomor"] else f"PERUBAHAN {pasal['judul'].upper()}"
    return _pasal(_bab(jenis, sebut), pasal["kunci"], pasal["muatan"], pasal["isi"], _judul(jenis, pasal["judul"]))


def _bab(jenis, judul):
    return judul if jenis == PBKD else ""


def konsiderans(kerja_sama):
    """Considerations and legal basis of an act; in whose name the parties of a perjanjian act, and from what they
    start."""
    hari_ini = kerja_sama.desa_pendaftar.hari_ini()
    if kerja_sama.adalah_pbkd:
        return {"menimbang": _menimbang(kerja_sama), "mengingat": dasar_pada(hari_ini, pbkd=True)}
    return {
        "mengingat": dasar_pada(hari_ini, pbkd=False),
        "komparisi": _komparisi(kerja_sama),
        "premis": _premis(kerja_sama),
    }


def dasar_pada(hari_ini, *, pbkd):
    """The law of the date: what was revoked before is not cited, what came after neither."""
    kode = [k for k in MENGINGAT if pbkd or k not in HANYA_PBKD]
    nama = dict(DasarHukum.objects.pada(hari_ini).filter(kode__in=kode).order_by("kode").values_list("kode", "nama"))
    return [nama[k] for k in kode if k in nama]


def _menimbang(kerja_sama):
    kata = isian_klausul(kerja_sama)
    pasal = "Pasal 92 ayat (2) Undang-Undang Nomor 6 Tahun 2014 tentang Desa"
    return rapikan_menimbang(
        [
            *_latar(kerja_sama),
            *_musyawarah(kerja_sama),
            f"bahwa untuk melaksanakan {pasal}, kerja sama antar-{kata['desa']} dituangkan dalam "
            f"{kerja_sama.nama_naskah} melalui kesepakatan {kata['musyawarah_antar_desa']}",
            "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a sampai dengan huruf c, perlu menetapkan "
            f"{kerja_sama.nama_naskah} tentang {kerja_sama.judul}",
        ]
    )


def _premis(kerja_sama):
    return [
        *_latar(kerja_sama),
        *_musyawarah(kerja_sama),
        "bahwa berdasarkan hal tersebut PARA PIHAK sepakat mengadakan kerja sama dengan ketentuan sebagai berikut",
    ]


def _latar(kerja_sama):
    persiapan = getattr(kerja_sama, "persiapan", None)
    tulisan = persiapan.latar_belakang if persiapan is not None else ""
    baris = [b.strip(" .;") for b in tulisan.split("\n") if b.strip(" .;")]
    if not baris:
        baris = [
            f"untuk memenuhi kebutuhan masyarakat dalam urusan {kerja_sama.get_urusan_display().lower()} diperlukan "
            "kerja sama"
        ]
    return [b if b.lower().startswith("bahwa ") else f"bahwa {b[0].lower()}{b[1:]}" for b in baris]


def _musyawarah(kerja_sama):
    """What the meetings decided; many villages in one sentence."""
    rapat = list(
        Musyawarah.objects.milik(kerja_sama)
        .filter(
            tujuan=TujuanMusyawarah.KERJA_SAMA,
            status=StatusMusyawarah.DIPUTUSKAN,
            keputusan=KeputusanMusyawarah.MENYEPAKATI,
        )
        .select_related("desa__induk__induk__induk")
        .order_by("waktu", "pk")
    )
    if len(rapat) > BANYAK_DISEBUT:
        kata = rapat[0].desa.sebutan("musyawarah")
        return [f"bahwa {kata} di {rangkai([m.desa.nama_lengkap for m in rapat])} telah menyepakati kerja sama ini"]
    return [_keputusan(m) for m in rapat]


def _keputusan(musyawarah):
    desa = musyawarah.desa
    nama = desa.sebutan("musyawarah") if musyawarah.jenis == "desa" else desa.sebutan("musyawarah_antar")
    isi = musyawarah.isi_keputusan.split("\n")[0].strip(" .;") or "menyepakati kerja sama ini"
    pada = tanggal(musyawarah.waktu.astimezone(desa.zona).date(), hari=False)
    return f"bahwa {nama} {desa.nama} pada tanggal {pada} memutuskan {isi[0].lower()}{isi[1:]}"


def _komparisi(kerja_sama):
    pihak = list(pihak_aktif(kerja_sama).select_related("desa__induk__induk__induk", "pihak_ketiga"))
    return [_satu_pihak(p, sebutan_ke(n)) for n, p in enumerate(pihak, 1)]


def _satu_pihak(pihak, sebutan):
    if pihak.desa_id:
        desa = pihak.desa
        kepala = desa.sebutan("kepala")
        kabupaten = desa.leluhur(Tingkat.KABUPATEN).nama
        nama = next((o.nama for o in pemegang(wilayah_ids=[desa.pk], peran=("kepala_desa",))), TITIK)
        return (
            f"{nama}, {kepala} {desa.nama}, berkedudukan di {desa.nama_lengkap}, {desa.induk.nama_lengkap}, "
            f"{kabupaten}, dalam hal ini bertindak untuk dan atas nama Pemerintah {desa.nama_lengkap}, selanjutnya "
            f"disebut {sebutan}"
        )
    mitra = pihak.pihak_ketiga
    jabatan = mitra.jabatan_penanda_tangan or TITIK
    bentuk = f", {mitra.bentuk_hukum}" if mitra.bentuk_hukum else ""
    return (
        f"{mitra.penanda_tangan or TITIK}, {jabatan} {mitra.nama}, berkedudukan di {mitra.alamat or TITIK}, "
        f"dalam hal ini bertindak untuk dan atas nama {mitra.nama}{bentuk}, selanjutnya disebut {sebutan}"
    )
