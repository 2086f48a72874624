"""Partners who answer a return on its pages: from the list, form by form, checked and sent."""

import re
from dataclasses import dataclass
from random import Random
from secrets import randbits

from benchmarks.browsers import CONFLICT, GOES_ON, REFUSED, SHOWN, Browser, Page
from benchmarks.people import new_sign

NO_CHANGE = "no_change"
_FORM = re.compile(r"/answer/(\d+)/$")
_NEW = re.compile(r'name="version" value="(\d+)">\s*<button [^>]*name="no_change" value="(\d+)"')
_IS_SAVED = re.compile(r"is saved( for |\.)")
_IS_ACCEPTED = "have accepted this answer"
_SEND, _ARE_SENT = "Send the return</button>", "Answers sent</h1>"
_MENDED = 3
_PATIENCE = 3  # errors, after which somebody gives up


@dataclass(frozen=True)
class Given:
    """One answer as its writer pressed the button, and what came of it.

    `said` is the sign in the text, or "no_change"; `after` is the version of the answer that its
    writer had read. `is_saved` and `is_told` are what the pages said: that they have it, or that
    somebody else was quicker, a joint lead or the officer, with what was typed given back.
    """

    initiative: int
    said: str
    by: str
    after: int
    seconds: float
    is_saved: bool
    is_told: bool


class Partner:
    """A member of one lead agency; `part` is the address of that agency’s part in the return."""

    def __init__(self, browser: Browser, name: str, part: str) -> None:
        self._browser, self.name, self.part = browser, name, part
        self._random = Random(randbits(32))  # noqa: S311 - what is answered how is no secret
        self.given: list[Given] = []
        self.has_sent = False
        self.errors = 0

    def look(self) -> Page:
        """Open the list of what the agency is asked."""
        return self._open(f"{self.part}answer/")

    def answer_all(self) -> None:
        """Answer everything and send it; then mend some answers, if the officer is not quicker."""
        page = self._press_no_change(self.look())
        while (new := _new(page)) and self.errors < _PATIENCE:
            self.answer(min(new))
            page = self.look()
        self.send()
        for given in self._random.sample(self.given, min(_MENDED, len(self.given))):
            self.answer(given.initiative)

    def answer(self, initiative: int) -> None:
        """Write about this initiative, and about each that its form goes on to."""
        page = self._open(f"{self.part}answer/{initiative}/")
        while (
            _FORM.search(page.address)
            and page.status in {SHOWN, CONFLICT}
            and self.errors < _PATIENCE
        ):
            page = self.write(page)

    def write(self, form: Page) -> Page:
        """Write an outcome, save it, and give back what is shown next: after a conflict, the form
        again with both answers."""
        sign = new_sign()
        said = {
            "kind": "updated",
            "outcome": f"{sign} The trainer is booked and the leaflets are printed.",
            "status": "on_track",
        }
        page = self._browser.send(form.address, form.fields | said)
        found = _FORM.search(form.address)
        is_told = sign in page.text and (page.status == CONFLICT or _is_refused(page))
        return self._note(int(found[1] if found else 0), sign, form.fields, page, is_told=is_told)

    def send(self) -> None:
        """Check the answers and send them, once more where somebody changes one at that moment."""
        page = self._open(f"{self.part}answer/check/")
        while _SEND in page.text and self.errors < _PATIENCE:  # a joint lead may have sent them all
            page = self._browser.send(page.address, page.fields)
            if page.status == GOES_ON:
                page = self._open(page.goes_on_to)
                self.has_sent = _ARE_SENT in page.text
            elif page.status != CONFLICT:
                self.errors += 1

    def _press_no_change(self, page: Page) -> Page:
        """Say of a third of the list that nothing has changed, and give back the list as it is then."""
        for initiative in list(_new(page)):
            if initiative in _new(page) and self._random.random() < 1 / 3:
                page = self.press_no_change(page, initiative)
        return page

    def press_no_change(self, page: Page, initiative: int) -> Page:
        """Say of one initiative in the list that nothing has changed."""
        pressed = page.fields | {NO_CHANGE: str(initiative), "version": _new(page)[initiative]}
        answer = self._browser.send(page.address, pressed)
        is_told = answer.status == CONFLICT
        return self._note(initiative, NO_CHANGE, pressed, answer, is_told=is_told)

    def _note(
        self, initiative: int, said: str, sent: dict[str, str], answer: Page, *, is_told: bool
    ) -> Page:
        """Remember what came of a press, and give back the page that its answer leads to."""
        page = self._open(answer.goes_on_to) if answer.status == GOES_ON else answer
        is_saved = answer.status == GOES_ON and bool(_IS_SAVED.search(page.text))
        is_told = is_told or (answer.status == GOES_ON and _IS_ACCEPTED in page.text)
        if not (is_saved or is_told):
            self.errors += 1
        after, by = int(sent.get("version", 0)), self.name
        self.given.append(Given(initiative, said, by, after, answer.seconds, is_saved, is_told))
        return page

    def _open(self, address: str) -> Page:
        page = self._browser.open(address)
        self.errors += not (page.status == SHOWN or _is_refused(page))
        return page


def _new(page: Page) -> dict[int, str]:
    """What a list says is not answered yet, by the initiative's number, with the answer's version."""
    return {int(number): version for version, number in _NEW.findall(page.text)}


def _is_refused(page: Page) -> bool:
    """Whether it says that the officer was quicker."""
    return page.status == REFUSED and _IS_ACCEPTED in page.text
