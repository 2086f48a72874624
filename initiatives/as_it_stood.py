"""What a plan said of its initiatives at an earlier moment: two statements, however many there are."""

from collections import defaultdict
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import CharField, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce

from initiatives.models import Funding, Initiative, Lead, OutcomeUpdate, PriorityLink
from initiatives.models.links import joined_names
from initiatives.models.querysets import InitiativeQuerySet

_NOTHING = Value("", output_field=CharField())


class Said(NamedTuple):
    """What a plan says of one initiative, as texts."""

    title: str = ""
    target: str = ""
    led_by: str = ""
    funded_by: str = ""
    timing: str = ""
    priorities: str = ""
    status: str = ""
    outcome: str = ""


def as_it_stood(initiatives: InitiativeQuerySet, *, at: datetime) -> dict[int, Said]:
    """What was said just before that moment, by each initiative's present number in its plan.

    An initiative that was not in the plan then is left out.
    """
    wanted = initiatives.order_by().values("pk")
    cells = _cells(wanted, at)
    updates = OutcomeUpdate.objects.filter(initiative=OuterRef("id"), recorded_at__lt=at)
    newest = updates.order_by("-reported_on", "-number")
    this = Initiative.objects.filter(pk=OuterRef("id"))
    then = _newest_rows(Initiative, at).filter(id__in=wanted, removed_on=None)
    read = then.values_list(
        "id",
        Subquery(this.values("number")[:1]),
        "title",
        _or_nothing("target__text"),
        "timing",
        _or_nothing(Subquery(newest.exclude(status="").values("status")[:1])),
        _or_nothing(Subquery(newest.values("text")[:1])),
    )
    return {
        number: Said(title, target, *cells[pk][:2], timing, cells[pk][2], status, outcome)
        for pk, number, title, target, timing, status, outcome in read
    }


def _cells(wanted: Any, at: datetime) -> dict[int, tuple[str, str, str]]:
    """Who led, who paid and which key priorities were served, in one statement."""
    first, *others = (_links(cell, at).filter(initiative__in=wanted) for cell in range(3))
    everything = first.union(*others, all=True).order_by("position", "id")
    names: dict[int, tuple[list[tuple[str, str]], ...]] = defaultdict(lambda: ([], [], []))
    for cell, initiative, _position, _id, name, printed_as, joined_by in everything:
        names[initiative][cell].append((joined_by, printed_as or name or "(no longer kept)"))
    cells: dict[int, tuple[str, str, str]] = defaultdict(lambda: ("", "", ""))
    for initiative, (leads, funding, priorities) in names.items():
        numbers = ", ".join(number for _, number in priorities)
        cells[initiative] = (joined_names(leads), joined_names(funding), numbers)
    return cells


def _links(cell: int, at: datetime) -> QuerySet[Any, tuple[Any, ...]]:
    """The links of one kind as they stood, in one shape that one statement can fetch."""
    number = Cast("key_priority__number", CharField())
    kinds: list[tuple[Any, tuple[Any, ...]]] = [
        (Lead, ("agency__short_name", "printed_as", "joined_by")),
        (Funding, ("fund_source__name", "printed_as", "joined_by")),
        (PriorityLink, (number, _NOTHING, _NOTHING)),
    ]
    model, shape = kinds[cell]
    rows = _newest_rows(model, at).order_by()
    return rows.values_list(Value(cell), "initiative_id", "position", "id", *shape)


def _or_nothing(text: Any) -> Coalesce:
    return Coalesce(text, _NOTHING, output_field=TextField())


def _newest_rows(model: Any, at: datetime) -> QuerySet[Any]:
    """Each record's history row that held just before the moment, but for the deleted."""
    same = model.history.filter(id=OuterRef("id"), history_date__lt=at)
    newest = same.order_by("-history_date", "-history_id").values("history_id")[:1]
    rows: QuerySet[Any] = model.history.filter(history_id=Subquery(newest))
    return rows.exclude(history_type="-").order_by()
