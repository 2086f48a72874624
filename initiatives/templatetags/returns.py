"""How a return and its parts stand, as words in tags: `{% load returns %}`."""

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from initiatives.models import Answer, Return
from initiatives.returns.answerers import Answerer

register = template.Library()

_ANSWER_COLOURS = {
    Answer.State.NOT_ANSWERED: "grey",
    Answer.State.ANSWERED: "yellow",
    Answer.State.SENT: "",
    Answer.State.SENT_BACK: "orange",
    Answer.State.ACCEPTED: "green",
}


@register.filter
def return_tag(asked_in: Return) -> SafeString:
    """Whether a return is open, past its closing date, closed or withdrawn."""
    if asked_in.withdrawn_at:
        return tag("Withdrawn", "grey")
    if asked_in.closed_at:
        return tag("Closed", "grey")
    if asked_in.is_past_closing(on=timezone.localdate()):
        return tag("Past its closing date", "red")
    return tag("Open", "green")


@register.filter
def answer_tag(answer: Answer) -> SafeString:
    """How one answer stands."""
    return tag(answer.get_state_display(), _ANSWER_COLOURS[Answer.State(answer.state)])


@register.simple_tag
def tag(text: str, colour: str) -> SafeString:
    """A word in a tag of GOV.UK's; without a colour it is blue."""
    classes = f"govuk-tag govuk-tag--{colour}" if colour else "govuk-tag"
    return format_html('<strong class="{}">{}</strong>', classes, text)


@register.simple_tag(takes_context=True)
def answering_address(context: Context, page: str, **more: int) -> str:
    """The address of one of the answering pages, as whoever `answerer` is reaches it."""
    answerer: Answerer = context["answerer"]
    return answerer.address(page, **more)
