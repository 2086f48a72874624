"""Awkward strings typed into every box of every form: kept as they were typed, or refused at the box."""

import json
import re
from contextlib import suppress
from urllib.parse import urljoin

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.test import Client
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from scp_tracker.accounts.models import User
from tests.pages import forms_of, words_of
from tests.strings.awkward import AWKWARD, read, rotated, sent
from tests.test_extra_fields import NEW_PASSWORD, PAGES, PASSWORD, SET_UP_PAGES, TYPED, name_of
from tests.test_set_up_walk import newest_records
from tests.walkers import ask, session_of

pytestmark = pytest.mark.django_db

# Each turn gives a box another string; every second or third will do, for boxes of a kind share their rules.
TURNS = range(len(AWKWARD))
OPENED = {name: (who, address) for (who, name), address in PAGES.items()}
WITHOUT_BOXES = {
    "initiatives:message",
    "initiatives:put_back",
    "initiatives:restore",
    "moving_in:columns",
    "moving_in:leave",
    "moving_in:rows",
    "moving_in:tables",
    "moving_in:values",
    "reports:take_back_warnings",
    "returns:close",
    "returns:part",
    "returns:remind_leads",
    "returns:to_answer",
    "returns:withdraw",
}
# What nobody is asked who answers as TYPED says, so that nothing in it is refused.
NOT_ASKED = {"returns:answer": {"asked_on"}}
# What a box that was empty holds where its awkward string was refused, so that the others are taken.
FITTING = {
    "number": "97",
    "start_year": "2031",
    "email": "jo.day@scp.example",
    "name": "Jo Day",
    "text": "Bicycles",
    "removed_on": "2017-09-01",
    "removal_reason": "No money.",
    "status": "at_risk",
    "status_reason": "No money.",
    "abbreviation": "RNLI",
    "meaning": "Lifeboats",
    "title": "Bicycles",
    "column_heading": "Lifeboats",
    "end_reason": "No money.",
}
# In it a page that asks about something before it saves marks what it asked about.
ASKED_ONCE = "cautions_seen"
PAIRED = {"removal_reason", "title"}  # a fault of two boxes together is marked at neither
# What these boxes take is no words of one's own: numbers, days, addresses and names on record.
NO_WORDS = re.compile(r".*(number|position|year|as_of|_on|_day|email|lead_names|fund_names)")


@pytest.fixture(scope="module")
def newest(walkers):
    newest = newest_records()
    plan = newest["priorities/partnershipplan"]
    plan.glossary.exclude(pk=plan.glossary.first().pk).delete()  # whose rows only take time
    return newest


def own_form(response, address):
    """The form of a page that is sent to the page itself, with the boxes of one row of each list."""
    [form] = [
        form
        for form in forms_of(response)
        if form.method == "post"
        and form.boxes
        and name_of(urljoin(address, form.address)) == name_of(address)
    ]
    form.boxes = {box for box in form.boxes if not re.search(r"-([1-9]\d*|__prefix__)-", box)}
    return form


def opened(session, address):
    """The form of the page at an address, with what else is typed there so that it is taken."""
    client = Client()
    client.cookies["sessionid"] = session
    form = own_form(client.get(address), address)
    for name, said in TYPED.get(name_of(address), {}).items():
        form.fields[name] = [said if isinstance(said, str) else str(said.objects.first().pk)]
    return form


def boxes_and_refusing(session, address, turns):
    """The boxes of a form, and those that refused every awkward string typed into them in turn."""
    form = opened(session, address)
    took = [sift(session, address, form, rotated(form.boxes, turn)) for turn in turns]
    return form.boxes, form.boxes.difference(*took)


def sift(session, address, form, texts):
    """Send the form until it is taken, leaving out what it refuses; the boxes whose text was kept."""
    fields = dict(form.fields)
    while True:
        typed = {box: sent(text) for box, text in texts.items()}
        answer = ask(session, "POST", address, fields | typed)
        if answer.said in {"302", "on"}:
            assert_kept(answer, texts)
            return {box for box, text in texts.items() if read(text)}
        assert answer.said == "200", (address, texts)
        shown = own_form(answer.response, address)
        assert_shown(shown, texts)
        if not shown.refused and shown.fields.get(ASKED_ONCE) != fields.get(ASKED_ONCE):
            fields[ASKED_ONCE] = shown.fields[ASKED_ONCE]  # as whoever presses again sends it
            continue
        refused = shown.refused or PAIRED & texts.keys()
        mended = {box: fitting(form, box) for box in refused}
        if all(
            (fields | typed).get(box) == mended[box] for box in mended
        ):  # a row lacks what no text could give
            rows = {row_of(box) for box in refused}
            mended = {box: form.fields[box] for box in texts if row_of(box) in rows}
            mended |= {box: form.fields[box] for box in fields if row_of(box) in rows}
        assert any((fields | typed).get(box) != mended[box] for box in mended), (address, texts)
        fields |= mended
        texts = {box: text for box, text in texts.items() if box not in mended}


def row_of(box):
    """The row of a list that a box is in, or the box itself."""
    return re.sub(r"(-\d+-).*", r"\1", box)


def fitting(form, box):
    """What the page had in a box, or else what fits it."""
    had = form.fields.get(box, [""])
    return had if any(had) else [FITTING.get(box.split("-")[-1], "")]


def assert_kept(answer, texts):
    """Each text was told to the database as it was typed, or line by line."""
    told = {read(value) for value in values_of(answer.written)}
    for box, text in texts.items():
        assert {"", read(text)} & told or set(read(text).splitlines()) <= told, (box, text)


def values_of(written):
    for said in written:
        value = getattr(said, "obj", said)  # as PostgreSQL is handed JSON
        if isinstance(value, list | tuple):
            yield from values_of(value)
        elif isinstance(value, dict):
            yield from values_of(value.values())
        elif isinstance(value, str):
            yield value
            if value.startswith("{"):  # what is decided of a plan that is moved in is kept as JSON
                with suppress(ValueError):
                    yield from values_of([json.loads(value)])


def assert_shown(form, texts):
    """The page that refused something has each text in its box as it was typed."""
    for box, text in texts.items():
        assert "password" in box or read(form.fields[box][0]) == read(text), (box, text)


def wordless(boxes):
    return {box for box in boxes if NO_WORDS.fullmatch(box)}


@pytest.mark.parametrize("name", sorted(OPENED.keys() - WITHOUT_BOXES))
def test_a_page_keeps_what_was_typed_or_refuses_it_at_the_box(walkers, name):
    who, address = OPENED[name]

    boxes, refusing = boxes_and_refusing(walkers[who], address, TURNS[::2])

    assert refusing == wordless(boxes) - NOT_ASKED.get(name, set())


@pytest.mark.parametrize("model", [model for model, screen in SET_UP_PAGES if "change" in screen])
def test_a_set_up_screen_keeps_what_was_typed_or_refuses_it_at_the_box(walkers, newest, model):
    address = f"/admin/{model}/{newest[model].pk}/change/"

    boxes, refusing = boxes_and_refusing(walkers["admin"], address, TURNS[::3])

    assert refusing == wordless(boxes)


@pytest.mark.parametrize("model", [model for model, screen in SET_UP_PAGES if "add" in screen])
def test_so_does_the_screen_for_a_new_record(walkers, model):
    boxes, refusing = boxes_and_refusing(walkers["admin"], f"/admin/{model}/add/", TURNS[::6])

    in_rows = {box for box in boxes if "-" in box}  # of which some lack a choice
    assert refusing - in_rows == wordless(boxes - in_rows)


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD)
def test_no_awkward_name_or_password_opens_or_breaks_anything(walkers, text):
    person = User.objects.get(name="reader")
    person.set_password(PASSWORD)
    person.save()
    link = urlsafe_base64_encode(force_bytes(person.pk)), default_token_generator.make_token(person)
    client = Client()
    place = client.get(reverse("accounts:password_set", args=link))["Location"]
    typed = sent(text)

    asked = {
        "name": ask("", "POST", "/accounts/login/", {"username": typed, "password": PASSWORD}),
        "password": ask(
            "", "POST", "/accounts/login/", {"username": person.email, "password": typed}
        ),
        "present": ask(
            session_of(person),
            "POST",
            "/accounts/password/",
            {"old_password": typed, "new_password": NEW_PASSWORD},
        ),
    }
    chosen = ask(client.cookies["sessionid"].value, "POST", place, {"new_password": typed})

    assert {each.response.status_code for each in asked.values()} == {200}
    assert all("There is a problem" in words_of(each.response) for each in asked.values())
    assert chosen.response.status_code in {200, 302}


@pytest.mark.parametrize("text", [text for text in AWKWARD.values() if read(text)])
def test_what_is_sent_after_the_session_ended_is_kept_and_offered(walkers, text):
    address = "/2017-18/initiatives/12/update/"
    form = opened(walkers["police"], address)
    client = Client()

    answer = client.post(address, form.fields | {"outcome": sent(text)})
    client.cookies["sessionid"] = walkers["police"]
    offered = client.get("/kept/")

    assert answer.status_code == 302
    [kept] = [each for each in forms_of(offered) if each.address == address]
    assert read(kept.fields["outcome"][0]) == read(text.replace("\0", ""))
