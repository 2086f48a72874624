"""The names and priorities of an initiative: read as they are written, and kept in their order."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from initiatives.models import (
    Agency,
    AgencyAlias,
    FrameworkLink,
    Funding,
    FundSource,
    Lead,
    PriorityLink,
)
from initiatives.names import ReadName, known_names, read_names


def read_agencies(text: str) -> list[ReadName]:
    """The agencies named, by any name they go by; raises ValidationError for one nobody knows."""
    agencies = Agency.objects.order_by()
    names = agencies.values_list("name", "pk").union(
        agencies.values_list("short_name", "pk"),
        AgencyAlias.objects.order_by().values_list("name", "agency_id"),
    )
    return _read(text, list(names), advice="Correct it, or add the agency in set-up first.")


def read_fund_sources(text: str) -> list[ReadName]:
    """The fund sources named; raises ValidationError for one nobody knows."""
    return _read(
        text,
        list(FundSource.objects.values_list("name", "pk")),
        advice="Correct it, or add the fund source in set-up first.",
    )


def keep_names(links: Any, field: str, names: Sequence[ReadName]) -> None:
    """Make the links say exactly `names`; a link that already does is not written again."""
    there: dict[int, Lead | Funding] = {getattr(link, f"{field}_id"): link for link in links.all()}
    for position, name in enumerate(names, start=1):
        link = there.pop(name.pk, None) or links.model(
            initiative=links.instance, **{f"{field}_id": name.pk}
        )
        usual = getattr(link, field)
        usual_name = usual.short_name if isinstance(usual, Agency) else usual.name
        said = {
            "position": position,
            "joined_by": name.joined_by or link.joined_by,
            "printed_as": "" if name.written == usual_name else name.written,
        }
        _save_if_changed(link, said)
    for link in there.values():
        link.delete()


def keep_links(links: Any, field: str, chosen: Iterable[Any]) -> None:
    """Make the links say exactly `chosen`: those already there keep their order, new ones follow."""
    there: dict[int, PriorityLink | FrameworkLink] = {
        getattr(link, f"{field}_id"): link for link in links.all()
    }
    wanted = {record.pk: record for record in chosen}
    order = [pk for pk in there if pk in wanted] + [pk for pk in wanted if pk not in there]
    for position, pk in enumerate(order, start=1):
        link = there.get(pk) or links.model(initiative=links.instance, **{f"{field}_id": pk})
        _save_if_changed(link, {"position": position})
    for pk in set(there) - set(wanted):
        there[pk].delete()


def _read(text: str, names: list[tuple[str, int]], *, advice: str) -> list[ReadName]:
    try:
        return read_names(text, known_names(names))
    except ValueError as error:
        raise ValidationError(f"{error} {advice}") from error


def _save_if_changed(link: Any, said: dict[str, Any]) -> None:
    if link.pk and all(getattr(link, name) == value for name, value in said.items()):
        return
    for name, value in said.items():
        setattr(link, name, value)
    link.save()
