"""What somebody should know of a sheet before going on with what was read of it."""

from collections.abc import Iterator, Sequence

from initiatives.files.contents import Remark, column_letters
from initiatives.files.sheet import Oddity, Range, Sheet

_NAMED = 5  # places named; of the rest only the number is told

_ODD: dict[Oddity, str] = {
    "formula": (
        "What was last saved as the result of a formula is read, not the formula itself. Check "
        "that it is up to date."
    ),
    "unsaved": (
        "A formula stands here without a saved result, so it is read as blank. Open the file in "
        "Excel, save it and upload it again."
    ),
    "error": (
        "Excel could not work this out and shows an error, which is read as it stands. Correct it "
        "in the file and upload it again."
    ),
    "month": (
        "The file keeps a date here and shows its month and year alone, which is what is read. "
        "Check it if something else was typed, such as a day and a month."
    ),
    "day and month": (
        "The file keeps a date here and shows its day and month alone. It is read with the year "
        "in the file: check that this is the year meant."
    ),
}
_HIDDEN_SHEET = "This sheet is hidden in the file. It is read all the same."
_HIDDEN = "Hidden in the file, perhaps by a filter. What stands there is read all the same."
_MERGED = (
    "Merged cells: their text is read as standing in the first of them, and the rest as blank."
)
_COVERED = (
    "Text stands under merged cells, where Excel does not show it. It is read all the same: check "
    "that it belongs there."
)


def remarks_on(sheet: Sheet) -> Iterator[Remark]:
    """One remark for each thing to know, with the first few places and the number of the rest."""
    extent = sheet.extent()
    if extent is None:
        return
    if sheet.is_hidden:
        yield Remark(_place(sheet), _HIDDEN_SHEET)
    for oddity, said in _ODD.items():
        if cells := sheet.odd.get(oddity):
            names = [f"{column_letters(column)}{row}" for row, column in cells]
            yield Remark(_place(sheet, "cell", names), said)
    first_row, first_column, last_row, last_column = extent
    rows = [
        f"{first} to {last}" if first != last else f"{first}"
        for first, last in _within(sheet.hidden_rows, first_row, last_row)
    ]
    if rows:
        yield Remark(_place(sheet, "row", rows), _HIDDEN)
    columns = [
        f"{column_letters(first)} to {column_letters(last)}"
        if first != last
        else column_letters(first)
        for first, last in _within(sheet.hidden_columns, first_column, last_column)
    ]
    if columns:
        yield Remark(_place(sheet, "column", columns), _HIDDEN)
    yield from _on_merged(sheet, extent)


def _on_merged(sheet: Sheet, extent: Range) -> Iterator[Remark]:
    plain: list[str] = []
    covered: list[str] = []
    for first_row, first_column, last_row, last_column in sheet.merged:
        texts = {
            (row, column)
            for row in range(max(first_row, extent[0]), min(last_row, extent[2]) + 1)
            for column in sheet.rows.get(row, ())
            if first_column <= column <= last_column
        }
        if not texts:
            continue
        name = f"{column_letters(first_column)}{first_row}:{column_letters(last_column)}{last_row}"
        (plain if texts == {(first_row, first_column)} else covered).append(name)
    for names, said in ((plain, _MERGED), (covered, _COVERED)):
        if names:
            yield Remark(_place(sheet, "cell", names), said)


def _within(spans: list[tuple[int, int]], first: int, last: int) -> list[tuple[int, int]]:
    """The spans cut to what was read, those that touch joined to one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        start, end = max(start, first), min(end, last)
        if start > end:
            continue
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _place(sheet: Sheet, what: str = "", names: Sequence[str] = ()) -> str:
    """Where it is: "Sheet “Plan”, cells D7, D8 and 12 more"."""
    place = f"Sheet “{sheet.name}”"
    if not what:
        return place
    is_one = len(names) == 1 and " to " not in names[0] and ":" not in names[0]
    named, rest = list(names[:_NAMED]), len(names) - _NAMED
    if rest > 0:
        listed = f"{', '.join(named)} and {rest:,} more"
    else:
        listed = " and ".join(filter(None, [", ".join(named[:-1]), named[-1]]))
    return f"{place}, {what}{'' if is_one else 's'} {listed}"
