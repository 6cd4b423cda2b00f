"""The catalogues of the interface: read out of the code, kept in locale/, compiled for the running site.

Babel does all of it, so that neither a server nor an editor of translations needs gettext's programs.
The desk and the commands speak English and are not read.
"""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

FOLDERS = ("config", "reports", "quiz", "roles", "templates")
# The desk, its models and what it brings in and out; commands.
UNREAD = {
    "admin",
    "management",
    "migrations",
    "exchange",
    "packs",
    "editions",
    "history",
    "change.py",
    "explanation.py",
    "logo.py",
    "organisation.py",
    "pack.py",
    "persona.py",
    "publishing.py",
}
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "plural_noop": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}
GAP = re.compile(r"%\((\w+)\)")
# Gaps that a sentence offers beside those of its English, and those that they may stand instead of.
OFFERED = {
    "place": "ordinal Ordinal",
    "own_place": "own_ordinal",
    "low_alone": "low",
    "high_with_currency": "high",
}
WIDTH = 110


def messages() -> Catalog:
    """Every string of the interface, as it stands in the code and the templates."""
    catalog = Catalog(charset="utf-8")
    for path in read_files():
        name = path.relative_to(settings.BASE_DIR).as_posix()
        for line, text, comments, context in extract(
            "python", BytesIO(code_of(path)), KEYWORDS, ["Translators:"]
        ):
            catalog.add(text, locations=[(name, line)], auto_comments=comments, context=context)
    return catalog


def read_files() -> Iterator[Path]:
    """The modules and templates that hold strings of the interface, in a fixed order."""
    for folder in FOLDERS:
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.suffix in (".py", ".html", ".txt", ".svg", ".xml") and not UNREAD & set(path.parts):
                yield path


def code_of(path: Path) -> bytes:
    """The file as Python: of a template, its translation tags as calls and nothing else."""
    source = path.read_text("utf-8")
    if path.suffix == ".py":
        return source.encode()
    # What isn't a call is crossed out; without its indentation it is lines of words.
    return "\n".join(line.strip() for line in templatize(source).splitlines()).encode()


def update(code: str) -> Path:
    """Writes what the code says now into the catalogue of a language; what is gone from it goes."""
    path = file_of(code)
    catalog = stored(code) if path.exists() else Catalog(locale=to_locale(code), charset="utf-8")
    made = catalog.creation_date
    catalog.update(messages(), no_fuzzy_matching=True)
    catalog.creation_date = made  # Else every run would change the file.
    catalog.obsolete.clear()
    catalog.fuzzy = False
    catalog.header_comment = "# The interface of Rolewise. See docs/translating.md."
    catalog.project, catalog.version = "Rolewise", "1"
    catalog.msgid_bugs_address = catalog.last_translator = catalog.language_team = "Rolewise"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=WIDTH, sort_output=True, include_lineno=False, omit_header=False)
    return path


def problems(code: str) -> Iterator[str]:
    """What is missing, stale, unsure or broken in the catalogue of a language, one line each."""
    wanted, kept = messages(), stored(code)
    for message in kept:
        if message.id and not found(wanted, message):
            yield f"stale: {shown(message)}"
    for message in wanted:
        if message.id:
            yield from message_problems(message, found(kept, message), kept.num_plurals)


def message_problems(message: Message, kept: Message | None, plurals: int) -> Iterator[str]:
    forms = forms_of(kept) if kept else ()
    expected = plurals if isinstance(message.id, tuple | list) else 1
    if kept is None or len(forms) != expected or not all(forms):
        yield f"missing: {shown(message)}"
        return
    if kept.fuzzy:
        yield f"unsure: {shown(message)}"
    gaps = set(GAP.findall(" ".join(ids_of(message))))
    if strange := {gap for form in forms for gap in GAP.findall(form)} - gaps - OFFERED.keys():
        yield f"unknown gaps {', '.join(sorted(strange))}: {shown(message)}"
    if lost := gaps - {gap for form in forms for gap in GAP.findall(form)} - excusable(forms):
        yield f"lost gaps {', '.join(sorted(lost))}: {shown(message)}"


def excusable(forms: tuple[str, ...]) -> set[str]:
    """Gaps that a form may do without since it has what is offered instead."""
    given = {gap for form in forms for gap in GAP.findall(form)}
    return {gap for offered in given & OFFERED.keys() for gap in OFFERED[offered].split()}


def compile_all(to: Path) -> None:
    """Compiles every catalogue, and those of the pseudo-languages on offer, into ``to``. Files are swapped
    whole, so that a reader never meets half of one."""
    for path in sorted((settings.BASE_DIR / "locale").glob("*/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            write_compiled(read_po(file), to / path.relative_to(settings.BASE_DIR / "locale"))


def compile_pseudo(code: str, disguise: Callable[[str], str], to: Path) -> None:
    """Compiles an invented language: every string of the interface in a disguise."""
    catalog = messages()
    catalog.locale = "en"
    for message in catalog:
        if isinstance(message.id, tuple | list):
            message.string = tuple(disguise(text) for text in message.id)
        elif message.id:
            message.string = disguise(message.id)
    write_compiled(catalog, to / to_locale(code) / "LC_MESSAGES" / "django.po")


def write_compiled(catalog: Catalog, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(f".{id(catalog)}.half")
    with half.open("wb") as file:
        write_mo(file, catalog)
    half.replace(path.with_suffix(".mo"))


def stored(code: str) -> Catalog:
    with file_of(code).open("rb") as file:
        return read_po(file, locale=to_locale(code))


def file_of(code: str) -> Path:
    path: Path = settings.BASE_DIR / "locale" / to_locale(code) / "LC_MESSAGES" / "django.po"
    return path


def found(catalog: Catalog, message: Message) -> Message | None:
    kept = catalog.get(message.id, message.context)
    return kept if kept is not None and ids_of(kept) == ids_of(message) else None


def ids_of(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, tuple | list) else (message.id,)


def forms_of(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, tuple | list) else (message.string or "",)


def shown(message: Message) -> str:
    return ids_of(message)[0][:90]
