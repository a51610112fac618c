// Saves while one types. What the server has not confirmed stays in this device's localStorage and is sent again
// when the connection is back. A newer version by someone else is shown beside one's own; nothing is overwritten.
const JEDA = 700;
const ULANG = 20000;
const tunggu = new Map();
let jumlahGagal = 0;

const namaPendek = (n) => n.split("-")[0];
const kunciLokal = (bagian) => `simpan:${location.pathname}:${bagian.dataset.butir || bagian.dataset.simpanUrl}`;
const form = (bagian) => bagian.closest("[data-simpan-url]");

function isian(bagian) {
  const data = {};
  bagian.querySelectorAll("input, textarea, select").forEach((e) => {
    if (!e.name || ["file", "password", "submit"].includes(e.type) || e.name === "csrfmiddlewaretoken") return;
    if ((e.type === "radio" || e.type === "checkbox") && !e.checked) return;
    const nama = bagian.dataset.butir ? namaPendek(e.name) : e.name;
    (data[nama] ??= []).push(e.value);
  });
  return data;
}

function isikan(bagian, data) {
  bagian.querySelectorAll("input, textarea, select").forEach((e) => {
    const nilai = data[bagian.dataset.butir ? namaPendek(e.name) : e.name];
    if (nilai === undefined || e.type === "hidden") return;
    const semua = [nilai].flat().map(String);
    if (e.type === "radio" || e.type === "checkbox") e.checked = semua.includes(e.value);
    else if (e.type !== "file") e.value = semua[0];
  });
}

function kabari(teks, gagal = false) {
  document.querySelectorAll("[data-simpan-status]").forEach((s) => {
    s.classList.toggle("gagal", gagal);
    s.textContent = teks;
  });
}

function pita() {
  let p = document.getElementById("pita-belum");
  if (!p) {
    p = document.createElement("div");
    p.id = "pita-belum";
    p.className = "pita luring";
    p.setAttribute("role", "status");
    document.getElementById("isi").prepend(p);
  }
  return p;
}

function tandai(belum) {
  jumlahGagal = Math.max(0, jumlahGagal + belum);
  const p = pita();
  p.hidden = jumlahGagal === 0;
  p.textContent = p.hidden ? "" : "BELUM TERKIRIM. Isian Anda tersimpan di perangkat ini dan dikirim otomatis saat tersambung.";
}

function simpanLokal(bagian, data) {
  try { localStorage.setItem(kunciLokal(bagian), JSON.stringify(data)); } catch { /* full: the banner still warns */ }
}

function gagalKirim(bagian, data) {
  simpanLokal(bagian, data);
  if (!bagian.dataset.belum) tandai(1);
  bagian.dataset.belum = "1";
  kabari("Belum terkirim", true);
}

function berhasil(bagian, jawab) {
  localStorage.removeItem(kunciLokal(bagian));
  if (bagian.dataset.belum) tandai(-1);
  delete bagian.dataset.belum;
  bagian.dataset.versi = jawab.versi;
  kabari(`Tersimpan ${jawab.disimpan || ""}`.trim());
  document.querySelectorAll("[data-dijawab]").forEach((e) => {
    if (jawab.dijawab !== undefined) e.textContent = `${jawab.dijawab} dari ${jawab.jumlah}`;
  });
}

function kolomBeda(judul, data, tombolTeks, aksi) {
  const kolom = document.createElement("div");
  const kepala = document.createElement("b");
  kepala.textContent = judul;
  const isi = document.createElement("p");
  isi.textContent = Object.entries(data).filter(([k]) => !["versi", "oleh", "galat"].includes(k))
    .map(([k, v]) => `${k}: ${[v].flat().join(", ").replaceAll("_", " ") || "(kosong)"}`).join("\n");
  const t = document.createElement("button");
  Object.assign(t, { type: "button", className: "tbl kcl", textContent: tombolTeks });
  t.addEventListener("click", aksi);
  kolom.append(kepala, isi, t);
  return kolom;
}

function konflik(bagian, punyaku, lain) {
  simpanLokal(bagian, punyaku);
  kabari("Ada versi lain yang lebih baru", true);
  const wadah = bagian.querySelector("[data-konflik]") || bagian.appendChild(document.createElement("div"));
  wadah.setAttribute("role", "alert");
  const selesai = (data, kirimkan) => {
    bagian.dataset.versi = lain.versi;
    wadah.replaceChildren();
    isikan(bagian, data);
    if (kirimkan) kirim(bagian);
    else berhasil(bagian, { versi: lain.versi, disimpan: "oleh " + (lain.oleh || "orang lain") });
  };
  const dua = document.createElement("div");
  dua.className = "beda-dua";
  dua.append(
    kolomBeda(`Versi ${lain.oleh || "lain"}`, lain, "Pakai yang ini", () => selesai(lain, false)),
    kolomBeda("Versi Anda", punyaku, "Pakai punya saya", () => selesai(punyaku, true)),
  );
  wadah.replaceChildren(dua);
}

async function kirim(bagian) {
  const data = isian(bagian);
  const f = form(bagian);
  const badan = new URLSearchParams();
  Object.entries(data).forEach(([k, semua]) => semua.forEach((v) => badan.append(k, v)));
  if (bagian.dataset.butir) badan.set("butir", bagian.dataset.butir);
  if (bagian.dataset.versi !== undefined) badan.set("versi", bagian.dataset.versi);
  kabari("Menyimpan…");
  let jawab;
  try {
    jawab = await fetch(f.dataset.simpanUrl, {
      method: "POST", body: badan, credentials: "same-origin", redirect: "manual",
      headers: { "X-CSRFToken": f.querySelector("[name=csrfmiddlewaretoken]").value, "X-Requested-With": "fetch", Accept: "application/json" },
    });
  } catch { gagalKirim(bagian, data); return; }
  const isi = jawab.headers.get("content-type")?.includes("json") ? await jawab.json() : {};
  if (jawab.ok) berhasil(bagian, isi);
  else if (jawab.status === 409) konflik(bagian, data, isi);
  else if (jawab.status === 400) kabari(isi.galat || "Periksa kembali isian ini.", true);
  else gagalKirim(bagian, data);
}

function antre(bagian, jeda) {
  clearTimeout(tunggu.get(bagian));
  tunggu.set(bagian, setTimeout(() => { tunggu.delete(bagian); antrean = antrean.then(() => kirim(bagian)); }, jeda));
}
let antrean = Promise.resolve(); // one at a time, so that versions follow one another

function bagianDari(e) {
  const f = e.target.closest?.("[data-simpan-url]");
  return f && (e.target.closest("[data-butir]") || (f.querySelector("[data-butir]") ? null : f));
}

addEventListener("input", (e) => { const b = bagianDari(e); if (b && e.target.type !== "file") antre(b, e.target.matches("textarea, [type=text]") ? JEDA : 0); });
addEventListener("pagehide", () => tunggu.forEach((_, b) => simpanLokal(b, isian(b))));

function kirimUlang() {
  document.querySelectorAll("[data-belum]").forEach((b) => antre(b, 0));
}
addEventListener("online", kirimUlang);
addEventListener("offline", () => kabari("Tidak ada sinyal. Anda tetap dapat mengisi.", true));
setInterval(() => { if (navigator.onLine) kirimUlang(); }, ULANG);

// What was typed before the page was lost comes back, and is sent.
document.querySelectorAll("[data-simpan-url]").forEach((f) => {
  const bagian = f.querySelector("[data-butir]") ? f.querySelectorAll("[data-butir]") : [f];
  bagian.forEach((b) => {
    const lama = localStorage.getItem(kunciLokal(b));
    if (!lama) return;
    isikan(b, JSON.parse(lama));
    b.dataset.belum = "1";
    tandai(1);
    antre(b, 0);
  });
});
