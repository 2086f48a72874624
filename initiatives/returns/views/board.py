from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from initiatives.models import Return
from initiatives.returns.board import board_rows
from initiatives.returns.forms import ClosingForm, WithdrawalForm
from initiatives.returns.messages import ask_agencies
from initiatives.returns.opening import ask_new_leads, unasked_answers
from priorities.requests import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
def board(request: SignedInRequest, pk: int) -> HttpResponse:
    """How a return stands with each agency; sent, it asks the agencies that took something over."""
    asked_in = _visible(request, pk)
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
        ask_agencies(asked_in, new)
        names = " and ".join(part.agency.short_name for part in new)
        messages.success(request, f"{names} {'is' if len(new) == 1 else 'are'} asked now too.")
    return redirect(asked_in)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take no more answers to a return, after a last look at what is missing."""
    asked_in = _visible(request, pk)
    if not asked_in.is_in_progress:
        messages.info(request, f"{asked_in.name} has ended already.")
        return redirect(asked_in)
    typed = request.POST if request.method == "POST" else None
    form = ClosingForm(typed, instance=asked_in, by=request.user)
    status = HTTPStatus.OK
    if form.is_valid():
        if form.save_unless_out_of_date():
            messages.success(request, f"{asked_in.name} is closed.")
            return redirect(asked_in)
        status = HTTPStatus.CONFLICT
    rows = board_rows(asked_in, on=timezone.localdate())
    context = {
        "asked_in": asked_in,
        "plan": asked_in.plan,
        "form": form,
        "to_do": [row for row in rows if row.is_to_do],
        "waiting": asked_in.answers.waiting().count(),
    }
    return render(request, "returns/close.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Call a return off that should not have been opened."""
    asked_in = _visible(request, pk)
    if not asked_in.is_in_progress:
        messages.info(request, f"{asked_in.name} has ended already.")
        return redirect(asked_in)
    typed = request.POST if request.method == "POST" else None
    form = WithdrawalForm(typed, instance=asked_in, by=request.user)
    status = HTTPStatus.OK
    if form.is_valid():
        if form.save_unless_out_of_date():
            messages.success(request, f"{asked_in.name} is withdrawn.")
            return redirect(asked_in)
        status = HTTPStatus.CONFLICT
    context = {"asked_in": asked_in, "plan": asked_in.plan, "form": form}
    return render(request, "returns/withdraw.html", context, status=status)


def _visible(request: SignedInRequest, pk: int) -> Return:
    returns = Return.objects.visible_to(request.user).select_related("plan__partnership")
    return get_object_or_404(returns, pk=pk)
