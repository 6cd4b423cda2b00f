"""A limit on starting quizzes that lets a lecture hall in and keeps a script out."""

from collections.abc import Iterator

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings
from pytest_django.asserts import assertContains

from quiz import starting
from quiz.models import Edition, Sitting
from quiz.pace import KNOWN, Pace, network_of

SCHOOL = "203.0.113.9"


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def three_an_hour(settings: Settings) -> Iterator[None]:
    starting.pace.cache_clear()
    settings.STARTS_PER_HOUR = 3
    yield
    starting.pace.cache_clear()


def test_a_hall_of_a_thousand_people_behind_one_address_starts_within_a_minute():
    clock = Clock()
    pace = Pace(2_000, 3_600, clock)

    for _ in range(1_000):
        clock.now += 0.06
        assert pace.wait(SCHOOL) == 0.0


@given(st.lists(st.floats(0, 400), min_size=1, max_size=60))
def test_in_no_hour_are_there_more_than_twice_as_many_and_whoever_waits_as_told_gets_in(pauses: list[float]):
    clock, most, begun = Clock(), 5, []
    pace = Pace(most, 3_600, clock)

    for pause in pauses:
        clock.now += pause
        if seconds := pace.wait(SCHOOL):
            clock.now += seconds
            assert pace.wait(SCHOOL) == 0.0
        begun.append(clock.now)

    for first in begun:
        assert sum(first <= moment < first + 3_600 for moment in begun) <= 2 * most
        assert sum(first <= moment < first + 1 for moment in begun) <= most + 1


def test_addresses_are_forgotten_in_the_end():
    pace = Pace(1, 3_600, Clock())

    for number in range(KNOWN + 5):
        pace.wait(str(number))

    assert len(pace.due) == KNOWN


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:aaaa::1", "20010db800010002::/64"),
        ("127.0.0.1", ""),
        ("::1", ""),
        ("::ffff:127.0.0.1", ""),
        ("", ""),
    ],
)
def test_neighbours_in_a_network_count_as_one_and_this_machine_as_nobody(address: str, network: str):
    assert network_of(address) == network


@pytest.mark.usefixtures("three_an_hour")
def test_one_too_many_is_told_when_to_try_again_and_nothing_is_stored(edition: Edition):
    for _ in range(3):
        assert Client(REMOTE_ADDR=SCHOOL).post("/quiz/start/").status_code == 302

    refused = Client(REMOTE_ADDR=SCHOOL).post("/quiz/start/")

    assertContains(refused, "try again in 20 minutes", status_code=429)
    assert 1_190 <= int(refused["Retry-After"]) <= 1_200
    assert "sitting" not in refused.cookies
    assert Sitting.objects.count() == 3
    assert Client(REMOTE_ADDR="203.0.113.10").post("/quiz/start/").status_code == 302


@pytest.mark.usefixtures("three_an_hour")
def test_who_has_started_goes_on_whatever_others_start(edition: Edition):
    browser = Client(REMOTE_ADDR=SCHOOL)
    browser.post("/quiz/start/", {"path": "all"})
    for _ in range(5):
        Client(REMOTE_ADDR=SCHOOL).post("/quiz/start/")

    assert browser.get("/quiz/1/").status_code == 200
    assert browser.post("/quiz/1/", {}).status_code == 200


@pytest.mark.usefixtures("three_an_hour")
def test_a_forged_header_brings_nobody_past_the_limit(edition: Edition):
    told = [
        Client(REMOTE_ADDR=SCHOOL, headers={"X-Forwarded-For": f"198.51.100.{n}"}).post("/quiz/start/")
        for n in range(4)
    ]

    assert [answer.status_code for answer in told] == [302, 302, 302, 429]


@pytest.mark.usefixtures("three_an_hour")
def test_without_a_limit_there_is_none(edition: Edition, settings: Settings):
    settings.STARTS_PER_HOUR = 0

    told = {Client(REMOTE_ADDR=SCHOOL).post("/quiz/start/").status_code for _ in range(8)}

    assert told == {302}
