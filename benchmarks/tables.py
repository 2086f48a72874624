"""A benchmark's answer: a table to read on the screen or to paste into the README."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """Rows under headings, ratios before times; `notes` are sentences that stand below."""

    heading: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()

    def markdown(self) -> str:
        """The table in Markdown, with every column but the first set to the right."""
        rule = ("---", *("---:" for _ in self.columns[1:]))
        lines = [f"| {' | '.join(cells)} |" for cells in (self.columns, rule, *self.rows)]
        table = ["\n".join(lines)] if self.columns else []
        return "\n\n".join([f"### {self.heading}", *table, *self.notes])


def times(ratio: float) -> str:
    """A ratio as a table shows it: "0.85×", "14×"."""
    return f"{ratio:.2f}×" if ratio < 9.95 else f"{ratio:.0f}×"
