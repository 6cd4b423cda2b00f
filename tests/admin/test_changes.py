"""The difference between editions in an editor's words."""

import re
from dataclasses import replace

from quiz.admin.change_words import FieldChange, plain_words, value_words
from quiz.admin.changes import changed_sections, field_changes
from quiz.content import EditionContent, Translated
from quiz.editions.difference import Change, Kind, difference
from quiz.editions.naming import language_name, names_of
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
    assert roles.changed[0].fields == (FieldChange("preferences: Data", "85, weight 3", "90, weight 2.5"),)


def test_a_statement_that_went_is_one_line():
    role = small_content().roles["data-engineer"]
    gone = role.statements[0]

    roles = sections_between(small_content(), with_role(replace(role, statements=role.statements[1:])))[
        "Roles"
    ]

    (line,) = roles.changed[0].fields
    source = small_content().sources[gone.source].title
    assert line == FieldChange("responsibility", f"{gone.text} ({source})", "")


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
    names = names_of()

    assert value_words(names, "note", None) == value_words(names, "note", "") == ""
    assert value_words(names, "anchors", []) == ""
    assert (plain_words(True), plain_words(False)) == ("yes", "no")
    assert (plain_words(2025), plain_words(133_000)) == ("2025", "133,000")
    assert plain_words(["a", 2.0]) == "a, 2"


def test_translations_gone_stale_are_told_in_an_editors_words():
    stale = ["role/backend-engineer/summary", "item/data-1/text", "skill/databases/anchors/2"]
    gone = Change(Kind.CHANGED, "translations", "de", "stale", [], stale)

    (told,) = field_changes(names_of(small_content()), [gone])

    item = small_content().items["data-1"]
    assert told.field == "translations made from another wording"
    assert told.new == f"Backend Engineer: summary; {item.text}; Databases: anchors, 2"


def keys_of(content: EditionContent) -> set[str]:
    """All that an editor should never have to read; "developers" is a word of texts as well."""
    slugs = {*content.sources, *content.roles, *content.occupations, *content.items} - {"developers"}
    return slugs | {statement.key for role in content.roles.values() for statement in role.statements}


def test_a_difference_calls_everything_by_its_name():
    old, role = small_content(), small_content().roles["data-engineer"]
    moved = replace(
        role,
        source="bls",
        occupations=(),
        technologies=(),
        companies=(),
        statements=tuple(replace(each, source="bls") for each in role.statements),
    )
    german = Translated({f"role/data-engineer/{s.kind}/{s.key}/text": "Etwas." for s in role.statements}, ())
    new = replace(
        with_role(moved),
        figures=tuple(replace(figure, source="editors", place="") for figure in old.figures),
        steps=tuple(replace(step, source="bls") for step in old.steps),
        items={slug: replace(item, why="Why not?") for slug, item in old.items.items()},
        translations={"de": german},
    )
    told = [
        text
        for section in changed_sections(difference(replace(old, translations={}), new), old, new)
        for entry in section.changed
        for line in entry.fields
        for text in (line.field, line.old, line.new)
    ]

    assert "German" in [name for s in changed_sections(difference(old, new), old, new) for name in s.added]
    assert len(told) > 60 and keys_of(old) & set(re.findall(r"[A-Za-z0-9-]+", " ".join(told))) == set()
    assert not any("/" in text or "_" in text for text in told)


def test_each_anchor_of_a_skill_that_differs_is_a_line():
    old = small_content()
    skill = old.skills["databases"]
    reworded = replace(skill, anchors=(*skill.anchors[:2], "Anew.", *skill.anchors[3:]))
    new = replace(old, skills={**old.skills, "databases": reworded})

    (line,) = sections_between(old, new)["Skills"].changed[0].fields

    assert line == FieldChange("anchors: 2", skill.anchors[2], "Anew.")


def test_a_list_that_begins_empty_is_no_line_of_nothing():
    role = replace(small_content().roles["data-engineer"], companies=())
    full = small_content().roles["data-engineer"]

    lines = sections_between(with_role(role), with_role(full))["Roles"].changed[0].fields

    assert all(line.old or line.new for line in lines)


def test_a_language_is_called_in_english_or_by_its_code():
    assert (language_name("de"), language_name("pt-br")) == ("German", "Portuguese (Brazil)")
    assert language_name("xx-nowhere-else") == "xx-nowhere-else"
