"""Whatever editors do between start and finish, running quizzes and old reports stay as they were (R5).

``make soak`` runs 500 sequences instead of 25.
"""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from quiz.answering import finish
from quiz.editions.document import digest, write_document
from quiz.editions.draft import read_draft
from quiz.editions.planned import plan_edition, publish_due, waiting
from quiz.editions.publish import DraftChanged, Overtaken, Unpublishable, publish, publish_again
from quiz.editions.reset import decisions_between, reset_draft, restore_copy
from quiz.editions.rows import rows_of
from quiz.editions.store import as_value, content_by_digest, content_of
from quiz.models import DraftCopy, Edition, Item, Response, Sitting
from quiz.packs.load import apply, current_rows, rules
from quiz.packs.merge import merge
from quiz.scoring.ideal import ideal_answers
from reports import written
from reports.html import print_document
from reports.report import Report, generate_report
from roles.models import Demand, Figure, Preference, Role, Skill, Statement, Step
from tests.builders import small_content

START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
SEQUENCES = 500 if settings.get_current_profile_name() == "soak" else 25
PLACES = st.integers(0, 5)  # Which of the roles, sittings or editions there are, round and round.


class Editing(RuleBasedStateMachine):
    """An editor and some readers, each at their own pace."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.now = START
        self.running: dict[int, tuple[str, int]] = {}  # Digest of the edition, and answers given.
        self.reports: dict[int, tuple[Report, str]] = {}
        self.documents: dict[int, str] = {}

    def teardown(self) -> None:
        try:
            for pk, (_, text) in self.reports.items():
                assert print_document(generated(pk)) == text
        finally:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    @initialize()
    def the_first_edition(self) -> None:
        apply(decisions_between({}, rows_of(write_document(small_content()), {})))
        self.publish()
        for like in (0, 1):  # One quiz under way and one report from the start on: neither is rare.
            self.start_a_quiz()
            self.answer_everything(0, like)
            if like:
                self.finish_a_quiz()

    @rule(at=PLACES, wanted=st.integers(0, 100), weight=st.sampled_from([0.0, 1.0, 3.0]))
    def reweigh(self, at: int, wanted: int, weight: float) -> None:
        if preference := nth(Preference, at):
            Preference.objects.filter(pk=preference.pk).update(target=wanted, weight=weight)

    @rule(at=PLACES, level=st.integers(1, 4))
    def ask_for_more(self, at: int, level: int) -> None:
        if demand := nth(Demand, at):
            Demand.objects.filter(pk=demand.pk).update(level=level)

    @rule(at=PLACES, words=st.sampled_from(["Reworded.", "Reworded again."]))
    def reword(self, at: int, words: str) -> None:
        for model, field in ((Statement, "text"), (Role, "summary"), (Skill, "anchor_2"), (Item, "text")):
            if row := nth(model, at):
                model.objects.filter(pk=row.pk).update(**{field: words})

    @rule(at=PLACES, amount=st.integers(135_000, 160_000))
    def bring_a_figure_up_to_date(self, at: int, amount: int) -> None:
        Figure.objects.filter(slug="developers-us").update(middle=amount)
        if step := nth(Step, at):
            step.delete()

    @rule(at=PLACES)
    def delete_a_role(self, at: int) -> None:
        if Role.objects.count() > 3 and (role := nth(Role, at)):
            role.delete()

    @rule(at=PLACES)
    def drop_a_question(self, at: int) -> None:
        if Item.objects.count() > 20 and (item := nth(Item, at)):
            item.delete()

    @rule(at=PLACES, words=st.sampled_from(["As shipped now.", "As shipped after that."]))
    def take_in_a_release(self, at: int, words: str) -> None:
        """It rewords a role and drops a question, and nothing was edited in between."""
        here = current_rows()
        roles = [name for name in here if name.model == "roles.role"]
        items = [name for name in here if name.model == "quiz.item"]
        shipped = dict(here)
        if roles:
            name = roles[at % len(roles)]
            shipped[name] = {**here[name], "summary": words}
        if len(items) > 20:
            del shipped[items[at % len(items)]]
        apply(merge(here, shipped, here, rules()))

    @rule()
    def publish(self) -> None:
        try:
            publish(self.later(), "Edited.")
        except Unpublishable:
            return

    @rule()
    def schedule_and_wait(self) -> None:
        newest = Edition.objects.newest()
        try:
            plan_edition(
                digest(write_document(read_draft())), newest.number, self.later(), self.now, "Later.", None
            )
        except (Unpublishable, Overtaken, DraftChanged):
            return
        assert publish_due(self.later())
        assert waiting() is None

    @rule(at=PLACES)
    def go_back(self, at: int) -> None:
        edition, newest = nth(Edition, at), Edition.objects.newest()
        publish_again(edition, newest.number, self.later(), "Back.", None)

    @rule(at=PLACES)
    def reset_the_draft(self, at: int) -> None:
        reset_draft(nth(Edition, at), self.later(), "Start over.", None)

    @precondition(lambda self: DraftCopy.objects.exists())
    @rule()
    def take_the_copy_back(self) -> None:
        restore_copy(DraftCopy.objects.first(), self.later(), "After all.", None)

    @rule()
    def start_a_quiz(self) -> None:
        sitting, _ = Sitting.objects.start(Edition.objects.newest(), self.later())
        self.running[sitting.pk] = (sitting.edition.digest, 0)

    @precondition(lambda self: self.running)
    @rule(at=PLACES, like=PLACES)
    def answer_everything(self, at: int, like: int) -> None:
        pk, (pinned, _) = list(self.running.items())[at % len(self.running)]
        content = content_of(Sitting.objects.get(pk=pk).edition)
        role = content.scored_roles[like % len(content.scored_roles)]
        given = ideal_answers(content.items, role, content.constants)
        Response.objects.filter(sitting=pk).delete()
        Response.objects.bulk_create(
            Response(sitting_id=pk, item=slug, value=as_value(answer)) for slug, answer in given.items()
        )
        self.running[pk] = (pinned, len(given))

    @precondition(lambda self: any(answers for _, answers in self.running.values()))
    @rule()
    def finish_a_quiz(self) -> None:
        pk = next(pk for pk, (_, answers) in self.running.items() if answers)
        del self.running[pk]
        finish(Sitting.objects.get(pk=pk), self.later())
        report = generated(pk)
        self.reports[pk] = (report, print_document(report))

    @invariant()
    def running_quizzes_keep_their_edition_and_their_answers(self) -> None:
        for pk, (pinned, answers) in self.running.items():
            sitting = Sitting.objects.select_related("edition").get(pk=pk)
            assert sitting.edition.digest == pinned
            assert sitting.responses.count() == answers

    @invariant()
    def old_reports_say_the_same(self) -> None:
        """Value by value: all that is printed is in them. Their print, byte by byte, follows at the end."""
        for pk, (report, _) in self.reports.items():
            assert generated(pk) == report

    @invariant()
    def no_edition_ever_changes(self) -> None:
        stored = dict(Edition.objects.values_list("number", "document"))
        assert {number: stored[number] for number in self.documents} == self.documents
        self.documents = stored

    def later(self) -> datetime:
        self.now += timedelta(hours=1)
        return self.now


def nth(model, at: int):
    """One of the rows there are, or None."""
    count = model.objects.count()
    return model.objects.order_by("pk")[at % count] if count else None


def generated(pk: int) -> Report:
    """The report, with nothing remembered from the last time."""
    sitting = Sitting.objects.select_related("edition").get(pk=pk)
    content_by_digest.cache_clear()
    written.forget(sitting)
    return generate_report(sitting)


@pytest.mark.django_db
def test_running_quizzes_and_old_reports_outlive_every_edit():
    run_state_machine_as_test(
        Editing, settings=settings(max_examples=SEQUENCES, stateful_step_count=15, deadline=None)
    )
