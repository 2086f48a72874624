from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from scp_tracker.accounts.models import User
from scp_tracker.accounts.roles import CLERK, READER
from scp_tracker.kept import seals
from scp_tracker.kept.models import KeptForm
from tests.kept import pages
from tests.kept.browser import form_to, forms_of, send
from tests.pages import words_of
from tests.people import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.kept.pages")]

PASSWORD = "three plain garden chairs"
NOTES = "/notes/1/?tab=2"
OFFER = "/kept/?address=%2Fnotes%2F1%2F%3Ftab%3D2"
LONG = 'Wrote to every school.\r\n\r\n• <b>Two</b> answered & "came"\r\n' + "word " * 3_000 + "end"


@pytest.fixture(autouse=True)
def fresh_pages():
    pages.TAKEN.clear()
    pages.ANSWER["status"] = 302


@pytest.fixture
def desk():
    """One browser on a desk that several people use."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def clerk():
    return make_person(CLERK, email="clerk@scp.example", password=PASSWORD)


@pytest.fixture
def reader():
    return make_person(READER, email="reader@scp.example", password=PASSWORD)


def sign_in(desk, person, *, at=None):
    at = at or "/accounts/login/"
    [form] = [one for one in forms_of(desk.get(at)) if one["action"] != "/accounts/logout/"]
    return send(desk, form, to=at, username=person.email, password=PASSWORD)


def written(desk, **typed):
    """Open the notes, lose the session while typing, and send."""
    [form] = forms_of(desk.get(NOTES))
    expire(desk)
    return send(desk, form, to=NOTES, **{"outcome": LONG, **typed})


def expire(desk):
    del desk.cookies["sessionid"]


def test_what_was_typed_is_offered_after_signing_in_again(desk, clerk):
    sign_in(desk, clerk)

    response = written(desk, internal_note="Ask the head.", agencies=["1", "2"])
    assert response["Location"].startswith("/accounts/login/?next=/kept/")
    assert "It has been kept" in desk.get(response["Location"]).content.decode()

    response = sign_in(desk, clerk, at=response["Location"])
    assert response["Location"] == OFFER
    page = desk.get(OFFER)
    assert page.status_code == 200
    assert pages.TAKEN == []

    response = send(desk, form_to(page, NOTES))
    assert response["Location"] == "/notes/1/"
    [(email, address, fields)] = pages.TAKEN
    assert (email, address) == (clerk.email, NOTES)
    assert fields["outcome"] == [LONG]
    assert fields["internal_note"] == ["Ask the head."]
    assert fields["agencies"] == ["1", "2"]
    assert not KeptForm.objects.exists()


def test_the_offer_shows_the_whole_text_and_nothing_of_it_as_markup(desk, clerk):
    sign_in(desk, clerk)
    written(desk, internal_note="Ask the head.", version="7")
    sign_in(desk, clerk)

    page = desk.get(OFFER).content.decode()

    shown = page[page.index("<dl") : page.index("</dl>")]
    assert "Internal note" in shown
    assert "Ask the head." in shown
    assert "&lt;b&gt;Two&lt;/b&gt; answered &amp; &quot;came&quot;" in shown
    assert "word word end" in shown
    assert "Version" not in shown
    assert "<b>" not in page


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"agencies": ["1", "2"]}, "the words above and 1 other answer, such as"),
        ({"agencies": ["1"], "colour": "red"}, "the words above and 2 other answers, such as"),
        ({"outcome": "", "colour": "red"}, "no words of your own, but 1 answer, such as"),
    ],
)
def test_the_offer_counts_choices_and_does_not_show_them(desk, clerk, answers, words):
    sign_in(desk, clerk)
    written(desk, **answers)
    sign_in(desk, clerk)

    page = words_of(desk.get(OFFER))

    assert words in page
    assert "Agencies" not in page
    assert "red" not in page.split()


def test_the_offer_counts_nothing_where_there_are_only_words(desk, clerk):
    sign_in(desk, clerk)
    written(desk, outcome="One sentence.")
    sign_in(desk, clerk)

    assert "other answer" not in words_of(desk.get(OFFER))


def test_nobody_else_signing_in_there_sees_it(desk, clerk, reader):
    sign_in(desk, clerk)
    response = written(desk, outcome="A victim's name")

    sign_in(desk, reader, at=response["Location"])

    response = desk.get(OFFER)
    assert response["Location"] == NOTES
    page = desk.get("/kept/").content.decode()
    assert "Nothing is waiting for you" in page
    assert "victim" not in page
    assert KeptForm.objects.get().user == clerk


def test_nobody_else_can_throw_it_away(desk, clerk, reader):
    sign_in(desk, clerk)
    written(desk)
    kept = KeptForm.objects.get()
    other = Client()
    other.force_login(reader)

    other.post("/kept/", {"throw_away": kept.pk})
    other.post(OFFER, {"throw_away": kept.pk})
    other.post("/notes/1/", {"kept_form": kept.pk})

    assert KeptForm.objects.filter(pk=kept.pk).exists()


def test_the_writer_can_throw_it_away(desk, clerk):
    sign_in(desk, clerk)
    written(desk)
    sign_in(desk, clerk)

    response = send(desk, form_to(desk.get(OFFER), OFFER))

    assert response["Location"] == OFFER
    assert not KeptForm.objects.exists()
    assert pages.TAKEN == []
    assert desk.get(OFFER)["Location"] == NOTES


def test_throwing_away_takes_the_writers_own_page(clerk):
    desk = Client(enforce_csrf_checks=True)
    desk.force_login(clerk)
    kept = KeptForm.objects.create(user=clerk, address=NOTES, fields=[["outcome", "x"]])

    assert desk.post(OFFER, {"throw_away": kept.pk}).status_code == 403
    assert KeptForm.objects.filter(pk=kept.pk).exists()


def test_whoever_signs_in_elsewhere_is_told_that_something_was_kept(desk, clerk):
    sign_in(desk, clerk)
    written(desk)

    response = sign_in(desk, clerk)

    assert response["Location"] == reverse("home")
    notice = desk.get("/kept/")
    assert "Something you typed could not be sent and was kept for you." in notice.content.decode()
    assert 'href="/kept/"' in notice.content.decode()
    assert form_to(notice, NOTES)


def test_somebody_with_nothing_kept_is_told_nothing(desk, clerk, reader):
    sign_in(desk, clerk)
    written(desk)

    sign_in(desk, reader)

    assert "was kept for you" not in desk.get("/kept/").content.decode()


def test_two_texts_for_one_address_are_both_kept_and_one_text_once(desk, clerk):
    sign_in(desk, clerk)
    [form] = forms_of(desk.get(NOTES))
    expire(desk)

    for text in ("First text", "Second text", "First text"):
        send(desk, form, to=NOTES, outcome=text)

    sign_in(desk, clerk)
    page = desk.get(OFFER)
    assert len([form for form in forms_of(page) if form["action"] == NOTES]) == 2
    assert "First text" in page.content.decode()
    assert "Second text" in page.content.decode()


@pytest.mark.parametrize("status", [200, 409])
def test_it_is_let_go_once_the_page_shows_it_again(clerk, status):
    assert not _still_kept_after(clerk, status)


@pytest.mark.parametrize("status", [400, 403, 404, 413, 500, 503])
def test_it_stays_kept_while_the_page_cannot_take_it(clerk, status):
    assert _still_kept_after(clerk, status)


def _still_kept_after(clerk, status):
    desk = Client()
    desk.force_login(clerk)
    kept = KeptForm.objects.create(user=clerk, address=NOTES, fields=[["outcome", "x"]])
    pages.ANSWER["status"] = status
    desk.post("/notes/1/", {"outcome": "x", "kept_form": kept.pk})
    return KeptForm.objects.filter(pk=kept.pk).exists()


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 40, "9" * 5_000, "²"])
def test_a_number_that_is_none_lets_nothing_go_and_fails_nothing(clerk, number):
    desk = Client()
    desk.force_login(clerk)
    KeptForm.objects.create(user=clerk, address=NOTES, fields=[["outcome", "x"]])

    assert desk.post("/notes/1/", {"outcome": "x", "kept_form": number}).status_code == 302
    assert desk.post(OFFER, {"throw_away": number}).status_code == 302
    assert KeptForm.objects.count() == 1


def test_a_session_that_expires_again_loses_nothing_and_doubles_nothing(desk, clerk):
    sign_in(desk, clerk)
    written(desk)
    sign_in(desk, clerk)
    form = form_to(desk.get(OFFER), NOTES)
    expire(desk)

    send(desk, form)

    sign_in(desk, clerk)
    response = send(desk, form_to(desk.get(OFFER), NOTES))
    assert response["Location"] == "/notes/1/"
    assert pages.TAKEN[0][2]["outcome"] == [LONG]
    assert not KeptForm.objects.exists()


def test_a_form_sent_to_another_address_is_kept_for_that_address(desk, clerk):
    sign_in(desk, clerk)
    [form] = forms_of(desk.get("/elsewhere/"))
    expire(desk)

    send(desk, form, outcome="For the other page")

    assert KeptForm.objects.get().address == "/notes/2/?tab=1"


def test_a_password_is_never_kept(desk, clerk):
    sign_in(desk, clerk)

    written(desk, password="a secret", old_Password="another")

    assert "secret" not in str(KeptForm.objects.get().fields)
    assert "another" not in str(KeptForm.objects.get().fields)


def test_a_form_with_nothing_but_passwords_is_not_kept(desk, clerk):
    sign_in(desk, clerk)
    form = form_to(desk.get("/accounts/password/"), "")
    expire(desk)

    response = send(
        desk, form, to="/accounts/password/", old_password=PASSWORD, new_password="x" * 12
    )

    assert response["Location"] == "/accounts/login/?next=/accounts/password/"
    assert not KeptForm.objects.exists()


def test_the_sign_in_form_is_never_kept(desk, clerk):
    send(desk, {"fields": []}, to="/accounts/login/", username=clerk.email, password=PASSWORD)

    assert not KeptForm.objects.exists()
    assert "written_by" not in desk.get("/accounts/login/").content.decode()


def test_a_public_form_needs_no_keeping(desk):
    assert "written_by" not in desk.get("/public/").content.decode()


@pytest.mark.parametrize("mark", ["", "forged", "a:b:c", "\0", "é" * 50])
def test_nothing_is_kept_without_a_mark_of_ours(desk, clerk, mark):
    sign_in(desk, clerk)
    [form] = forms_of(desk.get(NOTES))
    expire(desk)

    response = send(desk, form, to=NOTES, outcome="x", written_by=mark)

    assert response["Location"].startswith("/accounts/login/?next=/notes/1/")
    assert not KeptForm.objects.exists()


def test_a_mark_of_another_address_keeps_nothing(desk, clerk):
    written_there = {"written_by": seals.seal(clerk.pk, "/notes/2/"), "outcome": "x"}

    _post_without_session(desk, written_there)

    assert not KeptForm.objects.exists()


def test_a_mark_wears_out_after_a_week(desk, clerk, monkeypatch):
    monkeypatch.setattr("time.time", lambda: 1_000_000)
    mark = seals.seal(clerk.pk, "/notes/1/")
    monkeypatch.setattr("time.time", lambda: 1_000_000 + 6 * 24 * 3600)
    assert seals.opened(mark, "/notes/1/") == clerk.pk

    monkeypatch.setattr("time.time", lambda: 1_000_000 + 8 * 24 * 3600)
    assert seals.opened(mark, "/notes/1/") is None


def test_nothing_is_kept_for_somebody_who_may_no_longer_sign_in(desk, clerk):
    User.objects.filter(pk=clerk.pk).update(is_active=False)

    _post_without_session(desk, {"written_by": seals.seal(clerk.pk, "/notes/1/"), "outcome": "x"})

    assert not KeptForm.objects.exists()


def _post_without_session(desk, data):
    desk.get("/accounts/login/")
    token = {"csrfmiddlewaretoken": desk.cookies["csrftoken"].value}
    return desk.post("/notes/1/", {**token, **data})


def test_a_character_the_database_cannot_hold_is_left_out(desk, clerk):
    sign_in(desk, clerk)

    written(desk, outcome="be\0fore")

    assert ["outcome", "before"] in KeptForm.objects.get().fields


def test_only_the_ten_newest_of_a_person_are_kept(desk, clerk, reader):
    KeptForm.objects.create(user=reader, address=NOTES, fields=[["outcome", "another's"]])
    sign_in(desk, clerk)
    [form] = forms_of(desk.get(NOTES))
    expire(desk)

    for number in range(12):
        send(desk, form, to=NOTES, outcome=f"Text {number}")

    texts = [dict(kept.fields)["outcome"] for kept in KeptForm.objects.filter(user=clerk)]
    assert texts == [f"Text {number}" for number in range(11, 1, -1)]
    assert KeptForm.objects.filter(user=reader).count() == 1


def test_what_nobody_came_back_for_is_gone_after_a_week(desk, clerk):
    week_ago = timezone.now() - timedelta(days=7, minutes=1)
    old = KeptForm.objects.create(
        user=clerk, address=NOTES, fields=[["outcome", "old"]], kept_at=week_ago
    )
    assert not KeptForm.objects.visible_to(clerk).exists()
    sign_in(desk, clerk)

    written(desk)

    assert not KeptForm.objects.filter(pk=old.pk).exists()


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "relative",
        "\t//evil.example",
        "/\0",
        "",
    ],
)
def test_an_offer_never_leads_elsewhere(clerk, address):
    desk = Client()
    desk.force_login(clerk)

    response = desk.get("/kept/", {"address": address})

    assert response.status_code == 200
    assert "Nothing is waiting for you" in response.content.decode()


def test_the_offer_asks_for_a_sign_in(desk):
    assert desk.get(OFFER)["Location"].startswith("/accounts/login/?next=/kept/")


def test_a_page_that_was_only_opened_leads_back_to_itself(desk):
    response = desk.get("/notes/1/?tab=2")

    assert response["Location"] == "/accounts/login/?next=/notes/1/%3Ftab%3D2"
