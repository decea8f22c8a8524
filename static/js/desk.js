"use strict";
/* The desk for new reports; everything works without this.
   <div data-balie="/address/" data-melding="uuid">: every half minute tells who looks at what: [data-wie="uuid"] gets the
   words, [data-te-laat] says that somebody else decided.
   <details data-toetsen>: shortcuts, off until switched on, remembered in this browser; they only move the focus.
   <select data-vult="id">: puts the ready answer (data-tekst) into that field.
   <form data-onthoud>: keeps typed words in this tab, for coming back from another page; gone when it is sent. */
(() => {
  const desk = document.querySelector("[data-balie]");
  const form = document.querySelector("form[data-onthoud]");

  for (const button of document.querySelectorAll("[data-zonder-script]")) button.hidden = true;
  for (const select of document.querySelectorAll("select[data-vult]")) {
    const field = document.getElementById(select.dataset.vult);
    select.addEventListener("change", () => {
      const text = select.selectedOptions[0].dataset.tekst;
      if (!text) return;
      field.value = field.value.trim() ? `${field.value.trim()}\n\n${text}` : text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    });
  }

  if (form && desk) {
    const key = `balie:${desk.dataset.melding}`;
    const fields = [...form.elements].filter((one) => one.name && (one.type === "textarea" || one.type === "text") && !one.name.startsWith("schoon-"));
    const kept = JSON.parse(sessionStorage.getItem(key) || "{}");
    for (const one of fields) if (!one.value && kept[one.name]) one.value = kept[one.name];
    form.addEventListener("input", () => {
      sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(fields.map((one) => [one.name, one.value]))));
    });
    form.addEventListener("submit", () => sessionStorage.removeItem(key));
  }

  if (desk) {
    const tell = async () => {
      if (document.hidden) return;
      const sent = new FormData();
      sent.set("k", desk.dataset.melding);
      sent.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
      try {
        const answer = await fetch(desk.dataset.balie, { method: "POST", body: sent, credentials: "same-origin" });
        if (!answer.ok) return;
        const { rows, late } = await answer.json();
        for (const mark of desk.querySelectorAll("[data-wie]")) {
          const words = rows[mark.dataset.wie] || "";
          if (mark.lastElementChild.textContent !== words) mark.lastElementChild.textContent = words;
          mark.hidden = !words;
        }
        const box = desk.querySelector("[data-te-laat]");
        if (box && late && box.hidden) {
          box.querySelector("p").textContent = late;
          box.hidden = false;
        }
      } catch { /* offline: the next time */ }
    };
    setInterval(tell, 30000);
    document.addEventListener("visibilitychange", tell);
  }

  const help = document.querySelector("[data-toetsen]");
  if (!help) return;
  help.hidden = false;
  const on = help.querySelector("input");
  on.checked = localStorage.getItem("sneltoetsen") === "aan";
  on.addEventListener("change", () => localStorage.setItem("sneltoetsen", on.checked ? "aan" : "uit"));
  const rows = [...document.querySelectorAll("[data-rij]")];
  const now = rows.findIndex((row) => row.classList.contains("is-nu"));
  const step = (by) => rows[now + by]?.querySelector("h3 a")?.click();
  const to = (selector) => document.querySelector(selector)?.focus();
  const keys = {
    j: () => step(1), k: () => step(-1), x: () => rows[now]?.querySelector("input")?.click(),
    t: () => to("#id_titel"), l: () => to("#lijkt input:checked"), f: () => to("#fotos input"), b: () => to("#reden"),
    n: () => to("#doe-nieuw"), v: () => to("#doe-samen"), r: () => to("#doe-niet"),
  };
  document.addEventListener("keydown", (event) => {
    if (!on.checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const field = event.target.closest("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])");
    const act = field ? null : keys[event.key.toLowerCase()];
    if (act) { event.preventDefault(); act(); }
  });
})();
