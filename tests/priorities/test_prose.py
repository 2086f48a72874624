import pytest
from django.template import Context, Template

from priorities.templatetags.prose import prose

UL = '<ul class="govuk-list govuk-list--bullet">'
P = '<p class="govuk-body">'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        (" \n\n ", ""),
        ("One.", f"{P}One.</p>"),
        ("One.\n\nTwo.", f"{P}One.</p>{P}Two.</p>"),
        ("• One\n• Two", f"{UL}<li>One</li><li>Two</li></ul>"),
        ("Done:\n• One\n• Two\nEnd.", f"{P}Done:</p>{UL}<li>One</li><li>Two</li></ul>{P}End.</p>"),
        ("• One\n\n• Two", f"{UL}<li>One</li><li>Two</li></ul>"),
        ("• One\nand\n• Two", f"{UL}<li>One</li></ul>{P}and</p>{UL}<li>Two</li></ul>"),
        ("  • One", f"{UL}<li>One</li></ul>"),
        ("•One", f"{P}•One</p>"),
        ("- One\n- Two", f"{UL}<li>One</li><li>Two</li></ul>"),
        ("• One\n- Two", f"{UL}<li>One</li><li>Two</li></ul>"),
        ("-5 degrees\n– a dash", f"{P}-5 degrees</p>{P}– a dash</p>"),
        ("1 • 2", f"{P}1 • 2</p>"),
        ("- - One", f"{UL}<li>- One</li></ul>"),
        ("• • One", f"{UL}<li>• One</li></ul>"),
    ],
)
def test_lines_are_paragraphs_and_bullets_a_list(text, html):
    assert prose(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Smith\t3\nJones\t12", f"{P}Smith | 3</p>{P}Jones | 12</p>"),
        ("\tMay\tJune\nVisits\t\t2\t", f"{P}| May | June</p>{P}Visits |  | 2</p>"),
        ("\tSet in\t", f"{P}Set in</p>"),
        (" \t \t ", ""),
        ("<b>\t&", f"{P}&lt;b&gt; | &amp;</p>"),
        ("• One\tTwo", f"{UL}<li>One | Two</li></ul>"),
        ("•\tOne\n-\tTwo", f"{UL}<li>One</li><li>Two</li></ul>"),
        ("1.\tOne\n\tii)\tTwo", f"{P}1. One</p>{P}ii) Two</p>"),
    ],
)
def test_cells_of_a_pasted_table_stay_apart_and_a_tab_after_a_points_sign_is_none(text, html):
    assert prose(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<script>x</script>", f"{P}&lt;script&gt;x&lt;/script&gt;</p>"),
        ("• <b>x</b>", f"{UL}<li>&lt;b&gt;x&lt;/b&gt;</li></ul>"),
        ('Tom & Jo\'s "{}" {0} %s', f"{P}Tom &amp; Jo&#x27;s &quot;{{}}&quot; {{0}} %s</p>"),
        ("&lt;", f"{P}&amp;lt;</p>"),
    ],
)
def test_every_character_is_escaped_once(text, html):
    assert prose(text) == html
    assert Template("{% load prose %}{{ text|prose }}").render(Context({"text": text})) == html
