"""What a person may type about a plan's initiatives, and what they hear when it will not do."""

from initiatives.forms.changes import SinceForm
from initiatives.forms.filters import PlanFilter
from initiatives.forms.initiatives import AddedAlready, InitiativeForm, PutBackForm, RemovalForm
from initiatives.forms.messages import OutboxFilter
from initiatives.forms.outcome_fields import OutcomeFields
from initiatives.forms.outcomes import OutcomeForm
from initiatives.forms.readings import TimingForm
from initiatives.forms.redacting import RedactionForm
from initiatives.forms.restoring import RestoreForm

__all__ = [
    "AddedAlready",
    "InitiativeForm",
    "OutboxFilter",
    "OutcomeFields",
    "OutcomeForm",
    "PlanFilter",
    "PutBackForm",
    "RedactionForm",
    "RemovalForm",
    "RestoreForm",
    "SinceForm",
    "TimingForm",
]
