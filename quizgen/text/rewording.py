"""Tell whether two phrases say the same with other forms of the same words.

`producing energy` and `to produce energy` are energy production, a dust cloud is a cloud of dust,
`feeling drowsy` is drowsiness. Every word that says something must be there on both sides: what is
negated, a number, a degree, and whatever stands in another's place keeps its say. How a language
makes one form of another is a table of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from quizgen.text.dictionary import is_word
from quizgen.text.folding import folded
from quizgen.text.languages import table
from quizgen.text.markup import plain
from quizgen.text.words import places_of

_PLAIN = re.compile(r"[^\W\d_]+(?:['’ -]+[^\W\d_]+)*['’]?")
_LONGEST = 8  # words of a phrase that is taken apart
_SHORTEST = 5  # letters of a verb that stands for a noun all alone: passion is no passing
_ENDINGS = ("event", "state", "manner", "ing", "ed")
_ANYWHERE = ("lack", "excess", "missing", "more", "less")  # stand before a word or behind it
_ONE = "="  # before the name of words that are one
_WORD = re.compile(r"[^\W\d_]+")
_VERBAL = frozenset(("event", "ing", "base"))
_PAIRS = frozenset(
    map(
        frozenset,
        (("state", "base"), ("manner", "base"), ("state", "manner"), ("ing", "event"),
         ("ing", "base"), ("event", "base")),
    )
)  # fmt: skip


class _Tables(NamedTuple):
    words: Mapping[str, frozenset[str]]
    runs: tuple[tuple[tuple[str, ...], str], ...]  # words that are one, the longest first
    last: tuple[tuple[tuple[str, ...], str], ...]  # those that are so only at the end
    typed_last: tuple[tuple[tuple[str, ...], str], ...]  # and only in a typed text
    same: frozenset[str]  # what these are one in
    opening: tuple[tuple[str, ...], ...]
    before_several: tuple[tuple[str, ...], ...]  # what may stand before a plural: several
    helping: tuple[tuple[str, ...], ...]  # what the name of a role may begin with: supports
    felt: tuple[tuple[str, ...], ...]
    inside: tuple[tuple[str, ...], ...]
    closing: tuple[tuple[str, ...], ...]
    made: tuple[tuple[str, re.Pattern[str], str], ...]
    irregular: Mapping[str, tuple[str, str]]  # a word -> its kind, and what it is made of
    mishaps: frozenset[str]  # verbs of what befalls a thing, in -ing
    mishap_beginnings: tuple[str, ...]
    whole: frozenset[str]  # words that only look as if they were made of another


@cache
def _tables(language: str) -> _Tables | None:
    data = table(language, "rewording")
    if not data:
        return None
    words, made, irregular = (data.get(name, {}) for name in ("words", "made", "irregular"))
    same = data.get("same", {})
    return _Tables(
        {name: frozenset(texts) for name, texts in words.items()},
        _named_runs(same),
        _named_runs(data.get("last", {})),
        _named_runs(data.get("typed-last", {})),
        frozenset(same),
        _runs(words.get("opening", ())),
        _runs(words.get("before-several", ())),
        _runs(words.get("helping", ())),
        _runs(words.get("felt", ())),
        _runs(words.get("inside", ())),
        _runs(words.get("closing", ())),
        tuple(
            (kind, re.compile(pattern), put)
            for kind in _ENDINGS
            for pattern, put in made.get(kind, ())
        ),
        {word: (kind, base) for kind in _ENDINGS for word, base in irregular.get(kind, {}).items()},
        frozenset(words.get("mishaps", ())),
        tuple(words.get("mishap-beginnings", ())),
        frozenset(irregular.get("other", ())),
    )


def _named_runs(same: Mapping[str, Iterable[str]]) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Return runs of words with the name of what they are one in, the longest first."""
    runs = [(tuple(text.split()), name) for name, texts in same.items() for text in texts]
    return tuple(sorted(runs, key=lambda run: -len(run[0])))


def _runs(texts: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(text.split()) for text in texts), key=len, reverse=True))


class _Token(NamedTuple):
    """A word that says something, its singular, and whether an article or a plural shows a noun."""

    word: str
    singular: str
    is_noun: bool = False


class _Phrase(NamedTuple):
    """The words of a phrase that say something, and what stands between them.

    `links` are the places before which `of` stands, `joints` those of `is` and `that`.
    `is_passive` says that a participle may tell what happens, `is_felt` that an adjective tells
    what is felt, `is_infinitive` that a verb stands with its mark, `happens` that what happens is
    asked for. `articles` stand inside.
    """

    tokens: tuple[_Token, ...]
    links: tuple[int, ...] = ()
    joints: tuple[int, ...] = ()
    articles: tuple[str, ...] = ()
    is_passive: bool = False
    is_felt: bool = False
    is_infinitive: bool = False
    happens: bool = False

    def part(self, start: int, end: int) -> _Phrase:
        """Return the phrase between two places."""
        links, joints = (
            tuple(at - start for at in places if start < at < end)
            for places in (self.links, self.joints)
        )
        return self._replace(tokens=self.tokens[start:end], links=links, joints=joints)

    def without(self, at: int) -> _Phrase:
        """Return the phrase without one of its words."""
        rest = (*self.tokens[:at], *self.tokens[at + 1 :])
        links, joints = (
            tuple(sorted({each - (each > at) for each in places}))
            for places in (self.links, self.joints)
        )
        return self._replace(tokens=rest, links=links, joints=joints).part(0, len(rest))


# Phrases ------------------------------------------------------------------------------------------


@lru_cache(maxsize=1 << 14)
def rewording(
    typed: str, answer: str, language: str = "en", *, happens: bool = False
) -> int | None:
    """Return how many words have another form in a typed text; None where it is no rewording.

    Where a question asks what `happens`, a cause or a symptom, a state is what brought it about:
    a failed harvest is the failure of a harvest.
    """
    before = None
    for as_one in (True, False):  # a fall in prices is lower prices, and that prices fall
        text = _phrase(typed, language, is_typed=True, as_one=as_one)
        key = _phrase(answer, language, is_typed=False, as_one=as_one)
        if before == (text, key):
            break  # as most phrases, these have no words that are one
        before = text, key
        far = _far(text, key, language, happens=happens)
        if far is not None:
            return far
    return None


def _far(text: _Phrase | None, key: _Phrase | None, language: str, *, happens: bool) -> int | None:
    """Return how many words of an answer have another form in a text; None if they say two."""
    if text is None or key is None or len(text.tokens) != len(key.tokens):
        return None
    text, key = text._replace(happens=happens), key._replace(happens=happens)
    if len(key.tokens) == 1:
        is_same = _is_word_reworded(text, key, language)
    else:
        is_same = _is_reworded(text, key, language)
    if not is_same:
        return None
    due = Counter(token.singular for token in key.tokens)
    return (due - Counter(token.singular for token in text.tokens)).total()


def is_one_word(answer: str, language: str = "en") -> bool:
    """Tell whether but one word of an answer says something."""
    key = _phrase(answer, language, is_typed=False)
    return key is not None and len(key.tokens) == 1


def made_of(word: str, language: str = "en") -> frozenset[str]:
    """Return the verbs and adjectives that a word is a form of, each as its own root."""
    return frozenset(root for root, _ in _roots(word, language))


def asks_what_happens(question: str, language: str = "en") -> bool:
    """Tell whether a question asks for causes, symptoms, effects: for what happens."""
    tables = _tables(language)
    asked = tables.words.get("happening", frozenset()) if tables else frozenset()
    return not asked.isdisjoint(_WORD.findall(question.casefold()))


def without_help(text: str, question: str, language: str = "en") -> str:
    """Return a text without the words for help it begins with, where a question asks for a role.

    `supports energy production` names that role; asked for anything else, it names another thing.
    """
    tables = _tables(language)
    asked = tables.words.get("role", frozenset()) if tables else frozenset()
    if tables is None or asked.isdisjoint(_WORD.findall(question.casefold())):
        return text
    words = text.split()
    said = [word.casefold() for word in words]
    return " ".join(words[len(_start(said, tables.helping)) :])


@lru_cache(maxsize=1 << 14)
def _phrase(text: str, language: str, *, is_typed: bool, as_one: bool = True) -> _Phrase | None:
    """Return a text taken apart; None where it has more than words, or too many, or letters.

    Runs of words that are one are taken `as_one`.
    """
    tables, said = _tables(language), " ".join(plain(text).replace("’", "'").split())
    said = said.strip(" .,;!")
    if tables is None or not _PLAIN.fullmatch(said):
        return None
    if any(len(word) == 1 and word.isupper() for word in said.split()[1:] or [said]):
        return None  # hepatitis A
    words = [
        part
        for word in said.casefold().replace("-", " ").split()
        for part in ((word[:-3], "not") if word.endswith("n't") else (word,))
    ]
    if len(words) > 2 * _LONGEST or (said[:2].strip() == "A" and len(words) == 2):
        return None  # A minor
    is_felt = is_infinitive = False
    if is_typed:
        words, is_felt = _opened(words, tables, language)
        words = _without_inside(_without_closing(words, tables.closing), tables.inside)
    if len(words) > 1 and words[0] in tables.words.get("infinitive", ()):
        words, is_infinitive = words[1:], True
    said_as = words
    if as_one:
        last = (*tables.last, *tables.typed_last) if is_typed else tables.last
        said_as = _said_as_one(_last_as_one(words, last), tables)
    phrase = _taken_apart(said_as, tables, language, is_felt=is_felt)
    if phrase is None:
        return None
    return phrase._replace(
        is_passive=phrase.is_passive or is_felt, is_felt=is_felt, is_infinitive=is_infinitive
    )


def _opened(words: list[str], tables: _Tables, language: str) -> tuple[list[str], bool]:
    """Return typed words without what they may begin with, and whether that tells of a feeling."""
    is_felt = False
    while True:
        are_several = folded(words[-1], language) != words[-1]
        run = _start(words, tables.opening)
        run = run or (_start(words, tables.before_several) if are_several else ())
        felt = () if run else _start(words, tables.felt)
        if not (run or felt):
            return words, is_felt
        words, is_felt = words[len(run or felt) :], is_felt or bool(felt)


def _start(words: Sequence[str], runs: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    fitting = (run for run in runs if len(words) > len(run) and tuple(words[: len(run)]) == run)
    return next(fitting, ())


def _without_closing(words: list[str], runs: Iterable[tuple[str, ...]]) -> list[str]:
    for run in runs:
        if len(words) > len(run) and tuple(words[-len(run) :]) == run:
            return words[: -len(run)]
    return words


def _without_inside(words: list[str], runs: Iterable[tuple[str, ...]]) -> list[str]:
    for run in runs:
        at = next(places_of(run, words), None)
        if at is not None and len(words) > len(run):
            words = [*words[:at], *words[at + len(run) :]]
    return words


def _pairs_in_order(tokens: list[_Token], pairing: Collection[str]) -> None:
    """Put the two around each `and` in alphabetical order: by Britain and France."""
    for at in range(1, len(tokens) - 1):
        if tokens[at].word in pairing:
            tokens[at - 1], tokens[at + 1] = sorted((tokens[at - 1], tokens[at + 1]))


def _last_as_one(words: list[str], runs: Iterable[tuple[tuple[str, ...], str]]) -> list[str]:
    """Return words with one in place of the run that they end in: kidney function declines."""
    for run, name in runs:
        if len(words) > len(run) and tuple(words[-len(run) :]) == run:
            return [*words[: -len(run)], f"{_ONE}{name}"]
    return words


def _said_as_one(words: Sequence[str], tables: _Tables) -> list[str]:
    """Return words with one in place of each run that is one: too little, a lack of."""
    said: list[str] = []
    at = 0
    while at < len(words):
        rest = words[at:]
        run, name = next(
            (each for each in tables.runs if tuple(rest[: len(each[0])]) == each[0]), ((), "")
        )
        said.append(f"{_ONE}{name}" if run else words[at])
        at += len(run) or 1
    return said


def _taken_apart(
    words: Sequence[str], tables: _Tables, language: str, *, is_felt: bool
) -> _Phrase | None:
    tokens: list[_Token] = []
    links: list[int] = []
    joints: list[int] = []
    articles: list[str] = []
    is_passive = follows_article = False
    for word in words:
        if word in tables.words.get("articles", ()) or word in tables.words.get("owners", ()):
            follows_article = True
            if tokens:
                articles.append(word)
        elif word in tables.words.get("links", ()) or _is_at_state(
            word, tokens, language, is_felt=is_felt
        ):
            links.append(len(tokens))
        elif word in tables.words.get("relative", ()):
            joints.append(len(tokens))
        elif word in tables.words.get("is", ()):
            joints.append(len(tokens))
            is_passive = True
        elif word not in tables.words.get("objects", ()):
            word = word.removesuffix("'s").removesuffix("'")
            singular = folded(word, language)
            tokens.append(_Token(word, singular, follows_article or singular != word))
            follows_article = False
    if not 1 <= len(tokens) <= _LONGEST or len(tokens) in links:
        return None  # group theories of
    if len(tokens) > 2 and tokens[-1].word in tables.words.get("particles", ()):
        tokens.insert(1, tokens.pop())  # passing mail on
    _pairs_in_order(tokens, tables.words.get("pairing", ()))
    inner_links, inner_joints = (
        tuple(dict.fromkeys(at for at in places if 0 < at < len(tokens)))
        for places in (links, joints)
    )
    return _Phrase(tuple(tokens), inner_links, inner_joints, tuple(articles), is_passive)


def _is_at_state(word: str, before: Sequence[_Token], language: str, *, is_felt: bool) -> bool:
    """Tell whether a word tells where a state is, in whose place `of` may stand: numbness on."""
    tables = _tables(language)
    is_place = tables is not None and word in tables.words.get("at-state", ())
    is_state = bool(before) and (is_felt or _has_kind(before[-1], "state", language))
    return is_place and is_state


def _is_word_reworded(text: _Phrase, key: _Phrase, language: str) -> bool:
    """Tell whether one word is another's form that cannot be taken for another thing.

    A bare verb can be a noun of its own (a substitute), and so can a bare noun in -ing (meaning).
    """
    [typed], [due] = text.tokens, key.tokens
    if typed.word.startswith(_ONE) or due.word.startswith(_ONE):
        return False
    if typed.singular == due.singular:
        return True
    if key.is_passive and not key.happens:
        return False
    is_short = min(len(typed.word), len(due.word)) < _SHORTEST
    return any(
        _stands_alone(one, other, text, is_short=is_short)
        for one, other in _kinds(typed, due, language)
    )


def _stands_alone(one: str, other: str, text: _Phrase, *, is_short: bool) -> bool:
    """Tell whether a typed word of one kind may stand for one of another, and nothing beside it."""
    if other == "state" and one == "base":
        return True
    if one in ("ed", "base") and text.is_felt and other in ("event", "base", "state"):
        return True
    if one == "ed" and text.happens and other in ("event", "base"):
        return True
    if is_short:
        return False
    if (one, other) in (("ing", "event"), ("event", "ing")):
        return True
    return text.is_infinitive and one == "base" and other in ("event", "ing")


def _is_reworded(text: _Phrase, key: _Phrase, language: str) -> bool:
    """Tell whether two phrases of as many words are one, in order or turned round."""
    if _is_in_order(text, key, language) or _is_turned_round(text, key, language):
        return True
    # How something is done stands where it will: nerves fire spontaneously, spontaneous firing.
    for at, one in enumerate(text.tokens):
        for place, other in enumerate(key.tokens):
            if _is_manner(one, other, language):
                rest, due = text.without(at), key.without(place)
                return _is_in_order(rest, due, language) or _is_turned_round(rest, due, language)
    return False


def _is_manner(one: _Token, other: _Token, language: str) -> bool:
    if one.word == other.word:
        return one.word == f"{_ONE}random" or _has_kind(one, "manner", language)
    return any(set(kinds) == {"manner", "base"} for kinds in _kinds(one, other, language))


def _is_in_order(text: _Phrase, key: _Phrase, language: str) -> bool:
    """Tell whether two phrases have one word behind the other, in whatever form.

    What one links by `of` the other may only say as the object of a verb: escaping things.
    """
    if not all(_is_form(*pair, text, key, language) for pair in _paired(text, key)):
        return False
    has_same_words = not any(_differ(*pair) for pair in _paired(text, key))
    if has_same_words and text.articles and key.articles and text.articles != key.articles:
        return False
    for at in set(text.links) ^ set(key.links):
        around = ((text.tokens[each], key.tokens[each]) for each in (at - 1, at))
        begins = key.tokens[at - 1].word.startswith(_ONE)
        if not begins and not any(_differ(*pair) for pair in around):
            return False
    return True


def _paired(text: _Phrase, key: _Phrase) -> Iterator[tuple[_Token, _Token]]:
    return zip(text.tokens, key.tokens, strict=True)


def _differ(one: _Token, other: _Token) -> bool:
    return one.singular != other.singular


def _is_turned_round(text: _Phrase, key: _Phrase, language: str) -> bool:
    """Tell whether two phrases are each other with what stands first put last.

    That takes an `of` or an `is` in one of them, or a verb in one that is a noun in the other: two
    nouns alone are another thing the other way round. What both begin or end with stays.
    """
    pairs = list(_paired(text, key))
    start, end = 0, len(pairs)
    while start < end and _is_form(*pairs[start], text, key, language):
        start += 1
    while end > start and _is_form(*pairs[end - 1], text, key, language):
        end -= 1
    text, key = text.part(start, end), key.part(start, end)
    return any(_turns_at(text, key, at, language) for at in range(1, end - start))


def _turns_at(text: _Phrase, key: _Phrase, at: int, language: str) -> bool:
    """Tell whether a text turned round at a place is the answer."""
    turned = (*text.tokens[at:], *text.tokens[:at])
    pairs = list(zip(turned, key.tokens, strict=True))
    if not all(_is_form(*pair, text, key, language) for pair in pairs):
        return False
    place = len(turned) - at  # where the answer is parted
    inside = [bool(places) for places in (text.links, text.joints)]
    due = [bool(places) for places in (key.links, key.joints)]
    if any(inside) or any(due):
        # One has `of`, or `is`, where it is parted; the other has none, or the other of the two.
        return (
            inside != due
            and not (all(inside) or all(due))
            and {*text.links, *text.joints} <= {at}
            and {*key.links, *key.joints} <= {place}
            and not _is_contained(text if inside[0] else key, at if inside[0] else place, language)
        )
    return _turns_by_its_words(text, key, pairs, language)


def _is_contained(phrase: _Phrase, at: int, language: str) -> bool:
    """Tell whether a phrase names what something is in: a bottle of milk is no milk bottle."""
    tables = _tables(language)
    containers = tables.words.get("containers", frozenset()) if tables else frozenset()
    return bool(phrase.links) and phrase.tokens[at - 1].singular in containers


def _turns_by_its_words(
    text: _Phrase, key: _Phrase, pairs: Sequence[tuple[_Token, _Token]], language: str
) -> bool:
    """Tell whether words may stand the other way round without anything between them.

    `twitching muscles` is muscle twitching, and so is `muscles twitch`; a racing horse is none.
    """
    ends = (text.tokens[0], text.tokens[-1])
    if any(one in ends and _differ(one, other) for one, other in pairs):
        return True
    words = {token.word for token in ends}
    if not words.isdisjoint({f"{_ONE}{name}" for name in _ANYWHERE}):
        return True
    tables = _tables(language)
    degrees = tables.words.get("degrees", frozenset()) if tables else frozenset()
    if any(token.word in degrees for token in text.tokens[1:]):
        return True  # an oven too hot
    if _has_kind(text.tokens[-1], "ed", language):
        return True
    return any(
        _has_kind(phrase.tokens[0], "ing", language)
        and (phrase.tokens[-1].is_noun or len(phrase.tokens) > 2)
        for phrase in (text, key)
    )


def _has_kind(token: _Token, kind: str, language: str) -> bool:
    return any(each == kind for _, each in _roots(token.word, language))


# Words --------------------------------------------------------------------------------------------


def _is_form(one: _Token, other: _Token, text: _Phrase, key: _Phrase, language: str) -> bool:
    """Tell whether two words are forms of one; a participle only where it tells what happens."""
    if one.singular == other.singular:
        return True
    for kinds in _kinds(one, other, language):
        if frozenset(kinds) in _PAIRS:
            return True
        if kinds[0] == "ed" and kinds[1] in _VERBAL and _tells(one, text, kinds[1], key, language):
            return True
        if (
            kinds[1] == "ed"
            and kinds[0] in _VERBAL
            and _tells(other, key, kinds[0], text, language)
        ):
            return True
        if kinds[0] == kinds[1]:
            return True
    return False


def _tells(participle: _Token, phrase: _Phrase, kind: str, other: _Phrase, language: str) -> bool:
    """Tell whether a participle tells what another phrase says by a verb of a kind.

    Who boils water has no boiled water, but `water is boiled` tells that he does.
    """
    if phrase.is_passive:
        return True
    is_mishap = phrase.happens and _is_mishap(participle, language)
    if kind == "ing":
        is_last = _has_kind(other.tokens[-1], "ing", language)  # server overloading
        return is_mishap and bool(other.articles or other.links or is_last)
    return is_mishap or phrase.tokens[-1] == participle


def _is_mishap(participle: _Token, language: str) -> bool:
    """Tell whether a participle says what befell a thing: a failed harvest, a misspelled name.

    One that says what sort of thing it is tells of no act: a closed circuit, a planned economy.
    """
    tables = _tables(language)
    if tables is None:
        return False
    if participle.word.startswith(tables.mishap_beginnings):
        return True
    return not tables.mishaps.isdisjoint(root for root, _ in _roots(participle.word, language))


def _kinds(one: _Token, other: _Token, language: str) -> Iterator[tuple[str, str]]:
    """Yield which forms two words are of what both are made of."""
    for root, kind in _roots(one.word, language):
        for beside, of_other in _roots(other.word, language):
            if root == beside:
                yield kind, of_other


@lru_cache(maxsize=1 << 14)
def _roots(word: str, language: str) -> tuple[tuple[str, str], ...]:
    """Return what a word is made of, with its kind; a verb is known by its form in -ing."""
    tables = _tables(language)
    if tables is None or word.startswith("="):
        return ()
    singular = folded(word, language)
    if singular in tables.whole:
        return ((singular, "base"),)
    if singular in tables.irregular or word in tables.irregular:
        kind, base = tables.irregular.get(word) or tables.irregular[singular]
        roots = () if kind == "state" else _acting(base, language)
        kinds = (kind, "base") if base == singular else (kind,)  # cut
        return tuple((root, each) for root in roots or (base,) for each in kinds)
    found = dict.fromkeys(
        pair
        for kind, ending, put in tables.made
        for pair in _of_ending(word, singular, kind, ending, put, language)
    )
    if not found:
        for each in dict.fromkeys((word, singular)):
            found[each, "base"] = None
            found.update(((root, "base"), None) for root in _acting(each, language))
    return tuple(found)


def _of_ending(
    word: str, singular: str, kind: str, ending: re.Pattern[str], put: str, language: str
) -> Iterator[tuple[str, str]]:
    """Yield what a word is made of if it has an ending, with its kind."""
    said = word if kind in ("ing", "ed") else singular
    base = ending.sub(put, said)
    if base == said:
        return
    roots: Iterable[str] = ()
    if kind == "ing":
        roots = (word,)
    elif kind == "ed":
        roots = _of_past(base, language)
    elif kind == "event":
        roots = _acting(base, language)
    elif is_word(base, language):
        roots = (base,)
    yield from ((root, kind) for root in roots)


def _acting(verb: str, language: str) -> tuple[str, ...]:
    """Return the forms in -ing of what may be a verb: those of the language, if it has the verb."""
    forms = [f"{verb}ing", f"{verb.removesuffix('e')}ing", f"{verb}{verb[-1:]}ing"]
    if not is_word(verb, language):  # deglaze
        return tuple(dict.fromkeys(forms[:2]))
    return tuple(dict.fromkeys(form for form in forms if is_word(form, language)))


def _of_past(stem: str, language: str) -> Iterator[str]:
    """Yield the forms in -ing of the verb of which a stem has the ending of the past."""
    stems = [stem, f"{stem}e", *([f"{stem[:-1]}y"] if stem.endswith("i") else [])]
    yield from (f"{each}ing" for each in stems if is_word(f"{each}ing", language))
