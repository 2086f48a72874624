"""Lead and fund source cells of a paper, as they are taken apart and what their names stand for."""

import pytest

from initiatives.models import AgencyAlias, FundSource
from initiatives.moving_in.decisions import Decisions, NewName
from initiatives.moving_in.known import says_no_money_is_needed, says_no_source
from initiatives.moving_in.names import How, asked, fund_cells, lead_cells, new_names
from tests.builders import make_agency
from tests.moving_in.papers import row

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def agencies():
    cbc = make_agency("CBC", name="Colchester Borough Council")
    police = make_agency("Police", name="Essex Police")
    make_agency("CBH", name="Colchester Borough Homes")
    make_agency("NTE/Hidden Harms Board")
    make_agency("Community 360")
    ecfrs = make_agency("ECFRS", name="Essex County Fire & Rescue Service")
    AgencyAlias.objects.create(agency=ecfrs, name="EFCRS")
    FundSource.objects.create(name="CBC", agency=cbc)
    FundSource.objects.create(name="Police", agency=police)
    FundSource.objects.create(name="N/A", kind=FundSource.Kind.NOT_APPLICABLE)


def pk_of(name):
    return str(make_agency(name).pk)


def read(cell, **decided):
    [read] = lead_cells([row(lead=cell)], Decisions(**decided))
    return read


def funded(cell, **decided):
    [read] = fund_cells([row(fund_source=cell)], Decisions(**decided))
    return read


def printed(cell):
    return [(joined_by, stands.printed) for joined_by, stands in cell.stands_for]


@pytest.mark.parametrize(
    ("cell", "prints"),
    [
        ("CBC", ["CBC"]),
        ("CBC / Police", ["CBC", " / ", "Police"]),
        ("CBC & CBH", ["CBC", " & ", "CBH"]),
        ("CBC, Police and CBH", ["CBC", " / ", "Police", " & ", "CBH"]),
        ("CBC, Police, and CBH", ["CBC", " / ", "Police", " & ", "CBH"]),
        ("CBC; Police", ["CBC", " / ", "Police"]),
        ("CBC\nPolice", ["CBC", " / ", "Police"]),
        ("CBC /\nPolice", ["CBC", " / ", "Police"]),
        ("Essex\nPolice", ["Essex Police"]),
        ("POLICE", ["POLICE"]),
        ("СВС", ["CBC"]),  # noqa: RUF001 - Cyrillic
        ("СВС / Роlice", ["CBC", " / ", "Police"]),  # noqa: RUF001
        ("ΑΒΒ / CBC", ["CBC"]),  # noqa: RUF001 - Greek, and nobody known
        ("C B C", ["CBC"]),
        ("C.B.C.", ["CBC"]),
        ("CBC.", ["CBC"]),
        ("Community\u00a0360", ["Community 360"]),
        ("NTE / Hidden Harms Board", ["NTE/Hidden Harms Board"]),
        ("Colchester  Borough Homes", ["Colchester Borough Homes"]),
        (
            "Essex County Fire & Rescue Service & CBC",
            ["Essex County Fire & Rescue Service", " & ", "CBC"],
        ),
        ("EFCRS", ["EFCRS"]),
        ("Essex County Fire and Rescue Service", ["Essex County Fire & Rescue Service"]),
    ],
)
def test_a_cell_prints_as_the_paper_had_it_but_for_damage(cell, prints):
    said = [text for pair in printed(read(cell)) for text in pair][1:]

    assert said == prints


@pytest.mark.parametrize("cell", ["CBC", "СВС", "C B C", "CBC."])  # noqa: RUF001
def test_only_a_real_other_form_of_a_name_is_kept_as_printed(cell):
    [(_, stands)] = read(cell).stands_for

    assert stands.printed_as == ""


@pytest.mark.parametrize("cell", ["- J Licensing", "TBC", "All partners", "Polise", "CBC Police"])
def test_an_unknown_name_stands_for_nobody_until_somebody_says_so(cell):
    [part] = read(cell).parts

    assert (part.written, part.how, part.stands_for) == (cell, How.UNKNOWN, ())


def test_a_likeness_is_suggested_and_never_taken():
    [part] = read("Essex Polise").parts

    assert "Essex Police" in [each.name for each in part.suggestions]
    assert part.how is How.UNKNOWN


@pytest.mark.parametrize(
    ("cell", "first", "choice"),
    [
        ("CBC Police", "CBC, then Police", "CBC Police"),
        ("Essex Police  cbc", "Police, then CBC", "Police CBC"),
        ("EFCRS Colchester Borough Homes", "ECFRS, then CBH", "ECFRS CBH"),
    ],
)
def test_two_known_names_without_a_joint_are_suggested_first_and_never_taken(cell, first, choice):
    [part] = read(cell).parts

    said = part.suggestions[0]
    assert (said.name, said.choice) == (first, ",".join(map(pk_of, choice.split())))
    assert part.how is How.UNKNOWN
    decided = read(cell, agencies={cell: said.choice})
    assert ", then ".join(name for _, name in printed(decided)) == first


@pytest.mark.parametrize(
    "cell", ["CBC CBC", "Police Essex Police", "CBC Polise", "Polise", "CBC " * 60]
)
def test_what_is_not_two_known_names_is_not_suggested_as_two(cell):
    [part] = read(cell).parts

    assert not [each for each in part.suggestions if "," in each.choice]


def test_what_somebody_decided_prints_the_usual_name():
    said = read("- J Licensing / CBC", agencies={"- J Licensing": pk_of("Police")})

    assert printed(said) == [(" / ", "Police"), (" / ", "CBC")]


def test_a_name_may_be_corrected_to_several_or_to_none():
    several = read("All partners", agencies={"All partners": f"{pk_of('CBC')},{pk_of('CBH')}"})
    none = read("TBC", agencies={"TBC": ""})

    assert [name for _, name in printed(several)] == ["CBC", "CBH"]
    assert (none.is_decided, none.stands_for) == (True, ())


def test_even_a_known_name_may_be_corrected():
    assert printed(read("EFCRS", agencies={"EFCRS": pk_of("ECFRS")})) == [(" / ", "ECFRS")]


def test_a_record_that_is_gone_has_to_be_decided_again():
    assert not read("TBC", agencies={"TBC": "999999"}).is_decided


def test_a_decided_name_is_not_taken_apart():
    said = read("Smith and Sons / CBC", agencies={"Smith and Sons": "new"})

    assert [part.written for part in said.parts] == ["Smith and Sons", "CBC"]


def test_a_cell_may_be_one_name():
    whole = read("Town and Gown", whole_names=("Town and Gown",))

    assert [part.written for part in whole.parts] == ["Town and Gown"]
    assert whole.is_whole
    assert read("Town and Gown").may_be_whole


def test_new_names_are_added_once_each():
    decided = {"agencies": {"Gangsline": "new", "GANGSLINE": "new"}}
    cells = lead_cells(
        [row(lead="Gangsline"), row(lead="CBC / GANGSLINE")],
        Decisions(**decided, new_agencies={"Gangsline": NewName("Gangsline Trust", "Gangsline")}),
    )

    assert list(new_names(cells)) == [NewName("Gangsline Trust", "Gangsline")]
    assert [name for _, name in printed(cells[1])] == ["CBC", "Gangsline"]


def test_a_record_named_twice_is_taken_once_and_told():
    said = read("Police & Essex Police")

    assert [name for _, name in printed(said)] == ["Police"]
    assert said.named_twice == ["Police"]


def test_each_distinct_cell_stands_once_with_its_rows():
    cells = lead_cells([row(lead="CBC"), row(lead=""), row(lead="CBC"), row(lead="X")], Decisions())

    assert [(cell.written, cell.rows) for cell in cells] == [("CBC", 2), ("X", 1)]
    assert [part.written for part in asked(cells)] == ["X"]


@pytest.mark.parametrize("cell", ["N/A", "n/a", "N / A", "NA", "Not applicable"])
def test_no_money_needed_is_a_fund_source_of_its_own_kind(cell):
    [(_, stands)] = funded(cell).stands_for

    assert stands.name == "N/A"
    assert says_no_money_is_needed(cell)


@pytest.mark.parametrize(
    ("cell", "says_none"),
    [
        *((cell, True) for cell in ("TBC", "T.B.C.", "To be  confirmed", "None", "nil", "-", "–")),
        *((cell, False) for cell in ("N/A", "TBC Fund", "None so far but CBC", "CBC")),
    ],
)
def test_a_word_may_say_that_no_fund_source_is_named(cell, says_none):
    assert says_no_source(cell) is says_none


def test_a_fund_source_goes_by_the_names_of_its_agency():
    assert printed(funded("Essex Police / CBC")) == [(" / ", "Essex Police"), (" / ", "CBC")]


@pytest.mark.parametrize("cell", ["£5,000", "£12k from CBC", "5,000", "£1,000 / £2,000"])
def test_money_is_no_fund_source(cell):
    [part] = funded(cell).parts

    assert (part.how, part.is_money, part.suggestions) == (How.UNKNOWN, True, ())
    assert funded(cell, fund_sources={cell: ""}).is_decided


@pytest.mark.parametrize(
    "cell", ["/", " & ", ",", "-", "x" * 500, "a, " * 400, "\n/\n", "CBC / / CBH"]
)
def test_no_cell_breaks_the_reading(cell):
    for part in read(cell).parts:
        assert isinstance(part.suggestions, tuple)
