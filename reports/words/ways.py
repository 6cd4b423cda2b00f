"""The words of ways that a reader asks for."""

from reports.labels import amount, years
from roles.language import gettext as _
from roles.profile import RoleProfile, Step


def begins(start: RoleProfile, *, is_asked: bool, is_current: bool, is_there: bool) -> str:
    """Where the ways start, and why there."""
    said = {"role": start.name}
    if is_there and is_current:
        return _("%(role)s is where you are now.") % said
    if is_there:
        return _("The ways would start at %(role)s itself. Choose another role on either side.") % said
    if is_current:
        return _("From %(role)s, where you are now.") % said
    if is_asked:
        return _("From %(role)s, as you chose.") % said
    return (
        _(
            "From %(role)s, your first suggestion: you named no role of today, or none that paths lead on "
            "from."
        )
        % said
    )


def step_years(step: Step) -> str:
    """How long a step takes by its source, or that nobody says."""
    note = f" ({step.years_note.rstrip('.')})" if step.years_note else ""
    return f"{years(step.typical_years)}{note}"


def step_pay(median: int | None) -> str:
    if median is None:
        return _("no official median")
    return _("official median %(amount)s a year, United States") % {"amount": amount(median, "USD")}
