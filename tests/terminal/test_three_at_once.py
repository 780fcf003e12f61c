"""A person on the screen, one in lines and a program do the same at once, and all comes out alike:
answers, marks, scores, refusals, what is kept, and whether it came to its end.
"""

from __future__ import annotations

import asyncio
import json
import queue
import threading
from collections.abc import Awaitable, Callable
from dataclasses import asdict, replace
from typing import Any, cast

from conftest import rounds
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from metals import EVERY, RESPONSES, Kept, grade
from pressing import press_keys, settled
from sittings import Clock
from test_screen import keys_of, shown, typed
from textual.pilot import Pilot

from quizgen.grading.marks import DONT_KNOW, Response
from quizgen.quiz.quiz import Item
from quizgen.quiz.types import (
    ListItem,
    MatchingItem,
    PassageItem,
    ShortAnswerItem,
)
from quizgen.sitting import RATINGS, SURENESS, Confidence, Mode, RefusedError, Session, Sitting
from quizgen.terminal.commands import Command, obey
from quizgen.terminal.events import put_to_program
from quizgen.terminal.feedback import feedback, share_text
from quizgen.terminal.plain_mode import Console, put_in_lines
from quizgen.terminal.screen.answer_area import Field
from quizgen.terminal.screen.app import Outcome, QuizApp
from quizgen.terminal.screen.choices import SeveralChoiceArea
from quizgen.terminal.screen.end_pages import EndPage, HandInPage
from quizgen.terminal.screen.question_page import ConfidencePage, FlagPage
from quizgen.text.wording import wording

ENGLISH = wording("en")
LIMIT = 60_000
WAIT = 60  # seconds, in which every front end has answered on any machine
# What is nothing of the key; the second of RESPONSES is partly right where that can be.
WRONG: dict[str, Response] = {
    "multiple-choice": ("C", "D"),
    "cloze": ("gold", "tin"),
    "said gaps": ("-", "-"),
    "typed and said gaps": ("gold", "-", "tin"),
    "table": ("red", "Fe"),
    "list": ("gold",),
    "ordering": ("D", "C", "A", "B"),
    "matching": ("C", "C"),
}
MODES = st.sampled_from(["quiz", "exam", "review"])
WISHES = st.sets(st.sampled_from(["repeats", "rates", "confidence"]))  # of Sitting
NAMES = st.lists(st.sampled_from(sorted(EVERY)), min_size=1, max_size=4, unique=True)
REMARK_KEYS = {"suspend": "f5", "bury": "f6", "flag": "f7"}
RATING_KEYS = {"hard": "h", "easy": "e"}


def response_to(item: Item, how: str) -> Response:
    right, other = RESPONSES[item.id]
    wrong = WRONG.get(item.id, other)
    return {"right": right, "partly": other, "wrong": wrong, "unknown": DONT_KNOW}[how]


def lines_of(item: Item, response: Response) -> list[str]:
    """The lines that are typed to give a response."""
    if response == DONT_KNOW:
        return ["?"]
    texts = list(map(str, response))
    yes_or_no = {"+": "y", "-": "n"}
    if isinstance(item, ListItem):
        return [*texts, ""]
    if isinstance(item, ShortAnswerItem) and not item.typed:
        return ["", yes_or_no[texts[0]]]
    if isinstance(item, PassageItem):
        lines = [text for text in texts if text not in yes_or_no]
        for text in texts:
            lines += ["", yes_or_no[text]] if text in yes_or_no else []
        return lines
    return texts if isinstance(item, MatchingItem) else [" ".join(texts)]


class Player:
    """A front end in a thread of its own, which waits for each further act."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.acts: queue.Queue[Any] = queue.Queue()
        self.waits: queue.Queue[Any] = queue.Queue()
        self.said: list[str] = []
        self.ended = False
        self.finished: bool | None = None
        self.error: BaseException | None = None
        threading.Thread(target=self._run, daemon=True).start()
        self._wait()

    def _run(self) -> None:
        try:
            self.finished = self.put()
        except BaseException as error:
            self.error = error
        self.waits.put("ended")

    def put(self) -> bool:
        raise NotImplementedError

    def _wait(self) -> None:
        self.ended = self.waits.get(timeout=WAIT) == "ended"
        if self.error:
            raise self.error

    def next_act(self, _: str = "") -> Any:
        self.waits.put("waits")
        return self.acts.get()

    def do(self, act: Any) -> None:
        assert not self.ended
        self.acts.put(act)
        self._wait()

    def stop(self) -> None:
        if not self.ended:
            self.do(None)


class Lines(Player):
    def put(self) -> bool:
        return put_in_lines(self.sitting, Console(self.next_act, self.said.append, 200))

    def type(self, *lines: str) -> str:
        """What is said to these lines."""
        before = len(self.said)
        for line in lines:
            self.do(line)
        return "\n".join(self.said[before:])


class Program(Player):
    def put(self) -> bool:
        return put_to_program(self.sitting, self.next_act, self.said.append)

    def send(self, line: Any) -> list[dict[str, Any]]:
        """The events that come of a line."""
        before = len(self.said)
        self.do(json.dumps(line) if line != "" else "")
        return list(map(json.loads, self.said[before:]))


Play = Callable[[Pilot[Outcome]], Awaitable[None]]


class Pages(Player):
    app: QuizApp

    def put(self) -> bool:
        return asyncio.run(self._played())

    async def _played(self) -> bool:
        self.app = QuizApp(self.sitting)
        async with self.app.run_test(size=(110, 70)) as pilot:
            await settled(pilot)
            loop = asyncio.get_running_loop()
            while self.app.return_value is None:
                play = cast("Play | None", await loop.run_in_executor(None, self.next_act))
                if play is None:
                    break
                await play(pilot)
                await settled(pilot)
        return self.app.return_value == "finished"

    def press(self, *keys: str) -> None:
        async def play(pilot: Pilot[Outcome]) -> None:
            await press_keys(pilot, *keys)

        self.do(play)

    def clear(self) -> None:
        """Take away what stands on the page, as it does after an answer was taken back."""

        async def play(pilot: Pilot[Outcome]) -> None:
            place = self.app.asking.place
            assert place is not None
            if isinstance(place, SeveralChoiceArea):
                await press_keys(pilot, *(letter.lower() for letter in place.draft or ()))
            fields = place.query(Field)
            for field in fields:
                field.value = ""
            if place.query("MemberRow"):
                for _ in place.draft or ():
                    await press_keys(pilot, "backspace")
                    fields.first().value = ""
            if fields:
                fields.first().focus()

        self.do(play)

    def tick(self) -> None:
        async def play(_: Pilot[Outcome]) -> None:
            if not self.sitting.over:  # or else its own tick, each half second, has come first
                self.app.screen.tick()  # type: ignore[attr-defined]

        self.do(play)

    @property
    def shows_verdict(self) -> bool:
        return self.app.screen is self.app.asking and self.app.asking.answer is not None

    def offers(self, method: str) -> bool:
        """Whether a key of the page does this."""
        return any(action.method == method for action in self.app.screen.actions)  # type: ignore[attr-defined]


class ThreeAtOnce(RuleBasedStateMachine):
    """What is done in one goes to all; `bare` is the sitting itself, which nobody is in front of.

    A program hands an exam in with its last answer. So this answer is held back from it as long as
    the others may take it back.
    """

    @initialize(mode=MODES, names=NAMES, wishes=WISHES, timed=st.booleans())
    def begin(self, mode: Mode, names: list[str], wishes: set[str], timed: bool) -> None:
        items = [EVERY[name] for name in names]
        limit = LIMIT if timed and mode == "exam" else None
        self.held: Any = None
        self.program_follows = True
        self.kept = [Kept() for _ in range(4)]
        self.clocks = [Clock() for _ in range(4)]
        sittings = [
            Sitting(Session(items, grade), mode, "Metals", clock, kept, limit)
            for clock, kept in zip(self.clocks, self.kept, strict=True)
        ]
        for each in sittings:
            for wish in wishes:
                setattr(each, wish, True)
        self._seat(sittings)

    def _seat(self, sittings: list[Sitting]) -> None:
        self.bare = sittings[0]
        self.lines = Lines(sittings[1])
        self.program = Program(sittings[2])
        self.pages = Pages(sittings[3])

    def teardown(self) -> None:
        for player in (self.lines, self.program, self.pages):
            player.stop()

    # What holds after each act ----------------------------------------------------------------

    @property
    def followers(self) -> list[Sitting]:
        """The sittings in which all has been done."""
        with_program = self.program_follows and self.held is None
        programs = [self.program.sitting] if with_program else []
        return [self.lines.sitting, self.pages.sitting, *programs]

    @invariant()
    def all_stand_alike(self) -> None:
        wanted = self._state(self.bare)
        for sitting in self.followers:
            assert self._state(sitting) == wanted

    def _state(self, sitting: Sitting) -> Any:
        session = sitting.session
        current = session.current and session.current.id
        return {
            "answers": [replace(answer, took=0) for answer in session.answers],
            "remarks": [(after, asdict(remark)) for after, remark in sitting.remarks],
            "asked": current,
            "practice": session.practising,
            "score": session.score(),
            "over": sitting.over,
            "left": sitting.left,
        }

    @invariant()
    def the_same_is_kept(self) -> None:
        # That it is over is kept by lines and programs when they tell it, by the screen when one
        # leaves.
        rules, lines, program, pages = (
            [each for each in kept.told if each[0] != "finish"] for kept in self.kept
        )
        assert lines == rules == pages
        if self.program_follows and self.held is None:
            assert program == rules

    @invariant()
    def the_score_is_shown_alike(self) -> None:
        if self.pages.ended or not isinstance(self.pages.app.screen, EndPage):
            return
        share = share_text(self.bare.session.score(), ENGLISH)
        assert share in shown(self.pages.app)
        assert share in "\n".join(self.lines.said[-100:])
        if self.program_follows:
            [*_, end] = (
                event for event in map(json.loads, self.program.said) if event["event"] == "end"
            )
            assert f"{end['score']['percent']}%" == share

    @property
    def waiting_clocks(self) -> list[Clock]:
        """The clocks that go on while the program has yet to give its last answer."""
        return [self.clocks[0], self.clocks[1], self.clocks[3]]

    # What is done -----------------------------------------------------------------------------

    def is_on(self) -> bool:
        return not self.pages.ended

    def is_asked(self) -> bool:
        return self.is_on() and self.bare.session.current is not None

    def is_at_the_end(self) -> bool:
        return self.is_on() and self.bare.session.current is None and not self.bare.to_hand_in

    def to_question(self) -> None:
        """Past the verdict or the score, to what is asked now."""
        if self.pages.shows_verdict:
            self.pages.press("enter")
        # After an exam, the score stands until one wants the practice that lines begin with.
        is_asked = self.bare.session.current is not None
        if is_asked and isinstance(self.pages.app.screen, EndPage):
            self.pages.press("p")

    def refused(self, command: Command, words: str = "", item: str = "") -> str:
        """Do it by the rules; why it cannot be done, or nothing."""
        try:
            obey(self.bare, command, words, item)
        except RefusedError as error:
            return str(error)
        return ""

    def tell(self, reason: str, line: str, request: dict[str, str]) -> None:
        """Say a command in lines and to the program; it is refused for this reason, or not."""
        said = self.lines.type(line)
        refusal = ENGLISH.note(reason)
        assert (refusal[1:] in said) == bool(reason) or not reason, said
        if self.held is None and self.program_follows:
            errors = [each for each in self.program.send(request) if each["event"] == "error"]
            assert [each["message"] for each in errors] == ([reason] if reason else [])

    @precondition(is_asked)
    @rule(
        how=st.sampled_from(["right", "right", "partly", "wrong", "unknown"]),
        confidence=st.sampled_from(["", *SURENESS]),
    )
    def answer(self, how: str, confidence: Confidence) -> None:
        self.to_question()
        item = self.bare.session.current
        assert item is not None
        response = response_to(item, how)
        is_asked = self.bare.asks_confidence(response)
        if not is_asked:
            confidence = ""
        place = str(SURENESS.index(confidence) + 1) if confidence else ""
        answer = self.bare.answer(response, confidence)
        told = feedback(item, answer, ENGLISH)
        said = self.lines.type(*lines_of(item, response), *([place] if is_asked else []))
        self.pages.clear()
        if how == "unknown":
            self.pages.press("f2")
        else:
            self.pages.press(*keys_of(item.id, response))
        assert isinstance(self.pages.app.screen, ConfidencePage) == is_asked
        if is_asked:
            self.pages.press(place or "enter")
        request = {"response": [*map(str, response)], "confidence": confidence}
        if self.bare.to_hand_in:
            self.held = request
        elif self.program_follows:
            events = self.program.send(request)
            shows = self.bare.shows(answer)
            # With each end, an exam's own marks are told.
            own = (each for each in events if each["event"] == "mark")
            marks = [
                each["verdict"] for each in own if each["practice"] or self.bare.mode != "exam"
            ]
            assert marks == ([str(answer.mark.verdict)] if shows else [])
        assert (told.word.upper() in said) == self.bare.shows(answer)
        assert self.pages.shows_verdict == self.bare.shows(answer)
        if self.pages.shows_verdict:
            assert told.word in shown(self.pages.app)

    @precondition(is_asked)
    @rule()
    def skip(self) -> None:
        self.to_question()
        reason = self.refused(Command.SKIP)
        self.tell(reason, ":skip", {"command": "skip"})
        self.pages.press("f3")

    @precondition(is_on)
    @rule(past_verdict=st.booleans())
    def undo(self, past_verdict: bool) -> None:
        if past_verdict:
            self.to_question()
        was = self.bare.session.last
        reason = self.refused(Command.UNDO)
        assert self.pages.offers("undo") == (not reason)
        request = {"command": "undo"}
        if self.held is not None and was is not self.bare.session.last:
            self.held = None
            self.clocks[2].now = self.clocks[0].now
            self.lines.type(":undo")
            self._pass_over(self.kept[2])
        else:
            self.tell(reason, ":undo", request)
        self.pages.press("f4")
        if was is not None and was is not self.bare.session.last and was.response != DONT_KNOW:
            self._stands_again(was.response)

    def _pass_over(self, kept: Kept) -> None:
        """Note for the program what it has never been told: an answer, and that it was undone."""
        kept.told += self.kept[0].told[-2:]

    def _stands_again(self, response: Response) -> None:
        """What was taken back stands on the page, but for what was said to oneself."""
        place, item = self.pages.app.asking.place, self.bare.session.current
        assert place is not None
        assert item is not None
        wanted: Any = tuple("" if each in ("+", "-") else str(each) for each in response)
        assert place.draft == (wanted if any(wanted) else None)

    @precondition(lambda self: self.is_on() and self.pages.shows_verdict)
    @rule()
    def overrule(self) -> None:
        last = self.bare.session.last
        assert last is not None
        command = Command.WRONG if last.mark.right else Command.RIGHT
        reason = self.refused(command)
        self.tell(reason, f":{command}", {"command": str(command)})
        self.pages.press("o")

    @precondition(lambda self: self.is_on() and self.pages.shows_verdict)
    @rule(rating=st.sampled_from(["again", "hard", "good", "easy"]))
    def rate(self, rating: str) -> None:
        last = self.bare.session.last
        assert last is not None
        if not self.bare.rates and rating not in RATING_KEYS:
            rating = "hard"
        key = RATING_KEYS.get(rating, "")
        if self.bare.rates:
            key = str([*RATINGS].index(rating) + 1)
        if last.rating == rating:
            rating = "good"  # the same key takes it back
        reason = self.refused(Command(rating))
        assert self.pages.offers(rating if self.bare.rates else "hard") == (not reason)
        self.tell(reason, f":{rating}", {"command": rating})
        self.pages.press(key)

    @precondition(lambda self: self.is_on() and self.pages.app.screen is self.pages.app.asking)
    @rule(
        kind=st.sampled_from(["suspend", "bury", "flag"]),
        words=st.sampled_from(["", "odd", "two keys"]),
        past_verdict=st.booleans(),
    )
    def remark(self, kind: str, words: str, past_verdict: bool) -> None:
        if past_verdict:
            self.to_question()
        if self.pages.app.screen is not self.pages.app.asking:
            return  # that was the last
        item, last = self.pages.app.asking.item, self.bare.session.last
        assert item is not None
        words = words if kind == "flag" else ""
        of_last = "last " if self.pages.shows_verdict else ""
        if of_last:
            assert last is not None
            assert last.item == item.id
        reason = self.refused(Command(kind), words, item.id)
        assert self.pages.offers(kind) == (not reason)
        request = {"command": kind, "words": words, "item": item.id}
        self.tell(reason, f":{kind} {of_last}{words}".strip(), request)
        self.pages.press(REMARK_KEYS[kind])
        if isinstance(self.pages.app.screen, FlagPage):
            self.pages.press(*typed(words), "enter")

    @precondition(is_at_the_end)
    @rule()
    def practise(self) -> None:
        self.to_question()
        reason = self.refused(Command.PRACTISE)
        assert self.pages.offers("practise") == (not reason)
        self.tell(reason, "practise", {"command": "practise"})
        self.pages.press("p")

    @precondition(lambda self: self.is_on() and self.bare.to_hand_in)
    @rule()
    def hand_in(self) -> None:
        assert isinstance(self.pages.app.screen, HandInPage)
        self.bare.hand_in()
        self.lines.type("")
        self.pages.press("enter")
        self._give_program_its_last()

    def _give_program_its_last(self) -> None:
        if self.held is not None and self.program_follows:
            self.program.send(self.held)
        self.held = None
        self.clocks[2].now = self.clocks[0].now

    @precondition(lambda self: self.is_on() and self.bare.left is not None)
    @rule(share=st.sampled_from([0.3, 1]))
    def let_time_pass(self, share: float) -> None:
        if share == 1:
            self._give_program_its_last()
        for clock in self.clocks if self.held is None else self.waiting_clocks:
            clock.now += int(LIMIT * share)
        if not self.bare.time_out():
            return
        self._give_program_its_last()
        self.lines.type("too late")
        self.pages.tick()
        if self.program_follows and not self.program.sitting.over:
            self.program.send("too late")

    @precondition(is_on)
    @rule(line=st.sampled_from([":score", ":help", ":dance"]))
    def look(self, line: str) -> None:
        self.lines.type(line)
        self.pages.press("f1", "escape")

    @precondition(is_on)
    @rule()
    def leave(self) -> None:
        """Stop; what still waits is taken up again."""
        going_on = self.bare.going
        if not going_on:
            self.bare.finish()
        self.lines.type(":quit")
        self.pages.press("ctrl+q")
        if self.held is not None:
            self.program_follows = False
        self.program.stop() if self.held is not None else self.program.send({"command": "quit"})
        assert self.lines.ended
        assert self.pages.ended
        assert self.program.ended
        assert self.lines.finished == self.pages.finished == (not going_on)
        if self.program_follows:
            assert self.program.finished == (not going_on)
        if not going_on:
            return
        self.held = None
        self._seat([self._taken_up(each) for each in self._sittings])

    @precondition(lambda self: self.pages.ended)
    @rule(mode=MODES, names=NAMES, wishes=WISHES, timed=st.booleans())
    def begin_another(self, mode: Mode, names: list[str], wishes: set[str], timed: bool) -> None:
        self.begin(mode, names, wishes, timed)

    @property
    def _sittings(self) -> list[Sitting]:
        return [self.bare, self.lines.sitting, self.program.sitting, self.pages.sitting]

    def _taken_up(self, sitting: Sitting) -> Sitting:
        """A sitting that goes on where this one stopped."""
        items = list(sitting.session.items.values())
        return replace(sitting, session=Session(items, grade, sitting.session.answers), remarks=[])


ThreeAtOnce.TestCase.settings = settings(
    max_examples=rounds(8),
    # To shorten what fails, on three front ends, takes longer than to read it.
    phases=[Phase.reuse, Phase.generate],
    stateful_step_count=14,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestThreeAtOnce = ThreeAtOnce.TestCase
