"""A workbook takes as many statements with three thousand rows as with three hundred."""

from itertools import groupby

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from initiatives.models import Initiative, OutcomeUpdate
from initiatives.workbook.accepting import accept, send
from initiatives.workbook.columns import OUTCOME
from initiatives.workbook.coming_back import receive
from initiatives.workbook.preview import preview
from scp_tracker.accounts.models import User
from scp_tracker.accounts.roles import OFFICER, PARTNER
from tests.builders import make_agency
from tests.large_plans import make_large_plan, take_statistics
from tests.people import make_person
from tests.workbooks import read_of, rows_of

pytestmark = pytest.mark.django_db


ALIKE = 200  # characters at the beginning by which batches of one statement are known


class Counted(CaptureQueriesContext):
    """The statements run; what SQLite has done in batches, for it takes 999 values at once, counts once."""

    def __init__(self):
        super().__init__(connection)

    @property
    def statements(self):
        begins = (query["sql"].split(" VALUES ")[0][:ALIKE] for query in self.captured_queries)
        return [first for first, _ in groupby(begins)]


def run(count):
    """The statements of each step of a partner's workbook in which every row was typed in."""
    plan = make_large_plan(count)
    agency = make_agency("Police")
    police, officer = make_person(PARTNER, agencies=[agency]), make_person(OFFICER)
    rows = rows_of(Initiative.objects.filter(plan=plan))
    for row in rows:
        row[OUTCOME] += " Done."
    steps = {}
    with Counted() as steps["receive"]:
        workbook = receive(
            read_of(*rows), plan=plan, agency=agency, by=police, file_name="outcomes.xlsx"
        )
    take_statistics()
    chosen = dict.fromkeys(workbook.rows.values_list("pk", flat=True), "all")
    with Counted() as steps["send"]:
        send(workbook, chosen=chosen, by=User.objects.get(pk=police.pk))
    with Counted() as steps["preview"]:
        told = preview(workbook)
        assert len([change.said for change in told.changes]) == count
        assert all(change.initiative.label for change in told.changes)
    with Counted() as steps["accept"]:
        assert accept(workbook, chosen=chosen, seen=told.seen, by=officer) == count
    assert OutcomeUpdate.objects.filter(source="file").count() == count
    assert not workbook.rows.filter(update=None).exists()
    return steps


def counts(number_of_rows):
    with transaction.atomic():
        steps = run(number_of_rows)
        transaction.set_rollback(True)
    return {step: len(counted.statements) for step, counted in steps.items()}


def test_the_number_of_rows_adds_no_statement():
    few = counts(300)

    assert counts(3_000) == few
    assert few["preview"] <= 8
    assert max(few.values()) <= 30
