from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from scp_tracker.backups.restoring import restore
from scp_tracker.backups.telling import summary, told, when


class Command(BaseCommand):
    help = (
        "Put a back-up in place, all of it or none. Stop the tracker first, and restore only a "
        "file you made: what is in it becomes the tracker."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.zip")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="also where the database holds something, which is backed up first",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore, and say what is left to do."""
        with told():
            restored = restore(options["file"], replace=options["replace"])
        manifest = restored.manifest
        self.stdout.write(
            f"Restored the back-up of {when(manifest)}: {summary(manifest)}. "
            "Everybody has to sign in again."
        )
        if restored.replaced:
            self.stdout.write(f"What was there before is kept in {restored.replaced}.")
        if not restored.has_its_secret:
            self.stdout.write(
                "Links in messages sent before that work once SCP_SECRET_KEY is what it was then."
            )
        if restored.is_older:
            self.stdout.write(
                "It was made by an older version: run ./run manage migrate before you start the "
                "tracker."
            )
