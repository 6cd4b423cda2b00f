"""Every fact of the four articles that Rolewise grew from is in the shipped content.

``article_facts.tsv`` says, for each fact by its number, where it is and which words show it.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from quiz.content import EditionContent
from quiz.editions.document import canonical, write_document
from roles.profile import Figure, RoleProfile, Step

TABLE = Path(__file__).with_name("article_facts.tsv")
FACTS = 362  # Facts in the articles, numbered F001 to F362.
NOISE = range(332, 340)  # Adverts, cookie banners and the like: these must not be in.
ADVERTS = ("Bridged", "fintech developers in Europe", "SF Bay Area", "Gestione cookie", "programmer skills")

# The headings under which readers find what the articles call otherwise.
HEADINGS = {
    "Overview": "At a Glance",
    "Pricing Comparison": "Salary",
    "Salary Range": "Salary",
    "Salary Range (US)": "Salary",
    "Documentation Quality": "Documentation",
    "Core Skills": "Key Skills",
    "Key Skills and Tools": "Key Skills",
    "Common Frameworks": "Frameworks",
    "Common Languages": "Languages",
    "Common Workflows and Frameworks": "Common Workflows",
    "Common Companies Hiring": "Common Hiring Companies",
    "Career Progression": "Career Progression Path",
}


def facts() -> Iterator[tuple[str, str, str]]:
    with TABLE.open(encoding="utf-8") as file:
        yield from ((row["fact"], row["where"], row["words"]) for row in csv.DictReader(file, delimiter="\t"))


def test_every_fact_has_a_place_and_no_noise_has_one():
    placed = {int(fact[1:]) for fact, _, _ in facts()}

    assert placed == set(range(1, FACTS + 1)) - set(NOISE)


@pytest.mark.parametrize("fact, where, words", [row for row in facts() if not row[1].startswith("section:")])
def test_a_fact_is_where_the_table_says(fact: str, where: str, words: str, shipped: EditionContent):
    text = text_at(where, shipped).casefold()

    assert text, f"{fact}: nothing at {where}"
    for word in words.casefold().split(";"):
        assert word.strip() in text, f"{fact}: {word!r} is not in {text!r}"


def test_every_section_of_the_articles_is_on_a_comparison_page(shipped, publish_content, client: Client):
    publish_content(shipped)

    page = client.get("/compare/backend-engineer/product-engineer/").content.decode().casefold()

    wanted = {where.partition(":")[2] for _, where, _ in facts() if where.startswith("section:")}
    missing = [
        name
        for name in wanted
        if name.casefold() not in page and HEADINGS.get(name, "-").casefold() not in page
    ]
    assert missing == []


def test_no_advert_of_the_articles_is_in(shipped: EditionContent):
    text = canonical(write_document(shipped)).casefold()

    assert [advert for advert in ADVERTS if advert.casefold() in text] == []


def text_at(where: str, content: EditionContent) -> str:
    """What stands at a place such as ``role:backend-engineer/technology:flask``."""
    kind, _, name = where.partition(":")
    match kind:
        case "role":
            slug, _, part = name.partition("/")
            return role_text(content.roles[slug], part)
        case "figure":
            return figure_text(next(f for f in content.figures if f.slug == name), content)
        case "step":
            start, _, end = name.partition(">")
            return step_text(
                next(s for s in content.steps if (s.from_role, s.to_role) == (start, end)), content
            )
        case "source":
            source = content.sources[name]
            return f"{source.title} {source.publisher} {source.address} {source.note}"
    raise AssertionError(f"{where} names no place")


def role_text(role: RoleProfile, part: str) -> str:
    kind, _, name = part.partition(":")
    match kind:
        case "field":
            return str(getattr(role, name))
        case "statement":
            section, _, key = name.partition("/")
            return next(s.text for s in role.statements if (s.kind, s.key) == (section, key))
        case "technology":
            return next(f"{t.name} {t.purpose}" for t in role.technologies if t.slug == name)
        case "company":
            return next(f"{c.name} {c.reason}" for c in role.companies if c.slug == name)
    raise AssertionError(f"{part} names no part of a role")


def figure_text(figure: Figure, content: EditionContent) -> str:
    amounts = (figure.low, figure.middle, figure.high)
    occupation = content.occupations[figure.occupation].title
    return " ".join(
        map(
            str,
            (*amounts, figure.kind, figure.place, figure.as_of, figure.as_of_note, figure.note, occupation),
        )
    )


def step_text(step: Step, content: EditionContent) -> str:
    roles = (content.roles[step.from_role].name, content.roles[step.to_role].name)
    return " ".join((*roles, step.from_role, step.to_role, step.kind, step.note, step.years_note))
