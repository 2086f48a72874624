from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.http import urlencode

from initiatives.moving_in.as_read import AsRead
from initiatives.moving_in.decisions import Shape
from initiatives.moving_in.forms.step import StepForm
from initiatives.moving_in.plan_rows import PlanRow
from initiatives.moving_in.shapes import ShapedRow

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User

PAGE_OF = 50
SHAPES = {
    Shape.NEW: "A new initiative",
    Shape.AS_ABOVE: "An initiative under the target above",
    Shape.TAIL: "An initiative; its first cell ends the target above",
    Shape.WRAPPED: "Part of the row above",
    Shape.SECTION: "The title of a key priority",
    Shape.FURNITURE: "A heading, a page number or nothing",
    Shape.LEFT_OUT: "Leave it out",
}


class Line(NamedTuple):
    """A row as the page shows it: its texts by heading, and its box where it is asked about."""

    row: ShapedRow
    texts: list[tuple[str, str]]
    box: forms.BoundField | None
    said: str
    initiative: PlanRow | None  # that begins with it


class RowsForm(StepForm):
    """What each row on a page of the list is; as its shape suggests, unless a person says otherwise."""

    step = "rows"

    def __init__(self, data: Any, as_read: AsRead, *, number: str, is_doubtful: bool) -> None:
        super().__init__(data, as_read)
        self.is_doubtful = is_doubtful
        self.doubtful = [row for row in as_read.shaped if row.is_doubtful]
        listed = self.doubtful if is_doubtful else as_read.shaped
        self.page: Page[ShapedRow] = Paginator(listed, PAGE_OF).get_page(number)
        for row in self.page.object_list:
            self.fields[_name(row)] = forms.ChoiceField(
                label=f"What {row.place} is", choices=[*SHAPES.items()]
            )
            self.initial[_name(row)] = row.shape

    def lines(self) -> list[Line]:
        """The rows of the page; those that need a look between the rows they stand among."""
        begun = {row.rows[0]: row for row in self.as_read.all_rows}
        asked = {row.id for row in self.page.object_list}
        return [
            Line(
                row,
                _texts(row),
                self[_name(row)] if row.id in asked else None,
                SHAPES[row.shape],
                begun.get(row.id),
            )
            for row in self._with_neighbours()
        ]

    def _with_neighbours(self) -> Sequence[ShapedRow]:
        if not self.is_doubtful:
            return list(self.page.object_list)
        all_rows, asked = self.as_read.shaped, {row.id for row in self.page.object_list}
        places = [place for place, row in enumerate(all_rows) if row.id in asked]
        beside = {near for place in places for near in (place - 1, place, place + 1)}
        return [row for place, row in enumerate(all_rows) if place in beside]

    def decided(self) -> dict[str, Any]:
        shapes = dict(self.decisions.shapes)
        for row in self.page.object_list:
            said = Shape(self.cleaned_data[_name(row)])
            if said == row.proposed:
                shapes.pop(row.id, None)
            else:
                shapes[row.id] = said
        return {"shapes": shapes}

    def save(self, *, by: "User") -> None:
        """Keep what the rows are, and say which texts corrected by hand were made of other rows."""
        before = self.as_read
        super().save(by=by)
        if before.decisions.edits and self.move.decided["shapes"] != before.decisions.shapes:
            self.said = _about_corrections(before, AsRead(self.move))

    def leads_to(self) -> str:
        """The next page of rows; after the last the next step, or this one again to look at it."""
        here = reverse("moving_in:rows", args=[self.move.pk])
        asked: dict[str, str | int] = {"look": "yes"} if self.is_doubtful else {}
        if "again" in self.data:
            return f"{here}?{urlencode({**asked, 'page': self.page.number})}"
        if self.page.has_next():
            return f"{here}?{urlencode({**asked, 'page': self.page.next_page_number()})}"
        return super().leads_to()


def _about_corrections(before: AsRead, now: AsRead) -> str:
    """Whether initiatives that were corrected by hand are made of other rows now, in words; or ""."""
    rows = {each.rows[0]: each.rows for each in now.all_rows}
    others = [
        each
        for each in before.all_rows
        if each.rows[0] in now.decisions.edits and rows.get(each.rows[0]) != each.rows
    ]
    if not others:
        return ""
    return (
        f"The rows of {len(others):,} initiative{'' if len(others) == 1 else 's'} that you corrected by "
        "hand are others now, and the corrections are as you wrote them. Look through them again; the "
        f"first is in {others[0].place}."
    )


def _texts(row: ShapedRow) -> list[tuple[str, str]]:
    """Its cells that are not blank, each with its heading."""
    return [each for each in zip(row.headings, row.cells, strict=True) if each[1].strip()]


def _name(row: ShapedRow) -> str:
    return f"shape-{row.id}"
