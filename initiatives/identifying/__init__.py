"""Words of a public text that might tell who somebody is: small counts, ages, numbers, addresses.

They are pointed out and never refused, for only a person can judge them. What is a school year, a
date, a sum or a thing is left alone: a warning that is mostly wrong is soon read by nobody.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from initiatives.identifying.ages import ages
from initiatives.identifying.contacts import mail_addresses, telephones
from initiatives.identifying.people import few_people


class Kind(StrEnum):
    """What sort of words they are."""

    FEW_PEOPLE = "few_people"
    AGE = "age"
    TELEPHONE = "telephone"
    MAIL_ADDRESS = "mail_address"


@dataclass(frozen=True)
class Finding:
    """Words that might identify a person, and where they stand in the text."""

    kind: Kind
    words: str
    start: int
    end: int


def findings(text: str) -> list[Finding]:
    """All that might identify a person in `text`, in the order of the text."""
    plain = text.translate(_PLAIN_CHARACTERS)
    found = {
        Finding(kind, text[start:end], start, end)
        for kind, find in _FINDERS.items()
        for start, end in find(plain)
    }
    return sorted(found, key=lambda finding: (finding.start, finding.end))


_FINDERS: dict[Kind, Callable[[str], Iterator[tuple[int, int]]]] = {
    Kind.FEW_PEOPLE: few_people,
    Kind.AGE: ages,
    Kind.TELEPHONE: telephones,
    Kind.MAIL_ADDRESS: mail_addresses,
}
# One for one, so that every place stays the same.
_PLAIN_CHARACTERS = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014", "-")
    | dict.fromkeys("\u2018\u2019`", "'")
    | dict.fromkeys("\t\u00a0\u2009\u202f", " ")
)
