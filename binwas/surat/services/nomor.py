"""Numbers of letters: gapless per office, year and archive class."""

from wilayah.cetak.penomoran import susun_nomor

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
    """Date (the office's local day) and number onto the letter, which the caller saves."""
    surat.tanggal = surat.kantor.hari_ini()
    surat.tahun, surat.klasifikasi = surat.tanggal.year, profil.klasifikasi
    surat.urut = ambil_nomor(kantor=surat.kantor, tahun=surat.tahun, klasifikasi=surat.klasifikasi)
    surat.nomor = susun_nomor(profil.pola_nomor, urut=surat.urut, klasifikasi=surat.klasifikasi, tanggal=surat.tanggal)
