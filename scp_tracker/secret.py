"""The secret that signs sessions, forms and links."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.exceptions import ImproperlyConfigured

_made_here: dict[Path, bool] = {}  # by this process; and whether it made the folder too
SHORTEST = 50  # characters; what Django's own deployment check asks for


def signing_secret(folder: Path) -> str:
    """The secret of SCP_SECRET_KEY, else one made on the first start and kept in `folder`.

    Raises ImproperlyConfigured for a secret that protects nothing, or a folder that cannot be used.
    """
    if (given := os.environ.get("SCP_SECRET_KEY")) is not None:
        return _sound(given, "SCP_SECRET_KEY", "Leave it out to have one made")
    path = folder / "secret_key"
    try:
        kept = path.read_text() if path.exists() else _made(path)
    except OSError as error:
        raise ImproperlyConfigured(
            f"The folder {folder} cannot be used ({error.strerror}). "
            "Set DATA_DIR to a folder this account may read and write."
        ) from error
    return _sound(kept, f"The secret in {path}", "Delete the file to have one made")


def _made(path: Path) -> str:
    """A new secret, or that of another process which made one at the same time.

    It gets its name only when it is whole, so nobody ever reads half of it.
    """
    is_in_new_folder = not path.parent.exists()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile("w", dir=path.parent, prefix=".secret_key") as file:  # mode 0600
        file.write(secrets.token_urlsafe(SHORTEST))
        file.flush()
        os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(file.name, path)
            _made_here[path] = is_in_new_folder
    return path.read_text()


def take_back(folder: Path) -> None:
    """Remove the secret that this very process made in `folder`, and the folder if that was made for it.

    Only while nobody serves from there: a server that started meanwhile signs with it.
    """
    path = folder / "secret_key"
    is_in_new_folder = _made_here.pop(path, None)
    if is_in_new_folder is not None:
        path.unlink(missing_ok=True)
    if is_in_new_folder and not any(folder.iterdir()):
        folder.rmdir()


def _sound(secret: str, what: str, otherwise: str) -> str:
    if len(secret) < SHORTEST or len(set(secret)) < 5:
        raise ImproperlyConfigured(
            f"{what} is too short or too plain to sign with: it has to have {SHORTEST} characters "
            f"or more, made by chance. {otherwise}; everybody then signs in again."
        )
    return secret
