import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from pytest_django import DjangoDbBlocker

from tests.backups.trackers import (
    ADMINISTRATOR,
    IS_POSTGRESQL,
    PASSWORD,
    Tracker,
    on_server,
)


@pytest.fixture(autouse=True)
def databases_of_their_own(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """These tests need no database of the suite's: each tracker has one."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="session", params=["postgresql" if IS_POSTGRESQL else "sqlite"])
def kind(request: pytest.FixtureRequest) -> str:
    """The suite's own kind of database, unless a test asks for another."""
    return str(request.param)


@pytest.fixture(scope="session")
def names(kind: str) -> Iterator[tuple[str, str]]:
    """The names of two databases on the server, used by one test after the other."""
    if kind == "sqlite":
        yield "", ""
        return
    made = (f"test_tracker_{uuid4().hex}", f"test_empty_{uuid4().hex}")
    for name in made:
        on_server("CREATE DATABASE {}", name)
    yield made
    for name in made:
        on_server("DROP DATABASE {} WITH (FORCE)", name)


@pytest.fixture(scope="session")
def original(names: tuple[str, str], tmp_path_factory: pytest.TempPathFactory) -> Tracker:
    """A tracker with both plans and an administrator, to be copied."""
    tracker = Tracker(tmp_path_factory.mktemp("original"), names[0])
    for words in (
        ["migrate"],
        ["load_seed_plans"],
        ["createsuperuser", "--noinput", "--email", ADMINISTRATOR, "--name", "First"],
    ):
        done = tracker.type(*words, DJANGO_SUPERUSER_PASSWORD=PASSWORD)
        assert done.returncode == 0, done.stderr
    tracker.dump()
    return tracker


@pytest.fixture
def tracker(original: Tracker, tmp_path: Path) -> Tracker:
    """A tracker with both plans and an administrator, of a test's own."""
    copy = Tracker(Path(shutil.copytree(original.data, tmp_path / "data")), original.name)
    copy.load_dump()
    return copy


@pytest.fixture
def empty(names: tuple[str, str], tmp_path: Path) -> Tracker:
    """A tracker that was never started: nothing in its folder, nothing in its database."""
    tracker = Tracker(tmp_path / "empty", names[1])
    tracker.data.mkdir()
    tracker.clear()
    return tracker
