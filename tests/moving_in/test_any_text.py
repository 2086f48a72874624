"""Whatever stands in a paper: nothing breaks, and a plan that is called ready is saved."""

from dataclasses import replace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from initiatives.models import MoveIn
from initiatives.moving_in.decisions import Decisions
from initiatives.moving_in.drafting import draft_of
from initiatives.moving_in.key_priorities import proposed
from initiatives.moving_in.look_alikes import match_key, mended
from initiatives.moving_in.names import NEW, asked
from initiatives.moving_in.priority_names import named_priority
from initiatives.moving_in.saving import save
from initiatives.moving_in.values import values_of
from scp_tracker.accounts.roles import OFFICER
from tests.builders import make_agency, make_plan
from tests.moving_in.papers import paper, row
from tests.people import make_person

WORDS = [
    "CBC",
    "\u0421\u0412\u0421",
    "Police",
    "/",
    "&",
    "and",
    ",",
    "\n",
    "£5",
    "N/A",
    "KP1",
    "2",
    "-",
]
PLAIN = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40)
TEXT = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join) | PLAIN
PARTS = (
    "priority",
    "target",
    "outcome",
    "timing",
    "fund_source",
    "lead",
    "status",
    "status_reason",
)


def rows_of(papers):
    return [row(said.pop("title"), **said) for said in ({**said} for said in papers)]


def decided_for(rows):
    """What somebody in a hurry decides: every unknown name is new, and every word means the same."""
    values, drafts = values_of(rows, Decisions()), proposed(paper(), rows, Decisions())
    return Decisions(
        agencies={part.written: NEW for part in asked(values.leads)},
        fund_sources={part.written: "" for part in asked(values.fund_sources)},
        statuses={word.written: "at_risk" for word in values.statuses},
        priorities=tuple(replace(each, title=each.title or "Untitled") for each in drafts),
        values_confirmed=True,
        start_year=2017,
    )


@pytest.mark.django_db
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    papers=st.lists(
        st.fixed_dictionaries(
            {"title": TEXT.map("Project {}".format)}, optional=dict.fromkeys(PARTS, TEXT)
        ),
        max_size=4,
    )
)
def test_what_is_ready_can_be_saved(papers, db):
    rows = rows_of(papers)
    with transaction.atomic():
        make_plan(2016)
        make_agency("CBC")
        make_agency("Police", name="Essex Police")
        officer = make_person(OFFICER)
        plan = draft_of(rows, paper(), decided_for(rows))
        if plan.is_ready:
            move = MoveIn.objects.create(file_name="Plan.docx", started_by=officer)
            made = save(move, plan, by=officer)
            assert made.initiatives.count() == len(rows)
            for initiative in made.initiatives.all():
                initiative.full_clean()
        transaction.set_rollback(True)


@pytest.mark.django_db
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(said=st.fixed_dictionaries(dict.fromkeys(("title", *PARTS), st.text(max_size=60))))
def test_what_is_not_ready_says_why(said, db):
    rows = rows_of([said])

    plan = draft_of(rows, paper(), decided_for(rows))

    assert plan.is_ready or all(problem.said and problem.step for problem in plan.problems)


@given(text=st.text(max_size=300))
def test_any_text_is_matched_and_named(text):
    assert match_key(mended(text)) == match_key(text)
    assert isinstance(named_priority(text).title, str)
