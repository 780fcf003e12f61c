"""Find the words of an answer that its question, its meaning or its column says already.

Of options, the flaws of choices speak; what is recalled and what is judged has none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from quizgen.flaws.flaw import Flaw
from quizgen.language.facts.comparison import Comparison
from quizgen.language.facts.fact import Fact
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


def said_otherwise(question: ShortAnswer, lexicon: CheckWords) -> Iterator[Flaw]:
    """Find a stem that says its answer in another number, order or spelling."""
    language, key, stem = lexicon.wording.language, question.answer, question.stem
    if question.about.kind in ("term", "comparison") or not is_prose(key, language):
        return
    answer = roots(key, stem, lexicon.wording)
    content = {each for each, word in answer.items() if word not in lexicon.function}
    said = roots(stem, stem, lexicon.wording)
    if content and content <= said.keys() and not says(stem, key, language):
        which = " … ".join(said[each] for each in said if each in content)
        message = f"“{plain(stem)}” says “{which}”, and the answer is `{plain(key)}`"
        hint = f"word the question without “{which}”"
        fact, id = question.about.fact, question.id
        yield Flaw("stem-hints-key", message, hint, fact, id, stem)
