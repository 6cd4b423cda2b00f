"""PDFs made in the background by real processes, some of which are killed: R2 and the queue's promises."""

import os
import signal
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.operations.site import Browser, Site, free_port, until
from tests.trust.sizes import size, told

KILLS = size(10, 100)
TASKS = "django_tasks_database_dbtaskresult"


def pdfs(site: Site) -> list[Path]:
    return sorted((site.folder / "pdf").rglob("*.pdf"))


def is_whole(pdf: bytes) -> bool:
    return pdf.startswith(b"%PDF") and pdf.rstrip().endswith(b"%%EOF")


def children_of(process: subprocess.Popen[bytes]) -> list[int]:
    return children(process.pid)


def children(pid: int) -> list[int]:
    """Of all its threads."""
    listed = [path.read_text().split() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    return [int(child) for of_thread in listed for child in of_thread]


def has_loaded_pango(pid: int) -> bool:
    """Whether a process holds what renders; one that is gone does not."""
    try:
        return "libpango" in Path(f"/proc/{pid}/maps").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def began(pid: int) -> str:
    """When a process began: its number may be another's by the time that a hundred were killed."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[19]
    except FileNotFoundError:
        return "gone"


def test_the_pdf_is_there_before_its_reader_asks(site: Site):
    (code,) = site.finish()
    site.worker()
    until(lambda: pdfs(site), 60)
    (made,) = pdfs(site)
    port = free_port()
    site.web(port)

    status, pdf = Browser(port, code).get("/result/verdict.pdf")

    assert status == 200
    assert pdf == made.read_bytes()
    assert is_whole(pdf)


def test_without_a_worker_a_download_makes_its_pdf_beside_the_web_process_and_before_that_goes(site: Site):
    (code,) = site.finish()
    port = free_port()
    web = site.web(port)
    (serving,) = children_of(web)
    with ThreadPoolExecutor(1) as reader:
        download = reader.submit(Browser(port, code).get, "/result/verdict.pdf")
        until(lambda: [pid for pid in children(serving) if has_loaded_pango(pid)], 60, every=0.02)
        web_renders = has_loaded_pango(serving)
        web.send_signal(signal.SIGTERM)
        status, pdf = download.result(60)

    assert status == 200
    assert is_whole(pdf)
    assert not web_renders
    assert web.wait(timeout=30) == 0


def test_a_worker_that_is_told_to_stop_ends_its_pdf_and_goes(site: Site):
    site.finish()
    worker = site.worker()
    until(lambda: children_of(worker), 30)
    worker.send_signal(signal.SIGTERM)

    assert worker.wait(timeout=60) == 0
    assert [is_whole(path.read_bytes()) for path in pdfs(site)] == [True]
    assert site.rows("SELECT stage FROM reports_printing") == [("made",)]
    assert site.count("reports_worker") == 0


def test_a_worker_whose_task_is_removed_by_hand_goes_on_with_the_next(site: Site):
    site.finish()
    worker = site.worker()
    until(lambda: site.count(TASKS, "status = 'RUNNING'"), 60, every=0.02)
    site.write(f"DELETE FROM {TASKS}")
    until(lambda: site.open_printings() == 0, 60)

    site.finish()
    until(lambda: site.count(TASKS, "status = 'SUCCESSFUL'") == 1, 60)

    assert worker.poll() is None
    assert site.rows("SELECT stage, attempts FROM reports_printing") == [("made", 1)] * 2
    assert "was removed while it ran" in site.logs()


def test_workers_killed_while_rendering_leave_nothing_half_made(site: Site):
    """R2. Each kill falls at another moment of a render; then one worker takes over all that is left."""
    codes = site.finish(KILLS)
    orphans: list[tuple[int, str]] = []
    for number in range(KILLS):
        worker = site.worker()
        until(lambda worker=worker: children_of(worker), 30)
        time.sleep(0.1 * (number % 20))
        orphans += [(child, began(child)) for child in children_of(worker)]
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
    assert all(is_whole(path.read_bytes()) for path in pdfs(site))
    site.script(
        "from django.utils import timezone; from datetime import timedelta\n"
        "from reports.models import Printing, Worker\n"
        "Worker.objects.update(seen_at=timezone.now() - timedelta(minutes=1))\n"
        "Printing.objects.update(started_at=timezone.now() - timedelta(minutes=1))"
    )
    port = free_port()
    site.web(port)
    site.worker()

    until(lambda: site.open_printings() == 0, 24 * KILLS, every=1)
    given_up = site.count("reports_printing", "stage = 'failed'")
    served = [downloaded(Browser(port, code)) for code in codes]
    site.script("from django.core.management import call_command; call_command('sittings', 'purge')")
    assert [is_whole(pdf) for pdf in served] == [True] * KILLS
    assert len(pdfs(site)) == KILLS
    assert not list((site.folder / "pdf").rglob(".*"))
    assert site.count(TASKS, "status = 'RUNNING'") == 0
    assert not [pid for pid, then in orphans if is_running(pid) and began(pid) == then]
    told(
        f"R2: {KILLS} kills, {len(served)} PDFs served, 0 of them cut short, nothing left behind; "
        f"{given_up} had lost two workers and were made when their readers asked"
    )


def downloaded(browser: Browser) -> bytes:
    """The PDF as a reader gets it. One that lost two workers is begun anew by asking, and waited for."""
    answers = []

    def is_there() -> bool:
        status, body = browser.get("/result/verdict.pdf?again=yes")
        assert status == 200
        answers.append(body)
        return body.startswith(b"%PDF")

    until(is_there, 120, every=0.5)
    return answers[-1]


@pytest.mark.parametrize("signal_sent", [signal.SIGINT, signal.SIGTERM])
def test_one_command_serves_and_one_signal_stops_all(site: Site, signal_sent: signal.Signals):
    port = free_port()
    both = site.start("-m", "config.serve", str(port))
    until(lambda: len(children_of(both)) == 2 and site.count("reports_worker") == 1, 60)
    children = children_of(both)
    both.send_signal(signal_sent)

    assert both.wait(timeout=45) == 0
    assert not [pid for pid in children if is_running(pid)]
    assert site.count("reports_worker") == 0


def test_what_killed_processes_left_behind_is_tidied_up_every_hour(site: Site):
    (site.folder / "pdf" / "of-nobody").mkdir(parents=True)
    hurried = "from config import serve; serve.PURGE_SECONDS = 1.0; sys.exit(serve.main(sys.argv[1]))"
    both = site.start("-c", f"import sys; {hurried}", str(free_port()))

    until(lambda: not (site.folder / "pdf" / "of-nobody").exists(), 60)
    (site.folder / "pdf" / "of-nobody-either").mkdir()
    until(lambda: not (site.folder / "pdf" / "of-nobody-either").exists(), 60)
    both.send_signal(signal.SIGTERM)

    assert both.wait(timeout=45) == 0
    assert "Erased" not in site.logs()


def test_a_worker_that_dies_is_started_again_and_the_end_of_the_web_server_is_the_end(site: Site):
    both = site.start("-m", "config.serve", str(free_port()))
    until(lambda: len(children_of(both)) == 2, 30)
    web, worker = children_of(both)
    time.sleep(3.5)
    os.kill(worker, signal.SIGKILL)
    until(lambda: len(children_of(both)) == 2 and worker not in children_of(both), 30)
    (again,) = set(children_of(both)) - {web}
    os.kill(web, signal.SIGKILL)

    assert both.wait(timeout=45) != 0
    assert not is_running(again)


def test_nothing_outlives_a_supervisor_that_is_killed(site: Site):
    both = site.start("-m", "config.serve", str(free_port()))
    until(lambda: len(children_of(both)) == 2 and site.count("reports_worker") == 1, 60)
    children = children_of(both)
    both.kill()
    both.wait()

    until(lambda: not [pid for pid in children if is_running(pid)], 45)
