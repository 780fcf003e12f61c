"""Gives a sitting in lines: one question a block, nothing ever redrawn; for pipes, screen readers and scripts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from quizgen.grading.marks import DONT_KNOW, Response
from quizgen.quiz.quiz import Item
from quizgen.quiz.types import ListItem, MatchingItem, NotAResponseError, ShortAnswerItem
from quizgen.sitting import Answer, Score, Session, Sitting
from quizgen.terminal.feedback import duration, feedback, points_text, summary
from quizgen.terminal.feedback import lines as feedback_lines
from quizgen.terminal.lines import counted, wrapped
from quizgen.text.markup import plain

HELP = """\
Type your answer and press Enter. Instead of an answer:
  ?        I don't know
  :skip    ask this later
  :undo    take the last answer back
  :right   the last answer was right      :wrong   it was wrong
  :hard    it was hard                    :easy    it was easy
  :score   how it stands
  :quit    stop; everything is saved, and the next start goes on here
  :help    these lines"""
COMMANDS = ("skip", "undo", "right", "wrong", "hard", "easy", "score", "quit", "help")


@dataclass(slots=True)
class Console:
    """Where lines go and come from; `ask` gives None at the end of input. `width` counts characters."""

    ask: Callable[[str], str | None]
    say: Callable[[str], None]
    width: int = 80


class _Command(Exception):  # noqa: N818 - not an error: a line that is an order, not an answer
    def __init__(self, name: str) -> None:
        self.name = name


class _End(Exception):  # noqa: N818 - not an error: there is no more input
    pass


def run(sitting: Sitting, console: Console) -> bool:
    """Put a sitting to a person; gives whether it was brought to its end."""
    shown = _Shown(sitting, console)
    session = sitting.session
    shown.opening()
    try:
        while True:
            if sitting.left == 0 and session.unanswered and not session.practising:
                console.say("Time is up.")
                sitting.give_up()
                shown.result()
                return True
            item = session.current
            try:
                if item is None:  # everything had been answered before
                    break
                shown.question(item)
                response = _response(item, console)
                shown.answered(item, response)
            except _Command as command:
                if command.name == "quit":
                    raise _End from None
                shown.command(command.name)
            if session.current is None and not _more(sitting, shown):
                break
    except _End:
        shown.stopped()
        return not session.unanswered
    sitting.finish()
    shown.trouble()
    return True


def _more(sitting: Sitting, shown: _Shown) -> bool:
    """At the end: the result, and then whatever the person still wants. Gives whether something is asked again."""
    session = sitting.session
    shown.result()
    while session.current is None:
        missed = len(session.missed)
        offer = (
            f":practise asks the {missed} missed again; "
            if missed and sitting.mode != "exam"
            else ""
        )
        try:
            line = shown.console.ask(f"[{offer}:undo takes the last answer back; Enter ends] ")
        except KeyboardInterrupt:
            return False
        word = (line or "").strip().lstrip(":").casefold()
        name = _command(word)
        if not word or name == "quit":
            return False
        if offer and "practise".startswith(word):
            session.practise()
        elif name in ("undo", "right", "wrong", "hard", "easy", "score"):
            shown.command(name)
    return True


def _command(word: str) -> str | None:
    """The command that a word begins, if it begins only one."""
    found = [name for name in COMMANDS if name.startswith(word)] if word else []
    return found[0] if len(found) == 1 else None


def _response(item: Item, console: Console) -> Response:
    """The response to an item, asked for until it can be one."""
    while True:
        try:
            return _given(item, console)
        except NotAResponseError as error:
            console.say(f"That is no answer here: {error}.")


def _given(item: Item, console: Console) -> Response:
    if isinstance(item, ShortAnswerItem) and not item.typed:
        if _line(console, item.prompts[0]) == "?":
            return DONT_KNOW
        console.say(f"Answer: {plain(item.answer)}")
        return item.parse([_line(console, "Did you have it? y or n: ")])
    lines: list[str] = []
    if isinstance(item, ListItem):
        while lines != ["?"] and (line := _line(console, "- ")):
            lines.append(line)
        return item.parse(lines)
    for prompt in item.prompts:
        lines.append(_checked(item, prompt, console))
        if lines == ["?"]:
            return DONT_KNOW
    return item.parse(lines)


def _checked(item: Item, prompt: str, console: Console) -> str:
    """A line; of a matching, one that is a letter, so that one wrong key does not cost the lines before it."""
    while (line := _line(console, prompt)) and isinstance(item, MatchingItem) and line != "?":
        try:
            item.parse([line] + [""] * (len(item.left) - 1))
        except NotAResponseError as error:
            console.say(f"That is no answer here: {error}.")
        else:
            break
    return line


def _line(console: Console, prompt: str) -> str:
    """One line; a command or the end of input is raised."""
    line = console.ask(prompt)
    if line is None:
        raise _End
    line = line.strip()
    if line.startswith(":") and len(line) > 1:
        name = _command(line[1:].casefold())
        raise _Command(name or "help")
    return line


@dataclass(slots=True)
class _Shown:
    """What the person is told."""

    sitting: Sitting
    console: Console

    def _say(self, *lines: str) -> None:
        for line in lines:
            self.console.say(wrapped(line, self.console.width))

    def opening(self) -> None:
        session, sitting = self.sitting.session, self.sitting
        self._say(
            f"{sitting.title}: {len(session.items)} questions. :help shows what can be typed."
        )
        done = len(session.first_answers)
        if done:
            self._say(f"Going on where you stopped: {done} of {len(session.items)} are answered.")
        if sitting.warning:
            self._say(f"NOT IN THE HISTORY: {sitting.warning}.")
        if sitting.left is not None:
            self._say(f"Time: {duration(sitting.left)}.")

    def question(self, item: Item) -> None:
        session = self.sitting.session
        place = f"Question {len(session.first_answers) + 1} of {len(session.items)}"
        if session.practising:
            place = "Practice"
        left = self.sitting.left
        time = f" · {duration(left)} left" if left is not None and not session.practising else ""
        self._say("", *question_lines(item, place, time))

    def answered(self, item: Item, response: Response) -> None:
        left = self.sitting.left
        if left == 0 and not self.sitting.session.practising:
            return  # too late: the loop says so
        answer = self.sitting.answer(response)
        if self.sitting.mode == "exam":
            self._say("Noted.")
        else:
            self._say(*told(item, answer))
            if not answer.mark.right and not answer.mark.overridden:
                self._say("(:right counts it, if it was)")
        self.trouble()

    def command(self, name: str) -> None:
        sitting, session = self.sitting, self.sitting.session
        exam = sitting.mode == "exam"
        if name == "help":
            self._say(*HELP.splitlines())
        elif name == "score":
            self._say(
                f"{len(session.first_answers)} of {len(session.items)} answered."
            ) if exam else self._score()
        elif name == "skip":
            session.skip()
        elif session.last is None:
            self._say("Nothing has been answered yet.")
        elif name == "undo":
            sitting.undo()
            self._say("Taken back; it is asked again.")
        elif exam:
            self._say("In an exam that is not possible.")
        elif name in ("right", "wrong"):
            answer = sitting.override(right=name == "right")
            self._say(f"The last answer now counts as {'right' if answer.mark.right else 'wrong'}.")
        else:
            sitting.rate(name)
            self._say(f"Noted as {name}.")
        self.trouble()

    def result(self) -> None:
        session = self.sitting.session
        if self.sitting.mode == "exam":
            for id, answer in session.first_answers.items():
                item = session.items[id]
                self._say("", *item.body(), *told(item, answer))
        self._say("", *_result(session))

    def stopped(self) -> None:
        session = self.sitting.session
        self.trouble()
        if session.unanswered:
            done = len(session.first_answers)
            saved = "" if self.sitting.trouble else "; what you answered is saved"
            self._say("", f"Stopped after {done} of {len(session.items)}{saved}.")
        else:
            self.sitting.finish()

    def trouble(self) -> None:
        if self.sitting.trouble:
            self._say(f"NOT SAVED YET: {self.sitting.trouble}")

    def _score(self) -> None:
        self._say(_score(self.sitting.session.score()))


def question_lines(item: Item, place: str, time: str = "") -> list[str]:
    """Return a question as it is put: where in the sitting it stands, what is asked, what to type."""
    return [f"{place} · {item.title}{time}", *item.body(), f"({item.instruction})"]


def told(item: Item, answer: Answer) -> list[str]:
    """The feedback with its verdict in front, so that it is heard or found first."""
    found = feedback(item, answer)
    verdict = found.word.upper() + (f" ({found.detail})" if found.detail else "")
    return [f"{verdict}. {found.points}" if found.points else verdict, *feedback_lines(found)[1:]]


def _result(session: Session) -> list[str]:
    """How it went: the score, then by topic and by type, what was confused, and what was missed."""
    whole = summary(session)
    shown = [f"Result: {_score(whole.score)}"]
    for tallies, heading in ((whole.topics, "By topic"), (whole.types, "By type")):
        if len(tallies) > 1:
            shown += [
                f"{heading}:",
                *(f"  {tally.name}: {_score(tally.score)}" for tally in tallies),
            ]
    if whole.confusions:
        shown.append("Confused:")
        shown += [
            f"  {each.given} for {each.meant}, {counted(each.times, 'time')}"
            for each in whole.confusions
        ]
    if whole.missed:
        shown += ["Missed:", *(f"  {plain(item.stem) or item.id}" for item in whole.missed)]
    return shown


def _score(score: Score) -> str:
    points = f"{points_text(score.earned)} of {counted(score.points, 'point')} ({score.share:.0%})"
    return f"{points}; {score.right} of {counted(score.items, 'question')} right"
