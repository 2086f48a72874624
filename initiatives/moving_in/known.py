"""The names of agencies and fund sources that the tracker knows, as papers may write them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from initiatives.models import Agency, FundSource
from initiatives.moving_in.look_alikes import match_key
from initiatives.names import close_names, known_names

_NO_MONEY_NEEDED = ("n/a", "na", "not applicable")
_MOST_WORDS = 20  # of two names without a joint
_NO_SOURCE_SAID = ("tbc", "to be confirmed", "none", "nil", "-")


@dataclass(frozen=True)
class Suggestion:
    """A known name that a written one may mean, or two."""

    choice: str  # the decision for it: "3", or "3,7"
    name: str


@dataclass(frozen=True)
class KnownNames:
    """The names that the tracker knows, and each record's usual one."""

    by_key: Mapping[str, tuple[int, str]]
    usual: Mapping[int, str]

    def suggestions(self, written: str) -> tuple[Suggestion, ...]:
        """The two names it is made of, and three at most that look like it; a person chooses."""
        close = close_names(written, self.by_key, count=5, key=match_key)
        once = {pk: Suggestion(str(pk), name) for pk, name in reversed(close)}
        return (*self._both(written), *tuple(reversed(once.values()))[:3])

    def _both(self, written: str) -> tuple[Suggestion, ...]:
        """Two known names that stand in it one after the other, without a joint: "SCP CBC"."""
        words = written.split()
        if len(words) > _MOST_WORDS:
            return ()
        for at in range(1, len(words)):
            first, _ = self.by_key.get(match_key(" ".join(words[:at])), (0, ""))
            second, _ = self.by_key.get(match_key(" ".join(words[at:])), (0, ""))
            if first and second and first != second:
                both = f"{self.usual[first]}, then {self.usual[second]}"
                return (Suggestion(f"{first},{second}", both),)
        return ()


def known_agencies() -> KnownNames:
    """Every name that agencies go by, in one statement."""
    called = list(
        Agency.objects.order_by("pk", "aliases__pk").values_list(
            "pk", "name", "short_name", "aliases__pk", "aliases__name"
        )
    )
    aliases = sorted((alias, name, pk) for pk, _, _, alias, name in called if alias)
    names = [(name, pk) for _, name, pk in aliases]
    names += [(name, pk) for pk, name, *_ in called]
    names += [(short_name, pk) for pk, _, short_name, *_ in called]
    return KnownNames(
        known_names(names, key=match_key), {pk: short_name for pk, _, short_name, *_ in called}
    )


def known_fund_sources() -> KnownNames:
    """Every name that fund sources go by, with those of the agency that pays where it is one source's."""
    sources = list(FundSource.objects.order_by("pk").values_list("pk", "name", "kind", "agency_id"))
    of_agency = Counter(agency for *_, agency in sources)
    paying = {agency: pk for pk, *_, agency in sources if agency and of_agency[agency] == 1}
    names = [
        (name, paying[agency])
        for agency, *called in Agency.objects.order_by("pk").values_list(
            "pk", "name", "short_name", "aliases__name"
        )
        if agency in paying
        for name in called
        if name
    ]
    for pk, name, kind, _ in sources:
        if kind == FundSource.Kind.NOT_APPLICABLE:
            names += [(word, pk) for word in sorted(_NO_MONEY_NEEDED) if word != name.casefold()]
    names += [(name, pk) for pk, name, *_ in sources]
    return KnownNames(known_names(names, key=match_key), {pk: name for pk, name, *_ in sources})


def says_no_money_is_needed(name: str) -> bool:
    """Whether a fund source of that name is the one of its own kind: "N/A"."""
    return match_key(name) in _NO_MONEY_NEEDED


def says_no_source(name: str) -> bool:
    """Whether a fund source cell says in a word that it names none, or none yet: "TBC"."""
    return match_key(name) in _NO_SOURCE_SAID
