"""What the two commands say, in sentences."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.core.management.base import CommandError
from django.utils.text import get_text_list
from django.utils.timezone import localtime

from scp_tracker.backups import Refused
from scp_tracker.backups.archive import Manifest

_MENDS = {
    errno.ENOSPC: "The disk is full. Make room on it, or name a folder on another",
    errno.EDQUOT: "The disk is full. Make room on it, or name a folder on another",
    errno.EACCES: "Run this as the account that runs the tracker, or name another folder",
    errno.EPERM: "Run this as the account that runs the tracker, or name another folder",
    errno.EROFS: "The disk can only be read. Name a folder on another",
}


@contextmanager
def told() -> Iterator[None]:
    """What went wrong, as the sentence the command ends with."""
    try:
        yield
    except Refused as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        mend = _MENDS.get(error.errno or 0, "Nothing was changed")
        raise CommandError(f"{error.filename or 'A file'}: {error.strerror}. {mend}.") from error


def summary(manifest: Manifest) -> str:
    """What a back-up holds: "12,345 rows in 38 tables, the signing secret and 3 messages"."""
    names = [part.name for part in manifest.parts]
    messages = sum(name.startswith("mail/") for name in names)
    holds = [f"{sum(manifest.rows.values()):,} rows in {len(manifest.rows)} tables"]
    if "secret_key" in names:
        holds.append("the signing secret")
    if messages:
        holds.append(f"{messages:,} message{'s' if messages > 1 else ''} kept as files")
    return get_text_list(holds, "and")


def when(manifest: Manifest) -> str:
    """The moment of a back-up, by the clock on the wall."""
    return f"{localtime(datetime.fromisoformat(manifest.made_at)):%-d %B %Y, %H:%M}"


def megabytes(size: int) -> str:
    """A number of bytes as people say it."""
    return f"{size / 1_000_000:,.1f} MB"
