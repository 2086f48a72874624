from django.http import HttpResponse

from initiatives.moving_in.as_read import AsRead
from initiatives.moving_in.forms import TablesForm
from initiatives.moving_in.views.step import answer, of_a_move
from priorities.requests import SignedInRequest


@of_a_move
def tables(request: SignedInRequest, as_read: AsRead) -> HttpResponse:
    """Which of the file's tables hold the plan."""
    return answer(request, as_read, TablesForm, "tables")
