"""Words taken out of an outcome are nowhere afterwards, and nothing else of it changes."""

from datetime import date

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from initiatives.chains import chain_of
from initiatives.forms import OutcomeForm, RestoreForm
from initiatives.models import Draft, Initiative, Message, OutcomeUpdate, Redaction
from initiatives.outbox import post
from initiatives.redacting import Left, of_other_years_with, others_with, redact, what_goes
from initiatives.returns.accepting import accept
from priorities.versions import OutOfDate
from scp_tracker.accounts.roles import ADMINISTRATOR
from tests.builders import answer, answer_and_send, make_initiative, make_plan, make_return, record
from tests.people import make_person

pytestmark = pytest.mark.django_db

LEFT = Left("[A resident] was helped.", "Ring the county.", "No money")
WORDS = ("Zelda", "Quux")


@pytest.fixture
def administrator():
    return make_person(ADMINISTRATOR, name="Ada")


@pytest.fixture
def initiative():
    return make_initiative("Op Lynx", number=5, led_by="Police")


@pytest.fixture
def said(initiative):
    return record(
        initiative,
        "Zelda Quux was helped.",
        internal_note="Ring Zelda Quux or the county.",
        status="at_risk",
        status_reason="No money",
        on=date(2017, 9, 1),
    )


def everything_stored():
    """Every value of every table."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the tables' own names
            yield from (str(value) for row in cursor.fetchall() for value in row)


def test_only_the_words_go_and_who_took_them_out_stays(said, administrator):
    before = OutcomeUpdate.objects.values().get()

    redact(said, LEFT, after=0, by=administrator, reason="It named a victim.")

    after = OutcomeUpdate.objects.values().get()
    assert after == before | LEFT._asdict()
    redaction = Redaction.objects.get()
    assert (redaction.update, redaction.number) == (said, 1)
    assert (redaction.redacted_by, redaction.reason) == (administrator, "It named a victim.")


def test_the_words_are_nowhere_in_the_database_afterwards(initiative, said, administrator):
    make_return(by=administrator)
    given = answer_and_send(initiative, "Zelda Quux was seen again.", internal_note="ZELDA  quux")
    given = answer_and_send(initiative, "Nobody was seen. Zelda", status_reason="Zelda\tQuux")
    accept(given, seen_version=given.version, by=administrator)
    letter = {"to": "jo@example.com", "name": "Jo", "subject": "Op Lynx", "about": "Quarter 2"}
    post(**letter, body="2017-18/05: Zelda Quux was helped.")
    drafted = {"outcome": "Zelda Quux was seen", "internal_note": "Ring Zelda."}
    page = f"{initiative.get_absolute_url()}update/"
    Draft.objects.keep(by=administrator, initiative=initiative, address=page, fields=drafted)
    LogEntry.objects.create(
        user=administrator,
        content_type=ContentType.objects.get_for_model(Initiative),
        object_id=str(initiative.pk),
        object_repr="5 Zelda Quux was helped.",
        action_flag=CHANGE,
    )
    accepted = initiative.updates.get(number=2)

    redact(said, LEFT, after=0, by=administrator, reason="It named a victim.")
    redact(accepted, Left("Nobody was seen.", "", ""), after=0, by=administrator, reason="It too.")

    found = [text for text in everything_stored() if any(word in text for word in WORDS)]
    assert found == []
    assert Message.objects.get().body == "2017-18/05: [Redacted] was helped."


def test_an_answer_that_waits_loses_them_and_is_out_of_date_where_it_is_open(
    initiative, said, administrator
):
    make_return(by=administrator)
    given = answer(initiative, "Zelda Quux was seen again.")

    redact(said, LEFT, after=0, by=administrator, reason="It named a victim.")

    now = initiative.answers.get()
    assert (now.text, now.version) == ("[Redacted] was seen again.", given.version + 1)


def test_answers_about_other_initiatives_stay_as_they_are(initiative, said, administrator):
    other = make_initiative("Op Mole", number=6, led_by="Police")
    make_return(by=administrator)
    answer(other, "Zelda is a brand of van.")

    redact(said, LEFT, after=0, by=administrator, reason="It named a victim.")

    assert other.answers.get().text == "Zelda is a brand of van."


def test_an_answer_grown_too_long_for_its_column_is_cut(initiative, said, administrator):
    make_return(by=administrator)
    answer(initiative, "Seen.", status="at_risk", status_reason=("Quux " * 100).strip())

    redact(said, LEFT, after=0, by=administrator, reason="It named a victim.")

    assert len(initiative.answers.get().status_reason) == 500


def test_other_updates_with_the_words_are_found_but_left_to_the_administrator(
    initiative, said, administrator
):
    record(initiative, "All is well.")
    noted = record(initiative, "All is well.", internal_note="Ask zelda.")
    named = record(initiative, "Quux was helped again.")

    words = what_goes(said, LEFT)
    redact(said, LEFT, after=0, by=administrator, reason="It named a victim.")

    assert others_with(words, said) == [noted, named]
    assert initiative.updates.get(number=4).text == "Quux was helped again."


@pytest.mark.parametrize("after", [-1, 1, 7])
def test_whoever_saw_an_older_text_takes_nothing_out(said, administrator, after):
    with pytest.raises(OutOfDate):
        redact(said, LEFT, after=after, by=administrator, reason="It named a victim.")

    assert OutcomeUpdate.objects.get().text == "Zelda Quux was helped."
    assert not Redaction.objects.exists()


def test_an_update_may_be_redacted_again(said, administrator):
    redact(said, LEFT, after=0, by=administrator, reason="It named a victim.")
    said = OutcomeUpdate.objects.get()

    redact(said, Left("", "", ""), after=1, by=administrator, reason="It told who she was.")

    assert OutcomeUpdate.objects.get().text == ""
    assert [each.number for each in said.redactions.all()] == [1, 2]


def test_a_plan_of_another_year_is_no_other_update(initiative, said):
    last_year = make_initiative("Op Lynx", number=5, plan=make_plan(2016))
    record(last_year, "Quux was helped.")

    assert others_with(what_goes(said, LEFT), said) == []
    assert of_other_years_with(what_goes(said, LEFT), said) == []


def test_updates_of_the_same_work_in_other_years_are_found_but_left_to_the_administrator(
    initiative, said, administrator
):
    before = initiative.continues = make_initiative("Op Lynx", number=8, plan=make_plan(2016))
    initiative.save()
    after = make_initiative("Op Lynx", number=2, plan=make_plan(2018), continues=initiative)
    named_after = record(after, "Quux was helped.")
    record(before, "All is well.")
    named_before = record(before, "All is well.", internal_note="Ask zelda.")

    words = what_goes(said, LEFT)
    redact(said, LEFT, after=0, by=administrator, reason="It named a victim.")

    assert of_other_years_with(words, said) == [named_before, named_after]
    assert OutcomeUpdate.objects.get(pk=named_after.pk).text == "Quux was helped."


def test_a_chain_of_many_years_takes_as_many_statements_as_a_short_one(
    initiative, said, django_assert_num_queries
):
    later = initiative
    for year in range(2018, 2026):
        later = make_initiative("Op Lynx", plan=make_plan(year), continues=later)
        record(later, "Quux was helped.")

    words = what_goes(said, LEFT)
    with django_assert_num_queries(3):
        found = [each.initiative.reference for each in of_other_years_with(words, said)]

    assert len(found) == 8


def test_initiatives_that_carry_each_other_on_make_no_endless_chain(initiative, said):
    other = make_initiative("Op Lynx", plan=make_plan(2016), continues=initiative)
    Initiative.objects.filter(pk=initiative.pk).update(continues=other)

    assert chain_of(initiative) == [other, initiative]


def test_the_name_of_an_agency_is_no_word_to_take_out_elsewhere(said):
    update = record(said.initiative, "Jane rang the Police.")

    assert what_goes(update, Left("", "", "")).phrases == ("Jane rang the Police", "Jane")


def test_words_taken_out_while_a_form_is_being_saved_do_not_come_back(
    initiative, said, administrator
):
    sent = {"outcome": "Zelda Quux is well.", "version": "1", "redactions": "0"}
    form = OutcomeForm(sent | {"status": "on_track"}, initiative=initiative)
    assert form.is_valid()
    redact(said, LEFT, after=0, by=administrator, reason="Names a victim.")

    with pytest.raises(OutOfDate):
        form.save(by=administrator)

    assert initiative.updates.count() == 1


def test_nor_does_an_earlier_text_that_is_being_used_again(initiative, said, administrator):
    record(initiative, "Nothing to tell.", on=date(2017, 9, 2))
    form = RestoreForm({"version": "2"}, earlier=OutcomeUpdate.objects.get(pk=said.pk))
    assert form.is_valid()
    redact(said, LEFT, after=0, by=administrator, reason="Names a victim.")

    assert form.save(by=administrator).text == LEFT.text
