from io import BytesIO

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory

from initiatives.files.contents import FileRead
from initiatives.files.kinds import EMPTY
from initiatives.files.limits import MOST_BYTES, TOO_LARGE
from initiatives.forms.files import ReadFileField
from tests.files.made import typed, xlsx


class UploadForm(forms.Form):
    plan = ReadFileField(label="The plan")
    other = ReadFileField(label="Another", required=False)


def form_of(**files):
    request = RequestFactory().post("/", files)
    form = UploadForm(request.POST, request.FILES)
    form.is_valid()
    return form


def sent(name, content):
    file = BytesIO(content)
    file.name = name
    return file


def test_a_file_is_read_as_it_arrives():
    name, read = form_of(plan=sent("Our plan.xlsx", xlsx(typed("A1", "Text")))).cleaned_data["plan"]

    assert name == "Our plan.xlsx"
    assert isinstance(read, FileRead)
    assert read.tables[0].rows == (("Text",),)


def test_nothing_of_a_large_file_is_kept_but_what_tells_that_it_is_too_large():
    request = RequestFactory().post("/", {"plan": sent("plan.xlsx", b"x" * (MOST_BYTES + 500_000))})

    upload = request.FILES["plan"]

    assert upload.size == MOST_BYTES + 500_000
    assert len(upload.read()) == MOST_BYTES + 1
    assert not hasattr(upload, "temporary_file_path")


def test_several_files_of_one_request_are_kept_together_within_the_same_bound():
    half = b"x" * (MOST_BYTES // 2 + 10)

    form = form_of(plan=sent("a.xlsx", half), other=sent("b.xlsx", half))

    assert form.errors["other"] == [TOO_LARGE]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"x" * (MOST_BYTES + 1), TOO_LARGE),
        (b"x" * (MOST_BYTES + 2), TOO_LARGE),
        (b"", EMPTY),
        (b"<html>", None),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_field(content, said):
    [error] = form_of(plan=sent("plan.xlsx", content)).errors["plan"]

    assert error == said or (said is None and "web page" in error)


def test_no_file_is_asked_for():
    assert form_of().errors == {"plan": ["Choose the file to upload."]}


def test_a_long_name_is_cut_before_its_ending():
    field = ReadFileField()
    upload = SimpleUploadedFile("p" * 240 + ".xlsx", xlsx(typed("A1", "Text")))

    name, _ = field.clean(upload)

    assert name == "p" * 195 + ".xlsx"


def test_files_are_kept_in_memory_by_every_request(settings):
    assert settings.FILE_UPLOAD_HANDLERS == ["scp_tracker.uploads.InMemoryUpload"]
    assert len(HttpRequest().upload_handlers) == 1
