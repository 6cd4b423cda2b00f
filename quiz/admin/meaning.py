"""Rewording a question that was published: whether the answers given so far still answer it.

Answers are stored under the question's short name. With the same meaning they go on counting; a question
that means something else gets another short name, and so is a new one, with no answers and no translations.
"""

from enum import StrEnum
from typing import Any

from django import forms

from quiz.answered import WORDS, asked_now
from quiz.models import Item

LONGEST = 60  # Characters of a short name.


class Meaning(StrEnum):
    """What a change of words does to the answers given so far."""

    SAME = "same"
    ANOTHER = "another"


class MeaningField(forms.ChoiceField):
    """Asked for only where it matters, so never required by itself."""

    def __init__(self) -> None:
        super().__init__(
            choices=[
                (
                    Meaning.SAME,
                    "It still asks the same (a slip mended, plainer words): answers go on counting",
                ),
                (
                    Meaning.ANOTHER,
                    "It asks something else: it becomes a new question, and this one leaves the quiz",
                ),
            ],
            required=False,
            widget=forms.RadioSelect,
            label="If you change the words",
            help_text="Only for questions of the edition that readers take now.",
        )


def meaning_problem(cleaned: dict[str, Any], was: dict[str, Any]) -> str:
    """Why the change can't be saved without saying what it means, or ""."""
    reworded = [field for field in WORDS if field in was and cleaned.get(field) != was[field]]
    meaning = cleaned.get("meaning")
    if not reworded or meaning == Meaning.ANOTHER or was.get("slug") not in asked_now():
        return ""
    if "kind" in reworded:
        return (
            "Answers to another kind of question can’t go on counting: this can only become a new question."
        )
    if meaning == Meaning.SAME:
        return ""
    return "Readers are asked this in its former words. Say whether it still asks the same."


def new_slug(cleaned: dict[str, Any], was: dict[str, Any]) -> str:
    """The short name to save a question under: another one once it means something else.

    One that nobody has been asked yet keeps its name, and so does one that was renamed by hand.
    """
    slug = str(cleaned.get("slug", ""))
    if cleaned.get("meaning") != Meaning.ANOTHER or slug != was["slug"] or slug not in (asked := asked_now()):
        return slug
    taken = asked.union(Item.objects.values_list("slug", flat=True))
    number = 2
    while (tried := f"{slug[: LONGEST - 1 - len(str(number))]}-{number}") in taken:
        number += 1
    return tried
