"""What was changed in a text, marked for its reader: `{% changes old new %}`."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from typing import TypeAlias

from django import template
from django.utils.safestring import SafeString

from initiatives.differences import Kind, Part, word_changes
from priorities.text import BULLET

register = template.Library()

Line: TypeAlias = Sequence[Part]

_ELEMENTS = {Kind.ADDED: ("ins", "added"), Kind.REMOVED: ("del", "removed")}


@register.simple_tag
def changes(old: str, new: str) -> SafeString:
    """The new text with what was added and removed marked; long stretches in between left out.

    Colour alone tells nothing: the elements are underlined and struck through, and each begins with
    a word for whoever hears the page.
    """
    return _html(word_changes(old, new))


@register.filter
def marked(parts: Iterable[Part]) -> SafeString:
    """The same of two texts that were compared already."""
    return _html(parts)


@register.inclusion_tag("initiatives/_old_above_new.html")
def old_above_new(old: str, new: str) -> dict[str, SafeString]:
    """The old text with what was removed marked, and below it the new one with what was added."""
    parts = word_changes(old, new)
    return {
        "old": _html(part for part in parts if part.kind is not Kind.ADDED),
        "new": _html(part for part in parts if part.kind is not Kind.REMOVED),
    }


def _html(parts: Iterable[Part]) -> SafeString:
    blocks, html = _blocks(_lines(parts)), ""
    for is_point, group in groupby(blocks, lambda block: block.startswith("<li>")):
        together = "".join(group)
        html += (
            f'<ul class="govuk-list govuk-list--bullet">{together}</ul>' if is_point else together
        )
    return SafeString(html)


def _lines(parts: Iterable[Part]) -> list[Line]:
    """The parts line by line, with the lines of both texts; blank ones are left out."""
    lines: list[list[Part]] = [[]]
    for kind, text in parts:
        if kind is Kind.REMOVED and not text.strip():
            continue  # spaces of the old text, which nobody would see struck through
        first, *others = text.split("\n")
        lines[-1].append(Part(kind, first))
        lines += [[Part(kind, other)] for other in others]
    return [line for line in lines if _text(line).strip()]


def _blocks(lines: Sequence[Line]) -> Iterator[str]:
    """The lines that changed as paragraphs and points, each between its neighbours; else how many.

    Where nothing changed, the last line stands for the others: most outcomes grow at their end.
    """
    changed = {
        number + beside
        for number, line in enumerate(lines)
        if any(kind is not Kind.SAME and text.strip() for kind, text in line)
        for beside in (-1, 0, 1)
    }
    near = changed or {len(lines) - 1}
    for is_near, group in groupby(enumerate(lines), lambda numbered: numbered[0] in near):
        together = [line for _, line in group]
        if is_near or len(together) == 1:
            yield from map(_block, together)
        else:
            yield f'<p class="govuk-hint">{len(together)} lines that did not change</p>'


def _block(line: Line) -> str:
    if not _text(line).lstrip().startswith(BULLET):
        return f'<p class="govuk-body">{_marked(line)}</p>'
    # Where the old and the new text each begin a point here, each has a bullet.
    points = (Part(kind, _without_bullet(text)) for kind, text in line)
    return f"<li>{_marked(points)}</li>"


def _without_bullet(text: str) -> str:
    return text.lstrip().removeprefix(BULLET) if text.lstrip().startswith(BULLET) else text


def _text(line: Line) -> str:
    return "".join(text for _, text in line)


def _marked(line: Iterable[Part]) -> str:
    html = "".join(_element(kind, text) for kind, text in line).strip()
    return html.replace("</del><ins>", "</del> <ins>")  # or two words would look like one


def _element(kind: Kind, text: str) -> str:
    """The words in the element that says what became of them; the blanks around them stay outside."""
    words = text.strip()
    if kind is Kind.SAME or not words:
        return escape(text)
    name, said = _ELEMENTS[kind]
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    hidden = f'<span class="govuk-visually-hidden">{said}: </span>'
    return f"{before}<{name}>{hidden}{escape(words)}</{name}>{after}"
