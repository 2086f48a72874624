from django.http import HttpResponse

from initiatives.moving_in.as_read import AsRead
from initiatives.moving_in.forms import PrioritiesForm
from initiatives.moving_in.views.step import answer, of_a_move
from priorities.requests import SignedInRequest


@of_a_move
def priorities(request: SignedInRequest, as_read: AsRead) -> HttpResponse:
    """The key priorities that the paper names, to be corrected by hand."""
    return answer(request, as_read, PrioritiesForm, "priorities")
