from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils import timezone

from initiatives.moving_in.applying import ChangedMeanwhile, NotReady, move_in
from initiatives.moving_in.as_printed import Section, columns, in_order, sections
from initiatives.moving_in.as_read import AsRead
from initiatives.moving_in.decisions import Decisions
from initiatives.moving_in.drafting import draft_of
from initiatives.moving_in.existing import ExistingInitiative
from initiatives.moving_in.forms.step import StepForm
from initiatives.moving_in.plan_draft import InitiativeDraft
from initiatives.moving_in.row_counts import rows_in_words
from initiatives.moving_in.there_already import there_already
from priorities import years
from priorities.dates import DayField
from priorities.models import PartnershipPlan
from priorities.text import LineFormField
from priorities.versions import OutOfDate

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User

PAGE_OF = 50


class ApproveForm(StepForm):
    """Into which plan year the initiatives go, which of them, and whether they go now."""

    step = "approve"

    year = LineFormField(
        label="Plan year",
        max_length=20,
        help_text="For example, 2017-18. A plan year that is not here yet is made.",
        error_messages={"required": "Write the plan year, such as 2017-18."},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    reported_on = DayField(
        label="The day the outcomes speak for",
        required=False,
        until_today=True,
        help_text="History and reports show the outcomes as of this day. For example, 30/4/2017.",
    )
    chosen = forms.MultipleChoiceField(
        label="Move in", required=False, widget=forms.CheckboxSelectMultiple
    )

    after = forms.MultipleChoiceField(
        label="Are they to stand beside those that are there?",
        required=False,
        help_text="If this is the same plan again, choose another year, or give this up.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": "The plan year has more initiatives by now. Look at it, then tick again."
        },
    )

    def __init__(self, data: Any, as_read: AsRead, *, number: str) -> None:
        super().__init__(data, as_read)
        self.proposed = _with_year_and_day(self.decisions, as_read)
        self.draft = draft_of(as_read.all_rows, as_read.read, self.proposed)
        everything = in_order(self.draft)
        self.columns = columns(everything)
        self.page: Page[InitiativeDraft] = Paginator(everything, PAGE_OF).get_page(number)
        ids = [each.key for each in self.page.object_list]
        fields: Any = self.fields
        fields["chosen"].choices = [(each, each) for each in ids]
        if there := self.draft.existing.initiatives and self.draft.existing:
            tick = f"{self.draft.start_year}-{there.last_number}"
            fields["after"].choices = [(tick, f"Add them after number {there.last_number}")]
        else:
            del fields["after"]
        left_out = set(self.decisions.left_out)
        self.initial["chosen"] = [each for each in ids if each not in left_out]
        self.initial["year"] = self.year_in_words
        if any(each.says_something for each in self.draft.initiatives):
            self.initial["reported_on"] = date.fromisoformat(self.proposed.reported_on)
            self.fields["reported_on"].help_text += self._why_that_day()
        else:
            del self.fields["reported_on"]

    def sections(self) -> Iterator[Section]:
        """The initiatives of the page as papers will print them."""
        return sections(self.page.object_list, self.draft)

    @property
    def ticked(self) -> set[str]:
        """Those of the page that are to be moved in."""
        return set(self["chosen"].value() or ())

    @property
    def left_out(self) -> set[str]:
        """Those that were left out before."""
        return {each.key for each in self.draft.left_out}

    @cached_property
    def there_already(self) -> list[tuple[InitiativeDraft, ExistingInitiative]]:
        """What would be moved in, each beside what looks the same in the plan year."""
        return there_already(self.draft)

    def _why_that_day(self) -> str:
        year = self.proposed.start_year
        if self.decisions.reported_on or not year:
            return ""
        if self.proposed.reported_on == years.last_day(year).isoformat():
            return " The last day of the plan year is proposed; you can change it."
        return " Today is proposed, since the plan year is not over; you can change it."

    @property
    def rows_read(self) -> str:
        """What all rows of the paper are, in words."""
        return rows_in_words(self.as_read.shaped)

    @property
    def year_in_words(self) -> str:
        """The plan year: "2017-18"; "" where nobody has said and the paper names none."""
        chosen = self.proposed.start_year
        return years.slug(chosen) if chosen else ""

    def clean_year(self) -> int:
        """The year it starts in."""
        try:
            start_year = years.parse_year(self.cleaned_data["year"])
            PartnershipPlan._meta.get_field("start_year").run_validators(start_year)
        except ValueError as error:
            raise ValidationError(str(error)) from None
        return start_year

    def clean(self) -> dict[str, Any]:
        """Refuse to move in what still has to be decided about."""
        cleaned = super().clean() or {}
        if self.is_to_move and not self.errors and not self._is_changed and self.draft.problems:
            raise ValidationError("Nothing was moved in: look at what has to be decided first.")
        if self.is_to_move and not self.errors and not self._is_changed and "after" in self.fields:
            self._check_tick(cleaned["after"])
        return cleaned

    def _check_tick(self, ticked: list[str]) -> None:
        """Refuse to add to initiatives that are there unless somebody says that it is meant."""
        if not ticked:
            last = self.draft.existing.last_number
            said = (
                f"Tick that they are to be added after number {last}, or choose another plan year."
            )
            self.add_error("after", said)

    @property
    def is_to_move(self) -> bool:
        """Whether the button that moves the plan in was pressed."""
        return "move" in self.data

    @property
    def _is_changed(self) -> bool:
        """Whether anything was said otherwise than the page showed it."""
        return any(said != getattr(self.proposed, name) for name, said in self.decided().items())

    def decided(self) -> dict[str, Any]:
        here = {each.key for each in self.page.object_list}
        chosen = set(self.cleaned_data["chosen"])
        left_out = (set(self.decisions.left_out) - here) | (here - chosen)
        said = {"start_year": self.cleaned_data["year"], "left_out": tuple(sorted(left_out))}
        if "reported_on" in self.fields:
            day = self.cleaned_data["reported_on"]
            said["reported_on"] = day.isoformat() if day else ""
        return said

    def save(self, *, by: "User") -> None:
        """Move the plan in; or keep what was said otherwise than it was shown, to be looked at again."""
        # Said of this page alone it would be no clash; of the whole plan only this version was seen.
        if self.is_to_move and self.cleaned_data["version"] != self.move.version:
            raise OutOfDate(self.move)
        super().save(by=by)
        self.leads = reverse("moving_in:approve", args=[self.move.pk])
        if not self.is_to_move:
            self.said = "Saved."
        elif self._is_changed:
            self.said = "Saved. Nothing is moved in yet: look at the plan as it is now."
        else:
            self._move_in(by)

    def _move_in(self, by: "User") -> None:
        try:
            plan = move_in(self.move, seen=self.move.version, by=by)
        except (ChangedMeanwhile, NotReady) as refusal:
            raise OutOfDate(self.move) from refusal  # the page says how things stand now
        count, self.event = len(self.draft.initiatives), "plan_moved_in"
        self.leads = plan.get_absolute_url()
        self.said = f"{count} initiative{'' if count == 1 else 's'} moved into {plan.year}."

    def leads_to(self) -> str:
        """The plan once it is moved in, else this page."""
        return self.leads


def _with_year_and_day(decisions: Decisions, as_read: AsRead) -> Decisions:
    """The decisions, with the year the paper names and a day for its outcomes where none is decided."""
    start_year = as_read.start_year
    day = timezone.localdate()
    if start_year:
        day = min(day, years.last_day(start_year))
    return replace(
        decisions, start_year=start_year, reported_on=decisions.reported_on or day.isoformat()
    )
