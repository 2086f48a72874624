"""What stands on record for initiatives, and what stood there when a workbook was made."""

from collections.abc import Mapping
from typing import NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from initiatives.models import OutcomeUpdate
from initiatives.models.querysets import InitiativeQuerySet


class Standing(NamedTuple):
    """What is on record for one initiative at some moment: the words of a workbook's row."""

    follows: int = 0  # the number of the newest update; 0 before the first
    text: str = ""
    status: str = ""
    status_reason: str = ""
    internal_note: str = ""  # of the update that prints, for those who may read it

    @property
    def said(self) -> dict[str, str]:
        """The words alone, by the names that an outcome update has them by."""
        words = self._asdict()
        del words["follows"]
        return words


class _Updates(NamedTuple):
    """Of an initiative's updates up to some number, the one that prints and the last with a status."""

    printed: int
    with_status: int | None


def standing(initiatives: InitiativeQuerySet) -> dict[int, Standing]:
    """What stands now for each of the initiatives, by primary key, in one statement."""
    updates = OutcomeUpdate.objects.filter(initiative=OuterRef("pk"))
    printed = updates.order_by("-reported_on", "-number")
    with_status = printed.exclude(status="")
    read = initiatives.order_by().values_list(
        "pk",
        Coalesce(Subquery(updates.order_by("-number").values("number")[:1]), 0),
        _newest(printed, "text"),
        _newest(with_status, "status"),
        _newest(with_status, "status_reason"),
        _newest(printed, "internal_note"),
    )
    return {pk: Standing(*fields) for pk, *fields in read}


def stood(initiatives: InitiativeQuerySet, follows: Mapping[int, int]) -> dict[int, Standing]:
    """What stood for each of the initiatives when its newest update was the one numbered `follows[pk]`.

    Words that were redacted since are as they are now. Initiatives not in `follows` are left out.
    """
    chosen = _updates_up_to(initiatives, follows)
    wanted = {update for updates in chosen.values() for update in updates if update}
    said = OutcomeUpdate.objects.only(*Standing().said).in_bulk(list(wanted))
    return {
        initiative: _made_of(follows[initiative], chosen.get(initiative), said)
        for initiative in initiatives.order_by().values_list("pk", flat=True)
        if initiative in follows
    }


def _newest(updates: QuerySet[OutcomeUpdate], field: str) -> Coalesce:
    newest = Subquery(updates.values(field)[:1])
    return Coalesce(newest, Value(""), output_field=TextField())


def _updates_up_to(
    initiatives: InitiativeQuerySet, follows: Mapping[int, int]
) -> dict[int, _Updates]:
    """Which updates the row of each initiative was made of, where it had any by then."""
    updates = OutcomeUpdate.objects.filter(initiative__in=initiatives.order_by().values("pk"))
    in_order = updates.order_by("reported_on", "number")
    chosen: dict[int, _Updates] = {}
    for pk, initiative, number, status in in_order.values_list(
        "pk", "initiative_id", "number", "status"
    ):
        if number <= follows.get(initiative, 0):
            before = chosen.get(initiative)
            with_status = pk if status else before and before.with_status
            chosen[initiative] = _Updates(pk, with_status)
    return chosen


def _made_of(follows: int, updates: _Updates | None, said: Mapping[int, OutcomeUpdate]) -> Standing:
    if updates is None:
        return Standing(follows)
    printed = said[updates.printed]
    status, reason = "", ""
    if updates.with_status:
        told = said[updates.with_status]
        status, reason = told.status, told.status_reason
    return Standing(follows, printed.text, status, reason, printed.internal_note)
