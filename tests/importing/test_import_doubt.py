"""What is doubted: columns that nobody explains, rows that are no questions, files taken for what
they are not. A terminal asks, a pipe refuses, and nothing is written in the meantime.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pexpect
import pytest
from conftest import ROOT
from importer import facts, imported, run, write

from quizgen.importing.column_names import is_heading, role_of
from quizgen.importing.readers import Sample, read_sample


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder to import in."""
    monkeypatch.chdir(tmp_path)


def refusal(content: str, *options: str) -> str:
    """What is said of a file that is refused, on one line; nothing is written."""
    error = run(write("deck.csv", content), "-o", "deck.yaml", *options, status=1).stderr
    assert not Path("deck.yaml").exists()
    return " ".join(error.split())


# Columns ------------------------------------------------------------------------------------------

CHAT = "12/03/24, 14:05 - Ana: Hi, who has it?\n12/03/24, 14:06 - Leo: Page 12\n"
THREE = "one,two,three\nWhat is a?,b,c\nWhat is d?,e,f\n"


def test_three_columns_that_no_heading_explains_are_shown_and_refused_in_a_pipe() -> None:
    error = refusal(THREE.partition("\n")[2])
    assert "column 1 → ask (a guess) column 2 → answer (a guess) column 3 → why" in error
    assert "no heading says what the 3 columns are; say it with `--columns`" in error
    assert "hint: or import it as it is read above with `--yes`" in error


@pytest.mark.parametrize("option", ["--yes", "-y"])
def test_who_says_yes_has_it_as_it_is_shown(option: str) -> None:
    assert imported(THREE.partition("\n")[2], option) == [
        {"ask": "What is a?", "answer": "b", "why": "c"},
        {"ask": "What is d?", "answer": "e", "why": "f"},
    ]


def test_two_columns_without_a_heading_are_a_question_and_its_answer() -> None:
    assert imported("What is a?,b\n") == [{"ask": "What is a?", "answer": "b"}]


def test_a_first_row_unlike_the_others_is_asked_about() -> None:
    table = "country,capital\nWhat is the capital of Chad?,N’Djamena\nAnd of Togo?,Lomé\n"
    error = refusal(table)
    assert "the first row looks like a heading: `country`, `capital`; say `--heading`" in error
    assert len(imported(table, "--heading", "--columns", "question,answer")) == 2
    assert len(imported(table, "--no-heading")) == 3


def test_a_first_row_like_the_others_is_a_row() -> None:
    assert len(imported("chien,dog\nchat,cat\nvache,cow\n")) == 3


@pytest.mark.parametrize(
    ("heading", "roles"),
    [
        ("Question,Answer", ["ask", "answer"]),
        ("Frage;Antwort", ["ask", "answer"]),
        ("Begriff;Bedeutung", ["term", "means"]),
        ("pregunta,respuesta", ["ask", "answer"]),
        ("Terme,Définition", ["term", "means"]),
        ("Domanda,Risposta", ["ask", "answer"]),
        ("Вопрос,Ответ", ["ask", "answer"]),
        ("単語,意味", ["term", "means"]),
        ("German,English", ["term", "means"]),
        ("Deutsch,Französisch", ["term", "means"]),
        ("Question,A,B,C,Answer", ["ask", "option a", "option b", "option c", "answer"]),
        ("Item,Option 1,Option 2,Key", ["ask", "option 1", "option 2", "answer"]),
        ("Frage;Antwort 1;Antwort 2;Richtig", ["ask", "option 1", "option 2", "answer"]),
        (
            "Question,Correct Answer,Incorrect Answer 1,(Optional) Incorrect Answer 2",
            ["ask", "answer", "distractors 1", "distractors 2"],
        ),
        ("Question #,Question,Answer", ["left out", "ask", "answer"]),
        ("ID,Q,A,Labels", ["id", "ask", "answer", "tags"]),
    ],
)
def test_a_heading_is_understood_in_many_words_and_languages(
    heading: str, roles: list[str]
) -> None:
    separator = ";" if ";" in heading else ","
    width = heading.count(separator) + 1
    rows = "\n".join(separator.join(f"x{n}{i}" for i in range(width)) for n in range(3))
    source = read_sample(Sample("x", "x", f"{heading}\n{rows}\n".encode()))
    assert [column.role for column in source.columns] == roles
    assert not source.doubts or "keys" in source.doubts[0]


@pytest.mark.parametrize("row", ["a,b", "word,mot", "What?,Who?", "one,two,three", "x" * 50 + ",y"])
def test_a_row_is_no_heading(row: str) -> None:
    assert not is_heading(row.split(","))


@pytest.mark.parametrize(
    ("name", "key", "mark"),
    [
        ("Wrong Answer 3", "distractors", "3"),
        ("wrong_answer_3", "distractors", "3"),
        ("Option B", "option", "b"),
        ("Answer 4", "option", "4"),
        ("Correct Answer(s)", "answer", ""),
        ("Réponse", "answer", ""),
        ("Level", "", ""),
        ("Answer 40 minutes", "", ""),
    ],
)
def test_a_numbered_name_is_reduced_to_its_name(name: str, key: str, mark: str) -> None:
    assert role_of(name) == (key, mark)


# Keys ---------------------------------------------------------------------------------------------

TEST = "question,option a,option b,option c,answer\nFirst?,x,y,z,{}\nSecond?,u,v,w,{}\n"


@pytest.mark.parametrize(
    ("keys", "answers"),
    [
        (("B", "C"), ["y", "w"]),
        (("b)", "(c)"), ["y", "w"]),
        (("2", "3"), ["y", "w"]),
        (("0", "2"), ["x", "w"]),  # one is nought: they count from there
        (("y", "w"), ["y", "w"]),
        (("Y ", "W"), ["y", "w"]),
        (("Option B", "option C"), ["y", "w"]),
        (("D", "C"), ["w"]),  # D is none of the options
        (("", "C"), ["w"]),
    ],
)
def test_a_key_is_a_letter_a_number_or_the_text(keys: tuple[str, str], answers: list[str]) -> None:
    assert [fact["answer"] for fact in imported(TEST.format(*keys))] == answers


def test_several_keys_are_several_right_options() -> None:
    [both, one] = imported(TEST.format('"A, C"', "B"))
    assert (both["items"], both["never"]) == (["x", "z"], ["y"])
    assert one["answer"] == "v"


def test_keys_that_can_be_read_in_two_ways_are_no_guess() -> None:
    table = "question,option 1,option 2,option 3,answer\nHow many?,3,1,2,1\nAnd so?,2,3,1,2\n"
    assert "the keys can be read as a text and as a number of the options" in refusal(table)


def test_options_of_true_and_false_are_a_sentence_to_be_judged() -> None:
    table = "question,option a,option b,answer\nIt is so.,True,False,A\nIt is not.,True,False,B\n"
    [so, not_so] = imported(table)
    assert so["statement"] == "It is so."
    assert (not_so["statement"], not_so["is false"]) == ("It is not.", "yes")


# The whole ----------------------------------------------------------------------------------------


def alike(of: int, number: int) -> str:
    """A table in which the first questions are one and the same."""
    asked = ["What now?"] * of + [f"What is {n}?" for n in range(number - of)]
    return "question,answer\n" + "".join(f"{ask},a{n}\n" for n, ask in enumerate(asked))


def test_more_than_half_of_the_questions_alike_are_refused_and_half_are_not() -> None:
    assert "3 of 5 questions ask the same, such as `What now?`" in refusal(alike(3, 5))
    assert "not understood" in refusal(alike(3, 5), "--yes")
    assert len(imported(alike(3, 6))) == 6


def test_more_than_half_of_the_rows_without_an_answer_are_refused_and_half_are_not() -> None:
    rows = "What is a?,b\nWhat is c?,\nWhat is d?,\n"
    assert "2 of 3 rows have no question with an answer" in refusal("question,answer\n" + rows)
    assert len(imported("question,answer\n" + rows + "What is e?,f\n")) == 2


def test_more_than_half_of_the_rows_with_too_many_cells_are_refused() -> None:
    table = "question,answer\nA?,b,c\nD?,e,f\nG?,h\n"
    assert "2 of 3 rows have more cells than there are columns" in refusal(table)


@pytest.mark.parametrize(
    "cell", ["~iron", "=tin", "A: b", "## Heading", "{=x ~y}", "\\item x", "<p id=x>"]
)
def test_cells_in_the_signs_of_another_format_are_doubted(cell: str) -> None:
    table = f"a thing,{cell} 1\nb thing,{cell} 2\nc thing,{cell} 3\n"
    assert "cells in the signs of another format" in refusal(table, "--columns", "question,answer")


def test_one_bad_quotation_mark_costs_one_row_which_is_named() -> None:
    table = 'question,answer\nA?,b\nC?,"d "e""\nF?,"g\nH?,i\nJ?,k\n'
    error = run(write("deck.csv", table), "-o", "deck.yaml").stderr
    assert "a row whose quotation marks do not pair (2)\n    deck.csv:3\n    deck.csv:4" in error
    assert [fact["ask"] for fact in facts()] == ["A?", "H?", "J?"]


# What tables are ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("Who is Ada?;TAB;a\ncountess;BREAK;Who is Emmy?;TAB;b", ()),
        ("Who is Ada? => a\ncountess;;Who is Emmy? => b", ("--separator", "=>")),
        ("Who is Ada?|a\ncountess@@Who is Emmy?|b", ("--separator", "|")),
    ],
)
def test_separators_of_ones_own(text: str, options: tuple[str, ...]) -> None:
    row = {";;": ";;", "@@": "@@"}
    between = next((sign for sign in row if sign in text), "")
    more = ("--row-separator", between) if between else ()
    assert imported(text, *options, *more) == [
        {"ask": "Who is Ada?", "answer": "a\ncountess"},
        {"ask": "Who is Emmy?", "answer": "b"},
    ]


def test_a_tab_and_the_end_of_a_line_are_typed_as_a_backslash_and_a_letter() -> None:
    options = ("--separator", "\\t", "--row-separator", "\\n\\n")
    assert imported("A?\tb\nc\n\nD?\te", *options) == [
        {"ask": "A?", "answer": "b\nc"},
        {"ask": "D?", "answer": "e"},
    ]


def test_a_comma_with_a_blank_after_it_parts_no_cells_where_others_have_none() -> None:
    table = "ebb,a tide, which flows out\nflood,a tide, which flows in\nreef,a bank\n"
    assert [fact["answer"] for fact in imported(table)] == [
        "a tide, which flows out",
        "a tide, which flows in",
        "a bank",
    ]
    assert imported("ebb, out\nflood, in\n")[0] == {"ask": "ebb", "answer": "out"}


def test_ids_are_kept_whatever_becomes_of_the_words() -> None:
    run(write("deck.csv", "id,question,answer\nQ 1,Old?,a\nk#!x,Other?,b\n7,Third?,c\n"))
    first = Path("deck.yaml").read_text(encoding="utf-8")
    run(write("deck.csv", "id,question,answer\n7,So?,c\nQ 1,New?,a\nk#!x,Or?,b\n"), "--force")
    again = Path("deck.yaml").read_text(encoding="utf-8")

    def ids(text: str) -> list[str]:
        return sorted(line for line in text.split("\n") if line.startswith("  - id: "))

    assert ids(first) == ids(again)
    assert "  - id: q-1" in ids(first)


def test_tags_in_cells_are_read_as_html_and_it_is_said() -> None:
    table = 'question,answer\n"<b>Which</b> river &amp; lake?",Rhone<br>Geneva\n'
    report = run(write("deck.csv", table)).stderr
    assert "its cells are read as HTML, by their tags" in report
    assert facts() == [{"ask": "**Which** river & lake?", "answer": "Rhone\nGeneva"}]


def test_a_table_about_tags_is_no_html() -> None:
    table = "question,answer\nWhat does <b>x</b> make?,bold\nWhich tag breaks a line?,<br>\n"
    assert imported(table)[1] == {"ask": "Which tag breaks a line?", "answer": "<br>"}


def test_a_table_has_at_most_two_hundred_columns() -> None:
    def table(width: int) -> str:
        return ",".join(["question", "answer", *["note"] * (width - 2)]) + "\nA?,b\n"

    assert imported(table(200)) == [{"ask": "A?", "answer": "b"}]
    Path("deck.yaml").unlink()
    assert "deck.csv:1:1: error: this row has 201 columns; the most is 200" in refusal(table(201))


# Before anything is written -----------------------------------------------------------------------


def test_a_dry_run_shows_how_columns_are_read_and_three_facts_and_writes_nothing() -> None:
    table = "Frage;Antwort;Punkte\n" + "".join(f"Was ist {n}?;a{n};1\n" for n in range(5))
    result = run(write("deck.csv", table), "--dry-run")
    assert result.stdout.startswith(
        "deck.csv: a table\n  Frage → ask\n  Antwort → answer\n  Punkte → left out\nIt begins:\n"
    )
    assert "Was ist 2?" in result.stdout
    assert "Was ist 3?" not in result.stdout.partition("5 notes")[0]
    assert sorted(each.name for each in Path().iterdir()) == ["deck.csv"]


def test_a_dry_run_of_a_doubtful_file_shows_it() -> None:
    result = run(write("deck.csv", THREE), "--dry-run", status=1)
    assert "(a guess)" in result.stdout
    assert "no heading says what the 3 columns are" in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("table", "code"),
    [(THREE, "doubtful-import"), ("A?,\nB?,\n", "nothing-to-import"), (CHAT, "doubtful-import")],
)
def test_a_dry_run_refuses_what_the_import_would_refuse(table: str, code: str) -> None:
    for options in ((), ("--dry-run",)):
        error = run(write("deck.csv", table), "-o", "deck.yaml", *options, status=1).stderr
        assert f"[{code}]" in error
    is_a_guess = table == THREE  # which alone `--yes` settles
    assert run("deck.csv", "--dry-run", "--yes", status=int(not is_a_guess)).stdout
    assert not Path("deck.yaml").exists()


@pytest.mark.parametrize(("answer", "written"), [("y", True), ("n", False)])
def test_a_terminal_asks(answer: str, written: bool) -> None:
    write("deck.csv", THREE)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    arguments = ["-m", "quizgen", "import", "deck.csv"]
    child = pexpect.spawn(sys.executable, arguments, env=environment, timeout=60)
    child.expect("Import it so")
    child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert Path("deck.yaml").exists() is written
    assert child.exitstatus == (0 if written else 1)


def test_a_table_of_things_that_cannot_be_entities_is_comparisons() -> None:
    # Two answers that are nothing but signs are a flaw of their rows, which no excuse takes away.
    lands = [f"Land {n},Town {n}" for n in range(6)] + ["!,&", "…,Other"]
    report = run(write("lands.csv", "\n".join(["Country,Capital", *lands])), "--table").stderr
    assert "read more plainly: " in report
    found = facts("lands.yaml")
    assert [len(each["comparison"]) for each in found] == [4, 4]
    assert not list(Path().glob("*-rows.csv"))


# Keys that are numbers ----------------------------------------------------------------------------


def keyed(heading: str, keys: str) -> str:
    """A test of three options `x`, `y` and `z`, with a row for each key."""
    rows = "".join(f"What is {n}?,x{n},y{n},z{n},{key}\n" for n, key in enumerate(keys))
    return f"Question,{heading},Correct\n{rows}"


NUMBERED = "Option 1,Option 2,Option 3"


@pytest.mark.parametrize("keys", ["12120", "12310"])
def test_under_options_that_are_numbered_from_1_a_0_is_a_key_of_nothing(keys: str) -> None:
    said = run(write("deck.csv", keyed(NUMBERED, keys)), "-o", "deck.yaml").output
    assert "its key `0` names none of its options (1)\n    deck.csv:6\n" in said
    right = {"1": "x", "2": "y", "3": "z"}
    answers = [fact["answer"] for fact in facts()]
    assert answers == [f"{right[key]}{n}" for n, key in enumerate(keys) if key != "0"]


def test_two_zeros_under_numbered_options_are_asked_about_unless_the_highest_occurs() -> None:
    assert "count from 0 and from 1" in refusal(keyed(NUMBERED, "121200"))
    assert len(imported(keyed(NUMBERED, "1213100"))) == 5


def test_under_letters_keys_count_from_0_if_0_occurs_and_the_highest_never_does() -> None:
    assert "count from 0 and from 1" in refusal(keyed("A,B,C", "01231"))
    answers = [fact["answer"] for fact in imported(keyed("A,B,C", "0121"))]
    assert answers == ["x0", "y1", "z2", "y3"]


# Tables of no questions ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "table",
    [
        CHAT,
        "2024/03/01 9:12:13 AM GMT+1,a?\n2024/03/01 9:13:40 AM GMT+1,b?\n",
        "2024-01-03;Rent;-23,90;EUR\n2024-01-04;Bread;-8,00;EUR\n",
        "2024-01-01,tea\n2024-01-02,milk\n",
        "7:30,rise\n8:15 pm,rest\n",
        "Anna Berg;anna@x.de\nTom Klein;tom@x.de\n",
        "anna@x.de,Anna Berg\ntom@x.de,Tom Klein\n",
    ],
)
def test_a_column_of_dates_times_or_addresses_is_refused_unless_its_columns_are_named(
    table: str,
) -> None:
    assert "as a chat or a register has them: it is not understood" in refusal(table)
    assert "as a chat or a register" in refusal(table, "--yes")
    assert len(imported(table, "--columns", "question,answer,notes,notes")) == 2


def test_one_answer_in_more_than_half_of_the_rows_of_three_columns_is_refused() -> None:
    table = "Ana,{},present\nBea,7 May,absent\nCy,{},present\nDi,7 May,absent\n"
    assert "3 of 4 rows have the answer `7 May`" in refusal(table.format("7 May", "9 May"), "--yes")
    assert len(imported(table.format("8 May", "9 May"), "--yes")) == 4  # half of them may
    two = "whale,mammal\nshrew,mammal\nbat,mammal\ntrout,fish\n"
    assert len(imported(two)) == 4  # and any number of two columns


@pytest.mark.parametrize("heading", ["Name;Born", "date;amount", "Street;Number"])
def test_a_heading_above_cells_of_another_sort_is_asked_about(heading: str) -> None:
    cells = {"Name": "1.5.2000", "date": "12.50", "Street": "7"}[heading.partition(";")[0]]
    table = f"{heading}\n" + "".join(f"here {sign};{cells}\n" for sign in "abc")
    assert "the first row looks like a heading" in refusal(table)


@pytest.mark.parametrize(
    "table",
    [
        "1789,the Revolution\n1815,Waterloo\n1848,the spring\n",
        "2:1,a ratio of two to one\nan at sign,@\na date,1.1.2000\n",
        "When was Waterloo?,1815\nWhen was the Revolution?,1789\nWhen was Sedan?,1870\n",
        "seven,7\neight,8\nnine,9\n",
    ],
)
def test_years_and_single_dates_are_questions_and_answers_as_others(table: str) -> None:
    assert len(imported(table)) == 3


def test_a_test_without_a_heading_is_no_list_of_questions_and_first_options() -> None:
    rows = ["Ghana?,Accra,Gao,Kita,{}", "Zambia?,Ndola,Lusaka,Kitwe,{}", "Mali?,Bla,Gao,Kati,{}"]
    table = "\n".join(rows) + "\n"
    for keys in (("A", "B", "B"), ("a", "b", "c"), ("1", "2", "2"), ("Accra", "Lusaka", "Gao")):
        said = refusal(table.format(*keys), "--yes")
        assert "column 5 seems to say which of those before it is right" in said
    columns = "question,A,B,C,correct"
    assert [each["answer"] for each in imported(table.format(*"ABB"), "--columns", columns)] == [
        *("Accra", "Lusaka", "Gao")
    ]
    for keys in (("A", "A", "A"), ("A", "B", "D"), ("1", "2", "4"), ("Accra", "Lusaka", "x")):
        assert imported(table.format(*keys), "--yes")


@pytest.mark.parametrize("heading", ["Country,Capital", "Land,Hauptstadt", "auteur,livre"])
def test_words_that_are_headings_everywhere_are_asked_about(heading: str) -> None:
    rows = "Norway,Oslo\nSweden,Stockholm\nFinland,Helsinki\n"
    assert "the first row looks like a heading" in refusal(f"{heading}\n{rows}")
    assert len(imported(f"{heading}\n{rows}", "--heading")) == 3
    assert len(imported(f"Land,country\n{rows}")) == 4  # words of two languages are a card
