"""The results of a class: files that are whole, and the figures of classical test theory."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from metals import RESPONSES, sitting

from quizgen.cli import main
from quizgen.cli.results import MOST_ROWS
from quizgen.cli.results_page import page_of
from quizgen.history.class_results import correlation, kr20, tally_exams
from quizgen.history.exam_result import (
    ExamResult,
    ResultError,
    _checksum,
    as_csv,
    exam_result,
    parse_result,
    result_as_json,
)
from quizgen.sitting import Confidence

NAMES = ("choice", "true-false", "number")


def result(name: str, *rights: bool, names: tuple[str, ...] = NAMES) -> ExamResult:
    """The result of a person who answers so; what is left over is not answered."""
    asked = sitting(*names, mode="exam")
    for item, right in zip(names, rights, strict=False):
        asked.answer(RESPONSES[item][not right])
    asked.hand_in()
    return exam_result(asked, name, 2_000_000)


def test_a_result_is_read_as_it_was_written() -> None:
    one = result("Ada", True, False)
    assert parse_result(result_as_json(one)) == one
    assert (one.earned, one.points) == (1, 3)
    assert [each.answered for each in one.items] == [True, False, True]  # in the order of their ids
    assert one.items[0].chosen == ("zinc",)


def test_at_one_computer_an_exam_goes_on_only_with_who_began_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    facts = "".join(
        f"  - {{id: metal-{number}, ask: Which metal has the number {number}?, answer: {name}}}\n"
        for number, name in ((26, "iron"), (30, "zinc"))
    )
    (tmp_path / "deck.yaml").write_text(f"deck: D\nid: d\nfacts:\n{facts}", encoding="utf-8")
    exam = ["exam", "deck.yaml", "--json", "--types", "short-answer", "--seed", "june"]

    def sat(name: str, *lines: str) -> list[dict[str, object]]:
        given = CliRunner().invoke(
            main, [*exam, "--name", name], input="".join(f"{line}\n" for line in lines)
        )
        return [json.loads(line) for line in given.stdout.splitlines()]

    assert sat("Bob", '["tin"]')[-1] == {"event": "stopped", "questions": 2, "answered": 1}
    assert sat("Cy")[0]["answered"] == 0
    assert sat("Cy", '["zinc"]', '["zinc"]')[0]["answered"] == 0
    assert sat("bob ", '["tin"]')[0]["answered"] == 1
    for path, responses in (("cy", {"zinc"}), ("bob", {"tin"})):
        [file] = (tmp_path / "results").glob(f"{path}-*.json")
        items = parse_result(file.read_bytes()).items
        assert {text for each in items for text in each.response} == responses


def test_a_topic_counts_points_as_the_scores_do() -> None:
    one = result("Ada", True, False)
    items = [
        each.model_copy(update={"points": points, "topic": "metals"})
        for each, points in zip(one.items, (1, 5, 2), strict=True)
    ]
    assert [each.share for each in items] == [1, 0, 0]
    [exam], _ = tally_exams([one.model_copy(update={"items": tuple(items)})])
    analysis = exam.analysed()
    [score] = analysis.scores
    assert (score.earned, score.points) == (1, 8)
    assert analysis.topics == {"metals": 1 / 8}


def test_how_sure_people_were_is_kept_and_set_beside_what_was_right(tmp_path: Path) -> None:
    people: dict[str, tuple[tuple[bool, Confidence], ...]] = {
        "Ada": ((True, "sure"), (True, "guess"), (False, "sure")),
        "Bob": ((True, "sure"), (False, ""), (False, "guess")),
    }
    for name, given in people.items():
        asked = sitting(*NAMES, mode="exam")
        for item, (right, confidence) in zip(NAMES, given, strict=True):
            asked.answer(RESPONSES[item][not right], confidence)
        asked.hand_in()
        one = exam_result(asked, name, 2_000_000)
        (tmp_path / f"{name}.json").write_text(result_as_json(one))
        assert as_csv(one).splitlines()[0].endswith(",response,confidence")
        assert as_csv(one).splitlines()[1].endswith(",sure")
    page, tables = tmp_path / "page.html", tmp_path / "tables"
    wanted = ["how sure,answers,percent right", "a guess,2,50", "sure,3,66"]
    told = CliRunner().invoke(
        main, ["results", str(tmp_path), "--csv", str(tables), "--page", str(page)]
    )
    assert told.exit_code == 0, told.output
    assert (tables / "calibration.csv").read_text("utf-8-sig").split() == "\n".join(wanted).split()
    assert "Calibration" in told.stdout
    assert "<h2>Calibration</h2>" in page.read_text()


def test_of_a_class_that_was_never_asked_how_sure_it_is_nothing_is_said_of_it(
    tmp_path: Path,
) -> None:
    (tmp_path / "ada.json").write_text(result_as_json(result("Ada", True)))
    assert "Calibration" not in CliRunner().invoke(main, ["results", str(tmp_path)]).stdout


def test_a_file_from_before_people_were_asked_how_sure_they_are_is_read() -> None:
    data = json.loads(result_as_json(result("Ada", True)))
    for item in data["items"]:
        del item["confidence"]
    content = {
        name: each for name, each in data.items() if name not in ("quizgen result", "checksum")
    }
    whole = {**content, "quizgen result": 1, "checksum": _checksum(content)}
    assert parse_result(json.dumps(whole)).items[0].confidence == ""


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda text: text[: len(text) // 2], "cut off"),
        (lambda text: text.replace('"share": 0.0', '"share": 1.0', 1), "edited"),
        (
            lambda text: text.replace('"quizgen result": 1', '"quizgen result": 2'),
            "another version",
        ),
        (lambda _: "[1, 2]", "no result"),
        (lambda _: "[" * 100_000, "no result"),
        (lambda _: "", "no result"),
    ],
)
def test_a_file_that_is_not_whole_is_refused(spoil: object, why: str) -> None:
    assert callable(spoil)
    with pytest.raises(ResultError, match=why):
        parse_result(spoil(result_as_json(result("Ada", False, False, False))))


def test_no_cell_of_a_spreadsheet_is_a_formula() -> None:
    table = as_csv(result("=1+1", True))
    assert "\r\n'=1+1,A quiz of metals,choice" in table


def test_results_are_kept_apart_by_exam_and_each_counts_once() -> None:
    ada, bob = result("Ada", True), result("Bob", True)
    other = result("Cy", True, names=("choice", "number"))
    exams, doubled = tally_exams([other, ada, bob, ada])
    assert [[each.name for each in exam.scores] for exam in exams] == [["Ada", "Bob"], ["Cy"]]
    assert doubled == 1


def test_a_result_made_by_hand_that_names_an_exam_with_other_items_stands_by_itself() -> None:
    ada, bob = result("Ada", True), result("Bob", True)
    exams, _ = tally_exams(
        [ada, bob, ada.model_copy(update={"name": "Eve", "items": ada.items[1:]})]
    )
    assert [len(exam.scores) for exam in exams] == [2, 1]


def test_items_are_analysed() -> None:
    people = [
        result("Ada", True, True, True),
        result("Bob", True, True, False),
        result("Cy", True, False, False),
        result("Dee", False, False),
    ]
    told = tally_exams(people)[0][0].analysed()
    by_name = {each.item: each for each in told.items}
    assert [each.name for each in told.scores] == ["Ada", "Bob", "Cy", "Dee"]
    assert by_name["choice"].difficulty == 0.75
    assert by_name["number"].unanswered == 1
    assert by_name["choice"].options == {"zinc": 3, "iron": 1}
    assert by_name["choice"].key == ("zinc",)
    # Choice 1 1 1 0 beside the rest 2 1 0 0: covariance 0.1875, variances 0.1875 and 0.6875.
    assert by_name["choice"].discrimination == pytest.approx(0.1875 / (0.1875 * 0.6875) ** 0.5)
    # k = 3, sum of p q = 0.1875 + 0.25 + 0.1875, variance of 3 2 1 0 = 1.25.
    assert told.reliability == pytest.approx(1.5 * (1 - 0.625 / 1.25))
    assert told.topics == {"Metals": pytest.approx(0.5)}


def test_the_key_that_nobody_chose_is_listed_with_the_options(tmp_path: Path) -> None:
    for name in ("Ada", "Bob"):
        told = result_as_json(result(name, False))
        (tmp_path / f"{name}.json").write_text(told, encoding="utf-8")
    lines = CliRunner().invoke(main, ["results", str(tmp_path)]).stdout.splitlines()
    options = [line.split() for line in lines[lines.index("Options") :]]
    assert ["choice", "iron", "2"] in options
    assert ["choice", "zinc", "0", "yes"] in options


def test_a_response_is_kept_in_words_and_not_in_letters_of_a_sheet() -> None:
    names = ("ordering", "matching", "recalled")
    told = result("Ada", True, True, True, names=names)
    by_type = {each.item: each.response for each in told.items}
    for name in ("ordering", "matching"):
        assert all(len(text) > 1 for text in by_type[name]), name
    assert by_type["recalled"] == ("+",)


def test_no_word_but_a_long_one_is_torn_on_the_page() -> None:
    page = page_of("T", "", {"Items": [["item", "topic"], ["buoys/name.starboard", "sailing"]]})
    assert '<td class="long">buoys/name.starboard</td>' in page
    assert "<td>sailing</td>" in page


def test_what_does_not_vary_has_no_figure() -> None:
    assert correlation([1, 1, 1], [1, 2, 3]) is None
    assert kr20([0.5, 0.5], 0) is None
    assert kr20([0.5], 0.25) is None
    assert kr20([0.5, 0.5], 1) == 1
    assert kr20([], 0) is None


def test_the_verb_names_what_it_leaves_out(tmp_path: Path) -> None:
    folder = tmp_path / "results"
    folder.mkdir()
    whole = [result("Ada", True, True), result("Bob <b>", True)]
    for place, one in enumerate([*whole, whole[0]]):
        (folder / f"{place}.json").write_text(result_as_json(one), encoding="utf-8")
    other = result("Cy", True, names=("choice", "number"))
    (folder / "other.json").write_text(result_as_json(other), encoding="utf-8")
    edited = result_as_json(whole[0].model_copy(update={"name": "Eve"})).replace("Eve", "Mallory")
    (folder / "edited.json").write_text(edited, encoding="utf-8")
    page, tables = tmp_path / "page.html", tmp_path / "tables"
    told = CliRunner().invoke(
        main, ["results", str(folder), "--page", str(page), "--csv", str(tables)]
    )
    assert told.exit_code == 0, told.output
    said = " ".join(told.stderr.split())
    assert "edited.json: it was edited" in said
    assert "left out: 1 file that came twice" in said
    assert "of another exam (A quiz of metals): Cy" in said
    assert "2 results, mean 1.5 of 3 points" in told.stdout
    assert "Bob &lt;b&gt;" in page.read_text(encoding="utf-8")
    assert (
        (tables / "scores.csv")
        .read_text(encoding="utf-8-sig")
        .splitlines()[1]
        .startswith("Ada,2,3")
    )
    empty = CliRunner().invoke(main, ["results", str(tables)])
    assert empty.exit_code == 1
    assert "holds no result of an exam" in empty.stderr


def test_an_exam_with_a_name_leaves_its_result_when_it_is_handed_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    deck = "deck: D\nid: d\nfacts:\n  - {id: peru, ask: The capital of Peru?, answer: Lima}\n"
    Path("deck.yaml").write_text(deck, encoding="utf-8")
    exam = ["exam", "deck.yaml", "--json", "--name", "Ada / B", "--history", "history.db"]
    stopped = CliRunner().invoke(main, exam, input="")
    assert "Not handed in" in stopped.stderr
    assert not Path("results").exists()
    done = CliRunner().invoke(main, exam, input='["Lima"]\n')
    [path] = Path("results").glob("*.json")
    assert path.as_posix() in done.stderr
    one = parse_result(path.read_bytes())
    assert (one.name, one.earned) == ("Ada / B", 1)
    assert json.loads(path.read_text(encoding="utf-8"))["checksum"]
    Path("blocked").write_text("", encoding="utf-8")
    again = CliRunner().invoke(main, [*exam, "--fresh", "--results", "blocked"], input='["Lima"]\n')
    assert "THE RESULT COULD NOT BE WRITTEN" in again.stderr


@pytest.mark.parametrize(("people", "more"), [(MOST_ROWS, ""), (MOST_ROWS + 1, "and 1 more")])
def test_a_terminal_shows_as_many_rows_as_anybody_reads(
    tmp_path: Path, people: int, more: str
) -> None:
    one = result("Ada", True)
    for number in range(people):
        each = one.model_copy(update={"name": f"Person {number}"})
        (tmp_path / f"{number}.json").write_text(result_as_json(each), encoding="utf-8")
    told = CliRunner().invoke(main, ["results", str(tmp_path)])
    assert told.stdout.count("Person ") == MOST_ROWS
    assert (": --csv FOLDER has all" in told.stdout) == bool(more)
    assert more in told.stdout


def test_a_million_answers_take_a_few_bytes_each() -> None:
    one = result("Ada", True, False)
    items = tuple(one.items[0].model_copy(update={"item": f"item-{n}"}) for n in range(100))

    def results(number: int) -> Iterator[ExamResult]:
        for place in range(number):
            texts = [each.model_copy(update={"stem": f"{place} {each.item}"}) for each in items]
            yield one.model_copy(update={"name": f"Person {place}", "items": tuple(texts)})

    tracemalloc.start()
    [tally], _ = tally_exams(results(1000))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(tally.scores) == 1000
    assert most / (1000 * len(items)) < 24  # kept whole, an answer takes hundreds
