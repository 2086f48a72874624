from django.http import HttpResponse

from initiatives.moving_in.as_read import AsRead
from initiatives.moving_in.forms import ValuesForm
from initiatives.moving_in.views.step import answer, of_a_move
from priorities.requests import SignedInRequest


@of_a_move
def values(request: SignedInRequest, as_read: AsRead) -> HttpResponse:
    """What the names and status words mean, and how the timings are understood."""
    return answer(request, as_read, ValuesForm, "values")
