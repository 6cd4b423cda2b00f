"""Puts the database's refusals beside the field that has to change."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from roles.admin.known import KnownChoices


class MessagesAtFields(KnownChoices):
    """A form whose constraints speak at a field: ``at_field`` names one for each constraint."""

    at_field: Mapping[str, str] = {}

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error(field, self.placed(error) if isinstance(error, ValidationError) else error)

    def placed(self, error: ValidationError) -> ValidationError:
        """The same errors, those of named constraints moved to their fields."""
        if not hasattr(error, "error_dict"):
            return error
        fields = {message: self.at_field[name] for name, message in self.refusals().items()}
        errors: dict[str, list[ValidationError]] = {}
        for field, found in error.error_dict.items():
            for one in found:
                place = fields.get(str(one.message), field) if field == NON_FIELD_ERRORS else field
                errors.setdefault(place if place in self.fields else field, []).append(one)
        return ValidationError(errors)

    def refusals(self) -> dict[str, Any]:
        """What each named constraint says."""
        return {
            constraint.name: constraint.violation_error_message
            for constraint in self._meta.model._meta.constraints
            if constraint.name in self.at_field
        }
