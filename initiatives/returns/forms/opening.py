from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from initiatives.models import Agency, Return
from initiatives.models.querysets import InitiativeQuerySet
from initiatives.returns.messages import ask
from initiatives.returns.names import suggested_name
from initiatives.returns.opening import in_scope, left_out, open_return, refuse_opening
from initiatives.working_days import day_off, working_days_after
from priorities.dates import DayField
from priorities.models import KeyPriority, PartnershipPlan
from priorities.text import LineFormField, ProseFormField

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User

OFFERED = (5, 10, 15)  # working days
USUAL = 10
OTHER = "other"
LONGEST_NOTE = 2_000  # it goes into a message with everything that is asked


class OpeningForm(forms.Form):
    """What a new return asks about, of whom, and until when; opened after a second look."""

    name = LineFormField(
        label="Name of the return",
        max_length=60,
        help_text="The lead agencies know it by this name.",
        error_messages={"required": "Give the return a name."},
    )
    priorities = forms.ModelMultipleChoiceField(
        label="Only these key priorities",
        queryset=KeyPriority.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Leave all unticked to ask about the whole plan.",
    )
    agencies = forms.ModelMultipleChoiceField(
        label="Only these lead agencies",
        queryset=Agency.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Leave all unticked to ask every lead agency.",
    )
    closes = forms.ChoiceField(
        label="Closing date",
        widget=forms.RadioSelect,
        help_text="Late answers are taken too, until you close the return.",
        error_messages={"invalid_choice": "Select one of the closing dates."},
    )
    other_day = DayField(
        label="Another closing date",
        required=False,
        help_text="Only if you chose another day. For example, 23/10/2026.",
    )
    note = ProseFormField(
        label="Note to the lead agencies",
        required=False,
        max_length=LONGEST_NOTE,
        help_text="It stands in the message they get.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    is_checked = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, plan: PartnershipPlan) -> None:
        self.plan, self.today = plan, timezone.localdate()
        offered = [working_days_after(self.today, count) for count in OFFERED]
        usual = offered[OFFERED.index(USUAL)].isoformat()
        super().__init__(data, initial={"name": suggested_name(plan), "closes": usual})
        self._offer_closing_days(offered)
        fields: Any = self.fields
        fields["priorities"].queryset = plan.key_priorities.all()
        fields["agencies"].queryset = Agency.objects.filter(
            initiatives__in=in_scope(plan)
        ).distinct()
        if not plan.key_priorities.exists():
            del fields["priorities"]
        self.helper = FormHelper()
        self.helper.add_input(Submit("check", "Check who is asked"))

    def _offer_closing_days(self, offered: list[date]) -> None:
        days = {day.isoformat(): f"{day:%A %-d %B %Y}" for day in offered}
        for count, value in zip(OFFERED, list(days), strict=True):
            days[value] += f", in {count} working days"
        with suppress(ValueError):  # the days offered when the form was opened stay good
            asked = date.fromisoformat(self.data.get("closes", ""))
            days.setdefault(asked.isoformat(), f"{asked:%A %-d %B %Y}")
        fields: Any = self.fields
        fields["closes"].choices = [*days.items(), (OTHER, "Another day")]

    def clean(self) -> dict[str, Any]:
        """Find the closing date, and refuse what nobody could answer."""
        cleaned = super().clean() or {}
        chosen = cleaned.get("closes")
        if chosen == OTHER and not cleaned.get("other_day") and "other_day" not in self.errors:
            self.add_error("other_day", "Write the closing date.")
        if chosen and chosen != OTHER:
            cleaned["closes_on"] = date.fromisoformat(chosen)
        elif chosen and cleaned.get("other_day"):
            cleaned["closes_on"] = cleaned["other_day"]
        name = cleaned.get("name")
        if name and self.plan.returns.filter(name__iexact=name, withdrawn_at=None).exists():
            self.add_error("name", "This plan already has a return with that name.")
        if cleaned.get("closes_on"):
            self._refuse_opening(cleaned["closes_on"])
        return cleaned

    def _refuse_opening(self, closes_on: date) -> None:
        if closes_on < self.today:
            field = "other_day" if self.cleaned_data["closes"] == OTHER else "closes"
            self.add_error(field, "The closing date is in the past. Choose today or a later day.")
            return
        try:
            refuse_opening(self.plan, self.asked(), closes_on=closes_on)
        except ValidationError as error:
            self.add_error(None, error)

    def asked(self) -> InitiativeQuerySet:
        """The initiatives the return would ask about."""
        return in_scope(self.plan, **self._scope())

    def left_out(self) -> InitiativeQuerySet:
        """The initiatives of the choice that have no lead to ask; none where agencies were chosen."""
        priorities = self.cleaned_data.get("priorities", ())
        found = left_out(self.plan, priorities=priorities)
        return found.none() if self.chosen_agencies else found

    @property
    def chosen_agencies(self) -> list[Agency]:
        """The agencies that are asked, where the choice was narrowed to some."""
        return list(self.cleaned_data.get("agencies", ()))

    @property
    def closes_on(self) -> date:
        """The closing date that was chosen."""
        chosen: date = self.cleaned_data["closes_on"]
        return chosen

    @property
    def day_off(self) -> str:
        """What the closing date is instead of a working day, with the next one; "" for a working day."""
        return day_off(self.closes_on)

    def ask_for_check(self) -> None:
        """Have who is asked looked at once more before the return is opened."""
        self._set_checked("")

    def note_check(self) -> None:
        """Open the return when the form is sent again."""
        self._set_checked("on")

    def _set_checked(self, checked: str) -> None:
        if self.is_bound:
            self.data = data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict by now
            data["is_checked"] = checked

    def _scope(self) -> dict[str, Any]:
        return {
            "priorities": self.cleaned_data.get("priorities", ()),
            "agencies": self.cleaned_data.get("agencies", ()),
        }

    def save(self, *, by: "User") -> Return:
        """Open the return and write to everybody who is asked.

        Raises a ValidationError in words when it has become impossible meanwhile.
        """
        said = {name: self.cleaned_data[name] for name in ("name", "note", "closes_on")}
        with transaction.atomic():
            opened = open_return(self.plan, by=by, **said, **self._scope())
            ask(opened)
        return opened
