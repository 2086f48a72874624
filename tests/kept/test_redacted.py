"""What somebody typed and never sent holds no word that was redacted meanwhile."""

import pytest

from initiatives.redacting import Left, redact
from scp_tracker.accounts.roles import ADMINISTRATOR, PARTNER
from scp_tracker.kept.models import KeptForm
from tests.builders import make_initiative, make_plan, record
from tests.people import make_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("/2017-18/initiatives/5/update/", "[Redacted] was helped. Ten came."),
        ("/2017-18/initiatives/5/updates/1/redact/", "[Redacted] was helped. Ten came."),
        ("/returns/1/agencies/2/", "[Redacted] was helped. Ten came."),
        ("/2017-18/reports/year-end/issue/", "[Redacted] was helped. Ten came."),
        ("/2017-18/reports/year-end/issues/1/withdraw/", "[Redacted] was helped. Ten came."),
        ("/2016-17/reports/year-end/issue/", "Zelda was helped. Ten came."),
        ("/2017-18/initiatives/51/update/", "Zelda was helped. Ten came."),
        ("/2017-18/initiatives/add/", "Zelda was helped. Ten came."),
    ],
)
def test_only_forms_about_the_initiative_lose_the_words(address, text):
    said = record(make_initiative("Op Lynx", number=5), "Zelda was helped.")
    fields = [["outcome", "Zelda was helped. Ten came."], ["version", "1"]]
    KeptForm.objects.create(user=make_person(PARTNER), address=address, fields=fields)

    left = Left("[A resident] was helped.", "", "")
    redact(said, left, after=0, by=make_person(ADMINISTRATOR), reason="It named a victim.")

    assert KeptForm.objects.get().fields == [["outcome", text], ["version", "1"]]


def test_reasons_typed_for_papers_of_the_same_work_in_another_year_lose_the_words():
    earlier = make_initiative("Op Lynx", number=3, plan=make_plan(2016))
    said = record(make_initiative("Op Lynx", number=5, continues=earlier), "Zelda was helped.")
    for address in ("/2016-17/reports/year-end/issue/", "/2016-17/initiatives/3/update/"):
        fields = [["reason", "It named Zelda."]]
        KeptForm.objects.create(user=make_person(PARTNER), address=address, fields=fields)

    left = Left("[A resident] was helped.", "", "")
    redact(said, left, after=0, by=make_person(ADMINISTRATOR), reason="It named a victim.")

    kept = dict(KeptForm.objects.values_list("address", "fields"))
    assert kept == {
        "/2016-17/reports/year-end/issue/": [["reason", "It named [Redacted]."]],
        "/2016-17/initiatives/3/update/": [["reason", "It named Zelda."]],
    }
