"""Several initiatives are changed in one step, after a look at what changes, all of them or none."""

from datetime import date

import pytest
from django.db import transaction
from django.http import QueryDict

from initiatives.models import Initiative
from scp_tracker.accounts.roles import CLERK, OFFICER, PARTNER
from tests.builders import make_agency, make_initiative, make_key_priority, make_plan, record
from tests.pages import forms_of, tables_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

TOGETHER = "/2017-18/together/"


@pytest.fixture
def priorities():
    return [make_key_priority(f"Priority {number}", number=number) for number in (1, 2)]


@pytest.fixture
def initiatives(priorities):
    """Three initiatives, of which the second is as the third is to become."""
    first, second = priorities
    flag = make_initiative(
        "Purple Flag", number=1, led_by="CBC", timing="April 17 – Mar 18", serves=(first,)
    )
    record(flag, "The town kept its flag.", status="on_track")
    crew = make_initiative("Crucial Crew", number=2, led_by="Police", timing="June 17")
    record(crew, "Four schools came.", status="complete")
    drive = make_initiative("DRIVE", number=3, led_by="DRIVE", timing="TBC", serves=(second,))
    return flag, crew, drive


@pytest.fixture
def officer():
    return make_person(OFFICER)


@pytest.fixture
def desk(client, officer, initiatives):
    client.force_login(officer)
    return client


def look(desk, *chosen, **said):
    """The page that shows what would change about the initiatives of these numbers."""
    return desk.post(TOGETHER, {"chosen": chosen, "look": "yes"} | said)


def sent_by(page):
    """What the page's button sends."""
    [form] = [form for form in forms_of(page) if "seen" in form.fields]
    return form.fields


def make(desk, *chosen, **said):
    return desk.post(TOGETHER, sent_by(look(desk, *chosen, **said)))


def changes(page):
    """The rows of the page's table: reference, what, now, will be."""
    rows = tables_of(page)[0][1:] if tables_of(page) else []
    return [(row[0].split("2017-18/")[1][:2], *row[1:]) for row in rows]


def now(number):
    return Initiative.objects.get(plan__start_year=2017, number=number)


def status_of(number):
    newest = now(number).updates.order_by("-number").first()
    return newest and (newest.status, newest.status_reason)


def test_officers_tick_rows_on_the_plan_and_nobody_else_does(client, initiatives):
    client.force_login(make_person(OFFICER))
    page = client.get("/2017-18/?q=crew")
    assert 'id="chosen-2"' in page.content.decode()
    assert 'href="#several"' in page.content.decode()
    assert "several" not in client.get("/2017-18/?q=nothing+of+this").content.decode()
    assert "Change all 1 that match" in words_of(page)

    for role in (CLERK, PARTNER):
        client.force_login(make_person(role, agencies=[make_agency("Police")]))
        page = client.get("/2017-18/").content.decode()
        assert "chosen" not in page
        assert "several" not in page


def test_a_removed_initiative_has_no_box(desk):
    Initiative.objects.filter(number=3).update(removed_on="2017-09-01", removal_reason="Done.")

    page = desk.get("/2017-18/?removed=only")

    assert "DRIVE" in words_of(page)
    assert "chosen-3" not in page.content.decode()


def test_the_preview_says_what_changes_about_each_and_what_stays(desk):
    page = look(desk, 1, 2, 3, status="complete")

    assert changes(page) == [
        ("01", "Status", "On track", "Complete"),
        ("03", "Status", "No status recorded", "Complete"),
    ]
    assert "1 would stay as it is" in words_of(page)
    assert "Crucial Crew (2017-18/02)" in words_of(page)
    assert status_of(1) == ("on_track", "")  # a look changes nothing


def test_a_status_is_recorded_with_the_outcome_as_it_prints(desk, officer):
    response = make(desk, 1, 3, status="at_risk", status_reason="No venue")

    assert response["Location"] == "/2017-18/"
    newest = now(1).updates.order_by("-number").first()
    assert (newest.number, newest.text, newest.recorded_by) == (
        2,
        "The town kept its flag.",
        officer,
    )
    assert [status_of(1), status_of(3)] == [("at_risk", "No venue")] * 2
    assert now(1).history.count() == 1  # what the plan says of it has not changed
    assert "2 initiatives changed." in words_of(desk.get("/2017-18/"))


def test_leads_priorities_and_timing_are_set_with_one_history_entry_each(desk, officer, priorities):
    before = {number: now(number).history.count() for number in (1, 3)}
    said = {"lead_names": "Police & DRIVE", "serves": [priorities[1].pk], "timing": "July 18"}

    page = look(desk, 1, 3, **said, end_reason="The money came late")
    assert changes(page) == [
        ("01", "Lead agency", "CBC", "Police & DRIVE"),
        ("01", "Key priorities", "1", "1, 2"),
        (
            "01",
            "Timing",
            "April 17 – Mar 18",
            "July 18. The end moves from March 2018 to July 2018",
        ),
        ("03", "Lead agency", "DRIVE", "Police & DRIVE"),
        ("03", "Timing", "TBC", "July 18"),
    ]
    desk.post(TOGETHER, sent_by(page))

    for number in (1, 3):
        initiative = now(number)
        assert (initiative.led_by, initiative.timing) == ("Police & DRIVE", "July 18")
        assert (initiative.version, initiative.history.count()) == (2, before[number] + 1)
        assert initiative.history.first().history_user == officer
    assert now(1).history.first().history_change_reason == "The money came late"
    assert now(3).history.first().history_change_reason is None  # it had no end that could move
    assert [each.number for each in now(1).key_priorities.order_by("number")] == [1, 2]
    assert now(1).ends_on == date(2018, 7, 31)


def test_key_priorities_can_take_the_place_of_those_there_are(desk, priorities):
    make(desk, 1, 2, serves=[priorities[1].pk], serves_how="instead")

    assert [each.number for each in now(1).key_priorities.all()] == [2]
    assert [each.number for each in now(2).key_priorities.all()] == [2]


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({}, "Say what is to change: everything is left as it is."),
        ({"status": "off_track"}, "Say why they are off track."),
        ({"status_reason": "No venue"}, "Choose the status that the reason is for."),
        ({"status": "splendid"}, "Select a valid choice."),
        ({"lead_names": "Polise"}, "“Polise” is not a name the tracker knows."),
        ({"timing": "Dec 17 – Mar 17"}, "The timing ends before it starts."),
        ({"timing": "July 18"}, "Say why the end of 2017-18/01 moves."),
        ({"serves": ["99999"]}, "Select a valid choice."),
        ({"timing": "Bell:\a"}, "hidden control character"),
    ],
)
def test_what_will_not_do_is_said_and_nothing_changes(desk, said, fault):
    page = look(desk, 1, **said)
    sent = desk.post(TOGETHER, {"chosen": 1, "seen": "1.1.1"} | said)

    for answer in (page, sent):
        assert answer.status_code == 200
        assert fault in words_of(answer)
        assert not tables_of(answer)
    assert (now(1).version, now(1).newest_number()) == (1, 1)


def test_what_was_said_stands_in_the_form_again_to_be_changed(desk):
    page = look(desk, 1, 3, status="at_risk", status_reason="No venue")

    page = desk.post(TOGETHER, sent_by(page) | {"again": "yes"})

    [form] = [form for form in forms_of(page) if "status_reason" in form.names]
    assert form.fields["status_reason"] == ["No venue"]
    assert form.fields["status"] == ["at_risk"]
    assert form.fields["chosen"] == ["1", "3"]
    assert "The 2 initiatives you chose" in words_of(page)
    assert "There is a problem" not in words_of(page)
    assert [status_of(1), status_of(3)] == [("on_track", ""), None]


def test_what_one_says_stands_in_no_address(desk):
    asked = desk.get(f"{TOGETHER}?chosen=1&matching=q%3Dflag")
    refused = look(desk, 1, status="at_risk", matching="q=flag")
    shown = look(desk, 1, status="at_risk", status_reason="No venue", matching="q=flag")

    for page in (asked, refused, shown):
        [form] = [form for form in forms_of(page) if "status_reason" in form.names]
        assert (form.method, form.address) == ("post", TOGETHER)
        assert form.fields["written_by"]  # so that a sign-in on the way loses nothing
        assert "No+venue" not in page.content.decode()
    unread = desk.get(f"{TOGETHER}?chosen=1&look=yes&status=complete&status_reason=No+venue")
    assert not tables_of(unread)


@pytest.mark.parametrize("pressed", [{"look": "yes"}, {"again": "yes"}, {}])
def test_what_was_said_is_kept_for_whoever_was_signed_out_meanwhile(desk, officer, pressed):
    said = sent_by(look(desk, 1, status="at_risk", status_reason="No venue")) | pressed
    desk.logout()

    desk.post(TOGETHER, said)

    desk.force_login(officer)
    [form] = [form for form in forms_of(desk.get("/kept/")) if "kept_form" in form.names]
    again = desk.post(form.address, form.fields)
    assert again.status_code == 200 if pressed else 302
    assert "No venue" in (again.content.decode() if pressed else status_of(1))


@pytest.mark.parametrize("asked", ["", "chosen=", "chosen=99&chosen=zebra&look=yes", "look=yes"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_whoever_has_chosen_none_is_told_so_and_sent_to_the_plan(desk, asked, method):
    typed = QueryDict(asked + "&matching=q%3Dflag")
    page = (
        desk.get(f"{TOGETHER}?{typed.urlencode()}")
        if method == "GET"
        else desk.post(TOGETHER, dict(typed.lists()) | {"look": "yes"})
    )

    assert "There is a problem No initiative is chosen." in words_of(page)
    assert '<a href="/2017-18/?q=flag#results">' in page.content.decode()
    assert page.content.decode().count("Error: ") == 1


def test_what_was_typed_of_none_that_is_left_is_shown_to_be_copied(desk):
    Initiative.objects.filter(number=3).update(removed_on="2017-09-01", removal_reason="Done.")

    page = look(desk, 3, status="at_risk", status_reason="No <venue>", timing="July 18")

    assert "Reason for the status No <venue> Timing July 18" in words_of(page)
    assert "No initiative is chosen." in words_of(page)
    assert "<dl" not in desk.get(TOGETHER).content.decode()


def test_a_removed_initiative_is_never_among_those_chosen(desk):
    Initiative.objects.filter(number=3).update(removed_on="2017-09-01", removal_reason="Done.")

    assert changes(look(desk, 1, 3, status="complete")) == [
        ("01", "Status", "On track", "Complete")
    ]
    page = look(desk, every="yes", matching="removed=only", status="complete")
    assert "No initiative is chosen." in words_of(page)


def test_all_that_match_a_filter_are_found_by_the_server(desk):
    matching = {"every": "yes", "matching": "status=none"}

    assert changes(look(desk, 1, **matching, status="complete")) == [
        ("03", "Status", "No status recorded", "Complete")
    ]
    assert len(changes(look(desk, every="yes", matching="", timing="TBC", end_reason="Why"))) == 2
    for wrong in ("status=splendid", "agency=99999", "q=\x00"):
        page = look(desk, every="yes", matching=wrong, status="complete")
        assert "No initiative is chosen." in words_of(page)


def test_an_initiative_that_matches_meanwhile_is_shown_before_it_is_changed(desk):
    sent = sent_by(look(desk, every="yes", matching="status=none", status="complete"))
    newcomer = make_initiative("New work", number=9)

    answer = desk.post(TOGETHER, sent)

    assert answer.status_code == 409
    assert [row[0] for row in changes(answer)] == ["03", "09"]
    assert words_of(answer).count("Changed meanwhile") == 1
    assert (now(3).newest_number(), newcomer.newest_number()) == (0, 0)
    assert desk.post(TOGETHER, sent_by(answer)).status_code == 302
    assert newcomer.newest_number() == 1


def test_nothing_is_changed_when_somebody_changed_one_of_them_meanwhile(desk, officer):
    sent = sent_by(
        look(
            desk,
            1,
            2,
            3,
            status="stopped",
            status_reason="No money",
            timing="TBC",
            end_reason="Why",
        )
    )
    changed = now(3)
    with transaction.atomic():
        changed.claim(1)
        changed.timing = "Sept 17"
        changed.save()

    answer = desk.post(TOGETHER, sent)

    assert answer.status_code == 409
    assert "Nothing was changed" in words_of(answer)
    assert (
        "03",
        "Timing",
        "Sept 17",
        "TBC. The end moves from September 2017 to no end",
    ) in changes(answer)
    assert [now(number).timing for number in (1, 2, 3)] == [
        "April 17 – Mar 18",
        "June 17",
        "Sept 17",
    ]
    assert [now(number).newest_number() for number in (1, 2, 3)] == [1, 1, 0]
    assert desk.post(TOGETHER, sent_by(answer)).status_code == 302
    assert [now(number).timing for number in (1, 2, 3)] == ["TBC"] * 3


def test_an_outcome_written_meanwhile_is_not_covered(desk):
    sent = sent_by(look(desk, 1, 3, status="complete"))
    record(now(1), "The flag was lost.", on=date(2017, 9, 4), status="off_track")

    answer = desk.post(TOGETHER, sent)

    assert answer.status_code == 409
    assert changes(answer)[0] == ("01", "Status", "Off track", "Complete")
    assert now(3).newest_number() == 0


def test_an_initiative_removed_meanwhile_is_named(desk):
    sent = sent_by(look(desk, 1, 3, status="complete"))
    Initiative.objects.filter(number=3).update(removed_on="2017-09-01", removal_reason="Done.")

    answer = desk.post(TOGETHER, sent)

    assert answer.status_code == 409
    assert "No longer among those you chose: 2017-18/03." in words_of(answer)


@pytest.mark.parametrize("race", ["claim", "record"])
def test_who_loses_the_race_for_the_last_changes_none_of_them(desk, monkeypatch, race):
    """Somebody saves between the look inside the transaction and the writing."""
    sent = sent_by(look(desk, 1, 3, status="complete", lead_names="Police"))
    real = getattr(Initiative, race)

    def overtaken(self, *args, **kwargs):
        if self.number == 3:
            Initiative.objects.filter(pk=self.pk).update(version=7)
            self.updates.create(number=1, reported_on="2017-09-01", recorded_at="2017-09-01T09:00Z")
        return real(self, *args, **kwargs)

    monkeypatch.setattr(Initiative, race, overtaken)

    assert desk.post(TOGETHER, sent).status_code == 409
    assert [now(1).led_by, now(1).version, now(1).newest_number()] == ["CBC", 1, 1]


@pytest.mark.parametrize("matching", [{}, {"every": "yes", "matching": "q=flag"}])
def test_the_same_form_sent_twice_changes_nothing_more(desk, matching):
    sent = sent_by(look(desk, 1, 3, **matching, status="complete"))

    assert desk.post(TOGETHER, sent).status_code == 302
    answer = desk.post(TOGETHER, sent, follow=True)

    assert "All of them have all of this already." in words_of(answer)
    assert now(1).newest_number() == 2


def test_the_plan_is_shown_again_as_it_was_filtered(desk):
    response = make(desk, 1, matching="q=flag&agency=none\r\n", status="complete")

    assert response["Location"] == "/2017-18/?q=flag&agency=none%0D%0A"


def test_when_none_matches_any_longer_that_is_said(desk):
    sent = sent_by(look(desk, every="yes", matching="status=none", status="complete"))
    record(now(3), "", status="stopped")

    answer = desk.post(TOGETHER, sent)

    assert answer.status_code == 409
    assert "Nothing was changed" in words_of(answer)
    assert "No longer among those you chose: 2017-18/03." in words_of(answer)


def test_what_was_not_looked_at_is_not_changed(desk):
    answer = desk.post(TOGETHER, {"chosen": [1, 3], "status": "complete"})

    assert answer.status_code == 409
    assert [now(1).newest_number(), now(3).newest_number()] == [1, 0]


def test_another_year_s_initiatives_are_out_of_reach(desk):
    other = make_initiative("Last year's", number=5, plan=make_plan(2016))

    page = look(desk, 5, status="complete")

    assert "No initiative is chosen." in words_of(page)
    assert other.newest_number() == 0


def test_the_log_tells_how_many_were_changed_and_by_whom(desk, officer, caplog):
    caplog.set_level("INFO", "events")

    make(desk, 1, 3, status="complete")

    [told] = [line for line in caplog.records if line.message == "changed_together"]
    assert told.facts == {"plan": "2017-18", "initiatives": 2, "user": officer.pk}
