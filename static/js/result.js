// Ranks anew, answers questions and waits for the PDF without leaving the page. It works without this too.
(() => {
  const tools = document.getElementById("tools");
  const status = document.getElementById("result-status");
  if (!tools || !status) return;

  const PAUSE = 400; // Milliseconds after the last change of a choice, before it is sent.
  const LOOK = 1500; // Between two looks at how far the PDF is.
  const words = status.dataset;
  const say = (text) => (status.textContent = text);

  async function read(address, options) {
    const answer = await fetch(address, options);
    if (!answer.ok) throw new Error(answer.status);
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  }

  // Choices: the page that the form would lead to is fetched, and its sections take the place of ours.

  let queue = Promise.resolve(); // One at a time, so that the last choice is the one that stays.
  let latest = 0;

  function send(form, done) {
    const turn = ++latest;
    queue = queue.then(async () => {
      if (turn !== latest) return; // A later change is waiting and says all that this one does.
      say(words.working);
      try {
        const body = new URLSearchParams(new FormData(form));
        const page = await read(form.action, { method: "POST", body });
        if (turn === latest) show(page, form, done);
      } catch {
        say(words.offline);
      }
    });
  }

  function show(page, form, done) {
    const tool = form.closest("details");
    const faults = page.querySelector(`#${tool.id} .tools__faults`);
    if (!faults) return location.reload();
    const fault = faults.querySelector(".error-summary");
    fault?.removeAttribute("autofocus");
    tool.querySelector(".tools__faults").replaceChildren(...faults.childNodes);
    if (fault) return say(`${words.kept} ${fault.querySelector("li")?.textContent ?? ""}`);
    replaceSections(page);
    say(done());
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
      say(words.making);
      await wait();
    }
    say(state === "ready" ? words.ready : words.failed);
    return state === "ready";
  }

  async function download(link) {
    if (link.ariaBusy === "true") return;
    link.ariaBusy = "true";
    say(words.making);
    try {
      const begun = await fetch(link.href, { method: "HEAD" });
      const isFile = begun.headers.get("Content-Type") === "application/pdf";
      if (isFile) say(words.ready);
      if (isFile || (begun.ok && (await whenMade(link)))) location.assign(link.href);
      else if (!begun.ok) say(words.failed);
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
      stateOf(link).then((state) => state === "making" && whenMade(link), () => {});
    }
  }
})();
