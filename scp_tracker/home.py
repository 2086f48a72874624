"""The first page: what needs this person now, by what they may do."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from initiatives.drafts import waiting_drafts
from initiatives.models import Initiative, OutcomeUpdate, Status
from initiatives.rows import NO_STATUS, InitiativeRow, initiative_rows
from initiatives.timing import Kind
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
    context: dict[str, Any] = {"typed_is_kept": KeptForm.objects.visible_to(user).exists()}
    context["drafts"] = waiting_drafts(user)
    if user.has_perm("initiatives.change_initiative"):
        context |= {"gaps": gaps(as_of=today), "news": partners_news(since=today - LATELY)}
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
) -> list[tuple[PartnershipPlan, list[tuple[str, int]], int]]:
    """Each plan year with each status word and the number of initiatives under it, and in all."""
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    said: Any = Initiative.objects.in_force().with_status(as_of=as_of).order_by()
    counted = said.values("plan", "status").annotate(number=Count("pk"))
    for plan, status, number in counted.values_list("plan", "status", "number"):
        counts[plan][status] = number
    return [
        (
            plan,
            [
                (word, counts[plan.pk].get(status, 0))
                for status, word in (*Status.choices, ("", NO_STATUS))
            ],
            sum(counts[plan.pk].values()),
        )
        for plan in plans
    ]


@dataclass(frozen=True)
class Gap:
    """How many initiatives of a plan lack something, and the filter of the plan that lists them."""

    number: int
    words: str
    query: str


LACKS: list[tuple[str, str, Callable[[InitiativeRow], bool]]] = [
    ("without a lead agency", "agency=none", lambda row: not row.leads),
    ("without a timing", "timing=none", lambda row: row.timing_kind == Kind.NONE),
    (
        "with a timing to be confirmed",
        "timing=to_be_confirmed",
        lambda row: row.timing_kind == Kind.TO_BE_CONFIRMED,
    ),
    ("without a key priority", "priority=none", lambda row: not row.served_priority_ids),
]


def gaps(*, as_of: date) -> list[tuple[PartnershipPlan, list[Gap]]]:
    """Each open plan year with what its initiatives lack of what the papers print."""
    plans = PartnershipPlan.objects.open_on(as_of)
    rows = initiative_rows(Initiative.objects.in_force().filter(plan__in=plans), as_of=as_of)
    return [(plan, _gaps_among(row for row in rows if _is_of(plan, row))) for plan in plans]


def _is_of(plan: PartnershipPlan, row: InitiativeRow) -> bool:
    return row.start_year == plan.start_year


def _gaps_among(rows: Iterable[InitiativeRow]) -> list[Gap]:
    rows = list(rows)
    found = [Gap(sum(map(lacks, rows)), words, query) for words, query, lacks in LACKS]
    return [gap for gap in found if gap.number]


def partners_news(*, since: date) -> list[OutcomeUpdate]:
    """The newest twenty outcomes that partner agencies wrote themselves."""
    updates = OutcomeUpdate.objects.filter(
        agency__isnull=False, recorded_at__date__gte=since, initiative__removed_on=None
    )
    related = updates.select_related("agency", "recorded_by", "initiative__plan")
    return list(related.order_by("-recorded_at")[:20])


def actions(user: User, *, as_of: date) -> list[InitiativeRow]:
    """The initiatives of open plans that the person's agencies lead."""
    visible = Initiative.objects.visible_to(user)
    return initiative_rows(visible.answerable_by(user), as_of=as_of)
