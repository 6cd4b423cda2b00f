"""The enumerations of ``roles.profile`` as choices of a model field."""

from enum import StrEnum


def choices(kinds: type[StrEnum]) -> list[tuple[str, str]]:
    """Value and a label in plain words: ("base-range", "Base range")."""
    return [(kind.value, kind.value.replace("-", " ").capitalize()) for kind in kinds]


def one_of(kinds: type[StrEnum]) -> list[str]:
    """The values, for a database constraint."""
    return [kind.value for kind in kinds]
