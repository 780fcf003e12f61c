"""The full screen, driven by Textual's pilot: every type of question, and every way through a
sitting.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from metals import EVERY, RESPONSES, Kept, grade, options, shared, sitting
from pressing import press_keys, settled
from sittings import Clock
from textual.events import Paste
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Static

from quizgen.grading.marks import DONT_KNOW, HAD, Response
from quizgen.quiz.quiz import Item
from quizgen.quiz.types import ChoiceItem
from quizgen.sitting import Mode, Outlook, Session, Sitting
from quizgen.terminal.feedback import feedback, feedback_lines
from quizgen.terminal.screen.app import Outcome, QuizApp
from quizgen.terminal.screen.end_pages import EndPage, HandInPage, LookBackPage
from quizgen.terminal.screen.help import HelpPage
from quizgen.text.wording import wording

ENGLISH = wording("en")

Play = Callable[[QuizApp, Pilot[Outcome]], Awaitable[None]]


def play(asked: Sitting, script: Play, size: tuple[int, int] = (80, 30)) -> QuizApp:
    """Run the app, and a script that presses its keys."""

    async def run() -> QuizApp:
        app = QuizApp(asked)
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            await script(app, pilot)
        return app

    return asyncio.run(run())


def press(*keys: str) -> Play:
    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        await press_keys(pilot, *keys)

    return script


def typed(text: str) -> list[str]:
    return ["space" if each == " " else each for each in text]


def shown(app: QuizApp) -> str:
    """All text of the page, line by line as it is laid out."""
    height = app.size.height
    return "\n".join(
        "".join(segment.text for segment in strip).rstrip()
        for strip in app.screen._compositor.render_strips(app.screen.size)[:height]
    )


def given(asked: Sitting) -> list[tuple[Response, bool]]:
    return [(answer.response, answer.mark.right) for answer in asked.session.answers]


def keys_of(name: str, response: Response) -> list[str]:
    """The keys that give a response to an item."""
    item = EVERY[name]
    if name in ("choice", "multiple-choice", "true-false"):
        return [*(each[0].lower() for each in response), "enter"]
    if name == "recalled":
        return ["enter", "y" if response == HAD else "n"]
    if name in ("said gaps", "typed and said gaps"):
        texts = [text for text in response if text not in "+-"]
        fields = [key for text in texts for key in (*typed(text), "enter")]
        reports = ["y" if text == "+" else "n" for text in response if text in "+-"]
        return [*(fields or ["enter"]), *reports]
    if name in ("ordering", "matching"):
        return [*(letter.lower() for letter in response), "enter"]
    keys = [key for text in response for key in (*typed(text), "enter")]
    return [*keys, "enter"] if item.type == "list" else keys


# Every type ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("right", [True, False], ids=["right", "wrong"])
@pytest.mark.parametrize("name", EVERY)
def test_a_response_to_every_type_is_given_by_its_keys(name: str, right: bool) -> None:
    asked = sitting(name)
    response = RESPONSES[name][not right]
    seen: list[str] = []

    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        await press(*keys_of(name, response))(app, pilot)
        seen.append(shown(app))
        assert app.screen.query("VerdictPanel")

    play(asked, script, (100, 60))
    assert given(asked) == [(response, right)]
    # What is said of it is what the feedback says, whatever is around it.
    told = feedback_lines(feedback(EVERY[name], asked.session.answers[0], ENGLISH), ENGLISH)
    verdict = told[0].partition(" · ")[0].partition(" (")[0]
    assert verdict in seen[0]
    assert "A book" in seen[0]


def test_not_knowing_is_a_key_in_every_type() -> None:
    asked = sitting(*EVERY)
    play(asked, press(*["f2", "enter"] * len(EVERY)))
    assert given(asked) == [(DONT_KNOW, False)] * len(EVERY)


@pytest.mark.parametrize("name", EVERY)
def test_enter_with_nothing_given_answers_nothing(name: str) -> None:
    asked = sitting(name)
    play(asked, press("enter", "enter", "enter"))
    assert given(asked) == ([(("A", "B", "C", "D"), False)] if name == "ordering" else [])


@pytest.mark.parametrize("name", EVERY)
def test_what_was_given_stands_there_again_after_an_undo(name: str) -> None:
    asked = sitting(name)
    response = RESPONSES[name][1]
    again = {
        "recalled": ["enter", "n"],
        "said gaps": ["enter", "y", "n"],
        "typed and said gaps": ["tab", "enter", "n"],
        "cloze": ["tab", "enter"],
        "table": ["tab", "enter"],
    }.get(name, ["enter"])
    play(asked, press(*keys_of(name, response), "u", *again))
    assert given(asked) == [(response, False)]


def test_what_is_said_to_oneself_is_shown_in_its_gap_only_after_enter() -> None:
    seen: list[str] = []

    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        for keys in (typed("zinc"), ["enter", *typed("bras")], ["enter"]):
            await press(*keys)(app, pilot)
            seen.append(shown(app))

    play(sitting("typed and said gaps"), script, (80, 30))
    assert "Say to yourself what belongs in 2." in seen[0]
    assert "melt into an alloy" not in seen[0] + seen[1]
    assert "1 zinc and copper 2 melt into an alloy of 3 bras." in seen[2]
    assert "Did you have it? 2: melt into an alloy" in seen[2]
    assert "I missed it" in seen[2]


def test_a_report_on_a_gap_is_taken_back_before_the_last_is_given() -> None:
    asked = sitting("said gaps")
    play(asked, press("enter", "n", "backspace", "y", "y"))
    assert given(asked) == [(("+", "+"), True)]


def test_what_is_said_to_oneself_is_asked_for_though_no_gap_is_typed() -> None:
    asked = sitting("typed and said gaps")
    play(asked, press("enter", "enter", "enter", "y"))
    assert [answer.response for answer in asked.session.answers] == [("", "+", "")]


def test_letters_of_options_come_before_letters_of_commands() -> None:
    asked = sitting("choice")
    play(asked, press("d", "enter"))
    assert given(asked) == [(("D",), False)]


@pytest.mark.parametrize(
    ("keys", "response"),
    [
        (["2"], ("B",)),
        (["down", "space"], ("B",)),
        (["up", "space"], ("D",)),
        (["a", "c"], ("C",)),
        (["end", "space"], ("D",)),
    ],
)
def test_one_option_is_chosen_by_letter_number_or_cursor(
    keys: list[str], response: Response
) -> None:
    asked = sitting("choice")
    play(asked, press(*keys, "enter"))
    assert [answer.response for answer in asked.session.answers] == [response]


def test_a_tick_is_taken_back_and_the_response_is_in_the_order_of_the_sheet() -> None:
    asked = sitting("multiple-choice")
    play(asked, press("c", "b", "a", "c", "enter"))
    assert given(asked) == [(("A", "B"), True)]


@pytest.mark.parametrize(
    ("keys", "response"),
    [
        (["shift+down"], ("B", "A", "C", "D")),
        (["space", "down", "down", "space", "down"], ("B", "C", "A", "D")),
        (["shift+up"], ("A", "B", "C", "D")),
        (["d", "b"], ("D", "B", "A", "C")),
        (["d", "b", "backspace", "c"], ("D", "C", "B", "A")),
        (["d", "d"], ("D", "A", "B", "C")),
    ],
)
def test_rows_are_moved_or_lined_up_by_letters(keys: list[str], response: Response) -> None:
    asked = sitting("ordering")
    play(asked, press(*keys, "enter"))
    assert [answer.response for answer in asked.session.answers] == [response]


def test_lines_are_matched_under_the_cursor_and_cleared() -> None:
    asked = sitting("matching")
    play(asked, press("down", "b", "up", "c", "up", "space", "a", "enter"))
    assert given(asked) == [(("A", "B"), True)]


@pytest.mark.parametrize(("name", "first"), [("matching", ["a"]), ("cloze", ["z", "enter"])])
def test_what_is_half_given_is_asked_about_once(name: str, first: list[str]) -> None:
    asked = sitting(name)

    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        await press(*first, "enter")(app, pilot)
        assert not asked.session.answers
        assert "Enter again" in shown(app)
        await press("enter")(app, pilot)

    play(asked, script)
    assert len(asked.session.answers) == 1


def test_a_list_grows_refuses_a_second_time_and_gives_back() -> None:
    asked = sitting("list")

    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        await press(*typed("tin"), "enter", *typed("TIN"), "enter")(app, pilot)
        assert "1 of 3 named" in shown(app)
        assert "“TIN” is named already." in shown(app)
        await press(
            *["backspace"] * 3,
            *typed("gold"),
            "enter",
            *typed("zinc"),
            "enter",
            "up",
            "up",
            "delete",
        )(app, pilot)
        assert "2 of 3 named" in shown(app)
        await press("backspace", "x", "enter", "enter")(
            app, pilot
        )  # the last comes back to be changed

    play(asked, script)
    assert given(asked) == [(("tin", "zincx"), False)]


def test_entries_in_one_line_of_a_list_are_counted_as_they_are_marked() -> None:
    asked = sitting("list")

    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        await press(*typed("tin"), "comma", *typed(" zinc"), "enter")(app, pilot)
        assert "2 of 3 named" in shown(app)
        await press(*typed("iron"), "semicolon", *typed("tin"), "enter")(app, pilot)
        assert "3 of 3 named" in shown(app)
        assert "“tin” is named already." in shown(app)
        await press("enter")(app, pilot)

    play(asked, script)
    assert [response for response, _ in given(asked)] == [("tin", "zinc", "iron")]


def test_a_bare_number_gets_the_unit_that_stands_beside_it() -> None:
    asked = sitting("number")
    play(asked, press(*typed("24"), "enter"))
    assert given(asked) == [(("24 hours",), True)]


def test_a_gap_shows_in_the_passage_what_is_typed() -> None:
    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        assert "▁▁1▁▁ and copper make ▁▁2▁▁." in shown(app)
        await press(*typed("tin"))(app, pilot)
        assert "1 tin and copper make ▁▁2▁▁." in shown(app)

    play(sitting("cloze"), script)


def test_a_table_too_wide_for_the_terminal_is_a_list() -> None:
    seen: list[str] = []

    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        seen.append(shown(app))
        await pilot.resize_terminal(40, 30)
        await settled(pilot)
        seen.append(shown(app))

    play(sitting("table"), script)
    assert "│ symbol" in seen[0]
    assert "gold: yellow" in seen[1]


# The mouse ----------------------------------------------------------------------------------------


def test_a_long_passage_is_read_from_its_beginning() -> None:
    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        assert EVERY["table"].stem in shown(app)
        await press_keys(pilot, "x")
        await settled(pilot)
        assert app.screen.focused is not None
        assert app.screen.focused.region.bottom <= app.screen.query_one("#keys").region.y

    play(sitting("table"), script, (60, 14))


def test_the_mouse_chooses_and_the_line_of_keys_answers() -> None:
    asked = sitting("choice", "multiple-choice")

    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        rows = list(app.screen.query(".option"))
        await pilot.click(rows[1])
        await settled(pilot)
        keys = app.screen.query_one("#keys", Static)
        x = str(keys.render()).index("skip")
        await pilot.click(keys, offset=(x + 2, 1))
        await settled(pilot)

    play(asked, script, (120, 30))
    assert asked.session.current is EVERY["multiple-choice"]  # the choice was skipped


# The way through a sitting ------------------------------------------------------------------------


def test_a_quiz_goes_from_question_to_feedback_to_score() -> None:
    kept = Kept()
    asked = sitting("choice", "true-false", keeper=kept)

    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        await press("a", "enter")(app, pilot)
        text = shown(app)
        for expected in (
            "✗ Wrong",
            "Iron is not.",
            "B. zinc",
            "Zinc is so.",
            "It always was.",
            "0 right",
        ):
            assert expected in text, expected
        await press("enter", "f", "enter")(app, pilot)
        assert "✓ Right" in shown(app)
        assert "1 right" in shown(app)
        await press("enter")(app, pilot)
        assert isinstance(app.screen, EndPage)
        assert "1 of 2 right" in shown(app)
        await press("q")(app, pilot)

    app = play(asked, script)
    assert app.return_value == "finished"
    assert [what for what, _ in kept.told] == ["keep", "keep", "finish"]


@pytest.mark.parametrize(
    ("key", "outcome"),
    [("q", "left"), ("ctrl+q", "left"), ("f10", "left"), ("ctrl+c", "interrupted")],
)
def test_leaving_early_says_how_and_does_not_finish(key: str, outcome: str) -> None:
    kept = Kept()
    app = play(sitting("choice", "true-false", keeper=kept), press("b", "enter", "enter", key))
    assert app.return_value == outcome
    assert [what for what, _ in kept.told] == ["keep"]


def test_a_letter_that_is_typed_is_no_command() -> None:
    asked = sitting("short-answer", "choice")

    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        await press(*typed("qusd?o"))(app, pilot)
        assert "qusd?o" in shown(app)
        await press("f1")(app, pilot)
        assert isinstance(app.screen, HelpPage)
        await press("escape")(app, pilot)
        assert "qusd?o" in shown(app)
        await press("f3")(app, pilot)

    play(asked, script)
    assert asked.session.current is EVERY["choice"]


@pytest.mark.parametrize("name", ["short-answer", "number", "list", "cloze", "table"])
def test_what_is_typed_before_the_line_has_the_cursor_goes_into_it(name: str) -> None:
    asked = sitting(name)

    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        app.screen.set_focus(None)  # as it is while the page is being made
        await settled(pilot)
        assert "F2 don't know" in shown(app)
        await press(*typed("ds?q"))(app, pilot)
        assert "ds?q" in shown(app)

    play(asked, script)
    assert given(asked) == []


def test_who_sits_down_for_the_first_time_reads_what_holds_in_an_exam() -> None:
    says_in: dict[Mode, str] = {"quiz": "After each answer you see why", "exam": "come at the end"}
    for mode, says in says_in.items():
        asked = sitting("choice", mode=mode)
        asked.first, asked.review = True, "quizgen review sea.yaml"

        async def script(app: QuizApp, pilot: Pilot[Outcome], says: str = says) -> None:
            assert says in " ".join(shown(app).split())
            assert ("overrules" in shown(app)) == (says != "come at the end")
            assert ("`quizgen review sea.yaml`" in shown(app)) == (says != "come at the end")

        play(asked, script)


@pytest.mark.parametrize("name", ["choice", "ordering", "matching", "list"])
def test_what_belongs_together_in_a_row_is_found_together_on_a_wide_terminal(name: str) -> None:
    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        assert app.asking.place is not None
        assert app.asking.place.region.width <= 110

    play(sitting(name), script, (200, 50))


def test_the_person_overrules_a_mark_both_ways() -> None:
    kept = Kept()
    asked = sitting("short-answer", keeper=kept)

    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        await press(*typed("brass"), "enter", "o")(app, pilot)
        assert asked.session.answers[0].mark.right
        assert "as you decided" in shown(app)
        await press("o")(app, pilot)
        assert not asked.session.answers[0].mark.right

    play(asked, script)
    assert [what for what, _ in kept.told] == ["keep", "amend", "amend"]


def test_effort_is_said_in_a_review_only() -> None:
    for mode, rating in (("review", "hard"), ("quiz", "")):
        asked = sitting("true-false", mode=mode)  # type: ignore[arg-type]
        play(asked, press("f", "enter", "h"))
        assert asked.session.answers[0].rating == rating, mode


def test_undo_asks_the_question_before_again_and_works_at_the_end() -> None:
    asked = sitting("choice", "true-false")

    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        await press("a", "enter", "enter", "u")(app, pilot)
        assert asked.session.current is EVERY["choice"]
        await press("b", "enter", "enter", "t", "enter", "enter")(app, pilot)
        assert isinstance(app.screen, EndPage)
        await press("u")(app, pilot)
        assert asked.session.current is EVERY["true-false"]
        await press("f", "enter", "enter")(app, pilot)
        assert isinstance(app.screen, EndPage)
        assert "2 of 2 right" in shown(app)

    play(asked, script)
    assert given(asked) == [(("B",), True), (("false",), True)]


def test_the_missed_are_practised_until_right_and_score_nothing() -> None:
    asked = sitting("choice", "true-false")

    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        await press("a", "enter", "enter", "f", "enter", "enter", "p")(app, pilot)
        assert "practice · 1 to go" in shown(app)
        await press("c", "enter", "enter", "b", "enter", "enter")(app, pilot)
        assert isinstance(app.screen, EndPage)
        assert "1 of 2 right" in shown(app)

    play(asked, script)
    assert [answer.practice for answer in asked.session.answers] == [False, False, True, True]


def test_a_skipped_question_comes_back() -> None:
    asked = sitting("choice", "true-false")
    play(asked, press("s", "f", "enter", "enter", "b", "enter"))
    assert [answer.item for answer in asked.session.answers] == ["true-false", "choice"]


def test_a_sitting_is_taken_up_where_it_stands() -> None:
    first = sitting("choice", "true-false")
    first.answer(("B",))
    again = Sitting(
        Session([EVERY["choice"], EVERY["true-false"]], grade, first.session.answers),
        "quiz",
        "T",
        Clock(),
    )

    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        assert "2 of 2" in shown(app)
        assert EVERY["true-false"].stem in shown(app)

    play(again, script)


def test_the_score_names_confusions_and_looks_back() -> None:
    asked = sitting("short-answer", "choice")

    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        await press(*typed("zinc oxide"), "enter", "enter", "b", "enter", "enter")(app, pilot)
        assert "zinc oxide for zinc" in shown(app)
        await press("r")(app, pilot)
        assert isinstance(app.screen, LookBackPage)
        assert "1 of 2" in shown(app)
        assert "another term: zinc oxide" in shown(app)
        await press("right")(app, pilot)
        assert "✓ Right" in shown(app)
        await press("left", "left", "escape")(app, pilot)
        assert isinstance(app.screen, EndPage)

    play(asked, script)


# Exams --------------------------------------------------------------------------------------------


def test_an_exam_says_nothing_until_it_is_handed_in() -> None:
    kept = Kept()
    asked = sitting("choice", "true-false", mode="exam", limit=90_000, keeper=kept)

    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        assert "1:30 left" in shown(app)
        await press("a", "enter")(app, pilot)
        assert EVERY["true-false"].stem in shown(app)
        assert "right" not in shown(app)
        await press("f", "enter")(app, pilot)
        assert isinstance(app.screen, HandInPage)
        await press("u", "t", "enter")(app, pilot)  # changed before it is handed in
        assert [what for what, _ in kept.told] == ["keep", "keep", "withdraw", "keep"]
        await press("enter")(app, pilot)
        assert isinstance(app.screen, EndPage)
        assert "0 of 2 right" in shown(app)
        assert "Time is up." not in shown(app)
        await press("u")(app, pilot)  # its answers stand
        assert isinstance(app.screen, EndPage)
        await press("q")(app, pilot)

    app = play(asked, script)
    assert app.return_value == "finished"
    assert [what for what, _ in kept.told][4:] == ["finish"]


@pytest.mark.parametrize(
    "when", ["while asked", "at an answer", "before the hand-in", "with the help open"]
)
def test_an_exam_ends_when_time_is_up(when: str) -> None:
    clock, kept = Clock(), Kept()
    asked = sitting("choice", "true-false", mode="exam", limit=60_000, clock=clock, keeper=kept)

    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        await press("b", "enter")(app, pilot)
        if when == "before the hand-in":
            await press("f", "enter")(app, pilot)
        elif when == "with the help open":
            await press("f1")(app, pilot)
            assert isinstance(app.screen, HelpPage)
        clock.now += 60_001
        if when == "at an answer":
            await press("f", "enter")(app, pilot)
        else:
            page = app.screen if isinstance(app.screen, HandInPage) else app.asking
            page.tick()
            await settled(pilot)
        assert isinstance(app.screen, EndPage)
        text = shown(app)
        assert "Time is up." in text
        given = when in ("before the hand-in", "at an answer")  # what is chosen is handed in
        assert ("1 not answered" in text) == (not given)
        await press("r", "right")(app, pilot)
        assert isinstance(app.screen, LookBackPage)
        await press("escape", "q")(app, pilot)

    app = play(asked, script)
    assert app.return_value == "finished"
    kept_answers = 2 if when in ("before the hand-in", "at an answer") else 1
    assert [what for what, _ in kept.told] == [*["keep"] * kept_answers, "finish"]


def test_an_exam_that_ran_out_of_time_offers_practice() -> None:
    clock = Clock()
    asked = sitting("choice", "true-false", mode="exam", limit=60_000, clock=clock)

    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        await press("b", "enter")(app, pilot)
        clock.now += 60_001
        app.asking.tick()
        await settled(pilot)
        assert "practise the missed" in shown(app)
        await press("p", "f", "enter")(app, pilot)
        assert "Right" in shown(app)
        await press("enter")(app, pilot)
        assert "1 of 2 right" in shown(app)
        assert "1 not answered" in shown(app), "practice answers nothing"
        await press("q")(app, pilot)

    assert play(asked, script).return_value == "finished"


# Trouble, hostile text, and terminals of every size -----------------------------------------------


def test_a_warning_is_in_sight_all_the_time() -> None:
    asked = sitting("choice")
    asked.warning = "history.db is damaged [/]"
    seen: list[str] = []

    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        for key in ("", "b", "enter", "enter"):
            await press(*filter(None, [key]))(app, pilot)
            seen.append(shown(app))

    play(asked, script)
    assert "Your score" in seen[-1]
    assert all("! history.db is damaged [/]" in page for page in seen)


def test_trouble_is_in_sight_until_it_is_over() -> None:
    kept = Kept()
    kept.fails = "The history cannot be written: the disk is full [/]."
    asked = sitting("choice", "true-false", "number", keeper=kept)

    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        await press("b", "enter")(app, pilot)
        assert "! The history cannot be written: the disk is full [/]." in shown(app)
        await press("enter")(app, pilot)
        assert "! The history cannot" in shown(app)
        kept.fails = ""
        await press("f", "enter")(app, pilot)
        assert "! The history" not in shown(app)

    play(asked, script)
    assert [what for what, _ in kept.told] == ["keep", "keep"]


HOSTILE = [
    "[/]",
    "[bold]not bold[/bold]",
    "[@click=app.bell]x[/]",
    "\\[x]",
    "$primary {x} %s",
    "عربي עברית",
    "👩‍🔬 ¼ 🇨🇭",
    "w" * 300,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_it_is_written(text: str) -> None:
    item = ChoiceItem(
        **shared(
            "choice", stem=f"Stem {text}", topic=text, because=text, why=text, sources=(text,)
        ),
        options=options(text, f"{text} 2", "tin"),
        keys=("A",),
        reasons={"B": text, "C": text},
    )
    asked = Sitting(Session([item], grade), "quiz", text, Clock())
    asked.trouble = text
    start = text[:40]

    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        assert start in shown(app).replace("\n", "") or "\u200d" in text
        await press("b", "enter")(app, pilot)
        assert "✗ Wrong" in shown(app)
        await press("enter", "r", "escape", "q")(app, pilot)

    assert play(asked, script, (80, 60)).return_value == "finished"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_input_is_taken_as_it_is_typed(text: str) -> None:
    asked = sitting("list")

    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        field = app.screen.query_one("Field")
        field.value = text + "\x1b\x07"  # type: ignore[attr-defined]
        await press("enter", "enter", "o", "enter", "r")(app, pilot)

    play(asked, script)
    assert [answer.response for answer in asked.session.answers] == [(text,)]


@pytest.mark.parametrize("name", EVERY)
def test_a_terminal_made_tiny_loses_nothing(name: str) -> None:
    asked = sitting(name, "choice" if name != "choice" else "number")
    response = RESPONSES[name][1]
    *first, last = keys_of(name, response)

    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        await press(*first)(app, pilot)
        for size in ((1, 1), (20, 5), (200, 60), (60, 20)):
            await pilot.resize_terminal(*size)  # which waits until all is laid out
        await press(last)(app, pilot)
        for size in ((1, 1), (60, 20)):
            await pilot.resize_terminal(*size)

    play(asked, script)
    assert given(asked) == [(response, False)]


def test_the_verdict_is_in_sight_in_a_small_terminal() -> None:
    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        for name, item in EVERY.items():
            await press(*keys_of(name, RESPONSES[name][1]))(app, pilot)
            word = feedback(item, app.sitting.session.answers[-1], ENGLISH).word
            assert word in shown(app), name
            await press_keys(pilot, "enter")

    play(sitting(*EVERY), script, (60, 20))


# Small and large terminals ------------------------------------------------------------------------

SMALL = (40, 15)
LONG_STEM = " ".join(["which of the metals that are mined"] * 6)


def long_item(name: str) -> Item:
    """An item that is longer than a small terminal."""
    return EVERY[name].model_copy(update={"stem": LONG_STEM})


def in_sight(app: QuizApp, widget: Widget) -> bool:
    body = app.screen.query_one("#body").region
    return widget.region.height > 0 and body.contains_region(widget.region)


@pytest.mark.parametrize("name", ["short-answer", "number", "list", "cloze", "table"])
def test_the_field_that_is_typed_in_is_in_sight_in_a_small_terminal(name: str) -> None:
    asked = Sitting(Session([long_item(name)], grade), "quiz", "T", Clock())

    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        for _ in range(3):  # a list grows, other fields follow one another
            await press("x")(app, pilot)
            assert app.screen.focused is not None
            assert in_sight(app, app.screen.focused), shown(app)
            assert "x" in shown(app)
            if name in ("short-answer", "number"):
                return
            await press("y", "enter")(app, pilot)
            if asked.session.answers:  # that was the last gap
                return

    play(asked, script, SMALL)


@pytest.mark.parametrize(
    "name", ["choice", "multiple-choice", "true-false", "ordering", "matching"]
)
def test_the_row_under_the_cursor_is_in_sight_in_a_small_terminal(name: str) -> None:
    asked = Sitting(Session([long_item(name)], grade), "quiz", "T", Clock())

    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        for _ in range(4):
            await press("down")(app, pilot)
            assert in_sight(app, app.screen.query_one(".-here")), shown(app)

    play(asked, script, SMALL)


@pytest.mark.parametrize("name", EVERY)
def test_what_is_cut_in_a_small_terminal_has_a_sign(name: str) -> None:
    long = long_item(name).model_copy(update={"because": LONG_STEM, "why": LONG_STEM})
    asked = Sitting(Session([long], grade), "quiz", "T", Clock())

    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        await press(*keys_of(name, RESPONSES[name][1]))(app, pilot)
        assert "↓ more" in shown(app)
        await press("end")(app, pilot)
        assert "↓ more" not in shown(app)
        assert "A book" in shown(app)

    play(asked, script, SMALL)


def test_the_surroundings_of_a_gap_stay_in_sight() -> None:
    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        await press("x", "enter", "y")(app, pilot)
        assert "symbol · gold" in shown(app)

    asked = Sitting(Session([long_item("table")], grade), "quiz", "T", Clock())
    play(asked, script, SMALL)


def test_a_table_uses_two_hundred_columns() -> None:
    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        assert app.screen.query_one(".passage").region.width > 180
        assert "↓ more" not in shown(app)
        await press("x", "enter", "y", "enter")(app, pilot)
        assert app.screen.query_one("VerdictPanel")
        assert "↓ more" not in shown(app)

    play(sitting("table"), script, (200, 50))


@pytest.mark.parametrize(
    ("name", "response", "said"),
    [
        ("list", ("tin", "iron", "zinc"), "3 of 3 named"),
        ("short-answer", ("tin iron zinc",), "3 lines were put into one."),
    ],
)
def test_pasted_lines_are_kept(name: str, response: Response, said: str) -> None:
    asked = sitting(name)

    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        app.screen.focused.post_message(Paste("tin\niron\r\n\nzinc\n"))  # type: ignore[union-attr]
        await settled(pilot)
        assert said in shown(app)
        await press("enter")(app, pilot)

    play(asked, script)
    assert [answer.response for answer in asked.session.answers] == [response]


class Foreseeing(Kept):
    """A keeper that knows when questions come back."""

    def outlook(self, item: Item) -> Outlook:
        return Outlook(4, {"again": 1, "hard": 3, "good": 4, "easy": 9})


def test_a_question_that_is_suspended_is_not_said_to_come_back() -> None:
    asked = sitting("choice", mode="review", keeper=Foreseeing())

    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        await press("a", "enter")(app, pilot)
        assert "Back in 4 days." in shown(app)
        await press("x")(app, pilot)
        assert "Back in" not in shown(app)
        await press("u")(app, pilot)
        assert "Back in 4 days." in shown(app)

    play(asked, script)


@pytest.mark.parametrize("size", [SMALL, (80, 24)])
def test_who_rates_sees_the_keys_for_it_and_when_the_question_comes_back(
    size: tuple[int, int],
) -> None:
    asked = sitting("number", "true-false", mode="review", keeper=Foreseeing())
    asked.rates = True

    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        await press(*keys_of("number", RESPONSES["number"][0]))(app, pilot)
        text = shown(app)
        for key in ("1 again", "2 hard", "3 good", "4 easy"):
            assert key in text
        assert "Back in 4 days" in text
        assert "easy: 9 days" in " ".join(text.split())
        await press("4")(app, pilot)
        assert asked.session.last is not None
        assert asked.session.last.rating == "easy"

    play(asked, script, size)


@pytest.mark.parametrize("name", ["cloze", "matching", "typed and said gaps"])
def test_that_there_is_more_is_said_of_texts_and_not_of_empty_lines(name: str) -> None:
    asked = sitting(name, "true-false")

    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        await press(*keys_of(name, RESPONSES[name][1]))(app, pilot)
        last_is_shown = "Source: A book" in shown(app)
        assert last_is_shown
        assert "↓ more" not in shown(app)
        await press("home")(app, pilot)
        assert ("↓ more" in shown(app)) == ("Source: A book" not in shown(app))

    play(asked, script, SMALL)


@pytest.mark.parametrize(("length", "said"), [(400, ""), (401, "1 character found no room.")])
def test_what_is_pasted_beyond_the_room_is_told(length: int, said: str) -> None:
    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        app.screen.focused.post_message(Paste("x" * length))  # type: ignore[union-attr]
        await settled(pilot)
        assert ("no room" in shown(app)) == bool(said)
        assert said in shown(app)

    play(sitting("short-answer"), script)


# What is given when time ends ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "keys", "response"),
    [
        ("choice", ["a"], ("A",)),
        ("choice", [], None),
        ("true-false", ["f"], ("false",)),
        ("short-answer", ["t", "i"], ("ti",)),
        ("list", ["t", "enter", "u"], ("t", "u")),
        ("cloze", ["z"], ("z", "")),
        ("matching", ["b"], ("B", "")),
        ("ordering", ["shift+down"], ("B", "A", "C", "D")),
        ("ordering", [], None),
        ("recalled", ["enter"], None),
    ],
)
def test_what_stands_on_the_page_when_time_ends_is_handed_in(
    name: str, keys: list[str], response: Response | None
) -> None:
    clock = Clock()
    asked = sitting(name, "number", mode="exam", limit=60_000, clock=clock)

    async def script(app: QuizApp, pilot: Pilot[Outcome]) -> None:
        await press(*keys)(app, pilot)
        clock.now += 60_000
        app.asking.tick()
        await settled(pilot)
        assert isinstance(app.screen, EndPage)
        assert "Not answered" in shown(app)
        assert asked.over

    play(asked, script)
    wanted = [] if response is None else [response]
    assert [answer.response for answer in asked.session.answers] == wanted
