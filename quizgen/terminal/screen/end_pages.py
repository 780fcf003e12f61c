"""Show the pages at the end: the handing in of an exam, the score, and the look back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from quizgen.grading.marks import Mark
from quizgen.quiz.quiz import Item
from quizgen.quiz.types import ChoiceItem, PassageItem, TrueFalseItem
from quizgen.sitting import Answer, Sitting
from quizgen.terminal.commands import Command
from quizgen.terminal.feedback import (
    Summary,
    Tally,
    duration,
    feedback,
    points_of,
    share_text,
    summary,
    unanswered,
    verdict,
)
from quizgen.terminal.screen.answer_area import Plain
from quizgen.terminal.screen.authored_text import AuthoredText, option_text, rich_text
from quizgen.terminal.screen.passages import PassageText
from quizgen.terminal.screen.quiz_page import (
    HELP_KEY,
    QUIT_KEY,
    UNDO_KEY,
    Bar,
    KeyAction,
    SittingPage,
    obey_if_possible,
)
from quizgen.terminal.screen.verdict_panel import VerdictPanel, role
from quizgen.text.markup import escaped, plain
from quizgen.text.wording import Wording


class HandInPage(SittingPage):
    """All is answered: to be handed in, or to be changed while there is time."""

    async def on_mount(self) -> None:
        self.query_one("#title", Plain).update(self.sitting.title)
        self.query_one("#legend").display = False
        self.query_one("#bar", Bar).show(1)
        say, number = self.words.say, len(self.sitting.session.items)
        await self.query_one("#sheet", Vertical).mount(
            Plain(say("screen.all-answered"), id="about"),
            Plain(say("screen.have-answered", questions=number), id="stem"),
            Plain(say("screen.hand-them-in"), classes="reason"),
        )
        self.show_trouble(self.sitting.trouble or self.sitting.warning)
        self.show_keys()
        if self.sitting.limit is not None:
            self.add_class("-timed")
            self.set_interval(0.5, self.tick)
            self.tick()

    def tick(self) -> None:
        """Show the time that is left; without any, the exam is handed in."""
        left = self.sitting.left
        if left is not None:
            clock = self.words.say("terminal.left", time=duration(left))
            self.query_one("#clock", Plain).update(clock)
            self.desk.time_out()

    @property
    def actions(self) -> tuple[KeyAction, ...]:
        return (KeyAction("enter", "", "hand-in", "hand_in"), UNDO_KEY, HELP_KEY, QUIT_KEY)

    def action_hand_in(self) -> None:
        """Let the exam be over."""
        self.desk.hand_in()

    def action_undo(self) -> None:
        """Take the last answer back."""
        undone = obey_if_possible(self.sitting, Command.UNDO)
        if undone is not None:
            self.desk.ask_on(undone.response if isinstance(undone, Answer) else ())


class EndPage(SittingPage):
    """The score, by topic and by type, what was confused with what, and what was missed."""

    def __init__(self, sitting: Sitting, *, time_is_up: bool = False) -> None:
        super().__init__(sitting)
        self.time_is_up = time_is_up

    async def on_mount(self) -> None:
        total = summary(self.sitting.session, self.words)
        session = self.sitting.session
        self.query_one("#title", Plain).update(self.sitting.title)
        self.query_one("#legend").display = False
        self.query_one("#bar", Bar).show(len(session.first_answers) / max(1, len(session.items)))
        score = _score(total, session.marks, self.words)
        sheet = self.query_one("#sheet", Vertical)
        if self.time_is_up:
            await sheet.mount(Plain(self.words.say("terminal.time-up"), id="time-up"))
        await sheet.mount(*score)
        self.show_trouble(self.sitting.trouble or self.sitting.warning)
        self.show_keys()

    @property
    def actions(self) -> tuple[KeyAction, ...]:
        session = self.sitting.session
        actions = []
        if not self.sitting.refusal("practise"):
            actions.append(KeyAction("p", "", "practise", "practise"))
        if session.items:
            actions.append(KeyAction("r", "", "look-back", "look"))
        if not self.sitting.refusal("undo"):
            actions.append(UNDO_KEY)
        # When time is up, an Enter that was meant for a question must not leave.
        leave = KeyAction("q", "" if self.sitting.limit else "enter", "quit", "leave")
        return (*actions, HELP_KEY, leave)

    def action_practise(self) -> None:
        """Ask what was missed again."""
        if not self.sitting.refusal("practise"):
            self.sitting.practise()
            self.desk.ask_on()

    def action_look(self) -> None:
        """Look back at every question."""
        self.desk.look_back()

    def action_undo(self) -> None:
        """Take the last answer back."""
        undone = obey_if_possible(self.sitting, Command.UNDO)
        if undone is not None:
            self.desk.ask_on(undone.response if isinstance(undone, Answer) else ())


class LookBackPage(SittingPage):
    """Every question of the sitting with its answer, one at a time."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        session = sitting.session
        self.answers = session.first_answers
        self.items = [*(session.items[id] for id in self.answers), *session.unanswered]
        self.here = 0

    async def on_mount(self) -> None:
        self.query_one("#title", Plain).update(self.sitting.title)
        self.query_one("#legend").display = False
        self.show_trouble(self.sitting.trouble or self.sitting.warning)
        await self._show()

    @property
    def actions(self) -> tuple[KeyAction, ...]:
        return (
            KeyAction("left", "", "previous", "previous"),
            KeyAction("right", "", "next", "next"),
            HELP_KEY,
            KeyAction("escape", "q", "to-score", "back"),
        )

    async def action_previous(self) -> None:
        """Show the question before."""
        self.here = (self.here - 1) % len(self.items)
        await self._show()

    async def action_next(self) -> None:
        """Show the question after."""
        self.here = (self.here + 1) % len(self.items)
        await self._show()

    def action_back(self) -> None:
        """Go back to the score."""
        self.app.pop_screen()

    async def _show(self) -> None:
        item = self.items[self.here]
        answer = self.answers.get(item.id)
        words = self.words
        count = words.say("screen.count", number=self.here + 1, of=len(self.items))
        self.query_one("#count", Plain).update(count)
        self.query_one("#bar", Bar).show((self.here + 1) / len(self.items))
        sheet = self.query_one("#sheet", Vertical)
        async with self.batch():
            await sheet.remove_children()
            await sheet.mount(
                Plain(plain(item.topic) or item.deck, id="about"),
                AuthoredText(item.stem or words.say("screen.fill-gaps"), id="stem"),
                *(
                    Plain(each.in_words(words), classes="media")
                    for each in item.media_at("question")
                ),
                *_asked(item, words),
                VerdictPanel(
                    feedback(item, answer, words) if answer else unanswered(item, words), words
                ),
            )
        self.query_one("#body", VerticalScroll).scroll_home(animate=False)
        self.show_keys()


def _asked(item: Item, words: Wording) -> Iterator[Widget]:
    """Yield what stood below the stem."""
    if isinstance(item, ChoiceItem):
        for option in item.options:
            parts = (
                Plain(option.letter, classes="letter"),
                AuthoredText(option_text(option, words), classes="text"),
            )
            yield Horizontal(*parts, classes="option -settled")
    elif isinstance(item, PassageItem):
        answers = {blank.number: rich_text(blank.answer) for blank in item.blanks}
        yield Static(PassageText(item.passage, answers), classes="passage")
    elif isinstance(item, TrueFalseItem):
        yield Plain(words.say("screen.true-or-false"), classes="option")


def _score(total: Summary, marks: Mapping[str, Mark], words: Wording) -> Iterator[Widget]:
    score, say = total.score, words.say
    yield Plain(say("screen.your-score"), id="about")
    yield Plain(say("screen.right-of", number=score.right, of=score.items), id="stem")
    told = [points_of(score.earned, score.points, words), share_text(score, words)]
    if total.unanswered:
        told.append(say("screen.not-answered", number=len(total.unanswered)))
    yield Plain(" · ".join(told), classes="reason")
    yield Bar(score.share, id="score")
    yield from _table(say("terminal.by-topic"), total.topics, words)
    yield from _table(say("terminal.by-type"), total.types, words)
    if total.confusions:
        yield Plain(say("terminal.confused"), classes="section")
        for each in total.confusions:
            mixed = say("terminal.mixed-up", answer=each.given, term=each.meant)
            times = f" ({say('terminal.times', times=each.times)})" if each.times > 1 else ""
            yield Plain(f"{mixed}{times}", classes="line")
    if total.missed:
        yield Plain(say("terminal.missed"), classes="section")
        for item in total.missed:
            sign = verdict(marks[item.id], words)[0]
            yield Horizontal(
                Plain(sign, classes=f"sign -{role(sign)}"),
                AuthoredText(item.stem or escaped(item.name(words)), classes="text"),
                classes="row",
            )
    if total.unanswered:
        yield Plain(say("terminal.not-answered"), classes="section")
        for item in total.unanswered:
            yield AuthoredText(item.stem or escaped(item.name(words)), classes="line")


def _table(title: str, tallies: Sequence[Tally], words: Wording) -> Iterator[Widget]:
    if len(tallies) > 1:
        yield Plain(title, classes="section")
        for tally in tallies:
            score = tally.score
            yield Horizontal(
                Plain(tally.name, classes="text"),
                Bar(score.share),
                Plain(share_text(score, words), classes="share"),
                Plain(
                    words.say("screen.count", number=score.right, of=score.items), classes="tally"
                ),
                classes="row",
            )
