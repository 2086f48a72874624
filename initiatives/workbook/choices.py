"""Which changes of a returned workbook a person chose, kept while they go from page to page."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from initiatives.models import ReturnedWorkbook
from initiatives.workbook.preview import Change
from priorities.dates import DayField
from priorities.numbers import record_number

WORKBOOK, SCREEN = "workbook", "screen"


def keep_choices(workbook: ReturnedWorkbook, chosen: Mapping[int, bool | None]) -> None:
    """Keep what was chosen of some rows, by their primary keys, for the next look at them."""
    if workbook.is_undecided:
        for choice in (True, False, None):
            rows = [pk for pk, its in chosen.items() if its is choice]
            workbook.rows.filter(pk__in=rows).update(is_chosen=choice)


class ChoiceForm(forms.Form):
    """Which of the changes on one page are to be recorded.

    Each has a box that is ticked beforehand; where what is on record was changed meanwhile, both texts
    are shown and one has to be chosen.
    """

    reported_on = DayField(
        label="Date this was true",
        required=False,
        until_today=True,
        help_text="For example, 30/8/2017. It counts for everything that is recorded here. Leave blank "
        "for the day the workbook came back.",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        changes: Iterable[Change],
        seen: str,
        asks_day: bool,
        has_chosen: bool,
    ) -> None:
        """With `has_chosen`, what is kept of the changes with two texts was chosen by a person."""
        super().__init__(data, initial={"seen": seen})
        self.changes = list(changes)
        if not asks_day:
            del self.fields["reported_on"]
        for change in self.changes:
            if change.is_conflict:
                kept = change.row.is_chosen if has_chosen else None
                self.fields[_name(change)] = _either_text(change, kept=kept)
        self.order_fields([_name(change) for change in self.changes])

    def clean_reported_on(self) -> date | None:
        day: date | None = self.cleaned_data["reported_on"]
        if day and day.year < 1998:
            raise ValidationError("The date is before 1998, when partnerships were founded.")
        return day

    @property
    def chosen(self) -> dict[int, bool | None]:
        """What is to become of each row of the page; None where somebody has yet to choose."""
        ticked = self._ticked()
        texts = {WORKBOOK: True, SCREEN: False}
        return {
            change.row.pk: texts.get(self[_name(change)].value())
            if change.is_conflict
            else change.row.pk in ticked
            for change in self.changes
        }

    def _ticked(self) -> set[int | None]:
        if self.is_bound:
            return set(map(record_number, self.data.getlist("chosen")))  # type: ignore[attr-defined]
        return {change.row.pk for change in self.changes if change.row.is_chosen}

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


def _either_text(change: Change, *, kept: bool | None) -> forms.ChoiceField:
    reference = change.initiative.reference
    asked = f"Select which text of {reference} should stand."
    return forms.ChoiceField(
        label=f"Which text of {reference} should stand?",
        choices=[(WORKBOOK, "Use the workbook’s text"), (SCREEN, "Leave what is on screen")],
        widget=forms.RadioSelect,
        initial={True: WORKBOOK, False: SCREEN}.get(kept, "") if kept is not None else "",
        error_messages={"required": asked, "invalid_choice": asked},
    )
