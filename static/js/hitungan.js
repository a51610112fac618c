// Counting on a phone: large − and + beside each number, the sum as one counts, and the place of the phone if its
// holder gives it. Without this the numbers are typed.
const form = document.querySelector("[data-hitungan]");
const isian = [...form.querySelectorAll("[data-hitung]")];

function tombol(teks, label, langkah, masukan) {
  const t = document.createElement("button");
  t.type = "button";
  t.textContent = teks;
  t.setAttribute("aria-label", label);
  t.addEventListener("click", () => {
    const kini = Number.parseInt(masukan.value, 10) || 0;
    const baru = Math.min(Math.max(kini + langkah, 0), Number(masukan.max));
    masukan.value = baru || "";
    masukan.dispatchEvent(new Event("input", { bubbles: true }));
  });
  return t;
}

function jumlahkan() {
  const jumlah = { L: 0, P: 0 };
  isian.forEach((m) => {
    jumlah[m.dataset.hitung] += Number.parseInt(m.value, 10) || 0;
  });
  const semua = jumlah.L + jumlah.P;
  const persen = semua ? Math.round((100 * jumlah.P) / semua) : 0;
  form.querySelector("[data-jumlah]").textContent = `${semua.toLocaleString("id")} orang`;
  form.querySelector("[data-perempuan]").textContent = `${jumlah.P.toLocaleString("id")} perempuan (${persen}%)`;
}

isian.forEach((m) => {
  const nama = m.labels[0].querySelector(".sr").textContent;
  m.before(tombol("−", `Kurangi ${nama}`, -1, m));
  m.after(tombol("+", `Tambah ${nama}`, 1, m));
  m.addEventListener("input", jumlahkan);
});
if (isian.length) form.classList.add("berpenghitung");

// What was saved as one typed has moved the version on.
form.addEventListener("submit", () => {
  if (form.dataset.versi) form.elements.versi_awal.value = form.dataset.versi;
});

const lokasi = form.querySelector("[data-lokasi]");
if (lokasi && "geolocation" in navigator) {
  const status = lokasi.querySelector("[role=status]");
  lokasi.hidden = false;
  lokasi.querySelector("button").addEventListener("click", () => {
    status.textContent = "Mencari tempat…";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        form.elements.lintang.value = coords.latitude.toFixed(5);
        form.elements.bujur.value = coords.longitude.toFixed(5);
        status.textContent = `Tempat disertakan: ${coords.latitude.toFixed(5)}, ${coords.longitude.toFixed(5)}`;
      },
      () => {
        status.textContent = "Tempat tidak dapat dibaca. Foto tetap dapat diunggah.";
      },
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 },
    );
  });
}
