from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from initiatives.models import Return
from initiatives.returns.reminding import remind
from initiatives.working_days import is_working_day, working_days_between
from priorities.models import PartnershipPlan


class Command(BaseCommand):
    """Reminds who owes answers to a return, for a timer; to run it twice a day harms nothing."""

    help = (
        "Remind whoever owes answers to a return that is about to close or has lately closed. "
        "Meant for a timer, once a day: nobody is written to twice within five days."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--days-before", type=int, default=3, help="working days before the closing date"
        )
        parser.add_argument(
            "--days-after", type=int, default=10, help="working days after the closing date"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Remind for each return in progress whose closing date is near, and say how many were."""
        today = timezone.localdate()
        if not is_working_day(today):
            self.stdout.write("Nobody is reminded today: it is not a working day.")
            return
        open_plans = PartnershipPlan.objects.open_on(today)
        for asked_in in Return.objects.in_progress().filter(plan__in=open_plans):
            left = working_days_between(today, asked_in.closes_on)
            if -options["days_after"] <= left <= options["days_before"]:
                count = len(remind(asked_in))
                self.stdout.write(f"{asked_in}: {count} reminded.")
