"""/healthz says in one plain line whether the database answers, to whoever watches the service."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


@pytest.fixture
def without_tables():
    """A database that opens and is empty, as SQLite makes one where its file is gone."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE priorities_partnershipplan RENAME TO elsewhere")


def test_a_database_that_answers(client, django_assert_num_queries):
    client.cookies["sessionid"] = "a" * 32

    with django_assert_num_queries(1):
        answer = client.get("/healthz")

    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/plain"
    assert answer.content == b"The database answers.\n"
    assert "Set-Cookie" not in answer


def test_a_database_that_does_not(client, without_tables):
    answer = client.get("/healthz")

    assert answer.status_code == 503
    assert answer["Content-Type"] == "text/plain"
    assert answer.content == b"The database does not answer.\n"


@pytest.mark.parametrize("is_well", [True, False])
def test_head_is_answered_as_get_without_words(client, request, is_well):
    if not is_well:
        request.getfixturevalue("without_tables")

    answer = client.head("/healthz")

    assert answer.status_code == (200 if is_well else 503)
    assert answer.content == b""


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_can_be_sent_to_it(client, method):
    assert getattr(client, method)("/healthz").status_code == 405
