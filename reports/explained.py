"""Abbreviations on pages: each with what it stands for, in an element of its own."""

import re
from collections.abc import Mapping
from html import escape


class Explainer:
    """Puts what a report's glossary says beside the abbreviations of its page.

    A glossary table stands on the page too, for whoever cannot point at a word.
    """

    def __init__(self, abbreviations: Mapping[str, str]) -> None:
        self._meanings = {escape(name): escape(abbreviations[name]) for name in abbreviations}
        longest_first = sorted(self._meanings, key=len, reverse=True)
        names = "|".join(map(re.escape, longest_first))
        # Tags and entities come first, so that nothing inside them is taken for an abbreviation.
        self._parts = (
            re.compile(rf"<[^>]*>|(?<!\w)({names})(?=s?(?!\w))|&#?\w+;") if names else None
        )

    def explain(self, html: str) -> str:
        """The HTML with the first use of each abbreviation in an `abbr` element, its words unchanged."""
        if self._parts is None:
            return html
        explained = set()

        def part(found: re.Match[str]) -> str:
            name = found[1]
            if name is None or name in explained:
                return found[0]
            explained.add(name)
            return f'<abbr title="{self._meanings[name]}">{name}</abbr>'

        return self._parts.sub(part, html)
