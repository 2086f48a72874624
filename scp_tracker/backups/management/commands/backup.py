import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from scp_tracker.backups.names import all_but_newest
from scp_tracker.backups.taking import default_folder, take
from scp_tracker.backups.telling import megabytes, summary, told


def at_least_one(text: str) -> int:
    """The number of back-ups to keep, as it was typed."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("keep at least 1")
    return number


class Command(BaseCommand):
    help = (
        "Back up the tracker into one file, also while people are saving. "
        "The file is as confidential as the tracker."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "place",
            nargs="?",
            type=Path,
            metavar="FOLDER or FILE.zip",
            help="where to keep it; unless said, in the folder backups of the data folder",
        )
        parser.add_argument(
            "--keep",
            type=at_least_one,
            metavar="NUMBER",
            help="afterwards delete all but so many of the newest back-ups of that folder",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Take the back-up, and only then delete older ones."""
        keep: int | None = options["keep"]
        with told():
            path, manifest = take(options["place"] or default_folder())
            old = all_but_newest(keep, folder=path.parent) if keep else []
            for backup in old:
                backup.unlink()
        size = megabytes(path.stat().st_size)
        self.stdout.write(f"Backed up {summary(manifest)} to {path} ({size}).")
        if old:
            self.stdout.write(f"Deleted older back-ups: {', '.join(path.name for path in old)}.")
