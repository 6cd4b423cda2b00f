"""Small, readable content and people for tests.

``small_content`` is complete (nothing for the editors' checks to find) and yet fits in the head:
six dimensions, six skills, 24 items, five scored roles and two that stand on paths only.
"""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from quiz.content import EditionContent
from quiz.items import UNSURE, Agreement, Answer, Answers, Item, Side, SkillRating, TradeOff
from quiz.scoring import ideal
from quiz.scoring.constants import Constants
from quiz.scoring.respondent import PreferenceEstimate, RespondentProfile, estimate_skill
from roles.profile import (
    Demand,
    Dimension,
    Discipline,
    Figure,
    FigureKind,
    Frequency,
    Level,
    MatchQuality,
    Occupation,
    OccupationMatch,
    Preference,
    RoleCompany,
    RoleProfile,
    RoleTechnology,
    Skill,
    Source,
    Statement,
    StatementKind,
    Step,
    StepKind,
    TechnologyKind,
    Track,
)

DIMENSIONS = {
    "product-sense": ("Product sense", "Build what is specified", "Decide what is worth building"),
    "leading-people": ("Leading people", "Answer for my own work", "Answer for other people's work"),
    "data": ("Data", "Go by experience", "Go by numbers"),
    "visual-craft": ("Visual craft", "Work behind the screen", "Work on what people see"),
    "infrastructure": ("Infrastructure", "Work on features", "Work on what features run on"),
    "hands-on-coding": ("Hands-on coding", "Plan and advise", "Write code all day"),
}
SKILLS = {
    "programming": "Programming",
    "databases": "Databases",
    "front-end": "Front end",
    "data-pipelines": "Data pipelines",
    "mentoring": "Mentoring",
    "communication": "Communication",
}
# Role: targets with weights, skills with levels and weights, discipline.
PROFILES: dict[str, tuple[str, dict[str, tuple[float, float]], dict[str, tuple[int, float]], Discipline]] = {
    "backend-engineer": (
        "Backend Engineer",
        {"infrastructure": (80, 3), "visual-craft": (20, 2), "hands-on-coding": (75, 2), "data": (60, 1)},
        {"programming": (3, 2), "databases": (3, 3)},
        Discipline.BACKEND,
    ),
    "product-engineer": (
        "Product Engineer",
        {
            "product-sense": (85, 3),
            "visual-craft": (65, 2),
            "hands-on-coding": (65, 1),
            "infrastructure": (35, 1),
        },
        {"programming": (3, 2), "front-end": (2, 2), "communication": (3, 2)},
        Discipline.PRODUCT,
    ),
    "frontend-engineer": (
        "Frontend Engineer",
        {
            "visual-craft": (85, 3),
            "hands-on-coding": (80, 2),
            "infrastructure": (20, 2),
            "leading-people": (35, 1),
        },
        {"programming": (3, 2), "front-end": (4, 3)},
        Discipline.FRONTEND,
    ),
    "data-engineer": (
        "Data Engineer",
        {"data": (85, 3), "infrastructure": (70, 2), "visual-craft": (15, 1), "product-sense": (40, 1)},
        {"programming": (2, 1), "databases": (3, 2), "data-pipelines": (4, 3)},
        Discipline.DATA,
    ),
    "engineering-manager": (
        "Engineering Manager",
        {"leading-people": (90, 3), "hands-on-coding": (20, 3), "product-sense": (60, 1)},
        {"mentoring": (3, 3), "communication": (4, 3)},
        Discipline.LEADERSHIP,
    ),
}
PATH_ROLES = {"senior-backend-engineer": "Senior Backend Engineer", "staff-engineer": "Staff Engineer"}


def small_content(**changes: Any) -> EditionContent:
    """A complete little edition; ``changes`` replace its fields."""
    content = EditionContent(
        constants=Constants(),
        sources={source.slug: source for source in small_sources()},
        dimensions={slug: a_dimension(slug, *words) for slug, words in DIMENSIONS.items()},
        skills={slug: a_skill(slug, name) for slug, name in SKILLS.items()},
        roles={role.slug: role for role in small_roles()},
        items={item.slug: item for item in small_items()},
        occupations={
            "developers": Occupation("developers", "Software Developers", "BLS SOC 15-1252", "bls"),
            "managers": Occupation("managers", "Computer and IS Managers", "BLS SOC 11-3021", "bls"),
        },
        figures=small_figures(),
        steps=(
            a_step("backend-engineer", "senior-backend-engineer", typical_years=3.0),
            a_step("senior-backend-engineer", "staff-engineer", typical_years=None, years_note="Not stated."),
            a_step("product-engineer", "staff-engineer", typical_years=5.0),
            a_step("frontend-engineer", "product-engineer", kind=StepKind.SWITCH, typical_years=1.0),
            a_step("backend-engineer", "data-engineer", kind=StepKind.SWITCH, typical_years=1.0),
            a_step(
                "senior-backend-engineer",
                "engineering-manager",
                kind=StepKind.INTO_MANAGEMENT,
                typical_years=2.0,
            ),
        ),
        places={"US": "United States", "DE": "Germany"},
    )
    return replace(content, **changes)


def small_sources() -> tuple[Source, ...]:
    return (
        a_source("editors", "Editors' judgement", is_judgement=True, year=None, address=""),
        a_source("bls", "Occupational Employment and Wage Statistics"),
        a_source("survey", "Developer Survey"),
        a_source("article", "Product Engineer and Backend Engineer compared"),
    )


def a_source(slug: str = "editors", title: str = "Editors' judgement", **changes: Any) -> Source:
    source = Source(
        slug, title, "Rolewise", 2025, "CC BY 4.0", f"https://example.org/{slug}", "2025-11-01", "", False
    )
    return replace(source, **changes)


def a_dimension(slug: str, name: str = "A dimension", low: str = "Low", high: str = "High") -> Dimension:
    return Dimension(slug, name, low, high, f"{name}, from one end to the other.", low.lower(), high.lower())


def a_skill(slug: str, name: str = "A skill") -> Skill:
    return Skill(
        slug,
        name,
        f"{name} in daily work.",
        ("Not yet", "With help", "On my own", "I guide others", "Others come to me for it"),
        (f"Take a first course in {name}", "Do one task alone", "Lead a piece of work", "Teach it"),
    )


def small_roles() -> tuple[RoleProfile, ...]:
    scored = (
        a_role(
            slug=slug,
            name=name,
            discipline=discipline,
            preferences={dimension: Preference(*pair) for dimension, pair in targets.items()},
            skills={skill: Demand(*pair) for skill, pair in demands.items()},
            **manager_or_maker(slug),
        )
        for slug, (name, targets, demands, discipline) in PROFILES.items()
    )
    path_only = (
        a_role(
            slug=slug,
            name=name,
            is_scored=False,
            level=Level.SENIOR,
            preferences={},
            skills={},
            statements=(),
        )
        for slug, name in PATH_ROLES.items()
    )
    return (*scored, *path_only)


def manager_or_maker(slug: str) -> dict[str, Any]:
    if slug != "engineering-manager":
        return {"on_call": Frequency.USUALLY if slug == "backend-engineer" else Frequency.RARELY}
    return {
        "level": Level.MANAGER,
        "track": Track.MANAGEMENT,
        "remote": Frequency.RARELY,
        "occupations": (OccupationMatch("managers", MatchQuality.NEAR, "Counts all computer managers"),),
    }


def a_role(**changes: Any) -> RoleProfile:
    """A Backend Engineer with every kind of statement, unless changed."""
    name, targets, demands, discipline = PROFILES["backend-engineer"]
    role = RoleProfile(
        slug="backend-engineer",
        name=name,
        discipline=discipline,
        level=Level.MID,
        track=Track.INDIVIDUAL_CONTRIBUTOR,
        is_scored=True,
        also_called="",
        summary="Builds what others rely on.",
        best_for="like their work to be relied on",
        on_call=Frequency.SOMETIMES,
        remote=Frequency.USUALLY,
        source="editors",
        preferences={slug: Preference(*pair) for slug, pair in targets.items()},
        skills={slug: Demand(*pair) for slug, pair in demands.items()},
        statements=(),
        technologies=(
            RoleTechnology("python", "Python", TechnologyKind.LANGUAGE, "services", "article"),
            RoleTechnology("django", "Django", TechnologyKind.FRAMEWORK, "web services", "article"),
            RoleTechnology("git", "Git", TechnologyKind.TOOL, "version control", "editors"),
        ),
        companies=(RoleCompany("acme", "Acme", "has much to run", "article"),),
        occupations=(OccupationMatch("developers", MatchQuality.PROXY, "Counts all software developers"),),
    )
    role = replace(role, **changes)
    return role if "statements" in changes else replace(role, statements=statements_about(role.name))


def statements_about(name: str) -> tuple[Statement, ...]:
    """Two statements of each kind, the second from a source that measured nothing."""
    return tuple(
        Statement(kind, f"{kind}-{number}", f"{name}: {kind.value.replace('-', ' ')} {word}", source)
        for kind in StatementKind
        for number, word, source in ((1, "first", "article"), (2, "second", "editors"))
    )


def small_items() -> tuple[Item, ...]:
    """For each dimension an agreement item of either key, a ring of trade-offs, a rating per skill."""
    agreements = (
        Agreement(f"{slug}-{number}", f"{name}, put {way}.", "To place you.", slug, key)
        for slug, (name, _, _) in DIMENSIONS.items()
        for number, way, key in ((1, "forward", 1), (2, "in reverse", -1))
    )
    ring = [*DIMENSIONS, next(iter(DIMENSIONS))]
    pairs = (
        TradeOff(f"{a}-or-{b}", "Which would you rather do?", "Both at once is rare.", a_side(a), a_side(b))
        for a, b in pairwise(ring)
    )
    ratings = (
        SkillRating(f"skill-{slug}", f"How far does {name} go?", "To see where you stand.", slug)
        for slug, name in SKILLS.items()
    )
    return (*agreements, *pairs, *ratings)


def a_side(dimension: str) -> Side:
    return Side(DIMENSIONS[dimension][2], dimension)


def small_figures() -> tuple[Figure, ...]:
    return (
        a_figure(slug="developers-us"),
        a_figure(
            slug="managers-us", occupation="managers", low=104_000, middle=171_000, upper_quartile=210_000
        ),
        a_figure(
            slug="developers-range",
            kind=FigureKind.BASE_RANGE,
            source="article",
            place="",
            as_of="",
            as_of_note="No date.",
            low=120_000,
            high=180_000,
            lower_quartile=None,
            middle=None,
            upper_quartile=None,
            sample_size=None,
        ),
        a_figure(
            slug="developers-survey-de",
            kind=FigureKind.SELF_REPORTED_MEDIAN,
            source="survey",
            place="DE",
            sample_size=240,
            low=None,
            high=None,
            lower_quartile=None,
            middle=75_000,
            upper_quartile=None,
        ),
    )


def a_figure(**changes: Any) -> Figure:
    figure = Figure(
        slug="developers-us",
        occupation="developers",
        kind=FigureKind.PERCENTILES,
        place="US",
        currency="USD",
        period="year",
        low=80_000,
        lower_quartile=104_000,
        middle=133_000,
        upper_quartile=169_000,
        high=211_000,
        sample_size=1_600_000,
        as_of="2025-05",
        as_of_note="",
        source="bls",
        note="",
    )
    return replace(figure, **changes)


def a_step(from_role: str, to_role: str, **changes: Any) -> Step:
    step = Step(from_role, to_role, StepKind.PROMOTION, 3.0, "Editors' estimate.", "", "editors")
    return replace(step, **changes)


def a_respondent(
    preferences: Mapping[str, float] | None = None,
    skills: Mapping[str, int | None] | None = None,
    content: EditionContent | None = None,
) -> RespondentProfile:
    """Somebody whose positions (0-100, else 50) and ratings (else unrated) are known."""
    content = content or small_content()
    positions = dict.fromkeys(content.dimensions, 50.0) | dict(preferences or {})
    ratings: dict[str, int | None] = dict.fromkeys(content.skills) | dict(skills or {})
    spread = content.constants.spread
    return RespondentProfile(
        {
            slug: PreferenceEstimate((at / 100 - 0.5) / spread, 0.25, at / 100, 5.0)
            for slug, at in positions.items()
        },
        {slug: estimate_skill(rating, content.constants) for slug, rating in ratings.items()},
    )


def answers_of(
    content: EditionContent,
    leaning: Mapping[str, float] | None = None,
    ratings: Mapping[str, int] | None = None,
) -> Answers:
    """Answers to every item: +1 leans fully to a dimension's high pole, -1 to its low one, .5 half.

    Dimensions not named are answered neutrally, skills not named UNSURE.
    """
    leaning, ratings = leaning or {}, ratings or {}
    return {slug: answer_of(item, leaning, ratings) for slug, item in content.items.items()}


def answer_of(item: Item, leaning: Mapping[str, float], ratings: Mapping[str, int]) -> Answer:
    match item:
        case Agreement():
            return 3 + item.key * round(2 * leaning.get(item.dimension, 0))
        case SkillRating():
            return ratings.get(item.skill, UNSURE)
        case TradeOff():
            a, b = leaning.get(item.a.dimension, 0), leaning.get(item.b.dimension, 0)
            return UNSURE if a == b else "a" if a > b else "b"


def ideal_answers(content: EditionContent, role: RoleProfile | str) -> Answers:
    """The answers of the role's ideal respondent."""
    role = content.roles[role] if isinstance(role, str) else role
    return ideal.ideal_answers(content.items, role, content.constants)
