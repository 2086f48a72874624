import logging
from typing import Any

from gunicorn.glogging import Logger

from scp_tracker.logs.lines import OneLine


class ServerLine(OneLine):
    """A line of gunicorn's in the form of ours; its arbiter never reads a request, so may speak out."""

    def format(self, record: logging.LogRecord) -> str:
        if record.module == "arbiter" and not record.exc_info:
            record = logging.makeLogRecord({**vars(record), "facts": {"said": record.getMessage()}})
            record.msg, record.args = record.name, ()
        return super().format(record)


class ServerLog(Logger):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's error log in the form of ours: `gunicorn --logger-class scp_tracker.logs.server.ServerLog`."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(ServerLine())
