"""What somebody typed in a form, in words a person reads."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.db import models

_IN_A_LIST = re.compile(r"(?P<list>.+)-(?P<position>\d+)-(?P<field>.+)")
# What a form says about itself: what its writer saw, its buttons, its lists' counts and empty rows.
_NOT_TYPED = re.compile(
    r"_.*|version|redactions|form_key|save|submit|check|confirmed|again|action|draft|cautions_seen"
    r"|answer_version|follows|seen|shown|matching|every|is_checked"
    r"|look|page_to|to_list|change|take|new|do|all|out|back|move|read"
    r"|initial-.*|.*__prefix__.*"
    r"|.*-(TOTAL_FORMS|INITIAL_FORMS|MIN_NUM_FORMS|MAX_NUM_FORMS)"
    r"|.*-\d+-(id|version)"
)
# Boxes for text that are called something else than what they are about.
_CALLED = {
    "outcome": "Outcome",
    "status_reason": "Reason for the status",
    "lead_names": "Lead agency",
    "fund_names": "Fund source",
    "end_reason": "Why the end moves",
    "asked_whom": "Who was asked",
    "includes": "This priority includes",
}


@dataclass(frozen=True)
class Typed:
    """The texts of a form, whole and under their names, and how many other answers it has.

    The others are choices, dates, numbers and boxes to tick: what was sent for them is no word of
    anybody's.
    """

    texts: list[tuple[str, str]]
    others: int

    def __bool__(self) -> bool:
        return bool(self.texts or self.others)


def typed(fields: Iterable[tuple[str, str]]) -> Typed:
    """What somebody answered, of the names and values of the fields that were sent."""
    answers = [
        (name, value) for name, value in fields if value.strip() and not _NOT_TYPED.fullmatch(name)
    ]
    texts = [(label(name), value) for name, value in answers if _is_text(name, value)]
    others = {name for name, value in answers if not _is_text(name, value)}
    return Typed(texts, len(others))


def label(name: str) -> str:
    """A field's name in words: "printed_as" of a list's first row is "Lead 1: printed as"."""
    if found := _IN_A_LIST.fullmatch(name):
        which = f"{_words(found['list'])} {int(found['position']) + 1}"
        return f"{which}: {label(found['field']).lower()}"
    return _CALLED.get(name) or _words(name)


def _words(name: str) -> str:
    return re.sub(r"[-_\s]+", " ", name.removesuffix("_set")).strip().capitalize()


def _is_text(name: str, value: str) -> bool:
    """Whether it is a person's own words: by the field's name, or because choices hold no spaces."""
    found = _IN_A_LIST.fullmatch(name)
    field = found["field"] if found else name
    return field in _names_of_texts() or any(map(str.isspace, value.strip()))


@cache
def _names_of_texts() -> set[str]:
    """The names of all boxes for text: what records keep as text, and what only forms ask."""
    return set(_CALLED) | {
        field.name
        for model in apps.get_models()
        for field in model._meta.fields
        if isinstance(field, (models.CharField, models.TextField)) and not field.choices
    }
