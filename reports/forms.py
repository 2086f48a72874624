from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils import timezone

from initiatives.models import Agency, Initiative
from priorities.dates import DayField
from priorities.models import PartnershipPlan
from reports.models import IssuedPaper
from reports.since_issue import named


class AsOfForm(forms.Form):
    """The day a report of a plan year speaks for; blank means today."""

    show_optional = False
    summary = "Show the outcomes as they stood on an earlier day"

    as_of = DayField(
        label="Show outcomes as reported by",
        required=False,
        until_today=True,
        help_text="For example, 30/8/2017. Leave blank for today. Titles, leads and timings are "
        "always today’s.",
    )

    def clean_as_of(self) -> date:
        """The day asked for, or today."""
        as_of: date = self.cleaned_data["as_of"] or timezone.localdate()
        return as_of

    def __init__(self, *args: Any, plan: PartnershipPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan

    @property
    def query(self) -> str:
        """What was asked, to stand after the address of a file of the same report."""
        said = {name: self.data.get(name, "").strip() for name in self.fields}
        return urlencode({name: text for name, text in said.items() if text})


class ChangesForm(AsOfForm):
    """The day or the issue from which changes are told; blank means the last ninety days."""

    summary = "Show what changed since another day or an issue"
    field_order = ("since", "issue", "as_of")

    since = DayField(
        label="Show what changed since",
        required=False,
        until_today=True,
        help_text="For example, 30/8/2017. Leave blank for the last 90 days.",
    )
    issue = forms.ChoiceField(
        label="Or since an issued paper",
        required=False,
        error_messages={"invalid_choice": "Choose one of the papers that were issued."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        papers = IssuedPaper.objects.public().filter(plan=self.plan).without_content()
        choices = [(str(paper.pk), named(paper)) for paper in papers.newest_first()]
        self.fields["issue"].choices = [("", "No paper"), *choices]  # type: ignore[attr-defined]
        if not choices:
            del self.fields["issue"]

    def clean_issue(self) -> IssuedPaper | None:
        """The paper asked for, with what it printed."""
        asked = self.cleaned_data["issue"]
        return IssuedPaper.objects.public().get(pk=asked) if asked else None

    def clean(self) -> dict[str, Any]:
        """Refuse a beginning that is later than the end."""
        cleaned = super().clean() or {}
        since, as_of = cleaned.get("since"), cleaned.get("as_of")
        if since and as_of and since > as_of:
            self.add_error(
                "since", "This day is later than the day of the outcomes. Give an earlier one."
            )
        if since and cleaned.get("issue"):
            self.add_error("issue", "Give a day or choose a paper, not both.")
        return cleaned


class AgencyForm(AsOfForm):
    """Which agency a report is of, among those that lead something in the plan, and of which day."""

    summary = "Show another agency, or an earlier day"
    field_order = ("agency", "as_of")

    agency = forms.ChoiceField(
        label="Agency",
        help_text="The agencies that lead something in this plan, alone or jointly.",
        error_messages={
            "required": "Choose the agency that the report is of.",
            "invalid_choice": "The address asks for an agency that leads nothing in this plan. "
            "Choose another.",
        },
    )

    def __init__(self, *args: Any, plan: PartnershipPlan, **kwargs: Any) -> None:
        super().__init__(*args, plan=plan, **kwargs)
        led = Initiative.objects.in_force().filter(plan=plan)
        agencies = Agency.objects.filter(initiatives__in=led).distinct()
        self.agencies = {str(agency.pk): agency for agency in agencies}
        named = [(pk, str(agency)) for pk, agency in self.agencies.items()]
        asked: Any = self.fields["agency"]
        asked.choices = [("", "Choose an agency"), *named]
        if not named:
            asked.help_text = "No agency leads anything in this plan yet."

    def clean_agency(self) -> Agency:
        """The agency chosen."""
        return self.agencies[self.cleaned_data["agency"]]
