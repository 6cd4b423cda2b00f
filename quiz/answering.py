"""What a respondent's sitting takes in: answers, about-you, the finish. Nothing after the finish."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction
from django.dispatch import Signal

from quiz.models import Appeal, Sitting
from quiz.statements import Together, keep_answers, touch
from quiz.submission import About, MustHaves

# Sent with the sitting's number once a finish stands: what is made of answers begins then, and imports
# point from there to here.
finished = Signal()

# The time of the last answer is written anew so often: each writing moves it in an index, and retention
# counts in days. A visit without a trace has an hour, and gets all of it.
NOTED = timedelta(minutes=1)


class SittingClosed(Exception):
    """The sitting was finished or deleted meanwhile; nothing was written."""


class Overtaken(Exception):
    """Another write came first; nothing was written. ``version`` is the sitting's present one."""

    def __init__(self, version: int) -> None:
        super().__init__(version)
        self.version = version


def record_answers(
    sitting: Sitting, values: Mapping[str, str], now: datetime, *, version: int | None = None
) -> None:
    """Stores answers by item slug, in place of earlier ones, and raises the sitting's version by one.

    With ``version``, the writer's last known one, only if nothing was written since; so a save that
    was left behind on the way can't overwrite a later choice. Raises SittingClosed and Overtaken.

    The sitting is written first: its row then keeps a finish in another tab out until this commits.
    """
    is_noted = not sitting.leaves_no_trace and now - sitting.touched_at < NOTED
    with Together():
        if not touch(sitting.pk, None if is_noted else now, version):
            raise refusal_of(sitting.pk)
        keep_answers(sitting.pk, values)


def refusal_of(sitting: int) -> SittingClosed | Overtaken:
    """Why an answer couldn't be written."""
    present = Sitting.objects.filter(pk=sitting, finished_at=None).values_list("version", flat=True).first()
    return SittingClosed() if present is None else Overtaken(present)


def record_about(
    sitting: Sitting, about: About, must_haves: MustHaves, balance: float | None, now: datetime
) -> None:
    """Stores what somebody said about themselves; only what was said. Raises SittingClosed."""
    change_open_sitting(
        sitting,
        touched_at=now,
        about={key: value for key, value in asdict(about).items() if value not in ("", None)},
        must_haves=stored_must_haves(must_haves),
        balance=balance,
    )


def show_page(sitting: Sitting, page: list[str] | None, *, goes_on: bool = False) -> None:
    """Appends a page to the short way, unless another tab was first: then its page stands."""
    unchanged = Sitting.objects.filter(pk=sitting.pk, finished_at=None, pages=sitting.pages)
    unchanged.update(
        pages=[*sitting.pages, page] if page else sitting.pages, goes_on=sitting.goes_on or goes_on
    )


def finish(sitting: Sitting, now: datetime) -> None:
    """Closes the sitting. A second finish changes nothing, so the first one's time stands.

    Retention counts from here, but a visit without a trace still ends an hour after the last answer.
    """
    touched = {} if sitting.leaves_no_trace else {"touched_at": now}
    if Sitting.objects.filter(pk=sitting.pk, finished_at=None).update(finished_at=now, **touched):
        # Robust: the answers are safe and the result can be read, whatever becomes of the PDF.
        transaction.on_commit(lambda: finished.send(sender=Sitting, number=sitting.pk), robust=True)


def record_choices(sitting: Sitting, must_haves: MustHaves, balance: float | None, role_in_mind: str) -> None:
    """Stores what a finished sitting's verdict is to go by. Its answers, date and retention stay."""
    finished = Sitting.objects.filter(pk=sitting.pk).finished()
    wishes = {"must_haves": stored_must_haves(must_haves), "balance": balance}
    unchanged = finished.filter(about=sitting.about)
    if unchanged.update(about=with_role(sitting.about, role_in_mind), **wishes):
        return
    with transaction.atomic():  # Another tab was first: what else that said stays.
        said = finished.select_for_update().values_list("about", flat=True).first()
        if said is not None:
            finished.update(about=with_role(said, role_in_mind), **wishes)


def with_role(about: Mapping[str, object], role_in_mind: str) -> dict[str, object]:
    """What was said about oneself, with this role in mind, or none for ""."""
    others = {key: value for key, value in about.items() if key != "role_in_mind"}
    return others | {"role_in_mind": role_in_mind} if role_in_mind else others


def record_compared(sitting: Sitting, roles: Sequence[str]) -> None:
    """Stores which roles a finished sitting's report sets side by side; none for the leading ones."""
    Sitting.objects.filter(pk=sitting.pk).finished().update(compare=list(roles))


def record_appeals(sitting: Sitting, answers: Mapping[str, str], deciles: Mapping[str, int]) -> None:
    """Stores whether roles appeal, by slug, in place of earlier answers, with how well each fits now."""
    Appeal.objects.bulk_create(
        [
            Appeal(sitting=sitting, role=role, answer=answer, fit_decile=deciles[role])
            for role, answer in answers.items()
        ],
        update_conflicts=True,
        unique_fields=["sitting", "role"],
        update_fields=["answer", "fit_decile"],
    )


def stored_must_haves(must_haves: MustHaves) -> dict[str, object]:
    """Only what was asked for."""
    return {key: value for key, value in asdict(must_haves).items() if value}


def change_open_sitting(sitting: Sitting, **fields: object) -> None:
    if not Sitting.objects.filter(pk=sitting.pk, finished_at=None).update(**fields):
        raise SittingClosed
