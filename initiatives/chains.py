"""An initiative through the years: what it carries on, and what carries it on."""

from collections import defaultdict
from collections.abc import Collection

from initiatives.models import Initiative
from initiatives.taken_out import TakenOut


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
    return list(in_order.filter(pk__in=found).select_related("plan", "target"))


def sought_in_other_years(words: TakenOut, chain: Collection[Initiative]) -> TakenOut:
    """The words but for those that the work is called by: they stand there in any case."""
    titles = [each.title for each in chain]
    return words.besides(*titles, *(each.target.text for each in chain if each.target))
