from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from initiatives.returns.board import board_rows
from initiatives.returns.closing import open_again as reopen
from initiatives.returns.forms import ClosingDateForm, ClosingForm, WithdrawalForm
from initiatives.returns.views.board import visible_return
from initiatives.working_days import day_off
from priorities.numbers import record_number
from priorities.requests import SignedInRequest
from priorities.versions import OutOfDate


@require_http_methods(["GET", "HEAD", "POST"])
def closing_date(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give the lead agencies longer, or less long, to answer."""
    asked_in = visible_return(request, pk)
    if not asked_in.is_in_progress:
        messages.info(request, f"{asked_in.name} has ended already.")
        return redirect(asked_in)
    form = ClosingDateForm(request.POST if request.method == "POST" else None, instance=asked_in)
    status = HTTPStatus.OK
    if form.is_valid():
        if form.save_unless_out_of_date():
            day = asked_in.closes_on
            messages.success(request, f"The closing date is now {day:%A %-d %B %Y}.")
            if why := day_off(day):
                messages.warning(request, why)
            return redirect(asked_in)
        status = HTTPStatus.CONFLICT
    context = {"asked_in": asked_in, "plan": asked_in.plan, "form": form}
    return render(request, "returns/closing_date.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take no more answers to a return, after a last look at what is missing."""
    asked_in = visible_return(request, pk)
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


@require_POST
def open_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take answers again to a return that was closed."""
    asked_in = visible_return(request, pk)
    if asked_in.closed_at is None:
        messages.info(request, f"{asked_in.name} is not closed.")
        return redirect(asked_in)
    try:
        reopen(asked_in, seen_version=record_number(request.POST.get("version", "")) or 0)
    except OutOfDate:
        messages.warning(
            request,
            "Somebody else changed this return while you were looking at it. "
            "Look at it again, then decide.",
        )
    else:
        messages.success(
            request,
            f"{asked_in.name} is open again. Nobody was written to: remind those who still owe answers.",
        )
    return redirect(asked_in)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Call a return off that should not have been opened."""
    asked_in = visible_return(request, pk)
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
