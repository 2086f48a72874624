"""What a return that is about to be opened would ask, and of whom."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.utils import timezone

from initiatives.models import Agency, Answer, Return
from initiatives.models.querysets import InitiativeQuerySet
from initiatives.returns.people import Person, people_of
from initiatives.rows import InitiativeRow, initiative_rows


class AskedAgency(NamedTuple):
    """One agency of a return to be opened: its initiatives, and who gets the message."""

    agency: Agency
    initiatives: list[InitiativeRow]
    people: list[Person]


class Preview(NamedTuple):
    """Every agency that would be asked, what nobody is, and how much another return asks about already."""

    agencies: list[AskedAgency]
    total: int
    asked_elsewhere: int
    left_out: list[InitiativeRow]

    @property
    def answered_by_officers(self) -> list[AskedAgency]:
        """The agencies of which nobody can be asked."""
        return [asked for asked in self.agencies if not asked.people]


def preview(
    asked: InitiativeQuerySet, *, left_out: InitiativeQuerySet, agencies: Iterable[Agency] = ()
) -> Preview:
    """Who would be asked about which of these initiatives; of `agencies` only, where any are named."""
    rows = initiative_rows(asked, as_of=timezone.localdate())
    only = {agency.pk for agency in agencies}
    led: dict[int, list[InitiativeRow]] = defaultdict(list)
    for row in rows:
        for lead in row.leads:
            if not only or lead.pk in only:
                led[lead.pk].append(row)
    people = people_of(led)
    answers = Answer.objects.filter(
        asked_in__in=Return.objects.in_progress(), initiative__in=asked.order_by().values("pk")
    )
    return Preview(
        [
            AskedAgency(agency, led[agency.pk], people.get(agency.pk, []))
            for agency in Agency.objects.filter(pk__in=led)
        ],
        total=len(rows),
        asked_elsewhere=answers.values("initiative").distinct().count(),
        left_out=initiative_rows(left_out, as_of=timezone.localdate()),
    )
