"""Two editors with the same page open: nothing either wrote is lost, and nothing is overwritten unseen.

The page carries a checksum of every field as it was opened. When it is saved, a field that only one of the
two changed gets that one's value; a field that both changed is refused with the other's value beside it.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from zlib import crc32

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import ModelForm
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.admin.deleting import ToldDeletes
from roles.admin.history import KeepsHistory

States = Mapping[str, list[str]]
"""Checksums of the fields of each row, under "statement-12"."""


def checksum(value: Any) -> str:
    return f"{crc32(repr(value).encode()):x}"


def key_of(row: Model) -> str:
    return f"{row._meta.model_name}-{row.pk}"


@lru_cache(maxsize=8)
def carried(text: str) -> States:
    """What a page carried along; nothing if it is not what a page of ours carries."""
    try:
        states = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(states, dict):
        return {}
    return {key: sums for key, sums in states.items() if isinstance(sums, list)}


class Watched(ModelForm):
    """A form that knows what its row was when the page was opened."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row: Model = self.instance
        self.stored: dict[str, Any] = {}
        if row.pk is not None:
            fields = {field.name: field for field in row._meta.concrete_fields if not field.primary_key}
            self.stored = {
                name: fields[name].value_from_object(row) for name in self.fields if name in fields
            }
        self.sums = [checksum(value) for value in self.stored.values()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        seen = carried(self.data.get("seen", "")).get(key_of(self.instance)) if self.stored else None
        if seen and len(seen) == len(self.sums) and seen != self.sums:
            self.settle(cleaned, seen)
        return cleaned

    def _post_clean(self) -> None:
        """A stored row that stays as it is keeps the rules; asking the tables again would cost queries."""
        if self.instance.pk is None or self.has_changed():
            super()._post_clean()  # type: ignore[misc] # A hook of Django's that its stubs leave out.

    def settle(self, cleaned: dict[str, Any], seen: list[str]) -> None:
        """Takes over what only somebody else changed; refuses what both did."""
        refusals = {}
        for at, (name, theirs) in enumerate(self.stored.items()):
            if self.sums[at] == seen[at]:
                continue
            if name not in cleaned:
                self.sums[at] = seen[at]  # Asked again once it can be read.
                continue
            mine = plain(cleaned[name])
            if checksum(mine) == seen[at]:
                cleaned[name] = getattr(self.instance, name)
                self.sums[at] = seen[at]  # The page still shows the old one, if it is shown again.
            elif mine != theirs:
                refusals[name] = words(self.instance, name)
        for name, theirs in refusals.items():
            self.add_error(
                name,
                _("Somebody else saved “%(theirs)s” here since you opened the page. Save again to put yours.")
                % {"theirs": theirs},
            )


def plain(value: Any) -> Any:
    return value.pk if isinstance(value, Model) else value


def words(row: Model, name: str) -> str:
    """A stored value for a reader."""
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    return _("nothing") if value in (None, "") else str(value)


class WatchedRows(BaseInlineFormSet):
    """Rows that survive somebody else's removing them while they are being edited."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.returned = 0
        if self.is_bound and not getattr(self, "save_as_new", False):
            self.keep_removed()

    def keep_removed(self) -> None:
        """Rows that are gone are posted anew at the end if they were changed here, else dropped."""
        counts = [self.data.get(f"{self.prefix}-{name}_FORMS", "") for name in ("TOTAL", "INITIAL")]
        if not all(count.isdecimal() and int(count) <= self.absolute_max for count in counts):
            return
        total, initial = map(int, counts)
        present = {"", *(str(row.pk) for row in self.get_queryset())}
        key = "id"
        keys = [self.data.get(f"{self.prefix}-{at}-{key}", "") for at in range(initial)]
        gone = [at for at, posted in enumerate(keys) if posted not in present]
        if not gone:
            return
        rows = [self.posted(at) for at in range(total)]
        touched = [
            rows[at] for at in gone if self.was_touched(at, rows[at][key]) and "DELETE" not in rows[at]
        ]
        self.returned = len(touched)
        staying = [row for at, row in enumerate(rows) if at not in gone]
        data: Any = self.data
        data = data.copy()
        for at in range(total):
            for field in rows[at]:
                data.pop(f"{self.prefix}-{at}-{field}", None)
        for at, row in enumerate([*staying, *({**row, key: ""} for row in touched)]):
            for field, value in row.items():
                data[f"{self.prefix}-{at}-{field}"] = value
        data[f"{self.prefix}-TOTAL_FORMS"] = str(len(staying) + len(touched))
        data[f"{self.prefix}-INITIAL_FORMS"] = str(initial - len(gone))
        self.data = data

    def posted(self, at: int) -> dict[str, str]:
        """The fields of one row as they were posted."""
        start = f"{self.prefix}-{at}-"
        return {
            name.removeprefix(start): value for name, value in self.data.items() if name.startswith(start)
        }

    def was_touched(self, at: int, pk: str) -> bool:
        """Whether a row that is gone says anything else than when the page was opened."""
        model: Any = self.model
        seen = carried(self.data.get("seen", "")).get(f"{model._meta.model_name}-{pk}", [])
        form = self.form(data=self.data, prefix=self.add_prefix(at))
        form.full_clean()
        named = {field.name for field in model._meta.concrete_fields if not field.primary_key}
        sums = [checksum(plain(form.cleaned_data.get(name))) for name in form.fields if name in named]
        return seen != sums

    def clean(self) -> None:
        super().clean()
        if self.returned:
            raise ValidationError(removed_words(self.returned))


def removed_words(count: int) -> str:
    return ngettext(
        "Somebody else removed %(n)d row that you changed. It stands last, as a new one: "
        "save again to keep it, or remove it.",
        "Somebody else removed %(n)d rows that you changed. They stand last, as new ones: "
        "save again to keep them, or remove them.",
        count,
    ) % {"n": count}


class Watching(ToldDeletes, KeepsHistory):
    """An admin whose page carries along what it showed."""

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        forms = [context["adminform"].form]
        for rows in context["inline_admin_formsets"]:
            forms += rows.formset.forms
        states = {key_of(form.instance): form.sums for form in forms if getattr(form, "sums", None)}
        context["seen"] = json.dumps(states, separators=(",", ":"))
        return super().render_change_form(request, context, *args, **kwargs)
