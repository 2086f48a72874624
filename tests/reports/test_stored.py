import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from priorities.models import PartnershipPlan
from reports.catalogue import REPORTS
from reports.document import (
    Column,
    DataColumn,
    Group,
    Issue,
    Particulars,
    Points,
    Report,
    Row,
    Table,
    Text,
)
from reports.stored import UnknownVersion, digest_of, from_data, to_data
from tests.reports import sample_reports
from tests.reports.slugs import OF_THE_WHOLE_PLAN

texts = st.text(st.characters(codec="utf-8"), max_size=20) | st.sampled_from(
    ["\x00", "\r\n", "=HYPERLINK(1)", "<script>", "\u202e", "]} #[*", '"\\', "\ufeff", "kind"]
)
rows = st.builds(
    Row, st.lists(texts, max_size=3).map(tuple), texts, st.lists(texts, max_size=2).map(tuple)
)
groups = st.builds(Group, st.lists(rows, max_size=2).map(tuple), st.none() | texts)
columns = st.builds(Column, texts, texts, st.integers(1, 100))
sections = st.one_of(
    st.builds(Text, texts, texts, st.sampled_from([2, 3])),
    st.builds(Points, texts, st.lists(texts, max_size=2).map(tuple), texts, st.booleans()),
    st.builds(
        Table,
        texts,
        st.lists(columns, max_size=2).map(tuple),
        st.lists(groups, max_size=2).map(tuple),
        texts,
        texts,
    ),
)
reports = st.builds(
    Report,
    slug=texts,
    year=texts,
    as_of=st.dates(),
    particulars=st.builds(
        Particulars, texts, texts, texts, texts, texts, texts, texts, st.booleans()
    ),
    sections=st.lists(sections, max_size=3).map(tuple),
    section_column=st.none() | st.builds(DataColumn, texts, texts),
    goes_back=st.booleans(),
    is_to_be_issued=st.booleans(),
    issue=st.none() | st.builds(Issue, st.integers(1), st.dates(), texts),
)


def there_and_back(report):
    return from_data(json.loads(json.dumps(to_data(report))))


@given(reports)
def test_a_report_of_any_texts_comes_back_as_it_was(report):
    assert there_and_back(report) == report


@pytest.mark.parametrize("slug", OF_THE_WHOLE_PLAN)
def test_every_report_of_the_catalogue_comes_back_as_it_was(seed_plans, slug):
    for plan in PartnershipPlan.objects.all():
        report = REPORTS[slug].build(plan, as_of=date(2017, 8, 30))

        assert there_and_back(report) == report


def test_data_of_a_version_nobody_knows_is_refused():
    data = {**to_data(sample_reports.of_texts("Delivered.")), "version": 2}

    with pytest.raises(UnknownVersion, match="version 2; this code reads 1"):
        from_data(data)


def test_data_without_a_version_is_refused():
    with pytest.raises(UnknownVersion):
        from_data({})


def test_a_part_that_came_to_reports_later_is_as_where_nobody_says_it():
    report = sample_reports.of_texts("Delivered.")
    data = to_data(report)
    del data["report"]["section_column"], data["report"]["goes_back"]

    assert from_data(data) == replace(report, section_column=None, goes_back=False)


def test_the_digest_is_of_what_is_said_and_not_of_the_order_it_is_said_in():
    data = to_data(sample_reports.of_texts("Delivered."))
    turned = dict(reversed(data.items()))

    assert digest_of(data) == digest_of(turned)
    assert digest_of(data) != digest_of(to_data(sample_reports.of_texts("Delivered!")))
