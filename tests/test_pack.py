"""The hand-checked list against the pack's own text, so that neither can drift from the other."""

import hashlib
import json
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

PACK = Path(__file__).parent / "pack"
FIXTURES = Path(__file__).parent.parent / "fixtures"


def load(name):
    return json.loads((PACK / f"{name}.json").read_text(encoding="utf-8"))


def record(name):
    return (PACK / f"{name}.txt").read_bytes().decode()


YEAR_END = load("year_end_2016_17")
ANNUAL_PLAN = load("annual_plan_2017_18")
MEMBERS = load("members")
PAPERS = [
    pytest.param(YEAR_END, record("appendix_a"), id="appendix-a"),
    pytest.param(ANNUAL_PLAN, record("appendix_b"), id="appendix-b"),
]
ROWS = [
    pytest.param(paper, row, id=f"{letter}{row['number']}")
    for letter, paper in (("a", YEAR_END), ("b", ANNUAL_PLAN))
    for row in paper["rows"]
]


def passages(node):
    """Every object below `node` that has printed lines and their repaired text; rows have cells."""
    if isinstance(node, list):
        for child in node:
            yield from passages(child)
    elif isinstance(node, dict):
        if isinstance(node.get("printed"), list) and isinstance(node.get("repaired"), str):
            yield node
        for child in node.values():
            yield from passages(child)


def strings(node):
    if isinstance(node, str):
        yield node
    elif isinstance(node, list | dict):
        for child in node if isinstance(node, list) else node.values():
            yield from strings(child)


def repaired_strings(node):
    """What the tracker must print: everything repaired, wherever it stands."""
    if isinstance(node, list):
        for child in node:
            yield from repaired_strings(child)
    elif isinstance(node, dict):
        yield from strings(node.get("repaired", []))
        for key, child in node.items():
            if key != "repaired":
                yield from repaired_strings(child)


def repair(lines, repairs):
    """`lines` joined with spaces and then repaired as `repairs` say, in order."""
    text = " ".join(lines)
    for step in repairs:
        if "\n" in step["stood"]:
            assert step["stood"] in "\n".join(lines)
            assert step["became"] == step["stood"].replace("\n", " ")
        elif not step["stood"]:
            assert not text
            text = step["became"]
        else:
            assert step["stood"] in text
            text = text.replace(step["stood"], step["became"])
    return "\n".join(re.sub(" +", " ", line).strip() for line in text.split("\n")).strip()


def repairs_of(row, cell):
    return [step for step in row["why"] if step["cell"] == cell]


def cells_of(text):
    return re.split(r"[\t\n]", text)


def leads(paper):
    return Counter(row["repaired"]["lead"] for row in paper["rows"])


def rows_led_by(paper, *names):
    """How many rows are led by one of `names` alone, and how many jointly."""
    alone = jointly = 0
    for row in paper["rows"]:
        found = re.split(" / | & ", row["repaired"]["lead"])
        if set(found) & set(names):
            alone, jointly = alone + (len(found) == 1), jointly + (len(found) > 1)
    return alone, jointly


@pytest.mark.parametrize(
    ("name", "checksum"),
    [
        ("appendix_a", "cb241eb9d3488da30645a791aef51c7bbec47f502bbd4a10b41d07ae0a154757"),
        ("appendix_b", "26513ec5995963193918360f115c36bc00b2e44ed406128dde9628fbdaf78c0f"),
        ("glossaries", "820ff6eb24c52b4cdbaaae3957f97bdac03256e7b1d00afc7ee228fe6852e085"),
        ("members", "604cfa0faed3e2a802bedfc99083b238f538bb1a631aaf38da272d26b70a88f9"),
    ],
)
def test_the_record_is_never_edited(name, checksum):
    assert hashlib.sha256((PACK / f"{name}.txt").read_bytes()).hexdigest() == checksum


def test_the_glossaries_stand_in_the_record_once_more():
    cover_report, appendix_b = record("glossaries").split("\n\n", 2)[0], record("appendix_b")

    assert cover_report.startswith("ACRONYMS:")
    assert record("glossaries").partition("\nGLOSSARY\n")[2] in appendix_b


@pytest.mark.parametrize(("paper", "text"), PAPERS)
def test_every_word_of_the_paper_is_in_the_list_once(paper, text):
    listed = [
        *(line for passage in passages({**paper, "targets": []}) for line in passage["printed"]),
        *(line for row in paper["rows"] for cell in row["printed"].values() for line in cell),
        *(line for aside in paper["set_aside"] for line in aside["printed"]),
        *paper["columns"],
    ]
    if paper is ANNUAL_PLAN:
        listed += [text for entry in paper["glossary"] for text in entry["printed"]]

    assert Counter(" ".join(listed).split()) == Counter(text.split())


@pytest.mark.parametrize(("paper", "text"), PAPERS)
def test_every_line_of_a_cell_stands_in_the_paper_in_order(paper, text):
    cells = cells_of(text)
    row_starts = 0
    for row in paper["rows"]:
        starts = []
        for lines in filter(None, row["printed"].values()):
            after = row_starts
            for line in lines:
                after = cells.index(line, after) + 1
                starts.append(after)
        assert min(starts) > row_starts
        row_starts = min(starts)


@pytest.mark.parametrize(("paper", "text"), PAPERS)
def test_every_other_passage_stands_in_the_paper(paper, text):
    for passage in passages(paper):
        for line in passage["printed"]:
            assert line in text


def test_every_abbreviation_stands_in_its_glossary():
    lines = record("glossaries").split("\n")
    for entry in YEAR_END["glossary"]:
        assert "\t".join(entry["printed"]) in lines
    for entry in ANNUAL_PLAN["glossary"]:
        assert "\t".join(entry["printed"]) in record("glossaries").partition("GLOSSARY")[2]


@pytest.mark.parametrize("paper", [YEAR_END, ANNUAL_PLAN], ids=["appendix-a", "appendix-b"])
def test_the_repairs_explain_every_difference_in_a_passage(paper):
    for passage in passages(paper):
        assert repair(passage["printed"], passage["why"]) == passage["repaired"]
    for entry in paper["glossary"]:
        assert repair(entry["printed"][:1], entry["why"]) == entry["repaired"][0]
        assert entry["printed"][1] == entry["repaired"][1]


@pytest.mark.parametrize(("paper", "row"), ROWS)
def test_the_repairs_explain_every_difference_in_a_row(paper, row):
    for cell, lines in row["printed"].items():
        if cell != "target":
            assert repair(lines, repairs_of(row, cell)) == row["repaired"][cell]
    assert {step["cell"] for step in row["why"]} <= set(row["printed"])


def test_a_target_is_its_cells_joined_down_its_rows():
    rows = {row["number"]: row for row in YEAR_END["rows"]}
    for target in YEAR_END["targets"]:
        lines = [line for n in target["rows"] for line in rows[n]["printed"]["target"]]
        assert repair(lines, target["why"]) == target["repaired"]
        for number in target["rows"]:
            assert rows[number]["repaired"]["target"] == target["repaired"]
            assert rows[number]["repaired"]["priority"] == target["priority"]


def test_a_row_that_prints_only_part_of_its_target_says_why():
    for row in YEAR_END["rows"]:
        stood = " ".join(row["printed"]["target"])
        explained = [(step["stood"], step["became"]) for step in repairs_of(row, "target")]
        if stood not in {"", row["repaired"]["target"]}:
            assert explained == [(stood, row["repaired"]["target"])]


def test_points_that_ran_together_are_two_points():
    priority = ANNUAL_PLAN["priorities"][1]
    first, second = (point["repaired"] for point in priority["points"][:2])
    [step] = priority["why"]

    assert step["stood"] == f"{first} {second}"
    assert step["stood"] in record("appendix_b").split("\n")
    assert step["became"] == f"{first}\n{second}"


def test_the_rows_follow_their_targets_in_order():
    assert [n for target in YEAR_END["targets"] for n in target["rows"]] == list(range(1, 35))
    assert [target["number"] for target in YEAR_END["targets"]] == list(range(1, 19))


@pytest.mark.parametrize("paper", [YEAR_END, ANNUAL_PLAN], ids=["appendix-a", "appendix-b"])
def test_every_repair_changes_something_and_gives_its_reason(paper):
    nodes = [*passages(paper), *paper["rows"], *paper["glossary"], ANNUAL_PLAN["priorities"][1]]
    for step in (step for node in nodes for step in node["why"]):
        assert step["stood"] != step["became"]
        assert step["reason"].endswith(".")
    assert all(aside["why"].endswith(".") for aside in paper["set_aside"])


@pytest.mark.parametrize("paper", [YEAR_END, ANNUAL_PLAN], ids=["appendix-a", "appendix-b"])
def test_no_letter_of_another_alphabet_is_printed(paper):
    letters = {letter for text in repaired_strings(paper) for letter in text if letter.isalpha()}

    assert letters
    assert not [letter for letter in letters if not unicodedata.name(letter).startswith("LATIN ")]


@pytest.mark.parametrize("paper", [YEAR_END, ANNUAL_PLAN], ids=["appendix-a", "appendix-b"])
@pytest.mark.parametrize(
    "damage",
    [
        r"\d (st|nd|rd|th)\b",
        r"</?u>|\*\*",
        r"Appendix [Bb] [-–] SC[FP] Ann|Page:",
        r"\bACION\b|COO CENTION|I Olice|somedured|CHILIE|confinitionity|gernent",
        r"EFCRS|\b201206\b",
        r"\S•|•\S|·",
        r"  |\t|^\s|\s$|- J\b",
    ],
)
def test_no_damage_is_printed(paper, damage):
    foot = ANNUAL_PLAN["head"]["running_foot"]["repaired"]
    texts = [text for text in repaired_strings(paper) if text != foot]

    assert not [text for text in texts if re.search(damage, text)]


def test_the_year_end_report_counts_as_the_paper_does():
    assert len(YEAR_END["priorities"]) == 5
    assert len(YEAR_END["targets"]) == 18
    assert [row["number"] for row in YEAR_END["rows"]] == list(range(1, 35))
    assert Counter(t["priority"] for t in YEAR_END["targets"]) == {1: 3, 2: 2, 3: 4, 4: 6, 5: 3}
    assert max(len(target["rows"]) for target in YEAR_END["targets"]) == 6
    assert len(YEAR_END["glossary"]) == 9


def test_the_annual_plan_counts_as_the_paper_does():
    assert [len(priority["points"]) for priority in ANNUAL_PLAN["priorities"]] == [4, 4, 3]
    assert [len(f["priorities"]) for f in ANNUAL_PLAN["frameworks"]] == [7, 10]
    assert [len(f["plan_text"]) for f in ANNUAL_PLAN["frameworks"]] == [3, 0]
    assert [len(f["aims"]) for f in ANNUAL_PLAN["frameworks"]] == [0, 3]
    assert [row["number"] for row in ANNUAL_PLAN["rows"]] == list(range(1, 31))
    assert len(ANNUAL_PLAN["columns"]) == 8
    assert len(ANNUAL_PLAN["glossary"]) == 21
    assert "CCG" not in {entry["repaired"][0] for entry in ANNUAL_PLAN["glossary"]}


def test_the_leads_count_as_the_paper_does():
    assert rows_led_by(ANNUAL_PLAN, "Police") == (5, 1)
    assert rows_led_by(ANNUAL_PLAN, "CBH") == (1, 1)
    assert rows_led_by(ANNUAL_PLAN, "CBC") == (12, 7)
    assert (leads(YEAR_END)["POLICE"], leads(YEAR_END)["Essex Police"]) == (1, 4)
    assert rows_led_by(YEAR_END, "POLICE", "Essex Police") == (5, 0)
    assert rows_led_by(YEAR_END, "CBH") == (0, 2)


def test_joint_leads_keep_their_order_and_their_joins():
    joint = {lead for paper in (YEAR_END, ANNUAL_PLAN) for lead in leads(paper) if " " in lead}

    assert joint >= {"CBC / SCP", "SCP / CBC", "CBC / Police", "CBC & CBH", "SCP & CBC"}


def test_what_is_blank_in_the_paper_stays_blank():
    blank_timings = [r["number"] for r in ANNUAL_PLAN["rows"] if not r["repaired"]["timing"]]
    to_be_confirmed = [r["number"] for r in ANNUAL_PLAN["rows"] if r["repaired"]["timing"] == "TBC"]

    assert blank_timings == [22, 23, 24, 26]
    assert to_be_confirmed == [21]
    assert [r["number"] for r in YEAR_END["rows"] if not r["repaired"]["lead"]] == [33]
    assert all(r["repaired"]["lead"] and r["repaired"]["fund"] for r in ANNUAL_PLAN["rows"])
    assert not [
        row["number"]
        for row in ANNUAL_PLAN["rows"]
        for column in ("scp_kps", "pcc_kps", "ep_kps")
        if row["repaired"][column] or row["printed"][column]
    ]


def test_lists_inside_outcomes_stay_lists():
    points = {
        row["number"]: sum(line.startswith("• ") for line in row["repaired"]["outcome"].split("\n"))
        for row in ANNUAL_PLAN["rows"]
    }

    assert {number: count for number, count in points.items() if count} == {20: 6, 21: 9}


def test_the_outcome_that_was_cut_off_is_not_completed():
    gangsline = ANNUAL_PLAN["rows"][7]["repaired"]

    assert gangsline["title"] == "Gangsline Project / Service"
    assert gangsline["outcome"].endswith("1-2-1 mentoring with 11")


def test_every_name_of_a_member_stands_in_its_paper():
    notice, background = record("members").split("\n\n")
    paragraphs = background.split("\n")
    said_in = {
        "press notice": notice,
        "cover report 4.2": paragraphs[0],
        "cover report 4.3": paragraphs[1],
    }
    for member in MEMBERS["members"]:
        for said in member["said"]:
            assert said["name"] in said_in[said["source"]]
            assert said.get("from", "") in said_in[said["source"]]
    assert len(MEMBERS["members"]) == 9


def shown(text):
    return "`" + text.strip().replace("\n", " ⏎ ") + "`" if text else "(nothing)"


@pytest.mark.parametrize("paper", [YEAR_END, ANNUAL_PLAN], ids=["appendix-a", "appendix-b"])
def test_people_can_read_every_repair(paper):
    page = (FIXTURES / "README.md").read_text(encoding="utf-8")
    nodes = [*passages(paper), *paper["glossary"], *paper["priorities"], *paper["rows"]]
    steps = [step for node in nodes for step in node.get("why", [])]
    for step in (step for step in steps if step.get("cell") != "target"):
        line = f"| {shown(step['stood'])} | {shown(step['became'])} | {step['reason']} |"
        assert line in page
