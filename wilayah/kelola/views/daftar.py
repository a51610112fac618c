"""`/pengguna/`: the people of an office's region and below."""

from django.db.models import Count, Prefetch

from wilayah.kewenangan.queries import kemajuan_tinjauan
from wilayah.pengguna.models import KELOLA, Pengguna, Penugasan
from wilayah.pohon.enums import Tingkat
from wilayah.tampilan.format import tanggal
from wilayah.tampilan.views import DaftarTercakup

from ..filters import SaringanPengguna
from ..keadaan import dengan_akhir, keadaan_akun
from . import HanyaPengelola


def _tiap_tugas(tulis):
    return lambda orang: "; ".join(tulis(t) for t in orang.tugas_di_sini)


class DaftarPengguna(HanyaPengelola, DaftarTercakup):
    """A person is shown once, with the assignments that lie within the reader's region."""

    model = Pengguna
    izin = (KELOLA,)
    template_name = "wilayah/kelola/daftar.html"
    filterset_class = SaringanPengguna
    urutan = {
        "nama": ["nama", "pk"],
        "wilayah": ["kode_di_sini", "nama", "pk"],
        "akhir": ["akhir_di_sini", "nama", "pk"],
    }
    urutan_bawaan = "nama"
    nama_ekspor = "pengguna"
    kolom_ekspor = (
        ("id_publik", lambda o: o.id_publik),
        ("Nama", lambda o: o.nama),
        ("Nama pengguna", lambda o: o.username),
        ("NIP (4 angka terakhir)", lambda o: o.nip_samar),
        ("Peran", _tiap_tugas(lambda t: t.nama_peran)),
        ("Jabatan", _tiap_tugas(lambda t: t.jabatan)),
        ("Wilayah", _tiap_tugas(lambda t: t.wilayah.nama_lengkap)),
        ("Kode", _tiap_tugas(lambda t: t.wilayah.kode)),
        ("Mulai", _tiap_tugas(lambda t: t.tanggal_mulai.isoformat())),
        ("Selesai", _tiap_tugas(lambda t: t.tanggal_selesai.isoformat() if t.tanggal_selesai else "")),
        ("Keadaan", lambda o: keadaan_akun(o, o.tugas_di_sini).label),
        ("Masuk terakhir", lambda o: tanggal(o.last_login, pendek=True)),
    )

    def tercakup(self):
        return Pengguna.objects.terkelola(self.request.user)

    def dasar(self):
        tugas = Penugasan.objects.terkelola(self.request.user)
        terlihat = tugas.select_related("wilayah__induk").order_by("-sebelum", "wilayah__kode", "pk")
        return dengan_akhir(self.tercakup(), tugas).prefetch_related(
            Prefetch("penugasan", queryset=terlihat, to_attr="tugas_di_sini")
        )

    def get_context_data(self, **kwargs):
        konteks = super().get_context_data(**kwargs)
        baris = [{"orang": o, "keadaan": keadaan_akun(o, o.tugas_di_sini)} for o in konteks["object_list"]]
        return konteks | {"baris": baris, "tab": self._tab(), "tinjauan": kemajuan_tinjauan(self.request.user)}

    def _tab(self):
        """People per tier of region. Who serves on two tiers is counted on both, hence once more in none."""
        tugas = Penugasan.objects.terkelola(self.request.user).order_by()
        per_tingkat = dict(tugas.values_list("wilayah__tingkat").annotate(n=Count("pengguna", distinct=True)))
        dipilih = self.request.GET.get("tingkat", "")
        tab = [{"kunci": "", "label": "Semua", "jumlah": None, "kini": dipilih not in map(str, per_tingkat)}]
        return tab + [
            {"kunci": t, "label": Tingkat(t).label, "jumlah": n, "kini": dipilih == str(t)}
            for t, n in sorted(per_tingkat.items())
        ]
