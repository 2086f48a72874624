"""How wide the columns of a table are, whatever the file counts widths in."""

from collections.abc import Sequence


def shared_out(shares: Sequence[float], whole: float) -> list[float]:
    """So much of the whole as is the share of each."""
    return [whole * share / sum(shares) for share in shares]


def fitted(widths: Sequence[float], needs: Sequence[float]) -> list[float]:
    """The widths, those below their need raised to it and the widest column narrowed for them."""
    raised = [max(pair) for pair in zip(widths, needs, strict=True)]
    widest = raised.index(max(raised))
    raised[widest] = max(needs[widest], raised[widest] - (sum(raised) - sum(widths)))
    return raised
