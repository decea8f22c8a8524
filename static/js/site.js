"use strict";
/* Small enhancements; every page works without them. Hooks are data attributes; nothing is styled here. */
(() => {
  // after a refused form: to the summary, so that a screen reader starts there
  document.querySelector("[data-fouten]")?.focus();

  // <button type="button" data-kopieer="text" hidden>: copies its text, says so for two seconds
  for (const button of document.querySelectorAll("[data-kopieer]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const words = button.textContent;
      await navigator.clipboard.writeText(button.dataset.kopieer);
      button.textContent = button.dataset.gekopieerd || "✓";
      setTimeout(() => { button.textContent = words; }, 2000);
    });
  }

  // a form is sent once: the second click does nothing, the button keeps its width
  for (const form of document.querySelectorAll("form[method=post]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.verstuurd) { event.preventDefault(); return; }
      form.dataset.verstuurd = "1";
      event.submitter?.setAttribute("aria-disabled", "true");
      setTimeout(() => { delete form.dataset.verstuurd; event.submitter?.removeAttribute("aria-disabled"); }, 8000);
    });
  }
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-verstuurd]")) delete form.dataset.verstuurd;
  });

  // <select data-meteen> in a form with method=get: filters at once
  for (const select of document.querySelectorAll("select[data-meteen]")) {
    select.addEventListener("change", () => select.form.requestSubmit());
  }

  // [data-ververs="4"]: something is busy; look again after so many seconds
  const busy = document.querySelector("[data-ververs]");
  if (busy) setTimeout(() => location.reload(), 1000 * Number(busy.dataset.ververs));

  // <button type="button" data-print hidden>: prints the page
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
})();
