"""What search engines are told, and what anybody is told before the first edition."""

import xml.etree.ElementTree as ET

import pytest
from django.test import Client

from quiz.models import Edition

PATHS = [
    "/roles/",
    "/roles/backend-engineer/",
    "/compare/",
    "/compare/a/b/",
    "/method/",
    "/sources/",
    "/sitemap.xml",
]


def test_the_sitemap_names_every_role_all_ranked_pairs_and_near_ones_once(edition: Edition, client: Client):
    response = client.get("/sitemap.xml")

    addresses = [
        element.text or ""
        for element in ET.fromstring(response.content).iter()
        if element.tag.endswith("loc")
    ]
    assert response["Content-Type"].startswith("application/xml")
    assert len(addresses) == len(set(addresses)) == 5 + 7 + 10 + 4
    assert "http://testserver/compare/backend-engineer/senior-backend-engineer/" in addresses
    assert all(
        client.get(address.removeprefix("http://testserver")).status_code == 200 for address in addresses[1:]
    )


def test_robots_keep_off_personal_addresses(edition: Edition, client: Client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert {"Disallow: /quiz/", "Disallow: /result/", "Disallow: /resume/", "Disallow: /admin/"} <= set(lines)
    assert "Sitemap: http://testserver/sitemap.xml" in lines


@pytest.mark.parametrize("path", PATHS)
def test_before_the_first_edition_every_page_says_what_the_operator_must_do(
    path: str, db: None, client: Client
):
    response = client.get(path)

    assert response.status_code == 503
    assert "manage.py content load" in response.content.decode()
    assert "manage.py edition publish" in response.content.decode()


@pytest.mark.parametrize("path", PATHS)
def test_public_pages_are_read_and_never_posted_to(path: str, edition: Edition, client: Client):
    assert client.post(path).status_code == 405
