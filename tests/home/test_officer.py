"""An officer's home: what partner agencies wrote, what worries, and what is missing."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from initiatives.models import OutcomeUpdate, SeenUpdate
from initiatives.moving_in.going_on import leave
from initiatives.returns.closing import close, withdraw
from scp_tracker.accounts.roles import OFFICER, PARTNER
from tests.builders import (
    answer_and_send,
    make_agency,
    make_initiative,
    make_key_priority,
    make_move,
    make_plan,
    make_return,
    record,
)
from tests.pages import forms_of, tables_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def this_year():
    today = timezone.localdate()
    return make_plan(today.year if today.month > 3 else today.year - 1)


@pytest.fixture
def officer(client):
    client.force_login(make_person(OFFICER))
    return client


def by_police(initiative, text, **said):
    """What the police wrote themselves, just now unless said."""
    said.setdefault("recorded_at", timezone.now())
    police = make_agency("Police")
    pat = make_person(PARTNER, name="Pat Police", agencies=[police])
    return record(initiative, text, by=pat, agency=police, **said)


def needs(response):
    tables = [table for table in tables_of(response) if table[0][0] == "How many"]
    return [tuple(row) for table in tables for row in table[1:]]


def news(response):
    words = words_of(response)
    return words[words.index("What partner agencies wrote") : words.index("Statuses at a glance")]


def test_each_need_is_counted_names_the_first_and_leads_to_the_plan_filtered_for_it(
    officer, this_year
):
    priority, today = make_key_priority(plan=this_year), timezone.localdate()
    ended = f"By {today - timedelta(days=1):%-d %B %Y}"

    def make(title, status="", on=today, timing="Ongoing", led_by="CBC", **said):
        said.setdefault("serves", (priority,))
        made = make_initiative(title, plan=this_year, timing=timing, led_by=led_by, **said)
        record(made, "Said.", on=on, status=status)

    for number in range(5):
        make(f"Late {number}", timing=ended)
    make("Off", status="off_track", led_by="")
    make("Risk", status="at_risk", timing="")
    make("Done", status="complete", timing=ended)
    make("Unsure", timing="TBC", serves=())
    make("Gone", timing="", removed_on=today, removal_reason="Merged.")

    response = officer.get("/")

    assert needs(response) == [
        ("5 late", "Late 0 (CBC), Late 1 (CBC), Late 2 (CBC) and 2 more"),
        ("1 off track", "Off"),
        ("1 at risk", "Risk (CBC)"),
        ("1 without a lead agency", "Off"),
        ("1 without a timing", "Risk (CBC)"),
        ("1 with a timing to be confirmed", "Unsure (CBC)"),
        ("1 without a key priority", "Unsure (CBC)"),
    ]
    address = this_year.get_absolute_url()
    for filtered, number in [
        ("concern=late", 5),
        ("status=off_track", 1),
        ("status=at_risk", 1),
        ("agency=none", 1),
        ("timing=none", 1),
        ("timing=to_be_confirmed", 1),
        ("priority=none", 1),
    ]:
        assert f'href="{address}?{filtered}"' in response.text
        [table] = tables_of(officer.get(f"{address}?{filtered}"))
        assert len(table) - 1 == number, filtered


def test_what_nobody_reported_on_for_sixty_days_is_stale(officer):
    make_initiative("J9", plan=make_plan(2017), led_by="CBC", timing="Ongoing")

    found = dict(needs(officer.get("/")))

    assert found["1 stale: nothing reported for 60 days"] == "J9 (CBC)"
    [table] = tables_of(officer.get("/2017-18/?concern=stale"))
    assert len(table) == 2


def test_past_years_take_one_line_each_and_closed_ones_none(officer, this_year):
    make_initiative("This year's", plan=this_year, led_by="CBC")
    for _ in range(3):
        make_initiative("Long ago", plan=make_plan(2017), led_by="CBC")
    make_initiative("Closed", plan=make_plan(2016, closed_on=date(2017, 4, 30)))

    response = officer.get("/")

    assert {which for _, which in needs(response)} == {"This year's (CBC)"}
    assert (
        "The plan 2017-18 is open too: 3 stale: nothing reported for 60 days , 3 without a timing"
        in words_of(response)
    )
    assert "Long ago" not in words_of(response)
    assert "2016-17 is open" not in words_of(response)


def test_a_plan_that_needs_nothing_says_so_and_so_does_a_tracker_without_an_open_plan(
    officer, this_year
):
    priority = make_key_priority(plan=this_year)
    made = make_initiative(plan=this_year, led_by="CBC", timing="Ongoing", serves=(priority,))
    record(made, "Going on.", on=timezone.localdate())
    assert "Nothing is late, stale, at risk, off track or missing." in words_of(officer.get("/"))

    this_year.closed_on = timezone.localdate()
    this_year.save()
    assert "No plan year is open." in words_of(officer.get("/"))


def test_answers_that_wait_are_counted_and_lead_to_their_return(officer, this_year):
    boss = make_person(OFFICER)
    work = [make_initiative(title, plan=this_year, led_by="CBC / CBH") for title in ("J9", "MAD")]
    asked_in = make_return(by=boss, plan=this_year)
    assert "Answers to accept" not in words_of(officer.get("/"))
    for initiative in work:
        answer_and_send(initiative, "Done.")

    page = officer.get("/")

    assert f"Answers to accept 2 answers to Quarter 2, {this_year.year}" in words_of(page)
    assert f'href="/returns/{asked_in.pk}/"' in page.text
    withdraw(asked_in, seen_version=1, by=boss)
    assert "Answers to accept" not in words_of(officer.get("/"))


def test_an_open_return_says_when_it_closes_who_owes_and_for_whom_officers_answer(
    officer, this_year, wait
):
    boss = make_person(OFFICER)
    titles = {"J9": "CBC / CBH", "MAD": "CBH", "Smoke alarms": "Fire", "Drop-in": "YS"}
    work = {
        title: make_initiative(title, plan=this_year, led_by=led_by)
        for title, led_by in titles.items()
    }
    make_person(PARTNER, agencies=[make_agency("CBC")])
    make_agency("CBH").contacts.create(name="Example contact", email="contact@cbh.example")
    make_person("", agencies=[make_agency("YS")])  # who may not answer
    assert "Open returns" not in words_of(officer.get("/"))
    asked_in = make_return(by=boss, plan=this_year)
    day = f"{asked_in.closes_on:%A %-d %B}"

    def told():
        words = words_of(officer.get("/"))
        return words[words.index("Open returns") :]

    name = f"Quarter 2, {this_year.year}"
    assert told().startswith(
        f"Open returns {name} closes {day}: 4 of 4 agencies have not sent everything; "
        "2 wait for you to answer."
    )
    for initiative in (work["J9"], work["Smoke alarms"], work["Drop-in"]):
        answer_and_send(initiative, "Done.")
    assert f"{day}: 1 of 4 agencies has not sent everything. " in told()
    answer_and_send(work["MAD"])
    wait(days=20)
    officer.force_login(boss)
    assert f"{name} was due on {day}: every agency has sent its answers." in told()
    close(asked_in, seen_version=1, by=boss)
    assert "Open returns" not in words_of(officer.get("/"))


def test_what_partners_wrote_stands_newest_first_until_it_is_seen(officer):
    septre = make_initiative("Op Septre", number=13, led_by="Police")
    now = timezone.now()
    by_police(septre, "Booked.", recorded_at=now - timedelta(days=400))
    record(septre, "An officer's own words.", recorded_at=now, by=make_person(OFFICER))
    by_police(septre, "Delivered.", status="complete", recorded_at=now)
    gone = make_initiative("Gone", number=14, removed_on=date(2017, 9, 1), removal_reason="Merged.")
    by_police(gone, "Never.")
    closed = make_plan(2016, closed_on=date(2017, 4, 30))
    by_police(make_initiative("Closed", plan=closed), "Too late.")
    by_police(septre, "Accepted already.", source=OutcomeUpdate.Source.ANSWER)

    told = news(officer.get("/"))

    assert told.count("2017-18/13 Op Septre") == 2
    assert told.index("Delivered.") < told.index("Booked.")
    assert "Pat Police for Police" in told
    assert "Complete" in told
    for words in ("An officer", "Never", "Too late", "Accepted already"):
        assert words not in told


def test_one_update_is_marked_as_seen_and_the_others_stay(officer):
    septre = make_initiative("Op Septre", led_by="Police")
    first, _second = by_police(septre, "Booked."), by_police(septre, "Delivered.")

    response = officer.post("/seen/", {"seen": first.pk, "shown": [first.pk]}, follow=True)

    assert "The update is marked as seen." in words_of(response)
    assert "Booked." not in news(response)
    assert "Delivered." in news(response)


def test_all_that_were_shown_are_marked_and_what_came_meanwhile_stays(officer):
    septre = make_initiative("Op Septre", led_by="Police")
    for number in range(7):
        by_police(septre, f"Booked {number}.")
    page = officer.get("/")
    assert "2 older updates" in news(page)
    [form] = [form for form in forms_of(page) if form.address == "/seen/"]
    by_police(septre, "Came meanwhile.")

    response = officer.post("/seen/", form.fields | {"all": "yes"}, follow=True)

    assert "7 updates marked as seen." in words_of(response)
    assert "Came meanwhile." in news(response)
    assert "Booked" not in news(response)


def test_what_one_officer_has_seen_still_stands_for_another(officer, client):
    update = by_police(make_initiative(led_by="Police"), "Booked.")
    officer.post("/seen/", {"seen": update.pk})
    assert "Nothing that you have not seen." in words_of(officer.get("/"))

    client.force_login(make_person(OFFICER))

    assert "Booked." in news(client.get("/"))


def test_marking_twice_or_what_is_no_update_changes_nothing_more(officer):
    septre = make_initiative(led_by="Police")
    update = by_police(septre, "Booked.")
    own = record(septre, "An officer's.", by=make_person(OFFICER))

    for asked in (update.pk, update.pk, own.pk, "x", "", "9" * 40, "-1"):
        assert officer.post("/seen/", {"seen": asked}).status_code == 302

    assert list(SeenUpdate.objects.values_list("update", flat=True)) == [update.pk]


def test_a_look_marks_nothing_and_only_officers_mark(client):
    update = by_police(make_initiative(led_by="Police"), "Booked.")
    client.force_login(make_person(OFFICER))
    client.get("/")
    assert client.get("/seen/").status_code == 405

    client.force_login(make_person(PARTNER, agencies=[make_agency("Police")]))

    assert client.post("/seen/", {"seen": update.pk}).status_code == 403
    assert not SeenUpdate.objects.exists()


def test_a_move_that_goes_on_is_named_to_whoever_began_it(client):
    officer, other = make_person(OFFICER), make_person(OFFICER)
    move = make_move(by=officer)

    client.force_login(officer)
    assert "You are moving in “plan.docx”. Go on with it, or give it up" in words_of(
        client.get("/")
    )
    client.force_login(other)
    assert "You are moving in" not in words_of(client.get("/"))
    leave(move, seen=move.version)
    client.force_login(officer)
    assert "You are moving in" not in words_of(client.get("/"))
