"""A process of its own for every file, so that what it takes and what it may break ends with it."""

import json
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from reports.renderers.refusals import CannotBeMade

MOST_SECONDS = 60.0
_SETTER = Path(__file__).with_name("setter.py")
_AT_ONCE = BoundedSemaphore(2)  # each takes a processor and some hundred megabytes

_TOO_LONG = (
    "The PDF file took longer to make than the tracker waits for one. Try again in a few minutes; "
    "if it happens again, download the paper in another format."
)
_FAILED = "The PDF file could not be made. Download the paper in another format."


def pdf_of(paper: dict[str, Any]) -> bytes:
    """The file of a paper's content; raises CannotBeMade when it fails or takes too long."""
    if not _AT_ONCE.acquire(timeout=MOST_SECONDS):
        raise CannotBeMade(_TOO_LONG)
    try:
        done = subprocess.run(
            # Isolated: nothing from the environment or the folder it is started in gets in.
            [sys.executable, "-I", str(_SETTER)],
            input=json.dumps(paper).encode(),
            capture_output=True,
            timeout=MOST_SECONDS,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise CannotBeMade(_TOO_LONG) from error
    except (OSError, subprocess.CalledProcessError) as error:
        raise CannotBeMade(_FAILED) from error
    finally:
        _AT_ONCE.release()
    return done.stdout
