from django.http import HttpResponse

from initiatives.moving_in.as_read import AsRead
from initiatives.moving_in.forms import LeaveForm
from initiatives.moving_in.views.step import answer, of_a_move
from priorities.requests import SignedInRequest


@of_a_move
def leave(request: SignedInRequest, as_read: AsRead) -> HttpResponse:
    """Give a move up: what was read of its file is deleted."""
    return answer(request, as_read, LeaveForm, "leave")
