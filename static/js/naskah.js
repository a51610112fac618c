// Beside the form of an article: inserts at the cursor or else at the end, and sends the version autosave reached.
const form = document.getElementById("form-pasal");
const isi = form?.elements.isi;
let dipilih = false; // before the text was ever entered, its cursor stands at the beginning, where nobody put it

isi?.addEventListener("focus", () => (dipilih = true), { once: true });

// A clause is lines of its own; a reference or a figure stands within the sentence.
function sambung(teks, sebelum, sesudah) {
  const depan = sebelum && !/\s$/.test(sebelum);
  if (teks.startsWith("[[") || !/[.;]$/.test(teks)) return depan ? ` ${teks}` : teks;
  return `${depan ? "\n" : ""}${teks}${sesudah && !sesudah.startsWith("\n") ? "\n" : ""}`;
}

form?.addEventListener("click", (e) => {
  const tombol = e.target.closest("button[name=sisip]");
  if (!tombol || !form.dataset.simpanUrl) return;
  e.preventDefault();
  const [awal, akhir] = dipilih ? [isi.selectionStart, isi.selectionEnd] : [isi.value.length, isi.value.length];
  isi.setRangeText(sambung(tombol.value, isi.value.slice(0, awal), isi.value.slice(akhir)), awal, akhir, "end");
  isi.focus();
  isi.dispatchEvent(new Event("input", { bubbles: true }));
});

// Before simpan_otomatis.js looks at the form: what is stored by then is what this save stands on.
form?.addEventListener("submit", () => {
  if (form.dataset.versi) form.elements.versi.value = form.dataset.versi;
});
