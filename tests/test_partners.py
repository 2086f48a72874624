"""Partner agencies on the seed plans: what is theirs to answer for, and nothing else."""

import pytest
from django.contrib.auth.models import Group

from initiatives.models import Agency, Initiative, Lead, Membership, OutcomeUpdate
from scp_tracker.accounts.roles import ADMINISTRATOR, CLERK, OFFICER, PARTNER, READER
from tests.pages import tables_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

TYPED = {"outcome": "Delivered.", "version": "2"}
NOTE = "The neighbours may not hear of it."


@pytest.fixture(scope="module", autouse=True)
def noted_plans(plans_of_module):
    """Both plans; what was reported on each initiative has a note to it."""
    for initiative in Initiative.objects.all():
        said = {"text": "On its way.", "internal_note": NOTE, "reported_on": "2018-01-08"}
        initiative.record(after=1, by=None, **said)


@pytest.mark.parametrize(
    ("agency", "numbers"), [("Police", [3, 5, 12, 13, 16, 29]), ("CBH", [17, 22])]
)
def test_an_agency_answers_for_exactly_what_it_leads_in_the_open_year(client, agency, numbers):
    member = make_person(PARTNER, agencies=[Agency.objects.get(short_name=agency)])
    client.force_login(member)
    own = [f"2017-18/{number:02}" for number in numbers]

    [actions] = tables_of(client.get("/my-actions/"))
    taken = [
        initiative.reference
        for initiative in Initiative.objects.order_by("plan__start_year", "number")
        if client.post(f"{initiative.get_absolute_url()}update/", TYPED).status_code == 302
    ]

    assert [row[0].split()[-1] for row in actions[1:]] == own
    assert taken == own
    assert OutcomeUpdate.objects.filter(recorded_by=member).count() == len(numbers)


# Of 2017-18, the police lead 12, the council and they 5, CBH 17, CBH and the council 22, the council 1;
# 16 was the police's and is removed. 7 was the police's in 2016-17, which is closed. Each person
# Reads it, reads its Notes, has it among My actions, Answers for it; "-" is not to be found at all.
WHO = """
                                                    12   5    17   22   1    16   2016-17/7
Partner of Police                                   RNMA RNMA R    R    R    -    RN
Partner of CBH                                      R    R    RNMA RNMA R    -    R
Partner of Police, CBH                              RNMA RNMA RNMA RNMA R    -    RN
Partner of Police, CBC                              RNMA RNMA R    RNMA RNMA -    RN
Partner of CBH; CBH leaves the partnership          R    R    RNMA RNMA R    -    R
Partner of Police; another takes over 12            R    RNMA R    R    R    -    RN
Partner of Police; the person leaves the agency     R    R    R    R    R    -    R
Partner of nothing                                  R    R    R    R    R    -    R
Reader of Police                                    -    -    -    -    -    -    -
Reader and partner of Police                        RNMA RNMA R    R    R    -    RN
Clerk of Police                                     R    R    R    R    R    -    R
Clerk and partner of Police                         RNMA RNMA R    R    R    -    RN
Officer of nothing                                  RNA  RNA  RNA  RNA  RNA  RN   RNA
Officer of Police                                   RNMA RNMA RNA  RNA  RNA  RN   RNA
Officer and partner of Police                       RNMA RNMA RNA  RNA  RNA  RN   RNA
Administrator of CBH                                RNA  RNA  RNMA RNMA RNA  RN   RNA
No role of Police                                   -    -    -    -    -    -    -
"""
ROLES = {
    "partner": PARTNER,
    "reader": READER,
    "clerk": CLERK,
    "officer": OFFICER,
    "administrator": ADMINISTRATOR,
}
[PLACES, *PEOPLE] = [line for line in WHO.splitlines() if line]
WIDTH = len(PLACES) - len(PLACES.lstrip())


def address_of(place):
    return "/{}/initiatives/{}/".format(*(place if "/" in place else f"2017-18/{place}").split("/"))


def made(words):
    """The person a row describes, after what happens to them there."""
    words, _, event = words.partition("; ")
    roles, _, names = words.partition(" of ")
    agencies = Agency.objects.filter(short_name__in=names.split(", "))
    person = make_person("", agencies=agencies)
    person.groups.set(
        Group.objects.filter(name__in=[ROLES.get(role) for role in roles.lower().split(" and ")])
    )
    if event == "CBH leaves the partnership":
        Membership.objects.filter(agency__short_name="CBH").update(ends_on="2017-01-01")
    elif event == "another takes over 12":
        lead = Lead.objects.get(initiative__plan__start_year=2017, initiative__number=12)
        lead.agency = Agency.objects.get(short_name="CARA")
        lead.save()
    elif event == "the person leaves the agency":
        person.agencies.clear()
    return person


@pytest.mark.parametrize("row", PEOPLE, ids=[row[:WIDTH].strip() for row in PEOPLE])
def test_who_reads_what_and_who_answers_for_it(client, row):
    Initiative.objects.filter(plan__start_year=2017, number=16).update(
        removed_on="2017-09-01", removal_reason="Merged."
    )
    person = made(row[:WIDTH].strip())
    client.force_login(person)
    mine = client.get("/my-actions/").text

    def may(place):
        page = client.get(address_of(place))
        if page.status_code == 404:
            return "-"
        update = f"{address_of(place)}update/"
        answers = [client.get(update).status_code, client.post(update, TYPED).status_code]
        assert answers in ([200, 302], [403, 403])
        return "".join(
            letter
            for letter, may_do in {
                "R": True,
                "N": NOTE in words_of(page),
                "M": f'href="{update}"' in mine,
                "A": answers == [200, 302],
            }.items()
            if may_do
        )

    assert [may(place) for place in PLACES.split()] == row[WIDTH:].split()


def test_who_answers_for_two_leads_answers_for_the_first_named(client):
    agencies = Agency.objects.filter(short_name__in=["CBC", "Police"])
    client.force_login(make_person(PARTNER, agencies=agencies))

    client.post("/2017-18/initiatives/5/update/", TYPED)

    assert OutcomeUpdate.objects.get(number=3).agency.short_name == "CBC"


def test_what_a_former_lead_wrote_keeps_its_author_and_agency(client):
    police = Agency.objects.get(short_name="Police")
    client.force_login(make_person(PARTNER, agencies=[police], name="Pat Day"))
    client.post("/2017-18/initiatives/12/update/", TYPED)
    Lead.objects.filter(agency=police).delete()

    page = client.get("/2017-18/initiatives/12/")

    assert "by Pat Day for Police" in words_of(page)
    assert client.get("/2017-18/initiatives/12/update/").status_code == 403
