"""The initiatives of the example year as records: who leads them, whose money, when, what they serve."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import models

from initiatives.example.days import timing_words
from initiatives.example.known import ESSEX_POLICE, POLICE_AND_CRIME, Known
from initiatives.example.moments import REFRESHED, Moments, kept
from initiatives.example.sketch import OFFICER, Sketch
from initiatives.example.updates import tell
from initiatives.example.work import INITIATIVES
from initiatives.models import FrameworkLink, Funding, Initiative, Lead, PriorityLink
from initiatives.names import ReadName, read_names
from priorities.models import PartnershipPlan, Target


def make_initiatives(
    plan: PartnershipPlan, there: Known, moments: Moments, agreed_at: datetime
) -> None:
    """Every initiative of the example year, with its links, its changes and its updates."""
    by, refreshed_at = there.writers.get(OFFICER), moments.moment(REFRESHED)
    of_plan = Target.objects.filter(key_priority__plan=plan).select_related("key_priority")
    targets = {(target.key_priority.number, target.number): target for target in of_plan}
    for number, sketch in enumerate(INITIATIVES, start=1):
        initiative = Initiative(
            plan=plan,
            number=number,
            title=sketch.title,
            target=targets[sketch.target] if sketch.target else None,
            timing=timing_words(sketch.timing_before or sketch.timing, on=moments.today),
            is_highlight=bool(sketch.highlight),
            highlight_words=sketch.highlight,
        )
        came_at = refreshed_at if sketch.came_later else agreed_at
        for record in (initiative, *_links(initiative, sketch, there)):
            kept(record, at=came_at, by=by)
        _refresh(initiative, sketch, there, moments, refreshed_at)
        tell(initiative, sketch.story, there, moments)


def _links(initiative: Initiative, sketch: Sketch, there: Known) -> Iterator[models.Model]:
    """What it names, each in order."""
    for position, name in enumerate(read_names(sketch.led_by, there.agencies), start=1):
        yield Lead(initiative=initiative, agency_id=name.pk, **_joined(position, name))
    for position, name in enumerate(read_names(sketch.funded_by, there.fund_sources), start=1):
        yield Funding(initiative=initiative, fund_source_id=name.pk, **_joined(position, name))
    served = {priority.number: priority for priority in initiative.plan.key_priorities.all()}
    for position, number in enumerate(sketch.priorities, start=1):
        yield PriorityLink(initiative=initiative, key_priority=served[number], position=position)
    theirs = {POLICE_AND_CRIME: sketch.police_and_crime, ESSEX_POLICE: sketch.essex_police}
    for framework, numbers in theirs.items():
        for position, number in enumerate(numbers, start=1):
            if priority := there.framework_priorities.get((framework, number)):
                yield FrameworkLink(
                    initiative=initiative, framework_priority=priority, position=position
                )


def _joined(position: int, name: ReadName) -> dict[str, Any]:
    return {"position": position, "joined_by": name.joined_by or Lead.Join.SLASH}


def _refresh(
    initiative: Initiative, sketch: Sketch, there: Known, moments: Moments, at: datetime
) -> None:
    """What changed of it when the plan was gone through again."""
    if not (sketch.timing_changed or sketch.removed):
        return
    initiative.claim(initiative.version)
    initiative.timing = timing_words(sketch.timing, on=moments.today)
    if sketch.removed:
        initiative.removed_on, initiative.removal_reason = moments.day(REFRESHED), sketch.removed
    by = there.writers.get(OFFICER)
    kept(initiative, at=at, by=by, reason=sketch.timing_changed or sketch.removed)
