"""The editor's desk for roles: one module per thing an editor works on."""

from roles.admin import measure, path, pay, role, source, vocabulary

__all__ = ["measure", "path", "pay", "role", "source", "vocabulary"]
