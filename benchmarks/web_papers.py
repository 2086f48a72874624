"""A paper's parts as HTML, and WeasyPrint, which sets it; it is met only when it is asked."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from html import escape
from pathlib import Path
from typing import Any

from reports.renderers import typesetting

_FONTS = Path(typesetting.__file__).with_name("fonts")
_STYLE = f"""
@font-face {{ font-family: Paper; src: url({(_FONTS / "LiberationSans-Regular.ttf").as_uri()}); }}
@font-face {{ font-family: Paper; font-weight: bold; src: url({(_FONTS / "LiberationSans-Bold.ttf").as_uri()}); }}
@page {{
  size: A4 landscape; margin: 17mm 15mm 16mm;
  @bottom-left {{ font: 8.5pt Paper; content: string(title); }}
  @bottom-right {{ font: 8.5pt Paper; content: "Page " counter(page) " of " counter(pages); }}
}}
body {{ font: 10.5pt/1.2 Paper; margin: 0; }}
p, ul, ol {{ margin: 0 0 0.5em; padding: 0; }}
ul, ol {{ padding-left: 14pt; }}
h1, h2, h3 {{ color: #003078; }}
h1 {{ font-size: 21pt; string-set: title content(); }}
h2 {{ font-size: 14pt; }}
h3 {{ font-size: 11.5pt; }}
table {{ border-collapse: collapse; table-layout: fixed; width: 100%; font-size: 9.5pt; }}
th, td {{ border: 0.5pt solid #8a949c; padding: 5pt; text-align: left; vertical-align: top; overflow-wrap: anywhere; }}
th {{ background: #e4eaf2; color: #003078; border-bottom: 1.2pt solid #003078; }}
td.heading {{ background: #f3f6fa; }}
tr.kept {{ break-inside: avoid; }}
"""


def html_of(paper: Mapping[str, Any]) -> str:
    """The page that says what the paper says."""
    body = "".join(_part(part) for part in paper["parts"])
    title = escape(paper["title"])
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body>{body}</body></html>"
    )


def weasyprint() -> Callable[..., bytes] | None:
    """WeasyPrint: HTML in, the file out; None where it or its Pango is not installed."""
    with suppress(ImportError, OSError):  # OSError: the library is there, Pango is not
        from weasyprint import HTML

        def write(html: str, *, tagged: bool) -> bytes:
            variant = {"pdf_variant": "pdf/ua-1"} if tagged else {}
            file: bytes = HTML(string=html).write_pdf(**variant)
            return file

        return write
    return None


def _part(part: Mapping[str, Any]) -> str:
    match part["kind"]:
        case "heading":
            return f"<h{part['level']}>{_words(part['words'])}</h{part['level']}>"
        case "table":
            return _table(part)
        case "points" | "numbers" as kind:
            name = "ul" if kind == "points" else "ol"
            points = "".join(f"<li>{_words(point)}</li>" for point in part["points"])
            return f"<{name}>{points}</{name}>"
    return f"<p>{_words(part['words'])}</p>"


def _table(part: Mapping[str, Any]) -> str:
    whole = sum(part["widths"])
    columns = "".join(f'<col style="width: {100 * w / whole:.2f}%">' for w in part["widths"])
    headings = "".join(f'<th scope="col">{_words(words)}</th>' for words in part["headings"])
    return (
        f"<table><colgroup>{columns}</colgroup><thead><tr>{headings}</tr></thead>"
        f"<tbody>{''.join(_rows(part))}</tbody></table>"
    )


def _rows(part: Mapping[str, Any]) -> Iterator[str]:
    """The run of cells in rows; a cell that spans rows takes its place in each of them."""
    taken, row, kept = [0] * len(part["widths"]), "", True
    place = 0
    for cell in part["cells"]:
        while taken[place]:
            taken[place] -= 1
            place += 1
        row += _cell(cell)
        kept = kept and cell["is_kept"]
        taken[place] = cell["rows"] - 1
        place += 1
        if place == len(taken):
            yield f'<tr class="kept">{row}</tr>' if kept else f"<tr>{row}</tr>"
            row, kept, place = "", True, 0


def _cell(cell: Mapping[str, Any]) -> str:
    heading = ' class="heading"' if cell["is_heading"] else ""
    spans = f' rowspan="{cell["rows"]}"' if cell["rows"] > 1 else ""
    return f"<td{heading}{spans}>{''.join(map(_part, cell['parts']))}</td>"


def _words(pieces: list[str]) -> str:
    return "<br>".join(map(escape, pieces))
