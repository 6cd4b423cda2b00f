// Shows the findings on a role on its page: the whole draft is read for them, so the page doesn't wait.
"use strict";

const box = document.querySelector(".role-findings[data-address]");

async function show() {
  const answer = await fetch(box.dataset.address, { headers: { "X-Fragment": "1" } });
  if (!answer.ok || answer.redirected) return; // The link is still there.
  const list = document.createElement("div");
  list.innerHTML = await answer.text(); // Our own page, escaped by its template.
  box.querySelector("p").replaceWith(list);
}

if (box) show().catch(() => {});
