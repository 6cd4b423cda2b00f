"""What an editor may get wrong on a role: said at its field, with all that was typed still there.

Figures: test_figures.py. Tables: test_exchange.py. Circles: test_role_page.py. Two editors:
test_meanwhile.py. Two publishers: test_two_publishers.py.
"""

import pytest
from django.test import Client
from django.urls import reverse

from roles.models import Preference, Role
from tests.admin.forms import filled_in


@pytest.mark.parametrize(
    ("field", "value"), [("slug", "data-engineer"), ("name", "Data Engineer")], ids=["slug", "name"]
)
def test_a_name_that_another_role_has_is_refused_at_its_field_and_nothing_typed_is_lost(
    editor: Client, backend: Role, field: str, value: str
):
    address = reverse("admin:roles_role_change", args=[backend.pk])
    typed = {field: value, "best_for": "like quiet systems", "preferences-0-target": "3"}

    answer = editor.post(address, filled_in(editor.get(address), **typed))

    form = answer.context["adminform"].form
    assert "already exists" in " ".join(form.errors[field])
    page = filled_in(answer)
    assert {name: page[name] for name in typed} == typed
    backend.refresh_from_db()
    assert (backend.slug, backend.name) == ("backend-engineer", "Backend Engineer")


def test_a_role_that_nobody_can_reach_is_named_on_its_own_page_with_what_would_mend_it(
    editor: Client, backend: Role
):
    wished = Preference.objects.filter(role=backend).order_by("dimension__position")
    for place, preference in enumerate(wished):
        preference.target, preference.weight = 100 * (place % 2), 3
        preference.save()

    page = editor.get(reverse("admin:quiz_edition_role_findings", args=[backend.pk])).content.decode()

    assert "Hardly anybody can reach it" in page
    assert "Bring extreme targets nearer to what people answer" in page
