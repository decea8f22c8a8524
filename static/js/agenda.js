"use strict";
/* The order of an agenda by dragging; the buttons Hoger and Lager do the same without this.
   <ol data-sleep="/address/"> holds <li data-punt="key">: after a drop all keys go there in their order, then the page is
   drawn anew, because every later point begins at another time. */
(() => {
  const list = document.querySelector("ol[data-sleep]");
  if (!list) return;
  document.querySelector("[data-sleephulp]")?.removeAttribute("hidden");
  let moved = null;
  const order = () => [...list.children].map((row) => row.dataset.punt).join();
  let before = order();

  for (const row of list.children) row.draggable = true;
  list.addEventListener("dragstart", (event) => {
    moved = event.target.closest("li[data-punt]");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
    moved.classList.add("is-mee");
  });
  list.addEventListener("dragover", (event) => {
    const row = event.target.closest("li[data-punt]");
    if (!moved) return;
    event.preventDefault();
    if (!row || row === moved) return;
    const box = row.getBoundingClientRect();
    row[event.clientY > box.top + box.height / 2 ? "after" : "before"](moved);
  });
  list.addEventListener("dragend", async () => {
    moved?.classList.remove("is-mee");
    moved = null;
    if (order() === before) return;
    before = order();
    const data = new FormData();
    data.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    for (const row of list.children) data.append("punt", row.dataset.punt);
    try {
      const answer = await fetch(list.dataset.sleep, { method: "POST", body: data, credentials: "same-origin" });
      if (!answer.ok) throw new Error(String(answer.status));
      location.reload();
    } catch {
      const words = document.createElement("p");
      words.className = "wp-laat";
      words.setAttribute("role", "alert");
      words.textContent = list.dataset.mislukt;
      list.before(words);
    }
  });
})();
