"""What a person may type about a return and its answers."""

from initiatives.returns.forms.answering import AnswerForm
from initiatives.returns.forms.answers import AcceptForm, SendBackForm
from initiatives.returns.forms.closing_date import ClosingDateForm
from initiatives.returns.forms.ending import ClosingForm, WithdrawalForm
from initiatives.returns.forms.opening import OpeningForm

__all__ = [
    "AcceptForm",
    "AnswerForm",
    "ClosingDateForm",
    "ClosingForm",
    "OpeningForm",
    "SendBackForm",
    "WithdrawalForm",
]
