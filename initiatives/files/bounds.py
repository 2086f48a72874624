"""How large a table may be that somebody sends; no plan comes near it."""

from collections.abc import Iterable

from initiatives.files.contents import CannotBeRead

MAX_ROWS = 20_000  # of a whole file
MAX_COLUMNS = 200
MAX_CELLS = 400_000  # of a whole file


def check(name: str, *, rows: int, columns: int, cells: int) -> None:
    """Refuse a table beyond these bounds; `rows` and `cells` are those of the file so far."""
    if columns > MAX_COLUMNS:
        raise CannotBeRead(
            f"{name} has more than {MAX_COLUMNS} columns. Keep the part that holds the plan, and leave the rest out."
        )
    if rows > MAX_ROWS or cells > MAX_CELLS:
        raise CannotBeRead(
            f"{name} has more rows than can be read, {MAX_ROWS:,} at most. "
            "Keep the part that holds the plan, and leave the rest out."
        )


def rows_named(numbers: Iterable[int]) -> str:
    """Rows as a sentence names them: "row 3", "rows 3 to 5 and 9"; ten stretches at most."""
    stretches: list[list[int]] = []
    for number in sorted(set(numbers)):
        if stretches and number == stretches[-1][-1] + 1:
            stretches[-1][1:] = [number]
        else:
            stretches.append([number])
    parts = [" to ".join(map(str, stretch)) for stretch in stretches[:10]]
    if len(stretches) > len(parts):
        parts.append("more")
    noun = "row" if len(parts) == 1 and len(stretches[0]) == 1 else "rows"
    return f"{noun} {' and '.join(filter(None, [', '.join(parts[:-1]), parts[-1]]))}"
