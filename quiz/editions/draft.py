"""The door from draft rows to values: past it nobody meets the database."""

from quiz import models as quiz
from quiz.content import EditionContent
from quiz.items import Agreement, Item, Side, SkillRating, TradeOff
from quiz.scoring.constants import Constants
from roles import models as roles
from roles import profile


def read_draft() -> EditionContent:
    """Everything the editors have written, in a fixed number of queries."""
    return EditionContent(
        constants=Constants(),
        sources={row.slug: read_source(row) for row in roles.Source.objects.all()},
        dimensions={row.slug: read_dimension(row) for row in roles.Dimension.objects.all()},
        skills={row.slug: read_skill(row) for row in roles.Skill.objects.all()},
        roles={row.slug: read_role(row) for row in roles.Role.objects.with_profile()},
        items={
            row.slug: read_item(row)
            for row in quiz.Item.objects.select_related("dimension", "a_dimension", "b_dimension", "skill")
        },
        occupations={
            row.slug: read_occupation(row) for row in roles.Occupation.objects.select_related("source")
        },
        figures=tuple(
            read_figure(row) for row in roles.Figure.objects.select_related("occupation", "place", "source")
        ),
        steps=tuple(
            read_step(row) for row in roles.Step.objects.select_related("from_role", "to_role", "source")
        ),
        places={row.code: row.name for row in roles.Place.objects.all()},
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


def read_role(row: roles.Role) -> profile.RoleProfile:
    """One role with its related rows; use ``with_profile()`` or pay a query for each relation."""
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
        source=row.source.slug,
        preferences={p.dimension.slug: profile.Preference(p.target, p.weight) for p in row.preferences.all()},
        skills={d.skill.slug: profile.Demand(d.level, d.weight) for d in row.demands.all()},
        statements=tuple(
            profile.Statement(profile.StatementKind(s.kind), s.key, s.text, s.source.slug)
            for s in row.statements.all()
        ),
        technologies=tuple(
            profile.RoleTechnology(
                t.technology.slug,
                t.technology.name,
                profile.TechnologyKind(t.technology.kind),
                t.purpose,
                t.source.slug,
            )
            for t in row.technologies.all()
        ),
        companies=tuple(
            profile.RoleCompany(c.company.slug, c.company.name, c.reason, c.source.slug)
            for c in row.companies.all()
        ),
        occupations=tuple(
            profile.OccupationMatch(m.occupation.slug, profile.MatchQuality(m.quality), m.reason)
            for m in row.occupation_matches.all()
        ),
    )


def read_item(row: quiz.Item) -> Item:
    """One item of the kind its row says; the database guarantees the fields of that kind."""
    match row.kind:
        case "agreement":
            assert row.dimension and row.key
            return Agreement(row.slug, row.text, row.why, row.dimension.slug, 1 if row.key > 0 else -1)
        case "trade-off":
            assert row.a_dimension and row.b_dimension
            a, b = Side(row.a_text, row.a_dimension.slug), Side(row.b_text, row.b_dimension.slug)
            return TradeOff(row.slug, row.text, row.why, a, b)
        case _:
            assert row.skill
            return SkillRating(row.slug, row.text, row.why, row.skill.slug)


def read_occupation(row: roles.Occupation) -> profile.Occupation:
    return profile.Occupation(row.slug, row.title, row.classification, row.source.slug)


def read_figure(row: roles.Figure) -> profile.Figure:
    return profile.Figure(
        slug=row.slug,
        occupation=row.occupation.slug,
        kind=profile.FigureKind(row.kind),
        place=row.place.code if row.place else "",
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
        source=row.source.slug,
        note=row.note,
    )


def read_step(row: roles.Step) -> profile.Step:
    return profile.Step(
        from_role=row.from_role.slug,
        to_role=row.to_role.slug,
        kind=profile.StepKind(row.kind),
        typical_years=row.typical_years,
        years_note=row.years_note,
        note=row.note,
        source=row.source.slug,
    )
