"""Run the benchmarks named, or all of them, and print their tables as Markdown."""

import os
import signal
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from importlib import import_module
from tempfile import TemporaryDirectory

import django

from benchmarks.machine import this_machine
from benchmarks.tables import Table

BENCHMARKS: tuple[str, ...] = (
    "pages",
    "excel",
    "word",
    "pdf",
    "papers",
    "saving",
    "returns",
    "kills",
    "reading",
    "came_back",
    "moves_in",
)  # each a module here


def main() -> None:
    """Print each table as soon as it is measured."""
    asked = _arguments()
    # A benchmark that is ended by a signal still stops its servers and removes its folders.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with TemporaryDirectory(prefix="scp-bench-") as folder:
        # This process opens no database; each benchmark asks for those it works on.
        os.environ["DJANGO_SETTINGS_MODULE"] = "scp_tracker.settings"
        os.environ["DATABASE_URL"] = "sqlite://:memory:"
        os.environ["DATA_DIR"] = folder
        django.setup()
        _say(this_machine())
        for name in asked.names or BENCHMARKS:
            for table in _tables(name, quick=asked.quick):
                _say(table.markdown())


def _tables(name: str, *, quick: bool) -> Iterator[Table]:
    tables: Iterator[Table] = import_module(f"benchmarks.{name}").run(quick=quick)
    return tables


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=f"{', '.join(BENCHMARKS)}")
    parser.add_argument("--quick", action="store_true", help="tiny sizes: does it all still run?")
    asked = parser.parse_args()
    if unknown := sorted(set(asked.names) - set(BENCHMARKS)):
        parser.error(f"there is no {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}")
    return asked


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
