"""Reading the log as an IT department has it: its lines, and the facts in each."""

import json
import re
from dataclasses import dataclass

_FACT = re.compile(r'([a-z_]+)=("(?:[^"\\]|\\.)*"|[^ "]+)(?: |$)')
_LINE = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (?P<level>[A-Z]+) (?P<event>[A-Za-z_.]+)"
    rf"(?: (?P<facts>(?:{_FACT.pattern})*))?"
)


@dataclass(frozen=True)
class Line:
    """One event of the log."""

    level: str
    event: str
    facts: dict[str, str]


def read(text: str) -> list[Line]:
    """The lines of a log; an AssertionError names one that has not the form of all."""
    return [_read(line) for line in text.splitlines()]


def _read(line: str) -> Line:
    found = _LINE.fullmatch(line)
    assert found, line
    facts = {name: _unquoted(value) for name, value, *_ in _FACT.findall(found["facts"] or "")}
    return Line(found["level"], found["event"], facts)


def _unquoted(value: str) -> str:
    return json.loads(value) if value.startswith('"') else value
