"""What the list of agreements may be narrowed by. The same words in the address give the same rows to the list, its
counts, its export, and to whoever follows a number on a dashboard."""

from datetime import timedelta

import django_filters
from django import forms
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.functional import cached_property

from wilayah.cakupan.queries import di_simpul, simpul
from wilayah.pohon.enums import Tingkat
from wilayah.pohon.models import Wilayah
from wilayah.pohon.queries_perubahan import temukan

from .enums import (
    Bentuk,
    Bidang,
    JenisPihakKetiga,
    MenurutWilayah,
    MutuData,
    Status,
    StatusKewajiban,
    Tanggapan,
    Urusan,
    menurut,
)
from .models import KerjaSama, Pihak
from .queries.angka import HABIS_MASA, jumlah_per_status, pisah_habis_masa
from .queries.kerja_sama import LIHAT
from .rules.masa import HARI_PERINGATAN
from .rules.pihak_ketiga import angka_saja, kunci_nama

PILIHAN_HABIS = [(str(hari), f"Dalam {hari} hari") for hari in HARI_PERINGATAN]
PILIHAN_KEWAJIBAN = [*StatusKewajiban.choices, ("lewat", "Lewat tenggat")]
PILIHAN_STATUS = [*Status.choices, (HABIS_MASA, "Habis masa")]
MAKS_KATA = 5
# These leave the numbers to the closure table's index; any other needs a count of the rows themselves.
DIHITUNG_INDEKS = {"status", "wilayah", "menurut"}
# These look at the row itself; any other asks further tables.
KOLOM_SENDIRI = {"status", "menurut", "bidang", "urusan", "bentuk", "mutu", "habis"}


class FormSaringan(forms.Form):
    """Knows whose list it is: a region outside the person's nodes is answered like one that does not exist."""

    pengguna = None

    def clean_wilayah(self):
        kode = self.cleaned_data["wilayah"]
        if not kode:
            return None
        wilayah = temukan(kode)
        if wilayah is None or not self.pengguna.has_perm(LIHAT, wilayah):
            raise forms.ValidationError(f"Wilayah {kode} tidak ada dalam cakupan Anda.")
        return wilayah


class SaringanBerwilayah(django_filters.FilterSet):
    """Of a list about agreements: `?wilayah=` is a region of the person's, or the list is empty and says why."""

    class Meta:
        form = FormSaringan

    @property
    def form(self):
        formulir = super().form
        formulir.pengguna = self.request.user
        return formulir

    def filter_queryset(self, queryset):
        return queryset.none() if self.form.errors.get("wilayah") else super().filter_queryset(queryset)


def pilihan_wilayah(user, kini):
    """Regions one step below the person's own, and the one chosen now."""
    simpul_ = simpul(user, LIHAT)
    anak = Wilayah.objects.aktif().filter(induk_id__in=[s.id for s in simpul_ if s.tingkat < 4])
    pilihan = {w.kode: f"{w.nama_lengkap} ({w.kode})" for w in anak.order_by("kode")}
    return [("", "Seluruh cakupan"), *pilihan.items(), *([] if kini in pilihan or not kini else [(kini, kini)])]


class SaringanKerjaSama(django_filters.FilterSet):
    q = django_filters.CharFilter(label="Nomor, desa, atau judul", method="cari", max_length=100)
    wilayah = django_filters.CharFilter(label="Wilayah", method="di_wilayah", widget=forms.Select)
    menurut = django_filters.ChoiceFilter(
        label="Hitungan wilayah",
        method="biarkan",
        choices=[(MenurutWilayah.SAAT_ITU.value, MenurutWilayah.SAAT_ITU.label)],
        empty_label=MenurutWilayah.KINI.label,
    )
    bidang = django_filters.ChoiceFilter(label="Bidang", choices=Bidang, empty_label="Semua bidang")
    urusan = django_filters.ChoiceFilter(label="Urusan", choices=Urusan, empty_label="Semua urusan")
    bentuk = django_filters.ChoiceFilter(label="Bentuk", choices=Bentuk, empty_label="Semua bentuk")
    mutu = django_filters.ChoiceFilter(label="Mutu data", method="bermutu", choices=MutuData, empty_label="Semua")
    tanggapan = django_filters.ChoiceFilter(
        label="Tanggapan desa", method="ditanggapi", choices=Tanggapan, empty_label="Semua"
    )
    habis = django_filters.ChoiceFilter(
        label="Akan habis", method="akan_habis", choices=PILIHAN_HABIS, empty_label="Kapan saja"
    )
    status = django_filters.ChoiceFilter(
        label="Status", method="berstatus", choices=PILIHAN_STATUS, widget=forms.HiddenInput
    )

    class Meta:
        form = FormSaringan

    @property
    def form(self):
        formulir = super().form
        if formulir.pengguna is None:
            formulir.pengguna = self.request.user
            formulir.fields["wilayah"].widget.choices = self._pilihan_wilayah()
        return formulir

    @cached_property
    def hari_ini(self):
        """Today where the list is: in the region chosen, else in that of the hat worn, else in WIB."""
        if self.wilayah_dipilih:
            return self.wilayah_dipilih.hari_ini()
        topi = getattr(self.request, "topi", None)
        return topi.wilayah.hari_ini() if topi else timezone.localdate()

    @property
    def wilayah_dipilih(self):
        return self._terpilih().get("wilayah")

    @cached_property
    def jumlah(self):
        """`{status: n}` with every filter but the status itself: the numbers on the tabs."""
        if self.form.errors.get("wilayah"):
            return {}
        dipakai = {nama for nama, nilai in self._terpilih().items() if nilai}
        if dipakai <= DIHITUNG_INDEKS:
            return jumlah_per_status(self.request.user, self.hari_ini, self.wilayah_dipilih, menurut=self._menurut)
        lewat = Q(c_jatuh_tempo__lt=self.hari_ini)
        baris = self._saring(self.queryset, kecuali="status").order_by().values_list("c_status")
        return pisah_habis_masa(baris.annotate(semua=Count("pk"), lewat=Count("pk", filter=lewat)))

    @property
    def jumlah_terpilih(self):
        """How many rows the list has; a withdrawn registration is counted only under its own tab."""
        status = self._terpilih().get("status")
        if status:
            return self.jumlah.get(status, 0)
        return sum(n for s, n in self.jumlah.items() if s != Status.DITARIK)

    @property
    def menyeberang(self):
        """Whether a row is sought by more than its own columns."""
        dipakai = {nama for nama, nilai in self._terpilih().items() if nilai}
        return bool(self.form.errors.get("wilayah")) or not dipakai <= KOLOM_SENDIRI

    def filter_queryset(self, queryset):
        if self.form.errors.get("wilayah"):
            return queryset.none()
        hasil = self._saring(queryset)
        return hasil if self._terpilih().get("status") else hasil.exclude(c_status=Status.DITARIK)

    def cari(self, queryset, nama, nilai):
        """Every word is in the title, is the code said on the phone, or is a party's name, number or region code."""
        for kata in nilai.split()[:MAKS_KATA]:
            pihak = Pihak.objects.milik(self.queryset).filter(
                Q(nama_saat_itu__icontains=kata) | Q(nomor__icontains=kata) | Q(kode_saat_itu=kata)
            )
            queryset = queryset.filter(
                Q(judul__icontains=kata) | Q(kode_ucap__icontains=kata) | Q(pk__in=pihak.values("kerja_sama_id"))
            )
        return queryset

    def di_wilayah(self, queryset, nama, wilayah):
        return queryset.di_wilayah(wilayah, self._menurut)

    def biarkan(self, queryset, nama, nilai):
        """Says by which map the region is meant; nothing where none is chosen."""
        return queryset

    @property
    def _menurut(self):
        return menurut(self._terpilih().get("menurut"))

    def ditanggapi(self, queryset, nama, nilai):
        pihak = Pihak.objects.milik(self.queryset).filter(desa__isnull=False, tanggapan=nilai)
        return queryset.filter(pk__in=pihak.values("kerja_sama_id"))

    def akan_habis(self, queryset, nama, nilai):
        """In force, with its last day at most so many days ahead."""
        if not nilai:  # each filter is asked, also those that nobody set
            return queryset
        batas = self.hari_ini + timedelta(days=int(nilai))
        return queryset.berlaku_pada(self.hari_ini).filter(c_jatuh_tempo__lte=batas)

    def bermutu(self, queryset, nama, nilai):
        return queryset.bermutu(nilai)

    def berstatus(self, queryset, nama, nilai):
        if nilai == Status.BERLAKU:
            return queryset.berlaku_pada(self.hari_ini)
        if nilai == HABIS_MASA:
            return queryset.habis_masa_pada(self.hari_ini)
        return queryset.filter(c_status=nilai)

    def _terpilih(self):
        return self.form.cleaned_data if self.errors is not None else {}

    def _saring(self, queryset, kecuali=""):
        for nama, nilai in self._terpilih().items():
            if nama != kecuali:
                queryset = self.filters[nama].filter(queryset, nilai)
        return queryset

    def _pilihan_wilayah(self):
        return pilihan_wilayah(self.request.user, self.data.get("wilayah", ""))


class SaringanPilihWilayah(SaringanBerwilayah):
    """Whose `wilayah` is chosen from the regions of the person."""

    @property
    def form(self):
        formulir = super().form
        pilihan = formulir.fields["wilayah"].widget
        if not pilihan.choices:
            pilihan.choices = pilihan_wilayah(self.request.user, self.data.get("wilayah", ""))
        return formulir


class SaringanPihakKetiga(SaringanPilihWilayah):
    """Of the registry of third parties. A region finds those whose agreements lie there, and those written down there;
    an agreement outside the person's scope finds nobody."""

    q = django_filters.CharFilter(label="Nama atau NIB", method="cari", max_length=100)
    jenis = django_filters.ChoiceFilter(label="Jenis", choices=JenisPihakKetiga, empty_label="Semua jenis")
    wilayah = django_filters.CharFilter(label="Wilayah", method="di_wilayah", widget=forms.Select)

    def cari(self, queryset, nama, nilai):
        angka = angka_saja(nilai)
        if angka.isdigit():
            return queryset.filter(Q(nib=angka) | Q(kunci_nama__contains=kunci_nama(nilai)))
        return queryset.filter(kunci_nama__contains=kunci_nama(nilai))

    def di_wilayah(self, queryset, nama, wilayah):
        kerja_sama = KerjaSama.objects.dalam_cakupan(self.request.user, LIHAT).di_wilayah(wilayah)
        pihak = Pihak.objects.milik(kerja_sama).filter(pihak_ketiga__isnull=False)
        dicatat = Q(pencatat__in=Wilayah.objects.di_bawah(wilayah).order_by().values("pk"))
        return queryset.filter(dicatat | Q(pk__in=pihak.values("pihak_ketiga")))


class SaringanKewajiban(django_filters.FilterSet):
    q = django_filters.CharFilter(label="Kewajiban, pihak, atau kerja sama", method="cari", max_length=100)
    status = django_filters.ChoiceFilter(
        label="Keadaan", method="berkeadaan", choices=PILIHAN_KEWAJIBAN, empty_label="Semua"
    )
    milik = django_filters.ChoiceFilter(
        label="Pihak", method="sendiri", choices=[("saya", "Wilayah saya saja")], empty_label="Semua pihak"
    )
    dari = django_filters.DateFilter(
        label="Sejak", field_name="tenggat", lookup_expr="gte", widget=forms.DateInput(attrs={"type": "date"})
    )
    sampai = django_filters.DateFilter(
        label="Sampai", field_name="tenggat", lookup_expr="lte", widget=forms.DateInput(attrs={"type": "date"})
    )

    @cached_property
    def hari_ini(self):
        topi = getattr(self.request, "topi", None)
        return topi.wilayah.hari_ini() if topi else timezone.localdate()

    def cari(self, queryset, nama, nilai):
        for kata in nilai.split()[:MAKS_KATA]:
            queryset = queryset.filter(
                Q(uraian__icontains=kata)
                | Q(pihak__nama_saat_itu__icontains=kata)
                | Q(kerja_sama__judul__icontains=kata)
                | Q(kerja_sama__kode_ucap__icontains=kata)
            )
        return queryset

    def berkeadaan(self, queryset, nama, nilai):
        if nilai == "lewat":
            berhenti = Q(kerja_sama__status=Status.DITANGGUHKAN)
            return queryset.filter(~berhenti, status=StatusKewajiban.TERBUKA, tenggat__lt=self.hari_ini)
        return queryset.filter(status=nilai)

    def sendiri(self, queryset, nama, nilai):
        """Of the villages in the person's own nodes, at whatever tier."""
        simpul_ = simpul(self.request.user, LIHAT)
        return queryset.filter(di_simpul(simpul_, "pihak__desa"), pihak__desa__isnull=False)


class SaringanKawasan(SaringanPilihWilayah):
    q = django_filters.CharFilter(label="Nama kawasan", field_name="nama", lookup_expr="icontains", max_length=100)
    wilayah = django_filters.CharFilter(label="Wilayah", method="di_wilayah", widget=forms.Select)

    def di_wilayah(self, queryset, nama, wilayah):
        return queryset.filter(kabupaten__in=Wilayah.objects.di_bawah(wilayah).order_by().values("pk"))


class SaringanPublik(django_filters.FilterSet):
    """Of the public register: it knows nobody, so it asks for nobody's scope."""

    KEADAAN = (
        ("berlaku", "Berlaku"),
        ("habis", "Habis masa"),
        ("ditangguhkan", "Ditangguhkan"),
        ("berakhir", "Berakhir"),
    )
    NASKAH = (("peraturan", "Peraturan bersama"), ("perjanjian", "Perjanjian bersama"))

    q = django_filters.CharFilter(label="Nama desa, kecamatan, nomor, atau kata kunci", method="cari", max_length=100)
    wilayah = django_filters.CharFilter(label="Wilayah", method="di_wilayah", max_length=13, widget=forms.Select)
    bidang = django_filters.ChoiceFilter(label="Bidang", choices=Bidang, empty_label="Semua bidang")
    urusan = django_filters.ChoiceFilter(label="Urusan", choices=Urusan, empty_label="Semua urusan")
    naskah = django_filters.ChoiceFilter(
        label="Jenis naskah", choices=NASKAH, method="berjenis", empty_label="Semua naskah"
    )
    keadaan = django_filters.ChoiceFilter(
        label="Keadaan", choices=KEADAAN, method="berkeadaan", empty_label="Semua keadaan"
    )

    @property
    def form(self):
        formulir = super().form
        pilihan = formulir.fields["wilayah"].widget
        if not pilihan.choices:
            pilihan.choices = _wilayah_publik(self.data.get("wilayah", ""))
        return formulir

    def cari(self, queryset, nama, nilai):
        for kata in nilai.split()[:MAKS_KATA]:
            pihak = Pihak.objects.milik(self.queryset.order_by()).filter(
                Q(nama_saat_itu__icontains=kata) | Q(nomor__icontains=kata) | Q(kode_saat_itu=kata)
            )
            # The number of a perjanjian is not published: it must not be found by it either.
            terbuka = pihak.exclude(~Q(kerja_sama__bentuk=Bentuk.ANTAR_DESA), ~Q(nama_saat_itu__icontains=kata))
            queryset = queryset.filter(Q(judul__icontains=kata) | Q(pk__in=terbuka.values("kerja_sama_id")))
        return queryset

    def di_wilayah(self, queryset, nama, nilai):
        wilayah = temukan(nilai)
        return queryset.di_wilayah(wilayah) if wilayah else queryset.none()

    def berjenis(self, queryset, nama, nilai):
        peraturan = Q(bentuk=Bentuk.ANTAR_DESA)
        return queryset.filter(peraturan if nilai == "peraturan" else ~peraturan)

    def berkeadaan(self, queryset, nama, nilai):
        if nilai not in ("berlaku", "habis"):
            return queryset.filter(status=nilai)
        lewat = Q(jatuh_tempo__lt=timezone.localdate())
        return queryset.filter(lewat if nilai == "habis" else ~lewat, status=Status.BERLAKU)


def _wilayah_publik(kode):
    """The region chosen with the way down to it, and what lies one step below: reference data, open to everyone."""
    kini = temukan(kode) if kode else None
    jalur = [w for w in kini.jalur() if w.tingkat] if kini else []
    anak = Wilayah.objects.aktif().filter(induk=kini) if kini else Wilayah.objects.aktif().filter(tingkat=1)
    bawah = anak.order_by("kode") if kini is None or kini.tingkat < Tingkat.KECAMATAN else []
    return [("", "Seluruh Indonesia"), *((w.kode, w.nama_lengkap) for w in [*jalur, *bawah])]
