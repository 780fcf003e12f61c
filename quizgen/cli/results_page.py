"""Lay the results of a class out as one page for print, in HTML that needs nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

_LONG = 16  # letters of a word that may be torn, as the id of an item

_STYLE = """
body { font: 10.5pt/1.4 system-ui, sans-serif; color: #111; background: #fff; margin: 2rem auto;
  max-width: 60rem; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin: 1.6rem 0 .4rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .2rem .8rem .2rem 0;
  border-bottom: 1px solid #bbb; }
td.number, th.number { text-align: right; }
td.long { overflow-wrap: anywhere; }
thead { display: table-header-group; } tr { break-inside: avoid; }
@page { margin: 18mm; } @media print { body { margin: 0; max-width: none; } }
"""


def page_of(title: str, headline: str, sections: Mapping[str, Sequence[Sequence[str]]]) -> str:
    """Return the page; whatever anybody typed stands in it as text."""
    parts = [
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}',
        f"</title><style>{_STYLE}</style></head>\n<body><h1>{escape(title)}</h1>",
        f"<p>{escape(headline)}</p>\n",
    ]
    for name, rows in sections.items():
        if len(rows) > 1:
            numbers = [all(map(_is_number, column)) for column in zip(*rows[1:], strict=True)]
            parts.append(f"<h2>{escape(name)}</h2>\n<table><thead>{_row(rows[0], numbers, 'th')}")
            parts.append("</thead><tbody>")
            parts += [_row(row, numbers, "td") for row in rows[1:]]
            parts.append("</tbody></table>\n")
    return "".join([*parts, "</body></html>\n"])


def _row(row: Sequence[str], numbers: Sequence[bool], tag: str) -> str:
    cells = []
    for cell, is_number in zip(row, numbers, strict=True):
        kind = ' class="number"' if is_number else ""
        if any(len(word) > _LONG for word in cell.split()):
            kind = ' class="long"'
        scope = ' scope="col"' if tag == "th" else ""
        cells.append(f"<{tag}{scope}{kind}>{escape(cell)}</{tag}>")
    return f"<tr>{''.join(cells)}</tr>\n"


def _is_number(cell: str) -> bool:
    try:
        float(cell or 0)
    except ValueError:
        return False
    return True
