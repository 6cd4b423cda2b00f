// Unfolds a page while it is printed, in browsers whose style sheets can't (see css/unfolded.css).
(() => {
  if (CSS.supports("selector(::details-content)")) return;

  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = [...document.querySelectorAll("details:not([open], [data-folded])")];
    for (const each of unfolded) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const each of unfolded) each.open = false;
  });
})();
