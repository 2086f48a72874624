"""The rules of a page's look that a machine can check, all of them on one opened page.

WCAG 2.2 as axe reads it; reflow at the width that 1,280 pixels have at 400 %; the reader's own spacing
of text and colours; what a key reaches, in which order, and whether it is seen there.
"""

from collections.abc import Iterator
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT

RULES = (Path(__file__).parent / "looks.js").read_text(encoding="utf-8")
# Named, because the rules of WCAG 2.2 run only where they are asked for.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 375, "height": 812}
ZOOMED = {"width": 320, "height": 256}  # 1,280 by 1,024 at 400 %
MOST_STOPS = 700


def faults(page) -> list[str]:
    """What is wrong with an opened page, each fault with the page's address."""
    page.set_viewport_size(DESKTOP)
    page.evaluate(RULES)
    page.evaluate(AXE_SCRIPT)
    found = [
        *page.evaluate("[...looks.headings(), ...looks.start()]"),
        *_axe(page),
        *_spaced(page),
        *_walked(page),
        *_in_own_colours(page),
    ]
    page.set_viewport_size(PHONE)
    found += [f"{fault} on a phone" for fault in _axe(page, **{"color-contrast": False})]
    page.set_viewport_size(ZOOMED)
    found += [f"{fault} at 400 %" for fault in (*page.evaluate("looks.misfits()"), *_spaced(page))]
    page.set_viewport_size(DESKTOP)
    return [f"{page.url}: {fault}" for fault in found]


def plain_faults(page) -> list[str]:
    """What is wrong with a page opened without scripts: what does not fit, what does nothing."""
    page.evaluate(RULES)
    return [
        f"{page.url}: {fault}" for fault in page.evaluate("[...looks.misfits(), ...looks.dead()]")
    ]


def _axe(page, **rules: bool) -> Iterator[str]:
    options = {
        "runOnly": {"type": "tag", "values": TAGS},
        "rules": {name: {"enabled": is_asked} for name, is_asked in rules.items()},
        "resultTypes": ["violations"],
        "preload": False,  # axe would read style sheets in a way that the policy of our pages forbids
    }
    for rule in page.evaluate("options => axe.run(options)", options)["violations"]:
        yield f"{rule['id']} at {[node['target'] for node in rule['nodes']][:3]}"


def _spaced(page) -> list[str]:
    """The faults with the reader's own spacing of text."""
    found = page.evaluate("[looks.space(true), looks.misfits(), looks.space(false)][1]")
    return [f"{fault} with more space between the letters" for fault in found]


def _walked(page) -> list[str]:
    """The faults of a walk with the Tab key, from the top of the page until it leaves or begins anew."""
    page.evaluate("looks.rest()")
    found = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        at_stop = page.evaluate("looks.stop()")
        if at_stop is None:
            break
        found += at_stop
    return [*found, *page.evaluate("looks.unreached()")]


def _in_own_colours(page) -> list[str]:
    page.emulate_media(forced_colors="active")
    found = page.evaluate("[...looks.edgeless(), ...looks.unseenFocus()]")
    page.emulate_media(forced_colors="none")
    return [f"{fault} in the reader's own colours" for fault in found]
