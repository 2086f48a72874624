"""The step about what heads a paper and what it explains, and what becomes of it."""

import pytest

from initiatives.files.contents import FileRead, FileTable, FileText
from initiatives.moving_in.applying import move_in
from initiatives.moving_in.decisions import Decisions
from priorities.models import GlossaryEntry, PaperParticulars, PartnershipPlan
from scp_tracker.accounts.roles import OFFICER
from tests.builders import make_agency, make_move, make_plan
from tests.pages import form_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

TITLE = "Safer Partnership: annual plan 2017-18"
PAPER = FileRead(
    (
        FileText("Safer and Stronger"),
        FileText(f"{TITLE} Updated 30/8/17"),
        FileText("Prepared by: The officers"),
        FileTable("Table 1", (("Action", "Lead"), ("Street pastors", "CBC"))),
        FileTable(
            "Table 2",
            (
                ("Abbreviation", "Description"),
                ("СВС", "The council"),  # noqa: RUF001 (Cyrillic)
                ("ASB", "Anti-Social Behaviour"),
                ("ASB", "Another"),
            ),
        ),
        FileText("All enquiries to: scp@council.example"),
    )
)


@pytest.fixture
def move(client):
    make_plan(2016)  # and so there is a partnership
    make_agency("CBC")
    officer = make_person(OFFICER)
    client.force_login(officer)
    return make_move(
        by=officer, read=PAPER, tables=(3,), values_confirmed=True, reported_on="2018-03-31"
    )


@pytest.fixture
def address(move):
    return f"/move-in/{move.pk}/heading/"


def send(client, address, **typed):
    return client.post(address, form_of(client.get(address)) | typed)


def decisions(move):
    move.refresh_from_db()
    return Decisions.from_json(move.decided)


def approve(move, **decided):
    move.refresh_from_db()
    move.decided |= decided
    move.save()
    return move_in(move, seen=move.version, by=move.started_by)


def test_what_the_paper_says_is_proposed_and_told(client, address):
    page = client.get(address)

    said = form_of(page)
    assert said["title"] == TITLE
    assert said["date_printed"] == "Updated 30/8/17"
    assert said["glossary"].split("\n") == ["CBC: The council", "ASB: Anti-Social Behaviour"]
    assert (said["paper"], said["prints_glossary"]) == ("annual-plan", "on")
    assert "Step 6 of 7" in words_of(page)
    assert "The letters of “CBC” in the file only look right" in words_of(page)
    assert "“ASB” stands there again, as “Another”. The first is proposed." in words_of(page)


def test_one_press_takes_it_as_proposed(client, move, address):
    answer = send(client, address)

    assert answer["Location"] == f"/move-in/{move.pk}/approve/"
    made = decisions(move)
    assert made.heading.prepared_by == "The officers"
    assert made.glossary == (("CBC", "The council"), ("ASB", "Anti-Social Behaviour"))
    assert made.prints_glossary is True


def test_all_of_it_may_be_blank(client, move, address):
    names = ("strapline", "title", "date_printed", "prepared_by", "opening", "closing", "glossary")

    send(client, address, **dict.fromkeys(names, ""))

    plan = approve(move, start_year=2017)
    assert not plan.particulars.exists()
    assert not plan.glossary.exists()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"title": ""}, "Give the paper a title, or leave all of its heading blank."),
        ({"title": "Plan " * 50}, "This must be 200 characters or fewer"),
        ({"strapline": "Bell:\a"}, "hidden control character"),
        ({"paper": "budget"}, "Select"),
        ({"glossary": "ASB"}, "Write what “ASB” stands for, after a colon"),
        ({"glossary": ": Nothing"}, "Write an abbreviation before “Nothing”."),
        ({"glossary": "ASB: One\nA.S.B.: Two"}, "“A.S.B.” stands there twice."),
        ({"glossary": f"ASB: {'long ' * 50}"}, "Shorten it."),
        ({"glossary": f"{'A' * 31}: Long"}, "Shorten it."),
    ],
)
def test_what_no_paper_could_say_is_refused_and_stays_in_its_box(client, move, address, said, why):
    page = send(client, address, **said)

    [name] = said
    assert name in page.context["form"].errors
    assert why in words_of(page) or name == "paper"
    assert decisions(move).heading is None


def test_it_is_saved_with_the_plan_and_a_history_that_names_the_file(client, move):
    plan = approve(move, start_year=2017)

    heading = plan.particulars.get()
    assert (heading.paper, heading.title, f"{heading.dated_on}") == (
        "annual-plan",
        TITLE,
        "2017-08-30",
    )
    assert (heading.strapline, heading.closing) == (
        "Safer and Stronger",
        "All enquiries to: scp@council.example",
    )
    assert f"{plan.updated_on}" == "2017-08-30"
    assert plan.prints_glossary
    assert {f"{entry}" for entry in plan.glossary.all()} == {
        "CBC: The council",
        "ASB: Anti-Social Behaviour",
    }
    for record in (heading, *plan.glossary.all()):
        [first] = record.history.all()
        assert first.history_user == move.started_by
        assert first.history_change_reason == "Moved in from plan.docx"


def test_the_last_step_counts_it(client, move):
    words = words_of(client.get(f"/move-in/{move.pk}/approve/"))

    assert f"Heading of the paper {TITLE}" in words
    assert "Abbreviations 2" in words


class TestIntoAPlanThatHasThem:
    @pytest.fixture
    def plan(self, move):
        plan = make_plan(2017)
        PaperParticulars.objects.create(plan=plan, paper="annual-plan", title="As it was")
        GlossaryEntry.objects.create(plan=plan, abbreviation="asb", meaning="As it was")
        return plan

    def test_the_page_says_what_stays(self, client, plan, address):
        words = words_of(client.get(address))

        assert "The plan 2017-18 already has a heading for its annual partnership plan" in words
        assert "The plan 2017-18 already explains ASB" in words
        assert "Print the glossary" not in words

    def test_what_is_there_stays_and_new_abbreviations_are_added(self, client, move, plan, address):
        send(client, address)
        approve(move, start_year=2017)

        plan = PartnershipPlan.objects.get(start_year=2017)
        assert plan.particulars.get().title == "As it was"
        assert {f"{entry}" for entry in plan.glossary.all()} == {
            "CBC: The council",
            "asb: As it was",
        }
        assert (plan.updated_on, plan.prints_glossary) == (None, False)

    def test_the_heading_of_another_paper_is_added(self, client, move, plan, address):
        send(client, address, paper="year-end")
        approve(move, start_year=2017)

        assert plan.particulars.get(paper="year-end").title == TITLE

    def test_the_last_step_says_so(self, client, move, plan):
        words = words_of(client.get(f"/move-in/{move.pk}/approve/"))

        assert "None: the plan year has one for this paper, which stays" in words
        assert "Abbreviations 1 (1 more is explained already)" in words


def test_what_was_decided_before_there_was_a_heading_is_still_read():
    assert Decisions.from_json({"tables": [1]}).heading is None
