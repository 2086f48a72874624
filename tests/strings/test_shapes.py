"""Forms and addresses of any shape: fields left out, sent twice or made up, numbers of any size."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.pages import forms_of
from tests.strings.awkward import AWKWARD, read, sent
from tests.test_extra_fields import PAGES, SET_UP_PAGES
from tests.test_role_walk import WALK
from tests.test_set_up_walk import MODELS, newest_records
from tests.walkers import ask

pytestmark = pytest.mark.django_db

# Few of each page, for there are many pages, and each is asked as a whole.
FEW = settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
NUMBERS = [
    "0",
    "-1",
    "1",
    "007",
    "1e9",
    "1001",
    "2001",
    "65536",
    "2147483648",
    "9" * 20,
    "9" * 5000,
]
ANSWERS = ["", "on", "none", "true", "[]", "1,2", "2017-09-01", "31/2/2017", "1/1/0001"]
VALUES = st.one_of(st.sampled_from([*NUMBERS, *ANSWERS, *AWKWARD.values()]), st.text(max_size=20))
READ_BY_DJANGO = [  # by its lists and forms, from an address or a form
    *("q", "o", "p", "e", "all", "action", "index", "select_across", "_selected_action", "_save"),
    *("_popup", "_to_field", "_changelist_filters", "_continue", "_addanother", "post", "next"),
]
FILTERS = ["priority", "agency", "status", "fund", "timing", "removed", "as_of", "address"]
ADDRESSES = [
    *sorted(address for address in WALK if WALK[address]["GET", "admin"] == "200"),
    *(f"/admin/{model}/" for model in MODELS),
]


@pytest.fixture(scope="module")
def newest(walkers):
    return newest_records()


def fields_of(session, address):
    """Every field of a page's forms that are sent, with what it holds."""
    client = Client()
    client.cookies["sessionid"] = session
    fields = {}
    for form in forms_of(client.get(address)):
        if form.method == "post":
            fields |= {name: [""] for name in form.names} | form.fields
    return fields


@st.composite
def shapes(draw, fields):
    """A form's fields, with some left out, changed, sent twice or made up."""
    left_out = draw(st.sets(st.sampled_from(sorted(fields)), max_size=4))
    names = st.one_of(st.sampled_from([*sorted(fields), *READ_BY_DJANGO]), st.text(max_size=5))
    made_up = draw(st.dictionaries(names, st.lists(VALUES, min_size=1, max_size=3), max_size=6))
    kept = {name: values for name, values in fields.items() if name not in left_out}
    return kept | {name: [sent(text)[0] for text in made_up[name]] for name in made_up}


def assert_never_fails(session, address):
    fields = fields_of(session, address)

    @FEW
    @given(shapes(fields))
    def sent_in_any_shape(typed):
        changed = {name: typed.get(name) for name in typed if typed.get(name) != fields.get(name)}
        answer = ask(session, "POST", address, typed)
        assert answer.response.status_code < 500, (address, changed, fields.keys() - typed.keys())

    sent_in_any_shape()


@pytest.mark.parametrize(("who", "name"), PAGES)
def test_no_page_fails_on_a_form_of_any_shape(walkers, who, name):
    assert_never_fails(walkers[who], PAGES[who, name])


@pytest.mark.parametrize(("model", "screen"), SET_UP_PAGES)
def test_no_set_up_screen_fails_on_a_form_of_any_shape(walkers, newest, model, screen):
    assert_never_fails(walkers["admin"], f"/admin/{model}/{screen}".format(newest[model].pk))


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_fails_on_what_stands_in_its_address(walkers, address):
    names = st.one_of(st.sampled_from([*FILTERS, *READ_BY_DJANGO]), st.text(max_size=5))
    asked = st.dictionaries(names, st.lists(VALUES, min_size=1, max_size=2), max_size=8)

    @FEW
    @given(asked)
    def asked_for_anything(said):
        query = urlencode(said, doseq=True, errors="surrogatepass")
        answer = ask(walkers["admin"], "GET", f"{address}?{query}")
        assert answer.response.status_code < 500, (address, said)

    asked_for_anything()


@pytest.mark.parametrize("address", ["/2017-18/", "/admin/accounts/user/"])
@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD)
def test_a_search_for_an_awkward_string_shows_it_again_or_asks_for_a_shorter_one(
    walkers, address, text
):
    query = urlencode({"q": text}, errors="surrogatepass")

    response = ask(walkers["admin"], "GET", f"{address}?{query}").response

    assert response.status_code in {200, 302, 400}
    if response.status_code != 302:  # to the whole list
        [box] = [form.fields["q"] for form in forms_of(response) if "q" in form.names]
        assert read(box[0]) == read(text) or "Search for less" in response.content.decode()
