"""S1: nonsense over every address gets a refusal, never a server error."""

import random
import string
from http import HTTPStatus

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client

from quiz.editions.store import content_of
from quiz.models import Response, Sitting
from tests.quiz.conftest import Respondent, respondent
from tests.trust.addresses import desk_addresses, public_addresses
from tests.trust.sizes import size, told

__all__ = ["respondent"]

POSTS = size(400, 10_000)
GETS = size(400, 10_000)
SEED = 20_261_122
ODD = [
    "",
    "\x00",
    "a" * 5_000,
    "‮evil",
    "<script>alert(1)</script>",
    "{{ 7*7 }}{% debug %}",
    "' OR 1=1 --",
    "-1",
    "1e400",
    "NaN",
    "9" * 400,
    "../../etc/passwd",
    "%00%ff",
    "😀" * 50,
    "٣",
    "null",
    "[]",
    "\r\nSet-Cookie: a=b",
]
NAMES = [
    *("name", "years", "balance", "place", "salary_floor", "role_in_mind", "code", "path", "afresh"),
    *(
        "compare",
        "file",
        "document",
        "action",
        "days",
        "a",
        "b",
        "to",
        "language",
        "next",
        "answers",
        "edition",
    ),
]
BODIES = [
    ("application/json", b'{"a": ' * 500),
    ("application/x-www-form-urlencoded", b"%" * 200),
    ("application/x-www-form-urlencoded", b"\xff\xfe=\xff"),
    (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n',
    ),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=" + "y" * 300, b"--y"),
    ("text/plain; charset=\xfc", b"a"),
]


@pytest.fixture(params=["under way", "finished"])
def somebody(request: pytest.FixtureRequest, respondent: Respondent) -> Respondent:
    """A browser that meets errors as a browser does, with a sitting of either kind."""
    if request.param == "finished":
        respondent.answer_everything()
        respondent.post("quiz:finish")
    respondent.client.raise_request_exception = False
    return respondent


def test_no_malformed_post_makes_the_server_fail(somebody: Respondent):
    chance, addresses = random.Random(SEED), public_addresses()
    items = list(content_of(somebody.edition).items)

    code, met = somebody.code, set()
    for _ in range(POSTS):
        address = chance.choice(addresses)
        somebody.client.cookies["sitting"] = code
        with transaction.atomic():  # Taken back each time, or the first "delete" would end the test.
            met.add((address, odd_post(somebody.client, address, chance, items)))
            transaction.set_rollback(True)

    assert {(_, status) for _, status in met if status >= HTTPStatus.INTERNAL_SERVER_ERROR} <= UNAVAILABLE
    told(f"S1: {POSTS} malformed POSTs over {len(addresses)} addresses, 0 server errors")


UNAVAILABLE = {("/health/ready", HTTPStatus.SERVICE_UNAVAILABLE)}  # What it says is true in a test.


def odd_post(client: Client, address: str, chance: random.Random, items: list[str]) -> int:
    if chance.random() < 0.25:
        content_type, body = chance.choice(BODIES)
        return client.generic("POST", address, body, content_type).status_code
    fields = chance.sample(NAMES, 4) + chance.sample(items, 2)
    posted = {name: chance.choice(ODD) for name in fields}
    return client.post(address, posted).status_code


def test_no_odd_address_or_code_makes_the_server_fail(somebody: Respondent):
    chance, addresses = random.Random(SEED), public_addresses()

    code, failed = somebody.code, set()
    for _ in range(GETS):
        address = odd_address(chance, addresses)
        somebody.client.cookies["sitting"] = odd_code(chance, code)
        status = somebody.client.get(address).status_code
        if (
            status >= HTTPStatus.INTERNAL_SERVER_ERROR
            and (address.partition("?")[0], status) not in UNAVAILABLE
        ):
            failed.add((address, status))

    assert failed == set()
    told(f"S1: {GETS} GETs of odd addresses and codes, 0 server errors")


def odd_address(chance: random.Random, addresses: list[str]) -> str:
    address = chance.choice(addresses)
    match chance.randrange(4):
        case 0:
            return f"{address}?{chance.choice(NAMES)}={chance.choice(['1', '%00', 'x' * 3000, '%ff', '-9'])}"
        case 1:
            return (
                address.rstrip("/")
                + "/"
                + "".join(chance.choices(string.printable[:94], k=12)).replace("?", "")
            )
        case 2:
            return address.replace(
                "A" * 43, "".join(chance.choices(string.ascii_letters, k=chance.randrange(1, 90)))
            )
        case _:
            return address.replace(
                "backend-engineer", chance.choice(["nobody", "x" * 300, "backend_engineer"])
            )


def odd_code(chance: random.Random, code: str) -> str:
    return chance.choice(["", "x", code[:-1], code + "A", code.swapcase(), "A" * 4000, "%00", code])


def test_of_an_answer_that_is_posted_twice_the_last_counts_in_the_address_none(respondent: Respondent):
    first, *others = respondent.slugs_on(1)
    body = "&".join([f"{first}=1", f"{first}=5", *(f"{slug}=3" for slug in others)])

    respondent.client.post(f"/quiz/1/?{first}=2", body, "application/x-www-form-urlencoded")

    assert respondent.values == dict.fromkeys(others, "3") | {first: "5"}


TOKENS = {"missing": {}, "wrong": {"csrfmiddlewaretoken": "b" * 32}, "no token": {"csrfmiddlewaretoken": "x"}}
REFUSED = {HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED}


@pytest.mark.parametrize("token", TOKENS.values(), ids=TOKENS)
@pytest.mark.parametrize("address", public_addresses())
def test_a_post_without_its_token_is_refused_and_changes_nothing(
    respondent: Respondent, address: str, token: dict[str, str]
):
    """S9, the part about CSRF. The browser holds a token of its own, which isn't the one that is sent."""
    browser = Client(enforce_csrf_checks=True)
    browser.cookies["sitting"], browser.cookies["csrf"] = respondent.code, "a" * 32
    before = state()

    answer = browser.post(address, token | {"name": "Mallory"})

    assert answer.status_code in REFUSED
    assert state() == before


@pytest.mark.django_db
@pytest.mark.parametrize("token", TOKENS.values(), ids=TOKENS)
def test_no_address_of_the_desk_takes_an_editor_s_post_without_its_token(token: dict[str, str]):
    editor = Client(enforce_csrf_checks=True)
    editor.force_login(User.objects.create_superuser("editor"))
    editor.cookies["csrf"] = "a" * 32
    addresses = desk_addresses()

    met = {address: editor.post(address, token).status_code for address in addresses}

    assert len(addresses) > 60
    assert {address: status for address, status in met.items() if status not in REFUSED} == {}


def state() -> object:
    return list(Sitting.objects.values()), list(Response.objects.values())
