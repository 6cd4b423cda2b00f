"""What simulated people show is kept role by role until an edit moves them, in a bounded memory."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from benchmarks.report import with_roles
from quiz.content import EditionContent
from quiz.editions import survey as surveying
from quiz.editions.survey import crowds_kept, survey
from roles.profile import Demand
from tests.builders import small_content

ROLES = 48  # More than the 44 of which a survey used to leave something to the next one.


@pytest.fixture
def columns(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The roles whose fits are worked out, once for each crowd. The memory is empty before and after."""
    worked_out: list[str] = []
    fits = surveying.fits

    def counted(line, people, balance):  # type: ignore[no-untyped-def]
        worked_out.append(line.slug)
        return fits(line, people, balance)

    monkeypatch.setattr(surveying, "fits", counted)
    monkeypatch.setattr(surveying, "EACH", 5)
    monkeypatch.setattr(surveying, "ANYBODY", 20)
    surveying.FITS.forget(lambda key: True)
    yield worked_out
    surveying.FITS.forget(lambda key: True)


def unlike(roles: int) -> EditionContent:
    """So many roles of which no two have the same people."""
    content = with_roles(small_content(), roles)
    further = {role.slug: own(role, number) for number, role in enumerate(content.scored_roles)}
    return replace(content, roles=content.roles | further)


def own(role, number):  # type: ignore[no-untyped-def]
    slug = next(iter(role.preferences))
    preference = role.preferences[slug]
    target = (preference.target + number) % 101
    return replace(role, preferences=role.preferences | {slug: replace(preference, target=target)})


def edited(content: EditionContent) -> EditionContent:
    role = content.scored_roles[7]
    skill, demand = next(iter(role.skills.items()))
    harder = replace(role, skills=role.skills | {skill: Demand(demand.level % 4 + 1, demand.weight)})
    return replace(content, roles={**content.roles, role.slug: harder})


def test_an_edit_of_one_role_works_out_its_fits_and_its_people_alone(columns: list[str]):
    content = unlike(ROLES)
    survey(content)
    assert len(columns) == ROLES * (ROLES + 1)
    columns.clear()

    survey(content)
    assert columns == []

    survey(edited(content))
    assert len(columns) == 2 * ROLES  # The others fit its people anew, and it fits everybody anew.


def test_what_is_kept_changes_no_finding(columns: list[str]):
    content = unlike(ROLES)
    survey(content)
    after_another = survey(edited(content))

    surveying.FITS.forget(lambda key: True)

    assert survey(edited(content)) == after_another


def test_of_too_many_roles_as_many_are_kept_as_the_memory_holds(
    columns: list[str], monkeypatch: pytest.MonkeyPatch
):
    content = unlike(ROLES)
    plenty = survey(content)
    monkeypatch.setattr(surveying, "MOST_FITS", 10 * ROLES)
    surveying.FITS.forget(lambda key: True)
    survey(content)
    columns.clear()

    assert survey(content) == plenty
    assert len(columns) == ROLES * (ROLES + 1 - 10)
    assert len(surveying.FITS.held) == 10


def test_the_memory_follows_the_roles_within_its_bound():
    assert crowds_kept(20) == 42
    assert all(crowds_kept(roles) > roles for roles in range(1, 178))
    assert all(crowds_kept(roles) * roles <= surveying.MOST_FITS for roles in range(1, 1_001))
    assert crowds_kept(0) == 2
