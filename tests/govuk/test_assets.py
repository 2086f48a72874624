import hashlib
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

ASSETS = Path(settings.BASE_DIR) / "static" / "scp"
VERSIONS = json.loads((ASSETS / "VERSIONS.json").read_text())
FRONTEND = Path(settings.BASE_DIR) / "frontend"


@pytest.mark.parametrize("asset", VERSIONS, ids=[asset["file"] for asset in VERSIONS])
def test_each_file_is_the_one_that_was_built(asset):
    content = (ASSETS / asset["file"]).read_bytes()

    assert hashlib.sha256(content).hexdigest() == asset["sha256"]


def test_every_file_is_named_with_its_origin():
    assert {path.name for path in ASSETS.iterdir()} == {
        "VERSIONS.json",
        *(asset["file"] for asset in VERSIONS),
    }


def test_the_packages_are_those_of_the_lock_file():
    locked = json.loads((FRONTEND / "package-lock.json").read_text())["packages"]

    for package in (package for asset in VERSIONS for package in asset["from"]):
        if package["package"] != "scp-tracker":
            held = locked[f"node_modules/{package['package']}"]
            assert (held["version"], held["license"]) == (package["version"], package["licence"])
            assert package["licence"] == "MIT"


def test_the_lock_file_names_no_place_to_download_from():
    assert "resolved" not in (FRONTEND / "package-lock.json").read_text()


@pytest.mark.parametrize(
    "name", ["crown", "crest", "copyright-logo", "gds transport", "url(", "@import", "@font-face"]
)
def test_the_style_sheet_has_nothing_that_is_govuks_own_or_elsewhere(name):
    assert name not in (ASSETS / "application.css").read_text().lower()


def test_the_style_sheet_knows_every_class_of_our_own():
    sheet = (ASSETS / "application.css").read_text()
    pages = Path(settings.BASE_DIR) / "templates"
    used = {
        (name, page.relative_to(pages).as_posix())
        for page in pages.rglob("*.html")
        if page.relative_to(pages).parts[0] != "admin"  # Django's admin has its own style sheet
        for names in re.findall(r'class="([^"]*)"', page.read_text())
        for name in re.findall(r"\bscp-[a-z_-]+", names)
    }

    assert {(name, page) for name, page in used if f".{name}" not in sheet} == set()


def test_the_scripts_load_nothing_from_elsewhere():
    for script in ASSETS.glob("*.js"):
        text = script.read_text()
        assert not re.search(r"(import|fetch|src)\W{1,4}https?:", text)
        assert "sourceMappingURL" not in text


def test_our_script_imports_a_file_that_is_there():
    [name] = re.findall(r'from "\./(.+)"', (ASSETS / "application.js").read_text())

    assert (ASSETS / name).is_file()


def test_the_manifest_of_static_files_can_be_made(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    manifest_storage = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": manifest_storage}

    call_command("collectstatic", interactive=False, verbosity=0)

    manifest = json.loads((tmp_path / "staticfiles.json").read_text())
    assert "scp/application.css" in manifest["paths"]
