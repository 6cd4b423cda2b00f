"""The latest changes: of an act of thousands of rows only the first are read."""

from django.test import Client
from django.urls import reverse

from roles.admin.history import ROWS
from roles.history.record import note_added, recording
from roles.models import Place


def test_of_a_large_act_the_first_rows_are_shown_and_the_others_counted(editor: Client):
    with recording("ada"):
        note_added(Place.objects.bulk_create(Place(code=f"X{n}", name=f"Place {n}") for n in range(ROWS + 5)))
        note_added(Place.objects.bulk_create([Place(code="YY", name="Alone")]))
    with recording("ben"):
        note_added(Place.objects.bulk_create([Place(code="ZZ", name="Later")]))

    page = editor.get(reverse("admin:changes"))

    assert [len(act.rows) for act in page.context["acts"]] == [1, ROWS]
    assert "And 6 more rows." in page.content.decode()
