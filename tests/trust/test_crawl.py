"""A crawl from the first page: no dead link, nothing from elsewhere, headers, one title, one h1."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from quiz.models import Edition, ShareLink
from tests.reports.conftest import own_folder, quick_pdf, sitting

__all__ = ["own_folder", "quick_pdf", "sitting"]

SITE = "http://testserver"
ELSEWHERE = r"""(?:url\(|@import|fetch\(|src=)[\s"']*(?:https?:)?//"""
LOADING = {"link": "href", "script": "src", "img": "src", "iframe": "src", "form": "action", "object": "data"}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
}
PERSONAL = ("/quiz/", "/result/", "/resume/", "/shared/")
NOT_PERSONAL = ("/quiz/deleted/",)


@dataclass
class Found(HTMLParser):
    """What a page names."""

    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    heads: int = 0
    titles: int = 0
    in_body: bool = False
    outside: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {key: value or "" for key, value in attrs}
        self.ids.add(said.get("id", ""))
        self.heads += tag == "h1"
        self.in_body = self.in_body or tag == "body"
        self.titles += tag == "title" and not self.in_body  # Drawings have titles too.
        if tag == "a":
            self.links.append(said["href"])
            if said["href"].startswith("http"):
                self.outside.append((said["href"], said.get("rel", "")))
        elif tag in LOADING and said.get("rel") not in ("canonical", "alternate"):
            self.loads.append(said.get(LOADING[tag], ""))


@pytest.fixture
def reader(edition: Edition, sitting: tuple[object, str], client: Client, own_folder: object) -> Client:
    """Somebody with a finished quiz, who has also opened a shared report."""
    client.cookies["sitting"] = sitting[1]
    client.post("/result/share/", {"days": "7"})
    page = client.post("/result/share/", {"days": "7"}, follow=True)
    token = page.context["made"].rstrip("/").rpartition("/")[2]
    client.post(f"/shared/{token}/")
    assert ShareLink.objects.count() == 2
    return client


@pytest.fixture
def unfinished(edition: Edition, client: Client) -> Client:
    """Somebody in the middle of the quiz."""
    client.post("/quiz/start/", {"path": "all"})
    return client


@pytest.mark.parametrize("who", ["reader", "unfinished"])
def test_no_link_is_dead_and_every_page_is_whole(
    who: str, request: pytest.FixtureRequest, quick_pdf: list[int]
):
    client = request.getfixturevalue(who)
    pages = dict(crawl(client, ["/", "/shared/", "/resume/x/", "/shared/x/", "/sitemap.xml", "/robots.txt"]))
    faults = [fault for path, answer in pages.items() for fault in faults_of(path, answer, pages)]

    assert len(pages) > 25
    assert faults == []


def crawl(client: Client, start: list[str]) -> Iterator[tuple[str, HttpResponse]]:
    """Every address of ours that can be reached by links, each once, with its answer."""
    waiting, seen = list(start), set(start)
    while waiting:
        path = waiting.pop(0)
        answer = client.get(path)
        yield path, answer
        for link in links_of(path, answer):
            if link not in seen:
                seen.add(link)
                waiting.append(link)


def links_of(path: str, answer: HttpResponse) -> Iterator[str]:
    """Our own addresses that an answer leads to, without fragments."""
    named = [answer.headers["Location"]] if answer.has_header("Location") else read(answer).links
    for link in named:
        address = urlsplit(urljoin(SITE + path, urldefrag(link).url))
        if f"{address.scheme}://{address.netloc}" == SITE:
            yield address.path + (f"?{address.query}" if address.query else "")


def read(answer: HttpResponse) -> Found:
    found = Found()
    if "text/html" in answer.headers.get("Content-Type", ""):
        found.feed(answer.content.decode())
    return found


def faults_of(path: str, answer: HttpResponse, pages: dict[str, HttpResponse]) -> Iterator[str]:
    if answer.status_code not in (200, 302) and not (path == "/shared/" and answer.status_code == 404):
        yield f"{path}: {answer.status_code}"
    for name, value in HEADERS.items():
        if answer.headers.get(name) != value:
            yield f"{path}: {name} is {answer.headers.get(name)}"
    if (
        path.startswith(PERSONAL)
        and path not in NOT_PERSONAL
        and "no-store" not in answer.headers.get("Cache-Control", "")
    ):
        yield f"{path}: may be kept by caches"
    if answer.status_code == 200 and "text/html" in answer.headers["Content-Type"]:
        yield from faults_in(path, read(answer), pages)


def faults_in(path: str, page: Found, pages: dict[str, HttpResponse]) -> Iterator[str]:
    if (page.heads, page.titles) != (1, 1):
        yield f"{path}: {page.heads} h1, {page.titles} titles"
    yield from (f"{path}: loads {load}" for load in page.loads if load.startswith(("http", "//")))
    yield from (
        f"{path}: {link} without noopener"
        for link, rel in page.outside
        if "noopener" not in rel and SITE not in link
    )
    for link in page.links:
        address, fragment = urldefrag(link)
        target = urlsplit(urljoin(path, address)).path if address else path
        if fragment and (target == path or target in pages):
            there = page if target == path else read(pages[target])
            if fragment not in there.ids:
                yield f"{path}: {link} leads to no place on its page"


@pytest.mark.parametrize(
    "path", ["/nowhere/", "/result/", "/quiz/1/", "/roles/astronaut/", "/static/nothing.css"]
)
def test_refusals_carry_the_same_headers(path: str, edition: Edition, client: Client):
    answer = client.get(path)

    assert answer.status_code == 404
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_no_style_or_script_names_a_host_to_load_from():
    files = [path for kind in ("css", "js") for path in (settings.BASE_DIR / "static" / kind).glob("*")]

    assert files
    assert not [path for path in files if re.search(ELSEWHERE, path.read_text())]


@pytest.mark.parametrize("path", ["/static/", "/static/css/", "/static/css", "/static/../config/settings.py"])
def test_no_folder_is_listed_and_none_above_is_served(path: str, edition: Edition, client: Client):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/.git/config", "/data/rolewise.sqlite3", "/rolewise.sqlite3", "/secret_key", "/manage.py", "/.env"],
)
def test_nothing_else_of_the_disk_has_an_address(path: str, edition: Edition, client: Client):
    answer = client.get(path)

    assert answer.status_code == 404
    assert "We can’t find that page" in answer.content.decode()
