"use strict";
/* The report form: keeps what somebody typed while the phone loses the page, and shows chosen photos.
   <form data-concept="report">: fields are kept in this browser tab only, never sent anywhere, and thrown away when
   the form is sent. Never on a form about signals: without the attribute nothing is kept.
   <input type=file data-voorbeeld>: small pictures of the chosen photos under the field. */
(() => {
  const kept = (form) => [...form.elements].filter(
    (field) => field.name && ["text", "textarea", "search", "email", "select-one"].includes(field.type)
      && field.name !== "csrfmiddlewaretoken" && !field.dataset.nooit);

  for (const form of document.querySelectorAll("form[data-concept]")) {
    const key = `concept:${form.dataset.concept}`;
    const found = JSON.parse(sessionStorage.getItem(key) || "{}");
    for (const field of kept(form)) {
      if (!field.value && found[field.name]) field.value = found[field.name];
    }
    form.addEventListener("input", () => {
      sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(kept(form).map((f) => [f.name, f.value]))));
    });
    form.addEventListener("submit", () => sessionStorage.removeItem(key));
  }

  for (const input of document.querySelectorAll("input[type=file][data-voorbeeld]")) {
    const row = document.createElement("p");
    row.className = "wp-rij wp-voorbeelden";
    input.after(row);
    input.addEventListener("change", async () => {
      row.replaceChildren();
      for (const file of input.files) {
        // a canvas, not a data: or blob: address: the content policy allows pictures from this site only
        try {
          const picture = await createImageBitmap(file, { resizeHeight: 96 });
          const canvas = document.createElement("canvas");
          canvas.width = picture.width;
          canvas.height = picture.height;
          canvas.setAttribute("role", "img");
          canvas.setAttribute("aria-label", file.name);
          canvas.getContext("2d").drawImage(picture, 0, 0);
          row.append(canvas);
        } catch {
          row.append(file.name);
        }
      }
    });
  }
})();
