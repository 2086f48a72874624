"""What a row is taken for beside the row above, and why: the same shape has opposite answers.

A row whose first words end the sentence above may be an initiative of its own under that target, or
just the rest of it. What follows in the row decides, and a person is asked to look.
"""

from typing import NamedTuple

from initiatives.moving_in.above import Above, Beside
from initiatives.moving_in.decisions import Part, Shape

_NAMES = {
    Part.TARGET: "target",
    Part.TITLE: "title",
    Part.LEAD: "lead agency",
    Part.TIMING: "timing",
    Part.FUND_SOURCE: "fund source",
    Part.STATUS: "status",
}


class Judged(NamedTuple):
    """What a row is taken for, and why, in a whole sentence."""

    shape: Shape
    why: str
    is_doubtful: bool = False


def doubtful(shape: Shape, why: str) -> Judged:
    """What a row is taken for, where a person should look at it first."""
    return Judged(shape, why, is_doubtful=True)


def judge(row: Beside, above: Above, *, one_text_is_a_title: bool) -> Judged:
    """What a row with something in it is."""
    alone = row.one_text
    reads_like_a_title = any(map(str.isalpha, alone)) and not alone[0].islower()
    if one_text_is_a_title and reads_like_a_title and not row.name_goes_on:
        return doubtful(Shape.SECTION, "One text stands alone in it, as a title does.")
    if not above.texts:
        return _first(row)
    if not row.name:
        return _without_name(row)
    if row.name_goes_on:
        return _with_tail(row)
    name = _name(row)
    if row.tells_on and Part.LEAD not in row.begins:
        why = f"Its {name} could begin something new, but what follows goes on with the row above."
        return doubtful(Shape.WRAPPED, why)
    return Judged(Shape.NEW, f"Its {name} begins something new.")


def _first(row: Beside) -> Judged:
    if row.name or row.named is None:
        return Judged(Shape.NEW, "It is the first row here.")
    why = f"It is the first row here, and its {_name(row)} is blank."
    return doubtful(Shape.NEW, why)


def _without_name(row: Beside) -> Judged:
    name = _name(row)
    if row.title_begins:
        return Judged(Shape.AS_ABOVE, "Its target is blank, as above, and its title is its own.")
    if row.tells_on:
        return _clash(row) if row.begins else _wrapped()
    if not row.has_short:
        why = (
            "It tells more, without a lead or a time of its own, so it goes on with the row above."
        )
        return Judged(Shape.WRAPPED, why, is_doubtful=row.comes_after_an_end)
    if not row.begins:
        return _wrapped()
    if not row.tells:
        why = f"Only the {_listed(row.begins)} stands in it: more of the row above, or a new one."
        return doubtful(Shape.WRAPPED, why)
    if row.named is Part.TITLE:
        why = "Its title is blank and it tells something new: under the title above, or more of it."
        return doubtful(Shape.AS_ABOVE, why)
    return Judged(Shape.AS_ABOVE, f"Its {name} is blank, as above, and what it tells is its own.")


def _with_tail(row: Beside) -> Judged:
    name = _name(row)
    if row.named is Part.TARGET and (row.title_begins or (row.tells and not row.tells_on)):
        why = (
            f"Its {name} ends the sentence above, and what follows begins something new: an "
            "initiative of its own, or more of the one above."
        )
        return doubtful(Shape.TAIL, why)
    if row.begins:
        return _clash(row)
    if row.tells and not row.tells_on:
        why = f"Its {name} goes on with the one above, though what follows could begin something."
        return doubtful(Shape.WRAPPED, why)
    return _wrapped()


def _wrapped() -> Judged:
    return Judged(Shape.WRAPPED, "Its cells go on with those of the row above.")


def _clash(row: Beside) -> Judged:
    verb = "begins" if len(row.begins) == 1 else "begin"
    why = (
        f"It goes on with the row above, but its {_listed(row.begins)} {verb} something new, which "
        "may belong to another row."
    )
    return doubtful(Shape.WRAPPED, why)


def _name(row: Beside) -> str:
    return _NAMES[row.named] if row.named else "target"


def _listed(parts: list[Part]) -> str:
    names = [_NAMES[part] for part in dict.fromkeys(parts)]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
