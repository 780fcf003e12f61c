"""Ask the questions of a sitting one by one, and show the verdict on each answer."""

from __future__ import annotations

from collections.abc import Iterator

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key, Resize
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Input

from quizgen.grading.marks import DONT_KNOW, Response, texts_of
from quizgen.quiz.quiz import Item
from quizgen.quiz.types import (
    ChoiceItem,
    ListItem,
    MatchingItem,
    NumberItem,
    OrderingItem,
    PassageItem,
    ShortAnswerItem,
    TrueFalseItem,
)
from quizgen.sitting import (
    RATINGS,
    SURENESS,
    Answer,
    Confidence,
    Remark,
    RemarkKind,
    Sitting,
)
from quizgen.terminal.commands import Command, obey, refusal
from quizgen.terminal.feedback import duration, feedback, outlook_lines, remark_text
from quizgen.terminal.screen.answer_area import AnswerArea, Field, Plain
from quizgen.terminal.screen.authored_text import AuthoredText, content
from quizgen.terminal.screen.choices import choice_area
from quizgen.terminal.screen.ordering_and_matching import MatchingArea, OrderingArea
from quizgen.terminal.screen.passages import PassageArea
from quizgen.terminal.screen.quiz_page import (
    HELP_KEY,
    QUIT_KEY,
    UNDO_KEY,
    Bar,
    KeyAction,
    KeyLine,
    SittingPage,
    key_label,
    obey_if_possible,
)
from quizgen.terminal.screen.text_entry import LineArea, ListArea, SelfJudgedArea
from quizgen.terminal.screen.verdict_panel import VerdictPanel
from quizgen.text.markup import plain
from quizgen.text.wording import Wording

ENTER = KeyAction("enter", "enter", "", "submit")
LAST_MINUTE = 60_000
REMARKS: tuple[tuple[RemarkKind, str, str], ...] = (
    ("suspend", "x", "f5"),
    ("bury", "b", "f6"),
    ("flag", "m", "f7"),
)


def place_to_answer(item: Item, words: Wording, response: Response = ()) -> AnswerArea:
    """Return the place to answer this item, with the texts of the response it had before."""
    texts = texts_of(item.response_of(response))
    match item:
        case ChoiceItem() | TrueFalseItem():
            return choice_area(item, words, texts)
        case OrderingItem():
            return OrderingArea(item, words, texts)
        case MatchingItem():
            return MatchingArea(item, words, texts)
        case PassageItem():
            return PassageArea(item, words, texts)
        case ListItem():
            return ListArea(item, words, texts)
        case ShortAnswerItem():
            return LineArea(item, words, texts) if item.typed else SelfJudgedArea(item, words)
        case NumberItem():
            return LineArea(item, words, texts)


class QuestionPage(SittingPage):
    """One question at a time; after it, unless in an exam, its verdict."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self.item: Item | None = None
        self.place: AnswerArea | None = None
        self.seen_size: Size | None = None
        self.answer: Answer | None = None  # whose verdict stands on the page

    async def on_mount(self) -> None:
        self.query_one("#title", Plain).update(self.sitting.title)
        if self.sitting.limit is not None:
            self.add_class("-timed")
            self.set_interval(0.5, self.tick)
        await self.ask()

    # What is shown ------------------------------------------------------------------------------

    async def ask(self, response: Response = ()) -> None:
        """Ask what is asked now; at the end, say so to the app."""
        session = self.sitting.session
        self.answer = None
        self.item = item = session.current
        if item is None or self.tick():
            self.item = None
            self.desk.ended()
            return
        words = self.words
        points = words.say("terminal.points", points=item.points)
        about = (plain(item.topic) or item.deck, item.title(words), points)
        sheet = self.query_one("#sheet", Vertical)
        self.place = place_to_answer(item, words, response)
        async with self.batch():
            await sheet.remove_children()
            await sheet.mount(
                Plain(" · ".join(filter(None, about)), id="about"),
                AuthoredText(item.stem or words.say("screen.fill-gaps"), id="stem"),
                *(
                    Plain(each.in_words(words), classes="media")
                    for each in item.media_at("question")
                ),
                self.place,
                Notice(self.sitting.news),
                *self._welcome(),
            )
        self.sitting.news = ""  # told once
        self.place.begin()
        self.show()
        # The question is read first; what has the focus comes into sight when something is typed.
        self.call_after_refresh(self.query_one("#body", VerticalScroll).scroll_home, animate=False)

    def _welcome(self) -> Iterator[Plain]:
        """Yield what to do, for who sits here for the first time; told once."""
        if self.sitting.first:
            self.sitting.first = False
            name = "first-exam" if self.sitting.mode == "exam" else "first"
            text = self.words.say(f"screen.{name}", review=self.sitting.review)
            yield Plain(text, id="first")

    def show(self) -> None:
        """Bring the head, the legend and the keys up to date."""
        session = self.sitting.session
        done, total = len(session.first_answers), len(session.items)
        if self.answer.practice if self.answer else session.practising:
            to_go = self.words.say("screen.to-go", number=session.remaining)
            self.query_one("#count", Plain).update(to_go)
            self.query_one("#bar", Bar).show(1)
        else:
            number = done if self.answer else done + 1
            name = "screen.count" if self.sitting.secret else "screen.count-right"
            counts = {"number": number, "of": total, "right": session.score().right}
            self.query_one("#count", Plain).update(self.words.say(name, **counts))
            self.query_one("#bar", Bar).show(done / total)
        legend = self.query_one("#legend", KeyLine)
        texts = self.place.legend if self.place and not self.answer else ()
        legend.show([self._option(letter, content(text)) for letter, text in texts])
        legend.display = bool(legend.keys)
        self.show_trouble(self.sitting.trouble or self.sitting.warning)
        self.show_keys()

    def _option(self, letter: str, text: Content) -> Content:
        """Return an option of the legend; in a low terminal two a line, cut with a sign."""
        if not self.low or not isinstance(self.place, MatchingArea):
            return key_label(letter, text)
        room = max(6, (self.app.size.width - 4 - KeyLine.GAP) // 2)
        return key_label(letter, text).truncate(room, ellipsis=True, pad=True)

    def tick(self) -> bool:
        """Show the time that is left; tell whether there is none, which ends the exam."""
        left = self.sitting.left
        if left is None:
            return False
        clock = self.query_one("#clock", Plain)
        clock.update(self.words.say("terminal.left", time=duration(left)))
        clock.set_class(left <= LAST_MINUTE, "-short")
        return self.desk.time_out()

    @property
    def draft(self) -> Response | None:
        """Return what stands on the page as a response; None where nothing is given."""
        if self.item is None or self.place is None or self.answer is not None:
            return None
        return self.place.draft

    # What is typed ----------------------------------------------------------------------------

    @property
    def _field(self) -> Field | None:
        """Return the line that is to be typed in; None where none is."""
        return self.place.field if self.place is not None and self.answer is None else None

    @property
    def typing(self) -> bool:
        return self._field is not None or super().typing

    def on_key(self, event: Key) -> None:
        """Put into its line what was typed before the line had the cursor: it is no command."""
        field = self._field
        if field is not None and event.character and event.is_printable:
            event.stop()
            event.prevent_default()
            self.set_focus(field, scroll_visible=False)
            field.insert_text_at_cursor(event.character)

    # What can be done ---------------------------------------------------------------------------

    @property
    def actions(self) -> tuple[KeyAction, ...]:
        undo = () if refusal(self.sitting, Command.UNDO) else (UNDO_KEY,)
        if self.answer is None:
            skip = (KeyAction("s", "f3", "skip", "skip"),) if self._several_wait else ()
            return (
                ENTER,
                KeyAction("d", "f2", "unknown", "pass"),
                *skip,
                *undo,
                *self._remarks(labelled=False),
                HELP_KEY,
                QUIT_KEY,
            )
        right = self.answer.mark.right
        override = KeyAction("o", "", "was-wrong" if right else "count-right", "override")
        rate: tuple[KeyAction, ...] = ()
        if not self.sitting.refusal("rate"):
            rate = (
                KeyAction("h", "", "was-hard", "hard"),
                KeyAction("e", "", "was-easy", "easy"),
            )
            if self.sitting.rates:
                rate = tuple(
                    KeyAction(str(place), "", name, name) for place, name in enumerate(RATINGS, 1)
                )
        return (
            KeyAction("enter", "space", "next", "submit"),
            *rate,
            override,
            *undo,
            *self._remarks(labelled=True),
            HELP_KEY,
            QUIT_KEY,
        )

    def _remarks(self, *, labelled: bool) -> Iterator[KeyAction]:
        """Yield the keys for what may be said of the question."""
        for kind, letter, function in REMARKS:
            if not self.sitting.refusal(kind):
                # While one answers, a letter typed ahead of the field must put nothing aside.
                plain = letter if labelled else ""
                yield KeyAction(plain, function, kind if labelled else "", kind)

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        return self.place.keys if self.place and self.answer is None else ()

    @property
    def taken(self) -> frozenset[str]:
        return self.place.taken if self.place and self.answer is None else frozenset()

    @property
    def _several_wait(self) -> bool:
        return self.sitting.session.remaining > 1

    async def action_submit(self) -> None:
        """Answer, or go on after an answer."""
        if self.answer is not None:
            await self.ask()
        elif self.place is not None:
            self.place.submit()

    async def action_pass(self) -> None:
        """Answer that one does not know."""
        await self._answer(DONT_KNOW)

    async def action_skip(self) -> None:
        """Put the question behind the others."""
        if self.answer is None and self._several_wait:
            obey_if_possible(self.sitting, Command.SKIP)
            await self.ask()

    async def action_undo(self) -> None:
        """Take the last answer back and ask again, with what was given."""
        undone = obey_if_possible(self.sitting, Command.UNDO)
        if isinstance(undone, Answer):
            await self.ask(undone.response)
        elif undone is not None and (undone.kind == "flag" or self.answer is not None):
            self.query("#rating").set(display=True)
            self._notice(self.words.say("terminal.unflagged"))
        elif undone is not None:
            await self.ask()

    async def action_suspend(self) -> None:
        """Ask the question never again, until that is taken back."""
        await self._remark(Command.SUSPEND)

    async def action_bury(self) -> None:
        """Ask the question tomorrow again."""
        await self._remark(Command.BURY)

    def action_flag(self) -> None:
        """Ask for a few words on what is wrong with the question, and note them."""
        self.app.push_screen(FlagPage(self.sitting), self._flag)

    async def _flag(self, words: str | None) -> None:
        if words is not None:
            await self._remark(Command.FLAG, words)

    async def _remark(self, command: Command, words: str = "") -> None:
        if self.item is None or refusal(self.sitting, command):
            return
        remark = obey(self.sitting, command, words, self.item.id)
        assert isinstance(remark, Remark)
        if command is not Command.FLAG and self.answer is None:
            await self.ask()
        self.query("#rating").set(display=command is not Command.SUSPEND)  # it does not come back
        self._notice(remark_text(remark, self.words))

    def _notice(self, text: str) -> None:
        """Say something below the question, or on whichever page came of it."""
        notices = self.query("#notice")
        if notices:
            notices.first(Notice).tell(text)
            self.call_after_refresh(notices.first().scroll_visible, animate=False)
        self.show()

    async def action_override(self) -> None:
        """Decide the mark otherwise."""
        if self.answer is not None:
            await self._amend(Command.WRONG if self.answer.mark.right else Command.RIGHT)

    async def action_again(self) -> None:
        """Say that it was as good as forgotten."""
        await self._rate(Command.AGAIN)

    async def action_good(self) -> None:
        """Say that it was neither hard nor easy."""
        await self._amend(Command.GOOD)

    async def action_hard(self) -> None:
        """Say that it was hard, or take that back."""
        await self._rate(Command.HARD)

    async def action_easy(self) -> None:
        """Say that it was easy, or take that back."""
        await self._rate(Command.EASY)

    async def on_answer_area_submitted(self, message: AnswerArea.Submitted) -> None:
        message.stop()
        await self._answer(message.response)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep in sight what is typed in."""
        if event.input.has_focus and event.value:
            self.call_after_refresh(event.input.scroll_visible, animate=False)

    def on_answer_area_unclear(self, message: AnswerArea.Unclear) -> None:
        message.stop()
        notice = self.query_one("#notice", Notice)
        notice.tell(message.text)
        notice.scroll_visible(animate=False)

    def on_answer_area_changed(self, message: AnswerArea.Changed) -> None:
        message.stop()
        if self.answer is None and self.query("#notice"):
            self.query_one("#notice", Notice).tell("")
            self.show()

    def on_resize(self, event: Resize) -> None:
        resized, self.seen_size = self.seen_size not in (None, event.size), event.size
        if resized:
            self.call_after_refresh(self.show)
        if resized and self.focused is not None:
            self.call_after_refresh(self.focused.scroll_visible, animate=False)

    async def _answer(self, response: Response) -> None:
        if self.answer is not None or self.item is None or self.tick():
            return
        if not self.sitting.asks_confidence(response):
            await self._keep(response)
            return

        async def keep(confidence: Confidence | None) -> None:
            if confidence is not None and not self.tick():
                await self._keep(response, confidence)

        self.app.push_screen(ConfidencePage(self.sitting), keep)

    async def _keep(self, response: Response, confidence: Confidence = "") -> None:
        answer = self.sitting.answer(response, confidence)
        if self.sitting.shows(answer):
            await self._show_verdict(answer)
        else:
            await self.ask()

    async def _rate(self, command: Command) -> None:
        if self.answer is not None and self.answer.rating == command:
            await self._show_verdict(self.sitting.rate(""))  # the same key takes it back
        elif self.answer is not None:
            await self._amend(command)

    async def _amend(self, command: Command) -> None:
        answer = obey_if_possible(self.sitting, command)
        if isinstance(answer, Answer):
            await self._show_verdict(answer)

    async def _show_verdict(self, answer: Answer) -> None:
        assert self.item is not None
        assert self.place is not None
        self.answer = answer
        self.set_focus(None)
        self.place.settle()
        sheet = self.query_one("#sheet", Vertical)
        panel = VerdictPanel(feedback(self.item, answer, self.words), self.words)
        async with self.batch():
            await sheet.query("#notice, #first, VerdictPanel, #rating").remove()
            await sheet.mount(panel)
            await sheet.mount(*self._rating(answer), Notice())
        self.show()
        self.call_after_refresh(self._bring_into_sight, panel, *self.query("#rating"))

    def _bring_into_sight(self, *parts: Widget) -> None:
        """Scroll to the parts; where not all find room, to the beginning of the first."""
        for part in reversed(parts):
            part.scroll_visible(animate=False, top=False, immediate=True)

    def _rating(self, answer: Answer) -> Iterator[Plain]:
        """Yield what the person said of the effort, and when the question comes back."""
        lines = []
        if answer.rating:
            rating = self.words.say(f"rating.{answer.rating}")
            lines.append(self.words.say("screen.you-found-it", rating=rating))
        rates = self.sitting.rates and not self.sitting.refusal("rate")
        lines += outlook_lines(self.sitting.outlook(), self.words, rates=rates)
        if lines:
            yield Plain("\n".join(lines), id="rating")

    def action_leave(self) -> None:
        """Save and quit; from what is asked again, by way of the score."""
        if self.sitting.repeats and not self.sitting.session.waits and not self.sitting.secret:
            self.desk.ended()
        else:
            self.desk.leave()


class Notice(Plain):
    """What is said of what was just done; without any, it takes no line."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text, id="notice")
        self.display = bool(text)

    def tell(self, text: str) -> None:
        """Say it instead of what was said before."""
        self.update(text)
        self.display = bool(text)


class FlagPage(SittingPage):
    """A line to say what is wrong with a question."""

    async def on_mount(self) -> None:
        self.query_one("#title", Plain).update(self.sitting.title)
        self.query_one("#legend").display = False
        self.query_one("#bar").display = False
        field = Field()
        await self.query_one("#sheet", Vertical).mount(
            Plain(self.words.say("screen.flag"), id="stem"), field
        )
        self.show_trouble(self.sitting.trouble or self.sitting.warning)
        field.focus()
        self.show_keys()

    @property
    def actions(self) -> tuple[KeyAction, ...]:
        return (
            KeyAction("enter", "enter", "flag", "flag"),
            KeyAction("escape", "escape", "back", "back"),
        )

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_flag()

    def action_flag(self) -> None:
        """Note what is typed."""
        self.dismiss(self.query_one(Field).typed)

    def action_back(self) -> None:
        """Say nothing of the question."""
        self.dismiss(None)


class ConfidencePage(SittingPage):
    """How sure one is of an answer, before its mark is shown."""

    async def on_mount(self) -> None:
        self.query_one("#title", Plain).update(self.sitting.title)
        self.query_one("#legend").display = False
        self.query_one("#bar").display = False
        names = [self.words.say(f"confidence.{name}") for name in SURENESS]
        lines = [f"{place}  {name}" for place, name in enumerate(names, 1)]
        await self.query_one("#sheet", Vertical).mount(
            Plain(self.words.say("screen.confidence"), id="stem"), Plain("\n".join(lines))
        )
        self.show_trouble(self.sitting.trouble or self.sitting.warning)
        self.show_keys()

    @property
    def actions(self) -> tuple[KeyAction, ...]:
        levels = (KeyAction(str(place), "", "", name) for place, name in enumerate(SURENESS, 1))
        return (
            *levels,
            KeyAction("enter", "enter", "next", "next"),
            KeyAction("escape", "escape", "back", "back"),
        )

    def action_guess(self) -> None:
        """Say that it is a guess."""
        self.dismiss("guess")

    def action_unsure(self) -> None:
        """Say that one is unsure."""
        self.dismiss("unsure")

    def action_likely(self) -> None:
        """Say that one is fairly sure."""
        self.dismiss("likely")

    def action_sure(self) -> None:
        """Say that one is sure."""
        self.dismiss("sure")

    def action_next(self) -> None:
        """Say nothing of it."""
        self.dismiss("")

    def action_back(self) -> None:
        """Go back to the answer."""
        self.dismiss(None)
