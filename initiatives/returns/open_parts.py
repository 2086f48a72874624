"""The returns that wait for somebody’s answers, and how far their agencies are with them."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q

from initiatives.models import AgencyReturn, Answer
from initiatives.models.answers import OWED

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User

State = Answer.State

_ANSWERS = "agency__lead__initiative__answers"


@dataclass(frozen=True)
class OpenPart:
    """An agency’s part of an open return, and how many of its initiatives stand how."""

    part: AgencyReturn
    asked: int
    owed: int
    sent_back: int
    unsent: int  # answered, and kept for the moment
    is_late: bool

    @property
    def answered(self) -> int:
        """How many have an answer that stands."""
        return self.asked - self.owed

    @property
    def is_to_do(self) -> bool:
        """Whether the agency still has something to write or to send."""
        return self.owed + self.unsent > 0


def open_parts(user: "User", *, on: date) -> list[OpenPart]:
    """What the person’s own agencies still have to answer or send, what closes first on top.

    It is one statement, for pages that ask much already.
    """
    own = AgencyReturn.objects.answerable_by(user).filter(agency__members=user)
    parts: Any = own.select_related("agency", "asked_in__plan").annotate(
        asked=_how_many(State),
        owed=_how_many(OWED),
        sent_back=_how_many([State.SENT_BACK]),
        unsent=_how_many([State.ANSWERED]),
    )
    found = [
        OpenPart(
            part,
            part.asked,
            part.owed,
            part.sent_back,
            part.unsent,
            is_late=part.asked_in.is_past_closing(on=on),
        )
        for part in parts.order_by("asked_in__closes_on", "pk")
    ]
    return [each for each in found if each.is_to_do]


def _how_many(states: Any) -> Count:
    """How many of the answers an agency is asked for are in one of these states."""
    of_the_return = Q(**{f"{_ANSWERS}__asked_in": F("asked_in")})
    in_force = Q(agency__lead__initiative__removed_on=None)
    stand_so = Q(**{f"{_ANSWERS}__state__in": list(states)})
    return Count(_ANSWERS, filter=of_the_return & in_force & stand_so, distinct=True)
