from typing import Any

from django.http import Http404, HttpResponse

from initiatives.moving_in.as_read import AsRead
from initiatives.moving_in.forms import RowForm, RowsForm
from initiatives.moving_in.plan_rows import PlanRow
from initiatives.moving_in.views.step import answer, of_a_move
from priorities.requests import SignedInRequest


@of_a_move
def rows(request: SignedInRequest, as_read: AsRead) -> HttpResponse:
    """What each row of the tables is; those that need a look can be listed alone."""

    def make_form(data: Any, as_read: AsRead) -> RowsForm:
        number, look = request.GET.get("page", "1"), request.GET.get("look")
        return RowsForm(data, as_read, number=number, is_doubtful=look == "yes")

    return answer(request, as_read, make_form, "rows")


@of_a_move
def row(request: SignedInRequest, as_read: AsRead, row: str) -> HttpResponse:
    """The texts of one initiative, to be corrected by hand or left out."""

    def make_form(data: Any, as_read: AsRead) -> RowForm:
        return RowForm(
            data,
            as_read,
            row=_found(as_read.all_rows, row),
            as_it_stands=_found(as_read.uncorrected_rows, row),
            is_last_look=request.GET.get("from") == "approve",
        )

    return answer(request, as_read, make_form, "row")


def _found(rows: tuple[PlanRow, ...], row: str) -> PlanRow:
    for each in rows:
        if each.rows[0] == row:
            return each
    raise Http404
