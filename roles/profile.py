"""What a role is, as frozen values: the form in which everything past the database meets it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How far along a role stands on its ladder."""

    ENTRY = "entry"
    MID = "mid"
    SENIOR = "senior"
    STAFF = "staff"
    PRINCIPAL = "principal"
    MANAGER = "manager"


class Track(StrEnum):
    """The branch of the progression map that a role stands on."""

    INDIVIDUAL_CONTRIBUTOR = "individual-contributor"
    MANAGEMENT = "management"
    ARCHITECTURE = "architecture"


class Discipline(StrEnum):
    """The field of work a role belongs to."""

    BACKEND = "backend"
    FRONTEND = "frontend"
    FULL_STACK = "full-stack"
    PRODUCT = "product"
    MOBILE = "mobile"
    DATA = "data"
    MACHINE_LEARNING = "machine-learning"
    INFRASTRUCTURE = "infrastructure"
    SECURITY = "security"
    QUALITY = "quality"
    EMBEDDED = "embedded"
    ARCHITECTURE = "architecture"
    LEADERSHIP = "leadership"
    DATABASES = "databases"
    GENERAL = "general"


class Frequency(StrEnum):
    """How often something is part of a role."""

    RARELY = "rarely"
    SOMETIMES = "sometimes"
    USUALLY = "usually"


class StatementKind(StrEnum):
    """The sections in which a role is described."""

    RESPONSIBILITY = "responsibility"
    KEY_SKILL = "key-skill"
    WORKFLOW = "workflow"
    ONBOARDING = "onboarding"
    DOCUMENTATION = "documentation"
    ERGONOMICS = "ergonomics"
    PERFORMANCE = "performance"
    USE_CASE = "use-case"
    ECOSYSTEM = "ecosystem"
    BENEFIT = "benefit"
    VERDICT = "verdict"
    EDUCATION = "education"
    CONTEXT = "context"


class TechnologyKind(StrEnum):
    """What sort of thing a technology is."""

    LANGUAGE = "language"
    FRAMEWORK = "framework"
    TOOL = "tool"


class FigureKind(StrEnum):
    """What a salary figure states. Figures of different kinds never share an axis."""

    PERCENTILES = "percentiles"
    BASE_RANGE = "base-range"
    RANGE = "range"
    AVERAGE = "average"
    SELF_REPORTED_MEDIAN = "self-reported-median"
    POSTED_MEDIAN = "posted-salary-median"


class MatchQuality(StrEnum):
    """How well the people a figure counts match the role it is shown for."""

    EXACT = "exact"
    NEAR = "near"
    PROXY = "proxy"
    LEVEL = "level"
    NONE = "none"


class StepKind(StrEnum):
    """What sort of move a step on the progression map is."""

    PROMOTION = "promotion"
    SWITCH = "switch"
    INTO_MANAGEMENT = "into-management"
    INTO_ARCHITECTURE = "into-architecture"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from; editors' judgement is a source too."""

    slug: str
    title: str
    publisher: str
    year: int | None
    licence: str
    address: str
    retrieved: str
    note: str
    is_judgement: bool


@dataclass(frozen=True, slots=True)
class Dimension:
    """A work preference with two named poles, 0 (low) to 100 (high)."""

    slug: str
    name: str
    low: str
    high: str
    summary: str
    low_phrase: str
    high_phrase: str


@dataclass(frozen=True, slots=True)
class Skill:
    """A rateable ability with an anchor for each level 0-4 and a practice step between levels."""

    slug: str
    name: str
    summary: str
    anchors: tuple[str, ...]
    practice: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preference:
    """What a role asks on one dimension: target 0-100, weight 0-3."""

    target: float
    weight: float


@dataclass(frozen=True, slots=True)
class Demand:
    """What a role asks of one skill: level 0-4, weight 1-3."""

    level: int
    weight: float


@dataclass(frozen=True, slots=True)
class Statement:
    """One sourced sentence about a role."""

    kind: StatementKind
    key: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class RoleTechnology:
    """A language, framework or tool, and what the role uses it for."""

    slug: str
    name: str
    kind: TechnologyKind
    purpose: str
    source: str


@dataclass(frozen=True, slots=True)
class RoleCompany:
    """An organisation that hires for the role, and why."""

    slug: str
    name: str
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class OccupationMatch:
    """Which group of people a role's figures count, and how good that match is."""

    occupation: str
    quality: MatchQuality
    reason: str


@dataclass(frozen=True, slots=True)
class RoleProfile:
    """A role with everything that the verdict, the report and the public pages say about it."""

    slug: str
    name: str
    discipline: Discipline
    level: Level
    track: Track
    is_scored: bool
    also_called: str
    summary: str
    best_for: str
    on_call: Frequency
    remote: Frequency
    source: str
    preferences: Mapping[str, Preference]
    skills: Mapping[str, Demand]
    statements: tuple[Statement, ...]
    technologies: tuple[RoleTechnology, ...]
    companies: tuple[RoleCompany, ...]
    occupations: tuple[OccupationMatch, ...]

    def said(self, kind: StatementKind) -> tuple[Statement, ...]:
        """The statements of one kind, most telling first."""
        return tuple(statement for statement in self.statements if statement.kind is kind)


@dataclass(frozen=True, slots=True)
class Occupation:
    """A group of people as a source of pay figures names it."""

    slug: str
    title: str
    classification: str
    source: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A salary statement about an occupation.

    Percentiles fill low (p10), lower_quartile, middle (median), upper_quartile and high (p90);
    ranges fill low and high; averages and medians fill middle. Amounts are whole units of
    ``currency`` a year. ``as_of`` is an ISO date cut to what is known ("2025", "2025-05") or "".
    """

    slug: str
    occupation: str
    kind: FigureKind
    place: str
    currency: str
    period: str
    low: int | None
    lower_quartile: int | None
    middle: int | None
    upper_quartile: int | None
    high: int | None
    sample_size: int | None
    as_of: str
    as_of_note: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Step:
    """An edge of the progression graph. Unknown years are None, never guessed."""

    from_role: str
    to_role: str
    kind: StepKind
    typical_years: float | None
    years_note: str
    note: str
    source: str
