"""A file that is damaged, or made to do damage, is refused before anything is taken from it."""

import json
import shutil
import stat
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from scp_tracker.backups import Refused, unpacking
from scp_tracker.backups.archive import FORMAT, MANIFEST, Contents, write

NOT_WHOLE = "is not a whole back-up of the tracker"
NOT_OURS = "holds files that no back-up of the tracker holds"


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A sound back-up of a database and a secret."""
    database, secret = tmp_path / "1", tmp_path / "2"
    database.write_bytes(b"rows " * 10_000)
    secret.write_text("secret")
    contents = Contents("2026-11-22T02:00:00+00:00", "SQLite", 3, [], {"priorities_target": 3})
    path = tmp_path / "back-up.zip"
    write(path, {"database.sqlite3": database, "secret_key": secret}, contents)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where back-ups are unpacked."""
    path = tmp_path / "unpacked"
    path.mkdir()
    return path


def unpack(path: Path, folder: Path) -> None:
    unpacking.unpack(path, unpacking.read_manifest(path), into=folder)


def forge(path: Path, *entries: tuple[ZipInfo, bytes], **said: object) -> None:
    """A zip of those entries, with a manifest that has the right size and checksum for each."""
    parts = [
        {"name": entry.filename, "size": len(content), "sha256": sha256(content).hexdigest()}
        for entry, content in entries
    ]
    contents = Contents("2026-11-22T02:00:00+00:00", "SQLite", 3, [], {})
    manifest = {"format": FORMAT, **vars(contents), "parts": parts} | said
    with ZipFile(path, "w") as archive:
        for entry, content in entries:
            archive.writestr(entry, content)
        archive.writestr(MANIFEST, json.dumps(manifest))


def test_what_was_written_is_read_again(backup: Path, folder: Path):
    unpack(backup, folder)

    assert (folder / "database.sqlite3").read_bytes() == b"rows " * 10_000
    assert (folder / "secret_key").read_text() == "secret"
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert unpacking.check(backup).rows == {"priorities_target": 3}


@pytest.mark.parametrize("left", [0, 1, 100, -1, -100])
def test_a_file_cut_short_is_not_whole(backup: Path, left: int):
    backup.write_bytes(backup.read_bytes()[:left])

    with pytest.raises(Refused, match=NOT_WHOLE):
        unpacking.check(backup)


def test_no_byte_can_change_unseen(backup: Path):
    sound = backup.read_bytes()
    contents = unpacking.check(backup)
    for place in range(len(sound)):
        changed = bytearray(sound)
        changed[place] ^= 0x55
        backup.write_bytes(changed)
        # What a zip says beside its contents, such as an hour, may change: it is not used.
        with suppress(Refused):
            assert unpacking.check(backup) == contents


@pytest.mark.parametrize(
    "name",
    [
        "/etc/cron.d/back-up",
        "../outside",
        "mail/../../outside",
        "mail/../secret_key",
        "mail/deeper/1.log",
        "mail/.hidden",
        "mail\\..\\outside",
        "C:\\outside",
        "scp_tracker.sqlite3",
        "secret_key\n",
        "SECRET_KEY",
    ],
)
def test_a_name_that_is_no_part_of_a_back_up_is_refused(tmp_path: Path, folder: Path, name: str):
    forge(tmp_path / "forged.zip", (ZipInfo(name), b"text"))

    with pytest.raises(Refused, match=NOT_OURS):
        unpack(tmp_path / "forged.zip", folder)

    assert list(folder.iterdir()) == []


def linked(entry: ZipInfo) -> None:
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16


def packed_otherwise(entry: ZipInfo) -> None:
    entry.compress_type = ZIP_BZIP2


@pytest.mark.parametrize("make", [linked, packed_otherwise])
def test_a_part_that_is_no_plain_file_is_refused(
    tmp_path: Path, folder: Path, make: Callable[[ZipInfo], None]
):
    make(entry := ZipInfo("secret_key"))
    forge(tmp_path / "forged.zip", (entry, b"/etc/passwd"))

    with pytest.raises(Refused, match=NOT_OURS):
        unpack(tmp_path / "forged.zip", folder)


def test_a_part_that_is_not_what_the_manifest_says_is_refused(tmp_path: Path, folder: Path):
    part = {"name": "secret_key", "size": 6, "sha256": sha256(b"another").hexdigest()}
    forge(tmp_path / "forged.zip", (ZipInfo("secret_key"), b"secret"), parts=[part])

    with pytest.raises(Refused, match=NOT_WHOLE):
        unpack(tmp_path / "forged.zip", folder)


def test_a_part_that_the_manifest_does_not_name_is_refused(backup: Path):
    with ZipFile(backup, "a") as archive:
        archive.writestr("mail/1.log", "text")

    with pytest.raises(Refused, match=NOT_WHOLE):
        unpacking.check(backup)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_is_refused(backup: Path):
    with ZipFile(backup, "a") as archive:
        archive.writestr("secret_key", "secret")

    with pytest.raises(Refused, match=NOT_WHOLE):
        unpacking.check(backup)


def test_more_than_the_disk_holds_is_refused_before_it_is_unpacked(
    backup: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    free = shutil.disk_usage(folder)._replace(free=1000)
    monkeypatch.setattr(unpacking.shutil, "disk_usage", lambda path: free)

    with pytest.raises(Refused, match=r"and the disk of .* has 0 MB free. Make room there"):
        unpack(backup, folder)

    assert list(folder.iterdir()) == []


def test_a_part_that_unpacks_to_more_than_it_says_is_refused(tmp_path: Path, folder: Path):
    path = tmp_path / "forged.zip"
    entry = ZipInfo("secret_key")
    entry.compress_type = ZIP_DEFLATED
    forge(path, (entry, bytes(1_000_000)))
    said, less = (1_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    path.write_bytes(
        path.read_bytes().replace(said, less).replace(b'"size": 1000000', b'"size": 10     ')
    )

    with pytest.raises(Refused, match=NOT_WHOLE):
        unpack(path, folder)


@pytest.mark.parametrize(
    "said",
    [
        {"parts": "none"},
        {"parts": [{"name": "secret_key"}]},
        {"parts": [3]},
        {"version": "15"},
        {"rows": {"a": "b"}},
        {"made_at": "then"},
    ],
)
def test_a_manifest_that_cannot_be_read_is_refused(tmp_path: Path, said: dict[str, object]):
    forge(tmp_path / "forged.zip", **said)

    with pytest.raises(Refused, match=NOT_WHOLE):
        unpacking.check(tmp_path / "forged.zip")


@pytest.mark.parametrize("text", ["[]", "3", "{}", "{", "\ud800", ""])
def test_something_else_for_a_manifest_is_refused(tmp_path: Path, text: str):
    with ZipFile(tmp_path / "forged.zip", "w") as archive:
        archive.writestr(MANIFEST, text.encode(errors="surrogatepass"))

    with pytest.raises(Refused, match=NOT_WHOLE):
        unpacking.check(tmp_path / "forged.zip")


def test_an_enormous_manifest_is_not_read(backup: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(unpacking, "_LARGEST_MANIFEST", 100)

    with pytest.raises(Refused, match=NOT_WHOLE):
        unpacking.check(backup)


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path):
    with pytest.raises(Refused, match="There is no file"):
        unpacking.check(tmp_path / "none.zip")
