"""Whether a folder can hold the tracker's records: writable, with room, near and private."""

import errno
import os
import re
import shutil
import tempfile
from pathlib import Path

from scp_tracker.starting.refusal import NotReady

MEGABYTE = 1024 * 1024
ROOM = 100 * MEGABYTE  # several times the largest plan, its journal and the day's mail
MOUNTS = Path("/proc/self/mountinfo")
NETWORK_DISKS = {
    "9p", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "glusterfs", "gpfs", "lustre",
    "ncpfs", "nfs", "nfs4", "orangefs", "prl_fs", "smb2", "smb3", "smbfs", "vboxsf",
    "fuse.ceph", "fuse.ceph-fuse", "fuse.davfs2", "fuse.gcsfuse", "fuse.glusterfs", "fuse.gvfsd-fuse",
    "fuse.juicefs", "fuse.moosefs", "fuse.rclone", "fuse.s3fs", "fuse.smbnetfs", "fuse.sshfs",
    "fuse.vmhgfs-fuse",
}  # fmt: skip


def check_usable(folder: Path, *, setting: str) -> None:
    """Raise NotReady unless `folder`, which `setting` names, takes a write and has room for more."""
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".probe-") as probe:
            probe.write(bytes(64 * 1024))
            probe.flush()
            os.fsync(probe.fileno())
        room = shutil.disk_usage(folder)
    except OSError as error:
        raise NotReady(_unusable(folder, error, setting=setting)) from error
    if room.free < ROOM and room.total:  # some disks do not count: they say 0 of 0
        raise NotReady(
            f"The disk that holds {folder} has {room.free // MEGABYTE} MB left, and "
            f"{ROOM // MEGABYTE} MB are needed. Make room on it, or set {setting} to another disk."
        )


def _unusable(folder: Path, error: OSError, *, setting: str) -> str:
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return f"The disk that holds {folder} is full. Make room on it, or set {setting} to another disk."
        case errno.EROFS:
            return (
                f"The disk that holds {folder} can only be read. Mount it for writing, "
                f"or set {setting} to another disk."
            )
        case errno.ENOENT | errno.ENOTDIR:
            return f"There is no folder {folder}. Make it, for this account alone, or set {setting} to another."
    return (
        f"The folder {folder} cannot be written to ({error.strerror}). Make it this account's own, "
        f"or set {setting} to another."
    )


def check_private(path: Path) -> None:
    """Raise NotReady when accounts beyond the owner's and its group's may use `path`."""
    if os.name == "posix" and path.stat().st_mode & 0o007:
        raise NotReady(
            f"Every account on this machine may look into {path}, which holds what the public may "
            f"not see. Close it: chmod o= {path}"
        )


def check_on_this_machine(folder: Path) -> None:
    """Raise NotReady when `folder` is on a network disk, where SQLite loses changes.

    Only Linux tells, in /proc; elsewhere every folder passes.
    """
    if not MOUNTS.exists():
        return
    folder = folder.resolve()
    point, kind = _mount_of(folder)
    if kind in NETWORK_DISKS:
        raise NotReady(
            f"SQLite loses changes on a network disk, and {folder} is on one ({kind}, mounted at "
            f"{point}). Set DATA_DIR to a folder on this machine, or DATABASE_URL to PostgreSQL."
        )


def _mount_of(folder: Path) -> tuple[Path, str]:
    """Where the disk that holds `folder` is mounted, and its kind."""
    # A line: 36 25 0:32 / /srv rw,noatime shared:1 - nfs4 server:/srv rw. A space in it is \040.
    # The last of those with the longest mount point lies over the others.
    found = Path(), ""
    for line in MOUNTS.read_text(errors="surrogateescape").splitlines():
        place, _, disk = line.partition(" - ")
        point = Path(re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), place.split()[4]))
        if folder.is_relative_to(point) and len(point.parts) >= len(found[0].parts):
            kind = disk.split()[0]
            # A gVisor container calls its own disks 9p too, and names the file they come through.
            found = point, "gVisor" if kind == "9p" and "rfdno=" in disk else kind
    return found
