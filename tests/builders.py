"""Test data that reads like the paper: only what a test is about has to be said."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from initiatives.files.contents import FileRead, FileTable
from initiatives.models import (
    Agency,
    AgencyReturn,
    Answer,
    Funding,
    FundSource,
    Initiative,
    Lead,
    MoveIn,
    OutcomeUpdate,
    PriorityLink,
    Return,
    ReturnedWorkbook,
)
from initiatives.moving_in.going_on import begin, decide
from initiatives.returns.answering import Said, send, write_answer
from initiatives.returns.opening import open_return
from priorities.models import KeyPriority, Partnership, PartnershipPlan, Target

_numbers = count(1)


def make_plan(start_year: int = 2017, **said: Any) -> PartnershipPlan:
    """The plan of that year, made if it is not there."""
    partnership, _ = Partnership.objects.get_or_create(
        name="Safer Colchester Partnership",
        defaults={
            "short_name": "SCP",
            "council": "Colchester Borough Council",
            "committee": "Crime and Disorder Committee",
        },
    )
    plan, _ = PartnershipPlan.objects.get_or_create(
        start_year=start_year, defaults={"partnership": partnership, **said}
    )
    return plan


def make_key_priority(
    title: str = "To reduce reoffending", *, plan: PartnershipPlan | None = None, number: int = 1
) -> KeyPriority:
    """A key priority of the plan (2017-18 unless said)."""
    return KeyPriority.objects.create(plan=plan or make_plan(), number=number, title=title)


def make_agency(short_name: str, **said: Any) -> Agency:
    """The agency of that short name, made if it is not there."""
    agency, _ = Agency.objects.get_or_create(
        short_name=short_name, defaults={"name": short_name, **said}
    )
    return agency


def make_initiative(
    title: str = "Crucial Crew",
    *,
    plan: PartnershipPlan | None = None,
    number: int | None = None,
    led_by: str = "",
    funded_by: str = "",
    timing: str = "",
    under: KeyPriority | None = None,
    target: str = "",
    serves: tuple[KeyPriority, ...] = (),
    **said: Any,
) -> Initiative:
    """An initiative as the plan prints it: led_by="SCP / CBC", timing="Start Sept 17"."""
    plan = plan or (under.plan if under else make_plan())
    goal = None
    if under and target:
        goal, _ = Target.objects.get_or_create(
            key_priority=under, text=target, defaults={"number": under.targets.count() + 1}
        )
    initiative = Initiative.objects.create(
        plan=plan,
        number=number or next(_numbers),
        title=title,
        timing=timing,
        target=goal,
        **said,
    )
    for position, name in enumerate(filter(None, led_by.split(" / ")), start=1):
        Lead.objects.create(initiative=initiative, agency=make_agency(name), position=position)
    for position, name in enumerate(filter(None, funded_by.split(" / ")), start=1):
        source, _ = FundSource.objects.get_or_create(name=name)
        Funding.objects.create(initiative=initiative, fund_source=source, position=position)
    for position, priority in enumerate(serves, start=1):
        PriorityLink.objects.create(initiative=initiative, key_priority=priority, position=position)
    return initiative


def record(
    initiative: Initiative, text: str, *, on: date = date(2017, 8, 30), **said: Any
) -> OutcomeUpdate:
    """What was reported on an initiative, on 30 August 2017 unless said."""
    said.setdefault("by", None)
    return initiative.record(after=initiative.newest_number(), text=text, reported_on=on, **said)


def make_return(*, by: Any, plan: PartnershipPlan | None = None, **said: Any) -> Return:
    """A return of the plan (2017-18 unless said) that closes in two weeks, opened by that officer."""
    said.setdefault("name", "Quarter 2")
    said.setdefault("closes_on", timezone.localdate() + timedelta(days=14))
    return open_return(plan or make_plan(), by=by, **said)


def part_of(asked_in: Return, agency: str) -> AgencyReturn:
    """The part that agency has in the return."""
    return AgencyReturn.objects.get(asked_in=asked_in, agency__short_name=agency)


def answer(
    initiative: Initiative,
    text: str = "",
    *,
    agency: str = "",
    asked_in: Return | None = None,
    by: Any = None,
    **said: Any,
) -> Answer:
    """What a lead (the first unless said) answered in the newest return: an update, or "no change"."""
    answers = initiative.answers.filter(asked_in=asked_in) if asked_in else initiative.answers
    given = answers.order_by("-asked_in__opened_at").first()
    assert given
    kind = Answer.Kind.UPDATED if text else Answer.Kind.NO_CHANGE
    said = {"kind": kind, "text": text, "follows": initiative.newest_number()} | said
    lead = agency or initiative.leads.order_by("lead__position")[0].short_name
    part = part_of(given.asked_in, lead)
    seen, as_ = given.version, "" if by else "Example contact"
    return write_answer(given, part, Said(**said), seen_version=seen, by=by, as_=as_)


def answer_and_send(
    initiative: Initiative, text: str = "", *, agency: str = "", by: Any = None, **said: Any
) -> Answer:
    """The answer, sent at once with whatever else its agency answered."""
    given = answer(initiative, text, agency=agency, by=by, **said)
    assert given.agency
    part = part_of(given.asked_in, given.agency.short_name)
    send(part, by=by, as_="" if by else "Example contact", whole=False)
    given.refresh_from_db()
    return given


def make_workbook(
    said: Mapping[Initiative, Mapping[str, str]],
    *,
    by: Any,
    agency: str = "",
    file_name: str = "outcomes-2017-18.xlsx",
    **stands: Any,
) -> ReturnedWorkbook:
    """A workbook that says so much anew, being looked at by its sender unless said otherwise."""
    plan = next(iter(said)).plan if said else make_plan()
    workbook = ReturnedWorkbook.objects.create(
        plan=plan,
        agency=make_agency(agency) if agency else None,
        sent_by=by,
        file_name=file_name,
        rows_read=30,
        **stands,
    )
    for row, (initiative, words) in enumerate(said.items(), start=5):
        workbook.rows.create(
            initiative=initiative,
            place=f"Sheet “Outcomes”, row {row}",
            follows=initiative.newest_number(),
            said=dict(words),
            choice="all",
        )
    return workbook


def numbered(opened: Return, pk: int, **parts: int) -> Return:
    """The return under a number of its own, and its agencies' parts, so that addresses are known."""
    for agency, number in parts.items():  # first out of the way of each other
        opened.parts.filter(agency__short_name=agency).update(id=10_000 + number)
    for number in parts.values():
        opened.parts.filter(pk=10_000 + number).update(id=number)
    if opened.pk == pk:
        return opened
    Return.objects.filter(pk=opened.pk).update(name="Moved away")
    moved = Return.objects.get(pk=opened.pk)
    moved.pk, moved.name = pk, opened.name
    moved.save(force_insert=True)
    Answer.objects.filter(asked_in=opened.pk).update(asked_in=moved)
    AgencyReturn.objects.filter(asked_in=opened.pk).update(asked_in=moved)
    Return.objects.filter(pk=opened.pk).delete()
    return moved


def make_move(
    *, by: Any, read: FileRead | None = None, pk: int | None = None, **decided: Any
) -> MoveIn:
    """A move that goes on, of a paper with two initiatives unless said, with these decisions."""
    rows = (
        ("Action", "Lead", "Timescale", "Status", "Progress"),
        ("Street pastors", "CBC / Police", "By March 2018", "Green", "Two shifts a week."),
        ("Lighting survey", "Highways", "Ongoing", "Amber", "Half of the streets were walked."),
    )
    move = begin(read or FileRead((FileTable("Table 1", rows),)), file_name="plan.docx", by=by)
    if decided:
        decide(move, seen=1, **decided)
    if pk:
        MoveIn.objects.filter(pk=move.pk).update(id=pk)
        move.pk = pk
    return move
