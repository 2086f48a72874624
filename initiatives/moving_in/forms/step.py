from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse

from initiatives.moving_in.as_read import AsRead
from initiatives.moving_in.going_on import decide
from initiatives.moving_in.steps import after
from priorities.forms import VersionField

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User


class StepForm(forms.Form):
    """What a person decides at one step; the hidden version is the one they saw.

    Each kind says in `decided` which of the Decisions it makes.
    """

    version = VersionField()

    show_optional = False  # a step asks much, and little of it has to be answered
    step: str  # the name of the step
    said = ""  # to whoever saved it, on the page it leads to
    event = ""  # for the log, once it is saved

    def __init__(self, data: Any, as_read: AsRead) -> None:
        self.as_read, self.move, self.decisions = as_read, as_read.move, as_read.decisions
        super().__init__(data, initial={"version": self.move.version})

    def decided(self) -> dict[str, Any]:
        """The Decisions that the form makes, by name."""
        raise NotImplementedError

    def save(self, *, by: "User") -> None:
        """Keep what was decided; raises OutOfDate when something else was decided meanwhile."""
        decide(self.move, seen=self.cleaned_data["version"], **self.decided())

    def leads_to(self) -> str:
        """The address one goes on to once it is saved."""
        return reverse(after(self.step).address_name, args=[self.move.pk])

    def show_clash(self) -> None:
        """Say that the move went on elsewhere, and let the next save follow what stands now."""
        self.add_error(
            None,
            "This was changed while you were looking at it, in another window or by somebody else. "
            "What you chose is still here: look through it, then save again.",
        )
        self.data = data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict by now
        data["version"] = str(self.move.version)
