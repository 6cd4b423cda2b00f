"""Which pay figures speak for a role, kept apart by kind, place and source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quiz.content import EditionContent
from quiz.editions.once import once
from roles.profile import Figure, FigureKind, Occupation, OccupationMatch, RoleProfile

HOME = "US"  # The only place for which every scored role has official percentiles.


@dataclass(frozen=True, slots=True)
class RoleFigure:
    """A figure as it is shown for a role, with whom it counts and how well they match."""

    role: RoleProfile
    figure: Figure
    occupation: Occupation
    match: OccupationMatch


def figures_of(content: EditionContent, role: RoleProfile) -> tuple[RoleFigure, ...]:
    """Every figure of every occupation that the role is matched to, in the edition's order."""
    matches, figures = {match.occupation: match for match in role.occupations}, by_occupation(content)
    places = sorted([place for occupation in matches for place in figures.get(occupation, ())])
    found = [content.figures[place] for place in places]
    return tuple(
        [
            RoleFigure(role, figure, content.occupations[figure.occupation], matches[figure.occupation])
            for figure in found
        ]
    )


@once
def by_occupation(content: EditionContent) -> Mapping[str, Sequence[int]]:
    """Where the figures of each occupation stand among those of the edition."""
    places: dict[str, list[int]] = {}
    for place, figure in enumerate(content.figures):
        places.setdefault(figure.occupation, []).append(place)
    return places


def percentiles_of(content: EditionContent, role: RoleProfile) -> Mapping[str, RoleFigure]:
    """Official percentiles by place; of two in one place the later."""
    return {
        found.figure.place: found
        for found in figures_of(content, role)
        if found.figure.kind is FigureKind.PERCENTILES
    }


def official_figure(content: EditionContent, role: RoleProfile, place: str) -> RoleFigure | None:
    """Official percentiles in ``place``, else in HOME, else None (unknown)."""
    return nearest_figure(percentiles_of(content, role), place)


def nearest_figure(official: Mapping[str, RoleFigure], place: str) -> RoleFigure | None:
    """That of ``place``, else of HOME, if there is one."""
    return official.get(place) or official.get(HOME)
