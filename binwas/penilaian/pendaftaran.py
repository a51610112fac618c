"""What a review adds to the rooms below: its kind of letter, panels on the page of an agreement, gates."""

from binwas.surat.kinds import JenisSurat, daftarkan

from . import services


def pasang():
    daftarkan(
        JenisSurat(
            kode="hasil_klarifikasi",
            nama="Surat hasil klarifikasi",
            templat="cetak/hasil_klarifikasi.html",
            saat_terbit=services.selesaikan,
            saat_kembali=services.kembali_ditelaah,
        )
    )
