from django.db import migrations

# Two open periods of one code are barred by a unique index, an open one over an ended one by the service that opens it:
# an exclusion constraint over every row made loading the nation take half as long again.
GANTI = """
ALTER TABLE wilayah_riwayatwilayah DROP CONSTRAINT riwayat_kode_tak_tumpang_tindih;
ALTER TABLE wilayah_riwayatwilayah ADD CONSTRAINT riwayat_kode_tak_tumpang_tindih
    EXCLUDE USING gist (kode WITH =, daterange(berlaku_sejak, berlaku_sampai, '[]') WITH &&)
"""
HANYA_BERAKHIR = " WHERE (berlaku_sampai IS NOT NULL)"


def ganti(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(GANTI + HANYA_BERAKHIR)


def kembali(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(GANTI)


class Migration(migrations.Migration):
    dependencies = [
        ("wilayah", "0006_sesi_pengguna"),
    ]

    operations = [
        migrations.RunPython(ganti, kembali),
    ]
