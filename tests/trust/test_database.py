"""How we talk to the database: what is acknowledged is on the disk, and threads share connections."""

from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from tests.trust.surroundings import run_python

ON_SQLITE = """
import sqlite3
from django.conf import settings
from django.db import connection, transaction

names = ("journal_mode", "synchronous", "secure_delete", "busy_timeout")
with connection.cursor() as cursor:
    print(*(cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in names))
with transaction.atomic():
    connection.cursor().execute("SELECT 1")
    try:
        sqlite3.connect(settings.DATABASES["default"]["NAME"], timeout=0).execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        print(error)
"""
IN_THREADS = """
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from django.db import close_old_connections, connection

begun = Barrier(8)

def ask(_):
    begun.wait()
    with connection.cursor() as cursor:
        pid, _ = cursor.execute("SELECT pg_backend_pid(), pg_sleep(0.05)").fetchone()
    close_old_connections()  # As the end of a request does.
    begun.wait()
    return pid

with ThreadPoolExecutor(8) as threads:
    print(len(set(threads.map(ask, range(8)))))
"""


def test_sqlite_writes_to_the_disk_keeps_readers_and_lets_one_write_at_a_time(tmp_path: Path):
    done = run_python(ON_SQLITE, DATA_DIR=str(tmp_path))

    assert done.returncode == 0, done.stderr
    full = 2
    assert done.stdout.splitlines() == [f"wal {full} 1 20000", "database is locked"]


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no server to connect to")
@pytest.mark.django_db
@pytest.mark.parametrize(("pool", "connections"), [("2", "2"), ("0", "8")])
def test_threads_share_as_many_connections_as_the_pool_has(tmp_path: Path, pool: str, connections: str):
    found = connection.settings_dict
    host, name = quote(found["OPTIONS"]["host"], safe=""), found["NAME"]
    url = f"postgres:///{name}?host={host}&user={found['OPTIONS']['user']}"

    done = run_python(IN_THREADS, DATA_DIR=str(tmp_path), DATABASE_URL=url, DATABASE_POOL=pool)

    assert (done.returncode, done.stdout.strip()) == (0, connections), done.stderr
