"""What the example year takes from the tracker: the pack's agencies, funds and frameworks, and who writes."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model

from initiatives.example.work import INITIATIVES
from initiatives.models import Agency, AgencyAlias, FundSource
from initiatives.names import UnknownName, known_names, read_names
from priorities.models import Framework, FrameworkPriority, Partnership

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User

POLICE_AND_CRIME, ESSEX_POLICE = "Police and Crime Plan", "Essex Police Plan on a Page"
COLUMN_HEADINGS = {POLICE_AND_CRIME: "PCC KP's (list)", ESSEX_POLICE: "E.P KP's (list)"}


class NotThere(Exception):
    """The tracker lacks what the example year is made from; the message says what."""


@dataclass(frozen=True)
class Known:
    """Everything that the example year refers to, looked up once."""

    partnership: Partnership
    frameworks: tuple[Framework, ...]
    framework_priorities: dict[tuple[str, int], FrameworkPriority]
    agencies: dict[str, tuple[int, str]]  # made ready for read_names
    fund_sources: dict[str, tuple[int, str]]
    writers: "dict[str, User]"  # the demo users, by what stands before the @


def known() -> Known:
    """What the example year refers to. Raises NotThere with a sentence where something is missing."""
    agencies = known_names(
        [
            *AgencyAlias.objects.values_list("name", "agency_id"),
            *Agency.objects.values_list("name", "pk"),
            *Agency.objects.values_list("short_name", "pk"),
        ]
    )
    fund_sources = known_names(FundSource.objects.values_list("name", "pk"))
    frameworks = {each.short_name: each for each in Framework.objects.all()}
    _refuse_missing("agencies", _unknown((each.led_by for each in INITIATIVES), agencies))
    _refuse_missing(
        "fund sources", _unknown((each.funded_by for each in INITIATIVES), fund_sources)
    )
    _refuse_missing("frameworks", [name for name in COLUMN_HEADINGS if name not in frameworks])
    if (partnership := Partnership.current()) is None:
        raise NotThere("The example year needs a partnership, and none is set up.")
    taken_up = tuple(frameworks[name] for name in COLUMN_HEADINGS)
    numbered = FrameworkPriority.objects.filter(framework__in=taken_up).select_related("framework")
    return Known(
        partnership,
        taken_up,
        {(each.framework.short_name, each.number): each for each in numbered},
        agencies,
        fund_sources,
        {user.email.partition("@")[0]: user for user in _demo_users()},
    )


def _unknown(texts: Iterable[str], names: dict[str, tuple[int, str]]) -> list[str]:
    """The names in the texts that the tracker does not know, each once."""
    unknown: dict[str, None] = {}
    for text in texts:
        try:
            read_names(text, names)
        except UnknownName as error:
            unknown[error.written] = None
    return list(unknown)


def _refuse_missing(kind: str, names: Collection[str]) -> None:
    if names:
        raise NotThere(
            f"The example year needs the {kind} of the committee pack, and some are not there: "
            f"{', '.join(names)}."
        )


def _demo_users() -> "Iterable[User]":
    users: Iterable[User] = get_user_model()._default_manager.filter(
        email__in=[f"{name}@scp.example" for name in ("officer", "police", "cbh")]
    )
    return users
