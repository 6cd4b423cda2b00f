"""The role directory: a search over names, other names, summaries and technologies."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from quiz.content import EditionContent
from reports.grammar import lower
from reports.labels import DISCIPLINES, LEVELS, TRACKS
from reports.public.pairs import Pair, asked_pair
from roles.profile import Discipline, Level, RoleProfile, Track


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a filter."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A role with its level in words."""

    role: RoleProfile
    level: str


@dataclass(frozen=True, slots=True)
class Field:
    """Roles of one discipline: those in the verdict, and those that stand on paths only."""

    heading: str
    scored: tuple[Listed, ...]
    on_paths: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Directory:
    """What the visitor asked for and what there is; ``pair`` where they named two roles."""

    text: str
    levels: tuple[Choice, ...]
    tracks: tuple[Choice, ...]
    fields: tuple[Field, ...]
    found: int
    total: int
    pair: Pair | None

    @property
    def is_filtered(self) -> bool:
        return self.text != "" or any(choice.chosen for choice in (*self.levels, *self.tracks))


def directory_of(content: EditionContent, query: Mapping[str, str]) -> Directory:
    """The roles that match ``query`` (q, level, track), by discipline in the editors' order.

    Values that the filters don't offer are ignored.
    """
    text = query.get("q", "").strip()
    levels = choices(LEVELS, query.get("level", ""))
    tracks = choices(TRACKS, query.get("track", ""))
    level, track = ([each.value for each in filters if each.chosen] for filters in (levels, tracks))
    pair, words = asked_pair(content, text), text.casefold().split()
    both = (pair.first, pair.second) if pair else ()
    found = [
        role
        for role in content.roles.values()
        if (not level or role.level in level)
        and (not track or role.track in track)
        and (not words or role in both or mentions(role, words))
    ]
    return Directory(text, levels, tracks, tuple(by_discipline(found)), len(found), len(content.roles), pair)


def choices(labels: Mapping[Level, str] | Mapping[Track, str], asked: str) -> tuple[Choice, ...]:
    return tuple(Choice(str(value), label, value == asked) for value, label in labels.items())


def mentions(role: RoleProfile, words: Iterable[str]) -> bool:
    """Whether each of the words stands somewhere in what the role is and uses."""
    names = " ".join(technology.name for technology in role.technologies)
    spoken = (
        f"{role.name} {role.also_called} {role.summary} {DISCIPLINES[role.discipline]} {names}".casefold()
    )
    return all(word in spoken for word in words)


def by_discipline(roles: Iterable[RoleProfile]) -> Iterable[Field]:
    """Disciplines in the order of their first role."""
    levels = {level: lower(label) for level, label in LEVELS.items()}
    fields: dict[Discipline, list[RoleProfile]] = {}
    for role in roles:
        fields.setdefault(role.discipline, []).append(role)
    for discipline, members in fields.items():
        scored = tuple([Listed(role, levels[role.level]) for role in members if role.is_scored])
        on_paths = tuple([Listed(role, levels[role.level]) for role in members if not role.is_scored])
        yield Field(DISCIPLINES[discipline], scored, on_paths)
