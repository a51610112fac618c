"""Suspension and end of an agreement: `/kerja-sama/<id>/pengakhiran/`."""

from kerjasama.enums import JenisPengakhiran, Status
from kerjasama.forms.pelaksanaan import FormAlasan
from kerjasama.forms.perubahan_akhir import FormPengakhiran, FormTetapkan
from kerjasama.models import Pengakhiran
from kerjasama.queries.pelaksanaan import kewajiban_terbuka
from kerjasama.queries.siklus import pengakhiran_terbuka, perlu_musyawarah_antar_desa
from kerjasama.services.pengakhiran import (
    NAMA_TRANSISI,
    TETAPKAN,
    ajukan_pengakhiran,
    boleh_mengurungkan,
    lanjutkan_kerja_sama,
    tetapkan_pengakhiran,
    urungkan_pengakhiran,
)
from kerjasama.transitions import TABEL
from kerjasama.transitions.gerbang import tujuan_musyawarah
from wilayah.tampilan.format import tanggal
from wilayah.tampilan.views import kunci_kiriman

from .pelaksanaan import PelaksanaanKerjaSama


class PengakhiranKerjaSama(PelaksanaanKerjaSama):
    """Read by the parties and the offices above; asked for and decided by heads of the parties that are in it."""

    template_name = "kerjasama/perubahan/pengakhiran.html"
    tindakan = {"ajukan": "ajukan", "urungkan": "urungkan", "tetapkan": "tetapkan", "lanjutkan": "lanjutkan"}

    def get_queryset(self):
        return super().get_queryset().select_related("mengubah")

    def boleh_menulis(self):
        return self.request.user.has_perm(TETAPKAN, self.object)

    def get_context_data(self, **kwargs):
        ks, user = self.object, self.request.user
        boleh, usul = self.boleh_menulis(), pengakhiran_terbuka(ks)
        if boleh:
            kwargs.setdefault("form_ajukan", FormPengakhiran(initial=self.awal()))
            kwargs.setdefault("form_urungkan", FormAlasan(auto_id="id_urung_%s"))
            kwargs.setdefault("form_lanjutkan", FormAlasan(auto_id="id_lanjut_%s"))
            kwargs.setdefault("form_tetapkan", self.form_tetapkan())
        return super().get_context_data(
            boleh=boleh,
            usul=usul,
            tujuan=tujuan_musyawarah(usul) if usul else "",
            antar_desa=perlu_musyawarah_antar_desa(ks),
            riwayat=Pengakhiran.objects.milik(ks).exclude(pk=usul.pk if usul else None).select_related("desa"),
            kewajiban=list(kewajiban_terbuka(ks)) if usul else [],
            boleh_urung=boleh and usul is not None and boleh_mengurungkan(user, ks, usul),
            tertutup_ajukan=TABEL.alasan_tertutup("ajukan_pengakhiran", ks, user),
            tertutup_tetapkan=TABEL.alasan_tertutup(NAMA_TRANSISI[usul.jenis], ks, user) if usul else "",
            tertutup_lanjutkan=TABEL.alasan_tertutup("lanjutkan", ks, user),
            zona=ks.desa_pendaftar.zona,
            **kwargs,
        )

    def awal(self):
        """What is chosen already: the end where it is suspended, the ground where its last day is past."""
        ks = self.object
        hari_ini = ks.desa_pendaftar.hari_ini()
        awal = {"berlaku_pada": hari_ini}
        if ks.habis_masa(hari_ini):
            return awal | {"jenis": JenisPengakhiran.PENGAKHIRAN, "alasan": "habis"}
        return awal | ({"jenis": JenisPengakhiran.PENGAKHIRAN} if ks.status == Status.DITANGGUHKAN else {})

    def form_tetapkan(self, data=None):
        usul = pengakhiran_terbuka(self.object)
        akhir = usul is not None and usul.jenis == JenisPengakhiran.PENGAKHIRAN
        pilihan = [(str(k.id_publik), _sebut(k)) for k in kewajiban_terbuka(self.object)] if akhir else []
        return FormTetapkan(data, kewajiban=pilihan, auto_id="id_tetap_%s")

    def ajukan(self):
        kunci = kunci_kiriman(self.request)
        return self.jalankan(
            "form_ajukan",
            FormPengakhiran(self.request.POST),
            lambda isi: ajukan_pengakhiran(kerja_sama=self.object, isi=isi, kunci=kunci, oleh=self.request.user),
            "Diajukan. Para pihak diberi tahu untuk memusyawarahkannya.",
        )

    def urungkan(self):
        return self.jalankan(
            "form_urungkan",
            FormAlasan(self.request.POST, auto_id="id_urung_%s"),
            lambda isi: urungkan_pengakhiran(kerja_sama=self.object, alasan=isi["alasan"], oleh=self.request.user),
            "Usulan diurungkan.",
        )

    def tetapkan(self):
        return self.jalankan(
            "form_tetapkan",
            self.form_tetapkan(self.request.POST),
            lambda isi: tetapkan_pengakhiran(
                kerja_sama=self.object, hapus=isi.get("hapus", ()), oleh=self.request.user
            ),
            "Ditetapkan. Para pihak, kecamatan, dan kabupaten diberi tahu.",
        )

    def lanjutkan(self):
        return self.jalankan(
            "form_lanjutkan",
            FormAlasan(self.request.POST, auto_id="id_lanjut_%s"),
            lambda isi: lanjutkan_kerja_sama(kerja_sama=self.object, alasan=isi["alasan"], oleh=self.request.user),
            "Pelaksanaan dilanjutkan. Para pihak diberi tahu.",
        )


def _sebut(kewajiban):
    nama = kewajiban.pihak.nama_pendek
    return f"{nama}: {kewajiban.uraian} (tenggat {tanggal(kewajiban.tenggat, pendek=True)})"
