"""Awkward strings in every field of the database: each Excel file holds them as texts alone."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from defusedxml.ElementTree import fromstring
from openpyxl import load_workbook

from initiatives.models import Initiative
from reports.renderers.texts import printable
from tests.strings.stored import store_everywhere
from tests.test_role_walk import WALK
from tests.walkers import ask

pytestmark = pytest.mark.django_db

FILES = [
    address
    for address, answers in WALK.items()
    if address.endswith(".xlsx") and answers["GET", "admin"] == "200"
]


@pytest.fixture(scope="module")
def stored(walkers):
    return store_everywhere()


@pytest.mark.parametrize("address", FILES)
def test_every_cell_is_a_text_as_it_is_stored_and_no_formula(walkers, stored, address):
    file = ask(walkers["admin"], "GET", address).response.content

    cells = [
        cell
        for sheet in load_workbook(BytesIO(file))
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]

    assert {cell.data_type for cell in cells} == {"s"}
    texts = {cell.value.strip() for cell in cells}
    start_year = int(address[1:5])
    titles = Initiative.objects.filter(plan__start_year=start_year, removed_on=None)
    for title in titles.exclude(title="").values_list("title", flat=True):
        assert any(printable(title).strip() in text for text in texts), title


@pytest.mark.parametrize("address", FILES)
def test_every_part_of_the_file_is_well_formed(walkers, stored, address):
    file = ask(walkers["admin"], "GET", address).response.content

    with ZipFile(BytesIO(file)) as package:
        parts = {name: package.read(name) for name in package.namelist()}

    for name, part in parts.items():
        fromstring(part)
        assert b"<f>" not in part, name
