"use strict";
/* Small enhancements; every page works without them. */
(() => {
  // after a refused form: to the summary, so that a screen reader starts there
  document.querySelector("[data-fouten]")?.focus();

  // copy buttons: <button data-kopieer="text" hidden>
  for (const button of document.querySelectorAll("[data-kopieer]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.kopieer);
      const words = button.textContent;
      button.textContent = button.dataset.gekopieerd || "✓";
      setTimeout(() => { button.textContent = words; }, 2000);
    });
  }
})();
