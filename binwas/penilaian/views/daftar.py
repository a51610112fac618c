"""The list of reviews: `/pemeriksaan/`."""

from django.db.models import F

from binwas.penilaian.enums import StatusPemeriksaan
from binwas.penilaian.filters import SaringanPemeriksaan
from binwas.penilaian.models import Pemeriksaan
from kerjasama.enums import Status
from wilayah.tampilan.views import DaftarTercakup

LIHAT, LIHAT_PENUH = "wilayah.lihat_kerja_sama", "wilayah.lihat_pemeriksaan"


class DaftarPemeriksaan(DaftarTercakup):
    model = Pemeriksaan
    izin = (LIHAT, LIHAT_PENUH)
    template_name = "binwas/penilaian/daftar.html"
    filterset_class = SaringanPemeriksaan
    urutan_bawaan = "tenggat"
    urutan = {
        # What is finished waits for nobody: it comes after whatever is still open.
        "tenggat": [F("selesai_pada").asc(nulls_first=True), F("tenggat").asc(nulls_last=True), F("pk").asc()],
        "-tenggat": [F("tenggat").desc(nulls_last=True), F("pk").desc()],
        "judul": [F("kerja_sama__judul").asc(), F("pk").asc()],
        "-judul": [F("kerja_sama__judul").desc(), F("pk").desc()],
        "diteruskan": [F("diteruskan_pada").asc(), F("pk").asc()],
        "-diteruskan": [F("diteruskan_pada").desc(), F("pk").desc()],
    }
    terkait = ("kerja_sama__desa_pendaftar__induk__induk__induk", "kantor__induk", "petugas", "surat")
    nama_ekspor = "klarifikasi"
    kolom_ekspor = (
        ("id_publik", lambda p: p.id_publik),
        ("kerja_sama", lambda p: p.kerja_sama.id_publik),
        ("judul", lambda p: p.kerja_sama.judul),
        ("kode", lambda p: p.kerja_sama.kode_ucap),
        ("desa_pendaftar", lambda p: p.kerja_sama.desa_pendaftar.nama_lengkap),
        ("kabupaten", lambda p: p.kantor.nama_lengkap),
        ("tahap", lambda p: p.status),
        ("menunggu_desa", lambda p: "ya" if p.menunggu_desa else "tidak"),
        ("menunggu_putusan", lambda p: "ya" if p.menunggu_putusan else "tidak"),
        ("diteruskan_pada", lambda p: p.diteruskan_pada.isoformat()),
        ("tenggat", lambda p: p.tenggat),
        ("hasil", lambda p: p.hasil if p.status == StatusPemeriksaan.SELESAI else ""),
        ("nomor_surat", lambda p: p.surat.nomor if p.status == StatusPemeriksaan.SELESAI and p.surat else ""),
    )

    def dasar(self):
        return self.tercakup().exclude(kerja_sama__status=Status.DITARIK)  # counted nowhere

    def urut_terpilih(self):
        return self.urutan.get(self.request.GET.get("urut", ""), self.urutan[self.urutan_bawaan])

    def get_paginator(self, *args, **kwargs):
        """The tabs have counted already."""
        paginator = super().get_paginator(*args, **kwargs)
        paginator.count = self.filterset.jumlah_terpilih
        return paginator

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            tab=self.tab(),
            hari_ini=self.filterset.hari_ini,
            ada_saringan=any(self.request.GET.get(nama) for nama in self.filterset.filters),
            **kwargs,
        )

    def tab(self):
        per_status = self.filterset.jumlah
        terpilih = self.request.GET.get("status", "")
        label = {"": "Semua"} | {s.value: s.label for s in StatusPemeriksaan}
        semua = sum(per_status.values())
        return [
            {"nilai": n, "label": nama, "jumlah": per_status.get(n, 0) if n else semua, "aktif": n == terpilih}
            for n, nama in label.items()
        ]
