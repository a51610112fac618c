"""Numbers of letters: gapless per office, year and archive class."""

from wilayah.pengguna.penomoran import susun_nomor
from wilayah.pengguna.queries_kantor import pola_nomor

from ..models import PencacahNomor


def ambil_nomor(*, kantor, tahun, klasifikasi):
    """The next running number. The counter stays locked until the transaction ends: a rollback gives it back, and
    nobody can take the one after it before."""
    PencacahNomor.objects.get_or_create(kantor=kantor, tahun=tahun, klasifikasi=klasifikasi)
    pencacah = PencacahNomor.objects.select_for_update(of=("self",)).get(
        kantor=kantor, tahun=tahun, klasifikasi=klasifikasi
    )
    pencacah.terakhir += 1
    pencacah.save(update_fields=["terakhir"])
    return pencacah.terakhir


def bubuhi_nomor(surat, profil):
    """Date (the office's local day) and number onto the letter, which the caller saves. The pattern for this kind of
    letter, where the office has set one, wins over that of its profile."""
    surat.tanggal = surat.kantor.hari_ini()
    surat.tahun = surat.tanggal.year
    khusus = pola_nomor(surat.kantor, surat.jenis, surat.tanggal)
    surat.klasifikasi, pola = (khusus.klasifikasi, khusus.pola) if khusus else (profil.klasifikasi, profil.pola_nomor)
    surat.urut = ambil_nomor(kantor=surat.kantor, tahun=surat.tahun, klasifikasi=surat.klasifikasi)
    surat.nomor = susun_nomor(pola, urut=surat.urut, klasifikasi=surat.klasifikasi, tanggal=surat.tanggal)
