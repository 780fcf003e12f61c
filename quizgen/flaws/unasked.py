"""Say what is not asked of a fact, and why."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from quizgen.diagnostics import Severity
from quizgen.flaws.flaw import Flaw
from quizgen.flaws.free_questions import needs_options
from quizgen.flaws.recalled_answers import asks_for_recall
from quizgen.knowledge import Vocabulary
from quizgen.language.facts.comparison import Comparison
from quizgen.language.facts.entities import Entities
from quizgen.language.facts.fact import Fact
from quizgen.language.facts.gaps import GappedText
from quizgen.language.facts.members import MembersFact
from quizgen.language.facts.statement import Statement
from quizgen.questions import distractors
from quizgen.questions.question import Choice, Matching, MultipleChoice, Question, TrueFalse
from quizgen.text import sameness
from quizgen.text.markup import plain
from quizgen.text.sameness import identity
from quizgen.text.words import CheckWords, normal, words

NOTICE = Severity.NOTICE
MOST_NAMED = 5  # facts that one message names


def _quoted(text: str) -> str:
    """Return a text between quotation marks of YAML that it does not hold itself."""
    return f"'{text}'" if "'" not in text else json.dumps(text, ensure_ascii=False)


def waiting_questions(
    fact: Fact, waiting: Mapping[str, int], lexicon: CheckWords
) -> Iterator[Flaw]:
    """Say how many questions the author's words would buy, in one line a fact."""
    waiting = dict(waiting)
    told = waiting.pop("never", 0)
    if told:
        key = "never points to" if fact.kind == "sign" else "never"
        message = (
            f"{told} choice{'s' * (told > 1)} of this {fact.kind} would be told by the options, so "
            "none is asked: what is never so is shorter or longer than what is right, or in other "
            "words"
        )
        hint = f"write under `{key}` something as long as what is right, and in like words"
        yield Flaw("no-wrong-option", message, hint, fact.id, severity=NOTICE)
    if not waiting:
        return
    number = sum(waiting.values())
    keys = list(waiting)
    more = f"{number} more question{'s' * (number > 1)}"
    kind = "table" if getattr(fact, "entities", "") else fact.kind
    message = f"{more} can be asked of this {kind} in words of your own"
    rows = [key.partition(".")[2] for key in keys]
    if rows[0]:
        row = plain(rows[0]).rstrip("?:. ")
        field = keys[0].partition(".")[0]
        noun = getattr(fact, "entities", "")
        what, subject, value = ("column", noun, rows[0]) if noun else ("row", "column", "cell")
        label = rows[0] if rows[0].replace(" ", "").isalnum() else _quoted(rows[0])
        says_yes = isinstance(fact, Comparison) and fact.holds_only(rows[0], lexicon.wording.polar)
        form = "suggestion.yes-row" if says_yes else "suggestion.row"
        sentence = lexicon.wording.say(form, row=row, **_label_words(row, lexicon))
        # The ends of a table of entities are called by their own names.
        sentence = sentence.replace("{column}", f"{{{subject}}}")
        sentence = sentence.replace("{cell}", f"{{{value}}}")
        hint = (
            f"give a {what} its sentence, as `{field}: {{{label}: {_quoted(sentence)}}}`, "
            "or what reads well"
        )
    else:
        title = fact.title(lexicon.wording)
        suggestions = {}
        timeline = lexicon.wording.grammar.is_timeline(title)
        for key in keys:
            name = f"suggestion.{key.replace(' ', '-')}"
            if key == "sentence" and isinstance(fact, MembersFact):
                name = "suggestion.member"
            grouped = getattr(fact, "grouped_by", "")
            text = lexicon.wording.say(name, title=title, timeline=timeline, grouped=grouped)
            suggestions[key] = _quoted(text) if "{" in text else text
        examples = " and ".join(f"`{key}: {text}`" for key, text in suggestions.items())
        hint = f"add {examples}, or what is right here"
    yield Flaw("no-sentence", message, hint, fact.id, severity=NOTICE)


def _label_words(label: str, lexicon: CheckWords) -> dict[str, object]:
    """Return what decides how a sentence takes a label: `form`, `is_plural`.

    A label may be a noun (`price`), a noun with more after it (`side when facing forward`), or end
    where its value begins: a verb (`acts on`) or not (`found in`).
    """
    grammar = lexicon.wording.grammar
    first, *others = words(label) or ("",)
    form = "noun"
    if not lexicon.wording.is_noun(label):
        is_verb = grammar.is_predicate(label) or (first.endswith("s") and first[-2:] != "ss")
        form = "verb" if is_verb else "other"
    elif grammar.is_participle(label):
        form = "other"
    elif grammar.head(label) != label or not lexicon.function.isdisjoint(others):
        form = "phrase"
    return {"form": form, "is_plural": grammar.singular(label) != label}


def unworded_groups(
    fact: Fact, number: int, waiting: Mapping[str, int], lexicon: CheckWords
) -> Iterator[Flaw]:
    """Say how many questions on the groups of a list one sentence of its author would word.

    Where others wait for that sentence, it is asked for already.
    """
    if number and isinstance(fact, MembersFact) and "group sentence" not in waiting:
        is_one = number == 1
        message = (
            f"{number} question{'' if is_one else 's'} on the groups of this {fact.kind} "
            f"{'is' if is_one else 'are'} not in words of your own"
        )
        suggestion = lexicon.wording.say("suggestion.group-sentence", grouped=fact.grouped_by)
        hint = f"add `group sentence: {_quoted(suggestion)}`, or what reads well"
        yield Flaw("no-sentence", message, hint, fact.id, severity=NOTICE)


def open_rows(fact: Fact, cells: Mapping[str, int]) -> Iterator[Flaw]:
    """Say in which rows nothing is wrong, as nobody says that each column has one value there."""
    rows = [row for row, number in cells.items() if number > 1]
    if not rows:
        return
    number = sum(cells[row] for row in rows)
    which = ", ".join(f"`{plain(row)}`" for row in rows)
    noun = getattr(fact, "entities", "")
    other, each = ("row", noun) if noun else ("column", "column")
    message = f"no cell of {which} is known to be wrong for another {other}, so none is an option"
    hint = (
        f"only if no {each} can have another value there, as a country has one capital but many "
        f"neighbors, write `exclusive: [{', '.join(rows)}]`: {number} cells can be asked against "
        "the others then"
    )
    yield Flaw("not-exclusive", message, hint, fact.id, text=rows[0], severity=NOTICE)


def overlapping_values(fact: Fact, vocabulary: Vocabulary) -> Iterator[Flaw]:
    """Say which amounts of a row or a column overlap, so that none is an option for the other."""
    for label, values in _measured(fact, vocabulary):
        for (one, first), (other, second) in values:
            overlap = sameness.overlaps(first, second, vocabulary.language)
            if overlap and vocabulary.resolve(first) != vocabulary.resolve(second):
                message = (
                    f"of `{plain(label)}`, `{plain(first)}` of `{plain(one)}` and "
                    f"`{plain(second)}` of `{plain(other)}` overlap, so the two are not held "
                    "against each other"
                )
                hint = "if they differ, let one end where the other begins, and leave out “about”"
                where = fact.id, "", second
                yield Flaw("overlapping-options", message, hint, *where, NOTICE)
                break


_Measured = Iterator[tuple[str, Iterable[tuple[tuple[str, str], tuple[str, str]]]]]


def _measured(fact: Fact, vocabulary: Vocabulary) -> _Measured:
    """Yield the rows or columns of amounts that are exclusive, with the pairs to be compared."""
    if isinstance(fact, Comparison):
        for row, written in fact.rows.items():
            cells = zip(fact.columns, written.cells, strict=True)
            single = [(column, cell[0]) for column, cell in cells if len(cell) == 1]
            language = vocabulary.language
            amounts = [pair for pair in single if sameness.read(pair[1], language).quantity]
            if fact.is_closed(row):
                yield row, combinations(amounts[: distractors.MANY], 2)
    if isinstance(fact, Entities):
        for name in fact.asked:
            column = fact.sheet(vocabulary).columns[name]
            if fact.is_exclusive(name) and column.sort is not None and not column.is_moment:
                yield name, pairwise((row.name, column.text(row)) for row in column.ordered)


def open_groups(fact: Fact) -> Iterator[Flaw]:
    """Say that no group is wrong for a member, as nobody says that each has one group alone."""
    if not isinstance(fact, MembersFact) or fact.exclusive or len(fact.groups_by_name) < 2:
        return
    if _leaves_out(fact, "choice", "matching", "true-false"):
        return
    texts = [identity(text) for text in fact.members]
    if len(set(texts)) == len(texts):
        message = f"no member of this {fact.kind} is known to stand in one group alone"
        hint = "if none can be in two groups, write `exclusive: yes`: its group is asked for then"
        if not fact.grouped_by:
            hint += ", by what you write under `grouped by`"
        yield Flaw("not-exclusive", message, hint, fact.id, severity=NOTICE)


def open_lists(deck: str, lists: Iterable[MembersFact]) -> Iterator[Flaw]:
    """Say once a deck which lists ask for some of their members, where another may be right."""
    open_ones = [fact for fact in lists if fact.is_open]
    names = [f"`{fact.id}`" for fact in open_ones]
    if not names:
        return
    shown, others = names[:MOST_NAMED], len(names) - MOST_NAMED
    more = f" and {others} more" if others > 0 else ""
    asking = "a list asks" if len(names) == 1 else f"{len(names)} lists ask"
    message = (
        f"{asking} for members of which nobody says whether they are all: {', '.join(shown)}"
        f"{more}; who names another one gets no point for it"
    )
    hint = (
        "write `complete: yes` where there are no others, or `also: [first, second]`: what else is "
        "right, and counts in place of one that is not named"
    )
    sorted_one = next((fact for fact in open_ones if fact.is_sorted), None)
    if sorted_one is not None:
        group = next(iter(sorted_one.groups_by_name))
        hint += f"; in groups, say in which: `also: {{{group}: [first, second]}}`"
    yield Flaw("open-list", message, hint, deck, severity=NOTICE)


def open_cells(deck: str, cells: Iterable[tuple[str, str]]) -> Iterator[Flaw]:
    """Say once a deck which rows and columns ask for several values, where another may be right.

    `cells` are the names of rows or columns, each with its fact's id.
    """
    names = [f"`{plain(label)}` of `{fact}`" for label, fact in dict.fromkeys(cells)]
    shown, others = names[:MOST_NAMED], len(names) - MOST_NAMED
    more = f" and {others} more" if others > 0 else ""
    message = (
        "several values are asked for of which nobody says whether they are all: "
        f"{', '.join(shown)}{more}; who names another one gets no point for it"
    )
    hint = "write `ask`, a question of your own for those that are meant"
    hint += "; in a comparison, `complete` or `also` says what else is right"
    yield Flaw("open-list", message, hint, deck, severity=NOTICE)


def lone_options(fact: Fact, lone: Mapping[str, str]) -> Iterator[Flaw]:
    """Say that one wrong option is too little for a choice, so that the list or sign is recalled.

    Where an author ruled out nothing, there is nothing to say: to be recalled is what lists are
    for.
    """
    for part, option in lone.items():
        if not _leaves_out(fact, "choice"):
            message = f"`{plain(option)}` is the only wrong option known, and a choice needs two"
            hint = _RULED_OUT[part]
            yield Flaw("no-wrong-option", message, hint, fact.id, text=option, severity=NOTICE)


_RULED_OUT = {
    "all": "write more of what is none: `never: [first, second]`",
    "points to": "write more of what it does not point to: `never points to: [first, second]`",
}


def _leaves_out(fact: Fact, *forms: str) -> bool:
    """Tell whether its author wants none of these forms of question."""
    return all(form in fact.without.get("", ()) for form in forms)


def idle_words(fact: Fact, questions: Sequence[Question]) -> Iterator[Flaw]:
    """Find what an author wrote of a list and no question makes use of."""
    if not isinstance(fact, MembersFact):
        return
    if len(fact.members) == 1:
        message = f"this {fact.kind} has one member alone, so little can be asked of it"
        hint = "add the others, or make it a fact of its own: `ask` with its `answer`"
        yield Flaw("no-effect", message, hint, fact.id, text=fact.members[0], severity=NOTICE)
    # What is asked of a group has its name in front.
    judged = any(isinstance(each, TrueFalse) and "." not in each.part for each in questions)
    if fact.sentence and not judged and not _leaves_out(fact, "true-false"):
        message = f"the `sentence` of this {fact.kind} is not judged true or false anywhere"
        hint = "say what is no member, `never: [first, second]`: a sentence is false only of these"
        yield Flaw("no-effect", message, hint, fact.id, text=fact.sentence, severity=NOTICE)


def nothing_asked(
    fact: Fact, questions: Sequence[Question], waiting: Mapping[str, int], lexicon: CheckWords
) -> Iterator[Flaw]:
    """Find a fact of which nothing is asked, or only whether it is true."""
    if not questions:
        message = "nothing is asked of this fact"
        hint = _asking_again(fact, waiting)
        if needs_options(fact, lexicon):
            hint = "ask so that it can be answered without options, or write two `distractors`"
        yield Flaw("no-questions", message, hint, fact.id)
    # Where nothing is to be corrected, either, `no-recall` says more.
    elif all(isinstance(each, TrueFalse) for each in questions) and any(
        map(asks_for_recall, questions)
    ):
        message = f"this {fact.kind} is only judged true or false"
        gap = example_of_gap(fact.passage) if isinstance(fact, Statement) else ""
        hint = f"put what is worth asking for in double braces{gap}"
        yield Flaw("only-true-false", message, hint, fact.id, severity=NOTICE)


def example_of_gap(passage: GappedText) -> str:
    """Return a gap that could stand in a passage: what was meant as one, if anything was."""
    if meant := passage.single_braced:
        return f", two on each side: `{{{{{meant}}}}}`"
    return f", such as `{{{{{passage.longest_word}}}}}`"


def _asking_again(fact: Fact, waiting: Mapping[str, int]) -> str:
    """Return what its author would do to have a fact asked."""
    hints = []
    if fact.without:
        hints.append("take a form out of `without`")
    if waiting:
        hints.append("give it a sentence")
    holds = distractors.holds_words_and_signs
    for name in fact.things():
        for value in (claim.value for claim in fact.claims()):
            if holds(name, value) or holds(value, name):
                words = f"than those of `{plain(name)}`"
                hints.append(f"write `{plain(value)}` in other words {words}, which say it already")
                return ", or ".join(hints)
    return ", or ".join(hints) or "state more of it"


def unused_options(fact: Fact, questions: Sequence[Question]) -> Iterator[Flaw]:
    """Find wrong options that an author wrote and of which no question has one."""
    offered = {
        normal(option)  # one in a gap at the beginning of a sentence has a capital
        for each in questions
        if isinstance(each, Choice | MultipleChoice | Matching)
        for option in each.options
    }
    for label, texts in fact.distractors.items():
        if fact.leaves_out("choice", label or fact.main()):
            continue
        if texts and offered.isdisjoint(map(normal, texts)):
            message = f"`{plain(texts[0])}` is offered as a wrong option nowhere"
            hint = "give it a second wrong option, as a choice needs two; or take it out"
            if len(texts) > 1:
                hint = (
                    "write two that mean neither the answer nor one another, and that the question "
                    "does not say; or take them out"
                )
            yield Flaw("unused-option", message, hint, fact.id, text=texts[0], severity=NOTICE)
