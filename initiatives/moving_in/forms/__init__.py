"""What a person decides at each step of moving a plan in."""

from initiatives.moving_in.forms.approve import ApproveForm
from initiatives.moving_in.forms.columns import ColumnsForm
from initiatives.moving_in.forms.heading import HeadingForm
from initiatives.moving_in.forms.leave import LeaveForm
from initiatives.moving_in.forms.priorities import PrioritiesForm
from initiatives.moving_in.forms.row import RowForm
from initiatives.moving_in.forms.rows import RowsForm
from initiatives.moving_in.forms.start import StartForm
from initiatives.moving_in.forms.tables import TablesForm
from initiatives.moving_in.forms.values import ValuesForm

__all__ = [
    "ApproveForm",
    "ColumnsForm",
    "HeadingForm",
    "LeaveForm",
    "PrioritiesForm",
    "RowForm",
    "RowsForm",
    "StartForm",
    "TablesForm",
    "ValuesForm",
]
