// Split view by keyboard: 1/2/3 answer the current item, J/K move, N writes its note. `?` is in pintasan.js.

const butir = [...document.querySelectorAll("[data-pisah] [data-butir]")];

function kini() {
  const fokus = document.activeElement?.closest?.("[data-butir]");
  return (
    fokus ||
    document.querySelector("[data-butir][data-aktif]") ||
    butir.find((b) => !b.querySelector(":checked")) ||
    butir[0]
  );
}

function pilih(b) {
  if (!b) return;
  butir.forEach((x) => x.removeAttribute("data-aktif"));
  b.setAttribute("data-aktif", "");
  (b.querySelector("[type=radio]:checked") || b.querySelector("[type=radio]"))?.focus({ preventScroll: true });
  b.scrollIntoView({ block: "center" });
}

function jawab(b, ke) {
  const radio = b?.querySelectorAll("[type=radio]")[ke];
  if (!radio || radio.disabled) return;
  butir.forEach((x) => x.toggleAttribute("data-aktif", x === b));
  radio.checked = true;
  radio.focus({ preventScroll: true });
  radio.dispatchEvent(new Event("input", { bubbles: true }));
  radio.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("pintasan", ({ detail: e }) => {
  if (!butir.length) return;
  const b = kini();
  const aksi = {
    1: () => jawab(b, 0),
    2: () => jawab(b, 1),
    3: () => jawab(b, 2),
    j: () => pilih(butir[butir.indexOf(b) + (b.hasAttribute("data-aktif") ? 1 : 0)]),
    k: () => pilih(butir[butir.indexOf(b) - 1]),
    n: () => b.querySelector("textarea")?.focus(),
  }[e.key.toLowerCase()];
  if (!aksi) return;
  e.preventDefault();
  aksi();
});

// Shows from the start which item the keys answer.
kini()?.setAttribute("data-aktif", "");
