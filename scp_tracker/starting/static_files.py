"""Whether the style sheet and scripts that pages name are there to be served."""

import filecmp
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.contrib.staticfiles.finders import get_finders

from scp_tracker.starting.refusal import NotReady


def check_collected() -> None:
    """Raise NotReady unless collectstatic has run since the files last changed."""
    root = Path(settings.STATIC_ROOT)
    if not (root / "staticfiles.json").is_file() or any(
        not (root / name).is_file() or not filecmp.cmp(source, root / name)
        for name, source in _sources().items()
    ):
        raise NotReady(
            f"The style sheet and scripts in {root} are missing or older than this release. "
            "Collect them: ./run manage collectstatic --noinput"
        )


def _sources() -> dict[str, str]:
    """Each static file's name and where it comes from; the first finder that has it counts."""
    found: dict[str, str] = {}
    for finder in get_finders():
        for name, storage in finder.list(StaticFilesConfig.ignore_patterns):
            found.setdefault(name, storage.path(name))
    return found
