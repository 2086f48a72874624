"""The tracker starts only where its records can be written, have room, and are private."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from scp_tracker.starting import folders
from scp_tracker.starting.refusal import NotReady


def mounts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *lines: str) -> None:
    """Make the machine's list of disks say `lines`, after a root on an ordinary disk."""
    table = tmp_path / "mountinfo"
    table.write_text("\n".join(["1 0 254:0 / / rw,relatime - ext4 /dev/vda rw", *lines]) + "\n")
    monkeypatch.setattr(folders, "MOUNTS", table)


def failing(number: int):
    def fail(*arguments: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def test_a_folder_with_room_passes_and_keeps_no_trace(tmp_path):
    folders.check_usable(tmp_path, setting="DATA_DIR")

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_asked_for(tmp_path):
    with pytest.raises(NotReady, match=r"There is no folder .*/data\. Make it.*set DATA_DIR"):
        folders.check_usable(tmp_path / "data", setting="DATA_DIR")


def test_a_file_in_the_place_of_a_folder_is_no_folder(tmp_path):
    (tmp_path / "data").touch()

    with pytest.raises(NotReady, match="There is no folder"):
        folders.check_usable(tmp_path / "data", setting="DATA_DIR")


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "is full. Make room on it, or set DATABASE_URL to another disk."),
        (errno.EDQUOT, "is full. Make room on it, or set DATABASE_URL to another disk."),
        (errno.EROFS, "can only be read. Mount it for writing"),
        (errno.EACCES, "(Permission denied). Make it this account's own"),
    ],
)
def test_a_write_that_does_not_reach_the_disk_is_refused(tmp_path, monkeypatch, number, sentence):
    monkeypatch.setattr(os, "fsync", failing(number))

    with pytest.raises(NotReady) as refused:
        folders.check_usable(tmp_path, setting="DATABASE_URL")

    assert str(tmp_path) in str(refused.value)
    assert sentence in str(refused.value)


def test_a_nearly_full_disk_is_refused_with_what_is_left_and_what_is_needed(tmp_path, monkeypatch):
    left = shutil.disk_usage(tmp_path)._replace(free=folders.ROOM - 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: left)

    with pytest.raises(NotReady, match="has 99 MB left, and 100 MB are needed"):
        folders.check_usable(tmp_path, setting="DATA_DIR")


def test_a_disk_that_does_not_count_its_room_passes(tmp_path, monkeypatch):
    uncounted = shutil.disk_usage(tmp_path)._replace(total=0, free=0)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: uncounted)

    folders.check_usable(tmp_path, setting="DATA_DIR")


@pytest.mark.parametrize("mode", [0o705, 0o701, 0o777, 0o755])
def test_what_every_account_may_look_into_is_refused(tmp_path, mode):
    tmp_path.chmod(mode)

    with pytest.raises(NotReady, match=rf"chmod o= {tmp_path}"):
        folders.check_private(tmp_path)


@pytest.mark.parametrize("mode", [0o700, 0o750, 0o770])
def test_what_an_account_or_its_group_keeps_to_itself_passes(tmp_path, mode):
    tmp_path.chmod(mode)

    folders.check_private(tmp_path)


@pytest.mark.parametrize(
    "kind", ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "ceph", "fuse.rclone"]
)
def test_a_network_disk_is_refused_by_its_kind_and_place(tmp_path, monkeypatch, kind):
    mounts(monkeypatch, tmp_path, f"36 1 0:32 / /srv rw,noatime shared:1 - {kind} server:/srv rw")

    with pytest.raises(NotReady, match=rf"/srv/tracker is on one \({kind}, mounted at /srv\)"):
        folders.check_on_this_machine(Path("/srv/tracker"))


@pytest.mark.parametrize("kind", ["ext4", "xfs", "btrfs", "tmpfs", "overlay", "zfs", "fuseblk"])
def test_a_disk_of_this_machine_passes(tmp_path, monkeypatch, kind):
    mounts(monkeypatch, tmp_path, f"36 1 0:32 / /srv rw - {kind} /dev/sdb rw")

    folders.check_on_this_machine(Path("/srv/tracker"))


def test_a_gvisor_container_s_own_disk_passes(tmp_path, monkeypatch):
    root = "2 1 0:21 / / rw - 9p none rw,trans=fd,rfdno=4,wfdno=4,aname=/,directfs"
    mounts(monkeypatch, tmp_path, root)

    folders.check_on_this_machine(Path("/srv/tracker"))


def test_a_windows_disk_under_linux_is_refused(tmp_path, monkeypatch):
    share = r"99 1 0:60 / /mnt/c rw,noatime - 9p C:\134 rw,dirsync,trans=fd,rfd=8,wfd=8"
    mounts(monkeypatch, tmp_path, share)

    with pytest.raises(NotReady, match=r"\(9p, mounted at /mnt/c\)"):
        folders.check_on_this_machine(Path("/mnt/c/tracker"))


def test_a_local_disk_mounted_inside_a_network_disk_passes(tmp_path, monkeypatch):
    mounts(
        monkeypatch,
        tmp_path,
        "37 36 0:33 / /srv/data rw - ext4 /dev/sdb rw",
        "36 1 0:32 / /srv rw - nfs4 server:/srv rw",
    )

    folders.check_on_this_machine(Path("/srv/data/tracker"))


def test_of_two_disks_at_one_place_the_later_counts(tmp_path, monkeypatch):
    mounts(
        monkeypatch,
        tmp_path,
        "36 1 0:32 / /home rw - autofs systemd-1 rw",
        "37 36 0:33 / /home rw - nfs4 server:/home rw",
    )

    with pytest.raises(NotReady, match="nfs4"):
        folders.check_on_this_machine(Path("/home/clerk"))


def test_a_disk_whose_name_only_begins_alike_is_another(tmp_path, monkeypatch):
    mounts(monkeypatch, tmp_path, "36 1 0:32 / /srv rw - nfs4 server:/srv rw")

    folders.check_on_this_machine(Path("/srv2/tracker"))


def test_a_space_in_the_place_of_a_disk_is_read(tmp_path, monkeypatch):
    mounts(monkeypatch, tmp_path, r"36 1 0:32 / /media/the\040share rw - cifs //server/share rw")

    with pytest.raises(NotReady, match="mounted at /media/the share"):
        folders.check_on_this_machine(Path("/media/the share/tracker"))


def test_a_link_to_a_network_disk_is_followed(tmp_path, monkeypatch):
    share, link = tmp_path / "share", tmp_path / "data"
    share.mkdir()
    link.symlink_to(share)
    mounts(monkeypatch, tmp_path, f"36 1 0:32 / {share} rw - nfs server:/share rw")

    with pytest.raises(NotReady, match="is on one"):
        folders.check_on_this_machine(link)


def test_a_machine_that_does_not_list_its_disks_passes(tmp_path, monkeypatch):
    monkeypatch.setattr(folders, "MOUNTS", tmp_path / "none")

    folders.check_on_this_machine(Path("/srv/tracker"))
