// Gives each searching choice the name of its field: the script that draws it names it after what is
// chosen, so that one without a choice would have no name at all.
"use strict";

const nameOf = (select) => {
  const label = select.labels[0];
  if (label) return label;
  const cell = select.closest("td");
  return cell ? cell.closest("table").querySelectorAll("thead th")[cell.cellIndex] : null;
};

const nameChoices = () => {
  for (const choice of document.querySelectorAll(".select2-selection[role=combobox]:not([data-named])")) {
    const select = choice.closest(".select2-container").previousElementSibling;
    const name = select && select.labels ? nameOf(select) : null;
    if (!name) continue;
    name.id = name.id || `name-of-${select.id}`;
    choice.setAttribute("aria-labelledby", `${name.id} ${choice.getAttribute("aria-labelledby") || ""}`.trim());
    choice.querySelector("[role=textbox]")?.setAttribute("aria-labelledby", name.id);
    choice.dataset.named = "";
  }
};

new MutationObserver(nameChoices).observe(document.documentElement, { childList: true, subtree: true });
