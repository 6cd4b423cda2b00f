"""Makes the pictures of docs/editing-roles.md from the editor's desk itself, in a browser.

``DATA_DIR=... python scripts/desk_pictures.py`` on a folder that ``manage.py prepare`` has filled and
that is thrown away afterwards: an account, an edit, a conflict and some quizzes are made in it.
"""

import io
import os
import secrets
import shutil
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "editing"
PORT = 8417
SITE = f"http://127.0.0.1:{PORT}"
COLOURS = 48
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


def main() -> None:
    """Fills the desk, opens it and photographs its pages."""
    password = secrets.token_urlsafe(16)
    pages = fill(password)
    server = subprocess.Popen(  # noqa: S603
        [sys.executable, str(ROOT / "manage.py"), "runserver", f"127.0.0.1:{PORT}", "--noreload"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait()
        photograph(pages, password)
    finally:
        server.terminate()
        server.wait()


def fill(password: str) -> dict[str, str]:
    """Something to see on every page; answers the addresses by the name of the picture."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.contrib.auth.models import User
    from django.utils import timezone

    from quiz.models import ContentPack
    from quiz.packs.load import load
    from roles.history.record import recording
    from roles.models import Preference, Role

    User.objects.create_superuser("ada", password=password)
    role = Role.objects.get(slug="backend-engineer")
    with recording("ada"):
        target = Preference.objects.filter(role=role).order_by("dimension__position")[0]
        target.target = min(100, target.target + 15)
        target.save()
        role.best_for = "like systems that stay up while nobody watches"
        role.save()
    pack = ContentPack.objects.first()
    assert pack is not None
    for label, key, row in pack.rows:
        if label == "roles.role" and key == [role.slug]:
            row["best_for"] = "liked what was shipped before"
    pack.save()
    load(ROOT / "fixtures", timezone.now())
    sit(60)
    return {
        "role": f"roles/role/{role.pk}/change/",
        "matrix": "roles/role/matrix/dimensions/?beside=backend-engineer",
        "draft": "quiz/edition/draft/",
        "impact": "quiz/impact/",
        "conflicts": "quiz/contentconflict/",
        "history": f"roles/role/{role.pk}/history/",
        "statistics": "quiz/statistics/",
    }


def sit(people: int) -> None:
    """Invented people, so that there is something to count."""
    from random import Random

    from django.utils import timezone

    from quiz.editions.store import content_of
    from quiz.models import Edition, Response, Sitting

    edition, lot, now = Edition.objects.get(number=1), Random(6), timezone.now()  # noqa: S311
    then = now - timedelta(days=3)  # Over by then, and not yet old enough to be erased.
    for _number in range(people):
        done = lot.random() < 0.8
        sitting, _code = Sitting.objects.start(edition, now)
        items = list(content_of(edition).items.values())
        asked = items if done else items[: 5 * lot.randint(1, 6)]
        lean = {each.dimension: lot.gauss(3, 1) for each in items if hasattr(each, "dimension")}
        Response.objects.bulk_create(
            Response(sitting=sitting, item=item.slug, value=str(answer(item, lean, lot))) for item in asked
        )
        Sitting.objects.filter(pk=sitting.pk).update(touched_at=then, finished_at=then if done else None)


def answer(item: object, lean: dict[str, float], lot: object) -> object:
    """An answer that goes with somebody's leaning, or any."""
    if hasattr(item, "key"):
        return max(1, min(5, round(3 + item.key * (lean[item.dimension] - 3) + lot.gauss(0, 0.9))))  # type: ignore[attr-defined]
    return lot.choice(item.values)  # type: ignore[attr-defined]


def wait() -> None:
    for _ in range(100):
        try:
            urlopen(f"{SITE}/admin/login/").close()  # noqa: S310
            return
        except URLError:
            time.sleep(0.2)
    raise SystemExit("The server did not start.")


def photograph(pages: dict[str, str], password: str) -> None:
    from playwright.sync_api import sync_playwright

    PICTURES.mkdir(exist_ok=True)
    browser_path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=browser_path, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1100, "height": 720}, color_scheme="light")
        page.goto(f"{SITE}/admin/login/")
        page.fill("#id_username", "ada")
        page.fill("#id_password", password)
        page.keyboard.press("Enter")
        page.wait_for_selector(".first-steps")
        for name, address in {"start": "", **pages}.items():
            page.goto(f"{SITE}/admin/{address}")
            save(page.screenshot(), name)
        browser.close()


def save(screenshot: bytes, name: str) -> None:
    from PIL import Image

    picture = Image.open(io.BytesIO(screenshot)).convert("RGB")
    few = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
