"""Who can see an agreement, and why: `/kerja-sama/<id>/akses/`."""

from kerjasama.queries.akses import Jalur, alasan_melihat, jumlah_orang, pelihat, undangan_kini, yang_diketahui
from kerjasama.services.undangan import IZIN
from wilayah.pohon.enums import Tingkat
from wilayah.tampilan.format import tanggal
from wilayah.tampilan.views import HalamanTerbatas

from .dasar import HalamanKerjaSama

PER_HALAMAN = 50
KELOMPOK = {
    Tingkat.PUSAT: "Pusat",
    Tingkat.PROVINSI: "Provinsi",
    Tingkat.KABUPATEN: "Kabupaten/kota",
    Tingkat.KECAMATAN: "Kecamatan",
    Tingkat.DESA: "Desa para pihak",
    Tingkat.DESA + 1: "Undangan pada berkas ini",
}


def anda_melihat(request, kerja_sama, ids):
    """«penugasan Petugas Dinas PMD di Kabupaten Sleman, SK 14/2023», read off the grants that let the row through."""
    dipakai = alasan_melihat(request.user, ids, request.topi)
    if tugas := next((t for t in request.topi_semua if t.pk == dipakai), None):
        return f"penugasan {tugas.jabatan} di {tugas.wilayah.nama_lengkap}, {tugas.sk}"
    satu = undangan_kini(kerja_sama).filter(pengguna=request.user).first()
    if satu is None:  # withdrawn while the page was being made
        return "undangan yang baru saja berakhir"
    sampai = tanggal(satu.tanggal_selesai, hari=False)
    return f"diundang {satu.oleh.nama} sebagai {satu.get_sebagai_display().lower()}, sampai {sampai}"


class AksesKerjaSama(HalamanKerjaSama):
    """For whoever sees the agreement. Whom the reader learns by name, `yang_diketahui` decides; the search looks in
    nothing else, so that it can't be used to find out the rest."""

    template_name = "kerjasama/akses.html"

    def get_context_data(self, **kwargs):
        ks, user = self.object, self.request.user
        jalur = Jalur.milik(ks)
        semua = pelihat(ks, jalur)
        kata = self.request.GET.get("q", "").strip()[:60].replace("\x00", "")
        tampil = [a for a in yang_diketahui(user, semua, jalur) if _cocok(a, kata)]
        halaman = HalamanTerbatas(tampil, PER_HALAMAN).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            anda_melihat=anda_melihat(self.request, ks, jalur.ids),
            jumlah=jumlah_orang(semua),
            kata=kata,
            halaman=halaman,
            kelompok=_kelompok(halaman, semua),
            jalur=_per_wilayah(jalur, semua),
            kantor=ks.desa_pendaftar.leluhur(Tingkat.KABUPATEN),
            boleh_mengundang=user.has_perm(IZIN, ks),
            **kwargs,
        )


def _cocok(akses, kata):
    return kata.lower() in f"{akses.nama} {akses.jabatan} {akses.peran} {akses.kantor}".lower()


def _kelompok(halaman, semua):
    """[(heading, people in all, rows on this page)] from Pusat to desa, then the invited."""
    hasil = [
        (nama, jumlah_orang([a for a in semua if a.tingkat == t]), [a for a in halaman if a.tingkat == t])
        for t, nama in KELOMPOK.items()
    ]
    return [satu for satu in hasil if satu[2]]


def _per_wilayah(jalur, semua):
    return [(w, jumlah_orang([a for a in semua if a.wilayah_id == w.pk])) for w in jalur.wilayah]
