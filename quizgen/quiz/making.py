"""Make a test from a plan: choose its questions, share out its points, say what cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from quizgen.questions.question import TYPES, Level, Question
from quizgen.quiz.assembly import choose
from quizgen.quiz.leaks import named
from quizgen.quiz.own_question import OwnQuestion, own_question
from quizgen.quiz.quiz import Quiz, Section, resolve
from quizgen.quiz.selection import Candidate, Selection, candidates
from quizgen.quiz.test_plan import Plan, PlanSection
from quizgen.quiz.word_bank import spares_of

Loc = tuple[str | int, ...]


class Objection(NamedTuple):
    """What is wrong with a plan: where in it, what, what to do; `grave` if no test can be made."""

    loc: Loc
    message: str
    hint: str
    grave: bool = True


class Made(NamedTuple):
    """The quizzes of a plan, one a variant, and what is to be said of it."""

    quizzes: tuple[Quiz, ...]
    objections: list[Objection]


def make(
    plan: Plan, facts: Mapping[str, Sequence[Question]], title: str, language: str,
    letters: Sequence[str], used: frozenset[str] = frozenset(),
) -> Made:  # fmt: skip
    """Return the test of a plan; `used` are the ids of questions that shall not return."""
    objections: list[Objection] = []
    chosen = _chosen(plan, facts, language, used, objections)
    if any(each.grave for each in objections):
        return Made((), objections)
    spares = spares_of(facts)
    quizzes = []
    for letter in letters:
        sections: list[Section] = []
        number = 1
        for wanted, entries in zip(plan.sections, chosen, strict=True):
            part = resolve(entries, title, language, plan.seed, letter, spares)
            for section in part.sections:
                items = []
                for item in section.items:
                    items.append(item.model_copy(update={"number": number}))
                    number += 1
                changes = {"items": tuple(items), "title": wanted.title}
                sections.append(section.model_copy(update=changes))
        quizzes.append(part.model_copy(update={"sections": tuple(sections)}))
    points = _points(plan, quizzes[0], chosen, objections) if quizzes else {}
    objections += _idle_points(plan, points, quizzes)
    pointed = [_pointed(quiz, points) for quiz in quizzes]
    for message in named([*pointed[0].items, *own_questions(plan)], language) if pointed else ():
        hint = "the decks leave no other choice; ask for fewer questions, or leave one out: `out`"
        objections.append(Objection((), message, hint, grave=False))
    return Made(tuple(pointed), list(dict.fromkeys(objections)))


def own_questions(plan: Plan) -> list[OwnQuestion]:
    """Return the teacher's own questions as they stand beside others."""
    return [own_question(place, each.ask, each.key) for place, each in enumerate(plan.free, 1)]


def _chosen(
    plan: Plan,
    facts: Mapping[str, Sequence[Question]],
    language: str,
    used: frozenset[str],
    objections: list[Objection],
) -> list[list[Candidate]]:
    """Return the questions of each section."""
    every = [each for own in candidates(facts, Selection()).values() for each in own]
    by_id = {question.id: each for each in every for question in each}
    for name in ("include", "exclude"):
        key = "in" if name == "include" else "out"
        for index, id in enumerate(getattr(plan, name)):
            if id not in by_id:
                message = f"there is no question `{id}`"
                objections.append(Objection((key, index), message, did_you_mean_id(id, by_id)))
    for id in sorted(set(plan.include) & set(plan.exclude)):
        message = f"`{id}` is both in the test and out of it"
        objections.append(Objection(("out",), message, "take it out of `in`, or out of `out`"))
    forced = [by_id[id] for id in plan.include if id in by_id]
    out = used | set(plan.exclude)
    fitting = [candidates(facts, _selection(section)) for section in plan.sections]
    parts: list[list[Candidate]] = []
    for index, own_facts in enumerate(fitting):
        last = index == len(fitting) - 1
        own = [each for each in forced if last or any(each in v for v in own_facts.values())]
        forced = [each for each in forced if each not in own]
        parts.append(own)
    own_items = own_questions(plan)
    for index in _narrowest_first(plan, fitting):
        section, own = plan.sections[index], parts[index]
        free = {
            fact: [e for e in entries if e not in own and out.isdisjoint(q.id for q in e)]
            for fact, entries in fitting[index].items()
        }
        free = {fact: entries for fact, entries in free.items() if entries}
        number = None if section.questions is None else max(0, section.questions - len(own))
        typed = bool(section.types)
        beside = [each for part in parts for each in part]
        more = choose(
            free, number, plan.seed, language, typed=typed, beside=beside, own_questions=own_items
        )
        if number is not None and len(more) < number:
            objections.append(_too_few(index, section, len(own) + len(more), facts, out))
        elif not more and not own:
            message = f"section {index + 1} has no question"
            hint = "choose more widely, or leave the section out"
            objections.append(Objection(("sections", index), message, hint))
        parts[index] = [*own, *more]
    return parts


def _narrowest_first(plan: Plan, fitting: Sequence[Mapping[str, Sequence[Candidate]]]) -> list[int]:
    """Return the places of the sections, in the order in which their questions are chosen.

    A section that can choose among few facts would find them taken by one that has many others.
    """

    def spare(index: int) -> int:
        return len(fitting[index]) - (plan.sections[index].questions or 0)

    return sorted(range(len(fitting)), key=spare)


def _selection(section: PlanSection) -> Selection:
    return Selection(
        decks=section.decks,
        topics=section.topics,
        kinds=section.kinds,
        types=section.types,
        levels=section.level,
    )


def _too_few(
    index: int,
    section: PlanSection,
    number: int,
    facts: Mapping[str, Sequence[Question]],
    out: Iterable[str],
) -> Objection:
    """Say how many there are, and how many there would be if one choice were dropped."""
    noun = "question" if section.questions == 1 else "questions"
    message = f"section {index + 1} wants {section.questions} {noun}, "
    message += f"and {number or 'none'} can be asked"
    gone = set(out)
    widest: list[tuple[int, str]] = []
    for name in ("types", "decks", "topics", "kinds", "level"):
        if getattr(section, name):
            wider = _selection(section.model_copy(update={name: ()}))
            every = (each for own in candidates(facts, wider).values() for each in own)
            fits = sum(gone.isdisjoint(question.id for question in each) for each in every)
            widest.append((fits, name))
    ways = [f"ask for {number}" if number else "leave the section out"]
    if widest:
        fits, name = max(widest)
        ways.append(f"loosen `{name}`: without it, {fits} would fit")
    elif gone:
        ways.append("take questions out of `out` or `not in`")
    return Objection(("sections", index), message, ", or ".join(ways))


def did_you_mean_id(id: str, known: Iterable[str]) -> str:
    """Return a hint that names the question that was meant."""
    from quizgen.diagnostics import nearest

    near = nearest(id, list(known))
    return f"did you mean `{near}`?" if near else "`quizgen list --questions` shows their ids"


def _points(
    plan: Plan,
    quiz: Quiz,
    chosen: Sequence[Sequence[Candidate]],
    objections: list[Objection],
) -> dict[str, int]:
    """Return the points of each item: by id, by section, by type, then the total shared out.

    They are those of all variants: a question is worth the same wherever it stands.
    """
    by_section = {
        question.id: wanted.points
        for wanted, entries in zip(plan.sections, chosen, strict=True)
        for candidate in entries
        for question in candidate
        if wanted.points
    }
    points: dict[str, int] = {}
    fixed: set[str] = set()
    for item in quiz.items:
        stated = plan.points.get(item.id) or by_section.get(item.id) or plan.points.get(item.type)
        points[item.id] = stated or item.points
        if stated:
            fixed.add(item.id)
    if plan.total is not None:
        own = sum(each.points for each in plan.free)
        rest = plan.total - own - sum(points[id] for id in fixed)
        open_ids = [item.id for item in quiz.items if item.id not in fixed]
        if rest < len(open_ids) or (not open_ids and rest):
            objections.append(_unshared(plan.total, rest, len(open_ids)))
        else:
            weights = {id: points[id] for id in open_ids}
            alike = {item.id: (item.type, item.points) for item in quiz.items}
            points |= shares(rest, weights)
            if not _is_even(points, weights, alike):
                objections.append(_uneven(plan.total, rest, weights, alike))
    return points


def _unshared(total: int, rest: int, number: int) -> Objection:
    """Say why a total cannot be shared out: `rest` points are left for that many questions."""
    if number:
        message = f"a total of {total} cannot be shared out: the least is {total - rest + number}"
        hint = "choose a larger total, fewer questions, or leave some `points` open"
        return Objection(("total",), message, hint)
    message = f"a total of {total} cannot be shared out: all questions have points of their own, "
    message += f"{total - rest} together"
    hint = f"write `total: {total - rest}`, or leave the points of a type or a section open"
    return Objection(("total",), message, hint)


def _idle_points(plan: Plan, asked: Iterable[str], quizzes: Sequence[Quiz]) -> Iterator[Objection]:
    """Yield the points that are stated of what is not asked."""
    types = {item.type for quiz in quizzes for item in quiz.items}
    for name in plan.points:
        if name not in types and name not in asked:
            what = "the question" if "/" in name else "a question of the type"
            message = f"{what} `{name}` is not asked, so its points count for nothing"
            hint = "take it out of `points`, or ask it"
            yield Objection(("points", name), message, hint, grave=False)


def _is_even(
    points: Mapping[str, int], ids: Iterable[str], alike: Mapping[str, tuple[str, int]]
) -> bool:
    """Tell whether questions of one type and weight have the same points."""
    of_a_kind: dict[tuple[str, int], int] = {}
    return all(of_a_kind.setdefault(alike[id], points[id]) == points[id] for id in ids)


def _uneven(
    total: int, rest: int, weights: Mapping[str, int], alike: Mapping[str, tuple[str, int]]
) -> Objection:
    """Say which totals near by would not part questions that are alike."""
    fair = []
    for step in (-1, 1):
        totals = range(rest, rest + step * (sum(weights.values()) + 1), step)
        fair += [
            total - rest + each
            for each in totals
            if each >= len(weights) and _is_even(shares(each, weights), weights, alike)
        ][:1]
    message = f"a total of {total} gives questions of one type different points"
    hint = f"{' or '.join(map(str, fair))} would not; or state the points of a type: `points`"
    return Objection(("total",), message, hint, grave=False)


def _pointed(quiz: Quiz, points: Mapping[str, int]) -> Quiz:
    """Return the quiz with these points."""
    sections = []
    for section in quiz.sections:
        items = (each.model_copy(update={"points": points[each.id]}) for each in section.items)
        sections.append(section.model_copy(update={"items": tuple(items)}))
    return quiz.model_copy(update={"sections": tuple(sections)})


def shares(total: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Return a total in whole points, at least one each, as near to the weights as can be."""
    if not weights:
        return {}
    whole = sum(weights.values())
    exact = {id: weight * total / whole for id, weight in weights.items()}
    given = {id: max(1, int(share)) for id, share in exact.items()}
    places = {id: place for place, id in enumerate(weights)}
    while (left := total - sum(given.values())) != 0:
        step = 1 if left > 0 else -1
        able = [id for id in weights if given[id] + step >= 1]
        # Of those that are as far off, the last: what is left over goes to whole sections.
        given[max(able, key=lambda each: (step * (exact[each] - given[each]), places[each]))] += (
            step
        )
    return given


def unknown_names(
    plan: Plan, decks: Sequence[str], topics: Sequence[str], kinds: Sequence[str]
) -> list[Objection]:
    """Return the names in a plan that nothing is called, each with what may have been meant."""
    from quizgen.diagnostics import did_you_mean

    known = {
        "types": [each.type for each in TYPES],
        "decks": list(decks),
        "topics": list(topics),
        "kinds": list(kinds),
        "level": list(map(str, Level)),
    }
    objections = []
    for index, section in enumerate(plan.sections):
        for key, choices in known.items():
            for name in getattr(section, key):
                if name not in choices:
                    message = f"there is no `{name}` among the {key}"
                    loc = ("sections", index, key)
                    objections.append(Objection(loc, message, did_you_mean(name, choices)))
    for name in plan.points:
        if "/" not in name and name not in known["types"]:
            message = f"`{name}` is neither a type nor the id of a question"
            hint = did_you_mean(name, known["types"])
            objections.append(Objection(("points", name), message, hint))
    return [*objections, *_odd_rooms(plan), *_odd_scale(plan)]


def _odd_rooms(plan: Plan) -> Iterator[Objection]:
    """Yield the questions of the teacher's own that have no room for their answers."""
    for index, free in enumerate(plan.free):
        if not free.lines and not free.space:
            message = "its answer has no room: there are no lines"
            hint = "give it `lines: 8`, or `space: 6` for centimetres to calculate or draw in"
            yield Objection(("free", index), message, hint)


def _odd_scale(plan: Plan) -> Iterator[Objection]:
    least = list(plan.scale.values())
    if least != sorted(least, reverse=True):
        message = "the scale does not fall"
        hint = "write the best mark first: `scale: {1: 90, 2: 75, 3: 60, 4: 45, 5: 20, 6: 0}`"
        yield Objection(("scale",), message, hint)
    elif least and not 0 <= least[-1] <= least[0] <= 100:
        message = "the scale goes beyond 0 and 100 percent"
        hint = "write the least percentage of the points for each mark, not the points"
        yield Objection(("scale",), message, hint)
    elif least and least[-1] > 0:
        message = f"below {least[-1]:g} percent, the scale has no mark"
        hint = "give the last mark 0, or add one: `{…, F: 0}`"
        yield Objection(("scale",), message, hint, grave=False)
