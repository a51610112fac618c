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

const SEBAB = {
  sinyal: "BELUM TERKIRIM. Isian Anda tersimpan di perangkat ini dan dikirim otomatis saat tersambung.",
  sesi: "BELUM TERKIRIM. Anda sudah keluar. Masuk lagi di tab lain; isian ini tersimpan di perangkat dan dikirim setelahnya.",
};

function tandai(belum, sebab = "sinyal") {
  jumlahGagal = Math.max(0, jumlahGagal + belum);
  const p = pita();
  p.hidden = jumlahGagal === 0;
  p.textContent = p.hidden ? "" : SEBAB[sebab];
}

// The version it was typed over is kept with it: sent later, it must not run over what someone else wrote meanwhile.
function simpanLokal(bagian, data, dikirim = false) {
  const isi = JSON.stringify({ data, versi: bagian.dataset.versi, dikirim });
  try {
    localStorage.setItem(kunciLokal(bagian), isi);
  } catch {
    /* full: the banner still warns */
  }
}

function gagalKirim(bagian, data, sebab) {
  simpanLokal(bagian, data);
  tandai(bagian.dataset.belum ? 0 : 1, sebab);
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
  isi.textContent = Object.entries(data)
    .filter(([k]) => !["versi", "oleh", "galat", "semula"].includes(k))
    .map(([k, v]) => `${k}: ${[v].flat().join(", ").replaceAll("_", " ") || "(kosong)"}`)
    .join("\n");
  const t = document.createElement("button");
  Object.assign(t, { type: "button", className: "tbl kcl", textContent: tombolTeks });
  t.addEventListener("click", aksi);
  kolom.append(kepala, isi, t);
  return kolom;
}

function sama(punyaku, lain) {
  return Object.keys(punyaku).every((k) => !(k in lain) || String([punyaku[k]].flat()) === String([lain[k]].flat()));
}

function konflik(bagian, punyaku, lain) {
  if (sama(punyaku, lain)) {
    berhasil(bagian, lain);
    return;
  } // one's own save, whose answer was lost on the way
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
  const beda = (data) =>
    Object.fromEntries(
      Object.entries(data).filter(([k]) => k in lain && String([punyaku[k] ?? ""].flat()) !== String([lain[k]].flat())),
    );
  const dua = document.createElement("div");
  dua.className = "beda-dua";
  dua.append(
    kolomBeda(`Versi ${lain.oleh || "lain"}`, beda(lain), "Pakai yang ini", () => selesai(lain, false)),
    kolomBeda("Versi Anda", beda(punyaku), "Pakai punya saya", () => selesai(punyaku, true)),
  );
  wadah.replaceChildren(dua);
}

// The cookie first: after signing in again in another tab the form's own token is stale.
function tandaCsrf(f) {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] || f.querySelector("[name=csrfmiddlewaretoken]").value;
}

async function kirim(bagian) {
  const data = isian(bagian);
  const f = form(bagian);
  if (f.dataset.terkirim) return; // the button was pressed: the whole form is on its way
  const badan = new URLSearchParams();
  Object.entries(data).forEach(([k, semua]) => semua.forEach((v) => badan.append(k, v)));
  if (bagian.dataset.butir) badan.set("butir", bagian.dataset.butir);
  if (bagian.dataset.versi !== undefined) badan.set("versi", bagian.dataset.versi);
  kabari("Menyimpan…");
  let jawab;
  try {
    jawab = await fetch(f.dataset.simpanUrl, {
      method: "POST",
      body: badan,
      credentials: "same-origin",
      redirect: "manual",
      headers: { "X-CSRFToken": tandaCsrf(f), "X-Requested-With": "fetch", Accept: "application/json" },
    });
  } catch {
    // Cut off by the ordinary submit, which carries the same and more and has left its own copy.
    if (!f.dataset.terkirim) gagalKirim(bagian, data);
    return;
  }
  const isi = jawab.headers.get("content-type")?.includes("json") ? await jawab.json() : {};
  if (jawab.ok) berhasil(bagian, isi);
  else if (jawab.status === 409) konflik(bagian, data, isi);
  else if (jawab.status === 400) kabari(isi.galat || "Periksa kembali isian ini.", true);
  else gagalKirim(bagian, data, jawab.type === "opaqueredirect" || jawab.status === 403 ? "sesi" : "sinyal");
}

function antre(bagian, jeda) {
  clearTimeout(tunggu.get(bagian));
  tunggu.set(
    bagian,
    setTimeout(() => {
      tunggu.delete(bagian);
      antrean = antrean.then(() => kirim(bagian));
    }, jeda),
  );
}
let antrean = Promise.resolve(); // one at a time, so that versions follow one another

function bagianDari(e) {
  const f = e.target.closest?.("[data-simpan-url]");
  return f && (e.target.closest("[data-butir]") || (f.querySelector("[data-butir]") ? null : f));
}

addEventListener("input", (e) => {
  const b = bagianDari(e);
  if (b && !["file", "search"].includes(e.target.type)) antre(b, e.target.matches("textarea, [type=text]") ? JEDA : 0);
});

const bagianForm = (f) => (f.querySelector("[data-butir]") ? [...f.querySelectorAll("[data-butir]")] : [f]);

// The ordinary submit: without a connection it waits; otherwise a copy stays until the next page proves it arrived.
addEventListener(
  "submit",
  (e) => {
    const f = e.target;
    if (!f.dataset.simpanUrl) return;
    bagianForm(f)
      .filter((b) => tunggu.has(b) || !f.querySelector("[data-butir]"))
      .forEach((b) => {
        clearTimeout(tunggu.get(b));
        tunggu.delete(b);
        if (navigator.onLine) simpanLokal(b, isian(b), true);
        else gagalKirim(b, isian(b));
      });
    if (!navigator.onLine) e.preventDefault();
  },
  true,
);

addEventListener("pagehide", () => tunggu.forEach((_, b) => simpanLokal(b, isian(b))));

function kirimUlang() {
  document.querySelectorAll("[data-belum]").forEach((b) => antre(b, 0));
}
addEventListener("online", kirimUlang);
addEventListener("offline", () => kabari("Tidak ada sinyal. Anda tetap dapat mengisi.", true));
setInterval(() => {
  if (navigator.onLine) kirimUlang();
}, ULANG);

Object.keys(localStorage)
  .filter((k) => k.startsWith("simpan:") && !k.startsWith(`simpan:${location.pathname}:`))
  .forEach((k) => {
    if (JSON.parse(localStorage.getItem(k)).dikirim) localStorage.removeItem(k);
  });

// What was typed before the page was lost comes back, and is sent.
document.querySelectorAll("[data-simpan-url]").forEach((f) => {
  bagianForm(f).forEach((b) => {
    const lama = JSON.parse(localStorage.getItem(kunciLokal(b)));
    if (!lama) return;
    // The page this copy comes from was the last one saved: it has arrived.
    if (lama.dikirim && f.dataset.tersimpanOleh && String(lama.data.halaman) === f.dataset.tersimpanOleh) {
      localStorage.removeItem(kunciLokal(b));
      return;
    }
    isikan(b, lama.data);
    if (lama.versi !== undefined) b.dataset.versi = lama.versi;
    b.dataset.belum = "1";
    tandai(1);
    antre(b, 0);
  });
});
