"""An officer who accepts what comes in, as long as anybody still answers."""

import re
from collections.abc import Callable

from benchmarks.browsers import GOES_ON, SHOWN, Browser, Page

_AGENCY = re.compile(
    r'<th scope="row"[^>]*><a [^>]*href="([^"]+)">.*?data-label="To accept">(\d+)<', re.DOTALL
)
_READY = re.compile(r'name="seen" value="(\d+)-\d+"')
_SEEN = re.compile(r'name="seen" value="(\d+-\d+)"')
_ACCEPTED = re.compile(r"(\d+) answers? accepted\.")
_ACCEPTED_ONE = re.compile(r"The answer about [^<]+ is accepted\.")
_LEFT = re.compile(r"(\d+) answers? (?:was|were) left")


class Officer:
    """Somebody who goes from the board of a return to each agency whose answers wait.

    `accepted` and `left` are how many answers the pages said were accepted, and left since they had
    changed.
    """

    def __init__(self, browser: Browser, board: str) -> None:
        self._browser, self._board = browser, board
        self.accepted = self.left = self.errors = 0

    def accept_until(self, is_over: Callable[[], bool]) -> None:
        """Look at the board again and again until it is over, and then once more."""
        while not is_over():
            self.accept_all()
        self.accept_all()

    def accept_all(self) -> None:
        """Accept whatever waits, of one agency after the other."""
        for part, waiting in _AGENCY.findall(self._open(self._board).text):
            if int(waiting):
                self.accept(part)

    def accept(self, part: str) -> None:
        """Accept the first answer that waits, then all others with one press."""
        page = self._open(part)
        if ready := _READY.search(page.text):
            page = self._press(page, accept=ready[1])
        if _READY.search(page.text):
            self._press(page)

    def _press(self, page: Page, **button: str) -> Page:
        seen = {"seen": _SEEN.findall(page.text)}
        answer = self._browser.send(page.address, page.fields | seen | button)
        if answer.status != GOES_ON:
            self.errors += 1
            return answer
        page = self._open(answer.goes_on_to)
        self.accepted += sum(map(int, _ACCEPTED.findall(page.text)))
        self.accepted += len(_ACCEPTED_ONE.findall(page.text))
        self.left += sum(map(int, _LEFT.findall(page.text)))
        return page

    def _open(self, address: str) -> Page:
        page = self._browser.open(address)
        self.errors += page.status != SHOWN
        return page
