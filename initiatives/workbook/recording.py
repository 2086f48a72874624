"""The outcomes that the chosen rows of a returned workbook become, in a fixed number of statements."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db.models import Max, OuterRef, Subquery
from django.utils import timezone

from initiatives.models import Lead, OutcomeUpdate, ReturnedWorkbook
from initiatives.models.querysets import InitiativeQuerySet
from initiatives.workbook.preview import Change


def record(
    changes: Sequence[Change],
    workbook: ReturnedWorkbook,
    initiatives: InitiativeQuerySet,
    reported_on: date | None,
    moment: datetime,
) -> None:
    """Add one update to each; a number that is taken by now breaks the whole.

    Raises a ValidationError of the day when it is given and an outcome on record is newer.
    """
    agencies = _agencies(workbook, initiatives)
    latest = initiatives.annotate(latest=Max("updates__reported_on"))
    printed: dict[int, date | None] = dict(latest.values_list("pk", "latest"))
    if reported_on:
        _check_day(reported_on, changes, printed)
    written_on = reported_on or timezone.localdate(workbook.sent_at)
    OutcomeUpdate.objects.bulk_create(
        OutcomeUpdate(
            initiative=change.initiative,
            number=change.current.follows + 1,
            # Accepted over a newer outcome, it is what prints from now on; a day that is given fits.
            reported_on=max(written_on, printed[change.initiative.pk] or written_on),
            recorded_at=moment,
            recorded_by=workbook.sent_by,
            agency_id=agencies.get(change.initiative.pk),
            source=OutcomeUpdate.Source.FILE,
            **change.said,
        )
        for change in changes
    )


def _check_day(day: date, changes: Sequence[Change], printed: Mapping[int, date | None]) -> None:
    """Name the initiative with the newest outcome, so that the day it has mends all."""
    newest = {change.initiative: printed[change.initiative.pk] or day for change in changes}
    initiative = max(newest, key=newest.__getitem__, default=None)
    if initiative is None or newest[initiative] <= day:
        return
    raise ValidationError(
        {
            "reported_on": f"{initiative.reference} {initiative.label} has an outcome of "
            f"{newest[initiative]:%-d %B %Y}. Give that day or a later one, or leave the box blank."
        }
    )


def _agencies(workbook: ReturnedWorkbook, initiatives: InitiativeQuerySet) -> dict[int, int]:
    """The agency its sender answers for in each: the first of theirs that leads it; an officer for none."""
    if workbook.agency_id is None:
        return {}
    leads = Lead.objects.filter(initiative__in=initiatives, agency__members=workbook.sent_by)
    last_first = leads.order_by("-position").values_list("initiative_id", "agency_id")
    return dict(last_first)


def say_what_became(workbook: ReturnedWorkbook, moment: datetime) -> None:
    """Keep with each row the update that it became, in one statement."""
    became = OutcomeUpdate.objects.filter(
        initiative=OuterRef("initiative"),
        recorded_at=moment,
        source=OutcomeUpdate.Source.FILE,
        recorded_by=workbook.sent_by,
    ).order_by()
    workbook.rows.update(update=Subquery(became.values("pk")[:1]))
