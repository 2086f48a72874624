"""Who reads what, what each status means, and what stood before: said on the page of the outcome form."""

from datetime import date

import pytest

from initiatives.models import Status
from scp_tracker.accounts.roles import OFFICER, PARTNER
from tests.builders import make_agency, make_initiative, record
from tests.govuk.tree import Tree, text_of
from tests.pages import form_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

ADDRESS = "/2017-18/initiatives/5/update/"


@pytest.fixture
def initiative():
    return make_initiative("Community Support Day", number=5, led_by="CBC / Police")


@pytest.fixture
def police(client, initiative):
    client.force_login(make_person(PARTNER, agencies=[make_agency("Police")], name="Pat Police"))
    return client


def part(response, name):
    """The words of a part of the page, named by the heading of that id."""
    tree = Tree(response.content.decode())
    [found] = [
        each for tag in ("section", "aside") for each in tree.find(tag, aria_labelledby=name)
    ]
    return text_of(found)


def test_the_public_part_says_that_everybody_reads_it(police):
    words = part(police.get(ADDRESS), "public-part")

    assert words.startswith("Public: printed in the committee’s papers")
    assert "the public read this" in words
    assert "Outcome" in words
    assert "Internal note" not in words


def test_the_internal_part_says_who_alone_reads_it(police):
    words = part(police.get(ADDRESS), "internal-part")

    assert words.startswith("Internal: never printed")
    assert (
        "Only the community safety officers and those who lead it (CBC / Police) read this."
        in words
    )
    assert "Internal note" in words


def test_each_status_says_what_it_means(police):
    words = words_of(police.get(ADDRESS))

    for status in Status:
        assert f"{status.label} {status.meaning}" in words


@pytest.mark.parametrize("status", Status)
def test_those_that_worry_ask_why(status):
    assert status.asks_why == (status in {"at_risk", "off_track", "stopped"})


def test_the_last_version_stands_beside_with_who_said_so_and_when(police, initiative):
    record(
        initiative,
        "Planned for July.",
        on=date(2017, 7, 1),
        by=make_person(OFFICER, name="Olu Officer"),
        status="at_risk",
        status_reason="No venue.",
        internal_note="Ask the school.",
    )

    words = part(police.get(ADDRESS), "last-version")

    assert "As at 1 July 2017" in words
    assert "by Olu Officer" in words
    assert "At risk No venue. Planned for July." in words
    assert "Internal note, never printed Ask the school." in words


def test_on_a_narrow_screen_it_is_folded_above_the_box(police, initiative):
    record(initiative, "Planned for July.")

    tree = Tree(police.get(ADDRESS).content.decode())

    [folded] = tree.find("details", class_="scp-beside__narrow")
    assert "Planned for July." in text_of(folded)


def test_before_the_first_outcome_nothing_stands_beside(police):
    assert "The last version" not in words_of(police.get(ADDRESS))


def test_an_error_leaves_the_last_version_there(police, initiative):
    record(initiative, "Planned for July.")

    response = police.post(ADDRESS, form_of(police.get(ADDRESS)) | {"outcome": ""})

    assert "Planned for July." in part(response, "last-version")
