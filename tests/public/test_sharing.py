"""How an address looks where somebody shares it, and what search engines may read."""

import json
import re

import pytest
from django.conf import settings
from django.test import Client

from quiz.models import Edition
from quiz.templatetags.social import PICTURE, PICTURES
from reports.public.structured import occupation_of
from tests.builders import a_role, small_content

META = r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)">'
PATHS = [
    "/",
    "/roles/",
    "/roles/backend-engineer/",
    "/compare/",
    "/compare/backend-engineer/product-engineer/",
    "/method/",
    "/sources/",
]


@pytest.mark.parametrize("path", PATHS)
def test_a_shared_address_has_a_title_a_description_and_a_picture(
    path: str, edition: Edition, client: Client
):
    said = dict(re.findall(META, client.get(path).content.decode()))

    assert all(said[name] for name in ("og:title", "og:description", "og:site_name"))
    assert said["og:url"] == f"http://testserver{path}"
    assert said["og:image"] == "http://testserver/static/img/social.png"
    assert said["twitter:card"] == "summary_large_image"


@pytest.mark.parametrize("path", PATHS)
def test_a_german_page_names_the_german_picture(path: str, edition: Edition, client: Client):
    said = dict(re.findall(META, client.get(path, headers={"accept-language": "de"}).content.decode()))

    assert said["og:image"] == "http://testserver/static/img/social-de.png"
    assert said["og:image:alt"] == "Die erste Seite eines Beispielberichts"


@pytest.mark.parametrize("path", [PICTURE, *PICTURES.values()])
def test_the_picture_is_there_and_of_the_size_it_says(path: str):
    picture = (settings.BASE_DIR / "static" / path).read_bytes()

    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])) == (1200, 630)


def test_a_role_is_told_as_an_occupation_with_official_pay(edition: Edition, client: Client):
    page = client.get("/roles/backend-engineer/").content.decode()

    (told,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    occupation = json.loads(told)
    assert (occupation["@type"], occupation["name"]) == ("Occupation", "Backend Engineer")
    assert occupation["skills"] == "Databases, Programming"
    (salary,) = occupation["estimatedSalary"]
    assert (salary["median"], salary["currency"], salary["duration"]) == (133_000, "USD", "P1Y")


def test_without_an_official_figure_no_pay_is_told():
    told = occupation_of(small_content(figures=()), a_role(), "https://example.org/")

    assert "estimatedSalary" not in told


def test_a_summary_cannot_end_the_block_of_data(publish_content, client: Client):
    hostile = "</script><script>alert(1)</script>"
    content = small_content()
    publish_content(small_content(roles=content.roles | {"backend-engineer": a_role(summary=hostile)}))

    page = client.get("/roles/backend-engineer/").content.decode()

    assert "<script>alert" not in page
    (told,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert json.loads(told)["description"] == hostile
