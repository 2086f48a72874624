"""What may be done with an outcome that was recorded earlier."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from initiatives.forms import RestoreForm
from initiatives.models import Initiative, OutcomeUpdate
from initiatives.views.outcomes import why_not_answerable
from priorities.events import note
from priorities.requests import SignedInRequest
from priorities.versions import OutOfDate


@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: SignedInRequest, start_year: int, number: int, update: int) -> HttpResponse:
    """Use the text of an earlier update again, as a new one of today."""
    earlier = _earlier(request, start_year, number, update)
    initiative = earlier.initiative
    if not Initiative.objects.answerable_by(request.user).filter(pk=initiative.pk).exists():
        raise PermissionDenied(why_not_answerable(initiative))
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


def _earlier(request: SignedInRequest, start_year: int, number: int, update: int) -> OutcomeUpdate:
    """The update with its initiative; one without a text has none to use."""
    visible = Initiative.objects.visible_to(request.user).select_related("plan", "target")
    initiative = get_object_or_404(
        visible.with_outcome(as_of=timezone.localdate()),
        plan__start_year=start_year,
        number=number,
    )
    earlier = get_object_or_404(initiative.updates.exclude(text=""), number=update)
    earlier.initiative = initiative
    return earlier
