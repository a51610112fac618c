"""The letter on paper: what stands where, and its bytes. An issued letter is never rendered again."""

from datetime import date

from django.conf import settings
from django.urls import reverse

from kerjasama.models import Pihak
from wilayah.cetak.kop import kop_kantor
from wilayah.cetak.mesin import cetak_pdf
from wilayah.cetak.naskah import KAKI_SEDERHANA, BarisMatriks, Naskah, TandaTangan
from wilayah.cetak.terbilang import dengan_terbilang
from wilayah.kalender.rules import tanggal_panjang
from wilayah.pengguna.models import ProfilKantor
from wilayah.pohon.enums import Tingkat

from .. import queries
from ..enums import CaraTandaTangan
from ..kinds import jenis_surat
from ..models import PenerimaSurat
from ..rules import PENUTUP_BAKU, jabatan_dicetak, rangkaian, rincian

TANGGAL_ISI = ("diterima", "mulai", "selesai")


def cetak(surat):
    """The bytes of a letter that has its number."""
    return _cetak(surat, _tanda_tangan(surat))


def pratinjau(surat):
    """The draft as it would print, marked KONSEP on every page: no number, date or code."""
    return _cetak(surat, _tanda_tangan_konsep(surat), konsep=True)


def alamat_verifikasi(kode):
    return f"{settings.BINWAS_ALAMAT.rstrip('/')}{reverse('verifikasi', kwargs={'kode': kode})}"


def _cetak(surat, ttd, *, konsep=False):
    jenis = jenis_surat(surat.jenis)
    profil = queries.profil_kantor(surat) or _profil_kosong(surat.kantor)
    naskah = _naskah(surat, profil, ttd, konsep)
    konteks = {"surat": surat, "isi": surat.isi, "naskah": naskah, "tanggal": _tanggal(surat.isi)}
    konteks["dasar"] = rincian(surat.isi.get("dasar", []), akhir=".")
    konteks |= _tentang(surat.kerja_sama) | jenis.konteks(surat)
    return cetak_pdf(jenis.templat, konteks, kertas=profil.kertas, huruf=profil.huruf)


def _tanggal(isi):
    return {k: tanggal_panjang(date.fromisoformat(isi[k])) for k in TANGGAL_ISI if isi.get(k)}


def _tentang(kerja_sama):
    """The agreement in words: what it is called where it was made, its parties with their own numbers, their camat."""
    if kerja_sama is None:
        return {"pihak": (), "nama_peraturan": "", "sebutan_desa": "desa", "melalui": ""}
    pihak = Pihak.objects.milik(kerja_sama).filter(desa__isnull=False).select_related("desa__induk__induk__induk")
    pihak = list(pihak.order_by("urut"))
    camat = dict.fromkeys(p.desa.induk for p in pihak)
    return {
        "pihak": rincian([_sebut_pihak(p) for p in pihak], akhir="."),
        "nama_peraturan": pihak[0].desa.sebutan("peraturan_bersama") or kerja_sama.nama_naskah,
        "sebutan_desa": pihak[0].desa.sebutan("wilayah").lower(),
        "melalui": rangkaian([f"{k.sebutan('kepala') or 'Camat'} {k.nama}" for k in camat]),
    }


def _sebut_pihak(pihak):
    """«Kalurahan Purwobinangun, Nomor 3 Tahun 2026 tanggal 1 September 2026», under the name it had when it signed."""
    nama = pihak.nama_pendek
    if not pihak.nomor:
        return f"{nama}, nomor belum diberitahukan"
    tanggal = f" tanggal {tanggal_panjang(pihak.tanggal)}" if pihak.tanggal else ""
    return f"{nama}, Nomor {pihak.nomor}{tanggal}"


def _naskah(surat, profil, ttd, konsep):
    matriks = tuple(
        BarisMatriks(
            pasal=b.get("pasal", ""),
            catatan=b.get("catatan", ""),
            dasar=b.get("dasar", ""),
            saran=b.get("saran", ""),
        )
        for b in surat.isi.get("matriks", ())
    )
    tujuan, tembusan = _penerima(surat)
    return Naskah(
        kop=kop_kantor(profil),
        tempat=profil.kota_surat,
        tanggal=tanggal_panjang(surat.tanggal) if surat.tanggal else "",
        nomor=surat.nomor,
        sifat=surat.get_sifat_display(),
        lampiran=f"{dengan_terbilang(1)} berkas" if matriks else "-",
        hal=surat.hal,
        yth=rincian([p.jabatan for p in tujuan]),
        di=_tempat(tujuan),
        penutup=surat.isi.get("penutup", PENUTUP_BAKU),
        ttd=ttd,
        tembusan=rincian([p.jabatan for p in tembusan], akhir="."),
        matriks=matriks,
        judul_matriks=surat.isi.get("judul_matriks", "CATATAN"),
        penerbit=f"Surat {' '.join(ttd.jabatan.split())}",
        konsep=konsep,
    )


def _penerima(surat):
    baris = list(PenerimaSurat.objects.milik(surat).select_related("wilayah__induk__induk__induk").order_by("urut"))
    return [p for p in baris if not p.tembusan], [p for p in baris if p.tembusan]


def _tempat(tujuan):
    """Where the desa addressed are: «Kapanewon Pakem»."""
    desa = [p.wilayah for p in tujuan if p.wilayah and p.wilayah.tingkat == Tingkat.DESA]
    return rangkaian(list(dict.fromkeys(w.induk.nama_lengkap for w in desa)))


def _tanda_tangan(surat):
    penanda = surat.penanda_tangan
    elektronik = surat.cara == CaraTandaTangan.ELEKTRONIK
    return TandaTangan(
        jabatan=surat.jabatan_penanda,
        a_n=surat.a_n,
        nama=penanda.nama,
        pangkat=penanda.pangkat,
        nip=penanda.nip,
        alamat=alamat_verifikasi(surat.kode_verifikasi) if elektronik else "",
        kode="" if elektronik else str(surat.id_publik),
        kaki=KAKI_SEDERHANA if elektronik else "",
    )


def _tanda_tangan_konsep(surat):
    aturan = queries.aturan_surat(surat)
    if aturan is None:
        return TandaTangan(jabatan="(penanda tangan belum ditetapkan)", nama="")
    tugas = queries.calon_penanda(surat, aturan)
    if tugas is None:
        return TandaTangan(jabatan=aturan.jabatan, a_n=aturan.a_n, nama="(belum ada pejabat)")
    orang = tugas.pengguna
    a_n, jabatan = jabatan_dicetak(aturan.a_n, aturan.jabatan, tugas)
    return TandaTangan(jabatan=jabatan, a_n=a_n, nama=orang.nama, pangkat=orang.pangkat, nip=orang.nip)


def _profil_kosong(kantor):
    """So that a draft can be read before the office has filled in its profile; it can't be numbered then."""
    return ProfilKantor(
        wilayah=kantor,
        nama_pemda=f"PEMERINTAH {kantor.nama.upper()}",
        nama_kantor="(nama kantor belum diisi)",
        alamat="(alamat belum diisi)",
        kota_surat="(tempat)",
    )
