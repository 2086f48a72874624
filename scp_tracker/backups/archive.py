"""The file of a back-up: a zip of its parts and a manifest that says what they are."""

import hashlib
import json
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FORMAT = 1
MANIFEST = "manifest.json"
PART_NAME = re.compile(
    r"database\.(sqlite3|dump)|secret_key|demo_password|mail/\w[\w.-]*", re.ASCII
)
CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Part:
    """One file of a back-up, by its name there; size in bytes."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Contents:
    """What a back-up says of itself; `version` is that of its database's program."""

    made_at: str
    database: str
    version: int
    migrations: list[str]
    rows: dict[str, int]


@dataclass(frozen=True)
class Manifest(Contents):
    """The contents with the parts that hold them."""

    parts: list[Part]


def write(path: Path, files: Mapping[str, Path], contents: Contents) -> Manifest:
    """Make the file `path`, for this account alone, from `files` by their names as parts."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, mode=0o600)
    with os.fdopen(descriptor, "w+b") as file:
        with ZipFile(file, "w", ZIP_DEFLATED, strict_timestamps=False) as archive:
            parts = [_add(archive, name, source) for name, source in files.items()]
            manifest = Manifest(**vars(contents), parts=parts)
            text = json.dumps({"format": FORMAT, **asdict(manifest)}, indent=1)
            archive.writestr(_entry(MANIFEST), text)
        file.flush()
        os.fsync(file.fileno())
    return manifest


def _add(archive: ZipFile, name: str, source: Path) -> Part:
    size, checksum = 0, hashlib.sha256()
    with source.open("rb") as original, archive.open(_entry(name), "w", force_zip64=True) as copy:
        while chunk := original.read(CHUNK):
            size += len(chunk)
            checksum.update(chunk)
            copy.write(chunk)
    return Part(name, size, checksum.hexdigest())


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name)
    entry.external_attr = (stat.S_IFREG | 0o600) << 16
    entry.compress_type = ZIP_DEFLATED
    return entry
