"""Many people save outcomes at once, over 200 initiatives and then over 3.

The tracker is served as `./run` serves it. Half of the people are officers, half are members of
every lead agency. Each opens the form of one initiative after another, writes an outcome and saves
it, without a pause: the tracker is never idle, so the times are waits in its queue and say something
beside each other only. What it answered is then compared with the history.

Django's own SQLite, whose writers take no turns, is served beside ours.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.children import alone
from benchmarks.crowds import Crowd, make_crowd
from benchmarks.databases import NO_POSTGRES, Database, postgres, sqlite
from benchmarks.kept import Kept, what_is_kept
from benchmarks.people import Save, save_for, within
from benchmarks.readers import readers
from benchmarks.serving import SETTINGS, SETTINGS_WITHOUT_TURNS, served
from benchmarks.tables import Table, times
from benchmarks.writers import writers


@dataclass(frozen=True)
class Scale:
    """How many people save for how many seconds, over many initiatives and over few.

    Before they count they save for a while, so that every worker is warm. `large` is a plan that is
    read only.
    """

    people: int = 50
    seconds: float = 20
    warm_up: float = 2
    many: int = 200
    few: int = 3
    large: int = 10_000


QUICK = Scale(people=6, seconds=0.5, warm_up=0.5, many=8, few=2, large=20)
FIGURES = (
    "Slowest hundredth over the middle",
    "Saved a second",
    "Errors",
    "Saved but missing",
    "Told of another’s",
    "Told but kept",
    "Gaps in numbers",
    "Middle",
    "Slowest hundredth",
)
NOTE = (
    "Errors are answers 5xx, and none at all. Whoever is told of another’s text sees both, and is not "
    "in the history. Times are waits of people who never pause."
)


def run(*, quick: bool) -> Iterator[Table]:
    """Saving on SQLite with turns and without, and on PostgreSQL; then reading, and writers alone."""
    scale = QUICK if quick else Scale()
    rows: list[tuple[str, ...]] = []
    notes = [NOTE]
    with sqlite() as database:
        sizes = [scale.many, scale.large]
        crowd = alone(make_crowd, scale.people, sizes, database=database).value
        rows += _rows(scale, database, crowd)
        rows += _rows(scale, database, crowd, without_turns=True)
        others = [
            readers(database, crowd, sizes, quick=quick),
            writers(database, scale.many, quick=quick),
        ]
    with postgres() as server:
        if server:
            crowd = alone(make_crowd, scale.people, [scale.many], database=server).value
            rows += _rows(scale, server, crowd)
        else:
            notes.append(NO_POSTGRES)
    heading = f"{scale.people} people save outcomes at once for {scale.seconds:g} seconds"
    yield Table(heading, ("Database, initiatives", *FIGURES), tuple(rows), tuple(notes))
    yield from others


def _rows(
    scale: Scale, database: Database, crowd: Crowd, *, without_turns: bool = False
) -> Iterator[tuple[str, ...]]:
    """The figures over many initiatives, and over few."""
    module = SETTINGS_WITHOUT_TURNS if without_turns else SETTINGS
    name = f"{database.name} without turns" if without_turns else database.name
    answered = {}
    with served(database, settings_module=module) as server:
        for count in (scale.many, scale.few):
            people = crowd.at(server.port, initiatives=count)
            save_for(scale.warm_up, people)
            answered[count] = save_for(scale.seconds, people)
    kept = alone(what_is_kept, database=database).value
    for count, saves in answered.items():
        yield (f"{name}, {count}", *_figures(saves, kept, seconds=scale.seconds))


def _figures(saves: list[Save], kept: Kept, *, seconds: float) -> tuple[str, ...]:
    accepted = [save for save in saves if save.is_accepted]
    told = [save for save in saves if save.is_told]
    waits = [save.seconds for save in accepted]
    middle, slow = within(50, waits), within(99, waits)
    return (
        times(slow / middle),
        f"{len(accepted) / seconds:.0f}",
        str(len(saves) - len(accepted) - len(told)),
        str(kept.missing(accepted)),
        f"{len(told):,}",
        str(kept.among(told)),
        str(kept.gaps),
        f"{middle * 1000:,.0f} ms",
        f"{slow * 1000:,.0f} ms",
    )
