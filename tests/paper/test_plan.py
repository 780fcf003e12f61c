"""A test from a plan, its points, its data read back, its files, and what is said of bad input."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner, Result
from conftest import ROOT, deck
from sheets import pages, text_of

from quizgen.cli import main
from quizgen.cli.worksheet import class_names
from quizgen.compiler import compile_path
from quizgen.quiz.making import shares
from quizgen.quiz.printed_test import PrintedTest, read_test
from quizgen.targets.pdf import Page

DECKS = ["--collection", str(ROOT / "decks")]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)))


def said(result: Result) -> str:
    return " ".join(result.output.split())


def planned(folder: Path, plan: str, *more: object) -> Result:
    path = folder / "plan.yaml"
    folder.mkdir(exist_ok=True)
    path.write_text(plan, encoding="utf-8")
    return run("worksheet", *DECKS, "--plan", path, "-o", folder / "out", *more)


def only(folder: Path, pattern: str) -> Path:
    (path,) = folder.glob(pattern)
    return path


def data_of(folder: Path) -> PrintedTest:
    return read_test(only(folder, "*.json").read_text(encoding="utf-8"))


EXAM = """
title: Second test
class: 7b
date: 24 March
time: 45
instructions: Use a pen.
variants: 3
total: 50
roster: names.csv
profiles: {Tom Jones: large-print}
scale: {1: 90, 2: 50, 3: 0}
sections:
  - {title: Choose, types: choice, questions: 4, points: 2}
  - {types: [cloze, short-answer], questions: 4}
free:
  - {ask: Describe how a muscle contracts., points: 6, lines: 10, key: calcium and ATP}
"""


@pytest.fixture
def exam(tmp_path: Path) -> Path:
    (tmp_path / "names.csv").write_text("name\nAnn Lee\nTom Jones\nZoë Hall\n", encoding="utf-8")
    result = planned(tmp_path, EXAM)
    assert result.exit_code == 0, result.output
    return tmp_path / "out"


def test_a_plan_says_what_is_asked_in_which_order_and_for_how_many_points(exam: Path) -> None:
    test = data_of(exam)
    assert test.points == 50
    assert [quiz.variant for quiz in test.quizzes] == ["A", "B", "C"]
    for quiz in test.quizzes:
        types = [item.type for item in quiz.items]
        assert types[:4] == ["choice"] * 4
        assert set(types[4:]) <= {"cloze", "short-answer"}
        assert [item.number for item in quiz.items] == list(range(1, 9))
        assert [item.points for item in quiz.items[:4]] == [2] * 4
    sheet = text_of(only(exam, "*-1-ann-lee-A.pdf").read_bytes())
    for words in ("Second test", "7b", "24 March", "45 minutes", "Use a pen.", "Choose", "/ 50"):
        assert words in sheet
    assert "9. Describe how a muscle contracts. 6 pts" in sheet
    assert "calcium and ATP" not in sheet
    assert "calcium and ATP" in text_of(only(exam, "*-key.pdf").read_bytes())


def test_the_class_list_says_who_has_which_variant_and_the_marks(exam: Path) -> None:
    path = only(exam, "*-class-list.csv")
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[1:] == [
        ["Ann Lee", "A", "", "", "50", ""],
        ["Tom Jones", "B", "large-print", "", "50", ""],
        ["Zoë Hall", "C", "", "", "50", ""],
    ]
    text = text_of(only(exam, "*-class-list.pdf").read_bytes())
    assert "2 Tom Jones large-print B" in text
    scores = exam.parent / "scores.csv"
    filled = path.read_text(encoding="utf-8-sig").replace("Ann Lee,A,,", "Ann Lee,A,,45")
    scores.write_text(filled.replace("Zoë Hall,C,,", "Zoë Hall,C,,24½"), encoding="utf-8")
    again = exam.parent / "again"
    data = only(exam, "*.json")
    result = run("worksheet", *DECKS, "--again", data, "--scores", scores, "-o", again)
    assert result.exit_code == 0, result.output
    # Sheets and keys lie there already: only the list is written.
    written = sorted(path.name.partition("-class-list")[2] for path in again.iterdir())
    assert written == [".csv", ".pdf"]
    text = text_of(only(again, "*-class-list.pdf").read_bytes())
    assert "1 Ann Lee A 45 1 2 Tom Jones large-print B 3 Zoë Hall C 24.5 3" in text
    listed = only(again, "*-class-list.csv").read_text(encoding="utf-8-sig").splitlines()
    assert listed[1:] == ["Ann Lee,A,,45,50,1", "Tom Jones,B,large-print,,50,",
                          "Zoë Hall,C,,24.5,50,3"]  # fmt: skip
    scores.write_text(filled.replace("Zoë Hall,C,,", "Zoë Hall,C,,51"), encoding="utf-8")
    result = run("worksheet", *DECKS, "--again", data, "--scores", scores, "-o", again)
    assert result.exit_code == 1
    assert "51 is no score of 50 points" in said(result)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_a_class_list_comes_back_from_a_spreadsheet_with_semicolons(
    exam: Path, encoding: str
) -> None:
    filled = only(exam, "*-class-list.csv").read_text(encoding="utf-8-sig")
    scores = exam.parent / "scores.csv"
    rows = filled.replace(",", ";").replace("Zoë Hall;C;;", "Zoë Hall;C;;24,5")
    scores.write_text(rows + ";;;;;\n", encoding=encoding)
    again = exam.parent / "again"
    data = ["--again", only(exam, "*.json")]
    result = run("worksheet", *DECKS, *data, "--scores", scores, "-o", again)
    assert result.exit_code == 0, result.output
    assert "Zoë Hall,C,,24.5,50,3" in only(again, "*-class-list.csv").read_text("utf-8-sig")


def test_scores_need_the_test_and_its_names(exam: Path) -> None:
    scores = exam.parent / "scores.csv"
    result = run("worksheet", *DECKS, "--scores", scores)
    assert (result.exit_code, "goes with --again" in said(result)) == (2, True)
    data = ["--again", only(exam, "*.json"), "-o", exam.parent / "again"]
    heading = "name,variant,profile,score,of,mark\n"
    for text, message in (
        (f"{heading}Bo Kay,A,,3,50,\n", "`Bo Kay` has no sheet of this test"),
        (f"{heading}Ann Lee,A,,abs,50,\n", "`abs` is no score (`Ann Lee`)"),
        (f"{heading}Ann Lee,A,,abs,50,\n", "or nothing for who was absent"),
        ("name,score\nAnn Lee,3\n", "it has other columns"),
        ("", "it has other columns"),
    ):
        scores.write_text(text, encoding="utf-8")
        result = run("worksheet", *DECKS, *data, "--scores", scores)
        assert (result.exit_code, message in said(result)) == (1, True), result.output
    assert not (exam.parent / "again").exists()


def test_a_lost_variant_is_printed_again_as_it_was(exam: Path) -> None:
    again = exam.parent / "again"
    data = only(exam, "*.json")
    result = run("worksheet", *DECKS, "--again", data, "--variant", "B", "-o", again)
    assert result.exit_code == 0, result.output
    (sheet,) = again.glob("*-tom-jones-*.pdf")
    assert sheet.read_bytes() == (exam / sheet.name).read_bytes()
    assert not list(again.glob("*.json")), "only the sheets are printed"


def test_what_a_teacher_has_marked_outlives_a_lost_variant(exam: Path) -> None:
    class_list = only(exam, "*-class-list.csv")
    class_list.write_text("filled in", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in exam.iterdir() if path.is_file()}
    for more in (["--variant", "B"], []):  # one variant, and all of it
        again = ["worksheet", *DECKS, "--again", only(exam, "*.json"), *more, "-o", exam]
        result = run(*again)
        assert result.exit_code == 0, result.output
        assert "left over" not in said(result)
        after = {path.name: path.read_bytes() for path in exam.iterdir() if path.is_file()}
        assert {name: after[name] for name in before} == before


def test_a_test_is_not_printed_again_when_the_decks_have_moved(exam: Path) -> None:
    data = only(exam, "*.json")
    stem = data_of(exam).quizzes[0].items[0].stem
    text = data.read_text(encoding="utf-8").replace(stem, "What was asked before?")
    data.write_text(text, encoding="utf-8")
    result = run("worksheet", *DECKS, "--again", data, "-o", exam.parent / "again")
    assert result.exit_code == 1
    assert "edited by hand" in said(result)
    assert "the decks have moved under this test: 1 question changed" in said(result)
    more = ["--as-printed", "-o", exam.parent / "again"]
    assert run("worksheet", *DECKS, "--again", data, *more).exit_code == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "this is no JSON"),
        ("{}", "this is no test that `quizgen worksheet` wrote"),
        ('[{"sections": []}]', "an older quizgen"),
        ('{"format": "quizgen-test", "version": 9}', "has the version 9; this quizgen reads 1"),
    ],
)
def test_what_is_no_test_of_ours(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "test.json"
    path.write_text(text, encoding="utf-8")
    for arguments in (["check", path], ["worksheet", *DECKS, "--again", path]):
        result = run(*arguments)
        assert result.exit_code == 1
        assert message in said(result)


def test_check_judges_a_test(exam: Path) -> None:
    data = only(exam, "*.json")
    result = run("check", data)
    assert result.exit_code == 0
    assert "9 questions, 50 points, 3 variants: nothing is wrong" in said(result)
    test = json.loads(data.read_text(encoding="utf-8"))
    for item in test["quizzes"][0]["sections"][0]["items"]:
        item["keys"] = ["A"]
    data.write_text(json.dumps(test), encoding="utf-8")
    assert "variant A: one answer is right 4 times running" in said(run("check", data))
    assert run("check", data, "--strict").exit_code == 1


# Choosing ----------------------------------------------------------------------------------------


def test_questions_by_id_are_in_or_out_and_those_used_do_not_return(tmp_path: Path) -> None:
    first = "sections: [{types: short-answer, questions: 5}]\n"
    assert planned(tmp_path, first).exit_code == 0
    data = only(tmp_path / "out", "*.json")
    used = [item.id for item in data_of(tmp_path / "out").quizzes[0].items]
    data.rename(tmp_path / "last.json")
    (tmp_path / "out").rename(tmp_path / "former")
    assert planned(tmp_path, f"{first}not in: last.json\n").exit_code == 0
    now = [item.id for item in data_of(tmp_path / "out").quizzes[0].items]
    assert len(now) == 5
    assert not set(now) & set(used)
    (tmp_path / "out").rename(tmp_path / "second")
    assert planned(tmp_path, f"{first}in: ['{now[0]}']\nout: ['{used[0]}']\n").exit_code == 0
    third = [item.id for item in data_of(tmp_path / "out").quizzes[0].items]
    assert now[0] in third
    assert used[0] not in third


def test_the_verb_plan_writes_what_the_short_options_chose(tmp_path: Path) -> None:
    path = tmp_path / "test.yaml"
    options = ["--questions", "6", "--seed", "3", "--class", "7b"]
    assert run("plan", *DECKS, *options, "-o", path).exit_code == 0
    assert run("worksheet", *DECKS, *options, "-o", tmp_path / "short").exit_code == 0
    assert run("worksheet", *DECKS, "--plan", path, "-o", tmp_path / "long").exit_code == 0
    short, long = data_of(tmp_path / "short"), data_of(tmp_path / "long")
    ids = [item.id for item in short.quizzes[0].items]
    assert {item.id for item in long.quizzes[0].items} == set(ids)
    assert long.class_name == "7b"
    assert run("plan", *DECKS, "-o", path).exit_code == 2  # a plan that was edited is not lost


@pytest.mark.parametrize(
    ("plan", "message", "hint"),
    [
        ("titel: x", "the key `titel` is not known", "did you mean `title`?"),
        ("sections: [{types: chioce}]", "no `chioce` among the types", "did you mean `choice`?"),
        ("sections: [{types: number, questions: 400}]", "section 1 wants 400 questions, and",
         "or loosen `types`"),
        ("in: [magnesium/x/choice]", "there is no question `magnesium/x/choice`", "choice`?"),
        ("total: 5\nsections: [{questions: 6}]", "a total of 5 cannot be shared out",
         "choose a larger total"),
        ("free: [{ask: Why?, points: 3}]", "there are no lines", "`lines: 8`"),
        ("logo: plan.yaml", "no picture that can be printed", "PNG"),
        ("scale: {1: 20, 2: 50}", "the scale does not fall", "best mark first"),
        ("not in: none.json", "`none.json` cannot be read", "name the data"),
        ("variant: C\nvariants: 2", "there is no `C` here", "use one of: A, B"),
        ("topics: [nerves]", "the key `topics` is not known", "`sections: [{topics: …}]`"),
        ("sections: [{topic: x}]", "the key `topic` is not known", "did you mean `topics`?"),
        ("free: [{ask: Why?, points: 3, line: 8}]", "`line` is not", "did you mean `lines`?"),
        ("free: [{ask: Why?, points: 3, lines: 31}]", "`lines` must be 30 at most, not `31`", ""),
        ("variants: many", "`variants` must be a whole number, not `many`", "`variants: 8`"),
        ("points: {choise: 2}", "neither a type nor the id", "did you mean `choice`?"),
    ],
)  # fmt: skip
def test_a_plan_that_cannot_be_says_why(tmp_path: Path, plan: str, message: str, hint: str) -> None:
    result = planned(tmp_path, plan)
    assert result.exit_code == 1
    assert message in said(result)
    assert hint in said(result)
    assert "plan.yaml:" in said(result)
    assert not (tmp_path / "out").exists()


def test_a_plan_with_one_id_both_in_and_out(tmp_path: Path) -> None:
    planned(tmp_path, "sections: [{types: short-answer, questions: 1}]")
    id = data_of(tmp_path / "out").quizzes[0].items[0].id
    result = planned(tmp_path, f"in: ['{id}']\nout: ['{id}']\n")
    assert "is both in the test and out of it" in said(result)


def test_a_line_is_enough_and_a_page_of_them_the_most(tmp_path: Path) -> None:
    for lines, status in ((1, 0), (30, 0), (31, 1)):
        plan = f"sections: [{{questions: 1}}]\nfree: [{{ask: Why?, points: 3, lines: {lines}}}]"
        assert planned(tmp_path, plan).exit_code == status


# Points ------------------------------------------------------------------------------------------


def test_a_total_is_shared_out_by_weight_and_whole() -> None:
    assert shares(10, {"a": 1, "b": 1, "c": 3}) == {"a": 2, "b": 2, "c": 6}
    assert shares(3, {"a": 1, "b": 1, "c": 9}) == dict.fromkeys("abc", 1)
    assert sum(shares(47, {str(each): each for each in range(1, 9)}).values()) == 47


def test_a_total_that_parts_like_questions_is_said_with_one_that_does_not(tmp_path: Path) -> None:
    plan = "total: %s\nsections: [{types: choice, questions: 4}]"
    uneven = planned(tmp_path, plan % 10)
    assert uneven.exit_code == 0
    assert "a total of 10 gives questions of one type different points" in said(uneven)
    assert "8 or 12 would not" in said(uneven)
    assert "different points" not in said(planned(tmp_path, plan % 12))


def test_a_plan_says_on_how_many_pages_it_shall_stand(tmp_path: Path) -> None:
    plan = "sections: [{types: short-answer, questions: 16}]\n"
    planned(tmp_path, plan)
    sheet = min((tmp_path / "out").glob("*.pdf"), key=lambda path: len(path.name))
    assert len(pages(sheet.read_bytes())) == 2
    refused = planned(tmp_path, f"{plan}fit: 1\n")
    assert refused.exit_code == 1
    assert "the sheet needs" in said(refused)
    assert planned(tmp_path, f"{plan}fit: 2\n").exit_code == 0


def test_a_plan_may_stand_beside_the_decks(tmp_path: Path) -> None:
    (tmp_path / "collection.yaml").write_text("collection: C\nid: c\nlanguage: en\n")
    (tmp_path / "deck.yaml").write_text(
        "deck: D\nid: d\nfacts:\n  - {id: a, ask: Which metal is liquid?, answer: mercury}\n"
    )
    plan = tmp_path / "exam.yaml"
    assert run("plan", tmp_path, "-o", plan).exit_code == 0
    assert "nothing is wrong" in said(run("check", tmp_path))
    assert run("worksheet", tmp_path, "--plan", plan, "-o", tmp_path / "out").exit_code == 0
    # What is neither is said still: facts without a deck, or the plan taken for one.
    (tmp_path / "odd.yaml").write_text("seed: 4\nfacts: []\n")
    assert "this file is neither a deck nor terms" in said(run("check", tmp_path))
    assert "this file is not a deck" in said(run("check", plan))


def test_a_question_is_worth_the_same_in_each_variant(tmp_path: Path) -> None:
    sections = "sections: [{types: choice, questions: 5}]"
    result = planned(tmp_path, f"variants: 3\ntotal: 13\n{sections}")
    assert result.exit_code == 0, result.output
    first, *others = data_of(tmp_path / "out").quizzes
    points = {item.id: item.points for item in first.items}
    assert sorted(points.values()) == [2, 2, 3, 3, 3]
    assert all(points == {item.id: item.points for item in quiz.items} for quiz in others)


def test_a_default_test_has_one_total_whatever_the_seed(tmp_path: Path) -> None:
    for seed in range(4):
        out = tmp_path / str(seed)
        assert run("worksheet", *DECKS, "--seed", seed, "-o", out).exit_code == 0
        assert data_of(out).points % 10 == 0


# Files -------------------------------------------------------------------------------------------


def test_files_of_another_test_stay_and_are_named(tmp_path: Path) -> None:
    short = ["worksheet", *DECKS, "--questions", 3, "-o", tmp_path]
    assert run(*short, "--class", "7b", "--seed", 1).exit_code == 0
    first = {path: path.read_bytes() for path in tmp_path.iterdir()}
    result = run(*short, "--class", "7c", "--seed", 2)
    assert "left over" not in said(result)
    result = run(*short, "--class", "7b", "--seed", 2)
    assert "left over from an earlier test" in said(result)
    for path, data in first.items():
        assert path.read_bytes() == data
        assert path.name in result.output


def test_sheets_keys_and_data_lie_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("worksheet", *DECKS, "--questions", 3).exit_code == 0
    names = {path.name: path.parent.name for path in (tmp_path / "dist").glob("*/*")}
    assert sorted(names.values()) == ["data", "keys", "keys", "sheets"]
    assert all("key" not in name for name, folder in names.items() if folder == "sheets")


# The class ---------------------------------------------------------------------------------------


def test_a_roster_of_a_whole_city_is_refused_before_anything_is_set(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("".join(f"Pupil {number}\n" for number in range(1001)), encoding="utf-8")
    result = run("worksheet", *DECKS, "--roster", path, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "1,001 names; the most is 1,000" in said(result)
    assert "divide it into classes" in said(result)
    path.write_text("".join(f"Pupil {number}\n" for number in range(1000)), encoding="utf-8")
    compiled = compile_path(ROOT / "decks")
    assert len(class_names(path, (), Page(), compiled, "text")) == 1000


def test_names_are_held_against_the_fonts_that_are_given(tmp_path: Path) -> None:
    """A name that the fonts of `--fonts` have is no warning."""
    (tmp_path / "names.csv").write_text("name\n王小明\n", encoding="utf-8")
    (tmp_path / "plan.yaml").write_text("roster: names.csv\nsections: [{questions: 1}]", "utf-8")
    short = ["--roster", tmp_path / "names.csv", "--questions", 1]
    for more in (short, ["--plan", tmp_path / "plan.yaml"]):
        arguments = ["worksheet", *DECKS, *more, "-o", tmp_path / "out"]
        assert "in the name `王小明`" in said(run(*arguments))
        fonts = ["--fonts", Path(__file__).parent / "fonts"]
        assert "in the name" not in said(run(*arguments, *fonts))


def test_a_name_that_cannot_be_printed_costs_nobody_else_a_sheet(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("name\nAnn Lee\n王小明\nBo 王\n李明\n", encoding="utf-8")
    out = tmp_path / "out"
    result = run("worksheet", *DECKS, "--questions", 2, "--roster", path, "-o", out)
    assert result.exit_code == 0
    assert "names.csv:3:1: warning" in result.output
    assert "it is printed as `Bo`" in said(result)
    sheets = [text_of(path.read_bytes()) for path in sorted(out.glob("*-[1234]-*.pdf"))]
    assert len(sheets) == 4
    assert "Name Ann Lee Date" in sheets[0]
    assert "Name Date" in sheets[1]
    assert "Name Bo Date" in sheets[2]
    assert "王小明,A" in only(out, "*-class-list.csv").read_text(encoding="utf-8-sig")


def test_pairs_that_cannot_be_avoided_are_named(tmp_path: Path) -> None:
    deck = tmp_path / "deck.yaml"
    deck.write_text(
        "deck: Deck\nid: deck\nfacts:\n"
        "  - {id: a, ask: Which metal is liquid?, answer: mercury}\n"
        "  - {id: b, ask: Why is mercury as a liquid metal a danger?, answer: fumes}\n",
        encoding="utf-8",
    )
    out = ["-o", tmp_path / "out"]
    result = run("worksheet", "--collection", deck, "--questions", 2, *out)
    named = "`b/answer/short-answer` states what is asked by `a/answer/short-answer`"
    assert result.exit_code == 0
    assert named in said(result)
    plan = tmp_path / "plan.yaml"
    plan.write_text("sections: [{questions: 2}]", encoding="utf-8")
    assert named in said(run("worksheet", "--collection", deck, "--plan", plan, *out))


def test_of_many_pairs_five_are_named_and_the_others_counted(tmp_path: Path) -> None:
    deck = tmp_path / "deck.yaml"
    for number, rest in ((5, ""), (7, "2 more questions give another away")):
        whys = ["rare", "heavy", "deadly", "dear", "old", "loved", "odd"][:number]
        facts = "  - {id: a, ask: Which metal is liquid?, answer: mercury}\n" + "".join(
            f"  - {{id: {each}, ask: Why is mercury as a liquid metal {each}?, answer: {each}ly}}\n"
            for each in whys
        )
        deck.write_text(f"deck: Deck\nid: deck\nfacts:\n{facts}", encoding="utf-8")
        out = ["-o", tmp_path / "out"]
        text = said(run("worksheet", "--collection", deck, "--questions", number + 1, *out))
        assert text.count("states what is asked by `a/answer/short-answer`") == 5
        assert ("more questions give" in text, rest in text) == (bool(rest), True)


def test_a_question_of_ones_own_takes_part_in_what_items_give_away(tmp_path: Path) -> None:
    deck = tmp_path / "deck.yaml"
    deck.write_text(
        "deck: Deck\nid: deck\nfacts:\n"
        "  - {id: a, ask: Which metal is liquid?, answer: mercury}\n"
        "  - {id: b, ask: Which metal is yellow?, answer: gold}\n",
        encoding="utf-8",
    )
    plan = tmp_path / "plan.yaml"
    free = "free: [{ask: 'Mercury is the liquid metal. Why?', points: 2, lines: 4}]"
    arguments = ["worksheet", "--collection", deck, "--plan", plan, "-o", tmp_path / "out"]
    plan.write_text(f"sections: [{{questions: 1}}]\n{free}", encoding="utf-8")
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    assert "states" not in said(result)
    assert "gold" in str(data_of(tmp_path / "out").quizzes)  # and not the one given away
    plan.write_text(f"sections: [{{questions: 2}}]\n{free}", encoding="utf-8")
    named = "`free 1` states what is asked by `a/answer/short-answer`"
    assert named in said(run(*arguments))
    written = max((tmp_path / "out").glob("*.json"), key=lambda each: each.stat().st_mtime_ns)
    assert named in said(run("check", written))


HEATING = """
- id: heating
  mechanism: How a hypocaust heats a room
  steps: [a fire burns, hot air flows, the floor glows]
  without: [choice, cloze]
- {id: cap, ask: What covers a niche?, answer: a tiled roof, without: choice}
- {id: hot, ask: Which room is the caldarium?, answer: a sauna, without: choice}
- {id: one, ask: Who wrote down rules for builders?, answer: Vitruvius, without: choice}
- {id: pal, ask: "How does one say: an old mate?", answer: მეგობარი, without: choice}
- {id: mix, list: ingredient, of: Roman concrete, items: [lime, ash, water], without: cloze}
"""


@pytest.mark.parametrize(
    ("free", "given_away"),
    [
        # The steps that an essay asks for answer it; so they do not another essay.
        ("ask: Explain how hypocausts keep a room warm.", ["heating/steps/ordering"]),
        ("ask: Explain how an aqueduct crosses a valley.", []),
        ("ask: Draw a room.", []),
        # An answer stands in its text, as it is or inflected; another word does not.
        ("ask: 'Translate: ჩემი ძმა კარგი მეგობარია.'", ["pal/answer/short-answer"]),
        ("ask: 'Translate: ჩემი ძმა კარგი მეზობელია.'", []),
        # What its key says stands in another question, whole or inflected, or is asked there.
        ("ask: Name two rooms., key: caldarium; cellar", ["hot/answer/short-answer"]),
        ("ask: Name two rooms., key: 'kitchen, niches'", ["cap/answer/short-answer"]),
        ("ask: Name two rooms., key: kitchen; cellar", []),
        # All that another asks is asked in it, too.
        ("ask: 'Describe ingredients of Roman concrete, and say why.'", ["mix/all/list"]),
        ("ask: 'Describe the color of Roman concrete.'", []),
    ],
)  # fmt: skip
def test_a_free_question_and_its_key_are_held_against_the_rest(
    tmp_path: Path, free: str, given_away: list[str]
) -> None:
    deck_file = tmp_path / "deck.yaml"
    deck_file.write_text(deck(HEATING), encoding="utf-8")
    plan = tmp_path / "plan.yaml"
    free = f"free: [{{{free}, points: 2, lines: 4}}]"
    types = "types: [ordering, short-answer, list]"
    arguments = ["worksheet", "--collection", deck_file, "--plan", plan, "-o", tmp_path / "out"]
    # Where there are others, they are asked, and nothing is said.
    plan.write_text(f"sections: [{{{types}, questions: 5}}]\n{free}", encoding="utf-8")
    text = said(run(*arguments))
    assert "free 1" not in text
    ids = [item.id for item in data_of(tmp_path / "out").quizzes[0].items]
    assert len(ids) == 5
    assert set(given_away).isdisjoint(ids)
    # Where there are none, the pair is named.
    plan.write_text(f"sections: [{{{types}, questions: 6}}]\n{free}", encoding="utf-8")
    text = said(run(*arguments))
    assert text.count("`free 1`") == len(given_away)
    assert all(f"`{id}`" in text for id in given_away)


def test_options_say_what_a_plan_leaves_open(tmp_path: Path) -> None:
    """A class list, a title, the decks: none is dropped without a word because there is a plan."""
    (tmp_path / "names.csv").write_text("name\nAnn Lee\nZoë Hall\n", encoding="utf-8")
    options = ["--title", "Quiz", "--class", "7b", "--date", "1 May", "--variants", 2, "--duplex"]
    options += ["--roster", tmp_path / "names.csv", "--seed", "x", "--paper", "letter"]
    sections = "sections: [{types: [short-answer, number], questions: 4}]"
    result = planned(tmp_path, sections, *options, "magnesium-treatment")
    assert result.exit_code == 0, result.output
    test = data_of(tmp_path / "out")
    assert (test.title, test.class_name, test.date) == ("Quiz", "7b", "1 May")
    assert [each.name for each in test.students] == ["Ann Lee", "Zoë Hall"]
    assert [(quiz.variant, quiz.seed) for quiz in test.quizzes] == [("A", "x"), ("B", "x")]
    assert {item.deck for item in test.quizzes[0].items} == {"magnesium-treatment"}
    own = pdfium.PdfDocument(only(tmp_path / "out", "*-1-ann-lee-A.pdf"))
    assert own[0].get_width() == 612  # letter
    whole = pdfium.PdfDocument(only(tmp_path / "out", "*-class.pdf"))
    # The second sheet begins on a front side, behind an empty back.
    assert (len(own), len(whole)) == (1, 3)


@pytest.mark.parametrize(
    ("plan", "option", "message"),
    [
        ("title: My", ("--title", "Other"), "plan.yaml:1:8: error: --title says otherwise"),
        ("class: 7a", ("--class", "7b"), "--class says otherwise than the plan"),
        ("sections: [{questions: 2}]", ("--questions", 3), "and so do the sections of the plan"),
        ("sections: [{types: choice}]", ("--types", "cloze"), "--types narrows nothing"),
        (
            "sections: [{decks: magnesium-treatment}]",
            ("magnesium-treatment",),
            "DECK narrows nothing",
        ),
    ],
)
def test_an_option_that_says_otherwise_than_the_plan_is_an_error(
    tmp_path: Path, plan: str, option: tuple[object, ...], message: str
) -> None:
    result = planned(tmp_path, plan, *option)
    assert result.exit_code == 1
    assert message in said(result)


def test_an_option_that_says_the_same_as_the_plan_is_none(tmp_path: Path) -> None:
    result = planned(tmp_path, "title: My\nsections: [{questions: 2}]", "--title", "My")
    assert result.exit_code == 0, result.output


def test_what_takes_the_place_of_a_question_of_a_plan_is_of_its_deck(tmp_path: Path) -> None:
    """As `quizgen plan` invites: take one out, and another of its section takes its place."""
    path = tmp_path / "plan.yaml"
    run("plan", *DECKS, "magnesium-treatment", "--questions", 8, "-o", path)
    lines = path.read_text(encoding="utf-8").splitlines()
    for seed in ("1", "2", "3"):
        fewer = "\n".join(lines[:-2]).replace("seed: 0", f"seed: {seed}")
        result = planned(tmp_path / seed, fewer)
        assert result.exit_code == 0, result.output
        items = data_of(tmp_path / seed / "out").quizzes[0].items
        assert (len(items), {item.deck for item in items}) == (8, {"magnesium-treatment"})


SECTIONS = """
facts:
  - id: numbers
    mechanism: The numbers
    steps: [one, two, three, four, five]
  - id: words
    entities: word
    columns: {meaning: "{word} means {meaning}."}
    exclusive: yes
    rows: {uno: one thing, mesa: a table, perro: a dog, gato: a cat, casa: a house, sol: the sun}
"""


@pytest.mark.parametrize("seed", range(12))
def test_a_section_with_few_questions_to_choose_from_chooses_first(
    tmp_path: Path, seed: int
) -> None:
    """Whatever comes before it on the sheet, nothing there takes the only fact it could ask."""
    (tmp_path / "deck.yaml").write_text("deck: Words\nid: words-deck" + SECTIONS, encoding="utf-8")
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        f"seed: {seed}\nsections:\n"
        "  - {types: choice, questions: 3}\n  - {types: ordering, questions: 1}\n",
        encoding="utf-8",
    )
    result = run("worksheet", tmp_path / "deck.yaml", "--plan", plan, "-o", tmp_path / "out")
    assert result.exit_code == 0, result.output
    types = [item.type for item in data_of(tmp_path / "out").quizzes[0].items]
    assert types == ["choice"] * 3 + ["ordering"]


@pytest.mark.parametrize(
    ("plan", "message", "hint"),
    [
        ("- a", "a plan is a mapping of keys to values", "write `title: My test`"),
        ("[]", "a plan is a mapping of keys to values", "write `title: My test`"),
        ("points: {choice: 0}", "`choice` must be 1 or more, not `0`", ""),
        ("points: {choice: 101}", "`choice` must be 100 at most, not `101`", ""),
        (
            "total: 40\npoints: {choice: 3}\nsections: [{types: choice, questions: 4}]",
            "all questions have points of their own, 12 together",
            "write `total: 12`",
        ),
        ("profiles: {Tom: compact}", "needs the names of the class", "`roster: names.csv`"),
        (
            "roster: names.csv\nprofiles: {Tom: compact}",
            "there is no `Tom` in the roster",
            "did you mean `Tom Jones`?",
        ),
        (
            "roster: names.csv\nprofiles: {Jones: compact}",
            "there is no `Jones` in the roster",
            "did you mean `Tom Jones` or `Ida Jones`?",
        ),
        ("fit: 1\nsections: [{questions: 40}]", "plan.yaml:1:6: error: the sheet needs", "compact"),
        (
            "fit: 1\nprofile: compact\nsections: [{questions: 60}]",
            "needs",
            "questions fewer, or allow",
        ),
        ("scale: {1: 120, 2: 0}", "the scale goes beyond 0 and 100 percent", "not the points"),
        ("free: [Draw a bee.]", "item 1 of `free` must be a mapping", "`- {ask: …, points: 4,"),
        ("free: {ask: Why?, points: 3}", "`free` must be a list", "`- {ask: …, points: 4,"),
        ("sections: choice", "`sections` must be a list", "`- {types: choice, questions: 5}`"),
        ("sections: [{types: table, questions: 90}]", "section 1 wants 90 questions, and", "ask"),
    ],
)
def test_what_cannot_be_is_said_with_what_to_do(
    tmp_path: Path, plan: str, message: str, hint: str
) -> None:
    (tmp_path / "names.csv").write_text("name\nTom Jones\nIda Jones\n", encoding="utf-8")
    result = planned(tmp_path, plan)
    assert (result.exit_code, result.exception.__class__) == (1, SystemExit)
    assert message in said(result)
    assert hint in said(result)


def test_the_title_of_a_section_stands_once_above_all_its_types(tmp_path: Path) -> None:
    result = planned(
        tmp_path,
        "sections:\n  - {title: All of it, types: [ordering, matching], questions: 4}\n"
        "  - {types: choice, questions: 1}",
    )
    assert result.exit_code == 0, result.output
    assert {each.type for each in data_of(tmp_path / "out").quizzes[0].items} == {
        *("ordering", "matching", "choice")
    }
    for pattern in ("*-??????.pdf", "*-key.pdf"):
        text = text_of(only(tmp_path / "out", pattern).read_bytes())
        assert text.count("All of it") == 1
        assert "Put in order" not in text
        assert "Matching" not in text
        assert "Multiple choice" in text
    sheet = text_of(only(tmp_path / "out", "*-??????.pdf").read_bytes())
    assert "Number the boxes in the right order" in sheet


@pytest.mark.parametrize(
    ("room", "title", "instruction"),
    [
        ("lines: 4", "Questions to answer at length", True),
        ("lines: 3", "More questions", False),
        ("space: 5", "More questions", False),
    ],
)
def test_nobody_is_told_to_draw_in_whole_sentences(
    tmp_path: Path, room: str, title: str, instruction: bool
) -> None:
    plan = f"sections: [{{questions: 1}}]\nfree: [{{ask: Show it., points: 3, {room}, key: So}}]"
    assert planned(tmp_path, plan, "--target", "docx").exit_code == 0
    sheet = text_of(only(tmp_path / "out", "*-??????.pdf").read_bytes())
    assert title in sheet
    assert ("Answer in whole sentences." in sheet) == instruction
    assert title in text_of(only(tmp_path / "out", "*-key.pdf").read_bytes())


def test_with_a_scale_there_is_room_for_the_mark_and_the_scale_in_points(tmp_path: Path) -> None:
    sections = "sections: [{types: choice, questions: 5}]"
    for scale, shown in (("\nscale: {good: 60, bad: 0}", True), ("", False)):
        folder = tmp_path / str(shown)
        assert planned(folder, sections + scale).exit_code == 0
        head = text_of(only(folder / "out", "*-??????.pdf").read_bytes()).partition("1.")[0]
        assert ("Mark" in head) == shown
        grid = text_of(only(folder / "out", "*-grid.pdf").read_bytes())
        assert ("Mark good bad Score ≥ 3 ≥ 0" in grid) == shown


@pytest.mark.parametrize(
    ("plan", "message"),
    [
        ("scale: {A: 90, B: 80}", "below 80 percent, the scale has no mark"),
        ("scale: {A: 90, B: 0}", ""),
        ("points: {cloze: 3}", "a question of the type `cloze` is not asked"),
        ("points: {choice: 3}", ""),
    ],
)
def test_what_counts_for_nothing_is_said(tmp_path: Path, plan: str, message: str) -> None:
    result = planned(tmp_path, f"sections: [{{types: choice, questions: 2}}]\n{plan}")
    assert result.exit_code == 0, result.output
    assert message in said(result)
    assert ("warning" in said(result)) == bool(message)


@pytest.mark.parametrize(
    ("plan", "hint"),
    [
        ("sections: [{questions: 2, points: 1.5}]", "write `points: 1` or `points: 2`; for halves"),
        ("points: {cloze: 0.5}", "write `cloze: 1` or `cloze: 2`; for halves, double all points"),
        ("total: '20,5'", "write `total: 20` or `total: 21`; for halves, double all points"),
        ("time: 20.5", "write `time: 20` or `time: 21`"),
    ],
)
def test_points_are_whole_and_halves_are_told_apart(tmp_path: Path, plan: str, hint: str) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(plan, encoding="utf-8")
    text = said(run("worksheet", *DECKS, "--plan", path))
    assert hint in text
    assert ("double all points" in text) is (not plan.startswith("time"))


def test_a_seed_contradicts_what_is_printed_again(exam: Path) -> None:
    again = ["worksheet", *DECKS, "--again", only(exam, "*.json"), "-o", exam.parent / "again"]
    text = said(run(*again, "--seed", 5))
    assert "--seed contradicts --again" in text
    assert "decks have moved" not in text
    assert run(*again).exit_code == 0


def test_beside_an_id_in_a_plan_stands_what_is_asked_with_its_gap(tmp_path: Path) -> None:
    long = "Of all the stones of an arch that are laid one after another, the last one is the"
    facts = f"""
        - {{id: arch, cloze: 'The last stone of an arch is the {{{{keystone}}}}.'}}
        - {{id: stones, cloze: '{long} {{{{keystone}}}}.'}}
        - {{id: vault, ask: Which vault has two barrels?, answer: a groin, without: choice}}
    """
    deck_file = tmp_path / "deck.yaml"
    deck_file.write_text(deck(facts), encoding="utf-8")
    plan = tmp_path / "plan.yaml"
    assert run("plan", "--collection", deck_file, "--questions", 3, "-o", plan).exit_code == 0
    text = plan.read_text(encoding="utf-8")
    comments = {
        line.split('"')[1]: line.split("# ")[1]
        for line in text.splitlines()
        if line.startswith('  - "')
    }
    assert comments["arch/keystone/cloze"] == "The last stone of an arch is the ____."
    assert comments["stones/keystone/cloze"].startswith("… ")
    assert comments["stones/keystone/cloze"].endswith("the last one is the ____")
    assert len(comments["stones/keystone/cloze"]) <= 60
    assert comments["vault/answer/short-answer"] == "Which vault has two barrels?"
