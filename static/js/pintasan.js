// `/` goes to the search box; buttons with data-buka open a dialog; `?` opens the keyboard map if the page has one.
// Other scripts hear keys pressed outside of writing as the event «pintasan»: module imports would break under hashed names.
const dialog = (id) => document.getElementById(id);

function sedangMengetik(e) {
  return (
    e.ctrlKey ||
    e.metaKey ||
    e.altKey ||
    e.target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable], dialog[open]")
  );
}

addEventListener("keydown", (e) => {
  if (sedangMengetik(e)) return;
  document.dispatchEvent(new CustomEvent("pintasan", { detail: e }));
  if (e.key === "/") {
    const cari = document.querySelector("[data-pintasan-cari]");
    if (cari?.offsetParent) {
      e.preventDefault();
      cari.focus();
      cari.select();
    }
  }
  if (e.key === "?") dialog("dialog-pintasan")?.showModal();
});

document.querySelectorAll("[data-buka]").forEach((tombol) => {
  tombol.addEventListener("click", () => dialog(tombol.dataset.buka)?.showModal());
});
