from django.db import migrations

from wilayah.pohon.rules import kunci_cari

BATCH = 2000


def isi_ulang(apps, schema_editor):
    """The key now leaves out «Kabupaten Administrasi» and «Daerah Istimewa» too; some rows had none."""
    wilayah = apps.get_model("wilayah", "Wilayah").objects.using(schema_editor.connection.alias)
    basi = []
    for satu in wilayah.only("pk", "nama", "tingkat", "kunci_cari"):
        kunci = kunci_cari(satu.nama, satu.tingkat)
        if satu.kunci_cari != kunci:
            satu.kunci_cari = kunci
            basi.append(satu)
    wilayah.bulk_update(basi, ["kunci_cari"], batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [
        ("wilayah", "0008_kata_bawaan"),
    ]

    operations = [
        migrations.RunPython(isi_ulang, migrations.RunPython.noop),
    ]
