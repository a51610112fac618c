"""Rows of an import, some hundreds at a time: what each is, what keeps it out, and the good ones as agreements."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db.models import Q

from kerjasama.enums import Asal, Bentuk, Prakarsa, Status
from kerjasama.models import Dokumen, KerjaSama, Pihak, PihakKetiga
from kerjasama.queries.kerja_sama import LIHAT
from kerjasama.queries.pihak_ketiga import DAFTAR
from kerjasama.rules import impor as rules
from kerjasama.rules import pendaftaran as aturan
from kerjasama.rules.isian import bersihkan, tanggal_dari
from kerjasama.rules.pihak_ketiga import galat_nomor, kunci_nama
from kerjasama.transitions import TABEL
from wilayah.berkas.services import simpan_berkas
from wilayah.pohon.enums import Tingkat
from wilayah.pohon.models import Wilayah

from .dokumen import buat_dokumen
from .pendaftaran import nama_beku

INDUK = "induk__induk__induk"
BELUM_ADA_PINDAIAN = "Belum ada pindaian."


@dataclass
class Calon:
    """One row on its way: `desa` are its villages, the registrar's first; `ada` the agreement that it is already."""

    nomor: int
    isi: dict
    galat: dict
    desa: list = field(default_factory=list)
    kunci: str = ""
    ada: KerjaSama | None = None
    pindaian: object = None
    catatan: str = ""

    @property
    def sah(self):
        return not self.galat


def periksa_potongan(potongan, *, kantor, oleh, arsip, terlihat):
    """The rows of a chunk as Calon, each with what is wrong or where it is already. Writes nothing. `terlihat` maps
    the keys of earlier rows to their numbers, and is added to."""
    calon = [_baca(nomor, sel) for nomor, sel in potongan]
    dikenal = _desa_dikenal(calon)
    hari_ini = kantor.hari_ini()
    for satu in calon:
        _periksa_desa(satu, kantor, dikenal)
        _periksa_isi(satu, hari_ini)
        if satu.sah:
            _periksa_kembar(satu, terlihat)
    _tandai_yang_ada([c for c in calon if c.sah], oleh)
    for satu in calon:
        if satu.sah:
            _cari_pindaian(satu, arsip)
    return calon


def _baca(nomor, sel):
    tergabung = sel.pop("", None)
    isi, galat = rules.baca_baris(sel)
    return Calon(nomor, bersihkan(isi) | {"desa": isi["desa"]}, galat | ({"": tergabung[0]} if tergabung else {}))


def _desa_dikenal(calon):
    kode = {kode for c in calon for _, kode in c.isi["desa"] if len(kode) <= 13}
    return {w.kode: w for w in Wilayah.objects.filter(kode__in=kode).select_related(INDUK)}


def _periksa_desa(satu, kantor, dikenal):
    """Each code on its own, at its own column; then how they stand together."""
    terpakai = set()
    for bidang, kode in satu.isi["desa"]:
        desa = dikenal.get(kode)
        if desa is None or desa.tingkat != Tingkat.DESA:
            satu.galat.setdefault(bidang, rules.PESAN["bukan_desa"].format(kode))
        elif sebab := aturan.galat_desa_pihak(desa, [desa]):
            satu.galat.setdefault(bidang, sebab)
        elif kode in terpakai:
            satu.galat.setdefault(bidang, f"{desa.nama_lengkap} tercantum dua kali. Hapus salah satunya.")
        elif bidang == "desa" and desa.kode_leluhur(Tingkat.KABUPATEN) != kantor.kode:
            kabupaten = desa.leluhur(Tingkat.KABUPATEN).nama
            satu.galat[bidang] = (
                f"{desa.nama_lengkap} berada di {kabupaten}. Desa pendaftar harus desa di {kantor.nama}."
            )
        terpakai.add(kode)
        if desa:
            satu.desa.append(desa)
    if not any(b == "desa" for b, _ in satu.isi["desa"]) and "desa" not in satu.galat:
        satu.galat["desa"] = "Pilih desa pendaftar dari daftar."


def _periksa_isi(satu, hari_ini):
    """What the rules of a registration say, each at the column of the sheet; a cell says one thing."""
    isi = satu.isi
    kode = [d.kode for d in satu.desa[1:]]
    draf = isi | {"pihak": kode, "nomor_pihak": {k: {"belum_diketahui": True} for k in kode}}
    galat = aturan.galat_naskah(draf | {"prakarsa": isi["prakarsa"] or Prakarsa.DESA})
    galat |= aturan.galat_waktu(draf, hari_ini=hari_ini, kode_lain=kode)
    if isi["bentuk"] and not satu.galat.keys() & {*rules.KOLOM_DESA}:
        dikenal = {d.kode: d for d in satu.desa}
        galat |= aturan.galat_pihak(draf, desa_sendiri=satu.desa[0], dikenal=dikenal)
    galat |= rules.galat_panjang_ketiga(isi)
    for ketiga in isi["pihak_ketiga"]:
        galat |= {f"ketiga_{n}": pesan for n, pesan in galat_nomor(ketiga).items()}
    for nama, pesan in galat.items():
        letak = rules.LETAK.get(nama) or nama.replace("ketiga_0_", "ketiga_")
        satu.galat.setdefault(letak, rules.PESAN.get(nama, pesan))


def _periksa_kembar(satu, terlihat):
    satu.kunci = rules.kunci_impor(satu.isi, [d.kode for d in satu.desa])
    if lain := terlihat.get(satu.kunci[:16]):
        satu.galat[""] = f"Sama dengan baris {lain}. Hapus salah satunya."
    else:
        terlihat[satu.kunci[:16]] = satu.nomor


def _tandai_yang_ada(calon, oleh):
    """Marks those that are there already: brought in before, or registered by one of the villages themselves."""
    terlihat = KerjaSama.objects.dalam_cakupan(oleh, LIHAT)
    masuk = {k.kunci_impor: k for k in terlihat.filter(kunci_impor__in=[c.kunci for c in calon])}
    terdaftar = _terdaftar(calon, terlihat)
    for satu in calon:
        satu.ada = masuk.get(satu.kunci) or next((terdaftar[k] for k in _kunci_terdaftar(satu) if k in terdaftar), None)


def _terdaftar(calon, terlihat):
    """{(village, date, number or title): agreement} of those that people registered here."""
    desa = {d.pk for c in calon for d in c.desa}
    tanggal = {c.isi["tanggal_ditetapkan"] for c in calon}
    ada = terlihat.filter(tanggal_ditetapkan__in=tanggal, kunci_impor__isnull=True).exclude(status=Status.DITARIK)
    pihak = Pihak.objects.milik(ada).filter(desa__in=desa).select_related("kerja_sama")
    peta = {}
    for p in pihak.order_by("-pk"):
        hari = p.kerja_sama.tanggal_ditetapkan.isoformat()
        peta[p.desa_id, hari, rules.kunci_judul(p.kerja_sama.judul)] = p.kerja_sama
        if p.nomor:
            peta[p.desa_id, hari, f"#{rules.kunci_nomor(p.nomor)}"] = p.kerja_sama
    return peta


def _kunci_terdaftar(satu):
    hari = satu.isi["tanggal_ditetapkan"]
    yield satu.desa[0].pk, hari, rules.kunci_judul(satu.isi["judul"])
    if satu.isi["nomor"]:
        yield satu.desa[0].pk, hari, f"#{rules.kunci_nomor(satu.isi['nomor'])}"


def _cari_pindaian(satu, arsip):
    """Whether its scan is in the ZIP and fit to be stored; a row without one is told so, not refused."""
    nama = satu.isi["pindaian"]
    try:
        satu.pindaian = arsip.cari(nama) if nama else None
        if satu.pindaian is not None:
            arsip.ambil(satu.pindaian)
    except ValidationError as galat:
        satu.galat["pindaian"] = galat.messages[0]
        return
    if satu.pindaian is None:
        hilang = f"«{nama}» tidak ditemukan dalam ZIP. " if nama else ""
        satu.catatan = f"{hilang}{BELUM_ADA_PINDAIAN}"


def tulis_potongan(calon, *, kantor, oleh, arsip):
    """Writes the good rows that are not there yet, inside the caller's transaction: [KerjaSama] in their order."""
    baru = [c for c in calon if c.sah and c.ada is None]
    mitra = _pihak_ketiga(baru, kantor, oleh)
    kerja_sama = KerjaSama.objects.bulk_create([_kerja_sama(c, oleh) for c in baru])
    nama = {d.pk: nama_beku(d) for c in baru for d in c.desa}
    Pihak.objects.bulk_create(
        [p for c, ks in zip(baru, kerja_sama, strict=True) for p in _pihak(c, ks, nama, mitra.get(c.nomor))]
    )
    for satu, ks in zip(baru, kerja_sama, strict=True):
        satu.ada = ks
        if satu.pindaian is not None:
            _simpan_pindaian(satu, ks, oleh, arsip)
    return kerja_sama


def tambah_pindaian(calon, *, oleh, arsip):
    """Adds scans that came later to agreements which an earlier import brought in without one; how many."""
    sudah = [c for c in calon if c.sah and c.ada and c.pindaian is not None and c.ada.kunci_impor]
    kerja_sama = KerjaSama.objects.dalam_cakupan(oleh, DAFTAR).filter(pk__in=[c.ada.pk for c in sudah])
    berdokumen = set(Dokumen.objects.milik(kerja_sama).values_list("kerja_sama_id", flat=True))
    tertulis = set(kerja_sama.values_list("pk", flat=True))
    kurang = [c for c in sudah if c.ada.pk in tertulis - berdokumen]
    for satu in kurang:
        _simpan_pindaian(satu, satu.ada, oleh, arsip)
        satu.catatan = "Pindaian ditambahkan."
    return len(kurang)


def _kerja_sama(satu, oleh):
    isi, desa = satu.isi, satu.desa
    kabupaten = {d.kode_leluhur(Tingkat.KABUPATEN) for d in desa}
    return KerjaSama(
        judul=isi["judul"],
        bentuk=isi["bentuk"],
        prakarsa=isi["prakarsa"] or Prakarsa.DESA,
        bidang=isi["bidang"],
        urusan=isi["urusan"],
        ruang_lingkup=isi["ruang_lingkup"],
        nilai=isi["nilai"],
        tanggal_ditetapkan=tanggal_dari(isi["tanggal_ditetapkan"]),
        tanggal_mulai=aturan.mulai_berlaku(isi),
        jatuh_tempo=aturan.jatuh_tempo(isi),
        status=TABEL["daftarkan"].ke,
        asal=Asal.DIIMPOR,
        lintas_kabupaten=len(kabupaten) > 1,
        desa_pendaftar=desa[0],
        didaftarkan_oleh=oleh,
        atas_nama=True,
        kunci_impor=satu.kunci,
    )


def _pihak(satu, kerja_sama, nama, ketiga):
    isi = satu.isi
    for urut, desa in enumerate(satu.desa, start=1):
        sendiri = (
            {"nomor": isi["nomor"], "tanggal": tanggal_dari(isi["tanggal"]), "berita_desa": isi["berita_desa"]}
            if urut == 1
            else {}
        )
        yield Pihak(
            kerja_sama=kerja_sama,
            desa=desa,
            urut=urut,
            kode_saat_itu=desa.kode,
            nama_saat_itu=nama[desa.pk],
            **sendiri,
        )
    if ketiga is not None:
        tertulis = isi["pihak_ketiga"][0]["nama"]
        yield Pihak(kerja_sama=kerja_sama, pihak_ketiga=ketiga, urut=len(satu.desa) + 1, nama_saat_itu=tertulis[:200])


def _pihak_ketiga(baru, kantor, oleh):
    """{row: entry}: the office's own, or one that the very village wrote down; what is missing is added once. An entry
    of another village is left alone: it would show that village's data to this one."""
    berketiga = [c for c in baru if c.isi["bentuk"] != Bentuk.ANTAR_DESA]
    if not berketiga:
        return {}
    peta, hasil, tambahan = _entri(berketiga, kantor, oleh), {}, []
    for satu in berketiga:
        isi = satu.isi["pihak_ketiga"][0]
        ketiga = _cocok(peta, isi, (kantor.pk, satu.desa[0].pk))
        if ketiga is None:
            ketiga = PihakKetiga(pencatat=kantor, kunci_nama=kunci_nama(isi["nama"]), **isi)
            tambahan.append(ketiga)
            _ingat(peta, ketiga)
        hasil[satu.nomor] = ketiga
    PihakKetiga.objects.bulk_create(tambahan)
    return hasil


def _entri(berketiga, kantor, oleh):
    semua = [c.isi["pihak_ketiga"][0] for c in berketiga]
    cocok = Q(kunci_nama__in={kunci_nama(i["nama"]) for i in semua})
    for nama in ("nib", "npwp"):
        cocok |= Q(**{f"{nama}__in": {i[nama] for i in semua if i[nama]}})
    kantor_desa = {kantor.pk, *(c.desa[0].pk for c in berketiga)}
    peta = {}
    for satu in PihakKetiga.objects.dalam_cakupan(oleh, DAFTAR).filter(cocok, pencatat__in=kantor_desa).order_by("-pk"):
        _ingat(peta, satu)
    return peta


def _ingat(peta, ketiga):
    for tanda in _tanda(ketiga.pencatat_id, ketiga.nib, ketiga.npwp, ketiga.kunci_nama):
        peta[tanda] = ketiga


def _tanda(pencatat, nib, npwp, kunci):
    return [(pencatat, jenis, nilai) for jenis, nilai in (("nib", nib), ("npwp", npwp), ("nama", kunci)) if nilai]


def _cocok(peta, isi, pencatat):
    """The entry of one of the offices with the same NIB or NPWP, else the same name and no other number."""
    for kantor in pencatat:
        for tanda in _tanda(kantor, isi["nib"], isi["npwp"], kunci_nama(isi["nama"])):
            ketiga = peta.get(tanda)
            if ketiga and (tanda[1] != "nama" or not _beda_nomor(ketiga, isi)):
                return ketiga
    return None


def _beda_nomor(ketiga, isi):
    return any(getattr(ketiga, n) and isi[n] and getattr(ketiga, n) != isi[n] for n in ("nib", "npwp"))


def _simpan_pindaian(satu, kerja_sama, oleh, arsip):
    isi, jenis = arsip.ambil(satu.pindaian)
    berkas = simpan_berkas(isi=isi, nama=satu.isi["pindaian"], jenis_media=jenis, oleh=oleh)
    buat_dokumen(kerja_sama=kerja_sama, judul=kerja_sama.nama_naskah, asli=[berkas], oleh=oleh)
