from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from initiatives.example import NotThere, make_example_year


class Command(BaseCommand):
    help = "Make an example plan of the year that is running, where it has no plan yet."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the example plan, or say that there is a plan already."""
        if not settings.LOCAL:
            raise CommandError(
                "The example year is only made on your own machine. If this is it, set SCP_ENV=local."
            )
        try:
            plan = make_example_year(today=timezone.localdate())
        except NotThere as error:
            raise CommandError(str(error)) from error
        said = f"Made the example plan {plan.year}." if plan else "This year has a plan."
        self.stdout.write(said)
