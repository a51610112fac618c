"""The triggers that keep Cakupan right on both engines. They cover every path of writing (services, bulk writes,
loaddata, raw SQL) and cost less than code. SQLite drops them when a migration rebuilds a table, so they are taken
away before and put back after every `migrate`."""

from django.db import connections

KOLOM = "kerja_sama_id, wilayah_id, status, jatuh_tempo, mutu_data, masa"


def _jalur(desa):
    """FROM clause: the regions `w`, desa to provinsi, on the path of the region with id `desa`."""
    return (
        f"JOIN wilayah_wilayah d ON d.id = {desa} JOIN wilayah_wilayah c ON c.id = d.induk_id "
        "JOIN wilayah_wilayah b ON b.id = c.induk_id JOIN wilayah_wilayah w ON w.id IN (d.id, c.id, b.id, b.induk_id)"
    )


KINI = _jalur("COALESCE(a.diteruskan_oleh_id, a.id)")  # `a`: the party's desa
TAK_BERUBAH = "NOT EXISTS (SELECT 1 FROM kerjasama_pihaksaatitu s WHERE s.pihak_id = p.id)"


def harus(syarat="1 = 1"):
    """What Cakupan must hold for the parties `p` that meet `syarat`: present path (1), path of then (2), both (3)."""
    return (
        "SELECT x.kerja_sama_id, x.wilayah_id, k.status, k.jatuh_tempo, k.mutu_data, MAX(x.kini) + MAX(x.dulu) AS masa "
        "FROM (SELECT p.kerja_sama_id, w.id AS wilayah_id, 1 AS kini, 0 AS dulu FROM kerjasama_pihak p "
        f"JOIN wilayah_wilayah a ON a.id = p.desa_id {KINI} WHERE {syarat} "
        "UNION ALL SELECT p.kerja_sama_id, w.id, 0, 2 FROM kerjasama_pihak p "
        f"{_jalur('p.desa_id')} WHERE {syarat} AND {TAK_BERUBAH} "
        "UNION ALL SELECT p.kerja_sama_id, s.wilayah_id, 0, 2 FROM kerjasama_pihak p "
        f"JOIN kerjasama_pihaksaatitu s ON s.pihak_id = p.id WHERE {syarat}) x "
        "JOIN kerjasama_kerjasama k ON k.id = x.kerja_sama_id "
        "GROUP BY x.kerja_sama_id, x.wilayah_id, k.status, k.jatuh_tempo, k.mutu_data"
    )


def _segarkan(kerja_sama):
    """Statements that make Cakupan right for the agreements in `kerja_sama` (a value, or a subquery)."""
    benar = harus(f"p.kerja_sama_id IN ({kerja_sama})")
    return (
        f"DELETE FROM kerjasama_cakupan WHERE kerja_sama_id IN ({kerja_sama}) AND (kerja_sama_id, wilayah_id) NOT IN "
        f"(SELECT kerja_sama_id, wilayah_id FROM ({benar}) h); "
        f"INSERT INTO kerjasama_cakupan ({KOLOM}) {benar} "
        "ON CONFLICT (kerja_sama_id, wilayah_id) DO UPDATE SET masa = excluded.masa;"
    )


SALIN = (
    "UPDATE kerjasama_cakupan SET status = NEW.status, jatuh_tempo = NEW.jatuh_tempo, mutu_data = NEW.mutu_data "
    "WHERE kerja_sama_id = NEW.id;"
)


def _tambah(desa, masa):
    """A new party only adds: cheaper than making the whole agreement right, and registration waits for it. A row that
    says so already is left alone."""
    return (
        f"INSERT INTO kerjasama_cakupan ({KOLOM}) SELECT k.id, w.id, k.status, k.jatuh_tempo, k.mutu_data, {masa} "
        f"FROM wilayah_wilayah a {_jalur(desa)} JOIN kerjasama_kerjasama k ON k.id = NEW.kerja_sama_id "
        "WHERE a.id = NEW.desa_id ON CONFLICT (kerja_sama_id, wilayah_id) DO UPDATE "
        "SET masa = kerjasama_cakupan.masa | excluded.masa WHERE kerjasama_cakupan.masa <> 3;"
    )


# Most regions act for themselves: both paths are one. The second statement finds nothing then.
TAMBAH = _tambah("a.id", "CASE WHEN a.diteruskan_oleh_id IS NULL THEN 3 ELSE 2 END") + " "
TAMBAH += _tambah("a.diteruskan_oleh_id", "1")
BAWAH = (
    "SELECT NEW.id UNION SELECT e.id FROM wilayah_wilayah e WHERE e.induk_id = NEW.id "
    "UNION SELECT f.id FROM wilayah_wilayah e JOIN wilayah_wilayah f ON f.induk_id = e.id WHERE e.induk_id = NEW.id "
    "UNION SELECT g.id FROM wilayah_wilayah e JOIN wilayah_wilayah f ON f.induk_id = e.id "
    "JOIN wilayah_wilayah g ON g.induk_id = f.id WHERE e.induk_id = NEW.id"
)
TERKENA = (
    f"SELECT q.kerja_sama_id FROM kerjasama_pihak q WHERE q.desa_id IN ({BAWAH}) UNION "
    "SELECT q.kerja_sama_id FROM kerjasama_pihak q JOIN wilayah_wilayah t ON t.id = q.desa_id "
    f"WHERE t.diteruskan_oleh_id IN ({BAWAH})"
)


def _milik(pihak):
    return f"SELECT q.kerja_sama_id FROM kerjasama_pihak q WHERE q.id = {pihak}"


DISALIN = ("status", "jatuh_tempo", "mutu_data")
PETA = ("induk_id", "diteruskan_oleh_id")
# name: (event, table, columns whose change matters, body, agreements that PostgreSQL locks first)
PEMICU = {
    "cakupan_salin": (f"UPDATE OF {', '.join(DISALIN)}", "kerjasama_kerjasama", DISALIN, SALIN, ""),
    "cakupan_tambah": ("INSERT", "kerjasama_pihak", (), TAMBAH, "NEW.kerja_sama_id"),
    "cakupan_ubah": (
        "UPDATE OF desa_id, kerja_sama_id",
        "kerjasama_pihak",
        (),
        _segarkan("OLD.kerja_sama_id, NEW.kerja_sama_id"),
        "OLD.kerja_sama_id, NEW.kerja_sama_id",
    ),
    "cakupan_kurang": ("DELETE", "kerjasama_pihak", (), _segarkan("OLD.kerja_sama_id"), "OLD.kerja_sama_id"),
    "cakupan_dulu_tambah": (
        "INSERT",
        "kerjasama_pihaksaatitu",
        (),
        _segarkan(_milik("NEW.pihak_id")),
        _milik("NEW.pihak_id"),
    ),
    "cakupan_dulu_ubah": (
        "UPDATE",
        "kerjasama_pihaksaatitu",
        (),
        _segarkan(f"{_milik('OLD.pihak_id')} UNION {_milik('NEW.pihak_id')}"),
        f"{_milik('OLD.pihak_id')} UNION {_milik('NEW.pihak_id')}",
    ),
    "cakupan_dulu_kurang": (
        "DELETE",
        "kerjasama_pihaksaatitu",
        (),
        _segarkan(_milik("OLD.pihak_id")),
        _milik("OLD.pihak_id"),
    ),
    "cakupan_peta": (f"UPDATE OF {', '.join(PETA)}", "wilayah_wilayah", PETA, _segarkan(TERKENA), TERKENA),
}
# Writers of parties share this lock, a change of the map takes it alone: neither may read a path that the other is
# about to change. The number means nothing; nothing else of the project uses advisory locks.
KUNCI_PETA = 7_110_001

BANYAK_BEDA = 1000  # agreements; beyond them a new start is cheaper

# What Cakupan is, against what it must be; compared both ways.
ADA = f"SELECT {KOLOM} FROM kerjasama_cakupan"


def pasang(connection):
    """Puts the triggers in place; repeating it changes nothing."""
    buat = _pasang_postgresql if connection.vendor == "postgresql" else _pasang_sqlite
    with connection.cursor() as kursor:
        for nama, pemicu in PEMICU.items():
            buat(kursor, nama, *pemicu)


def lepas(connection):
    """Takes them away, so that SQLite can rebuild the tables they name."""
    with connection.cursor() as kursor:
        for nama, (_, tabel, *_) in PEMICU.items():
            di = f" ON {tabel}" if connection.vendor == "postgresql" else ""
            if connection.vendor != "postgresql" or tabel in connection.introspection.table_names(kursor):
                kursor.execute(f"DROP TRIGGER IF EXISTS {nama}{di}")


def ada_tabelnya(connection):
    """Whether the tables that the triggers name are all there; a database may stand at an older migration."""
    return {"kerjasama_cakupan", *(tabel for _, tabel, *_ in PEMICU.values())} <= set(
        connection.introspection.table_names()
    )


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
    for kiri, kanan in ((harus(), ADA), (ADA, harus())):
        with connection.cursor() as kursor:
            kursor.execute(f"SELECT count(*) FROM (SELECT * FROM ({kiri}) q EXCEPT SELECT * FROM ({kanan}) z) y")
            hasil.append(kursor.fetchone()[0])
    return tuple(hasil)


def bangun_ulang(connection):
    """Fills Cakupan anew from the parties, in the caller's transaction."""
    with connection.cursor() as kursor:
        kursor.execute("DELETE FROM kerjasama_cakupan")
        kursor.execute(f"INSERT INTO kerjasama_cakupan ({KOLOM}) {harus()}")


def perbaiki(connection):
    """Makes Cakupan right in the caller's transaction: of the agreements that differ, or anew where they are many."""
    beda = ", ".join(str(kunci) for kunci in _yang_beda(connection))
    if not beda:
        return
    if beda.count(",") >= BANYAK_BEDA:
        bangun_ulang(connection)
        return
    with connection.cursor() as kursor:
        kursor.execute(f"DELETE FROM kerjasama_cakupan WHERE kerja_sama_id IN ({beda})")
        kursor.execute(f"INSERT INTO kerjasama_cakupan ({KOLOM}) {harus(f'p.kerja_sama_id IN ({beda})')}")


def _yang_beda(connection):
    """Ids of agreements with a row too few, too many, or stale."""
    with connection.cursor() as kursor:
        kursor.execute(
            f"SELECT DISTINCT kerja_sama_id FROM (SELECT * FROM ({harus()}) a EXCEPT SELECT * FROM ({ADA}) b "
            f"UNION SELECT * FROM (SELECT * FROM ({ADA}) c EXCEPT SELECT * FROM ({harus()}) d) e) f ORDER BY 1"
        )
        return [baris[0] for baris in kursor.fetchall()]


def sebelum_migrasi(sender, using, **kwargs):
    lepas(connections[using])


def sesudah_migrasi(sender, using, **kwargs):
    koneksi = connections[using]
    if ada_tabelnya(koneksi):
        pasang(koneksi)


def _syarat(kolom, beda):
    return f" WHEN ({' OR '.join(f'OLD.{k} {beda} NEW.{k}' for k in kolom)})" if kolom else ""


def _pasang_sqlite(kursor, nama, peristiwa, tabel, kolom, isi, terkunci):
    """`terkunci` has no use here: SQLite has one writer at a time."""
    kursor.execute(f"DROP TRIGGER IF EXISTS {nama}")
    kursor.execute(
        f"CREATE TRIGGER {nama} AFTER {peristiwa} ON {tabel} FOR EACH ROW{_syarat(kolom, 'IS NOT')} BEGIN {isi} END"
    )


def _pasang_postgresql(kursor, nama, peristiwa, tabel, kolom, isi, terkunci):
    if terkunci:
        # Serialises writers of one agreement: without it, an insert beside a delete in one region loses a row.
        # NO KEY, because a plain FOR UPDATE would deadlock with the check of the foreign key. In one order, because
        # two changes of the map may concern the same agreements.
        peta = "pg_advisory_xact_lock" + ("" if tabel == "wilayah_wilayah" else "_shared")
        isi = (
            f"PERFORM {peta}({KUNCI_PETA}); PERFORM 1 FROM kerjasama_kerjasama WHERE id IN ({terkunci}) "
            f"ORDER BY id FOR NO KEY UPDATE; {isi}"
        )
    kursor.execute(
        f"CREATE OR REPLACE FUNCTION f_{nama}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {isi} RETURN NULL; END $$"
    )
    kursor.execute(f"DROP TRIGGER IF EXISTS {nama} ON {tabel}")
    kursor.execute(
        f"CREATE TRIGGER {nama} AFTER {peristiwa} ON {tabel} FOR EACH ROW{_syarat(kolom, 'IS DISTINCT FROM')} "
        f"EXECUTE FUNCTION f_{nama}()"
    )
