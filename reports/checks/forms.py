from collections.abc import Collection
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from priorities.text import LineFormField
from reports.checks.accepting import Checks
from reports.checks.finding import Finding, Rule

_LONGEST_REASON = 300


class AcceptanceForm(forms.Form):
    """Which warnings of one rule may stand, and why."""

    warnings = forms.MultipleChoiceField(
        label="Which warnings may stand?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Select the warnings that may stand.",
            "invalid_choice": "One of the warnings was mended, or its words changed. Look at the list "
            "again.",
        },
    )
    reason = LineFormField(
        label="Why may they stand?",
        max_length=_LONGEST_REASON,
        help_text="This is kept with the issued paper for officers and clerks. It is never published. "
        f"Write {_LONGEST_REASON} characters or fewer, on one line.",
        error_messages={"required": "Say why they may stand."},
    )
    button = "Accept"
    heading = "Accept warnings"
    way_back = "Go back without accepting anything"
    says_there_are_none = "No warning waits"

    def __init__(self, data: Any = None, *, checks: Checks, rule: Rule, only: str = "") -> None:
        of_the_rule = [found for found in checks.findings if found.rule == rule.code]
        sent = set(data.getlist("warnings")) if data is not None else set()
        # Somebody may have decided the same meanwhile; what was sent stays among the choices.
        self.offered = {
            found.key: found
            for found in of_the_rule
            if self.is_to_decide(found, checks) or found.key in sent
        }
        chosen = [only] if only in self.offered else list(self.offered)
        super().__init__(data, initial={"warnings": chosen})
        fields: Any = self.fields
        fields["warnings"].choices = [
            (key, f"{found.stands_at}: {found.says}") for key, found in self.offered.items()
        ]
        self.helper = FormHelper()
        self.helper.add_input(Submit("save", self.button))

    def is_to_decide(self, found: Finding, checks: Checks) -> bool:
        """Whether nobody has accepted it yet."""
        return found.key not in checks.accepted

    @property
    def chosen(self) -> Collection[Finding]:
        """The findings that were selected."""
        return [self.offered[key] for key in self.cleaned_data["warnings"]]


class TakingBackForm(AcceptanceForm):
    """Which accepted warnings of one rule are to be decided again."""

    reason = None  # type: ignore[assignment]  # how Django takes a field away
    button = heading = "Take back"
    way_back = "Go back without taking anything back"
    says_there_are_none = "No warning is accepted"

    def __init__(self, *args: Any, **said: Any) -> None:
        super().__init__(*args, **said)
        self.fields["warnings"].label = "Which warnings may not stand after all?"
        self.fields["warnings"].error_messages["required"] = "Select the warnings to take back."

    def is_to_decide(self, found: Finding, checks: Checks) -> bool:
        """Whether somebody accepted it."""
        return found.key in checks.accepted
