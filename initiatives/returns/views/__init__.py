"""The pages of returns."""

from initiatives.returns.views.answering import answer, answers_sent, check_answers, to_answer
from initiatives.returns.views.answers import accept, part, send_back
from initiatives.returns.views.board import board
from initiatives.returns.views.ending import close, closing_date, open_again, withdraw
from initiatives.returns.views.links import links
from initiatives.returns.views.opening import opening
from initiatives.returns.views.reminders import remind_leads
from initiatives.returns.views.returns import returns

__all__ = [
    "accept",
    "answer",
    "answers_sent",
    "board",
    "check_answers",
    "close",
    "closing_date",
    "links",
    "open_again",
    "opening",
    "part",
    "remind_leads",
    "returns",
    "send_back",
    "to_answer",
    "withdraw",
]
