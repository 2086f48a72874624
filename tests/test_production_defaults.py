"""Nothing set is the safe case: what a server refuses, ignores and says of its own accord."""

import re
from http.cookies import SimpleCookie

import pytest

from tests.logs.reading import read
from tests.served import manage, serving

ELSEWHERE = "evil.example"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """The environment of a tracker that is ready to be served: a data folder, and nothing else."""
    environment = {"DATA_DIR": str(tmp_path_factory.mktemp("data"))}
    for command in (["migrate"], ["collectstatic", "--noinput"]):
        manage(*command, "--verbosity=0", environment=environment)
    return environment


@pytest.fixture(scope="module")
def server(prepared, tmp_path_factory):
    """A server with nothing set."""
    with serving(prepared, tmp_path_factory.mktemp("log") / "stderr") as server:
        yield server


@pytest.fixture(scope="module")
def proxied(prepared, tmp_path_factory):
    """A server that was told of its proxy, which has answered HTTPS."""
    environment = prepared | {"SCP_BEHIND_PROXY": "1", "SCP_HOSTS": "tracker.example"}
    with serving(environment, tmp_path_factory.mktemp("log") / "stderr") as server:
        server.host = "tracker.example"
        server.always = {"X-Forwarded-Proto": "https"}
        yield server


def test_the_deployment_check_has_nothing_to_say(prepared):
    said = manage("check", "--deploy", "--fail-level=WARNING", environment=prepared)

    assert "no issues" in said


def test_nothing_is_made_for_developers(prepared):
    look = (
        "from django.conf import settings; from scp_tracker.accounts.models import User;"
        "print(settings.DEBUG, settings.LOCAL, settings.ALLOWED_HOSTS, User.objects.count())"
    )

    assert manage("shell", "--no-imports", "-c", look, environment=prepared).strip() == (
        "False False ['127.0.0.1', 'localhost', '[::1]'] 0"
    )


@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/2017-18/?q=a"])
def test_every_page_leads_to_https(server, path):
    answer = server.ask(path)

    assert answer.status == 301
    assert answer.headers["Location"] == f"https://127.0.0.1{path}"


@pytest.mark.parametrize("path", ["/", "/healthz", "/static/scp/nothing.css"])
@pytest.mark.parametrize("host", [ELSEWHERE, "127.0.0.1.evil.example", "a b", "", "127.0.0.1:x"])
def test_another_hosts_name_is_refused(server, path, host):
    answer = server.ask(path, Host=host)

    assert answer.status == 400
    assert "Traceback" not in answer.text
    assert ELSEWHERE not in answer.text
    assert ELSEWHERE not in str(answer.headers)


CLAIMS = [
    {"X_Forwarded_Host": ELSEWHERE},
    {"X_Forwarded_Proto": "https"},
    {"X_Forwarded_Protocol": "ssl"},
    {"X_Forwarded_Ssl": "on"},
    {"X_Forwarded_Port": "443"},
    {"X_Forwarded_For": "127.0.0.1"},
    {"X_Url_Scheme": "https"},
    {"X_Script_Name": f"/{ELSEWHERE}"},
    {"Forwarded": f"for=127.0.0.1;proto=https;host={ELSEWHERE}"},
]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: next(iter(claim)))
def test_what_a_stranger_claims_to_forward_is_ignored(server, claim):
    answer = server.ask("/accounts/login/", **claim)

    assert (answer.status, answer.headers["Location"]) == (301, "https://127.0.0.1/accounts/login/")


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: next(iter(claim)))
def test_of_a_proxy_only_the_protocol_is_believed(proxied, claim):
    answer = proxied.ask("/accounts/login/", **claim)
    refused = proxied.ask("/", Host=ELSEWHERE, **claim)

    assert answer.status == 200
    assert ELSEWHERE not in answer.text + str(answer.headers)
    assert refused.status == 400


def test_a_proxy_that_had_it_over_http_is_led_to_https(proxied):
    assert proxied.ask("/", X_Forwarded_Proto="http").status == 301
    assert proxied.ask("/", X_Forwarded_Proto="http, https").status == 301


def test_browsers_are_told_to_keep_to_https_for_this_host_alone(proxied, server):
    told = proxied.ask("/accounts/login/").headers["Strict-Transport-Security"]

    assert told == "max-age=31536000"
    assert "Strict-Transport-Security" not in server.ask("/accounts/login/").headers


def test_cookies_go_over_https_to_this_site_alone(proxied):
    cookies = SimpleCookie(proxied.ask("/accounts/login/").headers["Set-Cookie"])

    [token] = cookies.values()
    assert token["secure"]
    assert token["samesite"] == "Lax"
    assert not token["domain"]


EVERY_ANSWER = {
    "Content-Security-Policy": re.compile("(?=.*frame-ancestors 'none').*default-src 'none'.*"),
    "Cross-Origin-Opener-Policy": re.compile("same-origin"),
    "Permissions-Policy": re.compile(r"camera=\(\), .*"),
    "Referrer-Policy": re.compile("same-origin"),
    "X-Content-Type-Options": re.compile("nosniff"),
    "X-Frame-Options": re.compile("DENY"),
    "X-Request-ID": re.compile(r"\d{4}-\d{4}-\d{4}"),
}
PRIVATE = re.compile(".*no-store.*")


@pytest.mark.parametrize(
    ("path", "method", "headers", "status"),
    [
        ("/accounts/login/", "GET", {}, 200),
        ("/accounts/login/", "HEAD", {}, 200),
        ("/accounts/login/", "POST", {}, 403),
        ("/accounts/login/", "OPTIONS", {}, 405),
        ("/2017-18/", "GET", {}, 302),
        ("/admin/", "GET", {}, 302),
        ("/accounts", "GET", {}, 404),
        ("/accessibility", "GET", {}, 301),
        ("/nowhere/", "GET", {}, 404),
        ("/static/scp/nothing.css", "GET", {}, 404),
        ("/healthz", "GET", {}, 200),
        ("/healthz", "POST", {}, 403),
        ("/", "GET", {"X_Forwarded_Proto": "http"}, 301),
        ("/", "GET", {"X_Forwarded_Proto": "http", "Host": ELSEWHERE}, 400),
        ("/", "GET", {"Host": ELSEWHERE}, 400),
    ],
)
def test_every_kind_of_answer_is_private_and_framed_by_nobody(
    proxied, path, method, headers, status
):
    answer = proxied.ask(path, method, **headers)

    assert answer.status == status
    for name, value in {**EVERY_ANSWER, "Cache-Control": PRIVATE}.items():
        assert value.fullmatch(answer.headers[name] or ""), name
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_files_of_the_look_may_be_kept_and_are_framed_by_nobody(proxied):
    page = proxied.ask("/accounts/login/").text
    style_sheet = re.search(r'href="(/static/scp/application\.\w+\.css)"', page)[1]

    answer = proxied.ask(style_sheet)

    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"
    for name, value in EVERY_ANSWER.items():
        assert value.fullmatch(answer.headers[name] or ""), name


def test_what_is_refused_before_django_is_private_and_told(proxied):
    answer = proxied.ask("/", Content_Type="text/plain; charset=hex")

    assert answer.status == 400
    assert PRIVATE.fullmatch(answer.headers["Cache-Control"])
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert read(proxied.log.read_text())[-1].event == "malformed_request"


def test_what_gunicorn_itself_refuses_is_logged_without_a_word_of_it(prepared, tmp_path):
    planted = "zqxjk"
    with serving(prepared, tmp_path / "log") as server:
        answers = [
            server.send(f"GET /{planted}{'a' * 9_000} HTTP/1.1\r\n\r\n".encode()),
            server.send(f"{planted} / HTTP/1.1\r\nHost: x\r\n\r\n".encode()),
            server.send(f"GET / HTTP/1.1\r\nCookie : {planted}\r\n\r\n".encode()),
            server.send(f"GET / HTTP/1.1\r\nA: b\r\n{planted}\r\n\r\n".encode()),
            server.send(f"GET / HTTP/{planted}\r\n\r\n".encode()),
            server.send(f"GET / HTTP/1.1\r\nContent-Length: {planted}\r\n\r\n".encode()),
        ]

    assert all(answer.startswith(b"HTTP/1.1 4") for answer in answers)
    lines = read((tmp_path / "log").read_text())
    assert len(lines) >= len(answers)
    assert {line.event for line in lines} == {"gunicorn.error"}
    assert planted not in (tmp_path / "log").read_text()
