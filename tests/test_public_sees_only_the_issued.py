"""Twelve made-up words where the public must not see them, and every public page and file read."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from initiatives.models import Draft
from initiatives.outbox import post
from reports import issuing
from reports.catalogue import FORMATS
from reports.models import AcceptedWarning, IssuedPaper
from scp_tracker.accounts.roles import CLERK, OFFICER, PARTNER
from tests.builders import (
    answer_and_send,
    make_agency,
    make_initiative,
    make_key_priority,
    make_plan,
    make_return,
    record,
)
from tests.people import make_person
from tests.public_reader import everything_public, words_in

pytestmark = pytest.mark.django_db

PAPERS = ["annual-plan", "year-end"]
HIDDEN = {
    "a draft": "Abberlode",
    "an internal note": "Brackwither",
    "what was edited after the issue": "Cindermoot",
    "a withdrawn issue": "Dunnockspire",
    "a removed initiative": "Eskerwhin",
    "another year, not issued": "Fallowmere",
    "an answer not accepted": "Gorsebeck",
    "the note of a return": "Harrowfen",
    "the reason a warning was accepted for": "Ivelstrand",
    "the address of who issued it": "jackdawmoss",
    "the name of who issued it, as files may keep it": "Kestrelholt",
    "the outbox": "Larkenshaw",
}
SHOWN = "Merrowdown"


@pytest.fixture
def planted(db):
    """An issued plan and year end with all of it about them; the papers' one public word is SHOWN."""
    clerk = make_person(
        CLERK, email=f"{HIDDEN['the address of who issued it']}@scp.example", name=_name_of_issuer()
    )
    officer, cbc = make_person(OFFICER), make_agency("CBC")
    partner = make_person(PARTNER, agencies=[cbc])
    plan, other = make_plan(2017), make_plan(2018)
    priority = make_key_priority(plan=plan)
    crew = make_initiative("Crucial Crew", plan=plan, led_by="CBC", serves=(priority,), number=1)
    gone = make_initiative(f"{HIDDEN['a removed initiative']} visits", plan=plan, number=2)
    next_year = make_initiative(f"{HIDDEN['another year, not issued']} week", plan=other, number=1)
    for initiative in (gone, next_year):
        record(initiative, f"Done: {initiative.title}.")
    gone.removed_on, gone.removal_reason = timezone.localdate(), f"No more {gone.title}."
    gone.save()

    record(crew, f"Three schools and {HIDDEN['a withdrawn issue']}.")
    for slug in PAPERS:
        withdrawn = issue(plan, slug, by=clerk, after=0)
        issuing.withdraw(withdrawn, by=clerk, reason="A school was named by mistake.")
    record(
        crew,
        f"Three schools and {SHOWN}.",
        internal_note=f"{HIDDEN['an internal note']} complained.",
    )
    Draft.objects.keep(
        by=officer,
        initiative=crew,
        address="/2017-18/initiatives/1/update/",
        fields={"outcome": f"Four schools and {HIDDEN['a draft']}"},
    )
    make_return(by=officer, plan=plan, note=f"Please mind {HIDDEN['the note of a return']}.")
    answer_and_send(crew, f"Five schools and {HIDDEN['an answer not accepted']}.", by=partner)
    post(
        to=officer.email,
        name=officer.name,
        subject="What is due",
        body=f"Ask {HIDDEN['the outbox']} again.",
        about="2017-18",
    )
    for slug in PAPERS:
        warning = AcceptedWarning.objects.create(
            plan=plan,
            paper=slug,
            key="1",
            rule="no-timing",
            reference="2017-18/01",
            said="No timing.",
            reason=f"{HIDDEN['the reason a warning was accepted for']} knows.",
            accepted_by=clerk,
        )
        issue(plan, slug, by=clerk, after=1, look=lambda *_, warning=warning: [warning])
    record(crew, f"Six schools, and {HIDDEN['what was edited after the issue']}.")
    return plan


def _name_of_issuer():
    return f"Example {HIDDEN['the name of who issued it, as files may keep it']}"


def issue(plan, slug, *, by, after, **said):
    today = timezone.localdate()
    reason = "A school was taken out." if after else ""
    return issuing.issue(plan, slug, as_of=today, by=by, reason=reason, after=after, **said)


def guessed(plan):
    """The addresses that somebody might try who knows what the others look like."""
    for year in ("2017-18", "2018-19"):
        yield f"/papers/{year}/"
        for slug in PAPERS:
            yield f"/papers/{year}/{slug}/"
            for number in (1, 2, 3):
                yield f"/papers/{year}/{slug}/{number}/"
                yield f"/papers/{year}/{slug}/{number}/changes/"
                yield from (f"/papers/{year}/{slug}/{number}.{extension}" for extension in FORMATS)


def test_the_twelve_words_are_in_no_public_page_or_file(planted):
    found = everything_public(*guessed(planted))

    read = {address: words_in(answered) for address, answered in found.items()}
    assert {
        (where, address)
        for address, text in read.items()
        for where, word in HIDDEN.items()
        if word.casefold() in text.casefold()
    } == set()
    for slug in PAPERS:
        assert SHOWN in read[f"/papers/2017-18/{slug}/2/"]
        for extension in FORMATS:
            assert SHOWN in read[f"/papers/2017-18/{slug}/2.{extension}"], extension


def test_the_twelve_words_do_stand_in_the_tracker(planted):
    kept = "\n".join(
        str(row) for model in apps.get_models() for row in model._base_manager.values_list()
    )

    assert [word for word in HIDDEN.values() if word.casefold() not in kept.casefold()] == []


def test_what_is_issued_stays_as_it_was_whatever_becomes_of_the_plan(planted):
    def issued():
        addresses = [
            f"/papers/2017-18/{slug}/2{ending}"
            for slug in PAPERS
            for ending in ("/", *(f".{extension}" for extension in FORMATS))
        ]
        return {address: Client().get(address).content for address in addresses}

    before = issued()
    crew = planted.initiatives.get(number=1)
    agency = crew.leads.get()
    agency.name, agency.short_name = "Colchester City Council", "CCC"
    agency.save()
    priority = planted.key_priorities.get()
    priority.title = "Something else"
    priority.save()
    planted.partnership.name = "Another partnership"
    planted.partnership.save()
    record(crew, "Everything is different.", on=timezone.localdate())
    crew.title, crew.removed_on, crew.removal_reason = "Crew", timezone.localdate(), "Ended."
    crew.save()
    planted.closed_on = timezone.localdate() - timedelta(days=1)
    planted.save()

    assert issued() == before
    assert all(len(content) > 100 for content in before.values())
    assert IssuedPaper.objects.public().count() == 2
