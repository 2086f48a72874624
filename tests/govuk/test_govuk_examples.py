"""Our fields print what GOV.UK Frontend's own examples print."""

import json
from pathlib import Path

import pytest
from django import forms
from django.template.loader import render_to_string

from tests.govuk.tree import Tree

EXAMPLES = json.loads((Path(__file__).parent / "examples.json").read_text())["examples"]
ATTRIBUTES = ["autocomplete", "inputmode", "rows"]


def _attributes(options):
    attrs = {name: options[name] for name in ATTRIBUTES if name in options}
    attrs["id"] = options.get("id") or options.get("idPrefix") or options["name"]
    if "classes" in options:
        attrs["class"] = options["classes"]
    if "describedBy" in options:
        attrs["aria-describedby"] = options["describedBy"]
    if "maxlength" in options:
        attrs["data-maxlength"] = options["maxlength"]
    return {**attrs, **options.get("attributes", {})}


def _widget(component, options):
    attrs = _attributes(options)
    choices = [(item["value"], item["text"]) for item in options.get("items", [])]
    hints = {
        item["value"]: item["hint"]["text"] for item in options.get("items", []) if "hint" in item
    }
    if component == "select":
        return forms.Select(attrs=attrs, choices=choices)
    if component in {"radios", "checkboxes"}:
        kind = forms.RadioSelect if component == "radios" else forms.CheckboxSelectMultiple
        widget = kind(attrs=attrs, choices=choices)
        widget.choice_hints = hints
        return widget
    if component in {"textarea", "character-count"}:
        return forms.Textarea(attrs={"rows": 5, **attrs})
    kinds = {
        "input": forms.TextInput,
        "password-input": forms.PasswordInput,
        "file-upload": forms.FileInput,
    }
    return kinds[component](attrs=attrs)


def _bound_field(component, options):
    legend = options.get("fieldset", {}).get("legend", {})
    chosen = [item["value"] for item in options.get("items", []) if item.get("checked")]
    field = forms.Field(
        label=options.get("label", legend).get("text"),
        help_text=options.get("hint", {}).get("text", ""),
        widget=_widget(component, options),
        initial=options.get("value", chosen or None),
        disabled=options.get("disabled", False),
    )
    form = type("Example", (forms.Form,), {options["name"]: field})()
    if "errorMessage" in options:
        form.cleaned_data = {}
        form._errors = forms.utils.ErrorDict()
        form.add_error(options["name"], options["errorMessage"]["text"])
    return form[options["name"]]


def _without_what_we_add(tree):
    for _tag, attrs, _children in tree.elements():
        attrs.pop("aria-invalid", None)  # GOV.UK leaves it out; screen readers say it
    return tree.root


@pytest.mark.parametrize(
    "example", EXAMPLES, ids=[f"{example['component']} {example['name']}" for example in EXAMPLES]
)
def test_a_field_prints_what_govuk_frontend_prints(example):
    field = _bound_field(example["component"], example["options"])

    ours = Tree(render_to_string("govuk/field.html", {"field": field}))

    assert _without_what_we_add(ours) == Tree(example["html"]).root
