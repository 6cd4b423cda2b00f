"""``manage.py edition list | show | export | publish | diff | check``."""

import json
import sys
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from quiz.content import EditionContent
from quiz.editions.difference import difference
from quiz.editions.draft import read_draft
from quiz.editions.examine import Day, examine
from quiz.editions.planned import publish_due
from quiz.editions.publish import Unpublishable, publish
from quiz.editions.store import content_of
from quiz.models import Edition

FIRST = "First edition"


class Command(BaseCommand):
    help = "Lists, shows, exports, compares, checks and publishes editions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("list", help="every published edition")
        show = actions.add_parser("show", help="what one edition holds")
        show.add_argument("number", type=int, nargs="?", help="the newest if left out")
        export = actions.add_parser("export", help="an edition's document as JSON")
        export.add_argument("number", type=int, nargs="?", help="the newest if left out")
        export.add_argument("--to", type=Path, help="a file; standard output if left out")
        publishing = actions.add_parser("publish", help="freeze the draft as a new edition")
        publishing.add_argument(
            "--note", default="", help="what changed and why; only the first edition needs none"
        )
        publishing.add_argument(
            "--due",
            action="store_true",
            help="publish only what was scheduled, if its time has come: for a timer to call",
        )
        diff = actions.add_parser(
            "diff", help="what differs between two editions, or an edition and the draft"
        )
        diff.add_argument("old", type=int)
        diff.add_argument("new", type=int, nargs="?", help="the draft if left out")
        actions.add_parser("check", help="what keeps the draft from being published, and what to look at")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        match action:
            case "list":
                self.list_editions()
            case "show":
                self.show(edition_numbered(options["number"]))
            case "export":
                self.export(edition_numbered(options["number"]), options["to"])
            case "publish" if options["due"]:
                self.publish_due()
            case "publish":
                self.publish(noted(options["note"]))
            case "diff":
                self.diff(options["old"], options["new"])
            case "check":
                self.check_draft()

    def list_editions(self) -> None:
        for edition in Edition.objects.defer("document"):
            day = edition.published_at.date().isoformat()
            self.stdout.write(f"{edition.number}  {edition.digest[:12]}  {day}  {edition.note}".rstrip())
        if not Edition.objects.exists():
            self.stdout.write("No edition is published yet. Run: manage.py edition publish")

    def show(self, edition: Edition) -> None:
        content = content_of(edition)
        kinds = Counter(type(item).__name__ for item in content.items.values())
        self.stdout.write(f"Edition {edition.number}, digest {edition.digest}")
        self.stdout.write(f"{len(content.scored_roles)} scored roles of {len(content.roles)}")
        self.stdout.write(f"{len(content.dimensions)} dimensions, {len(content.skills)} skills")
        self.stdout.write(
            f"{len(content.items)} items: {', '.join(f'{n} {kind}' for kind, n in kinds.items())}"
        )
        self.stdout.write(
            f"{len(content.figures)} figures, {len(content.steps)} steps, {len(content.sources)} sources"
        )

    def export(self, edition: Edition, to: Path | None) -> None:
        document = json.dumps(
            {"edition": edition.number, "digest": edition.digest} | json.loads(edition.document),
            ensure_ascii=False,
            indent=1,
        )
        if to:
            to.write_text(document + "\n", encoding="utf-8")
        else:
            self.stdout.write(document)

    def publish(self, note: str) -> None:
        try:
            edition, fresh = publish(timezone.now(), note)
        except Unpublishable as error:
            raise CommandError(f"Not published.\n{error}", returncode=2) from error
        word = "Published" if fresh else "Nothing changed since"
        self.stdout.write(f"{word} edition {edition.number}, digest {edition.digest[:12]}.")

    def publish_due(self) -> None:
        """Quiet if nothing is due; a plan that is held is an error, for whoever reads the timer's mail."""
        plan = publish_due(timezone.now())
        if plan is None:
            return
        if plan.edition is None:
            raise CommandError(
                f"What was scheduled for {plan.due_at:%Y-%m-%d %H:%M} UTC is held: "
                "another edition was published in between. Review the draft again.",
                returncode=3,
            )
        self.stdout.write(f"Published edition {plan.edition.number}, as scheduled: {plan.note}")

    def diff(self, old: int, new: int | None) -> None:
        newer: EditionContent = content_of(edition_numbered(new)) if new else read_draft()
        changes = difference(content_of(edition_numbered(old)), newer)
        for change in changes:
            self.stdout.write(str(change))
        self.stdout.write("1 difference." if len(changes) == 1 else f"{len(changes)} differences.")

    def check_draft(self) -> None:
        findings = examine(read_draft(), Day(timezone.localdate(), settings.STALE_AFTER_DAYS))
        for finding in findings:
            self.stdout.write(f"{'error' if finding.blocks else 'warning'}  {finding}")
        self.stdout.write(f"{len(findings)} findings.")
        if any(finding.blocks for finding in findings):
            sys.exit(2)


def noted(note: str) -> str:
    """The note as it is kept. Raises CommandError if it says nothing or too much, as the desk does.

    The first edition changes nothing that anybody has seen, so it needs none.
    """
    note = " ".join(note.split()) or ("" if Edition.objects.exists() else FIRST)
    longest = Edition._meta.get_field("note").max_length or 0
    if not note:
        told = 'Say in a sentence what changed and why: manage.py edition publish --note "..."'
        raise CommandError(told, returncode=2)
    if len(note) > longest:
        raise CommandError(f"The note has {len(note)} characters; at most {longest} fit.", returncode=2)
    return note


def edition_numbered(number: int | None) -> Edition:
    """That edition, or the newest. Raises CommandError if there is none."""
    found = Edition.objects.filter(number=number).first() if number else Edition.objects.newest()
    if found is None:
        known = ", ".join(str(n) for n in Edition.objects.values_list("number", flat=True)) or "none"
        raise CommandError(
            f"There is no edition {number or ''}".rstrip() + f"; published: {known}.", returncode=2
        )
    return found
