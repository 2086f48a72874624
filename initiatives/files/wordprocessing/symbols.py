"""The characters that Word writes by their place in a font of pictures."""

from lxml import etree

from initiatives.files.wordprocessing.names import val

UNKNOWN = "\N{REPLACEMENT CHARACTER}"

_PRIVATE = 0xF000  # where Word puts the places of such a font
_FONTS = {
    "symbol": {0xB7: "•", 0xA3: "≤", 0xB3: "≥", 0xB4: "×", 0xB0: "°", 0xB1: "±", 0xAE: "→"},
    "wingdings": {
        0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "□",
        0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
        0xFE: "☑", 0x4A: "☺", 0x4C: "☹",
    },
    "wingdings 2": {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0xA3: "□"},
}  # fmt: skip


def symbol(element: etree._Element) -> str:
    """The character that a symbol shows, or UNKNOWN."""
    try:
        place = int(val(element, "char"), 16)
    except ValueError:
        return UNKNOWN
    font = _FONTS.get(val(element, "font").lower())
    if font is not None:
        return font.get(place - _PRIVATE if place >= _PRIVATE else place, UNKNOWN)
    if 0x20 <= place < 0xD800:  # an ordinary character, written the long way
        return chr(place)
    return UNKNOWN
