import json
import struct
import sys
import tracemalloc

import pytest

from initiatives.files import child, pasted, process
from initiatives.files.contents import CannotBeRead, FileRead, FileTable, FileText
from initiatives.files.limits import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_PARAGRAPHS,
    MOST_ANSWERED,
    MOST_BYTES,
    MOST_CHARACTERS,
)
from initiatives.files.reading import read_file, read_pasted
from tests.files.made import SHEET, typed, xls, xlsx, xlsx_parts, zipped

SECONDS_AT_MOST = process.MOST_WAIT + process.MOST_SECONDS  # before any test is given more


@pytest.fixture
def run_instead(tmp_path, monkeypatch):
    """Has a program of the test's run where the reader would, under the same limits."""

    def run(program):
        script = tmp_path / "child.py"
        limits = f"import sys\nsys.path.insert(0, {str(sys.path[0])!r})\n"
        limits += f"exec(open({child.__file__!r}).read().partition('def main')[0])\nlimit()\n"
        script.write_text(limits + program)
        monkeypatch.setattr(process, "_CHILD", script)

    return run


def refusal():
    with pytest.raises(CannotBeRead) as refused:
        read_file("plan.xlsx", xlsx(typed("A1", "Text")))
    return str(refused.value)


def test_a_file_is_read_in_a_process_of_its_own():
    read = read_file("plan.xlsx", xlsx(typed("B2", "“Text”")))

    assert isinstance(read, FileRead)
    assert read.tables[0].rows == (("“Text”",),)
    assert read.tables[0].place(0, 0) == "Sheet “Plan”, cell B2"


def test_pasted_text_is_read_in_a_process_of_its_own_too(monkeypatch):
    monkeypatch.setattr(pasted, "read", lambda text: pytest.fail("It was read here."))

    read = read_pasted("Target\tLead\n\ud83d\ude00 £\ud800\tCBC\n")

    assert read.tables == [FileTable("Pasted text", (("Target", "Lead"), ("\U0001f600 £", "CBC")))]


def test_pasted_text_without_a_table_is_refused_as_it_was_said():
    with pytest.raises(CannotBeRead, match="No rows and columns can be told"):
        read_pasted("Agree what is to be done.")


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("raise ValueError", "The text could not be read."),
        ("sys.exit(MEMORY_RAN_OUT)", "Reading the text took more memory"),
    ],
)
def test_what_ends_the_reading_of_pasted_text_is_not_said_of_a_file(run_instead, program, said):
    run_instead(program)

    with pytest.raises(CannotBeRead, match=said):
        read_pasted("A\tB")


def test_more_than_five_megabytes_of_pasted_text_are_refused_unread(run_instead):
    run_instead("print('read')")

    with pytest.raises(CannotBeRead, match="More than 5 MB of text was pasted"):
        read_pasted("£" * (MOST_BYTES // 2 + 1))


def test_a_refusal_comes_back_as_it_was_said():
    with pytest.raises(CannotBeRead, match="no text in any sheet"):
        read_file("plan.xlsx", xlsx())


def test_a_file_of_more_than_five_megabytes_is_refused_unread(run_instead):
    run_instead("print('read')")

    with pytest.raises(CannotBeRead, match="larger than 5 MB"):
        read_file("plan.xlsx", b"P" * (MOST_BYTES + 1))


def test_a_reader_that_takes_all_memory_is_stopped(run_instead):
    run_instead(
        "try:\n    taken = bytearray(600 * 1024 * 1024)\n"
        "except MemoryError:\n    sys.exit(MEMORY_RAN_OUT)\n"
    )

    assert refusal() == process.TOO_MUCH


def test_a_reader_that_never_ends_is_stopped_by_the_clock(run_instead, monkeypatch):
    monkeypatch.setattr(process, "MOST_SECONDS", 0.5)
    run_instead("import time\ntime.sleep(600)")

    assert refusal() == process.TOO_LONG


def test_a_reader_that_only_works_is_stopped_by_its_share_of_the_processor(run_instead):
    run_instead("resource.setrlimit(resource.RLIMIT_CPU, (1, 2))\nwhile True:\n    pass\n")

    assert refusal() == process.TOO_LONG


@pytest.mark.parametrize(
    "program",
    [
        "raise ValueError('a secret')",
        "import os\nos.abort()",
        "print('no answer')",
        "print('{}')",
        "print('[]')",
        "print('[' * 100_000)",
        """print('{"read": {"blocks": [1], "remarks": []}}')""",
        "",
    ],
)
def test_a_reader_that_fails_is_told_of_in_words_of_ours(run_instead, program):
    run_instead(program)

    assert refusal() in {process.FAILED, process.TOO_MUCH}


@pytest.mark.parametrize("heard", ["", "sys.stdin.buffer.read()\n"])
def test_a_reader_that_answers_without_end_is_stopped_early(run_instead, heard):
    run_instead(heard + "while True:\n    sys.stdout.write('[' * 1_000_000)\n")
    tracemalloc.start()

    said = refusal()

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert said == process.TOO_MUCH
    assert peak < 3 * MOST_ANSWERED


def test_a_reader_may_answer_while_it_has_not_yet_read_all(run_instead):
    """Neither waits for the other: both have more to say than a pipe holds."""
    run_instead(
        "sys.stdout.write(' ' * 1_000_000 + '{\"refused\": \"Said\"}')\nsys.stdout.flush()\n"
        "sys.stdin.buffer.read()"
    )

    with pytest.raises(CannotBeRead, match="Said"):
        read_file("plan.csv", b"a,b\n" * 1_000_000)


def test_a_reader_that_reads_nothing_is_stopped_by_the_clock(run_instead, monkeypatch):
    monkeypatch.setattr(process, "MOST_SECONDS", 0.5)
    run_instead("import time\ntime.sleep(600)")

    with pytest.raises(CannotBeRead) as refused:
        read_file("plan.csv", b"a,b\n" * 1_000_000)

    assert str(refused.value) == process.TOO_LONG


def test_all_that_a_file_may_hold_fits_the_answer():
    """Four bytes for each letter, in as many cells and paragraphs as are read."""
    letters = "\U0001f600" * (MOST_CHARACTERS // 10)
    texts = [FileText(letters)] * 10 + [FileText("", is_heading=True)] * (MAX_PARAGRAPHS - 10)
    rows = (("",) * MAX_COLUMNS,) * (MAX_CELLS // MAX_COLUMNS)
    said = FileRead((*texts, FileTable("Plan", rows, is_sheet=True))).as_json()

    assert len(json.dumps({"read": said}, ensure_ascii=False).encode()) < MOST_ANSWERED


def test_a_reader_that_the_machine_kills_took_too_much_memory(run_instead):
    run_instead("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")

    assert refusal() == process.TOO_MUCH


def test_the_reader_knows_nothing_of_the_trackers_settings(run_instead, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "a secret")
    run_instead(
        "import os, json\nprint(json.dumps({'refused': str(os.environ.get('SECRET_KEY'))}))"
    )

    assert refusal() == "None"


def test_every_file_is_answered_within_ten_seconds():
    assert SECONDS_AT_MOST < 10


def test_a_reader_keeps_nothing_on_a_disk(run_instead, tmp_path):
    run_instead(f"with open({str(tmp_path / 'kept')!r}, 'w') as kept:\n    kept.write('x')")

    assert refusal() == process.FAILED
    assert (tmp_path / "kept").read_bytes() == b""


@pytest.mark.parametrize(("row", "column"), [(65535, 65535), (65535, 255), (20000, 0), (0, 200)])
def test_an_old_workbook_with_a_cell_far_out_is_refused(row, column):
    """Two bytes each for row and column follow the kind and the length of a cell's record."""
    content = bytearray(xls([[1.5]]))
    record = content.index(struct.pack("<HH", 0x027E, 10))
    struct.pack_into("<HH", content, record + 4, row, column)

    with pytest.raises(CannotBeRead) as refused:
        read_file("plan.xls", bytes(content))

    assert str(refused.value) in {process.TOO_MUCH, process.FAILED} or "The tracker reads" in str(
        refused.value
    )


def test_a_file_that_takes_more_than_a_reader_has_is_refused():
    """Every element that is not closed takes memory until the reader has none left."""
    parts = xlsx_parts(typed("A1", "Text"))
    parts[SHEET] = parts[SHEET].replace("</sheetData>", "<x>" * 16_000_000)

    with pytest.raises(CannotBeRead) as refused:
        read_file("plan.xlsx", zipped(parts))

    # On a busy machine its share of the processor may be used up before the memory.
    assert str(refused.value) in {process.TOO_MUCH, process.TOO_LONG}
