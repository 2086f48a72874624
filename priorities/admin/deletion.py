"""Why a record cannot be deleted, in plain words."""

from collections import defaultdict
from typing import Any

from django.contrib.admin.utils import NestedObjects
from django.db import models, router
from django.db.models import prefetch_related_objects


def what_names(record: models.Model) -> list[str]:
    """What still names `record` and so keeps it, a sentence a kind; [] where nothing does."""
    collector = NestedObjects(using=router.db_for_write(type(record)))
    collector.collect([record])
    kinds: dict[type[models.Model], list[Any]] = defaultdict(list)
    for keeper in collector.protected:
        kinds[type(keeper)].append(keeper)
    return [_sentence(model, keepers) for model, keepers in kinds.items()]


def _sentence(model: type[models.Model], keepers: list[Any]) -> str:
    """For example: "Lead agency: 2016-17/03, 2017-18/05."."""
    kind = str(model._meta.verbose_name)
    places = {field.name for field in model._meta.fields}
    about = "initiative" if "initiative" in places else ""
    if about:
        prefetch_related_objects(keepers, f"{about}__plan")
    elif "plan" in places:
        prefetch_related_objects(keepers, "plan")
    named = sorted({_place(getattr(keeper, about) if about else keeper) for keeper in keepers})
    return f"{kind[:1].upper()}{kind[1:]}: {', '.join(named)}."


def _place(record: Any) -> str:
    """The reference of what has one, else its name."""
    return str(getattr(record, "reference", record))
