// Shows beside a sheet what its changes would do, while they are typed. Without this file a button asks.
"use strict";

(() => {
  const form = document.getElementById("matrix");
  const box = document.getElementById("ahead");
  const told = box?.querySelector(".told");
  let waiting = 0;
  let asked = new AbortController();

  // What the form would post: the cells that differ from what is stored.
  function changes() {
    const body = new FormData();
    for (const name of ["csrfmiddlewaretoken", "seen"]) body.set(name, form.elements[name].value);
    for (const cell of form.querySelectorAll("tbody td")) {
      const inputs = [...cell.querySelectorAll("input")];
      if (inputs.some((input) => input.value.trim() !== input.dataset.was)) for (const input of inputs) body.set(input.name, input.value);
    }
    return body;
  }

  async function ask() {
    asked.abort();
    asked = new AbortController();
    const body = changes();
    box.hidden = [...body.keys()].length === 2;
    if (box.hidden) return;
    const answer = await fetch(box.dataset.address, { method: "POST", body, headers: { "X-Fragment": "1" }, signal: asked.signal });
    if (answer.ok && !answer.redirected) told.innerHTML = await answer.text(); // Our own page, escaped by its template.
  }

  function soon() {
    clearTimeout(waiting);
    waiting = setTimeout(() => ask().catch(() => {}), 300);
  }

  if (!box) return;
  for (const event of ["input", "paste", "keyup", "click"]) form.addEventListener(event, soon);
  window.addEventListener("pageshow", soon);
})();
