from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django.urls import reverse

from initiatives.moving_in.as_read import AsRead
from initiatives.moving_in.decisions import FrameworkList, Part
from initiatives.moving_in.forms.columns import PARTS
from initiatives.moving_in.forms.rows import PAGE_OF
from initiatives.moving_in.forms.step import StepForm
from initiatives.moving_in.frameworks import known_frameworks
from initiatives.moving_in.plan_rows import PlanRow
from priorities.text import ProseFormField

# In the order in which a page asks for them.
ASKED = [
    Part.TITLE,
    Part.TARGET,
    Part.PRIORITY,
    Part.LEAD,
    Part.TIMING,
    Part.FUND_SOURCE,
    Part.OUTCOME,
    Part.STATUS,
    Part.STATUS_REASON,
    Part.INTERNAL_NOTE,
]
LINES = {Part.OUTCOME: 5, Part.INTERNAL_NOTE: 3, Part.TARGET: 2, Part.TITLE: 2}


class RowForm(StepForm):
    """One initiative's texts as they would be moved in, corrected by hand, or left out."""

    step = "rows"

    def __init__(
        self, data: Any, as_read: AsRead, *, row: PlanRow, as_it_stands: PlanRow, is_last_look: bool
    ) -> None:
        super().__init__(data, as_read)
        self.is_last_look = is_last_look  # it was opened from the plan as it would be
        self.row, self.as_it_stands = row, as_it_stands
        for part in ASKED:
            self.fields[part] = ProseFormField(label=PARTS[part], required=False)
            self.fields[part].widget.attrs["rows"] = LINES.get(part, 1)
        self._ask_for_lists()
        self.initial.update(_texts(row))
        self.helper = FormHelper()
        self.helper.add_input(Submit("save", "Save"))
        if self.is_left_out:
            self.helper.add_input(
                Submit("back", "Save and put it back", css_class="govuk-button--secondary")
            )
        else:
            self.helper.add_input(
                Submit("out", "Leave it out of the plan", css_class="govuk-button--secondary")
            )

    @property
    def is_left_out(self) -> bool:
        return self.row.rows[0] in self.decisions.left_out

    def _ask_for_lists(self) -> None:
        """Boxes for the columns of other bodies' priorities, where its table has any."""
        names = known_frameworks() if self.row.lists else {}
        for cell in self.row.lists:
            column = FrameworkList.of(cell.framework)
            self.fields[column] = ProseFormField(
                label=names.get(column, cell.heading),
                required=False,
                help_text="Their numbers, such as 1, 3.",
            )
            self.fields[column].widget.attrs["rows"] = 1

    def decided(self) -> dict[str, Any]:
        first = self.row.rows[0]
        changed: dict[str, str] = {
            part: self.cleaned_data[part]
            for part, text in _texts(self.as_it_stands).items()
            if self.cleaned_data[part] != text
        }
        edits: dict[str, Mapping[str, str]] = {
            row: parts for row, parts in self.decisions.edits.items() if row != first
        }
        if changed:
            edits[first] = changed
        left_out = set(self.decisions.left_out) - {first}
        if "out" in self.data or (self.is_left_out and "back" not in self.data):
            left_out.add(first)
        return {"edits": edits, "left_out": tuple(sorted(left_out))}

    def leads_to(self) -> str:
        """Where it was opened: the plan as it would be, or its page of the list of rows."""
        if self.is_last_look:
            return reverse("moving_in:approve", args=[self.move.pk])
        ids = [row.id for row in self.as_read.shaped]
        page = ids.index(self.row.rows[0]) // PAGE_OF + 1
        there = reverse("moving_in:rows", args=[self.move.pk])
        return f"{there}?page={page}#row-{self.row.rows[0]}"


def _texts(row: PlanRow) -> dict[str, str]:
    """What the boxes ask for, as it stands in the row."""
    texts: dict[str, str] = {part.value: getattr(row, part) for part in ASKED}
    return texts | {str(FrameworkList.of(cell.framework)): cell.written for cell in row.lists}
