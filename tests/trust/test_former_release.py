"""The release before goes on serving while, and after, a newer one has migrated the database."""

import pytest
from django.db import connection
from django.utils import timezone

from quiz.models import Edition, Sitting

FORMER = (
    "code_hash",
    "edition_id",
    "started_at",
    "touched_at",
    "about",
    "must_haves",
)  # Of the first release.


@pytest.mark.django_db
def test_a_sitting_can_be_started_by_who_knows_only_the_first_columns(edition: Edition):
    columns = ", ".join(FORMER)
    places = ", ".join(["%s"] * len(FORMER))
    now = timezone.now()

    with connection.cursor() as cursor:
        values = ["a" * 64, edition.pk, now, now, "{}", "{}"]
        cursor.execute(f"INSERT INTO quiz_sitting ({columns}) VALUES ({places})", values)

    sitting = Sitting.objects.get()
    assert (sitting.path, sitting.pages, sitting.goes_on) == ("all", [], False)
    assert (sitting.leaves_no_trace, sitting.version, sitting.compare) == (False, 0, [])
