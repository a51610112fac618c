"""What the offices above do for an agreement in the making. None of it changes the agreement's state."""

from kerjasama.enums import HasilEvaluasi, Status
from kerjasama.queries.fasilitasi import boleh_mengevaluasi, kantor_pemfasilitasi, permintaan_terbuka
from kerjasama.queries.siklus import evaluasi_terakhir, sakelar_evaluasi, versi_terakhir
from wilayah.cakupan.transisi import TabelTransisi, Transisi

IZIN = "wilayah.fasilitasi_kerja_sama"
DASAR_EVALUASI = "Peraturan Bupati yang ditetapkan pada sakelar kantor (Permendagri 111/2014 Pasal 32 ayat (2))"
SELESAI = (Status.BERAKHIR, Status.DIBATALKAN, Status.DITARIK)


def kantor_di_jalur(kerja_sama, oleh):
    if kantor_pemfasilitasi(oleh, kerja_sama):
        return ""
    return "Provinsi memfasilitasi kerja sama lintas kabupaten; di dalam satu kabupaten, kecamatan dan kabupatennya."


def evaluasi_diminta_daerah(kerja_sama, oleh):
    return "" if sakelar_evaluasi(kerja_sama) else "Kabupaten tidak meminta evaluasi rancangan."


def belum_diminta(kerja_sama, oleh):
    return "Evaluasi sudah diminta dan belum dijawab." if permintaan_terbuka(kerja_sama) else ""


def versi_belum_dinilai(kerja_sama, oleh):
    terakhir, naskah = evaluasi_terakhir(kerja_sama), versi_terakhir(kerja_sama)
    if not (terakhir and terakhir.hasil and naskah and terakhir.versi_naskah == naskah.nomor):
        return ""
    if terakhir.hasil == HasilEvaluasi.SESUAI:
        return f"Versi {naskah.nomor} sudah dinilai sesuai."
    return "Versi ini sudah dinilai. Buka kembali naskahnya, perbaiki, dan sepakati versi yang baru."


def kantor_penangan(kerja_sama, oleh):
    return "" if boleh_mengevaluasi(oleh, kerja_sama) else "Evaluasi dijawab kabupaten pemrakarsa."


def ada_permintaan(kerja_sama, oleh):
    return "" if permintaan_terbuka(kerja_sama) else "Tidak ada evaluasi yang menunggu jawaban."


FASILITASI = TabelTransisi(
    nama="Fasilitasi dan evaluasi rancangan",
    bidang="status",
    label_status=dict(Status.choices),
    transisi=(
        Transisi(
            nama="catat_fasilitasi",
            label="Catat fasilitasi, konsultasi, atau saksi",
            dari=tuple(s for s in Status if s not in SELESAI),
            ke=None,
            izin=IZIN,
            dasar="PP 16/2026 Pasal 165 ayat (5) dan 180 ayat (2) huruf n; Permendagri 96/2017 Pasal 3 ayat (2)",
            gerbang=(kantor_di_jalur,),
        ),
        Transisi(
            nama="minta_evaluasi",
            label="Minta evaluasi rancangan",
            dari=(Status.DISEPAKATI,),
            ke=None,
            izin="wilayah.susun_kerja_sama",
            dasar=DASAR_EVALUASI,
            gerbang=(evaluasi_diminta_daerah, belum_diminta, versi_belum_dinilai),
            jam="mulai; lewat tenggat tidak menahan lagi",
        ),
        Transisi(
            nama="jawab_evaluasi",
            label="Jawab evaluasi rancangan",
            dari=(Status.DISEPAKATI,),
            ke=None,
            izin=IZIN,
            dasar=DASAR_EVALUASI,
            gerbang=(kantor_penangan, ada_permintaan),
            jam="berhenti",
        ),
    ),
)
