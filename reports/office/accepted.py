"""The warnings that were accepted for an issue, as its page lists them: by kind and reason."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils import timezone

from reports.checks import RULES
from reports.checks.page import FEW


class Why(NamedTuple):
    """Why warnings may stand, who said so, and when."""

    reason: str
    accepted_by: str
    accepted_on: date


@dataclass(frozen=True)
class Accepted:
    """Warnings of one kind that somebody let stand on one day, for one reason."""

    why: Why
    warnings: Sequence[Mapping[str, Any]]

    @property
    def is_folded(self) -> bool:
        """Whether they are too many to be read in passing."""
        return len(self.warnings) > FEW


@dataclass(frozen=True)
class Kind:
    """The accepted warnings of one rule, by reason."""

    code: str
    accepted: Sequence[Accepted]

    @property
    def heading(self) -> str:
        """What its rule is called; an issue outlives rules, and then their code has to do."""
        rule = RULES.get(self.code)
        return rule.heading if rule else self.code.replace("-", " ").capitalize()

    @property
    def count(self) -> int:
        """How many warnings of that kind were accepted."""
        return sum(len(accepted.warnings) for accepted in self.accepted)


def kinds_of(warnings: Iterable[Mapping[str, Any]]) -> list[Kind]:
    """What an issue keeps of its accepted warnings, each kind once, in the order of their checks."""
    kinds: dict[str, dict[Why, list[Mapping[str, Any]]]] = {}
    for warning in warnings:
        of_the_kind = kinds.setdefault(warning["rule"], {})
        of_the_kind.setdefault(_why(warning), []).append(warning)
    return [
        Kind(code, [Accepted(why, together) for why, together in of_the_kind.items()])
        for code, of_the_kind in kinds.items()
    ]


def _why(warning: Mapping[str, Any]) -> Why:
    moment = datetime.fromisoformat(warning["accepted_at"])
    return Why(warning["reason"], warning["accepted_by"], timezone.localdate(moment))
