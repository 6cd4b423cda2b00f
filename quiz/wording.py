"""Answers in words, as the quiz shows them and the report prints them. No Django."""

from quiz.content import EditionContent
from quiz.items import UNSURE, Agreement, Item, SkillRating, TradeOff
from roles.language import Terms, gettext_noop
from roles.language import gettext as _

AGREEMENT_LABELS = Terms(
    {
        "1": gettext_noop("Strongly disagree"),
        "2": gettext_noop("Disagree"),
        "3": gettext_noop("Neither"),
        "4": gettext_noop("Agree"),
        "5": gettext_noop("Strongly agree"),
    }
)
BALANCE_LABELS = Terms(
    {
        0.7: gettext_noop("What I’d like"),
        0.5: gettext_noop("Both alike"),
        0.3: gettext_noop("What I can do"),
    }
)


def unsure_label() -> str:
    return _("Not sure, or doesn’t apply")


def choices_of(item: Item, content: EditionContent) -> list[tuple[str, str]]:
    """The stored value and the words of every answer that an item takes, UNSURE last."""
    match item:
        case Agreement():
            choices = list(AGREEMENT_LABELS.items())
        case TradeOff():
            choices = [("a", item.a.text), ("b", item.b.text)]
        case SkillRating():
            choices = [
                (str(level), anchor) for level, anchor in enumerate(content.skills[item.skill].anchors)
            ]
    return [*choices, (UNSURE, unsure_label())]


def question_of(item: Item) -> str:
    """The item in one line; a trade-off is its two statements."""
    match item:
        case TradeOff():
            return _("%(one)s, or: %(other)s") % {"one": item.a.text.rstrip("."), "other": item.b.text}
        case _:
            return item.text
