"""What the README's page on running the tracker names exists, and the programs it is for accept it."""

import re
import shlex
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand
from django.urls import resolve

from scp_tracker import serving

TOP = Path(__file__).resolve().parent.parent
README = (TOP / "README.md").read_text()
PAGE = README.partition("\n## Running it for a partnership\n")[2].partition("\n## ")[0]
SITE = "/etc/nginx/sites-available/scp-tracker"
SERVICE = "/etc/systemd/system/scp-tracker.service"
NIGHTLY = "/etc/systemd/system/scp-tracker-nightly.service"
TIMER = "/etc/systemd/system/scp-tracker-nightly.timer"
MESSAGES = "/etc/systemd/system/scp-tracker-messages.service"
MESSAGES_TIMER = "/etc/systemd/system/scp-tracker-messages.timer"
REMINDERS = "/etc/systemd/system/scp-tracker-reminders.service"
REMINDERS_TIMER = "/etc/systemd/system/scp-tracker-reminders.timer"
UNITS = (SERVICE, NIGHTLY, TIMER, MESSAGES, MESSAGES_TIMER, REMINDERS, REMINDERS_TIMER)


def blocks() -> tuple[dict[str, str], list[str]]:
    """The files the page shows, by their paths, and the lines it says to type."""
    files, typed = {}, []
    for block in re.finditer(r"^```\w+\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE):
        lead = PAGE[: block.start()].rstrip().rpartition("\n\n")[2]
        path = re.match(r"`(/[^`]+)`", lead)
        if path and lead.endswith(":"):
            files[path[1]] = block[1]
        else:
            typed += block[1].splitlines()
    return files, typed


FILES, TYPED = blocks()
ENVIRONMENT = dict(line.split("=", 1) for line in FILES["/etc/scp-tracker.env"].splitlines())


def settings_of(unit: str) -> list[list[str]]:
    return [line.split("=", 1) for line in FILES[unit].splitlines() if "=" in line]


def commands() -> list[list[str]]:
    """Each of Django's commands on the page, with its words, typed, in prose or in a unit."""
    of_units = [value for unit in UNITS for _, value in settings_of(unit)]
    said = [*TYPED, *re.findall(r"`([^`\n]+)`", PAGE), *of_units]
    found = [re.search(r"(?:^scp-tracker|manage\.py) ([a-z_]+\b.*)", line) for line in said]
    return [shlex.split(match[1]) for match in found if match]


def test_the_page_is_read():
    assert set(FILES) == {
        "/etc/scp-tracker.env",
        "/usr/local/sbin/scp-tracker",
        SITE,
        *UNITS,
    }
    assert {words[0] for words in commands()} == {
        "backup",
        "clearsessions",
        "close_demo_users",
        "collectstatic",
        "createsuperuser",
        "dumpdata",
        "forget_files",
        "load_seed_plans",
        "loaddata",
        "migrate",
        "remind_leads",
        "restore",
        "send_messages",
    }


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_a_command_and_its_options_exist(words: list[str]):
    name, *rest = words
    command = get_commands()[name]
    if not isinstance(command, BaseCommand):
        command = load_command_class(command, name)

    command.create_parser("manage.py", name).parse_args(rest)


def test_the_settings_are_explained_and_taken(tmp_path: Path):
    explained = set(re.findall(r"`([A-Z_]+)`", README.partition("\n## Settings\n")[2]))
    named = set(re.findall(r"\b(SCP_[A-Z_]+|DATA_DIR|DATABASE_URL)\b", PAGE))
    assert named <= explained

    checked = subprocess.run(
        [sys.executable, TOP / "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        env=ENVIRONMENT | {"DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr


def test_the_parts_fit_together():
    service, site = dict(settings_of(SERVICE)), FILES[SITE]

    assert f"--config python:{serving.__name__}" in service["ExecStart"]
    assert f"proxy_pass http://{serving.bind};" in site
    assert ENVIRONMENT["SCP_BEHIND_PROXY"] == "1"
    assert f"server_name {ENVIRONMENT['SCP_HOSTS']};" in site
    assert f"/var/lib/{service['StateDirectory']}" == ENVIRONMENT["DATA_DIR"]
    assert resolve("/healthz").url_name == "healthz"


def test_each_waits_longer_than_what_it_waits_for():
    service, site = dict(settings_of(SERVICE)), FILES[SITE]
    megabytes = re.search(r"client_max_body_size (\d+)m;", site)
    seconds = re.search(r"proxy_read_timeout (\d+)s;", site)

    assert int(service["TimeoutStopSec"]) > serving.graceful_timeout
    assert seconds is not None
    assert int(seconds[1]) > serving.timeout
    assert megabytes is not None
    assert int(megabytes[1]) * 1024 * 1024 > settings.DATA_UPLOAD_MAX_MEMORY_SIZE


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_takes_the_units(tmp_path: Path):
    programs = Path(sys.executable).parent
    for unit in UNITS:
        text = FILES[unit].replace("/opt/scp-tracker/.venv/bin/", f"{programs}/")
        (tmp_path / Path(unit).name).write_text(text)

    answer = run("systemd-analyze", "verify", "--man=no", *tmp_path.iterdir())

    assert (answer.returncode, answer.stdout + answer.stderr) == (0, "")
    assert find_spec("gunicorn")


@pytest.mark.skipif(
    not (shutil.which("nginx") and shutil.which("openssl")), reason="nginx is not installed"
)
def test_nginx_takes_the_site(tmp_path: Path):
    key, certificate = tmp_path / "key", tmp_path / "certificate"
    run(
        *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=tracker"),
        *("-keyout", key, "-out", certificate),
    )
    site = re.sub(r"ssl_certificate /.*;", f"ssl_certificate {certificate};", FILES[SITE])
    site = re.sub(r"ssl_certificate_key /.*;", f"ssl_certificate_key {key};", site)
    site = re.sub(r"access_log /[^ ]*", f"access_log {tmp_path}/log", site)
    # A test opens what it would listen at, and 80 and 443 are not this one's to open.
    site = re.sub(r"\n *listen \[::\].*", "", site)
    site = re.sub(r"listen (\d+)", rf"listen unix:{tmp_path}/\1", site)
    folders = "".join(
        f"{kind}_temp_path {tmp_path}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = tmp_path / "nginx.conf"
    whole.write_text(f"pid {tmp_path}/pid; events {{}} http {{ {folders} {site} }}")

    answer = run("nginx", "-t", "-q", "-e", "stderr", "-c", whole)

    assert (answer.returncode, answer.stderr) == (0, "")


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    # Every word comes from this file.
    return subprocess.run(words, capture_output=True, text=True, check=False)
