"""A status that worries its readers comes with a reason, and a reason with its status."""

from typing import Any

from django import forms

from initiatives.models import Status

ASKING_WHY = " ".join(status.value for status in Status if status.asks_why)


def check_reason(form: forms.Form, cleaned: dict[str, Any], *, they_are: str) -> None:
    """Ask for what is missing of the two; `they_are` begins what is said: "the initiative is"."""
    said, reason = cleaned.get("status"), cleaned.get("status_reason")
    status = Status(said) if said else None
    if status and status.asks_why and reason == "":
        form.add_error("status_reason", f"Say why {they_are} {status.label.lower()}.")
    if said == "" and reason:
        form.add_error("status", "Choose the status that the reason is for.")


def leave_out_reason(form: forms.Form, cleaned: dict[str, Any]) -> None:
    """Take a reason away where the status asks for none; the page hides it there, but sends it."""
    if (said := cleaned.get("status")) and not Status(said).asks_why:
        form.errors.pop("status_reason", None)
        cleaned["status_reason"] = ""
