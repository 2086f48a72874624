"""The zip that an office file is, without the moment it was made."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """The parts under their names, in their order; the same parts make the same bytes."""
    package = BytesIO()
    with ZipFile(package, "w") as file:
        for name, content in parts.items():  # ZipInfo's own date is the first day of 1980
            file.writestr(ZipInfo(name), content, compress_type=ZIP_DEFLATED)
    return package.getvalue()


def unzipped(package: BytesIO) -> dict[str, bytes]:
    """The parts of a zip by name, in their order."""
    with ZipFile(package) as file:
        return {name: file.read(name) for name in file.namelist()}
