"""What is said to another process and what it answers, both within bounds."""

import os
import selectors
import subprocess
from time import monotonic
from typing import IO

_STEP = 64 * 1024  # what a pipe holds


class SaysTooMuch(Exception):
    """The process answered more than it may."""


def answer_of(program: list[str], asked: bytes, *, seconds: float, most: int) -> tuple[int, bytes]:
    """How the process ended and what it answered; it has no environment and nothing else to say.

    Raises TimeoutExpired and SaysTooMuch, and leaves no process behind.
    """
    with subprocess.Popen(
        program,
        bufsize=0,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},  # no secret of the tracker's is there to be found
    ) as child:
        until = monotonic() + seconds
        try:
            answer = _exchanged(child, asked, until=until, most=most)
            return child.wait(until - monotonic()), answer
        finally:
            child.kill()  # does nothing to one that ended


def _exchanged(child: subprocess.Popen[bytes], asked: bytes, *, until: float, most: int) -> bytes:
    """The answer; read while it is asked, since a process that waits to be read reads nothing."""
    left, answer = memoryview(asked), bytearray()
    with selectors.DefaultSelector() as ready:
        for pipe, event in _pipes(child):
            os.set_blocking(pipe.fileno(), False)
            ready.register(pipe, event, data=pipe)
        while ready.get_map():
            if until <= monotonic():
                raise subprocess.TimeoutExpired(child.args, until)
            for key, event in ready.select(until - monotonic()):
                if event == selectors.EVENT_READ:
                    piece = os.read(key.fd, _STEP)
                    answer += piece
                    if len(answer) > most:
                        raise SaysTooMuch
                    is_done = not piece
                else:
                    left = left[_written(key.fd, left[:_STEP]) :]
                    is_done = not left
                if is_done:
                    ready.unregister(key.fd)
                    key.data.close()
    return bytes(answer)


def _pipes(child: subprocess.Popen[bytes]) -> list[tuple[IO[bytes], int]]:
    pipes = [(child.stdin, selectors.EVENT_WRITE), (child.stdout, selectors.EVENT_READ)]
    return [(pipe, event) for pipe, event in pipes if pipe]


def _written(to: int, piece: memoryview) -> int:
    """How much was taken; a process that reads no more has taken all that it will."""
    try:
        return os.write(to, piece)
    except BlockingIOError:
        return 0
    except BrokenPipeError:
        return len(piece)
