"""A return and everybody it asks, one of each agency; made in a process of their own."""

from dataclasses import dataclass
from datetime import timedelta
from io import StringIO

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone

from benchmarks.browsers import Browser
from benchmarks.crowds import session_of
from benchmarks.officers import Officer
from benchmarks.partners import Partner
from benchmarks.plans import make_plans, plan_of
from initiatives.models import Agency, AgencyReturn
from initiatives.returns.opening import open_return
from scp_tracker.accounts.models import User
from scp_tracker.accounts.roles import OFFICER, PARTNER


@dataclass(frozen=True)
class AskedPartner:
    """Who answers for an agency: a name, a session, and the address of its answers."""

    name: str
    session: str
    part: str


@dataclass(frozen=True)
class Asked:
    """Everybody in one return, signed in."""

    board: str  # the address of the return
    officer: str  # a session
    partners: list[AskedPartner]

    def partners_at(self, port: int) -> list[Partner]:
        """The partners, at the tracker on that port."""
        return [
            Partner(Browser(port, asked.session), asked.name, asked.part) for asked in self.partners
        ]

    def officer_at(self, port: int) -> Officer:
        """The officer, at the tracker on that port."""
        return Officer(Browser(port, self.officer), self.board)


def ask(agencies: int, initiatives: int) -> Asked:
    """Open a return about a plan of so many initiatives, and ask so many of the agencies leading it.

    Every other agency leads all of its initiatives with its neighbour, which leads as many again by
    itself.
    """
    _make_agencies(agencies)
    make_plans([initiatives])
    plan = plan_of(initiatives)
    leading = Agency.objects.filter(initiatives__plan=plan).distinct()
    officer = _person("Example officer", OFFICER)
    opened = open_return(
        plan,
        name="Quarter 2",
        closes_on=timezone.localdate() + timedelta(days=14),
        by=officer,
        agencies=leading[:agencies],
    )
    parts = opened.parts.select_related("agency").order_by("pk")
    partners = [_partner(part) for part in parts]
    return Asked(opened.get_absolute_url(), session_of(officer), partners)


def _make_agencies(count: int) -> None:
    """Have so many agencies at least: the pack's own, and others."""
    call_command("load_seed_plans", stdout=StringIO())
    for number in range(Agency.objects.count() + 1, count + 1):
        Agency.objects.create(name=f"Example agency {number}", short_name=f"Agency {number}")


def _partner(part: AgencyReturn) -> AskedPartner:
    member = _person(f"Example partner {part.pk}", PARTNER)
    part.agency.members.add(member)
    return AskedPartner(member.name, session_of(member), part.get_absolute_url())


def _person(name: str, role: str) -> User:
    user = User.objects.create_user(f"{name.lower().replace(' ', '.')}@scp.example", name=name)
    user.groups.add(Group.objects.get(name=role))
    return user
