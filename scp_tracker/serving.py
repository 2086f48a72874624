"""How gunicorn serves the tracker, for ./run and in production: gunicorn -c python:scp_tracker.serving

The command line and GUNICORN_CMD_ARGS win over this page, for example with --bind.
"""

import os
import signal

os.umask(0o077)  # the database, the mail and everything else is for this account alone

wsgi_app = "scp_tracker.wsgi"
bind = f"127.0.0.1:{os.environ.get('PORT') or 8000}"

worker_class = "gthread"
workers = 2
threads = 4
# What a worker has accepted nobody else can answer. So it accepts no more than it can answer at once,
# and everybody else waits at the door, first come, first served, for whichever worker is free. A
# connection kept open would keep its place between requests, so none is.
worker_connections = threads
keepalive = 0
# The server itself asks whether it may start, before it listens; a worker that is replaced later,
# on a disk that has filled up meanwhile, still serves what can be read.
preload_app = True
# Workers say every second that they live, in a file without a name: a disk may be full or slow.
MEMORY = "/dev/shm"  # noqa: S108 - gunicorn's file has no name that another could take
worker_tmp_dir = MEMORY if os.access(MEMORY, os.W_OK) else None

timeout = 30  # a worker that has said nothing for so long is replaced; a page may take longer
graceful_timeout = 30  # saves that wait for the database when the server is stopped are let through

limit_request_line = 8190  # a page's filters are in its address
limit_request_fields = 64
limit_request_field_size = 8190

forwarded_allow_ips = ""  # what a proxy says counts only as SCP_BEHIND_PROXY has it
control_socket_disable = True
accesslog = None  # the proxy keeps one; addresses here can hold what somebody searched for
loglevel = "warning"
logger_class = "scp_tracker.logs.server.ServerLog"


def post_worker_init(worker: object) -> None:
    """Leave Ctrl-C to the server, which stops its workers; told twice at once, they can hang."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
