import stat
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from initiatives.models import Agency
from scp_tracker.accounts.models import User
from scp_tracker.accounts.roles import ADMINISTRATOR, CLERK, OFFICER, PARTNER, READER
from scp_tracker.starting.people import check_no_demo_users
from scp_tracker.starting.refusal import NotReady

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_this_machine(settings, tmp_path, monkeypatch):
    settings.LOCAL = True
    settings.DATA_DIR = tmp_path / "data"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)


@pytest.fixture
def agencies():
    police = Agency.objects.create(name="Essex Police", short_name="Police")
    cbh = Agency.objects.create(name="Colchester Borough Homes", short_name="CBH")
    return police, cbh


def run():
    out = StringIO()
    call_command("make_demo_users", stdout=out)
    return out.getvalue()


def person(email):
    return User.objects.get_by_natural_key(email)


def password_file(settings):
    return settings.DATA_DIR / "demo_password"


def test_there_is_one_demo_user_for_each_kind_of_work(agencies):
    run()

    found = {
        user.email: (
            [group.name for group in user.groups.all()],
            [agency.short_name for agency in user.agencies.all()],
            user.is_superuser,
        )
        for user in User.objects.all()
    }
    assert found == {
        "officer@scp.example": ([OFFICER], [], False),
        "clerk@scp.example": ([CLERK], [], False),
        "police@scp.example": ([PARTNER], ["Police"], False),
        "cbh@scp.example": ([PARTNER], ["CBH"], False),
        "reader@scp.example": ([READER], [], False),
        "admin@scp.example": ([ADMINISTRATOR], [], False),
    }


def test_what_is_printed_signs_in(agencies, client):
    lines = run().splitlines()

    assert lines[0].split() == ["Who", "E-mail", "address", "Password"]
    for line in lines[1:]:
        *_, email, password = line.split()
        sent = client.post("/accounts/login/", {"username": email, "password": password})
        assert sent.status_code == 302
        client.post("/accounts/logout/")


def test_the_password_is_kept_for_this_account_alone(agencies, settings):
    run()

    path = password_file(settings)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert person("clerk@scp.example").check_password(path.read_text())


def test_a_second_run_prints_the_same_and_makes_nothing(agencies):
    first = run()
    before = list(User.objects.order_by("pk").values())

    assert run() == first
    assert list(User.objects.order_by("pk").values()) == before


def test_a_second_run_leaves_what_people_changed(agencies):
    run()
    clerk = person("clerk@scp.example")
    clerk.name = "The clerk"
    clerk.set_password("chosen by the clerk")
    clerk.save()
    clerk.groups.clear()
    person("police@scp.example").agencies.clear()
    User.objects.filter(email="reader@scp.example").update(is_active=False)

    printed = run()

    clerk = person("clerk@scp.example")
    assert clerk.name == "The clerk"
    assert clerk.check_password("chosen by the clerk")
    assert not clerk.groups.exists()
    assert not person("police@scp.example").agencies.exists()
    assert "clerk@scp.example    (changed since)" in printed
    assert "reader@scp.example   (may not sign in any more)" in printed


def test_a_password_asked_for_is_used_and_kept(agencies, monkeypatch):
    run()
    monkeypatch.setenv("DEMO_PASSWORD", "asked for")

    with_it = run()
    monkeypatch.delenv("DEMO_PASSWORD")

    assert person("clerk@scp.example").check_password("asked for")
    assert with_it.count("asked for") == 6
    assert run() == with_it


def test_an_agency_that_is_not_there_yet_is_told_in_one_sentence():
    lines = run().splitlines()

    assert lines[0].startswith("There is no agency with the short name Police yet")
    assert lines[1].startswith("There is no agency with the short name CBH yet")
    assert person("police@scp.example").groups.get().name == PARTNER


def test_nowhere_but_on_ones_own_machine(settings):
    settings.LOCAL = False

    with pytest.raises(CommandError, match="only made on your own machine"):
        run()
    assert not User.objects.exists()
    assert not password_file(settings).exists()


def close():
    out = StringIO()
    call_command("close_demo_users", stdout=out)
    return out.getvalue()


def test_in_production_nobody_is_served_while_a_demo_user_may_sign_in(agencies):
    run()
    User.objects.exclude(email="clerk@scp.example").update(is_active=False)

    with pytest.raises(NotReady) as refusal:
        check_no_demo_users()

    assert str(refusal.value) == (
        "The database was used for a demonstration: clerk@scp.example may sign in, with a password "
        "that others may know. Keep them out: ./run manage close_demo_users"
    )


def test_demo_users_are_kept_out_and_nobody_else(agencies, client):
    run()
    User.objects.create_superuser("jo@council.example", name="Administrator")

    said = close()

    check_no_demo_users()
    assert said.count("may not sign in any more.") == 6
    assert "createsuperuser" not in said
    assert [user.email for user in User.objects.filter(is_active=True)] == ["jo@council.example"]
    assert person("clerk@scp.example").history.first().is_active is False


def test_where_no_administrator_is_left_the_command_says_how_to_make_one(agencies):
    run()

    assert close().endswith(
        "There is no administrator now. Make one: ./run manage createsuperuser\n"
    )
    assert close().startswith("No demo user may sign in.\n")
