"use strict";
/* Autosave of minutes. <form data-bewaar="/address/" data-bewaard="Bewaard om" data-mislukt="Niet bewaard. …">:
   while somebody types, the whole form goes to that address by POST every few seconds at most. The answer is JSON:
   {"version": n} when it was kept (put into the field `base_version`), or 409 with {"message": "…"} when somebody else
   changed it meanwhile: then saving stops and the message asks to look. The text always stays in the page.
   The state is told in [data-bewaarstand] (role=status). */
(() => {
  const EVERY = 4000;
  for (const form of document.querySelectorAll("form[data-bewaar]")) {
    const state = document.querySelector("[data-bewaarstand]");
    let timer = 0;
    let busy = false;
    let again = false;
    let stopped = false;

    const say = (words, failed) => {
      if (!state) return;
      state.textContent = words;
      state.classList.toggle("is-fout", failed);
    };

    const save = async () => {
      timer = 0;
      if (busy) { again = true; return; }
      busy = true;
      try {
        const answer = await fetch(form.dataset.bewaar, {
          method: "POST", body: new FormData(form), headers: { "Accept": "application/json" }, credentials: "same-origin",
        });
        const told = await answer.json().catch(() => ({}));
        if (answer.status === 409) {
          stopped = true;
          say(told.message || form.dataset.mislukt, true);
        } else if (!answer.ok) {
          throw new Error(String(answer.status));
        } else {
          if (form.elements.base_version && told.version !== undefined) form.elements.base_version.value = told.version;
          const now = new Date();
          say(`${form.dataset.bewaard} ${now.getHours()}.${String(now.getMinutes()).padStart(2, "0")}`, false);
        }
      } catch {
        say(form.dataset.mislukt, true);
        again = true;
      }
      busy = false;
      if (again && !stopped) { again = false; timer = timer || setTimeout(save, EVERY); }
    };

    form.addEventListener("input", () => {
      if (!stopped && !timer) timer = setTimeout(save, EVERY);
    });
    form.addEventListener("submit", () => { stopped = true; clearTimeout(timer); });
  }
})();
