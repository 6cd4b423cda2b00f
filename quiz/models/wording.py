"""Sentences of the verdict in the editors' own words; a sentence without a row is the shipped one."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from quiz.phrases import ALL, LONGEST, PHRASES, faults


class WordingManager(models.Manager["Wording"]):
    def get_by_natural_key(self, slug: str) -> "Wording":
        return self.get(slug=slug)


class Wording(models.Model):
    """One sentence; see quiz/phrases.py for which there are, and what each may hold."""

    slug = models.SlugField(
        "sentence",
        max_length=40,
        unique=True,
        choices=[(phrase.slug, f"{phrase.place}: {phrase.title}") for phrase in ALL],
        help_text="Which sentence of the verdict.",
    )
    text = models.TextField(
        "your words",
        max_length=LONGEST,
        help_text="What readers see instead of the shipped sentence, from the next edition on.",
    )

    objects = WordingManager()

    class Meta:
        ordering = ["slug"]
        verbose_name = "sentence of the verdict"
        verbose_name_plural = "sentences of the verdict"
        constraints = [
            models.CheckConstraint(
                condition=Q(slug__in=[phrase.slug for phrase in ALL]),
                name="quiz_wording_of_a_known_sentence",
                violation_error_message="The verdict has no such sentence. Choose one of the list.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="quiz_wording_says_something",
                violation_error_message="Write the sentence, or delete yours to go back to the shipped one.",
            ),
            models.CheckConstraint(
                # That it is a text says nothing here; it names the field that an import is told about.
                condition=Q(text__isnull=False)
                & Q(
                    LessThanOrEqual(
                        Length("text"),
                        Case(
                            *(When(slug=phrase.slug, then=Value(phrase.longest)) for phrase in ALL),
                            default=Value(LONGEST),
                            output_field=models.IntegerField(),
                        ),
                    )
                ),
                name="quiz_wording_fits_the_page",
                violation_error_message="It is longer than the printed page has room for. Say it shorter.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_slug_display()

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def clean(self) -> None:
        """Refuses what couldn't be filled in. Raises ValidationError at the text."""
        phrase = PHRASES.get(self.slug)
        if phrase and (found := list(faults(phrase, self.text))):
            raise ValidationError({"text": found})
