"""Translations of the draft's texts, each with the wording that it was made from."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models

from quiz.phrases import faults_of


class TranslationManager(models.Manager["Translation"]):
    def get_by_natural_key(self, language: str, kind: str, key: str, field: str) -> "Translation":
        return self.get(language=language, kind=kind, key=key, field=field)


class Translation(models.Model):
    """One text of the draft in another language; see quiz/editions/texts.py for the names of texts."""

    language = models.CharField(
        max_length=10,
        validators=[RegexValidator(r"^[a-z]{2,3}(-[a-z]{2,4})?$", "Write a code such as de or pt-br.")],
        help_text="The code of the language, such as de.",
    )
    kind = models.CharField(max_length=20, help_text="What the text belongs to: item, skill, role and so on.")
    key = models.CharField(max_length=130, help_text="Which one: its slug.")
    field = models.CharField(max_length=160, help_text="Which of its texts.")
    text = models.TextField(max_length=2000, help_text="The translation.")
    source = models.TextField(
        "made from",
        max_length=2000,
        help_text="The wording that this was made from. Where that has changed since, the translation is "
        "stale.",
    )

    objects = TranslationManager()

    class Meta:
        ordering = ["language", "kind", "key", "field"]
        constraints = [
            models.UniqueConstraint(
                fields=["language", "kind", "key", "field"],
                name="quiz_translation_once",
                violation_error_message="This text has a translation into that language already. "
                "Change that one.",
            ),
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="quiz_translation_says_something",
                violation_error_message="Write the translation, or delete the row: the original is shown "
                "then.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.name}"

    def clean(self) -> None:
        """Raises ValidationError for a sentence of the verdict that couldn’t be filled in."""
        if found := faults_of(self.name, self.text):
            raise ValidationError({"text": found})

    @property
    def name(self) -> str:
        """The name of the text."""
        return f"{self.kind}/{self.key}/{self.field}"

    def natural_key(self) -> tuple[str, str, str, str]:
        return self.language, self.kind, self.key, self.field
