from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("binwas", "0002_orang_dan_perubahan_wilayah"),
    ]

    operations = [
        migrations.AlterField(
            model_name="surat",
            name="a_n",
            field=models.CharField(blank=True, max_length=160, verbose_name="atas nama"),
        ),
        migrations.AlterField(
            model_name="surat",
            name="jabatan_penanda",
            field=models.CharField(blank=True, max_length=340, verbose_name="jabatan yang dicetak"),
        ),
    ]
