"""The reader's language for modules that know no Django: the one door to its translations.

A sentence is a function of its arguments and the active language, and of nothing else.
"""

from django.utils.translation import get_language as get_language
from django.utils.translation import gettext as gettext
from django.utils.translation import ngettext as ngettext
from django.utils.translation import npgettext as npgettext
from django.utils.translation import pgettext as pgettext

__all__ = ["get_language", "gettext", "ngettext", "npgettext", "pgettext"]
