"""Answers in words, as the quiz shows them and the report prints them. No Django."""

from quiz.content import EditionContent
from quiz.items import UNSURE, Agreement, Item, SkillRating, TradeOff

UNSURE_LABEL = "Not sure, or doesn’t apply"
AGREEMENT_LABELS = {
    "1": "Strongly disagree",
    "2": "Disagree",
    "3": "Neither",
    "4": "Agree",
    "5": "Strongly agree",
}
BALANCE_LABELS = {0.7: "What I’d like", 0.5: "Both alike", 0.3: "What I can do"}


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
    return [*choices, (UNSURE, UNSURE_LABEL)]


def question_of(item: Item) -> str:
    """The item in one line; a trade-off is its two statements."""
    match item:
        case TradeOff():
            return f"{item.a.text.rstrip('.')}, or: {item.b.text}"
        case _:
            return item.text
