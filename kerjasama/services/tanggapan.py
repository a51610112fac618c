"""What a party says of a registration that another made."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kerjasama.enums import Status, Tanggapan
from kerjasama.models import KerjaSama
from kerjasama.queries.kerja_sama import kantor_penangani, kecamatan_penangani, pihak_penanggap
from kerjasama.rules.isian import bersihkan
from kerjasama.rules.pendaftaran import galat_nomor_sendiri
from wilayah.cakupan.roles import PERAN_KECAMATAN, PERAN_PEMERINTAH_DESA
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.jejak.services import catat
from wilayah.pemberitahuan.services import beri_tahu
from wilayah.pengguna.queries import pemegang

BIDANG = ("tanggapan", "alasan", "nomor", "tanggal", "berita_desa")


@transaction.atomic
def tanggapi_pendaftaran(*, pihak, tanggapan, oleh, alasan="", nomor="", tanggal=None, berita_desa=""):
    """Records that a party calls the registration right, or objects; fills its own number where it was unknown.

    An objection holds nothing up. Open at any time; saying the same again changes nothing and leaves no row.
    """
    kerja_sama, pihak = _terkunci(pihak, oleh)
    if kerja_sama.status == Status.DITARIK:
        raise TindakanTertutup("Pendaftaran kerja sama ini sudah ditarik.")
    lama = {b: getattr(pihak, b) for b in BIDANG}
    nomor = bersihkan({"nomor": nomor, "tanggal": tanggal, "berita_desa": berita_desa})
    _tolak_yang_salah(tanggapan, alasan, nomor, pihak.desa.hari_ini())
    _terapkan(pihak, tanggapan, bersihkan(alasan), nomor)
    ubah = [b for b in BIDANG if getattr(pihak, b) != lama[b]]
    if not ubah:
        return pihak
    pihak.ditanggapi_oleh, pihak.ditanggapi_pada = oleh, timezone.now()
    pihak.save(update_fields=[*BIDANG, "ditanggapi_oleh", "ditanggapi_pada"])
    # Whoever is correcting the data at this moment must see the new number before saving over it.
    kerja_sama.versi += 1
    kerja_sama.save(update_fields=["versi"])
    _kabarkan(kerja_sama, pihak, oleh)
    # The reason of an objection is for the parties, the kecamatan and the kabupaten; tiers above read this row too.
    terbuka = [b for b in ubah if b != "alasan"]
    catat(
        peristiwa="pihak.ditanggapi",
        objek=pihak,
        pokok=kerja_sama,
        oleh=oleh,
        wilayah=pihak.desa,
        izin="wilayah.tanggapi_pendaftaran",
        keterangan=f"{pihak.nama_saat_itu}: {pihak.get_tanggapan_display().lower()}",
        sebelum={b: lama[b] for b in terbuka},
        sesudah={b: getattr(pihak, b) for b in terbuka},
    )
    return pihak


def _terkunci(pihak, oleh):
    kerja_sama = (
        KerjaSama.objects.dalam_cakupan(oleh, "wilayah.lihat_kerja_sama")
        .select_for_update(of=("self",))
        .select_related("desa_pendaftar")
        .get(pk=pihak.kerja_sama_id)
    )
    sendiri = pihak_penanggap(oleh, kerja_sama).select_for_update(of=("self",))
    return kerja_sama, sendiri.select_related("desa__induk__induk__induk").get(pk=pihak.pk)


def _tolak_yang_salah(tanggapan, alasan, nomor, hari_ini):
    galat = galat_nomor_sendiri(nomor, hari_ini=hari_ini)
    if tanggapan not in (Tanggapan.BENAR, Tanggapan.KEBERATAN):
        galat["tanggapan"] = "Pilih benar atau keberatan."
    if tanggapan == Tanggapan.KEBERATAN and not alasan.strip():
        galat["alasan"] = "Tulis apa yang keliru, supaya kecamatan dan kabupaten dapat memeriksanya."
    if galat:
        raise ValidationError(galat)


def _terapkan(pihak, tanggapan, alasan, nomor):
    """A number that is known stays as it is: a wrong one is corrected with the agreement's other data."""
    pihak.tanggapan = tanggapan
    pihak.alasan = alasan if tanggapan == Tanggapan.KEBERATAN else ""
    for bidang, nilai in nomor.items():
        if nilai and not getattr(pihak, bidang):
            setattr(pihak, bidang, nilai)


def _kabarkan(kerja_sama, pihak, oleh):
    penerima = pemegang(
        wilayah_ids=[kerja_sama.desa_pendaftar_id],
        peran=PERAN_PEMERINTAH_DESA,
    )
    if kerja_sama.didaftarkan_oleh.has_perm("wilayah.lihat_kerja_sama", kerja_sama):
        penerima.append(kerja_sama.didaftarkan_oleh)
    keberatan = pihak.tanggapan == Tanggapan.KEBERATAN
    if keberatan:
        penerima += _kantor_penangan(kerja_sama)
    beri_tahu(
        penerima=penerima,
        kecuali=oleh,
        judul=f"{pihak.desa.nama_lengkap} {'keberatan' if keberatan else 'membenarkan'}: {kerja_sama.judul}",
        isi=pihak.alasan,
        tautan=reverse("kerja_sama_rinci", args=[kerja_sama.id_publik]),
        penting=keberatan,
    )


def _kantor_penangan(kerja_sama):
    return pemegang(
        wilayah_ids=[kecamatan_penangani(kerja_sama).pk, kantor_penangani(kerja_sama).pk],
        peran=[*PERAN_KECAMATAN, "petugas_kabupaten"],
    )
