from datetime import date

import pytest
from django.utils import timezone

from initiatives.models import Initiative
from priorities.models import PartnershipPlan
from reports.catalogue import REPORTS
from reports.checks.accepting import checks_of
from reports.models import AcceptedWarning
from scp_tracker.accounts.roles import CLERK, OFFICER, PARTNER, READER
from tests.builders import answer_and_send, make_agency, make_return, record
from tests.pages import form_of, forms_of, tables_of, words_of
from tests.people import make_person
from tests.reports.checks.papers import make_sound_initiative, make_sound_plan

pytestmark = pytest.mark.django_db

PAGE = "/2017-18/reports/annual-plan/checks/"
DAY = "?as_of=2017-09-12"
NO_TIMING = f"{PAGE}no-timing/accept/{DAY}"
TAKE_BACK = f"{PAGE}no-timing/take-back/{DAY}"


@pytest.fixture
def clerk(client):
    client.force_login(make_person(CLERK, name="Example clerk"))
    return client


@pytest.fixture
def officer(client):
    client.force_login(make_person(OFFICER))
    return client


@pytest.fixture
def two_without_timing():
    """The sound plan, and two initiatives nobody knows the time of."""
    plan = make_sound_plan()
    make_sound_initiative("Street Weeks", timing="")
    another = make_sound_initiative("Op Septre", number=3, timing="")
    assert another.number == 3
    return plan


def checked(plan, slug="annual-plan"):
    return checks_of(plan, REPORTS[slug].build(plan, as_of=date(2017, 9, 12)))


def accept_all(client, reason="As adopted by the board."):
    said = form_of(client.get(NO_TIMING)) | {"reason": reason}
    return client.post(NO_TIMING, said, follow=True)


def test_a_page_with_nothing_found_says_that_nothing_stands_in_the_way(clerk):
    make_sound_plan()

    words = words_of(clerk.get(PAGE + DAY))

    assert "0 warnings, 0 for information." in words
    assert "Nothing stands in the way of issuing the paper." in words


def test_the_page_counts_by_weight_and_leads_to_each_rule(clerk, two_without_timing):
    make_sound_initiative("Op Raptor", number=4, timing="TBC")

    page = clerk.get(PAGE + DAY)

    assert "2 warnings, 1 for information." in words_of(page)
    assert "The paper can be issued once every warning is mended or accepted." in words_of(page)
    for target in ("warnings-no-timing", "information-timing-to-be-confirmed"):
        assert f'href="#{target}"' in page.text
        assert page.text.count(f'id="{target}"') == 1


def test_what_must_be_mended_comes_first_and_cannot_be_accepted(clerk):
    make_sound_plan()
    Initiative.objects.update(removed_on=date(2017, 9, 1), removal_reason="No money.")

    page = clerk.get(PAGE + DAY)

    words = words_of(page)
    assert "1 must be mended, 0 warnings, 0 for information." in words
    assert "The paper can be issued once what must be mended is mended." in words
    assert "A community safety officer can mend this." in words
    assert "Accept" not in page.text
    assert clerk.get(f"{PAGE}no-initiatives/accept/").status_code == 404


def test_a_clerk_is_told_who_can_mend_and_an_officer_is_led_there(client):
    make_sound_plan()
    make_sound_initiative(timing="", outcome="", led_by="CBC / Police")

    client.force_login(make_person(CLERK))
    page = client.get(PAGE + DAY)
    assert "CBC, Police or a community safety officer can mend this." in words_of(page)
    assert "2/update/" not in page.text
    assert "2/edit/" not in page.text

    client.force_login(make_person(OFFICER))
    page = client.get(PAGE + DAY)
    assert "can mend" not in words_of(page)
    assert 'href="/2017-18/initiatives/2/update/"' in page.text
    assert 'href="/2017-18/initiatives/2/edit/"' in page.text


def test_every_way_to_mend_opens_for_an_officer(officer, seed_plans):
    for address in ("/2017-18/reports/annual-plan/checks/", "/2016-17/reports/year-end/checks/"):
        plan = PartnershipPlan.objects.get(start_year=int(address[1:5]))
        slug = address.split("/")[3]
        findings = checked(plan, slug).findings
        places = {f.rule: place.address for f in findings for place in f.places}
        for place in places.values():
            assert officer.get(place).status_code == 200


def test_notes_and_answers_that_wait_are_not_read(clerk):
    plan = make_sound_plan()
    initiative = make_sound_initiative(led_by="Police")
    police = make_agency("Police")
    record(initiative, "It went well.", internal_note="A 16 year old girl, 07700 900123.")
    make_return(by=make_person(OFFICER), plan=plan)
    answer_and_send(
        initiative, "Held 3 victims.", by=make_person(PARTNER, agencies=[police]), agency="Police"
    )

    words = words_of(clerk.get(PAGE))

    assert "16 year old" not in words
    assert "07700" not in words
    assert "3 victims" not in words


def test_texts_of_partners_are_shown_as_they_are_and_never_as_markup(clerk):
    make_sound_plan()
    make_sound_initiative("<b>Bold</b>", timing="", outcome="<script>3 victims</script>")

    page = clerk.get(PAGE + DAY)

    assert "<b>Bold</b>" in words_of(page)
    assert "<script>3 victims" not in page.text
    assert "<script>3 victims" in words_of(page)


def test_a_day_that_is_none_shows_the_form_again(clerk, two_without_timing):
    page = clerk.get(f"{PAGE}?as_of=never")

    assert page.status_code == 400
    assert form_boxes(page) == {"as_of"}
    assert clerk.get(f"{PAGE}no-timing/accept/?as_of=never").status_code == 302


def form_boxes(page):
    return {name for form in forms_of(page) for name in form.refused}


@pytest.mark.parametrize("address", [PAGE, NO_TIMING, TAKE_BACK])
@pytest.mark.parametrize(("role", "status"), [(READER, 403), (PARTNER, 403), (CLERK, 200)])
def test_only_who_issues_papers_opens_the_checks(client, two_without_timing, address, role, status):
    accept = checked(two_without_timing).findings[0]
    AcceptedWarning.objects.create(
        plan=two_without_timing,
        paper="annual-plan",
        key=accept.key,
        rule=accept.rule,
        said=accept.says,
        reason="Known.",
        accepted_by=make_person(CLERK),
    )
    client.force_login(make_person(role, agencies=[make_agency("CBC")]))

    assert client.get(address).status_code == status


@pytest.mark.parametrize(
    "address",
    [
        "/2017-18/reports/funding/checks/",
        "/2017-18/reports/scrutiny/checks/",
        "/2019-20/reports/annual-plan/checks/",
        f"{PAGE}bad-rule/accept/",
        f"{PAGE}timing-to-be-confirmed/accept/",
        f"{PAGE}bad-rule/take-back/",
    ],
)
def test_what_is_never_issued_or_no_warning_has_no_page(officer, two_without_timing, address):
    assert officer.get(address).status_code == 404


@pytest.mark.parametrize(("role", "is_led"), [(CLERK, True), (READER, False), (PARTNER, False)])
def test_the_report_leads_to_its_checks_for_who_issues_it(client, role, is_led):
    make_sound_plan()
    client.force_login(make_person(role))

    for slug, leads in (("annual-plan", is_led), ("funding", False)):
        page = client.get(f"/2017-18/reports/{slug}/?as_of=2017-09-12")
        assert (f"/2017-18/reports/{slug}/checks/?as_of=2017-09-12" in page.text) is leads


def test_all_warnings_of_a_rule_are_accepted_with_one_reason(clerk, two_without_timing):
    page = accept_all(clerk)

    assert "2 warnings accepted." in words_of(page)
    assert "0 warnings, 0 for information, 2 accepted." in words_of(page)
    accepted = AcceptedWarning.objects.all()
    assert {warning.reference for warning in accepted} == {"2017-18/02", "2017-18/03"}
    assert {warning.reason for warning in accepted} == {"As adopted by the board."}
    assert {warning.said for warning in accepted} == {"No timing is recorded."}
    assert checked(two_without_timing).lets_it_be_issued
    [table] = tables_of(page)
    today = timezone.localdate()
    assert table[1][2].startswith("As adopted by the board.")
    assert table[1][2].endswith(f"Example clerk, {today.day} {today:%B %Y}")


def test_an_accepted_warning_can_still_be_mended_by_who_may(clerk, two_without_timing):
    read_by_clerk = accept_all(clerk).text
    clerk.force_login(make_person(OFFICER))

    read_by_officer = clerk.get(PAGE + DAY).text

    assert "/2017-18/initiatives/2/edit/" not in read_by_clerk
    assert read_by_officer.count('href="/2017-18/initiatives/2/edit/"') == 1


def test_one_warning_alone_can_be_accepted(clerk, two_without_timing):
    first, second = checked(two_without_timing).warnings
    address = f"{PAGE}no-timing/accept/?warning={second.key}&as_of=2017-09-12"
    said = form_of(clerk.get(address))
    assert said["warnings"] == second.key

    clerk.post(address, said | {"reason": "Known."})

    assert [found.key for found in checked(two_without_timing).warnings] == [first.key]


def test_an_acceptance_holds_for_its_paper_and_year_alone(clerk, two_without_timing):
    make_sound_initiative("Op Raptor", number=4, serves=())
    warnings = [each for each in checked(two_without_timing).warnings if each.rule == "no-priority"]
    address = f"{PAGE}no-priority/accept/{DAY}"
    clerk.post(address, form_of(clerk.get(address)) | {"reason": "Known."})

    assert len(warnings) == 1
    assert checked(two_without_timing, "year-end").accepted == {}


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"reason": ""}, "Say why they may stand."),
        ({"reason": " \t"}, "Say why they may stand."),
        ({"warnings": [], "reason": "Known."}, "Select the warnings that may stand."),
        ({"reason": "Two\nlines"}, "Write this on one line."),
        ({"reason": "a" * 301}, "This must be 300 characters or fewer; it now has 301."),
        ({"reason": "Bell\a"}, "hidden control character"),
    ],
)
def test_what_cannot_be_accepted_is_said_and_stays_in_the_form(
    clerk, two_without_timing, said, error
):
    page = clerk.post(NO_TIMING, form_of(clerk.get(NO_TIMING)) | said)

    assert page.status_code == 200
    assert error in words_of(page)
    assert not AcceptedWarning.objects.exists()
    shown = form_of(page)
    assert shown["reason"].strip() == said["reason"].strip()


def test_words_that_changed_meanwhile_are_looked_at_again_and_the_reason_stays(clerk):
    plan = make_sound_plan()
    initiative = make_sound_initiative(outcome="We helped 3 victims. A 16 year old came.")
    address = f"{PAGE}few-people/accept/{DAY}"
    said = form_of(clerk.get(address)) | {"reason": "They asked to be named."}
    record(initiative, "We helped 2 victims. A 16 year old came.", on=date(2017, 9, 1))

    page = clerk.post(address, said)

    assert "One of the warnings was mended, or its words changed." in words_of(page)
    assert "2 victims" in words_of(page)
    assert form_of(page)["reason"] == "They asked to be named."
    assert not AcceptedWarning.objects.exists()
    assert plan.accepted_warnings.count() == 0


def test_an_accepted_warning_comes_back_when_its_words_change(clerk):
    plan = make_sound_plan()
    initiative = make_sound_initiative(outcome="We helped 3 victims.")
    address = f"{PAGE}few-people/accept/{DAY}"
    clerk.post(address, form_of(clerk.get(address)) | {"reason": "They asked to be named."})
    assert checked(plan).lets_it_be_issued

    record(initiative, "We helped 2 victims.", on=date(2017, 9, 1))

    assert [found.rule for found in checked(plan).warnings] == ["few-people"]
    assert not checked(plan).accepted


def test_the_same_form_sent_twice_accepts_once(clerk, two_without_timing):
    said = form_of(clerk.get(NO_TIMING)) | {"reason": "Known."}
    clerk.post(NO_TIMING, said)

    page = clerk.post(NO_TIMING, said, follow=True)

    assert "2 warnings accepted." in words_of(page)
    assert AcceptedWarning.objects.count() == 2


def test_who_accepts_after_somebody_else_is_told_whose_reason_stands(client, two_without_timing):
    clerk, officer = make_person(CLERK, name="Example clerk"), make_person(OFFICER)
    client.force_login(officer)
    said = form_of(client.get(NO_TIMING)) | {"reason": "Too late now."}
    client.force_login(clerk)
    only = checked(two_without_timing).warnings[0].key
    client.post(NO_TIMING, {"warnings": only, "reason": "As adopted by the board."})
    client.force_login(officer)

    page = client.post(NO_TIMING, said, follow=True)

    words = words_of(page)
    assert "1 warning accepted." in words
    assert (
        "1 was accepted before by Example clerk, whose reason stands: “As adopted by the board.”"
        in words
    )
    assert "You wrote: “Too late now.”" in words
    reasons = AcceptedWarning.objects.order_by("pk").values_list("reason", flat=True)
    assert list(reasons) == ["As adopted by the board.", "Too late now."]


def test_nothing_left_to_accept_leads_back_and_says_so(clerk, two_without_timing):
    accept_all(clerk)

    page = clerk.get(NO_TIMING, follow=True)

    assert "No warning waits under “No timing”." in words_of(page)


def test_an_acceptance_is_taken_back(clerk, two_without_timing):
    accept_all(clerk)

    page = clerk.post(TAKE_BACK, form_of(clerk.get(TAKE_BACK)), follow=True)

    assert "2 acceptances taken back." in words_of(page)
    assert not AcceptedWarning.objects.exists()
    assert len(checked(two_without_timing).warnings) == 2


def test_what_was_taken_back_already_is_said(clerk, two_without_timing):
    accept_all(clerk)
    said = form_of(clerk.get(TAKE_BACK))
    clerk.post(TAKE_BACK, said)

    again = clerk.post(TAKE_BACK, said, follow=True)

    assert "Somebody else took that back before you." in words_of(again)
    page = clerk.get(TAKE_BACK, follow=True)
    assert "No warning is accepted under “No timing”." in words_of(page)


def test_taking_nothing_back_is_refused(clerk, two_without_timing):
    accept_all(clerk)

    page = clerk.post(TAKE_BACK, {})

    assert "Select the warnings to take back." in words_of(page)
    assert AcceptedWarning.objects.count() == 2


def test_reasons_stand_on_no_page_of_a_partner(client, two_without_timing):
    client.force_login(make_person(CLERK))
    accept_all(client, reason="Marmalade.")
    client.force_login(make_person(PARTNER))

    for address in ("/", "/reports/", "/2017-18/reports/annual-plan/", "/2017-18/reports/"):
        assert "Marmalade" not in client.get(address).text


def test_a_clerk_clears_the_plan_of_2017_18_with_five_reasons(clerk, seed_plans):
    plan = PartnershipPlan.objects.get(start_year=2017)
    rules = list(dict.fromkeys(found.rule for found in checked(plan).warnings))
    for rule in rules:
        address = f"{PAGE}{rule}/accept/{DAY}"
        clerk.post(address, form_of(clerk.get(address)) | {"reason": "As adopted by the board."})

    assert len(rules) <= 5
    assert checked(plan).lets_it_be_issued
