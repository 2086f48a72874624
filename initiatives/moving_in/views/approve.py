from typing import Any

from django.http import HttpResponse

from initiatives.moving_in.as_read import AsRead
from initiatives.moving_in.forms import ApproveForm
from initiatives.moving_in.views.step import answer, of_a_move
from priorities.requests import SignedInRequest


@of_a_move
def approve(request: SignedInRequest, as_read: AsRead) -> HttpResponse:
    """The plan as it would be moved in, and the button that does it."""

    def make_form(data: Any, as_read: AsRead) -> ApproveForm:
        return ApproveForm(data, as_read, number=request.GET.get("page", "1"))

    return answer(request, as_read, make_form, "approve")
