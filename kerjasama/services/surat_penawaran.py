"""The letter of offer as it prints: head of the village, matters of Permendagri 96/2017 Ps 13(3), its kepala desa."""

from wilayah.cetak.kop import kop_desa
from wilayah.cetak.mesin import cetak_pdf
from wilayah.cetak.naskah import Naskah, TandaTangan
from wilayah.cetak.tanggal import tanggal_panjang
from wilayah.pohon.models import Wilayah


def cetak_surat_penawaran(kerja_sama, tujuan, isi, tenggat, oleh):
    """`tujuan` are those of one letter; `isi` has nomor, pengantar, latar_belakang and muatan, (label, text) each."""
    konteks = {
        "naskah": naskah_surat(kerja_sama, tujuan, isi, oleh),
        "ks": kerja_sama,
        "isi": isi,
        "tenggat": tanggal_panjang(tenggat) if tenggat else "",
    }
    return cetak_pdf("cetak/surat_penawaran.html", konteks)


def naskah_surat(kerja_sama, tujuan, isi, oleh):
    desa = kerja_sama.desa_pendaftar
    kepala = f"{desa.sebutan('kepala')} {desa.nama}"
    return Naskah(
        kop=kop_desa(desa),
        tempat=desa.nama,
        tanggal=tanggal_panjang(desa.hari_ini()),
        nomor=isi["nomor"],
        sifat="Biasa",
        hal="Penawaran Kerja Sama",
        yth=tuple(_sebut(t) for t in tujuan),
        penutup="Demikian penawaran ini disampaikan. Atas perhatian dan kerja samanya diucapkan terima kasih.",
        ttd=TandaTangan(
            jabatan=kepala,
            nama=oleh.nama,
            kaki=f"Dikirim {kepala} dengan akunnya melalui BINWAS Kerja Sama Desa, kode {kerja_sama.kode_ucap}.",
        ),
    )


def _sebut(tujuan):
    if not isinstance(tujuan, Wilayah):
        return f"{tujuan.jabatan_penanda_tangan or 'Pimpinan'} {tujuan.nama}"
    return f"{tujuan.sebutan('kepala')} {tujuan.nama}, {tujuan.induk.nama_lengkap}, {tujuan.induk.induk.nama_lengkap}"
