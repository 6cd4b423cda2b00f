"""The report that a share link shows: written from as much as its owner wants others to see."""

from dataclasses import replace

from quiz.models import ShareLink
from quiz.submission import About, MustHaves, Submission
from reports.report import Report, generate_report
from reports.sections.method import MethodSection


def shared_report(link: ShareLink) -> Report:
    """The report behind a link, without the list of answers.

    What is not to be seen is left out before the report is written, not struck out of it afterwards: a
    role that misses a must-have would give the must-have away by its absence.
    """
    report = generate_report(link.sitting, lambda submission: as_shown(submission, link))
    sections = tuple(
        replace(section, answers=(), ratings=(), unanswered="", about_points="")
        if isinstance(section, MethodSection)
        else section
        for section in report.sections
    )
    return replace(report, sections=sections)


def as_shown(submission: Submission, link: ShareLink) -> Submission:
    """The answers, with what was said beside them as far as the link shows it."""
    about = submission.about if link.shows_about else About()
    name = submission.about.name if link.shows_name else ""
    must_haves = submission.must_haves if link.shows_about else MustHaves()
    return replace(submission, about=replace(about, name=name), must_haves=must_haves)
