from types import SimpleNamespace

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, ButtonHolder, Fieldset, Layout, Submit
from django import forms
from django.template import Context, Template
from django.test import RequestFactory

from scp_tracker.kept.seals import SEAL_FIELD
from tests.govuk.forms import NASTY, STATUSES, EveryKind, filled
from tests.govuk.tree import Tree, text_of

KINDS = [name for name in EveryKind.base_fields if name != "version"]


def crispy(form, **context):
    page = Template("{% load crispy_forms_tags %}{% crispy form %}")
    return Tree(page.render(Context({"form": form, "csrf_token": "token", **context})))


def controls(tree, name):
    return [element for element in tree.elements() if element[1].get("name") == name]


@pytest.mark.parametrize(
    "form", [EveryKind(), EveryKind({}), filled()], ids=["new", "empty", "filled"]
)
def test_every_id_is_there_once_and_every_reference_leads_to_one(form):
    tree = crispy(form)

    ids = tree.ids()
    assert len(ids) == len(set(ids))
    for _tag, attrs, _children in tree.elements():
        for name in ("for", "aria-describedby", "aria-controls", "aria-labelledby"):
            assert set(attrs.get(name, "").split()) <= set(ids)


@pytest.mark.parametrize("name", KINDS)
def test_every_control_has_a_label_of_its_own(name):
    tree = crispy(EveryKind())

    for _tag, attrs, _children in controls(tree, name):
        [label] = tree.find("label", for_=attrs["id"])
        assert text_of(label)


@pytest.mark.parametrize("name", KINDS)
def test_a_field_in_error_says_so_to_eyes_and_ears(name):
    tree = crispy(EveryKind({}))

    [error] = tree.find("p", id=f"id_{name}-error")
    assert error[1]["class"] == "govuk-error-message"
    assert text_of(error).startswith("Error: ")
    described = [
        element
        for element in tree.elements()
        if f"id_{name}-error" in element[1].get("aria-describedby", "").split()
    ]
    assert described
    for tag, attrs, _children in described:
        assert tag == "fieldset" or attrs["aria-invalid"] == "true"


@pytest.mark.parametrize("name", KINDS)
def test_a_field_without_error_does_not_say_so(name):
    tree = crispy(filled())

    if name != "file":  # no file was sent
        assert not tree.find("p", id=f"id_{name}-error")
        assert all("aria-invalid" not in attrs for _tag, attrs, _ in controls(tree, name))


def test_what_was_typed_is_still_there_except_passwords():
    tree = crispy(filled(version="3"))

    assert controls(tree, "text")[0][1]["value"] == "J9"
    assert text_of(controls(tree, "long_text")[0]) == "Trainer booked."
    assert [attrs["value"] for _, attrs, _ in controls(tree, "radio") if "checked" in attrs] == [
        "stopped"
    ]
    assert [attrs["value"] for _, attrs, _ in controls(tree, "boxes") if "checked" in attrs] == [
        "on_track",
        "stopped",
    ]
    assert "checked" in controls(tree, "box")[0][1]
    assert "value" not in controls(tree, "password")[0][1]
    assert controls(tree, "version")[0][1] == {
        "type": "hidden", "name": "version", "value": "3", "id": "id_version",
    }  # fmt: skip


def test_browsers_neither_judge_nor_cut_what_is_typed():
    tree = crispy(EveryKind())

    [form] = tree.find("form")
    assert "novalidate" in form[1]
    for _tag, attrs, _children in tree.elements():
        assert not {"required", "maxlength", "cols"} & set(attrs)


def test_a_long_text_area_counts_its_characters():
    tree = crispy(EveryKind())

    [group] = tree.find("div", data_module="govuk-character-count")
    assert group[1]["data-maxlength"] == "20000"
    [info] = tree.find("div", id="id_long_text-info")
    assert text_of(info) == "You can enter up to 20,000 characters"


def test_words_are_printed_as_words_wherever_they_come_from():
    class Nasty(forms.Form):
        text = forms.CharField(label=NASTY, help_text=NASTY)
        radio = forms.ChoiceField(
            label=NASTY, choices=[(NASTY, NASTY)], widget=forms.RadioSelect, help_text=NASTY
        )
        box = forms.BooleanField(label=NASTY, help_text=NASTY)
        file = forms.FileField(label=NASTY, widget=forms.FileInput)

    form = Nasty({"text": NASTY, "radio": "x"})
    form.fields["radio"].widget.choice_hints = {NASTY: NASTY}
    form.add_error("text", NASTY)
    form.add_error("box", NASTY)
    form.add_error(None, NASTY)

    tree = crispy(form)

    assert not tree.find("script")
    assert controls(tree, "text")[0][1]["value"] == NASTY
    assert controls(tree, "radio")[0][1]["value"] == NASTY


def test_optional_fields_say_so_and_others_carry_no_star():
    class Two(forms.Form):
        needed = forms.CharField()
        spare = forms.CharField(required=False)
        spare_radio = forms.ChoiceField(choices=STATUSES, widget=forms.RadioSelect, required=False)
        spare_box = forms.BooleanField(required=False)

    tree = crispy(Two())

    assert text_of(tree.find("label", for_="id_needed")[0]) == "Needed"
    assert text_of(tree.find("label", for_="id_spare")[0]) == "Spare (optional)"
    assert text_of(tree.find("legend")[0]) == "Spare radio (optional)"
    assert text_of(tree.find("label", for_="id_spare_box")[0]) == "Spare box"


def test_a_filter_form_does_not_call_all_its_fields_optional():
    class Filter(forms.Form):
        show_optional = False
        words = forms.CharField(required=False)

    tree = crispy(Filter())

    assert text_of(tree.find("label")[0]) == "Words"


def test_a_choice_may_have_a_hint_of_its_own():
    form = EveryKind()
    form.fields["radio"].widget.choice_hints = {"stopped": "It will not go on."}

    tree = crispy(form)

    [stopped] = tree.find("input", value="stopped", type="radio")
    [hint] = tree.find("div", id=stopped[1]["aria-describedby"])
    assert text_of(hint) == "It will not go on."


def test_an_empty_group_of_choices_says_so_where_its_error_leads():
    class Nothing(forms.Form):
        radio = forms.ChoiceField(choices=[], widget=forms.RadioSelect)

    tree = crispy(Nothing({}))

    assert text_of(tree.find("p", id="id_radio")[0]) == "There is nothing to choose from."


def test_attributes_of_the_form_class_are_kept():
    class SignIn(forms.Form):
        username = forms.EmailField(
            widget=forms.EmailInput(attrs={"autocomplete": "username", "class": "wide"})
        )
        password = forms.CharField(
            widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
        )

    tree = crispy(SignIn())

    username = controls(tree, "username")[0][1]
    assert username["autocomplete"] == "username"
    assert username["class"] == "govuk-input wide"
    assert controls(tree, "password")[0][1]["autocomplete"] == "new-password"


class WithLayout(forms.Form):
    title = forms.CharField()
    lead = forms.CharField()

    helper = FormHelper()
    helper.form_id = "initiative"
    helper.layout = Layout(
        Fieldset("Who", "lead"),
        "title",
        ButtonHolder(
            Submit("save", "Save"),
            Submit("draft", "Keep for later", css_class="govuk-button--secondary"),
            HTML('<a class="govuk-link" href="/">Cancel</a>'),
        ),
    )


def test_a_layout_prints_fieldsets_and_buttons():
    tree = crispy(WithLayout())

    [legend] = tree.find("legend")
    assert text_of(legend) == "Who"
    save, draft = tree.find("button")
    assert save[1]["class"] == "govuk-button"
    assert save[1]["data-prevent-double-click"] == "true"
    assert draft[1]["class"] == "govuk-button govuk-button--secondary"
    assert tree.find("form", id="initiative")
    assert text_of(tree.find("a")[0]) == "Cancel"


def test_a_form_that_posts_carries_the_token_and_one_that_gets_does_not():
    asking = WithLayout()
    asking.helper = FormHelper(asking)
    asking.helper.form_method = "get"

    assert crispy(WithLayout()).find("input", name="csrfmiddlewaretoken")
    assert not crispy(asking).find("input", name="csrfmiddlewaretoken")


def test_a_form_that_posts_carries_the_mark_of_its_writer_and_page():
    request = RequestFactory().get("/2017-18/initiatives/5/update/")
    request.user = SimpleNamespace(pk=7, is_authenticated=True)

    [mark] = crispy(WithLayout(), request=request).find("input", name=SEAL_FIELD)

    assert mark[1]["type"] == "hidden"
    assert mark[1]["value"]


def test_a_form_with_a_file_is_sent_in_parts():
    [form] = crispy(EveryKind()).find("form")

    assert form[1]["enctype"] == "multipart/form-data"


def test_the_filter_prints_fields_without_a_form_tag():
    page = Template("{% load crispy_forms_tags %}{{ form|crispy }}")
    tree = Tree(page.render(Context({"form": EveryKind()})))

    assert not tree.find("form")
    assert len(tree.find("div", class_="govuk-form-group")) == len(KINDS)
