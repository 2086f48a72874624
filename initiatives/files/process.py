"""A process of its own for every file, so that what it takes and what it may break ends with it."""

import json
import signal
import subprocess
import sys
from pathlib import Path

from initiatives.files.child import MEMORY_RAN_OUT
from initiatives.files.contents import CannotBeRead, FileRead
from initiatives.files.limits import MOST_ANSWERED
from initiatives.files.pipes import SaysTooMuch, answer_of
from initiatives.files.places import NoPlace, place

MOST_WAIT = 1.5  # together less than ten seconds
MOST_SECONDS = 8.0
_CHILD = Path(__file__).with_name("child.py")

BUSY = "Other files are being read just now. Nothing was kept. Upload yours again in a minute."
TOO_LONG = (
    "The file took longer to read than the tracker waits for one. Save the part with the plan as "
    "a file of its own and upload that."
)
TOO_MUCH = (
    "Reading the file took more memory than the tracker gives to one. Save the part with the plan "
    "as a file of its own and upload that."
)
FAILED = (
    "The file could not be read: it is damaged, or made in a way the tracker does not know. Open "
    "it on your own computer, save it as a new file and upload that."
)


def read_apart(kind: str, name: str, content: bytes) -> FileRead:
    """What the file says; raises CannotBeRead when it is refused, fails or takes too much."""
    try:
        with place(within=MOST_WAIT):
            ended_with, said = answer_of(
                # Isolated: nothing from the environment or the folder it is started in gets in.
                [sys.executable, "-I", "-B", str(_CHILD)],
                json.dumps({"kind": kind, "name": name}).encode() + b"\n" + content,
                seconds=MOST_SECONDS,
                most=MOST_ANSWERED,
            )
    except NoPlace as error:
        raise CannotBeRead(BUSY) from error
    except subprocess.TimeoutExpired as error:
        raise CannotBeRead(TOO_LONG) from error
    except SaysTooMuch as error:
        raise CannotBeRead(TOO_MUCH) from error
    except OSError as error:
        raise CannotBeRead(FAILED) from error
    if ended_with:
        raise CannotBeRead(_why(ended_with))
    return _read(said)


def _read(said: bytes) -> FileRead:
    """What the reader answered, which may be anything if a file has got the better of it."""
    try:
        answer = json.loads(said)
        refused = answer.get("refused", "")
        read = None if refused else FileRead.from_json(answer["read"])
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise CannotBeRead(FAILED) from error
    if read is None:
        raise CannotBeRead(refused)
    return read


def _why(ended_with: int) -> str:
    if ended_with == -signal.SIGXCPU:
        return TOO_LONG
    # Rust gives up with SIGABRT; a machine without memory kills.
    if ended_with in {-signal.SIGABRT, -signal.SIGKILL, MEMORY_RAN_OUT}:
        return TOO_MUCH
    return FAILED
