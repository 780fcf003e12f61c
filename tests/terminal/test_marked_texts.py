"""Inline markup and media in the terminal: plain words in lines and events, styles on the screen,
and no source.
"""

from __future__ import annotations

import asyncio
import json
from functools import cache
from typing import Any

import pytest
from conftest import compile_text, deck
from pressing import press_keys
from sittings import Clock, Script
from textual.app import App
from textual.content import Content

from quizgen.grading import Lexicon
from quizgen.grading.marks import DONT_KNOW, Response
from quizgen.history.answer_record import record
from quizgen.questions.question import Media
from quizgen.quiz.quiz import Item, Selection, candidates, resolve
from quizgen.sitting import Mode, Session, Sitting
from quizgen.terminal import events, plain_mode
from quizgen.terminal.feedback import feedback, feedback_lines, unanswered
from quizgen.terminal.screen.app import Outcome, QuizApp
from quizgen.terminal.screen.authored_text import content, rich_text
from quizgen.text.wording import wording

ENGLISH = wording("en")

DECK = deck(
    r"""
    - id: sign
      ask: Which *sign* of **low** `Ca` is seen when the $\alpha$ nerve is tapped?
      answer: '*Chvostek* sign'
      distractors: ['*Trousseau* sign', '`Babinski` sign', '**Romberg** sign']
      why: As $\sum_{i=1}^n x_i = 0$.
    - id: ion
      ask: Which ion falls?
      answer: $\mathrm{Ca^{2+}}$
    - id: shown
      ask: What is shown here?
      answer: a *face*
    - id: heard
      ask: How does it sound?
      answer: like *thunder*
    - id: compared
      comparison: ['$\mathrm{Na^+}$', '`K`']
      rows: {'*place*': ['**outside**', inside], charge: ['$+1$', one more]}
    - id: order
      ranking: size of $\alpha$
      most to least: ['*first*', ['$b$', second], '`third`', fourth]
    - id: cloze
      cloze: With {{*gap*::**hint**}} and $\hat{x} \le 5$, {{$y$}}.
      title: A *title*
    - {id: list, list: ion, of: '*plasma*', items: ['$\mathrm{K^+}$', '*sodium*', chloride], never: ['**u**', v, w]}
    - {id: true, statement: 'Zinc is a *metal*.', false versions: ['Zinc is a **gas**.']}
    - id: groups
      list: food
      with: '*iron*'
      grouped by: group
      exclusive: yes
      groups: {'**fish**': ['*cod*', eel], leaf: ['`kale`'], bean: [lentil]}
    - id: amount
      quantity: the level of $\mathrm{Mg^{2+}}$
      value: 2 mg
    """
)
MEDIA = {
    "shown": Media("image", "face.png", "a **face** with $Ca^{2+}$", "question"),
    "heard": Media("audio", "sound.mp3", "*thunder*, far off", "answer"),
}
SOURCE = ("*", "`", "$", "\\")


@cache
def every() -> tuple[Item, ...]:
    compiled = compile_text(DECK)
    assert not compiled.diagnostics
    found = candidates(compiled.questions, Selection())
    items = resolve([each for group in found.values() for each in group], "T", "en", "1").items
    return tuple(
        item.model_copy(update={"media": (MEDIA[item.fact],)} if item.fact in MEDIA else {})
        for item in items
    )


def one(fact: str, type_: str) -> Item:
    return next(item for item in every() if item.fact == fact and item.type == type_)


@cache
def lexicon() -> Lexicon:
    compiled = compile_text(DECK)
    return Lexicon.of(compiled.questions, compiled.knowledge.vocabulary)


def grade(item: Item, response: Response) -> Any:
    return item.mark(response, lexicon())


def sitting(*items: Item, mode: Mode = "quiz") -> Sitting:
    return Sitting(Session(items, grade), mode, "T", Clock())


def wrong_responses(item: Item) -> list[Response]:
    return [
        DONT_KNOW,
        ("A",),
        ("B", "A"),
        ("true",),
        ("false",),
        ("nothing", "at", "all"),
        ("like thunder", "one more"),
    ]


def test_every_type_is_there() -> None:
    assert len({item.type for item in every()}) == 10


def test_no_line_has_markup_in_it() -> None:
    for item in every():
        said = [*item.body(ENGLISH), *feedback_lines(unanswered(item, ENGLISH), ENGLISH)]
        session = Session([item], grade)
        for response in wrong_responses(item):
            said += feedback_lines(feedback(item, session.answer(response, 0), ENGLISH), ENGLISH)
            session.undo()
        assert not [line for line in said if any(mark in line for mark in SOURCE)], item.id


def test_no_event_has_markup_in_it() -> None:
    for item in every():
        script = Script(*(json.dumps(list(response)) for response in wrong_responses(item)))
        events.put_to_program(sitting(item), script.ask, script.say)
        told = script.text.replace("\\", "")  # JSON's own
        assert not [mark for mark in SOURCE if mark in told], item.id


@pytest.mark.parametrize("mode", ["quiz", "exam"])
def test_no_line_of_a_whole_sitting_has_markup_in_it(mode: Mode) -> None:
    script = Script(*["?"] * len(every()), "")
    plain_mode.put_in_lines(
        sitting(*every(), mode=mode), plain_mode.Console(script.ask, script.say)
    )
    assert "Result" in script.text
    assert not [mark for mark in SOURCE if mark in script.text]


def test_what_is_kept_of_an_answer_is_plain_words() -> None:
    for item in every():
        for response in wrong_responses(item):
            kept = record(
                "s", "quiz", "T", 0, 0, Session([item], grade).answer(response, 0), item
            ).as_line()
            assert not [mark for mark in SOURCE if mark in kept.replace("\\", "")], (
                item.id,
                response,
            )


# What is typed ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fact", "typed", "right"),
    [
        ("sign", "Chvostek sign", True),
        ("sign", "chvostek's sign", True),
        ("sign", "Trousseau sign", False),
        ("ion", "Ca2+", True),
        ("ion", "Ca²⁺", True),
        ("ion", "Ca+", False),
        ("heard", "like thunder", True),
    ],
)
def test_the_words_of_an_answer_are_typed(fact: str, typed: str, right: bool) -> None:
    assert grade(one(fact, "short-answer"), (typed,)).right is right


def test_what_is_typed_is_no_markup() -> None:
    item = one("sign", "short-answer")
    answer = Session([item], grade).answer(("*tap* `x`",), 0)
    assert answer.mark.parts[0].response == "*tap* `x`"
    assert "✗ *tap* `x` → Chvostek sign" in feedback_lines(feedback(item, answer, ENGLISH), ENGLISH)


# Media --------------------------------------------------------------------------------------------


def test_a_picture_stands_with_its_side() -> None:
    image, audio = "[image: a face with Ca²⁺]", "[audio: thunder, far off]"
    shown, heard = one("shown", "short-answer"), one("heard", "short-answer")
    script = Script("?", "?", "")
    plain_mode.put_in_lines(sitting(shown, heard), plain_mode.Console(script.ask, script.say))
    first, _, rest = script.text.partition("NOT KNOWN")
    second, _, last = rest.partition("NOT KNOWN")
    assert image in first
    assert audio not in first + second
    assert audio in last
    assert image not in rest


def test_events_name_media_with_their_side() -> None:
    waiting = ['["?"]', '["?"]', ""]
    said: list[dict[str, Any]] = []
    asked = sitting(one("shown", "short-answer"), one("heard", "short-answer"))
    events.put_to_program(asked, lambda: waiting.pop(0), lambda line: said.append(json.loads(line)))
    alts = [
        (event["event"], [each["alt"] for each in event["media"]])
        for event in said
        if "media" in event
    ]
    assert alts == [
        ("question", ["a face with Ca²⁺"]),
        ("mark", []),
        ("question", []),
        ("mark", ["thunder, far off"]),
    ]


# The full screen ----------------------------------------------------------------------------------


def screen(asked: Sitting, *keys: str, size: tuple[int, int] = (80, 40)) -> list[str]:
    """What the screen shows at first and after each key."""
    seen: list[str] = []

    async def run() -> None:
        app = QuizApp(asked)
        async with app.run_test(size=size) as pilot:
            for key in ("", *keys):
                await press_keys(pilot, *filter(None, [key]))
                seen.append(text_of(app))

    asyncio.run(run())
    return seen


def text_of(app: App[Outcome]) -> str:
    strips = app.screen._compositor.render_strips(app.screen.size)
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


def test_the_screen_shows_no_markup() -> None:
    each = list({item.type: item for item in every()}.values())
    seen = screen(
        sitting(*each), *["f2", "enter"] * len(each), "r", *["right"] * len(each), size=(100, 50)
    )
    assert "Your score" in "".join(seen)
    assert not [page for page in seen if any(mark in page for mark in SOURCE)]


@pytest.mark.parametrize("width", [60, 100])
def test_the_screen_shows_media_with_their_side(width: int) -> None:
    image, audio = "[image: a face with Ca²⁺]", "[audio: thunder, far off]"
    size = (width, 40)
    before, after = screen(sitting(one("shown", "short-answer")), "f2", size=size)
    assert image in before
    assert after.count(image) == 1
    before, after = screen(sitting(one("heard", "short-answer")), "f2", size=size)
    assert audio not in before
    assert audio in after


def test_styles_repeat_what_the_words_say() -> None:
    text = "so *much*, **more**, `a[b]`, $x^2$ [not a tag]"
    shown = content(text)
    assert isinstance(shown, Content)
    assert shown.plain == rich_text(text).plain == "so much, more, a[b], x² [not a tag]"
    styled = {
        shown.plain[span.start : span.end]: str(span.style) for span in shown.spans if span.style
    }
    assert styled == {"much": "italic", "more": "bold underline", "a[b]": "on $q-cursor"}
    assert "italic" in [str(span.style) for span in rich_text(text).spans]
