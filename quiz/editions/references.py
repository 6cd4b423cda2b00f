"""Which slugs a draft names that it doesn't hold."""

from collections.abc import Iterator

from quiz.content import EditionContent
from quiz.items import Agreement, SkillRating, TradeOff
from roles.profile import RoleCompany, RoleTechnology, Statement

Claim = Statement | RoleTechnology | RoleCompany
Reference = tuple[str, str, str]
"""Where it is named, what it should be, and the slug."""


def dangling_references(content: EditionContent) -> Iterator[Reference]:
    """Every reference that leads nowhere, each once."""
    held = {
        "source": content.sources,
        "dimension": content.dimensions,
        "skill": content.skills,
        "role": content.roles,
        "occupation": content.occupations,
        "place": content.places,
    }
    references = (*role_references(content), *item_references(content), *figure_references(content))
    for where, what, slug in dict.fromkeys(references):
        if slug not in held[what]:
            yield where, what, slug


def role_references(content: EditionContent) -> Iterator[Reference]:
    for role in content.roles.values():
        yield role.name, "source", role.source
        claims: tuple[Claim, ...] = (*role.statements, *role.technologies, *role.companies)
        for claim in claims:
            yield role.name, "source", claim.source
        for dimension in role.preferences:
            yield role.name, "dimension", dimension
        for skill in role.skills:
            yield role.name, "skill", skill
        for match in role.occupations:
            yield role.name, "occupation", match.occupation
    for step in content.steps:
        where = f"Step from {step.from_role} to {step.to_role}"
        yield where, "role", step.from_role
        yield where, "role", step.to_role
        yield where, "source", step.source


def item_references(content: EditionContent) -> Iterator[Reference]:
    for item in content.items.values():
        where = f"Item {item.slug}"
        match item:
            case Agreement():
                yield where, "dimension", item.dimension
            case TradeOff():
                yield where, "dimension", item.a.dimension
                yield where, "dimension", item.b.dimension
            case SkillRating():
                yield where, "skill", item.skill


def figure_references(content: EditionContent) -> Iterator[Reference]:
    for occupation in content.occupations.values():
        yield f"Occupation {occupation.title}", "source", occupation.source
    for figure in content.figures:
        where = f"Figure {figure.slug}"
        yield where, "source", figure.source
        yield where, "occupation", figure.occupation
        if figure.place:
            yield where, "place", figure.place
