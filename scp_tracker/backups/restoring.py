"""Put a back-up where the tracker keeps its records: all of it, or none."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db.migrations.loader import MigrationLoader

from scp_tracker.backups import Refused
from scp_tracker.backups.archive import Manifest
from scp_tracker.backups.kinds import Kind, kind_in_use
from scp_tracker.backups.taking import default_folder, take
from scp_tracker.backups.unpacking import read_manifest, unpack
from scp_tracker.secret import take_back
from scp_tracker.starting.presence import nobody_serves_from


@dataclass(frozen=True)
class Restored:
    """What was restored, and the back-up of what was there before, if anything was."""

    manifest: Manifest
    replaced: Path | None

    @property
    def is_older(self) -> bool:
        """Whether this version of the tracker has changes to make to the database yet."""
        return bool(_known_migrations() - set(self.manifest.migrations))

    @property
    def has_its_secret(self) -> bool:
        """Whether the tracker signs with the secret that is in the back-up."""
        kept = any(part.name == "secret_key" for part in self.manifest.parts)
        given = os.environ.get("SCP_SECRET_KEY")
        return kept and given in {None, "", (settings.DATA_DIR / "secret_key").read_text()}


def restore(path: Path, *, replace: bool) -> Restored:
    """Put the back-up at `path` in place; with `replace`, after backing up what is there.

    Refused leaves the tracker as it was.
    """
    with _leaving_no_new_secret():
        return _restore(path, replace=replace)


@contextmanager
def _leaving_no_new_secret() -> Iterator[None]:
    """Every command makes a secret where there is none; what fails takes its own away again."""
    try:
        yield
    except BaseException:
        with suppress(OSError), nobody_serves_from(settings.DATA_DIR):
            take_back(settings.DATA_DIR)
        raise


def _restore(path: Path, *, replace: bool) -> Restored:
    kind = kind_in_use()
    manifest = read_manifest(path)
    _refuse_unsuitable(manifest, kind)
    with _nobody_serves():
        kind.make_ready()
        is_replacing = kind.holds_anything()
        if is_replacing and not replace:
            raise Refused(
                "The tracker's database holds something. To put the back-up in its place, add "
                "--replace: what is there now is backed up first."
            )
        with TemporaryDirectory(prefix=".restoring-", dir=settings.DATA_DIR) as name:
            folder = Path(name)
            unpack(path, manifest, into=folder)
            kind.check(folder / kind.PART)
            replaced, _ = take(default_folder()) if is_replacing else (None, None)
            _put_in_place(folder, manifest, kind)
    return Restored(manifest, replaced)


@contextmanager
def _nobody_serves() -> Iterator[None]:
    settings.DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with nobody_serves_from(settings.DATA_DIR):
            yield
    except BlockingIOError as error:
        raise Refused("The tracker is running. Stop it, then try again.") from error


def _refuse_unsuitable(manifest: Manifest, kind: Kind) -> None:
    if manifest.database != kind.NAME:
        raise Refused(
            f"The back-up is of {manifest.database}, and DATABASE_URL leads to {kind.NAME}. A "
            "back-up goes back only into the kind of database it came from; “SQLite instead” in "
            "the README says how to move to the other."
        )
    if manifest.version > kind.version():
        raise Refused(
            f"The back-up is of {manifest.database} {manifest.version}, and this is version "
            f"{kind.version()}. Restore it into version {manifest.version} or newer."
        )
    if unknown := sorted(set(manifest.migrations) - _known_migrations()):
        raise Refused(
            f"The back-up was made by a newer version of the tracker (it has {unknown[0]}). "
            "Install that version, then try again."
        )


def _known_migrations() -> set[str]:
    disk = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    return {f"{app}.{name}" for app, name in disk}


def _put_in_place(folder: Path, manifest: Manifest, kind: Kind) -> None:
    """Move the files, then the database; when one fails, those before it are put back."""
    was = folder / "was"
    with ExitStack() as undo:
        for part in manifest.parts:
            if part.name != kind.PART:
                new, path = folder / part.name, settings.DATA_DIR / part.name
                path.parent.mkdir(mode=0o700, exist_ok=True)
                if path.exists():
                    (was / part.name).parent.mkdir(parents=True, exist_ok=True)
                    undo.callback(path.rename(was / part.name).rename, path)
                else:
                    undo.callback(path.unlink)
                new.rename(path)
        kind.replace(folder / kind.PART)
        undo.pop_all()
