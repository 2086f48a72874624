"""The numbers of records, as a browser sends them."""

_MOST_DIGITS = 18  # of any number a database column holds


def record_number(text: str) -> int | None:
    """The number `text` writes in digits alone, or None for one that no record can have."""
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else None
