// Light or dark. The choice is a cookie, so the server draws the page right the first time.
const akar = document.documentElement;

function gelapKini() {
  return akar.dataset.tema ? akar.dataset.tema === "gelap" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function pasang(tombol) {
  const label = tombol.querySelector("[data-tema-label]");
  const tulis = () => {
    label.textContent = gelapKini() ? "Tampilan terang" : "Tampilan gelap";
  };
  tombol.hidden = false;
  tulis();
  tombol.addEventListener("click", () => {
    akar.dataset.tema = gelapKini() ? "terang" : "gelap";
    document.cookie = `tema=${akar.dataset.tema}; path=/; max-age=31536000; samesite=lax`;
    tulis();
  });
}

document.querySelectorAll("[data-tema-alih]").forEach(pasang);

// Small menus made of <details> close on Escape and on a click elsewhere.
addEventListener("click", (e) => {
  document.querySelectorAll("details[data-tutup-luar][open]").forEach((d) => {
    if (!d.contains(e.target)) d.open = false;
  });
});
addEventListener("keydown", (e) => {
  if (e.key !== "Escape") return;
  document.querySelectorAll("details[data-tutup-luar][open]").forEach((d) => {
    d.open = false;
    d.querySelector("summary").focus();
  });
});
