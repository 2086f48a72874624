"""The returns that wait for somebody’s answers, and how far their agencies are with them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from initiatives.models import AgencyReturn, Answer, Return
from initiatives.models.answers import OWED
from initiatives.returns.people import nobody_answers

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


@dataclass(frozen=True)
class ReturnInHand:
    """A return that is open, or has answers to accept: how many agencies it asks, and how many owe."""

    asked_in: Return
    waiting: int  # answers that wait to be accepted; a joint one counts once
    agencies: int
    owing: int
    without_people: int  # of those that owe: officers answer for them
    is_late: bool


def returns_in_hand(user: "User", *, on: date) -> list[ReturnInHand]:
    """The returns the person looks after that are open or have answers to accept, newest first.

    It is one statement, for pages that ask much already.
    """
    waiting = Answer.objects.waiting().filter(asked_in=OuterRef("asked_in")).order_by()
    counted = waiting.values("asked_in").annotate(number=Count("pk")).values("number")
    in_progress = Q(asked_in__in=Return.objects.in_progress())
    parts: Any = AgencyReturn.objects.filter(asked_in__in=Return.objects.visible_to(user))
    parts = parts.filter(in_progress | Q(Exists(waiting))).annotate(
        owed=_how_many([*OWED, State.ANSWERED]),
        waiting=Coalesce(Subquery(counted), 0),
        has_nobody=nobody_answers(),
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for part in parts.select_related("asked_in__plan").order_by("-asked_in__opened_at", "pk"):
        found[part.asked_in_id].append(part)
    return [
        ReturnInHand(
            asked_in=each[0].asked_in,
            waiting=each[0].waiting,
            agencies=len(each),
            owing=sum(part.owed > 0 for part in each),
            without_people=sum(part.owed > 0 and part.has_nobody for part in each),
            is_late=each[0].asked_in.is_past_closing(on=on),
        )
        for each in found.values()
    ]


def _how_many(states: Any) -> Count:
    """How many of the answers an agency is asked for are in one of these states."""
    of_the_return = Q(**{f"{_ANSWERS}__asked_in": F("asked_in")})
    in_force = Q(agency__lead__initiative__removed_on=None)
    stand_so = Q(**{f"{_ANSWERS}__state__in": list(states)})
    return Count(_ANSWERS, filter=of_the_return & in_force & stand_so, distinct=True)
