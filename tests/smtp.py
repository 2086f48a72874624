"""A real mail server for tests, which takes messages or fails in one of its ways."""

from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Event, Thread

NOTHING_WRONG = ""
SAYS_NOTHING = "says nothing"
REFUSES_ADDRESSES = "refuses addresses"
REFUSES_MESSAGES = "refuses messages"
REFUSES_THE_TRACKER = "refuses the tracker"
BREAKS_OFF = "breaks off"
BREAKS_OFF_AFTERWARDS = "breaks off afterwards"


class MailServer(ThreadingTCPServer):
    """Listens on this machine; `taken` holds each message it took, as it came."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.fault = NOTHING_WRONG
        self.taken: list[str] = []
        self.asked = 0
        self.closing = Event()


class _Talk(StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.server.asked += 1
        if self.server.fault == SAYS_NOTHING:
            self.server.closing.wait(timeout=10)
            return
        self.say("220 ready")
        for line in self.rfile:
            word = line.decode().upper()
            fault = self.server.fault
            if word.startswith("QUIT"):
                if fault != BREAKS_OFF_AFTERWARDS:
                    self.say("221 bye")
                return
            if word.startswith("DATA"):
                if fault == BREAKS_OFF:
                    return
                self.say("354 go on")
                self.take()
            elif fault == REFUSES_THE_TRACKER and word.startswith("MAIL"):
                self.say("530 sign in first, secret")
            elif fault == REFUSES_ADDRESSES and word.startswith("RCPT"):
                self.say("550 no such secret person")
            else:
                self.say("250 fine")

    def take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.decode())
        if self.server.fault == REFUSES_MESSAGES:
            self.say("554 no secret messages")
            return
        self.server.taken.append("".join(lines))
        self.say("250 taken")

    def say(self, answer: str) -> None:
        self.wfile.write(f"{answer}\r\n".encode())


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A mail server that answers for as long as the test needs it."""
    with MailServer() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.closing.set()
            server.shutdown()
