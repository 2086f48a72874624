"""The pages of returns."""

from initiatives.returns.views.answers import accept, part, send_back
from initiatives.returns.views.board import board, close, withdraw
from initiatives.returns.views.opening import opening
from initiatives.returns.views.reminders import remind_leads
from initiatives.returns.views.returns import returns

__all__ = [
    "accept",
    "board",
    "close",
    "opening",
    "part",
    "remind_leads",
    "returns",
    "send_back",
    "withdraw",
]
