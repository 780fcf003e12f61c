"""Put questions together to a test: balanced over facts, none of them answering another."""

# A test is judged as a test. Facts take turns, and each gives a question of the type that is the
# rarest so far; a question is taken that stands beside those taken already without giving away or
# being given away. How strictly is said by `Step`s that follow one another: a test of a number that
# nobody asked for rather ends early than holds a pair that answers each other, while a number that
# was asked for is reached if it can be, and the pairs are said.

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction
from itertools import product
from typing import Any, NamedTuple

from quizgen.questions.distractors import holds_words_and_signs, rank
from quizgen.questions.question import AnyChoice, Matching, Ordering, ShortAnswer
from quizgen.quiz.leaks import Face, Leak, leak
from quizgen.quiz.own_question import OwnQuestion
from quizgen.quiz.selection import DEFAULT_NUMBER, Candidate
from quizgen.quiz.types import ITEMS, ChoiceItem, Draw, TrueFalseItem
from quizgen.text.markup import plain
from quizgen.text.word_families import denies
from quizgen.text.wording import wording
from quizgen.text.words import normal, words

MOST_TRUE_FALSE = Fraction(1, 5)  # and other tosses, of a test whose types nobody chose
LEAST_TRUE, MOST_TRUE = Fraction(3, 10), Fraction(7, 10)
FEWEST_JUDGED = 5  # statements of which so many must be true, and so many false
FEWEST_AT_A_LETTER = 3  # keys that may have one letter, of however few choices
MOST_ROOM = 92  # lines of print of a test that nobody sized: two pages
LARGEST_SHARE = Fraction(1, 5)  # of the room, for one question among others
MOST_LONG = Fraction(1, 4)  # of a balanced test, of questions for which several things are written
MUCH_ROOM = 7  # lines of print, from which on a question is long, too
FEWEST_LONG = 2  # questions that may be so, of however few
MOST_OF_A_FACT = 2  # questions of a balanced test
MOST_OF_A_TYPE = Fraction(1, 5)  # of a test: what is exchanged for the points has not more of one
MOST_ROWS = 3  # of a table that are asked for one column in one form, if there is else to ask
A_HEADING = 3  # lines of the heading of a section
POINTS_A_QUESTION = Fraction(3, 2)  # at which a test is full that nobody sized
FEWEST = 0.75  # of the questions of such a test, for which room is left
LEAST_ROOM = 3.5  # lines of print of a question that is left room for
MOST_EXCHANGES, MOST_OPTIONS, MOST_FACTS = 30, 200, 60
LATEST_TOPIC = Fraction(1, 20)  # of a test, by where each topic has come once
MOST_BEGINNINGS = 3  # with other facts first, of a test that came out short
MOST_TRIED = 4000  # questions that are held against those taken, at each step


class _Exchange(NamedTuple):
    """What goes and what comes; before it, what is better the less it is.

    These are how many points are missing then, whether it only takes out, how much more room it
    takes, and whether the types differ.
    """

    gain: tuple[int, bool, float, bool]
    old: Candidate | None
    new: Candidate | None


class Step(NamedTuple):
    """What is let through.

    It is the worst leak, any number of rows that are asked alike, any number of statements, and any
    share of true ones.
    """

    leak: Leak
    unbalanced: bool = False  # as many of a fact, and as long, as there are
    many_rows: bool = False
    many_statements: bool = False
    one_sided: bool = False
    in_disguise: bool = False  # statements to be judged that are put as short answers: yes or no


_STRICT = tuple(
    Step(leak, unbalanced, many_rows)
    for unbalanced in (False, True)
    for many_rows in (False, True)
    for leak in (Leak.NONE, Leak.OFFERED)
)
_ANY = Step(Leak.OFFERED, unbalanced=True, many_rows=True, many_statements=True)
_LENIENT = (
    _ANY,
    _ANY._replace(leak=Leak.SHOWN),
    _ANY._replace(leak=Leak.STATED),
    _ANY._replace(leak=Leak.STATED, one_sided=True),
    _ANY._replace(leak=Leak.STATED, one_sided=True, in_disguise=True),
    _ANY._replace(leak=Leak.TWIN, one_sided=True, in_disguise=True),
)


def choose(
    entries: Mapping[str, Sequence[Candidate]],
    number: int | None,
    seed: str,
    language: str = "en",
    *,
    typed: bool = False,
    beside: Sequence[Candidate] = (),
    own_questions: Sequence[OwnQuestion] = (),
) -> list[Candidate]:
    """Return candidates, balanced over facts and over types.

    They are `number`, or as near to it as there are; without a number, as many as a test has that
    nobody sized, and no two of them answer each other. Each fact gives its first question before
    any gives a second. Facts, and the questions of a fact, are ordered each by a hash of its own.
    `typed` says that the types were chosen, so that statements may be more than a fifth. What
    stands `beside` them is in the test already, and so are a teacher's `own_questions`.
    """
    most = DEFAULT_NUMBER if number is None else number

    def assembled(order: str) -> Assembly:
        sized = number is not None
        assembly = Assembly(
            entries, most, seed, language, typed=typed, sized=sized, beside=beside, order=order
        )
        assembly.ask_as_well(own_questions)
        if sized and typed:
            assembly.ask_each_type()
        for step in (*_STRICT, *(_LENIENT if sized else ())):
            assembly.fill(step)
        if not sized and not assembly.typed:
            assembly.drop_statements()
            assembly.make_room()
            assembly.round_points()
        return assembly

    best = assembled(seed)
    # What asks for words that stand everywhere leaves room for little else, if it comes first.
    for turn in range(MOST_BEGINNINGS if len(entries) >= FEWEST * most else 0):
        if best.is_whole:
            break
        best = max(best, assembled(f"{seed} {turn}"), key=lambda each: each.size)
    return [each for each in best.chosen if each not in beside]


class Assembly:
    """A test that is being put together, with what could still be taken."""

    def __init__(
        self,
        entries: Mapping[str, Sequence[Candidate]],
        number: int,
        seed: str,
        language: str,
        *,
        typed: bool,
        sized: bool = True,
        beside: Sequence[Candidate] = (),
        order: str = "",
    ) -> None:
        self.number = number + len(beside)
        self._sized = sized
        self._beside = list(beside)
        self.chosen: list[Candidate] = []
        self._language = language
        self._function = wording(language).function
        self._draw = Draw(seed, "A", language)
        self._tossed = _tossed(entries)
        self._opposites = _opposites(entries)
        every = (candidate for own in entries.values() for candidate in own)
        # Decks that hold nothing but statements leave no other choice.
        self._only_tossed = all(map(self._is_tossed, every))
        self.typed = typed or self._only_tossed
        self._absolute = frozenset[str](wording(language).checks.get("absolute", ()))
        order = order or seed  # of facts and of their questions
        self._topics = len({_topic(own[0]) for own in entries.values()})
        self._queues = {fact: _queue(order, fact, own) for fact, own in entries.items()}
        # What asks for several rows of a table comes before the rows, or it would repeat one.
        tables = {fact.rpartition(".")[0] for fact in self._queues}
        rows = Counter(fact.rpartition(".")[0] for fact in self._queues)
        # Where a table is most of what there is, its rows are what the test is about.
        self._large = {table for table, number in rows.items() if 2 * number > len(self._queues)}
        spread = _spread(entries, order, number)
        self._order = sorted(self._queues, key=lambda fact: (fact not in tables, spread[fact]))
        self._taken: dict[str, list[Candidate]] = {}
        self._faces: dict[str, Face] = {}  # of what was tried, by the first question's id
        self._letters: dict[str, str] = {}  # where the keys of choices stand for good
        self._own: list[Face] = []  # of the teacher's questions
        self._tried = 0
        for candidate in beside:
            self.put(candidate)

    def ask_as_well(self, questions: Sequence[OwnQuestion]) -> None:
        """Hold what is taken against a teacher's own questions, too."""
        self._own += [Face(each, self._function, self._language) for each in questions]

    def face(self, candidate: Candidate) -> Face:
        """Return a candidate as it would stand in the test."""
        id = candidate[0].id
        if id not in self._faces:
            item = ITEMS[candidate[0].type].of(candidate, 1, self._draw)
            self._faces[id] = Face(item, self._function, self._language)
        return self._faces[id]

    def put(self, candidate: Candidate) -> None:
        """Take a candidate into the test."""
        fact = candidate[0].about.fact
        self.chosen.append(candidate)
        self._taken.setdefault(fact, []).append(candidate)
        if candidate in self._queues.get(fact, ()):
            self._queues[fact].remove(candidate)

    def ask_each_type(self) -> None:
        """Take a question of each type, the rarest first, if there is room for so many.

        Else types of which few facts have a question would hardly come, though they were chosen.
        """
        facts: dict[str, list[str]] = {}
        for fact in self._order:
            for type_ in {each[0].type for each in self._queues[fact]}:
                facts.setdefault(type_, []).append(fact)
        if len(self._beside) + len(facts) > self.number:
            return
        for type_, own in sorted(facts.items(), key=lambda each: (len(each[1]), each[0])):
            fitting = (each for fact in own for each in self._fitting(fact, _STRICT[0]))
            first = next((each for each in fitting if each[0].type == type_), None)
            if first is not None:
                self.put(first)

    def fill(self, step: Step) -> None:
        """Take candidates, a fact in turn, until there are enough or none is let through."""
        self._tried = 0
        more = True
        while more and not self._is_full:
            more = False
            for fact in self._order:
                if self._is_full:
                    break
                candidate = next(self._fitting(fact, step), None)
                if candidate is not None:
                    more = True
                    self.put(candidate)

    @property
    def size(self) -> tuple[int, int, int]:
        """How many questions it has, points, and topics, each as far as it is to have so many."""
        topics = len(set(map(_topic, self.chosen)))
        number, points, most = self._whole
        return min(len(self.chosen), number), min(self.points, points), min(topics, most)

    @property
    def is_whole(self) -> bool:
        """Whether it has as many questions as a test has at least, and points, and each topic."""
        return self.size == self._whole

    @property
    def _whole(self) -> tuple[int, int, int]:
        """How many questions, points and topics a test has at least, if there are such."""
        return self._fewest, self.number, self._topics if 2 * self._topics <= self.number else 0

    @property
    def _types(self) -> Counter[str]:
        """How many questions it has of each type."""
        return Counter(each[0].type for each in self.chosen)

    @property
    def _fewest(self) -> int:
        """How many questions a test has at least that nobody sized, if there are so many."""
        return math.ceil(FEWEST * self.number)

    @property
    def _is_full(self) -> bool:
        """Whether it has all its questions, or its points if nobody sized it."""
        if len(self.chosen) >= self.number:
            return True
        enough = len(self.chosen) >= self._fewest
        return not self._sized and enough and self.points >= POINTS_A_QUESTION * self.number

    def drop_statements(self) -> None:
        """Take statements back, the last first, until they are few enough for what was found."""
        own = (each for each in self.chosen if each not in self._beside)
        statements = [each for each in own if self._is_tossed(each)]
        while len(statements) > self._most_statements(len(self.chosen)) and len(statements) > 1:
            self._take_back(statements.pop())

    def make_room(self) -> None:
        """Exchange questions that take much room until there are as many as a test has at least."""
        for _ in range(MOST_EXCHANGES):
            if len(self.chosen) >= self._fewest or not self._exchange(0, Leak.NONE):
                return
            for step in _STRICT:
                self.fill(step)
            self.drop_statements()

    @property
    def points(self) -> int:
        """Return the points of the test."""
        return sum(map(self._worth, self.chosen))

    def round_points(self) -> None:
        """Exchange a few questions for others of more or fewer points, until the total is round.

        It is what so many questions of these decks are worth as a rule, if that is near and can be
        had, so that it is the same under each seed, or else the next five.
        """
        wanted = self._usual_total
        is_near = 2 * abs(wanted - self.points) < wanted
        first = [wanted, wanted - 5] if is_near else []
        more = 5 * math.ceil(self.points / 5)
        totals = dict.fromkeys([*first, more, more - 5, more + 5])
        for total, resized, limit in product(totals, (False, True), (Leak.NONE, Leak.OFFERED)):
            before = list(self.chosen)
            for _ in range(MOST_EXCHANGES):
                missing = total - self.points
                if not missing or not self._exchange(missing, limit, resized=resized):
                    break
            if self.points == total:
                return
            for candidate in [each for each in self.chosen if each not in before]:
                self._take_back(candidate)
            for candidate in [each for each in before if each not in self.chosen]:
                self.put(candidate)
            self.chosen = before

    @property
    def _usual_total(self) -> int:
        """Return what its number of questions is worth if each fact gives one, in whole tens."""
        averages = []
        for fact, queue in self._queues.items():
            own = [
                each for each in (*queue, *self._taken.get(fact, ())) if not self._is_tossed(each)
            ]
            if own:
                averages.append(Fraction(sum(map(self._worth, own)), len(own)))
        if not averages:
            return self.points
        usual = self.number * min(sum(averages) / len(averages), POINTS_A_QUESTION)
        return 10 * max(1, round(usual / 10))

    def _exchange(self, missing: int, limit: Leak, *, resized: bool = False) -> bool:
        """Exchange one question so that the fewest points are missing; tell whether any could be.

        If it may be `resized`, one may be taken out, too, or taken in. Where as many points are
        missing, it is for one that leaves more room to the others. Statements stay, for they
        balance.
        """
        options = sorted(self._exchanges(missing, resized=resized), key=lambda each: each.gain)
        for _, old, new in options[:MOST_OPTIONS]:
            if old is not None and self._ends_topic(old, new):
                continue
            if old is not None:
                self._take_back(old)
            if new is None:
                return True
            if self._may_come_late(new, limit, resized=resized):
                self.put(new)
                return True
            if old is not None:
                self.put(old)
        return False

    def _exchanges(self, missing: int, *, resized: bool) -> Iterator[_Exchange]:
        """Yield what could be exchanged so that fewer points are missing, or room is gained."""
        free = [each for each in self._order if not self._taken.get(each)][:MOST_FACTS]
        beyond = [new for each in free for new in self._unused(each)]
        spare = MOST_ROOM - self._room_of(self.chosen)
        types = self._types
        if resized and len(self.chosen) < self.number:
            for new in beyond:
                rest = abs(missing - self._worth(new))
                if rest < abs(missing) and self.face(new).room + _heading(new, types) <= spare:
                    yield _Exchange((rest, False, self.face(new).room, True), None, new)
        statements = sum(map(self._is_tossed, self.chosen))
        number = len(self.chosen) - 1
        may_shrink = resized and number >= self._fewest
        may_shrink = may_shrink and statements <= self._most_statements(number)
        for old in self.chosen:
            if old[0].type == "true-false" or old in self._beside:
                continue
            left = types - Counter([old[0].type])
            worth, room = self._worth(old), self.face(old).room + _heading(old, left)
            rest = abs(missing + worth)
            if may_shrink and rest < abs(missing):
                yield _Exchange((rest, True, -room, True), old, None)
            for new in (*self._unused(old[0].about.fact), *beyond):
                rest = abs(missing - self._worth(new) + worth)
                more = self.face(new).room + _heading(new, left) - room
                if more <= spare and (rest, more) < (abs(missing), 0):
                    gain = rest, False, more, new[0].type != old[0].type
                    yield _Exchange(gain, old, new)

    def _ends_topic(self, old: Candidate, new: Candidate | None) -> bool:
        """Tell whether an exchange takes the last question of a topic out.

        Where there are many topics, most questions are the only one of theirs, and may go.
        """
        topics = Counter(map(_topic, self.chosen))
        if 2 * len(topics) > len(self.chosen) or topics[_topic(old)] > 1:
            return False
        return new is None or _topic(new) != _topic(old)

    def _may_come_late(self, candidate: Candidate, limit: Leak, *, resized: bool) -> bool:
        """Tell whether a question has a place among those that stand, when all types are there."""
        beside = self._taken.get(candidate[0].about.fact, ())
        if any(_clash(candidate, other) or self._repeats(candidate, other) for other in beside):
            return False
        if not self._has_room_for(candidate) or self._bunches(candidate):
            return False
        if self._unbalances(candidate) or (not resized and self._leads(candidate)):
            return False
        return self.worst_leak(candidate, limit) <= limit

    def _has_room_for(self, candidate: Candidate) -> bool:
        """Tell whether a test that nobody sized stays within its pages with a question more."""
        if self._sized:
            return True
        if self.chosen and self.face(candidate).room > LARGEST_SHARE * MOST_ROOM:
            return False
        every = [*self.chosen, candidate]
        lacking = max(0, self._fewest - len(every))
        return self._room_of(every) + lacking * LEAST_ROOM <= MOST_ROOM

    def _room_of(self, candidates: Sequence[Candidate]) -> float:
        """Return how many lines of print questions take, with the headings of their sections."""
        sections = {each[0].type for each in candidates}
        return sum(self.face(each).room for each in candidates) + A_HEADING * len(sections)

    def _worth(self, candidate: Candidate) -> int:
        return self.face(candidate).item.points

    def _unused(self, fact: str) -> list[Candidate]:
        """Return a few questions of a fact that could take another's place."""
        queue = self._queues[fact][: len(ITEMS)]
        return [each for each in queue if not self._is_tossed(each)]

    def _take_back(self, candidate: Candidate) -> None:
        fact = candidate[0].about.fact
        self.chosen.remove(candidate)
        self._taken[fact].remove(candidate)
        self._queues[fact].append(candidate)

    def _most_statements(self, number: int) -> int:
        return max(1, int(MOST_TRUE_FALSE * number))

    def _fitting(self, fact: str, step: Step) -> Iterator[Candidate]:
        """Yield the questions of a fact that are let through, of the rarest type first."""
        own = self._taken.get(fact, ())
        types = self._types
        for candidate in sorted(self._queues[fact], key=lambda each: types[each[0].type]):
            if any(_clash(candidate, other) for other in own):
                continue
            if self._has_enough_like(candidate, step):
                continue
            if step in _STRICT and any(self._repeats(candidate, other) for other in own):
                continue
            if candidate[0].type == "true-false" and not self._may_judge(candidate, step):
                continue
            if self._tried >= MOST_TRIED:
                return
            if not self._has_room_for(candidate):
                continue
            if step in _STRICT and self._bunches(candidate):
                continue
            self._tried += 1
            if self.worst_leak(candidate, limit=step.leak) <= step.leak:
                yield candidate

    def _has_many_rows_like(self, candidate: Candidate) -> bool:
        """Tell whether as many rows of a table as one reads gladly are asked so already."""
        asked = _asked_of_row(candidate)
        if not asked or asked[0] in self._large:
            return False
        return sum(_asked_of_row(each) == asked for each in self.chosen) >= MOST_ROWS

    def _bunches(self, candidate: Candidate) -> bool:
        """Tell whether more than half of the keys of choices would stand at one letter for good.

        Options that are values stand in their order, so that no key among them can be moved.
        """
        letter = self._fixed_letter(candidate)
        if not letter:
            return False
        choices = [each for each in (*self.chosen, candidate) if each[0].type == candidate[0].type]
        same = sum(self._fixed_letter(each) == letter for each in choices)
        return same > max(FEWEST_AT_A_LETTER, len(choices) // 2)

    def _fixed_letter(self, candidate: Candidate) -> str:
        if candidate[0].type != "choice":
            return ""
        id = candidate[0].id
        if id not in self._letters:
            item = self.face(candidate).item
            assert isinstance(item, ChoiceItem)
            self._letters[id] = "" if item.movable else item.keys[0]
        return self._letters[id]

    def _repeats(self, candidate: Candidate, other: Candidate) -> bool:
        """Tell whether a fact would be asked alike twice, or for both of two opposites."""
        opposites = self._opposites
        place = opposites.get(candidate[0].id)
        return _alike(candidate, other) or (
            place is not None and place == opposites.get(other[0].id)
        )

    def worst_leak(self, candidate: Candidate, limit: Leak = Leak.TWIN) -> Leak:
        """Return what a candidate and those taken give away; beyond the limit, nobody looks on."""
        worst, face = Leak.NONE, self.face(candidate)
        for other in (*self._own, *map(self.face, self.chosen)):
            worst = max(worst, leak(face, other))
            if worst > limit:
                break
        return worst

    def _is_tossed(self, candidate: Candidate) -> bool:
        """Tell whether half of those who know nothing are right."""
        question = candidate[0]
        if isinstance(question, AnyChoice | Matching) and len(question.options) <= 2:
            return True
        if isinstance(question, Ordering) and len(question.ranks) <= 2:
            return True
        if self._is_in_disguise(candidate):
            return True
        return question.type == "true-false" or question.id in self._tossed

    def _has_enough_like(self, candidate: Candidate, step: Step) -> bool:
        """Tell whether there are as many questions of its sort as a test may have."""
        if not step.many_rows and self._has_many_rows_like(candidate):
            return True
        if not self._may_unbalance(step) and self._unbalances(candidate):
            return True
        return self._is_tossed(candidate) and not self._may_toss(candidate, step)

    def _may_unbalance(self, step: Step) -> bool:
        """Tell whether there may be more long questions, or more of one fact, than a few.

        A test that nobody sized rather ends early, if it has as many as it has at least.
        """
        if self.typed:
            return True
        return step.unbalanced and (self._sized or len(self.chosen) < self._fewest)

    def _unbalances(self, candidate: Candidate) -> bool:
        """Tell whether there are as many of its fact, or as many so long, as in a balanced test."""
        if len(self._taken.get(candidate[0].about.fact, ())) >= MOST_OF_A_FACT:
            return True
        if not self._is_long(candidate):
            return False
        most = max(FEWEST_LONG, math.ceil(MOST_LONG * (len(self.chosen) + 1)))
        return sum(map(self._is_long, self.chosen)) >= most

    def _leads(self, candidate: Candidate) -> bool:
        """Tell whether there were more of its type than of any other, if it is no choice."""
        types = self._types
        own = types.pop(candidate[0].type, 0)
        most = max([*types.values(), int(MOST_OF_A_TYPE * self.number)])
        return own >= most and candidate[0].type != "choice"

    def _is_long(self, candidate: Candidate) -> bool:
        """Tell whether it takes as long as several: much is to be written, or to be read."""
        item = self.face(candidate).item
        return (item.several and item.points > 1) or self.face(candidate).room > MUCH_ROOM

    def _is_in_disguise(self, candidate: Candidate) -> bool:
        """Tell whether a statement is to be judged, though it is put as a short answer."""
        question = candidate[0]
        return isinstance(question, ShortAnswer) and is_two_way(question.answer, self._language)

    def _may_toss(self, candidate: Candidate, step: Step) -> bool:
        """Tell whether there may be one more of which half of those who know nothing are right."""
        plain_enough = step.in_disguise or self._only_tossed
        if self._is_in_disguise(candidate) and not plain_enough:
            return False
        if self.typed or step.many_statements:
            return True
        return sum(map(self._is_tossed, self.chosen)) < self._most_statements(self.number)

    def _may_judge(self, candidate: Candidate, step: Step) -> bool:
        """Tell whether a statement more may be taken, and of which truth."""
        truths = [item.truth for item in map(self._item, self.chosen) if item is not None]
        item = self._item(candidate)
        assert item is not None
        true = sum(truths) + item.truth
        number = len(truths) + 1
        if step.one_sided:
            return True
        if self._is_telling(item) and not self._balances(item):
            return False
        if step.many_statements and number >= FEWEST_JUDGED:
            return LEAST_TRUE <= Fraction(true, number) <= MOST_TRUE
        return abs(2 * true - number) <= 1

    def _balances(self, item: TrueFalseItem) -> bool:
        """Tell whether of the statements with telling words as many are true as false, with it."""
        others = [each for each in map(self._item, self.chosen) if each is not None]
        telling = [each.truth for each in others if self._is_telling(each)]
        return abs(2 * (sum(telling) + item.truth) - len(telling) - 1) <= 1

    def _is_telling(self, item: TrueFalseItem) -> bool:
        """Tell whether a statement denies, or says `always` or `only`: it sounds false."""
        own = words(item.stem)
        return denies(own, self._language) or not self._absolute.isdisjoint(own)

    def _item(self, candidate: Candidate) -> TrueFalseItem | None:
        if candidate[0].type != "true-false":
            return None
        item = self.face(candidate).item
        assert isinstance(item, TrueFalseItem)
        return item


def _heading(candidate: Candidate, types: Mapping[str, int]) -> int:
    """Return how many lines a question takes for the heading of its section, beside others."""
    return 0 if types.get(candidate[0].type) else A_HEADING


def is_two_way(answer: str, language: str) -> bool:
    """Tell whether an answer is one of two that there are: yes or no, true or false."""
    return plain(answer).casefold() in wording(language).either


def _tossed(entries: Mapping[str, Sequence[Candidate]]) -> AbstractSet[str]:
    """Return the ids of the questions for a value of which there are but two.

    Such are the articles of the words of a table: `el` or `la`.
    """
    values: dict[tuple[str, str], set[str]] = {}
    asked: dict[tuple[str, str], list[str]] = {}
    for candidate in (each for own in entries.values() for each in own):
        question = candidate[0]
        if isinstance(question, ShortAnswer) and "." in question.about.fact:
            table = question.about.fact.rpartition(".")[0]
            place = table, question.id.removeprefix(question.about.fact)
            values.setdefault(place, set()).add(normal(question.answer))
            asked.setdefault(place, []).append(question.id)
    return frozenset(
        id for place, ids in asked.items() if len(values[place]) <= 2 < len(ids) for id in ids
    )


def _spread(
    entries: Mapping[str, Sequence[Candidate]], seed: str, number: int
) -> Mapping[str, tuple[Fraction, bytes]]:
    """Return by what to order facts: by a hash, but so that each topic stands out evenly.

    A test that ends early has of each topic the share that it has of all, and one of a small topic.
    Of more topics than half its questions it cannot have so; there, it is so of each deck.
    """
    hashes = {fact: rank(seed, "", fact) for fact in entries}
    topics = {fact: _topic(own[0]) for fact, own in entries.items()}
    places = _evenly(topics, hashes)
    if 2 * len(set(topics.values())) <= number:
        return places
    return _evenly({fact: (deck, "") for fact, (deck, _) in topics.items()}, places)


def _evenly(
    groups: Mapping[str, tuple[str, str]], order: Mapping[str, Any]
) -> dict[str, tuple[Fraction, Any]]:
    """Return where facts stand among all, those of each group evenly and in their order."""
    facts: dict[tuple[str, str], list[str]] = {}
    for fact in sorted(groups, key=lambda each: order[each]):
        facts.setdefault(groups[fact], []).append(fact)
    places = {}
    for own in facts.values():
        for place, fact in enumerate(own):
            share = Fraction(2 * place + 1, 2 * len(own))
            share = share if place else min(share, LATEST_TOPIC)
            places[fact] = share, order[fact]
    return places


def _opposites(entries: Mapping[str, Sequence[Candidate]]) -> Mapping[str, str]:
    """Return the row of each question about one of two columns, by the question's id.

    Who knows one of the two cells, such as `too weak`, knows the other; lists are longer.
    """
    columns: dict[str, set[str]] = {}
    rows: dict[str, str] = {}
    for candidate in (each for own in entries.values() for each in own):
        question = candidate[0]
        if question.about.kind == "comparison" and question.type != "list":
            part = question.id.removeprefix(f"{question.about.fact}/").partition("/")[0]
            row, *column = part.split(".")
            if column:
                rows[question.id] = f"{question.about.fact}/{row}"
                columns.setdefault(rows[question.id], set()).add(column[0])
    return {id: row for id, row in rows.items() if len(columns[row]) <= 2}


def _queue(seed: str, fact: str, entries: Sequence[Candidate]) -> list[Candidate]:
    """Return the fact's candidates: one of each type, types by hash, before the next of each."""
    by_type: dict[str, list[Candidate]] = {}
    for entry in sorted(entries, key=lambda each: rank(seed, "", each[0].id)):
        by_type.setdefault(entry[0].type, []).append(entry)
    types = sorted(by_type, key=lambda type_: rank(seed, fact, type_))
    longest = max(map(len, by_type.values()), default=0)
    return [
        by_type[type_][turn]
        for turn in range(longest)
        for type_ in types
        if turn < len(by_type[type_])
    ]


def _asked_of_row(candidate: Candidate) -> tuple[str, ...]:
    """Return of a row of a table which table, which column, and in which form; else nothing."""
    about, id = candidate[0].about, candidate[0].id
    table, _, row = about.fact.rpartition(".")
    return (table, id.removeprefix(about.fact)) if row and table else ()


def _topic(candidate: Candidate) -> tuple[str, str]:
    about = candidate[0].about
    return about.deck, about.topic


def _clash(one: Candidate, other: Candidate) -> bool:
    """Return whether two candidates ask the same, or one shows what the other asks for."""
    return _gives_away(one, other) or _gives_away(other, one)


def _alike(one: Candidate, other: Candidate) -> bool:
    """Tell whether two candidates of a fact are put alike.

    Both are to be judged; or they ask in the same words, of a list, for one member and another.
    """
    if one[0].type == other[0].type == "true-false":
        return True
    return one[0].type != "cloze" and one[0].stem == other[0].stem


def _gives_away(shown: Candidate, asked: Candidate) -> bool:
    text = " ".join(part for question in shown for part in question.texts)
    return any(
        holds_words_and_signs(text, answer) for question in asked for answer in question.answers
    )
