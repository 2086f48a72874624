import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings

_FOLDERS = ("priorities", "initiatives", "reports", "scp_tracker", "static", "templates")


@cache
def release() -> str:
    """Stands for the code, templates and style sheets that run: another release has another."""
    seen = hashlib.sha256((settings.BASE_DIR / "requirements.lock").read_bytes())
    for path in _files():
        seen.update(f"\0{path}\0".encode())
        seen.update(path.read_bytes())
    return seen.hexdigest()


def _files() -> list[Path]:
    everything = (path for folder in _FOLDERS for path in (settings.BASE_DIR / folder).rglob("*.*"))
    return sorted(path for path in everything if path.suffix != ".pyc" and path.is_file())
