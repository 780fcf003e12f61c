"""Read and mend the tags of a PDF, by which a screen reader knows what stands on its pages."""

from __future__ import annotations

import io
from typing import Any

import pikepdf


def with_row_heads(pdf: bytes) -> bytes:
    """Return a PDF in which the first cell of each row of a table is tagged as the row's head."""
    # Typst has `pdf.header-cell` behind a feature that its Python package cannot turn on.
    if b"/S/TD" not in pdf:
        return pdf
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for each in document.objects:
            if not isinstance(each, pikepdf.Dictionary):
                continue
            if each.get("/S") == "/Table" and (page := page_of(each)) is not None:
                each.Pg = page
            if each.get("/S") != "/TR":
                continue
            cells = list(each.K)
            if cells[0].S == "/TD":
                cells[0].S = pikepdf.Name.TH
                scope = {"/O": pikepdf.Name.Table, "/Scope": pikepdf.Name.Row}
                cells[0].A = pikepdf.Array([pikepdf.Dictionary(scope)])
                for cell in cells[1:]:
                    _by_scope(cell)
        out = io.BytesIO()
        document.save(
            out,
            deterministic_id=True,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            fix_metadata_version=False,
        )
    return out.getvalue()


def _by_scope(cell: Any) -> None:
    """Let a cell find its heads by their scope: a list of heads would name only its column's."""
    for attributes in cell.get("/A", ()):
        if "/Headers" in attributes:
            del attributes["/Headers"]


def extent(pdf: bytes) -> tuple[int, int]:
    """Return the number of pages of a sheet, and how many questions begin on the last."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        last = document.pages[-1].obj.objgen
        dictionaries = (each for each in document.objects if isinstance(each, pikepdf.Dictionary))
        heads = (each for each in dictionaries if each.get("/S") == "/H3")
        pages = [page for head in heads if (page := page_of(head)) is not None]
        return len(document.pages), sum(page.objgen == last for page in pages)


def page_of(element: Any) -> Any:
    """Return the page on which an element of the tags begins; none for one without content."""
    if "/Pg" in element:
        return element.Pg
    inside = element.get("/K", pikepdf.Array())
    parts = inside if isinstance(inside, pikepdf.Array) else [inside]
    for part in parts:
        if isinstance(part, pikepdf.Dictionary):
            page = page_of(part)
            if page is not None:
                return page
    return None
