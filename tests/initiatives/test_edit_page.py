from datetime import date

import pytest
from django.utils import timezone

from initiatives.models import AgencyAlias, FrameworkLink, Initiative, Lead, PriorityLink
from priorities.models import Framework, PlanFramework
from scp_tracker.accounts.roles import OFFICER
from tests.builders import make_agency, make_initiative, make_key_priority, make_plan, record
from tests.govuk.tree import Tree, text_of
from tests.pages import form_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

PAGE = "/2017-18/initiatives/15/"
ADDRESS = f"{PAGE}edit/"


@pytest.fixture
def officer(client):
    client.force_login(make_person(OFFICER))
    return client


@pytest.fixture
def initiative():
    return make_initiative(
        "Cuckooing awareness",
        number=15,
        led_by="SCP / CBC",
        funded_by="SCP / PCC",
        timing="Start Sept 17",
    )


def edit(officer, **typed):
    """Open the form, type this into it, and send it."""
    return officer.post(ADDRESS, form_of(officer.get(ADDRESS)) | typed)


def test_the_form_opens_with_what_the_plan_says(officer, initiative):
    form = form_of(officer.get(ADDRESS))

    assert form["title"] == "Cuckooing awareness"
    assert (form["lead_names"], form["fund_names"]) == ("SCP / CBC", "SCP / PCC")
    assert (form["timing"], form["timing_kind"]) == ("Start Sept 17", "open_start")
    assert (form["starts_on"], form["ends_on"]) == ("1/9/2017", "")


def test_leads_and_funds_are_written_in_words_and_keep_their_order(officer, initiative):
    for name in ("CBH", "Police"):
        make_agency(name)

    response = edit(officer, lead_names="Police / CBC & CBH", fund_names="PCC, SCP")

    assert response.status_code == 302
    initiative.refresh_from_db()
    assert initiative.led_by == "Police / CBC & CBH"
    assert initiative.funded_by == "PCC / SCP"
    assert [lead.position for lead in initiative.lead_set.all()] == [1, 2, 3]


def test_another_form_of_a_name_is_printed_as_written(officer, initiative):
    AgencyAlias.objects.create(agency=make_agency("Police"), name="Essex Police")

    edit(officer, lead_names="Essex Police / POLICE BOARD")
    assert Initiative.objects.get().led_by == "SCP / CBC"
    edit(officer, lead_names="POLICE")
    assert Initiative.objects.get().led_by == "POLICE"
    edit(officer, lead_names="Essex Police")

    lead = Lead.objects.get()
    assert (lead.agency, lead.printed_as) == (make_agency("Police"), "Essex Police")
    edit(officer, lead_names="Police")
    assert Lead.objects.get().printed_as == ""


@pytest.mark.parametrize(
    ("field", "typed", "complaint"),
    [
        (
            "lead_names",
            "CBC / Polise",
            (
                "“Polise” is not a name the tracker knows. Did you mean Police? "
                "Correct it, or add the agency in set-up first."
            ),
        ),
        (
            "fund_names",
            "Lottery",
            (
                "“Lottery” is not a name the tracker knows. "
                "Correct it, or add the fund source in set-up first."
            ),
        ),
        (
            "lead_names",
            "CBC / CBC",
            "“CBC” stands there twice. Correct it, or add the agency in set-up first.",
        ),
        (
            "timing",
            "Mar 18 – June 17",
            "The timing ends (30 June 2017) before it starts (1 March 2018). Change one of the two.",
        ),
        ("title", "Two\nlines", "Write this on one line."),
        (
            "starts_on",
            "13/13/2017",
            "Write the earliest day as day, month and year, such as 30/8/2017.",
        ),
    ],
    ids=["unknown agency", "unknown fund", "twice", "backwards", "two lines", "no date"],
)
def test_what_cannot_be_taken_is_said_at_its_field_and_kept(
    officer, initiative, field, typed, complaint
):
    make_agency("Police")

    response = edit(officer, **{"title": "Cuckooing", field: typed})

    assert response.status_code == 200
    assert complaint in words_of(response)
    assert f'href="#id_{field}"' in response.content.decode()
    again = form_of(response)
    assert again[field].split() == typed.split()
    initiative.refresh_from_db()
    assert (initiative.led_by, initiative.funded_by) == ("SCP / CBC", "SCP / PCC")
    assert initiative.version == 1


def test_an_initiative_without_a_target_to_choose_needs_a_title(officer, initiative):
    response = edit(officer, title="")

    assert response.status_code == 200
    assert "Give the initiative a title." in words_of(response)


def test_where_there_are_targets_a_title_or_a_target_will_do(officer, initiative):
    aimed = make_initiative("", number=16, under=make_key_priority(), target="Fewer thefts")
    address = "/2017-18/initiatives/16/edit/"

    assert officer.post(address, form_of(officer.get(address))).status_code == 302
    neither = officer.post(address, form_of(officer.get(address)) | {"target": ""})

    assert "Give the initiative a title, or choose the target it works on." in words_of(neither)
    aimed.refresh_from_db()
    assert aimed.target.text == "Fewer thefts"


def test_new_words_are_read_anew(officer, initiative):
    edit(officer, timing="20 Sept – 8 Nov 17")

    initiative.refresh_from_db()
    assert (initiative.timing_kind, initiative.starts_on, initiative.ends_on) == (
        "range",
        date(2017, 9, 20),
        date(2017, 11, 8),
    )
    assert initiative.reading_corrected is False
    assert "Understood as: starts 20 September 2017, ends 8 November 2017" in words_of(
        officer.get(PAGE)
    )


def test_a_corrected_reading_stands_until_the_words_change(officer, initiative):
    edit(
        officer,
        timing="after half term",
        timing_kind="point",
        starts_on="30/10/2017",
        starts_precision="day",
        ends_on="30/10/2017",
        ends_precision="day",
    )
    initiative.refresh_from_db()
    assert (initiative.timing, initiative.timing_kind) == ("after half term", "point")
    assert (initiative.starts_on, initiative.reading_corrected) == (date(2017, 10, 30), True)
    assert "Understood as: 30 October 2017 (corrected by an officer)" in words_of(officer.get(PAGE))

    edit(officer, title="Cuckooing")
    initiative.refresh_from_db()
    assert (initiative.starts_on, initiative.reading_corrected) == (date(2017, 10, 30), True)

    edit(officer, timing="TBC", end_reason="The school is closed.")
    initiative.refresh_from_db()
    assert (initiative.timing_kind, initiative.starts_on) == ("to_be_confirmed", None)
    assert initiative.reading_corrected is False


def test_a_backwards_correction_is_refused_with_both_dates(officer, initiative):
    response = edit(officer, timing_kind="range", ends_on="31/8/2017", ends_precision="day")

    assert response.status_code == 200
    assert "ends (31 August 2017) before it starts (1 September 2017)" in words_of(response)
    initiative.refresh_from_db()
    assert initiative.ends_on is None


def test_unchanged_it_changes_nothing_and_writes_no_history_of_links(officer, initiative):
    first, second = make_key_priority(number=1), make_key_priority(number=2)
    for position, priority in enumerate((second, first), start=1):
        PriorityLink.objects.create(initiative=initiative, key_priority=priority, position=position)
    links = [initiative.lead_set, initiative.funding_set, initiative.prioritylink_set]
    before = [list(link.values()) for link in links]
    histories = [link.model.history.count() for link in links]

    assert edit(officer).status_code == 302

    assert [list(link.values()) for link in links] == before
    assert [link.model.history.count() for link in links] == histories


def test_a_change_of_one_lead_writes_one_line_of_history(officer, initiative):
    make_agency("CBH")
    before = Lead.history.count()

    edit(officer, lead_names="SCP / CBC / CBH")

    assert Lead.history.count() == before + 1
    [added] = Lead.history.all()[:1]
    assert (added.agency.short_name, added.position, added.history_type) == ("CBH", 3, "+")


def test_priorities_already_there_keep_their_order_and_new_ones_follow(officer, initiative):
    first, second, third = (make_key_priority(number=number) for number in (1, 2, 3))
    for position, priority in enumerate((third, second), start=1):
        PriorityLink.objects.create(initiative=initiative, key_priority=priority, position=position)

    edit(officer, serves=[str(first.pk), str(second.pk), str(third.pk)])
    assert [link.key_priority for link in initiative.prioritylink_set.all()] == [
        third,
        second,
        first,
    ]
    edit(officer, serves=[str(second.pk)])
    assert [link.key_priority for link in initiative.prioritylink_set.all()] == [second]


def test_priorities_of_the_plans_frameworks_are_offered_once_each(officer, initiative):
    for start_year in (2016, 2017):
        framework, _ = Framework.objects.get_or_create(
            short_name="Plan on a Page", defaults={"name": "Plan on a Page"}
        )
        PlanFramework.objects.create(
            plan=make_plan(start_year), framework=framework, column_heading="E.P KP's (list)"
        )
    other = Framework.objects.create(name="Not taken up", short_name="Not taken up")
    other.priorities.create(number=1, text="Elsewhere")
    chosen = framework.priorities.create(number=10, text="Protecting")

    page = words_of(officer.get(ADDRESS))
    assert page.count("10 Protecting") == 1
    assert "Elsewhere" not in page
    edit(officer, framework_serves=[str(chosen.pk)])

    assert FrameworkLink.objects.get().framework_priority == chosen


@pytest.fixture
def taken_up(initiative):
    """Two other bodies' priorities, one each under a column of the plan, in their order."""
    priorities = []
    for position, (name, column) in enumerate(
        [("Police and Crime Plan", "PCC KP's (list)"), ("Plan on a Page", "E.P KP's (list)")]
    ):
        framework = Framework.objects.create(name=name, short_name=name)
        PlanFramework.objects.create(
            plan=initiative.plan, framework=framework, position=position, column_heading=column
        )
        priorities.append(framework.priorities.create(number=1, text=f"Of the {name}"))
    return priorities


def test_priorities_of_other_bodies_stand_under_their_columns_of_the_plan(officer, taken_up):
    tree = Tree(officer.get(ADDRESS).content.decode())

    assert [text_of(group) for group in tree.find("fieldset")][-2:] == [
        "PCC KP's (list) 1 Of the Police and Crime Plan",
        "E.P KP's (list) 1 Of the Plan on a Page",
    ]


def test_a_clash_names_priorities_of_other_bodies_with_their_columns(officer, taken_up):
    police, county = taken_up
    form = form_of(officer.get(ADDRESS)) | {"framework_serves": [str(police.pk)]}
    edit(officer, framework_serves=[str(county.pk)])

    words = words_of(officer.post(ADDRESS, form))

    assert (
        "Priorities of other bodies it serves "
        "What is saved now E.P KP's (list): 1 Of the Plan on a Page "
        "What you wrote PCC KP's (list): 1 Of the Police and Crime Plan"
    ) in words


def test_what_it_carries_on_from_is_last_years_and_is_kept(officer, initiative):
    last_year = make_initiative("LCAP", number=3, plan=make_plan(2016))
    long_ago = make_initiative("ALCAP", number=1, plan=make_plan(2014))

    edit(officer, continues=str(last_year.pk))
    initiative.refresh_from_db()
    assert initiative.continues == last_year

    initiative.continues = long_ago
    initiative.save()
    edit(officer)
    initiative.refresh_from_db()
    assert initiative.continues == long_ago


def test_a_clash_shows_both_values_and_the_next_save_works(officer, initiative):
    make_agency("CBH")
    form = form_of(officer.get(ADDRESS)) | {"title": "Cuckooing", "lead_names": "CBH"}
    edit(officer, title="Cuckooing awareness raising", fund_names="SCP")

    clash = officer.post(ADDRESS, form)

    assert clash.status_code == 409
    words = words_of(clash)
    assert "Somebody else saved this while you were working on it." in words
    for label, theirs, yours in (
        ("Project or initiative", "Cuckooing awareness raising", "Cuckooing"),
        ("Lead agency", "SCP / CBC", "CBH"),
        ("Fund source", "SCP", "SCP / PCC"),
    ):
        assert f"{label} What is saved now {theirs} What you wrote {yours}" in words
    assert "Earliest day What is saved now" not in words
    again = form_of(clash)
    assert (again["title"], again["lead_names"], again["version"]) == ("Cuckooing", "CBH", "2")
    initiative.refresh_from_db()
    assert (initiative.title, initiative.led_by) == ("Cuckooing awareness raising", "SCP / CBC")

    assert officer.post(ADDRESS, again).status_code == 302
    initiative.refresh_from_db()
    assert (initiative.title, initiative.led_by, initiative.version) == ("Cuckooing", "CBH", 3)


def test_a_refused_form_does_not_use_up_its_version(officer, initiative):
    refused = edit(officer, lead_names="Nobody knows")

    saved = officer.post(ADDRESS, form_of(refused) | {"lead_names": "CBC"})

    assert saved.status_code == 302
    assert Initiative.objects.get().version == 2


def test_extra_fields_change_nothing(officer, initiative):
    other = make_plan(2016)

    edit(
        officer,
        title="Cuckooing",
        plan=str(other.pk),
        number="99",
        removed_on="1/1/2017",
        removal_reason="None.",
        reading_corrected="on",
        reading_of="never",
    )

    initiative.refresh_from_db()
    assert (initiative.title, initiative.plan, initiative.number) == (
        "Cuckooing",
        make_plan(2017),
        15,
    )
    assert (initiative.removed_on, initiative.removal_reason) == (None, "")
    assert initiative.reading_corrected is False


def test_outcomes_are_left_alone(officer, initiative):
    said = record(initiative, "Trainer booked.")

    edit(officer, title="Cuckooing", outcome="Nothing happened.")

    assert list(initiative.updates.all()) == [said]


def test_an_initiative_is_added_at_the_end(officer, initiative):
    make_initiative("Gone", number=16, removed_on=timezone.localdate(), removal_reason="Merged.")
    address = "/2017-18/initiatives/add/"
    form = form_of(officer.get(address)) | {
        "title": "Beat the Street",
        "lead_names": "CBC",
        "timing": "20 Sept – 8 Nov 17",
        "number": "3",
    }

    response = officer.post(address, form, follow=True)

    added = Initiative.objects.get(title="Beat the Street")
    assert added.number == 17  # a removed one keeps its number
    assert response.redirect_chain == [("/2017-18/initiatives/17/", 302)]
    assert "Beat the Street is now initiative 17 of 2017-18." in words_of(response)
    assert (added.led_by, added.starts_on) == ("CBC", date(2017, 9, 20))


def test_a_form_sent_twice_adds_one_initiative(officer):
    make_plan()
    address = "/2017-18/initiatives/add/"
    form = form_of(officer.get(address)) | {"title": "Beat the Street"}
    officer.post(address, form)

    again = officer.post(address, form, follow=True)

    added = Initiative.objects.get()
    assert again.redirect_chain == [(added.get_absolute_url(), 302)]
    assert "Beat the Street is now initiative 1 of 2017-18." in words_of(again)


def test_a_form_gone_back_to_and_changed_adds_another_initiative(officer):
    make_plan()
    address = "/2017-18/initiatives/add/"
    form = form_of(officer.get(address))
    officer.post(address, form | {"title": "Beat the Street"})

    officer.post(address, form | {"title": "Purple Flag"})

    assert [each.title for each in Initiative.objects.all()] == ["Beat the Street", "Purple Flag"]


def test_two_forms_with_the_same_words_add_two_initiatives(officer):
    make_plan()
    address = "/2017-18/initiatives/add/"
    for _ in range(2):
        officer.post(address, form_of(officer.get(address)) | {"title": "Open day"})

    without_key = form_of(officer.get(address)) | {"title": "Open day", "form_key": ""}
    for _ in range(2):
        officer.post(address, without_key)

    assert [each.number for each in Initiative.objects.all()] == [1, 2, 3, 4]


def test_the_first_initiative_of_a_plan_is_number_one(officer):
    make_plan(2018)
    address = "/2018-19/initiatives/add/"

    officer.post(address, form_of(officer.get(address)) | {"title": "Purple Flag"})

    assert Initiative.objects.get().reference == "2018-19/01"


def test_an_initiative_without_a_name_is_not_added(officer):
    make_plan()
    address = "/2017-18/initiatives/add/"

    response = officer.post(address, form_of(officer.get(address)) | {"lead_names": "Nobody"})

    assert response.status_code == 200
    assert "Give the initiative a title." in words_of(response)
    assert form_of(response)["lead_names"] == "Nobody"
    assert not Initiative.objects.exists()


@pytest.mark.parametrize("start_year", [2016, 2017])
def test_every_seeded_cell_is_written_back_as_it_was_read(officer, seed_plans, start_year):
    for initiative in Initiative.objects.filter(plan__start_year=start_year):
        links = [list(initiative.lead_set.values()), list(initiative.funding_set.values())]
        address = f"{initiative.get_absolute_url()}edit/"

        saved = officer.post(address, form_of(officer.get(address)))

        assert saved.status_code == 302
        assert [list(initiative.lead_set.values()), list(initiative.funding_set.values())] == links
        initiative.refresh_from_db()
        assert initiative.reading_corrected is False
