"""Plans of changes of the map: what a person (or a line of a file) states, checked against the tree as it stands.
Raises ValidationError at the field that is to be put right. Nothing is written here."""

from django.core.exceptions import ValidationError
from django.db.models import Min

from .dampak import Rencana
from .enums import Jenis, JenisPerubahan, Tingkat
from .models import KODE_PUSAT, RiwayatWilayah, Wilayah
from .rules import POLA_KODE, Baris, jenis_kode, kode_induk, tingkat_kode

CALON_TERBANYAK = 5


def susun(jenis, *, tanggal, dasar_hukum, keterangan="", **isian):
    """The plan of one act. A day to come is refused: power follows the present map, and no job must have to run at
    midnight for it to be right. The act is stated on its day, or later for the day on which it took effect."""
    if tanggal > Wilayah.objects.get(kode=KODE_PUSAT).hari_ini():
        raise ValidationError({"tanggal": "Tetapkan perubahan pada harinya: tanggal tidak boleh sesudah hari ini."})
    if not dasar_hukum.strip():
        raise ValidationError({"dasar_hukum": "Tulis peraturan yang menetapkan perubahan ini."})
    bagian = _banyak(**isian) if "pasangan" in isian else _SUSUN[JenisPerubahan(jenis)](**isian)
    return Rencana(jenis, tanggal, dasar_hukum.strip(), keterangan.strip(), **bagian)


def _aktif(wilayah, bidang="wilayah"):
    """The region as it stands now, with those above it."""
    kini = Wilayah.objects.select_related("induk__induk__induk").get(pk=wilayah.pk)
    if kini.tingkat == Tingkat.PUSAT:
        raise ValidationError({bidang: "Pusat tidak dapat diubah."})
    if not kini.aktif:
        raise ValidationError({bidang: f"{kini.nama_lengkap} ({kini.kode}) sudah tidak aktif."})
    return kini


def _kode_baru(kode, tingkat, bidang="kode", boleh=()):
    """A code of that level, under an active parent, that no active region outside `boleh` bears."""
    if not POLA_KODE.fullmatch(kode):
        raise ValidationError({bidang: f"Kode «{kode}» tidak menurut pola PP.KK.CC.DDDD."})
    if tingkat_kode(kode) != tingkat:
        raise ValidationError({bidang: f"Kode {kode} bukan kode {Tingkat(tingkat).label.lower()}."})
    pemakai = Wilayah.objects.filter(kode=kode, aktif=True).exclude(pk__in=[w.pk for w in boleh]).first()
    if pemakai:
        raise ValidationError({bidang: f"Kode {kode} dipakai {pemakai.nama_lengkap}."})
    return kode


def _induk_ada(kode, bidang="kode", baru=()):
    induk = kode_induk(kode) or KODE_PUSAT
    if induk not in baru and not Wilayah.objects.filter(kode=induk, aktif=True).exists():
        raise ValidationError({bidang: f"Induk {induk} tidak ada atau tidak aktif."})


def _sejenis(wilayah, kode, bidang="kode"):
    if jenis_kode(kode) != wilayah.jenis:
        sebut = f"{jenis_kode(kode).label}, sedangkan {wilayah.nama_lengkap} adalah {wilayah.get_jenis_display()}"
        raise ValidationError({bidang: f"Kode {kode} adalah kode {sebut}."})


def _ganti_kode(*, wilayah, kode):
    wilayah = _aktif(wilayah)
    if kode == wilayah.kode:
        raise ValidationError({"kode": f"{kode} adalah kodenya sekarang."})
    _kode_baru(kode, wilayah.tingkat)
    _sejenis(wilayah, kode)
    if kode_induk(kode) != kode_induk(wilayah.kode):
        raise ValidationError({"kode": f"Kode {kode} berada di bawah induk lain. Pilih «Pindah induk»."})
    return {"asal": (wilayah,), "pindah": ((wilayah, kode),)}


def _pindah_induk(*, wilayah, kode):
    wilayah = _aktif(wilayah)
    _kode_baru(kode, wilayah.tingkat)
    _sejenis(wilayah, kode)
    if kode_induk(kode) == kode_induk(wilayah.kode):
        raise ValidationError({"kode": f"Kode {kode} berada di bawah induk yang sama. Pilih «Ganti kode»."})
    _induk_ada(kode)
    return {"asal": (wilayah,), "pindah": ((wilayah, kode),)}


def _banyak(*, pasangan):
    """Many codes at once, so that two may change places: pairs (region, new code), as a decree lists them. Whether a
    code is free shows when all of them move."""
    hasil, galat = [], []
    for wilayah, kode in pasangan:
        try:
            satu = _aktif(wilayah)
            if not POLA_KODE.fullmatch(kode) or tingkat_kode(kode) != satu.tingkat:
                raise ValidationError({"kode": f"Kode {kode} bukan kode {Tingkat(satu.tingkat).label.lower()}."})
            _sejenis(satu, kode)
            hasil.append((satu, kode))
        except ValidationError as salah:
            galat += [f"{wilayah.kode}: {pesan}" for pesan in salah.messages]
    if galat:
        raise ValidationError(galat)
    return {"asal": tuple(w for w, _ in hasil), "pindah": tuple(hasil)}


def _ganti_nama(*, wilayah, nama):
    wilayah = _aktif(wilayah)
    nama = _nama(nama)
    if nama == wilayah.nama:
        raise ValidationError({"nama": "Namanya sudah demikian."})
    return {"asal": (wilayah,), "nama": nama}


def _nama(nama, bidang="nama"):
    if not nama.strip():
        raise ValidationError({bidang: "Tulis namanya."})
    return nama.strip()


def _mekar(*, wilayah, baru, pindah=()):
    """`baru`: pairs (code, name) of the daughters; `pindah`: pairs (region, new code) of what goes to them."""
    wilayah = _aktif(wilayah)
    if not baru:
        raise ValidationError({"baru": "Tulis paling sedikit satu wilayah baru."})
    baris = [_anak_baru(wilayah, kode, nama) for kode, nama in baru]
    kode_anak = [b.kode for b in baris]
    if len(set(kode_anak)) != len(kode_anak):
        raise ValidationError({"baru": "Satu kode tertulis dua kali."})
    return {"asal": (wilayah,), "baru": tuple(baris), "pindah": _pindahan((wilayah,), pindah, kode_anak)}


def _anak_baru(induk_mekar, kode, nama):
    _kode_baru(kode, induk_mekar.tingkat, "baru")
    _induk_ada(kode, "baru")
    return Baris(kode, _nama(nama, "baru"), jenis_kode(kode))


def _pindahan(asal, pindah, tujuan):
    hasil, kode_asal, sudah = [], {w.kode for w in asal}, set()
    for satu, kode in pindah:
        kini = _aktif(satu, "pindah")
        if kode_induk(kini.kode) not in kode_asal:
            raise ValidationError({"pindah": f"{kini.kode} {kini.nama} bukan bagian dari wilayah asal."})
        _kode_baru(kode, kini.tingkat, "pindah")
        _sejenis(kini, kode, "pindah")
        if kode_induk(kode) not in tujuan:
            raise ValidationError({"pindah": f"Kode {kode} tidak berada di bawah wilayah tujuan."})
        if kini.pk in sudah or kode in sudah:
            raise ValidationError({"pindah": f"{kini.kode} → {kode} tertulis dua kali."})
        sudah |= {kini.pk, kode}
        hasil.append((kini, kode))
    return tuple(hasil)


def _gabung(*, asal, kode, nama="", pindah=()):
    """`kode` is that of a region that is there already and takes the others in, or of a new one with `nama`."""
    asal = tuple(_aktif(w, "asal") for w in {w.pk: w for w in asal}.values())
    if len({w.tingkat for w in asal}) != 1:
        raise ValidationError({"asal": "Pilih wilayah yang setingkat."})
    penerus = Wilayah.objects.filter(kode=kode, aktif=True).exclude(pk__in=[w.pk for w in asal]).first()
    if penerus is None and len(asal) < 2:
        raise ValidationError({"asal": "Penggabungan memerlukan paling sedikit dua wilayah."})
    if penerus and penerus.jenis != asal[0].jenis:
        raise ValidationError({"kode": f"{penerus.nama_lengkap} bukan {asal[0].get_jenis_display()}."})
    baru = () if penerus else (_hasil_gabung(asal, kode, nama),)
    pindah = _pindahan(asal, pindah, [kode])
    _semua_pindah(asal, pindah)
    return {"asal": asal, "penerus": penerus, "baru": baru, "pindah": pindah}


def _hasil_gabung(asal, kode, nama):
    # Its children need a parent before those of old can end: only where there are none may an old code serve again.
    boleh = asal if asal[0].tingkat == Tingkat.DESA else ()
    _kode_baru(kode, asal[0].tingkat, "kode", boleh=boleh)
    _sejenis(asal[0], kode)
    _induk_ada(kode)
    return Baris(kode, _nama(nama), jenis_kode(kode))


def _semua_pindah(asal, pindah, bidang="pindah"):
    dipindah = [w.pk for w, _ in pindah]
    sisa = Wilayah.objects.filter(induk__in=[w.pk for w in asal], aktif=True).exclude(pk__in=dipindah).order_by("kode")
    if satu := sisa.first():
        raise ValidationError(
            {bidang: f"{sisa.count()} wilayah di bawahnya belum mendapat tempat, antara lain {satu.kode} {satu.nama}."}
        )


def _ubah_status(*, wilayah, kode, nama=""):
    """A desa that becomes a kelurahan, or the other way round, is another legal subject (UU 6/2014 Ps 11, 12)."""
    wilayah = _aktif(wilayah)
    if wilayah.tingkat != Tingkat.DESA:
        raise ValidationError({"wilayah": "Hanya desa dan kelurahan yang dapat berubah status."})
    _kode_baru(kode, Tingkat.DESA)
    if (jenis_kode(kode) == Jenis.KELURAHAN) == (wilayah.jenis == Jenis.KELURAHAN):
        raise ValidationError(
            {"kode": f"Kode {kode} tidak mengubah status: angka keempat dari belakang 1 kelurahan, 2 desa."}
        )
    if kode_induk(kode) != kode_induk(wilayah.kode):
        raise ValidationError({"kode": f"Kode {kode} berada di bawah induk lain."})
    return {"asal": (wilayah,), "baru": (Baris(kode, nama.strip() or wilayah.nama, jenis_kode(kode)),)}


def _hapus(*, wilayah, penerus=None):
    wilayah = _aktif(wilayah)
    if penerus is not None:
        penerus = _aktif(penerus, "penerus")
        if penerus.pk == wilayah.pk or penerus.tingkat != wilayah.tingkat:
            raise ValidationError({"penerus": "Pilih wilayah lain yang setingkat."})
    _semua_pindah((wilayah,), (), "wilayah")
    return {"asal": (wilayah,), "penerus": penerus}


_SUSUN = {
    JenisPerubahan.GANTI_KODE: _ganti_kode,
    JenisPerubahan.GANTI_NAMA: _ganti_nama,
    JenisPerubahan.PINDAH_INDUK: _pindah_induk,
    JenisPerubahan.MEKAR: _mekar,
    JenisPerubahan.GABUNG: _gabung,
    JenisPerubahan.UBAH_STATUS: _ubah_status,
    JenisPerubahan.HAPUS: _hapus,
}


def temukan(kode):
    """The region with this code: who bears it now, or else who bore it last. None where there never was one."""
    semua = Wilayah.objects.select_related("induk__induk__induk__induk")
    kini = semua.filter(kode=kode).first()
    if kini is not None:
        return kini
    lama = RiwayatWilayah.objects.filter(kode=kode).order_by("-berlaku_sejak", "-pk")
    return semua.filter(pk__in=lama.values("wilayah")[:1]).first()


def wilayah_hilang():
    """Ended without anyone having said what became of them: an edition did not list them any more."""
    return (
        Wilayah.objects.filter(aktif=False, diteruskan_oleh__isnull=True, perubahan_dari__isnull=True)
        .select_related("induk__induk__induk")
        .order_by("kode")
    )


def dugaan(hilang):
    """[(region, those that it may have become)]: the same kind and folded name, new since that day. Guesses only."""
    kunci = {w.kunci_cari for w in hilang}
    muda = Wilayah.objects.filter(aktif=True, kunci_cari__in=kunci).annotate(lahir=Min("riwayat__berlaku_sejak"))
    calon = list(muda.select_related("induk__induk__induk").order_by("kode")) if kunci else []
    return [(w, [c for c in calon if _mungkin(w, c)][:CALON_TERBANYAK]) for w in hilang]


def _mungkin(hilang, calon):
    sama = calon.kunci_cari == hilang.kunci_cari and calon.jenis == hilang.jenis
    return sama and calon.lahir is not None and calon.lahir >= hilang.nonaktif_sejak
