"""Put a sitting to a person in lines: one question a block, nothing ever redrawn.

That is for pipes, screen readers and scripts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeGuard

from quizgen.grading.marks import DONT_KNOW, Response
from quizgen.quiz.quiz import Item
from quizgen.quiz.types import ListItem, MatchingItem, NotAResponseError, ShortAnswerItem
from quizgen.sitting import Answer, RefusedError, Score, Session, Sitting
from quizgen.terminal.commands import LINE_COMMANDS, Command, command_of, obey
from quizgen.terminal.feedback import (
    Feedback,
    duration,
    feedback,
    feedback_lines,
    points_text,
    summary,
    unanswered,
)
from quizgen.terminal.lines import counted, wrapped
from quizgen.text.markup import plain

_HELP = """\
Type your answer and press Enter. Instead of an answer:
  ?        I don't know
  :skip    ask this later
  :undo    take the last answer back
  :right   the last answer was right      :wrong   it was wrong
  :hard    in a review: it was hard       :easy    it was easy
  :score   how it stands
  :quit    stop; everything is saved, and the next start goes on here
  :help    these lines"""
_NOT_AT_THE_END = (Command.SKIP, Command.HELP)


@dataclass(slots=True)
class Console:
    """Where lines go and come from.

    `ask` returns None at the end of input; it may raise TimeUp. `width` counts cells.
    """

    ask: Callable[[str], str | None]
    say: Callable[[str], None]
    width: int = 80


class TimeUp(Exception):  # noqa: N818 - not an error: the time ends in the middle of a line
    """Raised when time ends while a line is typed; `typed` is what stood there."""

    def __init__(self, typed: str = "") -> None:
        self.typed = typed


class _CommandLine(Exception):  # noqa: N818 - not an error: a line that is an order, not an answer
    def __init__(self, command: Command) -> None:
        self.command = command


class _End(Exception):  # noqa: N818 - not an error: there is no more input
    pass


def put_in_lines(sitting: Sitting, console: Console) -> bool:
    """Put a sitting to a person; return whether it was brought to its end."""
    voice = _Voice(sitting, console)
    session = sitting.session
    voice.opening()
    try:
        while _ask_all(sitting, voice):
            sitting.finish()
            voice.result()
            if not _more(sitting, voice):
                break
    except _End:
        voice.stopped()
        return sitting.over or not session.unanswered
    sitting.finish()
    voice.trouble()
    return True


def _ask_all(sitting: Sitting, voice: _Voice) -> bool:
    """Ask until nothing is asked any more, and an exam is handed in; return True then."""
    session = sitting.session
    while session.current is not None or sitting.to_hand_in:
        if sitting.time_out():
            voice.time_is_up()
            break
        item = session.current
        lines: list[str] = []
        try:
            if item is None:
                if voice.hands_in():
                    break
            else:
                voice.question(item)
                voice.answered(_response(item, voice, lines))
        except TimeUp as up:
            if sitting.time_out(_draft(item, [*lines, up.typed]) if item else None):
                voice.time_is_up()
                break
        except _CommandLine as line:
            if line.command is Command.QUIT:
                raise _End from None
            voice.obey(line.command)
    return True


def _draft(item: Item, lines: list[str]) -> Response | None:
    """Return the response in what was typed until time ended; None where there is none in it."""
    if not any(line.strip() for line in lines) or _is_recalled(item):
        return None
    while not lines[-1].strip():
        lines = lines[:-1]
    whole = [*lines, *[""] * (len(item.prompts) - len(lines))]
    try:
        return item.parse(whole)
    except NotAResponseError:
        return None


def _is_recalled(item: Item) -> TypeGuard[ShortAnswerItem]:
    return isinstance(item, ShortAnswerItem) and not item.typed


def _more(sitting: Sitting, voice: _Voice) -> bool:
    """Do what is still wanted after the result; return whether something is asked again."""
    session = sitting.session
    while session.current is None:
        offers = []
        if not sitting.refusal("practise"):
            number = len(session.missed) + len(session.unanswered)
            offers.append(f":practise asks the {number} missed again")
        if not sitting.refusal("undo"):
            offers.append(":undo takes the last answer back")
        try:
            line = voice.offer(f"[{'; '.join([*offers, 'Enter ends'])}]")
        except KeyboardInterrupt:
            return False
        word = (line or "").strip().lstrip(":")
        # A word that would be unclear while something is asked is unclear here too.
        command = command_of(word, (*LINE_COMMANDS, Command.PRACTISE))
        if not word or command is Command.QUIT:
            return False
        if command is not None and command not in _NOT_AT_THE_END:
            voice.obey(command)
    return True


def _response(item: Item, voice: _Voice, lines: list[str]) -> Response:
    """Return the response to an item, asked for until it can be one; its lines go to `lines`."""
    while True:
        lines.clear()
        try:
            return _one_response(item, voice, lines)
        except NotAResponseError as error:
            voice.say(f"That is no answer here: {error}.")


def _one_response(item: Item, voice: _Voice, lines: list[str]) -> Response:
    """Return the response to an item; NotAResponseError where it can be none."""
    if _is_recalled(item):
        if _line(voice, item.prompts[0]) == "?":
            return DONT_KNOW
        voice.say(f"Answer: {plain(item.answer)}")
        return item.parse([_line(voice, "Did you have it? y or n: ")])
    if isinstance(item, ListItem):
        while lines != ["?"] and (line := _line(voice, "- ")):
            lines += filter(None, map(str.strip, line.split("\n")))  # several where it was pasted
        return item.parse(lines)
    for prompt in item.prompts:
        lines.append(" ".join(_line_for(item, prompt, voice).split("\n")))
        if lines == ["?"]:
            return DONT_KNOW
    return item.parse(lines)


def _line_for(item: Item, prompt: str, voice: _Voice) -> str:
    """Return a line; of a matching, one that is a letter.

    So one wrong key does not cost the lines before it.
    """
    while (line := _line(voice, prompt)) and isinstance(item, MatchingItem) and line != "?":
        try:
            item.parse([line] + [""] * (len(item.left) - 1))
        except NotAResponseError as error:
            voice.say(f"That is no answer here: {error}.")
        else:
            break
    return line


def _line(voice: _Voice, prompt: str) -> str:
    """Return one line; a command, the end of input or of time is raised."""
    line = voice.console.ask(prompt)
    if voice.sitting.left == 0:
        raise TimeUp  # a line that comes after the time is no answer; those before it are
    if line is None:
        raise _End
    line = line.strip()
    if line.startswith(":") and len(line) > 1:
        raise _CommandLine(command_of(line[1:]) or Command.HELP)
    return line


@dataclass(slots=True)
class _Voice:
    """All that is said to the person."""

    sitting: Sitting
    console: Console

    def say(self, *lines: str) -> None:
        for line in lines:
            self.console.say(wrapped(line, self.console.width))

    def opening(self) -> None:
        session, sitting = self.sitting.session, self.sitting
        number = counted(len(session.items), "question")
        self.say(f"{sitting.title}: {number}. :help shows what can be typed.")
        done = len(session.first_answers)
        if done:
            self.say(f"Going on where you stopped: {done} of {len(session.items)} are answered.")
        if sitting.warning:
            self.say(f"NOT IN THE HISTORY: {sitting.warning}.")
        if sitting.news:
            self.say(sitting.news)
        if sitting.left is not None:
            self.say(f"Time: {duration(sitting.left)}.")

    def offer(self, text: str) -> str | None:
        """Return the line that is typed at what is offered, which may be longer than a row."""
        *rows, prompt = wrapped(text, self.console.width - 1).split("\n")
        for row in rows:
            self.console.say(row)
        return self.console.ask(f"{prompt} ")

    def hands_in(self) -> bool:
        """Ask whether all is to be handed in; the end of input does so too."""
        offer = "Enter hands your answers in and shows the keys; :undo takes the last one back"
        line = self.offer(f"[All are answered. {offer}]")
        if self.sitting.left == 0:
            raise TimeUp
        word = (line or "").strip()
        if word:
            raise _CommandLine(command_of(word.lstrip(":")) or Command.HELP)
        return True

    def time_is_up(self) -> None:
        self.say("Time is up. What you gave until then is handed in.")

    def question(self, item: Item) -> None:
        session = self.sitting.session
        place = f"Question {len(session.first_answers) + 1} of {len(session.items)}"
        if session.practising:
            place = "Practice"
        left = self.sitting.left
        time = f" · {duration(left)} left" if left is not None and not session.practising else ""
        self.say("", *question_lines(item, place, time))

    def answered(self, response: Response) -> None:
        answer = self.sitting.answer(response)
        if not self.sitting.shows(answer):
            self.say("Noted.")
        else:
            item = self.sitting.session.items[answer.item]
            self.say(*verdict_lines(feedback(item, answer)))
            if not answer.mark.right and not answer.mark.overridden:
                self.say("(:right counts it, if it was)")
        self.trouble()

    def obey(self, command: Command) -> None:
        try:
            answer = obey(self.sitting, command)
        except RefusedError as error:
            self.say(f"{str(error).capitalize()}.")
        else:
            self.say(*self._reply(command, answer))
        self.trouble()

    def _reply(self, command: Command, answer: Answer | None) -> list[str]:
        session = self.sitting.session
        if command is Command.HELP:
            return _HELP.splitlines()
        if command is Command.SCORE:
            answered = f"{len(session.first_answers)} of {len(session.items)} answered"
            if self.sitting.secret:
                return [f"{answered}."]
            return [f"{_score(session.score())}; {answered}"]
        if command is Command.UNDO:
            return ["Taken back; it is asked again."]
        if command in (Command.HARD, Command.EASY):
            return [f"Noted as {command}."]
        if answer is not None:
            verdict = "right" if answer.mark.right else "wrong"
            return [f"The last answer now counts as {verdict}."]
        return []

    def result(self) -> None:
        session = self.sitting.session
        if self.sitting.mode == "exam":
            for id, answer in session.first_answers.items():
                item = session.items[id]
                self.say("", *item.body(), *verdict_lines(feedback(item, answer)))
            for item in session.unanswered:
                self.say("", *item.body(), *verdict_lines(unanswered(item)))
        self.say("", *_result(session))
        self.trouble()

    def stopped(self) -> None:
        session = self.sitting.session
        self.trouble()
        if session.unanswered:
            done = len(session.first_answers)
            saved = "" if self.sitting.trouble else "; what you answered is saved"
            self.say("", f"Stopped after {done} of {len(session.items)}{saved}.")
        else:
            self.sitting.finish()

    def trouble(self) -> None:
        if self.sitting.trouble:
            self.say(f"NOT SAVED YET: {self.sitting.trouble}")


def question_lines(item: Item, place: str, time: str = "") -> list[str]:
    """Return a question as it is put: where it stands, what is asked, what to type."""
    return [f"{place} · {item.title}{time}", *item.body(), f"({item.instruction})"]


def verdict_lines(told: Feedback) -> list[str]:
    """Return the feedback with its verdict in front, so that it is heard or found first."""
    verdict = told.word.upper()
    if told.detail:
        verdict += f" ({told.detail})"
    if told.points:
        verdict += f". {told.points}"
    return [verdict, *feedback_lines(told)[1:]]


def _result(session: Session) -> list[str]:
    """Return how it went: the score, by topic and by type, what was confused and missed."""
    whole = summary(session)
    lines = [f"Result: {_score(whole.score)}"]
    for tallies, heading in ((whole.topics, "By topic"), (whole.types, "By type")):
        if len(tallies) > 1:
            lines.append(f"{heading}:")
            lines += [f"  {tally.name}: {_score(tally.score)}" for tally in tallies]
    if whole.confusions:
        lines.append("Confused:")
        for each in whole.confusions:
            lines.append(f"  {each.given} for {each.meant}, {counted(each.times, 'time')}")
    for items, heading in ((whole.missed, "Missed"), (whole.unanswered, "Not answered")):
        if items:
            lines.append(f"{heading}:")
            lines += [f"  {item.name}" for item in items]
    return lines


def _score(score: Score) -> str:
    points = f"{points_text(score.earned)} of {counted(score.points, 'point')} ({score.percent}%)"
    return f"{points}; {score.right} of {counted(score.items, 'question')} right"
