"""The example plan of the running year: made for any day, made once, and made of everything there is."""

import re
from datetime import date, timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from initiatives.clashes import clashes
from initiatives.example import make_example_year
from initiatives.identifying import findings
from initiatives.models import Agency, Initiative, OutcomeUpdate, Status
from initiatives.rows import initiative_rows
from initiatives.timing import Kind
from priorities.models import Framework, PartnershipPlan, Target
from tests.builders import make_plan

pytestmark = pytest.mark.django_db

DAYS = ["2027-03-31", "2027-04-01", "2027-10-31", "2028-01-01", "2028-02-29", "2028-03-31"]
STALE = timedelta(days=60)


@pytest.fixture(autouse=True)
def on_this_machine(settings):
    settings.LOCAL = True


def run():
    out = StringIO()
    call_command("make_example_year", stdout=out)
    return out.getvalue().strip()


def everything():
    """Every row of every table that the plans are in."""
    models = [*apps.get_app_config("priorities").models.values()]
    models += apps.get_app_config("initiatives").models.values()
    return {model.__name__: list(model._base_manager.order_by("pk").values()) for model in models}


def story_of(plan):
    """All that the plan says, without the numbers that a database gives."""
    fields = ("number", "title", "timing", "ends_on", "removed_on")
    names = ("led_by", "funded_by", "priority_numbers")
    rows = initiative_rows(plan.initiatives.all(), as_of=timezone.localdate())
    said = ("number", "text", "status", "status_reason", "reported_on", "recorded_at")
    updates = OutcomeUpdate.objects.filter(initiative__plan=plan).order_by("initiative", "number")
    return (
        list(plan.initiatives.values_list(*fields)),
        [[getattr(row, name) for name in names] for row in rows],
        list(updates.values_list(*said)),
    )


def in_force(plan):
    return initiative_rows(plan.initiatives.filter(removed_on=None), as_of=timezone.localdate())


def test_the_command_makes_the_plan_of_the_year_that_contains_today(seed_plans, wait):
    wait(to="2027-03-31 23:30+01:00")

    assert run() == "Made the example plan 2026-27."

    plan = PartnershipPlan.objects.get(start_year=2026)
    assert plan.is_example
    assert plan.is_open
    assert len(in_force(plan)) >= 30


@pytest.mark.parametrize("day", DAYS)
def test_any_day_of_a_year_will_do(seed_plans, wait, day):
    wait(to=f"{day} 00:30+00:00")
    today = timezone.localdate()

    plan = make_example_year(today=today)

    assert plan.first_day <= today <= plan.last_day
    for update in OutcomeUpdate.objects.filter(initiative__plan=plan):
        assert update.reported_on <= timezone.localdate(update.recorded_at) < today
    for initiative in plan.initiatives.all():
        initiative.full_clean()
        moments = [update.recorded_at for update in initiative.updates.order_by("number")]
        assert moments == sorted(moments)
        reported = [update.reported_on for update in initiative.updates.order_by("number")]
        assert reported == sorted(set(reported))
    late = [it for it in plan.initiatives.all() if it.reading.late_on(today)]
    assert len(late) >= 4


def test_the_same_day_makes_the_same_plan_again(seed_plans):
    def made_and_undone():
        with transaction.atomic():
            story = story_of(make_example_year(today=timezone.localdate()))
            transaction.set_rollback(True)
        return story

    assert made_and_undone() == made_and_undone()


def test_a_second_run_on_another_day_adds_and_loses_nothing(seed_plans, wait):
    wait(to="2026-06-01 10:00+01:00")
    run()
    before = everything()

    wait(to="2027-02-01 10:00+00:00")

    assert run() == "This year has a plan."
    assert everything() == before


def test_other_years_stay_as_they_are(seed_plans):
    before = {year: story_of(PartnershipPlan.objects.get(start_year=year)) for year in (2016, 2017)}

    run()

    assert before == {
        year: story_of(PartnershipPlan.objects.get(start_year=year)) for year in (2016, 2017)
    }
    assert not PartnershipPlan.objects.filter(start_year__lt=2018, is_example=True).exists()


def test_a_year_that_has_a_plan_gets_no_other(seed_plans):
    plan = make_plan(2026)

    assert make_example_year(today=date(2026, 5, 1)) is None
    assert not plan.initiatives.exists()


def test_nowhere_but_on_ones_own_machine(seed_plans, settings):
    settings.LOCAL = False

    with pytest.raises(CommandError, match="only made on your own machine"):
        run()
    assert not PartnershipPlan.objects.filter(is_example=True).exists()


def test_without_the_agencies_of_the_pack_it_says_which_it_needs():
    make_plan(2017)
    Agency.objects.create(name="Essex Police", short_name="Police")

    with pytest.raises(
        CommandError, match=r"needs the agencies .* not there: CBC, Licensing, CARA"
    ):
        run()
    assert PartnershipPlan.objects.count() == 1


def test_an_agency_that_was_given_another_short_name_is_found_by_its_alias(seed_plans):
    police = Agency.objects.get(short_name="Police")
    police.short_name = "EP"
    police.save()
    police.aliases.create(name="Police")

    run()

    assert police.initiatives.filter(plan__is_example=True).exists()


def test_without_a_framework_of_the_pack_it_says_so(seed_plans):
    framework = Framework.objects.get(short_name="Police and Crime Plan")
    framework.short_name = "Police Plan"
    framework.save()

    with pytest.raises(CommandError, match=r"needs the frameworks .*: Police and Crime Plan"):
        run()


def test_every_kind_of_status_timing_and_gap_is_there(example_year):
    rows = in_force(example_year)

    assert {row.status for row in rows} == {*Status.values, ""}
    assert {row.timing_kind for row in rows} == {kind.value for kind in Kind}
    assert any(not row.leads for row in rows)
    assert any(not row.served_priority_ids for row in rows)
    assert any(row.target_id for row in rows)
    assert any(not row.outcome for row in rows)
    stale_on = timezone.localdate() - STALE
    assert sum(row.reported_on is None or row.reported_on < stale_on for row in rows) >= 4


def test_past_running_and_future_work_stand_side_by_side(example_year):
    today = timezone.localdate()
    dated = [it for it in example_year.initiatives.all() if it.starts_on]

    assert any(it.ends_on and it.ends_on < today for it in dated)
    assert any(it.starts_on <= today and it.ends_on and it.ends_on >= today for it in dated)
    assert any(it.starts_on > today for it in dated)


def test_police_and_cbh_lead_alone_and_jointly_in_both_signs(example_year):
    led = [row.led_by for row in in_force(example_year)]

    for name in ("Police", "CBH"):
        theirs = [names for names in led if name in re.split(" [/&] ", names)]
        assert len(theirs) >= 5
        assert name in theirs
        assert any(" / " in names for names in theirs)
        assert any(" & " in names for names in theirs)


def test_what_is_not_going_well_says_why(example_year):
    for update in OutcomeUpdate.objects.filter(initiative__plan=example_year):
        asks = update.status in {Status.AT_RISK, Status.OFF_TRACK, Status.STOPPED}
        assert bool(update.status_reason) is asks


def test_each_writer_speaks_for_an_agency_that_leads(example_year):
    updates = OutcomeUpdate.objects.filter(initiative__plan=example_year)

    writers = set()
    for update in updates.select_related("recorded_by", "agency"):
        if update.recorded_by is None:
            assert (update.source, update.agency) == (OutcomeUpdate.Source.IMPORT, None)
            continue
        writers.add(update.recorded_by.email)
        if update.agency:
            assert update.agency in update.recorded_by.agencies.all()
            assert update.agency in update.initiative.leads.all()
    assert writers == {"officer@scp.example", "police@scp.example", "cbh@scp.example"}


def test_without_demo_users_everything_was_moved_in_from_papers(seed_plans):
    run()

    updates = OutcomeUpdate.objects.filter(initiative__plan__is_example=True)
    assert set(updates.values_list("recorded_by", "agency", "source")) == {(None, None, "import")}


def test_one_initiative_was_removed_with_a_reason_and_keeps_its_history(example_year):
    [removed] = example_year.initiatives.exclude(removed_on=None)

    after, before = removed.history.all()
    assert before.removed_on is None
    assert before.history_change_reason == "Made as example data"
    assert after.history_change_reason == removed.removal_reason
    assert removed.version == 2


def test_a_changed_end_keeps_what_stood_there_and_why(example_year):
    retimed = [
        it for it in example_year.initiatives.filter(removed_on=None) if it.history.count() > 1
    ]

    assert len(retimed) >= 2
    for initiative in retimed:
        after, before = initiative.history.all()
        assert before.ends_on < after.ends_on == initiative.ends_on
        assert after.history_user.email == "officer@scp.example"
        assert after.history_change_reason


def test_every_record_has_its_history(example_year):
    for model in apps.get_models():
        if hasattr(model._meta, "simple_history_manager_attribute"):
            assert model.history.values("id").distinct().count() == model.objects.count(), model


@pytest.mark.parametrize("day", DAYS)
def test_one_text_and_its_timing_tell_two_stories(seed_plans, wait, day):
    wait(to=f"{day} 12:00+00:00")
    plan = make_example_year(today=timezone.localdate())

    told_twice = [
        it.title
        for it in plan.initiatives.with_outcome(as_of=timezone.localdate())
        if clashes(it.outcome, it.reading)
    ]
    assert told_twice == ["Safer places to leave a bicycle"]


def test_a_target_is_left_that_nobody_works_on(example_year):
    assert Target.objects.filter(key_priority__plan=example_year, initiatives=None).count() == 1


@pytest.mark.parametrize("agency", ["Police", "CBH"])
def test_each_demo_partner_has_something_that_grew_stale(example_year, agency):
    led = example_year.initiatives.filter(removed_on=None, leads__short_name=agency)
    rows = initiative_rows(led, as_of=timezone.localdate())

    stale_on = timezone.localdate() - STALE
    assert any(row.reported_on < stale_on for row in rows)


def test_figures_go_down(example_year):
    programme = Initiative.objects.get(plan=example_year, title__startswith="Programme")

    lines = programme.updates.order_by("-number").first().text.splitlines()
    assert [line.split()[0] for line in lines] == ["41", "38", "33"]


def test_no_text_can_be_about_anybody(example_year):
    updates = OutcomeUpdate.objects.filter(initiative__plan=example_year)

    for texts in updates.values_list("text", "internal_note", "status_reason"):
        for text in texts:
            assert not findings(text)
            assert "{" not in text
