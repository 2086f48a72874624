"""The tracker starts only with the style sheet and scripts of this release."""

from pathlib import Path

import pytest
from django.core.management import call_command

from scp_tracker.starting.refusal import NotReady
from scp_tracker.starting.static_files import check_collected


@pytest.fixture
def collected(settings, tmp_path) -> Path:
    """The folder of files that collectstatic has filled."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    return settings.STATIC_ROOT


def test_collected_files_pass(collected):
    check_collected()


def test_files_never_collected_are_asked_for(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"

    with pytest.raises(NotReady, match=r"missing or older.*./run manage collectstatic --noinput"):
        check_collected()


def test_a_collection_that_was_interrupted_is_asked_for_again(collected):
    (collected / "staticfiles.json").unlink()

    with pytest.raises(NotReady, match="missing or older"):
        check_collected()


def test_a_file_of_an_older_release_is_asked_for_again(collected):
    (collected / "scp" / "application.css").write_text("/* as it was last year */")

    with pytest.raises(NotReady, match="missing or older"):
        check_collected()


def test_a_file_that_is_new_in_this_release_is_asked_for(collected):
    (collected / "scp" / "application.js").unlink()

    with pytest.raises(NotReady, match="missing or older"):
        check_collected()
