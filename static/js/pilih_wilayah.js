// A field for a region offers what the search finds while one types, and is filled with the code of the choice. Without
// this script the same field takes a code or a name as typed.
const JEDA = 250;
const TERPENDEK = 2;

function pasang(masukan, nomor) {
  const daftar = document.createElement("ul");
  const kabar = document.createElement("div");
  let tunggu, batal, terpilih = -1;
  daftar.id = `pilihan-wilayah-${nomor}`;
  daftar.className = "pilihan-wilayah";
  daftar.setAttribute("role", "listbox");
  daftar.setAttribute("aria-label", "Wilayah yang cocok");
  daftar.hidden = true;
  kabar.className = "bantu";
  kabar.setAttribute("role", "status");
  masukan.after(daftar, kabar);
  masukan.setAttribute("role", "combobox");
  masukan.setAttribute("aria-autocomplete", "list");
  masukan.setAttribute("aria-expanded", "false");
  masukan.setAttribute("aria-controls", daftar.id);

  const pilihan = () => [...daftar.querySelectorAll("[role=option]")];

  function tutup() {
    daftar.hidden = true;
    terpilih = -1;
    masukan.setAttribute("aria-expanded", "false");
    masukan.removeAttribute("aria-activedescendant");
  }

  function ambil(satu) {
    masukan.value = satu.dataset.kode;
    kabar.textContent = [...satu.children].map((e) => e.textContent).join(", ");
    tutup();
    masukan.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function sorot(ke) {
    const semua = pilihan();
    if (!semua.length) return;
    terpilih = (ke + semua.length) % semua.length;
    semua.forEach((e, n) => e.setAttribute("aria-selected", String(n === terpilih)));
    semua[terpilih].scrollIntoView({ block: "nearest" });
    masukan.setAttribute("aria-activedescendant", semua[terpilih].id);
  }

  async function cari() {
    batal?.abort();
    batal = new AbortController();
    const alamat = new URL(masukan.dataset.pilihWilayah, location.href);
    alamat.searchParams.set("q", masukan.value.trim());
    try {
      const jawaban = await fetch(alamat, { headers: { "HX-Request": "true" }, signal: batal.signal });
      if (!jawaban.ok || jawaban.redirected) return;
      daftar.innerHTML = await jawaban.text();
    } catch {
      return; // no connection: the field still takes a code
    }
    pilihan().forEach((e, n) => (e.id = `${daftar.id}-${n}`));
    kabar.textContent = pilihan().length ? `${pilihan().length} pilihan` : "";
    terpilih = -1;
    daftar.hidden = document.activeElement !== masukan;
    masukan.setAttribute("aria-expanded", String(!daftar.hidden));
  }

  masukan.addEventListener("input", () => {
    clearTimeout(tunggu);
    kabar.textContent = "";
    if (masukan.value.trim().length < TERPENDEK) return tutup();
    tunggu = setTimeout(cari, JEDA);
  });
  masukan.addEventListener("keydown", (e) => {
    if (e.key === "Escape") return tutup();
    if (daftar.hidden) return;
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      sorot(terpilih + (e.key === "ArrowDown" ? 1 : terpilih < 0 ? 0 : -1));
    } else if (e.key === "Enter" && terpilih >= 0) {
      e.preventDefault();
      ambil(pilihan()[terpilih]);
    }
  });
  // Before the field loses its focus, which would close the list.
  daftar.addEventListener("pointerdown", (e) => e.preventDefault());
  daftar.addEventListener("click", (e) => {
    const satu = e.target.closest("[role=option]");
    if (satu) ambil(satu);
  });
  masukan.addEventListener("blur", tutup);
}

document.querySelectorAll("[data-pilih-wilayah]").forEach(pasang);
