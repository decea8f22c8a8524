"use strict";
/* The map with Leaflet: the same stops, to zoom and to shift, near ones together. Without it (or without this
   script) the drawing with its links stays. No request goes out: the drawing itself is the ground, unless the
   council gave a tile server of its own. Words come from data attributes. */
(() => {
  const holder = document.querySelector("[data-kaart]");
  const drawing = holder?.querySelector("svg.wp-kaart");
  if (!drawing || !window.L?.markerClusterGroup) return;

  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const stops = [...document.querySelectorAll("[data-plek]")];
  const onEarth = holder.dataset.kaart && stops.every((stop) => stop.dataset.lon);
  const placed = stops.filter((stop) => (onEarth ? stop.dataset.lon : stop.dataset.x));
  const at = ({ dataset: d }) => (onEarth ? [Number(d.lat), Number(d.lon)] : [-Number(d.y), Number(d.x)]);
  if (!placed.length) return;

  const frame = document.createElement("div");
  frame.className = "wp-leaflet";
  frame.setAttribute("role", "application");
  frame.setAttribute("aria-label", holder.dataset.naam);
  const ground = drawing.cloneNode(true);
  const aside = document.createElement("div");
  aside.hidden = true;
  drawing.replaceWith(frame);
  aside.append(drawing);
  holder.append(aside);

  const map = L.map(frame, {
    crs: onEarth ? L.CRS.EPSG3857 : L.CRS.Simple, zoomControl: false, zoomSnap: 0.25, minZoom: onEarth ? 12 : -1,
    maxZoom: onEarth ? 19 : 3, attributionControl: onEarth, zoomAnimation: !calm, fadeAnimation: !calm,
    markerZoomAnimation: !calm, scrollWheelZoom: false,
  });
  L.control.zoom({ position: "bottomleft", zoomInTitle: holder.dataset.in, zoomOutTitle: holder.dataset.uit }).addTo(map);
  if (onEarth) {
    L.tileLayer(holder.dataset.kaart, { attribution: new URL(holder.dataset.kaart.replace(/[{}]/g, ""), location.href).host }).addTo(map);
    map.fitBounds(placed.map(at), { padding: [30, 30], animate: false });
  } else {
    for (const part of ground.querySelectorAll(".wp-kaart__stop, title, desc")) part.remove();
    for (const name of ["role", "aria-labelledby"]) ground.removeAttribute(name);
    ground.setAttribute("aria-hidden", "true");
    const { x, y, width, height } = drawing.viewBox.baseVal;
    const bounds = [[-(y + height), x], [-y, x + width]];
    L.svgOverlay(ground, bounds).addTo(map);
    map.fitBounds(bounds, { animate: false });
    map.setMaxBounds(L.latLngBounds(bounds).pad(0.6)); /* room to bring the list of a stop near the edge into view */
  }

  /* A round mark with a number, as large as on the drawing, so that the street plates stay in sight; its name is
     read aloud, and its target is never small. */
  const scale = onEarth ? 1.5 : frame.clientWidth / drawing.viewBox.baseVal.width;
  const Mark = L.DivIcon.extend({
    createIcon(old) {
      const element = L.DivIcon.prototype.createIcon.call(this, old);
      element.setAttribute("aria-label", this.options.spoken);
      element.style.setProperty("--wp-punt", `${this.options.dot}px`);
      return element;
    },
  });
  const mark = (count, spoken, group) => {
    const dot = Math.round(Math.max(24, Math.min(44, 2 * (10 + Math.min(count, 8)) * scale)) + (group ? 8 : 0));
    const size = Math.max(34, dot);
    return new Mark({ className: group ? "is-groep" : "", html: `<span class="wp-kaartpunt">${Number(count)}</span>`, iconSize: [size, size], dot, spoken });
  };
  const sum = (markers) => markers.reduce((total, one) => total + one.options.count, 0);

  const together = L.markerClusterGroup({
    maxClusterRadius: 38, showCoverageOnHover: false, animate: !calm, spiderfyOnMaxZoom: true,
    iconCreateFunction: (group) => {
      const total = sum(group.getAllChildMarkers());
      return mark(total, `${group.getChildCount()} ${holder.dataset.samen} ${total}`, true);
    },
  });
  for (const stop of placed) {
    const words = stop.querySelector("summary").textContent.trim().replace(/\s+/g, " ");
    const count = Number(stop.dataset.plek);
    const content = document.createElement("div");
    const head = document.createElement("p");
    head.append(...[...stop.querySelector("summary").childNodes].map((node) => node.cloneNode(true)));
    content.append(head, stop.querySelector("ul").cloneNode(true));
    const marker = L.marker(at(stop), { icon: mark(count, words), count, keyboard: true, riseOnHover: true });
    marker.bindPopup(content, { minWidth: 220, maxWidth: 280, maxHeight: Math.max(120, Math.round(frame.clientHeight / 2) - 40) });
    together.addLayer(marker);
  }
  map.addLayer(together);

  /* Focus goes into the list of a stop and back to its mark; Escape closes it. */
  map.on("popupopen", ({ popup }) => {
    const close = popup.getElement().querySelector(".leaflet-popup-close-button");
    close?.setAttribute("aria-label", holder.dataset.dicht);
    popup.getElement().querySelector("a[href]:not(.leaflet-popup-close-button)")?.focus({ preventScroll: true });
  });
  frame.addEventListener("keydown", (event) => { if (event.key === "Escape") map.closePopup(); });
  map.on("popupclose", ({ popup }) => popup._source?.getElement()?.focus({ preventScroll: true }));
})();
