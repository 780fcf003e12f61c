"""How sure a person is of an answer: asked before its mark, kept, and set beside the mark."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from metals import RESPONSES, Kept, sitting
from sittings import Clock, Script
from test_events import played
from test_screen import play, press, shown
from textual.pilot import Pilot

from quizgen.cli import main
from quizgen.grading.marks import DONT_KNOW
from quizgen.history.history import History
from quizgen.sitting import Mode, Sitting
from quizgen.terminal.plain_mode import Console, put_in_lines
from quizgen.terminal.screen.app import Outcome, QuizApp
from quizgen.terminal.screen.end_pages import EndPage
from quizgen.terminal.screen.question_page import ConfidencePage, QuestionPage

PROMPT = "How sure are you (1 a guess, 2 unsure, 3 fairly sure, 4 sure)? "
DECK = "deck: D\nid: d\nfacts:\n  - {id: peru, ask: The capital of Peru?, answer: Lima}\n"


def asking(
    *names: str, mode: Mode = "quiz", limit: int | None = None, clock: Clock | None = None
) -> Sitting:
    asked = sitting(*names, mode=mode, limit=limit, clock=clock, keeper=Kept())
    asked.confidence = True
    return asked


def told(asked: Sitting) -> list[str]:
    return [answer.confidence for answer in asked.session.answers]


def in_lines(asked: Sitting, *lines: str) -> Script:
    script = Script(*lines)
    put_in_lines(asked, Console(script.ask, script.say))
    return script


def test_it_is_asked_where_wanted_and_the_person_can_know_it() -> None:
    assert asking("choice").asks_confidence(RESPONSES["choice"][0])
    assert not sitting("choice").asks_confidence(RESPONSES["choice"][0])
    assert not asking("choice").asks_confidence(DONT_KNOW)
    assert not asking("recalled").asks_confidence(RESPONSES["recalled"][0])
    assert not asking("typed and said gaps").asks_confidence(RESPONSES["typed and said gaps"][0])
    practised = asking("choice")
    practised.answer(RESPONSES["choice"][1])
    practised.practise()
    assert not practised.asks_confidence(RESPONSES["choice"][0])


@pytest.mark.parametrize(
    ("line", "confidence"),
    [("1", "guess"), ("4", "sure"), ("Fairly sure", "likely"), ("", "")],
)
def test_in_lines_it_is_a_number_or_its_word_or_nothing(line: str, confidence: str) -> None:
    asked = asking("choice")
    script = in_lines(asked, "B", line, "")
    assert told(asked) == [confidence]
    assert script.said.index(PROMPT) < next(
        place for place, said in enumerate(script.said) if said.startswith("RIGHT")
    )


def test_in_lines_what_is_none_of_them_is_asked_again_and_a_command_still_holds() -> None:
    asked = asking("choice", "true-false")
    script = in_lines(asked, "B", "5", "0", "3", "?", ":undo", "f", ":skip", "f", "2", "")
    assert told(asked) == ["likely", "unsure"]
    assert script.said.count(PROMPT) == 5


def test_time_that_ends_at_the_question_hands_in_the_answer_before_it() -> None:
    clock = Clock()
    asked = asking("short-answer", mode="exam", limit=60_000, clock=clock)

    lines = ["zinc", "4", ""]

    def ask(prompt: str) -> str:
        if prompt == PROMPT:
            clock.now += 60_000
        return lines.pop(0)

    put_in_lines(asked, Console(ask, lambda _: None))
    assert asked.session.score().right == 1
    assert told(asked) == [""]


def test_a_program_says_it_with_the_response() -> None:
    asked = sitting("choice", "true-false")
    _, events = played(
        asked,
        {"response": ["B"], "confidence": "no idea"},
        {"response": ["B"], "confidence": "guess"},
        {"response": ["false"]},
    )
    assert events[2]["message"] == "`confidence` is one of guess, unsure, likely, sure"
    assert [each["confidence"] for each in events if each["event"] == "mark"] == ["guess", ""]


@pytest.mark.parametrize(("key", "confidence"), [("1", "guess"), ("4", "sure"), ("enter", "")])
def test_on_the_screen_a_key_says_it_before_the_verdict(key: str, confidence: str) -> None:
    asked = asking("choice", "true-false")

    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        await press("b", "enter")(app, pilot)
        assert isinstance(app.screen, ConfidencePage)
        assert "How sure are you of your answer?" in shown(app)
        assert "3  fairly sure" in shown(app)
        assert told(asked) == []
        await press(key)(app, pilot)
        assert isinstance(app.screen, QuestionPage)
        assert told(asked) == [confidence]

    play(asked, script)


def test_on_the_screen_one_may_go_back_to_the_answer() -> None:
    asked = asking("choice")

    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        await press("a", "enter", "escape")(app, pilot)
        assert isinstance(app.screen, QuestionPage)
        assert told(asked) == []
        await press("b", "enter", "2")(app, pilot)
        assert asked.session.score().right == 1
        assert told(asked) == ["unsure"]

    play(asked, script)


def test_on_the_screen_time_that_ends_at_the_question_hands_in_the_answer_before_it() -> None:
    clock = Clock()
    asked = asking("choice", mode="exam", limit=60_000, clock=clock)

    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        await press("b", "enter")(app, pilot)
        clock.now += 60_000
        await press("4")(app, pilot)
        assert isinstance(app.screen, EndPage)

    play(asked, script)
    assert asked.session.score().right == 1


def test_it_is_kept_and_the_statistics_say_how_often_one_was_right(tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_text(DECK, encoding="utf-8")
    history, deck = str(tmp_path / "history.db"), str(tmp_path / "deck.yaml")
    quiz = ["quiz", deck, "--plain", "--confidence", "--no-repeat", "--fresh"]
    for lines in ("Lima\n4\n", "Quito\n4\n", "Lima\n1\n", "Lima\n\n"):
        done = CliRunner().invoke(main, [*quiz, "--history", history], input=lines)
        assert done.exit_code == 0, done.output
    with History.open(Path(history)) as opened:
        answers = list(opened.answers())
    assert [each.confidence for each in answers] == ["sure", "sure", "guess", ""]
    data = json.loads(CliRunner().invoke(main, ["stats", "--json", "--history", history]).stdout)
    rates = {name: (rate["right"], rate["asked"]) for name, rate in data["calibration"].items()}
    assert rates == {"guess": (1, 1), "sure": (1, 2)}
    text = CliRunner().invoke(main, ["stats", "--history", history]).stdout
    assert "By how sure you were" in text
    assert "50 %" in next(line for line in text.splitlines() if line.startswith("sure"))


def test_who_was_never_asked_sees_no_table_of_it(tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_text(DECK, encoding="utf-8")
    history, deck = str(tmp_path / "history.db"), str(tmp_path / "deck.yaml")
    quiz = ["quiz", deck, "--plain", "--no-repeat", "--history", history]
    assert "How sure" not in CliRunner().invoke(main, quiz, input="Lima\n").stdout
    text = CliRunner().invoke(main, ["stats", "--history", history]).stdout
    assert "Lima" not in text
    assert "By how sure you were" not in text
