"""All findings on a draft, for its editors: what blocks, and what is worth a look. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from quiz.content import EditionContent
from quiz.editions.check import Finding, check_content, roles_shown, warning
from quiz.editions.separation import CONFUSED, Confusion, confused_pairs, dominated_roles
from quiz.editions.survey import Survey, survey
from quiz.editions.worded import in_language, wording_slips
from roles.aliases import alike
from roles.dates import is_stale
from roles.language import gettext as _
from roles.language import ngettext

LEAST_RECOVERED = 0.40  # Share of a role's own people whom the quiz should lead to it.
RARELY, OFTEN = 0.2, 4.0  # First places of a role, relative to an equal share.
DOMINATED = 0.02  # Share of people who belong to no role for whom a role comes before its rival.


@dataclass(frozen=True, slots=True)
class Day:
    """Against which age is judged: figures are stale after so many days."""

    today: date
    stale_after_days: int

    @property
    def cutoff(self) -> date:
        return self.today - timedelta(days=self.stale_after_days)


def examine(content: EditionContent, day: Day) -> tuple[Finding, ...]:
    """Errors first. With errors the simulation is left out: it would only repeat them."""
    found = check_content(content)
    if not any(finding.blocks for finding in found):
        found = (*found, *simulated(content))
    described = (*unsourced(content), *emptiness(content), *doubled(content), *unpolished(content))
    return (*found, *aged(content, day), *described)


def simulated(content: EditionContent) -> tuple[Finding, ...]:
    """What simulated people show, worked out once for each set of targets, levels and items."""
    return found_by_simulation(Measured(scoring_part(content), content))


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """Content that equals other content if nothing differs that a score depends on."""

    part: str
    content: EditionContent

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Measured) and self.part == other.part

    def __hash__(self) -> int:
        return hash(self.part)


def scoring_part(content: EditionContent) -> str:
    roles = [(role.slug, role.name, role.preferences, role.skills) for role in content.scored_roles]
    dimensions = [(slug, dimension.name) for slug, dimension in content.dimensions.items()]
    return repr((content.constants, dimensions, list(content.skills), roles, content.items))


@lru_cache(maxsize=4)
def found_by_simulation(measured: Measured) -> tuple[Finding, ...]:
    content = measured.content
    return (
        *(confused(content, pair) for pair in confused_pairs(content)),
        *recovered(content, survey(content)),
        *dominated(content),
        *idle_dimensions(content),
    )


def confused(content: EditionContent, pair: Confusion) -> Finding:
    role, rival = content.roles[pair.role], content.roles[pair.rival]
    problem = _(
        "The quiz can’t tell it from %(rival)s: %(share)d %% of its people would be told %(rival)s first."
    ) % {"rival": rival.name, "share": round(100 * pair.chance)}
    return warning(role.name, problem, mend_of(content, pair), role.slug, rival.slug)


def mend_of(content: EditionContent, pair: Confusion) -> str:
    """What would tell the pair apart: items, if answers are the trouble; else the profiles."""
    if pair.helps is not None:
        return _("Two more items on %(dimension)s would bring that to %(share)d %%.") % {
            "dimension": content.dimensions[pair.helps].name,
            "share": round(100 * pair.then),
        }
    if pair.at_best > CONFUSED:
        return _("No item would help, since the profiles are too alike: move a target, a weight or a level.")
    return _("Add items on what sets the two apart.")


def recovered(content: EditionContent, result: Survey) -> Iterator[Finding]:
    """Roles whose own people aren't led to them, that come first for everybody, or for nobody."""
    equal = 1 / len(content.scored_roles)
    for role in content.scored_roles:
        own, first = result.recovered[role.slug], result.first[role.slug]
        if own < LEAST_RECOVERED:
            problem = _("Only %(share)d %% of its own people are led to it.") % {"share": round(100 * own)}
            yield warning(role.name, problem, _("Sharpen what sets it apart from its neighbours."), role.slug)
        if first > OFTEN * equal:
            problem = _("It is a hub: first for %(share)d %% of people who belong to no role.") % {
                "share": round(100 * first)
            }
            mend = _("Move targets that lie near 50, or lower what it asks of common skills less evenly.")
            yield warning(role.name, problem, mend, role.slug)
        if first < RARELY * equal:
            problem = _("Hardly anybody can reach it: first for %(share).1f %% of people of no role.") % {
                "share": 100 * first
            }
            mend = _("Bring extreme targets nearer to what people answer, or spread its weights.")
            yield warning(role.name, problem, mend, role.slug)


def dominated(content: EditionContent) -> Iterator[Finding]:
    for slug, rival, share in dominated_roles(content, DOMINATED):
        role, other = content.roles[slug], content.roles[rival]
        problem = _("%(rival)s is before it for all but %(share).1f %% of people.") % {
            "rival": other.name,
            "share": 100 * share,
        }
        mend = _("Give it something that %(rival)s lacks.") % {"rival": other.name}
        yield warning(role.name, problem, mend, role.slug, other.slug)


def idle_dimensions(content: EditionContent) -> Iterator[Finding]:
    """Dimensions on which all roles ask the same, so that their items move no verdict."""
    if len(content.scored_roles) < 2:
        return
    for slug, dimension in content.dimensions.items():
        asked = {role.preferences.get(slug) for role in content.scored_roles}
        totals = {sum(p.weight for p in role.preferences.values()) for role in content.scored_roles}
        if len(asked) == 1 and len(totals) == 1 and None not in asked:
            yield warning(
                dimension.name,
                _("Every role asks the same of it, so its items move no verdict."),
                _("Set different targets, or drop it."),
            )


def aged(content: EditionContent, day: Day) -> Iterator[Finding]:
    printed = roles_shown(content)
    for figure in content.figures:
        shown = printed[figure.slug]
        if shown and is_stale(figure.as_of, day.cutoff):
            problem = _("It is of %(date)s, and stale.") % {"date": figure.as_of}
            mend = _("Look for a newer one at its source.")
            yield warning(f"Figure {figure.slug}", problem, mend, *shown)


def unsourced(content: EditionContent) -> Iterator[Finding]:
    """Figures that nobody could look up, named by their source."""
    printed = roles_shown(content)
    for slug, source in content.sources.items():
        figures = [figure for figure in content.figures if figure.source == slug]
        if not figures or (source.address and not source.is_judgement):
            continue
        shown = dict.fromkeys(role for figure in figures for role in printed[figure.slug])
        if source.is_judgement:
            problem = ngettext(
                "%(n)d salary figure rests on it, and it is a judgement.",
                "%(n)d salary figures rest on it, and it is a judgement.",
                len(figures),
            )
            mend = _("Find a source that states them, or remove them.")
        else:
            problem = ngettext(
                "%(n)d salary figure rests on it, and it has no address.",
                "%(n)d salary figures rest on it, and it has no address.",
                len(figures),
            )
            mend = _("Say where it is found.")
        yield warning(source.title, problem % {"n": len(figures)}, mend, *shown)


def emptiness(content: EditionContent) -> Iterator[Finding]:
    """Rows of the side by side that would be left out for a scored role."""
    for role in content.scored_roles:
        if not role.technologies:
            problem = _("It names no language, framework or tool.")
            yield warning(role.name, problem, _("Add the technologies it works with."), role.slug)
        if not role.companies:
            problem = _("It names no hiring company.")
            yield warning(
                role.name, problem, _("Add companies that hire for it, with the reason."), role.slug
            )


def doubled(content: EditionContent) -> Iterator[Finding]:
    """Technologies that are one thing under several names."""
    users: dict[str, list[str]] = {}
    for role in content.roles.values():
        for technology in role.technologies:
            users.setdefault(technology.name, []).append(role.slug)
    for names in alike(users):
        problem = _("%(names)s look like one technology.") % {"names": ", ".join(names)}
        mend = _("Choose them in the list of technologies and merge them into one.")
        concerned = dict.fromkeys(slug for name in names for slug in users[name])
        yield warning("Technologies", problem, mend, *concerned)


def unpolished(content: EditionContent) -> Iterator[Finding]:
    """Slips of the pen in the editors' own sentences."""
    for where, language, slip in wording_slips(content):
        yield warning(where, f"{in_language(language)}{slip}", _("Read it again."))
