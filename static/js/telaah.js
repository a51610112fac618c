// While one answers, the squares, the counts and what is left follow; the server decides when the result is proposed.
const butir = [...document.querySelectorAll("[data-butir]")];
const ruas = document.querySelectorAll(".instrumen .ruas i");
const KELAS = { sesuai: "s", perlu_perbaikan: "p", bertentangan: "t" };

function hitung() {
  const nilai = butir.map((b) => b.querySelector("[type=radio]:checked")?.value || "");
  nilai.forEach((n, i) => {
    if (ruas[i]) ruas[i].className = KELAS[n] || "";
  });
  document.querySelectorAll("[data-rekap]").forEach((e) => {
    e.textContent = nilai.filter((n) => n === e.dataset.rekap).length;
  });
  const sisa = nilai.filter((n) => !n).length;
  document.querySelectorAll("[data-sisa]").forEach((e) => {
    e.textContent = sisa ? ` (${sisa} butir lagi)` : "";
  });
}

addEventListener("input", hitung);
hitung();
