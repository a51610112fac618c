"""The first page of the list of agreements, against the SQL that a person would write for it."""

from django.db import connection, transaction

from kerjasama.enums import Status
from kerjasama.models import KerjaSama
from kerjasama.queries.daftar import sepotong
from kerjasama.views.daftar import URUTAN

from .basis import KECIL
from .hasil import Hasil, banding
from .pembaca import BEBERAPA

SEHALAMAN = 25
KOLOM = ", ".join(f'k."{f.column}"' for f in KerjaSama._meta.concrete_fields)
SALINAN = "{0}.status AS c_status, {0}.jatuh_tempo AS c_jatuh_tempo, {0}.mutu_data AS c_mutu"
SATU_SIMPUL = (
    f"SELECT {KOLOM}, {SALINAN.format('c')}, c.kerja_sama_id AS c_id FROM kerjasama_cakupan c "
    "JOIN kerjasama_kerjasama k ON k.id = c.kerja_sama_id WHERE c.wilayah_id = %s AND c.status = %s "
    f"AND c.jatuh_tempo >= %s ORDER BY c.jatuh_tempo, c.kerja_sama_id LIMIT {SEHALAMAN}"
)
SELURUHNYA = (
    f"SELECT {KOLOM}, {SALINAN.format('k')}, k.id AS c_id FROM kerjasama_kerjasama k WHERE k.status = %s "
    f"AND k.jatuh_tempo >= %s ORDER BY k.jatuh_tempo, k.id LIMIT {SEHALAMAN}"
)
RENTANG = (
    "SELECT * FROM (SELECT kerja_sama_id FROM kerjasama_cakupan WHERE wilayah_id = %s AND status = %s "
    f"AND jatuh_tempo >= %s ORDER BY jatuh_tempo, kerja_sama_id LIMIT {SEHALAMAN}) r"
)


def halaman(pembaca, hari_ini, alias="default"):
    """What the list's view asks for under the tab «Berlaku», as a queryset."""
    return sepotong(pembaca.user, lambda k: k.berlaku_pada(hari_ini), URUTAN["jatuh_tempo"], 0, SEHALAMAN, using=alias)


def tulisan_tangan(pembaca, hari_ini):
    """(SQL, parameters) of the same page."""
    saring = [Status.BERLAKU, hari_ini]
    if pembaca.di_pusat:
        return SELURUHNYA, saring
    if len(pembaca.simpul) == 1:
        return SATU_SIMPUL, [*pembaca.simpul, *saring]
    gabung = " UNION ".join([RENTANG] * len(pembaca.simpul))
    sql = (
        f"SELECT {KOLOM}, {SALINAN.format('k')}, k.id AS c_id FROM kerjasama_kerjasama k WHERE k.id IN ({gabung}) "
        f"ORDER BY k.jatuh_tempo, k.id LIMIT {SEHALAMAN}"
    )
    return sql, [nilai for s in pembaca.simpul for nilai in (s, *saring)]


def jalankan(sql, isi):
    with connection.cursor() as kursor:
        kursor.execute(sql, isi)
        return kursor.fetchall()


def jalankan_saja(sql):
    with connection.cursor() as kursor:
        kursor.execute(sql)


def ukur(medan):
    for pembaca in medan.pembaca.values():
        sql, isi = tulisan_tangan(pembaca, medan.hari_ini)
        dibuat = halaman(pembaca, medan.hari_ini).query.sql_with_params()
        waktu = medan.jam.ukur(
            dibuat=lambda dibuat=dibuat: jalankan(*dibuat),
            tangan=lambda sql=sql, isi=isi: jalankan(sql, isi),
            orm=lambda pembaca=pembaca: list(halaman(pembaca, medan.hari_ini)),
            objek=lambda sql=sql, isi=isi: list(KerjaSama.objects.raw(sql, isi)),
        )
        batas = 8 if pembaca is medan.pembaca[BEBERAPA] else 1.3
        yield banding("daftar: SQL ÷ tulisan tangan", pembaca.nama, waktu["dibuat"], waktu["tangan"], batas)
        yield banding("daftar: pemanggilan ÷ objek", pembaca.nama, waktu["orm"], waktu["objek"], 3.0)


def ukur_pertumbuhan(medan):
    for pembaca in medan.setingkat():
        waktu = medan.jam.ukur(
            besar=lambda p=pembaca: list(halaman(p, medan.hari_ini)),
            kecil=lambda p=pembaca: list(halaman(p, medan.hari_ini, KECIL)),
        )
        yield banding("daftar: skala ini ÷ 1.000", pembaca.nama, waktu["besar"], waktu["kecil"], 2.0)


def ukur_rencana(medan):
    """Whether each page is one index range, already in its order."""
    for pembaca in medan.setingkat():
        with transaction.atomic():
            if connection.vendor == "postgresql":  # it scans and sorts where a region has but a handful of rows
                for cara in ("seqscan", "bitmapscan", "hashjoin", "mergejoin", "sort"):
                    jalankan_saja(f"SET LOCAL enable_{cara} = off")
            rencana = halaman(pembaca, medan.hari_ini).explain()
        indeks = "kerja_sama_status_tempo" if pembaca.di_pusat else "cakupan_"
        urut = "Sort" not in rencana and "TEMP B-TREE" not in rencana
        yield Hasil(
            "daftar: satu rentang indeks", pembaca.nama, "ya" if indeks in rencana and urut else "tidak", ("=", "ya")
        )
