// Saves each answer as it is given, and lets the keys 1 to 5 choose. The page works without it.
//
// The sitting has a version, which every save raises. A save names the version that this page knows
// of and is refused if another one came first; then it is sent again. Continue names none and always
// counts, so a save that is still on its way when the page is left comes too late to undo anything.
(() => {
  const form = document.getElementById("page");
  const status = document.getElementById("saved");
  if (!form || !status) return;

  const words = status.dataset;
  const unsaved = new Map();
  let version = form.dataset.version;
  let saving = false;
  let left = false; // Continue was pressed: it takes along all that stands on the page.
  const hasKeys = !matchMedia("(hover: none), (pointer: coarse)").matches; // Of a phone's it is never told.
  status.textContent = hasKeys ? `${words.hint} ${words.keys}` : words.hint;

  function post(answers, headers, keepalive) {
    const body = new URLSearchParams(answers);
    for (const name of ["csrfmiddlewaretoken", "sitting"]) body.set(name, form.elements[name].value);
    return fetch(location.href, {
      method: "POST",
      body,
      headers: { "X-Partial": "1", ...headers },
      redirect: "error",
      keepalive,
    });
  }

  async function save() {
    if (saving) return;
    saving = true;
    while (unsaved.size && !left) {
      const sent = [...unsaved];
      const answer = await post(sent, { "If-Match": `"${version}"` }).catch(() => null);
      const told = answer?.headers.get("ETag")?.replace(/\D/g, "");
      version = told ?? version;
      if (answer?.status === 200 && told) continue; // Another tab was first: again, with its version.
      if (answer?.status !== 204) {
        if (!left) status.textContent = answer?.status === 409 || answer?.status === 404 ? words.closed : words.failed;
        break;
      }
      for (const [name, value] of sent) {
        if (unsaved.get(name) !== value) continue; // Changed meanwhile.
        unsaved.delete(name);
        form.elements[`seen-${name}`].value = value;
      }
      if (!unsaved.size) status.textContent = words.saved;
    }
    saving = false;
  }

  form.addEventListener("change", ({ target }) => {
    if (target.type !== "radio") return;
    left = false;
    unsaved.set(target.name, target.value);
    form.elements[`seen-${target.name}`].value = ""; // Until it is saved, Continue sends it as chosen here.
    save();
  });

  const firstOpen = () =>
    [...form.querySelectorAll(".question")].find((each) => !each.querySelector("input:checked"));

  // In a question it is that one which a key answers, anywhere else the first that is open.
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !/^[1-5]$/.test(event.key)) return;
    if (event.target.matches("input:not([type=radio]), select, textarea")) return;
    const question = event.target.closest(".question") ?? firstOpen();
    const radio = question?.querySelectorAll(".choices input")[event.key - 1];
    if (!radio) return;
    event.preventDefault();
    radio.focus();
    if (!radio.checked) radio.click();
  });

  form.addEventListener("submit", () => (left = true));
  addEventListener("online", save);
  addEventListener("pagehide", () => {
    if (unsaved.size && !left) post([...unsaved], {}, true).catch(() => {});
  });
  addEventListener("pageshow", () => {
    left = false;
    save();
  });
})();
