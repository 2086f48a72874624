import re

import pytest
from django.urls import reverse

from scp_tracker.accounts.roles import ADMINISTRATOR, CLERK, OFFICER, PARTNER, READER
from tests.builders import make_agency, make_initiative, record
from tests.govuk.tree import Tree, text_of
from tests.pages import forms_of, words_of
from tests.people import make_person
from tests.set_up_screens import address_of, fields_of, page, send

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [OFFICER, ADMINISTRATOR])
def test_who_may_set_up_goes_on_from_its_sign_in(client, role):
    client.force_login(make_person(role))

    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/login/")["Location"] == reverse("admin:index")


@pytest.mark.parametrize("role", [READER, CLERK, PARTNER])
def test_everybody_else_is_refused(client, role):
    client.force_login(make_person(role))

    assert client.get("/admin/", follow=True).status_code == 403


def test_it_signs_in_and_out_and_changes_passwords_where_everybody_does(client):
    assert client.get("/admin/login/")["Location"].startswith(reverse("accounts:login"))

    client.force_login(make_person(OFFICER))

    assert client.get("/admin/password_change/")["Location"] == reverse("accounts:password_change")
    assert client.post("/admin/logout/")["Location"] == reverse("home")
    assert client.get("/admin/").status_code == 302


def test_it_speaks_as_the_tracker_does(client):
    client.force_login(make_person(OFFICER, name="Jo Day"))

    page = client.get("/admin/")

    words = words_of(page)
    assert "Jo Day / Back to the tracker / Change password / Sign out" in words
    assert "What you changed last You have not changed anything here yet." in words
    assert "actions" not in words  # which are a partner's
    [way_out] = [form.address for form in forms_of(page) if form.method == "post"]
    assert way_out == reverse("accounts:logout")


def test_it_says_what_its_reader_changed_last(client):
    make_agency("RSPCA")
    client.force_login(make_person(OFFICER))
    client.post("/admin/initiatives/agency/add/", agency_fields(client, short_name="RNLI"))
    client.post(address_of(make_agency("RSPCA"), "delete"), {"post": "yes"})

    words = words_of(client.get("/admin/"))

    assert "Deleted agency RSPCA" in words
    assert "Added agency RNLI" in words


@pytest.mark.parametrize(
    ("screen", "way"),
    [
        ("", ["Set-up", "Agencies"]),
        ("add/", ["Set-up", "Agencies", "Add agency"]),
        ("{}/change/", ["Set-up", "Agencies", "CBC (Borough Council)"]),
        ("{}/history/", ["Set-up", "Agencies", "CBC (Borough Council)", "What changed"]),
        ("{}/delete/", ["Set-up", "Agencies", "CBC (Borough Council)", "Delete"]),
    ],
)
def test_the_way_to_a_screen_stands_above_it(client, screen, way):
    agency = make_agency("CBC", name="Borough Council")
    client.force_login(make_person(OFFICER))

    page = client.get(f"/admin/initiatives/agency/{screen}".format(agency.pk))

    [trail] = Tree(page.text).find("nav", aria_label="Breadcrumbs")
    assert re.split(r" \W ", text_of(trail)) == way


def test_a_record_leads_to_its_page_and_to_what_changed(client):
    initiative, outcome = make_initiative(number=5), record(make_initiative(), "Delivered.")
    client.force_login(make_person(OFFICER))

    assert tools_of(client, initiative) == {
        "What changed": address_of(initiative, "history"),
        "Open its page": "/2017-18/initiatives/5/",
    }
    assert tools_of(client, outcome) == {}  # it never changes


def tools_of(client, shown):
    [tools] = Tree(page(client, shown).text).find("ul", class_="object-tools")
    return {text_of(link): link[1]["href"] for _item in tools[2] for link in _item[2]}


def test_every_problem_leads_to_the_box_that_mends_it(client):
    initiative = make_initiative("Purple Flag", led_by="CBC / Police")
    client.force_login(make_person(OFFICER))
    typed = fields_of(
        page(client, initiative),
        title="",
        number="",
        lead_set__0__agency="",
        lead_set__1__joined_by="x",
    )

    answer = send(client, initiative, typed)

    tree = Tree(answer.text)
    [summary] = tree.find("div", class_="scp-problems")
    links = {text_of(each): each[1]["href"].lstrip("#") for each in _links_in(summary)}
    assert text_of(tree.find("title")[0]).startswith("Error: ")
    assert links == {
        "Number: This field is required.": "id_number",
        "Agency, lead agency 1: This field is required.": "id_lead_set-0-agency",
        "Joined to the one before by, lead agency 2: Select a valid choice. x is not one of the "
        "available choices.": "id_lead_set-1-joined_by",
    }
    assert set(links.values()) < set(tree.ids())


def _links_in(element):
    for child in element[2]:
        if not isinstance(child, str):
            yield from [child] if child[0] == "a" else _links_in(child)


def agency_fields(client, **changed):
    return fields_of(client.get("/admin/initiatives/agency/add/"), name="A body", **changed)
