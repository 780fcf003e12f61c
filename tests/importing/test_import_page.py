"""The page on import says what is read, and its examples are read as it says."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT

from quizgen.importing import import_sources
from quizgen.importing.readers import FORMATS, Sample, read_sample

PAGE = (ROOT / "docs" / "import.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (.*?)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
EXAMPLES = [
    ("Tables", "a table"),
    ("GIFT", "GIFT"),
    ("Moodle XML", "Moodle XML"),
    ("Markdown", "Markdown"),
    ("JSON", "JSON"),
    ("Aiken", "Aiken"),
    ("Typed tests", "typed test"),
    ("QTI 1.2 and text2qti", "text2qti"),
]


@pytest.mark.parametrize(("section", "format"), EXAMPLES)
def test_the_example_of_a_format_is_imported_whole(section: str, format: str) -> None:
    example = re.search(
        r"^```(?:text|xml|markdown|json)\n(.*?)^```$", SECTIONS[section], re.MULTILINE | re.DOTALL
    )
    assert example is not None
    source = read_sample(Sample("example", "example", example[1].encode()))
    assert source.format == format
    imported = import_sources([source])
    assert len(list(imported.facts())) == len(source.notes) > 0
    assert not imported.losses


def test_each_format_has_its_place_on_the_page() -> None:
    for format in FORMATS:
        assert format.name.removesuffix(" package") in PAGE
