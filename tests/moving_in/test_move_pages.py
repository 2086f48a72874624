from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from initiatives.files.contents import FileRead, FileTable
from initiatives.models import Agency, FundSource, Initiative, MoveIn
from initiatives.moving_in.decisions import Part, Shape
from initiatives.moving_in.going_on import decide
from priorities.models import PartnershipPlan
from scp_tracker.accounts.roles import CLERK, OFFICER
from tests.builders import make_agency, make_move, make_plan
from tests.pages import form_of, tables_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

ROWS = (
    ("Action", "Lead", "Timescale", "Status", "Progress"),
    ("Street pastors", "CBC / Police", "By March 2018", "Green", "Two shifts a week."),
    ("Lighting survey", "Highways", "Ongoing", "Amber", "Half of the streets were walked."),
)
PASTED = "\n".join("\t".join(row) for row in ROWS)


@pytest.fixture
def officer(client):
    person = make_person(OFFICER)
    client.force_login(person)
    return person


def send(client, address, **typed):
    """The page's own form with these fields changed; None leaves one out."""
    said = form_of(client.get(address)) | typed
    return client.post(
        address.partition("#")[0],
        {name: value for name, value in said.items() if value is not None},
    )


def decided(move):
    move.refresh_from_db()
    return move.decided


def field(client, address, label):
    """The name of the box with that label."""
    page = client.get(address)
    return next(box.html_name for box in page.context["form"] if box.label == label)


def word_file(rows=ROWS, heading="Community Safety Plan 2017-18"):
    document, file = Document(), BytesIO()
    document.add_heading(heading, 0)
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(file)
    return SimpleUploadedFile("plan.docx", file.getvalue())


class TestStart:
    def test_a_word_file_begins_a_move(self, client, officer):
        answer = client.post("/move-in/", {"file": word_file(), "pasted": ""})

        move = MoveIn.objects.get()
        assert answer["Location"] == f"/move-in/{move.pk}/tables/"
        assert (move.file_name, move.started_by) == ("plan.docx", officer)

    def test_a_pasted_table_begins_one_too(self, client, officer):
        client.post("/move-in/", {"pasted": PASTED})

        move = MoveIn.objects.get()
        assert FileRead.from_json(move.read).tables[0].rows == ROWS

    @pytest.mark.parametrize(
        ("said", "why"),
        [
            ("", "Choose the file with the plan, or paste its table below."),
            (" \n", "Choose the file with the plan, or paste its table below."),
            ("Dear all,\nhere is the plan.", "No rows and columns can be told"),
            ("One column\tof two\n", ""),
        ],
    )
    def test_what_holds_no_plan_is_refused_and_stays_in_its_box(self, client, officer, said, why):
        page = client.post("/move-in/", {"pasted": said})

        assert why in page.context["form"].errors.as_text()
        assert form_of(page)["pasted"].strip() == said.strip()
        assert not MoveIn.objects.exists()

    def test_a_file_that_is_no_plan_is_refused_in_words(self, client, officer):
        file = SimpleUploadedFile("plan.pdf", b"%PDF-1.4\n")

        page = client.post("/move-in/", {"file": file, "pasted": ""})

        assert page.context["form"].errors["file"]
        assert not MoveIn.objects.exists()

    def test_a_file_and_a_table_at_once_are_refused(self, client, officer):
        page = client.post("/move-in/", {"file": word_file(), "pasted": PASTED})

        assert "Choose the file, or paste the table: not both." in page.text
        assert "Lighting survey" in page.text

    def test_while_a_move_goes_on_another_is_refused_and_its_text_kept(self, client, officer):
        make_move(by=officer)

        page = client.post("/move-in/", {"pasted": PASTED})

        assert "You are already moving a plan in." in page.text
        assert "Lighting survey" in page.text
        assert MoveIn.objects.count() == 1

    def test_the_page_leads_back_to_the_move_that_goes_on(self, client, officer):
        move = make_move(by=officer, tables=(0,))

        page = client.get("/move-in/")

        assert f"/move-in/{move.pk}/columns/" in page.text
        assert "pasted" not in page.text

    def test_everybodys_earlier_moves_stand_in_the_log(self, client, officer):
        other = make_person(OFFICER, name="Other officer")
        move = make_move(by=other)
        move.state, move.plan, move.initiatives_moved = MoveIn.State.DONE, make_plan(), 2
        move.ended_at = move.started_at
        move.save()

        page = client.get("/move-in/")

        [table] = tables_of(page)
        assert table[1][0] == "plan.docx"
        assert table[1][1] == "Other officer"
        assert table[1][3] == "2 initiatives moved into 2017-18"


class TestWhose:
    STEPS = ["tables", "columns", "values", "rows", "rows/0.1", "priorities", "approve", "leave"]

    @pytest.mark.parametrize("step", STEPS)
    def test_a_move_is_its_starters_alone(self, client, officer, step):
        move = make_move(by=make_person(OFFICER), tables=(0,))

        assert client.get(f"/move-in/{move.pk}/{step}/").status_code == 404

    @pytest.mark.parametrize("step", STEPS)
    def test_who_may_not_change_the_plan_is_refused(self, client, step):
        move = make_move(by=make_person(OFFICER), tables=(0,))
        client.force_login(make_person(CLERK))

        assert client.get(f"/move-in/{move.pk}/{step}/").status_code == 403

    @pytest.mark.parametrize("step", STEPS[1:-1])
    def test_every_step_waits_for_the_tables(self, client, officer, step):
        move = make_move(by=officer)

        answer = client.get(f"/move-in/{move.pk}/{step}/")

        assert answer["Location"] == f"/move-in/{move.pk}/tables/"


class TestTables:
    BLOCKS = (
        FileTable("Table 1", ROWS),
        FileTable("Table 2", (("Abbreviation", "Meaning"), ("CBC", "The council"))),
        FileTable("Table 3", (("Only one column",), ("Really",))),
    )

    def test_tables_that_look_like_a_plan_are_ticked_beforehand(self, client, officer):
        move = make_move(by=officer, read=FileRead(self.BLOCKS))

        page = client.get(f"/move-in/{move.pk}/tables/")

        assert form_of(page)["tables"] == "0"
        assert "It has one column" in page.text
        assert 'value="2"' not in page.text

    def test_one_of_them_has_to_be_ticked(self, client, officer):
        move = make_move(by=officer)

        page = send(client, f"/move-in/{move.pk}/tables/", tables=None)

        assert "Tick the tables that hold the plan." in page.text
        assert not decided(move)

    @pytest.mark.parametrize("block", ["2", "77", "x"])
    def test_a_table_that_cannot_be_read_is_never_taken(self, client, officer, block):
        move = make_move(by=officer, read=FileRead(self.BLOCKS))

        page = send(client, f"/move-in/{move.pk}/tables/", tables=block)

        assert page.context["form"].errors

    def test_what_is_ticked_is_kept_and_leads_to_the_columns(self, client, officer):
        move = make_move(by=officer, read=FileRead(self.BLOCKS))

        answer = send(client, f"/move-in/{move.pk}/tables/", tables=["0", "1"])

        assert answer["Location"] == f"/move-in/{move.pk}/columns/"
        assert decided(move)["tables"] == [0, 1]


class TestOvertaken:
    def test_a_save_from_an_older_window_is_told_and_what_it_says_stays(self, client, officer):
        blocks = FileRead(TestTables.BLOCKS)
        move = make_move(by=officer, read=blocks)
        address = f"/move-in/{move.pk}/tables/"
        older = form_of(client.get(address)) | {"tables": "1"}
        send(client, address)

        page = client.post(address, older)

        assert page.status_code == 409
        assert form_of(page)["tables"] == "1"
        assert decided(move)["tables"] == [0]
        assert client.post(address, form_of(page)).status_code == 302

    def test_the_same_sent_twice_is_no_clash(self, client, officer):
        move = make_move(by=officer)
        address = f"/move-in/{move.pk}/tables/"
        said = form_of(client.get(address))
        client.post(address, said)

        assert client.post(address, said).status_code == 302

    @pytest.mark.parametrize("version", ["", "x", "99", "9" * 30])
    def test_what_is_no_version_is_an_old_one(self, client, officer, version):
        move = make_move(by=officer)

        answer = send(client, f"/move-in/{move.pk}/tables/", version=version)

        assert answer.status_code == 409


class TestColumns:
    def test_columns_are_guessed_and_shown_with_samples(self, client, officer):
        move = make_move(by=officer, tables=(0,))

        page = client.get(f"/move-in/{move.pk}/columns/")

        said = form_of(page)
        assert said["column-0-0"] == Part.TITLE
        assert said["column-0-4"] == Part.OUTCOME
        assert "Half of the streets were walked." in page.text

    def test_what_each_holds_is_kept(self, client, officer):
        move = make_move(by=officer, tables=(0,))

        send(client, f"/move-in/{move.pk}/columns/", **{"column-0-2": Part.EXTRA})

        [parts] = decided(move)["columns"].values()
        assert parts == [Part.TITLE, Part.LEAD, Part.EXTRA, Part.STATUS, Part.OUTCOME]

    def test_one_thing_cannot_stand_in_two_columns(self, client, officer):
        move = make_move(by=officer, tables=(0,))

        page = send(client, f"/move-in/{move.pk}/columns/", **{"column-0-2": Part.LEAD})

        assert "Two columns are “Lead agency”." in page.text
        assert "columns" not in decided(move) or not decided(move)["columns"]

    def test_whoever_makes_two_columns_timings_is_told_which_two_may_be(self, client, officer):
        move = make_move(by=officer, tables=(0,))

        page = send(client, f"/move-in/{move.pk}/columns/", **{"column-0-3": Part.TIMING})

        assert "Two columns are “Timing”." in page.text
        assert "are read as one timing, where their headings say which is the start" in page.text

    def test_outcomes_can(self, client, officer):
        move = make_move(by=officer, tables=(0,))

        answer = send(client, f"/move-in/{move.pk}/columns/", **{"column-0-2": Part.OUTCOME})

        assert answer.status_code == 302

    def test_a_start_and_an_end_can_both_be_timings(self, client, officer):
        rows = (
            ("Action", "Lead", "Start", "End"),
            ("Street pastors", "CBC", "1 April 2024", "31 March 2025"),
        )
        move = make_move(by=officer, read=FileRead((FileTable("Table 1", rows),)), tables=(0,))

        answer = send(client, f"/move-in/{move.pk}/columns/")

        assert answer.status_code == 302
        [parts] = decided(move)["columns"].values()
        assert parts == [Part.TITLE, Part.LEAD, Part.TIMING, Part.TIMING]

    def test_something_has_to_name_the_initiative_or_its_target(self, client, officer):
        move = make_move(by=officer, tables=(0,))

        page = send(client, f"/move-in/{move.pk}/columns/", **{"column-0-0": Part.EXTRA})

        assert "there is nothing to move in" in page.text


class TestValues:
    @pytest.fixture
    def address(self, officer):
        make_agency("CBC")
        make_agency("Police")
        return f"/move-in/{make_move(by=officer, tables=(0,)).pk}/values/"

    def test_only_names_that_are_not_known_are_asked_about(self, client, address):
        page = client.get(address)

        [question] = page.context["form"].agencies.questions()
        assert question.name.written == "Highways"
        assert [part.written for part, _ in page.context["form"].agencies.known()] == [
            "CBC",
            "Police",
        ]

    def test_a_name_in_two_spellings_is_asked_about_once(self, client, officer):
        rows = (
            ROWS[0],
            ("A", "Youth Team", "", "", ""),
            ("B", "YOUTH  TEAM / cbc / CBC", "", "", ""),
        )
        make_agency("CBC")
        read = FileRead((FileTable("Table 1", rows),))
        move = make_move(by=officer, read=read, tables=(0,))

        agencies = client.get(f"/move-in/{move.pk}/values/").context["form"].agencies

        assert [(asked.name.written, asked.rows) for asked in agencies.questions()] == [
            ("Youth Team", 2)
        ]
        assert [part.written for part, _ in agencies.known()] == ["cbc"]

    def test_a_name_like_none_is_proposed_as_a_new_agency(self, client, address):
        send(client, address)

        move = MoveIn.objects.get()
        assert move.decided["agencies"] == {"Highways": "new"}
        assert move.decided["new_agencies"]["Highways"]["short_name"] == "Highways"
        assert move.decided["values_confirmed"]

    def test_a_name_that_looks_like_another_has_to_be_decided(self, client, address):
        make_agency("Highway")

        page = send(client, address)

        assert "Say what “Highways” is" in page.text
        assert not MoveIn.objects.get().decided["agencies"]

    def test_two_known_names_without_a_joint_can_both_be_meant(self, client, officer):
        both = f"{make_agency('SCP').pk},{make_agency('CBC').pk}"
        rows = (("Action", "Lead", "Funding"), ("Patrols", "SCP CBC", ""))
        read = FileRead((FileTable("Table 1", rows),))
        move = make_move(by=officer, read=read, tables=(0,))
        address = f"/move-in/{move.pk}/values/"
        box = field(client, address, "What “SCP CBC” is")

        refused = send(client, address)
        send(client, address, **{box: both})

        assert "Say what “SCP CBC” is" in refused.text
        assert decided(move)["agencies"] == {"SCP CBC": both}
        page = client.get(address)
        assert form_of(page)[box] == both
        assert page.text.count("SCP, then CBC") == 1

    @pytest.mark.parametrize("cell", ["TBC", "To be confirmed", "None", "Nil", "-"])
    def test_a_fund_source_to_be_confirmed_is_proposed_as_none_and_can_be_one(
        self, client, officer, cell
    ):
        FundSource.objects.create(name="Nile Fund")  # looks like "Nil"
        rows = (("Action", "Lead", "Funding"), ("Patrols", "TBC", cell), ("Walks", "TBC", "Grant"))
        read = FileRead((FileTable("Table 1", rows),))
        move = make_move(by=officer, read=read, tables=(0,))
        address = f"/move-in/{move.pk}/values/"

        page = client.get(address)
        send(client, address)

        form = page.context["form"]
        assert [each.says_none for each in form.agencies.questions()] == [False]
        asked, other = form.fund_sources.questions()
        assert (asked.says_none, other.says_none) == (True, False)
        assert "so blank is proposed" in page.text
        assert decided(move)["fund_sources"] == {cell: "", "Grant": "new"}
        send(client, address, **{asked.choice.html_name: "new"})
        assert decided(move)["fund_sources"] == {cell: "new", "Grant": "new"}

    def test_a_known_agency_can_be_meant(self, client, address):
        known = make_agency("Essex County Council")

        box = field(client, address, "What “Highways” is")
        send(client, address, **{box: str(known.pk)})

        assert MoveIn.objects.get().decided["agencies"] == {"Highways": str(known.pk)}

    def test_a_new_agency_needs_its_names(self, client, address):
        box = next(
            question.new_short_name.html_name
            for question in client.get(address).context["form"].agencies.questions()
        )

        page = send(client, address, **{box: ""})

        assert "Give “Highways” a name to add it by." in page.text

    def test_a_new_agency_cannot_have_the_name_of_another(self, client, address):
        [question] = client.get(address).context["form"].agencies.questions()

        page = send(client, address, **{question.new_short_name.html_name: "cbc"})

        assert "CBC goes by the name “cbc” already." in page.text

    def test_a_joint_cell_can_be_one_name_and_is_then_asked_about(self, client, address):
        box = field(client, address, "“CBC / Police” is one name")

        answer = send(client, address, **{box: "on"})

        move = MoveIn.objects.get()
        assert answer["Location"] == address
        assert move.decided["whole_names"] == ["CBC / Police"]
        assert not move.decided["values_confirmed"]
        asked = [
            each.name.written for each in client.get(address).context["form"].agencies.questions()
        ]
        assert "CBC / Police" in asked

    def test_a_name_known_exactly_can_mean_another(self, client, address):
        send(client, address, **{field(client, address, "“Police” means something else"): "on"})

        asked = [
            each.name.written for each in client.get(address).context["form"].agencies.questions()
        ]
        assert "Police" in asked

    def test_status_words_are_mapped_once(self, client, address):
        send(client, address, **{field(client, address, "What “Amber” means"): "none"})

        assert MoveIn.objects.get().decided["statuses"] == {"Green": "on_track", "Amber": ""}


class TestRows:
    @pytest.fixture
    def move(self, officer):
        return make_move(by=officer, tables=(0,))

    def test_only_what_a_person_says_otherwise_is_kept(self, client, move):
        send(client, f"/move-in/{move.pk}/rows/", **{"shape-0.2": Shape.WRAPPED})

        assert decided(move)["shapes"] == {"0.2": Shape.WRAPPED}
        send(client, f"/move-in/{move.pk}/rows/", **{"shape-0.2": Shape.NEW})
        assert decided(move)["shapes"] == {}

    def test_the_rows_are_listed_in_pages(self, client, officer):
        rows = (ROWS[0], *((f"Project {number}", "CBC", "", "", "Done.") for number in range(60)))
        move = make_move(by=officer, read=FileRead((FileTable("Table 1", rows),)), tables=(0,))
        address = f"/move-in/{move.pk}/rows/"

        answer = send(client, address)

        assert answer["Location"] == f"{address}?page=2"
        assert "shape-0.60" in client.get(f"{address}?page=2").text
        assert send(client, f"{address}?page=2")["Location"] == f"/move-in/{move.pk}/priorities/"

    def test_those_that_need_a_look_can_be_listed_alone(self, client, officer):
        rows = (*ROWS, ("", "", "", "", "And it went well."))
        move = make_move(by=officer, read=FileRead((FileTable("Table 1", rows),)), tables=(0,))

        page = client.get(f"/move-in/{move.pk}/rows/?look=yes")

        assert [name for name in form_of(page) if name.startswith("shape")] == ["shape-0.3"]

    def test_a_row_that_needs_a_look_stands_among_those_above_and_below_it(self, client, officer):
        rows = (*ROWS, ("", "", "", "", "And it went well."), ("Bins", "CBC", "", "", "Emptied."))
        rows = (*rows, ("Bells", "CBC", "", "", "Rung."))
        move = make_move(by=officer, read=FileRead((FileTable("Table 1", rows),)), tables=(0,))

        listed = tables_of(client.get(f"/move-in/{move.pk}/rows/?look=yes"))[0][1:]

        assert [row[0] for row in listed] == [
            "Table 1, row 3",
            "Table 1, row 4 Needs a look",
            "Table 1, row 5",
        ]
        assert listed[0][2].startswith("A new initiative")

    def test_rows_that_need_a_look_are_led_to_first_and_then_to_the_key_priorities(
        self, client, officer
    ):
        rows = (*ROWS, ("", "", "", "", "And it went well."))
        move = make_move(by=officer, read=FileRead((FileTable("Table 1", rows),)), tables=(0,))
        address = f"/move-in/{move.pk}/rows/"

        every, doubtful = client.get(address), client.get(f"{address}?look=yes")

        assert "It is not sure about 1 of them." in words_of(every)
        assert "Look at that row first" in words_of(every)
        assert "Save and go on to key priorities" in words_of(doubtful)
        saved = send(client, f"{address}?look=yes")
        assert saved["Location"] == f"/move-in/{move.pk}/priorities/"

    def test_the_texts_of_an_initiative_can_be_corrected(self, client, move):
        address = f"/move-in/{move.pk}/rows/0.2/"

        answer = send(client, address, title="Lighting survey, north", save="Save")

        assert answer["Location"] == f"/move-in/{move.pk}/rows/?page=1#row-0.2"
        assert decided(move)["edits"] == {"0.2": {"title": "Lighting survey, north"}}
        send(client, address, title="Lighting survey", save="Save")
        assert decided(move)["edits"] == {}

    def test_corrections_of_an_initiative_whose_rows_change_are_pointed_out(self, client, move):
        rows = f"/move-in/{move.pk}/rows/"
        send(client, f"{rows}0.1/", outcome="Three shifts a week.", save="Save")

        answer = send(client, rows, **{"shape-0.2": Shape.WRAPPED})

        said = "The rows of 1 initiative that you corrected by hand are others now"
        assert said in client.get(answer["Location"]).text
        assert said not in client.get(send(client, rows)["Location"]).text

    def test_an_initiative_can_be_left_out_and_put_back(self, client, move):
        address = f"/move-in/{move.pk}/rows/0.2/"

        send(client, address, out="Leave it out of the plan", save=None)

        assert decided(move)["left_out"] == ["0.2"]
        send(client, address, save="Save", back=None)
        assert decided(move)["left_out"] == ["0.2"]
        send(client, address, back="Save and put it back", save=None)
        assert decided(move)["left_out"] == []

    @pytest.mark.parametrize("row", ["0.0", "0.99", "x", "0.1.2"])
    def test_a_row_that_begins_no_initiative_has_no_page(self, client, move, row):
        assert client.get(f"/move-in/{move.pk}/rows/{row}/").status_code == 404


class TestPriorities:
    @pytest.fixture
    def move(self, officer):
        rows = (
            ("Key priority", *ROWS[0]),
            ("KP1: Safer streets", *ROWS[1]),
            ("KP2: Victims", *ROWS[2]),
        )
        return make_move(by=officer, read=FileRead((FileTable("Table 1", rows),)), tables=(0,))

    def test_those_of_the_paper_are_proposed_with_room_for_another(self, client, move):
        said = form_of(client.get(f"/move-in/{move.pk}/priorities/"))

        assert said["key_priority-0-title"] == "Safer streets"
        assert said["key_priority-1-number"] == "2"
        assert said["key_priority-2-title"] == ""

    def test_one_can_be_left_out_and_one_added(self, client, move):
        added = {
            "key_priority-0-remove": "on",
            "key_priority-2-number": "3",
            "key_priority-2-title": "Young people",
            "key_priority-2-points": "- Schools\n\nYouth clubs",
        }

        send(client, f"/move-in/{move.pk}/priorities/", **added)

        kept = decided(move)["priorities"]
        assert [(each["number"], each["title"]) for each in kept] == [
            (2, "Victims"),
            (3, "Young people"),
        ]
        assert kept[1]["points"] == ["Schools", "Youth clubs"]

    @pytest.mark.parametrize(
        ("said", "why"),
        [
            ({"key_priority-1-number": "1"}, "Two key priorities have the number 1."),
            ({"key_priority-1-title": ""}, "Give this key priority a title, or leave it out."),
            ({"key_priority-1-number": "0"}, ""),
            ({"key_priority-1-number": "x"}, ""),
            ({"key_priority-1-points": "long " * 200}, "A point can have at most 500 characters."),
        ],
    )
    def test_what_no_plan_could_have_is_refused(self, client, move, said, why):
        page = send(client, f"/move-in/{move.pk}/priorities/", **said)

        assert page.context["form"].errors
        assert why in page.text


class TestApprove:
    @pytest.fixture
    def move(self, client, officer):
        make_plan(2016)  # and so there is a partnership
        make_agency("CBC")
        make_agency("Police")
        client.post("/move-in/", {"file": word_file(), "pasted": ""})
        move = MoveIn.objects.get()
        for step in ("tables", "columns", "values", "rows", "priorities", "heading"):
            assert send(client, f"/move-in/{move.pk}/{step}/").status_code == 302
        return move

    def address(self, move):
        return f"/move-in/{move.pk}/approve/"

    def test_the_year_that_the_paper_names_is_proposed_and_taken(self, client, move):
        page = client.get(self.address(move))
        assert "Move 2 initiatives into 2017-18" in words_of(page)
        assert "3 rows: 2 begin an initiative; 1 is a heading" in words_of(page)

        answer = client.post(self.address(move), form_of(page) | {"move": "yes"})

        assert answer["Location"] == "/2017-18/"
        assert "2 initiatives moved into 2017-18." in client.get("/2017-18/").text
        assert [each.title for each in Initiative.objects.order_by("number")] == [
            "Street pastors",
            "Lighting survey",
        ]
        assert Agency.objects.filter(short_name="Highways").exists()

    def test_timings_outside_the_year_unfold_below_their_count(self, client, move):
        move.refresh_from_db()
        decide(move, seen=move.version, start_year=2015)

        page = client.get(self.address(move))

        assert "One timing is not all in 2015-16." in page.text
        assert "“By March 2018” is understood as: " in page.text

    def test_pressed_twice_it_is_moved_in_once(self, client, move):
        said = form_of(client.get(self.address(move))) | {"move": "yes"}
        client.post(self.address(move), said)

        answer = client.post(self.address(move), said)

        assert answer["Location"] == "/2017-18/"
        assert Initiative.objects.count() == 2

    def test_what_another_window_changed_is_shown_before_anything_is_moved(self, client, move):
        send(client, self.address(move))  # the year is decided, so the last press decides nothing
        said = form_of(client.get(self.address(move))) | {"move": "yes"}
        send(client, f"/move-in/{move.pk}/rows/1.1/", title="Beach pastors")

        answer = client.post(self.address(move), said)

        assert answer.status_code == 409
        assert not Initiative.objects.exists()
        assert "Beach pastors" in words_of(answer)

    def test_what_was_changed_with_the_same_press_is_shown_before_anything_is_moved(
        self, client, move
    ):
        answer = send(client, self.address(move), move="yes", chosen="1.1")

        assert answer["Location"] == self.address(move)
        assert not Initiative.objects.exists()
        page = client.get(self.address(move))
        assert "Nothing is moved in yet" in page.text
        assert "Move 1 initiative into 2017-18" in words_of(page)

    def test_what_still_has_to_be_decided_stands_there_and_nothing_is_moved(self, client, officer):
        make_plan(2016)
        move = make_move(by=officer, tables=(0,), start_year=2017)

        page = client.get(self.address(move))

        assert "Go through the names, words and timings" in page.text
        assert f"/move-in/{move.pk}/values/" in page.text
        assert 'name="move"' not in page.text
        pressed = client.post(self.address(move), form_of(page) | {"move": "yes"})
        assert "look at what has to be decided first" in pressed.text
        assert not Initiative.objects.exists()

    @pytest.mark.parametrize(
        ("said", "why"),
        [
            ({"year": ""}, "Write the plan year, such as 2017-18."),
            ({"year": "2017"}, "Write the plan year as two years"),
            ({"year": "1990-91"}, ""),
            ({"reported_on": "31/2/2018"}, "There is no 31 February 2018."),
            ({"reported_on": "1/1/2199"}, "The date is in the future."),
        ],
    )
    def test_a_year_and_a_day_have_to_be_ones(self, client, move, said, why):
        page = send(client, self.address(move), **said)

        assert page.context["form"].errors
        assert why in page.text

    def test_the_days_of_a_past_year_is_its_last(self, client, move):
        page = client.get(self.address(move))

        assert form_of(page)["reported_on"] == "31/3/2018"
        assert "The last day of the plan year is proposed; you can change it." in words_of(page)

    def test_a_day_that_was_decided_is_proposed_by_nobody(self, client, move):
        send(client, self.address(move), reported_on="30.4.18")

        page = client.get(self.address(move))

        assert form_of(page)["reported_on"] == "30/4/2018"
        assert "is proposed" not in words_of(page)

    def test_words_that_may_tell_who_was_meant_are_pointed_out(self, client, officer):
        make_plan(2016)
        rows = (("Action", "Progress"), ("Op Lynx", "A 16 year old girl was found."))
        move = make_move(by=officer, read=FileRead((FileTable("Table 1", rows),)), tables=(0,))

        words = words_of(client.get(self.address(move)))

        assert "Worth checking before it is printed: “A 16 year old girl was found.”" in words

    def test_a_plan_that_has_initiatives_already_is_named(self, client, move):
        make_plan(2017)

        page = client.get(self.address(move))

        assert "2017-18, which is here already" in words_of(page)
        assert PartnershipPlan.objects.filter(start_year=2017).count() == 1


class TestLeave:
    def test_what_was_read_is_deleted(self, client, officer):
        move = make_move(by=officer)

        answer = send(client, f"/move-in/{move.pk}/leave/")

        assert answer["Location"] == "/move-in/"
        move.refresh_from_db()
        assert (move.state, move.read, move.decided) == (MoveIn.State.LEFT, {}, {})
        assert "is given up" in client.get("/move-in/").text

    def test_afterwards_its_pages_lead_to_the_start(self, client, officer):
        move = make_move(by=officer)
        send(client, f"/move-in/{move.pk}/leave/")

        assert client.get(f"/move-in/{move.pk}/tables/")["Location"] == "/move-in/"
        assert client.post(f"/move-in/{move.pk}/tables/", {"version": "1"}).status_code == 403
