"""An issued paper never changes, but for words nobody may read any more."""

from datetime import date

import pytest

from initiatives.redacting import Left, of_other_years_with, redact, what_goes, what_is_emptied
from reports.issuing import withdraw
from reports.models import AcceptedWarning, IssuedFile, IssuedPaper
from scp_tracker.accounts.roles import ADMINISTRATOR, CLERK
from tests.builders import make_initiative, make_plan, record
from tests.issues import accept_warnings, give_out
from tests.pages import form_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db
REDACT = "/2017-18/initiatives/5/updates/1/redact/"
LEFT = Left("[A resident] was helped.", "", "")
TYPED = {"text": LEFT.text, "internal_note": "", "reason": "It named a victim."}


@pytest.fixture
def said():
    return record(make_initiative("Op Lynx", number=5, led_by="Police"), "Zelda Quux was helped.")


@pytest.fixture
def clerk():
    return make_person(CLERK)


@pytest.fixture
def administrator():
    return make_person(ADMINISTRATOR)


def take_out(said, administrator):
    redact(said, LEFT, after=0, by=administrator, reason="It named a victim.")


def through_the_years(initiative):
    """It and the same work in the two years before and after, each by how far away it is."""
    two, one = make_plan(2015), make_plan(2016)
    first = make_initiative("Op Lynx", number=3, plan=two)
    second = make_initiative("Op Lynx", number=4, plan=one, continues=first)
    initiative.continues = second
    initiative.save()
    third = make_initiative("Op Lynx", number=6, plan=make_plan(2018), continues=initiative)
    fourth = make_initiative("Op Lynx", number=7, plan=make_plan(2019), continues=third)
    return {-2: first, -1: second, 1: third, 2: fourth}


def test_a_paper_with_the_words_is_withdrawn_and_emptied(said, clerk, administrator, caplog):
    caplog.set_level("INFO", "events")
    give_out(said.initiative.plan, by=clerk)

    take_out(said, administrator)

    issued = IssuedPaper.objects.get()
    assert (issued.document, issued.report, issued.digest) == (None, None, "")
    assert issued.purged_at
    assert issued.withdrawn_by == administrator
    assert issued.withdrawal_reason.startswith("It held words that should not have been published")
    files = IssuedFile.objects.all()
    assert {(bytes(file.content), file.size, file.digest) for file in files} == {(b"", 0, "")}
    [told] = [line.facts for line in caplog.records if line.message == "issued_paper_emptied"]
    assert told == {"year": "2017-18", "paper": "year-end", "number": 1, "user": administrator.pk}


def test_every_paper_with_the_words_goes_and_no_other(said, clerk, administrator):
    plan = said.initiative.plan
    before = give_out(plan, by=clerk, as_of=date(2017, 8, 1))  # nothing was reported by then
    with_words = [
        give_out(plan, by=clerk),
        give_out(plan, by=clerk),
        give_out(plan, by=clerk, slug="annual-plan"),
    ]
    of_another_year = give_out(make_plan(2016), by=clerk)

    take_out(said, administrator)

    assert set(IssuedPaper.objects.exclude(purged_at=None)) == set(with_words)
    assert set(IssuedPaper.objects.public()) == {before, of_another_year}


def test_a_paper_that_was_withdrawn_before_keeps_its_reason_and_is_emptied(
    said, clerk, administrator
):
    withdraw(give_out(said.initiative.plan, by=clerk), by=clerk, reason="It was too early.")

    take_out(said, administrator)

    issued = IssuedPaper.objects.get()
    assert (issued.withdrawn_by, issued.withdrawal_reason) == (clerk, "It was too early.")
    assert issued.purged_at


def test_a_name_alone_in_another_row_is_somebody_elses(said, clerk, administrator):
    other = make_initiative("Op Puma", plan=make_plan(2016))
    record(other, "The Zelda Centre opened.", on=date(2017, 3, 1))
    give_out(other.plan, by=clerk)

    take_out(said, administrator)

    assert IssuedPaper.objects.public().exists()


@pytest.mark.parametrize("years_from_it", [-2, -1, 1, 2])
def test_the_same_work_in_another_year_has_the_name_of_the_same_person(
    said, clerk, administrator, years_from_it
):
    far = through_the_years(said.initiative)[years_from_it]
    record(far, "Zelda was helped.", on=date(2017, 3, 1))
    issued = give_out(far.plan, by=clerk)

    named = what_is_emptied(what_goes(said, LEFT), said)
    take_out(said, administrator)

    issued.refresh_from_db()
    assert issued.purged_at
    assert named == [str(issued)]


def test_what_the_work_is_called_in_every_year_empties_no_paper_of_another(clerk, administrator):
    initiative = make_initiative("Op Lynx", number=5, led_by="Police")
    told = record(initiative, "Op Lynx found Zelda Quux.")
    earlier = through_the_years(initiative)[-1]
    record(earlier, "Lynx is well known.", on=date(2017, 3, 1))
    give_out(earlier.plan, by=clerk)
    give_out(earlier.plan, by=clerk, reason="Lynx was left out.")

    words = what_goes(told, Left("", "", ""))
    others = of_other_years_with(words, told)
    redact(told, Left("", "", ""), after=0, by=administrator, reason="It named a victim.")

    assert "Lynx" in words.phrases
    assert others == []
    assert IssuedPaper.objects.public().count() == 2
    assert IssuedPaper.objects.newest_first()[0].reason == "Lynx was left out."


def test_other_work_that_carries_on_the_same_one_is_no_year_of_it(said, clerk, administrator):
    years = through_the_years(said.initiative)
    beside = make_initiative("Op Puma", number=9, plan=years[1].plan, continues=years[-1])
    record(beside, "The Zelda Centre opened.", on=date(2017, 3, 1))
    give_out(beside.plan, by=clerk)

    take_out(said, administrator)

    assert IssuedPaper.objects.public().exists()


def test_reasons_and_warnings_of_the_other_years_lose_the_name(said, clerk, administrator):
    earlier = through_the_years(said.initiative)[-1]
    accepted = AcceptedWarning.objects.create(
        plan=earlier.plan,
        paper="year-end",
        key="1",
        rule="names",
        reference=earlier.reference,
        said="It says “Zelda”.",
        reason="Zelda agreed.",
        accepted_by=clerk,
    )
    issued = give_out(earlier.plan, by=clerk, look=lambda *_: [accepted])
    withdraw(issued, by=clerk, reason="Zelda asked for it.")

    take_out(said, administrator)

    issued.refresh_from_db()
    assert issued.purged_at is None
    assert issued.withdrawal_reason == "[Redacted] asked for it."
    [warning] = issued.warnings
    assert (warning["said"], warning["reason"]) == ("It says “[Redacted]”.", "[Redacted] agreed.")


def test_a_phrase_is_found_in_any_row(said, clerk, administrator):
    other = make_initiative("Op Puma", plan=make_plan(2016))
    record(other, "Later zelda  QUUX was seen.", on=date(2017, 3, 1))
    give_out(other.plan, by=clerk)

    take_out(said, administrator)

    assert not IssuedPaper.objects.public().exists()


def test_a_reason_that_tells_whom_the_mended_row_named_goes_too(said, clerk, administrator):
    plan = said.initiative.plan
    record(said.initiative, "A resident was helped.", on=date(2017, 9, 5))
    give_out(plan, by=clerk)
    give_out(plan, by=clerk, reason="Zelda is no longer named.")

    take_out(said, administrator)

    newest, first = IssuedPaper.objects.newest_first()
    assert newest.purged_at
    assert newest.reason == "[Redacted] is no longer named."
    assert first.withdrawn_at is None


def test_a_paper_emptied_before_keeps_a_title_that_has_a_name_of_somebody_else(
    said, clerk, administrator
):
    earlier = make_plan(2016)
    earlier.particulars.create(paper="year-end", title="The year of Zelda")
    issued = give_out(earlier, by=clerk)
    issued.purge(by=administrator, reason="It held words nobody may read.")

    take_out(said, administrator)

    assert IssuedPaper.objects.get().title == "The year of Zelda"


def test_reasons_and_warnings_lose_the_words(said, clerk, administrator):
    plan = said.initiative.plan
    about = {"plan": plan, "paper": "year-end", "rule": "names", "accepted_by": clerk}
    own = {"reference": said.initiative.reference, "said": "It says “Zelda”."}
    accepted = [
        AcceptedWarning.objects.create(key="1", **about, **own, reason="Zelda agreed."),
        AcceptedWarning.objects.create(
            key="2", **about, said="“Zelda Quux” and “Zelda”", reason="Two Zeldas, one Zelda."
        ),
    ]
    give_out(plan, by=clerk)
    issued = give_out(plan, by=clerk, reason="Zelda Quux was misspelt.", look=lambda *_: accepted)
    withdraw(issued, by=clerk, reason="Zelda Quux asked for it.")

    take_out(said, administrator)

    issued = IssuedPaper.objects.newest_first()[0]
    assert issued.reason == "[Redacted] was misspelt."
    assert issued.withdrawal_reason == "[Redacted] asked for it."
    left = [
        ("It says “[Redacted]”.", "[Redacted] agreed."),
        ("“[Redacted]” and “Zelda”", "Two Zeldas, one Zelda."),
    ]
    assert [(warning["said"], warning["reason"]) for warning in issued.warnings] == left


def test_nothing_is_left_from_which_an_acceptance_could_be_told(said, clerk, administrator):
    plan = said.initiative.plan
    make_initiative("Op Puma", number=6)
    accept_warnings(plan, by=clerk, as_of=date(2017, 9, 12))
    about = {"plan": plan, "paper": "year-end", "rule": "names", "accepted_by": clerk}
    AcceptedWarning.objects.create(
        key="1", **about, said="It says so.", reason="Zelda Quux agreed."
    )
    kept = AcceptedWarning.objects.create(key="2", **about, said="It says so.", reason="Zelda.")
    stand = {kept, *AcceptedWarning.objects.filter(reference="2017-18/06")}
    stand |= {*AcceptedWarning.objects.filter(rule="no-date")}
    assert AcceptedWarning.objects.filter(reference="2017-18/05").exists()
    assert len(stand) > 2

    take_out(said, administrator)

    assert set(AcceptedWarning.objects.all()) == stand


def test_where_nothing_but_the_name_of_an_agency_goes_what_was_accepted_stands(
    said, clerk, administrator
):
    told = record(said.initiative, "Then Police came.", on=date(2017, 9, 2))
    accept_warnings(said.initiative.plan, by=clerk, as_of=date(2017, 9, 12))
    count = AcceptedWarning.objects.count()

    left = Left("Then came.", "", "")
    redact(told, left, after=0, by=administrator, reason="It was not them.")

    assert AcceptedWarning.objects.count() == count > 0


def test_a_title_with_the_words_loses_them(said, clerk, administrator):
    said.initiative.plan.particulars.create(paper="year-end", title="What Zelda Quux did")
    give_out(said.initiative.plan, by=clerk)

    take_out(said, administrator)

    assert IssuedPaper.objects.get().title == "What [Redacted] did"


def test_the_administrator_is_told_before_and_after(client, said, clerk, administrator):
    give_out(said.initiative.plan, by=clerk)
    client.force_login(administrator)

    page = client.post(REDACT, form_of(client.get(REDACT)) | TYPED)
    told = words_of(page)
    assert IssuedPaper.objects.public().exists()
    after = words_of(client.post(REDACT, form_of(page) | {"confirmed": "yes"}, follow=True))

    named = "Year end performance report 2017-18, issue 1"
    assert "Each is withdrawn now, and its text and all its files are emptied" in told
    assert named in told
    assert f"Withdrawn and emptied: {named}." in after


def test_where_no_paper_has_the_words_none_is_spoken_of(client, said, administrator):
    client.force_login(administrator)

    page = client.post(REDACT, form_of(client.get(REDACT)) | TYPED)

    assert "Issued papers that have the words" not in words_of(page)


def test_the_page_of_an_emptied_issue_says_so_and_has_no_files(client, said, clerk, administrator):
    give_out(said.initiative.plan, by=clerk)
    take_out(said, administrator)
    client.force_login(clerk)

    page = client.get("/2017-18/reports/year-end/issues/1/")

    assert "the paper and its files were emptied" in words_of(page)
    assert ".xlsx" not in page.text
    assert client.get("/2017-18/reports/year-end/issues/1.xlsx").status_code == 404


def test_the_paper_can_be_issued_again_without_the_words(said, clerk, administrator):
    give_out(said.initiative.plan, by=clerk)
    take_out(said, administrator)

    again = give_out(said.initiative.plan, by=clerk)

    assert again.number == 2
    assert "Zelda" not in str(again.document)


def test_a_reason_of_the_same_year_tells_nobody_the_name_even_without_the_initiative(
    said, clerk, administrator
):
    initiative = said.initiative
    give_out(initiative.plan, by=clerk)
    initiative.removed_on, initiative.removal_reason = date(2017, 9, 1), "Merged."
    initiative.save()
    named = give_out(initiative.plan, by=clerk, reason="Zelda should not be in it.")
    other = give_out(initiative.plan, by=clerk, reason="A venue was left out.")
    initiative.refresh_from_db()

    take_out(said, administrator)

    named.refresh_from_db()
    assert named.purged_at
    assert named.reason == "[Redacted] should not be in it."
    other.refresh_from_db()
    assert not other.purged_at


def test_a_paper_emptied_for_other_words_loses_the_name_in_its_reasons(said, clerk, administrator):
    issued = give_out(said.initiative.plan, by=clerk)
    withdraw(issued, by=clerk, reason="It named Zelda and a venue.")
    issued.purge(by=administrator, reason="A venue.")

    take_out(said, administrator)

    issued.refresh_from_db()
    assert issued.withdrawal_reason == "It named [Redacted] and a venue."


def test_a_title_that_grows_too_long_without_the_words_ends_early(said, clerk, administrator):
    issued = give_out(said.initiative.plan, by=clerk)
    issued.reword(title=("Zelda " * 50).strip())

    take_out(said, administrator)

    issued.refresh_from_db()
    assert issued.title.startswith("[Redacted] [Redacted]")
    assert len(issued.title) == 300


def test_a_warning_does_not_go_on_quoting_a_piece_of_what_was_taken_out(clerk, administrator):
    told = record(
        make_initiative("Op Gallery", number=5, led_by="Police"),
        "A week of action took place. In the second of the bars that were visited a 16 year old "
        "girl was found who had been brought into the country, and was taken somewhere safe.",
    )
    plan = told.initiative.plan
    accept_warnings(plan, by=clerk, as_of=date(2017, 9, 12))
    give_out(plan, by=clerk, look=lambda *_: AcceptedWarning.objects.all())
    quoting = AcceptedWarning.objects.filter(said__contains="16 year old")
    assert quoting.exists()

    redact(
        told,
        Left("A week of action took place.", "", ""),
        after=0,
        by=administrator,
        reason="It told of a victim.",
    )

    kept = IssuedPaper.objects.get().warnings
    assert not AcceptedWarning.objects.filter(reference=told.initiative.reference).exists()
    said = " ".join(warning["said"] for warning in kept)
    for piece in ("16", "girl", "bars", "brought"):
        assert piece not in said
    assert "“[Redacted]”" in said
    assert {warning["reason"] for warning in kept} == {"It is meant so."}
