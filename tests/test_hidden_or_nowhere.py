"""What a person may not see answers like what is not there: every word, every header, every statement."""

import pytest
from django.urls import resolve, reverse

from initiatives.models import Initiative
from tests.test_role_walk import TYPED, WALK
from tests.test_set_up_walk import MODELS, SCREENS, SET_UP, kind
from tests.walkers import ask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_reference")]

UNKNOWN = 99


def is_there(kwargs):
    found = Initiative.objects.filter(
        plan__start_year=kwargs["start_year"], number=kwargs.get("number", 1)
    )
    if "update" in kwargs:
        found = found.filter(updates__number=kwargs["update"])
    return found.exists()


def test_initiatives_hidden_from_somebody_look_like_none(walkers):
    compared = set()
    for address, answers in WALK.items():
        match = resolve(address)
        if not {"start_year", "number"} <= match.kwargs.keys() or not is_there(match.kwargs):
            continue
        nowhere = reverse(match.view_name, kwargs={**match.kwargs, "number": UNKNOWN})
        for (method, who), answer in answers.items():
            if answer == "404":
                assert_alike(walkers[who], method, address, nowhere)
                compared.add((match.url_name, who))

    for who in ("norole", "reader", "police", "cbh", "clerk"):
        assert {name for name, walker in compared if walker == who} == {
            "initiative", "update", "edit", "remove", "put_back", "restore", "redact",
        }  # fmt: skip


def test_years_closed_to_somebody_look_like_none(walkers):
    compared = set()
    for address, answers in WALK.items():
        match = resolve(address)
        if "start_year" not in match.kwargs or match.kwargs["start_year"] == 2019:
            continue
        nowhere = reverse(match.view_name, kwargs={**match.kwargs, "start_year": 2019})
        for (method, who), answer in answers.items():
            if answer == WALK.get(nowhere, {}).get((method, who)) == "403":
                assert_alike(walkers[who], method, address, nowhere)
                compared.add(match.view_name)

    assert compared == {
        "initiatives:plan", "initiatives:calendar", "initiatives:changes",
        "initiatives:add", "initiatives:together",
        "priorities:priorities", "workbook:workbook", "workbook:download", "workbook:returned",
        "reports:year", "reports:report", "reports:download",
        "reports:checks", "reports:accept_warnings", "reports:take_back_warnings",
        "reports:issue", "reports:issued", "reports:issued_file", "reports:withdraw_issue",
    }  # fmt: skip


def test_returns_hidden_from_somebody_look_like_none(walkers):
    compared = set()
    for address, answers in WALK.items():
        match = resolve(address)
        if match.view_name not in OFFICERS_RETURNS or match.kwargs["pk"] not in {901, 902}:
            continue
        nowhere = reverse(match.view_name, kwargs={**match.kwargs, "pk": 999})
        for (method, who), answer in answers.items():
            if answer == "404" and who in OTHERS:
                assert_alike(walkers[who], method, address, nowhere)
                compared.add((match.view_name, who))

    assert compared == {(name, who) for name in OFFICERS_RETURNS for who in OTHERS}


OTHERS = ["norole", "reader", "police", "cbh", "clerk"]
OFFICERS_RETURNS = {
    "returns:board", "returns:part", "returns:accept", "returns:send_back",
    "returns:remind_leads", "returns:closing_date", "returns:close", "returns:withdraw",
}  # fmt: skip


def test_plans_that_another_moves_in_look_like_none(walkers):
    compared = set()
    for address in WALK:
        match = resolve(address)
        if match.namespace == "moving_in" and match.kwargs.get("pk") == 953:
            nowhere = reverse(match.view_name, kwargs={**match.kwargs, "pk": 959})
            for method in ("GET", "HEAD", "POST"):
                assert_alike(walkers["officer"], method, address, nowhere)
            compared.add(match.url_name)

    assert compared == {
        "tables", "columns", "values", "rows", "row", "priorities", "heading", "approve", "leave",
    }  # fmt: skip


@pytest.mark.parametrize("model", MODELS)
def test_records_closed_to_somebody_look_like_none(walkers, model):
    number = kind(model)._default_manager.order_by("pk").last().pk
    closed_to = ["norole", "reader", "police", "clerk"]
    if SET_UP["GET", model][2] == "403":
        closed_to.append("officer")

    for screen in SCREENS[2:]:
        there, nowhere = (f"/admin/{model}/{screen}".format(each) for each in (number, number + 1))
        for who in closed_to:
            for method in ("GET", "HEAD", "POST"):
                assert_alike(walkers[who], method, there, nowhere)


def assert_alike(session, method, there, nowhere):
    typed = next((said for end, said in TYPED.items() if there.endswith(end)), {})
    typed = typed() if callable(typed) else typed
    answers = [
        ask(session, method, address, typed).without(address) for address in (there, nowhere)
    ]
    assert answers[0] == answers[1], (method, there, nowhere)
