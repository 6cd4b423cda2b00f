"""Checks of a draft before it is published. Errors block, warnings don't.

Everything here follows from the draft alone and decides whether it can be published. What simulated
people show, what has aged and what is spelled in two ways is in ``examine.py``, and blocks nothing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import fsum

import networkx

from quiz.content import EditionContent
from quiz.editions.naming import Names, language_name, names_of
from quiz.editions.once import once
from quiz.editions.references import dangling_references
from quiz.editions.translation import missing
from quiz.editions.worded import WORDING, in_language, wording_faults
from quiz.items import Agreement, SkillRating
from quiz.scoring.fit import rank_roles
from quiz.scoring.ideal import evidence, ideal_answers
from quiz.scoring.respondent import profile_respondent
from roles.dates import last_day
from roles.profile import FigureKind, RoleProfile, StatementKind, StepKind

LEAST_RELIABILITY = 0.60  # Share of true variance below which a dimension is hardly measured.
UNTRANSLATED = "Readers see the original there. Translate it."
UNTRANSLATED_OWN = "Readers see the original there, of your own sentences the shipped one. Translate it."
SPARED_SKILLS = 3  # A role leaves at least this many skills unlisted, to set the listed ones against.


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a draft: where, what, and what would mend it.

    ``roles`` are the slugs of the roles it concerns, on whose pages it is shown too.
    """

    where: str
    problem: str
    mend: str
    blocks: bool
    roles: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.where}: {self.problem} {self.mend}"


def check_content(content: EditionContent) -> tuple[Finding, ...]:
    """All findings, errors first. A draft with something missing is not examined further."""
    if missing := (*check_presence(content), *check_references(content)):
        return missing
    checks = (
        check_profiles,
        check_twins,
        check_dimensions,
        check_skills,
        check_ideals,
        check_promotions,
        check_figures,
        check_descriptions,
        check_translations,
        check_wordings,
    )
    findings = (finding for check in checks for finding in check(content))
    return tuple(sorted(findings, key=lambda finding: not finding.blocks))


def error(where: str, problem: str, mend: str, *roles: str) -> Finding:
    return Finding(where, problem, mend, blocks=True, roles=roles)


def warning(where: str, problem: str, mend: str, *roles: str) -> Finding:
    return Finding(where, problem, mend, blocks=False, roles=roles)


def check_presence(content: EditionContent) -> Iterator[Finding]:
    if not content.scored_roles:
        yield error("Roles", "No role is in the verdict.", "Load the shipped content or add roles.")
    if not content.items:
        yield error("Items", "The quiz has no questions.", "Load the shipped content or add items.")


def check_references(content: EditionContent) -> Iterator[Finding]:
    for where, what, slug in dangling_references(content):
        problem = f'The {what} "{slug}" is named but missing.' if slug else f"It names no {what}."
        yield error(where, problem, f"Add the {what} or choose another.")


def check_profiles(content: EditionContent) -> Iterator[Finding]:
    """Each scored role has something to be compared on."""
    for role in content.scored_roles:
        if not any(preference.weight for preference in role.preferences.values()):
            yield error(
                role.name, "It weighs no preference.", "Give at least one a weight above 0.", role.slug
            )
        if not any(demand.level * demand.weight for demand in role.skills.values()):
            mend = "List the skills it needs, with their levels."
            yield error(role.name, "It asks for no skill.", mend, role.slug)
        if len(role.skills) > len(content.skills) - SPARED_SKILLS:
            problem = f"It lists {len(role.skills)} of {len(content.skills)} skills; nothing sets it apart."
            mend = "Keep the skills that matter most and remove the others."
            yield error(role.name, problem, mend, role.slug)


def check_twins(content: EditionContent) -> Iterator[Finding]:
    for role, other in combinations(content.scored_roles, 2):
        if scored_part(role) == scored_part(other):
            problem = f"Its preferences and skills are those of {other.name}; no answer tells them apart."
            mend = "Change a target, or take one of the two out of the verdict."
            yield error(role.name, problem, mend, role.slug, other.slug)


def scored_part(role: RoleProfile) -> tuple[object, object]:
    """What the fit depends on, with weights relative to each other."""
    weights = fsum(preference.weight for preference in role.preferences.values())
    strengths = {slug: demand.level * demand.weight for slug, demand in role.skills.items()}
    asked = fsum(strengths.values()) or 1
    return (
        {slug: (p.target, round(p.weight / weights, 9)) for slug, p in role.preferences.items() if p.weight},
        {slug: round(strength / asked, 9) for slug, strength in strengths.items()},
    )


def check_dimensions(content: EditionContent) -> Iterator[Finding]:
    """A dimension is asked if a role weighs it, enough to be measured, and in both directions."""
    for slug, dimension in content.dimensions.items():
        weighing = [r for r in content.scored_roles if slug in r.preferences and r.preferences[slug].weight]
        concerned = [role.slug for role in weighing]
        amount = evidence(content.items, slug, content.constants)
        if weighing and not amount:
            problem = f"{names(weighing)} by it, but no item asks."
            yield error(dimension.name, problem, "Add items about it.", *concerned)
        if amount and not weighing:
            yield warning(
                dimension.name, "No role weighs it, so its items move nothing.", "Weigh it or drop them."
            )
        reliability = amount / (amount + content.constants.kappa)
        if amount and reliability < LEAST_RELIABILITY:
            problem = f"Its items measure it with a reliability of only {reliability:.2f}."
            yield warning(dimension.name, problem, "Add agreement items until it reaches .60.", *concerned)
        yield from check_keys(content, slug, dimension.name, *concerned)


def names(roles: list[RoleProfile]) -> str:
    """The roles that something is judged by, as the start of a sentence."""
    return f"{roles[0].name} is judged" if len(roles) == 1 else f"{len(roles)} roles are judged"


def check_keys(content: EditionContent, dimension: str, name: str, *roles: str) -> Iterator[Finding]:
    keys = [i.key for i in content.items.values() if isinstance(i, Agreement) and i.dimension == dimension]
    if abs(sum(keys)) > 1:
        problem = f"{keys.count(1)} of its items are keyed forward and {keys.count(-1)} in reverse."
        yield warning(name, problem, "Reword some, so that agreeing to everything says nothing.", *roles)


def check_skills(content: EditionContent) -> Iterator[Finding]:
    """A skill is asked if a role lists it, and never twice."""
    asked = Counter(item.skill for item in content.items.values() if isinstance(item, SkillRating))
    for slug, skill in content.skills.items():
        listing = [role for role in content.scored_roles if slug in role.skills]
        if listing and not asked[slug]:
            problem = f"{names(listing)} by it, but no item asks."
            yield error(skill.name, problem, "Add a skill rating for it.", *(role.slug for role in listing))
        if asked[slug] > 1:
            yield error(skill.name, f"{asked[slug]} items rate it.", "Keep one of them.")
        if asked[slug] and not listing:
            yield warning(skill.name, "No role lists it, so rating it moves little.", "List it or drop it.")


def check_ideals(content: EditionContent) -> Iterator[Finding]:
    """Who answers as a role would have it is led by that role."""
    for role in content.scored_roles:
        answers = ideal_answers(content.items, role, content.constants)
        respondent = profile_respondent(
            answers, content.items, content.dimensions, content.skills, content.constants
        )
        matches = rank_roles(respondent, content.scored_roles, content.constants, content.constants.balance)
        leader = content.roles[matches[0].role]
        if leader != role and scored_part(leader) != scored_part(role):
            problem = f"Its ideal respondent is led by {leader.name}."
            mend = "Move its targets, weights or levels further from that role's."
            yield error(role.name, problem, mend, role.slug, leader.slug)


def check_promotions(content: EditionContent) -> Iterator[Finding]:
    """Promotions lead up, never round."""
    steps = [(s.from_role, s.to_role) for s in content.steps if s.kind is StepKind.PROMOTION]
    for loop in sorted(map(sorted, networkx.strongly_connected_components(networkx.DiGraph(steps)))):
        inside = [content.roles[slug].name for slug in loop]
        if len(loop) > 1 or any(pair == (loop[0], loop[0]) for pair in steps):
            problem = f"Promotions lead round in a circle: {', '.join(inside)}."
            yield error("Steps", problem, "Remove one of these steps, or call it a switch.", *loop)


def check_figures(content: EditionContent) -> Iterator[Finding]:
    """Every figure states a known kind, an amount, amounts that ascend and a date that there is."""
    printed = roles_shown(content)
    for figure in content.figures:
        amounts = (figure.low, figure.lower_quartile, figure.middle, figure.upper_quartile, figure.high)
        stated = [amount for amount in amounts if amount is not None]
        where, shown = f"Figure {figure.slug}", printed[figure.slug]
        if figure.kind not in tuple(FigureKind):
            problem = f'"{figure.kind}" is no kind of figure.'
            yield error(where, problem, "Choose one of the listed kinds.", *shown)
        if not stated:
            yield error(
                where, "It states no amount.", "Fill in what its source states, or remove it.", *shown
            )
        if any(below > above for below, above in pairwise(stated)):
            yield error(where, "Its amounts don't ascend.", "Compare them with the source.", *shown)
        if figure.as_of and last_day(figure.as_of) is None:
            problem = f'Its date "{figure.as_of}" is in no calendar.'
            mend = "Write it as 2025, 2025-05 or 2025-05-31, or leave it empty."
            yield error(where, problem, mend, *shown)


@once
def roles_shown(content: EditionContent) -> Mapping[str, tuple[str, ...]]:
    """By figure, the roles on whose reports it is printed."""
    matched: dict[str, dict[str, None]] = {}
    for role in content.roles.values():
        for match in role.occupations:
            matched.setdefault(match.occupation, {})[role.slug] = None
    return {figure.slug: tuple(matched.get(figure.occupation, ())) for figure in content.figures}


def check_descriptions(content: EditionContent) -> Iterator[Finding]:
    """What a reader of the verdict would miss about a scored role."""
    paid = {figure.occupation for figure in content.figures}
    walked = {slug for step in content.steps for slug in (step.from_role, step.to_role)}
    for role in content.scored_roles:
        if missing := missing_kinds(role):
            problem = f"Nothing is said about {', '.join(missing)}."
            yield warning(role.name, problem, "Add a statement of each of these kinds.", role.slug)
        if not any(match.occupation in paid for match in role.occupations):
            mend = "Match it to an occupation that has figures."
            yield warning(role.name, "It has no salary figure.", mend, role.slug)
        if role.slug not in walked:
            mend = "Add a step up, aside or into it."
            yield warning(role.name, "No step leads to it or from it.", mend, role.slug)


def missing_kinds(role: RoleProfile) -> Iterable[str]:
    said = {statement.kind for statement in role.statements}
    return [kind.value.replace("-", " ") for kind in StatementKind if kind not in said]


def check_translations(content: EditionContent) -> Iterator[Finding]:
    """What a language that somebody has begun lacks, and what was made from a former wording: role by
    role, and of everything else together."""
    for language, translated in content.translations.items():
        lacking, stale = texts_by_role(missing(content, language)), texts_by_role(translated.stale)
        names = names_of(content) if lacking or stale else names_of()
        for role in [*lacking, *(role for role in stale if role not in lacking)]:
            where = translated_part(language, names.of("role", role) if role else "")
            concerned = (role,) if role else ()
            if texts := lacking.get(role):
                problem = counted(names, texts, "is missing", "are missing")
                own = any(name.startswith(WORDING) for name in texts)
                yield warning(where, problem, UNTRANSLATED_OWN if own else UNTRANSLATED, *concerned)
            if texts := stale.get(role):
                problem = counted(
                    names, texts, "was made from another wording", "were made from another wording"
                )
                mend = "Readers still see that. Read it again and save it."
                yield warning(where, problem, mend, *concerned)


def check_wordings(content: EditionContent) -> Iterator[Finding]:
    """Sentences in the editors' own words can be filled in, and fit their place."""
    for where, language, fault in wording_faults(content):
        yield error(where, f"{in_language(language)}{fault}", "Readers would see the shipped one.")


def texts_by_role(texts: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Names of texts by the role that each belongs to, under "" those of anything else."""
    found: dict[str, list[str]] = {}
    for name in texts:
        kind, key, _field = name.split("/", 2)
        found.setdefault(key if kind == "role" else "", []).append(name)
    return found


def translated_part(language: str, role: str) -> str:
    """How a finding names what is translated: "Backend Engineer in German"."""
    return f"{role or 'All but the roles'} in {language_name(language)}"


def counted(names: Names, texts: Sequence[str], one: str, many: str) -> str:
    """How many texts it is about, and which comes first."""
    first = names.text(texts[0])
    return f"1 text {one}: {first}." if len(texts) == 1 else f"{len(texts)} texts {many}, {first} first."
