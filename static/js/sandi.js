// Shows the password on request: long passwords are typed on small keyboards.
document.querySelectorAll("[data-tampilkan-sandi]").forEach((tombol) => {
  const isian = document.getElementById(tombol.getAttribute("aria-controls"));
  tombol.hidden = false;
  tombol.addEventListener("click", () => {
    const tampak = isian.type === "password";
    isian.type = tampak ? "text" : "password";
    tombol.setAttribute("aria-pressed", String(tampak));
    tombol.textContent = tampak ? "Sembunyikan" : "Tampilkan";
  });
});
