// Copies a code; the button is shown only where copying works.
document.querySelectorAll("[data-salin]").forEach((tombol) => {
  if (!navigator.clipboard) return;
  const semula = tombol.innerHTML;
  tombol.hidden = false;
  tombol.setAttribute("aria-live", "polite");
  tombol.addEventListener("click", async () => {
    await navigator.clipboard.writeText(tombol.dataset.salin);
    tombol.textContent = "Tersalin";
    setTimeout(() => {
      tombol.innerHTML = semula;
    }, 2000);
  });
});
