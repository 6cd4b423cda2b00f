// Saves each answer as it is given, and lets the keys 1 to 5 choose. The page works without it.
(() => {
  const form = document.getElementById("page");
  const status = document.getElementById("saved");
  if (!form || !status) return;

  const token = form.elements.csrfmiddlewaretoken.value;
  let leaving = new AbortController();
  let queue = Promise.resolve(); // One at a time, so that the last choice is the one that stays.
  status.textContent = "Each answer is saved as you give it. Keys 1 to 5 choose one.";

  async function save(name, value) {
    const body = new URLSearchParams({ csrfmiddlewaretoken: token, [name]: value });
    try {
      const answer = await fetch(location.href, {
        method: "POST",
        body,
        headers: { "X-Partial": "1" },
        redirect: "error",
        signal: leaving.signal,
      });
      status.textContent = answer.status === 204 ? "Saved." : "Not saved yet. Continue saves it.";
    } catch {
      if (!leaving.signal.aborted) status.textContent = "Not saved yet. Continue saves it.";
    }
  }

  form.addEventListener("change", ({ target }) => {
    if (target.type !== "radio") return;
    const { name, value } = target;
    queue = queue.then(() => save(name, value));
  });

  form.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !/^[1-5]$/.test(event.key)) return;
    const question = event.target.closest(".question");
    const radio = question?.querySelectorAll(".choices input")[event.key - 1];
    if (!radio) return;
    event.preventDefault();
    radio.focus();
    if (!radio.checked) radio.click();
  });

  form.addEventListener("submit", () => leaving.abort());
  addEventListener("pageshow", () => (leaving = new AbortController()));
})();
