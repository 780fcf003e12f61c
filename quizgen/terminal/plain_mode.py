"""Put a sitting to a person in lines: one question a block, nothing ever redrawn.

That is for pipes, screen readers and scripts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from quizgen.grading.marks import DONT_KNOW, Response, SelfReport
from quizgen.quiz.quiz import Item
from quizgen.quiz.types import (
    ChoiceItem,
    ListItem,
    MatchingItem,
    NotAResponseError,
    OrderingItem,
    TrueFalseItem,
)
from quizgen.sitting import (
    SURENESS,
    Answer,
    Confidence,
    RefusedError,
    Remark,
    Score,
    Session,
    Sitting,
)
from quizgen.terminal.commands import LINE_COMMANDS, Command, command_of, obey
from quizgen.terminal.feedback import (
    Feedback,
    duration,
    feedback,
    feedback_lines,
    outlook_lines,
    points_of,
    remark_text,
    share_text,
    summary,
    unanswered,
)
from quizgen.terminal.lines import wrapped
from quizgen.text.markup import plain
from quizgen.text.wording import Wording, capital

# Of which question they speak, and what they say of it, may stand behind them.
_OF_QUESTIONS = (Command.SUSPEND, Command.BURY, Command.FLAG)
_RATINGS = (Command.AGAIN, Command.HARD, Command.GOOD, Command.EASY)


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
    def __init__(self, command: Command, words: str = "") -> None:
        self.command = command
        self.words = words  # behind it


class _End(Exception):  # noqa: N818 - not an error: there is no more input
    pass


def put_in_lines(sitting: Sitting, console: Console) -> bool:
    """Put a sitting to a person; return whether it was brought to its end."""
    voice = _Voice(sitting, console)
    voice.opening()
    try:
        while _ask_all(sitting, voice):
            sitting.finish()
            voice.result()
            if not _more(sitting, voice):
                break
    except _End:
        voice.stopped()
        return not sitting.going
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
                response = _response(item, voice, lines)
                voice.answered(response, _confidence(response, voice))
        except TimeUp as up:
            if sitting.time_out(_draft(item, [*lines, up.typed], voice.words) if item else None):
                voice.time_is_up()
                break
        except _CommandLine as line:
            if line.command is Command.QUIT:
                raise _End from None
            voice.obey(line.command, line.words)
    return True


def _draft(item: Item, lines: list[str], words: Wording) -> Response | None:
    """Return the response in what was typed until time ended; None where there is none in it."""
    order = _order(item, words)
    if len(lines) <= len(order) and order[len(lines) - 1] in item.said:
        lines = lines[:-1]  # nobody has judged it
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    if not lines:
        return None
    try:
        response = _parsed(item, lines, words)
    except NotAResponseError:
        return None
    waiting = [place for place in order[len(lines) :] if place in item.said]
    texts = enumerate(map(str, response))
    return tuple("" if place in waiting else text for place, text in texts) if waiting else response


def _order(item: Item, words: Wording) -> list[int]:
    """Return the places of the prompts in the order of asking: those that are typed first.

    So all is typed before any answer is shown.
    """
    return sorted(range(len(item.prompts(words))), key=lambda place: place in item.said)


def _parsed(item: Item, lines: list[str], words: Wording) -> Response:
    """Return the response in lines that were typed in the order of asking; what lacks is empty."""
    if isinstance(item, ListItem):
        return item.parse(lines, words)
    order = _order(item, words)
    whole = [""] * len(order)
    for place, line in zip(order, lines, strict=False):
        whole[place] = line
    return item.parse(whole, words)


def _more(sitting: Sitting, voice: _Voice) -> bool:
    """Do what is still wanted after the result; return whether something is asked again."""
    session, words = sitting.session, sitting.words
    while session.current is None:
        offers = []
        if not sitting.refusal("practise"):
            number = len(session.missed) + len(session.unanswered)
            offers.append(words.say("terminal.offer-practice", number=number))
        if not sitting.refusal("undo"):
            offers.append(words.say("terminal.offer-undo"))
        offers.append(words.say("terminal.offer-end"))
        try:
            line = voice.offer(f"[{'; '.join(offers)}]")
        except KeyboardInterrupt:
            return False
        if not (line or "").strip(" :"):
            return False
        order = _order_at_the_end(line or "", words)
        if order.command is Command.QUIT:
            return False
        voice.obey(order.command, order.words)
    return True


def _response(item: Item, voice: _Voice, lines: list[str]) -> Response:
    """Return the response to an item, asked for until it can be one; its lines go to `lines`."""
    while True:
        lines.clear()
        try:
            return _one_response(item, voice, lines)
        except NotAResponseError as error:
            voice.no_answer(error)


def _order_at_the_end(line: str, words: Wording) -> _CommandLine:
    """Return the command of a line where nothing is asked any more; help where it is none.

    A word that would be unclear while something is asked is unclear here too. Without a colon the
    whole word is needed: a letter is an answer that comes too late, and must not flag a question.
    """
    order = _command_line(line, words, (*LINE_COMMANDS, Command.PRACTISE))
    word = line.strip().partition(" ")[0].casefold()
    names = order.command.value, words.say(f"command.{order.command}").casefold()
    is_whole = word.startswith(":") or word in names
    return order if is_whole else _CommandLine(Command.HELP)


def _one_response(item: Item, voice: _Voice, lines: list[str]) -> Response:
    """Return the response to an item; NotAResponseError where it can be none."""
    if isinstance(item, ListItem):
        while lines != ["?"] and (line := _line(voice, "- ")):
            lines += filter(None, map(str.strip, line.split("\n")))  # several where it was pasted
        return _parsed(item, lines, voice.words)
    prompts = item.prompts(voice.words)
    for place in _order(item, voice.words):
        line = " ".join(_line_for(item, prompts[place], voice).split("\n"))
        if line == "?" and not lines:
            return DONT_KNOW
        if line != "?" and place in item.said:
            voice.tell("answer", answer=plain(item.said[place]))
            line = _line(voice, voice.words.say("answer.had"))
        lines.append(line)
    return _parsed(item, lines, voice.words)


def _confidence(response: Response, voice: _Voice) -> Confidence:
    """Return how sure the person is of the response, if that is asked."""
    if not voice.sitting.asks_confidence(response):
        return ""
    names = [voice.words.say(f"confidence.{name}").casefold() for name in SURENESS]
    try:
        while line := _line(voice, voice.words.say("terminal.confidence")):
            word = line.casefold()
            for place, name in enumerate(names):
                if word in (str(place + 1), name):
                    return SURENESS[place]
    except TimeUp:
        raise TimeUp from None  # what was typed here is no part of the answer
    return ""


def _line_for(item: Item, prompt: str, voice: _Voice) -> str:
    """Return a line; of a matching, one that is a letter.

    So one wrong key does not cost the lines before it.
    """
    is_matching = isinstance(item, MatchingItem)
    while (line := _line(voice, prompt)) and is_matching and line != "?":
        try:
            _parsed(item, [line], voice.words)
        except NotAResponseError as error:
            voice.no_answer(error)
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
        raise _command_line(line, voice.words)
    return line


def _command_line(
    line: str, words: Wording, commands: Iterable[Command] = LINE_COMMANDS
) -> _CommandLine:
    """Return the command of a line, with what it says of a question.

    Where it is none, that is the help, with the line itself, so that it is said.
    """
    text = line.strip().lstrip(":")
    word, _, rest = text.partition(" ")
    command = command_of(word, words, commands)
    if command is None or (rest and command not in _OF_QUESTIONS):
        return _CommandLine(Command.HELP, text)
    return _CommandLine(command, rest)


@dataclass(slots=True)
class _Voice:
    """All that is said to the person."""

    sitting: Sitting
    console: Console
    score_told: bool = False

    def say(self, *lines: str) -> None:
        for line in lines:
            self.console.say(wrapped(line, self.console.width))

    @property
    def words(self) -> Wording:
        return self.sitting.words

    def tell(self, name: str, **data: object) -> None:
        self.say(self.words.say(f"terminal.{name}", **data))

    def opening(self) -> None:
        session, sitting = self.sitting.session, self.sitting
        of = len(session.items)
        self.tell("opening", title=sitting.title, questions=of)
        done = len(session.first_answers)
        if done:
            self.tell("going-on", number=done, of=of)
        if sitting.warning:
            self.tell("not-kept", why=sitting.warning)
        if sitting.news:
            self.say(sitting.news)
        if sitting.left is not None:
            self.tell("time", time=duration(sitting.left))
        if sitting.first:
            name = "first-exam" if sitting.mode == "exam" else "first"
            self.say(*self.words.say(f"terminal.{name}", review=sitting.review).splitlines())

    def offer(self, text: str) -> str | None:
        """Return the line that is typed at what is offered, which may be longer than a row."""
        *rows, prompt = wrapped(text, self.console.width - 1).split("\n")
        for row in rows:
            self.console.say(row)
        return self.console.ask(f"{prompt} ")

    def hands_in(self) -> bool:
        """Ask whether all is to be handed in; the end of input does so too."""
        line = self.offer(self.words.say("terminal.hand-in"))
        if self.sitting.left == 0:
            raise TimeUp
        if (line or "").strip():
            raise _command_line(line or "", self.words)
        return True

    def no_answer(self, error: NotAResponseError) -> None:
        self.tell("no-answer", why=self.words.note(str(error)))

    def time_is_up(self) -> None:
        self.tell("time-up")

    def question(self, item: Item) -> None:
        session = self.sitting.session
        words, number = self.words, len(session.first_answers) + 1
        place = words.say("terminal.place", number=number, of=len(session.items))
        if session.practising:
            place = words.say("terminal.practice")
        left, time = self.sitting.left, ""
        if left is not None and not session.practising:
            time = f" · {words.say('terminal.left', time=duration(left))}"
        self.say("", *question_lines(item, place, words, time))

    def answered(self, response: Response, confidence: Confidence) -> None:
        answer = self.sitting.answer(response, confidence)
        if not self.sitting.shows(answer):
            self.tell("noted")
        else:
            item = self.sitting.session.items[answer.item]
            self.say(*verdict_lines(feedback(item, answer, self.words), self.words))
            if _may_be_misjudged(item, answer):
                self.tell("count-it")
            self.outlook()
        self.trouble()

    def outlook(self) -> None:
        outlook = self.sitting.outlook()
        self.say(*outlook_lines(outlook, self.words, rates=self.sitting.rates))

    def obey(self, command: Command, words: str = "") -> None:
        last, of = self.words.say("command.last"), ""
        first, _, rest = words.partition(" ")
        if command in _OF_QUESTIONS and first.casefold() in (last, "last"):
            answered = self.sitting.session.last
            of, words = (answered.item if answered else "-"), rest
        try:
            answer = obey(self.sitting, command, words, of)
        except RefusedError as error:
            self.say(f"{capital(self.words.note(str(error)))}.")
        else:
            if command is Command.HELP and words:
                self.tell("no-command", line=words)
            self.say(*self._reply(command, answer))
        self.trouble()

    def _reply(self, command: Command, answer: Answer | Remark | None) -> list[str]:
        session, say = self.sitting.session, self.words.say
        if command is Command.HELP:
            return say("terminal.help").splitlines()
        if command is Command.SCORE:
            number, of = len(session.first_answers), len(session.items)
            if self.sitting.secret:
                return [f"{say('terminal.answered', number=number, of=of)}."]
            score = _score(session.score(), self.words)
            return [f"{score}; {say('terminal.answered', number=number, of=of)}"]
        if command is Command.UNDO:
            is_flag = isinstance(answer, Remark) and answer.kind == "flag"
            return [say("terminal.unflagged" if is_flag else "terminal.taken-back")]
        if isinstance(answer, Remark):
            return [remark_text(answer, self.words)]
        if answer is None:
            return []
        outlook = outlook_lines(self.sitting.outlook(), self.words, rates=False)
        if command in _RATINGS:
            return [say("terminal.noted-as", rating=say(f"rating.{command}")), *outlook]
        name = "now-right" if answer.mark.right else "now-wrong"
        return [say(f"terminal.{name}"), *outlook]

    def result(self) -> None:
        session = self.sitting.session
        self.score_told = True
        if self.sitting.mode == "exam":
            for id, answer in session.first_answers.items():
                item = session.items[id]
                told = feedback(item, answer, self.words)
                self.say("", *item.body(self.words), *verdict_lines(told, self.words))
            for item in session.unanswered:
                told = unanswered(item, self.words)
                self.say("", *item.body(self.words), *verdict_lines(told, self.words))
        self.say("", *_result(session, self.words))
        self.trouble()

    def stopped(self) -> None:
        session = self.sitting.session
        self.trouble()
        if self.sitting.going:
            number, of = len(session.first_answers), len(session.items)
            name = "stopped" if self.sitting.trouble else "stopped-saved"
            self.say("")
            self.tell(name, number=number, of=of)
        else:
            self.sitting.finish()
            if not self.score_told:  # stopped while what was missed is asked again
                self.result()

    def trouble(self) -> None:
        if self.sitting.trouble:
            self.tell("not-saved", why=self.sitting.trouble)


def _may_be_misjudged(item: Item, answer: Answer) -> bool:
    """Tell whether a person may know better what a mark is worth: where he typed a text of his own.

    Who chose, put in order, matched or said that he missed it knows as much as the mark.
    """
    if answer.mark.right or answer.mark.overridden or isinstance(answer.response, SelfReport):
        return False
    if isinstance(item, ChoiceItem | TrueFalseItem | OrderingItem | MatchingItem):
        return False
    prompts = len(answer.response)
    typed = (text for at, text in enumerate(answer.response) if at not in item.said)
    return prompts > 0 and any(text.strip() for text in typed)


def question_lines(item: Item, place: str, words: Wording, time: str = "") -> list[str]:
    """Return a question as it is put: where it stands, what is asked, what to type."""
    head = f"{place} · {item.title(words)}{time}"
    return [head, *item.body(words), f"({item.instruction(words)})"]


def verdict_lines(told: Feedback, words: Wording) -> list[str]:
    """Return the feedback with its verdict in front, so that it is heard or found first."""
    verdict = told.word.upper()
    if told.detail:
        verdict += f" ({told.detail})"
    if told.points:
        verdict += f". {told.points}"
    return [verdict, *feedback_lines(told, words)[1:]]


def _result(session: Session, words: Wording) -> list[str]:
    """Return how it went: the score, by topic and by type, what was confused and missed."""
    whole, say = summary(session, words), words.say
    lines = [say("terminal.result", score=_score(whole.score, words))]
    for tallies, heading in ((whole.topics, "by-topic"), (whole.types, "by-type")):
        if len(tallies) > 1:
            lines.append(f"{say(f'terminal.{heading}')}:")
            lines += [f"  {tally.name}: {_score(tally.score, words)}" for tally in tallies]
    if whole.confusions:
        lines.append(f"{say('terminal.confused')}:")
        for each in whole.confusions:
            mixed = say("terminal.mixed-up", answer=each.given, term=each.meant)
            lines.append(f"  {mixed}, {say('terminal.times', times=each.times)}")
    for items, heading in ((whole.missed, "missed"), (whole.unanswered, "not-answered")):
        if items:
            lines.append(f"{say(f'terminal.{heading}')}:")
            lines += [f"  {item.name(words)}" for item in items]
    return lines


def _score(score: Score, words: Wording) -> str:
    points = points_of(score.earned, score.points, words)
    right = words.say("terminal.right-of", number=score.right, questions=score.items)
    return f"{points} ({share_text(score, words)}); {right}"
