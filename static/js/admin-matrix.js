// The matrix as a sheet: keys move, typing replaces, changes are listed before they are saved and can be
// undone. Without this file the page is an ordinary form.
"use strict";

(() => {
  const form = document.getElementById("matrix");
  const live = document.getElementById("live");
  const undo = document.getElementById("undo");
  const changes = live.appendChild(document.createElement("ul"));
  const rows = [...form.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("input")]);
  const inputs = rows.flat();
  const done = [];
  let before = "";
  let saving = false;

  document.body.classList.add("scripted");

  const place = (input) => {
    const y = rows.findIndex((row) => row.includes(input));
    return [y, y < 0 ? -1 : rows[y].indexOf(input)];
  };
  const isChanged = (input) => input.value.trim() !== input.dataset.was;
  const partner = (input) => {
    const cell = input.closest("td");
    return [...cell.querySelectorAll("input")];
  };

  function mark(input) {
    input.classList.toggle("changed", isChanged(input));
  }

  // What saving would change, cell by cell.
  function list() {
    const lines = [];
    for (const cell of new Set(inputs.filter(isChanged).map((input) => input.closest("td")))) {
      const [value, weight] = cell.querySelectorAll("input");
      const was = [value.dataset.was, weight.dataset.was].filter(Boolean).join(", ");
      const now = [value.value.trim(), weight.value.trim()].filter(Boolean).join(", ");
      lines.push([value.getAttribute("aria-label").replace(/, [^,]*$/, ""), was, now]);
    }
    const nothing = form.dataset.nothing;
    live.hidden = lines.length === 0;
    changes.replaceChildren(
      ...lines.map(([label, was, now]) => {
        const line = document.createElement("li");
        const name = document.createElement("strong");
        const old = document.createElement("del");
        const fresh = document.createElement("ins");
        name.textContent = `${label}:`;
        old.textContent = was || nothing;
        fresh.textContent = now || nothing;
        line.append(name, " ", old, " → ", fresh);
        return line;
      }),
    );
    if (undo) undo.disabled = done.length === 0;
  }

  function go(y, x) {
    const target = rows[y]?.[x];
    if (target) target.focus();
    return Boolean(target);
  }

  function takeBack() {
    const step = done.pop();
    if (!step) return;
    for (const [input, value] of step.reverse()) {
      input.value = value;
      mark(input);
    }
    step[0][0].focus();
    list();
  }

  function settle(input) {
    if (input.value !== before) done.push([[input, before]]);
    before = input.value;
    mark(input);
    list();
  }

  form.addEventListener("focusin", (event) => {
    if (!inputs.includes(event.target)) return;
    before = event.target.value;
    event.target.select();
    const row = event.target.closest("tr");
    const near = new Set(row.dataset.near.split(" ").map((key) => `role-${key}`));
    for (const other of row.parentElement.children) other.classList.toggle("near", near.has(other.id));
  });

  form.addEventListener("focusout", (event) => {
    if (inputs.includes(event.target)) settle(event.target);
  });

  // Listed while typing: a list that only grew when a cell is left would move the button under the pointer.
  form.addEventListener("input", (event) => {
    mark(event.target);
    list();
  });

  form.addEventListener("keydown", (event) => {
    const input = event.target;
    if (!inputs.includes(input)) return;
    const [y, x] = place(input);
    const whole = input.selectionEnd - input.selectionStart === input.value.length;
    const atStart = whole || input.selectionEnd === 0;
    const atEnd = whole || input.selectionStart === input.value.length;
    let moved = false;
    if (event.key === "ArrowDown" || (event.key === "Enter" && !event.shiftKey)) moved = go(y + 1, x) || event.key === "Enter";
    else if (event.key === "ArrowUp" || event.key === "Enter") moved = go(y - 1, x) || event.key === "Enter";
    else if (event.key === "ArrowLeft" && atStart && !event.shiftKey) moved = go(y, x - 1);
    else if (event.key === "ArrowRight" && atEnd && !event.shiftKey) moved = go(y, x + 1);
    else if (event.key === "Escape") {
      settle(input);
      const step = partner(input).filter(isChanged).map((one) => [one, one.value]);
      if (step.length) done.push(step);
      for (const one of partner(input)) {
        one.value = one.dataset.was;
        mark(one);
      }
      before = input.value;
      input.select();
      list();
      moved = true;
    } else if (event.key === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey) {
      settle(input);
      takeBack();
      moved = true;
    }
    if (moved) event.preventDefault();
  });

  // A block from a spreadsheet goes into the same field of the cells to the right and below.
  form.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain").replace(/\r?\n$/, "");
    if (!inputs.includes(event.target) || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    settle(event.target);
    const [y, x] = place(event.target);
    const step = [];
    text.split(/\r?\n/).forEach((line, down) => {
      line.split("\t").forEach((value, right) => {
        const input = rows[y + down]?.[x + 2 * right];
        if (!input || input.readOnly || input.value === value.trim()) return;
        step.push([input, input.value]);
        input.value = value.trim();
        mark(input);
      });
    });
    if (step.length) done.push(step);
    before = event.target.value;
    list();
  });

  undo?.addEventListener("click", takeBack);

  // Only cells that were changed are sent.
  form.addEventListener("submit", () => {
    saving = true;
    for (const input of inputs) input.disabled = !partner(input).some(isChanged);
  });

  window.addEventListener("pageshow", () => {
    saving = false;
    for (const input of inputs) {
      input.disabled = false;
      mark(input);
    }
    list();
  });

  window.addEventListener("beforeunload", (event) => {
    if (!saving && inputs.some(isChanged)) event.preventDefault();
  });
})();
