"""What a serving process would otherwise load while somebody waits for the first page of their kind."""

from babel.lists import format_list
from django.conf import settings
from django.urls import get_resolver
from django.utils import translation

from roles.language import locale


def load_all() -> None:
    """Every address with its views and the desk's forms, and each language with its catalogue and lists."""
    _ = get_resolver().reverse_dict
    for language, name in settings.LANGUAGES:
        with translation.override(language):
            translation.gettext(name)
            format_list(["a", "b"], locale=locale())
