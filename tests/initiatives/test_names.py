import pytest

from initiatives.names import UnknownName, known_names, read_names

KNOWN = known_names(
    [
        ("CBC", 1),
        ("Colchester Borough Council", 1),
        ("Police", 2),
        ("Essex Police", 2),
        ("CBH", 3),
        ("SCP", 4),
        ("NTE/Hidden Harms Board", 5),
        ("NTE", 6),
        ("Open Road", 7),
        ("Health and Wellbeing Board", 8),
        ("N/A", 9),
        ("YSG", 10),
    ]
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("CBC", [("CBC", "", 1)]),
        ("CBC / Police", [("CBC", "", 1), ("Police", " / ", 2)]),
        ("Police/CBC", [("Police", "", 2), ("CBC", " / ", 1)]),
        ("CBC & CBH", [("CBC", "", 1), ("CBH", " & ", 3)]),
        ("CBC and CBH", [("CBC", "", 1), ("CBH", " & ", 3)]),
        ("SCP, CBC & CBH", [("SCP", "", 4), ("CBC", " / ", 1), ("CBH", " & ", 3)]),
        ("  CBC   /   Essex   Police ", [("CBC", "", 1), ("Essex Police", " / ", 2)]),
        ("POLICE", [("POLICE", "", 2)]),
        ("colchester borough council", [("colchester borough council", "", 1)]),
        ("", []),
        ("   ", []),
    ],
)
def test_joint_names_as_the_paper_writes_them(text, names):
    read = [(name.written, name.joined_by, name.pk) for name in read_names(text, KNOWN)]

    assert read == names


@pytest.mark.parametrize(
    ("text", "pks"),
    [
        ("N/A", [9]),
        ("NTE/Hidden Harms Board", [5]),
        ("NTE/Hidden Harms Board / CBC", [5, 1]),
        ("NTE / CBC", [6, 1]),
        ("CBC / Health and Wellbeing Board", [1, 8]),
        ("Health and Wellbeing Board and CBC", [8, 1]),
    ],
)
def test_a_slash_or_an_and_inside_a_known_name_splits_nothing(text, pks):
    assert [name.pk for name in read_names(text, KNOWN)] == pks


@pytest.mark.parametrize(
    ("text", "written", "suggestions"),
    [
        ("Open Rode", "Open Rode", ["Open Road"]),
        ("CBC / Polise", "Polise", ["Police"]),
        ("Somebody Else / CBC", "Somebody Else", []),
        ("/ CBC", "/ CBC", None),
        ("CBC Police", "CBC Police", None),
        ("CBC / / Police", "/ Police", None),
    ],
)
def test_an_unknown_name_is_named_with_what_it_may_mean(text, written, suggestions):
    with pytest.raises(UnknownName) as unknown:
        read_names(text, KNOWN)

    assert unknown.value.written == written
    assert str(unknown.value).startswith(f"“{written}” is not a name the tracker knows.")
    if suggestions is not None:
        assert unknown.value.suggestions == suggestions
    for suggestion in unknown.value.suggestions:
        assert f" {suggestion}" in str(unknown.value)


@pytest.mark.parametrize("text", ["CBC / CBC", "Police & Essex Police"])
def test_a_record_stands_once_under_whatever_name(text):
    with pytest.raises(ValueError, match="stands there twice"):
        read_names(text, KNOWN)
