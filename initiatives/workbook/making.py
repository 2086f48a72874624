"""The update workbook: the outcomes of a plan, or of what one agency leads, to be typed in."""

from collections.abc import Iterator
from datetime import date

from django.utils.text import slugify

from initiatives.models import Agency, Initiative, Status
from initiatives.rows import InitiativeRow, initiative_rows
from initiatives.workbook import first_sheet, outcomes_sheet
from initiatives.workbook.columns import KIND_OF_DATA, MARK, NOTE, OUTCOME, READ, REASON, REFERENCE
from initiatives.workbook.columns import STATUS as STATUS_COLUMN
from initiatives.workbook.explained import EXAMPLE_DATA
from initiatives.workbook.first_sheet import Made
from initiatives.workbook.marks import mark
from initiatives.workbook.standing import Standing, standing
from priorities.models import PartnershipPlan
from priorities.sheets.book import new_book
from priorities.sheets.package import package
from priorities.sheets.shared_texts import SharedTexts


def workbook(
    plan: PartnershipPlan, *, agency: Agency | None, with_notes: bool, made_on: date
) -> bytes:
    """The Excel file: of what the agency leads, or of the whole plan; the internal notes if asked.

    The same plan makes the same bytes on the same day. Raises TextTooLong for what no cell can hold.
    """
    columns = outcomes_sheet.headings(with_notes=with_notes, is_example=plan.is_example)
    rows = [
        [texts[heading] for heading in columns]
        for texts in _rows(plan, agency=agency, made_on=made_on)
    ]
    title = f"Outcomes {plan.year}: {agency.short_name if agency else 'the whole plan'}"
    made = Made(title, _made_for(agency, len(rows)), made_on, with_notes, plan.is_example)
    book = new_book(title=title, partnership=plan.partnership.name, day=made_on)
    texts = SharedTexts()
    sheet = outcomes_sheet.write(
        book.create_sheet(), texts, columns, rows, title=title, standing=made.mark
    )
    return package(book, [first_sheet.write(book.worksheets[0], texts, made), sheet], texts)


def file_name(plan: PartnershipPlan, agency: Agency | None) -> str:
    """What the file is called: "outcomes-2017-18-cbh.xlsx"."""
    example = "-example-data" if plan.is_example else ""
    subject = f"-{slugify(agency.short_name) or agency.pk}" if agency else ""
    return f"outcomes-{plan.year}{example}{subject}.xlsx"


def _made_for(agency: Agency | None, count: int) -> str:
    initiatives = "1 initiative" if count == 1 else f"{count:,} initiatives"
    if agency is None:
        return f"The whole plan, which has {initiatives}"
    return f"{agency}, which leads {initiatives}, alone or jointly"


def _rows(
    plan: PartnershipPlan, *, agency: Agency | None, made_on: date
) -> Iterator[dict[str, str]]:
    """The texts of each row by their headings, in the plan's order."""
    initiatives = Initiative.objects.in_force().filter(plan=plan)
    if agency:
        initiatives = initiatives.filter(leads=agency)
    stands = standing(initiatives)
    by_number = {
        number: stands[pk]
        for number, pk in initiatives.values_list("number", "pk")
        if pk in stands  # added this moment, it is in the next workbook
    }
    for row in initiative_rows(initiatives, as_of=made_on):
        if stood := by_number.get(row.number):
            yield _texts(row, stood)


def _texts(row: InitiativeRow, stood: Standing) -> dict[str, str]:
    read = dict(zip(READ, (row.label, row.led_by, row.timing), strict=True))
    return {
        REFERENCE: row.reference,
        **read,
        OUTCOME: stood.text,
        STATUS_COLUMN: Status(stood.status).label if stood.status else "",
        REASON: stood.status_reason,
        NOTE: stood.internal_note,
        MARK: str(mark(stood.follows, stood.said)),
        KIND_OF_DATA: EXAMPLE_DATA,
    }
