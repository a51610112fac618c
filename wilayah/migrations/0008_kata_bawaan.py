from django.db import migrations, models
from django.db.models import F


def isi_bawaan(apps, schema_editor):
    """Until now every word came with the program."""
    sebutan = apps.get_model("wilayah", "Sebutan").objects.using(schema_editor.connection.alias)
    sebutan.update(bawaan=F("kata"), dasar_bawaan=F("dasar"))


class Migration(migrations.Migration):
    dependencies = [
        ("wilayah", "0007_periode_kode_tertutup"),
    ]

    operations = [
        migrations.AddField(
            model_name="sebutan",
            name="bawaan",
            field=models.CharField(blank=True, max_length=60, verbose_name="kata bawaan"),
        ),
        migrations.AddField(
            model_name="sebutan",
            name="dasar_bawaan",
            field=models.CharField(blank=True, max_length=200, verbose_name="dasar bawaan"),
        ),
        migrations.RunPython(isi_bawaan, migrations.RunPython.noop),
    ]
