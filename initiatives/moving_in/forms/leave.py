from typing import TYPE_CHECKING, Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django.urls import reverse

from initiatives.moving_in.forms.step import StepForm
from initiatives.moving_in.going_on import leave

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User


class LeaveForm(StepForm):
    """Gives the move up; it asks nothing."""

    event = "move_in_given_up"

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.helper = FormHelper()
        self.helper.add_input(Submit("save", "Give it up", css_class="govuk-button--warning"))

    def leads_to(self) -> str:
        """The page where another can begin."""
        return reverse("moving_in:start")

    def save(self, *, by: "User") -> None:
        """Leave the move; raises OutOfDate when it went on meanwhile."""
        leave(self.move, seen=self.cleaned_data["version"])
        self.said = f"“{self.move}” is given up, and what was read of it is deleted."
