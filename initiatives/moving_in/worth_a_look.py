"""What is worth a second look before a plan is moved in; none of it stands in the way."""

from collections.abc import Iterator

from initiatives.models import Status
from initiatives.models.initiatives import reference
from initiatives.moving_in.plan_draft import Notice, PlanDraft, Step, few
from initiatives.moving_in.priority_names import named_priority, title_key
from initiatives.moving_in.two_sources import at_odds
from initiatives.moving_in.values import Values
from initiatives.timing import parse_timing
from priorities.years import slug


def warnings_of(plan: PlanDraft, values: Values) -> Iterator[Notice]:
    """Every warning, in the order of the steps."""
    yield from _two_sources(plan)
    yield from _without_lead(plan)
    yield from few(_named_twice(values), more="cells name somebody twice")
    yield from few(_timings_not_read(values), more="timings are worth a look")
    yield from _statuses(plan)
    yield from _reasons(plan)
    yield from few(_titles(plan), more="titles stand there twice")
    yield from _key_priorities(plan)
    yield from few(_titles_of_numbers(plan), more="rows call a key priority otherwise")
    yield from _headings(plan)
    yield from _timings_outside(plan, values)


def _two_sources(plan: PlanDraft) -> Iterator[Notice]:
    """Titles over rows that name other key priorities than the column of those rows."""
    if pairs := at_odds(each.row for each in plan.initiatives):
        first = " ".join(pairs[0].section.split()), " ".join(pairs[0].cell.split())
        more = f", and {len(pairs) - 1:,} more" if len(pairs) > 1 else ""
        yield Notice(
            "Titles over the rows and a column both name key priorities, and not the same: "
            f"“{first[0]}” stands over “{first[1]}”{more}. The column is used. If the titles are "
            "right, keep the column as extra text.",
            Step.COLUMNS,
        )


def _without_lead(plan: PlanDraft) -> Iterator[Notice]:
    """Initiatives that name nobody, in a plan whose others do: a cell may have slipped."""
    bare = [each for each in plan.initiatives if not each.row.lead.strip()]
    if bare and len(bare) < len(plan.initiatives):
        places = "; ".join(each.row.place for each in bare[:3])
        more = f"; and {len(bare) - 3:,} more" if len(bare) > 3 else ""
        count = "One initiative names" if len(bare) == 1 else f"{len(bare):,} initiatives name"
        said = f"{count} no lead agency, which may stand in another row: {places}{more}."
        yield Notice(said, Step.ROWS, bare[0].key)


def _named_twice(values: Values) -> Iterator[Notice]:
    for cell in (*values.leads, *values.fund_sources):
        for name in cell.named_twice:
            said = f"“{' '.join(cell.written.split())}” names {name} twice. It is taken once."
            yield Notice(said, Step.VALUES)


def _timings_not_read(values: Values) -> Iterator[Notice]:
    for cell in values.timings:
        if not cell.is_read:
            why = "is not read as a date"
            if parse_timing(cell.written).is_backwards:
                why = "ends before it starts"
            yield Notice(f"The timing “{cell.written}” {why}. Its words are kept.", Step.VALUES)


def _statuses(plan: PlanDraft) -> Iterator[Notice]:
    """Statuses that worry their readers, who would like to hear why; a paper need not say."""
    bare = [
        each
        for each in plan.initiatives
        if each.status and Status(each.status).asks_why and not each.status_reason
    ]
    if bare:
        first = f"the first is in {bare[0].row.place}"
        said = f"No reason is given for {len(bare):,} of the statuses that ask for one; {first}."
        yield Notice(said, Step.ROWS, bare[0].key)


def _reasons(plan: PlanDraft) -> Iterator[Notice]:
    """Reasons beside a status that asks for none, which cannot be recorded with it."""
    lost = [each for each in plan.initiatives if each.row.status_reason and not each.status_reason]
    if lost:
        stand = "stands" if len(lost) == 1 else "stand"
        said = (
            f"{len(lost):,} of the reasons for a status {stand} beside none that asks for one, and "
            f"{'is' if len(lost) == 1 else 'are'} kept only with the cells of the paper; the first is "
            f"in {lost[0].row.place}."
        )
        yield Notice(said, Step.ROWS, lost[0].key)


def _titles(plan: PlanDraft) -> Iterator[Notice]:
    first: dict[str, str] = {}
    for each in plan.initiatives:
        if not each.title:
            continue
        key, place = title_key(each.title), each.row.place
        if key in first:
            said = f"“{each.title}” stands there twice: {first[key]}, and {place}."
            yield Notice(said, Step.ROWS, each.key)
        first.setdefault(key, place)
        if (number := plan.existing.titles.get(key)) and plan.start_year:
            there = reference(slug(plan.start_year), number)
            said = f"“{each.title}” is in the plan already, as {there}, and will stand there twice."
            yield Notice(said, Step.ROWS, each.key)


def _headings(plan: PlanDraft) -> Iterator[Notice]:
    """Columns of other bodies' priorities that will not be headed as the paper heads them."""
    for each in plan.lists:
        if each.paper_heading and each.paper_heading != each.heading:
            yield Notice(
                f"The plan heads the column of {each.name} “{each.heading}”. The paper calls it "
                f"“{each.paper_heading}”.",
                Step.COLUMNS,
            )


def _key_priorities(plan: PlanDraft) -> Iterator[Notice]:
    for each in plan.key_priorities:
        there = plan.existing.key_priorities.get(each.number)
        if there and each.title and title_key(each.title) != title_key(there.title):
            yield Notice(
                f"Key priority {each.number} of the plan is “{there.title}”, and stays so. The paper "
                f"calls it “{each.title}”.",
                Step.PRIORITIES,
            )


def _titles_of_numbers(plan: PlanDraft) -> Iterator[Notice]:
    """Rows whose key priority has the number of one and the title of another."""
    titles = {number: there.title for number, there in plan.existing.key_priorities.items()}
    titles |= {each.number: each.title for each in plan.key_priorities}
    cells = {each.row.priority: each.key for each in reversed(plan.initiatives)}
    for cell, row in reversed(cells.items()):
        numbers, title = named_priority(cell)
        called = titles.get(numbers[0], "") if len(numbers) == 1 else ""
        if title and called and title_key(title) != title_key(called):
            said = f"is taken for key priority {numbers[0]}, which is called “{called}”."
            yield Notice(f"“{' '.join(cell.split())}” {said}", Step.PRIORITIES, row)


def _timings_outside(plan: PlanDraft, values: Values) -> Iterator[Notice]:
    """Timings that go beyond the plan year, as those of longer projects do: told together, last."""
    outside = [cell for cell in values.timings if cell.is_outside]
    if plan.start_year and outside:
        count = "One timing is" if len(outside) == 1 else f"{len(outside):,} timings are"
        yield Notice(
            f"{count} not all in {slug(plan.start_year)}. That may be right.",
            Step.VALUES,
            counted=tuple(
                f"“{cell.written}” is understood as: {cell.reading.described}." for cell in outside
            ),
        )
