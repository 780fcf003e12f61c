"""Gives a session whose every answer is kept before the next question; knows no terminal and no database."""

# A sitting is an event log over a fixed quiz. The first response to an item is its mark; the rest
# is practice. Undo takes the last answer back, at any time. The quiz is stored with the sitting,
# so a sitting that was stopped goes on as it was though the decks have changed; it goes on only
# for the same command.

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, Protocol

from quizgen.grading.marks import Response
from quizgen.quiz.quiz import Item
from quizgen.session import Answer, Session

Mode = Literal["quiz", "exam", "review"]


class NotKeptError(Exception):
    """What a keeper could not write; its text says why and what to do."""


class Keeper(Protocol):
    """Where the answers of one sitting go: a method has written for good when it returns, or raises NotKeptError."""

    def keep(self, answer: Answer, item: Item) -> None:
        """Write a new answer."""

    def amend(self, answer: Answer, item: Item) -> None:
        """Write that the last answer was decided or rated anew by the person."""

    def withdraw(self, answer: Answer, item: Item) -> None:
        """Write that the last answer was taken back."""

    def finish(self, at: int) -> None:
        """Write that the sitting is over."""


@dataclass(slots=True)
class Sitting:
    """A session, its mode, and where its answers are kept.

    `clock` gives milliseconds since 1970. `trouble` is the last message about answers that could not be written;
    they wait in `unsaved` and are tried again with each further answer; at the end, another keeper can be given them.
    `warning` is what the person has to know of the keeping all the time.
    """

    session: Session
    mode: Mode
    title: str
    clock: Callable[[], int]
    keeper: Keeper | None = None
    limit: int | None = None  # milliseconds for the whole of an exam
    started: int = 0
    trouble: str = ""
    warning: str = ""
    unsaved: list[Callable[[Keeper], None]] = field(default_factory=list)
    _asked: int = 0

    def __post_init__(self) -> None:
        self.started = self.started or self.clock()
        self._asked = self.clock()

    @property
    def left(self) -> int | None:
        """Milliseconds that are left, at least 0; None where there is no limit."""
        return None if self.limit is None else max(0, self.started + self.limit - self.clock())

    def answer(self, response: Response) -> Answer:
        """Mark and keep a response to the current item."""
        item = self.session.current
        assert item is not None
        now = self.clock()
        answer = self.session.answer(response, now, now - self._asked)
        self._keep(lambda keeper: keeper.keep(answer, item))
        self._asked = self.clock()
        return answer

    def override(self, right: bool) -> Answer:
        """Let the person decide the last mark."""
        answer = self.session.override(right)
        item = self.session.items[answer.item]
        self._keep(lambda keeper: keeper.amend(answer, item))
        return answer

    def rate(self, rating: str) -> Answer:
        """Keep what the person says of the effort: "hard", "easy" or ""."""
        answer = self.session.rate(rating)
        item = self.session.items[answer.item]
        self._keep(lambda keeper: keeper.amend(answer, item))
        return answer

    def undo(self) -> Answer:
        """Take the last answer back."""
        answer = self.session.undo()
        item = self.session.items[answer.item]
        self._keep(lambda keeper: keeper.withdraw(answer, item))
        self._asked = self.clock()
        return answer

    def finish(self) -> None:
        """Say that the sitting is over, unless something still waits for its first answer."""
        if not self.session.unanswered:
            now = self.clock()
            self._keep(lambda keeper: keeper.finish(now))

    def give_up(self) -> None:
        """Say that the sitting is over although something waits: time is up, or the person wants no more of it."""
        self.session.give_up()
        now = self.clock()
        self._keep(lambda keeper: keeper.finish(now))

    def save(self) -> None:
        """Try again to write what waits."""
        try:
            while self.unsaved and self.keeper:
                self.unsaved[0](self.keeper)
                del self.unsaved[0]
            self.trouble = ""
        except NotKeptError as error:
            self.trouble = str(error)

    def _keep(self, write: Callable[[Keeper], None]) -> None:
        if self.keeper:
            self.unsaved.append(write)
            self.save()
