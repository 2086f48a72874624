"""The pages of moving a plan in."""

from initiatives.moving_in.views.approve import approve
from initiatives.moving_in.views.columns import columns
from initiatives.moving_in.views.heading import heading
from initiatives.moving_in.views.leave import leave
from initiatives.moving_in.views.priorities import priorities
from initiatives.moving_in.views.rows import row, rows
from initiatives.moving_in.views.start import start
from initiatives.moving_in.views.tables import tables
from initiatives.moving_in.views.values import values

__all__ = [
    "approve",
    "columns",
    "heading",
    "leave",
    "priorities",
    "row",
    "rows",
    "start",
    "tables",
    "values",
]
