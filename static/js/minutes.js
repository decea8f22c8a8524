"use strict";
/* The screen of the one who writes; every button works without this.
   <form id="punt" data-notulen="person-item" data-bewaar="/address/">: the text is sent every few seconds. The answer is
   {"version": n} when it was kept, {"version", "text"} when it was merged with what another wrote, 409 {"message", "path"}
   when both changed the same lines. What is not sent yet stays in this browser (localStorage) until it is; it comes back
   with the page. No button or link of the page leaves before the text is sent. The state is told in [data-bewaarstand].
   Fields and buttons of the forms beside the text name form#punt, so that without this script all is sent at once; here
   they go back to their own form.
   data-stil on a form or button: sent without leaving the page; the parts with data-deel and an id are drawn anew, with
   what somebody typed in them.
   data-toets="B": Alt with that letter chooses, presses or opens it and moves to the field named in data-naar.
   [data-opmaak]: the toolbar. [data-begonnen]: minutes count on. [data-klok]: the time. */
(() => {
  const form = document.querySelector("form[data-notulen]");
  if (!form) return;
  const EVERY = 3000;
  const LOOK = 10000;
  const text = form.elements.tekst;
  const version = form.elements.base_version;
  const state = document.querySelector("[data-bewaarstand]");
  const message = form.querySelector("[data-melding]");
  const words = form.dataset;
  const key = `notulen:${words.notulen}`;
  let basis = text.defaultValue.replace(/\r\n/g, "\n"); // what the server had at base_version
  let stale = false; // whether the server must be told the basis
  let timer = 0;
  let sending = null;
  let stopped = false;
  let leaving = false;

  const release = (root) => {
    for (const one of root.querySelectorAll(`form:not(#${form.id}) [form="${form.id}"]`)) one.removeAttribute("form");
  };
  release(document);

  const dirty = () => text.value !== basis;
  const say = (said, failed) => {
    if (!state) return;
    state.textContent = said;
    state.closest("p").classList.toggle("is-fout", Boolean(failed));
  };
  const hour = () => new Date().toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Amsterdam" }).replace(":", ".");

  /* what is not sent yet, kept in this browser */
  const store = {
    put() {
      try {
        localStorage.setItem(key, JSON.stringify({ text: text.value, basis, version: version.value }));
      } catch { /* a full or closed store: sending goes on */ }
    },
    take() { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
    drop() { try { localStorage.removeItem(key); } catch { /* nothing was kept */ } },
  };

  /* put the merged text in the field; the caret stays where it was in the words */
  const replace = (fresh) => {
    const old = text.value;
    if (old === fresh) return;
    const [start, end] = [text.selectionStart, text.selectionEnd];
    let head = 0;
    while (head < old.length && old[head] === fresh[head]) head += 1;
    const moved = (at) => (at <= head ? at : Math.max(head, at + fresh.length - old.length));
    const top = text.scrollTop;
    text.value = fresh;
    if (document.activeElement === text) text.setSelectionRange(moved(start), moved(end));
    text.scrollTop = top;
  };

  const send = async () => {
    const sent = text.value;
    const data = new FormData();
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    data.set("tekst", sent);
    data.set("base_version", version.value);
    if (stale) data.set("basis", basis);
    let answer;
    try {
      answer = await fetch(words.bewaar, {
        method: "POST", body: data, headers: { Accept: "application/json" }, credentials: "same-origin",
      });
    } catch {
      say(words.los, true);
      return false;
    }
    const told = await answer.json().catch(() => null);
    if (answer.redirected || (answer.ok && !told)) { say(words.uitgelogd, true); return false; }
    if (answer.status === 409 || answer.status === 422) {
      stopped = true;
      say(told?.message || words.mislukt, true);
      if (told?.path) {
        const link = document.createElement("a");
        link.href = told.path;
        link.textContent = words.kies;
        link.dataset.vrij = "1";
        message.replaceChildren(told.message, " ", link);
        store.drop(); // the server holds it as a version of its own
      }
      return false;
    }
    if (!answer.ok) { say(words.mislukt, true); return false; }
    if (told.text === undefined) {
      version.value = told.version;
      basis = sent;
      stale = false;
    } else if (text.value === sent) {
      replace(told.text);
      version.value = told.version;
      basis = told.text;
      stale = false;
    } else {
      basis = sent; // typed on meanwhile: the next round merges from what was sent
      stale = true;
    }
    say(`${words.bewaard} ${hour()}`, false);
    if (!dirty()) store.drop();
    return true;
  };

  /* everything that was typed is with the server afterwards, or false */
  const save = async () => {
    clearTimeout(timer);
    timer = 0;
    if (sending) await sending;
    if (stopped) return false;
    if (!dirty() && !stale) return true;
    sending = send();
    const done = await sending;
    sending = null;
    if ((!done || dirty()) && !stopped) later();
    return done && !dirty();
  };
  const later = () => { if (!timer && !stopped) timer = setTimeout(save, EVERY); };

  const kept = store.take();
  if (kept && kept.text !== text.value && kept.text !== kept.basis) {
    basis = kept.basis;
    stale = kept.version !== version.value;
    version.value = kept.version;
    text.value = kept.text;
    message.textContent = words.terug;
    save();
  } else if (kept) {
    store.drop();
  }

  let writing = 0;
  text.addEventListener("input", () => {
    if (stopped) return;
    clearTimeout(writing);
    writing = setTimeout(store.put, 300);
    later();
  });
  addEventListener("online", save);
  addEventListener("pagehide", () => { if (dirty() && !stopped) store.put(); });
  addEventListener("beforeunload", (event) => {
    if (leaving || stopped || !dirty()) return;
    store.put();
    event.preventDefault();
  });

  /* what another writes comes in while nobody types here */
  setInterval(async () => {
    if (document.hidden || stopped || sending || dirty() || stale) return;
    try {
      const answer = await fetch(`${words.bewaar}?na=${version.value}`, { headers: { Accept: "application/json" }, credentials: "same-origin" });
      const told = answer.ok && !answer.redirected ? await answer.json() : {};
      if (told.text === undefined || dirty() || sending) return;
      replace(told.text);
      version.value = told.version;
      basis = told.text;
      message.textContent = told.who;
    } catch { /* no connection: typing goes on */ }
  }, LOOK);

  /* sent without leaving the page: only the parts that may differ are drawn anew */
  const quietly = async (target, submitter) => {
    const data = new FormData(target, submitter);
    if (target === form) for (const name of ["tekst", "base_version"]) data.delete(name);
    const action = submitter?.hasAttribute("formaction") ? submitter.getAttribute("formaction") : target.getAttribute("action");
    const answer = await fetch(action, { method: "POST", body: data, credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok || !page.getElementById(form.id)) throw new Error(String(answer.status));
    release(page);
    const sprite = document.querySelector(".wp-sprite");
    for (const drawing of page.querySelectorAll(".wp-sprite symbol")) {
      if (!document.getElementById(drawing.id)) sprite.append(drawing);
    }
    for (const part of document.querySelectorAll("[data-deel]")) {
      const fresh = page.getElementById(part.id);
      if (!fresh) continue;
      for (const field of part.querySelectorAll("input:not([type=hidden]), select, textarea")) {
        const next = field.name && field.value !== field.defaultValue && fresh.querySelector(`[name="${field.name}"]`);
        if (next && (target === form || target !== field.form)) next.value = field.value; // typed, not sent yet
      }
      part.replaceWith(fresh);
    }
    document.querySelector("main > .wp-bericht")?.remove();
    const note = page.querySelector("main > .wp-bericht");
    if (note) document.querySelector("main").prepend(note);
    const again = submitter?.value && document.querySelector(`#zij [name="${submitter.name}"][value^="${submitter.value.split(".")[0]}."]`);
    again?.focus();
  };

  /* no button of the page leaves before the text is sent */
  document.addEventListener("submit", async (event) => {
    const target = event.target;
    const { submitter } = event;
    if (leaving || target.method !== "post") return;
    const quiet = target.dataset.stil !== undefined || submitter?.dataset.stil !== undefined;
    if (!quiet && target !== form && !dirty() && !sending) return;
    event.preventDefault();
    event.stopPropagation();
    if (!stopped && !await save()) {
      if (dirty() && !await save()) return;
    }
    if (quiet) {
      try { await quietly(target, submitter); return; } catch { /* then the ordinary way */ }
    }
    /* a browser ignores a form that is sent again before the first sending has ended */
    await new Promise((done) => { setTimeout(done); });
    leaving = true;
    target.requestSubmit(submitter);
  }, true);
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href]");
    if (!link || leaving || stopped || link.dataset.vrij || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    if (!dirty() && !sending) return;
    event.preventDefault();
    if (!await save()) return;
    leaving = true;
    location.assign(link.href);
  });

  /* the toolbar */
  const bar = form.querySelector("[data-opmaak]");
  const around = (mark) => {
    const [start, end] = [text.selectionStart, text.selectionEnd];
    const chosen = text.value.slice(start, end);
    text.setRangeText(`${mark}${chosen}${mark}`, start, end, "end");
    text.setSelectionRange(start + mark.length, start + mark.length + chosen.length);
  };
  const before = (mark) => {
    const start = text.value.lastIndexOf("\n", text.selectionStart - 1) + 1;
    const end = Math.max(start, text.selectionEnd);
    const lines = text.value.slice(start, end).split("\n");
    const marked = lines.map((line, at) => (mark === "1. " ? `${at + 1}. ` : mark) + line).join("\n");
    text.setRangeText(marked, start, end, "end");
  };
  const mark = (button) => {
    if (button.dataset.rond) around(button.dataset.rond); else before(button.dataset.voor);
    text.focus();
    text.dispatchEvent(new Event("input", { bubbles: true }));
  };
  bar.hidden = false;
  for (const button of bar.querySelectorAll("button")) button.addEventListener("click", () => mark(button));
  text.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const button = bar.querySelector(`[aria-keyshortcuts="Control+${event.key.toUpperCase()}"]`);
    if (button) { event.preventDefault(); mark(button); }
  });

  /* one keystroke for each end of a point; the hints show only where the keys work */
  form.closest("body").classList.add("heeft-toetsen");
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || !event.code.startsWith("Key")) return;
    const thing = document.querySelector(`[data-toets="${event.code.slice(3)}"]`);
    if (!thing) return;
    event.preventDefault();
    if (thing.matches("summary")) thing.parentElement.open = true; else thing.click();
    document.getElementById(thing.dataset.naar)?.focus();
  });

  /* clocks */
  const tick = () => {
    const now = new Date();
    const time = document.querySelector("[data-klok]");
    if (time) time.textContent = hour();
    const begun = document.querySelector("[data-begonnen]");
    if (!begun) return;
    const spent = Math.max(0, Math.floor((now - new Date(begun.dataset.begonnen)) / 60000));
    begun.querySelector("b").textContent = spent;
    begun.classList.toggle("is-over", spent > Number(begun.dataset.minuten));
  };
  setInterval(tick, 15000);
})();
