"""An officer marks an initiative as a highlight; its words are public, and can be redacted."""

import pytest

from initiatives.models import Initiative
from initiatives.redacting import Left, redact
from scp_tracker.accounts.roles import ADMINISTRATOR, CLERK, OFFICER
from tests.builders import make_initiative, record
from tests.pages import form_of, tables_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

PAGE = "/2017-18/initiatives/15/"
ADDRESS = f"{PAGE}edit/"


@pytest.fixture
def officer(client):
    client.force_login(make_person(OFFICER))
    return client


@pytest.fixture
def initiative():
    return make_initiative("J9", number=15)


def edit(officer, **typed):
    return officer.post(ADDRESS, form_of(officer.get(ADDRESS)) | typed, follow=True)


def test_an_officer_marks_one_with_words_and_unmarks_it_again(officer, initiative):
    edit(officer, is_highlight="on", highlight_words="40 shops take part.")
    initiative.refresh_from_db()
    assert (initiative.is_highlight, initiative.highlight_words) == (True, "40 shops take part.")

    said = form_of(officer.get(ADDRESS))
    assert said.pop("is_highlight") == "on"
    officer.post(ADDRESS, said)

    initiative.refresh_from_db()
    assert (initiative.is_highlight, initiative.highlight_words) == (False, "40 shops take part.")
    newest, before = initiative.history.all()[:2]
    assert (newest.is_highlight, before.is_highlight) == (False, True)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ("x" * 501, "at most 500 characters"),
        ("One\nTwo", "Write this on one line."),
        ("Bell\x07", "hidden control character"),
    ],
)
def test_words_that_cannot_print_are_asked_for_again(officer, initiative, words, complaint):
    page = edit(officer, is_highlight="on", highlight_words=words)

    assert complaint in words_of(page)
    initiative.refresh_from_db()
    assert not initiative.is_highlight


def test_words_that_may_identify_somebody_are_saved_and_pointed_out(officer, initiative):
    page = edit(officer, is_highlight="on", highlight_words="A 16 year old was helped.")

    assert "Look again at “16 year old” in the words for the highlight." in words_of(page)
    initiative.refresh_from_db()
    assert initiative.highlight_words == "A 16 year old was helped."
    assert "Look again" not in words_of(edit(officer, title="J9 scheme"))


def test_a_clerk_does_not_mark_it(client, initiative):
    client.force_login(make_person(CLERK))

    assert client.post(ADDRESS, {"is_highlight": "on", "version": "1"}).status_code == 403


def test_the_plan_marks_highlights_and_can_show_them_alone(client, initiative):
    make_initiative("Purple Flag", number=16)
    Initiative.objects.filter(pk=initiative.pk).update(is_highlight=True)
    client.force_login(make_person(CLERK))

    [everything] = tables_of(client.get("/2017-18/"))
    [alone] = tables_of(client.get("/2017-18/?highlight=only"))

    assert [row[0] for row in everything[1:]] == [
        "J9 2017-18/15 Highlight",
        "Purple Flag 2017-18/16",
    ]
    assert [row[0] for row in alone[1:]] == ["J9 2017-18/15 Highlight"]


def test_its_page_says_that_it_is_one_and_in_which_words(client, initiative):
    client.force_login(make_person(CLERK))
    assert "Highlight of the year" not in words_of(client.get(PAGE))

    Initiative.objects.filter(pk=initiative.pk).update(is_highlight=True)
    assert "In the words that its outcome begins with" in words_of(client.get(PAGE))

    Initiative.objects.filter(pk=initiative.pk).update(highlight_words="40 shops take part.")
    assert "40 shops take part." in words_of(client.get(PAGE))


def test_redacted_words_leave_the_highlight_and_what_it_was_before(officer, initiative):
    update = record(initiative, "Zelda Quux was helped.")
    edit(officer, is_highlight="on", highlight_words="Zelda Quux speaks.")
    edit(officer, highlight_words="Help for Zelda Quux.")
    initiative.refresh_from_db()

    left = Left("[A resident] was helped.", "", "")
    redact(update, left, after=0, by=make_person(ADMINISTRATOR), reason="It named a victim.")

    now = Initiative.objects.get(pk=initiative.pk)
    assert now.highlight_words == "Help for [Redacted]."
    assert now.version == initiative.version + 1
    said = list(initiative.history.values_list("highlight_words", flat=True))
    assert said == ["Help for [Redacted].", "[Redacted] speaks.", ""]
