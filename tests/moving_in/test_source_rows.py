"""What stood in the paper: shown to officers on the initiative's page, and open to redaction."""

import pytest

from initiatives.models import Initiative, MoveIn, SourceRow
from initiatives.moving_in.applying import move_in
from initiatives.moving_in.decisions import Decisions
from initiatives.redacting import Left, redact
from priorities.versions import OutOfDate
from scp_tracker.accounts.roles import ADMINISTRATOR, CLERK, OFFICER, PARTNER
from tests.builders import make_agency, make_initiative, make_plan
from tests.moving_in.papers import decided, paper
from tests.pages import words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

TOLD = "As it stood in the paper"


@pytest.fixture
def officer():
    make_plan(2016)
    return make_person(OFFICER, name="Olu")


def start(officer, *rows):
    read = paper(*rows)
    return MoveIn.objects.create(
        file_name="Plan.docx",
        started_by=officer,
        read=read.as_json(),
        decided=decided(read).as_json(),
    )


@pytest.fixture
def initiative(officer):
    make_agency("CBC")
    move_in(start(officer, {"title": "Street\nWeeks", "lead": "СВС"}), seen=1, by=officer)  # noqa: RUF001
    return Initiative.objects.get()


def test_officers_see_the_cells_with_their_place(client, officer, initiative):
    client.force_login(officer)

    words = words_of(client.get(initiative.get_absolute_url()))

    assert TOLD in words
    assert "Moved in from Plan.docx (Table 1, row 2)" in words
    assert "by Olu" in words
    assert "Lead agency СВС" in words  # noqa: RUF001 - as the paper has it
    assert "Timing Blank" in words


@pytest.mark.parametrize("role", [CLERK, PARTNER])
def test_nobody_else_does(client, initiative, role):
    client.force_login(make_person(role, agencies=[make_agency("CBC")]))

    assert TOLD not in words_of(client.get(initiative.get_absolute_url()))


def test_what_was_never_moved_in_has_none(client, officer):
    client.force_login(officer)

    assert TOLD not in words_of(client.get(make_initiative("Other").get_absolute_url()))


def test_what_stood_there_is_shown_as_text(client, officer, initiative):
    SourceRow.objects.update(cells=[["<b>Heading", "<script>alert(1)</script>"]])
    client.force_login(officer)

    page = client.get(initiative.get_absolute_url()).content.decode()

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_redacted_words_go_from_the_cells_and_from_plans_still_being_moved_in(officer):
    rows = {"title": "Op Lynx", "outcome": "Zelda Quux was helped."}, {"title": "Quux house"}
    move_in(start(officer, *rows), seen=1, by=officer)
    going_on = start(officer, *rows)
    MoveIn.objects.filter(pk=going_on.pk).update(
        decided=going_on.decided | {"agencies": {"Quux": "7"}}
    )
    other = start(make_person(OFFICER), {"title": "Op Mole"})
    update = Initiative.objects.first().updates.get()

    redact(
        update,
        Left("[A resident] was helped.", "", ""),
        after=0,
        by=make_person(ADMINISTRATOR),
        reason="It named a victim.",
    )

    going_on.refresh_from_db()
    kept = f"{going_on.read} {going_on.decided} {SourceRow.objects.first().cells}"
    assert "Quux" not in kept
    assert "Zelda" not in kept
    assert "[Redacted] was helped." in kept
    assert going_on.decided["agencies"] == {"[Redacted]": "7"}
    assert (going_on.version, MoveIn.objects.get(pk=other.pk).version) == (2, 1)
    with pytest.raises(OutOfDate):
        move_in(going_on, seen=1, by=officer)


def test_what_was_decided_about_a_row_stays_whatever_words_are_taken_out(officer):
    rows = {"title": "Op Lynx", "outcome": "Aged 1 he was the lead."}, {"title": "Op Mole"}
    move_in(start(officer, *rows), seen=1, by=officer)
    going_on = start(officer, *rows)
    said = {
        "agencies": {"Lynx": "1"},
        "left_out": ["0.1"],
        "edits": {"0.2": {"lead": "The lead of 1"}},
    }
    MoveIn.objects.filter(pk=going_on.pk).update(decided=going_on.decided | said)
    going_on.refresh_from_db()
    before = going_on.decided

    redact(
        Initiative.objects.first().updates.get(),
        Left("Aged some he was the one.", "", ""),
        after=0,
        by=make_person(ADMINISTRATOR),
        reason="It named a victim.",
    )

    going_on.refresh_from_db()
    assert "Aged [Redacted] he was the [Redacted]." in str(going_on.read)
    assert going_on.decided["edits"] == {"0.2": {"lead": "The [Redacted] of [Redacted]"}}
    assert going_on.decided | {"edits": before["edits"]} == before
    assert len(Decisions.from_json(going_on.decided).shapes) == 2


def test_cells_of_other_initiatives_stay_as_they_stood(officer):
    rows = {"title": "Op Lynx", "outcome": "Zelda was helped."}, {"title": "Zelda vans"}
    move_in(start(officer, *rows), seen=1, by=officer)
    first, second = Initiative.objects.all()

    redact(
        first.updates.get(),
        Left("Somebody was helped.", "", ""),
        after=0,
        by=make_person(ADMINISTRATOR),
        reason="It named a victim.",
    )

    assert ["Project / initiative", "Zelda vans"] in second.source_row.cells
