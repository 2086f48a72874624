"""The pages about a plan and its initiatives."""

from initiatives.views.calendar import calendar
from initiatives.views.changes import changes
from initiatives.views.history import redact, restore
from initiatives.views.initiatives import add, edit, initiative, put_back, remove
from initiatives.views.outbox import message, outbox
from initiatives.views.outcomes import my_actions, update
from initiatives.views.plans import plan
from initiatives.views.timing import timing
from initiatives.views.together import together

__all__ = [
    "add",
    "calendar",
    "changes",
    "edit",
    "initiative",
    "message",
    "my_actions",
    "outbox",
    "plan",
    "put_back",
    "redact",
    "remove",
    "restore",
    "timing",
    "together",
    "update",
]
