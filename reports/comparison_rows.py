"""What each row of a side-by-side comparison says about one role, each saying with its source."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from quiz.content import EditionContent
from quiz.scoring.respondent import RespondentProfile
from reports.grammar import capital, lower
from reports.labels import (
    DISCIPLINES,
    FIGURE_KINDS,
    FREQUENCIES,
    LEVELS,
    MATCHES,
    SKILL_LEVELS,
    TRACKS,
    amount,
    figure_date,
    main_amount,
    years,
)
from reports.pay import HOME, RoleFigure, figures_of
from roles.language import gettext as _
from roles.language import gettext_noop, ngettext
from roles.profile import FigureKind, RoleProfile, StatementKind, StepKind, TechnologyKind

EVERYWHERE = "WORLD"


@dataclass(frozen=True, slots=True)
class Holding:
    """How a self-rated skill stands to what a role asks: ``missing`` levels, 0 when it is met."""

    missing: int

    @property
    def is_met(self) -> bool:
        return not self.missing

    @property
    def symbol(self) -> str:
        return "✓" if self.is_met else "△"

    @property
    def words(self) -> str:
        if self.is_met:
            return _("you have this")
        return ngettext("you lack %(count)d level", "you lack %(count)d levels", self.missing) % {
            "count": self.missing
        }


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said about a role: the text, its source's slug, a smaller note, the role it leads to."""

    text: str
    source: str
    note: str = ""
    role: str = ""
    holding: Holding | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """What the rows are read from. ``place`` adds the pay figures of one place."""

    content: EditionContent
    respondent: RespondentProfile | None
    place: str


RowReader = Callable[[Basis, RoleProfile], Iterable[Said]]


def discipline(_basis: Basis, role: RoleProfile) -> Iterator[Said]:
    yield Said(DISCIPLINES[role.discipline], role.source)


def level(_basis: Basis, role: RoleProfile) -> Iterator[Said]:
    yield Said(LEVELS[role.level], role.source)


def track(_basis: Basis, role: RoleProfile) -> Iterator[Said]:
    yield Said(TRACKS[role.track], role.source)


def on_call(_basis: Basis, role: RoleProfile) -> Iterator[Said]:
    yield Said(FREQUENCIES[role.on_call], role.source)


def remote(_basis: Basis, role: RoleProfile) -> Iterator[Said]:
    yield Said(FREQUENCIES[role.remote], role.source)


def also_called(_basis: Basis, role: RoleProfile) -> Iterator[Said]:
    if role.also_called:
        yield Said(role.also_called, role.source)


def best_for(_basis: Basis, role: RoleProfile) -> Iterator[Said]:
    if role.best_for:
        yield Said(_("People who %(phrase)s") % {"phrase": role.best_for}, role.source)


def said(kind: StatementKind) -> RowReader:
    """A reader of the role's statements of one kind."""

    def reader(_basis: Basis, role: RoleProfile) -> Iterator[Said]:
        return (Said(statement.text, statement.source) for statement in role.said(kind))

    return reader


def demanded_skills(basis: Basis, role: RoleProfile) -> Iterator[Said]:
    """Skills with the level asked, the ones that weigh most first."""
    by_strength = sorted(role.skills.items(), key=lambda pair: -pair[1].weight * pair[1].level)
    for slug, demand in by_strength:
        skill = basis.content.skills[slug]
        level = _("level %(level)d, %(words)s") % {"level": demand.level, "words": SKILL_LEVELS[demand.level]}
        holding = holding_of(basis.respondent, slug, demand.level)
        yield Said(skill.name, role.source, note=level, holding=holding)


def holding_of(respondent: RespondentProfile | None, skill: str, demanded: int) -> Holding | None:
    """Met or short by how many levels; None for a skill that was not rated."""
    estimate = respondent.skills.get(skill) if respondent else None
    if estimate is None or estimate.rating is None:
        return None
    return Holding(max(0, demanded - estimate.rating))


def technologies(kind: TechnologyKind) -> RowReader:
    """A reader of the role's technologies of one kind, with what each is for."""

    def reader(_basis: Basis, role: RoleProfile) -> Iterator[Said]:
        return (Said(t.name, t.source, note=t.purpose) for t in role.technologies if t.kind is kind)

    return reader


def companies(_basis: Basis, role: RoleProfile) -> Iterator[Said]:
    return (Said(company.name, company.source, note=company.reason) for company in role.companies)


def steps_out(kind: StepKind) -> RowReader:
    """A reader of the role's steps of one kind, with how long each takes."""

    def reader(basis: Basis, role: RoleProfile) -> Iterator[Said]:
        for step in basis.content.steps:
            if step.from_role == role.slug and step.kind is kind:
                name = basis.content.roles[step.to_role].name
                yield Said(f"{name}, {years(step.typical_years)}", step.source, step.note, step.to_role)

    return reader


def steps_in(basis: Basis, role: RoleProfile) -> Iterator[Said]:
    """Where a role is reached from; steps up are explained under seniority, those aside here."""
    for step in basis.content.steps:
        if step.to_role == role.slug:
            told = {"role": basis.content.roles[step.from_role].name, "years": years(step.typical_years)}
            note = step.note if step.kind is StepKind.SWITCH else ""
            yield Said(_("From %(role)s, %(years)s") % told, step.source, note, step.from_role)


def occupations(basis: Basis, role: RoleProfile) -> Iterator[Said]:
    """The groups of people whose figures stand for the role, and how well they match it."""
    for match in role.occupations:
        occupation = basis.content.occupations[match.occupation]
        note = f"{capital(MATCHES[match.quality])}. {match.reason}".strip()
        yield Said(occupation.title, occupation.source, note)


def pay(kind: FigureKind) -> RowReader:
    """A reader of the role's pay figures of one kind, for home, the world and the asked place."""

    def reader(basis: Basis, role: RoleProfile) -> Iterator[Said]:
        places = {HOME, EVERYWHERE, "", basis.place}
        for found in figures_of(basis.content, role):
            if found.figure.kind is kind and found.figure.place in places:
                note = figure_note(basis.content, found)
                yield Said(main_amount(found.figure), found.figure.source, note)

    return reader


def figure_note(content: EditionContent, found: RoleFigure) -> str:
    """Where and when a figure is from, whom it counts and how well they match the role."""
    figure = found.figure
    told = []
    if figure.kind is FigureKind.PERCENTILES and figure.middle is not None:
        median = {"amount": amount(figure.middle, figure.currency)}
        told.append(_("Middle half; median %(amount)s.") % median)
    place = content.places.get(figure.place, figure.place) or _("Place not stated")
    told.append(f"{place}, {figure_date(figure)}.")
    counts = {"occupation": found.occupation.title, "match": MATCHES[found.match.quality]}
    told.append(_("Counts %(occupation)s (%(match)s).") % counts)
    return " ".join(told)


def seniority(basis: Basis, role: RoleProfile) -> Iterator[Said]:
    """The level and the steps that lead up to it."""
    standing = {"level": LEVELS[role.level], "track": lower(TRACKS[role.track])}
    yield Said(_("%(level)s level, %(track)s track") % standing, role.source)
    for step in basis.content.steps:
        if step.to_role == role.slug and step.kind is not StepKind.SWITCH:
            name = basis.content.roles[step.from_role].name
            text = _("From %(role)s, %(years)s") % {"role": name, "years": years(step.typical_years)}
            yield Said(text, step.source, step.note, step.from_role)


@dataclass(frozen=True, slots=True)
class RowKind:
    """A heading and how its cells are read."""

    heading: str
    read: RowReader


@dataclass(frozen=True, slots=True)
class GroupKind:
    """Rows that belong together under a heading; ``key`` names the group to whoever picks some."""

    key: str
    heading: str
    rows: tuple[RowKind, ...]


def alone(key: str, heading: str, read: RowReader) -> GroupKind:
    """A group that is one row."""
    return GroupKind(key, heading, (RowKind(heading, read),))


GROUPS = (
    GroupKind(
        "glance",
        gettext_noop("At a Glance"),
        (
            RowKind(gettext_noop("Discipline"), discipline),
            RowKind(gettext_noop("Level"), level),
            RowKind(gettext_noop("Track"), track),
            RowKind(gettext_noop("On call"), on_call),
            RowKind(gettext_noop("Remote work"), remote),
            RowKind(gettext_noop("Also called"), also_called),
        ),
    ),
    alone("best-for", gettext_noop("Best For"), best_for),
    alone("responsibilities", gettext_noop("Core Responsibilities"), said(StatementKind.RESPONSIBILITY)),
    GroupKind(
        "skills",
        gettext_noop("Key Skills"),
        (
            RowKind(gettext_noop("Skill levels"), demanded_skills),
            RowKind(gettext_noop("In practice"), said(StatementKind.KEY_SKILL)),
        ),
    ),
    alone("tools", gettext_noop("Primary Tools"), technologies(TechnologyKind.TOOL)),
    alone("languages", gettext_noop("Languages"), technologies(TechnologyKind.LANGUAGE)),
    alone("frameworks", gettext_noop("Frameworks"), technologies(TechnologyKind.FRAMEWORK)),
    alone("workflows", gettext_noop("Common Workflows"), said(StatementKind.WORKFLOW)),
    GroupKind(
        "experience",
        gettext_noop("Developer Experience"),
        (
            RowKind(gettext_noop("Onboarding Process"), said(StatementKind.ONBOARDING)),
            RowKind(gettext_noop("Documentation Quality"), said(StatementKind.DOCUMENTATION)),
            RowKind(gettext_noop("Developer Ergonomics"), said(StatementKind.ERGONOMICS)),
        ),
    ),
    alone("performance", gettext_noop("Performance"), said(StatementKind.PERFORMANCE)),
    alone("use-cases", gettext_noop("Use Cases"), said(StatementKind.USE_CASE)),
    alone("ecosystem", gettext_noop("Ecosystem"), said(StatementKind.ECOSYSTEM)),
    alone("benefits", gettext_noop("Additional Benefits"), said(StatementKind.BENEFIT)),
    alone("companies", gettext_noop("Common Hiring Companies"), companies),
    alone("education", gettext_noop("Education"), said(StatementKind.EDUCATION)),
    alone("context", gettext_noop("Context"), said(StatementKind.CONTEXT)),
    GroupKind(
        "progression",
        gettext_noop("Career Progression Path"),
        (
            RowKind(gettext_noop("Promotion"), steps_out(StepKind.PROMOTION)),
            RowKind(gettext_noop("Into management"), steps_out(StepKind.INTO_MANAGEMENT)),
            RowKind(gettext_noop("Into architecture"), steps_out(StepKind.INTO_ARCHITECTURE)),
        ),
    ),
    alone("adjacent", gettext_noop("Adjacent Roles"), steps_out(StepKind.SWITCH)),
    GroupKind(
        "salary",
        gettext_noop("Salary"),
        tuple(RowKind(label, pay(kind)) for kind, label in FIGURE_KINDS.words.items()),
    ),
    alone("seniority", gettext_noop("Seniority"), seniority),
)
# Told on the public pages of pairs; the report says it in sections of its own.
MORE_GROUPS = (
    alone("origins", gettext_noop("Where People Come From"), steps_in),
    alone("occupations", gettext_noop("Whom the Figures Count"), occupations),
)
