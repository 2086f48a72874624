"""What was reported on an initiative of the example year: its outcome as it grew, and by whom."""

from collections.abc import Sequence

from initiatives.example.days import story_words
from initiatives.example.known import Known
from initiatives.example.moments import Moments
from initiatives.example.sketch import CBH, POLICE, Said
from initiatives.models import Initiative, OutcomeUpdate

_SPEAKS_FOR = {POLICE: "police", CBH: "cbh"}  # a name of the writer's agency, in small letters


def tell(initiative: Initiative, story: Sequence[Said], there: Known, moments: Moments) -> None:
    """Record the updates in order; one whose writer is not there stands as moved in from a paper."""
    outcome = ""
    for after, said in enumerate(story):
        reported_on = moments.day(said.days_ago)
        words = story_words(said.text, on=reported_on)
        outcome = words if said.anew or not outcome else f"{outcome}\n{words}"
        writer = there.writers.get(said.by)
        speaks_for = _SPEAKS_FOR.get(said.by) if writer else None
        initiative.record(
            after=after,
            by=writer,
            text=outcome,
            internal_note=story_words(said.note, on=reported_on),
            status=said.status,
            status_reason=story_words(said.reason, on=reported_on),
            reported_on=reported_on,
            recorded_at=moments.soon_after(said.days_ago),
            agency_id=there.agencies[speaks_for][0] if speaks_for else None,
            source=OutcomeUpdate.Source.SCREEN if writer else OutcomeUpdate.Source.IMPORT,
        )
