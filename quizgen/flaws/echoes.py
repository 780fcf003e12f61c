"""Find the words of an answer that its question, meaning, column or sign says already.

Of options, the flaws of choices speak; what is recalled and what is judged has none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from quizgen.flaws.flaw import Flaw
from quizgen.language.facts.comparison import Comparison
from quizgen.language.facts.fact import Fact
from quizgen.language.facts.sign import Sign
from quizgen.language.facts.term import TermFact
from quizgen.questions.giveaways import echoed, root, roots
from quizgen.questions.question import ShortAnswer
from quizgen.text.markup import plain
from quizgen.text.sameness import is_prose, says
from quizgen.text.words import CheckWords, words

HEAD = 4  # letters of a head word that is noticed when it comes back


def heads_of_terms(facts: Iterable[Fact], lexicon: CheckWords) -> Counter[str]:
    """Return how many terms each head word has: a word that two have tells none of them."""
    return Counter(_head(fact, lexicon) for fact in facts if isinstance(fact, TermFact))


def echo_flaws(fact: Fact, heads: Mapping[str, int], lexicon: CheckWords) -> Iterator[Flaw]:
    """Find a meaning that says the head word of its term, and cells that echo their column."""
    language = lexicon.wording.language
    if isinstance(fact, TermFact):
        head = _head(fact, lexicon)
        said = {root(word, language): word for word in words(fact.means)}
        if head in said and heads[head] == 1 and not says(fact.means, fact.term, language):
            message = f"the meaning of `{plain(fact.term)}` says “{said[head]}”, half the answer"
            hint = f"write it without “{said[head]}”: say what sort of thing it is in another word"
            yield Flaw("stem-hints-key", message, hint, fact.id, text=fact.means)
    if isinstance(fact, Comparison):
        yield from _echoing_cells(fact, lexicon)
    if isinstance(fact, Sign):
        yield from _echoing_signs(fact, lexicon)


def _head(fact: TermFact, lexicon: CheckWords) -> str:
    """Return the root of the word that says what sort of thing a term is, if it has others too."""
    head = lexicon.wording.grammar.head(fact.term)
    content = [word for word in words(head) if word not in lexicon.function]
    is_told = bool(content) and len(content[-1]) >= HEAD
    return root(content[-1], lexicon.wording.language) if is_told else ""


def _echoing_cells(fact: Comparison, lexicon: CheckWords) -> Iterator[Flaw]:
    """Find cells that share a word with their own column and with nothing else in their row."""
    language = lexicon.wording.language
    for row, written in fact.rows.items():
        cells = [" ".join(cell) for cell in written.cells]
        for index, (column, cell) in enumerate(zip(fact.columns, cells, strict=True)):
            around = [
                *(other for place, other in enumerate(cells) if place != index),
                *(other for other in fact.columns if other != column),
            ]
            word = echoed(column, cell, around, lexicon.wording)
            # A cell that is said as a whole is not asked for.
            if word and not says(column, cell, language):
                message = (
                    f"of the row `{plain(row)}`, only the cell of `{plain(column)}` says “{word}” "
                    "as its column does"
                )
                hint = f"write the cell without “{word}”, or with it in another cell too"
                text = written.cells[index][0]
                yield Flaw("stem-hints-key", message, hint, fact.id, text=text)


def _echoing_signs(fact: Sign, lexicon: CheckWords) -> Iterator[Flaw]:
    """Find what is said of a sign in the words of its name: each way, most of it is told."""
    for text in filter(None, (fact.elicited, fact.shows, *fact.points)):
        shared = _shared_words(fact.sign, text, lexicon)
        whole = {len(_content(each, fact.sign, lexicon)) for each in (fact.sign, text)}
        # One that says all of the other is noticed in the question.
        if 2 * len(shared) > min(whole) and len(shared) not in whole:
            which = "”, “".join(shared)
            message = f"`{plain(text)}` and the name of its sign both say “{which}”"
            hint = "name the sign by what it is called, or say in other words what is seen"
            yield Flaw("stem-hints-key", message, hint, fact.id, text=text)


def _shared_words(name: str, text: str, lexicon: CheckWords) -> list[str]:
    """Return the telling words of a text that a name says, too."""
    said = _content(name, name, lexicon)
    return [word for each, word in _content(text, name, lexicon).items() if each in said]


def _content(text: str, stem: str, lexicon: CheckWords) -> dict[str, str]:
    """Return the words of a text that tell something, by what they are seen to be."""
    return {
        each: word
        for each, word in roots(text, stem, lexicon.wording).items()
        if word not in lexicon.function
    }


def said_otherwise(question: ShortAnswer, written: Fact, lexicon: CheckWords) -> Iterator[Flaw]:
    """Find a stem that says its answer in another number, order or spelling."""
    language, key, stem = lexicon.wording.language, question.answer, question.stem
    if question.about.kind in ("term", "comparison") or not is_prose(key, language):
        return
    if any(len(word) == 1 and word.isupper() for word in plain(key).split()[1:]):
        return  # of hepatitis A, the letter is the answer
    content = _content(key, stem, lexicon).keys()
    said = roots(stem, stem, lexicon.wording)
    if content and content <= said.keys() and not says(stem, key, language):
        which = " … ".join(said[each] for each in said if each in content)
        message = f"“{plain(stem)}” says “{which}”, and the answer is `{plain(key)}`"
        hint = f"word the question without “{which}”"
        name = _name_saying(written, stem, content, lexicon)
        if name:  # no wording leaves out what is asked about
            hint = f"write the answer in other words than those of `{plain(name)}`, or leave it out"
        fact, id = question.about.fact, question.id
        yield Flaw("stem-hints-key", message, hint, fact, id, stem)


def _name_saying(fact: Fact, stem: str, content: Collection[str], lexicon: CheckWords) -> str:
    """Return the name of what a stem asks about, where that says the answer; or nothing."""
    for name in fact.things():
        said = roots(name, stem, lexicon.wording)
        if says(stem, name, lexicon.wording.language) and said.keys() >= set(content):
            return name
    return ""
