"""Steps that several journeys take, each at the screen of whoever takes it."""

import re

from playwright.sync_api import expect

from tests.pabrik.berkas import foto_contoh, pdf_contoh

HADIR = {
    "Pemerintah kalurahan, laki-laki": "4",
    "Bamuskal, laki-laki": "5",
    "Tokoh masyarakat, perempuan": "6",
    "Perwakilan kelompok tani, laki-laki": "7",
    "Perwakilan kelompok perempuan, perempuan": "12",
}


def isi(halaman, isian):
    for label, nilai in isian.items():
        halaman.get_by_label(label, exact=True).or_(halaman.get_by_label(f"{label} (boleh kosong)")).fill(nilai)


def tekan(halaman, nama, peran="button"):
    halaman.get_by_role(peran, name=nama, exact=True).first.click()


def undang(bpd, jam, hari, nomor):
    bpd.get_by_role("link", name="Undang musyawarah").first.click()
    bpd.get_by_label("Hari, tanggal").fill(jam.tanggal(hari))
    bpd.get_by_label("Jam").fill("09:00")
    bpd.get_by_label("Nomor surat undangan").fill(nomor)
    tekan(bpd, "Terbitkan undangan")
    expect(bpd.get_by_text("Undangan terbit. Unduh suratnya")).to_be_visible()
    unduh(bpd, bpd.get_by_role("link", name="Surat undangan"))


def hadiri(orang, hadir, *, berfoto=True):
    """Counts who came, names a delegate, and keeps a photo."""
    orang.get_by_role("link", name="Catat kehadiran").first.click()
    for label, jumlah in hadir.items():
        orang.get_by_role("spinbutton", name=label).fill(jumlah)
    expect(orang.locator("[data-jumlah]")).to_have_text(f"{sum(map(int, hadir.values()))} orang")
    satu = orang.get_by_role("group", name="Orang ke-1")
    satu.get_by_label("Nama").fill("Sri Wahyuni")
    satu.get_by_label("Unsur").select_option("perempuan")
    satu.get_by_label("L/P").select_option("P")
    satu.get_by_label("Utusan").select_option(index=1)
    if berfoto:
        simpan_foto(orang)
    tekan(orang, "Lanjut ke keputusan")


def simpan_foto(orang):
    foto = {"name": "rapat.jpg", "mimeType": "image/jpeg", "buffer": foto_contoh("olive")}
    orang.get_by_label("Foto (boleh kosong)", exact=True).set_input_files(foto)
    tekan(orang, "Unggah foto")
    expect(orang.get_by_text("Foto musyawarah")).to_be_visible()


def putuskan(orang, keputusan):
    orang.get_by_label("Menyepakati", exact=True).check()
    orang.get_by_label("Isi keputusan").fill(keputusan)
    orang.get_by_label("Pokok pembahasan").fill("Iuran warga, jadwal angkut, dan keselamatan petugas dibahas.")
    orang.get_by_label("Notulis").fill("Budi Santoso")
    tekan(orang, "Periksa keputusan")
    tekan(orang, "Tegaskan keputusan")
    unduh(orang, orang.get_by_role("link", name="Buka berita acara"))
    unggah(orang)
    tekan(orang, "Simpan berita acara")
    expect(orang.get_by_text("Berita acara bertanda tangan tersimpan.")).to_be_visible()


def unggah(halaman):
    berkas = {"name": "pindaian.pdf", "mimeType": "application/pdf", "buffer": pdf_contoh(2)}
    halaman.locator("input[type=file]").set_input_files(berkas)


def unduh(halaman, tautan):
    """A letter opens for whoever presses its link."""
    jawaban = halaman.request.get(tautan.get_attribute("href"))
    assert jawaban.ok and jawaban.body().startswith(b"%PDF-"), jawaban.status


def buka_tugas(orang, awal, judul):
    """The task on the home page, or in the queue of an office."""
    orang.goto("/")
    orang.get_by_role("link", name=re.compile(f"{awal}.*{judul}")).first.click()


def bermusyawarah(orang, jam, hadir, keputusan):
    """Invited, held and decided on one day, without a photo."""
    undang(orang, jam, 0, "005/9/XII/2026")
    hadiri(orang, hadir, berfoto=False)
    putuskan(orang, keputusan)


def simpan_versi(operator, nomor):
    operator.get_by_role("link", name="Simpan sebagai versi").click()
    tekan(operator, f"Simpan sebagai versi {nomor}")
    expect(operator.get_by_text(f"Versi {nomor} tersimpan.")).to_be_visible()


def sepakati(kades, judul, nomor):
    buka_tugas(kades, "Sepakati naskah", judul)
    kades.get_by_label("Saya sudah membaca versi ini").check()
    tekan(kades, f"Sepakati versi {nomor}")
    expect(kades.get_by_text(f"menyepakati versi {nomor}.")).to_be_visible()


def libatkan_camat(camat, judul, tindakan, hari):
    buka_tugas(camat, "Catat keterlibatan camat", judul)
    camat.get_by_label(tindakan, exact=True).check()
    camat.get_by_label("Tanggal").fill(hari)
    camat.get_by_label("Catatan", exact=True).fill("Rancangan dibahas bersama para lurah.")
    tekan(camat, "Catat")
    expect(camat.get_by_text("Tercatat. Para pihak diberi tahu.")).to_be_visible()


def simpan_pindaian(operator, judul):
    buka_tugas(operator, "Unggah naskah bertanda tangan", judul)
    unggah(operator)
    tekan(operator, "Simpan naskah")
    expect(operator.get_by_text("Naskah bertanda tangan tersimpan.")).to_be_visible()
