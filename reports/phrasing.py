"""How people would read a sentence of the verdict, if they read it at all: for who words it. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from quiz.content import EditionContent
from quiz.phrases import Phrase, Place, filled
from quiz.scoring.care import CareNote
from reports.case import Case
from reports.changes import MOST_ROLES
from reports.grammar import joined, times_in_100
from reports.sections.verdict import VerdictSection, write_too_few, write_verdict
from reports.words.changes import changes_intro
from reports.words.phrases import CHANGES, SHIPPED
from reports.words.verdict import CARE, MOST_NAMED

GAP = re.compile(r"%\((\w+)\)[sd]")
START, END = "\ue000", "\ue001"  # Of no script: nobody writes them.
MARKED = re.compile(f"{START}(.*?){END}", re.DOTALL)


def shipped_text(slug: str) -> str:
    """Our own sentence as an editor would write it, with {placeholders}; "" where we have none."""
    return GAP.sub(r"{\1}", SHIPPED.get(slug) or (CHANGES[1] if slug == "changes" else ""))


def reading(case: Case, phrase: Phrase, text: str) -> str:
    """The sentence as this person reads it, "" if they don't meet its condition.

    It is written by the sections themselves, between marks, so that it is what the report would say.
    """
    if phrase.place is Place.FRAME:
        return text
    told = replace(case.content, wordings={phrase.slug: f"{START}{text}{END}"})
    for said in texts_at(phrase.place, replace(case, content=told)):
        if found := MARKED.search(said):
            return found[1]
    return ""


def texts_at(place: Place, case: Case) -> Iterable[str]:
    """The texts of a report in which a sentence of that place may stand."""
    if not case.verdict.has_ranking:
        return verdict_texts(write_too_few(case))
    if place is not Place.PLAN:
        return verdict_texts(write_verdict(case))
    running = case.verdict.suggested or case.verdict.ranking
    return [changes_intro(case.first.role, len(running[1:MOST_ROLES]), case.content.wordings)]


def verdict_texts(section: VerdictSection) -> Iterable[str]:
    next_step = section.next_step.text if section.next_step else ""
    return section.headline, section.how_sure, section.warning, next_step


def at_its_longest(content: EditionContent, phrase: Phrase, text: str) -> str:
    """The sentence with the longest names that the content has, which the printed page has to hold."""
    examples = {name: example for name, (_meaning, example) in phrase.gaps.items()}
    return filled(text, {**examples, **longest_values(content)})


def longest_values(content: EditionContent) -> Mapping[str, str]:
    by_length = sorted((role.name for role in content.scored_roles), key=len, reverse=True)
    names = [*by_length, "", ""]
    practices = ((practice, skill.name) for skill in content.skills.values() for practice in skill.practice)
    practice, skill = max(practices, key=lambda pair: len("".join(pair)), default=("", ""))
    return {
        "role": names[0],
        "first": names[0],
        "second": names[1],
        "roles": joined(by_length[:MOST_NAMED]),
        "times": times_in_100(1),
        "found": joined([CARE[note] for note in CareNote]),
        "practice": practice,
        "skill": skill,
    }
