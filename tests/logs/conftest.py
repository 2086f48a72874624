import logging
from io import StringIO

import pytest

from scp_tracker.logs.lines import OneLine
from tests.logs.reading import Line, read


class Log:
    """What the tracker's own handler writes, as it writes it."""

    def __init__(self) -> None:
        self.written = StringIO()

    @property
    def text(self) -> str:
        """All of it."""
        return self.written.getvalue()

    def lines(self, event: str = "") -> list[Line]:
        """Its lines, or those of one event."""
        return [line for line in read(self.text) if event in ("", line.event)]


@pytest.fixture
def log():
    [console] = [
        handler for handler in logging.getLogger().handlers if type(handler.formatter) is OneLine
    ]
    log = Log()
    before = console.setStream(log.written)
    yield log
    console.setStream(before)
