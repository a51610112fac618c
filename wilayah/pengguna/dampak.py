"""People whom a change of the map touches: who holds an office in a region that moves or ends."""

from django.db.models import Count

from wilayah.pohon.dampak import Dampak, Hitungan, daftarkan_dampak, sidik_kunci

from .models import Penugasan


def pasang():
    daftarkan_dampak(Dampak("pengguna", hitung, urut=30))


def hitung(rencana):
    tugas = Penugasan.objects.berlaku().filter(wilayah__in=rencana.wilayah_tersentuh())
    orang = tugas.aggregate(n=Count("pengguna", distinct=True))["n"]
    akibat = "Tetap dapat membaca; wilayah yang tidak aktif tidak menerima penugasan baru." if rencana.berakhir else ""
    kunci = sorted(tugas.values_list("pk", flat=True))
    return [Hitungan("Penugasan", len(kunci), [f"{orang} orang"] if orang else [], akibat, sidik_kunci(kunci))]
