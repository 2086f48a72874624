"""Read the file of a back-up, which may have been damaged on its way, or made to do damage.

Nothing leaves the file before its names and sizes are known to be those of a back-up, and
whoever unpacks it hears of a checksum that is wrong before anything is put in place.
"""

import errno
import hashlib
import json
import os
import shutil
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from scp_tracker.backups import Refused
from scp_tracker.backups.archive import CHUNK, FORMAT, MANIFEST, PART_NAME, Manifest, Part

_LARGEST_MANIFEST = 16 * 1024 * 1024
_ENCRYPTED = 0x1
_UNREADABLE = (
    BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError, TypeError,
)  # fmt: skip


def read_manifest(path: Path) -> Manifest:
    """What the back-up says of itself; Refused unless the file holds exactly those parts."""
    with _opened(path) as archive:
        entries = {entry.filename: entry for entry in archive.infolist()}
        if len(entries) != len(archive.infolist()) or MANIFEST not in entries:
            raise _not_whole(path)
        manifest = _manifest(path, archive, entries.pop(MANIFEST))
        if [(name, entry.file_size) for name, entry in sorted(entries.items())] != sorted(
            (part.name, part.size) for part in manifest.parts
        ):
            raise _not_whole(path)
        if not all(map(_is_plain, entries.values())):
            raise Refused(
                f"{path} holds files that no back-up of the tracker holds. Nothing was taken from it."
            )
    return manifest


def check(path: Path) -> Manifest:
    """What the back-up says of itself; Refused unless every part is as it was when it was made."""
    manifest = read_manifest(path)
    with _opened(path) as archive:
        for part in manifest.parts:
            for _ in _chunks(path, archive, part):
                pass
    return manifest


def unpack(path: Path, manifest: Manifest, *, into: Path) -> None:
    """Write every part below the folder `into`, for this account alone; Refused when one is damaged."""
    size = sum(part.size for part in manifest.parts)
    free = shutil.disk_usage(into).free
    if size > free:
        raise Refused(
            f"The back-up unpacks to {size // CHUNK + 1:,} MB, and the disk of {into.parent} has "
            f"{free // CHUNK:,} MB free. Make room there, then try again."
        )
    with _opened(path) as archive:
        for part in manifest.parts:
            target = into / part.name
            target.parent.mkdir(mode=0o700, exist_ok=True)
            with target.open("xb") as file:
                target.chmod(0o600)
                file.writelines(_chunks(path, archive, part))
                file.flush()
                os.fsync(file.fileno())


@contextmanager
def _opened(path: Path) -> Iterator[ZipFile]:
    """The zip, with whatever is wrong in it told as a back-up that is not whole."""
    try:
        with ZipFile(path) as archive:
            yield archive
    except FileNotFoundError as error:
        raise Refused(f"There is no file {path}.") from error
    except IsADirectoryError as error:
        raise Refused(
            f"{path} is a folder. Name the file of a back-up, as in {path}/….zip."
        ) from error
    except _UNREADABLE as error:
        raise _not_whole(path) from error
    except OSError as error:
        if error.errno == errno.EINVAL:  # the zip sends its reader to a place before its beginning
            raise _not_whole(path) from error
        raise


def _manifest(path: Path, archive: ZipFile, entry: ZipInfo) -> Manifest:
    if entry.file_size > _LARGEST_MANIFEST or not _is_plain(entry):
        raise _not_whole(path)
    match json.loads(archive.read(entry)):
        case {"format": int(number)} if number != FORMAT:
            raise Refused(
                f"{path} was made by another version of the tracker, in a form this version cannot "
                "read. Install the version that made it, then try again."
            )
        case {
            "format": int(),
            "made_at": str(made_at),
            "database": str(database),
            "version": int(version),
            "migrations": list(migrations),
            "rows": dict(rows),
            "parts": list(parts),
        }:
            datetime.fromisoformat(made_at)
            return Manifest(
                made_at=made_at,
                database=database,
                version=version,
                migrations=list(map(str, migrations)),
                rows={table: int(number) for table, number in rows.items()},
                parts=[Part(**part) for part in parts],
            )
    raise _not_whole(path)


def _is_plain(entry: ZipInfo) -> bool:
    """Whether this is a file a back-up may hold: by its name, and neither a link nor encrypted."""
    kind = entry.external_attr >> 28
    return (
        (entry.filename == MANIFEST or PART_NAME.fullmatch(entry.filename) is not None)
        and kind in {0, 0o10}  # not said, or a regular file
        and entry.compress_type in {ZIP_STORED, ZIP_DEFLATED}
        and not entry.flag_bits & _ENCRYPTED
    )


def _chunks(path: Path, archive: ZipFile, part: Part) -> Iterator[bytes]:
    checksum = hashlib.sha256()
    with archive.open(part.name) as file:
        while chunk := file.read(CHUNK):
            checksum.update(chunk)
            yield chunk
    if checksum.hexdigest() != part.sha256:
        raise _not_whole(path)


def _not_whole(path: Path) -> Refused:
    return Refused(
        f"{path} is not a whole back-up of the tracker: it is damaged, cut short or something else. "
        "Use another back-up. Nothing was changed."
    )
