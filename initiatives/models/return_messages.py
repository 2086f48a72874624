from django.db import models
from django.utils import timezone

from initiatives.models.messages import Message, State
from initiatives.models.returns import Return
from priorities.text import LineField, MailAddressField


class ReturnMessage(models.Model):
    """That one person was written to about a return; kept so that nobody is reminded too often."""

    class Kind(models.TextChoices):
        OPENING = "opening", "Asked"
        REMINDER = "reminder", "Reminded"
        SENT_BACK = "sent_back", "Told what was sent back"

    asked_in = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=20, choices=Kind)
    name = LineField(max_length=120)
    address = MailAddressField()
    made_at = models.DateTimeField(default=timezone.now)
    message = models.ForeignKey(
        Message, on_delete=models.SET_NULL, null=True, related_name="+", help_text="In the outbox."
    )

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["asked_in", "-made_at"], name="newest_of_a_return_first")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["opening", "reminder", "sent_back"]),
                name="return_message_is_of_a_kind",
                violation_error_message="That is not a kind of message about a return.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.name}, {self.asked_in}"

    @property
    def in_words(self) -> str:
        """What was done and when: "Reminded on 18 November 2026", or written only, where it went nowhere."""
        day = f"{timezone.localdate(self.made_at):%-d %B %Y}"
        went_nowhere = self.message and self.message.state in {State.KEPT, State.WRITTEN_OFF}
        return (_WRITTEN if went_nowhere else _DONE)[self.Kind(self.kind)].format(day=day)


_DONE = {
    ReturnMessage.Kind.OPENING: "Asked on {day}",
    ReturnMessage.Kind.REMINDER: "Reminded on {day}",
    ReturnMessage.Kind.SENT_BACK: "Told on {day} what was sent back",
}
_WRITTEN = {
    ReturnMessage.Kind.OPENING: "Question, written on {day}",
    ReturnMessage.Kind.REMINDER: "Reminder, written on {day}",
    ReturnMessage.Kind.SENT_BACK: "Message about what was sent back, written on {day}",
}
