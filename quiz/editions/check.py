"""Checks of a draft before it is published. Errors block, warnings don't."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quiz.content import EditionContent


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a draft: where, what, and what would mend it."""

    where: str
    problem: str
    mend: str
    blocks: bool

    def __str__(self) -> str:
        return f"{self.where}: {self.problem} {self.mend}"


def check_content(content: EditionContent) -> tuple[Finding, ...]:
    """All findings, errors first."""
    findings: Iterable[Finding] = check_presence(content)
    return tuple(sorted(findings, key=lambda finding: not finding.blocks))


def check_presence(content: EditionContent) -> Iterator[Finding]:
    if not content.scored_roles:
        yield Finding("Roles", "No role is in the verdict.", "Load the shipped content or add roles.", True)
    if not content.items:
        yield Finding("Items", "The quiz has no questions.", "Load the shipped content or add items.", True)
