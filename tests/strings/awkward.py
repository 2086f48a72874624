"""The awkward strings, each with what is awkward about it, and how they come through unharmed."""

from priorities.text import one_ending

AWKWARD = {
    "a NUL": "be\0fore",
    "control characters": "bell\x07 escape\x1b[31m back\x08",
    "a control character of the upper set": "stop\x9f",
    "half a character": "half \ud800 here",
    "what is no character": "none\ufffe",
    "text read backwards": "\u202edesrever\u202c \u200fmark",
    "text set apart": "\u2067\u05e9\u05dc\u05d5\u05dd\u2069 CBC",
    "characters without width": "C\u200bB\u200c\u200d\u2060C\ufeff",
    "blanks alone": "\u3000\xa0\t ",
    "one character too many for a cell": "x" * 32_768,
    "half as many that count as two": "\U0001f600" * 16_384,
    "a formula": "=1+1",
    "a formula with a link": '=HYPERLINK("http://a.example","Police")',
    "a formula that begins with plus": "+1+1",
    "a formula that begins with minus": "-1+1",
    "a formula that begins with at": "@SUM(1+1)",
    "a formula after a tab": "\t=1+1",
    "a script": "<script>awkward()</script>",
    "an end of what stands around it": "\"'></textarea></title><img src=x onerror=awkward()>",
    "an end of a comment and of XML": "--> ]]> <awk:ward/> <!--",
    "entities": "&lt;b&gt; &amp;amp; &#60;",
    "a template": '{{ 7|add:"7" }}{% now "Y" %}{% include "500.html" %}{# no #}',
    "SQL": "'; DROP TABLE initiatives_initiative; --",
    "what SQL looks for": '100% _ \\ "a" %s %(name)s',
    "what Python fills in": "{} {0} {name.__class__} %d $name",
    "typst that defines": '#let x = 1 #panic("no")',
    "typst that reads a file": '#include "/etc/passwd"',
    "typst that counts": "$x^2$",
    "typst that stresses": "*bold* _it_ `raw`",
    "typst that refers": "@label <label>",
    "an end of what typst has open": "] } ) //",
    "an escape of typst": "\\u{1f} \\# /* no */",
    "Word's XML": "</w:t><w:t>x</w:t>",
    "a field of Word": '{ HYPERLINK "http://a.example" }',
    "a field of Word to be merged": "{ MERGEFIELD Name }",
    "an escape of Excel": "_x0041_ _x000D_",
    "letters that only look Latin": "\u0421\u0412\u0421",
    "marks above marks": "Z\u0351\u0343\u0306a e\u0301",
    "marks above nothing": "\u0301\u0308 \u20e3",
    "hyphens that may break a word": "safe\xadguar\xadding",
    "tabs": "one\ttwo\t\tthree",
    "a point of a list that has no words": "\u2022 \n- \n\u2022 one",
    "one sign of several": "\U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f3f4\U000e0067\U000e007f",
    "every line ending": "one\r\ntwo\rthree\nfour\x85five\u2028six",
}
NAMES = list(AWKWARD)
# What no form takes can stand in a database all the same, but for what PostgreSQL or UTF-8 has not.
STORED = [text for text in AWKWARD.values() if not {"\0", "\ud800"} & set(text) and text.strip()]


def sent(text: str) -> list[bytes]:
    """The text as the value of a field; half a character too, which no browser would send."""
    return [text.encode("utf-8", "surrogatepass")]


def read(text: str) -> str:
    """The text as it is kept: stripped, with one kind of line ending and no half characters."""
    whole = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return one_ending(whole).strip()


def rotated(boxes: set[str], turn: int) -> dict[str, str]:
    """An awkward string for each box, with each turn another, and no two the same while they last."""
    places = enumerate(sorted(boxes), start=turn)
    return {box: AWKWARD[NAMES[place % len(NAMES)]] for place, box in places}
