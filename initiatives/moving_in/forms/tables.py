from collections.abc import Sequence
from typing import Any

from django import forms

from initiatives.moving_in.finding import Found
from initiatives.moving_in.forms.step import StepForm


class TablesForm(StepForm):
    """Which of a file's tables hold the plan; those that look like one are ticked beforehand."""

    step = "tables"

    tables = forms.TypedMultipleChoiceField(
        label="Tables that hold the plan",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick the tables that hold the plan."},
    )

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.found = found = self.as_read.found
        fields: Any = self.fields
        fields["tables"].choices = [(each.block, each.name) for each in found if not each.refusal]
        self.initial["tables"] = self.decisions.tables or proposed(found)

    def with_ticks(self) -> list[tuple[Found, str, bool]]:
        """Each table with the id of its box, and whether that is ticked."""
        ticked = {str(block) for block in self["tables"].value() or ()}
        first = next((each.block for each in self.found if not each.refusal), None)
        return [
            (
                each,
                "id_tables" if each.block == first else f"id_tables-{each.block}",
                str(each.block) in ticked,
            )
            for each in self.found
        ]

    def decided(self) -> dict[str, Any]:
        return {"tables": tuple(self.cleaned_data["tables"])}


def proposed(found: Sequence[Found]) -> list[int]:
    """The tables that look like a plan; where none does, the only one there is."""
    usable = [each.block for each in found if not each.refusal]
    return [each.block for each in found if each.looks_like_plan and not each.refusal] or (
        usable if len(usable) == 1 else []
    )
