"""What might identify a person or clash with the timing is shown once, and never stops a save."""

import pytest

from initiatives.cautions import cautions
from initiatives.timing import parse_timing
from scp_tracker.accounts.roles import OFFICER
from scp_tracker.kept.models import KeptForm
from tests.builders import make_initiative, record
from tests.pages import form_of, words_of
from tests.people import make_person

ADDRESS = "/2017-18/initiatives/5/update/"
GIRL = "A 16 year old girl was helped."


@pytest.fixture
def initiative():
    conference = make_initiative("Conference", number=5, timing="Feb 17")
    record(conference, "Planned.")
    return conference


@pytest.fixture
def officer(client, initiative):
    client.force_login(make_person(OFFICER))
    return client


def outcomes(initiative):
    return list(initiative.updates.order_by("number").values_list("text", flat=True))


def test_a_caution_says_what_where_and_why():
    text = f"{'Before it there is a long story to tell. ' * 3}{GIRL} {'After it too. ' * 9}"

    [caution] = cautions(text, parse_timing(""))

    assert caution.words == "16 year old"
    assert caution.before == "… it there is a long story to tell. A "
    assert caution.after == " girl was helped. After it too. After …"
    assert "can tell who was meant" in caution.why


def test_a_clash_says_what_the_timing_is():
    [caution] = cautions("It will be held on 6 February 2018.", parse_timing("Feb 17"))

    assert caution.words == "6 February 2018"
    assert "The timing says “Feb 17”, which is understood as February 2017." in caution.why


def test_the_same_words_twice_are_two_cautions_known_apart():
    once = cautions("4 people came.", parse_timing(""))
    twice = cautions("4 people came. 4 people went.", parse_timing(""))

    assert [caution.mark for caution in twice][:1] == [caution.mark for caution in once]
    assert len({caution.mark for caution in twice}) == 2


@pytest.mark.django_db
def test_the_first_save_shows_them_and_the_second_saves(officer, initiative):
    form = form_of(officer.get(ADDRESS)) | {"outcome": GIRL, "internal_note": "Ring the school."}

    shown = officer.post(ADDRESS, form)

    assert shown.status_code == 200
    assert "Nothing is saved yet." in words_of(shown)
    assert "<mark>16 year old</mark>" in shown.text
    assert "<title>Check before you save: " in shown.text
    assert outcomes(initiative) == ["Planned."]
    again = form_of(shown)
    assert (again["outcome"], again["internal_note"]) == (GIRL, "Ring the school.")
    assert officer.post(ADDRESS, again).status_code == 302
    assert outcomes(initiative) == ["Planned.", GIRL]


@pytest.mark.django_db
def test_something_new_is_shown_again_beside_what_was_seen(officer, initiative):
    form = form_of(officer.get(ADDRESS)) | {"outcome": GIRL}
    again = form_of(officer.post(ADDRESS, form)) | {"outcome": f"{GIRL} Ring 07700 900123."}

    shown = officer.post(ADDRESS, again)

    assert "<mark>16 year old</mark>" in shown.text
    assert "<mark>07700 900123</mark>" in shown.text
    assert officer.post(ADDRESS, form_of(shown)).status_code == 302


@pytest.mark.django_db
def test_what_was_changed_after_a_caution_is_saved_at_once(officer, initiative):
    form = form_of(officer.get(ADDRESS)) | {"outcome": GIRL}
    again = form_of(officer.post(ADDRESS, form)) | {"outcome": "A young person was helped."}

    assert officer.post(ADDRESS, again).status_code == 302


@pytest.mark.django_db
def test_a_text_with_nothing_in_it_is_saved_at_once(officer, initiative):
    form = form_of(officer.get(ADDRESS)) | {"outcome": "Held in February 2017."}

    assert "Worth checking" not in words_of(officer.get(ADDRESS))
    assert officer.post(ADDRESS, form).status_code == 302


@pytest.mark.django_db
def test_what_prints_already_is_shown_on_opening_and_not_a_second_time(officer, initiative):
    record(initiative, "It is to be held on 6th February 2018.")

    opened = officer.get(ADDRESS)

    assert "Worth checking" in words_of(opened)
    assert "<mark>6th February 2018</mark>" in opened.text
    assert officer.post(ADDRESS, form_of(opened)).status_code == 302


@pytest.mark.django_db
def test_an_error_is_mended_first(officer, initiative):
    form = form_of(officer.get(ADDRESS)) | {"outcome": GIRL, "reported_on": "soon"}

    shown = officer.post(ADDRESS, form)

    assert "Check before you save" not in words_of(shown)
    assert "Check before you save" in words_of(
        officer.post(ADDRESS, form_of(shown) | {"reported_on": ""})
    )


@pytest.mark.django_db
def test_somebody_who_wrote_meanwhile_is_told_of_after_the_caution(officer, initiative):
    form = form_of(officer.get(ADDRESS)) | {"outcome": GIRL}
    record(initiative, "Held.")

    again = form_of(officer.post(ADDRESS, form))
    conflict = officer.post(ADDRESS, again)

    assert conflict.status_code == 409
    assert form_of(conflict)["outcome"] == GIRL
    assert officer.post(ADDRESS, form_of(conflict)).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("forged", ["", "x" * 9_000, "<b>", "\0"])
def test_a_damaged_mark_only_shows_them_once_more(officer, initiative, forged):
    form = form_of(officer.get(ADDRESS)) | {"outcome": GIRL, "cautions_seen": forged}

    shown = officer.post(ADDRESS, form)

    assert shown.status_code == 200
    assert officer.post(ADDRESS, form_of(shown)).status_code == 302


@pytest.mark.django_db
def test_a_kept_text_that_comes_back_with_cautions_is_in_the_box(officer, initiative):
    fields = [["outcome", GIRL], ["version", "1"], ["cautions_seen", ""]]
    user = make_person(OFFICER)
    officer.force_login(user)
    kept = KeptForm.objects.create(user=user, address=ADDRESS, fields=fields)

    assert "other answer" not in words_of(officer.get("/kept/"))
    shown = officer.post(ADDRESS, dict(fields) | {"kept_form": kept.pk})

    assert form_of(shown)["outcome"] == GIRL
    assert not KeptForm.objects.exists()


@pytest.mark.django_db
def test_nothing_of_a_text_becomes_markup(officer, initiative):
    form = form_of(officer.get(ADDRESS)) | {"outcome": "<b>4 victims</b> & <i>more</i>"}

    assert "“&lt;b&gt;<mark>4 victims</mark>&lt;/b&gt; &amp;" in officer.post(ADDRESS, form).text
