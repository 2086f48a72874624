"""Files as another office program saves them."""

import shutil
import subprocess
from pathlib import Path

import pytest


def saved_by_libreoffice(content: bytes, folder: Path, *, made: str, wanted: str) -> bytes:
    """A file (kind `made`: "xlsx") as LibreOffice opens it and saves it again as `wanted`: "ods".

    Skips the test where LibreOffice is not installed; what CI runs on has it.
    """
    program = shutil.which("soffice")
    if not program:
        pytest.skip("LibreOffice is not installed")
    source = folder / f"made.{made}"
    source.write_bytes(content)
    into = folder / "saved"
    subprocess.run(  # a profile of its own: one that is in use answers without doing anything
        [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            wanted,
            "--outdir",
            str(into),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return (into / f"made.{wanted}").read_bytes()
