"""What a check finds in a paper before it is issued: plain frozen data."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from initiatives.rows import InitiativeRow


class Severity(StrEnum):
    """How much a finding weighs, the heaviest first."""

    MUST = "must"
    WARNING = "warning"
    INFORMATION = "information"


@dataclass(frozen=True)
class Rule:
    """One thing that is checked: its lasting code, its weight, and what the page says of it."""

    code: str
    severity: Severity
    heading: str
    why: str


@dataclass(frozen=True)
class Place:
    """A page on which a finding can be mended, for whom it opens, and who these are in words."""

    does: str  # "Write a newer outcome"
    address: str
    permission: str
    who: str  # "A community safety officer"


@dataclass(frozen=True)
class Finding:
    """One thing worth mending: a whole sentence, what it is about, and where it can be mended.

    `words` are what it quotes of the plan: it is known again for as long as they stay the same.
    """

    about: Rule
    says: str
    places: Sequence[Place]
    words: str = ""
    reference: str = ""  # its initiative, "" where it is about the paper itself
    label: str = ""
    address: str = ""

    @property
    def rule(self) -> str:
        """The lasting code of its rule."""
        return self.about.code

    @property
    def severity(self) -> Severity:
        return self.about.severity

    @property
    def stands_at(self) -> str:
        """What it is about, by name: "Street Weeks (2017-18/16)", "The paper itself"."""
        return f"{self.label} ({self.reference})" if self.reference else "The paper itself"

    @property
    def key(self) -> str:
        """By which it is known again; other words in the same place are another finding."""
        said = "\n".join((self.rule, self.reference, self.words))
        return sha256(said.encode(errors="replace")).hexdigest()[:32]


def in_row(
    row: InitiativeRow, about: Rule, says: str, places: Sequence[Place], words: str = ""
) -> Finding:
    """What is found in one initiative."""
    return Finding(about, says, places, words, row.reference, row.label, row.address)
