"""The set-up screens: every address, by everybody, with every method; officers' and administrators' alone.

Of each kind the screens are asked of one record that nothing else names, so that it could be deleted.
"""

from itertools import product

import pytest
from django.contrib import admin
from django.urls import resolve

from initiatives.models import Agency, FundSource
from priorities.models import Framework, KeyPriority, PartnershipPlan
from tests.walkers import METHODS, ask, routes, walk_of

pytestmark = pytest.mark.django_db

# As in the table of test_role_walk.py: "on" leads elsewhere with nothing written, 302 takes what was
# sent. Sent to a list, an add or a change screen is nothing at all; to a delete screen, the yes.
TABLE = """
                                       officer                           admin
                                       list add change history delete    list add change history delete
GET   priorities/partnership           on   403 200    200     403       on   403 200    200     403
POST  priorities/partnership           on   403 409    200     403       on   403 409    200     403
GET   priorities/partnershipplan       200  200 200    200     403       200  200 200    200     403
POST  priorities/partnershipplan       200  200 409    200     403       200  200 409    200     403
GET   priorities/keypriority           200  200 200    200     200       200  200 200    200     200
POST  priorities/keypriority           200  200 409    200     302       200  200 409    200     302
GET   priorities/framework             200  200 200    200     200       200  200 200    200     200
POST  priorities/framework             200  200 409    200     302       200  200 409    200     302
GET   initiatives/agency               200  200 200    200     200       200  200 200    200     200
POST  initiatives/agency               200  200 409    200     302       200  200 409    200     302
GET   initiatives/fundsource           200  200 200    200     200       200  200 200    200     200
POST  initiatives/fundsource           200  200 409    200     302       200  200 409    200     302
GET   initiatives/initiative           200  200 200    200     403       200  200 200    200     403
POST  initiatives/initiative           200  200 409    200     403       200  200 409    200     403
GET   initiatives/outcomeupdate        200  403 200    200     403       200  403 200    200     403
POST  initiatives/outcomeupdate        200  403 403    200     403       200  403 403    200     403
GET   accounts/user                    403  403 403    403     403       200  200 200    200     403
POST  accounts/user                    403  403 403    403     403       200  200 409    200     403
"""
SCREENS = ["", "add/", "{}/change/", "{}/history/", "{}/delete/"]
SET_UP = {
    (method, model): answers for method, model, *answers in map(str.split, TABLE.splitlines()[3:])
}
MODELS = list(dict.fromkeys(model for _method, model in SET_UP))

# The screens that belong to no kind of record.
OTHERS = walk_of("""
                                        nobody disabled norole reader police cbh clerk officer admin
{GET,POST} /admin/                      in     in       403    403    403    403 403   200     200
{GET,POST} /admin/priorities/           in     in       403    403    403    403 403   200     200
{GET,POST} /admin/initiatives/          in     in       403    403    403    403 403   200     200
{GET,POST} /admin/accounts/             in     in       403    403    403    403 403   404     200
{GET,POST} /admin/login/                in     in       403    403    403    403 403   on      on
GET        /admin/logout/               in     in       on     on     on     on  on    405     405
POST       /admin/logout/               in     in       on     on     on     on  on    on      on
{GET,POST} /admin/password_change/      in     in       403    403    403    403 403   on      on
GET        /admin/password_change/done/ in     in       403    403    403    403 403   200     200
POST       /admin/password_change/done/ in     in       403    403    403    403 403   405     405
GET        /admin/jsi18n/               in     in       403    403    403    403 403   200     200
POST       /admin/jsi18n/               in     in       403    403    403    403 403   405     405
{GET,POST} /admin/autocomplete/         in     in       403    403    403    403 403   404     404
{GET,POST} /admin/r/1/1/                in     in       403    403    403    403 403   404     404
{GET,POST} /admin/nowhere/              in     in       403    403    403    403 403   404     404
""")
SIGNED_OUT = ["nobody", "disabled"]
OUTSIDERS = ["norole", "reader", "police", "cbh", "clerk"]
NO_RECORDS = ["0", "-1", "99999999999999999999", "seven", "1_2F", "1/2", "%00", "%C2%BD"]


@pytest.fixture(scope="module")
def newest(walkers):
    """The newest record of each kind; of what may be deleted, one that nothing names."""
    return newest_records()


def newest_records():
    KeyPriority.objects.create(plan=PartnershipPlan.objects.first(), number=9, title="Bicycles")
    Framework.objects.create(short_name="NHS", name="Plan of the NHS", body="NHS")
    Agency.objects.create(short_name="RSPCA", name="RSPCA")
    FundSource.objects.create(name="Lottery")
    return {model: kind(model)._default_manager.order_by("pk").last() for model in MODELS}


def kind(model):
    return resolve(f"/admin/{model}/").func.model_admin.model


def screens_of(model, number):
    return [f"/admin/{model}/{screen}".format(number) for screen in SCREENS]


def test_every_set_up_address_is_in_the_tables():
    known = {route for route in routes() if route.startswith("admin/")}
    models = {f"{model._meta.app_label}/{model._meta.model_name}" for model in admin.site._registry}
    of_models = {route for route in known if route.split("/", 1)[1].startswith(tuple(models))}

    assert models == set(MODELS)
    assert {resolve(address).route for address in OTHERS} == known - of_models
    assert len(of_models) == len(models) * (len(SCREENS) + 1)  # and one that leads to the change


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("method", METHODS)
def test_each_person_is_answered_as_the_table_says(walkers, newest, method, model):
    screens = screens_of(model, newest[model].pk)
    taken = method in {"GET", "HEAD", "POST"}
    row = "GET" if method == "HEAD" else method

    def asked(who):
        typed = {screen: {"post": "yes"} for screen in screens if screen.endswith("/delete/")}
        return [ask(walkers[who], method, screen, typed.get(screen)).said for screen in screens]

    assert asked("officer") + asked("admin") == (SET_UP[row, model] if taken else ["405"] * 10)
    assert {who: set(asked(who)) for who in OUTSIDERS} == {
        who: {"403" if taken else "405"} for who in OUTSIDERS
    }
    assert {who: set(asked(who)) for who in SIGNED_OUT} == {who: {"in"} for who in SIGNED_OUT}


@pytest.mark.parametrize("address", OTHERS)
def test_each_person_is_answered_as_the_other_table_says(walkers, address):
    asked = {
        (method, who): ask(walkers[who], method, address).said for method, who in OTHERS[address]
    }

    assert asked == OTHERS[address]


@pytest.mark.parametrize("model", MODELS)
def test_what_is_no_number_of_a_record_leads_away(walkers, model):
    for number, screen in product(NO_RECORDS, SCREENS[2:]):
        column = SCREENS.index(screen)
        for who, answers in {
            "officer": SET_UP["GET", model],
            "admin": SET_UP["GET", model][5:],
        }.items():
            may_open = answers[column] == "200"
            answer = ask(walkers[who], "GET", f"/admin/{model}/{screen}".format(number)).said
            assert answer == ("on" if may_open else "403"), (who, number, screen)


@pytest.mark.parametrize("model", MODELS)
def test_a_window_of_its_own_opens_no_more(walkers, newest, model):
    screens = screens_of(model, newest[model].pk)

    for column, screen in enumerate(screens):
        plain = SET_UP["GET", model][column]
        assert ask(walkers["officer"], "GET", f"{screen}?_popup=1&_to_field=id").said == plain
        assert ask(walkers["officer"], "GET", f"{screen}?_to_field=password").said in {plain, "400"}
        assert ask(walkers["clerk"], "GET", f"{screen}?_popup=1&_to_field=id").said == "403"


def test_no_choices_are_told_to_who_types_a_part_of_them(walkers):
    asked = "app_label=initiatives&model_name=lead&field_name=agency&term=c"

    assert ask(walkers["admin"], "GET", f"/admin/autocomplete/?{asked}").said == "404"


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("action", ["delete_selected", "send_invitation_again"])
def test_nothing_is_done_with_many_at_once_but_invitations_sent_again(
    walkers, newest, action, model
):
    ticked = {
        "action": action,
        "index": "0",
        "post": "yes",
        "_selected_action": newest[model].pk,
    }

    wrote = {
        who for who in walkers if ask(walkers[who], "POST", f"/admin/{model}/", ticked).written
    }

    invites = (model, action) == ("accounts/user", "send_invitation_again")
    assert wrote == ({"admin"} if invites else set())


@pytest.mark.parametrize("model", [model for model in MODELS if SET_UP["POST", model][7] == "409"])
def test_no_record_is_copied(walkers, newest, model):
    address = f"/admin/{model}/{newest[model].pk}/change/"

    assert ask(walkers["admin"], "POST", address, {"_saveasnew": "Save"}).said == "400"


@pytest.mark.parametrize("model", MODELS)
def test_nothing_sent_from_elsewhere_is_taken(walkers, newest, model):
    for screen in screens_of(model, newest[model].pk):
        assert ask(walkers["admin"], "POST", screen, enforce_csrf_checks=True).said == "403"
