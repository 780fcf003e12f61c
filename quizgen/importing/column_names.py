"""Tell which key of the deck language a column of a table, or a field of a note, stands for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from quizgen.importing import inline_markup
from quizgen.importing.truth_words import is_truth
from quizgen.language.facts import KINDS
from quizgen.language.facts.fact import Fact
from quizgen.language.validation import keys_of
from quizgen.text.headings import is_language

# What others call a key, in the languages in which tables were met.
_NAMES = {
    "ask": "front|question|prompt|q|question text|question title|stem|item|frage|vorderseite"
    "|aufgabe|fragestellung|pregunta|enunciado|anverso|recto|enonce|domanda|quesito|fronte"
    "|pergunta|frente|vraag|voorkant|вопрос|pytanie|fraga|sporsmal|sporgsmal|otazka|soru"
    "|aussage|clue|afirmacion|affirmation|affermazione|afirmacao|stelling"
    "|问题|問題|질문",
    "answer": "back|response|correct answer|a|right answer|correct answers|right answers|key"
    "|answer key|correct|correct option|solution|ans|correct ans|right ans|correct choice"
    "|correct letter|correct number|correct index|answer index|correct answer index"
    "|correct option index|correct answer number|true|true false|true or false|t f|tf"
    "|wahr|richtig falsch|v f|r f|w f|losungsbuchstabe|losungsnummer"
    "|wahr falsch|vrai|vrai faux|verdadero|verdadero falso|vero|vero falso|antwort"
    "|ruckseite|losung|richtige antwort"
    "|richtig|respuesta|respuesta correcta|reverso|correcta|reponse|bonne reponse|verso"
    "|reponse correcte|risposta|risposta corretta|retro|resposta|resposta correta|verso"
    "|antwoord|juiste antwoord|achterkant|ответ|правильный ответ|odpowiedz|svar|ratt svar"
    "|odpoved|cevap|答案|答え|정답",
    "term": "word|vocabulary|expression|concept|vocab|begriff|wort|vokabel|fachbegriff|termino"
    "|palabra|concepto|terme|mot|notion|termine|parola|termo|palavra|woord|термин|слово|pojecie"
    "|ord|单词|単語|단어",
    "means": "definition|meaning|def|translation|bedeutung|ubersetzung|erklarung des begriffs"
    "|definicion|significado|traduccion|traduction|signification|definizione|significato"
    "|traduzione|definicao|traducao|betekenis|vertaling|определение|перевод|definicja|betydning"
    "|意味|意思|뜻",
    "cloze": "text|luckentext|texte a trous",
    "of": "subject",
    "list": "relation",
    "items": "members|values",
    "steps": "step",
    "most to least": "ranks",
    "accept": "accepted|also accepted|alternatives|alternative answers|other answers",
    "distractors": "distractor|wrong|wrong answers|incorrect answers|wrong answer|incorrect answer"
    "|incorrect|wrong option|incorrect option|falsche antwort|falsche antworten|falsch"
    "|distraktor|respuesta incorrecta|respuestas incorrectas|incorrecta|mauvaise reponse"
    "|mauvaises reponses|distracteur|risposta sbagliata|risposta errata|resposta errada"
    "|resposta incorreta|fout antwoord|false|faux|falso",
    "option": "choice|alternative|answer option|answer choice|opt|antwortmoglichkeit|auswahl"
    "|antwortoption|opcion|choix|opzione|scelta|opcao|alternativa|optie|keuze|вариант|选项",
    "options": "options|choices|answers|answer options|answer choices|possible answers|antworten"
    "|antwortmoglichkeiten|antwortoptionen|auswahlmoglichkeiten|opciones|respuestas|opzioni|opcoes",
    "tick": "is correct|is right|fraction|weight|percent|percentage|grade|ist richtig",
    "why": "extra|back extra|explanation|notes|note|comment|comments|remark|remarks|rationale"
    "|feedback|general feedback|answer explanation|answer feedback"
    "|erklarung|begrundung|anmerkung|explicacion|retroalimentacion"
    "|explication|remarque|spiegazione|explicacao|uitleg|объяснение|解説|解析",
    "source": "sources|reference|references|quelle|fuente|fonte|bron",
    "topic": "chapter|section|unit|category|thema|kapitel|kategorie|tema|capitulo|categoria"
    "|theme|chapitre|categorie|argomento|hoofdstuk|onderwerp",
    "tags": "tag|labels|keywords|schlagworter|schlagworte|etiquetas|etiquettes|mots cles|etichette",
    "deck": "stapel|mazo|paquet|mazzo|baralho",
    "id": "guid|uuid|key id|identifier|question id|kennung|note id",
    # What a test or a program needs, and no fact has.
    "unused": "points|point|marks|mark|score|time|time limit|time limit sec|time in seconds"
    "|question number|question type|no|nr|number|punkte|puntos|difficulty weight",
}


def _folded(name: str) -> str:
    """Return a name as it is looked up: without case, accents and signs."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)  # `correctIndex`
    letters = unicodedata.normalize("NFKD", apart.casefold().replace("#", " number "))
    bare = "".join(each for each in letters if not unicodedata.combining(each))
    return " ".join(re.sub(r"[_\W]+", " ", bare).split())


_KEYS = {_folded(name): key for key, names in _NAMES.items() for name in names.split("|")}
_KEYS["item"] = "items"  # a list's; of a test, it has options beside it
_KINDS_KEYS = {key for kind in KINDS.values() for key in keys_of(kind)}
# What stands in many cells of other programs' tables, and is part of no fact.
APART = ("tags", "deck", "id", "unused")
# What only a test has: its options, all of them in one cell, and the mark beside each.
_OF_TESTS = ("option", "options", "tick")
_CORRECT = re.compile(r"correct|\bright\b|richtig|\bkey\b|bonne|juiste|\bans\b|^answer$|^antwort$")
_NUMBERED = re.compile(r"(.*?)\s*(?:no\s*)?(\d{1,2}|[a-h])", re.DOTALL)
# What a heading says beside its name: `(sec)`, `– at most 120 characters`, a second line.
_REMARK = re.compile(r"\([^()]*\)|\s[-–—]\s.*|[\r\n].*", re.DOTALL)
_CONDITION = re.compile(r"\w[\w ]{0,14}:\s+(?=\w)")  # `If MC: Answer A`
# What says of answers and options, before their name or behind it, whether they are right.
_RIGHT = (
    r"(?:correct|right|richtige[rns]?|korrekte[rns]?|bonnes?|correctes?|correctas?|corrett[ae]"
    r"|corretas?)"
)
_WRONG = (
    r"(?:wrong|incorrect|falsche[rns]?|fausses?|mauvaises?|incorrectes?|incorrectas?|errat[ae]"
    r"|erradas?)"
)
_QUALIFIED = re.compile(
    rf"(?:(?P<right>{_RIGHT}) |(?P<wrong>{_WRONG}) )?(?P<name>.+?)"
    rf"(?: (?P<right_after>{_RIGHT})| (?P<wrong_after>{_WRONG}))?"
)
# `Answer 1 Correct`: whether the option of that name is right.
_TICK = re.compile(
    rf"(?:is )?(?P<option>.+ (?:\d|[a-h])) (?:is )?"
    rf"(?:{_RIGHT}|richtig|points?|score|fraction|grade)"
)
LONGEST_NAME = 40  # characters of a heading, without its remarks
_OPTIONAL = re.compile(r"\s*(?:\(?optional\)?|\(s\)|\bs\b)\s*", re.IGNORECASE)
_LISTS = {
    "accept",
    "also",
    "causes",
    "distractors",
    "false versions",
    "items",
    "may also point to",
    "most to least",
    "never",
    "never points to",
    "source",
    "steps",
    "without",
}
_NEEDED = {
    name: [
        field.alias or key
        for key, field in kind.model_fields.items()
        if field.is_required() and key != "id"
    ]
    for name, kind in KINDS.items()
} | {"list": ["list", "items"], "sign": ["sign"], "comparison": ["comparison", "rows"]}
_SHARED = [key for key in keys_of(Fact) if key not in ("id", "tags", "was", "stems")]


class ColumnRole(NamedTuple):
    """What a column is for: a key, and its place among others of its name, as `b` or `2`."""

    key: str
    mark: str = ""


def bare_name(name: str) -> str:
    """Return a heading without what it remarks: `Answer 1 - max 75 characters` is `Answer 1`."""
    return _CONDITION.sub("", _REMARK.sub("", name.strip()).strip(), count=1)


def role_of(name: str) -> ColumnRole:
    """Return what a column of this name is for; the key is empty where it is not understood."""
    role = _role_of(name)
    return role if role.key else _role_of(bare_name(name))


def _role_of(name: str) -> ColumnRole:
    words = " ".join(_OPTIONAL.sub(" ", f" {_folded(name)} ").split())
    if key := _KEYS.get(words) or (words if words in _KINDS_KEYS else ""):
        return ColumnRole(key)
    if key := _qualified(words):
        return ColumnRole(key)
    tick = _TICK.fullmatch(words)
    if tick and (option := _role_of(tick["option"])).key == "option":
        return ColumnRole("tick", option.mark)
    numbered = _NUMBERED.fullmatch(words)
    if not numbered:
        return ColumnRole("")
    stem, mark = numbered[1].strip(), numbered[2]
    qualified = _qualified(stem)
    key = _KEYS.get(stem) or qualified or (stem if stem in (*_KINDS_KEYS, "option") else "")
    if key == "answer" and not qualified and "correct" not in stem and "right" not in stem:
        return ColumnRole("option", mark)
    if not stem:  # a column that is called `A` or `1` is an option among others
        return ColumnRole("option", mark)
    if key in ("unused", "tick"):
        return ColumnRole("tick", mark)
    return ColumnRole(key if key in ("option", "distractors", "answer") else "", mark)


def _qualified(words: str) -> str:
    """Return the key of what is called a right or a wrong answer or option, or nothing."""
    match = _QUALIFIED.fullmatch(words)
    # `Correct A` has a mark, and is no right answer to a `Q`.
    if not match or match["name"] == "a":
        return ""
    if _KEYS.get(match["name"], match["name"]) not in ("answer", "option", "options"):
        return ""
    if match["right"] or match["right_after"]:
        return "answer"
    return "distractors" if match["wrong"] or match["wrong_after"] else ""


def key_of(name: str) -> str:
    """Return the key that a column's name stands for, or nothing."""
    role = role_of(name)
    return "" if role.mark or role.key in (*APART, *_OF_TESTS) else role.key


def roles_of(names: Sequence[str]) -> list[ColumnRole]:
    """Return what the columns of a table are for, which they say together.

    A column `A` is an option only beside another one; of two languages, one has the terms.
    """
    roles = _roles_beside_others(names)
    own = {role.key for role in roles}
    languages = [index for index, name in enumerate(names) if is_language(name)]
    if len(languages) == 2 and not own & {"ask", "answer", "term", "means", "cloze"}:
        for index, key in zip(languages, ("term", "means"), strict=True):
            roles[index] = ColumnRole(key)
    keys = [role.key for role in roles]
    if "options" in keys and ("option" in keys or not {"ask", "answer"} <= {*keys}):
        roles = [ColumnRole("") if role.key == "options" else role for role in roles]
    return [
        _in_test(role, name) if is_test(roles) else _without_tick(role)
        for role, name in zip(roles, names, strict=True)
    ]


def _roles_beside_others(names: Sequence[str]) -> list[ColumnRole]:
    """Return what each column is for, which a column of answers and other options tell."""
    roles = [role_of(name) for name in names]
    own = {role.key for role in roles}
    if "answer" in own and "ask" not in own:  # a sentence, and whether it is true
        roles = [ColumnRole("ask") if role.key == "statement" else role for role in roles]
    _tell_answers(roles, names)
    _tell_options(roles, names)
    return roles


def _tell_answers(roles: list[ColumnRole], names: Sequence[str]) -> None:
    """Tell which of several columns has the answer: the one that is called correct.

    Beside it, `True` and `False` are what one chooses from.
    """
    places = [index for index, role in enumerate(roles) if role == ("answer", "")]
    surest = [index for index in places if _CORRECT.search(_folded(names[index]))]
    if len(places) < 2 or not surest:
        return
    for index, name in enumerate(names):
        if is_truth(name) and not _CORRECT.search(_folded(name)):  # `Richtig` may be either
            roles[index] = ColumnRole("option")
        elif index in places and index not in surest:
            roles[index] = ColumnRole("")


def keys_together(names: Sequence[str]) -> list[str]:
    """Return the keys that the names of some columns stand for, beside one another."""
    apart = (*APART, *_OF_TESTS)
    roles = _roles_beside_others(names)
    return ["" if role.mark or role.key in apart else role.key for role in roles]


def says_type(name: str) -> bool:
    """Tell whether a column of this name says how a question is answered."""
    return _folded(name) in ("type", "question type")


def _in_test(role: ColumnRole, name: str) -> ColumnRole:
    """Return a role in a test, where `Type` says how a question is answered."""
    return ColumnRole("unused") if not role.key and says_type(name) else role


def _tell_options(roles: list[ColumnRole], names: Sequence[str]) -> None:
    """Tell options from answers among the columns that are called by a letter or a number."""
    options = [index for index, role in enumerate(roles) if role.key == "option"]
    own = {role.key for role in roles}
    bare = [_folded(name) for name in names]
    # `A` is an answer, too, to a `Q`: beside a `B` and a column of keys it is the first option.
    keys = [role.key for role, name in zip(roles, bare, strict=True) if name != "a"]
    has_first = len(keys) < len(names) and "answer" in keys
    if len(options) + has_first < 2 or not own & {"ask", "items"}:
        for index in options:
            roles[index] = ColumnRole(key_of(names[index]) if not roles[index].mark else "")
        for index, name in enumerate(bare):
            if name in ("a", "q"):
                roles[index] = ColumnRole(_KEYS[name])
        return
    marks: set[str] = set()
    for index, name in enumerate(bare):
        if name == "a":
            roles[index] = ColumnRole("option", "a")
        elif roles[index].key == "items":  # beside a question, its number
            roles[index] = ColumnRole("unused" if "ask" in own else "ask")
        role = roles[index]
        if role.key == "option" and role.mark:
            if role.mark in marks:  # a second `A` says whether the first is right
                roles[index] = ColumnRole("tick", role.mark)
            marks.add(role.mark)


def _without_tick(role: ColumnRole) -> ColumnRole:
    """Return a role in a table that is no test: nothing is marked there as right."""
    if role.key != "tick":
        return role
    return ColumnRole("")


def is_test(roles: Iterable[ColumnRole]) -> bool:
    """Tell whether columns are those of a test: a question with its options.

    Options in one cell, or wrong ones alone, need a column that says what is right.
    """
    roles = list(roles)
    keys = [role.key for role in roles]
    wrong = any(role.key == "distractors" and role.mark for role in roles)
    if "ask" not in keys:
        return False
    return keys.count("option") > 1 or ("answer" in keys and (wrong or "options" in keys))


def is_heading(cells: Sequence[str]) -> bool:
    """Tell whether a row says what the columns are.

    Then they make up a kind, and every name is short.
    """
    names = [cell for cell in cells if cell.strip()]
    if not names or any(len(bare_name(name)) >= LONGEST_NAME for name in names):
        return False
    roles = roles_of(names)
    keys = {role.key for role in roles} - {""}
    known = sum(bool(role.key) for role in roles)
    if {"term", "means"} <= keys and any(map(is_language, names)):
        return True
    return known * 2 > len(names) and (is_test(roles) or bool(_kind_of_keys(keys)))


def kind_of(names: Iterable[str]) -> str:
    """Return the kind of fact that columns of these names make up, or nothing."""
    return _kind_of_keys(set(keys_together(list(names))))


def _kind_of_keys(keys: set[str]) -> str:
    if "ask" in keys and "answer" in keys:
        return "ask"
    kinds = (kind for kind, needed in _NEEDED.items() if keys.issuperset(needed))
    return next(
        (kind for kind in kinds if kind != "sign" or len(keys & set(keys_of(KINDS["sign"]))) > 1),
        "",
    )


def takes(kind: str, key: str) -> bool:
    """Tell whether a kind of fact has this key for text that stands in one column."""
    return key in keys_of(KINDS[kind]) and (key in _SHARED or key not in keys_of(Fact))


def values(key: str, lines: Sequence[str]) -> str | list[str]:
    """Return what a cell gives to a key: one text, or several where the key takes a list."""
    if key not in _LISTS:
        return "\n".join(lines)
    parts = list(lines)
    for separator in (r"[;|]", r"→|->|>") if key in ("steps", "most to least") else (r"[;|]",):
        if len(parts) == 1:
            parts = inline_markup.parts(parts[0], separator)
    if len(parts) == 1 and key != "source":
        parts = inline_markup.parts(parts[0], r",\s")
    return [part.strip() for part in parts if part.strip()]


def leading(kind: str, fact: Mapping[str, object]) -> str:
    """Return the text that a fact of this kind is known by: what its id is made of."""
    keys = {
        "list": ("list", "of"),
        "sign": ("sign",),
        "cloze": ("title", "cloze"),
        "comparison": ("title",),
    }.get(kind, (kind,))
    return " ".join(str(fact[key]) for key in keys if fact.get(key) and isinstance(fact[key], str))


@cache
def keys_in_order(kind: str) -> list[str]:
    """Return the keys of a kind in the order in which an author writes them: its own first."""
    own = [key for key in keys_of(KINDS[kind]) if key not in keys_of(Fact)]
    return [*own, *(key for key in keys_of(Fact) if key != "id")]
