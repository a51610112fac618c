// One press is enough: a form being sent says so. Leaving with unsent text asks first.
// The server refuses the second submit by itself (kunci_kirim); this is only for the eye.
let berubah = null;

addEventListener("submit", (e) => {
  const form = e.target;
  if (e.defaultPrevented || form.method === "get" || form.method === "dialog") return;
  if (e.submitter?.hasAttribute("data-unduh")) return; // a file comes, the page stays
  if (form.dataset.terkirim) {
    e.preventDefault();
    return;
  }
  form.dataset.terkirim = "1";
  berubah = null;
  // Not `disabled`: the pressed button's own name and value must travel with the form.
  e.submitter?.setAttribute("aria-busy", "true");
});

// Back from the browser's cache: the form may be sent again.
addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-terkirim]").forEach((f) => {
    delete f.dataset.terkirim;
  });
  document.querySelectorAll("[aria-busy]").forEach((t) => t.removeAttribute("aria-busy"));
});

addEventListener("input", (e) => {
  const form = e.target.form;
  if (form && form.method === "post" && !form.matches("[data-jangan-jaga], [data-simpan-url]")) berubah = form;
});

addEventListener("beforeunload", (e) => {
  if (berubah?.isConnected) e.preventDefault();
});

// After a refused form, reading starts at the summary of errors.
document.querySelector("[data-fokus]")?.focus();
