from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse

from priorities.versions import OutOfDate
from scp_tracker.conflicts import ConflictPage


def test_a_lost_race_no_form_could_show_leads_to_the_newest_version(rf, db):
    request = rf.post("/2017-18/initiatives/5/")
    request.user = AnonymousUser()

    answered = ConflictPage(lambda _: HttpResponse()).process_exception(request, OutOfDate(None))

    assert answered.status_code == 409
    assert 'href="/2017-18/initiatives/5/"' in answered.content.decode()


def test_other_errors_are_not_taken_for_a_lost_race(rf):
    middleware = ConflictPage(lambda _: HttpResponse())

    assert middleware.process_exception(rf.get("/"), ValueError()) is None
