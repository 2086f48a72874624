from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils import timezone

from initiatives.rows import InitiativeRow
from priorities.dates import DayField
from priorities.forms import VersionField
from priorities.models import PartnershipPlan
from priorities.text import ProseFormField, one_ending
from reports.checks.accepting import checks_of
from reports.document import Report
from reports.issuing import issue, mark_of
from reports.models import AcceptedWarning, IssuedPaper

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User

LONGEST_REASON = 1000


class NotYet(Exception):
    """The checks do not let a paper go out; its text says what to do about it."""

    def __init__(self) -> None:
        super().__init__(
            "This paper cannot be issued yet. Mend what the checks found, or accept the warnings with "
            "a reason, then issue it."
        )


class NotRead(Exception):
    """What would go out is another draft than the one that was looked at."""


class IssueForm(forms.Form):
    """The day an issue speaks for and, from the second on, why it replaces the one before."""

    errors_lead_to = "checks"  # what keeps a paper from going out is mended in the plan

    as_of = DayField(
        label="Give the outcomes as reported by",
        required=False,
        until_today=True,
        help_text="For example, 30/8/2017. Leave blank for today. Titles, leads and timings are "
        "always today’s.",
    )
    reason = ProseFormField(
        max_length=LONGEST_REASON,
        help_text="The public reads this, and finds it with both issues.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = VersionField()  # the newest issue its writer saw
    seen = forms.Field(
        required=False, widget=forms.HiddenInput
    )  # the mark of the draft they looked at

    def __init__(
        self, data: Any = None, *, plan: PartnershipPlan, slug: str, day: date | None = None
    ) -> None:
        self.plan, self.slug = plan, slug
        self.is_of_another_draft = self.is_of_another_day = False
        issues = IssuedPaper.objects.issues_of(plan, slug).without_content()
        with_people = issues.newest_first().with_replacement().select_related("issued_by")
        self.issues = list(with_people)
        self.newest = self.issues[0] if self.issues else None
        self.after = self.newest.number if self.newest else 0
        self.next = self.after + 1
        super().__init__(data, initial={"as_of": day, "version": self.after})
        if self.newest:
            why = f"Why does this replace issue {self.after}?"
            self.fields["reason"].label = why
            self.fields["reason"].error_messages["required"] = (
                f"Say why this replaces issue {self.after}."
            )
        else:
            del self.fields["reason"]
        self.helper = FormHelper()
        self.helper.add_input(Submit("save", f"Issue as number {self.next}"))

    def clean_as_of(self) -> date:
        """The day asked for, or today."""
        as_of: date = self.cleaned_data["as_of"] or timezone.localdate()
        return as_of

    @property
    def day(self) -> date:
        """The day that is asked for; today where none is, or none that there can be."""
        asked = self.initial["as_of"]
        if self.is_bound:
            self.is_valid()
            asked = self.cleaned_data.get("as_of")
        return asked or timezone.localdate()

    @property
    def is_overtaken(self) -> bool:
        """Whether somebody issued the paper since its writer opened the form."""
        return self.is_bound and self._follows != self.after

    def save(self, *, by: "User") -> IssuedPaper:
        """Issue the paper.

        Raises OutOfDate when somebody else did meanwhile, NotRead when what would go out is not what
        its writer looked at, and NotYet when the checks of it do not let it.
        """
        said = {"as_of": self.day, "reason": self.cleaned_data.get("reason", "")}
        return issue(self.plan, self.slug, by=by, after=self.after, look=self._accepted, **said)

    def _accepted(self, report: Report, rows: Sequence[InitiativeRow]) -> Iterable[AcceptedWarning]:
        self.compare(report)
        if self.is_of_another_draft:
            raise NotRead
        checks = checks_of(self.plan, report, rows=rows)
        if not checks.lets_it_be_issued:
            raise NotYet
        return checks.accepted.values()

    def compare(self, draft: Report) -> None:
        """Notice whether what was sent is about another draft than this one, or one of another day."""
        seen = self.data.get("seen", "")
        self.is_of_another_draft |= seen != mark_of(draft)
        day, marked, _ = seen.partition(":")
        self.is_of_another_day |= bool(marked) and day != draft.as_of.isoformat()

    def show_with(self, draft: Report) -> None:
        """Have the next try be about this draft; where there can be no such day, about the same as before."""
        if not self.is_bound:
            self.initial["seen"] = mark_of(draft)
        elif "as_of" not in self.errors:
            self.compare(draft)
            self._send_next(seen=mark_of(draft))

    def made_the_newest(self, *, by: "User") -> bool:
        """Whether what overtook it is the same form, sent twice."""
        newest = self.newest
        if newest is None or (newest.number, newest.issued_by) != (self._follows + 1, by):
            return False
        typed = one_ending(self.data.get("reason", "")).strip()
        return (newest.as_of, newest.reason) == (self.day, typed)

    def offer_both(self) -> None:
        """Keep what was typed, and let the next try follow the newest issue."""
        self._send_next(version=str(self.after))
        self.full_clean()

    def _send_next(self, **hidden: str) -> None:
        self.data = data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict by now
        for name, value in hidden.items():
            data[name] = value

    @property
    def _follows(self) -> int:
        return VersionField().clean(self.data.get("version"))


class WithdrawalForm(forms.Form):
    """Why an issue is taken back from the public."""

    reason = ProseFormField(
        label="Why is it withdrawn?",
        max_length=LONGEST_REASON,
        help_text="The public reads this in the place of the paper. Do not repeat words that "
        "should not have been published.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why it is withdrawn."},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.helper = FormHelper()
        self.helper.add_input(
            Submit("save", "Withdraw this issue", css_class="govuk-button--warning")
        )
