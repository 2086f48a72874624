from collections.abc import Callable

from django.urls import URLPattern, include, path
from django.views.decorators.http import require_http_methods, require_safe

from initiatives.returns import views
from initiatives.returns.views.ways_in import View, by_link, by_sign_in

_written_on = require_http_methods(["GET", "HEAD", "POST"])


def answering_pages(way_in: Callable[[View], View]) -> list[URLPattern]:
    """The pages on which an agency answers; `way_in` finds out who does."""
    return [
        path("", _written_on(way_in(views.to_answer)), name="to_answer"),
        path("<int:initiative>/", _written_on(way_in(views.answer)), name="answer"),
        path("check/", _written_on(way_in(views.check_answers)), name="check_answers"),
        path("sent/", require_safe(way_in(views.answers_sent)), name="answers_sent"),
    ]


app_name = "returns"
urlpatterns = [
    path("returns/", views.returns, name="returns"),
    path("returns/open/", views.opening, name="opening"),
    path("returns/<int:pk>/", views.board, name="board"),
    path("returns/<int:pk>/remind/", views.remind_leads, name="remind_leads"),
    path("returns/<int:pk>/closing-date/", views.closing_date, name="closing_date"),
    path("returns/<int:pk>/close/", views.close, name="close"),
    path("returns/<int:pk>/open-again/", views.open_again, name="open_again"),
    path("returns/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("returns/<int:pk>/<int:part_pk>/", views.part, name="part"),
    path("returns/<int:pk>/<int:part_pk>/send-back/", views.send_back, name="send_back"),
    path("returns/<int:pk>/<int:part_pk>/<int:number>/", views.accept, name="accept"),
    path("returns/<int:pk>/<int:part_pk>/answer/", include(answering_pages(by_sign_in))),
    path("returns/<int:pk>/<int:part_pk>/links/", views.links, name="links"),
    path("r/<str:token>/", include(answering_pages(by_link))),
]
