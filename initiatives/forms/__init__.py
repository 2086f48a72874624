"""What a person may type about a plan's initiatives, and what they hear when it will not do."""

from initiatives.forms.filters import PlanFilter
from initiatives.forms.initiatives import AddedAlready, InitiativeForm, PutBackForm, RemovalForm
from initiatives.forms.outcomes import OutcomeForm

__all__ = [
    "AddedAlready",
    "InitiativeForm",
    "OutcomeForm",
    "PlanFilter",
    "PutBackForm",
    "RemovalForm",
]
