"""Every address, every role, every method: what each person is answered, from one set-up.

The set-up is the seed plans. Of 2017-18, 12 is the police's own and 5 the council's with the police;
17 is Colchester Borough Homes' own and 22 theirs with the council; 16 would be the police's, but was
removed. 2016-17 is closed, and its 7 was the police's. 34 is a number of 2016-17 alone, 99 of no year.
"""

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, resolve

from initiatives.models import Agency, Initiative, OutcomeUpdate
from priorities.models import PartnershipPlan
from scp_tracker.accounts.models import User
from scp_tracker.accounts.roles import ADMINISTRATOR, CLERK, OFFICER, PARTNER, READER
from tests.pages import words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

ROLES = {  # in the order of the columns
    "nobody": None,
    "disabled": OFFICER,
    "norole": "",
    "reader": READER,
    "police": PARTNER,
    "cbh": PARTNER,
    "clerk": CLERK,
    "officer": OFFICER,
    "admin": ADMINISTRATOR,
}
AGENCIES = {"police": "Police", "cbh": "CBH"}

# "in" sends the person to the sign-in page, 302 takes what was sent. HEAD is walked wherever GET is.
# A method without a row is not taken: 405, or "in" where one has to sign in.
TABLE = """
                                                       nobody disabled norole reader police cbh clerk officer admin
GET    /                                               200    200      200    200    200    200 200   200     200
GET    /healthz                                        200    200      200    200    200    200 200   200     200
GET    /accessibility/                                 200    200      200    200    200    200 200   200     200

GET    /accounts/login/                                200    200      302    302    302    302 302   302     302
POST   /accounts/login/                                200    200      302    302    302    302 302   302     302
PUT    /accounts/login/                                200    200      302    302    302    302 302   302     302
DELETE /accounts/login/                                405    405      302    302    302    302 302   302     302
POST   /accounts/logout/                               302    302      302    302    302    302 302   302     302
GET    /accounts/password/                             in     in       200    200    200    200 200   200     200
POST   /accounts/password/                             in     in       200    200    200    200 200   200     200
PUT    /accounts/password/                             in     in       200    200    200    200 200   200     200
GET    /accounts/forgotten-password/                   200    200      200    200    200    200 200   200     200
POST   /accounts/forgotten-password/                   200    200      200    200    200    200 200   200     200
GET    /accounts/forgotten-password/sent/              200    200      200    200    200    200 200   200     200
GET    /accounts/set-password/MQ/worn-out/             200    200      200    200    200    200 200   200     200
POST   /accounts/set-password/MQ/worn-out/             200    200      200    200    200    200 200   200     200
PUT    /accounts/set-password/MQ/worn-out/             200    200      200    200    200    200 200   200     200
DELETE /accounts/set-password/MQ/worn-out/             200    200      200    200    200    200 200   200     200
GET    /kept/                                          in     in       200    200    200    200 200   200     200
POST   /kept/                                          in     in       302    302    302    302 302   302     302

GET    /my-actions/                                    in     in       403    403    200    200 200   200     200
GET    /2017-18/                                       in     in       403    403    200    200 200   200     200
GET    /2016-17/                                       in     in       403    403    200    200 200   200     200
GET    /2019-20/                                       in     in       403    403    404    404 404   404     404
GET    /2017-18/priorities/                            in     in       403    403    200    200 200   200     200
GET    /2019-20/priorities/                            in     in       403    403    404    404 404   404     404

GET    /2017-18/initiatives/add/                       in     in       403    403    403    403 403   200     200
POST   /2017-18/initiatives/add/                       in     in       403    403    403    403 403   302     302
GET    /2019-20/initiatives/add/                       in     in       403    403    403    403 403   404     404
POST   /2019-20/initiatives/add/                       in     in       403    403    403    403 403   404     404

GET    /2017-18/initiatives/12/                        in     in       404    404    200    200 200   200     200
GET    /2017-18/initiatives/5/                         in     in       404    404    200    200 200   200     200
GET    /2017-18/initiatives/17/                        in     in       404    404    200    200 200   200     200
GET    /2017-18/initiatives/22/                        in     in       404    404    200    200 200   200     200
GET    /2017-18/initiatives/16/                        in     in       404    404    404    404 404   200     200
GET    /2016-17/initiatives/7/                         in     in       404    404    200    200 200   200     200
GET    /2017-18/initiatives/34/                        in     in       404    404    404    404 404   404     404
GET    /2017-18/initiatives/99/                        in     in       404    404    404    404 404   404     404
GET    /2019-20/initiatives/1/                         in     in       404    404    404    404 404   404     404

GET    /2017-18/initiatives/12/update/                 in     in       404    404    200    403 403   200     200
POST   /2017-18/initiatives/12/update/                 in     in       404    404    302    403 403   302     302
GET    /2017-18/initiatives/5/update/                  in     in       404    404    200    403 403   200     200
POST   /2017-18/initiatives/5/update/                  in     in       404    404    302    403 403   302     302
GET    /2017-18/initiatives/17/update/                 in     in       404    404    403    200 403   200     200
POST   /2017-18/initiatives/17/update/                 in     in       404    404    403    302 403   302     302
GET    /2017-18/initiatives/22/update/                 in     in       404    404    403    200 403   200     200
POST   /2017-18/initiatives/22/update/                 in     in       404    404    403    302 403   302     302
GET    /2017-18/initiatives/16/update/                 in     in       404    404    404    404 404   403     403
POST   /2017-18/initiatives/16/update/                 in     in       404    404    404    404 404   403     403
GET    /2016-17/initiatives/7/update/                  in     in       404    404    403    403 403   200     200
POST   /2016-17/initiatives/7/update/                  in     in       404    404    403    403 403   302     302
GET    /2017-18/initiatives/34/update/                 in     in       404    404    404    404 404   404     404
POST   /2017-18/initiatives/34/update/                 in     in       404    404    404    404 404   404     404
GET    /2017-18/initiatives/99/update/                 in     in       404    404    404    404 404   404     404
POST   /2017-18/initiatives/99/update/                 in     in       404    404    404    404 404   404     404

GET    /2017-18/initiatives/12/edit/                   in     in       404    404    403    403 403   200     200
POST   /2017-18/initiatives/12/edit/                   in     in       404    404    403    403 403   302     302
GET    /2017-18/initiatives/16/edit/                   in     in       404    404    404    404 404   200     200
POST   /2017-18/initiatives/16/edit/                   in     in       404    404    404    404 404   302     302
GET    /2016-17/initiatives/7/edit/                    in     in       404    404    403    403 403   200     200
POST   /2016-17/initiatives/7/edit/                    in     in       404    404    403    403 403   302     302
GET    /2017-18/initiatives/99/edit/                   in     in       404    404    404    404 404   404     404
POST   /2017-18/initiatives/99/edit/                   in     in       404    404    404    404 404   404     404

GET    /2017-18/initiatives/12/remove/                 in     in       404    404    403    403 403   200     200
POST   /2017-18/initiatives/12/remove/                 in     in       404    404    403    403 403   302     302
GET    /2017-18/initiatives/16/remove/                 in     in       404    404    404    404 404   200     200
POST   /2017-18/initiatives/16/remove/                 in     in       404    404    404    404 404   302     302
GET    /2016-17/initiatives/7/remove/                  in     in       404    404    403    403 403   200     200
POST   /2016-17/initiatives/7/remove/                  in     in       404    404    403    403 403   302     302
GET    /2017-18/initiatives/16/put-back/               in     in       404    404    404    404 404   200     200
POST   /2017-18/initiatives/16/put-back/               in     in       404    404    404    404 404   302     302
GET    /2017-18/initiatives/99/put-back/               in     in       404    404    404    404 404   404     404
POST   /2017-18/initiatives/99/put-back/               in     in       404    404    404    404 404   404     404
GET    /2017-18/initiatives/99/remove/                 in     in       404    404    404    404 404   404     404
POST   /2017-18/initiatives/99/remove/                 in     in       404    404    404    404 404   404     404

GET    /reports/                                       in     in       403    200    200    200 200   200     200
GET    /2017-18/reports/                               in     in       403    200    200    200 200   200     200
GET    /2019-20/reports/                               in     in       403    404    404    404 404   404     404
GET    /2016-17/reports/year-end/                      in     in       403    200    200    200 200   200     200
GET    /2017-18/reports/annual-plan/                   in     in       403    200    200    200 200   200     200
GET    /2019-20/reports/year-end/                      in     in       403    404    404    404 404   404     404
GET    /2017-18/reports/scrutiny/                      in     in       403    404    404    404 404   404     404
GET    /2016-17/reports/year-end.xlsx                  in     in       403    200    200    200 200   200     200
GET    /2017-18/reports/annual-plan.xlsx               in     in       403    200    200    200 200   200     200
GET    /2019-20/reports/year-end.xlsx                  in     in       403    404    404    404 404   404     404
GET    /2017-18/reports/year-end.exe                   in     in       403    404    404    404 404   404     404
GET    /2017-18/reports/scrutiny.xlsx                  in     in       403    404    404    404 404   404     404
"""

# What is sent with a POST, by the end of its address: enough to be taken from whoever may send it.
TYPED = {
    "/update/": {"outcome": "Delivered.", "version": "1"},
    "/edit/": {"title": "Renamed", "timing_kind": "none", "version": "1"},
    "/remove/": {"removal_reason": "No money.", "version": "1"},
    "/put-back/": {"version": "1"},
    "/add/": {"title": "New work", "timing_kind": "none"},
}
EXTRAS = {
    "plan": "1",
    "number": "77",
    "agency": "1",
    "recorded_by": "1",
    "source": "import",
    "removed_on": "2017-01-01",
    "is_staff": "on",
    "is_superuser": "on",
    "groups": "1",
}


def walk_of(table: str) -> dict[str, dict[tuple[str, str], str]]:
    """For each address: what each person is answered to each method."""
    head, *lines = (line.split() for line in table.splitlines() if line.strip())
    walk: dict[str, dict[tuple[str, str], str]] = {}
    for method, address, *answers in lines:
        for who, answer in zip(head, answers, strict=True):
            walk.setdefault(address, {})[method, who] = answer
            if method == "GET":
                walk[address]["HEAD", who] = answer
    for answers in walk.values():
        for who in head:
            not_taken = "in" if "in" in {answers.get(("GET", who))} else "405"
            for method in ("GET", "HEAD", "POST", "PUT", "DELETE"):
                answers.setdefault((method, who), not_taken)
    return walk


WALK = walk_of(TABLE)


def routes(patterns, before="") -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern).removeprefix("^")
        if hasattr(pattern, "url_patterns"):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def test_every_address_is_in_the_table():
    known = {
        route for route in routes(get_resolver().url_patterns) if not route.startswith("admin/")
    }

    assert {resolve(address).route for address in WALK} == known


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker):
    """The seed plans with one initiative removed, and one person for each column."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_seed_plans", verbosity=0)
        Initiative.objects.filter(plan__start_year=2017, number=16).update(
            removed_on="2017-09-01", removal_reason="Merged with Op Septre."
        )
        made = {
            who: make_person(role, agencies=Agency.objects.filter(short_name=AGENCIES.get(who)))
            for who, role in ROLES.items()
            if role is not None
        }
        User.objects.filter(pk=made["disabled"].pk).update(is_active=False)
        yield made
        transaction.set_rollback(True)


def ask(person, method, address):
    """What one person is answered, and whether anything was written; all of it undone again."""
    typed = next((said for end, said in TYPED.items() if address.endswith(end)), {})
    with transaction.atomic():
        client = Client()
        if person:
            client.force_login(person)  # a session from before the account was disabled
        before = written()
        if method == "POST":
            response = client.post(address, typed | EXTRAS)
        else:
            response = client.generic(method, address)
        while response.status_code == 302 and response["Location"].startswith("/admin/login/"):
            response = client.get(response["Location"])
        is_written = written() != before
        transaction.set_rollback(True)
    is_sign_in = response.get("Location", "").startswith("/accounts/login/?next=")
    return "in" if is_sign_in else str(response.status_code), is_written


def written():
    """A count of everything that could have been written."""
    records = [OutcomeUpdate.objects, Initiative.history, PartnershipPlan.history, User.history]
    return [record.count() for record in records]


@pytest.mark.parametrize("address", WALK)
def test_each_person_is_answered_as_the_table_says(people, address):
    asked = {(method, who): ask(people.get(who), method, address) for method, who in WALK[address]}

    assert {key: answer for key, (answer, _) in asked.items()} == WALK[address]
    taken = {key for key in asked if asked[key][1]}
    assert taken == {
        (method, who)
        for (method, who), answer in WALK[address].items()
        if (method, answer) == ("POST", "302") and "/initiatives/" in address
    }


@pytest.mark.parametrize("end", ["", "update/", "edit/", "remove/", "put-back/"])
@pytest.mark.parametrize(
    ("who", "hidden"), [("reader", 17), ("reader", 12), ("police", 16), ("clerk", 16)]
)
def test_what_is_hidden_and_what_is_not_there_look_alike(people, who, hidden, end):
    client = Client()
    client.force_login(people[who])

    is_hidden = client.get(f"/2017-18/initiatives/{hidden}/{end}")
    is_nowhere = client.get(f"/2017-18/initiatives/99/{end}")

    assert is_hidden.status_code == is_nowhere.status_code == 404
    assert words_of(is_hidden) == words_of(is_nowhere)


# The set-up screens: officers' and administrators' alone, model by model.

SET_UP = """
                           officer                           admin
                           list add change history delete    list add change history delete
priorities/partnership     302  403 200    200     403       302  403 200    200     403
priorities/partnershipplan 200  200 200    200     403       200  200 200    200     403
priorities/keypriority     200  200 200    200     200       200  200 200    200     200
priorities/framework       200  200 200    200     200       200  200 200    200     200
initiatives/agency         200  200 200    200     200       200  200 200    200     200
initiatives/fundsource     200  200 200    200     200       200  200 200    200     200
initiatives/initiative     200  200 200    200     403       200  200 200    200     403
initiatives/outcomeupdate  200  403 200    200     403       200  403 200    200     403
accounts/user              403  403 403    403     403       200  200 200    200     403
"""
SCREENS = ["", "add/", "{pk}/change/", "{pk}/history/", "{pk}/delete/"]
SET_UP_ROWS = {model: answers for model, *answers in map(str.split, SET_UP.splitlines()[3:])}

# The screens that belong to no model, for officers and administrators.
OTHER_SET_UP = {
    "/admin/": "200",
    "/admin/priorities/": "200",
    "/admin/login/": "302",
    "/admin/logout/": "405",
    "/admin/password_change/": "302",
    "/admin/password_change/done/": "200",
    "/admin/jsi18n/": "200",
    "/admin/autocomplete/": "403",  # without saying of what
    "/admin/r/1/1/": "404",
    "/admin/nowhere/": "404",
}
OUTSIDERS = ["norole", "reader", "police", "cbh", "clerk"]


def test_every_set_up_screen_is_in_the_tables():
    known = {route for route in routes(get_resolver().url_patterns) if route.startswith("admin/")}
    models = {f"{model._meta.app_label}/{model._meta.model_name}" for model in admin.site._registry}

    walked = {resolve(address).route for address in OTHER_SET_UP}
    of_models = {route for route in known if route.split("/", 1)[1].startswith(tuple(models))}

    assert models == SET_UP_ROWS.keys()
    assert walked == known - of_models
    assert len(of_models) == len(models) * (len(SCREENS) + 1)  # and one that leads to the change


@pytest.mark.parametrize("model", SET_UP_ROWS)
def test_who_may_open_the_screens_of_a_model(people, model):
    record = (
        resolve(f"/admin/{model}/").func.model_admin.model._default_manager.order_by("pk").first()
    )
    screens = [f"/admin/{model}/{screen}".format(pk=record.pk) for screen in SCREENS]

    def asked(who):
        return [ask(people.get(who), "GET", screen)[0] for screen in screens]

    assert asked("officer") + asked("admin") == SET_UP_ROWS[model]
    assert {who: asked(who) for who in ("nobody", "disabled")} == {
        who: ["in"] * 5 for who in ("nobody", "disabled")
    }
    assert {who: asked(who) for who in OUTSIDERS} == {who: ["403"] * 5 for who in OUTSIDERS}


@pytest.mark.parametrize("address", OTHER_SET_UP)
def test_who_may_open_the_other_set_up_screens(people, address):
    def asked(who):
        return ask(people.get(who), "GET", address)[0]

    assert {asked("officer"), asked("admin")} == {OTHER_SET_UP[address]}
    assert {asked("nobody"), asked("disabled")} == {"in"}
    leaves = address == "/admin/logout/"  # for whom Django leads from there to the home page
    assert {asked(who) for who in OUTSIDERS} == {"302" if leaves else "403"}
