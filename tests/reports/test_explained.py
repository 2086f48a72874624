import re
from html import escape, unescape

import pytest

from priorities.models import GlossaryEntry, PaperParticulars
from reports.explained import Explainer
from scp_tracker.accounts.roles import CLERK
from tests.builders import make_initiative, make_key_priority, make_plan, record
from tests.issues import give_out
from tests.people import make_person
from tests.strings.awkward import AWKWARD

COUNCIL = {"CBC": "Colchester Borough Council"}
MARKED = '<abbr title="Colchester Borough Council">CBC</abbr>'


def explain(html, glossary=COUNCIL):
    return Explainer(glossary).explain(html)


def without_tags(html):
    return unescape(re.sub("<[^>]*>", "", html))


def test_the_first_use_in_a_text_is_explained():
    assert explain("<p>CBC and CBC.</p>") == f"<p>{MARKED} and CBC.</p>"


@pytest.mark.parametrize(
    ("text", "explained"),
    [
        ("(CBC)", f"({MARKED})"),
        ("CBC/CBH", f"{MARKED}/CBH"),
        ("CBCs", f"{MARKED}s"),
        ("CBC&#x27;s", f"{MARKED}&#x27;s"),
        ("CBC’s", f"{MARKED}’s"),
        ("ACBC CBCA cbc CBC2", "ACBC CBCA cbc CBC2"),
        ('<p class="CBC">none</p>', '<p class="CBC">none</p>'),
        ("", ""),
    ],
)
def test_it_is_the_word_alone_that_is_marked_and_nothing_in_a_tag(text, explained):
    assert explain(text) == explained


def test_the_longest_abbreviation_is_the_one_that_stands_there():
    told = explain("LAAA2 of LAAA", {"LAAA": "one", "LAAA2": "two"})

    assert told == '<abbr title="two">LAAA2</abbr> of <abbr title="one">LAAA</abbr>'


def test_an_abbreviation_may_have_signs_and_an_entity_is_none():
    glossary = {"A&E": 'Accident & "Emergency"', "amp": "Amplifier", "x27": "No"}

    told = explain(escape("A&E, R&D, it's, amp"), glossary)

    assert told == (
        '<abbr title="Accident &amp; &quot;Emergency&quot;">A&amp;E</abbr>, R&amp;D, it&#x27;s, '
        '<abbr title="Amplifier">amp</abbr>'
    )


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD)
def test_awkward_texts_and_meanings_stay_words(text):
    around = escape(f"CBC {text} CBC")

    as_text = explain(around)
    as_meaning = explain("<p>CBC</p>", {"CBC": text})
    as_name = explain(f"<p>{around}</p>", {text: "meaning", **COUNCIL})

    assert without_tags(as_text) == f"CBC {text} CBC"
    assert without_tags(as_meaning) == "CBC"
    assert without_tags(as_name) == f"CBC {text} CBC"
    for html in (as_text, as_meaning, as_name):
        assert re.findall("<([a-z]+)", html) == ["p"] * html.count("<p>") + ["abbr"] * (
            html.count("<abbr ")
        )
        assert "<script" not in html


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["year-end", "annual-plan"])
def test_the_page_of_a_paper_explains_what_its_glossary_does_and_the_glossary_not_itself(
    client, slug
):
    client.force_login(make_person(CLERK))
    plan = make_plan()
    GlossaryEntry.objects.create(plan=plan, abbreviation="PSPO", meaning='An "order" <b>')
    record(make_initiative("J9", serves=(make_key_priority(),)), "• The PSPO\n• PSPO again")

    page = client.get(f"/{plan.year}/reports/{slug}/").content.decode()

    marked = '<abbr title="An &quot;order&quot; &lt;b&gt;">PSPO</abbr>'
    assert f"<li>The {marked}</li><li>PSPO again</li>" in page
    assert page.count("<abbr") == 1
    assert "<b>" not in page


@pytest.mark.django_db
@pytest.mark.parametrize("is_public", [False, True])
def test_prose_is_explained_as_cells_are_and_headings_stay_plain(client, is_public):
    client.force_login(make_person(CLERK))
    priority = make_key_priority("To reduce ASB")
    priority.points.create(text="ASB on buses", position=1)
    PaperParticulars.objects.create(
        plan=priority.plan, paper="annual-plan", title="ASB", opening="Of ASB:\n• ASB first"
    )
    for name, meaning in (("ASB", "A nuisance"), ("KP", "Key Priority")):
        GlossaryEntry.objects.create(plan=priority.plan, abbreviation=name, meaning=meaning)
    give_out(priority.plan, slug="annual-plan", by=make_person(CLERK))
    address = "/papers/2017-18/annual-plan/1/" if is_public else "/2017-18/reports/annual-plan/"

    page = client.get(address).content.decode()

    marked = '<abbr title="A nuisance">ASB</abbr>'
    assert f'<p class="govuk-body">Of {marked}:</p>' in page
    assert "<li>ASB first</li>" in page
    assert f'<p class="govuk-body">To reduce {marked}</p>' in page
    assert f"<li>{marked} on buses</li>" in page
    assert '<p class="govuk-body">This <abbr title="Key Priority">KP</abbr> includes:</p>' in page
    headings = re.findall("<h[1-6].*?</h[1-6]>", page)
    assert any("(KP) 1" in heading for heading in headings)
    assert not any("<abbr" in heading for heading in headings)
