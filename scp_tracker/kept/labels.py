"""The fields of a form under names a person reads."""

import re
from collections.abc import Iterable

_IN_A_LIST = re.compile(r"(?P<list>.+)-(?P<position>\d+)-(?P<field>.+)")
# What a form says about itself: its version, its buttons, its lists' counts and empty rows.
_NOT_TYPED = re.compile(
    r"_.*|version|save|submit|action|initial-.*|.*__prefix__.*"
    r"|.*-(TOTAL_FORMS|INITIAL_FORMS|MIN_NUM_FORMS|MAX_NUM_FORMS)"
    r"|.*-\d+-(id|version)"
)


def readable(fields: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The fields somebody filled in, under names a person reads: ("Internal note", "…")."""
    return [
        (label(name), value)
        for name, value in fields
        if value.strip() and not _NOT_TYPED.fullmatch(name)
    ]


def label(name: str) -> str:
    """A field's name in words: "status_reason" is "Status reason"."""
    if found := _IN_A_LIST.fullmatch(name):
        return f"{_words(found['list'])} {int(found['position']) + 1}: {_words(found['field']).lower()}"
    return _words(name)


def _words(name: str) -> str:
    return re.sub(r"[-_\s]+", " ", name.removesuffix("_set")).strip().capitalize()
