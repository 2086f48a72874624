from typing import Any

from django.core.management.base import BaseCommand

from initiatives.workbook.forgetting import forget_old


class Command(BaseCommand):
    """Empties what was read of files and left for a day, for a timer; to run it twice harms nothing."""

    help = (
        "Forget what returned workbooks and plans being moved in say, where nobody went on with them "
        "for a day. Meant for a timer, once an hour or a night."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Forget it, and say of how many files."""
        self.stdout.write(f"Forgotten: {forget_old()}.")
