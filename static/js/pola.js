// Shows the number that a pattern would give while it is being typed. The server judges the pattern itself.
const ROMAWI = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

for (const borang of document.querySelectorAll("form[data-pola]")) {
  const contoh = borang.querySelector("[data-contoh]");
  const kotak = (akhir) => borang.querySelector(`[name$="${akhir}"]`);
  const [tahun, bulan] = contoh.dataset.tanggal.split("-").map(Number);
  borang.addEventListener("input", () => {
    const nilai = {
      klasifikasi: kotak("klasifikasi").value,
      urut: contoh.dataset.urut,
      bulan: String(bulan),
      bulan_romawi: ROMAWI[bulan - 1],
      tahun: String(tahun),
    };
    const pola = (kotak("pola_nomor") ?? kotak("pola")).value;
    contoh.textContent = pola.replace(/\{(\w+)(?::0([1-9]))?\}/g, (utuh, nama, lebar) =>
      nama in nilai ? nilai[nama].padStart(Number(lebar ?? 0), "0") : utuh,
    );
  });
}
