"""Loading shipped content into the draft: all of it or nothing."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from quiz.models import ContentPack
from quiz.packs.checks import broken_checks
from quiz.packs.conflicts import note_conflicts
from quiz.packs.files import BrokenContent, completed, places_of, read_files
from quiz.packs.merge import Action, Decision, merge, overwrite
from quiz.packs.names import Name, Row, Rows, Rules
from quiz.packs.rows import KEYS, model_of, references_of, stored_rows, unique_fields
from roles.history.record import note_added, recording

PrimaryKeys = dict[Name, int]


def plan_load(folder: Path, overwriting: bool = False) -> tuple[Decision, ...]:
    """What loading the fixtures of ``folder`` would do. Raises BrokenContent; writes nothing."""
    return plan(read_files(folder), current_rows(), overwriting)


def load(folder: Path, now: datetime, overwriting: bool = False) -> tuple[Decision, ...]:
    """Merges the fixtures of ``folder`` into the draft and remembers them as shipped.

    Raises BrokenContent, and then nothing is changed. From the first row read to the last one written no
    answer can be saved on SQLite; so the files are read before, and the rows once.
    """
    shipped = read_files(folder)
    with transaction.atomic():
        keys, current = stored()
        decisions = plan(shipped, current, overwriting)
        with recording(reason=_("Taken in from a release")):
            apply_from(folder, decisions, keys)
        remember(shipped, now)
        note_conflicts(decisions, now)
    return decisions


def plan(shipped: Rows, current: Rows, overwriting: bool) -> tuple[Decision, ...]:
    return overwrite(shipped, current) if overwriting else merge(shipped_before(), shipped, current, rules())


def apply_from(folder: Path, decisions: Sequence[Decision], keys: PrimaryKeys) -> None:
    """Carries out what was decided. Raises BrokenContent with the file of each row that can't be stored."""
    try:
        apply(decisions, keys)
    except BrokenContent as error:
        places = places_of(folder)
        named = [(problem.partition(": ")[0], problem) for problem in error.problems]
        told = [f"{places[name]}, {problem}" if name in places else problem for name, problem in named]
        raise BrokenContent(told) from error


def current_rows() -> dict[Name, Row]:
    """The draft."""
    return stored()[1]


def stored() -> tuple[PrimaryKeys, dict[Name, Row]]:
    """The draft, and what its rows are numbered."""
    found = {name: row for label in KEYS for name, row in stored_rows(label).items()}
    return {name: pk for name, (pk, _) in found.items()}, {name: row for name, (_, row) in found.items()}


def rules() -> Rules:
    """What the tables ask of rows."""
    return Rules(
        references={label: references_of(label) for label in KEYS},
        unique={label: unique_fields(label) for label in KEYS},
        sound=is_sound,
    )


def is_sound(name: Name, row: Row) -> bool:
    """Whether a row by itself keeps the checks of its table."""
    return not broken_checks({name: row})


def shipped_before() -> Rows:
    """The rows of the last pack that was loaded, with the fields that they have in this version.

    A field that came since was shipped as its default; one that is gone is nobody's to compare.
    """
    pack = ContentPack.objects.first()
    if pack is None:
        return {}
    return {Name(label, tuple(key)): completed(label, row) for label, key, row in pack.rows if label in KEYS}


def remember(rows: Rows, now: datetime) -> None:
    packed = [[name.model, list(name.key), row] for name, row in rows.items()]
    digest = hashlib.sha256(json.dumps(packed, sort_keys=True).encode()).hexdigest()
    ContentPack.objects.update_or_create(digest=digest, defaults={"rows": packed, "loaded_at": now})


def apply(decisions: Sequence[Decision], keys: PrimaryKeys | None = None) -> None:
    """Carries out creations and updates in the order of KEYS, then deletions in reverse.

    ``keys`` are the numbers of the draft's rows, where they were read already.
    """
    wanted = {label: [d for d in decisions if d.name.model == label] for label in KEYS}
    keys = stored()[0] if keys is None else dict(keys)
    for label in KEYS:
        keys |= write(label, wanted[label], keys)
    for label in reversed(list(KEYS)):
        remove(label, [d.name for d in wanted[label] if d.action is Action.DELETE], keys)


def write(label: str, decisions: Iterable[Decision], keys: PrimaryKeys) -> PrimaryKeys:
    """Creates and updates rows of one model; answers the keys of the new ones."""
    model = model_of(label)
    by_action: dict[Action, list[Decision]] = {action: [] for action in Action}
    for decision in decisions:
        by_action[decision.action].append(decision)
    fresh = [(d.name, instance(model, d.written or {}, keys)) for d in by_action[Action.CREATE]]
    changed = [
        (d.name, instance(model, d.written or {}, keys, pk=keys[d.name])) for d in by_action[Action.UPDATE]
    ]
    try:
        with transaction.atomic():
            model._default_manager.bulk_create([row for _, row in fresh], batch_size=500)
            note_added(row for _, row in fresh)
            for _, row in changed:
                row.save()
    except IntegrityError as error:
        raise BrokenContent(constraint_problems(fresh + changed) or [f"{label}: {error}"]) from error
    return {name: row.pk for name, row in fresh}


def instance(
    model: type[models.Model], row: Row, keys: Mapping[Name, int], pk: int | None = None
) -> models.Model:
    """The row as an unsaved instance, with references as the primary keys they stand for."""
    values: dict[str, Any] = {"pk": pk} if pk else {}
    for name, value in row.items():
        field = model._meta.get_field(name)
        if isinstance(field, models.ForeignKey):
            target = field.related_model._meta.label_lower
            values[field.attname] = None if value is None else keys[Name(target, tuple(value))]
        else:
            values[name] = value
    return model(**values)


def constraint_problems(rows: Iterable[tuple[Name, models.Model]]) -> list[str]:
    """Which rows break which rule, in the rule's own words."""
    problems = []
    for name, row in rows:
        try:
            row.validate_constraints()
        except ValidationError as error:
            problems += [f"{name}: {message}" for message in error.messages]
    return problems


def remove(label: str, names: Iterable[Name], keys: PrimaryKeys) -> None:
    try:
        model_of(label)._default_manager.filter(pk__in=[keys[name] for name in names]).delete()
    except ProtectedError as error:
        raise BrokenContent(
            [f"{label}: the release drops a row that rows added here still use: {error.args[0]}"]
        ) from error
