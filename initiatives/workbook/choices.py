"""Which changes of a returned workbook a person chose, kept while they go from page to page."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from initiatives.models import ReturnedRow, ReturnedWorkbook
from initiatives.workbook.preview import CellChange, Change
from priorities.dates import DayField
from priorities.numbers import record_number
from priorities.text import ProseFormField

Choice = ReturnedRow.Choice
MOST_OF_A_NOTE = 2_000  # characters


def keep_choices(workbook: ReturnedWorkbook, chosen: Mapping[int, str]) -> None:
    """Keep what was chosen of some rows, by their primary keys, for the next look at them."""
    if workbook.is_undecided:
        for choice in (*Choice.values, ""):
            rows = [pk for pk, its in chosen.items() if its == choice]
            workbook.rows.filter(pk__in=rows).update(choice=choice)


class ChoiceForm(forms.Form):
    """Which of the changes on one page are to be recorded.

    Each has a box that is ticked beforehand; where what is on record was changed meanwhile, both texts
    are shown and one has to be chosen, with or without the rest of its row.
    """

    reported_on = DayField(
        label="Date this was true",
        required=False,
        until_today=True,
        help_text="For example, 30/8/2017. It counts for everything that is recorded here. Leave blank "
        "for the day the workbook came back.",
    )
    note = ProseFormField(
        label="Note to the sender",
        required=False,
        max_length=MOST_OF_A_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Say why you leave something out. Everybody in the agency can read it.",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        changes: Iterable[Change],
        seen: str,
        asks_day: bool,
        asks_note: bool,
        has_chosen: bool,
    ) -> None:
        """With `has_chosen`, what is kept of the changes with two texts was chosen by a person."""
        super().__init__(data, initial={"seen": seen})
        self.changes = list(changes)
        if not asks_day:
            del self.fields["reported_on"]
        if not asks_note:
            del self.fields["note"]
        for change in self.changes:
            if change.is_conflict:
                kept = change.row.choice if has_chosen else ""
                self.fields[_name(change)] = _what_stands(change, kept=kept)
        self.order_fields([_name(change) for change in self.changes])

    def clean_reported_on(self) -> date | None:
        day: date | None = self.cleaned_data["reported_on"]
        if day and day.year < 1998:
            raise ValidationError("The date is before 1998, when partnerships were founded.")
        return day

    @property
    def chosen(self) -> dict[int, str]:
        """What is to be recorded of each row of the page; "" where somebody has yet to choose."""
        ticked = self._ticked()
        return {
            change.row.pk: self._said_of(change)
            if change.is_conflict
            else Choice.ALL
            if change.row.pk in ticked
            else Choice.NONE
            for change in self.changes
        }

    def _said_of(self, change: Change) -> str:
        bound = self[_name(change)]
        said = bound.value()
        return said if said in dict(bound.field.choices) else ""  # type: ignore[attr-defined]

    def _ticked(self) -> set[int | None]:
        if self.is_bound:
            return set(map(record_number, self.data.getlist("chosen")))  # type: ignore[attr-defined]
        return {change.row.pk for change in self.changes if change.row.choice == Choice.ALL}

    @property
    def with_boxes(self) -> list[tuple[Change, bool]]:
        """The changes to tick, and whether each is ticked."""
        ticked = self._ticked()
        plain = [change for change in self.changes if not change.is_conflict]
        return [(change, change.row.pk in ticked) for change in plain]

    @property
    def with_both_texts(self) -> list[tuple[Change, BoundField]]:
        """The changes between two texts, and the radio buttons of each."""
        return [(change, self[_name(change)]) for change in self.changes if change.is_conflict]


def _name(change: Change) -> str:
    return f"choice-{change.row.pk}"


def _what_stands(change: Change, *, kept: str) -> forms.ChoiceField:
    reference = change.initiative.reference
    rest = _in_a_row(change.rest)
    if rest:
        asked = f"Select what of the row {reference} should be recorded."
        label = f"What of the row {reference} should be recorded?"
        choices = [
            (Choice.ALL, "Use the workbook’s text, all of the row"),
            (Choice.REST, f"Leave what is on screen, and record the rest of the row: {rest}"),
            (Choice.NONE, "Record nothing of this row"),
        ]
    else:
        asked = f"Select which text of {reference} should stand."
        label = f"Which text of {reference} should stand?"
        choices = [
            (Choice.ALL, "Use the workbook’s text"),
            (Choice.NONE, "Leave what is on screen"),
        ]
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        initial=kept,
        error_messages={"required": asked, "invalid_choice": asked},
    )


def _in_a_row(cells: Sequence[CellChange]) -> str:
    """The cells by name, in the middle of a sentence: "the status and the internal note"."""
    names = [f"the {cell.label[0].lower()}{cell.label[1:]}" for cell in cells]
    return " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
