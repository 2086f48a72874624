from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from initiatives.models import Return
from initiatives.returns.forms import OpeningForm
from initiatives.returns.passing_on import and_pass_on
from initiatives.returns.preview import preview
from priorities.mail import is_written_to_folder
from priorities.models import PartnershipPlan
from priorities.requests import SignedInRequest
from priorities.years import year_containing


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("initiatives.add_return", raise_exception=True)
def opening(request: SignedInRequest) -> HttpResponse:
    """Open a return of an open plan: say what is asked, look at who is asked, then open it."""
    plans = list(PartnershipPlan.objects.visible_to(request.user).open_on(timezone.localdate()))
    plan = _chosen(plans, request.GET.get("plan", ""))
    if plan is None:
        return render(request, "returns/no_open_plan.html")
    form = OpeningForm(request.POST if request.method == "POST" else None, plan=plan)
    context = {"plan": plan, "form": form, "other_plans": [each for each in plans if each != plan]}
    if not form.is_valid() or "change" in request.POST:
        form.ask_for_check()
        return render(request, "returns/opening.html", context)
    if form.cleaned_data["is_checked"]:
        try:
            opened = form.save(by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
            form.ask_for_check()
            return render(request, "returns/opening.html", context)
        messages.success(request, _what_was_opened(opened))
        return redirect(opened)
    form.note_check()
    context["has_no_server"] = is_written_to_folder()
    context["preview"] = preview(
        form.asked(), left_out=form.left_out(), agencies=form.chosen_agencies
    )
    return render(request, "returns/opening_checked.html", context)


def _what_was_opened(opened: Return) -> str:
    is_open = f"{opened.name} is open until {opened.closes_on:%A %-d %B %Y}."
    written = opened.messages.count()
    if not written:
        return f"{is_open} Nobody could be asked."
    if is_written_to_folder():
        return and_pass_on(f"{is_open} {written} message{'' if written == 1 else 's'} written.")
    return f"{is_open} {'1 person is' if written == 1 else f'{written} people are'} asked."


def _chosen(plans: list[PartnershipPlan], year: str) -> PartnershipPlan | None:
    """The open plan of that year; without one this year's, else the newest."""
    if year:
        for plan in plans:
            if plan.year == year:
                return plan
        raise Http404
    this_year = year_containing(timezone.localdate())
    return max(
        plans, key=lambda plan: (plan.start_year == this_year, plan.start_year), default=None
    )
