"""The people who walk every address, the tables of what they are to be answered, and their asking."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from itertools import product
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from initiatives.files.contents import FileRead, FileTable
from initiatives.models import (
    Agency,
    AgencyContact,
    AgencyReturn,
    Initiative,
    Message,
    PersonalLink,
    Return,
)
from initiatives.moving_in.going_on import leave
from initiatives.returns.closing import close
from priorities.models import PartnershipPlan
from reports.issuing import withdraw
from reports.models import AcceptedWarning
from scp_tracker.accounts.models import User
from scp_tracker.accounts.roles import ADMINISTRATOR, CLERK, OFFICER, PARTNER, READER
from tests.builders import answer_and_send, make_move, make_return, make_workbook, numbered
from tests.issues import accept_warnings, give_out
from tests.people import make_person
from tests.reports.checks.papers import key_of

ROLES = {  # in the order of the tables' columns
    "nobody": None,
    "disabled": OFFICER,
    "norole": "",
    "reader": READER,
    "police": PARTNER,
    "cbh": PARTNER,
    "clerk": CLERK,
    "officer": OFFICER,
    "admin": ADMINISTRATOR,
}
AGENCIES = {"police": "Police", "cbh": "CBH"}
LINK, WITHDRAWN_LINK = "walked", "withdrawn"  # the keys of two personal links
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


def walk_of(table: str) -> dict[str, dict[tuple[str, str], str]]:
    """For each address: what each person is answered to each method."""
    head, *lines = (line.split() for line in table.splitlines() if line.strip())
    walk: dict[str, dict[tuple[str, str], str]] = {}
    for methods, addresses, *answers in lines:
        for method, address in product(spelled_out(methods), spelled_out(addresses)):
            for who, answer in zip(head, answers, strict=True):
                walk.setdefault(address, {})[method, who] = answer
                if method == "GET":
                    walk[address]["HEAD", who] = answer
    for answers in walk.values():
        for who in head:
            not_taken = "in" if answers.get(("GET", who)) == "in" else "405"
            for method in METHODS:
                answers.setdefault((method, who), not_taken)
    return walk


def spelled_out(short: str) -> list[str]:
    """What a text with braces stands for: "/{12,5}/" is "/12/" and "/5/"."""
    if not (found := re.search(r"{(.+?)}", short)):
        return [short]
    each = [short.replace(found[0], part, 1) for part in found[1].split(",")]
    return [address for part in each for address in spelled_out(part)]


@dataclass(frozen=True)
class Answer:
    """What came back, and what the database was asked meanwhile."""

    response: Any
    statements: list[tuple[str, Any]]

    @property
    def said(self) -> str:
        """The status; "in" for sent to sign in, "on" for led elsewhere with nothing taken.

        A page that should only have been shown, and yet wrote something, has "!" after its status.
        """
        status = self.response.status_code
        if status != HTTPStatus.FOUND:
            return f"{status}!" if self.written else str(status)
        if self.response["Location"].startswith("/accounts/login/?next="):
            return "in"
        return "302" if self.written else "on"

    @property
    def written(self) -> list[tuple[str, Any]]:
        """The statements that changed something other than who is signed in, with their values."""
        changes = re.compile(
            r'(INSERT (?:OR IGNORE )?INTO|UPDATE|DELETE FROM) "(?!django_session")'
        )
        return [each for each in self.statements if changes.match(each[0])]

    def without(self, *own: str) -> tuple:
        """The whole answer without tokens and these words of its address, to be compared."""
        said = f"{self.response.headers}{self.response.cookies}{self.response.content.decode()}"
        for part in (*MADE_ANEW, *map(re.escape, own)):
            said = re.sub(part, "~", said)
        # A session is extended where a minute has passed, which may be between two that are compared.
        asked = [sql for sql, _ in self.statements if not sql.startswith('UPDATE "django_session"')]
        return self.response.status_code, said, len(asked)


MADE_ANEW = [
    r'(?<=name="csrfmiddlewaretoken" value=")\w+',
    r'(?<=name="written_by" value=")[^"]+',
    r'(?<=data-left=")\d+',
    r"(?<=csrftoken=)\w+|(?<=sessionid=)\w+|(?<=expires=)[^;]+|'Content-Length': '\d+'",
]


def make_walkers() -> dict[str, str]:
    """For each column its session, "" for nobody's.

    Of the seed plan 2017-18, 16 is removed, and 13 has an earlier outcome than the one that prints. The
    outbox holds a message, 7001, that nobody has sent. See `make_issues` for what is issued.
    """
    count_on()
    Initiative.objects.filter(plan__start_year=2017, number=16).update(
        removed_on="2017-09-01", removal_reason="Merged with Op Septre."
    )
    told = Initiative.objects.get(plan__start_year=2017, number=13)
    told.record(after=1, by=None, text="All told.", reported_on="2017-09-04")
    said = {"subject": "Your answers", "body": "Hello,\nhttps://tracker.example/r/abc/"}
    Message.objects.create(pk=7001, to="lead@cbh.example", **said)
    sessions = {"nobody": ""}
    for who, role in ROLES.items():
        if role is not None:
            agencies = Agency.objects.filter(short_name=AGENCIES.get(who))
            sessions[who] = session_of(make_person(role, agencies=agencies, name=who))
    officer = User.objects.get(name="officer")
    asked = list(Agency.objects.filter(short_name__in=AGENCIES.values()))
    numbered(make_return(by=officer, agencies=asked), 901, Police=911, CBH=912)
    for number, said in ((12, "Delivered."), (17, "Held.")):
        answer_and_send(Initiative.objects.get(plan__start_year=2017, number=number), said)
    Return.objects.get(pk=901).answers.filter(initiative__number=12).update(id=921)
    closed = make_return(by=officer, agencies=asked, name="Quarter 1")
    closed = numbered(closed, 902, Police=913, CBH=914)
    close(closed, seen_version=1, by=officer)
    make_links(officer)
    make_issues(officer)
    accept_a_warning(officer)
    make_workbooks(officer)
    make_moves(officer)
    AgencyReturn.objects.update(first_opened_at=timezone.now())  # which a look would note
    User.objects.filter(name="disabled").update(is_active=False)  # with its session still alive
    count_on()
    return sessions


def count_on() -> None:
    """Have PostgreSQL number what comes after what is there, not after all that was undone."""
    of_the_app = apps.get_app_config("initiatives").get_models()
    for statement in connection.ops.sequence_reset_sql(no_style(), of_the_app):
        connection.cursor().execute(statement)


def make_links(officer: User) -> None:
    """Two personal links of a contact into the part 912; the second was withdrawn."""
    said = {"part_id": 912, "name": "Example contact", "address": "contact@cbh.example"}
    AgencyContact.objects.create(
        agency=Agency.objects.get(short_name="CBH"), name=said["name"], email=said["address"]
    )
    PersonalLink.objects.create(key=LINK, **said)
    ended = {"withdrawn_at": timezone.now(), "withdrawn_by": officer}
    PersonalLink.objects.create(key=WITHDRAWN_LINK, **said, **ended)


def make_issues(officer: User) -> None:
    """Two issues of the year end report 2016-17, the second withdrawn; a third could be issued.

    And two of the annual plan 2017-18.
    """
    plan = PartnershipPlan.objects.get(start_year=2016)
    for _ in range(2):
        issued = give_out(plan, by=officer)
    withdraw(issued, by=officer, reason="It was too early.")
    accept_warnings(plan, by=officer, as_of=issued.as_of)
    for _ in range(2):
        give_out(PartnershipPlan.objects.get(start_year=2017), slug="annual-plan", by=officer)


def make_workbooks(officer: User) -> None:
    """Of 2017-18: 3001 of the housing waits, 3002 of theirs was accepted, 3003 is the officer's own."""
    one, other = Initiative.objects.filter(plan__start_year=2017, number__in=[17, 22])
    housing = User.objects.get(name="cbh")
    decided = {"decided_at": timezone.now(), "decided_by": officer}
    sent = {"by": housing, "agency": "CBH"}
    make_workbook({one: {"text": "Held twice."}}, pk=3001, state="waiting", **sent)
    make_workbook({other: {}}, pk=3002, state="applied", **sent, **decided)
    make_workbook({one: {"text": "Held thrice."}}, pk=3003, by=officer)


def make_moves(officer: User) -> None:
    """951 is being moved in by the officer, who gave 952 up; another officer is moving 953 in."""
    rows = (("Action", "Lead agency", "Progress"), ("Street pastors", "CBC", "Two shifts a week."))
    read = FileRead((FileTable("Table 1", rows),))
    leave(make_move(by=officer, pk=952), seen=1)
    make_move(by=officer, read=read, pk=951, tables=(0,))
    make_move(by=make_person(OFFICER, name="other officer"), pk=953, tables=(0,))


def accept_a_warning(officer: User) -> None:
    """That 12 of 2017-18 serves no key priority may stand in the annual plan."""
    AcceptedWarning.objects.create(
        plan=PartnershipPlan.objects.get(start_year=2017),
        paper="annual-plan",
        key=key_of("no-priority", "2017-18/12"),
        rule="no-priority",
        reference="2017-18/12",
        said="It serves no key priority and works on no target.",
        reason="As adopted.",
        accepted_by=officer,
    )


def session_of(person: User) -> str:
    """The session of somebody who has signed in."""
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def ask(session: str, method: str, address: str, typed: Any = None, **said: Any) -> Answer:
    """What the person of that session is answered; all that was written is undone again."""
    client = Client(**said)
    if session:
        client.cookies["sessionid"] = session
    with transaction.atomic(), statements_asked() as statements:
        if method == "POST":
            response = client.post(address, typed or {})
        else:
            response = client.generic(method, address)
        # Django's set-up screens send who may not use them to a sign-in of their own; it refuses.
        while response.status_code == HTTPStatus.FOUND and response["Location"].startswith(
            "/admin/login/"
        ):
            response = client.get(response["Location"])
        transaction.set_rollback(True)
    return Answer(response, statements)


@contextmanager
def statements_asked() -> Iterator[list[tuple[str, Any]]]:
    """The statements sent to the database within, each with its values."""
    asked: list[tuple[str, Any]] = []

    def listen(execute, sql, params, many, context):
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield asked


def routes(patterns: Any = None, before: str = "") -> Iterator[str]:
    """Every route of the resolver, as it is written there."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern).removeprefix("^")
        if hasattr(pattern, "url_patterns"):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route
