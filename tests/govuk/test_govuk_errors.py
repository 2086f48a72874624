from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.template import Context, Template

from scp_tracker.govuk.errors import ErrorLink, error_links
from tests.govuk.forms import EveryKind, filled
from tests.govuk.tree import Tree, text_of


def rendered(source, **context):
    page = Template("{% load crispy_forms_tags govuk %}" + source)
    return Tree(page.render(Context({"csrf_token": "token", **context})))


class Lead(forms.Form):
    agency = forms.CharField(label="Lead agency")


Leads = forms.formset_factory(Lead, extra=2, min_num=1, validate_min=True)


def leads(*agencies):
    sent = {"form-TOTAL_FORMS": len(agencies), "form-INITIAL_FORMS": 0}
    for number, agency in enumerate(agencies):
        sent[f"form-{number}-agency"] = agency
    return Leads(sent, form_kwargs={"empty_permitted": False, "use_required_attribute": False})


def test_every_error_is_a_link_to_a_field_that_can_be_focused():
    tree = rendered("{% crispy form %}", form=EveryKind({}))

    [summary] = tree.find("div", data_module="govuk-error-summary")
    hrefs = [attrs["href"] for tag, attrs, _ in tree.elements() if tag == "a"]
    names = [name for name in EveryKind.base_fields if name != "version"]
    assert text_of(summary).startswith("There is a problem ")
    assert hrefs[1:] == [f"#id_{name}" for name in names]
    for href in hrefs:
        [target] = [element for element in tree.elements() if element[1].get("id") == href[1:]]
        assert target[0] in {"input", "textarea", "select"}
        assert target[1].get("type") != "hidden"


def test_a_form_without_errors_has_no_summary():
    form = EveryKind()

    assert not rendered("{% crispy form %}", form=form).find("h2")


def test_errors_of_the_whole_and_of_hidden_fields_lead_to_the_first_field():
    form = filled(version="")
    del form.fields["file"]
    form.add_error(None, "Somebody else saved first.")

    assert error_links(form) == [
        ErrorLink("Somebody else saved first.", "id_text"),
        ErrorLink("Enter version", "id_text"),
    ]


def test_an_error_of_the_whole_leads_to_where_on_the_page_it_is_mended():
    form = filled(version="")
    del form.fields["file"]
    form.errors_lead_to = "checks"
    form.add_error(None, "The checks found something.")

    assert error_links(form) == [
        ErrorLink("The checks found something.", "checks"),
        ErrorLink("Enter version", "id_text"),
    ]


def test_an_error_with_nothing_to_mend_is_no_link():
    class Sure(forms.Form):
        def clean(self):
            raise forms.ValidationError("This plan is closed.")

    tree = rendered("{% crispy form %}", form=Sure({}))

    assert not tree.find("a")
    assert text_of(tree.find("li")[0]) == "This plan is closed."


def test_errors_come_in_the_order_of_the_page():
    class Swapped(forms.Form):
        first = forms.CharField()
        second = forms.CharField()

    form = Swapped({})
    form.helper = FormHelper()
    form.helper.layout = Layout("second", "first")

    tree = rendered("{% crispy form %}", form=form)

    assert [link[1]["href"] for link in tree.find("a")] == ["#id_second", "#id_first"]


def test_what_is_missing_is_said_in_words_of_the_question():
    texts = {link.target: link.text for link in error_links(EveryKind({}))}

    assert texts["id_email"] == "Enter e-mail address"
    assert texts["id_radio"] == "Select radio"
    assert texts["id_boxes"] == "Select boxes"
    assert texts["id_file"] == "Choose file"
    assert texts["id_box"] == "Tick I have read it"


def test_an_abbreviation_keeps_its_capitals_and_a_forms_own_message_its_words():
    class Own(forms.Form):
        kp = forms.CharField(label="KP number")
        text = forms.CharField(error_messages={"required": "Write what happened."})

    texts = [link.text for link in error_links(Own({}))]

    assert texts == ["Enter KP number", "Write what happened."]


def test_the_summary_and_the_field_say_the_same():
    tree = rendered("{% crispy form %}", form=EveryKind({}))

    [link] = tree.find("a", href="#id_day")
    [message] = tree.find("p", id="id_day-error")
    assert text_of(message) == f"Error: {text_of(link)}"


def test_a_summary_put_at_the_top_of_a_page_is_not_said_again_above_the_form():
    tree = rendered("{% error_summary form %}<h1>Change</h1>{% crispy form %}", form=EveryKind({}))

    assert len(tree.find("div", data_module="govuk-error-summary")) == 1


def test_a_summary_of_what_is_no_form_is_empty():
    assert not rendered("{% error_summary nothing text %}", text="form").root


def test_errors_in_a_formset_lead_to_the_form_they_are_in():
    tree = rendered("{% crispy formset %}", formset=leads("CBC", ""))

    [link] = tree.find("a")
    assert text_of(link) == "Enter lead agency"
    assert link[1]["href"] == "#id_form-1-agency"
    assert tree.find("input", id="id_form-1-agency")
    assert len(tree.find("form")) == 1


def test_errors_about_a_whole_formset_lead_to_its_first_field():
    formset = leads("CBC")
    formset.non_form_errors().append("Each agency leads once.")

    assert error_links(formset) == [ErrorLink("Each agency leads once.", "id_form-0-agency")]


def test_one_summary_serves_a_form_and_its_formset():
    tree = rendered(
        "{% error_summary form formset %}{% crispy form %}{{ formset|crispy }}",
        form=EveryKind({}),
        formset=leads(""),
    )

    assert len(tree.find("div", data_module="govuk-error-summary")) == 1
    assert tree.find("a", href="#id_text")
    assert tree.find("a", href="#id_form-0-agency")
