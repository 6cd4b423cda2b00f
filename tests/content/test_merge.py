"""A release is merged by field: nothing that an editor did is undone, and nothing goes unsaid."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.packs.merge import Action, Clash, Decision, decide, merge, merged
from quiz.packs.names import Name, Reference, Row, Rows, Rules

RULES = Rules(
    references={
        "source": (),
        "role": (Reference("source", "source", owns=False),),
        "line": (Reference("role", "role", owns=True), Reference("source", "source", owns=False)),
    },
    unique={"role": ("title",)},
    sound=lambda name, row: row.get("low", 0) <= row.get("high", 9),
)
SLUGS = ("a", "b", "c")
NUMBERS = st.integers(0, 3)


@st.composite
def contents(draw: Any) -> Rows:
    """Some rows of a tiny vocabulary that keep the rules: sources, roles on them, lines in roles."""
    sources = draw(st.sets(st.sampled_from(SLUGS), min_size=1))
    rows: dict[Name, Row] = {
        Name("source", (s,)): {"slug": s, "note": draw(NUMBERS)} for s in sorted(sources)
    }
    of_source = st.sampled_from([[source] for source in sorted(sources)])
    titles = draw(st.permutations(range(4)))
    for title, slug in zip(titles, sorted(draw(st.sets(st.sampled_from(SLUGS)))), strict=False):
        row = {"slug": slug, "title": title, "summary": draw(NUMBERS), "source": draw(of_source)}
        rows[Name("role", (slug,))] = row
        for key in draw(st.sets(st.sampled_from("xy"))):
            low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
            line = {"role": [slug], "key": key, "low": low, "high": high, "source": draw(of_source)}
            rows[Name("line", (slug, key))] = line
    return rows


def clashes(decisions: tuple[Decision, ...]) -> set[tuple[Name, str]]:
    return {(decision.name, clash.field) for decision in decisions for clash in decision.clashes}


@settings(max_examples=400)
@given(base=contents(), shipped=contents(), current=contents())
def test_every_edit_made_here_survives_a_release(base: Rows, shipped: Rows, current: Rows):
    decisions = merge(base, shipped, current, RULES)

    after = merged({decision.name: decision for decision in decisions}, current)
    for name in {*base, *current}:
        then, here, now = base.get(name), current.get(name), after.get(name)
        if here is None:
            # Removed here, or never here: it may only come because the release brings something new.
            assert now is None or then is None
        elif then is None:
            assert now == here, "a row added here is as it was"
        elif here != then:
            assert now is not None, "an edited row is never removed"
            assert all(now[field] == here[field] for field in here if here[field] != then[field])


@settings(max_examples=400)
@given(base=contents(), shipped=contents(), current=contents())
def test_every_change_of_a_release_is_taken_or_listed(base: Rows, shipped: Rows, current: Rows):
    decisions = merge(base, shipped, current, RULES)

    after = merged({decision.name: decision for decision in decisions}, current)
    listed = clashes(decisions)
    for name, row in shipped.items():
        then = base.get(name, {})
        owner = Name("role", (name.key[0],))
        if (name, "") in listed or (name.model == "line" and ((owner, "") in listed)):
            continue
        if name not in after:
            assert name in base and row == base[name], "only what was removed here stays away"
            continue
        for field, value in row.items():
            if value != then.get(field):
                assert after[name][field] == value or (name, field) in listed


@settings(max_examples=400)
@given(base=contents(), shipped=contents(), current=contents())
def test_a_merge_leaves_no_reference_dangling_and_no_rule_broken(base: Rows, shipped: Rows, current: Rows):
    decisions = merge(base, shipped, current, RULES)

    after = merged({decision.name: decision for decision in decisions}, current)
    titles = [row["title"] for name, row in after.items() if name.model == "role"]
    for name, row in after.items():
        assert all(reference.of(row) in after for reference in RULES.references[name.model])
        assert RULES.sound(name, row)
    assert sorted(titles) == sorted(set(titles)) or shares_title(shipped)


def shares_title(shipped: Rows) -> bool:
    titles = [row["title"] for name, row in shipped.items() if name.model == "role"]
    return len(titles) != len(set(titles))


@given(base=contents(), shipped=contents())
def test_a_draft_that_nobody_edited_follows_the_release_in_everything(base: Rows, shipped: Rows):
    decisions = merge(base, shipped, base, RULES)

    assert merged({decision.name: decision for decision in decisions}, base) == shipped
    assert clashes(decisions) == set()


@given(base=contents(), current=contents())
def test_a_release_that_changes_nothing_changes_nothing(base: Rows, current: Rows):
    decisions = merge(base, base, current, RULES)

    assert {decision.action for decision in decisions} <= {Action.KEEP}


ROLE = Name("role", ("a",))


@pytest.mark.parametrize(
    "then, now, here, action",
    [
        (None, {"a": 1}, None, Action.CREATE),
        ({"a": 1}, {"a": 2}, {"a": 1}, Action.UPDATE),
        ({"a": 1}, None, {"a": 1}, Action.DELETE),
        ({"a": 1}, {"a": 1}, {"a": 3}, Action.KEEP),
        ({"a": 1}, {"a": 1}, None, Action.KEEP),
        ({"a": 1}, {"a": 2}, {"a": 3}, Action.CONFLICT),
        ({"a": 1}, {"a": 2}, None, Action.CONFLICT),
        ({"a": 1}, None, {"a": 3}, Action.CONFLICT),
        (None, {"a": 1}, {"a": 3}, Action.CONFLICT),
        ({"a": 1}, {"a": 2}, {"a": 2}, None),
        ({"a": 1}, None, None, None),
    ],
)
def test_one_row_with_one_field(then: Row | None, now: Row | None, here: Row | None, action: Action | None):
    decision = decide(ROLE, then, now, here)

    assert (decision.action if decision else None) == action


def test_fields_are_taken_kept_and_in_conflict_one_by_one():
    then = {"summary": "old", "best_for": "old", "level": "mid"}
    now = {"summary": "new", "best_for": "new", "level": "mid"}
    here = {"summary": "old", "best_for": "ours", "level": "senior"}

    decision = decide(ROLE, then, now, here)

    assert decision == Decision(
        ROLE,
        Action.UPDATE,
        {"summary": "new", "best_for": "ours", "level": "senior"},
        taken=("summary",),
        clashes=(Clash("best_for", "old", "new", "ours"),),
    )


def test_two_good_halves_that_make_a_broken_row_wait_for_an_editor():
    name = Name("line", ("a", "x"))
    line = {"role": ["a"], "key": "x", "low": 1, "high": 2, "source": ["a"]}
    rest: Rows = {
        Name("source", ("a",)): {"slug": "a", "note": 0},
        ROLE: {"slug": "a", "title": 0, "summary": 0, "source": ["a"]},
    }

    (decision,) = merge(
        {**rest, name: line},
        {**rest, name: line | {"high": 1}},
        {**rest, name: line | {"low": 2}},
        RULES,
    )

    assert decision.action is Action.CONFLICT
    assert decision.clashes == (Clash("high", then=2, now=1, here=2),)


def test_a_role_removed_here_is_one_conflict_whatever_the_release_did_to_its_lines():
    source = {Name("source", ("a",)): {"slug": "a", "note": 0}}
    role = {ROLE: {"slug": "a", "title": 0, "summary": 0, "source": ["a"]}}
    lines = {
        Name("line", ("a", key)): {"role": ["a"], "key": key, "low": 1, "high": 2, "source": ["a"]}
        for key in "xy"
    }
    changed = {name: row | {"low": 0} for name, row in lines.items()}

    decisions = merge({**source, **role, **lines}, {**source, **role, **changed}, source, RULES)

    assert clashes(decisions) == {(ROLE, "")}
