from django.db import migrations
from django.db.models import F


def isi(apps, schema_editor):
    """An agreement that was registered before lies before the bupati since then."""
    kerja_sama = apps.get_model("kerjasama", "KerjaSama").objects.using(schema_editor.connection.alias)
    kerja_sama.update(disampaikan_pada=F("didaftarkan_pada"))


class Migration(migrations.Migration):
    dependencies = [("kerjasama", "0004_siklus")]

    operations = [migrations.RunPython(isi, migrations.RunPython.noop, elidable=True)]
