// Mirrors the letterhead form onto the paper beside it. Without it the button «Pratinjau PDF» shows the same.
const kertas = document.querySelector("[data-kop]");
const borang = document.querySelector("form.formulir");
const isi = (nama) => borang.elements[nama]?.value.trim() ?? "";

function alamat() {
  const hubungan = [["Telepon", "telepon"], ["Laman", "laman"], ["Pos-el", "surel"]]
    .filter(([, nama]) => isi(nama))
    .map(([label, nama]) => `${label} ${isi(nama)}`)
    .join(", ");
  return [`${isi("alamat")} ${isi("kode_pos")}`.trim(), hubungan].filter(Boolean);
}

function segarkan() {
  for (const tempat of kertas.querySelectorAll("[data-isi]")) {
    const baris = tempat.dataset.isi === "alamat" ? alamat() : [isi(tempat.dataset.isi)];
    tempat.replaceChildren(...baris.flatMap((teks, n) => (n ? [document.createElement("br"), teks] : [teks])));
  }
  kertas.className = `kop-kertas ${isi("kertas").toLowerCase()} ${isi("huruf")}`;
}

if (kertas && borang) borang.addEventListener("input", segarkan);
