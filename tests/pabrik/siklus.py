"""Agreements in the making as rows, at whatever stage a test needs; the services that lead there are tested by name."""

from django.utils import timezone

from kerjasama.enums import Asal, Muatan, Status
from kerjasama.models import Musyawarah, Naskah, Pasal, Persiapan, VersiNaskah
from kerjasama.queries.naskah import isi_kini
from kerjasama.rules.naskah import sidik

from .kerjasama import buat_kerja_sama


def buat_siklus(*, desa, oleh, status=Status.PERSIAPAN, **isian):
    """An agreement made here by the villages `desa`, the first of which takes the initiative."""
    kosong = {"tanggal_ditetapkan": None, "tanggal_mulai": None, "disampaikan_pada": None, "asal": Asal.DISUSUN}
    kerja_sama = buat_kerja_sama(desa=desa, oleh=oleh, status=status, **(kosong | isian))
    kerja_sama.pihak.update(nomor="", tanggal=None, berita_desa="", tanggapan="belum")
    kerja_sama.dokumen.all().delete()
    Persiapan.objects.create(kerja_sama=kerja_sama, jangka_waktu_bulan=60)
    return kerja_sama


def buat_musyawarah(kerja_sama, desa, oleh, *, status="diputuskan", keputusan="menyepakati", **isian):
    return Musyawarah.objects.create(
        kerja_sama=kerja_sama,
        desa=desa,
        oleh=oleh,
        status=status,
        keputusan=keputusan if status == "diputuskan" else "",
        diputuskan_pada=timezone.now() if status == "diputuskan" else None,
        **{
            "jenis": "desa",
            "waktu": timezone.now(),
            "tempat": "Balai desa",
            "agenda": "Kerja sama desa",
            "isi_keputusan": "Menyepakati kerja sama.",
        }
        | isian,
    )


def buat_naskah(kerja_sama, oleh, *, versi=1):
    """A text that settles all eight matters, with `versi` versions."""
    naskah = Naskah.objects.create(kerja_sama=kerja_sama, menimbang=["bahwa perlu bekerja sama"])
    for urut, muatan in enumerate(Muatan, 1):
        Pasal.objects.create(
            naskah=naskah,
            kunci=muatan.value,
            urut=urut,
            bab=muatan.label.upper(),
            isi=f"Ketentuan tentang {muatan.label.lower()}.",
            muatan=muatan,
            diubah_oleh=oleh,
        )
    isi = isi_kini(kerja_sama, naskah)
    for nomor in range(1, versi + 1):
        VersiNaskah.objects.create(naskah=naskah, nomor=nomor, isi=isi, sha256=sidik(isi), oleh=oleh)
    return naskah
