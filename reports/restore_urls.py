"""Addresses for save files: what takes them, and the schema that describes them."""

from django.urls import path

from reports.views import restore

restore_patterns = [
    path("restore/", restore.restore, name="restore"),
    path("restore/sitting/", restore.restore_sitting, name="restore_sitting"),
    path("restore/compare/", restore.compare_with_held, name="restore_compare"),
    path("restore/newest/", restore.rescore, name="restore_rescored"),
    path("save-file.schema.json", restore.schema, name="schema"),
]
