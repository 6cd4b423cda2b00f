"""What ships is whole, sourced and of one piece."""

from collections import Counter

import pytest

from quiz.content import EditionContent
from quiz.editions.check import check_content
from quiz.items import Agreement, SkillRating, TradeOff
from roles.profile import FigureKind, StatementKind, StepKind, TechnologyKind

ARTICLE_ROLES = {
    "product-engineer",
    "backend-engineer",
    "senior-engineer",
    "backend-developer",
    "frontend-engineer",
    "data-engineer",
}

# Work in which naming a framework would be made up.
WITHOUT_FRAMEWORKS = {"database-administrator", "engineering-manager", "technical-product-manager"}


def test_twenty_roles_are_scored_and_all_of_the_articles_are_among_them(shipped: EditionContent):
    scored = {role.slug for role in shipped.scored_roles}

    assert len(scored) == 20
    assert scored >= ARTICLE_ROLES


def test_each_scored_role_says_something_in_every_section(shipped: EditionContent):
    thin = [
        f"{role.slug}: {kind}"
        for role in shipped.scored_roles
        for kind in StatementKind
        if len(role.said(kind)) < 2
    ]

    assert thin == []


def test_each_scored_role_has_targets_demands_tools_companies_and_pay(shipped: EditionContent):
    for role in shipped.scored_roles:
        kinds = {technology.kind for technology in role.technologies}
        assert set(role.preferences) == set(shipped.dimensions), role.slug
        assert 8 <= len(role.skills) <= 13, role.slug
        assert {TechnologyKind.LANGUAGE, TechnologyKind.TOOL} <= kinds, role.slug
        assert (TechnologyKind.FRAMEWORK in kinds) != (role.slug in WITHOUT_FRAMEWORKS), role.slug
        assert len(role.companies) >= 3, role.slug
        assert role.occupations, role.slug


def test_each_scored_role_leads_up_aside_and_into_management(shipped: EditionContent):
    for role in shipped.scored_roles:
        kinds = {step.kind for step in shipped.steps if step.from_role == role.slug}
        assert StepKind.SWITCH in kinds, role.slug
        assert kinds & {StepKind.PROMOTION, StepKind.INTO_ARCHITECTURE}, role.slug
        assert StepKind.INTO_MANAGEMENT in kinds or role.track == "management", role.slug


def test_no_claim_and_no_figure_is_without_a_source(shipped: EditionContent):
    named = [
        *(source for role in shipped.roles.values() for source in claim_sources(role)),
        *(figure.source for figure in shipped.figures),
        *(occupation.source for occupation in shipped.occupations.values()),
        *(step.source for step in shipped.steps),
    ]

    assert set(named) <= set(shipped.sources)
    for source in shipped.sources.values():
        assert source.title and source.publisher and source.licence, source.slug


def claim_sources(role):
    yield role.source
    for claims in (role.statements, role.technologies, role.companies):
        yield from (claim.source for claim in claims)


def test_judgement_is_named_as_judgement_and_measures_nothing(shipped: EditionContent):
    judgement = {source.slug for source in shipped.sources.values() if source.is_judgement}

    assert judgement == {"editors"}
    assert not [figure.slug for figure in shipped.figures if figure.source in judgement]


def test_every_figure_says_kind_place_date_and_whom_it_counts(shipped: EditionContent):
    for figure in shipped.figures:
        assert figure.kind in FigureKind
        assert figure.place in shipped.places or (figure.place == "" and figure.note), figure.slug
        assert figure.as_of or figure.as_of_note, figure.slug
        assert figure.occupation in shipped.occupations


def test_the_three_statements_of_backend_pay_are_kept_apart(shipped: EditionContent):
    stated = {
        (figure.kind, figure.low, figure.middle, figure.high)
        for figure in shipped.figures
        if figure.occupation == "article-backend-engineer-title"
    }

    assert stated == {
        (FigureKind.BASE_RANGE, 100_000, None, 180_000),
        (FigureKind.RANGE, 100_000, None, 180_000),
        (FigureKind.AVERAGE, None, 105_000, None),
    }


def test_survey_figures_stand_in_a_file_of_their_own(settings):
    files = [
        path.name
        for path in (settings.BASE_DIR / "fixtures").glob("*.json")
        if "so-2025-" in path.read_text()
    ]

    assert [name for name in files if name.startswith("08-figures")] == ["08-figures-so-2025.json"]


def test_the_bank_has_three_kinds_of_items_and_half_its_agreement_items_reversed(shipped: EditionContent):
    kinds = Counter(type(item) for item in shipped.items.values())
    keys = Counter(
        (item.dimension, item.key) for item in shipped.items.values() if isinstance(item, Agreement)
    )

    assert kinds == {Agreement: 48, TradeOff: 16, SkillRating: 20}
    assert keys == {(dimension, key): 2 for dimension in shipped.dimensions for key in (1, -1)}


def test_every_item_says_why_it_is_asked(shipped: EditionContent):
    reasons = Counter(item.why for item in shipped.items.values())

    assert all(reasons)
    assert max(reasons.values()) == 1


def test_nobody_meets_ten_skill_ratings_in_a_row(shipped: EditionContent):
    longest = run = 0
    for item in shipped.items.values():
        run = run + 1 if isinstance(item, SkillRating) else 0
        longest = max(longest, run)

    assert longest < 10


def test_nothing_keeps_the_shipped_content_from_being_published(shipped: EditionContent):
    assert [str(finding) for finding in check_content(shipped) if finding.blocks] == []


@pytest.mark.parametrize("kind", [StatementKind.RESPONSIBILITY, StatementKind.VERDICT, StatementKind.BENEFIT])
def test_no_two_scored_roles_are_described_in_the_same_words(kind: StatementKind, shipped: EditionContent):
    texts = Counter(s.text for role in shipped.scored_roles for s in role.said(kind) if s.source == "editors")

    assert [text for text, count in texts.items() if count > 1] == []
