// Ranks anew, answers questions and waits for the PDF without leaving the page. It works without this too.
(() => {
  const tools = document.getElementById("tools");
  if (!tools) return;

  const PAUSE = 400; // Milliseconds after the last change of a choice, before it is sent.
  const LOOK = 1500; // Between two looks at how far the PDF is.
  const words = tools.dataset;
  const files = document.getElementById("files-status");
  const statusOf = (form) => form.closest("details").querySelector(".tools__status");

  async function read(address, options) {
    const answer = await fetch(address, options);
    if (!answer.ok) throw new Error(answer.status);
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  }

  // Choices: the page that the form would lead to is fetched, and its sections take the place of ours.

  let queue = Promise.resolve(); // One at a time, so that the last choice is the one that stays.
  const latest = new Map(); // By form, the number of its last change.

  function send(form, done) {
    const turn = (latest.get(form) ?? 0) + 1;
    latest.set(form, turn);
    const status = statusOf(form);
    queue = queue.then(async () => {
      if (turn !== latest.get(form)) return; // A later change is waiting and says all that this one does.
      status.textContent = words.working;
      try {
        const body = new URLSearchParams(new FormData(form));
        const page = await read(form.action, { method: "POST", body });
        if (turn === latest.get(form)) status.textContent = show(page, form, done);
      } catch {
        status.textContent = words.offline;
      }
    });
  }

  // Puts the page that came back in place of ours; returns what to say of it.
  function show(page, form, done) {
    const tool = form.closest("details");
    const faults = page.querySelector(`#${tool.id} .tools__faults`);
    if (!faults) return location.reload() ?? "";
    const fault = faults.querySelector(".error-summary");
    fault?.removeAttribute("autofocus");
    tool.querySelector(".tools__faults").replaceChildren(...faults.childNodes);
    if (fault) return `${words.kept} ${fault.querySelector("li")?.textContent ?? ""}`;
    replaceSections(page);
    return done();
  }

  function replaceSections(page) {
    const fresh = [...page.querySelectorAll("main > .section")];
    const shown = [...document.querySelectorAll("main > .section")];
    if (fresh.map((each) => each.id).join() !== shown.map((each) => each.id).join()) return location.reload();
    const before = tools.getBoundingClientRect().top;
    shown.forEach((old, index) => {
      if (old.innerHTML === fresh[index].innerHTML) return;
      keepOpen(old, fresh[index]);
      old.replaceWith(fresh[index]);
    });
    document.title = page.title;
    scrollBy({ top: tools.getBoundingClientRect().top - before, behavior: "instant" });
  }

  function keepOpen(old, fresh) {
    const open = [...old.querySelectorAll("details")].map((each) => each.open);
    fresh.querySelectorAll("details").forEach((each, index) => (each.open ||= open[index] ?? false));
  }

  function ranked() {
    const first = [...document.querySelectorAll(".role-card__name")].map((name) => name.textContent);
    return first.length ? `${words.updated} ${words.first} ${first.join(", ")}.` : words.updated;
  }

  const choices = tools.querySelector("#choices form");
  let pause;
  choices?.addEventListener("change", () => {
    clearTimeout(pause);
    pause = setTimeout(() => send(choices, ranked), PAUSE);
  });
  choices?.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    send(choices, ranked);
  });
  const compare = tools.querySelector("#compare form");
  compare?.addEventListener("submit", (event) => {
    event.preventDefault();
    send(compare, () => words.compared);
  });

  // Questions: the answer of the page that the form would lead to stands below the form.

  for (const tool of tools.querySelectorAll("[data-question]")) {
    const form = tool.querySelector("form");
    const place = tool.querySelector(".tools__answer");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const address = `${form.action}?${new URLSearchParams(new FormData(form))}`;
      try {
        const page = await read(address);
        const answer = page.getElementById("answer") ?? page.querySelector(".error-summary");
        if (!answer) return location.assign(address);
        answer.id = `${tool.id}-answer`;
        place.replaceChildren(answer);
        (answer.querySelector("[tabindex]") ?? answer).focus();
      } catch {
        location.assign(address);
      }
    });
  }

  // The PDF: asked for, waited for, fetched.

  const wait = () => new Promise((resume) => setTimeout(resume, LOOK));

  async function stateOf(link) {
    const answer = await fetch(link.dataset.pdf);
    return answer.ok ? (await answer.json()).state : "failed";
  }

  async function whenMade(link) {
    let state;
    while ((state = await stateOf(link)) === "making") {
      files.textContent = words.making;
      await wait();
    }
    files.textContent = { ready: words.ready, failed: words.failed }[state] ?? "";
    return state;
  }

  // Where all places are taken nobody is at it, and it is asked for again.
  async function isMade(link) {
    for (;;) {
      files.textContent = words.making;
      const begun = await fetch(link.href, { method: "HEAD" });
      if (begun.headers.get("Content-Type") === "application/pdf") return true;
      const state = begun.ok ? await whenMade(link) : "failed";
      if (state !== "absent") return state === "ready";
      await wait();
    }
  }

  async function download(link) {
    if (link.ariaBusy === "true") return;
    link.ariaBusy = "true";
    try {
      const made = await isMade(link);
      files.textContent = made ? words.ready : words.failed;
      if (made) location.assign(link.href);
    } catch {
      location.assign(link.href);
    } finally {
      link.ariaBusy = null;
    }
  }

  for (const link of tools.querySelectorAll("[data-pdf]")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      download(link);
    });
    if ("watched" in link.dataset) {
      stateOf(link).then((state) => ["making", "failed"].includes(state) && whenMade(link), () => {});
    }
  }
})();
