"use strict";
/* The report form: keeps what somebody typed while the phone loses the page, and shows chosen photos.
   <form data-concept="report">: fields are kept in this browser tab only, never sent anywhere, and thrown away when
   the form is sent. Never on a form about signals: without the attribute nothing is kept.
   <input type=file data-voorbeeld>: small pictures of the chosen photos under the field.
   <div data-plek>: a button that asks the phone for its place and fills the hidden lon and lat; one that clears them.
   name=straat, deel, halte: the parts of the chosen street only; a stop of the map chooses both. */
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

  for (const box of document.querySelectorAll("[data-plek]")) {
    const [lon, lat, words, seek, drop] = ["[name=lon]", "[name=lat]", "[data-woorden]", "[data-zoek]", "[data-haalweg]"]
      .map((name) => box.querySelector(name));
    if (!navigator.geolocation) continue;
    box.hidden = seek.hidden = false;
    seek.addEventListener("click", () => {
      words.textContent = words.dataset.zoekt;
      navigator.geolocation.getCurrentPosition(({ coords }) => {
        lon.value = coords.longitude.toFixed(5);
        lat.value = coords.latitude.toFixed(5);
        words.textContent = words.dataset.klaar.replace("%s", Math.ceil(coords.accuracy));
        drop.hidden = false;
      }, () => { words.textContent = words.dataset.geen; }, { enableHighAccuracy: true, timeout: 15000 });
    });
    drop.addEventListener("click", (event) => {
      event.preventDefault();
      lon.value = lat.value = "";
      words.textContent = words.dataset.weg;
      drop.hidden = true;
      seek.focus();
    });
  }

  const street = document.querySelector("select[name=straat]");
  const part = document.querySelector("select[name=deel]");
  if (street && part) {
    const [none, ...groups] = [...part.children];
    const narrow = () => {
      const kept = part.value;
      const name = street.value && street.selectedOptions[0].textContent;
      part.replaceChildren(none, ...groups.filter((group) => !name || group.label === name));
      part.value = kept;
      if (part.selectedIndex < 0) part.value = "";
    };
    street.addEventListener("change", narrow);
    narrow();
    for (const stop of document.querySelectorAll("input[name=halte][data-straat]")) {
      stop.addEventListener("change", () => {
        street.value = stop.dataset.straat;
        narrow();
        part.value = stop.value;
      });
    }
    for (const list of [street, part]) {
      list.addEventListener("change", () => { document.getElementById("id_halte")?.click(); });
    }
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
