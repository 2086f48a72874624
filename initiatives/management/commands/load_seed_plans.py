from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import models, transaction
from django.utils import timezone

from priorities.models import Partnership, PartnershipPlan

FOUNDATIONS = ["partnership", "agencies", "frameworks"]
PLANS = {2016: "plan_2016_17", 2017: "plan_2017_18"}
REASON = "Loaded from the committee pack of 12 September 2017"


class Command(BaseCommand):
    """Loads the two plan years of the committee pack where they are absent, and nothing else."""

    help = "Load the plans 2016-17 and 2017-18 of Safer Colchester, where they are not there yet."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Load what is absent; what people changed since the first run is left alone."""
        there = set(PartnershipPlan.objects.values_list("start_year", flat=True))
        absent = [fixture for year, fixture in PLANS.items() if year not in there]
        if not Partnership.objects.exists():
            absent = FOUNDATIONS + absent
        for fixture in absent:
            call_command("loaddata", fixture, verbosity=0)
        if absent:
            write_first_history()
        self.stdout.write(f"Loaded {', '.join(absent)}." if absent else "The plans are there.")


def write_first_history() -> None:
    """Give each record without history its first row: loading a fixture writes none."""
    for model in apps.get_models():
        if hasattr(model._meta, "simple_history_manager_attribute"):
            history: Any = model.history  # type: ignore[attr-defined]
            known = history.values("id")
            fresh: models.QuerySet[Any] = model._default_manager.exclude(pk__in=known)
            history.bulk_history_create(
                list(fresh), default_change_reason=REASON, default_date=timezone.now()
            )
