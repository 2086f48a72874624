"""What people have in front of them: pages, forms with their fields, and cookies that are kept."""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import urldefrag, urlencode

SHOWN, GOES_ON, REFUSED, CONFLICT = 200, 302, 403, 409
_BOX = re.compile(r'<input type="(?:hidden|text)" name="([^"]+)"(?: value="([^"]*)")?')
_CHOICE = re.compile(
    r'<select name="([^"]+)"[^>]*>(?:\s*<option value="[^"]*">[^<]*</option>)*?\s*<option value="([^"]*)" selected'
)
_ANSWER_WITHIN = 60  # seconds


@dataclass(frozen=True)
class Page:
    """What came of an address; the status is 0 and the text empty where no answer came."""

    address: str
    status: int = 0
    text: str = ""
    goes_on_to: str = ""
    seconds: float = 0

    @property
    def fields(self) -> dict[str, str]:
        """What the boxes and choices of its forms hold."""
        found = _CHOICE.findall(self.text) + _BOX.findall(self.text)
        return {name: unescape(value) for name, value in found}


class Browser:
    """The browser of somebody signed in, without scripts."""

    def __init__(self, port: int, session: str) -> None:
        self._port = port
        self._cookies = {"sessionid": session}

    def open(self, address: str) -> Page:
        """Open a page."""
        return self._ask("GET", address)

    def send(self, address: str, fields: Mapping[str, str | list[str]]) -> Page:
        """Send a form. Where its answer leads is not opened yet."""
        return self._ask("POST", address, urlencode(fields, doseq=True))

    def _ask(self, method: str, address: str, body: str | None = None) -> Page:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        started = time.perf_counter()
        # One for each request: the tracker keeps none open, nor does a proxy before it.
        connection = HTTPConnection("127.0.0.1", self._port, timeout=_ANSWER_WITHIN)
        try:
            connection.request(method, address, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode(errors="replace")
        except (OSError, HTTPException):
            return Page(address)
        finally:
            connection.close()
        self._take_cookies(answer)
        goes_on_to = urldefrag(answer.headers.get("Location", "")).url  # no browser sends the rest
        return Page(address, answer.status, text, goes_on_to, time.perf_counter() - started)

    def _take_cookies(self, answer: HTTPResponse) -> None:
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            if "max-age=0" in cookie.lower():
                self._cookies.pop(name, None)
            else:
                self._cookies[name] = value
