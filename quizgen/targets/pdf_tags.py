"""Read and mend the tags of a PDF, by which a screen reader knows what stands on its pages.

By its tags the file of a class is parted into its copies, too.
"""

from __future__ import annotations

import io
import re
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

_PAGES = re.compile(rb"(<xmpTPg:NPages>)\d+(<)")


def with_row_heads(pdf: bytes) -> bytes:
    """Return a PDF in which the first cell of each row of a table is tagged as the row's head.

    The corner above the heads of the rows is none, for it says nothing.
    """
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
            if cells[0].S == "/TH" and not len(cells[0].get("/K", ())):
                cells[0].S = pikepdf.Name.TD
                del cells[0].A
            elif cells[0].S == "/TD":
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


def questions_by_page(pdf: bytes) -> list[int]:
    """Return of each page of a sheet how many questions begin on it."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        dictionaries = (each for each in document.objects if isinstance(each, pikepdf.Dictionary))
        heads = (each for each in dictionaries if each.get("/S") == "/H3")
        begun = [page.objgen for head in heads if (page := page_of(head)) is not None]
        return [begun.count(page.obj.objgen) for page in document.pages]


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


# Copies -------------------------------------------------------------------------------------------

# To set a sheet anew takes ten times as long as to take its pages out of the file that a class has
# anyhow. Each copy begins with the one heading of the first level that it has; its tags stand
# side by side under the document's, so that they go with their pages.

# What a copy takes over of the file as a whole, if with other pages, tags and chapters.
_KEPT = {
    *("/Type", "/Pages", "/StructTreeRoot", "/Outlines", "/Metadata"),
    *("/Lang", "/MarkInfo", "/ViewerPreferences"),
}


def parted(pdf: bytes, number: int) -> list[bytes]:
    """Return a PDF for each copy in a file of so many, in their order.

    There are none where the titles do not tell where each copy begins, in templates of one's own.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root = document.Root
        for key in root.keys() - _KEPT:
            del root[key]
        if "/ID" in document.trailer:
            del document.trailer.ID  # or all copies would begin theirs with it
        tags = root.StructTreeRoot
        copies: list[list[Any]] = []
        for element in tags.K[0].K:
            if _has_title(element) or not copies:
                copies.append([])
            copies[-1].append(element)
        firsts = [page_of(own[0]) for own in copies]
        if len(copies) != number or None in firsts:
            return []
        for element in tags.K[0].K:
            del element.P  # or all copies would come along with it
        numbers = iter(tags.ParentTree.Nums)
        owners = {int(number): next(numbers) for number in numbers}
        pages = [page.obj for page in document.pages]
        places = {page.objgen: place for place, page in enumerate(pages)}
        starts = [places[first.objgen] for first in firsts]
        chapters = _chapters(document, number)
        made = []
        for own, chapter, start, end in zip(
            copies, chapters, starts, [*starts[1:], len(pages)], strict=True
        ):
            # A page that only lets the next copy begin on a front side belongs to none.
            inside = [page for page in pages[start:end] if _is_written(page, owners)]
            made.append(_copy(document, inside, own, owners, chapter))
    return made


def _has_title(element: Any) -> bool:
    kind = element.S
    if kind == Name.H1:
        return True
    if kind != Name.Div or "/K" not in element:
        return False
    inside = element.K
    parts = inside if isinstance(inside, Array) else [inside]
    return any(isinstance(part, Dictionary) and _has_title(part) for part in parts)


def _is_written(page: Any, owners: dict[int, Any]) -> bool:
    number = page.get("/StructParents")
    return number is not None and len(owners.get(int(number), ())) > 0


def _chapters(document: pikepdf.Pdf, number: int) -> list[Any]:
    """Return the entries of the outline, one a copy, each parted from the others; or Nones."""
    chapters = []
    entry = document.Root.get("/Outlines", Dictionary()).get("/First")
    while entry is not None:
        following = entry.get("/Next")
        for key in ("/Parent", "/Prev", "/Next"):
            if key in entry:
                del entry[key]
        chapters.append(entry)
        entry = following
    if "/Outlines" in document.Root:
        del document.Root.Outlines
    return chapters if len(chapters) == number else [None] * number


def _copy(
    document: pikepdf.Pdf, pages: list[Any], own: list[Any], owners: dict[int, Any], chapter: Any
) -> bytes:
    """Return one copy: its pages, the tags of what is on them, its outline, and what it says.

    The document is made to hold no more than that, which takes half as long as a new one.
    """
    root = document.Root
    tree = document.make_indirect(Dictionary(Type=Name.Pages, Kids=pages, Count=len(pages)))
    for page in pages:
        page.Parent = tree
    root.Pages = tree
    # Of a link, the element that it belongs to; they follow the pages, and are listed in order.
    links = [each.StructParent for page in pages for each in page.get("/Annots", ())]
    numbers = Array()
    for number in [*(page.StructParents for page in pages), *sorted(links)]:
        numbers.append(number)
        numbers.append(document.make_indirect(owners[int(number)]))
    whole = document.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, K=own))
    for element in own:
        element.P = whole
    tags = root.StructTreeRoot
    tags.K = Array([whole])
    tags.ParentTree = Dictionary(Nums=numbers)
    whole.P = tags
    if chapter is not None:
        outline = Dictionary(Type=Name.Outlines, First=chapter, Last=chapter, Count=1)
        root.Outlines = document.make_indirect(outline)
        chapter.Parent = root.Outlines
    about = _PAGES.sub(rb"\g<1>%d\g<2>" % len(pages), root.Metadata.read_bytes())
    root.Metadata = document.make_stream(about, Type=Name.Metadata, Subtype=Name.XML)
    out = io.BytesIO()
    document.save(
        out,
        deterministic_id=True,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        fix_metadata_version=False,
    )
    return out.getvalue()
