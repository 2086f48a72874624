"""A draft is kept for its writer alone, offered after any interruption, and gone once it is saved."""

from datetime import date

import pytest
from django.test import Client

from initiatives.models import Draft
from initiatives.redacting import Left, redact
from initiatives.returns.accepting import accept
from scp_tracker.accounts.roles import ADMINISTRATOR, CLERK, OFFICER, PARTNER, READER
from scp_tracker.kept.models import KeptForm
from tests.builders import (
    answer_and_send,
    make_agency,
    make_initiative,
    make_key_priority,
    make_return,
    record,
)
from tests.pages import form_of, forms_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

ADDRESS = "/2017-18/initiatives/5/update/"
WRITTEN = {
    "outcome": "Half a sentence\r\n• a point",
    "internal_note": "Ask the school.",
    "status": "at_risk",
    "status_reason": "No venue.",
    "reported_on": "soon",
}


@pytest.fixture
def initiative():
    joint = make_initiative("Community Support Day", number=5, led_by="CBC / Police")
    record(joint, "Planned for July.")
    return joint


@pytest.fixture
def pat(initiative):
    return make_person(PARTNER, agencies=[make_agency("Police")], name="Pat Police")


@pytest.fixture
def police(client, pat):
    client.force_login(pat)
    return client


def keep(client, **said):
    """Write something on the page and press its button "Save draft"."""
    form = form_of(client.get(ADDRESS)) | WRITTEN | {"draft": "save"}
    return client.post(ADDRESS, form | said)


def typed_by_script(client, form, **said):
    return client.post(
        ADDRESS, form | {"draft": "save"} | said, headers={"Accept": "application/json"}
    )


def in_the_boxes(client):
    form = form_of(client.get(ADDRESS))
    return {name: form.get(name, "") for name in WRITTEN}


def test_the_button_keeps_what_is_in_the_boxes_right_or_wrong(police, initiative, wait):
    wait(to="2017-09-04 14:03+01:00")

    response = keep(police)

    assert (response.status_code, response["Location"]) == (302, ADDRESS)
    page = police.get(ADDRESS)
    assert "Draft saved at 14:03. Nobody else sees it." in words_of(page)
    assert "You have a draft from 14:03. It is in the boxes below." in words_of(page)
    assert in_the_boxes(police) == WRITTEN | {"outcome": "Half a sentence\n• a point"}
    assert initiative.updates.count() == 1


def test_the_script_is_told_when(police, wait):
    wait(to="2017-12-04 09:05+00:00")

    response = typed_by_script(police, form_of(police.get(ADDRESS)), outcome="Half")

    assert response.json() == {"said": "Draft saved at 09:05."}
    assert in_the_boxes(police)["outcome"] == "Half"


def test_the_next_draft_takes_the_place_of_the_one_before(police):
    keep(police, outcome="Half")
    keep(police, outcome="Half a sentence")

    assert Draft.objects.count() == 1
    assert in_the_boxes(police)["outcome"] == "Half a sentence"


def test_a_draft_of_another_day_says_which(police, wait):
    wait(to="2017-09-04 14:03+01:00")
    keep(police)
    wait(to="2017-09-05 10:00+01:00")

    assert "You have a draft from 4 September 2017 at 14:03." in words_of(police.get(ADDRESS))


def test_it_can_be_thrown_away(police):
    keep(police)

    response = police.post(ADDRESS, {"draft": "throw_away"}, follow=True)

    assert "Your draft was thrown away." in words_of(response)
    assert form_of(response)["outcome"] == "Planned for July."
    assert not Draft.objects.exists()


def test_it_is_gone_once_the_outcome_is_saved(police, initiative):
    keep(police, reported_on="")

    assert police.post(ADDRESS, form_of(police.get(ADDRESS))).status_code == 302

    assert not Draft.objects.exists()
    newest = initiative.updates.get(number=2)
    assert newest.text == "Half a sentence\n• a point"
    assert (newest.internal_note, newest.status_reason) == ("Ask the school.", "No venue.")


def test_it_stays_while_the_outcome_is_not_saved(police):
    keep(police)

    again = police.post(ADDRESS, form_of(police.get(ADDRESS)))  # "soon" is no date

    assert again.status_code == 200
    assert Draft.objects.count() == 1


def test_what_might_identify_a_person_is_pointed_out_in_a_draft_too(police):
    keep(police, outcome="A 16 year old girl was helped.", reported_on="")

    page = police.get(ADDRESS)

    assert "Look at this while you are here. It is in your draft." in words_of(page)
    assert police.post(ADDRESS, form_of(page)).status_code == 302


def test_opening_a_page_writes_nothing(police):
    police.get(ADDRESS)

    assert not Draft.objects.exists()


@pytest.mark.parametrize("role", [OFFICER, CLERK, PARTNER])
def test_nobody_else_reads_it(police, role):
    keep(police)
    other = Client()
    other.force_login(make_person(role, agencies=[make_agency("CBC")]))

    for address in (ADDRESS, "/", "/my-actions/", "/2017-18/initiatives/5/"):
        assert "Half a sentence" not in other.get(address).content.decode()
        assert "You have a draft" not in words_of(other.get(address))
        assert "Your drafts" not in words_of(other.get(address))


def test_two_people_each_have_their_own(police):
    keep(police, outcome="By the police")
    officer = Client()
    officer.force_login(make_person(OFFICER))

    keep(officer, outcome="By the officer")
    officer.post(ADDRESS, {"draft": "throw_away"})

    assert in_the_boxes(police)["outcome"] == "By the police"


def test_it_is_offered_on_the_pages_a_person_begins_at(police, wait):
    wait(to="2017-09-04 14:03+01:00")
    keep(police)

    for address in ("/", "/my-actions/"):
        page = police.get(address)
        assert "You have 1 draft. Nobody else sees it." in words_of(page)
        assert "Carry on with Community Support Day (2017-18/05), saved at 14:03" in " ".join(
            words_of(page).replace(" ,", ",").split()
        )
        assert f'href="{ADDRESS}"' in page.text


def test_one_without_a_title_is_called_by_its_outcome(client):
    untitled = make_initiative("", number=6, under=make_key_priority(), target="Fewer burglaries")
    record(untitled, "Homes were marked.")
    officer = make_person(OFFICER)
    client.force_login(officer)
    page = f"{untitled.get_absolute_url()}update/"
    Draft.objects.keep(by=officer, initiative=untitled, address=page, fields={"outcome": "x"})

    assert "Carry on with Homes were marked. (2017-18/06)" in words_of(client.get("/"))


def test_an_outcome_recorded_meanwhile_is_shown_beside_it(police, initiative):
    keep(police, reported_on="")
    record(initiative, "Held on 14 July.", by=make_person(OFFICER, name="Olu Officer"))

    page = police.get(ADDRESS)

    words = words_of(page)
    assert page.status_code == 200
    assert "Olu Officer changed this outcome while you were writing." in words
    assert "The outcome that was saved meanwhile Held on 14 July." in words
    assert form_of(page)["outcome"] == "Half a sentence\n• a point"
    assert police.post(ADDRESS, form_of(page)).status_code == 302
    assert initiative.updates.get(number=3).text == "Half a sentence\n• a point"


def test_an_outcome_recorded_while_it_is_open_again_is_a_conflict(police, initiative):
    keep(police, reported_on="")
    form = form_of(police.get(ADDRESS))
    record(initiative, "Held on 14 July.")

    assert police.post(ADDRESS, form).status_code == 409
    assert Draft.objects.count() == 1


def test_a_draft_under_way_while_its_writer_saved_comes_to_nothing(police, pat, initiative):
    form = form_of(police.get(ADDRESS))
    police.post(ADDRESS, form | {"outcome": "Held in July."})

    response = typed_by_script(police, form, outcome="Held in Ju")

    assert response.status_code == 409
    assert not Draft.objects.exists()


def test_words_taken_out_meanwhile_are_in_no_draft_afterwards(police, initiative):
    keep(police, outcome="Planned for July. Held.")
    form = form_of(police.get(ADDRESS))
    administrator = make_person(ADMINISTRATOR)
    left = Left("Planned for a day.", "", "")
    redact(initiative.updates.get(), left, after=0, by=administrator, reason="Told too early.")

    again = typed_by_script(police, form, outcome="Planned for July. Held on Sunday.")

    assert again.status_code == 409
    assert in_the_boxes(police)["outcome"] == "Planned for [Redacted]. Held."


def test_one_that_came_at_the_same_moment_is_not_offered(police, pat, initiative):
    Draft.objects.keep(
        by=pat, initiative=initiative, address=ADDRESS, fields={"outcome": "Held in Ju"}, follows=1
    )
    record(initiative, "Held in July.", by=pat)

    assert in_the_boxes(police)["outcome"] == "Held in July."
    assert "draft" not in words_of(police.get("/my-actions/"))


def test_an_answer_of_its_writer_accepted_meanwhile_leaves_it_there(police, pat, initiative):
    officer = make_person(OFFICER)
    make_return(by=officer)
    given = answer_and_send(initiative, "Held in July.", agency="Police", by=pat)
    keep(police, outcome="Held in July. Next year in May.")

    accept(given, seen_version=given.version, by=officer)

    assert initiative.updates.filter(recorded_by=pat).exists()
    assert in_the_boxes(police)["outcome"] == "Held in July. Next year in May."


def test_an_outcome_its_writer_recorded_another_way_leaves_it_there(police, pat, initiative, wait):
    keep(police, outcome="Half a sentence")
    wait(minutes=1)

    record(initiative, "Planned for July.", by=pat, status="on_track")

    assert in_the_boxes(police)["outcome"] == "Half a sentence"


def test_the_button_on_a_page_older_than_what_was_saved_shows_both_texts(police, initiative):
    form = form_of(police.get(ADDRESS))
    police.post(ADDRESS, form | {"outcome": "Held in July."})

    response = police.post(ADDRESS, form | {"outcome": "Another tab.", "draft": "save"})

    assert response.status_code == 409
    assert form_of(response)["outcome"] == "Another tab."
    assert "Held in July." in words_of(response)


@pytest.mark.parametrize(("role", "status"), [(READER, 404), (CLERK, 403), (PARTNER, 403)])
def test_who_may_not_answer_keeps_no_draft(client, initiative, role, status):
    client.force_login(make_person(role, agencies=[make_agency("CBH")]))

    for draft in ("save", "throw_away"):
        response = client.post(ADDRESS, {"outcome": "x", "version": "1", "draft": draft})
        assert response.status_code == status
    assert not Draft.objects.exists()


@pytest.mark.parametrize("version", ["", "newest", "-1", "9" * 30])
def test_a_damaged_version_keeps_the_words_all_the_same(police, version):
    keep(police, version=version)

    assert in_the_boxes(police)["outcome"] == "Half a sentence\n• a point"


@pytest.mark.parametrize(
    "text", ["x" * 30_000, "\U0001f600 \u202eRTL", "be\0fore", "\x1b bell", "", "<b>bold</b>"]
)
def test_any_text_is_kept(police, text):
    keep(police, outcome=text, status="splendid")

    assert in_the_boxes(police)["outcome"] == text.replace("\0", "")


def test_a_part_that_was_not_sent_is_blank(police):
    police.post(ADDRESS, {"draft": "save", "outcome": "Half", "version": "1"})

    assert in_the_boxes(police) == dict.fromkeys(WRITTEN, "") | {"outcome": "Half"}


def test_a_text_for_an_initiative_taken_away_can_still_be_copied(police, initiative):
    keep(police, internal_note="Sunday")
    initiative.lead_set.all().delete()

    page = words_of(police.get("/"))

    assert "For an initiative that you no longer answer for" in page
    for words in (
        "Half a sentence • a point",
        "No venue.",
        "Sunday",
    ):  # in the database's own order
        assert words in page
    assert "at_risk" not in page
    assert "Community Support Day" not in page


def test_so_can_one_of_a_year_that_was_closed(police, initiative):
    keep(police)
    initiative.plan.closed_on = date(2018, 4, 30)
    initiative.plan.save()

    assert "Half a sentence • a point" in words_of(police.get("/my-actions/"))


def test_after_ninety_days_it_is_gone(police, pat, wait):
    keep(police)
    wait(days=91)
    police.force_login(pat)

    assert "Your drafts" not in words_of(police.get("/"))
    assert in_the_boxes(police)["outcome"] == "Planned for July."
    keep(police, outcome="Anew")
    assert Draft.objects.count() == 1


def test_a_session_that_ended_keeps_the_text_of_a_draft_once(police, pat):
    form = form_of(police.get(ADDRESS))
    del police.cookies["sessionid"]

    typed_by_script(police, form, outcome="Half")
    police.post(ADDRESS, form | {"outcome": "Half a sentence."})

    [kept] = KeptForm.objects.visible_to(pat)
    assert ["outcome", "Half a sentence."] in kept.fields


def test_a_kept_draft_that_is_sent_on_is_a_draft_again(police, pat):
    form = form_of(police.get(ADDRESS))
    del police.cookies["sessionid"]
    typed_by_script(police, form, outcome="Half")
    police.force_login(pat)

    [offered] = [one for one in forms_of(police.get("/kept/")) if one.address == ADDRESS]
    response = police.post(ADDRESS, {name: values[0] for name, values in offered.fields.items()})

    assert response.status_code == 302
    assert in_the_boxes(police)["outcome"] == "Half"
    assert not KeptForm.objects.exists()


def test_its_words_are_told_to_nobody_else_by_its_name(police):
    keep(police)

    assert str(Draft.objects.get()) == f"Draft for {ADDRESS}"


def test_the_moment_is_that_of_the_last_word(police, wait):
    wait(to="2017-09-04 14:03+01:00")
    keep(police)
    wait(to="2017-09-04 14:09+01:00")
    keep(police)

    assert Draft.objects.get().moment == "14:09"
