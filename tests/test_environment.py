"""A slip in the environment is refused in one sentence that says how to mend it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from scp_tracker import environment

TOP = Path(__file__).resolve().parent.parent
PASSWORD = "p-Hj8sw0rd"


def manage(*words, **said):
    """What manage.py answers where the environment says this and nothing else of the tracker."""
    # Every word comes from a test of this file.
    return subprocess.run(
        [sys.executable, TOP / "manage.py", *words],
        env={"PATH": os.environ["PATH"], **{name: str(value) for name, value in said.items()}},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("SCP_ENV", "Local", 'SCP_ENV is "Local" and has to be production or local.'),
        ("SCP_SECRET_KEY", "", "SCP_SECRET_KEY is too short"),
        ("SCP_SECRET_KEY", "a" * 60, "SCP_SECRET_KEY is too short or too plain"),
        ("SCP_HOSTS", "https://tracker.example", 'SCP_HOSTS holds "https://tracker.example"'),
        ("SCP_BEHIND_PROXY", "yes", 'SCP_BEHIND_PROXY is "yes" and has to be 0 or 1.'),
        ("SCP_MAIL_PORT", "abc", 'SCP_MAIL_PORT is "abc" and has to be a number'),
        ("SCP_MAIL_FROM", "tracker", 'SCP_MAIL_FROM is "tracker" and has to be an e-mail'),
        ("DATABASE_URL", f"postgres//scp:{PASSWORD}@host/scp", "DATABASE_URL cannot be read."),
    ],
)
def test_a_slip_is_refused_in_one_sentence(tmp_path, name, value, says):
    answer = manage("check", **{"DATA_DIR": tmp_path, "SCP_MAIL_HOST": "mail", name: value})

    assert answer.returncode == 1
    [line] = answer.stderr.splitlines()
    assert line.startswith(f"manage.py: {says}")
    assert PASSWORD not in line


def test_a_data_folder_that_cannot_be_made_is_refused_in_one_sentence():
    answer = manage("check", DATA_DIR="/dev/null/data")

    [line] = answer.stderr.splitlines()
    assert line == (
        "manage.py: The folder /dev/null/data cannot be used (Not a directory). "
        "Set DATA_DIR to a folder this account may read and write."
    )


@pytest.mark.parametrize(
    "address",
    [
        "postgres//scp@127.0.0.1/scp",
        "mysql://scp@127.0.0.1/scp",
        f"postgres://scp:{PASSWORD}@127.0.0.1:fivefour/scp",
        f"postgres://scp:{PASSWORD}/more@127.0.0.1/scp",
        f"postgres://scp:{PASSWORD}@127.0.0.1",
        f"postgres://scp:{PASSWORD}@[127.0.0.1/scp",
        "scp.sqlite3",
    ],
)
def test_a_database_that_is_not_understood_is_refused_without_its_password(monkeypatch, address):
    monkeypatch.setenv("DATABASE_URL", address)

    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL cannot be read") as refused:
        environment.database("DATABASE_URL", unset="")

    assert PASSWORD not in str(refused.value)


@pytest.mark.parametrize(
    ("address", "name", "host"),
    [
        ("postgres://scp:p%40ss@db.example:5433/tracker", "tracker", "db.example"),
        ("postgresql://scp@127.0.0.1/tracker", "tracker", "127.0.0.1"),
        ("postgres://scp@%2Fvar%2Frun%2Fpostgresql/tracker", "tracker", "/var/run/postgresql"),
        ("sqlite:////srv/a%20folder/scp.sqlite3", "/srv/a folder/scp.sqlite3", ""),
        ("sqlite://:memory:", ":memory:", None),
    ],
)
def test_addresses_of_databases_that_are_taken(monkeypatch, address, name, host):
    monkeypatch.setenv("DATABASE_URL", address)

    read = environment.database("DATABASE_URL", unset="")

    assert (read["NAME"], read.get("HOST")) == (name, host)


def test_an_empty_name_is_as_good_as_none(monkeypatch):
    for name in ("SCP_ENV", "SCP_HOSTS", "SCP_BEHIND_PROXY", "SCP_MAIL_PORT", "DATABASE_URL"):
        monkeypatch.setenv(name, "")

    assert environment.choice("SCP_ENV", "production", "local") == "production"
    assert environment.hosts("SCP_HOSTS") == []
    assert environment.switch("SCP_BEHIND_PROXY") is False
    assert environment.port("SCP_MAIL_PORT", unset=587) == 587
    assert environment.database("DATABASE_URL", unset="sqlite:///x")["NAME"] == "x"


@pytest.mark.parametrize(
    "said", ["*", ".example.org", "a.example,b.example", "a.example:8000", "a.example/", "-a", "a."]
)
def test_what_is_no_host_name_is_refused(monkeypatch, said):
    monkeypatch.setenv("SCP_HOSTS", f"tracker.example {said}")

    with pytest.raises(ImproperlyConfigured, match="is no host name"):
        environment.hosts("SCP_HOSTS")


def test_host_names_are_separated_by_spaces(monkeypatch):
    monkeypatch.setenv("SCP_HOSTS", " tracker.example.gov.uk  10.1.2.3 [2001:db8::1] intranet\n")

    assert environment.hosts("SCP_HOSTS") == [
        "tracker.example.gov.uk",
        "10.1.2.3",
        "[2001:db8::1]",
        "intranet",
    ]


@pytest.mark.parametrize("said", ["0", "65536", "-1", "5 87", "587.0", "٥٨٧"])
def test_what_is_no_port_is_refused(monkeypatch, said):
    monkeypatch.setenv("SCP_MAIL_PORT", said)

    with pytest.raises(ImproperlyConfigured, match="from 1 to 65535"):
        environment.port("SCP_MAIL_PORT", unset=587)


@pytest.mark.parametrize("said", ["tracker", "@example", "a@", "a@b.example\nBcc: c@d.example"])
def test_a_sender_that_is_no_address_is_refused(monkeypatch, said):
    monkeypatch.setenv("SCP_MAIL_FROM", said)

    with pytest.raises(ImproperlyConfigured, match="has to be an e-mail address"):
        environment.mail_address("SCP_MAIL_FROM", unset="")


def test_a_sender_may_have_a_name(monkeypatch):
    monkeypatch.setenv("SCP_MAIL_FROM", "SCP Tracker <tracker@example.gov.uk>")

    said = environment.mail_address("SCP_MAIL_FROM", unset="")

    assert said == "SCP Tracker <tracker@example.gov.uk>"


@pytest.mark.parametrize(("options", "seconds"), [("", 10), ("?connect_timeout=3", 3)])
def test_a_server_that_does_not_answer_is_not_waited_for_long(monkeypatch, options, seconds):
    monkeypatch.setenv("DATABASE_URL", f"postgres://scp@host/tracker{options}")

    read = environment.database("DATABASE_URL", unset="")

    assert read["OPTIONS"]["connect_timeout"] == seconds
