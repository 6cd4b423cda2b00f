"""The door from draft rows to values: past it nobody meets the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import fields as dataclass_fields
from functools import lru_cache

from quiz import models as quiz
from quiz.content import EditionContent, Translated
from quiz.editions.tables import Stored, Tables, by_role, stored_rows, table, tables_of
from quiz.editions.texts import texts_of
from quiz.items import Agreement, Item, Side, SkillRating, TradeOff
from quiz.scoring.constants import Constants
from roles import models as roles
from roles import profile
from roles.brand import Brand

DRAFTS_IN_MEMORY = 2  # The draft, and the one before it: saving compares the two.


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The rows that others name, by primary key, so that no row fetches its own."""

    sources: Mapping[int, roles.Source]
    places: Mapping[int, roles.Place]
    dimensions: Mapping[int, roles.Dimension]
    skills: Mapping[int, roles.Skill]
    technologies: Mapping[int, roles.Technology]
    companies: Mapping[int, roles.Company]
    occupations: Mapping[int, roles.Occupation]


@dataclass(frozen=True, slots=True)
class RoleRows:
    """The rows that belong to roles, by the role's primary key."""

    preferences: Mapping[int, Sequence[roles.Preference]]
    demands: Mapping[int, Sequence[roles.Demand]]
    statements: Mapping[int, Sequence[roles.Statement]]
    technologies: Mapping[int, Sequence[roles.RoleTechnology]]
    companies: Mapping[int, Sequence[roles.RoleCompany]]
    matches: Mapping[int, Sequence[roles.OccupationMatch]]


def read_draft() -> EditionContent:
    """Everything the editors have written, in one query; compiled anew only where a row differs."""
    return compiled(stored_rows())


@lru_cache(maxsize=DRAFTS_IN_MEMORY)
def compiled(stored: Stored) -> EditionContent:
    """The content that the rows say. The same rows give the same value, so it can be told by identity."""
    tables = tables_of(stored)
    named, owned = vocabulary_of(tables), role_rows_of(tables)
    role_rows = table(tables, roles.Role)
    content = EditionContent(
        constants=Constants(),
        sources={row.slug: read_source(row) for row in named.sources.values()},
        dimensions={row.slug: read_dimension(row) for row in named.dimensions.values()},
        skills={row.slug: read_skill(row) for row in named.skills.values()},
        roles={row.slug: read_role(row, owned, named) for row in role_rows.values()},
        items={row.slug: read_item(row, named) for row in table(tables, quiz.Item).values()},
        occupations={row.slug: read_occupation(row, named) for row in named.occupations.values()},
        figures=tuple(read_figure(row, named) for row in table(tables, roles.Figure).values()),
        steps=tuple(read_step(row, role_rows, named) for row in table(tables, roles.Step).values()),
        places={row.code: row.name for row in named.places.values()},
        wordings={row.slug: row.text for row in table(tables, quiz.Wording).values()},
        brand=next(map(brand_of, table(tables, roles.Organisation).values()), None),
    )
    return replace(content, translations=read_translations(content, tables))


def read_translations(content: EditionContent, tables: Tables) -> Mapping[str, Translated]:
    """The translations of texts that the content has, by language; those of other texts are left out."""
    texts = texts_of(content)
    told: dict[str, dict[str, str]] = {}
    stale: dict[str, list[str]] = {}
    for row in table(tables, quiz.Translation).values():
        if row.name in texts:
            told.setdefault(row.language, {})[row.name] = row.text
            if row.source != texts[row.name]:
                stale.setdefault(row.language, []).append(row.name)
    return {
        language: Translated(said, tuple(sorted(stale.get(language, [])))) for language, said in told.items()
    }


def read_brand() -> Brand | None:
    """The look of the organisation, if it has one of its own."""
    row = roles.Organisation.objects.first()
    return brand_of(row) if row else None


def brand_of(row: roles.Organisation) -> Brand:
    return Brand(**{field.name: getattr(row, field.name) for field in dataclass_fields(Brand)})


def vocabulary_of(tables: Tables) -> Vocabulary:
    return Vocabulary(
        sources=table(tables, roles.Source),
        places=table(tables, roles.Place),
        dimensions=table(tables, roles.Dimension),
        skills=table(tables, roles.Skill),
        technologies=table(tables, roles.Technology),
        companies=table(tables, roles.Company),
        occupations=table(tables, roles.Occupation),
    )


def role_rows_of(tables: Tables) -> RoleRows:
    return RoleRows(
        preferences=by_role(tables, roles.Preference),
        demands=by_role(tables, roles.Demand),
        statements=by_role(tables, roles.Statement),
        technologies=by_role(tables, roles.RoleTechnology),
        companies=by_role(tables, roles.RoleCompany),
        matches=by_role(tables, roles.OccupationMatch),
    )


def read_source(row: roles.Source) -> profile.Source:
    return profile.Source(
        slug=row.slug,
        title=row.title,
        publisher=row.publisher,
        year=row.year,
        licence=row.licence,
        address=row.address,
        retrieved=row.retrieved.isoformat() if row.retrieved else "",
        note=row.note,
        is_judgement=row.is_judgement,
    )


def read_dimension(row: roles.Dimension) -> profile.Dimension:
    return profile.Dimension(
        row.slug, row.name, row.low, row.high, row.summary, row.low_phrase, row.high_phrase
    )


def read_skill(row: roles.Skill) -> profile.Skill:
    return profile.Skill(row.slug, row.name, row.summary, row.anchors, row.practice)


def read_role(row: roles.Role, owned: RoleRows, named: Vocabulary) -> profile.RoleProfile:
    """One role with the rows that belong to it."""
    return profile.RoleProfile(
        slug=row.slug,
        name=row.name,
        discipline=profile.Discipline(row.discipline),
        level=profile.Level(row.level),
        track=profile.Track(row.track),
        is_scored=row.is_scored,
        also_called=row.also_called,
        summary=row.summary,
        best_for=row.best_for,
        on_call=profile.Frequency(row.on_call),
        remote=profile.Frequency(row.remote),
        source=named.sources[row.source_id].slug,
        preferences={
            named.dimensions[p.dimension_id].slug: profile.Preference(p.target, p.weight)
            for p in owned.preferences.get(row.pk, ())
        },
        skills={
            named.skills[d.skill_id].slug: profile.Demand(d.level, d.weight)
            for d in owned.demands.get(row.pk, ())
        },
        statements=tuple(
            profile.Statement(profile.StatementKind(s.kind), s.key, s.text, named.sources[s.source_id].slug)
            for s in owned.statements.get(row.pk, ())
        ),
        technologies=tuple(read_technology(t, named) for t in owned.technologies.get(row.pk, ())),
        companies=tuple(read_company(c, named) for c in owned.companies.get(row.pk, ())),
        occupations=tuple(
            profile.OccupationMatch(
                named.occupations[m.occupation_id].slug, profile.MatchQuality(m.quality), m.reason
            )
            for m in owned.matches.get(row.pk, ())
        ),
    )


def read_technology(row: roles.RoleTechnology, named: Vocabulary) -> profile.RoleTechnology:
    technology = named.technologies[row.technology_id]
    kind = profile.TechnologyKind(technology.kind)
    source = named.sources[row.source_id].slug
    return profile.RoleTechnology(technology.slug, technology.name, kind, row.purpose, source)


def read_company(row: roles.RoleCompany, named: Vocabulary) -> profile.RoleCompany:
    company = named.companies[row.company_id]
    return profile.RoleCompany(company.slug, company.name, row.reason, named.sources[row.source_id].slug)


def read_item(row: quiz.Item, named: Vocabulary) -> Item:
    """One item of the kind its row says; the database guarantees the fields of that kind."""
    match row.kind:
        case "agreement":
            assert row.dimension_id and row.key
            dimension = named.dimensions[row.dimension_id].slug
            return Agreement(row.slug, row.text, row.why, dimension, 1 if row.key > 0 else -1)
        case "trade-off":
            assert row.a_dimension_id and row.b_dimension_id
            a = Side(row.a_text, named.dimensions[row.a_dimension_id].slug)
            b = Side(row.b_text, named.dimensions[row.b_dimension_id].slug)
            return TradeOff(row.slug, row.text, row.why, a, b)
        case _:
            assert row.skill_id
            return SkillRating(row.slug, row.text, row.why, named.skills[row.skill_id].slug)


def read_occupation(row: roles.Occupation, named: Vocabulary) -> profile.Occupation:
    return profile.Occupation(row.slug, row.title, row.classification, named.sources[row.source_id].slug)


def read_figure(row: roles.Figure, named: Vocabulary) -> profile.Figure:
    return profile.Figure(
        slug=row.slug,
        occupation=named.occupations[row.occupation_id].slug,
        kind=profile.FigureKind(row.kind),
        place=named.places[row.place_id].code if row.place_id else "",
        currency=row.currency,
        period=row.period,
        low=row.low,
        lower_quartile=row.lower_quartile,
        middle=row.middle,
        upper_quartile=row.upper_quartile,
        high=row.high,
        sample_size=row.sample_size,
        as_of=row.as_of,
        as_of_note=row.as_of_note,
        source=named.sources[row.source_id].slug,
        note=row.note,
    )


def read_step(row: roles.Step, role_rows: Mapping[int, roles.Role], named: Vocabulary) -> profile.Step:
    return profile.Step(
        from_role=role_rows[row.from_role_id].slug,
        to_role=role_rows[row.to_role_id].slug,
        kind=profile.StepKind(row.kind),
        typical_years=row.typical_years,
        years_note=row.years_note,
        note=row.note,
        source=named.sources[row.source_id].slug,
    )
