from django.http import HttpResponse

from initiatives.moving_in.as_read import AsRead
from initiatives.moving_in.forms import ColumnsForm
from initiatives.moving_in.views.step import answer, of_a_move
from priorities.requests import SignedInRequest


@of_a_move
def columns(request: SignedInRequest, as_read: AsRead) -> HttpResponse:
    """What each column of the chosen tables holds."""
    return answer(request, as_read, ColumnsForm, "columns")
