"""Reads one file and ends: run by its path in a process of its own, with the file to read from a pipe.

The first line says what the file is, the rest are its bytes; the answer is JSON.
"""

import json
import os
import resource
import sys
from pathlib import Path

MEMORY_RAN_OUT = 3  # what it exits with then
_MEMORY = 512 * 1024 * 1024
_PROCESSOR_SECONDS = 8


def limit() -> None:
    """Bounds that hold whatever a file makes its reader do; pages go before files."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_PROCESSOR_SECONDS, _PROCESSOR_SECONDS + 1))
    for none in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE, resource.RLIMIT_NPROC):
        resource.setrlimit(none, (0, 0))
    os.nice(19)


def main() -> None:
    """Read the file and say what it holds, or why it is refused."""
    limit()
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from initiatives.files.contents import CannotBeRead
    from initiatives.files.opening import opened
    from initiatives.files.plain_text import plain

    asked = json.loads(sys.stdin.buffer.readline())
    try:
        answer = {"read": opened(asked["kind"], asked["name"], sys.stdin.buffer.read()).as_json()}
        said = json.dumps(answer, ensure_ascii=False).encode()  # a third of it for other scripts
    except CannotBeRead as refusal:
        said = json.dumps({"refused": plain(str(refusal))}).encode()
    except MemoryError:
        sys.exit(MEMORY_RAN_OUT)
    sys.stdout.buffer.write(said)


if __name__ == "__main__":
    main()
