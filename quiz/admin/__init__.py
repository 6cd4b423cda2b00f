"""The editor's desk for questions and editions. Sittings and responses are nobody's to browse."""

from quiz.admin import conflict, edition, exchange, item, translation

__all__ = ["conflict", "edition", "exchange", "item", "translation"]
