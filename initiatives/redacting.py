"""Taking words out of an outcome that nobody may read any more, wherever the tracker has them."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet

from initiatives.chains import chain_of, sought_in_other_years
from initiatives.models import Agency, Answer, Draft, Initiative, Message, OutcomeUpdate
from initiatives.moving_in.redacted import take_out_of_papers
from initiatives.taken_out import TakenOut, taken_out
from initiatives.workbook.redacted import take_out_of_workbooks
from priorities.versions import Versioned

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User


class Left(NamedTuple):
    """What a redaction leaves of an update."""

    text: str
    internal_note: str
    status_reason: str


class TakesOut(Protocol):
    """Takes the words out of what an app above keeps of them."""

    def __call__(self, initiative: Initiative, words: TakenOut, *, by: "User") -> None: ...


# What the apps above keep of people's words: each takes the words out of its own.
elsewhere: list[TakesOut] = []
# And which of it goes as a whole, by name: told before anything is done.
emptied_elsewhere: list[Callable[[Initiative, TakenOut], list[str]]] = []

_WORDS_OF_A_HIGHLIGHT = ("highlight_words",)
_WORDS_OF_AN_ANSWER = ("text", "internal_note", "status_reason", "asked_whom", "sent_back_note")


def what_goes(update: OutcomeUpdate, left: Left) -> TakenOut:
    """The words that are in the update and not in what is left of it; agencies' names tell of nobody."""
    gone = taken_out((getattr(update, name), kept) for name, kept in left._asdict().items())
    agencies = Agency.objects.values_list("name", "short_name", "aliases__name")
    public = {name.casefold() for names in agencies for name in names if name}
    return TakenOut(tuple(each for each in gone.phrases if each.casefold() not in public))


def others_with(words: TakenOut, update: OutcomeUpdate) -> list[OutcomeUpdate]:
    """The initiative's other updates that have any of the words, the oldest first."""
    others = update.initiative.updates.exclude(pk=update.pk).order_by("number")
    return _that_have(words, others)


def of_other_years_with(words: TakenOut, update: OutcomeUpdate) -> list[OutcomeUpdate]:
    """What was said with any of the words about the same work in other years, the earliest first."""
    initiative = update.initiative
    chain = chain_of(initiative)
    words = sought_in_other_years(words, chain)
    chained = [each.pk for each in chain if each != initiative]
    updates = OutcomeUpdate.objects.filter(initiative__in=chained)
    in_order = updates.order_by("initiative__plan__start_year", "initiative__number", "number")
    return _that_have(words, in_order.select_related("initiative__plan"))


def _that_have(words: TakenOut, updates: Iterable[OutcomeUpdate]) -> list[OutcomeUpdate]:
    return [
        update
        for update in updates
        if words.stand_in(update.text, update.internal_note, update.status_reason)
    ]


def what_is_emptied(words: TakenOut, update: OutcomeUpdate) -> list[str]:
    """What has any of the words and cannot be kept without them, by name: papers that were issued."""
    return [name for named in emptied_elsewhere for name in named(update.initiative, words)]


@transaction.atomic
def redact(update: OutcomeUpdate, left: Left, *, after: int, by: "User", reason: str) -> None:
    """Leave only `left` of the update, and take the words out of every copy.

    Copies are answers to returns with all they said before, the words of a highlight and what they
    were before, messages about the initiative, the set-up screens' log, workbooks that came back,
    papers moved in, drafts, forms kept for their writers, and issued papers. Raises OutOfDate when
    somebody redacted the update since redaction number `after`.
    """
    update.initiative.hold()
    words = what_goes(update, left)
    update.redact(after=after, by=by, reason=reason, **left._asdict())
    initiative = update.initiative
    answers = Answer.objects.filter(initiative=initiative)
    earlier_answers = Answer.history.filter(initiative=initiative)
    about_it = Message.objects.filter(body__contains=initiative.reference)
    of_its_set_up = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Initiative), object_id=str(initiative.pk)
    )
    _take_out_of(answers, _WORDS_OF_AN_ANSWER, words)
    _take_out_of(earlier_answers, _WORDS_OF_AN_ANSWER, words)
    _take_out_of(Initiative.objects.filter(pk=initiative.pk), _WORDS_OF_A_HIGHLIGHT, words)
    _take_out_of(Initiative.history.filter(id=initiative.pk), _WORDS_OF_A_HIGHLIGHT, words)
    _take_out_of(about_it, ("subject", "body", "about"), words)
    _take_out_of(of_its_set_up, ("object_repr",), words)
    take_out_of_papers(initiative, words)
    take_out_of_workbooks(initiative, words)
    for draft in Draft.objects.filter(initiative=initiative):
        draft.fields = {name: words.out_of(text) for name, text in draft.fields.items()}
        draft.save(update_fields=["fields"])
    for take_out in elsewhere:
        take_out(initiative, words, by=by)


def _take_out_of(records: QuerySet[Any], names: Iterable[str], words: TakenOut) -> None:
    """Put "[Redacted]" in the place of the words, past every history and every save of a record's own."""
    for record in records:
        said = {name: getattr(record, name) for name in names}
        if words.stand_in(*said.values()):
            cleaned: dict[str, Any] = {
                name: words.out_of(text)[: record._meta.get_field(name).max_length]
                for name, text in said.items()
            }
            if isinstance(record, Versioned):  # whoever has it open holds the words, and is told
                cleaned["version"] = record.version + 1
            records.filter(pk=record.pk).update(**cleaned)
