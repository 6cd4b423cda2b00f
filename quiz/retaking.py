"""Answering again: a new sitting that remembers the former one. Both are kept."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime

from django.db import transaction

from quiz.content import EditionContent
from quiz.editions.store import as_value, content_of, submission_of
from quiz.items import Answers, accepts
from quiz.models import Edition, Path, Response, Sitting
from quiz.pathway import opening_pages
from quiz.submission import FEWEST_COMPARED, About
from quiz.wording import question_of


def start_blank(former: Sitting, edition: Edition, now: datetime) -> str:
    """A new sitting with nothing in it, on the same path; its private code."""
    path = Path(former.path)
    _, code = Sitting.objects.start(
        edition,
        now,
        former=former,
        leaves_no_trace=former.leaves_no_trace,
        path=path,
        pages=opening_pages(edition, path),
    )
    return code


@transaction.atomic
def start_from_answers(former: Sitting, edition: Edition, now: datetime) -> str:
    """A new sitting with all of the former one that the edition still asks; its private code."""
    content, before = content_of(edition), submission_of(former)
    path = Path(former.path)
    kept = [[slug for slug in page if slug in content.items] for page in former.pages]
    sitting, code = Sitting.objects.start(
        edition,
        now,
        former=former,
        leaves_no_trace=former.leaves_no_trace,
        path=path,
        pages=[page for page in kept if page] or opening_pages(edition, path),
        about=known_about(before.about, former.about, content),
        must_haves=former.must_haves,
        balance=former.balance,
        compare=known_roles(former.compare, content),
    )
    answers = comparable_answers(before.answers, content_of(former.edition), content)
    Response.objects.bulk_create(
        Response(sitting=sitting, item=slug, value=as_value(answer)) for slug, answer in answers.items()
    )
    return code


def comparable_answers(answers: Answers, former: EditionContent, content: EditionContent) -> Answers:
    """The answers to questions that ``content`` asks in the same words as the former edition."""
    return {
        slug: answer
        for slug, answer in answers.items()
        if slug in content.items
        and slug in former.items
        and question_of(content.items[slug]) == question_of(former.items[slug])
        and accepts(content.items[slug], answer)
    }


def known_roles(compare: Sequence[str], content: EditionContent) -> list[str]:
    """The roles set side by side that the edition still has; none if fewer than two are left."""
    known = [slug for slug in compare if slug in content.roles]
    return known if len(known) >= FEWEST_COMPARED else []


def known_about(about: About, said: dict[str, object], content: EditionContent) -> dict[str, object]:
    """What was said about oneself, without roles and places that the edition no longer has."""
    known = {
        "current_role": about.current_role in content.roles,
        "role_in_mind": about.role_in_mind in content.roles,
        "place": about.place in content.places,
    }
    names = {field.name for field in fields(About)}
    return {key: value for key, value in said.items() if key in names and known.get(key, True)}
