"""The tracker's addresses and a page of notes, whose answer to what is sent can be chosen."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import include, path

from scp_tracker.urls import handler500  # noqa: F401 - Django looks for it here

TAKEN = []
ANSWER = {"status": 302, "raises": None}
REFUSALS = {PermissionDenied: 403, Http404: 404}
PAGE = "{% load crispy_forms_tags %}{% crispy form %}"


class NoteForm(forms.Form):
    """Text of one line and of many, a list of choices, and a password."""

    outcome = forms.CharField(widget=forms.Textarea)
    internal_note = forms.CharField(required=False)
    agencies = forms.MultipleChoiceField(choices=[("1", "One"), ("2", "Two")], required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    password = forms.CharField(required=False)

    def __init__(self, *args, action="", **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_action = action
        self.helper.add_input(Submit("", "Save"))


def note(request, number):
    """Show the form; take what is sent, or answer or fail as ANSWER says."""
    if request.method == "POST":
        if ANSWER["raises"]:
            raise ANSWER["raises"]
        if ANSWER["status"] != 302:
            return HttpResponse("As you wrote it", status=ANSWER["status"])
        TAKEN.append((request.user.email, request.get_full_path(), dict(request.POST.lists())))
        return redirect("/notes/1/")
    return shown(request, NoteForm())


def elsewhere(request):
    """A form that is sent to another address."""
    return shown(request, NoteForm(action="/notes/2/?tab=1"))


@login_not_required
def public(request):
    """A form for everybody."""
    return HttpResponse("Taken") if request.method == "POST" else shown(request, NoteForm())


def shown(request, form):
    return HttpResponse(engines["django"].from_string(PAGE).render({"form": form}, request))


urlpatterns = [
    path("notes/<int:number>/", note),
    path("elsewhere/", elsewhere),
    path("public/", public),
    path("", include("scp_tracker.urls")),
]
