"use strict";
/* Drawing boxes on a picture. <form data-onleesbaar> with [data-foto] (the picture), [data-laag] (an svg of
   1000 × 1000 over it), [data-raster] (the squares that do the same without this script), [data-met]/[data-zonder]
   (words with and without drawing), [data-hokjes] (back to the squares), [data-lijst] (what was drawn, each with a
   button to take it away). Each box is a hidden field `vlak`: "left,top,wide,high" in thousandths. */
(() => {
  const form = document.querySelector("form[data-onleesbaar]");
  if (!form) return;
  const find = (name) => form.querySelector(`[data-${name}]`);
  const [picture, layer, grid, list, squares] = ["foto", "laag", "raster", "lijst", "hokjes"].map(find);
  find("met").hidden = false;
  find("zonder").hidden = true;
  let drawing = !grid.querySelector(":checked");
  const show = () => {
    grid.hidden = drawing;
    squares.setAttribute("aria-pressed", String(!drawing));
    picture.classList.toggle("is-tekenen", drawing);
  };
  squares.addEventListener("click", () => { drawing = !drawing; show(); });
  show();

  const SVG = "http://www.w3.org/2000/svg";
  let number = 0;
  const place = (event) => {
    const edge = picture.getBoundingClientRect();
    const inside = (at, from, size) => Math.round(1000 * Math.min(1, Math.max(0, (at - from) / size)));
    return [inside(event.clientX, edge.left, edge.width), inside(event.clientY, edge.top, edge.height)];
  };
  const shape = (rect, from, to) => {
    const box = [Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1])];
    ["x", "y", "width", "height"].forEach((name, at) => rect.setAttribute(name, box[at]));
    return box;
  };
  const keep = (rect, box) => {
    number += 1;
    const row = document.createElement("li");
    const words = document.createElement("span");
    words.textContent = `${list.dataset.woord} ${number}`;
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = "vlak";
    field.value = box.join(",");
    const away = document.createElement("button");
    away.type = "button";
    away.className = "utrecht-button utrecht-button--secondary-action wp-knop wp-knop--klein";
    away.textContent = list.dataset.haalweg;
    away.setAttribute("aria-label", `${list.dataset.haalweg}: ${words.textContent}`);
    away.addEventListener("click", () => { rect.remove(); row.remove(); squares.focus(); });
    row.append(words, field, away);
    list.append(row);
  };

  picture.addEventListener("pointerdown", (event) => {
    if (!drawing || event.button) return;
    event.preventDefault();
    picture.setPointerCapture(event.pointerId);
    const from = place(event);
    const rect = layer.appendChild(document.createElementNS(SVG, "rect"));
    let box = shape(rect, from, from);
    const move = (moved) => { box = shape(rect, from, place(moved)); };
    const stop = () => {
      picture.removeEventListener("pointermove", move);
      if (box[2] < 10 || box[3] < 10) rect.remove(); else keep(rect, box);
    };
    picture.addEventListener("pointermove", move);
    picture.addEventListener("pointerup", stop, { once: true });
    picture.addEventListener("pointercancel", () => { rect.remove(); picture.removeEventListener("pointermove", move); }, { once: true });
  });
})();
