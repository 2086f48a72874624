"""Funding: whose money pays for which initiatives, and how many each source pays for."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.urls import reverse

from initiatives.models import FundSource, Initiative
from initiatives.rows import InitiativeRow, initiative_rows
from priorities.models import PartnershipPlan
from reports.document import Column, Group, Report, Row, Section, Table, Text
from reports.particulars import working_particulars
from reports.words import counted, in_words

COLUMNS = (
    Column("Project / initiative", "initiative", 20),
    Column("Outcome", "outcome", 44),
    Column("Timing", "timing", 12),
    Column("Fund source", "fund_source", 12),
    Column("Lead agency", "lead_agency", 12),
)
COUNTS = (
    Column("Fund source", "fund_source", 64),
    Column("Pays alone", "alone", 12),
    Column("Pays jointly", "jointly", 12),
    Column("Initiatives", "initiatives", 12),
)
UNFUNDED = "No fund source recorded"


def build(plan: PartnershipPlan, *, as_of: date) -> Report:
    """How many initiatives each source pays for, then each initiative once, joint ones as joint."""
    rows = initiative_rows(Initiative.objects.in_force().filter(plan=plan), as_of=as_of)
    paid: dict[frozenset[int], list[InitiativeRow]] = defaultdict(list)
    for row in rows:
        paid[_sources_of(row)].append(row)
    sources = list(FundSource.objects.filter(pk__in=frozenset().union(*paid)))
    sources.sort(key=lambda source: source.kind == FundSource.Kind.NOT_APPLICABLE)
    return Report(
        slug="funding",
        year=plan.year,
        as_of=as_of,
        particulars=working_particulars(plan, "funding"),
        sections=(_summary(rows), *_counts(plan, rows, sources), *_lists(paid, sources)),
    )


def _sources_of(row: InitiativeRow) -> frozenset[int]:
    return frozenset(source.pk for source in row.funding)


def _summary(rows: Sequence[InitiativeRow]) -> Text:
    if not rows:
        return Text("Initiatives by fund source", "This plan has no initiatives yet.")
    joint = sum(len(_sources_of(row)) > 1 for row in rows)
    said = f"The plan has {counted(len(rows), 'initiative')}."
    if joint:
        said += (
            f" {joint} of them {'is' if joint == 1 else 'are'} paid for jointly, and counted under "
            "each of the sources, so the numbers add up to more than that."
        )
    return Text("Initiatives by fund source", said)


def _counts(
    plan: PartnershipPlan, rows: Sequence[InitiativeRow], sources: Sequence[FundSource]
) -> list[Section]:
    """How many each source pays for; "N/A" is a source that asks for no money, and says so."""
    if not rows:
        return []
    plan_page = reverse("initiatives:plan", args=[plan.start_year])
    told = []
    for source in sources:
        its = [_sources_of(row) for row in rows if source.pk in _sources_of(row)]
        alone = sum(len(found) == 1 for found in its)
        texts = (_named(source), str(alone), str(len(its) - alone), str(len(its)))
        told.append(Row(texts, addresses=("", "", "", f"{plan_page}?fund={source.pk}")))
    if none := sum(not row.funding for row in rows):
        addresses = ("", "", "", f"{plan_page}?fund=none")
        told.append(Row((UNFUNDED, "", "", str(none)), addresses=addresses))
    return [Table("Number of initiatives by fund source", COUNTS, (Group(tuple(told)),))]


def _named(source: FundSource) -> str:
    is_money = source.kind == FundSource.Kind.FUNDER
    return source.name if is_money else f"{source.name} (no money is needed)"


def _lists(
    paid: dict[frozenset[int], list[InitiativeRow]], sources: Sequence[FundSource]
) -> list[Table]:
    """A list for each source alone, then for those that pay together, then for none at all."""
    place = {source.pk: number for number, source in enumerate(sources)}
    names = {source.pk: _named(source) for source in sources}

    def order(together: frozenset[int]) -> tuple[bool, int, list[int]]:
        return not together, len(together), sorted(place[pk] for pk in together)

    tables = []
    for together in sorted(paid, key=order):
        said = [names[pk] for pk in sorted(together, key=place.__getitem__)]
        heading = _heading(said)
        tables.append(Table(heading, COLUMNS, _groups(paid[together]), heading=heading))
    return tables


def _heading(names: Sequence[str]) -> str:
    if not names:
        return UNFUNDED
    together = in_words(names, last="and")
    return f"{together} jointly" if len(names) > 1 else together


def _groups(rows: Iterable[InitiativeRow]) -> tuple[Group, ...]:
    return (Group(tuple(map(_row, rows))),)


def _row(row: InitiativeRow) -> Row:
    cells = (row.label, row.outcome, row.timing, row.funded_by, row.led_by)
    return Row(cells, reference=row.reference, addresses=(row.address, "", "", "", ""))
