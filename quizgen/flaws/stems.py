"""Find the flaws of stems and of the words in a question."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from quizgen.diagnostics import Related, Severity
from quizgen.flaws.flaw import ERROR, Flaw
from quizgen.language.facts.fact import Fact
from quizgen.language.facts.term import TermFact
from quizgen.questions import giveaways
from quizgen.questions.question import (
    About,
    Choice,
    Cloze,
    Level,
    MultipleChoice,
    Question,
    TrueFalse,
)
from quizgen.text.markup import plain, prose
from quizgen.text.sameness import identity, is_prose, says
from quizgen.text.words import CheckWords, places_of, spaced, words

FEWEST_WORDS, MOST_WORDS = 2, 60  # of a stem
_MARKS = re.compile(r"[?!:;,]\s*[?!:;,]|[?!:;,]\s*\.(?!\.)|(?<!\.)\.\.(?!\.)")
_TWO_MARKS = re.compile(r"[?!:;,]\s*[?!:;,.]")
_AROUND = ".,;:?!()“”\"'"
_FEW_WORDS = 4  # between the first of what is offered and its “or”
_NO_MARK = "has no question mark"
_QUOTED = re.compile('“[^”]*”|"[^"]*"|«[^»]*»|„[^“”]*[“”]')
_BLANK = re.compile(r"_{2,}|\.\.\.|…")


class StemJudgement(NamedTuple):
    """What is wrong in a stem, whatever is asked with it: empty or 0 where nothing is."""

    unfocused: str
    words: int
    vague: str
    hinged: bool
    doubled: str
    lower_case: bool


def judge_stem(stem: str, lexicon: CheckWords) -> StemJudgement:
    """Return the judgement on a stem, made once for all questions that have it."""
    judgement = lexicon.judged.get(stem)
    if not isinstance(judgement, StemJudgement):
        tokens = words(stem)
        judgement = StemJudgement(
            unfocused=_unfocused(stem, tokens, lexicon),
            words=len(tokens) if len(tokens) > MOST_WORDS else 0,
            vague=_vague(stem, tokens, lexicon),
            hinged=bool(lexicon.hinged.search(stem.casefold())),
            doubled=_doubled(stem, lexicon),
            lower_case=_begins_in_lower_case(stem),
        )
        lexicon.judged[stem] = judgement
    return judgement


def asking_words(stem: str, fact: Fact) -> str:
    """Return a stem without what it quotes and without the names that its fact speaks of.

    What is left is what asks: of “Which of these is a cause of a door that does not close?”, no
    word denies anything.
    """
    rest = _QUOTED.sub(" ", stem)
    for name in sorted(set(map(plain, fact.mentioned())) - {""}, key=len, reverse=True):
        if name.casefold() in rest.casefold():
            bounded = rf"(?<!\w){re.escape(name)}(?!\w)"
            rest = re.sub(bounded, " ", rest, flags=re.IGNORECASE)
    return rest


def stem_flaws(
    question: Question, authored: Question, written: Fact, lexicon: CheckWords
) -> Iterator[Flaw]:
    """Find what is wrong in how a question is put, whoever worded it; `authored` has its markup."""
    fact, id, stem = question.about.fact, question.id, question.stem
    judgement = judge_stem(stem, lexicon)
    yield from _unasking(question, judgement)
    if _is_shown_too_late(question.about) and lexicon.pointing.search(stem.casefold()):
        message = f"“{stem}” points at what is shown with the answer only"
        hint = "write `side: question`, and let its `alt` not give the answer away"
        yield Flaw("stem-unfocused", message, hint, fact, id, stem)
    if judgement.words:
        hint = (
            f"keep what the answer needs, {MOST_WORDS} words at most; the rest belongs into `why`"
        )
        yield Flaw("stem-too-long", f"this stem has {judgement.words} words", hint, fact, id, stem)
    # A definition is quoted, and so is its frequency.
    if (
        judgement.vague
        and question.level is Level.RECOGNISE
        and _vague(asked := asking_words(stem, written), words(asked), lexicon)
    ):
        message = f"“{judgement.vague}” in “{stem}” means something else to every reader"
        hint = "say how often, or ask it in a form without options"
        yield Flaw("vague-frequency", message, hint, fact, id, stem)
    if judgement.hinged:
        message = f"“{stem}” needs another question to be understood"
        hint = "say in the stem what it is about: questions are asked one by one and in any order"
        yield Flaw("hinged-stem", message, hint, fact, id, stem, ERROR)

    # A word alone may be all that a plain question wants to be, as may a term in lower case.
    is_unfocused = bool(judgement.unfocused) and not isinstance(question, TrueFalse)
    is_code = authored.stem.startswith("`")
    is_plain_ask = question.about.kind == "ask"
    if judgement.lower_case and not (is_unfocused or is_code or is_plain_ask):
        message = f"“{stem}” begins in lower case"
        hint = "begin it with a capital"
        if question.about.kind == "statement" and isinstance(question, TrueFalse):
            hint += "; if a comma parted a list in brackets there, put quotes around the sentence"
        yield Flaw("stem-lower-case", message, hint, fact, id, stem)
    if judgement.doubled:
        message = f"“{stem}” has “{judgement.doubled}” in it"
        brought = _bringing(stem, judgement.doubled, written)
        hint = "write the name or the label without what the stem says itself"
        if brought:
            hint = (
                f"write `{plain(brought)}` without “{judgement.doubled.split()[-1]}”, "
                "or the words around it"
            )
        # A sentence that its author wrote has a place of its own.
        text = stem if written.where(stem) is not None else brought or stem
        yield Flaw("stem-doubled", message, hint, fact, id, text)


def _unasking(question: Question, judgement: StemJudgement) -> Iterator[Flaw]:
    """Find a stem that asks nothing, and a statement that asks something."""
    fact, id, stem = question.about.fact, question.id, question.stem
    if isinstance(question, TrueFalse):
        if stem.endswith("?"):
            message = f"“{stem}” is a question, which is neither true nor false"
            hint = "write the sentence that answers it, and false versions of that"
            yield Flaw("stem-unfocused", message, hint, fact, id, stem, ERROR)
    elif judgement.unfocused:
        message = f"“{stem}” {judgement.unfocused}"
        hint = "ask one whole question that has an answer by itself"
        if judgement.unfocused == _NO_MARK:
            hint = f"write `{stem.rstrip('.:,; ')}?`"
        # A word alone may be all that a plain question wants to be: a card of vocabulary.
        severity = Severity.WARNING if question.about.kind == "ask" else ERROR
        yield Flaw("stem-unfocused", message, hint, fact, id, stem, severity)


def _bringing(stem: str, doubled: str, fact: Fact) -> str:
    """Return the author's text that brings what stands in a stem twice, or nothing."""
    start = stem.find(doubled)
    for text in sorted(fact.texts(), key=len):
        said = plain(text)
        begins = stem.casefold().find(said.casefold()) if said else -1
        # It begins or ends inside what is doubled.
        if begins >= 0 and begins < start + len(doubled) and begins + len(said) > start:
            return text
    return ""


def name_flaws(fact: Fact, lexicon: CheckWords) -> Iterator[Flaw]:
    """Find names that the stems of a kind cannot hold: plurals and clauses."""
    grammar = lexicon.wording.grammar
    for noun in fact.nouns():
        single = grammar.singular(noun)
        if single != noun:
            message = f"`{plain(noun)}` is a plural"
            hint = f"write the singular noun, `{plain(single)}`: the plural is made of it"
            yield Flaw("plural-noun", message, hint, fact.id, text=noun)
        if grammar.is_mass(noun):
            message = f"`{plain(noun)}` has no plural and takes no article"
            hint = f"write what can be counted, as `piece of {plain(noun)}`"
            yield Flaw("plural-noun", message, hint, fact.id, text=noun)
    for thing in fact.things():
        first = words(thing)[:1]
        if first and first[0] in lexicon.clauses:
            message = f"`{plain(thing)}` is a clause, and stems need a name there"
            hint = "write a noun with what belongs to it, as `the fall of Rome` for `why Rome fell`"
            yield Flaw("clause-as-name", message, hint, fact.id, text=thing)
    if isinstance(fact, TermFact) and not lexicon.predicates.isdisjoint(words(fact.means)[:1]):
        verb, _, rest = plain(fact.means).partition(" ")
        message = f"the meaning of `{plain(fact.term)}` begins with “{verb}”"
        hint = "begin it with what sort of thing that is, in an article and a noun"
        if verb.casefold() in lexicon.verbs and rest:
            hint = f"write `means: {rest}`"
        yield Flaw("clause-as-name", message, hint, fact.id, text=fact.means)
    yield from _disagreements(fact, lexicon)
    yield from _bare_nouns(fact, lexicon)


def _is_title(text: str) -> bool:
    """Tell whether a text ends in a name, which may look like a plural: Las Meninas."""
    return bool(re.search(r"\S .*\b[^\W\d_a-z]\w+$", plain(text)))


def _disagreements(fact: Fact, lexicon: CheckWords) -> Iterator[Flaw]:
    """Find marks before a verb whose number is not that of all that may stand there."""
    singular = lexicon.wording.grammar.singular

    @cache  # as long as this fact is looked at: the rows of a table stand in several sentences
    def is_plural(text: str) -> bool:
        return singular(text) != text and not _is_title(text)

    def is_single(text: str) -> bool:
        return words(text)[:1] != () and words(text)[0] in lexicon.articles

    for sentence, values in fact.sentences():
        for mark, texts in values.items():
            # Further back, the verb may belong to another noun: "the use of {drug} is".
            verb = re.match(rf"(?:\w+ )?\{{{re.escape(mark)}\}} (\w+)", sentence)
            following = verb[1] if verb else ""
            number = lexicon.verbs.get(following, 0)
            for text in texts if number else ():
                if (number == 1 and is_plural(text)) or (number == 2 and is_single(text)):
                    message = f"“{plain(text)} {following}” does not agree in number"
                    hint = "word the sentence so that the mark stands before no verb of one number"
                    yield Flaw("stem-grammar", message, hint, fact.id, text=sentence)
                    break


def _bare_nouns(fact: Fact, lexicon: CheckWords) -> Iterator[Flaw]:
    """Find nouns without an article where a sentence brings none: “Reef knot is …”.

    No table tells what is counted, as a knot is, and what is not, as water. But an author who names
    a sort of thing, or writes “a hitch” or “a {knot}” elsewhere in the fact, counts these.
    """
    sentences = list(fact.sentences())
    counted = _counted_nouns(fact, sentences, lexicon)
    for sentence, values in sentences if counted else ():
        for mark, texts in values.items():
            if not _stands_alone(sentence, mark, lexicon):
                continue
            text = next((each for each in texts if _is_bare(each, counted, lexicon)), None)
            if text is not None:
                message = f"“{plain(text)}” stands without an article in “{sentence}”"
                with_one = plain(lexicon.wording.grammar.article(text))
                hint = f"write `{with_one}` there, or an article before {{{mark}}} for all of them"
                if where := _sentence_with_article(sentences, text, lexicon):
                    hint += f"; if it is not counted, as water is not, take it out of “{where}”"
                level = Severity.NOTICE
                yield Flaw("stem-grammar", message, hint, fact.id, text=text, severity=level)


def _counted_nouns(
    fact: Fact, sentences: Iterable[tuple[str, dict[str, tuple[str, ...]]]], lexicon: CheckWords
) -> set[str]:
    """Return the nouns that a fact counts: what its things are, and what it gives an article.

    Where all things have the noun in their name, and none an article, it is no count: acacia honey.
    """
    mass = lexicon.wording.grammar.is_mass
    articles = set(lexicon.articles)
    counted = {_noun(noun, lexicon) for noun in fact.nouns() if not mass(noun)}
    # The names of the rows stand in each sentence, and what begins so is counted in each of them.
    groups = dict.fromkeys(texts for _, values in sentences for texts in values.values())
    told = {
        texts: [each for each in texts if not articles.isdisjoint(words(each)[:1])]
        for texts in groups
    }
    for texts, with_article in told.items():
        if len(texts) > 1 and not with_article:
            noun = _noun(texts[0], lexicon)
            if all(_noun(each, lexicon) == noun for each in texts):
                counted.discard(noun)
    counted.update(_noun(each, lexicon) for texts in told.values() for each in texts)
    for sentence, values in sentences:
        for mark, texts in values.items():
            before, given, _ = sentence.partition(f"{{{mark}}}")
            if given and not articles.isdisjoint(words(before)[-1:]):
                counted.update(_noun(text, lexicon) for text in texts)
    return counted


def _sentence_with_article(
    sentences: Iterable[tuple[str, dict[str, tuple[str, ...]]]], text: str, lexicon: CheckWords
) -> str:
    """Return the sentence of a fact that gives a name an article, or nothing."""
    for sentence, values in sentences:
        for mark, texts in values.items():
            before, mark_found, _ = sentence.partition(f"{{{mark}}}")
            if mark_found and text in texts and (words(before) or ("",))[-1] in lexicon.articles:
                return sentence
    return ""


def _noun(text: str, lexicon: CheckWords) -> str:
    """Return the word of a text that is inflected."""
    return (words(lexicon.wording.grammar.head(text)) or ("",))[-1]


def _stands_alone(sentence: str, mark: str, lexicon: CheckWords) -> bool:
    """Tell whether a mark is a whole noun phrase beside a verb in the singular."""
    verbs = "|".join(verb for verb, number in lexicon.verbs.items() if number == 1)
    here = rf"\{{{re.escape(mark)}\}}"
    alone = rf"^{here} (?:{verbs})\b|\b(?:{verbs}) {here}\W*$"
    return bool(verbs) and bool(re.search(alone, sentence))


def _is_bare(text: str, counted: set[str], lexicon: CheckWords) -> bool:
    """Tell whether a text is a counted noun in the singular that has no article and is no name."""
    first = (words(text) or ("",))[0]
    is_name = not plain(text)[:1].islower()
    if is_name or first in lexicon.function or first in lexicon.articles:
        return False
    return _noun(text, lexicon) in counted and lexicon.wording.grammar.singular(text) == text


def true_and_false(questions: Iterable[Question], language: str) -> Iterator[Flaw]:
    """Find statements that one fact says are true and another are false."""
    judged: dict[str, TrueFalse] = {}
    for question in questions:
        if isinstance(question, TrueFalse):
            first = judged.setdefault(identity(question.stem, language), question)
            if first.truth != question.truth:
                message = (
                    f"“{question.stem}” is {question.key.lower()} here and "
                    f"{first.key.lower()} in `{first.about.fact}`"
                )
                related = (Related("which stands at", first.about.position),)
                fact, id, stem = question.about.fact, question.id, question.stem
                hint = "correct one of the two facts, so that both say the same"
                yield Flaw("true-and-false", message, hint, fact, id, stem, ERROR, related)


def key_in_stem(
    question: Question, names: Callable[[str], Sequence[str]], lexicon: CheckWords
) -> Iterator[Flaw]:
    """Find a stem, or the title of a passage, that says the key or another name of it."""
    language = lexicon.wording.language
    for key in question.keys:
        # What a title says of its own gaps is found with the passage.
        for name in names(key) if isinstance(question, Cloze) else (key, *names(key)):
            if not says(question.stem, name, language):
                continue
            # “How well …?” does not give away “well”.
            is_empty = lexicon.function.issuperset(words(name)) and is_prose(name, language)
            if not is_empty and not offers(question.stem, name, lexicon):
                message = f"“{plain(question.stem)}” says the answer `{plain(name)}`"
                hint = "take it out of the stem, or leave this form out with `without`"
                fact, id = question.about.fact, question.id
                yield Flaw("stem-gives-key", message, hint, fact, id, question.stem, ERROR)
                return


def offers(stem: str, name: str, lexicon: CheckWords) -> bool:
    """Tell whether a stem offers a name among others, to choose from: acidic or alkaline?"""
    said = [word.strip(_AROUND).casefold() for word in plain(stem).split()]
    wanted = [word.strip(_AROUND).casefold() for word in plain(name).split()]
    ends = [at + len(wanted) for at in places_of(wanted, said)] if wanted else []
    joints = [at for at, word in enumerate(said) if word in lexicon.alternatives]
    # Once, before or behind an “or”, with at most one other of a few words between.
    return len(ends) == 1 and any(
        joint == ends[0] - len(wanted) - 1 or 0 <= joint - ends[0] <= _FEW_WORDS for joint in joints
    )


def _is_shown_too_late(about: About) -> bool:
    """Tell whether there are pictures or sounds, and none of them comes with the question."""
    return bool(about.media) and not about.option_media and not about.shown("question")


def _unfocused(stem: str, tokens: tuple[str, ...], lexicon: CheckWords) -> str:
    """Return why nobody could answer with the options covered, or nothing."""
    if not lexicon.commands:  # this language does not say what a request looks like
        return ""
    if len(tokens) + bool(_BLANK.search(stem)) < FEWEST_WORDS:
        return "is no question"
    if "?" in stem or _BLANK.search(stem) or not lexicon.commands.isdisjoint(tokens):
        return "does not say what it is about" if lexicon.function.issuperset(tokens) else ""
    asks = not lexicon.clauses.isdisjoint(tokens[:2])  # how long, for how long
    return _NO_MARK if asks else "asks nothing"


def _vague(stem: str, tokens: tuple[str, ...], lexicon: CheckWords) -> str:
    """Return the word that means another frequency to every reader, or nothing."""
    if lexicon.vague.isdisjoint(tokens):
        return ""
    word = next(word for word in tokens if word in lexicon.vague)
    if f" {lexicon.frequency} " in spaced(stem):
        return ""
    return word if word in stem[:1].lower() + stem[1:] else ""  # May is a month


def _doubled(stem: str, lexicon: CheckWords) -> str:
    """Return marks or words that stand there twice, or nothing."""
    may_be = ".." in stem or _TWO_MARKS.search(stem)  # which most stems have not, and costs less
    match = (_MARKS.search(stem) if may_be else None) or lexicon.doubled.search(stem)
    return match[0] if match else ""


def _begins_in_lower_case(stem: str) -> bool:
    first = stem.split(" ")[0]
    return len(first) > 1 and first.isalpha() and first.islower()  # but pH, mRNA


def negative_stem(
    question: Choice | MultipleChoice, written: Fact, lexicon: CheckWords
) -> Iterator[Flaw]:
    """Find a stem that asks for what is not so, above all where that can be overlooked."""
    stem = plain(question.stem)
    said = prose(question.stem)  # `False` in code denies nothing
    word = lexicon.denies(said) and lexicon.denies(asking_words(said, written))
    if not word:
        return
    fact, id, hint, severity = question.about.fact, question.id, "ask for what is true", ERROR
    denied = next((each for each in question.options if lexicon.denies(prose(each))), "")
    if denied:
        message = f"“{stem}” and its option `{plain(denied)}` are both negative"
    elif re.search(rf"\b{re.escape(word.upper())}\b", stem):
        message, severity = f"“{stem}” asks for what is not so", Severity.WARNING
    else:
        message = f"“{stem}” is negative and does not show it"
        hint += f", or at least write {word.upper()}, so that nobody overlooks it"
    yield Flaw("negative-stem", message, hint, fact, id, question.stem, severity)


def clang(question: Choice, lexicon: CheckWords) -> Iterator[Flaw]:
    """Find a telling word of the stem that comes back in the key and in no other option."""
    wrong = [each.text for each in question.distractors]
    word = giveaways.echoed(question.stem, question.key, wrong, lexicon.wording)
    if word:
        message = f"of the options for “{question.stem}”, only the key says “{word}” again"
        hint = "use another word for it in the stem, or in a wrong option too"
        yield Flaw("clang", message, hint, question.about.fact, question.id, question.key)
