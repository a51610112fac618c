// Upload from a phone: photo or file, several photos in the order of the pages, size checked before it costs data.
// The plain file input stays the one that is sent.
const MB = 1024 * 1024;

function ukuran(bita) {
  return bita < MB
    ? `${Math.max(1, Math.round(bita / 1024))} KB`
    : `${(bita / MB).toFixed(1).replace(".0", "").replace(".", ",")} MB`;
}

function tombol(teks, label, aksi) {
  const t = document.createElement("button");
  t.type = "button";
  t.className = "tbl kcl";
  t.textContent = teks;
  t.setAttribute("aria-label", label);
  t.addEventListener("click", aksi);
  return t;
}

function pasang(kotak) {
  const masukan = kotak.querySelector("input[type=file]");
  const daftar = kotak.querySelector("[data-unggah-daftar]");
  const galat = kotak.querySelector("[data-unggah-galat]");
  const batas = Number(kotak.dataset.batas || 20 * MB);
  let berkas = [];

  function simpan() {
    const wadah = new DataTransfer();
    berkas.forEach((b) => wadah.items.add(b));
    masukan.files = wadah.files;
    gambar();
  }

  function tolak(pesan) {
    galat.textContent = pesan;
    galat.hidden = !pesan;
  }

  function terima(baru) {
    const besar = baru.find((b) => b.size > batas);
    const salah = baru.find((b) => !/^(application\/pdf|image\/(jpeg|png))$/.test(b.type));
    tolak(
      besar
        ? `${besar.name} berukuran ${ukuran(besar.size)}. Paling besar ${ukuran(batas)}; foto ulang dengan mutu lebih rendah.`
        : salah
          ? `${salah.name} bukan PDF, JPG, atau PNG.`
          : "",
    );
    const boleh = baru.filter((b) => b.size <= batas && b !== salah);
    berkas = masukan.multiple ? [...berkas, ...boleh] : boleh.slice(-1);
    simpan();
  }

  function pindah(i, arah) {
    [berkas[i], berkas[i + arah]] = [berkas[i + arah], berkas[i]];
    simpan();
    daftar.children[i + arah]?.querySelector("button")?.focus();
  }

  function baris(b, i) {
    const li = document.createElement("li");
    li.className = "berkas-unggah";
    const muka = document.createElement("span");
    muka.className = "gbr";
    if (b.type.startsWith("image/")) {
      const gbr = new Image();
      gbr.alt = "";
      gbr.src = URL.createObjectURL(b);
      gbr.onload = () => URL.revokeObjectURL(gbr.src);
      muka.append(gbr);
    } else {
      muka.textContent = "PDF";
    }
    const nama = document.createElement("b");
    nama.textContent = berkas.length > 1 ? `${i + 1}. ${b.name}` : b.name;
    const aksi = document.createElement("span");
    aksi.className = "baris";
    if (i > 0) aksi.append(tombol("↑", `Naikkan ${b.name}`, () => pindah(i, -1)));
    if (i < berkas.length - 1) aksi.append(tombol("↓", `Turunkan ${b.name}`, () => pindah(i, 1)));
    aksi.append(
      tombol("Hapus", `Hapus ${b.name}`, () => {
        berkas.splice(i, 1);
        simpan();
        masukan.focus();
      }),
    );
    const ket = document.createElement("p");
    ket.textContent = ukuran(b.size);
    li.append(muka, nama, aksi, ket);
    return li;
  }

  function gambar() {
    daftar.replaceChildren(...berkas.map(baris));
  }

  // `capture` on the real input would forbid choosing a file, so the camera has an input of its own, never sent.
  function tambahKamera() {
    if (!matchMedia("(pointer: coarse)").matches) return;
    const kamera = Object.assign(document.createElement("input"), {
      type: "file",
      accept: "image/jpeg,image/png",
      hidden: true,
    });
    kamera.setAttribute("capture", "environment");
    kamera.addEventListener("change", () => {
      terima([...kamera.files]);
      kamera.value = "";
    });
    const t = tombol("Ambil foto", "Ambil foto dengan kamera", () => kamera.click());
    t.classList.add("penuh");
    masukan.after(t, kamera);
  }

  masukan.addEventListener("change", () => terima([...masukan.files]));
  if (masukan.files.length) terima([...masukan.files]); // chosen before this script had come over a slow line
  tambahKamera();
}

document.querySelectorAll("[data-unggah]").forEach(pasang);
