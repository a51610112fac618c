"""What people say of an article, and that it is settled."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kerjasama.models import KomentarPasal, Pasal
from kerjasama.queries.kerja_sama import LIHAT
from kerjasama.queries.naskah import KOMENTARI, STATUS_KOMENTAR, SUSUN, boleh_mengomentari, pasal_naskah
from kerjasama.queries.siklus import mewakili_pihak, naskah_dari, pihak_desa
from kerjasama.rules.isian import bersihkan
from wilayah.cakupan.queries import meliputi, semua_simpul
from wilayah.cakupan.roles import PERAN_PEMERINTAH_DESA
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.jejak.permintaan import topi_dipakai
from wilayah.jejak.services import catat, kunci_kirim, selesaikan_kiriman
from wilayah.pemberitahuan.services import beri_tahu
from wilayah.pengguna.models import Penugasan
from wilayah.pengguna.queries import pemegang
from wilayah.pohon.enums import Tingkat

from .kunci import kunci_kerja_sama

MAKS_KOMENTAR = 2000


@transaction.atomic
def komentari(*, kerja_sama, pasal, isi, oleh, kunci=""):
    """A comment on the article with the kunci `pasal`; the parties and those who spoke there are told."""
    kerja_sama = _terkunci(kerja_sama, oleh)
    if not boleh_mengomentari(oleh, kerja_sama):
        raise PermissionDenied(KOMENTARI)
    kiriman = kunci_kirim(oleh, kunci, f"komentari {kerja_sama.pk} {pasal}") if kunci else None
    if kiriman and kiriman.hasil:
        return KomentarPasal.objects.milik(kerja_sama).get(id_publik=kiriman.hasil)
    _tolak_yang_salah(isi)
    sasaran = _pasal(kerja_sama, pasal)
    tugas = _tugas(oleh, kerja_sama)
    komentar = KomentarPasal.objects.create(
        kerja_sama=kerja_sama, pasal=sasaran.kunci, isi=bersihkan(isi), oleh=oleh, sebagai=_sebagai(tugas)
    )
    if kiriman:
        selesaikan_kiriman(kiriman, komentar.id_publik)
    _kabarkan(kerja_sama, komentar, sasaran, oleh)
    _catat(kerja_sama, "naskah.dikomentari", komentar, oleh, tugas, _nama(sasaran))
    return komentar


@transaction.atomic
def tuntaskan(*, komentar, oleh):
    """Calls a comment settled: whoever wrote it, or those who write the text. Settled twice is settled once."""
    kerja_sama = _terkunci(komentar.kerja_sama, oleh)
    kini = KomentarPasal.objects.milik(kerja_sama).select_related("oleh").get(pk=komentar.pk)
    if kini.oleh_id != oleh.pk and not mewakili_pihak(oleh, kerja_sama, SUSUN):
        raise PermissionDenied(SUSUN)
    if kini.tuntas_pada is not None:
        return kini
    kini.tuntas_oleh, kini.tuntas_pada = oleh, timezone.now()
    kini.save(update_fields=["tuntas_oleh", "tuntas_pada"])
    if kini.oleh_id != oleh.pk and kini.oleh.has_perm(LIHAT, kerja_sama):
        beri_tahu(
            penerima=[kini.oleh],
            judul=f"Komentar Anda dituntaskan: {kerja_sama.judul}",
            isi=kini.isi[:200],
            tautan=_tautan(kerja_sama, kini.pasal),
        )
    _catat(kerja_sama, "naskah.komentar_dituntaskan", kini, oleh, _tugas(oleh, kerja_sama), "")
    return kini


def _terkunci(kerja_sama, oleh):
    kini = kunci_kerja_sama(kerja_sama, oleh)
    if kini.status not in STATUS_KOMENTAR:
        raise TindakanTertutup("Naskah ini tidak dikomentari lagi.")
    return kini


def _pasal(kerja_sama, kunci):
    naskah = naskah_dari(kerja_sama)
    pasal = Pasal.objects.milik(naskah).filter(kunci=kunci).first() if naskah else None
    if pasal is None:
        raise ValidationError({"isi": "Pasal ini sudah dihapus. Beri komentar pada pasal lain."})
    return pasal


def _tolak_yang_salah(isi):
    if not bersihkan(isi):
        raise ValidationError({"isi": "Tulis komentar Anda."})
    if len(isi) > MAKS_KOMENTAR:
        raise ValidationError({"isi": f"Komentar paling panjang {MAKS_KOMENTAR:,} huruf.".replace(",", ".")})


def _tugas(oleh, kerja_sama):
    """The hat that lets the person comment here: the one worn if it does."""
    kode = [p.desa.kode for p in pihak_desa(kerja_sama).select_related("desa")]
    simpul = semua_simpul(oleh)
    calon = [
        s.penugasan
        for izin in ("komentari_naskah", "susun_kerja_sama", "lihat_kerja_sama")
        for s in simpul.get(izin, [])
        if any(meliputi(s, k) for k in kode)
    ]
    dipakai = topi_dipakai.get()
    pilih = dipakai if dipakai in calon else next(iter(calon), None)
    return Penugasan.objects.select_related("wilayah__induk__induk__induk").filter(pk=pilih).first()


def _sebagai(tugas):
    return f"{tugas.jabatan}, {tugas.wilayah.nama_lengkap}"[:160] if tugas else ""


def _nama(pasal):
    urutan = list(pasal_naskah(pasal.naskah).values_list("pk", flat=True))
    return f"Pasal {urutan.index(pasal.pk) + 1}"


def _tautan(kerja_sama, pasal):
    return f"{reverse('naskah', args=[kerja_sama.id_publik])}?pasal={pasal}"


def _kabarkan(kerja_sama, komentar, pasal, oleh):
    desa = [p.desa_id for p in pihak_desa(kerja_sama)]
    orang = pemegang(wilayah_ids=desa, peran=PERAN_PEMERINTAH_DESA)
    terdahulu = KomentarPasal.objects.milik(kerja_sama).filter(pasal=pasal.kunci).select_related("oleh")
    pembicara = {k.oleh_id: k.oleh for k in terdahulu}.values()
    orang += [p for p in pembicara if p.has_perm(LIHAT, kerja_sama)]
    beri_tahu(
        penerima=orang,
        kecuali=oleh,
        judul=f"Komentar {_nama(pasal)}: {kerja_sama.judul}",
        isi=f"{komentar.sebagai or oleh.nama}: {komentar.isi}"[:500],
        tautan=_tautan(kerja_sama, pasal.kunci),
    )


def _catat(kerja_sama, peristiwa, komentar, oleh, tugas, keterangan):
    """An officer above the villages acts at the agreement's own desa."""
    desa = tugas is not None and tugas.wilayah.tingkat == Tingkat.DESA
    catat(
        peristiwa=peristiwa,
        objek=komentar,
        pokok=kerja_sama,
        oleh=oleh,
        wilayah=tugas.wilayah if desa else kerja_sama.desa_pendaftar,
        izin=KOMENTARI,
        keterangan=keterangan,
    )
