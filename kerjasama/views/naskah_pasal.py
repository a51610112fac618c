"""One article at a time: whose turn it is, writing it with autosave, its place in the text."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone

from kerjasama.enums import Muatan
from kerjasama.forms.naskah import FormBab, FormPasal
from kerjasama.queries.klausul import isi_teks, isian_klausul, jenis_naskah, klausul_untuk, semua_klausul
from kerjasama.queries.naskah import dikunci_orang_lain, kelompok_bab, komentar_terbaru, pasal_naskah, versi_naskah
from kerjasama.rules.banding import banding_bagian
from kerjasama.rules.isian import bersihkan
from kerjasama.rules.naskah import nomor_rujukan, perujuk, rujuk, rujukan_ke, semua_pasal
from kerjasama.services.kerangka import pasal_dapat_diubah, pasal_klausul
from kerjasama.services.naskah import (
    NAIK,
    TURUN,
    ambil_pasal_lama,
    hapus_pasal,
    kunci_pasal,
    lepas_pasal,
    minta_giliran,
    namai_bab,
    pindah_bab,
    pindah_pasal,
    simpan_pasal,
    tambah_pasal,
)
from wilayah.cakupan.transisi import TindakanTertutup, VersiBasi
from wilayah.tampilan.format import jam
from wilayah.tampilan.formulir import pindahkan_galat
from wilayah.tampilan.views import baca_angka, kunci_kiriman

from .naskah_dasar import HalamanNaskah, susunan

# What of the agreement can be put into an article, in the words of clauses.
DATA = (
    ("jangka_waktu", "Jangka waktu"),
    ("nilai", "Nilai"),
    ("para_desa", "Para desa"),
    ("para_kepala_desa", "Para kepala desa"),
    ("pihak_ketiga", "Pihak ketiga"),
    ("pelaksana", "Pelaksana"),
    ("penyelesai", "Penyelesai perselisihan"),
    ("kabupaten", "Kabupaten"),
)


class HalamanPasal(HalamanNaskah):
    hanya_menyusun = True

    def siapkan(self):
        super().siapkan()
        self.baris = self.pasal()


class SuntingPasal(HalamanPasal):
    """The form of one article. Saved while one types (JSON) or by its buttons; who saved late sees both texts, and
    one's own stays in the form. `?dari=<versi>` starts from what a version said."""

    template_name = "kerjasama/naskah/pasal.html"

    def get_context_data(self, **kwargs):
        isi, bab, tercakup = susunan(self)
        kini = next(p for b in bab for p in b["pasal"] if p["kunci"] == self.baris.kunci)
        kwargs.setdefault("form", self.formulir())
        kwargs.setdefault("lain", None)
        return super().get_context_data(
            bab=bab,
            tercakup=tercakup,
            jumlah_pasal=len(semua_pasal(isi)),
            kini=kini,
            pengunci=dikunci_orang_lain(self.baris, self.request.user),
            rujukan=_pilihan_rujukan(self.object, bab, self.baris.kunci),
            data=[(nama, teks) for kunci, nama in DATA if (teks := isian_klausul(self.object).get(kunci))],
            klausul=_klausul_siap(self.object, self.baris.muatan) if self.baris.muatan else [],
            komentar=komentar_terbaru(self.request.user, self.object, self.baris.kunci),
            pilih=kini,
            **kwargs,
        )

    def formulir(self, data=None):
        awal = {b: getattr(self.baris, b) for b in ("judul", "isi", "muatan", "versi")}
        if dari := self.request.GET.get("dari"):
            awal |= self.dari_versi(dari)
        return FormPasal(data, initial=awal, berjudul=not self.object.adalah_pbkd or bool(self.baris.judul))

    def dari_versi(self, dari):
        versi = next((v for v in versi_naskah(self.naskah) if str(v.nomor) == dari), None)
        lama = next((p for p in semua_pasal(versi.isi) if p["kunci"] == self.baris.kunci), {}) if versi else {}
        return {b: lama[b] for b in ("judul", "isi", "muatan") if b in lama}

    def post(self, request, *args, **kwargs):
        otomatis = request.headers.get("X-Requested-With") == "fetch"
        try:
            self.siapkan()
        except (Http404, TindakanTertutup) as galat:
            return self.jawab_hilang(galat, otomatis)
        formulir = self.formulir(request.POST)
        if not formulir.is_valid():
            return self.jawab_galat(formulir, otomatis)
        try:
            pasal = self.simpan(formulir.cleaned_data)
        except VersiBasi as basi:
            return self.jawab_basi(basi.kini, formulir, otomatis)
        except ValidationError as galat:
            pindahkan_galat(formulir, galat)
            return self.jawab_galat(formulir, otomatis)
        except TindakanTertutup as galat:
            if otomatis:
                return JsonResponse({"galat": str(galat)}, status=400)
            raise
        if otomatis:
            return JsonResponse(
                {"versi": pasal.versi, "disimpan": jam(timezone.now(), self.object.desa_pendaftar.zona)}
            )
        return self.setelah_simpan(pasal)

    def jawab_hilang(self, galat, otomatis):
        """The article was taken out, or the text is written no more, while one was writing."""
        if getattr(self, "object", None) is None or otomatis:
            raise galat
        dihapus = isinstance(galat, Http404)
        alasan = "Pasal ini sudah dihapus pihak lain." if dihapus else str(galat)
        return self.tak_tersimpan({"alasan": alasan, "dihapus": dihapus}, self.request.POST.get("isi", ""))

    def simpan(self, isi):
        teks = isi["isi"]
        if sisip := self.request.POST.get("sisip", ""):
            teks = f"{teks.rstrip()} {sisip}" if sisip.startswith("[[") else f"{teks.rstrip()}\n{sisip}".lstrip()
        return simpan_pasal(
            pasal=self.baris,
            isi=teks,
            judul=isi.get("judul", self.baris.judul),
            muatan=isi["muatan"],
            versi=isi["versi"],
            oleh=self.request.user,
        )

    def setelah_simpan(self, pasal):
        if self.request.POST.get("tindakan") == "selesai":
            lepas_pasal(pasal=pasal, oleh=self.request.user)
            messages.success(self.request, "Pasal tersimpan.")
            return redirect(self.url_ruang(pasal.kunci))
        return redirect("naskah_pasal", self.object.id_publik, pasal.kunci)

    def jawab_galat(self, formulir, otomatis):
        if otomatis:
            galat = " ".join(pesan for daftar in formulir.errors.values() for pesan in daftar)
            return JsonResponse({"galat": galat}, status=400)
        return self.render_to_response(self.get_context_data(form=formulir), status=422)

    def jawab_basi(self, kini, formulir, otomatis):
        oleh = kini.diubah_oleh.nama if kini.diubah_oleh else "pihak lain"
        if otomatis:
            isi = {"versi": kini.versi, "oleh": oleh, "isi": kini.isi, "muatan": kini.muatan}
            return JsonResponse(isi | ({"judul": kini.judul} if "judul" in formulir.fields else {}), status=409)
        data = self.request.POST.copy()
        data["versi"] = kini.versi
        punyaku = formulir.cleaned_data["isi"].replace("\r\n", "\n")
        nomor = nomor_rujukan(susunan(self)[0])
        lain = {
            "oleh": oleh,
            "isi": rujuk(kini.isi, nomor),
            "saya": rujuk(punyaku, nomor),
            "beda": banding_bagian(kini.isi, punyaku, lambda t: rujuk(t, nomor), lambda t: rujuk(t, nomor)),
        }
        self.baris = kini
        konteks = self.get_context_data(form=self.formulir(data), lain=lain)
        return self.render_to_response(konteks, status=409)


def _pilihan_rujukan(ks, bab, kunci):
    """The other articles; in a change those of the text in force, by their numbers there."""
    if ks.mengubah_id:
        lama = [p for p in pasal_dapat_diubah(ks) if p["nomor"]]
        return [{"nilai": rujukan_ke(p["kunci"]), "label": f"Pasal {p['nomor']} yang berlaku"} for p in lama]
    return [
        {"nilai": rujukan_ke(p["kunci"]), "label": f"Pasal {p['nomor']}" + (f" {p['judul']}" if p["judul"] else "")}
        for b in bab
        for p in b["pasal"]
        if p["kunci"] != kunci
    ]


def _letak_muatan(bab, muatan):
    """Behind the last article on the same matter, or on one that the law names before it."""
    if not muatan:
        return ""
    sebelum = Muatan.values[: Muatan.values.index(muatan) + 1]
    return next((p["kunci"] for b in reversed(bab) for p in reversed(b["pasal"]) if p["muatan"] in sebelum), "")


def _klausul_siap(ks, muatan):
    """Clauses for the agreement, filled with its data."""
    isian = isian_klausul(ks)
    return [
        {
            "kode": k.kode,
            "judul": isi_teks(k.judul, isian),
            "isi": isi_teks(k.isi, isian),
            "catatan": k.catatan,
            "sendiri": bool(k.urusan),
        }
        for k in klausul_untuk(urusan=ks.urusan, bentuk=ks.bentuk, muatan=muatan)
    ]


class GiliranPasal(HalamanPasal):
    """Takes one's turn, gives it back, or asks whoever has it."""

    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        self.siapkan()
        tindakan = request.POST.get("tindakan")
        if tindakan == "ambil":
            kunci_pasal(pasal=self.baris, oleh=request.user)
            return redirect("naskah_pasal", self.object.id_publik, self.baris.kunci)
        if tindakan == "minta":
            siapa = minta_giliran(pasal=self.baris, oleh=request.user)
            kata = f"{siapa.nama} sudah diberi tahu." if siapa else "Pasal ini sudah bebas. Anda dapat menyuntingnya."
            messages.success(request, kata)
            return redirect(self.url_ruang(self.baris.kunci))
        lepas_pasal(pasal=self.baris, oleh=request.user)
        return redirect(self.url_ruang(self.baris.kunci))


class SusunanPasal(HalamanPasal):
    """Moves an article or its chapter one place."""

    http_method_names = ("post",)
    TINDAKAN = {
        "naik": (pindah_pasal, NAIK),
        "turun": (pindah_pasal, TURUN),
        "bab_naik": (pindah_bab, NAIK),
        "bab_turun": (pindah_bab, TURUN),
    }

    def post(self, request, *args, **kwargs):
        self.siapkan()
        layanan, arah = self.TINDAKAN.get(request.POST.get("tindakan"), (None, 0))
        if layanan is None:
            raise TindakanTertutup("Tindakan ini tidak dikenal. Muat ulang halaman.")
        layanan(pasal=self.baris, arah=arah, oleh=request.user)
        return redirect(self.url_ruang(self.baris.kunci))


class HapusPasal(HalamanPasal):
    """Shows what would go and who refers to it, then takes it out."""

    template_name = "kerjasama/naskah/hapus.html"

    def get_context_data(self, **kwargs):
        isi, bab, _ = susunan(self)
        return super().get_context_data(
            kini=next(p for b in bab for p in b["pasal"] if p["kunci"] == self.baris.kunci),
            perujuk=perujuk(isi, self.baris.kunci),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        self.siapkan()
        try:
            hapus_pasal(pasal=self.baris, versi=baca_angka(request.POST.get("versi")), oleh=request.user)
        except VersiBasi as basi:
            self.baris = basi.kini
            return self.render_to_response(self.get_context_data(basi=True), status=409)
        messages.success(request, "Pasal dihapus. Nomor pasal lain dan rujukannya sudah mengikuti.")
        return redirect(self.url_ruang())


class BabNaskah(HalamanPasal):
    """The name and place of the chapter that begins with an article."""

    template_name = "kerjasama/naskah/bab.html"

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", FormBab(initial={"judul": self.baris.bab}))
        bab = kelompok_bab(pasal_naskah(self.naskah))
        return super().get_context_data(
            baris=self.baris, isi_bab=next(b for b in bab if self.baris in b.pasal).pasal, **kwargs
        )

    def post(self, request, *args, **kwargs):
        self.siapkan()
        formulir = FormBab(request.POST)
        if formulir.is_valid():
            try:
                namai_bab(pasal=self.baris, judul=formulir.cleaned_data["judul"], oleh=request.user)
                return redirect(self.url_ruang(self.baris.kunci))
            except ValidationError as galat:
                pindahkan_galat(formulir, galat)
        return self.render_to_response(self.get_context_data(form=formulir), status=422)


class PasalBaru(HalamanNaskah):
    """A new article behind another: empty, from a clause, in a chapter of its own, or (in an act that changes another)
    one of the old text."""

    template_name = "kerjasama/naskah/pasal_baru.html"
    hanya_menyusun = True

    def get_context_data(self, **kwargs):
        ks, muatan = self.object, self.muatan()
        _, bab, _ = susunan(self)
        semua = [p for b in bab for p in b["pasal"]]
        sesudah = self.request.GET.get("sesudah", "") or _letak_muatan(bab, muatan)
        if not sesudah and ks.mengubah_id and len(semua) > 1:
            sesudah = semua[-2]["kunci"]  # a change ends with an article of its own
        kwargs.setdefault("form", FormBab())
        return super().get_context_data(
            semua=semua,
            bab=bab,
            sesudah=sesudah,
            muatan=muatan,
            pilihan_muatan=Muatan.choices,
            klausul=_klausul_siap(ks, muatan),
            lama=pasal_dapat_diubah(ks) if ks.mengubah_id else [],
            ada={p["kunci"] for p in semua},
            **kwargs,
        )

    def muatan(self):
        dipilih = self.request.GET.get("muatan", "")
        return dipilih if dipilih in Muatan.values else ""

    def post(self, request, *args, **kwargs):
        self.siapkan()
        try:
            pasal = self.tambah()
        except ValidationError as galat:
            formulir = FormBab(request.POST)
            formulir.is_valid()
            pindahkan_galat(formulir, galat)
            return self.render_to_response(self.get_context_data(form=formulir), status=422)
        if request.POST.get("klausul") or request.POST.get("lama"):
            messages.success(request, "Pasal ditambahkan. Periksa bunyinya.")
        return redirect("naskah_pasal", self.object.id_publik, pasal.kunci)

    def tambah(self):
        kiriman = self.request.POST
        dasar = {"kerja_sama": self.object, "sesudah": kiriman.get("sesudah", ""), "oleh": self.request.user}
        if lama := bersihkan(kiriman.get("lama", "")):
            return ambil_pasal_lama(pasal=lama, **dasar)
        dasar |= {"kunci": kunci_kiriman(self.request), "bab": kiriman.get("judul", "").strip() or None}
        if kode := kiriman.get("klausul"):
            isi = self.dari_klausul(kode)
            return tambah_pasal(**dasar, **{k: isi[k] for k in ("judul", "isi", "muatan", "klausul")})
        muatan = kiriman.get("muatan", "")
        isi = kiriman.get("isi", "")
        return tambah_pasal(**dasar, isi=isi, muatan=muatan if muatan in Muatan.values else "")

    def dari_klausul(self, kode):
        jenis = jenis_naskah(self.object.bentuk)
        klausul = next((k for k in semua_klausul() if k.kode == kode and k.bentuk == jenis), None)
        if klausul is None:
            raise ValidationError("Pilih klausul dari daftar.")
        return pasal_klausul(klausul, isian_klausul(self.object), bab="")
