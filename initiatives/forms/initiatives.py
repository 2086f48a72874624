from collections.abc import Callable
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any
from uuid import UUID

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout, Submit
from django import forms
from django.db.models import F, Max, Q
from django.utils import timezone

from initiatives.forms.readings import READING, CorrectsReading
from initiatives.linking import keep_links, keep_names, read_agencies, read_fund_sources
from initiatives.models import Initiative
from initiatives.names import ReadName
from initiatives.rows import initiative_rows
from priorities.dates import DayField
from priorities.forms import VersionedForm, under_headings
from priorities.models import FrameworkPriority, KeyPriority, PartnershipPlan, Target
from priorities.text import LineFormField


class AddedAlready(Exception):
    """The same form was sent before, with the same answers; `initiative` is what it added."""

    def __init__(self, initiative: Initiative) -> None:
        super().__init__("This form was sent before.")
        self.initiative = initiative


class InitiativeForm(CorrectsReading):
    """What the plan says about one initiative: who, whose money, when, and what it serves."""

    lead_names = LineFormField(
        label="Lead agency",
        required=False,
        max_length=300,
        help_text="As the plan prints it, in order, for example “CBC / Police”. The tracker must "
        "know each agency.",
    )
    fund_names = LineFormField(
        label="Fund source",
        required=False,
        max_length=300,
        help_text="As the plan prints it, for example “SCP / PCC”. Write N/A when no money is "
        "needed; leave blank when nobody has said.",
    )
    serves = forms.ModelMultipleChoiceField(
        label="Key priorities it serves",
        queryset=KeyPriority.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    framework_serves = forms.ModelMultipleChoiceField(
        label="Priorities of other bodies it serves",
        queryset=FrameworkPriority.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    starts_on = DayField(
        label="Earliest day",
        required=False,
        error_messages={
            "invalid": "Write the earliest day as day, month and year, such as 30/8/2017."
        },
    )
    ends_on = DayField(
        label="Latest day",
        required=False,
        error_messages={
            "invalid": "Write the latest day as day, month and year, such as 30/9/2017."
        },
    )

    form_key = forms.CharField(required=False, widget=forms.HiddenInput, initial=token_urlsafe)

    class Meta:
        model = Initiative
        fields = [
            "title",
            "target",
            "timing",
            *READING,
            "continues",
            "is_highlight",
            "highlight_words",
        ]
        labels = {"title": "Project or initiative", "continues": "Carries on from"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_choices_of_the_plan()
        if self.instance.pk:
            del self.fields["form_key"]  # a version says as much of what is there already
            self.initial.update(self._names_and_links())
        self.helper = FormHelper()
        self.helper.layout = self._layout()

    def _names_and_links(self) -> dict[str, Any]:
        this = Initiative.objects.filter(pk=self.instance.pk)
        [row] = initiative_rows(this, as_of=timezone.localdate())
        return {
            "lead_names": row.led_by,
            "fund_names": row.funded_by,
            "serves": [priority.pk for priority in row.priorities],
            "framework_serves": [priority.pk for priority in row.framework_priorities],
        }

    def _offer_choices_of_the_plan(self) -> None:
        plan = self.instance.plan
        targets = Target.objects.filter(key_priority__plan=plan)
        frameworks = FrameworkPriority.objects.filter(framework__plan_frameworks__plan=plan)
        last_year = Q(plan__start_year=plan.start_year - 1)
        earlier = Initiative.objects.filter(last_year | Q(pk=self.instance.continues_id))
        today = timezone.localdate()
        self._offer("target", targets.order_by("key_priority__number", "number"), blank="No target")
        self._offer("serves", plan.key_priorities.all())
        self._offer(
            "framework_serves",
            frameworks.annotate(column=F("framework__plan_frameworks__column_heading")).order_by(
                "framework__plan_frameworks__position", "framework", "number"
            ),
            under=lambda priority: priority.column,
        )
        self._offer(
            "continues",
            earlier.select_related("plan", "target").with_outcome(as_of=today),
            say=lambda initiative: f"{initiative.reference} {initiative.label}",
            blank="Nothing: it is new this year",
        )
        if "target" not in self.fields:
            self.fields["title"].required = True
            self.fields["title"].error_messages["required"] = "Give the initiative a title."

    def _offer(
        self,
        name: str,
        records: Any,
        *,
        say: Callable[[Any], str] = str,
        under: Callable[[Any], str] | None = None,
        blank: str = "",
    ) -> None:
        """Offer these records; a question with nothing to choose from is not asked."""
        field: Any = self.fields[name]
        field.queryset = records
        choices: list[Any] = (
            under_headings(records, under=under, label=say)
            if under
            else [(record.pk, say(record)) for record in records]
        )
        field.choices = [("", blank), *choices] if blank else choices
        if not choices:
            del self.fields[name]

    def _layout(self) -> Layout:
        asked = [
            name for name in ("serves", "framework_serves", "continues") if name in self.fields
        ]
        target = ["target"] if "target" in self.fields else []
        reading = [
            HTML('{% include "initiatives/_reading.html" %}'),
            *READING,
            "read_again",
            HTML("</div></details>"),
            *(["end_reason"] if self.ended.ends_on else []),
        ]
        return Layout(
            "title",
            *target,
            "lead_names",
            "fund_names",
            "timing",
            *reading,
            *asked,
            "is_highlight",
            "highlight_words",
            "version",
            *(["form_key"] if "form_key" in self.fields else []),
            Submit("save", "Save changes"),
        )

    @property
    def has_reading_errors(self) -> bool:
        """Whether the part of the page that corrects the reading has to be open."""
        return any(name in self.errors for name in [*READING, "read_again"])

    def clean_lead_names(self) -> list[ReadName] | None:
        """The agencies named, by any name they go by; None where the box was left as it was."""
        if "lead_names" not in self.changed_data:
            return None
        return read_agencies(self.cleaned_data["lead_names"])

    def clean_fund_names(self) -> list[ReadName] | None:
        """The fund sources named; None where the box was left as it was."""
        if "fund_names" not in self.changed_data:
            return None
        return read_fund_sources(self.cleaned_data["fund_names"])

    def claim(self) -> None:
        """Take the next version or, for a new initiative, the next number of its plan.

        Raises AddedAlready where a double press, or a page sent again, would add it once more.
        """
        super().claim()
        if not self.instance.pk:
            # Whoever else adds one waits here, so that no two are given the same number.
            plan = PartnershipPlan.objects.select_for_update().get(pk=self.instance.plan_id)
            if self.cleaned_data["form_key"]:
                self.instance.sent_form = self._digest()
                if again := plan.initiatives.filter(sent_form=self.instance.sent_form).first():
                    raise AddedAlready(again)
            newest = plan.initiatives.aggregate(number=Max("number"))["number"] or 0
            self.instance.number = newest + 1

    def _digest(self) -> UUID:
        """What stands for this form with these answers: gone back to and changed, it is another."""
        said = [(name, self[name].data) for name in self.fields]
        return UUID(bytes=sha256(repr(said).encode()).digest()[:16])

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's own signature
        """Save the initiative with its leads, funding and priorities in their order."""
        initiative = super().save(commit=commit)
        said = self.cleaned_data
        if said["lead_names"] is not None:
            keep_names(initiative.lead_set, "agency", said["lead_names"])
        if said["fund_names"] is not None:
            keep_names(initiative.funding_set, "fund_source", said["fund_names"])
        if "serves" in said:
            keep_links(initiative.prioritylink_set, "key_priority", said["serves"])
        if "framework_serves" in said:
            keep_links(initiative.frameworklink_set, "framework_priority", said["framework_serves"])
        return initiative


class RemovalForm(VersionedForm):
    """Why an initiative leaves its plan."""

    class Meta:
        model = Initiative
        fields = ["removal_reason"]
        labels = {"removal_reason": "Why is it removed?"}
        help_texts = {
            "removal_reason": "Officers see this. Partners and the papers no longer show the initiative; "
            "the report “What changed” names it and the day."
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["removal_reason"].required = True
        self.fields["removal_reason"].error_messages["required"] = "Say why it is removed."
        self.helper = FormHelper()
        self.helper.add_input(Submit("save", "Remove it", css_class="govuk-button--warning"))

    def clean(self) -> dict[str, Any]:
        """Set the day before the constraint looks at the pair."""
        cleaned = super().clean() or {}
        self.instance.removed_on = timezone.localdate()
        return cleaned


class PutBackForm(VersionedForm):
    """Puts a removed initiative back into its plan; it asks nothing."""

    class Meta:
        model = Initiative
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("save", "Put it back"))

    def clean(self) -> dict[str, Any]:
        """Clear the day and the reason together."""
        cleaned = super().clean() or {}
        self.instance.removed_on, self.instance.removal_reason = None, ""
        return cleaned
