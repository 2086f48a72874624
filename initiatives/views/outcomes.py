from functools import partial
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from initiatives.drafts import waiting_drafts
from initiatives.forms import OutcomeForm
from initiatives.models import Draft, Initiative, OutcomeUpdate
from initiatives.returns.open_parts import open_parts
from initiatives.rows import initiative_rows
from initiatives.urgency import most_urgent_first
from initiatives.views.drafts import answer_draft, asks_of_draft
from initiatives.workbook.log import workbooks_before
from priorities.events import note
from priorities.requests import SignedInRequest
from priorities.versions import OutOfDate
from priorities.years import slug


@require_safe
@permission_required("initiatives.view_initiative", raise_exception=True)
def my_actions(request: SignedInRequest) -> HttpResponse:
    """The initiatives that the signed-in person's agencies lead, in every open plan year."""
    visible = Initiative.objects.visible_to(request.user).in_force()
    today = timezone.localdate()
    led = visible.led_by_agencies_of(request.user).in_open_plans(on=today)
    rows = most_urgent_first(initiative_rows(led, as_of=today))
    agencies = list(request.user.agencies.all())
    context = {
        "rows": rows,
        "agencies": agencies,
        "drafts": waiting_drafts(request.user),
        "open_parts": open_parts(request.user, on=today),
        **workbooks_before(request.user),
        "workbook_years": sorted({(row.start_year, slug(row.start_year)) for row in rows})[::-1],
    }
    return render(request, "initiatives/my_actions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def update(request: SignedInRequest, start_year: int, number: int) -> HttpResponse:
    """Add an outcome to one initiative; earlier outcomes stay as they are."""
    visible = Initiative.objects.visible_to(request.user).select_related("plan", "target")
    initiative = get_object_or_404(
        visible.with_outcome(as_of=timezone.localdate()),
        plan__start_year=start_year,
        number=number,
    )
    if not visible.answerable_by(request.user).filter(pk=initiative.pk).exists():
        raise PermissionDenied(why_not_answerable(initiative))
    is_sent = request.method == "POST"
    draft = None if is_sent else _draft_for(request)
    form = OutcomeForm(request.POST if is_sent else None, initiative=initiative, draft=draft)
    status = HTTPStatus.OK
    try:
        if asks_of_draft(request):
            keep = partial(form.keep_draft, by=request.user, address=request.path)
            return answer_draft(request, keep=keep)
        if form.is_valid() and not form.pauses():
            recorded = form.save(by=request.user, address=request.path)
            of, number = initiative.reference, recorded.number
            note("outcome_recorded", initiative=of, number=number, user=request.user.pk)
            messages.success(request, _what_was_done(initiative, recorded))
            return redirect(initiative)
    except OutOfDate:
        form.offer_both()
        status = HTTPStatus.CONFLICT
    is_conflict = form.is_overtaken or status == HTTPStatus.CONFLICT
    context = {"initiative": initiative, "form": form, "is_conflict": is_conflict}
    return render(request, "initiatives/update.html", context, status=status)


def _draft_for(request: SignedInRequest) -> Draft | None:
    return Draft.objects.visible_to(request.user).filter(address=request.path).first()


def why_not_answerable(initiative: Initiative) -> str:
    """Why somebody who sees the initiative may not write its outcome."""
    if initiative.removed_on:
        return "The initiative has been removed from the plan, so its outcome no longer changes."
    if not initiative.plan.is_open:
        closed_on = f"{initiative.plan.closed_on:%-d %B %Y}"
        return f"The plan {initiative.plan.year} closed on {closed_on}, so its outcomes no longer change."
    return (
        "Only the initiative’s lead agencies and the community safety officers write its outcome."
    )


def _what_was_done(initiative: Initiative, recorded: OutcomeUpdate) -> str:
    said = f"Outcome recorded for {initiative.label}."
    printed = initiative.updates.order_by("-reported_on", "-number").first()
    if printed and printed.pk != recorded.pk:
        said += f" The papers still print the outcome of {printed.reported_on:%-d %B %Y}, which is newer."
    return said
