"""S5: every answer carries the headers, whatever it is and whoever asks: errors, files and the desk too."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.test import Client
from pytest_django import Settings

from config.middleware import HEADERS
from quiz.models import Edition
from tests.reports.conftest import own_folder, quick_pdf, sitting
from tests.trust.addresses import desk_addresses, public_addresses
from tests.trust.sizes import told

__all__ = ["own_folder", "quick_pdf", "sitting"]

OTHERS = ["/health/live", "/health/ready", "/metrics", "/nowhere/", "/static/nothing.css", "/%00", "/admin"]
PERSONAL = ("/quiz/", "/result/", "/resume/", "/shared/", "/restore/", "/admin/")
NOT_PERSONAL = ("/quiz/deleted/", "/admin/jsi18n/")
CLOSER = ("/resume/", "/shared/")  # Not even our own host is told their whole address.
CLOSED = {"Referrer-Policy": "strict-origin"}


@pytest.mark.parametrize("path", ["/resume/c0de/", "/resume/c0de", "/shared/t0ken/", "/resume/c0de/more/"])
@pytest.mark.parametrize("careful", [True, False])
def test_an_address_with_a_secret_is_no_referrer_whatever_the_answer(
    edition: Edition, path: str, careful: bool
) -> None:
    browser = Client(enforce_csrf_checks=careful)

    answers = [browser.get(path), browser.post(path)]

    assert {answer.headers["Referrer-Policy"] for answer in answers} == {"strict-origin"}


@pytest.fixture
def owner(edition: Edition, sitting: tuple[object, str], own_folder: object, quick_pdf: list[int]) -> Client:
    """Somebody with a finished quiz, and an editor in the same browser; faults come back as pages."""
    browser = Client(raise_request_exception=False)
    browser.cookies["sitting"] = sitting[1]
    browser.force_login(User.objects.create_superuser("editor"))
    return browser


def faults_of(address: str, answer: HttpResponse) -> list[str]:
    faults = [
        f"{address} ({answer.status_code}): {name} is {answer.headers.get(name)}"
        for name, value in HEADERS.items()
        if answer.headers.get(name) not in (value, CLOSED.get(name) if address.startswith(CLOSER) else value)
    ]
    private = address.startswith(PERSONAL) and address not in NOT_PERSONAL and answer.status_code < 400
    if private and "no-store" not in answer.headers.get("Cache-Control", ""):
        faults.append(f"{address} ({answer.status_code}): may be kept by caches")
    if "Access-Control-Allow-Origin" in answer.headers and not address.startswith("/static/"):
        faults.append(f"{address}: other sites may read it")
    return faults


@pytest.mark.parametrize("who", ["owner", "client"])
def test_every_answer_carries_the_headers(who: str, request: pytest.FixtureRequest, edition: Edition):
    browser: Client = request.getfixturevalue(who)
    addresses = [*public_addresses(), *OTHERS, *desk_addresses()]

    faults = [fault for address in addresses for fault in faults_of(address, browser.get(address))]
    faults += [fault for address in addresses for fault in faults_of(address, browser.put(address))]

    assert len(addresses) > 80
    assert faults == []
    told(f"S5: headers on {2 * len(addresses)} answers of {len(addresses)} addresses, 0 missing")


def failing(get_response: object) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a fault of ours, wherever one asks."""

    def fail(request: HttpRequest) -> HttpResponse:
        raise RuntimeError

    return fail


@pytest.mark.parametrize("address", ["/", "/result/", "/admin/login/"])
def test_a_fault_of_ours_carries_them_too(address: str, db: None, settings: Settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.failing"]

    answer = Client(raise_request_exception=False).get(address)

    assert answer.status_code == 500
    assert faults_of(address, answer) == []


@pytest.mark.parametrize(("kind", "named"), [("css", "text/css"), ("js", "text/javascript")])
def test_files_of_the_site_carry_them_and_their_type(kind: str, named: str, db: None, settings: Settings):
    settings.WHITENOISE_USE_FINDERS = True
    files = sorted((settings.BASE_DIR / "static" / kind).glob(f"*.{kind}"))

    answers = [Client().get(f"/static/{kind}/{file.name}") for file in files]

    assert answers
    assert all(b"".join(answer.streaming_content) for answer in answers)
    assert {answer.headers["Content-Type"] for answer in answers} == {f'{named}; charset="utf-8"'}
    assert [fault for answer in answers for fault in faults_of("/static/", answer)] == []
