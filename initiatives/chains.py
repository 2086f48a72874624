"""An initiative through the years: what it carries on, and what carries it on."""

from collections import defaultdict

from initiatives.models import Initiative


def chain_of(initiative: Initiative) -> list[Initiative]:
    """The initiative with all it carries on from and all that carry it on, the earliest year first.

    What merely carries on the same earlier one is work of its own. However long it is, it takes two
    statements.
    """
    before = dict(
        Initiative.objects.exclude(continues=None).order_by().values_list("pk", "continues_id")
    )
    after = defaultdict(list)
    for pk, continues in before.items():
        after[continues].append(pk)
    found = {initiative.pk}
    earlier = before.get(initiative.pk)
    while earlier and earlier not in found:
        found.add(earlier)
        earlier = before.get(earlier)
    later = after[initiative.pk]
    while later:
        found.update(later)
        later = [pk for each in later for pk in after[each] if pk not in found]
    in_order = Initiative.objects.order_by("plan__start_year", "number")
    return list(in_order.filter(pk__in=found).select_related("plan"))
