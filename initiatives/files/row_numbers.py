"""Several rows of a table in few words."""

from collections.abc import Iterable


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
