from django.http import HttpResponse

from initiatives.moving_in.as_read import AsRead
from initiatives.moving_in.forms import HeadingForm
from initiatives.moving_in.views.step import answer, of_a_move
from priorities.requests import SignedInRequest


@of_a_move
def heading(request: SignedInRequest, as_read: AsRead) -> HttpResponse:
    """What heads and ends the paper, and the abbreviations it explains."""
    return answer(request, as_read, HeadingForm, "heading")
