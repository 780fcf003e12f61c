"""Hold one sitting: a pure session of responses and marks, and its every answer kept.

An answer is written before the next question is asked.
"""

# A sitting is an event log over a fixed quiz. The first response to an item is its mark; the rest
# is practice. What a person may do stands here and in no front end: a quiz and a review let the
# last answer be taken back at any time; an exam does so until it is handed in, which is before its
# keys are shown. The quiz is stored with the sitting, so that a sitting that was stopped goes on
# though the decks have changed; it goes on only for the same command.

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import floor
from typing import Literal, Protocol

from quizgen.grading.marks import Mark, Response, SelfReport
from quizgen.quiz.quiz import Item
from quizgen.text.wording import Wording, wording

Mode = Literal["quiz", "exam", "review"]
Act = Literal["answer", "skip", "undo", "override", "rate", "practise", "suspend", "bury", "flag"]
Rating = Literal["", "again", "hard", "easy"]
# What may be said of the effort, in the order of the grades; "good" is what nobody needs to say.
RATINGS: dict[str, Rating] = {"again": "again", "hard": "hard", "good": "", "easy": "easy"}
Confidence = Literal["", "guess", "unsure", "likely", "sure"]
SURENESS: tuple[Confidence, ...] = ("guess", "unsure", "likely", "sure")  # the least first
RemarkKind = Literal["suspend", "bury", "flag"]


LONGEST_REMARK = 200  # characters


class RefusedError(ValueError):
    """Raised for what cannot be done now; its text says why, without a capital."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A response to an item, with its mark.

    Times are milliseconds: `at` since 1970 in UTC, `took` to answer.
    `practice`: the item had been answered before in this sitting, so this answer scores nothing
    and is not rated.
    `rating`: what the person said of the effort: "again", "hard" or "easy"; empty where he said
    nothing. `confidence`: how sure he was before he saw the mark, one of SURENESS; empty where he
    was not asked.
    """

    item: str
    response: Response
    mark: Mark
    at: int
    took: int = 0
    practice: bool = False
    rating: Rating = ""
    confidence: Confidence = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a person says of a question, rather than answers it.

    `suspend`: it is not to be asked again; `bury`: not before tomorrow; `flag`: something is wrong
    with it, in a few words. `at` is in milliseconds since 1970.
    """

    kind: RemarkKind
    item: str
    at: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Outlook:
    """In how many days a question comes back, as it stands, and for each rating it might get.

    `lapses` is how often it was forgotten.
    """

    days: int
    by_rating: Mapping[str, int]
    lapses: int = 0


@dataclass(frozen=True, slots=True)
class Score:
    """Points earned of all points, and how many items are right of all: those unanswered too."""

    earned: float
    points: int
    right: int
    items: int

    @property
    def share(self) -> float:
        """Return the part earned, from 0 to 1; nothing asked scores nothing."""
        return self.earned / self.points if self.points else 0.0

    @property
    def percent(self) -> int:
        """Return the share in whole percent, as it is shown and as a minimum is compared with."""
        return percent(self.share)


def percent(share: float) -> int:
    """Return a share in whole percent, never rounded up: 49.9 % is not the 50 % that one needs."""
    return floor(share * 100 + 1e-6)  # 0.29 * 100 is a little less than 29


def score_of(items: Iterable[Item], marks: Mapping[str, Mark]) -> Score:
    """Return what the marks, by item, earn of all points of the items."""
    earned, points, right, number = 0.0, 0, 0, 0
    for item in items:
        number += 1
        points += item.points
        if item.id in marks:
            earned += marks[item.id].share * item.points
            right += marks[item.id].right
    return Score(round(earned, 6), points, right, number)


class Session:
    """Where a sitting stands: what was answered, what is asked now, what is left.

    The first response to an item is its mark. Items that were not right come back in `practise`
    until they are.
    """

    def __init__(
        self,
        items: Sequence[Item],
        grade: Callable[[Item, Response], Mark],
        answers: Iterable[Answer] = (),
    ) -> None:
        self.items = {item.id: item for item in items}
        self.answers: list[Answer] = []
        self._grade = grade
        self._waiting = list(self.items)
        self._given_up: list[str] = []
        self._practice: list[str] = []
        self._aside: dict[str, bool] = {}  # what was put aside, and whether it waited
        for answer in answers:  # a sitting that is taken up again
            self._take(answer)

    @property
    def current(self) -> Item | None:
        """Return the item that is asked now; None at the end."""
        waiting = self._waiting or self._practice
        return self.items[waiting[0]] if waiting else None

    @property
    def practising(self) -> bool:
        """Tell whether what is asked now scores nothing, because it was answered before."""
        return not self._waiting and bool(self._practice)

    @property
    def waits(self) -> bool:
        """Tell whether an item still waits for its first answer."""
        return bool(self._waiting)

    @property
    def remaining(self) -> int:
        """Count the items still asked: those that wait for an answer, or else those practised."""
        return len(self._waiting or self._practice)

    @property
    def practisable(self) -> bool:
        """Tell whether `practise` would ask anything."""
        return not self._waiting and any(id not in self._aside for id in self._practisable)

    @property
    def _practisable(self) -> list[str]:
        return [item.id for item in self.missed] + self._given_up

    @property
    def last(self) -> Answer | None:
        """Return the last answer that stands."""
        return self.answers[-1] if self.answers else None

    @property
    def first_answers(self) -> dict[str, Answer]:
        """Return by item, in the order of answering, the answer that counts."""
        return {answer.item: answer for answer in self.answers if not answer.practice}

    @property
    def missed(self) -> tuple[Item, ...]:
        """Return the items whose first answer was not right, in the order of asking."""
        return tuple(
            self.items[id] for id, answer in self.first_answers.items() if not answer.mark.right
        )

    @property
    def unanswered(self) -> tuple[Item, ...]:
        """Return the items without a first answer: they wait for it, or were given up."""
        return tuple(self.items[id] for id in (*self._waiting, *self._given_up))

    def answer(
        self, response: Response, at: int, took: int = 0, confidence: Confidence = ""
    ) -> Answer:
        """Mark a response to the current item and go on to the next."""
        item = self.current
        if item is None:
            raise ValueError("nothing is asked")
        answer = Answer(
            item.id,
            response,
            self._grade(item, response),
            at,
            took,
            practice=self.practising,
            confidence=confidence,
        )
        self._take(answer)
        return answer

    def override(self, *, right: bool) -> Answer:
        """Let the person decide the last answer's mark; a practised item comes back if not."""
        former = self.undo()
        return self._take(replace(former, mark=former.mark.override(right)))

    def rate(self, rating: Rating) -> Answer:
        """Note what the person says of the last answer's effort; nothing takes that back."""
        former = self.undo()
        return self._take(replace(former, rating=rating))

    def undo(self) -> Answer:
        """Take the last answer back: its item is asked again, as if it had not been answered."""
        if not self.answers:
            raise ValueError("nothing was answered")
        former = self.answers.pop()
        if former.practice:
            self._practice = [former.item, *(id for id in self._practice if id != former.item)]
        else:
            self._practice = []  # a first answer is wanted again before any practice
            self._waiting.insert(0, former.item)
        return former

    def skip(self) -> None:
        """Put the current item behind all others that wait."""
        waiting = self._waiting or self._practice
        if waiting:
            waiting.append(waiting.pop(0))

    def give_up(self) -> None:
        """Ask nothing more that would score."""
        self._given_up += self._waiting
        self._waiting = []

    def practise(self) -> None:
        """Ask again what was missed, and what was given up, until it is right."""
        if not self._waiting:
            self._practice = [id for id in self._practisable if id not in self._aside]

    def repeat(self) -> None:
        """Ask again what was missed and not right since, once nothing waits for a first answer."""
        if self._waiting or self._practice:
            return
        last = {answer.item: answer for answer in self.answers}
        self._practice = [
            item.id
            for item in self.missed
            if not last[item.id].mark.right and item.id not in self._aside
        ]

    def put_aside(self, id: str) -> None:
        """Ask an item no more in this sitting; one that waits counts as not answered."""
        self._aside[id] = id in self._waiting
        if id in self._waiting:
            self._waiting.remove(id)
            self._given_up.append(id)
        self._practice = [each for each in self._practice if each != id]

    def put_back(self, id: str) -> None:
        """Ask an item again that was put aside: now, if it waited."""
        if self._aside.pop(id, False) and id in self._given_up:
            self._given_up.remove(id)
            self._practice = []
            self._waiting.insert(0, id)

    @property
    def marks(self) -> dict[str, Mark]:
        """Return by item the mark that counts."""
        return {id: answer.mark for id, answer in self.first_answers.items()}

    def score(self) -> Score:
        """Return what the first answers earned of all points of the quiz."""
        return score_of(self.items.values(), self.marks)

    def _take(self, answer: Answer) -> Answer:
        self.answers.append(answer)
        if answer.practice:
            self._practice = [id for id in self._practice if id != answer.item]
            if not answer.mark.right:
                self._practice.append(answer.item)
        elif answer.item in self._waiting:
            self._waiting.remove(answer.item)
        return answer


class NotKeptError(Exception):
    """Raised for what a keeper could not write; its text says why and what to do."""


class Keeper(Protocol):
    """Where the answers of one sitting go.

    A method has written for good when it returns, or raises NotKeptError.
    """

    def keep(self, answer: Answer, item: Item) -> None:
        """Write a new answer."""

    def amend(self, answer: Answer, item: Item) -> None:
        """Write that the last answer was decided or rated anew by the person."""

    def withdraw(self, answer: Answer, item: Item) -> None:
        """Write that the last answer was taken back."""

    def finish(self, at: int) -> None:
        """Write that the sitting is over."""

    def remark(self, remark: Remark, item: Item) -> None:
        """Write what the person says of a question."""

    def unremark(self, remark: Remark, item: Item) -> None:
        """Write that this was taken back."""

    def outlook(self, item: Item) -> Outlook | None:
        """Return when the item that was answered last comes back; None where nothing says."""
        return None


@dataclass(slots=True)
class Sitting:
    """A session, its mode, and where its answers are kept.

    `clock` returns milliseconds since 1970. `trouble` is the last message about answers that could
    not be written; they wait in `unsaved` and are tried again with each further answer; at the end,
    another keeper can be given them. `warning` is what the person has to know all the time, `news`
    what he has to know when it begins. `over` says of an exam that it was handed in: what was
    answered stays, and its keys may be shown. `repeats`: what was missed is asked again in the same
    sitting until it is right once, as practice. `rates`: all four ratings are offered after each
    answer of a review. `confidence`: it is asked how sure one is of each answer. `first`: the
    person has never been asked anything before; `review` is what he may type tomorrow.
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
    news: str = ""
    over: bool = False
    language: str = "en"  # in which it is put to a person
    repeats: bool = False
    rates: bool = False
    confidence: bool = False
    first: bool = False
    review: str = "quizgen review"
    when_over: Callable[[], None] | None = None  # told at once when an exam is handed in
    remarks: list[tuple[int, Remark]] = field(default_factory=list)  # after how many answers
    unsaved: list[Callable[[Keeper], None]] = field(default_factory=list)
    _asked: int = 0
    _latest: int = 0
    _set_back: int = 0  # milliseconds

    def __post_init__(self) -> None:
        self._latest = max([self.started, *(answer.at for answer in self.session.answers)])
        self.started = self.started or self.now()
        self._asked = self.now()
        self._repeat()

    @property
    def words(self) -> Wording:
        """Return the words in which it is put to a person."""
        return wording(self.language)

    def now(self) -> int:
        """Return the milliseconds since 1970, which pass on where the clock is set back.

        So nobody gains time in an exam, nor took less than none for an answer.
        """
        time = self.clock() + self._set_back
        self._set_back += max(0, self._latest - time)
        self._latest = max(self._latest, time)
        return self._latest

    @property
    def left(self) -> int | None:
        """Return the milliseconds that are left, at least 0; None where nothing limits the time."""
        if self.limit is None or self.over:
            return None
        return max(0, self.started + self.limit - self.now())

    @property
    def secret(self) -> bool:
        """Tell whether marks and score are not to be shown yet."""
        return self.mode == "exam" and not self.over

    @property
    def to_hand_in(self) -> bool:
        """Tell whether all of an exam is answered, and nothing is left but to hand it in."""
        return self.secret and self.session.current is None

    @property
    def going(self) -> bool:
        """Tell whether something waits for its first answer, or an exam to be handed in."""
        return not self.over and (self.session.waits or self.mode == "exam")

    def shows(self, answer: Answer) -> bool:
        """Tell whether an answer's mark is shown at once: in an exam, that of practice alone."""
        return self.mode != "exam" or answer.practice

    # What may be done -------------------------------------------------------------------------

    def refusal(self, act: Act) -> str:
        """Return why something cannot be done now; empty where it can."""
        match act:
            case "answer" | "skip":
                return self._refusal_while_asked()
            case "practise":
                if self.secret:
                    return "in an exam that is not possible before it is handed in"
                return "" if self.session.practisable else "nothing is to be practised now"
            case "suspend" | "bury" if self.mode == "exam":
                # Whoever sits an exam is asked what its examiner chose.
                return "in an exam that is not possible"
            case "suspend" | "bury" | "flag":
                return ""
            case "undo" | "override" | "rate":
                return self._refusal_of_last(act)

    def _refusal_while_asked(self) -> str:
        if self.session.current is None:
            return "nothing is asked any more"
        return "time is up" if self.left == 0 else ""

    def _refusal_of_last(self, act: Act) -> str:
        last = self.session.last
        if act == "undo" and self._last_remark:
            return ""
        if last is None:
            return "nothing has been answered yet"
        if act == "undo":
            if self.over and not last.practice:
                return "what was handed in stays"
            return "time is up" if self.left == 0 else ""
        # In an exam no mark of a first answer is shown before the end, so none can be overruled.
        if not self.shows(last):
            return "in an exam that is not possible"
        if act == "rate" and self.mode != "review":
            return "only a review asks how hard it was"
        if act == "rate" and (last.practice or not last.mark.right):
            return "that can be said of a right answer only"
        return ""

    def _demand(self, act: Act) -> None:
        if reason := self.refusal(act):
            raise RefusedError(reason)

    # What is done; each raises RefusedError where it cannot be ---------------------------------

    def asks_confidence(self, response: Response) -> bool:
        """Tell whether it is asked how sure one is of this response to the current item.

        Who says that he does not know need not say it again; who judges himself has seen the key.
        """
        item = self.session.current
        if not self.confidence or item is None or self.session.practising:
            return False
        return not isinstance(response, SelfReport) and not item.said

    def answer(self, response: Response, confidence: Confidence = "") -> Answer:
        """Mark and keep a response to the current item."""
        self._demand("answer")
        return self._answer(response, confidence)

    def _answer(self, response: Response, confidence: Confidence = "") -> Answer:
        item = self.session.current
        assert item is not None
        now = self.now()
        answer = self.session.answer(response, now, now - self._asked, confidence)
        self._keep(lambda keeper: keeper.keep(answer, item))
        self._asked = self.now()
        self._repeat()
        return answer

    def _repeat(self) -> None:
        if self.repeats and not self.secret:
            self.session.repeat()

    def skip(self) -> None:
        """Ask the current item later."""
        self._demand("skip")
        self.session.skip()

    def practise(self) -> None:
        """Ask again what was missed, and what was not answered."""
        self._demand("practise")
        self.session.practise()

    def override(self, *, right: bool) -> Answer:
        """Let the person decide the last mark, and keep that."""
        self._demand("override")
        answer = self._amend(self.session.override(right=right))
        self._repeat()
        return answer

    def rate(self, rating: Rating) -> Answer:
        """Keep what the person says of the effort; "" takes it back."""
        self._demand("rate")
        answer = self._amend(self.session.rate(rating))
        self._repeat()
        return answer

    def _amend(self, answer: Answer) -> Answer:
        item = self.session.items[answer.item]
        self._keep(lambda keeper: keeper.amend(answer, item))
        return answer

    def outlook(self) -> Outlook | None:
        """Return when what was answered last in a review comes back; None where nothing says."""
        last = self.session.last
        if self.mode != "review" or last is None or last.practice or self.unsaved:
            return None
        return self.keeper.outlook(self.session.items[last.item]) if self.keeper else None

    # What is said of a question -----------------------------------------------------------------

    @property
    def _last_remark(self) -> Remark | None:
        """Return what was said of a question since the last answer."""
        if self.remarks and self.remarks[-1][0] == len(self.session.answers):
            return self.remarks[-1][1]
        return None

    def remark(self, kind: RemarkKind, words: str = "", id: str = "") -> Remark:
        """Keep what the person says of an item: of the one asked now, or else answered last.

        Raises RefusedError where it cannot be said, or there is no such item.
        """
        self._demand(kind)
        current, last = self.session.current, self.session.last
        if not id and current is not None:
            id = current.id
        elif not id and last is not None:
            id = last.item
        item = self.session.items.get(id)
        if item is None:
            raise RefusedError("there is no such question here")
        remark = Remark(kind, item.id, self.now(), " ".join(words.split())[:LONGEST_REMARK])
        if kind != "flag":
            self.session.put_aside(item.id)
        self.remarks.append((len(self.session.answers), remark))
        self._keep(lambda keeper: keeper.remark(remark, item))
        self._repeat()
        return remark

    # Taking back --------------------------------------------------------------------------------

    def undo(self) -> Answer | Remark:
        """Take the last answer back, or what was said of a question since."""
        self._demand("undo")
        if remark := self._last_remark:
            self.remarks.pop()
            of = self.session.items[remark.item]
            if remark.kind != "flag":
                self.session.put_back(remark.item)
            self._keep(lambda keeper: keeper.unremark(remark, of))
            self._asked = self.now()
            self._repeat()
            return remark
        answer = self.session.undo()
        item = self.session.items[answer.item]
        self._keep(lambda keeper: keeper.withdraw(answer, item))
        self._asked = self.now()
        return answer

    # Its end ----------------------------------------------------------------------------------

    def finish(self) -> None:
        """Say that the sitting is over, unless something still waits for its first answer."""
        if not self.session.waits:
            self.hand_in()

    def hand_in(self) -> None:
        """Say that the sitting is over although something may wait; that of an exam once."""
        if self.over:
            return
        self.session.give_up()
        self.over = self.mode == "exam"
        now = self.now()
        self._keep(lambda keeper: keeper.finish(now))
        if self.over and self.when_over:
            self.when_over()
        self._repeat()

    def time_out(self, draft: Response | None = None) -> bool:
        """Hand in where time is up, with what was given to the current item; tell whether it is.

        `draft` is what stood there when time ended; None where nothing did.
        """
        if self.left != 0:
            return False
        if draft is not None and self.session.current is not None:
            self._answer(draft)
        self.hand_in()
        return True

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
