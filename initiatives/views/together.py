from collections.abc import Iterable, Iterator
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import pluralize
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from initiatives.forms.together import AGAIN, LOOK, Selection, TogetherForm
from initiatives.models import Initiative
from initiatives.models.initiatives import reference
from initiatives.together import ChangedMeanwhile, Chosen, change_together, choose
from priorities.events import note
from priorities.models import PartnershipPlan
from priorities.numbers import record_number
from priorities.requests import SignedInRequest

_SELECTED = ("chosen", "every", "matching")
_LISTS = ("chosen", "serves")


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("initiatives.change_initiative", raise_exception=True)
def together(request: SignedInRequest, start_year: int) -> HttpResponse:
    """Change several initiatives of a plan in one step, after a look at what changes about each.

    The address tells which are chosen; what is typed is sent with a POST, out of every address.
    """
    plans = PartnershipPlan.objects.visible_to(request.user)
    plan = get_object_or_404(plans.prefetch_related("key_priorities"), start_year=start_year)
    asked = request.POST if request.method == "POST" else request.GET
    initiatives = Initiative.objects.visible_to(request.user).in_force().filter(plan=plan)
    selection, seen = Selection(asked, plan=plan), asked.getlist("seen")
    plan_address = _as_filtered(plan, asked)
    is_said = request.method == "POST" and AGAIN not in asked
    status = HTTPStatus.OK

    def look() -> TogetherForm:
        chosen = choose(initiatives, selection.picks, as_of=timezone.localdate())
        return TogetherForm(asked, plan=plan, chosen=chosen, is_said=is_said)

    form = look()
    if is_said and LOOK not in asked and form.is_valid():
        try:
            changed = change_together(
                initiatives, selection.picks, form.wanted, seen=seen, by=request.user
            )
        except ChangedMeanwhile:
            form, status = look(), HTTPStatus.CONFLICT
            if _is_done(form):  # by the same form, sent twice
                messages.info(request, "All of them have all of this already.")
                return redirect(plan_address)
        else:
            note("changed_together", plan=plan.year, initiatives=changed, user=request.user.pk)
            said = f"{changed} initiative{pluralize(changed)} changed."
            messages.success(request, said)
            return redirect(plan_address)
    context = {
        "plan": plan,
        "plan_address": plan_address,
        "form": form,
        "selected": [*_said(asked, _SELECTED)],
        "seen": seen,
        "is_clash": status == HTTPStatus.CONFLICT,
        "gone": _gone(plan, form.chosen, seen),
    }
    if form.is_valid():
        context |= _preview(form, asked)
    return render(request, "initiatives/together.html", context, status=status)


def _as_filtered(plan: PartnershipPlan, asked: QueryDict) -> str:
    """The plan's page with the filter that was on it."""
    matching = QueryDict(asked.get("matching", "")).urlencode()
    return f"{plan.get_absolute_url()}{'?' if matching else ''}{matching}"


def _is_done(form: TogetherForm) -> bool:
    if not (form.chosen and form.is_valid()):
        return False
    return not any(each.changes(form.wanted) for each in form.chosen)


def _preview(form: TogetherForm, asked: QueryDict) -> dict[str, Any]:
    """What would change about each, and all that has to be sent to have it done."""
    changes = [(each, each.changes(form.wanted)) for each in form.chosen]
    return {
        "preview": [(each, changed) for each, changed in changes if changed],
        "unchanged": [each.row for each, changed in changes if not changed],
        "said": [*_said(asked, [*_SELECTED, *form.fields])],
    }


def _said(asked: QueryDict, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What was sent under these names, to be sent again; blank where nothing was."""
    for name in names:
        nothing = [] if name in _LISTS else [""]
        for value in asked.getlist(name) or nothing:
            yield name, value


def _gone(plan: PartnershipPlan, chosen: Iterable[Chosen], seen: Iterable[str]) -> list[str]:
    """The initiatives that were looked at and are no longer among those chosen."""
    numbers = {record_number(mark.partition(".")[0]) or 0 for mark in seen}
    left = numbers - {each.row.number for each in chosen}
    return [reference(plan.year, number) for number in sorted(left)]
