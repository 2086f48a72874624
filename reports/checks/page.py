"""The findings of a paper as the page lists them: by rule, with the ways this person can mend them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from reports.checks.accepting import Checks
from reports.checks.finding import Finding, Place, Rule, Severity
from reports.models import AcceptedWarning

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User

FEW = 5  # findings of one rule that stand open on the page


@dataclass(frozen=True)
class Shown:
    """A finding with the places this person can mend it at, and who can where they cannot."""

    finding: Finding
    ways: Sequence[Place]
    who: str
    accepted: AcceptedWarning | None


@dataclass(frozen=True)
class Group:
    """The findings of one rule; `who` can mend all of them, "" where that differs or this person can."""

    rule: Rule
    shown: Sequence[Shown]
    who: str

    @property
    def asks_for_something(self) -> bool:
        """Whether there is anything this person can do about one of them, or is told who can."""
        is_warned_of = self.rule.severity is Severity.WARNING
        return is_warned_of or any(one.ways or (one.who and not self.who) for one in self.shown)

    @property
    def is_folded(self) -> bool:
        """Whether they are too many to be read in passing."""
        return len(self.shown) > FEW


@dataclass(frozen=True)
class Part:
    """The findings of one weight, under its heading."""

    name: str
    heading: str
    says: str
    groups: Sequence[Group]

    @property
    def count(self) -> int:
        return sum(len(group.shown) for group in self.groups)


def parts_of(checks: Checks, user: "User") -> list[Part]:
    """Everything found, the heaviest first; a part with nothing in it is left out."""
    told = (
        (
            "must",
            "Must be mended",
            "The paper cannot be issued before this is mended.",
            checks.must_be_mended,
        ),
        (
            "warnings",
            "Warnings",
            "Have each mended, or accept it with a reason: all of one kind together, if you like.",
            checks.warnings,
        ),
        (
            "information",
            "For information",
            "This may well be right, and you need not do anything.",
            checks.for_information,
        ),
        (
            "accepted",
            "Accepted warnings",
            "These may stand. A warning comes back when the words it is about change.",
            checks.accepted_findings,
        ),
    )
    parts = [
        Part(name, heading, says, _groups(findings, checks, user))
        for name, heading, says, findings in told
    ]
    return [part for part in parts if part.groups]


def _groups(findings: Iterable[Finding], checks: Checks, user: "User") -> list[Group]:
    groups = []
    for rule, found in groupby(findings, key=lambda finding: finding.about):
        shown = [_shown(finding, checks, user) for finding in found]
        who = {one.who for one in shown}
        groups.append(Group(rule, shown, who.pop() if len(who) == 1 else ""))
    return groups


def _shown(finding: Finding, checks: Checks, user: "User") -> Shown:
    ways = [place for place in finding.places if user.has_perm(place.permission)]
    is_told_who = not ways and finding.severity is not Severity.INFORMATION
    who = finding.places[0].who if is_told_who else ""
    return Shown(finding, ways, who, checks.accepted.get(finding.key))
