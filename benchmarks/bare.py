"""The barest view Django can have: bytes that are at hand, with no middleware before them."""

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path
from django.urls.resolvers import ResolverMatch

_at_hand: dict[str, bytes] = {}


class Bare(WSGIHandler):
    """Answers every address with the bytes that were put there."""

    def __init__(self) -> None:
        with override_settings(MIDDLEWARE=[]):
            super().__init__()

    def put(self, address: str, content: bytes) -> None:
        """Have these bytes at hand for that address."""
        _at_hand[address] = content

    def resolve_request(self, request: HttpRequest) -> ResolverMatch:
        """Look here alone, whatever addresses the tracker has."""
        request.urlconf = __name__
        return super().resolve_request(request)


def send(request: HttpRequest, place: str) -> HttpResponse:
    """What is at hand for the address."""
    return HttpResponse(_at_hand[f"/{place}"])


urlpatterns = [path("<path:place>", send)]
