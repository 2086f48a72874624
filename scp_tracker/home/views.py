from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from initiatives.drafts import waiting_drafts
from initiatives.models import OutcomeUpdate, SeenUpdate
from initiatives.returns.open_parts import open_parts, returns_in_hand
from initiatives.workbook.log import workbooks_before
from priorities.models import PartnershipPlan
from priorities.numbers import record_number
from priorities.requests import SignedInRequest, plans_of
from reports.catalogue import REPORTS
from reports.public.issues import issued_papers, newest_of_each
from scp_tracker.accounts.models import User
from scp_tracker.home.begun import begun
from scp_tracker.home.officer import needs, partners_news
from scp_tracker.home.partner import actions
from scp_tracker.home.progress_picture import picture_of
from scp_tracker.home.statuses import STATUS_WORDS, Statuses
from scp_tracker.navigation import plan_in_hand

PAPERS_AT_ONCE = 6
NEWS_IN_FULL = 5  # the older ones are folded


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What needs this person now; for the public, the published papers."""
    if not request.user.is_authenticated:
        return render(request, "home/public.html", _published())
    user = request.user
    plans = plans_of(request)
    in_hand = plan_in_hand(plans)
    context: dict[str, Any] = {
        "begun": begun(user),
        "drafts": waiting_drafts(user),
        **workbooks_before(user),
        "plan_in_hand": in_hand,
        **_for_an_officer(user, plans, in_hand),
        **_for_a_partner(user, in_hand),
        **_for_who_sees_statuses(user, plans, in_hand),
        **_for_who_reads_reports(user),
    }
    return render(request, "home/home.html", context)


def _for_an_officer(
    user: User, plans: list[PartnershipPlan], in_hand: PartnershipPlan | None
) -> dict[str, Any]:
    if not user.has_perm("initiatives.change_initiative"):
        return {}
    today = timezone.localdate()
    asked = returns_in_hand(user, on=today)
    news = partners_news(user, as_of=today)
    shown = [plan for plan in plans if plan.is_open]
    found = needs(shown, as_of=today)
    return {
        "is_officer": True,
        "open_returns": [each for each in asked if each.asked_in.is_in_progress],
        "to_accept": [each for each in asked if each.waiting],
        "news": news[:NEWS_IN_FULL],
        "older_news": news[NEWS_IN_FULL:],
        "needs": next((its for plan, its in found if plan == in_hand), []),
        "other_needs": [(plan, its) for plan, its in found if plan != in_hand],
    }


def _for_a_partner(user: User, in_hand: PartnershipPlan | None) -> dict[str, Any]:
    is_partner = user.has_perm("initiatives.answer_initiative")
    if not is_partner or user.has_perm("initiatives.change_initiative"):
        return {}
    today = timezone.localdate()
    return {
        "is_partner": True,
        "agencies": list(user.agencies.all()),
        "actions": actions(user, in_hand, as_of=today),
        "open_parts": open_parts(user, on=today),
    }


def _published() -> dict[str, Any]:
    issues = issued_papers()
    return {
        "newest_papers": newest_of_each(issues)[:PAPERS_AT_ONCE],
        "anything_published": bool(issues),
    }


def _for_who_reads_reports(user: User) -> dict[str, Any]:
    """The reports as they stand today; whoever sees none of them has what was published."""
    if not user.has_perm("priorities.read_papers"):
        return _published()
    return {"reports_first": _is_clerk(user), "reports": REPORTS}


def _for_who_sees_statuses(
    user: User, plans: list[PartnershipPlan], in_hand: PartnershipPlan | None
) -> dict[str, Any]:
    if not user.has_perm("priorities.view_statuses"):
        return {}
    statuses = Statuses(as_of=timezone.localdate())
    tallies = statuses.by_priority(in_hand) if in_hand else []
    return {
        "sees_statuses": True,
        "plans": plans,
        "status_words": STATUS_WORDS,
        "by_priority": tallies,
        "picture": picture_of(tallies),
        "by_year": statuses.by_year(plans),
    }


def _is_clerk(user: User) -> bool:
    """Whether the papers are this person's work: the plan is theirs to read, and none of it to answer."""
    return user.has_perm("initiatives.view_initiative") and not user.has_perm(
        "initiatives.answer_initiative"
    )


@require_POST
@permission_required("initiatives.change_initiative", raise_exception=True)
def seen(request: SignedInRequest) -> HttpResponse:
    """Take one of the partners' updates, or all that were shown, off this officer's home."""
    name = "shown" if "all" in request.POST else "seen"
    asked = [record_number(text) for text in request.POST.getlist(name)]
    unseen = OutcomeUpdate.objects.unseen_by(request.user).filter(pk__in=filter(None, asked))
    marks = [SeenUpdate(update=update, by=request.user) for update in unseen]
    SeenUpdate.objects.bulk_create(marks, ignore_conflicts=True)  # pressed twice is seen once
    if marks:
        messages.success(request, _what_was_seen(len(marks)))
    return redirect("home")


def _what_was_seen(number: int) -> str:
    return "The update is marked as seen." if number == 1 else f"{number} updates marked as seen."
