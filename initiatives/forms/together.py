from collections.abc import Iterable, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from initiatives.forms.filters import PlanFilter
from initiatives.forms.status_reasons import check_reason
from initiatives.linking import read_agencies
from initiatives.models import Status
from initiatives.names import ReadName
from initiatives.rows import InitiativeRow
from initiatives.together import Chosen, Wanted
from priorities.models import PartnershipPlan
from priorities.numbers import record_number
from priorities.text import LineFormField

LOOK = "look"  # the button that shows what would change
AGAIN = "again"  # the one that goes back to what was said, to say it otherwise


class Selection:
    """Which initiatives of a plan somebody ticked, or all those that a filter finds."""

    def __init__(self, data: QueryDict, *, plan: PartnershipPlan) -> None:
        self.numbers = {record_number(number) for number in data.getlist("chosen")}
        self.filter = None
        if data.get("every"):
            # With removed ones among its choices, so that a filter for those alone finds nothing here.
            asked = QueryDict(data.get("matching", ""))
            self.filter = PlanFilter(asked, plan=plan, has_removed=True, is_shown=False)

    def picks(self, rows: Iterable[InitiativeRow]) -> list[InitiativeRow]:
        """The rows that are selected; none where the filter asks for what there is not."""
        if self.filter is None:
            return [row for row in rows if row.number in self.numbers]
        return self.filter.chosen(rows) if self.filter.is_valid() else []


class TogetherForm(forms.Form):
    """What several initiatives are to have in common; what is left blank stays as each has it."""

    status = forms.ChoiceField(
        label="Status", required=False, choices=[("", "Leave as it is"), *Status.choices]
    )
    status_reason = LineFormField(
        label="Reason for the status",
        required=False,
        max_length=500,
        help_text="Say why when the status is at risk, off track or stopped.",
    )
    lead_names = LineFormField(
        label="Lead agency",
        required=False,
        max_length=300,
        help_text="As the plan prints it, in order, for example “CBC / Police”. It takes the place "
        "of the lead agencies they have now.",
    )
    serves = forms.TypedMultipleChoiceField(
        label="Key priorities", required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    serves_how = forms.ChoiceField(
        label="If you ticked key priorities",
        required=False,
        choices=[
            ("", "Add them to those each serves now"),
            ("instead", "Let each serve only these"),
        ],
        widget=forms.RadioSelect,
    )
    timing = LineFormField(
        label="Timing",
        required=False,
        max_length=300,
        help_text="As the plan prints it, for example “Sept 17 – Mar 18”.",
    )
    end_reason = LineFormField(
        label="Why the end moves",
        required=False,
        max_length=300,
        help_text="Say why when the new timing ends on another day than one of them does now. "
        "Whoever sees the plan sees the reason.",
    )

    show_optional = False  # every field is

    def __init__(
        self, data: QueryDict, *, plan: PartnershipPlan, chosen: Sequence[Chosen], is_said: bool
    ) -> None:
        """With `is_said`, `data` is what somebody said; before that it may fill in the boxes."""
        initial = {**data.dict(), "serves": data.getlist("serves")}
        super().__init__(data if is_said else None, initial=initial)
        self.chosen = chosen
        self.priorities = list(plan.key_priorities.all())
        if self.priorities:
            choices = [(priority.pk, str(priority)) for priority in self.priorities]
            self.fields["serves"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["serves"], self.fields["serves_how"]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.add_input(Submit(LOOK, "Look at the changes"))

    def clean_lead_names(self) -> list[ReadName]:
        """The agencies named, by any name they go by."""
        return read_agencies(self.cleaned_data["lead_names"]) if self["lead_names"].data else []

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        check_reason(self, cleaned, they_are="they are")
        if not self.errors:
            self._look_at_the_timing()
        if not self.errors and not any(
            cleaned.get(name) for name in ("status", "lead_names", "serves", "timing")
        ):
            raise ValidationError("Say what is to change: everything is left as it is.")
        return cleaned

    def _look_at_the_timing(self) -> None:
        wanted = self.wanted
        if wanted.timing and wanted.reading.is_backwards:
            self.add_error("timing", "The timing ends before it starts. Change one of the two.")
        elif not wanted.end_reason:
            moving = [each.row.reference for each in self.chosen if each.moves_its_end(wanted)]
            if moving:
                self.add_error("end_reason", f"Say why the end of {', '.join(moving)} moves.")

    @property
    def wanted(self) -> Wanted:
        """What was said, once it is known to be valid."""
        said = self.cleaned_data
        serves = said.get("serves", ())
        return Wanted(
            status=said["status"],
            status_reason=said["status_reason"],
            leads=said["lead_names"],
            priorities=[priority for priority in self.priorities if priority.pk in serves],
            instead=said.get("serves_how") == "instead",
            timing=said["timing"],
            end_reason=said["end_reason"],
        )
