from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_NOT_USED = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
_ON_EVERY_ANSWER = {
    "Permissions-Policy": ", ".join(f"{power}=()" for power in _NOT_USED),
    # Django adds these itself, but not to what its own middleware refuses for its host name.
    "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
    "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
    "X-Content-Type-Options": "nosniff",
}


class PrivateByDefault:
    """Middleware: no browser or proxy keeps an answer that did not say how long it may be kept.

    Nor does any answer let a page ask for a camera, tell another site where its reader came from, or
    be taken for something it is not.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        for name, value in _ON_EVERY_ANSWER.items():
            response.headers.setdefault(name, value)
        return response
