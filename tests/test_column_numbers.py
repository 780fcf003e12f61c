"""The numbers of a column are read by the column as a whole: its marks, and the unit above it."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from conftest import compile_text, deck

from quizgen.compiler import Compiled, compile_path
from quizgen.diagnostics import Severity
from quizgen.language.facts.entity import Entity
from quizgen.questions.question import Question
from quizgen.quiz.quiz import Candidate, Selection, candidates, resolve
from quizgen.targets.pdf_data import student_view
from quizgen.text.wording import wording

DECK = """\
deck: Rivers
id: rivers
facts:
  - id: rivers
    entities: river
    columns:
      COLUMN
      mouth: {sentence: "{river} flows into {mouth}."}
    exclusive: yes
    rows: |
      river; HEADING; mouth
"""


def table(column: str, *cells: str, worded: str = "~", language: str = "en") -> Compiled:
    """Compile a table of rivers with one column of these cells."""
    head = DECK.replace("COLUMN", f'"{column}": {worded}').replace("HEADING", column)
    rows = "".join(f"      R{n}; {cell}; sea {n}\n" for n, cell in enumerate(cells))
    return compile_text(f"language: {language}\n{head}{rows}", judged=True)


def questions_of(compiled: Compiled) -> list[Question]:
    return [question for each in compiled.questions.values() for question in each]


def cells_of(compiled: Compiled, column: str) -> list[str]:
    facts = [fact for _, fact in compiled.collection.facts() if isinstance(fact, Entity)]
    return [dict(fact.lines())[column] for fact in facts]


def codes(compiled: Compiled) -> list[str]:
    problems = [each for each in compiled.diagnostics if each.severity is not Severity.NOTICE]
    return [each.code for each in problems]


def test_numbers_of_a_continental_spreadsheet_are_what_they_are_there() -> None:
    compiled = table("area", "2.780.400", "41.285", "964", "1.284.000")
    assert cells_of(compiled, "area") == ["2,780,400", "41,285", "964", "1,284,000"]
    [notice] = [each for each in compiled.diagnostics if each.code == "odd-value"]
    assert notice.message.startswith("`2.780.400` is read as `2,780,400`")
    assert notice.severity is Severity.NOTICE
    stems = [question.stem for question in questions_of(compiled) if "greatest" in question.stem]
    assert stems, "what is a number has an order"


def test_a_comma_before_one_digit_proves_it_and_three_digits_alone_prove_nothing() -> None:
    assert cells_of(table("flow", "46,2", "1.428,6", "203", "7,25"), "flow") == [
        "46.2",
        "1,428.6",
        "203",
        "7.25",
    ]
    kept = ["41.285", "27.750", "10.991", "89.342"]
    assert cells_of(table("flow", *kept), "flow") == kept, "in English, these have decimals"
    mixed = ["2.780.400", "41.5", "964", "12"]
    assert cells_of(table("flow", *mixed), "flow") == mixed, "41.5 has no such points"


def odd(compiled: Compiled) -> list[str]:
    """What is warned of values, all but notices of how they are read."""
    said = [each for each in compiled.diagnostics if each.code == "odd-value"]
    return [each.message for each in said if each.severity is Severity.WARNING]


def test_one_number_written_otherwise_changes_no_other_row() -> None:
    own = ["68,4", "84,5", "1.438,1", "10,6"]
    compiled = table("flow", *own, "19.1")
    assert cells_of(compiled, "flow") == ["68.4", "84.5", "1,438.1", "10.6", "19.1"]
    assert odd(compiled)[0].startswith("`19.1` is not written as the others of `flow`")
    even = table("flow", *own[:3], "19.1")
    assert cells_of(even, "flow") == [*own[:3], "19.1"], "three against one prove too little"
    assert "`68,4` and `19.1` of `flow` are not written in one way" in odd(even)
    assert not odd(table("flow", "1,428.6", "7.25", "12,500", "203")), "all of it is English"


def test_a_number_of_three_decimals_alone_may_have_thousands() -> None:
    compiled = table("area", "2.780.400", "131.957", "9.984.670", "238,397")
    assert cells_of(compiled, "area")[3] == "238.397"
    assert odd(compiled) == [
        "`238,397` is read as `238.397`; no other of `area` has three decimals"
    ]
    exact = table("area", "2.780.400,125", "131,957", "984,6", "238,397")
    assert cells_of(exact, "area")[3] == "238.397"
    assert not odd(exact), "another has them too"


def test_a_bracket_that_is_no_unit_is_not_taken_from_the_sentence() -> None:
    shared = "The {column} of {river} is {value}."
    stems = {}
    for heading in ("People (millions)", "People (souls)"):
        head = DECK.replace("COLUMN", f'"{heading}": ~').replace("HEADING", heading)
        head = head.replace("    exclusive", f'    sentence: "{shared}"\n    exclusive')
        rows = "".join(f"      R{n}; {n}.5; sea {n}\n" for n in range(9))
        asked = questions_of(compile_text(f"{head}{rows}", judged=True))
        stems[heading] = {each.stem for each in asked}
        stems[heading] |= {each.key_text for each in asked if each.stem.startswith("The People")}
    assert "The People of R3 is ____." in stems["People (millions)"]
    assert any(key.endswith(".5 million") for key in stems["People (millions)"])
    assert "The People (souls) of R3 is ____." in stems["People (souls)"]


def test_days_and_versions_of_one_point_stay_as_they_are() -> None:
    days = ["14.10.1066", "9.11.1989", "15.06.1215", "25.12.800"]
    assert cells_of(table("day", *days), "day") == days


def test_in_a_language_that_writes_so_nothing_is_changed() -> None:
    numbers = ["2.780.400", "41.285", "964", "1.284.000"]
    assert cells_of(table("Fläche", *numbers, language="de"), "Fläche") == numbers


@pytest.mark.parametrize(
    ("heading", "written"),
    [
        ("Length (km)", "2850 km"),
        ("Length [km]", "2850 km"),
        ("Length in km", "2850 km"),
        ("People (million)", "2850 million"),
        ("People (millions)", "2850 million"),
        ("People (in thousands)", "2850 thousand"),
        ("Length (longest)", "2850"),
        ("Length", "2850"),
    ],
)
def test_a_unit_above_a_column_is_that_of_its_numbers(heading: str, written: str) -> None:
    compiled = table(heading, "2850", "1233", "652 km", "about 1000")
    assert cells_of(compiled, heading)[0] == written
    assert cells_of(compiled, heading)[2:] == ["652 km", "about 1000"], "each keeps what it has"


def test_of_a_unit_in_the_plural_one_is_in_the_singular() -> None:
    compiled = table("Age (months)", "1", "2", "12", "1–2")
    assert cells_of(compiled, "Age (months)") == ["1 month", "2 months", "12 months", "1–2 months"]


def test_a_length_below_its_unit_is_no_error() -> None:
    assert "missing-unit" not in codes(table("Length (km)", "285", "123", "652", "109"))
    assert "missing-unit" in codes(table("Length", "285", "123", "652", "109"))


def test_where_the_sentence_gives_the_unit_it_is_given_once() -> None:
    worded = '{sentence: "{river} has a length of {Length (km)} km.", tolerance: 5 %}'
    compiled = table("Length (km)", "285", "123", "652", "109", worded=worded)
    assert cells_of(compiled, "Length (km)")[0] == "285"
    assert "missing-unit" not in codes(compiled), "the stem says kilometers"
    assert not any("km km" in question.stem for question in questions_of(compiled))


def collection(folder: Path, data: bytes, columns: str = "") -> Compiled:
    (folder / "deck.yaml").write_text(
        "deck: Rivers\nid: rivers\nfacts:\n  - id: rivers\n    entities: river\n"
        f"    exclusive: yes\n    rows: rivers.csv\n{columns}",
        encoding="utf-8",
    )
    (folder / "rivers.csv").write_bytes(data)
    return compile_path(folder / "deck.yaml")


TEXT = "river;mouth\nElbe;Nordsee\nPo;Adria\nRhône;Mittelmeer\nDonau;Schwarzes Meer\n"


def test_a_table_beside_a_deck_may_be_unicode_of_either_width(tmp_path: Path) -> None:
    wide = codecs.BOM_UTF16_LE + TEXT.replace(";", "\t").encode("utf-16-le")
    for data in (wide, TEXT.encode("utf-8-sig"), b"sep=;\r\n" + TEXT.encode()):
        compiled = collection(tmp_path, data)
        assert cells_of(compiled, "mouth")[2] == "Mittelmeer"
        names = [fact.id for _, fact in compiled.collection.facts()]
        assert "rivers.rhône" in names


def test_a_table_in_an_old_encoding_says_how_to_save_it(tmp_path: Path) -> None:
    [error] = collection(tmp_path, TEXT.encode("cp1252")).diagnostics
    assert (error.code, error.position.line) == ("not-text", 4)
    assert "in a spreadsheet, “CSV UTF-8”" in error.hint


def test_a_cell_that_says_that_nothing_is_known_is_an_empty_one(tmp_path: Path) -> None:
    data = TEXT.replace("Adria", "n/a").replace("Nordsee", "#REF!")
    compiled = collection(tmp_path, data.encode())
    said = [each for each in compiled.diagnostics if each.code == "odd-value"]
    assert [each.position.line for each in said] == [2, 3]
    assert {each.severity for each in said} == {Severity.WARNING}
    assert not any(question.key_text in ("n/a", "#REF!") for question in questions_of(compiled))


def test_a_mere_sign_among_words_is_said_and_among_signs_is_a_value(tmp_path: Path) -> None:
    compiled = collection(tmp_path, TEXT.replace("Adria", "?").encode())
    [said] = [each for each in compiled.diagnostics if each.code == "odd-value"]
    assert (said.position.line, said.message) == (3, "`?` would be the answer")
    signs = "ion;charge\na;+\nb;-\nc;+\nd;-\n"
    assert not [
        each
        for each in collection(tmp_path, signs.encode()).diagnostics
        if each.code == "odd-value"
    ]


def test_a_column_that_the_deck_has_not_is_named(tmp_path: Path) -> None:
    data = TEXT.replace("river;mouth", "river;mouth;length").replace("\n", ";5\n")
    bytes_ = data.replace("length;5", "length").encode()
    told = "    columns: {mouth: ~}\n"
    compiled = collection(tmp_path, bytes_, told)
    [notice] = [each for each in compiled.diagnostics if each.code == "unused-column"]
    assert notice.message == "nothing is asked of `length`: the deck has no such column"
    compiled = collection(tmp_path, bytes_)
    assert "unused-column" not in {each.code for each in compiled.diagnostics}, "all are meant"


def test_several_values_in_an_exclusive_column_are_said_once_with_what_to_type() -> None:
    text = (
        "deck: D\nid: d\nfacts:\n  - id: lands\n    entities: land\n    columns:\n"
        "      town: ~\n      languages: {many: yes}\n    exclusive: yes\n    rows:\n"
        "      Peru: [Lima, [Spanish, Quechua]]\n      Kenya: [Nairobi, [English, Swahili]]\n"
        "      Ghana: [Accra, English]\n"
    )
    [error] = [each for each in compile_text(text).diagnostics if each.code == "contradiction"]
    assert error.message == (
        "`languages` is exclusive, but `Peru` has two values there: `Spanish` and `Quechua`; "
        "so have 1 more"
    )
    assert error.hint == "take the column out: `exclusive: [town]`; or keep one value a row"


WORKS = """\
deck: Works
id: works
facts:
  - id: works
    entities: work
    columns:
      NAME: "{work} is in {NAME}."
      composer: "{composer} composed {work}."
    exclusive: yes
    HEADINGS
    rows: |
      work; Key; composer
      Eroica; E flat major; Beethoven
      Jupiter; C major; Mozart
      Italian; A major; Mendelssohn
      Pastoral; F major; Beethoven
"""


def test_a_column_that_the_file_calls_key_is_no_key_of_its_rows() -> None:
    [error] = compile_text(WORKS.replace("NAME", "Key").replace("HEADINGS", "")).diagnostics
    assert error.hint == (
        "give it another name, such as `work key`, and say `headings: {work key: Key}`"
    )
    text = WORKS.replace("NAME", "work key").replace("HEADINGS", "headings: {work key: Key}")
    compiled = compile_text(text)
    assert cells_of(compiled, "work key")[0] == "E flat major"
    assert "works.eroica" in compiled.questions, "what has its own column names no row"


def test_a_label_in_brackets_stands_without_its_own() -> None:
    worded = '{sentence: "{river} serves {People (million)} million.", tolerance: 5 %}'
    compiled = table("People (million)", "285", "123", "652", "109", worded=worded)
    stems = [each.stem for each in questions_of(compiled) if "serves" in each.stem]
    assert "R0 serves ____ million (People)." in stems
    assert not any("))" in stem for stem in stems)


def _of_numbers(compiled: Compiled) -> list[Candidate]:
    found = candidates(compiled.questions, Selection(types=("number",)))
    return [candidate for each in found.values() for candidate in each]


def test_no_unit_is_asked_on_paper_where_there_is_none() -> None:
    worded = '{sentence: "{river} has {locks} locks.", tolerance: 5 %}'
    for cells, measured in ((("285", "123", "652"), False), (("285 km", "123 km"), True)):
        compiled = table("locks", *cells, worded=worded)
        quiz = resolve(_of_numbers(compiled), "Rivers", "en", "0")
        views = [
            item
            for section in student_view(quiz, wording("en"))["sections"]
            for item in section["items"]
        ]
        assert views
        assert {view["measured"] for view in views} == {measured}


@pytest.mark.parametrize(
    ("cells", "instruction"),
    [
        (("285 km", "123 km", "652 km", "109 km"), "Give the number or the range, and its unit."),
        (("285", "123", "652", "109"), "Give the number or the range."),
        (
            ("285 km", "123", "652 km", "109"),
            "Give the number or the range, and its unit where it has one.",
        ),
    ],
)
def test_the_instruction_asks_for_a_unit_only_where_there_is_one(
    cells: tuple[str, ...], instruction: str
) -> None:
    facts = "\n".join(
        f"- {{id: a{number}, quantity: length {number}, value: {cell}}}"
        for number, cell in enumerate(cells)
    )
    quiz = resolve(_of_numbers(compile_text(deck(facts))), "Rivers", "en", "0")
    [section] = student_view(quiz, wording("en"))["sections"]
    assert section["instruction"] == instruction
