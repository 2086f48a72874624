import hashlib
from datetime import date
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from openpyxl import load_workbook

from initiatives.models import Agency, OutcomeUpdate
from priorities.models import PartnershipPlan
from priorities.versions import OutOfDate
from reports import issuing, stored
from reports.catalogue import FORMATS, REPORTS
from reports.issuing import NeverIssued, issue, withdraw
from reports.models import AcceptedWarning, IssuedFile, IssuedPaper, NeverChangedError
from reports.renderers.refusals import CannotBeMade
from scp_tracker.accounts import roles
from tests.builders import make_initiative, make_key_priority, make_plan, record
from tests.people import make_person

pytestmark = pytest.mark.django_db
TO_BE_ISSUED = [slug for slug, paper in REPORTS.items() if paper.is_to_be_issued]
AS_OF = date(2017, 9, 12)


@pytest.fixture
def clerk():
    return make_person(roles.CLERK, name="Example clerk")


@pytest.fixture
def j9():
    initiative = make_initiative("J9", serves=(make_key_priority(),), led_by="CBC")
    record(initiative, "Delivered to twelve venues.")
    return initiative


def give_out(plan, by, *, slug="year-end", after=0, reason="", **said):
    said = {"as_of": AS_OF, **said}
    return issue(plan, slug, by=by, after=after, reason=reason, **said)


@pytest.mark.parametrize("slug", TO_BE_ISSUED)
def test_an_issue_keeps_the_report_and_a_file_of_every_format(j9, clerk, slug):
    issued = give_out(j9.plan, clerk, slug=slug)

    issued = IssuedPaper.objects.get(pk=issued.pk)
    assert (issued.start_year, issued.paper, issued.number) == (2017, slug, 1)
    assert (issued.as_of, issued.issued_by, issued.reason) == (AS_OF, clerk, "")
    assert issued.report.standing == f"Issue 1, {timezone.localdate():%-d %B %Y}"
    assert issued.title == issued.report.particulars.title
    assert issued.digest == stored.digest_of(issued.document)
    assert [file.extension for file in issued.files.all()] == list(FORMATS)
    for file in issued.files.all():
        content = bytes(file.content)
        assert content == FORMATS[file.extension].render(issued.report)
        assert (file.size, file.digest) == (len(content), hashlib.sha256(content).hexdigest())
        assert file.name == f"{slug}-2017-18-as-of-2017-09-12-issue-1.{file.extension}"


def test_nothing_that_happens_afterwards_changes_an_issue(j9, clerk):
    issued = give_out(j9.plan, clerk)
    before = issued.report, [bytes(file.content) for file in issued.files.all()]

    record(j9, "Stopped.", on=AS_OF)
    Agency.objects.update(short_name="CCC")
    j9.removed_on, j9.removal_reason = AS_OF, "Merged."
    j9.save()

    issued = IssuedPaper.objects.get()
    assert (issued.report, [bytes(file.content) for file in issued.files.all()]) == before


def test_a_later_issue_says_why_it_replaces_the_one_before(j9, clerk):
    give_out(j9.plan, clerk)
    record(j9, "Delivered to thirteen venues.", on=date(2017, 9, 1))

    second = give_out(j9.plan, clerk, after=1, reason="One venue was left out.")

    assert second.number == second.report.issue.number == 2
    assert second.report.issue.reason == "One venue was left out."
    newest, first = IssuedPaper.objects.newest_first().with_replacement()
    assert (first.replaced_by, first.replaced_because) == (2, "One venue was left out.")
    assert first.replaced_at == second.issued_at
    assert (newest, newest.replaced_by) == (second, None)


@pytest.mark.parametrize(("after", "reason"), [(0, "Nothing was before."), (1, "")])
def test_a_reason_belongs_to_every_issue_but_the_first(j9, clerk, after, reason):
    if after:
        give_out(j9.plan, clerk)

    with pytest.raises(IntegrityError), transaction.atomic():
        give_out(j9.plan, clerk, after=after, reason=reason)


def test_papers_and_years_count_for_themselves(j9, clerk):
    earlier = make_plan(2016)

    numbers = [
        give_out(j9.plan, clerk).number,
        give_out(j9.plan, clerk, slug="annual-plan").number,
        give_out(earlier, clerk).number,
    ]

    assert numbers == [1, 1, 1]


@pytest.mark.parametrize("after", [0, 2])
def test_whoever_saw_another_number_is_told_of_the_newest_issue(j9, clerk, after):
    first = give_out(j9.plan, clerk)

    with pytest.raises(OutOfDate) as told:
        give_out(j9.plan, clerk, after=after, reason="Mended.")

    assert told.value.newest == first
    assert IssuedPaper.objects.count() == 1
    assert IssuedFile.objects.count() == len(FORMATS)


def test_of_two_clerks_who_issue_at_once_the_later_is_told_of_the_first(j9, clerk, monkeypatch):
    make, other = issuing._made, make_person(roles.CLERK)

    def overtaken(*args, **said):
        made = make(*args, **said)
        monkeypatch.setattr(issuing, "_made", make)
        give_out(j9.plan, other)
        return made

    monkeypatch.setattr(issuing, "_made", overtaken)

    with pytest.raises(OutOfDate) as told:
        give_out(j9.plan, clerk)

    assert told.value.newest.issued_by == other
    assert IssuedPaper.objects.get() == told.value.newest


def test_a_number_is_never_used_twice_even_after_a_withdrawal(j9, clerk):
    withdraw(give_out(j9.plan, clerk), by=clerk, reason="It was the wrong year’s.")

    assert give_out(j9.plan, clerk, after=1, reason="The right year’s.").number == 2


def test_a_closed_plan_can_be_issued(j9, clerk):
    PartnershipPlan.objects.update(closed_on=date(2018, 6, 1))

    assert give_out(PartnershipPlan.objects.get(), clerk).number == 1


def test_a_report_no_committee_is_given_is_not_issued(j9, clerk, monkeypatch):
    monkeypatch.setitem(REPORTS, "exceptions", REPORTS["year-end"].__class__("", "", None))

    with pytest.raises(NeverIssued):
        give_out(j9.plan, clerk, slug="exceptions")


def test_an_issue_of_today_does_not_say_that_it_goes_back(j9, clerk):
    issued = give_out(j9.plan, clerk, as_of=timezone.localdate())

    assert issued.report.note == ""
    assert issued.files.first().name.startswith("year-end-2017-18-issue-1.")


def test_the_issued_excel_file_is_no_draft(j9, clerk):
    file = give_out(j9.plan, clerk).files.get(extension="xlsx")

    sheet = load_workbook(BytesIO(bytes(file.content))).worksheets[0]
    assert sheet.oddHeader.right.text == f"Issue 1, {timezone.localdate():%-d %B %Y}"


def test_accepted_warnings_are_kept_as_they_were(j9, clerk):
    accepted = AcceptedWarning.objects.create(
        plan=j9.plan,
        paper="year-end",
        key="0" * 64,
        rule="no-timing",
        reference=j9.reference,
        said="J9 has no timing.",
        reason="It runs all year.",
        accepted_by=clerk,
    )
    issued = give_out(j9.plan, clerk, look=lambda *_: [accepted])
    accepted.delete()

    [kept] = IssuedPaper.objects.get(pk=issued.pk).warnings
    assert (kept["said"], kept["reason"]) == ("J9 has no timing.", "It runs all year.")
    assert kept["accepted_by"] == "Example clerk"


def test_a_withdrawn_paper_keeps_its_content_and_leaves_the_public(j9, clerk):
    issued = give_out(j9.plan, clerk)

    withdraw(issued, by=clerk, reason="It named a venue by mistake.")

    issued = IssuedPaper.objects.get()
    assert issued.withdrawn_by == clerk
    assert issued.withdrawal_reason == "It named a venue by mistake."
    assert issued.report
    assert not IssuedPaper.objects.public().exists()


def test_a_paper_is_withdrawn_once(j9, clerk):
    issued = give_out(j9.plan, clerk)
    withdraw(IssuedPaper.objects.get(), by=clerk, reason="The first reason.")

    with pytest.raises(OutOfDate) as told:
        withdraw(issued, by=clerk, reason="The second reason.")

    assert told.value.newest.withdrawal_reason == "The first reason."


def rows_of(record):
    return type(record).objects.filter(pk=record.pk)


@pytest.mark.parametrize(
    "change",
    [
        lambda one: one.save(),
        lambda one: one.save(force_update=True),
        lambda one: one.delete(),
        lambda one: rows_of(one).update(digest="x"),
        lambda one: rows_of(one).delete(),
        lambda one: rows_of(one).bulk_update([one], ["digest"]),
        lambda one: rows_of(one).update_or_create(digest="x"),
        lambda one: type(one).objects.bulk_create(
            [one], update_conflicts=True, update_fields=["digest"], unique_fields=["pk"]
        ),
    ],
    ids=[
        "save",
        "forced save",
        "delete",
        "queryset update",
        "queryset delete",
        "bulk update",
        "update or create",
        "bulk create over it",
    ],
)
@pytest.mark.parametrize("model", [IssuedPaper, IssuedFile])
def test_what_was_issued_is_never_changed_or_deleted(j9, clerk, model, change):
    give_out(j9.plan, clerk)
    one = model.objects.first()

    with pytest.raises(NeverChangedError, match="issue it again with a reason"):
        change(one)

    assert model.objects.get(pk=one.pk).digest == one.digest


def test_the_log_tells_the_number_and_none_of_the_words(j9, clerk, caplog):
    caplog.set_level("INFO", "events")

    issued = give_out(j9.plan, clerk)
    withdraw(issued, by=clerk, reason="Wrong venue.")

    told = [(line.message, line.facts) for line in caplog.records if line.name == "events"]
    facts = {"year": "2017-18", "paper": "year-end", "number": 1, "user": clerk.pk}
    assert told == [("paper_issued", facts), ("paper_withdrawn", facts)]


def test_words_taken_out_while_the_paper_is_made_are_not_in_it(j9, clerk, monkeypatch):
    make, times = issuing._made, []

    def redacted_meanwhile(*args, **said):
        result = make(*args, **said)
        times.append(result)
        if len(times) == 1:
            OutcomeUpdate.objects.get().redact(
                after=0,
                by=clerk,
                reason="It names a venue.",
                text="Delivered.",
                internal_note="",
                status_reason="",
            )
        return result

    monkeypatch.setattr(issuing, "_made", redacted_meanwhile)

    issued = give_out(j9.plan, clerk)

    assert "venues" not in str(issued.document)
    assert len(times) == 2


def test_a_paper_is_given_up_where_nothing_stays_still_for_long(j9, clerk, monkeypatch):
    said = OutcomeUpdate.objects.get()
    make, times = issuing._made, []

    def redacted_each_time(*args, **asked):
        times.append(args)
        left = {"text": "Delivered.", "internal_note": "", "status_reason": ""}
        said.redact(after=len(times) - 1, by=clerk, reason="It names a venue.", **left)
        return make(*args, **asked)

    monkeypatch.setattr(issuing, "_made", redacted_each_time)

    with pytest.raises(CannotBeMade, match="Try again in a few minutes"):
        give_out(j9.plan, clerk)

    assert len(times) == issuing.TURNS
    assert not IssuedPaper.objects.exists()


def test_an_acceptance_taken_back_while_the_paper_is_made_is_asked_for_again(
    j9, clerk, monkeypatch
):
    about = {"plan": j9.plan, "paper": "year-end", "rule": "no-timing", "said": "No timing."}
    accepted = AcceptedWarning.objects.create(
        key="0", **about, reason="It runs all year.", accepted_by=clerk
    )
    make = issuing._made

    def taken_back_meanwhile(*args, **said):
        AcceptedWarning.objects.all().delete()
        return make(*args, **said)

    monkeypatch.setattr(issuing, "_made", taken_back_meanwhile)
    looks = iter([[accepted], []])

    issued = give_out(j9.plan, clerk, look=lambda *_: next(looks))

    assert issued.warnings == []
    assert next(looks, None) is None
