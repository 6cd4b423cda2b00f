"""Every string of the interface is marked for translation, and every language has all of them."""

import ast
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from django.conf import settings
from django.template.base import Lexer, Token, TokenType

from roles.catalogues import message_problems, messages, problems, read_files
from roles.management.commands.messages import translated

SPOKEN = {"aria-label", "alt", "title", "placeholder", "data-label"}
NAMES = {"Rolewise", "JSON", "PDF"}  # The same in every language.
CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "npgettext", "pgettext", "plural_noop"}
UNSPOKEN = {"script", "style", "code", "pre"}
HOLE = "\ufffc"  # Stands for whatever a tag prints.
TEMPLATES = [path for path in read_files() if path.suffix in (".html", ".svg")]
MODULES = [path for path in read_files() if path.suffix == ".py"]


@pytest.mark.parametrize("language", translated())
def test_every_string_of_the_interface_is_translated(language: str) -> None:
    assert list(problems(language)) == []


def test_what_is_missing_unsure_or_broken_is_named() -> None:
    wanted = Message("%(count)s roles fit %(name)s")
    told = {
        text: list(message_problems(wanted, Message(wanted.id, text), plurals=2))
        for text in (
            "",
            "%(count)s Rollen passen zu %(name)s",
            "%(number)s Rollen: %(name)s",
            "Rollen: %(name)s",
        )
    }
    fuzzy = Message(wanted.id, "%(count)s: %(name)s", flags={"fuzzy"})

    assert [found[0].partition(":")[0] if found else "" for found in told.values()] == [
        "missing",
        "",
        "unknown gaps number",
        "lost gaps count",
    ]
    assert next(message_problems(wanted, fuzzy, plurals=2)).startswith("unsure")


def test_a_plural_needs_all_the_forms_of_its_language() -> None:
    wanted = Message(("%(n)s role", "%(n)s roles"))
    half = Message(wanted.id, ("%(n)s Rolle", ""))

    assert list(message_problems(wanted, half, plurals=2)) == ["missing: %(n)s role"]


def test_strings_are_read_from_modules_and_templates() -> None:
    catalog = messages()

    assert catalog.get("%(role)s fits you best")
    assert catalog.get("Check your answers")
    assert catalog.get(("%(places)s smaller place", "")) is None
    assert catalog.get("Place", context="in a ranking")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(settings.BASE_DIR).as_posix())
def test_a_template_holds_no_words_outside_translation_tags(path: Path) -> None:
    assert sorted(loose_words(path.read_text("utf-8"))) == []


def test_loose_words_are_found() -> None:
    source = (
        '<p class="lede">Loose</p>{% translate "Held" %}'
        '<img alt="Also loose">{% blocktranslate %}Held {{ name }}{% endblocktranslate %}'
        "{% block main_class %}column{% endblock %}<code>manage.py</code>"
    )

    assert sorted(loose_words(source)) == ["Also loose", "Loose"]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(settings.BASE_DIR).as_posix())
def test_no_translation_hides_in_an_f_string(path: Path) -> None:
    """Where the catalogue's reader can't see it; and no f-string is translated, since its words vary."""
    assert list(hidden_calls(ast.parse(path.read_text("utf-8")))) == []


def test_hidden_calls_are_found() -> None:
    source = "f\"{_('a')}\"\n_(f'{b}')\nngettext('c', f'{d}', 2)\n_('fine')\n"

    assert list(hidden_calls(ast.parse(source))) == [1, 2, 3]


def loose_words(source: str) -> set[str]:
    """Words that a reader meets and no translation tag holds."""
    reader = Reader()
    reader.feed("".join(outside(Lexer(source).tokenize())))
    reader.close()
    return {text for text in reader.found if any(letter.isalpha() for letter in text)}


def outside(tokens: list[Token]) -> Iterator[str]:
    """The text outside comments, translation blocks and blocks of class names; other tags leave a hole."""
    until = ""
    for token in tokens:
        name = token.contents.split()[0] if token.contents.split() else ""
        if until:
            until = "" if token.token_type is TokenType.BLOCK and name in until.split() else until
        elif token.token_type is TokenType.TEXT:
            yield token.contents
        elif token.token_type is TokenType.BLOCK and name in ("blocktranslate", "comment"):
            until = f"end{name}"
            yield HOLE
        elif token.token_type is TokenType.BLOCK and name == "block" and token.contents.endswith("_class"):
            until = "endblock"
        elif token.token_type in (TokenType.VAR, TokenType.BLOCK):
            yield HOLE


class Reader(HTMLParser):
    """Collects what is read or spoken."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSPOKEN:
            self.within.append(tag)
        given = dict(attrs)
        if tag == "meta" and given.get("name") == "description":
            self.note(given.get("content") or "")
        for name in SPOKEN & given.keys():
            self.note(given[name] or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.within:
            self.within.remove(tag)

    def handle_data(self, data: str) -> None:
        if not self.within:
            self.note(data)

    def note(self, text: str) -> None:
        for part in text.split(HOLE):
            if part.strip() not in NAMES:
                self.found.add(part.strip())


def hidden_calls(tree: ast.AST) -> Iterator[int]:
    """The lines on which a translating call stands in an f-string, or has one as its argument."""
    lines = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            lines |= {call.lineno for call in ast.walk(node) if is_translation(call)}
        elif is_translation(node):
            lines |= {arg.lineno for arg in node.args if isinstance(arg, ast.JoinedStr)}
    yield from sorted(lines)


def is_translation(node: ast.AST) -> bool:
    names = {
        "_",
        "gettext",
        "ngettext",
        "pgettext",
        "npgettext",
        "gettext_lazy",
        "gettext_noop",
        "plural_noop",
    }
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names
