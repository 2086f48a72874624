"""A workbook that nobody typed in changes nothing, whatever the program it went through made of it."""

from datetime import date
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from initiatives.files import spreadsheets
from initiatives.models import Initiative
from initiatives.workbook.coming_back import receive
from initiatives.workbook.making import file_name, workbook
from initiatives.workbook.outcomes_sheet import TITLE
from initiatives.workbook.preview import preview
from priorities.text import refuse_unprintable
from scp_tracker.accounts.roles import OFFICER
from tests.builders import make_initiative, make_plan, record
from tests.initiatives.workbook.workbooks import cell
from tests.people import make_person

pytestmark = pytest.mark.django_db

MADE_ON = date(2017, 9, 1)


def made(*, with_notes=True):
    return workbook(make_plan(), agency=None, with_notes=with_notes, made_on=MADE_ON)


def came_back(content, *, by):
    read = spreadsheets.read(content)
    return receive(read, plan=make_plan(), agency=None, by=by, file_name="outcomes.xlsx")


def saved_again(content, mangle=lambda text: text):
    """The workbook opened and saved by another program, every text changed as that does."""
    book = load_workbook(BytesIO(content))
    for row in book[TITLE].iter_rows(min_row=2):
        for each in row:
            if isinstance(each.value, str):
                each.value = mangle(each.value)
                each.data_type = "s"
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def printable(text):
    try:
        refuse_unprintable(text)
    except Exception:
        return False
    return True


PROSE = st.one_of(
    st.text(st.sampled_from("aé ’'“\"\n•-=+#&<_x0D%"), max_size=60), st.text(max_size=60)
).map(lambda text: text.replace("\r", "").strip())
LINE = st.text(st.sampled_from("aé ’'“\"-=+#&<"), max_size=20).map(str.strip)
MANGLED = {
    "nothing": lambda text: text,
    "Windows’s line endings": lambda text: text.replace("\n", "\r\n"),
    "trailing blanks": lambda text: f"{text} ".replace("\n", "  \n"),
    "straight quotes": lambda text: text.translate(str.maketrans("’“”", '\'""')),
    "curly quotes": lambda text: text.replace("'", "’").replace('"', "”"),
    "Excel’s own line ending": lambda text: text.replace("\n", "_x000D_\n"),
    "blanks that do not break": lambda text: text.replace(" ", "\xa0"),
}


@settings(
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    text=PROSE.filter(printable),
    note=PROSE.filter(printable),
    reason=LINE,
    status=st.sampled_from(["", "on_track", "at_risk"]),
    how=st.sampled_from(sorted(MANGLED)),
)
def test_what_nobody_typed_changes_nothing(text, note, reason, status, how):
    lynx = Initiative.objects.first() or make_initiative("Op Lynx")
    status_reason = reason if status == "at_risk" else ""
    record(lynx, text, internal_note=note, status=status, status_reason=status_reason)

    content = saved_again(made(), MANGLED[how])
    told = preview(came_back(content, by=make_person(OFFICER)))

    assert (told.changes, told.remarks) == ((), ())


def test_sorted_with_rows_deleted_and_five_typed_in_it_has_five_changes():
    officer = make_person(OFFICER)
    for number in range(1, 31):
        record(make_initiative(f"Project {number}", number=number), f"Outcome “{number}”.\n• Next")
    book = load_workbook(BytesIO(made()))
    sheet = book[TITLE]
    for number in (3, 7, 11, 19, 30):
        cell(book, f"2017-18/{number:02}", "Outcome").value = f'Outcome "{number}".\r\n• Then'
    head, *rows = ([each.value for each in row] for row in sheet.iter_rows())
    kept = [row for row in rows if int(row[0][-2:]) not in range(20, 30)]
    sheet.delete_rows(1, sheet.max_row)
    for row in [head, *sorted(kept, reverse=True)]:
        sheet.append(row)
    sheet.insert_cols(3)
    sheet.title = "From Jo"
    saved = BytesIO()
    book.save(saved)

    told = preview(came_back(saved.getvalue(), by=officer))

    assert [change.initiative.number for change in told.changes] == [3, 7, 11, 19, 30]
    assert {(cell.name, cell.typed) for change in told.changes for cell in change.cells} == {
        ("text", f"Outcome “{number}”.\n• Then") for number in (3, 7, 11, 19, 30)
    }
    assert told.remarks == ()


def test_both_plans_of_the_pack_come_back_unchanged(seed_plans):
    officer = make_person(OFFICER)
    plans = {each.plan for each in Initiative.objects.select_related("plan")}

    for plan in plans:
        content = workbook(plan, agency=None, with_notes=True, made_on=MADE_ON)
        mangled = saved_again(content, MANGLED["Windows’s line endings"])
        back = receive(
            spreadsheets.read(mangled),
            plan=plan,
            agency=None,
            by=officer,
            file_name=file_name(plan, None),
        )
        told = preview(back)
        assert (told.changes, told.remarks) == ((), ())
        assert back.rows_read == plan.initiatives.count()
    assert len(plans) == 2
