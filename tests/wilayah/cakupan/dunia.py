"""A random world and its oracle. `Dunia` is plain data, from which `terlihat` and its kin are worked out by walking
parents, without codes, closure or SQL; `tanam` writes the same world into the database."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone
from hypothesis import strategies as st

from binwas.models import Pemeriksaan, PenerimaSurat, Surat
from kerjasama.enums import Status
from kerjasama.models import KerjaSama, Pihak, PihakSaatItu, Undangan
from wilayah.cakupan.roles import PERAN
from wilayah.cakupan.services import grup_kantor
from wilayah.models import Pengguna, Penugasan, Wilayah

PUSAT = ()
JENIS = ("pusat", "provinsi", "kabupaten", "kecamatan", "desa")
# «1» and «10» begin alike and are not below one another.
LANGKAH = (("71", "72"), ("1", "10"), ("1", "10"), ("1", "10", "2"))
SURAT_KELUAR = ("terbit", "disampaikan", "dicabut")
hari = st.integers(-3, 3)
angka = st.integers(0, 30)
desa = st.tuples(*(st.sampled_from(langkah) for langkah in LANGKAH))


@dataclass
class Naskah:
    """One agreement; `pihak` are villages (the first registers), `dulu` the path of each that moved since."""

    pihak: list
    status: str
    lewat: bool
    pemeriksaan: bool
    surat: tuple
    dulu: dict = field(default_factory=dict)


@dataclass
class Dunia:
    """Regions are named by where they first stood. `induk` says where they stand now, `penerus` who acts for them."""

    induk: dict
    penerus: dict
    tugas: list
    naskah: list
    undangan: list

    def jalur(self, w):
        return [w] if w == PUSAT else [w, *self.jalur(self.induk[w])]

    def wilayah_kini(self, n):
        """Regions in which the agreement lies by the present map: its parties', or those that act for them."""
        return set().union(*(self.jalur(self.penerus.get(d, d)) for d in n.pihak)) - {PUSAT}

    def wilayah_saat_itu(self, n):
        """… and by the one when the parties came in."""
        return set().union(*(n.dulu.get(d) or self.jalur(d) for d in n.pihak)) - {PUSAT}

    def simpul(self, izin):
        """Regions at which the person holds the power today, with the merged ones that these act for."""
        pegang = {
            w
            for w, peran, mulai, lama in self.tugas
            if izin in PERAN[peran].izin and mulai <= 0 and (lama is None or mulai + lama >= 0)
        }
        return pegang | {lama for lama, baru in self.penerus.items() if baru in pegang}

    def meliputi(self, izin, w):
        return bool(self.simpul(izin) & set(self.jalur(w)))

    def lewat_penugasan(self, n, izin="lihat_kerja_sama"):
        simpul = self.simpul(izin)
        return PUSAT in simpul or bool(simpul & (self.wilayah_kini(n) | self.wilayah_saat_itu(n)))

    def diundang(self, i):
        return any(
            ke == i and mulai <= 0 and mulai + lama >= 0 and not dicabut for ke, mulai, lama, dicabut in self.undangan
        )

    def melihat(self, i):
        return self.lewat_penugasan(self.naskah[i]) or self.diundang(i)

    def kantor(self, n):
        return self.jalur(n.pihak[0])[2]

    def melihat_surat(self, i):
        """By the power to read the agreement: letters that are out; a secret one only where it is addressed."""
        status, rahasia = self.naskah[i].surat
        tertuju = bool(self.simpul("lihat_kerja_sama") & set(self.naskah[i].pihak))
        return self.melihat(i) and status in SURAT_KELUAR and (not rahasia or tertuju)


@st.composite
def dunia(draw):
    """Few villages and many things about them, so that most examples have something to leak."""
    daftar = sorted(draw(st.sets(desa, min_size=2, max_size=6)))
    simpul = sorted({d[:n] for d in daftar for n in range(5)}, key=lambda w: (len(w), w))
    induk = {w: w[:-1] for w in simpul if w}
    d = Dunia(induk, {}, [], [], [])
    for _ in range(draw(st.integers(1, 4))):
        d.naskah.append(_naskah(draw, daftar))
    _pindahkan(draw, d)
    if draw(st.booleans()):
        _gabungkan(draw, d)
    for _ in range(draw(st.integers(0, 4))):
        w = simpul[draw(angka) % len(simpul)]
        peran = [k for k, p in PERAN.items() if p.tingkat == len(w)]
        d.tugas.append((w, peran[draw(angka) % len(peran)], draw(hari), draw(st.one_of(st.none(), st.integers(0, 4)))))
    for _ in range(draw(st.integers(0, 2))):
        d.undangan.append((draw(angka) % len(d.naskah), draw(hari), draw(st.integers(0, 4)), draw(angka) % 4 == 0))
    return d


def _naskah(draw, daftar):
    pihak = draw(st.lists(st.sampled_from(daftar), min_size=1, max_size=5, unique=True))
    status = draw(st.sampled_from([Status.BERLAKU, Status.BERLAKU, Status.DITARIK]))
    surat = draw(st.sampled_from(["konsep", "disampaikan", "dicabut"])), draw(st.booleans())
    return Naskah(pihak, str(status), draw(st.booleans()), draw(st.booleans()), surat)


def _pindahkan(draw, d):
    """Moves some regions under another parent of the same tier; parties keep the path that they had."""
    for w in [w for w in d.induk if len(w) > 1]:
        calon = [v for v in d.induk if len(v) == len(w) - 1 and v != d.induk[w]]
        if calon and draw(angka) % 6 == 0:
            for n in d.naskah:
                for p in n.pihak:
                    if w in d.jalur(p):
                        n.dulu[p] = n.dulu.get(p, []) + d.jalur(p)
            d.induk[w] = calon[draw(angka) % len(calon)]


def _gabungkan(draw, d):
    """A region goes up into another of its tier, which then acts for it; a successor is never inactive itself."""
    w = draw(st.sampled_from([w for w in d.induk if w]))
    calon = [v for v in d.induk if len(v) == len(w) and v != w]
    if calon:
        d.penerus[w] = calon[draw(angka) % len(calon)]


@dataclass
class Ditanam:
    """The rows of a world, by the names that the oracle has for them."""

    orang: Pengguna
    wilayah: dict
    naskah: list
    pemeriksaan: dict
    surat: list


def tanam(d, pencatat):
    """Writes the world: agreements on the first map, then the moves, the mergers, the grants."""
    wilayah = _tanam_pohon(d)
    naskah = [_tanam_naskah(n, wilayah, pencatat) for n in d.naskah]
    _ubah_peta(d, wilayah)
    orang = Pengguna.objects.create(username="sifat", nama="Sifat", password="!")
    _tanam_hibah(d, wilayah, orang, naskah, pencatat)
    pemeriksaan, surat = _tanam_pengawasan(d, wilayah, naskah, pencatat)
    return Ditanam(orang, wilayah, naskah, pemeriksaan, surat)


def _tanam_pohon(d):
    wilayah = {PUSAT: Wilayah.objects.get(tingkat=0)}
    for tingkat in range(1, 5):
        baris = [w for w in d.induk if len(w) == tingkat]
        baru = Wilayah.objects.bulk_create(
            Wilayah(
                kode=".".join(w), nama=f"W {'-'.join(w)}", jenis=JENIS[tingkat], tingkat=tingkat, induk=wilayah[w[:-1]]
            )
            for w in baris
        )
        wilayah |= zip(baris, baru, strict=True)
    return wilayah


def _tanam_naskah(n, wilayah, pencatat):
    kini = timezone.localdate()
    ks = KerjaSama.objects.create(
        judul=f"Naskah {'-'.join(n.pihak[0])}",
        bentuk="antar_desa",
        bidang="pembangunan",
        urusan="sampah",
        tanggal_ditetapkan=kini - timedelta(60),
        tanggal_mulai=kini - timedelta(60),
        jatuh_tempo=kini + timedelta(-30 if n.lewat else 30),
        status=n.status,
        desa_pendaftar=wilayah[n.pihak[0]],
        didaftarkan_oleh=pencatat,
    )
    pihak = Pihak.objects.bulk_create(
        Pihak(
            kerja_sama=ks,
            desa=wilayah[p],
            urut=i,
            kode_saat_itu=wilayah[p].kode,
            nama_saat_itu=wilayah[p].nama,
            nomor=f"{i} Tahun 2026",
        )
        for i, p in enumerate(n.pihak, 1)
    )
    PihakSaatItu.objects.bulk_create(
        PihakSaatItu(pihak=satu, wilayah=wilayah[w])
        for satu, p in zip(pihak, n.pihak, strict=True)
        for w in sorted(set(n.dulu.get(p, [])) - {PUSAT})
    )
    return ks


def _ubah_peta(d, wilayah):
    """Parents first, since the code of a region is its parent's and something of its own."""
    for n, w in enumerate(sorted(d.induk, key=len), 20):
        satu, induk = wilayah[w], wilayah[d.induk[w]]
        if d.induk[w] != w[:-1] or (w[:-1] and not satu.kode.startswith(f"{induk.kode}.")):
            # A last part of its own: two moved regions may have had the same one.
            satu.induk, satu.kode = induk, f"{induk.kode}.{n}"
            satu.save(update_fields=["induk", "kode"])
    for lama, baru in d.penerus.items():
        satu = wilayah[lama]
        satu.aktif, satu.diteruskan_oleh = False, wilayah[baru]
        satu.save(update_fields=["aktif", "diteruskan_oleh"])


def _tanam_hibah(d, wilayah, orang, naskah, pencatat):
    kini = timezone.now()

    def rentang(mulai, lama):
        akhir = {} if lama is None else {"sebelum": kini + timedelta(days=mulai + lama, hours=1)}
        return {"dari": kini + timedelta(days=mulai, hours=-1)} | akhir

    for w, peran, mulai, lama in d.tugas:
        Penugasan.objects.create(
            pengguna=orang,
            wilayah=wilayah[w],
            peran=peran,
            grup=grup_kantor(wilayah[w], peran),
            jabatan="J",
            sk="SK",
            sifat="plt" if mulai % 2 else "definitif",
            tanggal_mulai=kini.date(),
            **rentang(mulai, lama),
        )
    Undangan.objects.bulk_create(
        Undangan(
            kerja_sama=naskah[ke],
            pengguna=orang,
            sebagai="ahli",
            alasan="A",
            tanggal_mulai=kini.date(),
            tanggal_selesai=kini.date(),
            oleh=pencatat,
            dicabut_pada=kini if dicabut else None,
            **rentang(mulai, lama),
        )
        for ke, mulai, lama, dicabut in d.undangan
    )


def _tanam_pengawasan(d, wilayah, naskah, pencatat):
    pemeriksaan, surat = {}, []
    for i, (n, ks) in enumerate(zip(d.naskah, naskah, strict=True)):
        kantor = wilayah[d.kantor(n)]
        if n.pemeriksaan:
            pemeriksaan[i] = Pemeriksaan.objects.create(
                kerja_sama=ks,
                jenis="klarifikasi",
                status="ditelaah",
                kantor=kantor,
                kecamatan=wilayah[d.jalur(n.pihak[0])[1]],
                diteruskan_oleh=pencatat,
            )
        status, rahasia = n.surat
        satu = Surat.objects.create(
            jenis="hasil_klarifikasi",
            kantor=kantor,
            kerja_sama=ks,
            status=status,
            hal="H",
            sifat="rahasia" if rahasia else "biasa",
            konseptor=pencatat,
        )
        PenerimaSurat.objects.bulk_create(
            PenerimaSurat(surat=satu, urut=u, wilayah=wilayah[p], jabatan="Kepala") for u, p in enumerate(n.pihak, 1)
        )
        surat.append(satu)
    return pemeriksaan, surat
