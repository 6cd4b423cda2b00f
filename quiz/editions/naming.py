"""What editors call the parts of an edition: by their names, not by the keys they are stored under. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError

from quiz.content import EditionContent
from quiz.phrases import PHRASES
from quiz.wording import question_of
from roles.profile import Figure, RoleProfile, Step

LONGEST = 60  # Characters of a sentence that stands for a name.
SAID_BY_ITSELF = ("text", "purpose", "reason", "name", "title")  # The one text of a part: not told apart.


@dataclass(frozen=True, slots=True)
class Names:
    """Names by kind of entry ("role", "skill" ...) and key.

    The kinds and keys are those of the texts (``texts.py``); a statement's key holds its role's:
    "backend-engineer/workflow/reviews".
    """

    called: Mapping[str, Mapping[str, str]]

    def of(self, kind: str, key: str) -> str:
        """The name of an entry, its key if nobody knows it."""
        return self.called.get(kind, {}).get(key, key)

    def text(self, name: str) -> str:
        """A text in words: "role/backend-engineer/best_for" as "Backend Engineer: best for"."""
        kind, key, field = name.split("/", 2)
        return ": ".join(part for part in (self.of(kind, key), self.part(kind, key, field)) if part)

    def part(self, kind: str, key: str, field: str) -> str:
        """Where in an entry a text stands: "workflow/reviews/text" as "workflow “Reviews what ...”"."""
        head, _, rest = field.partition("/")
        if not rest:
            return "" if field in SAID_BY_ITSELF else words(field)
        if kind == "item":
            return f"statement {head.upper()}"
        if kind != "role":
            return f"{words(head)}, {rest}"
        told = rest.rpartition("/")[0]
        if head in self.called:
            return f"{words(head)} {self.of(head, told)}"
        return f"{words(head)} “{self.of('statement', f'{key}/{head}/{told}')}”"


def names_of(*contents: EditionContent | None) -> Names:
    """The names in one content or in several; of what several name, as the last one does."""
    called: dict[str, dict[str, str]] = {}
    for content in contents:
        for kind, key, name in named(content) if content else ():
            called.setdefault(kind, {})[key] = name
    return Names(called)


def named(content: EditionContent) -> Iterator[tuple[str, str, str]]:
    yield from (("source", slug, source.title) for slug, source in content.sources.items())
    yield from (("dimension", slug, each.name) for slug, each in content.dimensions.items())
    yield from (("skill", slug, each.name) for slug, each in content.skills.items())
    yield from (("item", slug, question_of(item)) for slug, item in content.items.items())
    yield from (("occupation", slug, each.title) for slug, each in content.occupations.items())
    yield from (("figure", each.slug, figure_name(content, each)) for each in content.figures)
    yield from (("place", code, name) for code, name in content.places.items())
    yield from (("wording", slug, PHRASES[slug].title) for slug in content.wordings if slug in PHRASES)
    for step in content.steps:
        yield "step", f"{step.from_role}>{step.to_role}", step_name(content, step)
    for role in content.roles.values():
        yield "role", role.slug, role.name
        yield from named_in(role)


def named_in(role: RoleProfile) -> Iterator[tuple[str, str, str]]:
    for statement in role.statements:
        yield "statement", f"{role.slug}/{statement.kind}/{statement.key}", shortened(statement.text)
    yield from (("technology", each.slug, each.name) for each in role.technologies)
    yield from (("company", each.slug, each.name) for each in role.companies)


def figure_name(content: EditionContent, figure: Figure) -> str:
    """Whose pay it is, where, and by which short name it is found."""
    occupation = content.occupations.get(figure.occupation)
    whose = occupation.title if occupation else figure.occupation
    where = content.places.get(figure.place, figure.place)
    return ", ".join(part for part in (whose, where) if part) + f" ({figure.slug})"


def step_name(content: EditionContent, step: Step) -> str:
    start, end = (
        content.roles[slug].name if slug in content.roles else slug for slug in (step.from_role, step.to_role)
    )
    return f"{start} to {end}"


def language_name(code: str) -> str:
    """A language in English: "de" as "German"; the code itself if nobody speaks it."""
    try:
        return Locale.parse(code, sep="-").english_name or code
    except (UnknownLocaleError, ValueError):
        return code


def words(key: str) -> str:
    """A field or a choice as it is read: "best_for" as "best for", "use-case" as "use case"."""
    return key.replace("_", " ").replace("-", " ")


def shortened(sentence: str) -> str:
    """A sentence cut between words, if it is longer than a name may be."""
    if len(sentence) <= LONGEST:
        return sentence
    return sentence[:LONGEST].rpartition(" ")[0] + " …"
