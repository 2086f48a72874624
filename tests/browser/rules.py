"""The accessibility rules a machine can check, run in the page itself."""

from axe_playwright_python.sync_playwright import Axe

# Named, because the rules of WCAG 2.2 run only where they are asked for.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESKTOP, PHONE = 1280, 375


OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "resultTypes": ["violations"],
    "preload": False,  # axe would read style sheets in a way that the policy of our pages forbids
}


def findings(page, *, widths=(DESKTOP, PHONE)):
    """What axe finds on an open page at each of these widths."""
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        for rule in Axe().run(page, options=OPTIONS).response["violations"]:
            where = [node["target"] for node in rule["nodes"]][:3]
            found.append(f"{page.url} at {width}: {rule['id']} at {where}")
    return found
