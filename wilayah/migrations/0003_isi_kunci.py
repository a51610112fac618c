import uuid

from django.db import migrations, models

from wilayah.pohon.rules import kunci_cari

BATCH = 2000
TANPA_TUMPANG_TINDIH = """
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE wilayah_riwayatwilayah ADD CONSTRAINT riwayat_wilayah_tak_tumpang_tindih
    EXCLUDE USING gist (wilayah_id WITH =, daterange(berlaku_sejak, berlaku_sampai, '[]') WITH &&);
ALTER TABLE wilayah_riwayatwilayah ADD CONSTRAINT riwayat_kode_tak_tumpang_tindih
    EXCLUDE USING gist (kode WITH =, daterange(berlaku_sejak, berlaku_sampai, '[]') WITH &&);
"""
LEPAS = """
ALTER TABLE wilayah_riwayatwilayah DROP CONSTRAINT riwayat_wilayah_tak_tumpang_tindih;
ALTER TABLE wilayah_riwayatwilayah DROP CONSTRAINT riwayat_kode_tak_tumpang_tindih;
"""


def isi_id_publik(apps, schema_editor):
    """Each row its own: the default of a new column is computed once for all of them."""
    for nama in ("Pengguna", "Penugasan"):
        semua = apps.get_model("wilayah", nama).objects.using(schema_editor.connection.alias)
        baris = list(semua.filter(id_publik__isnull=True))
        for satu in baris:
            satu.id_publik = uuid.uuid4()
        semua.bulk_update(baris, ["id_publik"], batch_size=BATCH)


def isi_kunci_cari(apps, schema_editor):
    semua = apps.get_model("wilayah", "Wilayah").objects.using(schema_editor.connection.alias)
    baris = list(semua.only("pk", "nama", "tingkat"))
    for satu in baris:
        satu.kunci_cari = kunci_cari(satu.nama, satu.tingkat)
    semua.bulk_update(baris, ["kunci_cari"], batch_size=BATCH)


def larang_tumpang_tindih(apps, schema_editor):
    """SQLite has no exclusion constraint: there the service that writes the periods keeps them apart."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(TANPA_TUMPANG_TINDIH)


def izinkan_tumpang_tindih(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(LEPAS)


class Migration(migrations.Migration):
    dependencies = [
        ("wilayah", "0002_orang_dan_perubahan_wilayah"),
    ]

    operations = [
        migrations.RunPython(isi_id_publik, migrations.RunPython.noop),
        migrations.RunPython(isi_kunci_cari, migrations.RunPython.noop),
        migrations.RunPython(larang_tumpang_tindih, izinkan_tumpang_tindih),
        migrations.AlterField(
            model_name="pengguna",
            name="id_publik",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="id publik"),
        ),
        migrations.AlterField(
            model_name="penugasan",
            name="id_publik",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="id publik"),
        ),
    ]
