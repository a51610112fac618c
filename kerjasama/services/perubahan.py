"""What a change of the map means for agreements: who read them goes on reading, and what the law leaves open becomes a
task of the kabupaten (UU 6/2014 Ps 7–12; which desa carries the agreement on is for its parties to decide)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from kerjasama.enums import Status
from kerjasama.models import DrafPendaftaran, KerjaSama, Pihak, PihakSaatItu, TugasPerubahan
from kerjasama.queries.kerja_sama import kantor_penangani
from wilayah.jejak.services import catat
from wilayah.pemberitahuan.services import beri_tahu
from wilayah.pengguna.queries import pemegang
from wilayah.pohon.dampak import CONTOH_TERBANYAK, Dampak, Hitungan, daftarkan_dampak, di_bawah_semua, sidik_kunci
from wilayah.pohon.enums import JenisPerubahan, Tingkat

PETA = "a change of the map touches every agreement of the regions it moves, whoever makes it"
IZIN = "wilayah.telaah_kerja_sama"
SELESAI = (Status.DITARIK, Status.BERAKHIR, Status.DIBATALKAN)
JALUR = ("", "__induk", "__induk__induk", "__induk__induk__induk")
AKIBAT = {
    JenisPerubahan.MEKAR: "Tetap pada wilayah induk, atau mengikuti bagian yang pindah.",
    JenisPerubahan.GABUNG: "Dilanjutkan wilayah hasil penggabungan; kantor lama tetap dapat membaca.",
    JenisPerubahan.UBAH_STATUS: "Ditandai «pihak berubah status»; kabupaten memutuskan adendum atau pengakhiran.",
    JenisPerubahan.HAPUS: "Tetap tercatat; penerusnya, bila ada, dapat bertindak.",
    JenisPerubahan.PINDAH_INDUK: "Mengikuti kantor yang baru; kantor lama tetap dapat membaca.",
}
_sesudah_putus = []


def pasang():
    daftarkan_dampak(Dampak("kerja_sama", hitung, siapkan, beri_tugas, urut=10))


def daftarkan_keputusan(fungsi):
    """`fungsi(tugas, oleh)` is called when a task has been decided, in the same transaction."""
    if fungsi not in _sesudah_putus:
        _sesudah_putus.append(fungsi)


def kerja_sama_di(wilayah):
    """Agreements with a party in these regions (a queryset), or in one for which such a region acts."""
    semua = KerjaSama.objects.tanpa_batas(alasan=PETA)
    lewat = Q(pihak__desa__in=wilayah) | Q(pihak__desa__diteruskan_oleh__in=wilayah)
    return semua.filter(pk__in=semua.filter(lewat).order_by().values("pk"))


def hitung(rencana):
    wilayah = rencana.wilayah_tersentuh()
    terkena = kerja_sama_di(wilayah).exclude(status__in=SELESAI).order_by("kode_ucap")
    kunci = list(terkena.values_list("pk", flat=True))
    contoh = [f"{k.kode_ucap}, didaftarkan {k.desa_pendaftar.nama_lengkap}" for k in _contoh(terkena)]
    draf = DrafPendaftaran.objects.tanpa_batas(alasan=PETA).filter(desa__in=wilayah, kerja_sama__isnull=True)
    kunci_draf = list(draf.order_by("pk").values_list("pk", flat=True))
    return [
        Hitungan("Kerja sama", len(kunci), contoh, AKIBAT.get(rencana.jenis, ""), sidik_kunci(kunci)),
        Hitungan("Draf pendaftaran", len(kunci_draf), [], _akibat_draf(rencana), sidik_kunci(kunci_draf)),
    ]


def _contoh(terkena):
    return terkena.select_related("desa_pendaftar__induk__induk__induk")[:CONTOH_TERBANYAK]


def _akibat_draf(rencana):
    return "Desa yang tidak aktif tidak dapat lagi didaftarkan sebagai pihak." if rencana.berakhir else ""


def siapkan(rencana):
    """The agreements that get a task are locked before anything is written, then the paths of the parties kept."""
    if _meninggalkan_tugas(rencana):
        list(_bertugas(rencana).select_for_update(of=("self",)).values_list("pk", flat=True))
    bekukan_jalur(rencana)


def _meninggalkan_tugas(rencana):
    """A desa that splits or changes its status leaves a question about each of its agreements."""
    return (
        rencana.jenis in (JenisPerubahan.MEKAR, JenisPerubahan.UBAH_STATUS) and rencana.asal[0].tingkat == Tingkat.DESA
    )


def _bertugas(rencana):
    return kerja_sama_di(di_bawah_semua(rencana.asal)).exclude(status__in=SELESAI).order_by("pk")


def bekukan_jalur(rencana):
    """The regions above each party whose path is about to change. Those who read the agreement by them still do."""
    if not rencana.beralih:
        return
    wilayah = di_bawah_semua(rencana.beralih)
    pihak = Pihak.objects.milik(kerja_sama_di(wilayah)).filter(
        Q(desa__in=wilayah) | Q(desa__diteruskan_oleh__in=wilayah)
    )
    kolom = [f"{awal}{jalur}" for awal in ("desa", "desa__diteruskan_oleh") for jalur in JALUR]
    baris = {
        (kunci, satu)
        for kunci, *jalur in pihak.order_by("pk").values_list("pk", *(f"{k}__pk" for k in kolom))
        for satu in jalur
        if satu is not None
    }
    PihakSaatItu.objects.bulk_create(
        [PihakSaatItu(pihak_id=p, wilayah_id=w) for p, w in sorted(baris)], ignore_conflicts=True, batch_size=500
    )


def beri_tugas(rencana, perubahan, oleh):
    if not _meninggalkan_tugas(rencana):
        return
    for kerja_sama in _bertugas(rencana).select_related("desa_pendaftar__induk__induk__induk"):
        _tugaskan(kerja_sama, perubahan, _perihal(rencana), oleh)


def _perihal(rencana):
    (asal,) = rencana.asal
    baru = ", ".join(f"{b.nama} ({b.kode})" for b in rencana.baru)
    if rencana.jenis == JenisPerubahan.MEKAR:
        return f"{asal.nama_lengkap} dimekarkan menjadi {baru}: apakah adendum menunjuk desa baru?"[:300]
    return f"Pihak berubah status: {asal.nama_lengkap} menjadi {baru}. Adendum atau pengakhiran?"[:300]


def _tugaskan(kerja_sama, perubahan, perihal, oleh):
    TugasPerubahan.objects.create(kerja_sama=kerja_sama, perubahan=perubahan, perihal=perihal)
    beri_tahu(
        penerima=pemegang(wilayah_ids=[kantor_penangani(kerja_sama).pk], peran=["petugas_kabupaten"]),
        judul=f"Perlu diputuskan: {kerja_sama.judul}",
        isi=perihal,
        tautan=reverse("kerja_sama_rinci", args=[kerja_sama.id_publik]),
        penting=True,
    )
    catat(
        peristiwa="kerja_sama.pihak_berubah",
        objek=kerja_sama,
        oleh=oleh,
        wilayah=kerja_sama.desa_pendaftar,
        izin="wilayah.kelola_wilayah" if oleh else "",
        keterangan=perihal,
    )


@transaction.atomic
def putuskan_tugas(*, tugas, keputusan, oleh):
    """What the kabupaten decides about the agreement after a change of the map. Deciding again is refused: a further
    act (an addendum, an end) is one of its own."""
    keputusan = keputusan.strip()
    if not keputusan:
        raise ValidationError({"keputusan": "Tulis apa yang diputuskan."})
    if len(keputusan) > 300:
        raise ValidationError({"keputusan": "Ringkas menjadi paling banyak 300 huruf."})
    # The agreement too: what follows asks what is left to decide about it, and two decisions must see each other.
    semua = TugasPerubahan.objects.dalam_cakupan(oleh, IZIN).select_for_update(of=("self", "kerja_sama"))
    tugas = semua.select_related("kerja_sama__desa_pendaftar__induk__induk").get(pk=tugas.pk)
    if tugas.diputus_pada:
        raise ValidationError("Hal ini sudah diputuskan. Muat ulang halamannya.")
    tugas.keputusan, tugas.diputus_oleh, tugas.diputus_pada = keputusan, oleh, timezone.now()
    tugas.save(update_fields=["keputusan", "diputus_oleh", "diputus_pada"])
    for fungsi in _sesudah_putus:
        fungsi(tugas, oleh)
    catat(
        peristiwa="kerja_sama.perubahan_diputuskan",
        objek=tugas,
        pokok=tugas.kerja_sama,
        oleh=oleh,
        wilayah=tugas.kerja_sama.desa_pendaftar,
        izin=IZIN,
        keterangan=keputusan,
    )
    return tugas
