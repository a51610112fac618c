// Beside the ordinary form of an article: inserts at the cursor, and sends the version that autosave reached.
const form = document.getElementById("form-pasal");
const isi = form?.elements.isi;

form?.addEventListener("click", (e) => {
  const tombol = e.target.closest("button[name=sisip]");
  if (!tombol || !form.dataset.simpanUrl) return;
  e.preventDefault();
  const baris = tombol.value.startsWith("[[") || !tombol.value.includes("\n") ? tombol.value : `\n${tombol.value}\n`;
  isi.setRangeText(baris, isi.selectionStart, isi.selectionEnd, "end");
  isi.focus();
  isi.dispatchEvent(new Event("input", { bubbles: true }));
});

// Before simpan_otomatis.js looks at the form: what is stored by then is what this save stands on.
form?.addEventListener("submit", () => {
  if (form.dataset.versi) form.elements.versi.value = form.dataset.versi;
});
