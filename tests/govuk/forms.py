"""A form with every kind of field, as our pages use them."""

from django import forms

STATUSES = [("on_track", "On track"), ("stopped", "Stopped")]
NASTY = "<script>alert('x')</script>"


class EveryKind(forms.Form):
    """One field of each kind; names say the kind."""

    text = forms.CharField(help_text="As printed.", max_length=200)
    email = forms.EmailField(label="E-mail address")
    day = forms.DateField()
    password = forms.CharField(widget=forms.PasswordInput)
    file = forms.FileField(widget=forms.FileInput)
    long_text = forms.CharField(widget=forms.Textarea, max_length=20_000, help_text="Public.")
    choice = forms.ChoiceField(choices=[("", "Choose one"), *STATUSES])
    radio = forms.ChoiceField(choices=STATUSES, widget=forms.RadioSelect, help_text="How is it?")
    boxes = forms.MultipleChoiceField(choices=STATUSES, widget=forms.CheckboxSelectMultiple)
    box = forms.BooleanField(label="I have read it", help_text="All of it.")
    version = forms.IntegerField(widget=forms.HiddenInput)


def filled(**changes: object) -> EveryKind:
    """The form with a right answer to each question, but for `changes`."""
    answers = {
        "text": "J9",
        "email": "jo@scp.example",
        "day": "4/9/2017",
        "password": "secret words",
        "long_text": "Trainer booked.",
        "choice": "on_track",
        "radio": "stopped",
        "boxes": ["on_track", "stopped"],
        "box": "on",
        "version": "3",
    }
    return EveryKind({**answers, **changes}, {})
