"""The first page: what needs this person now, by what they may do."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from initiatives.models import Initiative, Lead, OutcomeUpdate, PriorityLink, Status
from initiatives.rows import NO_STATUS, initiative_rows
from initiatives.timing import Kind
from priorities import years
from priorities.models import PartnershipPlan
from reports.catalogue import FORMATS, REPORTS
from scp_tracker.accounts.models import User
from scp_tracker.kept.models import KeptForm

LATELY = timedelta(days=30)


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What needs this person now; for the public, the published papers."""
    if not request.user.is_authenticated:
        return render(request, "home/public.html")
    user, today = request.user, timezone.localdate()
    context: dict[str, Any] = {"kept_forms": KeptForm.objects.visible_to(user)}
    if user.has_perm("initiatives.change_initiative"):
        context |= {"gaps": gaps(), "news": partners_news(since=today - LATELY)}
    elif user.has_perm("initiatives.answer_initiative"):
        context |= {"agencies": list(user.agencies.all()), "actions": actions(user, as_of=today)}
    if user.has_perm("priorities.read_papers"):
        plans = list(PartnershipPlan.objects.with_papers_for(user))
        context |= {"plans": plans, "reports": REPORTS, "formats": FORMATS}
        context |= {"statuses": statuses_at_a_glance(plans, as_of=today), "words": STATUS_WORDS}
    return render(request, "home/home.html", context)


STATUS_WORDS = [*Status.labels, NO_STATUS]


def statuses_at_a_glance(
    plans: list[PartnershipPlan], *, as_of: date
) -> list[tuple[PartnershipPlan, list[int], int]]:
    """Each plan year with the number of its initiatives under each status word, and in all."""
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    said: Any = Initiative.objects.in_force().with_status(as_of=as_of).order_by()
    counted = said.values("plan", "status").annotate(number=Count("pk"))
    for plan, status, number in counted.values_list("plan", "status", "number"):
        counts[plan][status] = number
    return [
        (
            plan,
            [counts[plan.pk].get(status, 0) for status in (*Status.values, "")],
            sum(counts[plan.pk].values()),
        )
        for plan in plans
    ]


def gaps() -> list[dict[str, Any]]:
    """For each open plan year, how many initiatives lack something the papers print."""
    led = Lead.objects.filter(initiative=OuterRef("pk"))
    linked = PriorityLink.objects.filter(initiative=OuterRef("pk"))
    initiatives = Initiative.objects.in_force().filter(plan__closed_on=None).order_by()
    found = initiatives.values("plan__start_year").annotate(
        no_lead=Count("pk", filter=~Q(Exists(led))),
        no_timing=Count("pk", filter=Q(timing_kind=Kind.NONE)),
        to_be_confirmed=Count("pk", filter=Q(timing_kind=Kind.TO_BE_CONFIRMED)),
        no_priority=Count("pk", filter=Q(target=None) & ~Q(Exists(linked))),
    )
    return [
        {
            **gap,
            "year": years.slug(gap["plan__start_year"]),
            "any": any(number for name, number in gap.items() if name != "plan__start_year"),
        }
        for gap in found.order_by("-plan__start_year")
    ]


def partners_news(*, since: date) -> list[OutcomeUpdate]:
    """The newest twenty outcomes that partner agencies wrote themselves."""
    updates = OutcomeUpdate.objects.filter(
        agency__isnull=False, recorded_at__date__gte=since, initiative__removed_on=None
    )
    related = updates.select_related("agency", "recorded_by", "initiative__plan")
    return list(related.order_by("-recorded_at")[:20])


def actions(user: User, *, as_of: date) -> list[Any]:
    """The initiatives of open plans that the person's agencies lead."""
    visible = Initiative.objects.visible_to(user)
    return initiative_rows(visible.answerable_by(user), as_of=as_of)
