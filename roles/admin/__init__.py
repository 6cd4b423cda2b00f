"""The editor's desk for roles: one module per thing an editor works on."""

from roles.admin import measure, organisation, path, pay, role, source, vocabulary

__all__ = ["measure", "organisation", "path", "pay", "role", "source", "vocabulary"]
