from django.db import migrations
from django.db.models import F, OuterRef, Subquery

from kerjasama.rules.pihak_ketiga import kunci_nama

POTONGAN = 500


def isi(apps, schema_editor):
    """Entries from before the registry: how their names compare, and the village that wrote them down."""
    ketiga = apps.get_model("kerjasama", "PihakKetiga").objects.using(schema_editor.connection.alias)
    pihak = apps.get_model("kerjasama", "Pihak").objects.filter(pihak_ketiga=OuterRef("pk")).order_by("pk")
    pertama = pihak.annotate(desa_pendaftar=F("kerja_sama__desa_pendaftar")).values("desa_pendaftar")[:1]
    ketiga.filter(pencatat__isnull=True).update(pencatat=Subquery(pertama))
    baris = ketiga.filter(kunci_nama="").only("pk", "nama").order_by("pk").iterator(chunk_size=POTONGAN)
    kumpulan = []
    for satu in baris:
        satu.kunci_nama = kunci_nama(satu.nama)
        kumpulan.append(satu)
    ketiga.bulk_update(kumpulan, ["kunci_nama"], batch_size=POTONGAN)


class Migration(migrations.Migration):
    dependencies = [("kerjasama", "0007_pihak_ketiga_dan_impor")]

    operations = [migrations.RunPython(isi, migrations.RunPython.noop, elidable=True)]
