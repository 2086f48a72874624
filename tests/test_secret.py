"""The signing secret: made once, whole, for this account alone."""

import os
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ImproperlyConfigured

from scp_tracker import secret

LONG = "c1TqkY0fW3xB7nR5vZ9mL2pH8sD4gJ6aE1uK0oQiXyNtVbCrMwFz"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch):
    monkeypatch.delenv("SCP_SECRET_KEY", raising=False)


@pytest.fixture
def open_umask():
    before = os.umask(0)
    yield
    os.umask(before)


def test_the_first_start_makes_a_secret_for_this_account_alone(tmp_path, open_umask):
    folder = tmp_path / "data"

    made = secret.signing_secret(folder)

    assert len(made) >= secret.SHORTEST
    assert (folder / "secret_key").read_text() == made
    assert (folder / "secret_key").stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in folder.iterdir()] == ["secret_key"]


def test_later_starts_read_it(tmp_path):
    made = secret.signing_secret(tmp_path)

    assert secret.signing_secret(tmp_path) == made


def test_two_first_starts_read_one_whole_secret(tmp_path):
    def start(number):
        together.wait()
        return secret.signing_secret(tmp_path / str(number // many))

    many = 8
    together = Barrier(many)
    with ThreadPoolExecutor(many) as starts:
        started = [starts.submit(start, number) for number in range(many * 40)]

    read = [start.result() for start in started]
    for first in range(0, len(read), many):
        [made] = set(read[first : first + many])
        assert len(made) >= secret.SHORTEST


def test_another_start_that_reads_meanwhile_never_sees_a_part(tmp_path, monkeypatch):
    seen = []

    def look(descriptor):
        seen.append((tmp_path / "secret_key").exists())

    monkeypatch.setattr("scp_tracker.secret.os.fsync", look)

    secret.signing_secret(tmp_path)

    assert seen == [False]


def test_the_loser_of_a_race_takes_the_winners(tmp_path, monkeypatch):
    def win(descriptor):
        (tmp_path / "secret_key").write_text(LONG)

    monkeypatch.setattr("scp_tracker.secret.os.fsync", win)

    assert secret.signing_secret(tmp_path) == LONG


def test_the_environment_comes_first(tmp_path, monkeypatch):
    monkeypatch.setenv("SCP_SECRET_KEY", LONG)

    assert secret.signing_secret(tmp_path / "data") == LONG
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("given", ["", "short", LONG[:49], "abab" * 20])
def test_a_secret_that_protects_nothing_is_refused(tmp_path, monkeypatch, given):
    monkeypatch.setenv("SCP_SECRET_KEY", given)

    with pytest.raises(ImproperlyConfigured, match="SCP_SECRET_KEY is too short or too plain"):
        secret.signing_secret(tmp_path)


@pytest.mark.parametrize("kept", ["", LONG[:20]])
def test_a_file_that_holds_none_is_refused_by_name(tmp_path, kept):
    (tmp_path / "secret_key").write_text(kept)

    with pytest.raises(ImproperlyConfigured, match=r"secret_key is too short.*Delete the file"):
        secret.signing_secret(tmp_path)
