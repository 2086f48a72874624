"""What to call a return: after the quarter of the plan year that has just ended."""

from datetime import date

from django.utils import timezone

from priorities.models import PartnershipPlan

_QUARTER_BEFORE = {1: 3, 2: 4, 3: 1, 4: 2}  # by the quarter of the calendar year that has begun


def suggested_name(plan: PartnershipPlan) -> str:
    """ "Quarter 2" from October on; where the plan has had that one, the month: "October 2026"."""
    today = timezone.localdate()
    for name in (quarter_just_ended(today), f"{today:%B %Y}"):
        if not plan.returns.filter(name__iexact=name, withdrawn_at=None).exists():
            return name
    return ""


def quarter_just_ended(day: date) -> str:
    """The name of the plan year's quarter that ended last before that day: "Quarter 2"."""
    return f"Quarter {_QUARTER_BEFORE[(day.month + 2) // 3]}"
