"""Reads HTML into nested lists that can be compared and searched."""

from collections.abc import Iterator
from html.parser import HTMLParser

VOID = {"input", "br", "meta", "link"}


class Tree(HTMLParser):
    """`root` holds (tag, attributes, children) with texts in between, white space squeezed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.root = []
        self._open = [("", self.root)]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        given = {name: "" if value is None else value for name, value in attrs}
        if "class" in given:
            given["class"] = " ".join(sorted(given["class"].split()))
        children = []
        self._open[-1][1].append((tag, given, children))
        if tag not in VOID:
            self._open.append((tag, children))

    def handle_endtag(self, tag):
        opened, _children = self._open.pop()
        assert opened == tag, f"<{opened}> is closed by </{tag}>"

    def handle_data(self, data):
        if text := " ".join(data.split()):
            self._open[-1][1].append(text)

    def close(self):
        super().close()
        assert len(self._open) == 1, f"<{self._open[-1][0]}> is never closed"

    def elements(self) -> Iterator[tuple]:
        """Every element, in order."""
        yield from _elements(self.root)

    def find(self, tag: str, **attributes: str) -> list[tuple]:
        """The elements with this tag and these attributes; write `class_` and `for_`."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self.elements()
            if element[0] == tag
            and all(wanted[name] in element[1].get(name, "").split() for name in wanted)
        ]

    def ids(self) -> list[str]:
        """Every id, so that a repeated one shows."""
        return [attrs["id"] for _tag, attrs, _children in self.elements() if "id" in attrs]


def _elements(children):
    for child in children:
        if not isinstance(child, str):
            yield child
            yield from _elements(child[2])


def text_of(element: tuple) -> str:
    """All words inside an element."""
    texts = (child if isinstance(child, str) else text_of(child) for child in element[2])
    return " ".join(filter(None, texts))
