"""The image and the compose file, by all that can be tried without an engine: what they name is there, their
commands run on their settings, their checks tell well from ill, and their times agree with ours."""

import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

from tests.operations.site import PYTHON, Site, answers, free_port, until
from tests.operations.test_deployment import example

DEPLOY = settings.BASE_DIR / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if service["image"] == "rolewise"}
IMAGE = (DEPLOY / "Containerfile").read_text("utf-8").replace("\\\n", " ")
DOCUMENTED = set(
    re.findall(r"^\| `(\w+)`", (settings.BASE_DIR / "docs" / "settings.md").read_text(), re.MULTILINE)
)
GUNICORN = (DEPLOY / "gunicorn.conf.py").read_text("utf-8")


def instructions(word: str) -> list[str]:
    return re.findall(rf"^{word} (.+)$", IMAGE, re.MULTILINE)


def variables_of_the_image() -> dict[str, str]:
    return dict(word.split("=", 1) for line in instructions("ENV") for word in shlex.split(line))


def command_of_the_image() -> list[str]:
    (line,) = instructions("CMD")
    return list(yaml.safe_load(line))


def seconds(told: str) -> int:
    return int(told.removesuffix("s"))


def test_the_services_are_those_that_operating_needs_and_start_after_what_they_need():
    after = {name: service.get("depends_on", {}) for name, service in SERVICES.items()}

    assert SERVICES.keys() == {"database", "prepare", "web", "worker", "purge"}
    assert after["prepare"] == {"database": {"condition": "service_healthy"}}
    for name in ("web", "worker", "purge"):
        assert after[name] == {"prepare": {"condition": "service_completed_successfully"}}
    assert SERVICES["prepare"]["restart"] == "no"
    assert {volume.split(":")[0] for s in SERVICES.values() for volume in s["volumes"]} == COMPOSE[
        "volumes"
    ].keys()


def test_every_command_is_one_of_ours():
    known = get_commands()

    for service in OURS.values():
        text = " ".join(service.get("command", []))
        assert all(name in known for name in re.findall(r"manage\.py (\w+)", text))
        assert "manage.py" in text or service is OURS["web"]
    assert command_of_the_image()[1:] == [
        *("-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "config.wsgi"),
    ]


def test_what_is_copied_installed_and_compiled_is_there(tmp_path: Path):
    for line in instructions("COPY"):
        *sources, _ = line.split()
        assert all((settings.BASE_DIR / source).exists() for source in sources)
    for named in re.findall(r"-r (\S+)", IMAGE):
        assert (settings.BASE_DIR / named).is_file()
    (packages,) = re.findall(r"compileall -q ([\w ]+?) *&&", IMAGE)
    assert packages.split() == ["config", "accounts", "quiz", "reports", "roles"]
    done = subprocess.run(
        [PYTHON, "-m", "compileall", "-q", *packages.split()],
        cwd=settings.BASE_DIR,
        env={"PYTHONPYCACHEPREFIX": str(tmp_path)},
    )
    assert done.returncode == 0


def test_the_image_has_the_libraries_that_setup_asks_for_and_the_client_of_the_database():
    setup = (settings.BASE_DIR / "scripts" / "setup").read_text("utf-8")
    wanted = set(re.findall(r'missing="\$missing (lib[\w.-]+)"', setup))

    assert wanted and wanted <= set(IMAGE.split())
    assert "postgresql-client" in IMAGE.split()
    # Debian 12 brings PostgreSQL 15, and a copy is taken by programs of the server's version or newer.
    assert "bookworm" in instructions("FROM")[0]
    assert SERVICES["database"]["image"] == "postgres:15"


def test_every_variable_is_known_to_who_reads_it():
    of_postgres = {"POSTGRES_PASSWORD", "POSTGRES_USER", "POSTGRES_DB"}
    of_others = {"PYTHONUNBUFFERED", "PROMETHEUS_MULTIPROC_DIR"} | of_postgres
    of_gunicorn = set(re.findall(r'environ\.get\("(\w+)"', GUNICORN))
    given = {name for service in SERVICES.values() for name in service["environment"]}
    given |= example().keys() | variables_of_the_image().keys()

    assert given <= DOCUMENTED | of_gunicorn | of_others
    assert {"ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "POSTGRES_PASSWORD"} <= example().keys()


def test_nothing_runs_as_root_and_what_is_written_is_its_own():
    written = variables_of_the_image()["DATA_DIR"]

    assert instructions("USER") == ["rolewise"]
    assert f"install -d -o rolewise -g rolewise -m 700 {written} /run/rolewise" in IMAGE
    assert IMAGE.index("COPY . .") < IMAGE.index("useradd") < IMAGE.index("USER rolewise")
    for service in OURS.values():
        assert service["volumes"] == [f"data:{written}"]
        assert service["security_opt"] == ["no-new-privileges:true"]
    assert OURS["web"]["ports"] == ["127.0.0.1:8000:8000"]
    assert "ports" not in SERVICES["database"]


def test_who_is_told_to_stop_gets_the_time_that_ending_takes():
    graceful = int(re.findall(r"^graceful_timeout = (\d+)", GUNICORN, re.MULTILINE)[0])

    assert seconds(OURS["web"]["stop_grace_period"]) > graceful
    assert seconds(OURS["worker"]["stop_grace_period"]) > settings.RENDER_SECONDS
    assert OURS["purge"]["init"] is True


def test_the_database_counts_as_well_once_others_reach_it():
    assert "--host" in SERVICES["database"]["healthcheck"]["test"]


def test_nothing_private_gets_into_the_image():
    left_out = (settings.BASE_DIR / ".dockerignore").read_text("utf-8").split()

    assert {".git", "data", ".env", "deploy/.env", ".venv"} <= set(left_out)
    ignored = (settings.BASE_DIR / ".gitignore").read_text("utf-8").split()
    assert {name.strip("/") for name in ignored if name.startswith(".")} - set(left_out) <= {".coverage"}


@pytest.fixture
def started(site: Site, tmp_path: Path) -> int:
    """The image's command with its variables, as far as one machine has their places. The port it serves."""
    port = free_port()
    (tmp_path / "metrics").mkdir()
    here = {"BIND": f"0.0.0.0:{port}", "PROMETHEUS_MULTIPROC_DIR": str(tmp_path / "metrics")}
    given = variables_of_the_image() | example() | here | {"DATA_DIR": str(site.folder)}
    site.variables |= {name: value for name, value in given.items() if name != "POSTGRES_PASSWORD"}
    site.start(*command_of_the_image()[1:])
    until(lambda: answers(port), 60)
    return port


def test_the_check_of_web_tells_well_from_ill(site: Site, started: int):
    program, *words = OURS["web"]["healthcheck"]["test"][1:]
    assert program == "python"

    def check() -> int:
        asked = [word.replace(":8000", f":{started}") for word in words]
        return subprocess.run([PYTHON, *asked], stderr=subprocess.DEVNULL, timeout=30).returncode

    assert check() == 0
    site.write("ALTER TABLE quiz_edition RENAME TO elsewhere")
    assert check() != 0
