"""Share links: for reading, for a time, and for nothing else."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from quiz.models import ShareLink, Sitting
from quiz.models.share import MOST_LINKS
from reports.shared import shared_report

pytestmark = pytest.mark.usefixtures("own_folder")


def share(owner: Client, **said: str) -> str:
    """The path of a new link."""
    page = owner.post("/result/share/", {"days": "30"} | said, follow=True)
    return page.context["made"].removeprefix("http://testserver")


def opened(path: str) -> Client:
    """The browser of somebody who has opened a link."""
    visitor = Client()
    assertRedirects(visitor.post(path), "/shared/", fetch_redirect_response=False)
    return visitor


def test_a_shared_report_is_read_at_an_address_without_its_secret(owner: Client) -> None:
    path = share(owner)

    page = opened(path).get("/shared/")

    assertContains(page, "Backend Engineer fits you best")
    assert path.split("/")[2] not in page.content.decode()


def test_opening_a_link_shows_a_button_and_tells_nothing(owner: Client, stranger: Client) -> None:
    real, invented = stranger.get(share(owner)), stranger.get("/shared/invented/")

    assert real.status_code == invented.status_code == 200
    assert [line for line in real.content.splitlines() if b"csrfmiddleware" not in line] == [
        line for line in invented.content.splitlines() if b"csrfmiddleware" not in line
    ]
    assert "shared" not in stranger.cookies
    assert real.headers["Referrer-Policy"] == "strict-origin"


def test_a_token_has_256_bits_and_only_its_hash_is_stored(owner: Client) -> None:
    token = share(owner).split("/")[2]

    assert len(token) >= 43
    assert token not in map(str, ShareLink.objects.values().get().values())


def test_the_cookie_of_a_reader_opens_nothing_but_the_report(owner: Client) -> None:
    reader = opened(share(owner))
    token = reader.cookies["shared"].value
    assert reader.cookies["shared"]["httponly"]

    reader.cookies["sitting"] = token

    for path in ("/result/", "/result/share/", "/result/verdict.pdf", "/result/answers.json", "/quiz/check/"):
        assert reader.get(path).status_code == 404
    assert reader.post("/quiz/delete/").status_code == 404
    assert Sitting.objects.exists()


def test_a_shared_page_has_no_private_tools_and_no_way_to_write(owner: Client) -> None:
    page = opened(share(owner)).get("/shared/")

    assertNotContains(page, owner.cookies["sitting"].value)
    assertNotContains(page, "/result/")
    assertNotContains(page, "/quiz/delete/")
    assertNotContains(page, "Your answers (JSON)")
    assertNotContains(page, 'name="sitting"')


def test_a_shared_page_lists_no_answers(owner: Client) -> None:
    assertContains(owner.get("/result/"), 'class="given-answers"')

    page = opened(share(owner)).get("/shared/")

    assertNotContains(page, "given-answers")
    assertNotContains(page, "Skills, rated 0 to 4")


def test_the_name_is_shown_only_when_its_owner_says_so(owner: Client) -> None:
    without, with_name = share(owner), share(owner, shows_name="on")

    assertNotContains(opened(without).get("/shared/"), "Ingrid")
    assertContains(opened(with_name).get("/shared/"), "For Ingrid")


@pytest.fixture
def particular(owner: Client) -> Client:
    """An owner whose first role is taken out by a must-have, and who said everything there is to say."""
    about = {"name": "Ingrid", "years": 11, "current_role": "qa-engineer", "place": "DE"}
    Sitting.objects.update(
        about=about | {"role_in_mind": "product-engineer"}, must_haves={"salary_floor": 7_654_321}
    )
    return owner


TOLD = ("7,654,321", "below your floor", "The role you had in mind", "11 years", "By years", "Ingrid")


def test_what_was_said_beside_the_answers_is_seen_by_its_owner_only(particular: Client) -> None:
    own = particular.get("/result/").content.decode()
    seen = opened(share(particular)).get("/shared/").content.decode()

    assert [words for words in TOLD if words in own] != []
    assert [words for words in TOLD if words in seen] == []


def test_what_others_see_does_not_depend_on_it(particular: Client) -> None:
    link = ShareLink(sitting=Sitting.objects.get())
    with_it = shared_report(link)
    Sitting.objects.update(about={}, must_haves={})

    without = shared_report(ShareLink(sitting=Sitting.objects.get()))

    assert replace(with_it, kept_as=None) == replace(without, kept_as=None)


def test_its_owner_may_show_it(particular: Client) -> None:
    assertContains(particular.get("/result/share/"), "only if you say so below")

    page = opened(share(particular, shows_about="on")).get("/shared/")

    assertContains(page, "The role you had in mind")
    assertNotContains(page, "Ingrid")
    assertContains(particular.get("/result/share/"), "with your must-haves")


def test_a_reload_of_the_page_with_the_new_link_makes_no_second_one(owner: Client) -> None:
    answer = owner.post("/result/share/", {"days": "30"})
    assertRedirects(answer, "/result/share/", fetch_redirect_response=False)

    first, second = owner.get("/result/share/"), owner.get("/result/share/")

    assertContains(first, "http://testserver/shared/", count=1)
    assertNotContains(second, "/shared/")
    assert ShareLink.objects.count() == 1


@pytest.mark.parametrize("planted", ["no token", "somebody else’s"])
def test_a_token_that_is_none_of_this_sitting_is_not_shown(owner: Client, planted: str) -> None:
    edition = Sitting.objects.get().edition
    other, _code = Sitting.objects.start(edition, timezone.now(), finished_at=timezone.now())
    token = ShareLink.objects.make(other, 7, timezone.now(), shows_name=False)
    owner.cookies["newlink"] = "invented" if planted == "no token" else token

    assertNotContains(owner.get("/result/share/"), "/shared/")


def test_links_are_told_apart_by_numbers_that_stay(owner: Client) -> None:
    share(owner)
    share(owner)
    owner.post(f"/result/share/{ShareLink.objects.earliest('pk').pk}/revoke/")

    page = " ".join(owner.get("/result/share/").content.decode().split())

    assert "Link 2: made" in page.split("Links that have ended")[0]
    assert "Link 1: made" in page.split("Links that have ended")[1]
    assert " UTC, ends" in page


def test_who_said_nothing_beside_the_answers_is_not_asked_about_it(owner: Client) -> None:
    Sitting.objects.update(about={"name": "Ingrid"}, must_haves={})

    assertNotContains(owner.get("/result/share/"), "Show what I said")


def test_who_gave_no_name_is_not_asked_about_it(owner: Client) -> None:
    Sitting.objects.update(about={})

    assertNotContains(owner.get("/result/share/"), "Show my name")
    assertNotContains(opened(share(owner, shows_name="on")).get("/shared/"), "For ,")


def test_no_crawler_and_no_cache_keeps_a_shared_report(owner: Client) -> None:
    path = share(owner)
    reader = opened(path)

    for answer in (reader.get(path), reader.get("/shared/"), reader.get(path.rstrip("/"))):
        assert "no-store" in answer.headers["Cache-Control"]
    assertContains(reader.get("/shared/"), '<meta name="robots" content="noindex">')
    assertContains(reader.get(path), '<meta name="robots" content="noindex">')


@pytest.mark.parametrize("days", ["7", "30", "90"])
def test_a_link_lasts_as_long_as_was_chosen(owner: Client, days: str) -> None:
    share(owner, days=days)

    link = ShareLink.objects.get()
    assert link.expires_at - link.created_at == timedelta(days=int(days))


@pytest.mark.parametrize("days", ["", "0", "365", "-7", "soon"])
def test_another_time_is_refused_with_the_reason(owner: Client, days: str) -> None:
    page = owner.post("/result/share/", {"days": days})

    assertContains(page, "<title>Error:")
    assert not ShareLink.objects.exists()


def test_wrong_expired_revoked_and_deleted_links_are_answered_alike(owner: Client, edition: object) -> None:
    """S2, the body; benchmarks/links.py measures the time."""
    expired, revoked, deleted = share(owner), share(owner), share(owner)
    readers = [opened(path) for path in (expired, revoked, deleted)]
    first, second, _ = ShareLink.objects.order_by("pk")
    ShareLink.objects.filter(pk=first.pk).update(
        created_at=timezone.now() - timedelta(days=9), expires_at=timezone.now()
    )
    owner.post(f"/result/share/{second.pk}/revoke/")
    bodies = {reader.get("/shared/").content for reader in readers[:2]}
    answers = [Client().post(path) for path in (expired, revoked)]

    owner.post("/quiz/delete/")

    bodies |= {readers[2].get("/shared/").content, Client().get("/shared/").content}
    answers += [Client().post(deleted), Client().post("/shared/wrong/")]
    assert {answer.status_code for answer in answers} == {404}
    assert len(bodies | {answer.content for answer in answers}) == 1
    assert b"ask for a new one" in bodies.pop()


def test_whatever_a_dead_link_was_the_database_is_asked_the_same(owner: Client) -> None:
    expired, revoked = share(owner), share(owner)
    dead = timezone.now() - timedelta(days=1)
    ShareLink.objects.update(created_at=dead - timedelta(days=1), expires_at=dead, revoked_at=dead)
    asked = []

    for path in (expired, revoked, "/shared/wrong/"):
        with CaptureQueriesContext(connection) as queries:
            Client().post(path)
        asked.append(tuple(query["sql"].split("WHERE")[0] for query in queries.captured_queries))

    assert len(set(asked)) == 1
    assert "quiz_sharelink" in asked[0][0]


def test_links_are_listed_and_revoked_by_their_owner(owner: Client) -> None:
    path = share(owner)
    link = ShareLink.objects.get()
    assertContains(owner.get("/result/share/"), "Links that work")

    assertRedirects(owner.post(f"/result/share/{link.pk}/revoke/"), "/result/share/")

    assertContains(owner.get("/result/share/"), "revoked")
    assertNotContains(owner.get("/result/share/"), "Links that work")
    assert Client().post(path).status_code == 404


def test_nobody_revokes_the_link_of_somebody_else(owner: Client, stranger: Client) -> None:
    share(owner)
    link = ShareLink.objects.get()
    _other, code = Sitting.objects.start(link.sitting.edition, timezone.now(), finished_at=timezone.now())

    without = stranger.post(f"/result/share/{link.pk}/revoke/")
    stranger.cookies["sitting"] = code
    with_own = stranger.post(f"/result/share/{link.pk}/revoke/")

    assert (without.status_code, with_own.status_code) == (404, 404)
    assert ShareLink.objects.get().revoked_at is None


def test_an_unfinished_quiz_has_nothing_to_share(owner: Client) -> None:
    Sitting.objects.update(finished_at=None)

    assertRedirects(owner.get("/result/share/"), "/quiz/check/")


def test_a_quiz_that_leaves_no_trace_has_no_links(owner: Client) -> None:
    Sitting.objects.update(leaves_no_trace=True, touched_at=timezone.now())

    assertContains(owner.get("/result/share/"), "No share links here")
    assertContains(owner.post("/result/share/", {"days": "30"}), "No share links here")
    assert not ShareLink.objects.exists()


def test_there_is_an_end_to_links(owner: Client) -> None:
    for _ in range(MOST_LINKS):
        share(owner)

    page = owner.post("/result/share/", {"days": "7"})

    assertContains(page, "Revoke one first")
    assert ShareLink.objects.count() == MOST_LINKS


def test_links_go_with_their_result(owner: Client) -> None:
    share(owner)

    owner.post("/quiz/delete/")

    assert not ShareLink.objects.exists()


def test_a_shared_report_needs_three_queries(
    owner: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    reader = opened(share(owner))

    with django_assert_max_num_queries(3):  # The link, the answers, the look of the site.
        reader.get("/shared/")


def test_a_link_can_be_opened_again_while_it_lasts(owner: Client) -> None:
    path = share(owner)

    assert [opened(path).get("/shared/").status_code for _ in range(2)] == [200, 200]
