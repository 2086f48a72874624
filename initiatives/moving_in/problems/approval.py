"""What is to be said, or set up, before a plan is moved in."""

from collections.abc import Iterator

from django.utils import timezone

from initiatives.moving_in.plan_draft import Notice, PlanDraft, Step
from priorities.models import Partnership
from priorities.years import slug

LAST_NUMBER = 9_999  # of an initiative in its plan year


def of_approval(plan: PlanDraft) -> Iterator[Notice]:
    """The plan year, the day, and whether it all fits."""
    there = plan.existing.plan
    if plan.start_year is None:
        yield Notice("Choose the plan year.", Step.APPROVE)
    elif not 1998 <= plan.start_year <= 2098:
        yield Notice("Choose a plan year from 1998-99 to 2098-99.", Step.APPROVE)
    if there and there.is_example:
        yield Notice(
            f"The plan {slug(there.start_year)} is example data. Choose another year.", Step.APPROVE
        )
    if not (there or Partnership.objects.exists()):
        yield Notice("Set up the partnership first: an administrator does so.", Step.APPROVE)
    if plan.reported_on is None or plan.reported_on > timezone.localdate():
        yield Notice(
            "Say which day the outcomes speak for: today or earlier, such as 30 4 2017.",
            Step.APPROVE,
        )
    if plan.left_out and not plan.initiatives:
        yield Notice("Every initiative is left out. Take in at least one.", Step.APPROVE)
    if plan.existing.last_number + len(plan.initiatives) > LAST_NUMBER:
        yield Notice(
            f"A plan year holds {LAST_NUMBER:,} initiatives at most. Leave some out.", Step.APPROVE
        )
