"""Field names of columns that people named: the same for the same plan, and no two alike."""

import re
from collections.abc import Iterable
from unicodedata import normalize

# Every report may have a column of its own called so.
TAKEN = ("reference", "key_priority", "paper", "kind_of_data")
_NO_LETTERS = re.compile("[^a-z0-9]+")


def field_names(names: Iterable[str], *, beside: Iterable[str]) -> list[str]:
    """A field name for each name, "police_and_crime_plan", unlike those of the columns beside it.

    Of names that would be alike the later ones are counted: "plan", "plan_2".
    """
    taken, found = {*TAKEN, *beside}, []
    for name in names:
        letters = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        field = plain = _NO_LETTERS.sub("_", letters).strip("_") or "framework"
        count = 1
        while field in taken:
            count += 1
            field = f"{plain}_{count}"
        taken.add(field)
        found.append(field)
    return found
