"""A plan that is moved in, step by step: refused, overtaken in another window, with nothing to decide."""

from django.utils import timezone

from initiatives.files.contents import FileRead, FileTable, FileText, Remark
from initiatives.models import MoveIn, SourceRow
from initiatives.moving_in.going_on import decide
from priorities.models import PartnershipPlan
from scp_tracker.accounts.models import User
from tests.browser.people import OFFICER
from tests.browser.scenes import OP_MAKESAFE, save
from tests.builders import make_move

MOVE = "/move-in/951"
HEADINGS = ("Action", "Lead agency", "Timescale", "Funding", "Status", "Progress")
ROWS = (
    HEADINGS,
    ("Street pastors", "CBC / Police", "April 2018 - March 2019", "PCC", "Green", "Two shifts."),
    ("", "", "", "", "", "They were welcome."),
    ("Taxi marshals", "Colchester Borough Home", "Fridays", "£5,000", "So so", "Nobody was found."),
)
PLAN = FileRead(
    (
        FileText("Key priority 1: Safer streets", is_heading=True),
        FileTable("Table 1", ROWS),
        FileText("Abbreviations", is_heading=True),
        FileTable("Table 2", (("Abbreviation", "Meaning"), ("CBC", "The council"))),
        FileTable("Table 3", (("Alone",), ("In its column",))),
    ),
    (Remark("Table 1, row 3", "Words that were deleted with tracked changes were left out."),),
)
BARE = FileRead(
    (
        FileTable(
            "Table 1",
            (
                ("Action", "Progress"),
                ("Street pastors", "Two shifts. A 16 year old girl was helped."),
            ),
        ),
    )
)

AGAIN = FileRead(
    (
        FileTable(
            "Table 1",
            (
                ("Action", "Progress"),
                # Of which no other scene writes the outcome.
                (
                    "Beat the Street",
                    "Beat The Street is a fun, free real-life walking and cycling game.",
                ),
                ("Street pastors", "Two shifts."),
            ),
        ),
    )
)


def begin_move(read=PLAN, **decided):
    """Have the officer's move begin anew, with its tables chosen."""
    MoveIn.objects.filter(started_by__email=OFFICER).delete()
    tables = tuple(
        number
        for number, block in enumerate(read.blocks)
        if getattr(block, "name", "") == "Table 1"
    )
    officer = User.objects.get(email=OFFICER)
    return make_move(by=officer, read=read, pk=951, **{"tables": tables, **decided})


def overtake():
    """Have something decided in another window."""
    move = MoveIn.objects.get(pk=951)
    decide(move, seen=move.version, left_out=("9.9",))


def start_with_nothing(page):
    MoveIn.objects.filter(started_by__email=OFFICER).delete()
    page.goto("/move-in/")
    save(page, "Read the plan")


def start_before_the_first(page):
    MoveIn.objects.all().delete()
    page.goto("/move-in/")


def start_with_a_move_going_on(page):
    begin_move()
    page.goto("/move-in/")


def no_table_ticked(page):
    begin_move()
    page.goto(f"{MOVE}/tables/")
    page.get_by_role("checkbox", name="Table 1").uncheck()
    save(page, "Save and go on")


def two_columns_of_leads(page):
    begin_move()
    page.goto(f"{MOVE}/columns/")
    page.get_by_label("What “Timescale” holds").select_option("Lead agency")
    page.get_by_label("What “Action” holds").select_option("Keep as extra text")
    save(page, "Save and go on")


def names_not_decided(page):
    begin_move()
    page.goto(f"{MOVE}/values/")
    page.get_by_label("What “£5,000” is").select_option("Add it as a new fund source")
    page.get_by_text("The name to add it by: “£5,000”").click()
    page.get_by_label("Name", exact=True).last.fill("")
    save(page, "Save and go on")


def no_names(page):
    begin_move(BARE)
    page.goto(f"{MOVE}/values/")


def rows_that_need_a_look(page):
    begin_move()
    page.goto(f"{MOVE}/rows/?look=yes")


def no_rows_that_need_a_look(page):
    begin_move(BARE)
    page.goto(f"{MOVE}/rows/?look=yes")


def unprintable_text_of_a_row(page):
    begin_move()
    page.goto(f"{MOVE}/rows/1.1/")
    page.get_by_label("Project or initiative").fill("Bell:\a")
    save(page, "Save")


def row_left_out(page):
    begin_move(left_out=("1.1",))
    page.goto(f"{MOVE}/rows/1.1/")


def priorities_with_every_error(page):
    begin_move()
    page.goto(f"{MOVE}/priorities/")
    page.get_by_label("Number").last.fill("1")
    page.get_by_label("Description").last.fill("Without a title")
    save(page, "Save and go on")


def heading_with_every_error(page):
    begin_move()
    page.goto(f"{MOVE}/heading/")
    page.get_by_label("Title", exact=True).fill("")
    page.get_by_label("Prepared by").fill("The officers")
    page.get_by_label("Date as printed").fill("On a day " * 10)
    page.get_by_label("Abbreviations, a line for each").fill("CBC: The council\nCBC: A board\nASB")
    save(page, "Save and go on")


def heading_into_a_plan_that_has_one(page):
    begin_move(start_year=2017)
    page.goto(f"{MOVE}/heading/")


def no_year(page):
    begin_move()
    page.goto(f"{MOVE}/approve/")
    save(page, "Save and check again")


def plan_ready(page):
    begin_move(BARE, start_year=2018)
    page.goto(f"{MOVE}/approve/")


def plan_into_a_year_that_is_here(page):
    """With what looks the same there, and the tick that it is to be added."""
    begin_move(AGAIN, start_year=2017)
    page.goto(f"{MOVE}/approve/")
    page.get_by_text("They have the same title or target").wait_for()


def plan_into_a_year_that_is_here_without_a_tick(page):
    plan_into_a_year_that_is_here(page)
    save(page, "Move 2 initiatives into 2017-18")


def move_going_on_at_home(page):
    """Of a file whose name has no place to break."""
    begin_move()
    MoveIn.objects.filter(pk=951).update(file_name=f"{'annual_partnership_plan_' * 4}.docx")
    page.goto("/")
    page.get_by_role("link", name="Go on with it, or give it up").wait_for()


def initiative_as_it_stood(page):
    """Its cells unfolded; they go at once, for the other scenes begin without any move."""
    plan = PartnershipPlan.objects.get(start_year=2017)
    move = MoveIn.objects.create(
        file_name="Annual plan.docx",
        started_by=User.objects.get(email=OFFICER),
        state=MoveIn.State.DONE,
        plan=plan,
        initiatives_moved=1,
        ended_at=timezone.now(),
    )
    cells = [
        ["PROJECT / INITIATIVE", "Op Makesafe"],
        ["OUTCOMES", "• One\n• Two"],
        ["", "1, 3"],
        ["TIMING", ""],
    ]
    stood = SourceRow.objects.create(
        initiative=plan.initiatives.get(number=12),
        move_in=move,
        place="Table 1, row 13",
        cells=cells,
    )
    page.goto(OP_MAKESAFE)
    page.get_by_text("As it stood in the paper").click()
    stood.delete()
    move.delete()


def _overtaken(step, button):
    def scene(page):
        begin_move(**({"start_year": 2018} if step == "approve" else {}))
        page.goto(f"{MOVE}/{step}/")
        if step == "values":
            for name in ("Colchester Borough Home” is", "So so” means"):
                page.get_by_label(f"What “{name}").select_option(index=1)
        overtake()
        save(page, button)

    scene.__name__ = f"{step}_overtaken"
    return scene


tables_overtaken = _overtaken("tables", "Save and go on")
columns_overtaken = _overtaken("columns", "Save and go on")
values_overtaken = _overtaken("values", "Save and go on")
rows_overtaken = _overtaken("rows", "Save and go on")
row_overtaken = _overtaken("rows/1.1", "Save")
priorities_overtaken = _overtaken("priorities", "Save and go on")
heading_overtaken = _overtaken("heading", "Save and go on")
approve_overtaken = _overtaken("approve", "Save")
leave_overtaken = _overtaken("leave", "Give it up")
