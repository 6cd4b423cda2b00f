"""What a real server writes down while people use it, refused and broken requests included: no
code, no answer, no name, nothing of what was sent."""

import http.client
import json
from urllib.parse import urlencode

import pytest

from tests.operations.site import Browser, Site, free_port
from tests.operations.test_sharing import fields_in

NAME, WORDS = "Canary Lindqvist", "canarywords"


@pytest.mark.parametrize(("level", "form"), [("DEBUG", "line"), ("INFO", "json")])
def test_no_line_of_a_servers_log_holds_a_code_an_answer_or_a_name(site: Site, level: str, form: str):
    site.variables |= {"LOG_LEVEL": level, "LOG_FORMAT": form}
    (code,) = site.finish()
    port = free_port()
    site.web(port)
    answered, browser = takes_the_quiz(port)
    browser.opener.addheaders = [("Cookie", f"sitting={code}")]

    for path in (
        f"/resume/{code}/",
        f"/nowhere/{code}/?{WORDS}",
        f"/shared/{code}/",
        f"/?{WORDS}={code}",
        "/result/",
    ):
        browser.get(path)
    refused(port, f"/resume/{code}/", urlencode({"code": code, "name": NAME}))
    refused(port, f"/quiz/1/?{code}", urlencode(dict.fromkeys(answered, "unsure")))
    refused(port, f"/\x7f{code}", "not a request")

    log = site.logs()
    assert log.count("[code]") >= 3  # It was written, and masked.
    assert code not in log
    assert NAME not in log and WORDS not in log
    assert [slug for slug in answered if slug in log] == []
    assert "unsure" not in log
    if form == "json":
        told = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
        assert {"quiz:page", "quiz:resume_link", "unknown"} <= {line.get("route") for line in told}


def takes_the_quiz(port: int) -> tuple[set[str], Browser]:
    """Starts, gives a name, answers the first page. Returns the questions' names and the browser."""
    browser = Browser(port)
    _, home = browser.get("/")
    _, about = browser.post("/quiz/start/", home, path="all")
    browser.post("/quiz/about/", about, name=NAME)
    _, page = browser.get("/quiz/1/")
    slugs = {name.decode() for name in fields_in(page)}
    browser.post("/quiz/1/", page, **dict.fromkeys(slugs, "unsure"))
    return slugs, browser


def refused(port: int, path: str, body: str) -> None:
    """A POST without a token, as raw as it gets."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.putrequest("POST", path.replace("\x7f", "%7f"), skip_accept_encoding=True)
        connection.putheader("Content-Type", "application/x-www-form-urlencoded")
        connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body.encode())
        connection.getresponse().read()
    finally:
        connection.close()
