"""Counts and dashboards, against an index-only count and a flat one over the whole table."""

from django.db import connection

from kerjasama.queries.angka import angka_per_anak, jumlah_per_status

from .daftar import jalankan
from .hasil import banding
from .pembaca import TINGKAT

DATAR = "SELECT status, count(*) FROM kerjasama_kerjasama GROUP BY status"
LEWAT = "status = 'berlaku' AND jatuh_tempo < %s"
PER_STATUS = {  # as each engine answers it fastest
    "postgresql": f"SELECT status, count(*), count(*) FILTER (WHERE {LEWAT}) FROM {{0}} GROUP BY status",
    "sqlite": "SELECT status, count(*) FROM {0} GROUP BY status UNION ALL "
    f"SELECT status, count(*) FROM {{0}} AND {LEWAT} GROUP BY status",
}
TARGET_DASBOR = {"pusat": 3.0, "provinsi": None, "kabupaten": 0.5, "kecamatan": None}


def ukur_status(medan):
    for pembaca in medan.setingkat():
        dibuat = rekam(lambda p=pembaca: jumlah_per_status(p.user, medan.hari_ini))[-1]
        tabel = "kerjasama_kerjasama WHERE TRUE" if pembaca.di_pusat else "kerjasama_cakupan WHERE wilayah_id = %s"
        simpul = pembaca.simpul
        isi = [medan.hari_ini, *simpul] if connection.vendor == "postgresql" else [*simpul, *simpul, medan.hari_ini]
        waktu = medan.jam.ukur(
            dibuat=lambda dibuat=dibuat: jalankan(*dibuat),
            tangan=lambda tabel=tabel, isi=isi: jalankan(PER_STATUS[connection.vendor].format(tabel), isi),
        )
        yield banding("jumlah per status: SQL ÷ indeks", pembaca.nama, waktu["dibuat"], waktu["tangan"], 1.3)


def ukur_dasbor(medan):
    for nama in TINGKAT[:4]:
        pembaca = medan.pembaca[nama]
        wilayah, batas = pembaca.wilayah(), TARGET_DASBOR[nama]
        waktu = medan.jam.ukur(
            dasbor=lambda p=pembaca, w=wilayah: angka_per_anak(p.user, w, medan.hari_ini),
            datar=lambda: jalankan(DATAR, []),
        )
        yield banding(
            "dasbor ÷ hitungan datar", pembaca.nama, waktu["dasbor"], waktu["datar"], batas, berlaku=medan.besar
        )


def rekam(jalan):
    """[(SQL, parameters)] that `jalan` sends."""
    terkirim = []

    def catat(execute, sql, params, many, context):
        terkirim.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(catat):
        jalan()
    return terkirim
