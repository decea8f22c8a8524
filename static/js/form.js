"use strict";
/* The report form: keeps what somebody typed while the phone loses the page, sends and shows chosen photos.
   <form data-concept="step-draft">: words not sent yet stay in this browser alone, a day at most, and fill empty
   fields when the page comes back. <div data-verzonden="draft">: it was sent; its words are thrown away.
   Never on a form about signals, nor for a field with data-nooit: nothing of those is kept.
   <input type=file data-opsturen>: sends each chosen photo at once, with progress, and shows the list of the server.
   <input type=file data-voorbeeld>: small pictures of the chosen photos under the field.
   <div data-plek>: a button that asks the phone for its place and fills the hidden lon and lat; one that clears them.
   name=straat, deel, halte: the parts of the chosen street only; a stop of the map chooses both.
   <a data-snelweg>: leaves without this page in the history. */
(() => {
  const DAY = 24 * 60 * 60 * 1000;
  const PREFIX = "concept:";
  const kept = (form) => [...form.elements].filter(
    (field) => field.name && ["text", "textarea", "search", "email", "date", "select-one"].includes(field.type)
      && field.name !== "csrfmiddlewaretoken" && field.dataset.nooit === undefined);
  const read = (key) => { try { return JSON.parse(localStorage.getItem(key)) || {}; } catch { return {}; } };
  const forget = (which) => {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(PREFIX) && which(key)) localStorage.removeItem(key);
    }
  };

  try {
    forget((key) => Date.now() - (read(key).at || 0) > DAY);
    const sent = document.querySelector("[data-verzonden]");
    if (sent) forget((key) => key.endsWith(sent.dataset.verzonden));
    for (const form of document.querySelectorAll("form[data-concept]")) {
      const key = PREFIX + form.dataset.concept;
      const found = read(key).words || {};
      for (const field of kept(form)) {
        if (!field.value && found[field.name]) field.value = found[field.name];
      }
      form.addEventListener("input", () => {
        const words = Object.fromEntries(kept(form).map((field) => [field.name, field.value]));
        localStorage.setItem(key, JSON.stringify({ at: Date.now(), words }));
      });
    }
  } catch { /* a browser that keeps nothing: the form works without */ }

  for (const link of document.querySelectorAll("[data-snelweg]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      location.replace(link.href);
    });
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

  const street = document.querySelector("input[name=straat]");
  const part = document.querySelector("select[name=deel]");
  if (street && part) {
    const [none, ...groups] = [...part.children];
    const narrow = () => {
      const kept = part.value;
      const own = groups.filter((group) => group.label.toLowerCase() === street.value.trim().toLowerCase());
      part.replaceChildren(none, ...(own.length ? own : groups));
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

  // a canvas, not a data: or blob: address: the content policy allows pictures from this site only
  const drawn = async (file) => {
    const picture = await createImageBitmap(file, { resizeHeight: 96 });
    const canvas = document.createElement("canvas");
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", file.name);
    canvas.getContext("2d").drawImage(picture, 0, 0);
    return canvas;
  };

  for (const input of document.querySelectorAll("input[type=file][data-voorbeeld]")) {
    const row = document.createElement("p");
    row.className = "wp-rij wp-voorbeelden";
    input.after(row);
    input.addEventListener("change", async () => {
      row.replaceChildren();
      for (const file of input.files) row.append(await drawn(file).catch(() => file.name));
    });
  }

  // one photo: its picture and progress under the field, then the list as the server keeps it
  const send = (form, file, words, place) => new Promise((done, fail) => {
    const line = document.createElement("li");
    const bar = document.createElement("progress");
    bar.max = 100;
    bar.setAttribute("aria-label", words);
    line.append(bar, words);
    place.append(line);
    drawn(file).then((canvas) => line.prepend(canvas), () => {});
    const data = new FormData(form);
    data.delete("foto");
    data.append("foto", file);
    data.append("los", "1");
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (event) => { bar.value = event.lengthComputable ? 100 * event.loaded / event.total : 50; });
    request.addEventListener("load", () => (request.status === 200 ? done(request.responseText) : fail(request.status)));
    request.addEventListener("error", () => fail(0));
    request.open("POST", form.getAttribute("action"));
    request.send(data);
  });

  const parsed = (html) => new DOMParser().parseFromString(html, "text/html");
  const listen = (input) => input.addEventListener("change", async () => {
    const form = input.form;
    const list = input.closest("[data-fotolijst]");
    const place = document.createElement("ul");
    place.className = "wp-fotos wp-voorbeelden";
    list.append(place);
    input.hidden = true;
    const refused = [];
    let html = "";
    try {
      const fits = (file) => file.size <= Number(input.dataset.meest);
      for (const file of [...input.files].filter((one) => !fits(one))) {
        const line = document.createElement("p");
        line.className = "wp-foutregel";
        line.setAttribute("role", "alert");
        line.textContent = input.dataset.tegroot.replace("%s", file.name);
        refused.push(line);
      }
      const files = [...input.files].filter(fits);
      let number = 0;
      for (const file of files) {
        number += 1;
        html = await send(form, file, input.dataset.bezig.replace("%n", number), place);
        if (number < files.length) refused.push(...parsed(html).querySelectorAll("[role=alert]"));
      }
    } catch {
      place.textContent = input.dataset.mislukt;
      place.setAttribute("role", "alert");
      input.hidden = false;
      return;
    }
    const fresh = parsed(html).querySelector("[data-fotolijst]");
    (fresh || list).prepend(...refused);
    if (!fresh) { input.hidden = false; input.value = ""; place.remove(); return; }
    list.replaceWith(fresh);
    const next = fresh.querySelector("[data-opsturen]");
    if (next) listen(next);
    (next && !next.disabled ? next : fresh.querySelector("button"))?.focus();
  });
  for (const input of document.querySelectorAll("input[type=file][data-opsturen]")) listen(input);
})();
