"""The two prints of a musyawarah: the invitation, and the record that its people sign."""

from kerjasama.enums import JenisMusyawarah, KeputusanMusyawarah, TujuanMusyawarah, Unsur
from kerjasama.queries.musyawarah import (
    desa_pihak,
    foto_musyawarah,
    label_unsur,
    nama_musyawarah,
    peserta_bernama,
    sebut_bpd,
)
from kerjasama.rules.musyawarah import KELOMPOK, hitung
from wilayah.cetak.kop import kop_desa
from wilayah.cetak.mesin import cetak_pdf
from wilayah.cetak.naskah import Kop, Naskah, TandaTangan
from wilayah.cetak.tanggal import hari_tanggal
from wilayah.pengguna.models import Penugasan
from wilayah.tampilan.format import jam, tanggal, waktu

PER_BARIS = 2
HAL = {
    TujuanMusyawarah.KERJA_SAMA: "kerja sama",
    TujuanMusyawarah.PERUBAHAN: "penangguhan kerja sama",
    TujuanMusyawarah.PENGAKHIRAN: "berakhirnya kerja sama",
}


def pdf_undangan(musyawarah, oleh):
    """The invitation from the BPD of the village, or of a musyawarah antar-desa from the kepala desa of the host."""
    return cetak_pdf(
        "cetak/undangan_musyawarah.html",
        {"naskah": _naskah_undangan(musyawarah, oleh), "acara": _acara(musyawarah)},
    )


def pdf_berita_acara(musyawarah):
    return cetak_pdf("cetak/berita_acara_musyawarah.html", {"ba": isi_berita_acara(musyawarah)})


def _naskah_undangan(musyawarah, oleh):
    desa, antar = musyawarah.desa, musyawarah.jenis == JenisMusyawarah.ANTAR_DESA
    return Naskah(
        kop=_kop(musyawarah),
        tempat=desa.nama,
        tanggal=tanggal(desa.hari_ini(), hari=False),
        nomor=musyawarah.nomor_undangan,
        sifat="Biasa",
        hal=f"Undangan {nama_musyawarah(musyawarah)}",
        yth=_yth_antar(musyawarah) if antar else ("Peserta " + nama_musyawarah(musyawarah),),
        di="" if antar else "Tempat",
        ttd=_ttd_kepala(desa) if antar else _ttd_bpd(desa, oleh),
        penutup="Mengingat pentingnya acara ini, kehadiran Saudara sangat diharapkan. Atas perhatian dan kehadiran "
        "Saudara disampaikan terima kasih.",
    )


def _kop(musyawarah):
    """A BPD writes under its own name below the kabupaten's; the rest of the head is the village's."""
    desa, kop = musyawarah.desa, kop_desa(musyawarah.desa)
    if musyawarah.jenis == JenisMusyawarah.ANTAR_DESA:
        return kop
    badan = f"{desa.sebutan('bpd') or 'Badan Permusyawaratan Desa'}\n{desa.nama_lengkap}".upper()
    alamat = kop.alamat or (f"{desa.induk.nama_lengkap}, {desa.induk.induk.nama_lengkap}",)
    return Kop(pemda=kop.pemda, perangkat=badan, alamat=alamat, logo=kop.logo)


def _yth_antar(musyawarah):
    kepala = [f"{_kepala(d)} {d.nama} beserta utusan" for d in desa_pihak(musyawarah.kerja_sama)]
    return tuple(kepala)


def _ttd_bpd(desa, oleh):
    tugas = Penugasan.objects.berlaku().filter(pengguna=oleh, wilayah=desa, peran="bpd").order_by("pk").first()
    jabatan = tugas.sebutan_jabatan if tugas and tugas.jabatan else f"Ketua {sebut_bpd(desa)}"
    return TandaTangan(jabatan=f"{jabatan}\n{desa.nama_lengkap}", nama=oleh.nama)


def _ttd_kepala(desa):
    return TandaTangan(jabatan=f"{_kepala(desa)} {desa.nama}", nama=nama_kepala([desa])[desa.pk])


def _kepala(desa):
    return desa.sebutan("kepala") or "Kepala Desa"


def nama_kepala(daftar_desa):
    """{village: name of its kepala desa now, "" where no account holds the post}; one question for all."""
    tugas = Penugasan.objects.berlaku().filter(wilayah__in=daftar_desa, peran="kepala_desa")
    nama = {t.wilayah_id: t.pengguna.nama for t in tugas.select_related("pengguna").order_by("pk")}
    return {d.pk: nama.get(d.pk, "") for d in daftar_desa}


def _acara(musyawarah):
    zona = musyawarah.desa.zona
    return {
        "nama": nama_musyawarah(musyawarah),
        "hal": HAL[musyawarah.tujuan],
        "judul": musyawarah.kerja_sama.judul,
        "hari": tanggal(musyawarah.waktu, zona=zona),
        "pukul": f"{jam(musyawarah.waktu, zona)} sampai selesai",
        "tempat": musyawarah.tempat,
        "agenda": _butir(musyawarah.agenda),
    }


def isi_berita_acara(musyawarah):
    """What the record says, as the page before the decision shows it too."""
    desa, zona = musyawarah.desa, musyawarah.desa.zona
    peserta, unsur = peserta_bernama(musyawarah), label_unsur(desa)
    return {
        "kop": _kop(musyawarah),
        "nama": nama_musyawarah(musyawarah),
        "antar": musyawarah.jenis == JenisMusyawarah.ANTAR_DESA,
        "hal": HAL[musyawarah.tujuan],
        "judul": musyawarah.kerja_sama.judul,
        "hari": hari_tanggal(musyawarah.waktu.astimezone(zona).date()),
        "pukul": jam(musyawarah.waktu, zona),
        "tempat": musyawarah.tempat,
        "nomor_undangan": musyawarah.nomor_undangan,
        "pengundang": f"{_kepala(desa)} {desa.nama}" if _antar(musyawarah) else f"{sebut_bpd(desa)} {desa.nama}",
        "agenda": _butir(musyawarah.agenda),
        "pembahasan": musyawarah.pembahasan,
        "sepakat": musyawarah.keputusan == KeputusanMusyawarah.MENYEPAKATI,
        "isi_keputusan": musyawarah.isi_keputusan,
        "hadir": baris_hadir(musyawarah),
        "jumlah": hitung(musyawarah.hadir),
        "peserta": [(p, unsur.get(p.unsur, "")) for p in peserta],
        "utusan": [p for p in peserta if p.utusan_dari_id],
        "narasumber": [p for p in peserta if "narasumber" in p.jabatan.lower()],
        "desa": desa_pihak(musyawarah.kerja_sama) if _antar(musyawarah) else [],
        "tanda": _tanda_tangan(musyawarah, peserta),
        "pimpinan": musyawarah.pimpinan,
        "notulis": musyawarah.notulis,
        "foto": _baris_foto(musyawarah),
    }


def _antar(musyawarah):
    return musyawarah.jenis == JenisMusyawarah.ANTAR_DESA


def _butir(teks):
    return [baris.strip().lstrip("-•").strip() for baris in teks.splitlines() if baris.strip()]


def baris_hadir(musyawarah):
    """[(group, men, women, all)], in the order of the law, without the groups that nobody came from."""
    sebut = label_unsur(musyawarah.desa)
    urut = [u.value for _, daftar in KELOMPOK for u in daftar]
    ada = [(u, musyawarah.hadir[u]) for u in urut if u in musyawarah.hadir]
    return [(sebut[u], n.get("L", 0), n.get("P", 0), n.get("L", 0) + n.get("P", 0)) for u, n in ada]


def _tanda_tangan(musyawarah, peserta):
    """Rows of two signatures: who led and who wrote, then the kepala desa (all of them in a musyawarah antar-desa), and
    somebody for the community."""
    desa = desa_pihak(musyawarah.kerja_sama) if _antar(musyawarah) else [musyawarah.desa]
    nama = nama_kepala(desa)
    ketua = "Pimpinan musyawarah" if _antar(musyawarah) else f"Ketua {sebut_bpd(musyawarah.desa)}"
    tanda = [(ketua, musyawarah.pimpinan), ("Notulis", musyawarah.notulis)]
    tanda += [(f"{_kepala(d)} {d.nama}", nama[d.pk]) for d in desa]
    if not _antar(musyawarah):
        tanda.append(("Wakil masyarakat", _wakil(peserta)))
    return [tanda[n : n + PER_BARIS] for n in range(0, len(tanda), PER_BARIS)]


def _wakil(peserta):
    warga = [p.nama for p in peserta if p.unsur not in (Unsur.PEMERINTAH_DESA, Unsur.BPD, Unsur.LAINNYA)]
    return next(iter(warga), "")


def _baris_foto(musyawarah):
    zona = musyawarah.desa.zona
    return [
        {
            "jenis": "Daftar hadir" if f.daftar_hadir else "Kegiatan",
            "keterangan": f.keterangan,
            "waktu": waktu(f.diambil_pada, zona),
            "tempat": f"{f.lintang}, {f.bujur}" if f.lintang is not None else "",
            "sha256": f.berkas.sha256,
        }
        for f in foto_musyawarah(musyawarah)
    ]
