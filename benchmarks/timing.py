"""Times that can be compared: taken in turns, so that whatever slows the machine slows all alike."""

import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Times:
    """How many seconds each round took."""

    rounds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle of them, in seconds."""
        return median(self.rounds)

    def against(self, other: "Times") -> float:
        """How many times as long as `other`: the middle of what the same rounds say."""
        pairs = zip(self.rounds, other.rounds, strict=True)
        return median(mine / theirs for mine, theirs in pairs)

    def __str__(self) -> str:
        """The middle and the spread: "12.1 ms (11.8-14.0)"."""
        middle, least, most = (
            _milliseconds(seconds) for seconds in (self.median, min(self.rounds), max(self.rounds))
        )
        return f"{middle} ms ({least}–{most})"


def in_turns(
    contestants: Mapping[str, Callable[[], object]],
    *,
    rounds: int,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, Times]:
    """The times of each, round by round, every round in another order, after a first that is not counted.

    Garbage is collected before each, so that nobody pays for another's; while one runs, collecting
    goes on as it does in a server. With `time.process_time` as the clock only what this process worked
    counts, so that what is short enough never to be interrupted has no advantage on a busy machine.
    """
    names = list(contestants)
    seconds: dict[str, list[float]] = {name: [] for name in names}
    for number in range(rounds + 1):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            taken = _seconds(contestants[name], clock)
            if number > 0:
                seconds[name].append(taken)
    return {name: Times(tuple(taken)) for name, taken in seconds.items()}


def _seconds(contestant: Callable[[], object], clock: Callable[[], float]) -> float:
    gc.collect()
    started = clock()
    contestant()
    return clock() - started


def _milliseconds(seconds: float) -> str:
    thousandths = seconds * 1000
    return f"{thousandths:,.0f}" if thousandths >= 100 else f"{thousandths:.3g}"
