from datetime import date
from http import HTTPStatus

import pytest
from django.urls import reverse

from initiatives.models import (
    Agency,
    AgencyAlias,
    AgencyContact,
    FrameworkLink,
    FundSource,
    Initiative,
    Lead,
    Membership,
    OutcomeUpdate,
    PriorityLink,
)
from priorities.models import Framework, FrameworkPriority, PartnershipPlan, PlanFramework
from scp_tracker.accounts.roles import ADMINISTRATOR, CLERK, OFFICER, PARTNER, READER
from tests.builders import make_agency, make_initiative, make_key_priority, make_plan, record
from tests.pages import words_of
from tests.people import make_person
from tests.set_up_screens import fields_of, page, send

pytestmark = pytest.mark.django_db

LISTS = [
    "initiatives_agency",
    "initiatives_fundsource",
    "initiatives_initiative",
    "initiatives_outcomeupdate",
]
ADD = "/admin/initiatives/initiative/add/"


@pytest.fixture
def officer(client):
    person = make_person(OFFICER, name="Example officer")
    client.force_login(person)
    return person


def listed(client, query=""):
    response = client.get(reverse("admin:initiatives_initiative_changelist") + query)
    return [initiative.title for initiative in response.context["cl"].result_list]


@pytest.mark.parametrize("rows", [2, 2001, "some"])
def test_rows_sent_for_a_list_only_looked_at_are_no_rows(client, officer, rows):
    agency = make_agency("CBC", name="Colchester Borough Council")
    agency.members.add(officer)
    made_up = {"Agency_members__TOTAL_FORMS": rows, "Agency_members__0__user": "x"}

    fields = fields_of(page(client, agency), short_name="", **made_up)
    refused = send(client, agency, fields)
    taken = send(client, agency, fields | {"short_name": "Council"})

    assert (refused.status_code, taken.status_code) == (HTTPStatus.OK, HTTPStatus.FOUND)
    assert "Example officer" in words_of(refused)
    assert list(agency.members.all()) == [officer]


class TestWhoComesIn:
    @pytest.mark.parametrize("role", [OFFICER, ADMINISTRATOR])
    @pytest.mark.parametrize("name", LISTS)
    def test_officers_and_administrators(self, client, role, name):
        client.force_login(make_person(role))
        assert client.get(reverse(f"admin:{name}_changelist")).status_code == HTTPStatus.OK

    @pytest.mark.parametrize("role", [READER, PARTNER, CLERK])
    @pytest.mark.parametrize("name", LISTS)
    def test_everybody_else_is_refused(self, client, role, name):
        client.force_login(make_person(role))
        response = client.get(reverse(f"admin:{name}_changelist"), follow=True)
        assert response.status_code == HTTPStatus.FORBIDDEN

    def test_a_partner_changes_nothing_here(self, client):
        initiative = make_initiative(led_by="CBC")
        client.force_login(make_person(PARTNER, agencies=[Agency.objects.get()]))
        send(client, initiative, {"title": "Ours now"})
        initiative.refresh_from_db()
        assert initiative.title == "Crucial Crew"


class TestList:
    def test_says_who_whose_money_when_and_how_it_stands(self, client, officer):
        initiative = make_initiative(
            number=5, led_by="CBC / Police", funded_by="SCP / PCC", timing="Start Sept 17"
        )
        record(initiative, "Booked.", status="at_risk", status_reason="No venue")
        shown = client.get(reverse("admin:initiatives_initiative_changelist")).text
        for text in ("2017-18/05", "CBC / Police", "SCP / PCC", "Start Sept 17", "At risk"):
            assert text in shown

    def test_names_one_without_a_title_by_its_outcome(self, client, officer):
        make_initiative("", under=make_key_priority(), target="Fewer burglaries")
        record(Initiative.objects.get(), "Homes were marked.")
        shown = client.get(reverse("admin:initiatives_initiative_changelist")).text
        assert "Homes were marked." in shown

    def test_filters(self, client, officer):
        make_initiative("Street Weeks", led_by="CBC", timing="Ongoing")
        removed = make_initiative(
            "Night of Action", removed_on=date(2018, 1, 1), removal_reason="No money"
        )
        record(removed, "Called off.", status="stopped", status_reason="No money")
        last_year = make_initiative("LCAP", plan=make_plan(2016))
        assert listed(client, f"?plan__id__exact={last_year.plan_id}") == ["LCAP"]
        assert listed(client, f"?leads__id__exact={Agency.objects.get().pk}") == ["Street Weeks"]
        assert listed(client, "?timing_kind__exact=ongoing") == ["Street Weeks"]
        assert listed(client, "?removed=yes") == ["Night of Action"]
        assert listed(client, "?status=stopped") == ["Night of Action"]
        assert listed(client, "?status=none") == ["Street Weeks", "LCAP"]
        assert listed(client, "?q=action") == ["Night of Action"]

    @pytest.mark.parametrize("query", ["?status=%00", "?status=splendid", "?removed=perhaps"])
    def test_a_filter_s_odd_value_filters_nothing(self, client, officer, query):
        make_initiative("Street Weeks")
        removed = {"removed_on": date(2018, 1, 1), "removal_reason": "No money"}
        make_initiative("Night of Action", **removed)
        list_address = reverse("admin:initiatives_initiative_changelist")
        answer = client.get(list_address + query, follow=True)
        shown = {initiative.title for initiative in answer.context["cl"].result_list}
        assert shown == {"Street Weeks", "Night of Action"}

    def test_stands_in_printed_order_newest_year_first(self, client, officer):
        make_initiative("Second", number=2)
        make_initiative("First", number=1)
        make_initiative("Before", number=1, plan=make_plan(2016))
        assert listed(client) == ["First", "Second", "Before"]


class TestOddAddresses:
    """What nobody asks by following a link leads to the whole list, never to a failed page."""

    @pytest.mark.parametrize("name", LISTS)
    @pytest.mark.parametrize(
        "query",
        ["?q=%00", "?kind__exact=%00", "?reported_on__year=9999", f"?plan={'9' * 40}"],
    )
    def test_lead_to_the_whole_list(self, client, officer, name, query):
        make_initiative()
        answer = client.get(reverse(f"admin:{name}_changelist") + query, follow=True)
        assert answer.status_code == HTTPStatus.OK
        assert "%00" not in answer.request["QUERY_STRING"]

    @pytest.mark.parametrize("name", LISTS)
    def test_with_a_page_of_words_are_told_to_ask_for_less(self, client, officer, name):
        make_initiative()
        answer = client.get(reverse(f"admin:{name}_changelist"), {"q": "a " * 1_000})
        assert "Search for less: at most 100 characters." in answer.text

    @pytest.mark.parametrize("query", ["?name__regex=%5B", "?id__in=1", "?version__range=1"])
    def test_with_a_pattern_are_refused(self, client, officer, query):
        answer = client.get(reverse("admin:initiatives_agency_changelist") + query)
        assert answer.status_code == HTTPStatus.BAD_REQUEST


class TestAdding:
    def test_takes_the_newest_open_plan_and_the_next_number(self, client, officer):
        make_initiative(number=7, plan=make_plan(2017))
        make_plan(2018, closed_on=date(2019, 4, 30))
        client.post(ADD, fields_of(client.get(ADD), title="Street Weeks", timing="Sept 17"))
        added = Initiative.objects.get(title="Street Weeks")
        assert (added.reference, added.starts_on) == ("2017-18/08", date(2017, 9, 1))

    @pytest.mark.parametrize("plan", ["9" * 5_000, "\0", "²"])
    def test_a_plan_that_none_can_be_is_not_looked_for(self, client, officer, plan):
        make_plan()
        assert client.get(ADD, {"plan": plan}).status_code == HTTPStatus.OK

    def test_takes_the_plan_whose_list_was_shown(self, client, officer):
        make_plan(2017)
        earlier = make_plan(2016)
        address = f"{ADD}?_changelist_filters=plan__id__exact%3D{earlier.pk}"
        client.post(address, fields_of(client.get(address), title="LCAP"))
        assert Initiative.objects.get().plan == earlier

    def test_with_its_leads_and_priorities_at_once(self, client, officer):
        priority = make_key_priority()
        cbc, police = make_agency("CBC"), make_agency("Police")
        fields = fields_of(
            client.get(ADD),
            title="Street Weeks",
            lead_set__0__agency=str(cbc.pk),
            prioritylink_set__0__key_priority=str(priority.pk),
        )
        client.post(ADD, fields)
        initiative = Initiative.objects.get()
        fields = fields_of(page(client, initiative), lead_set__1__agency=str(police.pk))
        send(client, initiative, fields)
        assert initiative.led_by == "CBC / Police"
        assert initiative.key_priorities.get() == priority

    def test_another_year_s_priority_is_refused(self, client, officer):
        make_plan(2017)
        other = make_key_priority(plan=make_plan(2016))
        fields = fields_of(
            client.get(ADD),
            title="Street Weeks",
            prioritylink_set__0__key_priority=str(other.pk),
        )
        assert "Select a valid choice." in client.post(ADD, fields).text
        assert not Initiative.objects.exists()

    def test_needs_a_title_or_a_target(self, client, officer):
        make_plan()
        response = client.post(ADD, fields_of(client.get(ADD)))
        assert "Give the initiative a title, or choose the target it works on." in response.text

    def test_a_taken_number_says_by_which(self, client, officer):
        make_initiative("Purple Flag", number=5)
        response = client.post(ADD, fields_of(client.get(ADD), number="5", title="Street Weeks"))
        assert "Initiative 5 of 2017-18 is already “Purple Flag”." in response.text
        assert "already has an initiative" not in response.text

    def test_without_a_plan_year_there_is_nothing_to_add_to(self, client, officer):
        response = client.get(ADD, follow=True)
        assert "Add a plan year first." in response.text


class TestChoices:
    """What may be chosen comes from the initiative's own plan year."""

    def test_of_priorities_and_targets(self, client, officer):
        mine = make_initiative(under=make_key_priority("Ours"), target="Our target")
        theirs = make_key_priority("Theirs", plan=make_plan(2016))
        make_initiative("LCAP", plan=make_plan(2016), under=theirs, target="Their target")
        shown = page(client, mine).text
        assert "KP1 Ours" in shown
        assert "Our target" in shown
        assert "KP1 Theirs" not in shown
        assert "Their target" not in shown

    def test_of_other_bodies_priorities(self, client, officer):
        initiative = make_initiative()
        for name, is_taken_up in (("Taken up", True), ("Elsewhere", False)):
            framework = Framework.objects.create(name=name, short_name=name, body="PCC")
            FrameworkPriority.objects.create(framework=framework, number=1, text=f"{name} priority")
            if is_taken_up:
                PlanFramework.objects.create(
                    plan=initiative.plan, framework=framework, column_heading="List"
                )
        shown = page(client, initiative).text
        assert '<optgroup label="Taken up">' in shown
        assert "Elsewhere priority" not in shown

    def test_of_what_it_continues(self, client, officer):
        make_initiative("LCAP", plan=make_plan(2016), number=3)
        make_initiative("Beside it", number=4)
        shown = page(client, make_initiative("LCM", number=5)).text
        assert "2016-17/03 LCAP" in shown
        assert "2017-18/04 Beside it" not in shown


class TestTiming:
    def test_is_shown_as_it_is_read(self, client, officer):
        shown = page(client, make_initiative(timing="Mar 17 – Mar 18")).text
        assert "Starts March 2017, ends March 2018." in shown

    def test_a_correction_stays_until_the_words_change(self, client, officer):
        initiative = make_initiative(timing="Summer holidays")
        fields = fields_of(
            page(client, initiative),
            timing_kind="range",
            starts_on="24/7/2017",
            ends_on="3/9/2017",
        )
        send(client, initiative, fields)
        initiative.refresh_from_db()
        assert initiative.reading_corrected
        assert initiative.reading.described == "starts 24 July 2017, ends 3 September 2017"
        send(client, initiative, fields_of(page(client, initiative), title="Street Weeks"))
        initiative.refresh_from_db()
        assert (initiative.title, initiative.starts_on) == ("Street Weeks", date(2017, 7, 24))
        moved = {"timing": "Sept 17", "end_reason": "The field is flooded"}
        assert (
            "Say why the end moves"
            in send(client, initiative, fields_of(page(client, initiative), timing="Sept 17")).text
        )
        send(client, initiative, fields_of(page(client, initiative), **moved))
        initiative.refresh_from_db()
        assert not initiative.reading_corrected
        assert initiative.starts_on == date(2017, 9, 1)

    def test_a_correction_can_be_dropped(self, client, officer):
        initiative = make_initiative(timing="Sept 17")
        corrected = fields_of(page(client, initiative), starts_on="11/9/2017", ends_on="15/9/2017")
        send(client, initiative, corrected)
        shown = page(client, initiative)
        assert "An officer corrected this reading." in shown.text
        send(client, initiative, fields_of(shown, read_again="on"))
        initiative.refresh_from_db()
        assert (initiative.starts_on, initiative.reading_corrected) == (date(2017, 9, 1), False)

    @pytest.mark.parametrize("typed", ["Nov 17", "Oct 17"])
    def test_a_reading_somebody_s_save_changed_is_no_correction(self, client, officer, typed):
        initiative = make_initiative(timing="Sept 17")
        opened = fields_of(page(client, initiative))
        send(client, initiative, opened | {"timing": "Oct 17", "end_reason": "No venue"})
        clash = send(client, initiative, opened | {"timing": "Nov 17"})
        assert "Earliest day: saved now" not in clash.text
        last = {"timing": typed, "title": "Street Weeks", "end_reason": "Still no venue"}
        send(client, initiative, fields_of(clash, **last))
        initiative.refresh_from_db()
        assert not initiative.reading_corrected
        assert initiative.starts_on == date(2017, 11 if typed == "Nov 17" else 10, 1)

    @pytest.mark.parametrize(
        ("typed", "message"),
        [
            ({"timing": "Mar 18 – Mar 17"}, "ends (31 March 2017) before it starts (1 March 2018)"),
            (
                {"timing_kind": "range", "starts_on": "1/3/2018", "ends_on": "1/3/2017"},
                "ends (1 March 2017) before it starts (1 March 2018)",
            ),
            ({"timing_kind": "by"}, "A timing of the kind “By a date” needs the latest day."),
            (
                {"timing_kind": "ongoing", "starts_on": "1/3/2018"},
                "A timing of the kind “Ongoing” has no earliest day. Clear it.",
            ),
            ({"starts_on": "soon"}, "Enter a valid date."),
        ],
    )
    def test_what_makes_no_sense_is_refused(self, client, officer, typed, message):
        initiative = make_initiative(timing="TBC")
        response = send(client, initiative, fields_of(page(client, initiative), **typed))
        assert message in response.text
        initiative.refresh_from_db()
        assert (initiative.timing, initiative.starts_on) == ("TBC", None)


class TestLeads:
    def test_change_places_in_one_save(self, client, officer):
        initiative = make_initiative(led_by="SCP / CBC")
        scp, cbc = Agency.objects.get(short_name="SCP"), Agency.objects.get(short_name="CBC")
        fields = fields_of(
            page(client, initiative),
            lead_set__0__agency=str(cbc.pk),
            lead_set__1__agency=str(scp.pk),
        )
        response = send(client, initiative, fields)
        assert response.status_code == HTTPStatus.FOUND, response.context["errors"]
        assert initiative.led_by == "CBC / SCP"

    def test_stand_once(self, client, officer):
        initiative = make_initiative(led_by="CBC")
        cbc = Agency.objects.get()
        fields = fields_of(page(client, initiative), lead_set__1__agency=str(cbc.pk))
        assert "Row 1 already has “CBC”." in send(client, initiative, fields).text
        assert initiative.led_by == "CBC"

    @pytest.mark.parametrize("order", ["10000", "32767", str(2**31 - 1), str(2**63 - 1)])
    def test_have_no_place_so_high_that_none_comes_after_it(self, client, officer, order):
        initiative = make_initiative(led_by="SCP / CBC")
        fields = fields_of(
            page(client, initiative),
            lead_set__0__position=order,
            lead_set__1__position="",
        )
        response = send(client, initiative, fields)
        assert "Ensure this value is less than or equal to 9999." in response.text
        assert initiative.led_by == "SCP / CBC"

    def test_name_every_control_for_a_screen_reader(self, client, officer):
        shown = page(client, make_initiative(led_by="CBC")).text
        assert 'aria-label="Agency, lead agency 1"' in shown
        assert 'aria-label="Delete, lead agency 1"' in shown


class TestTwoWriters:
    def test_the_later_one_sees_both_values_and_nothing_is_saved(self, client, officer):
        initiative = make_initiative("Street Weeks", led_by="CBC")
        opened = fields_of(page(client, initiative))
        send(client, initiative, opened | {"timing": "Sept 17"})
        later = opened | {"timing": "Oct 17", "lead_set-0-DELETE": "on"}
        response = send(client, initiative, later)
        assert response.status_code == HTTPStatus.CONFLICT
        assert "Timing: saved now is “Sept 17”, typed here is “Oct 17”." in response.text
        initiative.refresh_from_db()
        assert (initiative.timing, initiative.led_by) == ("Sept 17", "CBC")
        again = fields_of(response, end_reason="The venue is free then")
        assert send(client, initiative, again).status_code == HTTPStatus.FOUND
        initiative.refresh_from_db()
        assert (initiative.timing, initiative.led_by) == ("Oct 17", "")

    def test_a_change_of_leads_alone_counts_as_a_save(self, client, officer):
        initiative = make_initiative("Street Weeks", led_by="CBC")
        police = make_agency("Police")
        opened = fields_of(page(client, initiative))
        send(client, initiative, opened | {"lead_set-1-agency": str(police.pk)})
        assert initiative.history.count() == 1
        response = send(client, initiative, opened | {"title": "Street Week"})
        assert response.status_code == HTTPStatus.CONFLICT
        assert "Saved now in this list: CBC; Police." in response.text
        initiative.refresh_from_db()
        assert (initiative.title, initiative.led_by) == ("Street Weeks", "CBC / Police")


class TestRemoving:
    def test_needs_a_day_and_a_reason(self, client, officer):
        initiative = make_initiative()
        response = send(
            client, initiative, fields_of(page(client, initiative), removed_on="1/2/2018")
        )
        assert "Removing an initiative needs both a day and a reason." in response.text

    def test_keeps_it_out_of_the_plan(self, client, officer):
        initiative = make_initiative()
        typed = {"removed_on": "1/2/2018", "removal_reason": "No money"}
        send(client, initiative, fields_of(page(client, initiative), **typed))
        assert not Initiative.objects.in_force().exists()

    def test_it_is_never_deleted(self, client, officer):
        assert page(client, make_initiative(), "delete").status_code == HTTPStatus.FORBIDDEN


class TestOutcomes:
    """They are looked at here, and written nowhere in the set-up screens."""

    @pytest.mark.parametrize("role", [OFFICER, ADMINISTRATOR])
    @pytest.mark.parametrize("view", ["add", "delete"])
    def test_are_neither_added_nor_deleted(self, client, role, view):
        client.force_login(make_person(role))
        update = record(make_initiative(), "Booked.")
        address = reverse(
            f"admin:initiatives_outcomeupdate_{view}", args=[update.pk] if view == "delete" else []
        )
        assert client.get(address).status_code == HTTPStatus.FORBIDDEN
        assert client.post(address, {"post": "yes"}).status_code == HTTPStatus.FORBIDDEN

    def test_say_why_a_status_is_as_it_is(self, client, officer):
        initiative = make_initiative()
        record(initiative, "Booked.", status="at_risk", status_reason="No venue for it yet")
        record(initiative, "Booked again.")
        shown = " ".join(page(client, initiative).text.split())
        assert "reported on 30 August 2017, At risk: No venue for it yet" in shown
        assert "no status said:" not in shown

    def test_are_not_changed(self, client, officer):
        update = record(make_initiative(), "Booked.")
        assert page(client, update).status_code == HTTPStatus.OK
        assert send(client, update, {"text": "Gone"}).status_code == HTTPStatus.FORBIDDEN

    def test_are_not_changed_through_their_initiative(self, client, officer):
        initiative = make_initiative()
        record(initiative, "Booked.")
        shown = page(client, initiative)
        assert "Booked." in shown.text
        forged = {
            "updates-TOTAL_FORMS": "2",
            "updates-INITIAL_FORMS": "1",
            "updates-0-id": str(OutcomeUpdate.objects.get().pk),
            "updates-0-text": "Gone",
            "updates-0-DELETE": "on",
            "updates-1-text": "Forged",
        }
        send(client, initiative, fields_of(shown) | forged)
        assert OutcomeUpdate.objects.get().text == "Booked."


class TestAgency:
    def test_is_set_up_on_one_page(self, client, officer):
        agency = make_agency("CCVS")
        fields = fields_of(
            page(client, agency),
            aliases__0__name="Community 360",
            aliases__0__starts_on="1/4/2017",
            contacts__0__name="Example contact",
            contacts__0__email="contact@ccvs.example",
            memberships__0__kind="non_statutory",
            memberships__0__source="Cover report",
        )
        response = send(client, agency, fields)
        assert response.status_code == HTTPStatus.FOUND, response.context["errors"]
        assert agency.aliases.get().starts_on == date(2017, 4, 1)
        assert agency.contacts.get().email == "contact@ccvs.example"
        assert agency.memberships.get().kind == Membership.Kind.NON_STATUTORY

    def test_says_which_contacts_were_added_and_which_have_an_account(self, client, officer):
        make_person(PARTNER, email="Partner@ccvs.example")
        gone = make_person(PARTNER, email="gone@ccvs.example")
        gone.is_active = False
        gone.save()
        agency = make_agency("CCVS")
        AgencyContact.objects.create(agency=agency, name="Old", email="old@ccvs.example")
        fields = fields_of(page(client, agency)) | {
            "contacts-TOTAL_FORMS": "3",
            "contacts-1-name": "Example contact",
            "contacts-1-email": "partner@ccvs.example",
            "contacts-2-name": "Example clerk",
            "contacts-2-email": "gone@ccvs.example",
        }
        send(client, agency, fields)
        shown = page(client, agency).text
        assert "The contact Example contact was added." in shown
        assert "The contact Example clerk was added." in shown
        assert "The contact Old" not in shown
        assert "The address partner@ccvs.example has an account. Add the person to" in shown
        assert shown.count("has an account") == 1
        again = fields_of(page(client, agency)) | {"contacts-0-name": "Older"}
        send(client, agency, again)
        assert "has an account" not in page(client, agency).text

    def test_asks_for_contacts_before_other_names_and_memberships(self, client, officer):
        shown = page(client, make_agency("CCVS")).text.lower()
        assert shown.index("contacts without an account") < shown.index("membership of the")
        assert shown.index('id="contacts-group"') < shown.index('id="aliases-group"')

    @pytest.mark.parametrize(
        ("typed", "message"),
        [
            ({"short_name": "police"}, "Police already goes by that name."),
            ({"aliases__0__name": "Essex Police"}, "Police already goes by that name."),
            (
                {"aliases__0__name": "C360", "aliases__1__name": "c360"},
                "Row 1 already has “c360”.",
            ),
            (
                {
                    "contacts__0__name": "One",
                    "contacts__0__email": "a@ccvs.example",
                    "contacts__1__name": "Two",
                    "contacts__1__email": "A@ccvs.example",
                },
                "Row 1 already has “A@ccvs.example”.",
            ),
            (
                {
                    "aliases__0__name": "C360",
                    "aliases__0__starts_on": "1/4/2018",
                    "aliases__0__ends_on": "1/4/2017",
                },
                "The last day this name was used is before the first.",
            ),
        ],
    )
    def test_names_and_days_that_clash_say_with_what(self, client, officer, typed, message):
        agency, police = make_agency("CCVS"), make_agency("Police")
        AgencyAlias.objects.create(agency=police, name="Essex Police")
        fields = fields_of(page(client, agency)) | {
            f"{rows}-TOTAL_FORMS": "2" for rows in ("aliases", "contacts")
        }
        sent = fields | {name.replace("__", "-"): text for name, text in typed.items()}
        assert message in send(client, agency, sent).text
        assert not AgencyContact.objects.exists()

    def test_officers_see_its_people_and_administrators_reach_them(self, client, officer):
        agency = make_agency("Police")
        partner = make_person(PARTNER, agencies=[agency], name="Example partner")
        shown = page(client, agency).text
        assert "Example partner" in shown
        address = reverse("admin:accounts_user_change", args=[partner.pk])
        assert address not in shown
        client.force_login(make_person(ADMINISTRATOR))
        assert address in page(client, agency).text

    @pytest.mark.parametrize("role", [OFFICER, ADMINISTRATOR])
    def test_its_people_are_not_chosen_here(self, client, role):
        client.force_login(make_person(role))
        agency, partner = make_agency("Police"), make_person(PARTNER)
        rows = "Agency_members"
        forged = {
            f"{rows}-TOTAL_FORMS": "1",
            f"{rows}-INITIAL_FORMS": "0",
            f"{rows}-0-user": str(partner.pk),
        }
        send(client, agency, fields_of(page(client, agency)) | forged)
        assert not agency.members.exists()

    def test_one_that_leads_stays_and_says_what(self, client, officer):
        make_initiative(number=5, led_by="CBC")
        make_initiative(number=2, plan=make_plan(2016), led_by="CBC")
        shown = page(client, Agency.objects.get(), "delete").text
        assert "“CBC” cannot be deleted, because it still stands elsewhere" in shown
        assert "Lead agency: 2016-17/02, 2017-18/05." in shown
        assert "protected" not in shown

    def test_one_that_leads_is_not_deleted_by_insisting(self, client, officer):
        make_initiative(led_by="CBC")
        address = reverse("admin:initiatives_agency_delete", args=[Agency.objects.get().pk])
        client.post(address, {"post": "yes"})
        assert Agency.objects.exists()

    def test_one_that_nothing_names_goes(self, client, officer):
        address = reverse("admin:initiatives_agency_delete", args=[make_agency("CBC").pk])
        client.post(address, {"post": "yes"})
        assert not Agency.objects.exists()


class TestFundSource:
    def test_a_taken_name_says_by_which(self, client, officer):
        FundSource.objects.create(name="PCC")
        other = FundSource.objects.create(name="SCP")
        response = send(client, other, fields_of(page(client, other), name="pcc"))
        assert "There is already a fund source “PCC”." in response.text


class TestStatements:
    """However many rows a page has, it asks the database the same few things."""

    @pytest.fixture(params=[10, 70])
    def rows(self, request):
        earlier = make_plan(2016)
        plan = make_plan()
        priority = make_key_priority()
        target_priority = make_key_priority(plan=earlier)
        framework = Framework.objects.create(name="Plan", short_name="P", body="PCC")
        PlanFramework.objects.create(plan=plan, framework=framework, column_heading="List")
        other = FrameworkPriority.objects.create(framework=framework, number=1, text="Cyber")
        for number in range(1, request.param + 1):
            make_initiative(
                "", plan=earlier, number=number, under=target_priority, target=f"Target {number}"
            )
            initiative = make_initiative(
                f"Initiative {number}",
                plan=plan,
                number=number,
                led_by=f"Agency {number} / CBC",
                funded_by=f"Fund {number} / PCC",
                serves=(priority,),
            )
            FrameworkLink.objects.create(initiative=initiative, framework_priority=other)
            record(initiative, "Booked.", by=make_person(PARTNER))
            AgencyAlias.objects.create(agency=make_agency(f"Agency {number}"), name=f"A {number}")
        return request.param

    @pytest.mark.parametrize("name", LISTS)
    def test_of_a_list(self, client, officer, django_assert_max_num_queries, rows, name):
        with django_assert_max_num_queries(15):
            response = client.get(reverse(f"admin:{name}_changelist"))
        assert response.context["cl"].result_count >= rows

    def test_of_an_initiative_among_many(
        self, client, officer, django_assert_max_num_queries, rows
    ):
        initiative = Initiative.objects.get(plan__start_year=2017, number=1)
        for number in range(2, 12):
            Lead.objects.create(
                initiative=initiative, agency=make_agency(f"Joint {number}"), position=number
            )
            record(initiative, "And more.", by=officer, agency=make_agency("CBC"))
            priority = make_key_priority(number=number)
            PriorityLink.objects.create(initiative=initiative, key_priority=priority)
        with django_assert_max_num_queries(24):
            page(client, initiative)

    def test_of_an_agency_that_leads_much(
        self, client, officer, django_assert_max_num_queries, rows
    ):
        cbc = make_agency("CBC")
        for _ in range(rows // 5):
            make_person(PARTNER, agencies=[cbc])
        with django_assert_max_num_queries(16):
            page(client, cbc)
        with django_assert_max_num_queries(24):
            page(client, cbc, "delete")

    def test_of_the_seed_plan(self, client, officer, django_assert_max_num_queries, seed_plans):
        with django_assert_max_num_queries(14):
            page(client, PartnershipPlan.objects.get(start_year=2017))
