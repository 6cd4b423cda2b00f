"""People at a real server, of whatever release: they answer page after page as a browser does, without
scripts, and remember what was acknowledged, which is that the browser was sent on to the next page."""

import random
import re
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from threading import Event, Thread

from tests.operations.site import Browser

FILES = re.compile(r'(?:href|src)="(/static/[^"]+)"')
PAGES = 3  # So many of the quiz's first pages are answered, again and again.
PAUSE = 0.05  # Seconds between two pages, so that others have the processors too.


class QuizForm(HTMLParser):
    """The form of a page of questions: what it would send, and what may be chosen."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.hidden: dict[str, str] = {}
        self.choices: dict[str, list[str]] = {}
        self.checked: dict[str, str] = {}
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Called by the parser. The page's other forms have a token of the same worth and nothing else."""
        has = {name: value or "" for name, value in attributes}
        if tag != "input" or "name" not in has:
            return
        if has.get("type") == "hidden":
            self.hidden[has["name"]] = has["value"]
        if has.get("type") == "radio":
            self.choices.setdefault(has["name"], []).append(has["value"])
            if "checked" in has:
                self.checked[has["name"]] = has["value"]


@dataclass(frozen=True, slots=True)
class Save:
    """A page of answers that was acknowledged ``at`` a time (of ``time.monotonic``), and took seconds."""

    at: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Fault:
    """What a visitor should not have met, and when."""

    at: float
    told: str


@dataclass(eq=False)
class Visitor(Thread):
    """Somebody who answers until ``ended``, with what a page needs to be seen.

    Each request goes to one of ``ports`` by chance, as through a proxy; they may be changed meanwhile.

    One who ``stays`` keeps to one sitting. Others begin a new one every time that they have answered its
    first pages twice, looked whether they are all there, and finished it.
    """

    ports: tuple[int, ...]
    stays: bool
    ended: Event
    seed: int = 1
    visits: int = 0
    saves: list[Save] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    acknowledged: dict[str, str] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)  # Files that this browser has.
    browser: Browser = field(init=False)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)
        self.chance = random.Random(self.seed)

    def run(self) -> None:
        while not self.ended.is_set():
            try:
                self.visit()
            except Unexpected as fault:
                self.note(fault)

    def note(self, fault: "Unexpected") -> None:
        self.faults.append(Fault(time.monotonic(), str(fault)))
        self.ended.wait(PAUSE)

    def visit(self) -> None:
        self.begin()
        rounds = 0
        while not self.ended.is_set() and (self.stays or rounds < 2):
            for number in range(1, PAGES + 1):
                self.try_to_save(number)
            rounds += 1
        self.look()
        if not self.stays:
            self.finish()
        self.visits += 1

    def begin(self) -> None:
        self.browser, self.acknowledged = Browser(self.ports[0]), {}
        home = self.get("/")
        self.post("/quiz/start/", home, path="all")

    def try_to_save(self, number: int) -> None:
        """A save that fails is noted, and the next one tried: a visitor doesn't go away for that."""
        try:
            self.save(number)
        except Unexpected as fault:
            self.note(fault)
        self.ended.wait(PAUSE)

    def save(self, number: int) -> None:
        path = f"/quiz/{number}/"
        page = self.get(path)
        form = QuizForm(page)
        chosen = {name: self.chance.choice(values) for name, values in form.choices.items()}
        kept = {name: value for name, value in self.acknowledged.items() if name not in chosen}
        before, self.acknowledged = self.acknowledged, kept  # What fails may be stored or not.
        begun = time.monotonic()
        self.post(path, page, **(form.hidden | chosen))
        self.acknowledged = before | chosen
        self.saves.append(Save(now := time.monotonic(), now - begun))

    def look(self) -> None:
        """Whether all that was acknowledged is shown as chosen. Raises Unexpected."""
        if lost := sorted(set(self.acknowledged.items()) - set(self.shown().items())):
            raise Unexpected(f"lost: {lost}")

    def shown(self) -> dict[str, str]:
        """What the first pages show as chosen, by question."""
        shown: dict[str, str] = {}
        for number in range(1, PAGES + 1):
            shown |= QuizForm(self.get(f"/quiz/{number}/")).checked
        return shown

    def finish(self) -> None:
        self.post("/quiz/finish/", self.get("/quiz/check/"))
        if b"<h1" not in self.get("/result/"):
            raise Unexpected("the result has no heading")

    def get(self, path: str) -> bytes:
        """A page, and the files that it names. Raises Unexpected unless they are there."""
        page = self.fetch(path)
        for file in FILES.findall(page.decode()):
            if file not in self.seen:
                self.fetch(file)
                self.seen.add(file)
        return page

    def fetch(self, path: str) -> bytes:
        self.turn()
        try:
            status, page = self.browser.get(path)
        except OSError as error:
            raise Unexpected(f"GET {path}: {error}") from error
        if status != 200 or self.browser.at != path:
            raise Unexpected(f"GET {path}: {status} {self.browser.at}")
        return page

    def turn(self) -> None:
        """To any of the servers."""
        self.browser.home = f"http://127.0.0.1:{self.chance.choice(self.ports)}"

    def post(self, path: str, page: bytes, /, **fields: str) -> None:
        """Sends a form. Raises Unexpected unless the browser is sent on to another page."""
        self.turn()
        fields.pop("csrfmiddlewaretoken", None)
        try:
            status, _ = self.browser.post(path, page, **fields)
        except OSError as error:
            raise Unexpected(f"POST {path}: {error}") from error
        if self.browser.at == path:
            raise Unexpected(f"POST {path}: {status}")
        if status != 200:
            raise Unexpected(f"GET {self.browser.at} after POST {path}: {status}")


class Unexpected(Exception):
    """An answer that people should not get."""
