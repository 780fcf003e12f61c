"""A class's names as schools export them, and what is said where they cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.diagnostics import Diagnostic
from quizgen.quiz import roster


def read_roster(path: Path, *columns: str) -> tuple[list[str], list[Diagnostic]]:
    """The names alone, and what is said of them."""
    students, diagnostics = roster.read_roster(path, columns)
    return [student.name for student in students], diagnostics


NAMES = ["Ann Lee", "Zoë Ångström"]


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "class.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def problem(path: Path) -> Diagnostic:
    names, diagnostics = read_roster(path)
    assert names == []
    (found,) = diagnostics
    assert found.code == "bad-roster"
    assert found.position.path == path.as_posix()
    assert found.hint
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee\nZoë Ångström\n",
        "Ann Lee\r\nZoë Ångström",
        "\ufeffAnn Lee\nZoë Ångström\n",
        "\ufeffName;Class\nAnn Lee;4b\nZoë Ångström;4b\n",
        "\n\nName\nAnn Lee\n\n  Zoë   Ångström  \n",
        "Ann Lee,4b\nZoë Ångström,4b\n",
        "Ann Lee;4b\nZoë Ångström;4b\n",
        "Nr\tStudent\tE-mail\n1\tAnn Lee\ta@x.y\n2\tZoë Ångström\tz@x.y\n",
        "Last name,First name\nLee,Ann\nÅngström,Zoë\n",
        "first name;surname;group\nAnn;Lee;1\nZoë;Ångström;2\n",
        "id,STUDENT NAME\n7,Ann Lee\n8,Zoë Ångström\n9,\n",
        "Full name\nAnn Lee\n,\nZoë Ångström\n",
        'Name\n"Ann\nLee"\n"Zoë Ångström"\n',
        "Name\nAnn Lee\nZoe\u0308 A\u030angstro\u0308m\n",
    ],
)
def test_names_are_read_however_they_come(tmp_path: Path, text: str) -> None:
    assert read_roster(write(tmp_path, text)) == (NAMES, [])


def test_a_quoted_comma_belongs_to_the_name(tmp_path: Path) -> None:
    for text in (
        '"Lee, Ann"\n"Ångström, Zoë"\n',
        'name;class\n"Lee, Ann";4b\n"Ångström, Zoë";4b\n',
        '"Lee, Ann";4b\n"Ångström, Zoë";4b',
    ):
        assert read_roster(write(tmp_path, text)) == (["Lee, Ann", "Ångström, Zoë"], [])


def test_one_of_two_names_is_enough(tmp_path: Path) -> None:
    assert read_roster(write(tmp_path, "first,last\nAnn,Lee\nCher,\n,Prince\n")) == (
        ["Ann Lee", "Cher", "Prince"],
        [],
    )


def test_marks_of_other_trades_are_part_of_a_name(tmp_path: Path) -> None:
    names = ["O'Neill #1", "$x$ *b*", "{a} @b", 'Ann "Annie" Lee', "=1+1"]
    assert read_roster(write(tmp_path, "\n".join(names))) == (names, [])


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "\ufeff", "Name\n", "First name,Last name\r\n", "Name;Class\n;4b\n", " , ,\n"],
)
def test_no_name_at_all(tmp_path: Path, text: str) -> None:
    found = problem(write(tmp_path, text))
    assert found.message == "the roster has no names"


def test_names_that_come_twice_are_shown_with_both_lines(tmp_path: Path) -> None:
    path = write(tmp_path, "Name\nAnn Lee\nBob\n\nANN  LEE\nbob\nAnn Lee\n")
    names, diagnostics = read_roster(path)
    assert names == ["Ann Lee", "Bob"]
    assert [(each.position.line, each.related[0].position.line) for each in diagnostics] == [
        (5, 2),
        (6, 3),
        (7, 2),
    ]
    assert [each.code for each in diagnostics] == ["bad-roster"] * 3
    assert "`ANN LEE` stands here twice" in diagnostics[0].message
    assert all(each.related[0].position.path == path.as_posix() for each in diagnostics)


def test_a_binary_file(tmp_path: Path) -> None:
    for data in (b"PK\x03\x04\0\0\x08\0", b"\x89PNG\r\n\x1a\n\0", b"\x81\x8d"):
        assert problem(write(tmp_path, data)).message == "the roster is not a CSV file"


def test_another_encoding_is_read_with_a_warning_that_names_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, "Name\nAnn Lee\nZoë Ångström\n".encode("cp1252"))
    names, (warning,) = read_roster(path)
    assert names == NAMES
    assert (warning.code, warning.severity, warning.position.line) == ("not-text", "warning", 3)
    for encoding in ("utf-16", "utf-8-sig"):
        assert read_roster(write(tmp_path, "Ann Lee\nZoë Ångström".encode(encoding)))[0] == NAMES


@pytest.mark.parametrize(
    "heads",
    [
        "First name,Surname", "Vorname,Nachname", "Prénom,Nom", "Nombre,Apellidos", "Nome,Cognome",
        "Nome,Sobrenome", "Voornaam,Achternaam", "Imię,Nazwisko", "Förnamn,Efternamn", "Ad,Soyad",
        "Vorname,Name", "given name,family name",
    ],
)  # fmt: skip
def test_first_and_last_name_are_known_in_ten_languages(tmp_path: Path, heads: str) -> None:
    first, last = heads.split(",")
    assert read_roster(write(tmp_path, f"{heads}\nAnn,Lee\nZoë,Ångström\n")) == (NAMES, [])
    turned = f"Nr;{last};{first};Klasse\n1;Lee;Ann;7b\n2;Ångström;Zoë;7b\n"
    assert read_roster(write(tmp_path, turned)) == (NAMES, [])


@pytest.mark.parametrize(
    "text",
    [
        "Tag,Family\nAnn,Lee\nZoë,Ångström\n",  # no heading is known
        "Surname,Tag\nLee,Ann\n",  # one is, and the other may be a first name
        "Ann,Lee\nZoë,Ångström\n",  # two columns, and no heading
        "Tag\nAnn Lee\nZoë Ångström\n",  # one word above names of two
    ],
)
def test_a_heading_that_is_not_understood_stops_with_what_was_read(
    tmp_path: Path, text: str
) -> None:
    found = problem(write(tmp_path, text))
    assert "heading" in found.message
    assert f"`{text.split(',')[0].split()[0]}`" in found.message
    assert "--columns" in found.hint


def test_columns_are_named_by_heading_or_by_number(tmp_path: Path) -> None:
    path = write(tmp_path, "Tag,Family\nAnn,Lee\nZoë,Ångström\n")
    assert read_roster(path, "tag", "Family") == (NAMES, [])
    assert read_roster(write(tmp_path, "Lee,Ann\nÅngström,Zoë"), "2", "1") == (NAMES, [])
    assert read_roster(write(tmp_path, "1,Lee,Ann\n2,Ångström,Zoë"), "3", "2") == (NAMES, [])
    path = write(tmp_path, "Tag,Family\nAnn,Lee\n")
    for column, said in (("famly", "did you mean `Family`"), ("3", "numbers from 1")):
        names, (found,) = read_roster(path, column)
        assert not names
        assert f"there is no column `{column}`" in found.message
        assert said in found.hint


def test_numbers_are_names_only_if_somebody_says_so(tmp_path: Path) -> None:
    path = write(tmp_path, "17\n18\n19\n")
    assert "numbers" in problem(path).message
    assert read_roster(path, "1") == (["17", "18", "19"], [])


def test_control_characters_are_left_out_with_a_warning(tmp_path: Path) -> None:
    names, (warning,) = read_roster(write(tmp_path, "name\nAnn Lee\nTom\x1b[31m Jones\n"))
    assert names == ["Ann Lee", "Tom[31m Jones"]
    assert (warning.severity, warning.position.line) == ("warning", 3)


def test_a_text_is_no_name(tmp_path: Path) -> None:
    assert read_roster(write(tmp_path, f"name\n{'a' * 80}\n"))[0] == ["a" * 80]
    assert "81 characters" in problem(write(tmp_path, f"name\n{'a' * 81}\n")).message


def test_names_in_any_script(tmp_path: Path) -> None:
    names = ["王小明", "Юлия Петрова", "محمد علي", "नेहा शर्मा"]
    assert read_roster(write(tmp_path, "\n".join(["name", *names]))) == (names, [])


def test_a_quote_that_never_ends(tmp_path: Path) -> None:
    assert problem(write(tmp_path, 'Name\n"Ann Lee\nBob\n')).message.startswith(
        "the roster is not a CSV file"
    )
    assert problem(write(tmp_path, 'Name\n"Ann" Lee\nBob\n')).position.line == 2


def test_a_file_that_is_not_there_and_one_that_is_a_folder(tmp_path: Path) -> None:
    assert "No such file" in problem(tmp_path / "none.csv").message
    assert "directory" in problem(tmp_path).message


def test_a_class_of_thousands(tmp_path: Path) -> None:
    names = [f"Student {number}" for number in range(20_000)]
    assert read_roster(write(tmp_path, "\n".join(names)))[0] == names
