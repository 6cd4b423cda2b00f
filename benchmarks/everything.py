"""``make bench``: every figure of docs/performance.md in one run.

``--only`` picks parts, ``--quick`` shortens.
"""

import argparse
import os
import platform
import subprocess
import sys

from benchmarks.surroundings import PROJECT, prepared_site

ELSEWHERE = {
    "pages": ["benchmarks.pages"],
    "roles": ["benchmarks.grown"],
    "desk": ["benchmarks.desk"],
    "scoring": ["benchmarks.scoring"],
    "report": ["benchmarks.report"],
}
HERE = ("served", "stored")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", choices=[*ELSEWHERE, *HERE], default=[*ELSEWHERE, *HERE])
    parser.add_argument("--quick", action="store_true", help="seconds instead of minutes; noisier")
    told = parser.parse_args()
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"load before: {load}")
    failed = [part for part in told.only if part in ELSEWHERE and not ran(ELSEWHERE[part], quick=told.quick)]
    if set(HERE) & set(told.only):
        with prepared_site() as folder:
            if "served" in told.only:
                from benchmarks import served
                from benchmarks.pages import requests_to_make

                wanted = ("page of five", "one answer saved", "result page", "role page")
                asks = [ask for ask in requests_to_make() if ask.name in wanted]
                print("\n== served by gunicorn", flush=True)
                served.table(folder, asks, 1.0 if told.quick else 5.0)
            if "stored" in told.only:
                from benchmarks import stored

                print("\n== growth with the sittings stored", flush=True)
                stored.table(100_000 if told.quick else 1_000_000)
    return 1 if failed else 0


def ran(module: list[str], *, quick: bool) -> bool:
    """Runs another bench in a process of its own, so that none warms the caches of the next."""
    print(f"\n== {module[0]}", flush=True)
    short = ["--rounds", "6"] if quick and module[0] == "benchmarks.pages" else []
    return subprocess.run([sys.executable, "-m", *module, *short], cwd=PROJECT, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
