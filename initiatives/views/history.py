"""What may be done with an outcome that was recorded earlier."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from initiatives.forms import RedactionForm, RestoreForm
from initiatives.models import Initiative, OutcomeUpdate
from initiatives.redacting import of_other_years_with, others_with, what_is_emptied
from initiatives.views.outcomes import why_not_answerable
from priorities.events import note
from priorities.requests import SignedInRequest
from priorities.versions import OutOfDate


@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: SignedInRequest, start_year: int, number: int, update: int) -> HttpResponse:
    """Use the text of an earlier update again, as a new one of today."""
    earlier = _update(request, start_year, number, update)
    initiative = earlier.initiative
    if not Initiative.objects.answerable_by(request.user).filter(pk=initiative.pk).exists():
        raise PermissionDenied(why_not_answerable(initiative))
    if not earlier.text:
        raise Http404  # there is nothing to use
    form = RestoreForm(request.POST if request.method == "POST" else None, earlier=earlier)
    if not form.is_needed:
        messages.info(request, f"The text of update {earlier.number} is what prints now.")
        return redirect(initiative)
    status = HTTPStatus.OK
    if form.is_valid():
        try:
            recorded = form.save(by=request.user)
        except OutOfDate:
            form.offer_both()
            status = HTTPStatus.CONFLICT
        else:
            of = initiative.reference
            note("outcome_recorded", initiative=of, number=recorded.number, user=request.user.pk)
            messages.success(request, f"The text of update {earlier.number} prints again.")
            return redirect(initiative)
    context = {
        "initiative": initiative,
        "earlier": earlier,
        "form": form,
        "is_conflict": status == HTTPStatus.CONFLICT,
    }
    return render(request, "initiatives/restore.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def redact(request: SignedInRequest, start_year: int, number: int, update: int) -> HttpResponse:
    """Take words out of an update for good; what goes is shown once more before it does."""
    update_in_hand = _update(request, start_year, number, update)
    initiative = update_in_hand.initiative
    if not request.user.has_perm("initiatives.redact_outcomeupdate"):
        raise PermissionDenied("Only administrators take words out of an outcome.")
    form = RedactionForm(request.POST if request.method == "POST" else None, update=update_in_hand)
    context = {"initiative": initiative, "update": update_in_hand, "form": form}
    if not form.is_valid() or "again" in request.POST:
        return render(request, "initiatives/redact.html", context)
    others = others_with(form.words, update_in_hand)
    of_other_years = of_other_years_with(form.words, update_in_hand)
    emptied = what_is_emptied(form.words, update_in_hand)
    if "confirmed" not in request.POST:
        form.ask_again()
        context |= {"others": others, "of_other_years": of_other_years, "emptied": emptied}
        return render(request, "initiatives/redact_check.html", context)
    try:
        form.save(by=request.user)
    except OutOfDate:
        form.offer_both()
        context["is_conflict"], status = True, HTTPStatus.CONFLICT
        return render(request, "initiatives/redact.html", context, status=status)
    of = initiative.reference
    note("outcome_redacted", initiative=of, number=update_in_hand.number, user=request.user.pk)
    messages.success(request, _what_was_taken_out(update_in_hand, others, of_other_years))
    if emptied:
        messages.warning(
            request,
            f"Withdrawn and emptied: {'; '.join(emptied)}. If the committee still needs the paper, "
            "it has to be issued again.",
        )
    return redirect(initiative)


def _what_was_taken_out(
    update: OutcomeUpdate, others: list[OutcomeUpdate], of_other_years: list[OutcomeUpdate]
) -> str:
    said = f"The words were taken out of update {update.number}."
    left = [f"update {other.number}" for other in others]
    left += [f"update {each.number} of {each.initiative.reference}" for each in of_other_years]
    if left:
        said += f" Some of them still stand in {' and '.join(left)}: redact those as well."
    return said


def _update(request: SignedInRequest, start_year: int, number: int, update: int) -> OutcomeUpdate:
    """The update with its initiative, or 404."""
    visible = Initiative.objects.visible_to(request.user).select_related("plan", "target")
    initiative = get_object_or_404(
        visible.with_outcome(as_of=timezone.localdate()),
        plan__start_year=start_year,
        number=number,
    )
    found = get_object_or_404(initiative.updates.all(), number=update)
    found.initiative = initiative
    return found
