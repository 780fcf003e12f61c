"""Lays out the sheets that stand on standard input with WeasyPrint and ReportLab; prints the
seconds of each as JSON.

Run by bench/paper.py with a Python of its own; knows nothing of quizgen. The first run, which loads
fonts, is left out.
"""

from __future__ import annotations

import html
import io
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

RUNS = 3


def parts(sheet: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """What stands on the sheets, in order: ("title", …), ("item", …)."""
    for copy in sheet["copies"]:
        quiz = sheet["quizzes"][copy["variant"]]
        yield "title", quiz["title"]
        for section in quiz["sections"]:
            yield "section", section["title"]
            for item in section["items"]:
                yield "item", item
        yield "end", None


def lines(item: dict[str, Any]) -> list[str]:
    """What stands below a stem."""
    found = [f"{each['letter']}  {each['text']}" for each in item.get("options", ())]
    found += [f"____ {left}" for left in item.get("left", ())]
    found += ["_" * 60] * int(item.get("lines", 1 if "long" in item else 0))
    if item["type"] == "cloze":
        for line in item["passage"]["lines"]:
            found += [
                "".join("______" if isinstance(piece, int) else piece for piece in cell)
                for cell in line["cells"]
            ]
    return found


def rows(item: dict[str, Any]) -> list[list[str]]:
    """A table's rows, its head first."""
    if item["type"] != "table":
        return []
    passage = item["passage"]
    cells = [
        ["".join(f"({p})" if isinstance(p, int) else p for p in cell) for cell in line["cells"]]
        for line in passage["lines"]
    ]
    return [
        ["", *passage["columns"]],
        *([line["label"], *row] for line, row in zip(passage["lines"], cells, strict=True)),
    ]


def with_weasyprint(sheet: dict[str, Any]) -> None:
    import weasyprint  # type: ignore[import-not-found, unused-ignore]

    out = [
        (
            "<html lang=en><title>Bench</title><style>"
            "@page{size:A4;margin:20mm;@bottom-right{content:counter(page)}}"
        )
    ]
    out.append(
        "body{font:10.5pt sans-serif}.q{break-inside:avoid;margin:1em 0}td,th{border:1px "
        "solid}</style>"
    )
    for kind, value in parts(sheet):
        if kind == "title":
            out.append(f"<h1>{html.escape(value)}</h1>")
        elif kind == "section":
            out.append(f"<h2>{html.escape(value)}</h2>")
        elif kind == "item":
            below = "".join(f"<p>{html.escape(line)}</p>" for line in lines(value))
            table = "".join(
                "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"
                for row in rows(value)
            )
            head = f"<b>{value['number']}.</b> {html.escape(value['stem'])}"
            out.append(f"<div class=q>{head}{below}<table>{table}</table></div>")
        else:
            out.append("<p style='break-after:page'></p>")
    weasyprint.HTML(string="".join(out)).write_pdf(pdf_variant="pdf/ua-1")


def with_reportlab(sheet: dict[str, Any]) -> None:
    from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped, import-not-found, unused-ignore]
    from reportlab.lib.styles import getSampleStyleSheet  # type: ignore[import-untyped, import-not-found, unused-ignore]
    from reportlab.platypus import (  # type: ignore[import-untyped, import-not-found, unused-ignore]
        KeepTogether,
        PageBreak,
        Paragraph,
        SimpleDocTemplate,
        Spacer,
        Table,
    )

    styles = getSampleStyleSheet()
    body = styles["BodyText"]
    story: list[Any] = []
    for kind, value in parts(sheet):
        if kind in ("title", "section"):
            story.append(
                Paragraph(html.escape(value), styles["Heading1" if kind == "title" else "Heading2"])
            )
        elif kind == "item":
            entry: list[Any] = [
                Paragraph(f"<b>{value['number']}.</b> {html.escape(value['stem'])}", body)
            ]
            entry += [Paragraph(html.escape(line), body) for line in lines(value)]
            if rows(value):
                entry.append(
                    Table(
                        [
                            [Paragraph(html.escape(cell), body) for cell in row]
                            for row in rows(value)
                        ]
                    )
                )
            story.append(KeepTogether([*entry, Spacer(1, 10)]))
        else:
            story.append(PageBreak())
    SimpleDocTemplate(io.BytesIO(), pagesize=A4).build(story)


def seconds(action: Callable[[dict[str, Any]], None], sheet: dict[str, Any]) -> float:
    start = time.process_time()
    action(sheet)
    return time.process_time() - start


def main() -> None:
    sheet = json.load(sys.stdin)
    found: dict[str, float] = {}
    for name, action in (("weasyprint", with_weasyprint), ("reportlab", with_reportlab)):
        try:
            found[name] = statistics.median([seconds(action, sheet) for _ in range(RUNS + 1)][1:])
        except ImportError:
            continue
    print(json.dumps(found))


if __name__ == "__main__":
    main()
