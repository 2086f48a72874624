from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from initiatives.models import Agency, ReturnedWorkbook
from initiatives.workbook import who
from initiatives.workbook.coming_back import receive
from initiatives.workbook.forms import DownloadForm, UploadForm
from initiatives.workbook.headed_lines import CannotBeUsed
from initiatives.workbook.log import undecided_workbooks, workbooks_of
from priorities.events import note
from priorities.models import PartnershipPlan
from priorities.requests import SignedInRequest

WORKBOOKS_AT_ONCE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("initiatives.answer_initiative", raise_exception=True)
def workbook(request: SignedInRequest, start_year: int) -> HttpResponse:
    """Where outcomes go out in a workbook and come back, and the log of those that came back."""
    plans = PartnershipPlan.objects.visible_to(request.user)
    plan = get_object_or_404(plans, start_year=start_year)
    is_officer = who.may_have_whole_plans(request.user)
    agencies = list(who.agencies_for(request.user, plan))
    why_not = "" if is_officer else _why_not(plan, agencies)
    is_sent = request.method == "POST"
    if is_sent and why_not:
        raise PermissionDenied(why_not)
    sent = (request.POST, request.FILES) if is_sent else (None, None)
    form = UploadForm(*sent, agencies=agencies, by_officer=is_officer)
    if form.is_valid() and (returned := _received(request, plan, form)):
        return redirect(returned)
    workbooks = workbooks_of(plan, seen_by=request.user)
    context: dict[str, Any] = {
        "plan": plan,
        "why_not": why_not,
        "download": DownloadForm(agencies=agencies, for_whole_plans=is_officer),
        "form": form,
        "undecided": undecided_workbooks(request.user, of=plan),
        "workbooks": Paginator(workbooks, WORKBOOKS_AT_ONCE).get_page(request.GET.get("page")),
    }
    return render(request, "workbook/workbook.html", context)


def _received(
    request: SignedInRequest, plan: PartnershipPlan, form: UploadForm
) -> ReturnedWorkbook | None:
    """The workbook that was brought back; None, with the reason on the form, for what is none."""
    name, read = form.cleaned_data["file"]
    try:
        returned = receive(
            read, plan=plan, agency=form.answers_for, by=request.user, file_name=name
        )
    except CannotBeUsed as refusal:
        form.add_error("file", str(refusal))
        return None
    note("workbook_returned", workbook=returned.pk, plan=plan.year, user=request.user.pk)
    return returned


def _why_not(plan: PartnershipPlan, agencies: list[Agency]) -> str:
    """Why there is no workbook for a partner, in words; "" where there is one."""
    if plan.closed_on and not plan.is_open:
        closed_on = f"{plan.closed_on:%-d %B %Y}"
        return f"The plan {plan.year} closed on {closed_on}, so its outcomes no longer change."
    if not agencies:
        return (
            f"No agency of yours leads anything in the plan {plan.year}, so there is no workbook for "
            "you. Ask your community safety officer if that is wrong."
        )
    return ""
