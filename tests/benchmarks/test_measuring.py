"""What every benchmark stands on: turns, ratios, tables, processes and databases of its own."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from benchmarks.__main__ import BENCHMARKS
from benchmarks.children import alone
from benchmarks.databases import postgres, sqlite
from benchmarks.tables import Table, times
from benchmarks.timing import Times, in_turns

TOP = Path(__file__).resolve().parents[2]


def count_initiatives() -> int:
    from initiatives.models import Initiative

    return Initiative.objects.count()


def test_every_contestant_begins_as_many_rounds_as_the_others():
    order: list[str] = []

    measured = in_turns({name: lambda n=name: order.append(n) for name in "abc"}, rounds=3)

    assert "".join(order[3:]) == "bcacababc"  # the first round is not counted
    assert all(len(measured[name].rounds) == 3 for name in "abc")


def test_a_ratio_is_the_middle_of_the_rounds_own():
    """A round in which the machine was busy slows both and changes nothing."""
    ours, theirs = Times((2.0, 20.0, 2.2)), Times((1.0, 10.0, 1.0))

    assert ours.against(theirs) == 2.0


def test_times_are_shown_with_their_spread():
    assert str(Times((0.0121, 0.0118, 0.014))) == "12.1 ms (11.8–14)"
    assert str(Times((1.25, 1.2, 1.3))) == "1,250 ms (1,200–1,300)"


def test_small_ratios_have_two_places_and_large_ones_none():
    assert [times(ratio) for ratio in (0.849, 9.94, 9.96, 132.4)] == [
        "0.85×",
        "9.94×",
        "10×",
        "132×",
    ]


def test_a_table_is_markdown_to_paste():
    table = Table("Pages", ("Rows", "Ratio"), (("60", "3×"),), notes=("Less is better.",))

    assert table.markdown() == (
        "### Pages\n\n| Rows | Ratio |\n| --- | ---: |\n| 60 | 3× |\n\nLess is better."
    )


def test_work_done_alone_sees_a_database_of_its_own():
    with sqlite() as database:
        answer = alone(count_initiatives, database=database)
        folder = database.folder

    assert answer.value == 0
    assert answer.peak > 10
    assert not folder.exists()


def test_what_goes_wrong_alone_is_raised_here():
    with pytest.raises(ValueError, match="invalid literal"):
        alone(int, "never")


def test_a_database_on_a_server_is_gone_afterwards():
    with postgres() as database:
        if database is None:
            pytest.skip("There is no PostgreSQL here.")
        assert database.name.startswith("PostgreSQL 1")
        assert alone(count_initiatives, database=database).value == 0

    with pytest.raises(psycopg.OperationalError, match=r"does not exist|refused"):
        psycopg.connect(database.url)


def bench(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Type ./run bench in an environment that has what the tests need and none of the peers."""
    return subprocess.run(
        [sys.executable, "-m", "benchmarks", *words],
        cwd=TOP,
        env=os.environ | {"TMPDIR": str(folder), "DATA_DIR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", BENCHMARKS)
def test_a_benchmark_runs_at_its_smallest_without_the_peers(name: str, tmp_path: Path):
    answer = bench("--quick", name, folder=tmp_path)

    assert answer.returncode == 0, answer.stderr
    assert "| --- |" in answer.stdout


def test_a_benchmark_that_is_none_is_answered_with_those_there_are(tmp_path: Path):
    answer = bench("splendid", folder=tmp_path)

    assert answer.returncode == 2
    assert "there is no splendid" in answer.stderr
    assert all(name in answer.stderr for name in BENCHMARKS)
