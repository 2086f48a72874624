"""Take a back-up: the database as it is at one moment, and the files that cannot be made again."""

import os
import time
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from django.conf import settings

from scp_tracker.backups import Refused
from scp_tracker.backups.archive import PART_NAME, Contents, Manifest, write
from scp_tracker.backups.kinds import kind_in_use
from scp_tracker.backups.names import name_at
from scp_tracker.backups.unpacking import check

_UNFINISHED = ".scp-tracker-"
_A_DAY = 24 * 60 * 60  # seconds


def default_folder() -> Path:
    """Where back-ups are kept unless said otherwise; made if it is not there."""
    folder: Path = settings.DATA_DIR / "backups"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def take(place: Path) -> tuple[Path, Manifest]:
    """Back up into the folder `place`, or as the new file `place`; the file and what it holds.

    The file has its name only once it is whole, checked and on the disk. Refused leaves nothing.
    """
    moment = datetime.now(UTC)
    path = place / name_at(moment) if place.is_dir() else place
    _refuse_path(path)
    _clear_unfinished(path.parent)
    with TemporaryDirectory(prefix=_UNFINISHED, dir=path.parent) as folder:
        unfinished = Path(folder) / "unfinished.zip"
        _write(unfinished, moment=moment)
        manifest = check(unfinished)
        _give_name(unfinished, path)
    return path, manifest


def _refuse_path(path: Path) -> None:
    if path.exists():
        raise Refused(f"{path} is there already. Name another file, or a folder.")
    if path.parent.is_dir() and path.suffix not in {"", ".zip"}:
        raise Refused(
            f"There is no folder {path}, and the file of a back-up has a name that ends in .zip. "
            f"Name {path.with_suffix('.zip')}, or a folder that is there."
        )
    if not path.parent.is_dir() or path.suffix != ".zip":
        folder = path.parent if path.suffix == ".zip" else path
        raise Refused(f"There is no folder {folder}. Make it, or name another.")


def _clear_unfinished(folder: Path) -> None:
    """Delete what a back-up that was killed left here; one that is a day old is not at work."""
    for path in folder.glob(f"{_UNFINISHED}*"):
        if path.is_dir() and time.time() - path.stat().st_mtime > _A_DAY:
            rmtree(path)


def _write(path: Path, *, moment: datetime) -> None:
    kind = kind_in_use()
    database = path.with_name(kind.PART)
    copied = kind.copy(database)
    kind.check(database)
    contents = Contents(
        made_at=moment.isoformat(timespec="seconds"),
        database=kind.NAME,
        version=kind.version(),
        migrations=copied.migrations,
        rows=copied.rows,
    )
    write(path, {kind.PART: database, **_kept_files()}, contents)


def _kept_files() -> dict[str, Path]:
    """The files of the data folder that cannot be made again, by their names as parts."""
    names = ["secret_key", "demo_password"]
    mail = settings.DATA_DIR / "mail"
    names += [f"mail/{path.name}" for path in sorted(mail.iterdir())] if mail.is_dir() else []
    found = {name: settings.DATA_DIR / name for name in names if PART_NAME.fullmatch(name)}
    return {name: path for name, path in found.items() if path.is_file() and not path.is_symlink()}


def _give_name(unfinished: Path, path: Path) -> None:
    """Move the file to its name, never over another."""
    try:
        path.hardlink_to(unfinished)
    except FileExistsError as error:
        raise Refused(f"{path} is there already. Name another file, or a folder.") from error
    except OSError:  # a disk without links, such as one shared with Windows
        unfinished.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
