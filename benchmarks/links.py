"""S2: does the time of an answer tell a wrong link from an expired, revoked or deleted one?

``python -m benchmarks.links`` opens each kind in turn, many times, in one process, and prints the
medians and how far each lies from that of a wrong link. The bar is five per cent; a wrong link
measured against itself (A-A) shows the noise of the machine.
"""

import os
import statistics
import sys
import tempfile
import time
from datetime import timedelta

ROUNDS = 400
KINDS = ("wrong", "wrong again (A-A)", "expired", "revoked", "deleted")
BAR = 0.05


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATA_DIR": folder,
            "HTTPS": "false",
            "DEBUG": "true",
            "ALLOWED_HOSTS": "testserver",
            "LOG_LEVEL": "CRITICAL",
        }
        import django

        django.setup()
        medians = measure(tokens())
    print(f"{ROUNDS} rounds, milliseconds in the middle")
    for kind in KINDS:
        print(f"{kind:20} {1000 * medians[kind]:6.3f}  {medians[kind] / medians['wrong'] - 1:+.1%}")
    return int(any(abs(medians[kind] / medians["wrong"] - 1) > BAR for kind in KINDS))


def tokens() -> dict[str, str]:
    """A token of each kind, among two hundred that are alive."""
    from django.core.management import call_command
    from django.utils import timezone

    from quiz.editions.document import canonical, digest, write_document
    from quiz.models import Edition, ShareLink, Sitting
    from tests.builders import small_content

    call_command("migrate", verbosity=0)
    now = timezone.now()
    document = write_document(small_content())
    edition = Edition(number=1, digest=digest(document), document=canonical(document), published_at=now)
    edition.save()
    kinds: dict[str, str] = {"wrong": "x" * 43, "wrong again (A-A)": "y" * 43}
    for number in range(20):
        sitting, _ = Sitting.objects.start(edition, now, finished_at=now)
        for _ in range(10):
            kinds[f"alive {number}"] = ShareLink.objects.make(sitting, 30, now, shows_name=False)
    for kind, change in (
        ("expired", {"created_at": now - timedelta(2), "expires_at": now - timedelta(1)}),
        ("revoked", {"revoked_at": now}),
        ("deleted", {}),
    ):
        sitting, _ = Sitting.objects.start(edition, now, finished_at=now)
        kinds[kind] = ShareLink.objects.make(sitting, 30, now, shows_name=False)
        if change:
            sitting.share_links.update(**change)
        else:
            sitting.delete()
    return {kind: kinds[kind] for kind in KINDS}


def measure(tokens: dict[str, str]) -> dict[str, float]:
    """The median seconds of each kind, opened in turn so that a slow moment hits all alike."""
    from django.conf import settings
    from django.test import Client

    settings.DEBUG = False  # Else every query is kept, and 404 pages are the programmers' own.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    client, taken = Client(), {kind: [] for kind in tokens}
    for _ in range(ROUNDS):
        for kind, token in tokens.items():
            began = time.perf_counter()
            status = client.post(f"/shared/{token}/").status_code
            taken[kind].append(time.perf_counter() - began)
            assert status == 404, status
    return {kind: statistics.median(seconds) for kind, seconds in taken.items()}


if __name__ == "__main__":
    sys.exit(main())
