// Questions are dragged, or moved by Alt and an arrow, and their places follow. Without this file places are
// written.
"use strict";

(() => {
  const body = document.getElementById("questions");
  if (!body || body.querySelector("input[readonly]")) return;
  const perPage = Number(body.dataset.perPage);
  const rows = () => [...body.rows];
  const input = (row) => row.querySelector("input");
  let dragged = null;

  document.getElementById("by-hand").hidden = false;

  // From then on the places are those of the rows as they stand.
  function renumber() {
    rows().forEach((row, at) => {
      input(row).value = String(at + 1);
      row.cells[3].textContent = at % perPage ? "" : String(at / perPage + 1);
    });
  }

  function move(row, other, after) {
    if (!other || other === row) return;
    body.insertBefore(row, after ? other.nextSibling : other);
    renumber();
  }

  for (const row of rows()) row.draggable = true;

  body.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("tr");
    event.dataTransfer.effectAllowed = "move";
  });
  body.addEventListener("dragover", (event) => {
    const other = event.target.closest("tr");
    if (!dragged || !other) return;
    event.preventDefault();
    const box = other.getBoundingClientRect();
    move(dragged, other, event.clientY > box.top + box.height / 2);
  });
  body.addEventListener("drop", (event) => event.preventDefault());
  body.addEventListener("dragend", () => {
    dragged = null;
  });

  body.addEventListener("keydown", (event) => {
    const row = event.target.closest("tr");
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "ArrowUp") move(row, row.previousElementSibling, false);
    else move(row, row.nextElementSibling, true);
    input(row).focus();
  });
})();
