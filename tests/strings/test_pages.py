"""Awkward strings in every field of the database: each page says them as words, and nothing more."""

from html.parser import HTMLParser

import pytest

from initiatives.models import Initiative
from reports.catalogue import FORMATS
from tests.strings.stored import store_everywhere
from tests.test_role_walk import WALK
from tests.test_set_up_walk import MODELS, SCREENS, SET_UP, newest_records
from tests.walkers import ask

pytestmark = pytest.mark.django_db

FILES = tuple(f".{extension}" for extension in FORMATS)
# With a text in every field nothing lacks a timing; many a string has letters that nobody explains.
ASKED_INSTEAD = ("/no-timing/accept/", "/unexplained-abbreviation/accept/")
PAGES = [
    address.replace(*ASKED_INSTEAD)
    for address, answers in WALK.items()
    if answers["GET", "admin"] == "200" and not address.endswith((*FILES, "healthz"))
]
SET_UP_PAGES = [
    (model, screen)
    for model in MODELS
    for screen, answer in zip(SCREENS, SET_UP["GET", model][5:], strict=True)
    if answer == "200"
]


class Elements(HTMLParser):
    """`words` are those of a page, `came` what elements and scripts came of awkward ones."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.came, self.words, self._inside = [], "", ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self._inside = tag
        if ":" in tag or any(name.startswith("on") for name, _ in attrs):
            self.came.append((tag, attrs))

    def handle_endtag(self, tag):
        self._inside = ""

    def handle_data(self, data):
        self.words += data
        if self._inside in {"script", "style"} and "awkward" in data:
            self.came.append((self._inside, data))


@pytest.fixture(scope="module")
def stored(walkers):
    """The newest record of each kind, with awkward strings in all records."""
    newest = newest_records()
    store_everywhere()
    return newest


def read(session, address):
    answer = ask(session, "GET", address)
    assert answer.said == "200", address
    return Elements(answer.response.content.decode())


@pytest.mark.parametrize("address", PAGES)
def test_no_element_comes_of_a_word_on_a_page(walkers, stored, address):
    assert read(walkers["admin"], address).came == []


@pytest.mark.parametrize(("model", "screen"), SET_UP_PAGES)
def test_no_element_comes_of_a_word_on_a_set_up_screen(walkers, stored, model, screen):
    address = f"/admin/{model}/{screen}".format(stored[model].pk)

    assert read(walkers["admin"], address).came == []


@pytest.mark.parametrize("address", ["/2017-18/", "/2017-18/reports/annual-plan/"])
def test_every_title_stands_on_its_plans_pages_as_it_is_stored(walkers, stored, address):
    words = squeezed(read(walkers["admin"], address).words)

    titles = Initiative.objects.filter(plan__start_year=2017, removed_on=None).exclude(title="")
    missing = [
        title for title in titles.values_list("title", flat=True) if squeezed(title) not in words
    ]
    assert missing == []


def squeezed(text):
    return " ".join(text.split())
