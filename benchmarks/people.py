"""People who work on the tracker in a browser, at the addresses and with the fields of its pages."""

import re
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import ceil
from random import Random
from secrets import randbits, token_hex

from benchmarks.browsers import CONFLICT, GOES_ON, SHOWN, Browser

LED_BY = "led by "
SIGN = re.compile(r"\[[0-9a-f]{16}\]")


@dataclass(frozen=True)
class Save:
    """One press of a form's button: the sign in what was written, and what came of it.

    `status` is 0 where no answer came; `after` is the version its writer had read; `seconds` is how
    long the answer took. `shows_both` says that the answer's page has the text sent and another that
    was saved meanwhile.
    """

    sign: str
    status: int
    after: int = 0
    seconds: float = 0
    shows_both: bool = False

    @property
    def is_accepted(self) -> bool:
        """Whether the tracker said that it has the text."""
        return self.status == GOES_ON

    @property
    def is_told(self) -> bool:
        """Whether the tracker said that somebody else was quicker, with both texts."""
        return self.status == CONFLICT and self.shows_both


class Person:
    """Somebody signed in, who goes from initiative to initiative without a plan."""

    def __init__(self, port: int, session: str, addresses: Sequence[str]) -> None:
        self._browser, self._addresses = Browser(port, session), addresses
        self._random = Random(randbits(32))  # noqa: S311 - whose initiative is next is no secret

    def save_outcome(self) -> Save:
        """Write an outcome of some initiative, with a sign of its own in it."""
        sign = new_sign()
        text = f"{sign} The trainer is booked and the leaflets are printed."
        said = {"outcome": text, "status": "on_track", "status_reason": ""}
        return self.send("update/", sign, lambda form: said)

    def rename(self) -> Save:
        """Turn the lead agencies of some initiative round, and say so in its title."""
        sign = new_sign()

        def write(form: dict[str, str]) -> dict[str, str]:
            leads = " / ".join(reversed(form["lead_names"].split(" / ")))
            return {"lead_names": leads, "title": f"{sign} {LED_BY}{leads}"}

        return self.send("edit/", sign, write)

    def open(self, address: str) -> int:
        """Open a page, and return its status."""
        return self._browser.open(address).status

    def send(self, page: str, sign: str, write: Callable[[dict[str, str]], dict[str, str]]) -> Save:
        """Open a form, write over some of its fields, press its button and look at the answer."""
        form = self._browser.open(self._random.choice(self._addresses) + page)
        if form.status != SHOWN:
            return Save(sign, form.status)
        fields = form.fields
        answer = self._browser.send(form.address, fields | write(fields))
        signs = set(SIGN.findall(answer.text))
        shows_both = sign in signs and len(signs) > 1
        return Save(sign, answer.status, int(fields["version"]), answer.seconds, shows_both)


def new_sign() -> str:
    """What is written into a text, so that it is known again."""
    return f"[{token_hex(8)}]"


def all_at_once(works: Sequence[Callable[[], Save]], *, until: Callable[[], bool]) -> list[Save]:
    """Do every work again and again, all at once, until it is over; the last saves are waited for."""

    def keep_on(work: Callable[[], Save]) -> list[Save]:
        saves = []
        while not until():
            saves.append(work())
        return saves

    with ThreadPoolExecutor(len(works)) as pool:
        return [save for saves in pool.map(keep_on, works) for save in saves]


def save_for(seconds: float, people: list[Person]) -> list[Save]:
    """What comes of everybody saving outcomes for so long."""
    end = time.monotonic() + seconds
    works = [person.save_outcome for person in people]
    return all_at_once(works, until=lambda: time.monotonic() >= end)


def within(hundredths: int, seconds: Sequence[float]) -> float:
    """The seconds that so many hundredths of them took at most."""
    return sorted(seconds)[ceil(len(seconds) * hundredths / 100) - 1]
