"""The difference between editions in an editor's words."""

from dataclasses import replace

from quiz.admin.changes import FieldChange, changed_sections, field_changes, value_words
from quiz.editions.difference import Change, Kind, difference
from roles.profile import Preference
from tests.builders import a_role, small_content


def sections_between(old, new):
    return {section.title: section for section in changed_sections(difference(old, new), old, new)}


def with_role(role):
    content = small_content()
    return replace(content, roles={**content.roles, role.slug: role})


def test_a_moved_target_is_shown_with_its_weight():
    role = small_content().roles["data-engineer"]
    moved = replace(role, preferences={**role.preferences, "data": Preference(90, 2.5)})

    roles = sections_between(small_content(), with_role(moved))["Roles"]

    assert roles.changed[0].name == "Data Engineer"
    assert roles.changed[0].fields == (FieldChange("preferences: data", "85, weight 3", "90, weight 2.5"),)


def test_a_statement_that_went_is_one_line():
    role = small_content().roles["data-engineer"]
    gone = role.statements[0]

    roles = sections_between(small_content(), with_role(replace(role, statements=role.statements[1:])))[
        "Roles"
    ]

    (line,) = roles.changed[0].fields
    assert line == FieldChange(f"statements: {gone.kind}/{gone.key}", f"{gone.text}, {gone.source}", "")


def test_a_reworded_statement_shows_only_its_text():
    role = small_content().roles["data-engineer"]
    reworded = (replace(role.statements[0], text="Something else"), *role.statements[1:])

    roles = sections_between(small_content(), with_role(replace(role, statements=reworded)))["Roles"]

    (line,) = roles.changed[0].fields
    assert (line.old, line.new) == (role.statements[0].text, "Something else")


def test_new_and_removed_roles_are_named():
    added = a_role(slug="release-engineer", name="Release Engineer")
    content = with_role(added)

    assert sections_between(small_content(), content)["Roles"].added == ("Release Engineer",)
    assert sections_between(content, small_content())["Roles"].removed == ("Release Engineer",)


def test_before_anything_is_published_everything_is_new():
    sections = sections_between(None, small_content())

    assert len(sections["Roles"].added) == len(small_content().roles)
    assert not sections["Roles"].changed


def test_the_same_content_differs_nowhere():
    assert sections_between(small_content(), small_content()) == {}


def test_values_read_as_words():
    assert value_words(None) == value_words("") == value_words([]) == ""
    assert (value_words(True), value_words(False)) == ("yes", "no")
    assert (value_words(2025), value_words(133_000)) == ("2025", "133,000")
    assert value_words(["a", 2.0]) == "a, 2"


def test_translations_gone_stale_are_told_in_an_editors_words():
    gone = Change(Kind.CHANGED, "translations", "de", "stale", [], ["role/backend-engineer/summary"])

    (told,) = field_changes([gone])

    assert told.field == "translations made from another wording"
