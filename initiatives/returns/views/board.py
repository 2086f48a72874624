from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from initiatives.models import Return
from initiatives.returns.board import board_rows
from initiatives.returns.messages import ask_agencies
from initiatives.returns.opening import ask_new_leads, unasked_answers
from initiatives.returns.passing_on import and_pass_on
from priorities.requests import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
def board(request: SignedInRequest, pk: int) -> HttpResponse:
    """How a return stands with each agency; sent, it asks the agencies that took something over."""
    asked_in = visible_return(request, pk)
    if request.method == "POST":
        return _ask_new_leads(request, asked_in)
    rows = board_rows(asked_in, on=timezone.localdate())
    context = {
        "asked_in": asked_in,
        "plan": asked_in.plan,
        "rows": rows,
        "waiting": asked_in.answers.waiting().count(),  # a joint one counts once
        "unasked": unasked_answers(asked_in).count() if asked_in.is_in_progress else 0,
    }
    return render(request, "returns/board.html", context)


def _ask_new_leads(request: SignedInRequest, asked_in: Return) -> HttpResponse:
    try:
        new = ask_new_leads(asked_in)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(asked_in)
    if new:
        asked = ask_agencies(asked_in, new)
        names = " and ".join(part.agency.short_name for part in new)
        said = f"{names} {'is' if len(new) == 1 else 'are'} asked now too."
        messages.success(request, and_pass_on(said) if asked else said)
    return redirect(asked_in)


def visible_return(request: SignedInRequest, pk: int) -> Return:
    """The return of that number, or 404 for who may not look after it."""
    returns = Return.objects.visible_to(request.user).select_related("plan__partnership")
    return get_object_or_404(returns, pk=pk)
