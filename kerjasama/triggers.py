"""The triggers that keep Cakupan right on both engines. They cover every path of writing (services, bulk writes,
loaddata, raw SQL) and cost less than code. SQLite drops them when a migration rebuilds a table, so they are taken
away before and put back after every `migrate`."""

from django.db import connections

LELUHUR = (
    "SELECT w.id FROM wilayah_wilayah d JOIN wilayah_wilayah c ON c.id = d.induk_id "
    "JOIN wilayah_wilayah b ON b.id = c.induk_id JOIN wilayah_wilayah w ON w.id IN (d.id, c.id, b.id, b.induk_id)"
)
SALIN = (
    "UPDATE kerjasama_cakupan SET status = NEW.status, jatuh_tempo = NEW.jatuh_tempo, mutu_data = NEW.mutu_data "
    "WHERE kerja_sama_id = NEW.id;"
)
TAMBAH = (
    "INSERT INTO kerjasama_cakupan (kerja_sama_id, wilayah_id, status, jatuh_tempo, mutu_data) "
    "SELECT k.id, w.id, k.status, k.jatuh_tempo, k.mutu_data FROM kerjasama_kerjasama k, wilayah_wilayah w "
    f"WHERE k.id = NEW.kerja_sama_id AND w.id IN ({LELUHUR} WHERE d.id = NEW.desa_id) ON CONFLICT DO NOTHING;"
)
KURANG = (
    "DELETE FROM kerjasama_cakupan WHERE kerja_sama_id = OLD.kerja_sama_id AND wilayah_id NOT IN "
    f"({LELUHUR} JOIN kerjasama_pihak p ON p.desa_id = d.id WHERE p.kerja_sama_id = OLD.kerja_sama_id);"
)
DISALIN = ("status", "jatuh_tempo", "mutu_data")
PEMICU = {  # name: (event, table, columns whose change matters, body)
    "cakupan_salin": (f"UPDATE OF {', '.join(DISALIN)}", "kerjasama_kerjasama", DISALIN, SALIN),
    "cakupan_tambah": ("INSERT", "kerjasama_pihak", (), TAMBAH),
    "cakupan_ubah": ("UPDATE OF desa_id, kerja_sama_id", "kerjasama_pihak", (), KURANG + TAMBAH),
    "cakupan_kurang": ("DELETE", "kerjasama_pihak", (), KURANG),
}

# What Cakupan must be, against what it is; compared both ways.
HARUS = (
    "SELECT p.kerja_sama_id, w.id, k.status, k.jatuh_tempo, k.mutu_data FROM kerjasama_pihak p "
    "JOIN kerjasama_kerjasama k ON k.id = p.kerja_sama_id JOIN wilayah_wilayah d ON d.id = p.desa_id "
    "JOIN wilayah_wilayah c ON c.id = d.induk_id JOIN wilayah_wilayah b ON b.id = c.induk_id "
    "JOIN wilayah_wilayah w ON w.id IN (d.id, c.id, b.id, b.induk_id)"
)
ADA = "SELECT kerja_sama_id, wilayah_id, status, jatuh_tempo, mutu_data FROM kerjasama_cakupan"


def pasang(connection):
    """Puts the triggers in place; repeating it changes nothing."""
    buat = _pasang_postgresql if connection.vendor == "postgresql" else _pasang_sqlite
    with connection.cursor() as kursor:
        for nama, (peristiwa, tabel, kolom, isi) in PEMICU.items():
            buat(kursor, nama, peristiwa, tabel, kolom, isi)


def lepas(connection):
    """Takes them away, so that SQLite can rebuild the tables they name."""
    with connection.cursor() as kursor:
        for nama, (_, tabel, _, _) in PEMICU.items():
            di = f" ON {tabel}" if connection.vendor == "postgresql" else ""
            if connection.vendor != "postgresql" or tabel in connection.introspection.table_names(kursor):
                kursor.execute(f"DROP TRIGGER IF EXISTS {nama}{di}")


def yang_hilang(connection):
    """Names of triggers that are not there."""
    sumber = "pg_trigger" if connection.vendor == "postgresql" else "sqlite_master"
    kolom = "tgname" if connection.vendor == "postgresql" else "name"
    with connection.cursor() as kursor:
        kursor.execute(f"SELECT {kolom} FROM {sumber} WHERE {kolom} LIKE 'cakupan_%%'", [])
        ada = {baris[0] for baris in kursor.fetchall()}
    return sorted(set(PEMICU) - ada)


def selisih(connection):
    """(missing or stale, surplus or stale) rows of Cakupan; (0, 0) when it is right."""
    hasil = []
    for kiri, kanan in ((HARUS, ADA), (ADA, HARUS)):
        with connection.cursor() as kursor:
            kursor.execute(f"SELECT count(*) FROM (SELECT * FROM ({kiri}) q EXCEPT SELECT * FROM ({kanan}) z) y")
            hasil.append(kursor.fetchone()[0])
    return tuple(hasil)


def bangun_ulang(connection):
    """Fills Cakupan anew from the parties, in the caller's transaction."""
    with connection.cursor() as kursor:
        kursor.execute("DELETE FROM kerjasama_cakupan")
        kursor.execute(
            "INSERT INTO kerjasama_cakupan (kerja_sama_id, wilayah_id, status, jatuh_tempo, mutu_data) "
            f"SELECT DISTINCT * FROM ({HARUS}) q"
        )


def sebelum_migrasi(sender, using, **kwargs):
    lepas(connections[using])


def sesudah_migrasi(sender, using, **kwargs):
    koneksi = connections[using]
    if "kerjasama_cakupan" in koneksi.introspection.table_names():
        pasang(koneksi)


def _syarat(kolom, beda):
    return f" WHEN ({' OR '.join(f'OLD.{k} {beda} NEW.{k}' for k in kolom)})" if kolom else ""


def _pasang_sqlite(kursor, nama, peristiwa, tabel, kolom, isi):
    kursor.execute(f"DROP TRIGGER IF EXISTS {nama}")
    kursor.execute(
        f"CREATE TRIGGER {nama} AFTER {peristiwa} ON {tabel} FOR EACH ROW{_syarat(kolom, 'IS NOT')} BEGIN {isi} END"
    )


def _pasang_postgresql(kursor, nama, peristiwa, tabel, kolom, isi):
    if tabel == "kerjasama_pihak":
        # Serialises writers of one agreement: without it, an insert beside a delete in one region loses a row.
        # NO KEY, because a plain FOR UPDATE would deadlock with the check of the foreign key.
        baris = "OLD" if peristiwa == "DELETE" else "NEW"
        kunci = f"PERFORM 1 FROM kerjasama_kerjasama WHERE id = {baris}.kerja_sama_id FOR NO KEY UPDATE; "
        isi = kunci + isi
    kursor.execute(
        f"CREATE OR REPLACE FUNCTION f_{nama}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {isi} RETURN NULL; END $$"
    )
    kursor.execute(f"DROP TRIGGER IF EXISTS {nama} ON {tabel}")
    kursor.execute(
        f"CREATE TRIGGER {nama} AFTER {peristiwa} ON {tabel} FOR EACH ROW{_syarat(kolom, 'IS DISTINCT FROM')} "
        f"EXECUTE FUNCTION f_{nama}()"
    )
