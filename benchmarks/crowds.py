"""Who works on the tracker, many at once; made in a process of their own."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client

from benchmarks.people import Person
from benchmarks.plans import make_plans, plan_of
from initiatives.models import Agency
from scp_tracker.accounts.models import User
from scp_tracker.accounts.roles import OFFICER, PARTNER


@dataclass(frozen=True)
class Crowd:
    """The sessions of people who are signed in, the plans, and the initiatives of the first of them.

    Plans and initiatives are addresses.
    """

    sessions: list[str]
    plans: list[str]
    initiatives: list[str]

    def at(self, port: int, *, initiatives: int | None = None) -> list[Person]:
        """Everybody, at the tracker on that port, with the first so many initiatives or all."""
        known = self.initiatives[:initiatives]
        return [Person(port, session, known) for session in self.sessions]


def make_crowd(people: int, sizes: Sequence[int]) -> Crowd:
    """A plan of each size, and people for the first: half officers, half members of every agency.

    They are signed in without a password: checking one costs more than everything they do then.
    """
    make_plans(sizes)
    plans = [plan_of(size) for size in sizes]
    return Crowd(
        [_signed_in(number) for number in range(people)],
        [plan.get_absolute_url() for plan in plans],
        [one.get_absolute_url() for one in plans[0].initiatives.order_by("number")],
    )


def _signed_in(number: int) -> str:
    user = User.objects.create_user(f"person{number}@scp.example", name=f"Example person {number}")
    user.groups.add(Group.objects.get(name=PARTNER if number % 2 else OFFICER))
    if number % 2:
        user.agencies.set(Agency.objects.all())
    return session_of(user)


def session_of(user: User) -> str:
    """The session of somebody who is signed in from now on, without a password."""
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value
