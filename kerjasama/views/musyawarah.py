"""Musyawarah as they are read: the list, one of them, its letters and photos, and its card on the agreement's page."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.views import View

from kerjasama import panels
from kerjasama.enums import JenisMusyawarah, KeputusanMusyawarah, StatusMusyawarah, TujuanMusyawarah
from kerjasama.forms.saringan_musyawarah import SaringanMusyawarah
from kerjasama.models import FotoMusyawarah, Musyawarah
from kerjasama.queries import musyawarah as q
from kerjasama.queries.kerja_sama import LIHAT, hanya_diundang
from kerjasama.queries.siklus import belum_bermusyawarah, musyawarah_antar_desa_sepakat, perlu_musyawarah_antar_desa
from kerjasama.rules.musyawarah import hitung, peringatan
from kerjasama.services.cetakan_musyawarah import baris_hadir
from kerjasama.transitions.musyawarah import MUSYAWARAH, TERBUKA
from wilayah.berkas.views import kirim_berkas
from wilayah.cakupan.queries import simpul
from wilayah.jejak.models import Jejak, sebut
from wilayah.tampilan.format import waktu
from wilayah.tampilan.views import DaftarTercakup, RinciTercakup, Tercakup

NAMA_URL = {
    "undang": "musyawarah_undangan",
    "hadir": "musyawarah_kehadiran",
    "putuskan": "musyawarah_keputusan",
    "pindai": "musyawarah_pindaian",
}
BERIKUT = {
    StatusMusyawarah.DIJADWALKAN: "undang",
    StatusMusyawarah.DIUNDANG: "hadir",
    StatusMusyawarah.DIHADIRI: "putuskan",
    StatusMusyawarah.DIPUTUSKAN: "pindai",
}
LABEL_TUGAS = {
    StatusMusyawarah.DIJADWALKAN: "Terbitkan undangan",
    StatusMusyawarah.DIUNDANG: "Catat kehadiran",
    StatusMusyawarah.DIHADIRI: "Lanjutkan",
}
LABEL_LAGI = {"undang": "Ubah jadwal", "hadir": "Perbaiki kehadiran"}
BANYAK_DISEBUT = 3
BANYAK_TAMPIL = 4  # thirty villages must not bury the rest of the page


def pasang():
    panels.daftarkan_panel(panels.Panel("musyawarah", "Musyawarah", "kerjasama/musyawarah/_panel.html", panel, urut=20))
    panels.daftarkan_giliran(giliran)
    panels.daftarkan_tugas(tugas)
    panels.daftarkan_peristiwa(
        {
            "musyawarah.dijadwalkan": "Musyawarah dijadwalkan",
            "musyawarah.diundang": "Undangan musyawarah terbit",
            "musyawarah.dihadiri": "Kehadiran musyawarah tercatat",
            "musyawarah.diputuskan": "Musyawarah memutuskan",
            "musyawarah.dipindai": "Berita acara bertanda tangan disimpan",
            "musyawarah.dibatalkan": "Musyawarah dibatalkan",
        }
    )


def url_baru(kebutuhan):
    tanya = {"desa": kebutuhan.desa.kode, "jenis": kebutuhan.jenis.value, "tujuan": kebutuhan.tujuan.value}
    return f"{reverse('musyawarah_baru', args=[kebutuhan.kerja_sama.id_publik])}?{urlencode(tanya)}"


def url_langkah(musyawarah):
    """Where the musyawarah goes on."""
    nama = NAMA_URL.get(BERIKUT.get(musyawarah.status), "musyawarah_rinci")
    return reverse(nama, args=[musyawarah.id_publik])


class DaftarMusyawarah(DaftarTercakup):
    """A BPD lands here: what waits for a musyawarah of its own village stands on top."""

    model = Musyawarah
    izin = (LIHAT,)
    template_name = "kerjasama/musyawarah/daftar.html"
    filterset_class = SaringanMusyawarah
    urutan = {"waktu": ["-waktu", "-pk"], "status": ["status", "-waktu", "-pk"]}
    urutan_bawaan = "waktu"
    nama_ekspor = "musyawarah"
    terkait = ("kerja_sama", "desa__induk__induk__induk")
    kolom_ekspor = (
        ("id_publik", lambda m: m.id_publik),
        ("kerja_sama", lambda m: m.kerja_sama.judul),
        ("kode_kerja_sama", lambda m: m.kerja_sama.kode_ucap),
        ("desa", lambda m: m.desa.nama_lengkap),
        ("kode_desa", lambda m: m.desa.kode),
        ("jenis", lambda m: m.get_jenis_display()),
        ("tujuan", lambda m: m.get_tujuan_display()),
        ("waktu", lambda m: waktu(m.waktu, m.desa.zona)),
        ("tempat", lambda m: m.tempat),
        ("status", lambda m: m.get_status_display()),
        ("keputusan", lambda m: m.get_keputusan_display() if m.diputuskan_pada else ""),
        ("hadir", lambda m: hitung(m.hadir)["semua"]),
        ("perempuan", lambda m: hitung(m.hadir)["P"]),
        ("berita_acara_bertanda_tangan", lambda m: "ya" if m.pindaian_id else "tidak"),
    )

    def get_context_data(self, **kwargs):
        user = self.request.user
        pengelola = bool(simpul(user, q.KELOLA) or simpul(user, q.SUSUN))
        return super().get_context_data(
            menunggu=[_kartu_menunggu(k) for k in q.menunggu(user)] if pengelola else [],
            berjalan=[_kartu_berjalan(m) for m in q.berjalan(user)] if pengelola else [],
            pengelola=pengelola,
            bpd=bool(simpul(user, q.KELOLA)),
            ada_saringan=any(self.request.GET.get(nama) for nama in self.filterset.filters),
            **kwargs,
        )


def _kartu_menunggu(k):
    return {
        "judul": k.kerja_sama.judul,
        "isi": f"{k.tujuan.label} dalam {q.nama_jenis(k.desa, k.jenis)}.",
        "url": url_baru(k),
        "tombol": "Undang musyawarah",
    }


def _kartu_berjalan(m):
    pada = waktu(m.waktu, m.desa.zona)
    return {
        "judul": m.kerja_sama.judul,
        "isi": f"{q.nama_musyawarah(m)}, {pada}, {m.tempat}. {m.get_status_display()}.",
        "url": url_langkah(m),
        "tombol": LABEL_TUGAS[m.status],
    }


def tugas(user):
    """What waits for the holder of a musyawarah: to call for one, or to go on with one."""
    if not (simpul(user, q.KELOLA) or simpul(user, q.SUSUN)):
        return []
    baru = [_tugas(_kartu_menunggu(k), genting=True) for k in q.menunggu(user)]
    jalan = q.berjalan(user)
    return baru + [_tugas(_kartu_berjalan(m), tenggat=m.waktu.astimezone(m.desa.zona).date()) for m in jalan]


def _tugas(kartu, **lain):
    return panels.Tugas(**(kartu | {"judul": f"Musyawarah: {kartu['judul']}"}), **lain)


class RinciMusyawarah(RinciTercakup):
    model = Musyawarah
    izin = (LIHAT,)
    template_name = "kerjasama/musyawarah/rinci.html"
    context_object_name = "m"

    def get_queryset(self):
        return (
            super()
            .get_queryset()
            .select_related(
                "kerja_sama__desa_pendaftar", "desa__induk__induk__induk", "undangan", "berita_acara", "pindaian"
            )
        )

    def get_context_data(self, **kwargs):
        m, user = self.object, self.request.user
        sebut_unsur = q.label_unsur(m.desa)
        return super().get_context_data(
            nama=q.nama_musyawarah(m),
            penyelenggara=q.penyelenggara(m.desa, m.jenis),
            zona=m.desa.zona,
            hadir=baris_hadir(m),
            jumlah=hitung(m.hadir),
            peringatan=peringatan(m.hadir, sebut_unsur) if m.hadir else [],
            peserta=[(p, sebut_unsur.get(p.unsur, "")) for p in q.peserta_bernama(m)],
            foto=q.foto_musyawarah(m),
            tindakan=tindakan(m, user),
            boleh_batal=m.status in TERBUKA and user.has_perm(q.izin_jenis(m.jenis), m.desa),
            riwayat=self.riwayat(),
            **kwargs,
        )

    def riwayat(self):
        baris = Jejak.objects.terbaca(self.request.user, self.object.kerja_sama).filter(objek=sebut(self.object))
        return [
            {
                "judul": panels.nama_peristiwa(b.peristiwa),
                "oleh": b.oleh.nama if b.oleh else "Sistem",
                "pada": waktu(b.pada, self.object.desa.zona),
                "iso": b.pada.isoformat(),
                "isi": b.keterangan,
                "keadaan": "",
            }
            for b in baris.select_related("oleh")
        ]


def tindakan(musyawarah, user):
    """What this person may do, read off the table, the next step as the main button; a shut gate says why."""
    tabel = MUSYAWARAH[musyawarah.jenis]
    kini = BERIKUT.get(musyawarah.status)
    return [
        {
            "label": t.label if t.nama == kini else LABEL_LAGI.get(t.nama, t.label),
            "url": reverse(NAMA_URL[t.nama], args=[musyawarah.id_publik]),
            "utama": t.nama == kini,
            "alasan": tabel.alasan_tertutup(t.nama, musyawarah, user),
        }
        for t in tabel.terbuka(musyawarah, user)
        if t.nama in NAMA_URL and not (t.nama == "pindai" and musyawarah.pindaian_id)
    ]


class BerkasMusyawarah(Tercakup, View):
    """The invitation and the record as they were issued."""

    model = Musyawarah
    izin = (LIHAT,)
    BIDANG = {"undangan": "undangan", "berita-acara": "berita_acara"}

    def get(self, request, id_publik, jenis):
        if jenis not in self.BIDANG:
            raise Http404
        m = get_object_or_404(self.tercakup().select_related(self.BIDANG[jenis]), id_publik=id_publik)
        berkas = getattr(m, self.BIDANG[jenis])
        if berkas is None:
            raise Http404
        return kirim_berkas(berkas, unduh="unduh" in request.GET)


class IsiFoto(Tercakup, View):
    model = FotoMusyawarah
    izin = (LIHAT,)

    def get(self, request, id_publik, foto):
        terlihat = self.tercakup().select_related("berkas").filter(musyawarah__id_publik=id_publik)
        return kirim_berkas(get_object_or_404(terlihat, id_publik=foto).berkas, unduh=False)


def panel(request, kerja_sama):
    """Its musyawarah, and what this person may call for. People are named in them: nothing for whoever is invited."""
    if hanya_diundang(request.user, kerja_sama):
        return None
    semua = Musyawarah.objects.milik(kerja_sama).select_related("desa__induk__induk__induk").order_by("waktu", "pk")
    baris = [_baris_panel(m) for m in sorted(semua, key=_urut_panel)]
    baru = q.dapat_dijadwalkan(request.user, kerja_sama)
    if not baris and not baru and not kerja_sama.disusun:
        return None
    belum = _belum(kerja_sama)
    return {
        "ks": kerja_sama,
        "baris": baris[:BANYAK_TAMPIL],
        "lain": baris[BANYAK_TAMPIL:],
        "belum": [p.nama_pendek for p in belum],
        "baru": [
            {"url": url_baru(k), "label": f"Undang {q.nama_jenis(k.desa, k.jenis)}", "tujuan": k.tujuan.label}
            for k in baru
        ],
    }


def _urut_panel(m):
    """What goes on now first, then what all villages decided together, then the newest."""
    return m.status not in TERBUKA, m.jenis != JenisMusyawarah.ANTAR_DESA, -m.waktu.timestamp()


def _belum(kerja_sama):
    """Parties whose own musyawarah the text still waits for."""
    if not kerja_sama.disusun or kerja_sama.status not in q.SEBELUM_NASKAH:
        return []
    return list(belum_bermusyawarah(kerja_sama, TujuanMusyawarah.KERJA_SAMA))


def _baris_panel(m):
    selesai = m.status == StatusMusyawarah.DIPUTUSKAN
    return {
        "nama": q.nama_musyawarah(m),
        "tujuan": m.get_tujuan_display(),
        "pada": waktu(m.waktu, m.desa.zona),
        "url": reverse("musyawarah_rinci", args=[m.id_publik]),
        "chip": m.keputusan if selesai else m.status,
        "label": m.get_keputusan_display() if selesai else m.get_status_display(),
        "hadir": hitung(m.hadir) if m.hadir else None,
        "berita_acara": bool(m.pindaian_id),
        "selesai": selesai,
        "isi": m.isi_keputusan if selesai and m.keputusan == KeputusanMusyawarah.MENYEPAKATI else "",
    }


def giliran(request, kerja_sama):
    """Whose musyawarah the agreement waits for."""
    if not kerja_sama.disusun or hanya_diundang(request.user, kerja_sama):
        return None
    if kerja_sama.status in q.SEBELUM_NASKAH:
        return _giliran_desa(request.user, kerja_sama)
    if kerja_sama.status == "penyusunan" and perlu_musyawarah_antar_desa(kerja_sama):
        return _giliran_antar(request.user, kerja_sama)
    return None


def _giliran_desa(user, kerja_sama):
    pihak = list(
        belum_bermusyawarah(kerja_sama, TujuanMusyawarah.KERJA_SAMA).select_related("desa__induk__induk__induk")
    )
    if not pihak:
        return None
    nama = [q.penyelenggara(p.desa, JenisMusyawarah.DESA) for p in pihak]
    sendiri = {d.pk for d in q.desa_milik(user, kerja_sama, q.KELOLA)}
    return {
        "siapa": ", ".join(nama) if len(nama) <= BANYAK_DISEBUT else f"{len(nama)} desa",
        "apa": "Menyelenggarakan musyawarah sebelum naskah disusun.",
        "kapan": None,
        "milik_anda": any(p.desa_id in sendiri for p in pihak),
    }


def _giliran_antar(user, kerja_sama):
    if musyawarah_antar_desa_sepakat(kerja_sama, TujuanMusyawarah.KERJA_SAMA):
        return None
    desa = kerja_sama.desa_pendaftar
    return {
        "siapa": q.penyelenggara(desa, JenisMusyawarah.ANTAR_DESA),
        "apa": f"Menyelenggarakan {q.nama_jenis(desa, JenisMusyawarah.ANTAR_DESA)} untuk menyepakati naskah.",
        "kapan": None,
        "milik_anda": user.has_perm(q.SUSUN, desa),
    }
