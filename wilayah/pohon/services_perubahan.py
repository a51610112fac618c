"""Changes of the map by law, one service per act. A new code, name or parent keeps the region; a split leaves the
mother and adds daughters; a merger and a change of status end a region and name who acts for it (UU 6/2014 Ps 7–14).

`oleh` is None for a command, which answers for itself. `sidik` is the fingerprint of the preview that was shown: what
has changed since is not done unseen.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from wilayah.jejak.services import catat

from . import dampak
from .enums import JenisPerubahan
from .models import PerubahanWilayah, Wilayah
from .queries_perubahan import susun, wilayah_hilang
from .services_riwayat import (
    Keadaan,
    kunci_pohon,
    nonaktifkan,
    nonaktifkan_banyak,
    tambah_wilayah,
    tetapkan_banyak,
)

IZIN = "wilayah.kelola_wilayah"


def ganti_kode(*, wilayah, kode, oleh, sidik="", **ketetapan):
    return tetapkan_perubahan(
        jenis=JenisPerubahan.GANTI_KODE, isian={"wilayah": wilayah, "kode": kode}, oleh=oleh, sidik=sidik, **ketetapan
    )


def ganti_nama(*, wilayah, nama, oleh, sidik="", **ketetapan):
    return tetapkan_perubahan(
        jenis=JenisPerubahan.GANTI_NAMA, isian={"wilayah": wilayah, "nama": nama}, oleh=oleh, sidik=sidik, **ketetapan
    )


def pindah_induk(*, wilayah, kode, oleh, sidik="", **ketetapan):
    """The new parent is the one whose code the new code begins with."""
    return tetapkan_perubahan(
        jenis=JenisPerubahan.PINDAH_INDUK, isian={"wilayah": wilayah, "kode": kode}, oleh=oleh, sidik=sidik, **ketetapan
    )


def mekar(*, wilayah, baru, oleh, pindah=(), sidik="", **ketetapan):
    """`baru`: (code, name) of each daughter; `pindah`: (region, new code) of what goes over to them."""
    isian = {"wilayah": wilayah, "baru": baru, "pindah": pindah}
    return tetapkan_perubahan(jenis=JenisPerubahan.MEKAR, isian=isian, oleh=oleh, sidik=sidik, **ketetapan)


def gabung(*, asal, kode, oleh, nama="", pindah=(), sidik="", **ketetapan):
    """Into the region that bears `kode`, or into a new one with `nama`."""
    isian = {"asal": asal, "kode": kode, "nama": nama, "pindah": pindah}
    return tetapkan_perubahan(jenis=JenisPerubahan.GABUNG, isian=isian, oleh=oleh, sidik=sidik, **ketetapan)


def ubah_status(*, wilayah, kode, oleh, nama="", sidik="", **ketetapan):
    isian = {"wilayah": wilayah, "kode": kode, "nama": nama}
    return tetapkan_perubahan(jenis=JenisPerubahan.UBAH_STATUS, isian=isian, oleh=oleh, sidik=sidik, **ketetapan)


def hapus(*, wilayah, oleh, penerus=None, sidik="", **ketetapan):
    isian = {"wilayah": wilayah, "penerus": penerus}
    return tetapkan_perubahan(jenis=JenisPerubahan.HAPUS, isian=isian, oleh=oleh, sidik=sidik, **ketetapan)


@transaction.atomic
def tetapkan_perubahan(*, jenis, isian, oleh, sidik="", **ketetapan):
    """What all acts have in common: the tree locked, the plan made anew, the rooms above asked before and after."""
    pusat = kunci_pohon()
    if oleh is not None and not oleh.has_perm(IZIN, pusat):
        raise PermissionDenied(IZIN)
    rencana = susun(jenis, **isian, **ketetapan)
    hitungan = dampak.hitung(rencana)
    if sidik and sidik != dampak.sidik(rencana, hitungan):
        raise ValidationError(
            "Yang terkena perubahan ini sudah tidak sama dengan yang Anda lihat. Periksa lagi akibatnya.", code="basi"
        )
    rincian = _rincian(rencana, hitungan)
    dampak.sebelum(rencana)
    hasil = _LAKUKAN[rencana.jenis](rencana)
    perubahan = _simpan(rencana, hasil, rincian, oleh)
    for satu in dampak.terdaftar():
        satu.sesudah(rencana, perubahan, oleh)
    _catat(perubahan, pusat, oleh)
    return perubahan


def _edisi(rencana):
    return {"tanggal": rencana.tanggal, "dasar_hukum": rencana.dasar_hukum, "edisi": f"perubahan {rencana.tanggal}"}


def _pindahkan(rencana):
    keadaan = [Keadaan(w, kode, w.nama, w.jenis) for w, kode in rencana.pindah]
    tetapkan_banyak(keadaan=keadaan, **_edisi(rencana))
    return [w for w, _ in rencana.pindah]


def _namai(rencana):
    (satu,) = rencana.asal
    tetapkan_banyak(keadaan=[Keadaan(satu, satu.kode, rencana.nama, satu.jenis)], **_edisi(rencana))
    return [satu]


def _mekarkan(rencana):
    baru = tambah_wilayah(baris=rencana.baru, **_edisi(rencana))
    _pindahkan(rencana)
    return [*rencana.asal, *baru]


def _satukan(rencana):
    kunci = [w.pk for w in rencana.asal]
    diwakili = [*kunci, *Wilayah.objects.filter(diteruskan_oleh__in=kunci).values_list("pk", flat=True)]
    if not rencana.pindah:  # first of all, since the new one may bear the code of one of them
        nonaktifkan_banyak(kunci=kunci, tanggal=rencana.tanggal)
    penerus = rencana.penerus or tambah_wilayah(baris=rencana.baru, **_edisi(rencana))[0]
    if rencana.pindah:
        _pindahkan(rencana)
        nonaktifkan_banyak(kunci=kunci, tanggal=rencana.tanggal)
    Wilayah.objects.filter(pk__in=diwakili).update(diteruskan_oleh=penerus)
    return [penerus]


def _ganti_subjek(rencana):
    (lama,) = rencana.asal
    baru = tambah_wilayah(baris=rencana.baru, **_edisi(rencana))[0]
    nonaktifkan(wilayah=lama, tanggal=rencana.tanggal, diteruskan_oleh=baru)
    return [baru]


def _akhiri(rencana):
    (satu,) = rencana.asal
    nonaktifkan(wilayah=satu, tanggal=rencana.tanggal, diteruskan_oleh=rencana.penerus)
    return [rencana.penerus] if rencana.penerus else []


_LAKUKAN = {
    JenisPerubahan.GANTI_KODE: _pindahkan,
    JenisPerubahan.GANTI_NAMA: _namai,
    JenisPerubahan.PINDAH_INDUK: _pindahkan,
    JenisPerubahan.MEKAR: _mekarkan,
    JenisPerubahan.GABUNG: _satukan,
    JenisPerubahan.UBAH_STATUS: _ganti_subjek,
    JenisPerubahan.HAPUS: _akhiri,
}


def _rincian(rencana, hitungan):
    """In codes and figures, before anything moves; agreements and people are named nowhere in it."""
    kode_lama = [w.kode for w in rencana.asal]
    baru = [b.kode for b in rencana.baru] or ([rencana.penerus.kode] if rencana.penerus else [])
    if rencana.jenis in (JenisPerubahan.GANTI_KODE, JenisPerubahan.PINDAH_INDUK):
        baru = [kode for _, kode in rencana.pindah]
    provinsi = {w.kode_leluhur(1) for w in rencana.asal} | {kode[:2] for kode in baru}
    return {
        "kode_lama": "+".join(kode_lama),
        "kode_baru": "+".join(baru) or "+".join(kode_lama),
        "nama_lama": [w.nama for w in rencana.asal],
        "nama_baru": [rencana.nama] if rencana.nama else [b.nama for b in rencana.baru],
        "pindah": [[w.kode, kode, w.nama] for w, kode in rencana.pindah],
        "provinsi": "".join(f"|{kode}" for kode in sorted(provinsi)) + "|",
        "dampak": [[h.label, h.jumlah] for h in hitungan],
    }


def _simpan(rencana, hasil, rincian, oleh):
    perubahan = PerubahanWilayah.objects.create(
        jenis=rencana.jenis,
        tanggal=rencana.tanggal,
        dasar_hukum=rencana.dasar_hukum,
        keterangan=rencana.keterangan,
        rincian=rincian,
        oleh=oleh,
    )
    perubahan.asal.set(rencana.asal)
    perubahan.hasil.set(hasil)
    return perubahan


def _catat(perubahan, pusat, oleh):
    rincian = perubahan.rincian
    catat(
        peristiwa="wilayah.diubah",
        objek=perubahan,
        oleh=oleh,
        wilayah=pusat,
        izin=IZIN if oleh else "",
        izin_baca="wilayah.lihat_jejak",
        keterangan=f"{perubahan.get_jenis_display()}. {perubahan.dasar_hukum}"[:300],
        sebelum={"kode": rincian["kode_lama"], "nama": rincian["nama_lama"]},
        sesudah={"kode": rincian["kode_baru"], "nama": rincian["nama_baru"], "tanggal": perubahan.tanggal},
    )


@transaction.atomic
def selesaikan_hilang(*, wilayah, keputusan, dasar_hukum, oleh, penerus=None):
    """What became of a region that an edition no longer listed: «sama» (it is `penerus`, whose code it takes, under
    the identity of old), «gabung» (`penerus` acts for it), «tetap» (it has ended)."""
    pusat = kunci_pohon()
    if oleh is not None and not oleh.has_perm(IZIN, pusat):
        raise PermissionDenied(IZIN)
    lama = wilayah_hilang().filter(pk=wilayah.pk).first()
    if lama is None:
        raise ValidationError("Wilayah ini sudah diputuskan.")
    if keputusan != "tetap":
        penerus = _penerus(lama, penerus)
    rencana = dampak.Rencana(
        _JENIS_KEPUTUSAN[keputusan],
        lama.nonaktif_sejak,
        dasar_hukum,
        asal=(lama,),
        penerus=penerus if keputusan == "gabung" else None,
        pindah=((lama, penerus.kode),) if keputusan == "sama" else (),
    )
    rincian = _rincian(rencana, dampak.hitung(rencana))
    dampak.sebelum(rencana)
    hasil = []
    if keputusan == "gabung":
        Wilayah.objects.filter(pk=lama.pk).update(diteruskan_oleh=penerus)
        hasil = [penerus]
    elif keputusan == "sama":
        hasil = [_kembalikan_identitas(lama, penerus, rencana)]
    perubahan = _simpan(rencana, hasil, rincian, oleh)
    _catat(perubahan, pusat, oleh)
    return perubahan


_JENIS_KEPUTUSAN = {
    "sama": JenisPerubahan.GANTI_KODE,
    "gabung": JenisPerubahan.GABUNG,
    "tetap": JenisPerubahan.HAPUS,
}


def _penerus(lama, penerus):
    kini = penerus and Wilayah.objects.filter(pk=penerus.pk, aktif=True, tingkat=lama.tingkat).first()
    if kini is None:
        raise ValidationError({"penerus": "Pilih wilayah aktif yang setingkat."})
    return kini


def _kembalikan_identitas(lama, kembar, rencana):
    """The row that the edition made gives its code, name and place to the row of old; it must still be empty."""
    sejak = kembar.riwayat.order_by("berlaku_sejak").values_list("berlaku_sejak", flat=True).first()
    if sejak is None or sejak < lama.nonaktif_sejak:
        raise ValidationError({"penerus": f"{kembar.nama_lengkap} sudah ada sebelum {lama.nama_lengkap} berakhir."})
    kosong = dampak.Rencana(JenisPerubahan.GANTI_KODE, sejak, rencana.dasar_hukum, asal=(kembar,))
    if any(h.jumlah for h in dampak.hitung(kosong)):
        raise ValidationError(
            {"penerus": f"{kembar.nama_lengkap} sudah dipakai. Pilih «Digabungkan», atau tetapkan dengan berkas."}
        )
    kode, nama, jenis = kembar.kode, kembar.nama, kembar.jenis
    nonaktifkan(wilayah=kembar, tanggal=sejak)
    keadaan = [Keadaan(lama, kode, nama, jenis)]
    tetapkan_banyak(keadaan=keadaan, tanggal=sejak, dasar_hukum=rencana.dasar_hukum, edisi=f"rekonsiliasi {sejak}")
    kembar.refresh_from_db()
    Wilayah.objects.filter(pk=kembar.pk).update(diteruskan_oleh=lama)
    return lama
