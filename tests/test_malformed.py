"""Requests that no browser makes: refused as a whole, before anything reads them."""

from io import BytesIO

import pytest
from django.core.handlers.wsgi import WSGIRequest

from scp_tracker.malformed import RefusesMalformed

IN_PARTS = "multipart/form-data; boundary=b"


def ask(path="/2017-18/", query="", **headers):
    """The status a request is answered, and the request as the application had it."""
    answered, asked = [], []

    def application(environ, start_response):
        asked.append(WSGIRequest(environ))
        start_response("200 OK", [])
        return []

    environ = {"REQUEST_METHOD": "POST", "PATH_INFO": path, "QUERY_STRING": query, **headers}
    environ["wsgi.input"] = BytesIO()
    list(RefusesMalformed(application)(environ, lambda status, _: answered.append(status[:3])))
    [status] = answered
    return status, *asked


@pytest.mark.parametrize("encoding", ["utf-8", "UTF-8", "utf8", "no-such-encoding"])
def test_a_form_in_utf_8_is_read(encoding):
    path = "/café/".encode().decode("latin-1")  # as servers hand it on

    status, request = ask(path, "q=%E2%80%93", CONTENT_TYPE=f"{IN_PARTS}; charset={encoding}")

    assert status == "200"
    assert (request.path, request.GET["q"]) == ("/café/", "–")


@pytest.mark.parametrize(
    "encoding",
    ["utf-7", "utf-16", "latin-1", "unicode_escape", "idna", "undefined", "hex", "zlib", "rot13"],
)
@pytest.mark.parametrize("kind", [IN_PARTS, "text/plain", "application/x-www-form-urlencoded"])
def test_no_other_encoding_is_read(kind, encoding):
    assert ask(CONTENT_TYPE=f"{kind}; charset={encoding}") == ("400",)


@pytest.mark.parametrize(
    ("query", "kind"),
    [("", "text/plain; charset*=no-such''x"), ("a&" * 10_001, "text/plain; charset=utf-8")],
)
def test_what_django_cannot_make_a_request_of_is_refused(query, kind):
    assert ask(query=query, CONTENT_TYPE=kind) == ("400",)


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "messages", "another"])
def test_a_nul_in_a_cookie_is_looked_for_nowhere(name):
    status, request = ask(HTTP_COOKIE=f'{name}="a\\"b"; other="\\377"')
    assert (status, request.COOKIES[name]) == ("200", 'a"b')

    assert ask(HTTP_COOKIE=rf'{name}="\000aaaaaaaaaaaaaaaa"') == ("400",)
