"""The sheet of one student, which is taken out of the file of the class."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from sheets import all_candidates, every, files, resolved, text_of

from quizgen.targets import pdf
from quizgen.targets.pdf import PROFILES, Page
from quizgen.text.wording import FOLDER, wording

NAMES = ("Ann Lee", "Zoë Hall", "Tom Jones", "Bo Kay")


def tags(element: Any) -> list[Any]:
    """What a screen reader is told, without the places on a page: kinds, names, languages."""
    inside = element.get("/K", pikepdf.Array())
    parts = inside if isinstance(inside, pikepdf.Array) else [inside]
    kids = [part for part in parts if isinstance(part, pikepdf.Dictionary) and "/S" in part]
    own = [str(element.get(key, "")) for key in ("/S", "/Alt", "/Lang", "/ActualText")]
    return [*own, [tags(each) for each in kids]]


def outline(entry: Any) -> list[Any]:
    rows = []
    while entry is not None:
        rows.append([str(entry.Title), str(entry.Dest[1:]), outline(entry.get("/First"))])
        entry = entry.get("/Next")
    return rows


def about(data: bytes) -> list[Any]:
    """All that can be said of a PDF but for the numbers of its objects."""
    with pikepdf.open(io.BytesIO(data)) as document:
        root = document.Root
        owned = [int(page.obj.get("/StructParents", -1)) for page in document.pages]
        numbers = root.StructTreeRoot.ParentTree.Nums
        assert [int(each) for each in list(numbers)[::2]] == owned
        assert all(len(each) for each in list(numbers)[1::2])
        with document.open_metadata() as metadata:
            told = {key: metadata[key] for key in metadata if not key.endswith("ID")}
        return [
            len(document.pages),
            tags(root.StructTreeRoot.K[0]),
            outline(root.Outlines.First),
            told,
            str(root.Lang),
            str(root.MarkInfo),
            str(root.ViewerPreferences),
            str(document.trailer.Info),
            document.pdf_version,
        ]


@pytest.mark.parametrize("duplex", [False, True])
@pytest.mark.parametrize("profile", PROFILES)
def test_a_sheet_out_of_the_class_is_the_sheet_set_alone(profile: str, duplex: bool) -> None:
    both = [resolved(every(), all_candidates(every()), each) for each in "AB"]
    page = Page(profile=profile, duplex=duplex, class_name="7b")
    parts = files(both, every(), page, NAMES)
    test = pdf.printed_test(both, page, NAMES)
    words = wording("en")
    views = pdf.student_views(both, test, words)
    page, _ = pdf._fitted(both, page, words, every(), test, views)
    for number, student in enumerate(test.students, 1):
        alone = pdf._set_copies([student], page, words, every(), test, views)
        part = parts[f"w-{number}-{pdf.slug(student.name)}-{student.variant}.pdf"]
        assert about(part) == about(alone), student
        assert text_of(part) == text_of(alone), student


def test_where_titles_do_not_tell_the_copies_apart_each_sheet_is_set_alone(tmp_path: Path) -> None:
    """Somebody's own template may have two titles on a sheet."""
    quiz = resolved(every(), all_candidates(every()))
    folder = tmp_path / "templates"
    shutil.copytree(FOLDER / "paper", folder)
    sheet = folder / "sheet.typ"
    two = "heading(level: 1)[More] + head(data.quizzes"
    sheet.write_text(sheet.read_text("utf-8").replace("head(data.quizzes", two), "utf-8")
    made = files([quiz], every(), Page(templates=folder), NAMES[:2])
    for number, name in enumerate(NAMES[:2], 1):
        words = text_of(made[f"w-{number}-{pdf.slug(name)}.pdf"])
        assert words.count("More") == words.count(f"Name {name} Date") == 1
