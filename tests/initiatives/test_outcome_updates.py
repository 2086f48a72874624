from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from initiatives.models import AppendOnlyError, OutcomeUpdate
from priorities.versions import OutOfDate
from tests.builders import make_initiative, record

pytestmark = pytest.mark.django_db


@pytest.fixture
def said():
    return record(make_initiative(), "Event delivered during 5-16 June 2017.")


def all_of(update):
    return OutcomeUpdate.objects.filter(pk=update.pk)


@pytest.mark.parametrize(
    "change",
    [
        lambda update: update.save(),
        lambda update: update.save(force_update=True),
        lambda update: update.delete(),
        lambda update: all_of(update).update(text="Nothing happened."),
        lambda update: all_of(update).delete(),
        lambda update: all_of(update).bulk_update([update], ["text"]),
        lambda update: all_of(update).update_or_create(number=1, defaults={"text": "Nothing."}),
        lambda update: update.initiative.updates.all().delete(),
        lambda update: update.initiative.updates.update(text="Nothing happened."),
        lambda update: update.initiative.updates.filter(number=1).update(internal_note="x"),
        lambda update: OutcomeUpdate.objects.bulk_create(
            [update], update_conflicts=True, update_fields=["text"], unique_fields=["pk"]
        ),
    ],
    ids=[
        "save",
        "forced save",
        "delete",
        "queryset update",
        "queryset delete",
        "bulk update",
        "update or create",
        "delete through its initiative",
        "update through its initiative",
        "filtered update through its initiative",
        "bulk create over it",
    ],
)
def test_what_was_said_is_never_changed_or_deleted(said, change):
    said.text = "Nothing happened."

    with pytest.raises(AppendOnlyError, match="Record a new outcome update instead"):
        change(said)

    assert OutcomeUpdate.objects.get().text == "Event delivered during 5-16 June 2017."


def test_an_initiative_with_outcomes_cannot_be_deleted(said):
    with pytest.raises(ProtectedError):
        said.initiative.delete()


def test_a_copy_of_an_update_does_not_overwrite_the_first(said):
    copy = OutcomeUpdate(
        pk=said.pk,
        initiative=said.initiative,
        number=2,
        text="Nothing happened.",
        reported_on=said.reported_on,
        recorded_at=said.recorded_at,
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save()

    assert OutcomeUpdate.objects.get().text == "Event delivered during 5-16 June 2017."


def test_updates_count_from_one():
    initiative = make_initiative()

    numbers = [record(initiative, text).number for text in ("Planned.", "Booked.", "Done.")]

    assert numbers == [1, 2, 3]
    assert initiative.newest_number() == 3
    assert make_initiative().newest_number() == 0


def test_following_an_update_that_is_not_the_newest_shows_the_newest(said):
    newest = record(said.initiative, "Final evaluation received.")

    with pytest.raises(OutOfDate) as conflict:
        said.initiative.record(after=1, by=None, text="Mine.", reported_on=date(2017, 9, 1))

    assert conflict.value.newest == newest
    assert said.initiative.updates.count() == 2


def test_following_an_update_that_was_never_there_is_out_of_date():
    initiative = make_initiative()

    with pytest.raises(OutOfDate) as conflict:
        initiative.record(after=7, by=None, text="Mine.", reported_on=date(2017, 9, 1))

    assert conflict.value.newest is None
    assert not OutcomeUpdate.objects.exists()


def test_another_broken_rule_is_no_conflict(said):
    with pytest.raises(IntegrityError), transaction.atomic():
        record(said.initiative, "Fine.", status="splendid")

    assert said.initiative.newest_number() == 1
