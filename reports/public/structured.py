"""What search engines may read of a role: schema.org's Occupation, with official pay only."""

from typing import Any

from quiz.content import EditionContent
from reports.pay import HOME, official_figure
from roles.profile import Figure, RoleProfile


def occupation_of(content: EditionContent, role: RoleProfile, address: str) -> dict[str, Any]:
    """The role as schema.org/Occupation. Pay is left out unless an official figure for HOME counts it."""
    skills = [content.skills[slug].name for slug in role.skills]
    said = {
        "@context": "https://schema.org",
        "@type": "Occupation",
        "name": role.name,
        "description": role.summary,
        "url": address,
        "skills": ", ".join(skills),
    }
    found = official_figure(content, role, HOME)
    if found is None or found.figure.place != HOME:
        return {key: value for key, value in said.items() if value}
    pay = salary_of(found.figure, content.places[HOME], found.occupation.title)
    return {key: value for key, value in said.items() if value} | pay


def salary_of(figure: Figure, place: str, counted: str) -> dict[str, Any]:
    """The percentiles of an official figure, named by whom they count."""
    amounts = {
        "percentile10": figure.low,
        "percentile25": figure.lower_quartile,
        "median": figure.middle,
        "percentile75": figure.upper_quartile,
        "percentile90": figure.high,
    }
    known = {name: amount for name, amount in amounts.items() if amount is not None}
    salary = {
        "@type": "MonetaryAmountDistribution",
        "name": counted,
        "currency": figure.currency,
        "duration": "P1Y",
        **known,
    }
    return {"estimatedSalary": [salary], "occupationLocation": [{"@type": "Country", "name": place}]}
