"""``manage.py content load | merge | export``: shipped content in and out of the draft."""

from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from quiz.packs.export import write_files
from quiz.packs.files import BrokenContent
from quiz.packs.load import load, plan_load
from quiz.packs.merge import Action, Decision

DONE = {
    Action.CREATE: "added",
    Action.UPDATE: "brought up to date",
    Action.DELETE: "removed, as the release did",
    Action.KEEP: "kept as edited here",
    Action.CONFLICT: "in conflict with the release, kept as edited here",
}


class Command(BaseCommand):
    help = "Loads shipped content into the draft, keeping what editors changed, or writes the draft out."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        for action, words in (
            ("load", "merge the fixtures into the draft"),
            ("merge", "the same, for a new release's fixtures"),
        ):
            command = actions.add_parser(action, help=words)
            command.add_argument("--from", dest="folder", type=Path, default=settings.BASE_DIR / "fixtures")
            command.add_argument(
                "--dry-run", action="store_true", help="say what would happen, change nothing"
            )
            command.add_argument(
                "--overwrite", action="store_true", help="take the shipped rows over edits made here"
            )
        export = actions.add_parser("export", help="write the draft as fixture files")
        export.add_argument("--to", dest="folder", type=Path, required=True)

    def handle(self, *args: Any, action: str, folder: Path, **options: Any) -> None:
        if action == "export":
            files = write_files(folder)
            self.stdout.write(f"Wrote {len(files)} files to {folder}.")
            return
        try:
            if options["dry_run"]:
                decisions = plan_load(folder, options["overwrite"])
            else:
                decisions = load(folder, timezone.now(), options["overwrite"])
        except BrokenContent as error:
            raise CommandError("Nothing was loaded.\n" + "\n".join(error.problems), returncode=2) from error
        self.report(decisions)

    def report(self, decisions: tuple[Decision, ...]) -> None:
        counts = Counter(decision.action for decision in decisions)
        if not decisions:
            self.stdout.write("Content: the draft already has what ships.")
        for action, count in counts.items():
            self.stdout.write(f"Content: {count} {'row' if count == 1 else 'rows'} {DONE[action]}")
        clashes = [(decision.name, clash.field) for decision in decisions for clash in decision.clashes]
        for name, field in clashes:
            self.stdout.write(f"conflict, kept as edited here: {name}, {field or 'the whole row'}")
        if clashes:
            self.stdout.write("Settle each at /admin/quiz/contentconflict/; until then your own stay.")
