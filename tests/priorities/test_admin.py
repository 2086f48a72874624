from datetime import date
from http import HTTPStatus

import pytest
from django.contrib import admin
from django.urls import reverse

from priorities.admin.deletion import what_names
from priorities.admin.key_priorities import points_in
from priorities.models import (
    Framework,
    FrameworkPriority,
    GlossaryEntry,
    KeyPriority,
    PaperParticulars,
    Partnership,
    PartnershipPlan,
    PlanFramework,
    PriorityPoint,
    Target,
)
from priorities.versions import OutOfDate
from scp_tracker.accounts.roles import ADMINISTRATOR, CLERK, OFFICER, PARTNER, READER
from tests.builders import make_initiative, make_key_priority, make_plan
from tests.issues import give_out
from tests.people import make_person
from tests.set_up_screens import fields_of, page, send

pytestmark = pytest.mark.django_db

LISTS = [
    "priorities_partnershipplan",
    "priorities_keypriority",
    "priorities_framework",
]


@pytest.fixture
def officer(client):
    person = make_person(OFFICER, name="Example officer")
    client.force_login(person)
    return person


class TestWhoComesIn:
    @pytest.mark.parametrize("role", [OFFICER, ADMINISTRATOR])
    @pytest.mark.parametrize("name", ["index", *(f"{each}_changelist" for each in LISTS)])
    def test_officers_and_administrators(self, client, role, name):
        client.force_login(make_person(role))
        assert client.get(reverse(f"admin:{name}")).status_code == HTTPStatus.OK

    @pytest.mark.parametrize("role", [READER, PARTNER, CLERK, ""])
    @pytest.mark.parametrize("name", ["index", *(f"{each}_changelist" for each in LISTS)])
    def test_everybody_else_is_refused(self, client, role, name):
        client.force_login(make_person(role))
        response = client.get(reverse(f"admin:{name}"), follow=True)
        assert response.status_code == HTTPStatus.FORBIDDEN

    def test_nobody_changes_a_plan_without_the_role(self, client):
        plan = make_plan()
        client.force_login(make_person(CLERK))
        send(client, plan, {"updated_on": "1/1/2018"})
        plan.refresh_from_db()
        assert plan.updated_on is None

    def test_signed_out_goes_to_the_sign_in_page(self, client):
        response = client.get(reverse("admin:index"), follow=True)
        assert response.redirect_chain[-1][0].startswith(reverse("accounts:login"))


class TestPartnership:
    def test_the_list_goes_straight_to_the_one_there_is(self, client, officer):
        partnership = make_plan().partnership
        response = client.get(reverse("admin:priorities_partnership_changelist"))
        assert response.url == reverse("admin:priorities_partnership_change", args=[partnership.pk])

    def test_the_first_can_be_added_and_no_second(self, client, officer):
        add = reverse("admin:priorities_partnership_add")
        fields = fields_of(
            client.get(add),
            name="Safer Colchester Partnership",
            short_name="SCP",
            council="Colchester Borough Council",
            committee="Crime and Disorder Committee",
        )
        client.post(add, fields)
        assert Partnership.objects.get().short_name == "SCP"
        assert client.get(add).status_code == HTTPStatus.FORBIDDEN

    def test_is_never_deleted(self, client, officer):
        assert page(client, make_plan().partnership, "delete").status_code == HTTPStatus.FORBIDDEN


class TestPlan:
    def test_is_added_for_the_year_after_the_newest(self, client, officer):
        make_plan(2017)
        add = reverse("admin:priorities_partnershipplan_add")
        client.post(add, fields_of(client.get(add)))
        assert PartnershipPlan.objects.filter(start_year=2018).exists()

    def test_that_year_is_taken(self, client, officer):
        make_plan(2017)
        add = reverse("admin:priorities_partnershipplan_add")
        response = client.post(add, fields_of(client.get(add), start_year="2017"))
        assert "There is already a plan for the year that starts in that April." in response.text

    def test_dates_are_written_day_first(self, client, officer):
        plan = make_plan()
        send(client, plan, fields_of(page(client, plan), updated_on="3/8/17"))
        plan.refresh_from_db()
        assert plan.updated_on == date(2017, 8, 3)

    def test_is_never_deleted(self, client, officer):
        assert page(client, make_plan(), "delete").status_code == HTTPStatus.FORBIDDEN

    def test_says_which_papers_keep_it(self, officer):
        plan = make_plan()
        give_out(plan, by=officer)
        give_out(plan, by=officer, slug="annual-plan")
        [says] = what_names(plan)
        assert says == (
            "Issued paper: Annual partnership plan 2017-18, issue 1, "
            "Year end performance report 2017-18, issue 1."
        )

    def test_loses_a_key_priority_that_issued_papers_still_print(self, client, officer):
        priority = make_key_priority("To reduce reoffending", plan=make_plan())
        issued = give_out(priority.plan, by=officer)
        address = reverse("admin:priorities_keypriority_delete", args=[priority.pk])
        assert client.get(address).status_code == HTTPStatus.OK
        client.post(address, {"post": "yes"})
        assert not KeyPriority.objects.exists()
        issued.refresh_from_db()
        assert "TO REDUCE REOFFENDING" in str(issued.document)

    def test_everything_its_papers_print_is_set_up_on_one_page(self, client, officer):
        plan = make_plan()
        framework = Framework.objects.create(
            name="Police and Crime Plan", short_name="PCP", body="PCC"
        )
        fields = fields_of(
            page(client, plan),
            key_priorities__0__number="1",
            key_priorities__0__title="To reduce reoffending",
            key_priorities__0__includes="• Support offenders\r\n\r\nReduce first-time entrants",
            plan_frameworks__0__framework=str(framework.pk),
            plan_frameworks__0__column_heading="PCC KP's (list)",
            particulars__0__paper="annual-plan",
            particulars__0__title="Partnership Plan 2017-2018",
            glossary__0__abbreviation="ASB",
            glossary__0__meaning="Anti-social behaviour",
        )
        response = send(client, plan, fields)
        assert response.status_code == HTTPStatus.FOUND, response.context["errors"]
        assert [
            (point.position, point.text) for point in plan.key_priorities.get().points.all()
        ] == [
            (1, "Support offenders"),
            (2, "Reduce first-time entrants"),
        ]
        assert plan.plan_frameworks.get().position == 1
        assert plan.particulars.get().title == "Partnership Plan 2017-2018"
        assert plan.glossary.get().meaning == "Anti-social behaviour"

    def test_saving_it_unchanged_writes_no_history(self, client, officer, seed_plans):
        plan = PartnershipPlan.objects.get(start_year=2017)
        histories = [
            model.history.model.objects
            for model in (PartnershipPlan, KeyPriority, PriorityPoint, GlossaryEntry, PlanFramework)
        ]
        before = [history.count() for history in histories]
        response = send(client, plan, fields_of(page(client, plan)))
        assert response.status_code == HTTPStatus.FOUND, response.context["errors"]
        assert [history.count() for history in histories] == before

    def test_links_to_its_initiatives(self, client, officer):
        plan = make_plan()
        make_initiative(plan=plan)
        shown = page(client, plan)
        address = f"initiative/?plan__id__exact={plan.pk}&amp;removed="
        assert f'{address}no">1 initiative</a>' in shown.text
        assert "removed</a>" not in shown.text

    def test_counts_removed_initiatives_apart(self, client, officer):
        plan = make_plan()
        make_initiative("J9", plan=plan, serves=(make_key_priority(plan=plan),))
        make_initiative("Mercury", plan=plan)
        make_initiative("Gone", plan=plan, removed_on=date(2017, 9, 1), removal_reason="Merged.")
        shown = page(client, plan).text
        assert '&amp;removed=no">2 initiatives</a> and <a' in shown
        assert '&amp;removed=yes">1 removed</a>' in shown
        removed = client.get(
            f"/admin/initiatives/initiative/?plan__id__exact={plan.pk}&removed=yes"
        )
        assert "Gone" in removed.text
        assert "Mercury" not in removed.text


class TestPoints:
    @pytest.fixture
    def priority(self):
        priority = make_key_priority()
        for position, text in enumerate(["Hate crime", "Stalking", "Cuckooing"], start=1):
            PriorityPoint.objects.create(key_priority=priority, position=position, text=text)
        return priority

    @pytest.mark.parametrize(
        ("text", "points"),
        [
            ("Hate crime\nStalking", ["Hate crime", "Stalking"]),
            ("•\tHate crime\r\n- Stalking\r\n– Cuckooing", ["Hate crime", "Stalking", "Cuckooing"]),
            ("\n  Hate   crime \n\n", ["Hate crime"]),
            ("• \n-", []),
            ("Non-domestic burglary", ["Non-domestic burglary"]),
            ("• • Hate crime\n• - Stalking", ["Hate crime", "Stalking"]),
            ("-5% thefts\n– -5% thefts\n*new* work", ["-5% thefts", "-5% thefts", "*new* work"]),
        ],
    )
    def test_a_point_a_line(self, text, points):
        assert points_in(text) == points

    def test_stand_as_lines_of_one_text(self, client, officer, priority):
        fields = fields_of(page(client, priority))
        assert fields["includes"] == "Hate crime\nStalking\nCuckooing"

    def test_only_the_changed_one_is_written(self, client, officer, priority):
        before = {point.pk: point.history.count() for point in priority.points.all()}
        fields = fields_of(
            page(client, priority), includes="Hate crime\nStalking and harassment\nCuckooing"
        )
        send(client, priority, fields)
        points = list(priority.points.all())
        assert [point.text for point in points] == [
            "Hate crime",
            "Stalking and harassment",
            "Cuckooing",
        ]
        written = [point.text for point in points if point.history.count() != before[point.pk]]
        assert written == ["Stalking and harassment"]

    def test_one_left_out_is_deleted_and_the_rest_close_up(self, client, officer, priority):
        send(client, priority, fields_of(page(client, priority), includes="Stalking\nCuckooing"))
        assert list(priority.points.values_list("position", "text")) == [
            (1, "Stalking"),
            (2, "Cuckooing"),
        ]

    def test_too_long_a_point_says_which(self, client, officer, priority):
        response = send(
            client, priority, fields_of(page(client, priority), includes="Hate crime\n" + "x" * 501)
        )
        assert "Point 2 has 501 characters; a point may have 500." in response.text
        assert priority.points.count() == 3


class TestRowsTakeEachOthersPlaces:
    def test_two_key_priorities_change_numbers(self, client, officer):
        plan = make_plan()
        make_key_priority("To reduce reoffending", number=1)
        make_key_priority("To protect vulnerable people", number=2)
        fields = fields_of(
            page(client, plan), key_priorities__0__number="2", key_priorities__1__number="1"
        )
        response = send(client, plan, fields)
        assert response.status_code == HTTPStatus.FOUND, response.context["errors"]
        assert list(plan.key_priorities.values_list("number", "title")) == [
            (1, "To protect vulnerable people"),
            (2, "To reduce reoffending"),
        ]

    def test_a_row_takes_the_number_of_a_deleted_one(self, client, officer):
        priority = make_key_priority()
        for number, text in enumerate(["Fewer burglaries", "Fewer thefts"], start=1):
            Target.objects.create(key_priority=priority, number=number, text=text)
        fields = fields_of(page(client, priority), targets__0__DELETE="on", targets__1__number="1")
        response = send(client, priority, fields)
        assert response.status_code == HTTPStatus.FOUND, response.context["errors"]
        assert list(priority.targets.values_list("number", "text")) == [(1, "Fewer thefts")]

    def test_two_abbreviations_change_places(self, client, officer):
        plan = make_plan()
        GlossaryEntry.objects.create(
            plan=plan, abbreviation="ASB", meaning="Community Safety Partnership"
        )
        GlossaryEntry.objects.create(plan=plan, abbreviation="CSP", meaning="Anti-social behaviour")
        fields = fields_of(
            page(client, plan), glossary__0__abbreviation="CSP", glossary__1__abbreviation="ASB"
        )
        send(client, plan, fields)
        assert plan.glossary.get(abbreviation="ASB").meaning == "Anti-social behaviour"

    @pytest.mark.parametrize(
        ("typed", "message"),
        [
            ({"key_priorities__0__number": "2"}, "Row 1 already has “2”."),
            (
                {
                    "glossary__0__abbreviation": "asb",
                    "glossary__0__meaning": "a",
                    "glossary__1__abbreviation": "ASB",
                    "glossary__1__meaning": "b",
                },
                "Row 1 already has “ASB”.",
            ),
        ],
    )
    def test_the_same_twice_says_which_row_has_it(self, client, officer, typed, message):
        plan = make_plan()
        make_key_priority(number=1)
        make_key_priority(number=2)
        assert message in send(client, plan, fields_of(page(client, plan), **typed)).text
        assert list(plan.key_priorities.values_list("number", flat=True)) == [1, 2]
        assert not plan.glossary.exists()

    def test_a_taken_number_on_the_priority_s_own_page_says_by_which(self, client, officer):
        make_key_priority("To reduce reoffending", number=1)
        second = make_key_priority("To protect vulnerable people", number=2)
        response = send(client, second, fields_of(page(client, second), number="1"))
        assert "Key priority 1 of 2017-18 is already “To reduce reoffending”." in response.text

    @pytest.mark.parametrize("number", ["10000", "32767", str(2**63 - 1)])
    def test_no_number_is_so_high_that_it_could_not_be_changed_later(self, client, officer, number):
        priority = make_key_priority()
        response = send(client, priority, fields_of(page(client, priority), number=number))
        assert "Ensure this value is less than or equal to 9999." in response.text


class TestTwoWriters:
    """Both open the page; the first has saved when the second does."""

    def test_the_later_one_sees_both_values_and_nothing_is_saved(self, client, officer):
        priority = make_key_priority("To reduce reoffending")
        opened = fields_of(page(client, priority))
        send(client, priority, opened | {"title": "To reduce reoffending and drug harm"})
        response = send(
            client, priority, opened | {"title": "To cut reoffending", "includes": "Drugs"}
        )
        assert response.status_code == HTTPStatus.CONFLICT
        assert (
            "Title: saved now is “To reduce reoffending and drug harm”, typed here is "
            "“To cut reoffending”."
        ) in response.text
        assert fields_of(response)["title"] == "To cut reoffending"
        priority.refresh_from_db()
        assert priority.title == "To reduce reoffending and drug harm"
        assert not priority.points.exists()

    def test_having_seen_both_the_later_one_may_save(self, client, officer):
        priority = make_key_priority("To reduce reoffending")
        opened = fields_of(page(client, priority))
        send(client, priority, opened | {"title": "To reduce drug harm"})
        shown = send(client, priority, opened | {"title": "To cut reoffending"})
        assert send(client, priority, fields_of(shown)).status_code == HTTPStatus.FOUND
        priority.refresh_from_db()
        assert priority.title == "To cut reoffending"

    def test_a_change_of_a_list_alone_counts_as_a_save(self, client, officer):
        plan = make_plan()
        opened = fields_of(page(client, plan))
        row = {"glossary-0-abbreviation": "ASB", "glossary-0-meaning": "Anti-social behaviour"}
        send(client, plan, opened | row)
        response = send(client, plan, opened | {"updated_on": "30/8/2017"})
        assert response.status_code == HTTPStatus.CONFLICT
        assert "Saved now in this list: ASB: Anti-social behaviour." in response.text
        plan.refresh_from_db()
        assert plan.updated_on is None

    def test_a_priority_saved_on_its_own_page_is_not_overwritten_from_the_plan_s(
        self, client, officer
    ):
        plan, priority = make_plan(), make_key_priority("To reduce reoffending")
        opened = fields_of(page(client, plan))
        send(client, priority, fields_of(page(client, priority), title="To reduce drug harm"))
        response = send(client, plan, opened | {"updated_on": "30/8/2017"})
        assert response.status_code == HTTPStatus.CONFLICT
        plan.refresh_from_db()
        priority.refresh_from_db()
        assert (plan.updated_on, priority.title) == (None, "To reduce drug harm")

    def test_nor_the_other_way_round(self, client, officer):
        plan, priority = make_plan(), make_key_priority("To reduce reoffending")
        opened = fields_of(page(client, priority))
        send(
            client,
            plan,
            fields_of(page(client, plan), key_priorities__0__title="To reduce drug harm"),
        )
        response = send(client, priority, opened | {"lead": "A lead"})
        assert response.status_code == HTTPStatus.CONFLICT
        priority.refresh_from_db()
        assert (priority.title, priority.lead) == ("To reduce drug harm", "")

    @pytest.fixture
    def opened_before_a_row_was_deleted(self, client, officer):
        make_key_priority("To reduce reoffending", number=1)
        make_key_priority("To protect vulnerable people", number=2)
        opened = fields_of(page(client, make_plan()), key_priorities__0__lead="A lead")
        KeyPriority.objects.get(number=1).delete()
        return opened

    def test_a_row_somebody_deleted_is_shown_as_a_new_one(
        self, client, opened_before_a_row_was_deleted
    ):
        plan = make_plan()
        response = send(client, plan, opened_before_a_row_was_deleted)
        assert "Somebody else has deleted this row." in response.text
        assert [priority.number for priority in plan.key_priorities.all()] == [2]
        assert send(client, plan, fields_of(response)).status_code == HTTPStatus.FOUND
        assert list(plan.key_priorities.values_list("title", "lead")) == [
            ("To reduce reoffending", "A lead"),
            ("To protect vulnerable people", ""),
        ]

    @pytest.mark.parametrize("count", ["0", "1", "3", "99", "-1", "9" * 30])
    def test_the_rows_are_told_by_their_ids_whatever_count_is_sent(self, client, officer, count):
        plan = make_plan()
        for number in (1, 2):
            make_key_priority(f"Priority {number}", number=number)
        fields = fields_of(page(client, plan), key_priorities__1__lead="A lead")
        response = send(client, plan, fields | {"key_priorities-INITIAL_FORMS": count})
        assert response.status_code == HTTPStatus.FOUND, response.context["errors"]
        assert list(plan.key_priorities.values_list("number", "lead")) == [(1, ""), (2, "A lead")]

    def test_a_row_sent_twice_is_refused(self, client, officer):
        plan = make_plan()
        for number in (1, 2):
            make_key_priority(f"Priority {number}", number=number)
        fields = fields_of(page(client, plan))
        fields["key_priorities-1-id"] = fields["key_priorities-0-id"]
        assert send(client, plan, fields).status_code == HTTPStatus.OK
        assert [priority.title for priority in plan.key_priorities.all()] == [
            "Priority 1",
            "Priority 2",
        ]

    def test_what_stands_in_a_row_that_was_not_sent_is_not_taken_twice(self, client, officer):
        plan = make_plan()
        make_key_priority()
        fields = fields_of(page(client, plan), key_priorities__0__id="")
        response = send(client, plan, fields)
        assert "A row that is saved already has “1”." in response.text
        assert plan.key_priorities.count() == 1

    def test_a_row_somebody_deleted_can_be_left_out(self, client, opened_before_a_row_was_deleted):
        plan = make_plan()
        response = send(client, plan, opened_before_a_row_was_deleted)
        emptied = fields_of(
            response,
            key_priorities__1__number="",
            key_priorities__1__title="",
            key_priorities__1__lead="",
        )
        assert send(client, plan, emptied).status_code == HTTPStatus.FOUND
        assert [priority.number for priority in plan.key_priorities.all()] == [2]

    def test_a_race_lost_between_check_and_save_shows_the_page_again(
        self, client, officer, monkeypatch
    ):
        priority = make_key_priority("To reduce reoffending")
        opened = fields_of(page(client, priority))
        original = admin.ModelAdmin.changeform_view

        def lost_race(*args, **kwargs):
            monkeypatch.setattr(admin.ModelAdmin, "changeform_view", original)
            newer = KeyPriority.objects.get()
            newer.title = "To reduce drug harm"
            newer.claim(1)
            newer.save()
            raise OutOfDate(newer)

        monkeypatch.setattr(admin.ModelAdmin, "changeform_view", lost_race)
        response = send(client, priority, opened | {"title": "To cut reoffending"})
        assert response.status_code == HTTPStatus.CONFLICT
        assert (
            "saved now is “To reduce drug harm”, typed here is “To cut reoffending”"
            in response.text
        )
        assert KeyPriority.objects.get().title == "To reduce drug harm"

    def test_the_version_is_claimed_with_the_save(self, client, officer, monkeypatch):
        priority = make_key_priority()
        opened = fields_of(page(client, priority))
        monkeypatch.setattr(
            "priorities.admin.forms.SetUpForm.clean", lambda form: form.cleaned_data
        )  # as in a race: the check saw nothing
        response = send(client, priority, opened | {"version": "7", "title": "To cut reoffending"})
        assert response.status_code == HTTPStatus.CONFLICT
        assert KeyPriority.objects.get().title == "To reduce reoffending"


class TestHistory:
    def test_says_who_changed_what_from_what(self, client, officer):
        priority = make_key_priority("To reduce reoffending")
        send(
            client,
            priority,
            fields_of(page(client, priority), title="To cut reoffending", includes="Drugs"),
        )
        shown = page(client, priority, "history").text
        assert "Title was “To reduce reoffending”, became “To cut reoffending”." in shown
        assert "Point this priority includes added: “Drugs”." in shown
        assert "Example officer" in shown

    def test_is_not_for_others(self, client):
        client.force_login(make_person(CLERK))
        address = reverse("admin:priorities_keypriority_history", args=[make_key_priority().pk])
        assert client.get(address, follow=True).status_code == HTTPStatus.FORBIDDEN


class TestDeleting:
    def test_a_key_priority_with_a_target_somebody_works_on_stays(self, client, officer):
        priority = make_key_priority()
        make_initiative("Crucial Crew", number=5, under=priority, target="Fewer burglaries")
        shown = page(client, priority, "delete").text
        assert "cannot be deleted, because it still stands elsewhere" in shown
        assert "Initiative: 2017-18/05." in shown

    def test_nor_does_it_go_from_the_plan_s_page(self, client, officer):
        priority = make_key_priority()
        make_initiative("Crucial Crew", number=5, serves=(priority,))
        fields = fields_of(page(client, priority.plan), key_priorities__0__DELETE="on")
        response = send(client, priority.plan, fields)
        assert "Key priority served: 2017-18/05." in response.text
        assert KeyPriority.objects.filter(pk=priority.pk).exists()

    def test_one_that_nothing_names_goes(self, client, officer):
        priority = make_key_priority()
        address = reverse("admin:priorities_keypriority_delete", args=[priority.pk])
        client.post(address, {"post": "yes"})
        assert not KeyPriority.objects.exists()


class TestStatements:
    """However many rows a page has, it asks the database the same few things."""

    @pytest.mark.parametrize("rows", [10, 60])
    @pytest.mark.parametrize("name", LISTS)
    def test_of_a_list(self, client, officer, django_assert_max_num_queries, name, rows):
        for number in range(1, rows + 1):
            plan = make_plan(2000 + number)
            priority = make_key_priority(f"Priority {number}", plan=plan)
            PriorityPoint.objects.create(key_priority=priority, text="Drugs")
            framework = Framework.objects.create(name="Plan", short_name=f"P{number}", body="PCC")
            PlanFramework.objects.create(plan=plan, framework=framework, column_heading="List")
        with django_assert_max_num_queries(12):
            response = client.get(reverse(f"admin:{name}_changelist"))
        assert response.context["cl"].result_count == rows

    @pytest.mark.parametrize("rows", [2, 20])
    def test_of_a_plan(self, client, officer, django_assert_max_num_queries, rows):
        plan = make_plan()
        for number in range(1, rows + 1):
            priority = make_key_priority(f"Priority {number}", number=number)
            PriorityPoint.objects.create(key_priority=priority, text="Drugs")
            framework = Framework.objects.create(name="Plan", short_name=f"P{number}", body="PCC")
            PlanFramework.objects.create(plan=plan, framework=framework, column_heading="List")
            GlossaryEntry.objects.create(plan=plan, abbreviation=f"A{number}", meaning="Meaning")
            make_initiative(plan=plan, number=number)
        PaperParticulars.objects.create(plan=plan, paper="annual-plan", title="Plan")
        with django_assert_max_num_queries(14):
            response = page(client, plan)
        assert response.text.count("This priority includes:") == rows + 1  # and the block to copy

    @pytest.mark.parametrize("rows", [2, 40])
    def test_of_a_framework_and_a_key_priority(
        self, client, officer, django_assert_max_num_queries, rows
    ):
        framework = Framework.objects.create(name="Plan", short_name="P", body="PCC")
        priority = make_key_priority()
        for number in range(1, rows + 1):
            FrameworkPriority.objects.create(framework=framework, number=number, text="Cyber crime")
            Target.objects.create(key_priority=priority, number=number, text="Fewer burglaries")
        for record in (framework, priority):
            with django_assert_max_num_queries(12):
                page(client, record)
