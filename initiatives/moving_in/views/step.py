"""What the pages of all steps have in common: whose move it is, and how a decision is taken."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, TypeAlias

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from initiatives.models import MoveIn
from initiatives.moving_in.as_read import AsRead
from initiatives.moving_in.forms.step import StepForm
from initiatives.moving_in.steps import STEP, STEPS
from priorities.events import note
from priorities.requests import SignedInRequest
from priorities.versions import OutOfDate

View: TypeAlias = Callable[..., HttpResponse]
_NEED_NO_TABLES = {"tables", "leave"}


def of_a_move(view: View) -> View:
    """A view for whoever began the move in its address, while it goes on; afterwards it leads on."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @permission_required("initiatives.change_initiative", raise_exception=True)
    @wraps(view)
    def page(request: SignedInRequest, pk: int, **more: Any) -> HttpResponse:
        own = MoveIn.objects.visible_to(request.user).filter(started_by=request.user)
        move = get_object_or_404(own.select_related("plan"), pk=pk)
        if move.state != MoveIn.State.GOING_ON:
            return _lead_on(request, move)
        if view.__name__ not in _NEED_NO_TABLES and not move.decided.get("tables"):
            return redirect("moving_in:tables", pk)
        return view(request, AsRead(move), **more)

    return page


def _lead_on(request: SignedInRequest, move: MoveIn) -> HttpResponse:
    said = (
        f"“{move}” has been moved in already."
        if move.plan
        else f"“{move}” was given up, and what was read of it is deleted."
    )
    if request.method == "POST" and not move.plan:
        raise PermissionDenied(said)  # what was typed meanwhile is given back
    messages.info(request, said)
    return redirect(move.plan or "moving_in:start")


def answer(
    request: SignedInRequest,
    as_read: AsRead,
    make_form: Callable[[Any, AsRead], StepForm],
    name: str,
) -> HttpResponse:
    """The page of a step: it keeps what was decided and leads on, or shows the form.

    A save that another window overtook is answered with 409, and with what was chosen still there.
    """
    move = as_read.move
    form = make_form(request.POST if request.method == "POST" else None, as_read)
    status = HTTPStatus.OK
    if form.is_valid():
        try:
            form.save(by=request.user)
        except OutOfDate:
            move.refresh_from_db()
            if move.state != MoveIn.State.GOING_ON:
                return _lead_on(request, move)
            as_read, status = AsRead(move), HTTPStatus.CONFLICT
            form = make_form(request.POST, as_read)
            form.show_clash()
        else:
            if form.event:
                note(form.event, move=move.pk, user=request.user.pk)
            if form.said:
                messages.success(request, form.said)
            return redirect(form.leads_to())
    context = {
        "move": move,
        "step": STEP.get(name),
        "steps": STEPS,
        "form": form,
        "remarks": as_read.read.remarks,
    }
    return render(request, f"moving_in/{name}.html", context, status=status)
