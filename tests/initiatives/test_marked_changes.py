import pytest
from django.template import Context, Template

P, HINT = '<p class="govuk-body">', '<p class="govuk-hint">'
DEL, INS = "<del>(removed: )", "<ins>(added: )"
UL = '<ul class="govuk-list govuk-list--bullet">'


def shown(old, new):
    """The mark-up, with the words that are there for the ear in brackets."""
    page = Template("{% load differences %}{% changes old new %}")
    html = page.render(Context({"old": old, "new": new}))
    return html.replace('<span class="govuk-visually-hidden">', "(").replace("</span>", ")")


@pytest.mark.parametrize(
    ("old", "new", "html"),
    [
        ("", "Ten came.", f"{P}{INS}Ten came.</ins></p>"),
        (
            "12 people came",
            "15 people came",
            f"{P}{DEL}12</del> {INS}15</ins> people came</p>",
        ),
        ("One.", "One.\n\nTwo.", f"{P}One.</p>{P}{INS}Two.</ins></p>"),
        (
            "Done:\n• one\n• two",
            "Done:\n• one\n• four",
            f"{P}Done:</p>{UL}<li>one</li><li>{DEL}two</del> {INS}four</ins></li></ul>",
        ),
        (
            "• one",
            "• one\n• two\n• three",
            f"{UL}<li>one</li><li>{INS}two</ins></li><li>{INS}three</ins></li></ul>",
        ),
        (
            "Plans:\nA walk",
            "• Walked",
            f"{P}{DEL}Plans:</del></p>{P}{DEL}A walk</del> {INS}• Walked</ins></p>",
        ),
        (
            "two  spaces here",
            "two spaces there",
            f"{P}two spaces {DEL}here</del> {INS}there</ins></p>",
        ),
    ],
)
def test_changes_are_elements_in_their_paragraphs_and_points(old, new, html):
    assert shown(old, new) == html


def test_every_character_is_escaped():
    assert shown("<b>", "<i> & <b>") == f"{P}{INS}&lt;i&gt; &amp;</ins> &lt;b&gt;</p>"


def test_lines_far_from_any_change_are_counted():
    lines = [f"Line {number}." for number in range(1, 10)]

    html = shown("\n".join(lines), "\n".join([*lines[:4], "New.", *lines[5:]]))

    assert html == (
        f"{HINT}3 lines that did not change</p>{P}Line 4.</p>"
        f"{P}{DEL}Line 5.</del> {INS}New.</ins></p>{P}Line 6.</p>"
        f"{HINT}3 lines that did not change</p>"
    )


def test_the_old_text_stands_above_the_new_each_with_its_own_marks():
    page = Template("{% load differences %}{% old_above_new old new %}")
    lines = "One.\nTwo.\nThree."

    html = page.render(Context({"old": lines, "new": f"{lines}\nFour."}))

    before, now = html.split("<strong>Now</strong>")
    assert f"{HINT}2 lines that did not change</p>{P}Three.</p>" in before
    assert "<ins>" not in before
    assert f"{HINT}2 lines that did not change</p>{P}Three.</p>{P}<ins>" in now
    assert "<del>" not in now


def test_what_was_not_there_before_or_is_not_now_is_nothing():
    page = Template("{% load differences %}{% old_above_new old new %}")

    assert f"{P}Nothing</p>" in page.render(Context({"old": "", "new": "One."}))
    assert f"{P}Nothing</p>" in page.render(Context({"old": "One.", "new": ""}))
