"""People who work on the tracker in a browser, at the addresses and with the fields of its pages."""

import re
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import unescape
from http.client import HTTPConnection, HTTPException, HTTPResponse
from math import ceil
from random import Random
from secrets import randbits, token_hex
from urllib.parse import urlencode

LED_BY = "led by "
SIGN = re.compile(r"\[[0-9a-f]{16}\]")
_BOX = re.compile(r'<input type="(?:hidden|text)" name="([^"]+)"(?: value="([^"]*)")?')
_CHOICE = re.compile(
    r'<select name="([^"]+)"[^>]*>(?:\s*<option value="[^"]*">[^<]*</option>)*?\s*<option value="([^"]*)" selected'
)
_ANSWER_WITHIN = 60  # seconds
_SHOWN, _GOES_ON, _CONFLICT = 200, 302, 409


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
        return self.status == _GOES_ON

    @property
    def is_told(self) -> bool:
        """Whether the tracker said that somebody else was quicker, with both texts."""
        return self.status == _CONFLICT and self.shows_both


class Person:
    """Somebody signed in, who goes from initiative to initiative without a plan."""

    def __init__(self, port: int, session: str, addresses: Sequence[str]) -> None:
        self._port, self._addresses = port, addresses
        self._cookies = {"sessionid": session}
        self._random = Random(randbits(32))  # noqa: S311 - whose initiative is next is no secret

    def save_outcome(self) -> Save:
        """Write an outcome of some initiative, with a sign of its own in it."""
        sign = f"[{token_hex(8)}]"
        text = f"{sign} The trainer is booked and the leaflets are printed."
        said = {"outcome": text, "status": "on_track", "status_reason": ""}
        return self.send("update/", sign, lambda form: said)

    def rename(self) -> Save:
        """Turn the lead agencies of some initiative round, and say so in its title."""
        sign = f"[{token_hex(8)}]"

        def write(form: dict[str, str]) -> dict[str, str]:
            leads = " / ".join(reversed(form["lead_names"].split(" / ")))
            return {"lead_names": leads, "title": f"{sign} {LED_BY}{leads}"}

        return self.send("edit/", sign, write)

    def open(self, address: str) -> int:
        """Open a page, and return its status."""
        return self._ask("GET", address)[0]

    def send(self, page: str, sign: str, write: Callable[[dict[str, str]], dict[str, str]]) -> Save:
        """Open a form, write over some of its fields, press its button and look at the answer."""
        address = self._random.choice(self._addresses) + page
        status, form = self._ask("GET", address)
        if status != _SHOWN:
            return Save(sign, status)
        fields = _fields(form)
        body = urlencode(fields | write(fields))
        started = time.perf_counter()
        status, answer = self._ask("POST", address, body)
        seconds = time.perf_counter() - started
        signs = set(SIGN.findall(answer))
        shows_both = sign in signs and len(signs) > 1
        return Save(sign, status, int(fields["version"]), seconds, shows_both)

    def _ask(self, method: str, address: str, body: str | None = None) -> tuple[int, str]:
        """The status and the page; 0 and nothing where no answer came."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        # One for each request: the tracker keeps none open, nor does a proxy before it.
        connection = HTTPConnection("127.0.0.1", self._port, timeout=_ANSWER_WITHIN)
        try:
            connection.request(method, address, body, headers)
            answer = connection.getresponse()
            page = answer.read().decode(errors="replace")
        except (OSError, HTTPException):
            return 0, ""
        finally:
            connection.close()
        self._take_cookies(answer)
        return answer.status, page

    def _take_cookies(self, answer: HTTPResponse) -> None:
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            if "max-age=0" in cookie.lower():
                self._cookies.pop(name, None)
            else:
                self._cookies[name] = value


def _fields(form: str) -> dict[str, str]:
    """What the boxes and choices of a form hold."""
    return {name: unescape(value) for name, value in _CHOICE.findall(form) + _BOX.findall(form)}


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
