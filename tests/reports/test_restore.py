"""A save file brings a sitting back, is compared, or is scored again; and is believed in nothing."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from quiz.content import EditionContent
from quiz.items import UNSURE
from quiz.models import Appeal, Edition, Response, Sitting
from quiz.submission import About, MustHaves, Submission, read_submission
from reports.pdf import answers_of, prepare
from reports.report import build_report, generate_report
from reports.save_file import said_document, written
from roles.version import VERSION
from tests.builders import ideal_answers, small_content
from tests.content.test_personas import PERSONAS
from tests.quiz.test_upload import a_pdf
from tests.reports.builders import FINISHED, STAMP, a_submission, flat, too_few

SCHEMA = json.loads(Path("reports/schema/save-file.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())


def save_file(sitting: Sitting) -> dict[str, Any]:
    return generate_report(sitting).document


def offer(browser: Client, document: Any, name: str = "answers.json") -> HttpResponse:
    raw = document if isinstance(document, bytes) else json.dumps(document).encode()
    return browser.post(reverse("reports:restore"), {"file": SimpleUploadedFile(name, raw)})


def kept(page: HttpResponse) -> str:
    return page.context["save"].kept


def told(page: HttpResponse) -> str:
    return " ".join(page.content.decode().split())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file | {"ranking": [{"role": "backend-engineer", "fit": 10**400}]},
        lambda file: file | {"answers": file["answers"] | {"\ud800": 3}, "digest": "0" * 64},
        lambda file: file | {"answers": file["answers"] | {"deep": json.loads("[" * 900 + "]" * 900)}},
        lambda file: file | {"answers": file["answers"] | {"mapped": {"a": 1}}, "digest": "0" * 64},
    ],
    ids=["a number without end", "half a character", "deep", "an object"],
)
def test_a_file_made_to_hurt_is_read_or_refused(client: Client, edition: Edition, spoil: Any) -> None:
    sitting, _ = Sitting.objects.start(edition, FINISHED, finished_at=FINISHED)

    answer = offer(client, spoil(save_file(sitting)))

    assert answer.status_code in {200, 422}


# What the file holds


def test_the_schema_is_itself_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def some_submission(draw: st.DrawFn, content: EditionContent) -> Submission:
    answers = {
        slug: draw(st.sampled_from([*item.values, UNSURE]))
        for slug, item in content.items.items()
        if draw(st.integers(0, 5))
    }
    roles = st.sampled_from([role.slug for role in content.scored_roles])
    return Submission(
        answers,
        About(
            draw(st.sampled_from(["", "Ada", "李小龙", "<b>"])),
            draw(st.none() | st.integers(0, 60)),
            draw(roles),
        ),
        MustHaves(draw(st.none() | st.integers(1, 900_000)), draw(st.booleans()), draw(st.booleans())),
        draw(st.none() | st.floats(0, 1)),
        tuple(draw(st.just([]) | st.lists(roles, min_size=2, max_size=4, unique=True))),
    )


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_save_file_follows_the_schema_adds_up_and_reads_back(data: st.DataObject) -> None:
    content = small_content()
    submission = some_submission(data.draw, content)

    document = json.loads(written(build_report(content, submission, STAMP).document))

    assert [error.message for error in VALIDATOR.iter_errors(document)] == []
    for ranked in document["ranking"]:
        total = ranked["base"] + sum(each["points"] for each in ranked["contributions"])
        assert abs(total - ranked["fit"]) <= 1e-9
    assert read_submission(document, content) == submission


@pytest.mark.parametrize("path", sorted(PERSONAS.glob("*.json")), ids=lambda path: path.stem)
def test_save_files_on_the_shipped_content_follow_the_schema(path: Path, shipped: EditionContent) -> None:
    submission = read_submission(json.loads(path.read_text("utf-8")), shipped)

    raw = written(build_report(shipped, submission, STAMP).document)

    assert [error.message for error in VALIDATOR.iter_errors(json.loads(raw))] == []
    assert len(raw) < 100_000


@pytest.mark.parametrize("submission", [too_few(), flat()], ids=["too few", "undecided"])
def test_without_a_verdict_it_follows_the_schema_too(submission: Submission) -> None:
    document = build_report(small_content(), submission, STAMP).document

    assert VALIDATOR.is_valid(document)


def test_before_the_finish_the_file_has_what_was_said_and_nothing_reckoned() -> None:
    document = said_document(a_submission(), 3, "ab" * 32)

    assert VALIDATOR.is_valid(document)
    assert document["finished_at"] is None
    assert "ranking" not in document


def test_the_file_names_the_release_of_the_project() -> None:
    assert f'version = "{VERSION}"' in Path("pyproject.toml").read_text("utf-8")
    assert build_report(small_content(), a_submission(), STAMP).document["software"] == VERSION


@pytest.mark.django_db
def test_what_is_downloaded_is_what_the_pdf_holds(owner: Client, sitting: tuple[Sitting, str]) -> None:
    report = generate_report(sitting[0])

    assert owner.get(reverse("reports:answers")).content == answers_of(report) == prepare(report).attachment


@pytest.mark.django_db
def test_the_schema_has_a_public_address_that_the_method_page_names(
    edition: Edition, stranger: Client
) -> None:
    served = stranger.get(reverse("reports:schema"))

    assert served["Content-Type"] == "application/schema+json"
    assert served.json() == SCHEMA
    assert reverse("reports:schema") in told(stranger.get(reverse("public:method")))


# Bringing it back


@pytest.mark.django_db
@pytest.mark.parametrize("as_pdf", [True, False], ids=["pdf", "json"])
def test_a_finished_sitting_comes_back_as_the_same_report(
    as_pdf: bool, sitting: tuple[Sitting, str], stranger: Client
) -> None:
    report = generate_report(sitting[0])
    file = a_pdf(answers_of(report)) if as_pdf else answers_of(report)
    Sitting.objects.all().delete()

    found = offer(stranger, file, "verdict.pdf" if as_pdf else "answers.json")
    stranger.post(reverse("reports:restore_sitting"), {"kept": kept(found)})

    again = generate_report(Sitting.objects.get())
    assert again.code == report.code
    assert prepare(again).digest == prepare(report).digest
    assert stranger.get(reverse("reports:result")).status_code == 200


@pytest.mark.django_db
def test_what_was_found_is_said_and_nothing_stored_until_somebody_chooses(
    sitting: tuple[Sitting, str], stranger: Client
) -> None:
    found = offer(stranger, save_file(sitting[0]))

    assert "Ingrid" in told(found)
    assert "3 February 2026" in told(found)
    assert "1, the newest" in told(found)
    assert Sitting.objects.count() == 1


@pytest.mark.django_db
def test_an_open_sitting_comes_back_open_with_its_answers(edition: Edition, stranger: Client) -> None:
    answers = dict(list(a_submission().answers.items())[:5])
    document = said_document(Submission(answers, About("Bo")), 1, edition.digest)

    led = stranger.post(reverse("reports:restore_sitting"), {"kept": kept(offer(stranger, document))})

    sitting = Sitting.objects.get()
    assert sitting.finished_at is None
    assert sitting.responses.count() == 5
    assert sitting.about == {"name": "Bo"}
    assert led["Location"] == reverse("quiz:page", args=[2])


@pytest.mark.django_db
def test_an_answers_file_of_old_is_read_by_its_number(edition: Edition, stranger: Client) -> None:
    old = {
        "edition": 1,
        "answers": dict(a_submission().answers),
        "about": {},
        "must_haves": {},
        "balance": None,
    }

    found = offer(stranger, old)
    stranger.post(reverse("reports:restore_sitting"), {"kept": kept(found)})

    assert "by its number alone" in told(found)
    assert Sitting.objects.get().responses.count() == len(old["answers"])


@pytest.mark.django_db
def test_brought_back_without_a_trace_it_leaves_none(sitting: tuple[Sitting, str], stranger: Client) -> None:
    found = offer(stranger, save_file(sitting[0]))

    answered = stranger.post(reverse("reports:restore_sitting"), {"kept": kept(found), "no_trace": "yes"})

    assert Sitting.objects.latest("pk").leaves_no_trace
    assert answered.cookies["sitting"]["max-age"] == ""


@pytest.mark.django_db
def test_the_code_of_a_sitting_that_is_replaced_is_told(owner: Client, sitting: tuple[Sitting, str]) -> None:
    assert sitting[1] in told(offer(owner, save_file(sitting[0])))


@pytest.mark.django_db
def test_an_equal_edition_with_another_number_is_recognised_by_its_digest(
    edition: Edition, sitting: tuple[Sitting, str], stranger: Client
) -> None:
    found = offer(stranger, save_file(sitting[0]) | {"edition": 7})

    assert found.context["edition"] == edition
    assert "the file calls it 7" in told(found)


@pytest.mark.django_db
def test_an_edition_whose_content_was_published_again_is_neither_called_newest_nor_left_for_it(
    edition: Edition, sitting: tuple[Sitting, str], stranger: Client
) -> None:
    Edition.objects.create(
        number=3, digest=edition.digest, document=edition.document, published_at=edition.published_at
    )

    found = offer(stranger, save_file(sitting[0]))
    stranger.post(reverse("reports:restore_sitting"), {"kept": kept(found)})

    assert "1, with the same content as the newest, 3" in told(found)
    assert "1, the newest" not in told(found)
    assert "Stay on edition" not in told(stranger.get(reverse("reports:result")))


@pytest.mark.django_db
def test_a_file_that_names_no_edition_is_not_said_to_name_one(edition: Edition, stranger: Client) -> None:
    found = told(offer(stranger, {"answers": dict(a_submission().answers)}))

    assert "1, the newest (the file names no edition, so the newest is taken)" in found
    assert "by its number" not in found


# Believing nothing


@pytest.mark.django_db
def test_points_that_the_answers_do_not_give_are_called_out(
    sitting: tuple[Sitting, str], stranger: Client
) -> None:
    document = save_file(sitting[0])
    document["ranking"][0]["fit"] = 99.9

    found = told(offer(stranger, document))

    assert "99.9 in the file" in found
    assert "Rolewise goes by the answers" in found


@pytest.mark.django_db
def test_points_as_they_were_written_are_not_called_out(
    sitting: tuple[Sitting, str], stranger: Client
) -> None:
    assert not offer(stranger, save_file(sitting[0])).context["differing"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changes, reason",
    [
        ({"answers": []}, "No answers in it"),
        ({"answers": {"no-such-item": 3}}, "is not an item"),
        ({"answers": {f"item-{n}": 1 for n in range(9_000)}}, "more answers than any quiz"),
        ({"format": "something-else"}, "no save file of ours"),
        ({"version": 3}, "read here are 1 and 2"),
        ({"edition": "1"}, "not the number of an edition"),
        ({"edition": 10**30}, "not the number of an edition"),
        ({"digest": "../../etc"}, "not the digest of an edition"),
        ({"digest": ["ab"]}, "not the digest of an edition"),
        ({"finished_at": "yesterday"}, "not a date with time"),
        ({"finished_at": "2026-02-03T14:30:00"}, "not a date with time"),
        ({"finished_at": "9999-12-31T23:59:59+00:00"}, "be right"),
        ({"finished_at": "0001-01-01T00:00:00+14:00"}, "be right"),
        ({"finished_at": 3}, "not a date with time"),
        ({"about": {"name": 3}}, "printable text"),
        ({"about": []}, "must be an object"),
        ({"about": 5}, "must be an object"),
        ({"compare": [[]]}, "not a role of this edition"),
        ({"balance": "half"}, "not a number from 0 to 1"),
        ({"extra": 1}, "is no part of a save file"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_file_that_says_nonsense_is_refused_with_the_reason(
    changes: dict[str, Any], reason: str, sitting: tuple[Sitting, str], stranger: Client
) -> None:
    document = save_file(sitting[0]) | changes

    by_upload = offer(stranger, document)
    by_form = stranger.post(reverse("reports:restore_sitting"), {"kept": json.dumps(document)})

    assert by_upload.status_code == 422
    assert reason in told(by_upload)
    assert by_form.status_code == 422
    assert Sitting.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Zo\x07ë", "\ud800", "\x1b[31mAda", "a" * 81], ids=ascii)
def test_a_name_that_can_not_be_stored_is_left_out_and_the_rest_is_read(
    name: str, sitting: tuple[Sitting, str], stranger: Client
) -> None:
    document = save_file(sitting[0])
    document["about"]["name"] = name

    found = offer(stranger, document)
    stranger.post(reverse("reports:restore_sitting"), {"kept": kept(found)})

    assert "The name in this file is too long or can’t be printed" in told(found)
    restored = Sitting.objects.latest("pk")
    assert restored.about == {"role_in_mind": "product-engineer"}
    assert generate_report(restored).document["ranking"] == save_file(sitting[0])["ranking"]


@pytest.mark.django_db
def test_white_space_in_a_name_becomes_a_space(sitting: tuple[Sitting, str], stranger: Client) -> None:
    document = save_file(sitting[0])
    document["about"]["name"] = "Ada\tLovelace\u2028 "

    found = offer(stranger, document)

    assert kept_name(found) == "Ada Lovelace"
    assert "is left out" not in told(found)


def kept_name(page: HttpResponse) -> str:
    return json.loads(kept(page))["about"]["name"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "ranking", [None, {}, [1], [{"role": 3, "fit": "x"}], [{"role": "backend-engineer", "fit": 1e308}]]
)
def test_a_nonsensical_ranking_harms_nothing(
    ranking: Any, sitting: tuple[Sitting, str], stranger: Client
) -> None:
    assert offer(stranger, save_file(sitting[0]) | {"ranking": ranking}).status_code == 200


@pytest.mark.django_db
def test_no_file_an_empty_one_and_one_too_large_are_refused(edition: Edition, stranger: Client) -> None:
    nothing = stranger.post(reverse("reports:restore"), {})
    large = offer(stranger, b"%PDF-" + b"0" * 6_000_000)

    assert nothing.status_code == large.status_code == 422
    assert "Choose the PDF or the JSON" in told(nothing)
    assert "larger than 5 MB" in told(large)
    assert "empty" in told(offer(stranger, b""))


@pytest.mark.django_db
def test_markup_in_a_file_is_text(sitting: tuple[Sitting, str], stranger: Client) -> None:
    found = offer(stranger, save_file(sitting[0]) | {"about": {"name": "<script>alert(1)</script>"}})

    assert "<script>alert" not in told(found)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["restore_sitting", "restore_compare", "restore_rescored"])
def test_choices_are_made_by_post_and_with_a_token(name: str, edition: Edition) -> None:
    careful = Client(enforce_csrf_checks=True)

    assert careful.get(reverse(f"reports:{name}")).headers["Location"] == reverse("reports:restore")
    assert careful.post(reverse(f"reports:{name}"), {"kept": "{}"}).status_code == 403


# Comparing, and scoring again


@pytest.mark.django_db
def test_it_is_compared_with_the_result_in_the_browser(owner: Client, sitting: tuple[Sitting, str]) -> None:
    now = FINISHED - timedelta(days=90)
    earlier = save_file(sitting[0]) | {
        "answers": dict(ideal_answers(small_content(), "data-engineer")),
        "finished_at": now.isoformat(),
    }

    found = offer(owner, earlier)
    compared = owner.post(reverse("reports:restore_compare"), {"kept": kept(found)})

    assert compared.context["since"].first_then[0] == "Data Engineer"
    assert compared.context["since"].first_now[0] == "Backend Engineer"
    assert "The file, of 5 November 2025, beside the result in this browser, of 3 February 2026" in told(
        compared
    )
    assert Sitting.objects.count() == 1


@pytest.mark.django_db
def test_without_a_result_in_the_browser_there_is_nothing_to_compare_with(
    stranger: Client, sitting: tuple[Sitting, str]
) -> None:
    found = offer(stranger, save_file(sitting[0]))

    refused = stranger.post(reverse("reports:restore_compare"), {"kept": kept(found)})

    assert reverse("reports:restore_compare") not in told(found)
    assert refused.status_code == 422


@pytest.fixture
def newest(sitting: tuple[Sitting, str], publish_content: Any) -> Edition:
    """A second edition that has lost a question and reworded another."""
    content = small_content()
    _lost, second, *rest = content.items.values()
    items = [replace(second, text="Said in other words"), *rest]
    return publish_content(replace(content, items={item.slug: item for item in items}))


@pytest.mark.django_db
def test_scored_again_both_editions_are_shown_and_what_was_left_out(
    newest: Edition, sitting: tuple[Sitting, str], stranger: Client
) -> None:
    found = offer(stranger, save_file(sitting[0]))

    page = stranger.post(reverse("reports:restore_rescored"), {"kept": kept(found)})

    lost = [item.text for item in list(small_content().items.values())[:2]]
    assert "By edition 1, the file’s own" in told(page)
    assert "By edition 2, the newest" in told(page)
    assert list(page.context["left_out"]) == lost
    assert page.context["then"]["answered"] == page.context["now"]["answered"] + 2
    assert Sitting.objects.count() == 1


@pytest.mark.django_db
def test_a_file_of_a_foreign_edition_is_scored_by_the_newest_alone(
    newest: Edition, sitting: tuple[Sitting, str], stranger: Client
) -> None:
    foreign = save_file(sitting[0]) | {"digest": "cd" * 32, "edition": 9}

    found = offer(stranger, foreign)
    page = stranger.post(reverse("reports:restore_rescored"), {"kept": kept(found)})
    refused = stranger.post(reverse("reports:restore_sitting"), {"kept": kept(found)})

    assert "not known here" in told(found)
    assert page.context["then"] is None
    assert [str(slug) for slug in page.context["left_out"]] == [next(iter(small_content().items))]
    assert refused.status_code == 422


@pytest.mark.django_db
def test_what_was_scored_again_can_be_gone_on_with_on_the_newest_edition(
    newest: Edition, sitting: tuple[Sitting, str], stranger: Client
) -> None:
    found = offer(stranger, save_file(sitting[0]))

    stranger.post(reverse("reports:restore_sitting"), {"kept": kept(found), "on": "newest"})

    started = Sitting.objects.latest("pk")
    assert started.edition == newest
    assert started.finished_at is None
    assert Response.objects.filter(sitting=started).count() == len(save_file(sitting[0])["answers"]) - 2


@pytest.mark.django_db
def test_the_way_in_is_on_the_first_page_and_where_codes_are_typed(
    edition: Edition, stranger: Client
) -> None:
    for name in ("home", "quiz:resume"):
        assert reverse("reports:restore") in told(stranger.get(reverse(name)))


# What version 2 of the file added


@pytest.mark.django_db
def test_what_was_said_of_single_roles_is_downloaded_and_comes_back(client: Client, edition: Edition) -> None:
    sitting, code = finished_sitting(edition)
    Appeal.objects.create(sitting=sitting, role="product-engineer", answer="no", fit_decile=1)
    client.cookies["sitting"] = code

    file = client.get(reverse("reports:answers")).json()
    restored = brought_back(Client(), file)

    assert (file["version"], file["appeals"]) == (2, {"product-engineer": "no"})
    assert [error.message for error in VALIDATOR.iter_errors(file)] == []
    (said,) = restored.appeals.all()
    assert (said.role, said.answer) == ("product-engineer", "no")
    assert said.fit_decile == 10  # Reckoned again: the one that was stored was wrong.


@pytest.mark.django_db
def test_a_file_without_additions_stays_version_1_as_the_one_in_the_pdf_does(
    client: Client, edition: Edition
) -> None:
    sitting, code = finished_sitting(edition)
    client.cookies["sitting"] = code
    before = client.get(reverse("reports:answers")).json()
    Appeal.objects.create(sitting=sitting, role="product-engineer", answer="yes", fit_decile=10)

    assert before["version"] == 1
    assert save_file(sitting) == before
    assert brought_back(Client(), before).finished_at == FINISHED


@pytest.mark.django_db
def test_an_open_short_way_goes_on_as_the_short_way(client: Client, edition: Edition) -> None:
    sitting, code = Sitting.objects.start(edition, FINISHED, path="short", pages=[])
    answers = [*ideal_answers(small_content(), "product-engineer").items()][:7]
    Response.objects.bulk_create(
        Response(sitting=sitting, item=item, value=str(value)) for item, value in answers
    )
    client.cookies["sitting"] = code

    file = client.get(reverse("reports:answers")).json()
    restored = brought_back(Client(), file)

    assert (file["version"], file["path"]) == (2, "short")
    assert [error.message for error in VALIDATOR.iter_errors(file)] == []
    assert restored.path == "short"
    assert [len(page) for page in restored.pages] == [5, 2]
    assert {item for page in restored.pages for item in page} == {item for item, _ in answers}


@pytest.mark.django_db
def test_an_open_file_of_version_1_asks_all_questions_and_says_so(client: Client, edition: Edition) -> None:
    document = said_document(a_submission(), 1, edition.digest)

    page = offer(client, document)

    assert "so all questions are asked" in told(page)
    assert brought_back(client, document).path == "all"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "added",
    [
        {"appeals": ["product-engineer"]},
        {"appeals": {"product-engineer": "perhaps"}},
        {"appeals": {"product-engineer": {"yes": 1}}},
        {"appeals": {str(number): "yes" for number in range(101)}},
        {"path": "long"},
        {"path": ["short"]},
    ],
)
def test_additions_that_cannot_be_are_refused(
    client: Client, edition: Edition, added: dict[str, Any]
) -> None:
    sitting, _ = finished_sitting(edition)

    answer = offer(client, save_file(sitting) | {"version": 2} | added)

    assert answer.status_code == 422


@pytest.mark.django_db
def test_an_appeal_of_a_role_that_is_not_ranked_is_passed_over(edition: Edition) -> None:
    sitting, _ = finished_sitting(edition)
    file = save_file(sitting) | {"version": 2, "appeals": {"astronaut": "yes", "staff-engineer": "no"}}

    assert brought_back(Client(), file).appeals.count() == 0


def finished_sitting(edition: Edition) -> tuple[Sitting, str]:
    sitting, code = Sitting.objects.start(edition, FINISHED, finished_at=FINISHED)
    Response.objects.bulk_create(
        Response(sitting=sitting, item=item, value=str(value))
        for item, value in ideal_answers(small_content(), "product-engineer").items()
    )
    return sitting, code


def brought_back(browser: Client, document: Any) -> Sitting:
    page = offer(browser, document)
    browser.post(reverse("reports:restore_sitting"), {"kept": kept(page)})
    return Sitting.objects.latest("pk")
