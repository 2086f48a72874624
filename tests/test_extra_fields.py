"""Whatever else is sent along with a form changes nothing: every form of every page, found and sent.

Each is sent twice, as a browser would send it and with every field that any record has beside its own,
and the database must be told the same both times.
"""

import re
from urllib.parse import urljoin, urlsplit

import pytest
from django.apps import apps
from django.contrib.auth.tokens import default_token_generator
from django.core.management.color import no_style
from django.db import connection, models
from django.test import Client
from django.urls import resolve, reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from initiatives.models import Agency, AgencyReturn, Answer, PersonalLink
from initiatives.returns.answering import Said, write_answer
from scp_tracker.accounts.models import User
from scp_tracker.kept.models import KeptForm
from tests.pages import forms_of
from tests.test_role_walk import WALK, a_workbook
from tests.test_set_up_walk import SCREENS, SET_UP, newest_records
from tests.walkers import LINK, ask, session_of

pytestmark = pytest.mark.django_db

PASSWORD, NEW_PASSWORD = "correct horse battery", "four quiet green kettles"
# What is typed into a form beside what it holds already, by the name of the page it is on.
TYPED = {
    "accounts:login": {"username": "reader@scp.example", "password": PASSWORD},
    "accounts:password_change": {"old_password": PASSWORD, "new_password": NEW_PASSWORD},
    "accounts:password_set": {"new_password": NEW_PASSWORD},
    "accounts:password_forgotten": {"email": "reader@scp.example"},
    "initiatives:add": {"title": "New work"},
    "initiatives:update": {"status": "at_risk", "status_reason": "No money."},
    "returns:accept": {"status": "at_risk", "status_reason": "No money."},
    "returns:send_back": {"answers": "921", "note": "How many?"},
    "returns:closing_date": {"closes_on": "31/12/2098"},
    "returns:opening": {"name": "Quarter 3", "is_checked": "on"},
    "returns:to_answer": {"no_change": "5"},
    "returns:answer": {"kind": "no_change"},
    "reports:issue": {"reason": "Mended."},
    "reports:withdraw_issue": {"reason": "Too early."},
    "reports:accept_warnings": {"reason": "As adopted."},
    "moving_in:approve": {"year": "2018-19"},
    "initiatives:remove": {"removal_reason": "No money."},
    "workbook:returned": {"do": "accept"},
    "admin:priorities_partnershipplan_add": {"start_year": "2018"},
    "admin:priorities_keypriority_add": {"number": "8", "title": "Bicycles"},
    "admin:priorities_framework_add": {"short_name": "HWB", "name": "Health", "body": "HWB"},
    "admin:initiatives_agency_add": {"short_name": "RNLI", "name": "RNLI"},
    "admin:initiatives_fundsource_add": {"name": "Raffle"},
    "admin:initiatives_initiative_add": {"title": "New work"},
    "admin:accounts_user_add": {"name": "Jo Day", "email": "jo@scp.example", "agencies": Agency},
}
# What the address of a page says beside its path, for what cannot be typed without a second look.
ASKED = {"reports:issue": "?as_of=2017-09-12"}
WALKERS = ["nobody", "reader", "police", "officer"]
ASKED_BELOW = {
    "accounts:login",
    "accounts:password_change",
    "accounts:password_set",
    "initiatives:together",
    "moving_in:start",
    "returns:check_answers",
    "returns:links",
    "workbook:workbook",
}
WITHOUT_A_FORM = {"accounts:session"}  # asked by the script that warns of the session's end
# The pages that have a form, each by whom it is asked: found in the table.
PAGES = {
    (who, name): address + ASKED.get(name, "")
    for who in WALKERS
    for address, answers in reversed(WALK.items())
    for name in [resolve(address).view_name]
    if answers["GET", who] == "200"
    and answers["POST", who] in {"302", "200"}
    and name not in ASKED_BELOW | WITHOUT_A_FORM
}
SET_UP_PAGES = [
    (model, screen)
    for (method, model), answers in SET_UP.items()
    for screen, answer in zip(SCREENS, answers[5:], strict=True)
    if method == "POST" and answer not in {"403", "on"} and "history" not in screen
]


def value_of(field):
    """Something another record might have there, as a form would send it."""
    match field:
        case models.ForeignKey() | models.ManyToManyField():
            newest = field.related_model._default_manager.order_by("pk").last()
            return str(newest.pk) if newest else "1"
        case models.BooleanField():
            return "on"
        case models.DateTimeField():
            return "2001-02-03 04:05"
        case models.DateField():
            return "2001-02-03"
        case models.IntegerField():
            return "77"
    return field.choices[-1][0] if field.choices else "Taken over"


def extras_for(form):
    """Every field that any record has, but for those the form asks; the same for each of its rows."""
    fields = {"is_staff": "on", "pk": "1", "by": "1", "on": "2001-02-03"}
    for model in apps.get_models():
        for field in (*model._meta.fields, *model._meta.many_to_many):
            fields |= {field.name: value_of(field), field.attname: value_of(field)}
    rows = {found[0] for name in form.names if (found := re.match(r"\w+-\d+-", name))}
    everywhere = {before + name: value for before in ("", *rows) for name, value in fields.items()}
    return {name: value for name, value in everywhere.items() if name not in form.names}


def told(session, address, fields):
    """The answer to a form, and what the database was told, but for moments, hashes and links made anew."""
    everything = apps.get_models(include_auto_created=True)  # a history keeps the numbers of links
    for statement in connection.ops.sequence_reset_sql(no_style(), everything):
        connection.cursor().execute(statement)  # what is undone gives its numbers back
    answer = ask(session, "POST", address, fields)
    moment = r"datetime\.datetime\((?!2001)[^)]*\)|(?!2001)\d{4}-\d\d-\d\d[ T]\d\d:[\d:.+]+"
    link = r"/r/[\w.-]+|'[\w-]{12}'"  # a personal one, and its key
    file = r"<memory at \w+>"  # its size and digest say the same of it
    written = [
        re.sub(f"{moment}|md5\\$[^']+|![A-Za-z0-9]{{40}}|{link}|{file}", "~", repr(each))
        for each in answer.written
    ]
    return answer.said, written


def send_forms_of(session, address):
    """Send every form of a page twice; the pages that took one are given back with how."""
    client = Client()
    client.cookies["sessionid"] = session
    response = client.get(address)
    typed = {
        name: said if isinstance(said, str) else str(said.objects.first().pk)
        for name, said in TYPED.get(name_of(address), {}).items()
    }
    taken = {}
    for form in forms_of(response):
        to = urljoin(address, form.address)
        if form.method != "post" or name_of(to) not in {name_of(address), "accounts:logout"}:
            continue  # a filter, or what was kept of another page's form
        if "csrfmiddlewaretoken" in form.fields and typed.keys() <= form.names:
            form.fields |= typed
        plain = told(session, to, form.fields)
        assert told(session, to, form.fields | extras_for(form)) == plain, to
        taken[name_of(to)] = plain[0]
    return taken


def name_of(address):
    return resolve(urlsplit(address).path).view_name


@pytest.fixture(scope="module")
def newest(walkers):
    return newest_records()


@pytest.mark.parametrize(("who", "name"), PAGES)
def test_nothing_more_comes_of_it_on_a_page(walkers, who, name):
    taken = send_forms_of(walkers[who], PAGES[who, name])

    assert taken[name] in {"302", "on"}


@pytest.mark.parametrize(("model", "screen"), SET_UP_PAGES)
def test_nothing_more_comes_of_it_on_a_set_up_screen(walkers, newest, model, screen):
    address = f"/admin/{model}/{screen}".format(newest[model].pk)

    taken = send_forms_of(walkers["admin"], address)

    assert taken[name_of(address)] in (
        {"302"} if "change" in screen or "add" in screen else {"200", "302", "on"}
    )


def test_nothing_more_comes_of_it_for_who_has_a_password(walkers):
    person = User.objects.get(name="reader")
    person.email = "reader@scp.example"
    person.set_password(PASSWORD)
    person.save()
    link = [
        urlsafe_base64_encode(force_bytes(person.pk)),
        default_token_generator.make_token(person),
    ]
    client = Client()
    place = client.get(reverse("accounts:password_set", args=link))["Location"]

    assert send_forms_of("", "/accounts/login/")["accounts:login"] == "on"
    assert (
        send_forms_of(session_of(person), "/accounts/password/")["accounts:password_change"]
        == "302"
    )
    assert send_forms_of(client.cookies["sessionid"].value, place)["accounts:password_set"] == "302"


def test_nothing_more_comes_of_it_for_several_at_once(walkers):
    address = "/2017-18/together/"
    said = {"chosen": ["12", "5"], "lead_names": "CBH"}
    looked = ask(walkers["officer"], "POST", address, said | {"look": "yes"})
    [form] = [form for form in forms_of(looked.response) if "seen" in form.fields]

    plain = told(walkers["officer"], address, form.fields)

    assert plain[0] == "302"
    assert told(walkers["officer"], address, form.fields | extras_for(form)) == plain


def test_nothing_more_comes_of_it_where_a_plan_begins_to_be_moved_in(walkers):
    client, address = Client(), "/move-in/"
    client.cookies["sessionid"] = walkers["admin"]
    [form] = [form for form in forms_of(client.get(address)) if "pasted" in form.names]
    fields = form.fields | {"pasted": "Action\tLead\tProgress\nStreet pastors\tCBC\tDone."}

    plain = told(walkers["admin"], address, fields)

    assert plain[0] == "302"
    assert told(walkers["admin"], address, fields | extras_for(form)) == plain


def test_nothing_more_comes_of_it_where_every_answer_is_sent(walkers):
    part = AgencyReturn.objects.get(pk=911)
    for each in Answer.objects.of_part(part).filter(state=Answer.State.NOT_ANSWERED):
        write_answer(each, part, Said(Answer.Kind.NO_CHANGE), seen_version=1, as_="Example contact")

    taken = send_forms_of(walkers["police"], "/returns/901/911/answer/check/")

    assert taken["returns:check_answers"] == "302"


def test_nothing_more_comes_of_it_where_a_personal_link_is_withdrawn(walkers):
    address, link = "/returns/901/912/links/", PersonalLink.objects.get(key=LINK)
    client = Client()
    client.cookies["sessionid"] = walkers["officer"]
    [form] = [form for form in forms_of(client.get(address)) if "withdraw" in form.names]
    fields = form.fields | {"withdraw": str(link.pk)}

    plain = told(walkers["officer"], address, fields)

    assert plain[0] == "302"
    assert told(walkers["officer"], address, fields | extras_for(form)) == plain


def test_nothing_more_comes_of_it_for_a_workbook_that_comes_back(walkers):
    address = "/2017-18/workbook/"
    client = Client()
    client.cookies["sessionid"] = walkers["police"]
    [form] = [form for form in forms_of(client.get(address)) if "file" in form.names]

    plain = told(walkers["police"], address, form.fields | {"file": a_workbook()})
    extras = extras_for(form)

    assert plain[0] == "302"
    assert told(walkers["police"], address, form.fields | extras | {"file": a_workbook()}) == plain


def test_nothing_more_comes_of_it_for_what_was_kept(walkers):
    address = "/2017-18/initiatives/12/update/"
    person = User.objects.get(name="police")
    KeptForm.objects.create(
        user=person, address=address, fields=[["outcome", "Delivered."], ["version", "1"]]
    )

    taken = send_forms_of(walkers["police"], "/kept/")

    assert taken["kept:offer"] == "302"


def test_nothing_more_comes_of_a_redaction(walkers):
    address = "/2017-18/initiatives/12/updates/1/redact/"
    client = Client()
    client.cookies["sessionid"] = walkers["admin"]
    [form] = [form for form in forms_of(client.get(address)) if "reason" in form.names]
    typed = form.fields | {"text": "Some came.", "reason": "Named.", "confirmed": "yes"}

    plain = told(walkers["admin"], address, typed)

    assert told(walkers["admin"], address, typed | extras_for(form)) == plain
    assert plain[0] == "302"
